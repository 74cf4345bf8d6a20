//! Verbs of what happened that stand at the end of their clause, behind auxiliaries, or two for one act.
//!
//! A token comes in, the verb told there or that closes its clause goes out. Knows no figures but where the next begins.

use super::Relating;
use super::outcome::{NO_AUXILIARY, Told};
use crate::lexicon::{Role, Roles, TELLING};
use crate::library::happens_to_fewer;
use crate::token::Token;

/// Tokens of a clause in which its last verb is looked for.
const REACH: usize = 16;

impl Relating<'_, '_> {
    /// "abandoned the vessel and were rescued": whether what happened stands at token `at`, behind auxiliaries or none.
    pub(super) fn is_verb_at(&self, at: usize) -> bool {
        const AUXILIARIES: usize = 2;
        let view = self.view;
        for at in at..=at + AUXILIARIES {
            if at >= self.far || !view.token(at).is_some_and(Token::is_word_on_line) {
                return false;
            }
            let told = view.lexicon.longest(view.tokens, at, TELLING).map(|phrase| view.lexicon.roles(phrase.node));
            if let Some(told) = told {
                return told.has(Role::Outcome) && !told.has(Role::OutcomeNoun);
            }
            if !view.roles_at(at).has(Role::Function) || view.roles_at(at).meets(NO_AUXILIARY) {
                return false;
            }
        }
        false
    }

    /// Whether token `at` is a verb that tells what happened, and nothing of the noun behind it.
    pub(super) fn is_participle(&self, at: usize) -> bool {
        let view = self.view;
        let told = view.lexicon.longest(view.tokens, at, TELLING);
        told.is_some_and(|told| {
            let roles = view.lexicon.roles(told.node);
            let ends =
                view.token(told.end).is_none_or(|next| !next.is_word() || view.roles_at(told.end).has(Role::Passive));
            roles.has(Role::Outcome) && !roles.has(Role::OutcomeNoun) && ends
        })
    }

    /// "333 waren nach dem 7. Oktober in Gaza festgenommen worden": behind an auxiliary, the participle that closes the clause.
    pub(super) fn outcome_at_end(&self, from: usize) -> Option<(u32, usize)> {
        let view = self.view;
        let mut found = None;
        let mut at = from;
        while at < self.far.min(from + REACH) {
            let Some(token) = view.token(at).filter(|token| token.is_on_line()) else { break };
            // A day of a month has a stop that ends nothing.
            let is_stop_of_day = token.is_mark('.')
                && view.before(at).is_some_and(Token::is_digits)
                && view.token(at + 1).is_some_and(|next| next.is_word());
            if !token.is_word() && !token.is_digits() && !is_stop_of_day {
                break;
            }
            let roles = view.roles_at(at);
            if roles.has(Role::And) {
                break;
            }
            let told = view.lexicon.longest(view.tokens, at, TELLING).filter(|told| told.end <= self.far);
            if let Some(told) = told {
                let roles = view.lexicon.roles(told.node);
                let is_verb = roles.has(Role::Outcome) && !roles.has(Role::OutcomeNoun);
                found = Some((told.node, at)).filter(|_| is_verb || at == from);
                at = told.end;
                continue;
            }
            if !roles.has(Role::Passive) {
                // What is told must close the clause.
                found = None;
            }
            at += 1;
        }
        found
    }

    /// "aus russischer Gefangenschaft befreit": whether the noun from token `at` to `end` stands behind a preposition of place, and a
    /// verb that tells what happened closes the clause. `from` is where the clause goes on behind the label.
    pub(super) fn is_where_before_verb(&self, from: usize, at: usize, end: usize) -> bool {
        const WORDS: usize = 2;
        let view = self.view;
        let is_behind_place =
            (at.saturating_sub(WORDS).max(from)..at).any(|before| view.roles_at(before).has(Role::Place));
        let verb = view.lexicon.longest(view.tokens, end, Roles::of(Role::Outcome)).filter(|verb| verb.end <= self.far);
        let is_capital = view.token(at).is_some_and(|noun| noun.is_capital);
        is_behind_place
            && is_capital
            && end == at + 1
            && verb.is_some_and(|verb| !view.lexicon.roles(verb.node).has(Role::OutcomeNoun))
    }

    /// "zwischen 22 und 47", "erfasst und getötet", "in und um Hannover", "schwer und mehrere leicht verletzt": whether the "and" at token
    /// `at` joins two numbers, two verbs or two words before a verb, and no other clause.
    pub(super) fn goes_on_past_and(&self, at: usize, end: usize, first: usize, category: Option<&str>) -> bool {
        let view = self.view;
        let is_number = view.token(at + 1).is_some_and(Token::is_digits);
        let is_place = |at: usize| view.roles_at(at).has(Role::Place);
        let is_badly = || category.is_some() && view.cue_before(at, "gravely").is_some() && !self.opens_with_of(first);
        // "5 kişi açlık ve susuzluk nedeniyle öldü": two causes, where small letters tell them from names.
        let switches = &view.lexicon.switches;
        let is_cause = !switches.capital_nouns
            && !switches.per_character
            && view.token(at + 1).is_some_and(|next| next.first.is_lowercase())
            && !view.roles_at(at + 1).meets(Roles::any(&[Role::Category, Role::Cardinal, Role::Function]));
        let goes_on = is_place(at + 1) || is_place(at - 1) || is_number || is_cause || self.is_participle(at + 1);
        at > end && goes_on || is_badly()
    }

    /// "17 Wehren im Einsatz wegen überfluteter Straßen": whether what is told from token `at` to `end` only describes the noun behind it,
    /// where nouns have capitals.
    pub(super) fn describes_next(&self, at: usize, end: usize) -> bool {
        let view = self.view;
        view.lexicon.switches.capital_nouns
            && view.token(end).is_some_and(|noun| noun.is_word_on_line() && noun.is_capital)
            && !at.checked_sub(1).is_some_and(|verb| view.roles_at(verb).has(Role::Passive))
    }

    /// "durch die Wasserrettung St. Pölten gerettet": whether the stop at token `at` is that of a short name, and ends nothing.
    pub(super) fn is_stop_of_name(&self, at: usize) -> bool {
        let view = self.view;
        view.token(at).is_some_and(Token::is_full_stop)
            && view.before(at).is_some_and(|name| name.is_capital && name.length <= 2)
            && view.token(at + 1).is_some_and(|next| next.is_word_on_line() && next.is_capital)
    }

    /// "intercepted and destroyed": of two verbs for one act the one that fewer things can suffer says more.
    pub(super) fn joined_verb(&self, at: usize, name: &str, category: Option<&str>) -> Option<Told> {
        let view = self.view;
        let and = at.checked_sub(1).filter(|and| *and > self.floor && view.roles_at(*and).has(Role::And))?;
        let (first, phrase) = view.lexicon.longest_before(view.tokens, and, Roles::of(Role::Outcome))?;
        // "freed 12 hostages and destroyed three bases": a noun is no verb.
        if view.lexicon.roles(phrase.node).has(Role::OutcomeNoun) {
            return None;
        }
        let other = self.suited(phrase.node, category, false).filter(|other| happens_to_fewer(other, name))?;
        Some(Told { name: other, node: phrase.node, at: first, is_close: true })
    }
}

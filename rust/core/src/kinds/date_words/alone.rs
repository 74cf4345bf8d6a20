//! Whether four digits with no word for a year beside them are one: what stands behind them, and what they would count.

use super::Finder;
use crate::lexicon::{HEDGES_BEFORE, Role, Roles};
use crate::library::{is_person, is_thing};
use crate::stages::fold::is_apostrophe;
use crate::stages::read::Number;
use crate::token::Token;

impl Finder<'_, '_> {
    /// "The 2022 election", "Spain's 2024 budget": whether the digits stand between a determiner and a noun that is none of people or of
    /// things, where the language says years so.
    pub(super) fn determines_noun(&self, number: &Number) -> bool {
        let view = self.view;
        if !view.lexicon.switches.year_before_noun || !number.has_digits || number.end != number.first + 1 {
            return false;
        }
        let Some(before) = number.first.checked_sub(1).filter(|_| self.on_line(number.first)) else { return false };
        let is_genitive =
            |word: &Token| word.text(view.text).strip_suffix('s').is_some_and(|owner| owner.ends_with(is_apostrophe));
        let is_determiner = view.roles_at(before).meets(Roles::any(&[Role::Definite, Role::OneArticle]))
            || view.token(before).is_some_and(is_genitive);
        let is_word = |at: usize| view.token(at).is_some_and(Token::is_word_on_line);
        let measures = Roles::any(&[Role::Unit, Role::Duration, Role::Money, Role::Percent, Role::Scale]);
        let counts = |at: usize| {
            let noun = view.lexicon.longest(view.tokens, at, Roles::any(&[Role::Category, Role::OutcomeNoun]));
            noun.is_some_and(|noun| {
                let name = view.lexicon.name(noun.node, Role::Category);
                name.is_none_or(|name| is_person(name) || is_thing(name)) && !self.governs_next(noun.node, noun.end)
            })
        };
        let noun = number.end;
        // "12% below 1990 levels"
        (is_determiner || view.cue(noun, "of_year").is_some())
            && is_word(noun)
            && !view.roles_at(noun).has(Role::Function)
            && view.lexicon.longest(view.tokens, noun, measures).is_none()
            && !(noun..noun + 2).any(|at| is_word(at) && counts(at))
    }

    /// Whether no unknown noun follows that a bare four-digit number could count.
    pub(super) fn stands_alone(&self, number: &Number) -> bool {
        let view = self.view;
        if self.is_number_of(number.first) || self.is_bound_behind(number.end) || self.is_more_than(number.first) {
            return false;
        }
        let Some(next) = view.token(number.end) else { return !view.is_whole };
        if !next.is_on_line() || !next.is_word() {
            return next.is_on_line()
                || number.first > 0 && view.token(number.first).is_some_and(|token| token.is_on_line());
        }
        // "wurde 1985 eröffnet": where nouns have capitals, a small word that none follows is a verb.
        let is_verb = || {
            let is_capital = |at: usize| view.token(at).is_some_and(|token| token.is_capital && token.is_on_line());
            !is_capital(number.end) && !is_capital(number.end + 1) && self.follows_auxiliary(number.first)
        };
        if view.lexicon.switches.capital_nouns && is_verb() {
            return true;
        }
        // "hat 2025 weltweit 8,98 Millionen Autos": an adverb, and the next amount begins.
        let is_amount = |at: usize| {
            view.token(at).is_some_and(|next| next.is_digits() && next.is_on_line() && !next.is_joined())
                || view.lexicon.longest(view.tokens, at, HEDGES_BEFORE).is_some()
        };
        if view.lexicon.switches.capital_nouns && !next.is_capital && is_amount(number.end + 1) {
            return true;
        }
        // "The fire of 1991 killed 29": the verb that another number belongs to, behind a noun and "of".
        let of = Roles::any(&[Role::LabelLink, Role::DateOf]);
        let is_of = number.first > 1
            && view.roles_at(number.first - 1).meets(of)
            && view.token(number.first - 2).is_some_and(Token::is_word);
        let verb = || view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Outcome));
        if is_of && verb().is_some_and(|verb| self.governs_next(verb.node, verb.end)) {
            return true;
        }
        // "Beim Erdbeben 2015 starben 2500": likewise behind the noun.
        let is_of_noun = || {
            view.lexicon.switches.capital_nouns
                && !next.is_capital
                && view.before(number.first).is_some_and(|noun| noun.is_word() && noun.is_capital)
                // "die während des Kriegs 2014 entführt worden waren": or behind which auxiliaries close a clause.
                && verb().is_some_and(|verb| {
                    let auxiliary = |at: usize| view.roles_at(at).has(Role::Passive);
                    self.governs_next(verb.node, verb.end) || auxiliary(verb.end) && auxiliary(verb.end + 1)
                })
        };
        next.is_capital && !view.lexicon.switches.capital_nouns
            || is_of_noun()
            || view.roles_at(number.end).meets(Roles::any(&[Role::Function, Role::And, Role::DateOf]))
            // "bis 2030 gut 45 Milliarden": the next amount begins.
            || view.lexicon.longest(view.tokens, number.end, HEDGES_BEFORE).is_some()
    }

    /// "Число заболевших достигло 1836": whether the clause before token `at` asks for a number.
    pub(super) fn is_number_of(&self, at: usize) -> bool {
        const NEAR: usize = 10;
        let view = self.view;
        let wanted = Roles::of(Role::NumberOf);
        view.may_have(wanted)
            && (at.saturating_sub(NEAR)..at)
                .rev()
                .take_while(|at| view.token(*at).is_some_and(Token::is_word) && self.on_line(at + 1))
                .any(|at| view.lexicon.longest(view.tokens, at, wanted).is_some())
    }

    /// "The toll rose to more than 2000": whether words that compare, and no preposition, say that there are more than that.
    fn is_more_than(&self, at: usize) -> bool {
        let view = self.view;
        let hedge = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::MoreThanBefore));
        hedge.is_some_and(|(first, _)| {
            first + 1 < at && !(first..at).any(|word| view.roles_at(word).has(Role::Place)) && self.on_line(at)
        })
    }

    /// Whether the word before token `at` makes a verb of the one behind it.
    pub(super) fn follows_auxiliary(&self, at: usize) -> bool {
        self.on_line(at) && at.checked_sub(1).is_some_and(|before| self.view.roles_at(before).has(Role::Passive))
    }
}

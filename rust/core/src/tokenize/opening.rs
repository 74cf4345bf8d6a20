//! What the word at an anchor may open: the few tokens there, cut and looked up, before there is a stretch.

use super::Cutting;
use crate::known::{Opening, Seen};
use crate::lexicon::{ANCHORS, NUMBERS, OPENERS, Role, Roles, Word};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

impl<'l> Cutting<'_, 'l> {
    /// The word that comes first, what it is, and what it is without another joined before it.
    fn first_word(&mut self) -> Option<(Token<'l>, Seen, Seen)> {
        let token = self.next_token()?;
        let whole = self.seen(&token);
        if whole.joined() == 0 {
            return Some((token, whole, whole));
        }
        self.cut(&token, whole.joined());
        let rest = self.next_token()?;
        let seen = self.seen(&rest);
        Some((rest, whole, seen))
    }

    /// The phrases that come first. Cuts no word behind one that they do not go on with.
    fn first_phrase(&mut self) -> Option<Met<'l>> {
        let (mut before, _, seen) = self.first_word()?;
        let first = self.lexicon.known(seen.number());
        let mut node = first.node;
        let mut met = Met { roles: first.roles, last: first, is_amount: false };
        while let Some(token) = self.next_token().filter(Token::is_on_line) {
            // A hyphen inside is none of the words.
            let is_inner = is_hyphen(token.first) && token.is_joined() && before.is_word();
            before = token;
            if is_inner {
                continue;
            }
            let word = self.lexicon.known(self.seen(&token).number());
            let Some((child, roles)) = self.lexicon.behind(node, word) else { break };
            node = child;
            met.is_amount |= roles.meets(ANCHORS);
            if roles.meets(OPENERS) {
                (met.roles, met.last) = (roles, word);
            }
        }
        Some(met)
    }

    /// What the word that comes first may open.
    pub(crate) fn opening(&mut self) -> Opening {
        let Some((_, whole, seen)) = self.first_word() else { return Opening::None };
        let lexicon = self.lexicon;
        let word = lexicon.known(seen.number());
        let is_unit = lexicon.switches.units_open && lexicon.known(whole.number()).roles.has(Role::Duration);
        match (seen.is_fused() || word.opens_amount, word.opens_phrase, is_unit) {
            (true, ..) if word.opens_no_number && !seen.is_fused() && !lexicon.per_character() => Opening::AmountOrNone,
            (true, ..) => Opening::Amount,
            (_, true, true) => Opening::PhraseOrUnit,
            (_, true, false) => Opening::Phrase,
            (_, false, true) => Opening::Unit,
            (_, false, false) => Opening::None,
        }
    }

    /// Whether the words that come first are a phrase that may open an amount.
    pub(crate) fn opens_phrase(&mut self) -> bool {
        self.first_phrase().is_some_and(|phrase| phrase.is_amount)
    }

    /// Whether they are one that is no number: "one another", "prima che".
    pub(crate) fn is_no_number(&mut self) -> bool {
        // "Per un secondo": a unit of time may be one all the same.
        self.first_phrase().is_some_and(|phrase| {
            phrase.roles.has(Role::NotANumber)
                && !phrase.roles.meets(NUMBERS.or(TELLING_NONE))
                && !phrase.last.roles.has(Role::Duration)
        })
    }

    /// Whether the last word is an article, "un'", "d'une", or another that makes a unit of time one: "понад".
    pub(crate) fn makes_one(&mut self) -> bool {
        let mut last = None;
        while let Some(token) = self.next_token() {
            last = Some(token);
        }
        let seen = last.map(|token| self.seen(&token));
        let roles = seen.map_or(Roles::default(), |seen| self.lexicon.known(seen.number()).roles);
        roles.has(Role::Article) || roles.has(Role::Whole) && roles.has(Role::Lasting)
    }
}

/// What the words at an anchor make together.
struct Met<'l> {
    /// What the longest phrase of them is, of those that open an amount or are no number.
    roles: Roles,
    /// Its last word.
    last: &'l Word,
    /// Whether some phrase of more words than the first may open an amount.
    is_amount: bool,
}

/// What says that there is none, or that there is one.
const TELLING_NONE: Roles = Roles::any(&[Role::NoOne, Role::NoneOf, Role::Whole, Role::WholeLasting]);

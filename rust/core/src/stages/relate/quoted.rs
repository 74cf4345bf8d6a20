//! Things in quotation marks behind an amount: 88 «Шахедів», 12 «Leopards».

use super::Relating;
use super::label::{Label, past_quotation_mark};
use crate::lexicon::{Role, Roles, TELLING};
use crate::stages::fold::is_apostrophe;
use crate::token::Token;

impl Relating<'_, '_> {
    /// "88 «Шахедів»": a thing whose name stands in quotation marks.
    pub(super) fn quoted(&self, from: usize) -> Option<Label> {
        let view = self.view;
        // "1.567 'drones'": an apostrophe before a word and one behind it.
        let is_elided = |at: usize| view.token(at).is_some_and(|mark| mark.length == 1 && is_apostrophe(mark.first));
        let is_mark = |at: usize| past_quotation_mark(view, at) > at || is_elided(at);
        if !is_mark(from) || is_elided(from) && view.token(from).is_some_and(Token::is_joined) {
            return None;
        }
        let thing = view.lexicon.longest(view.tokens, from + 1, Roles::of(Role::Category))?;
        (thing.end < self.ceiling && is_mark(thing.end)).then_some(Label {
            first: from + 1,
            end: thing.end,
            category: Some(thing.node),
            ..Label::default()
        })
    }

    /// « neuf policiers ont été "blessés légèrement" »: whether the mark at token `at` opens a verb that is quoted, and no noun.
    pub(super) fn quotes_verb(&self, at: usize) -> bool {
        let view = self.view;
        if past_quotation_mark(view, at) == at {
            return false;
        }
        let told = view.lexicon.longest(view.tokens, at + 1, TELLING).map(|told| view.lexicon.roles(told.node));
        let is_passive = || at.checked_sub(1).is_some_and(|verb| view.roles_at(verb).has(Role::Passive));
        told.is_some_and(|told| told.has(Role::Outcome) && (!told.has(Role::OutcomeNoun) || is_passive()))
    }

    /// "bought 12 «Leopards»": whether a name in quotation marks that the lexicon does not know is what is counted.
    pub(super) fn is_before_quoted(&self, from: usize) -> bool {
        let view = self.view;
        past_quotation_mark(view, from) > from
            && view.token(from).is_some_and(|mark| !mark.is_joined())
            && view.token(from + 1).is_some_and(|name| name.is_word() && name.is_joined() && name.is_capital)
    }
}

//! What the clause says happened to the things counted.
//!
//! An amount and the end of its label come in, an outcome goes out. Knows no sides.

use super::Relating;
use crate::lexicon::{Role, Roles};

/// Tokens around an amount in which an outcome is looked for.
const REACH: usize = 16;

impl Relating<'_, '_> {
    /// What the words right behind token `from` say to have happened: words of grammar and then an outcome.
    pub(super) fn outcome_behind(&self, from: usize) -> Option<(u32, usize)> {
        const GRAMMAR: usize = 3;
        let view = self.view;
        let wanted = Roles::any(&[Role::Outcome, Role::OutcomeNoun]);
        for at in from..(from + GRAMMAR + 1).min(self.ceiling) {
            let token = view.token(at).filter(|token| token.is_on_line() && token.is_word())?;
            if let Some(phrase) =
                view.lexicon.longest(view.tokens, at, wanted).filter(|_| at > from || !token.is_capital)
            {
                return Some((phrase.node, at));
            }
            let roles = view.roles_at(at);
            if !roles.meets(Roles::any(&[Role::Function, Role::Counter])) || roles.has(Role::And) {
                return None;
            }
        }
        None
    }

    /// The outcome that the clause gives the amount and its token: right behind its label, else before the amount.
    pub(super) fn outcome_near(&self, first: usize, end: usize) -> Option<(u32, usize)> {
        let view = self.view;
        let wanted = Roles::any(&[Role::Outcome, Role::OutcomeNoun]);
        let grammar = Roles::any(&[Role::Function]);
        let is_final = view.lexicon.switches.verb_final;
        let reach = if is_final { REACH } else { 6 };
        for at in end..(end + reach).min(self.ceiling) {
            let Some(token) = view.token(at).filter(|token| token.is_on_line()) else { break };
            // "three children, have died": a clause that was put in has ended.
            let closes_nested = at == end && token.is_mark(',') && self.is_nested(first);
            if !token.is_word() && !closes_nested {
                break;
            }
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, wanted) {
                return Some((phrase.node, at));
            }
            if token.is_mark(',') {
                continue;
            }
            if !is_final && !view.roles_at(at).meets(grammar) || view.roles_at(at).has(Role::And) {
                break;
            }
        }
        let mut at = first;
        for _ in 0..REACH {
            at = at.checked_sub(1).filter(|at| *at >= self.floor)?;
            let token = view.token(at)?;
            let is_stop = !token.is_word() && matches!(token.first, '.' | '!' | '?' | ';' | ':');
            if is_stop {
                return None;
            }
            // The phrase must not reach over the amount.
            let phrase = view.lexicon.longest(view.tokens, at, wanted).filter(|phrase| phrase.end <= first);
            if let Some(phrase) = phrase.filter(|phrase| !self.is_in_thing(at, phrase.end)) {
                return Some((phrase.node, at));
            }
            if !token.is_on_line() {
                return None;
            }
        }
        None
    }

    /// "multiple launch rocket systems": whether the words from `at` to `end` are a part of a thing's name.
    fn is_in_thing(&self, at: usize, end: usize) -> bool {
        const LONGEST: usize = 4;
        (at.saturating_sub(LONGEST).max(self.floor)..=at).any(|first| {
            let thing = self.view.lexicon.longest(self.view.tokens, first, Roles::of(Role::Category));
            thing.is_some_and(|thing| thing.end >= end && thing.end - first > end - at)
        })
    }

    /// Whether the amount stands in a clause that tells a part of the figure before: "twelve people, including three".
    fn is_nested(&self, first: usize) -> bool {
        (first.saturating_sub(4).max(self.floor)..first)
            .any(|at| self.view.lexicon.longest(self.view.tokens, at, Roles::of(Role::PartOf)).is_some())
    }
}

//! Years that are told by other words of their clause: the mean age of many, and terms that a court sets.
//!
//! A figure comes in, whether its clause says so goes out.

use super::Composing;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::lexicon::{CHANGES, Role, Roles};
use crate::token::Token;

impl Composing<'_, '_> {
    /// "Середній вік загиблих — 38 років", "The average age rose to 38.6": whether the clause tells how old many are on average.
    pub(super) fn is_mean_age(&self, draft: &Draft) -> bool {
        const FAR: usize = 12;
        let view = self.view;
        let is_years = draft.figure.kind == Kind::Duration && draft.figure.unit.as_deref() == Some("a");
        let is_bare = || {
            draft.figure.kind == Kind::Number
                && draft.number.is_some_and(|number| number.has_digits && number.scale.is_none())
                && view.token(draft.end).is_none_or(|next| !next.is_word_on_line() && !next.is_mark('%'))
        };
        if !(is_years || is_bare()) || draft.figure.relation == Relation::Range || !view.may_have(Roles::of(Role::Cue))
        {
            return false;
        }
        let dash = view.before(draft.hedge_first).is_some_and(Token::is_spaced_dash);
        let end = draft.hedge_first - usize::from(dash);
        // "зріс на два роки", "за 10 років зріс": by how much it changed, or how long that took.
        let has = |at: usize, roles| view.roles_at(at).meets(roles);
        let other = Roles::any(&[Role::Lasting, Role::Up, Role::Down, Role::Per]);
        let is_step = end.checked_sub(1).is_none_or(|before| {
            let changes = before.checked_sub(1).is_some_and(|verb| has(verb, CHANGES));
            has(before, other) || has(before, Roles::of(Role::Place)) && changes
        });
        if is_step
            || (draft.end..draft.end + 2)
                .any(|at| view.token(at).is_some_and(Token::is_word_on_line) && has(at, CHANGES))
        {
            return false;
        }
        let mut clause = (end.saturating_sub(FAR)..end).rev().take_while(|at| {
            view.token(*at).is_some_and(Token::is_word) && view.token(at + 1).is_some_and(Token::is_on_line)
        });
        clause.any(|at| view.cue(at, "mean_age").is_some())
    }

    /// "приговорил братьев к 12 и 14 годам колонии": whether a word of those that courts and prisons have stands in the clause.
    pub(super) fn is_condemned(&self, draft: &Draft) -> bool {
        const FAR: usize = 8;
        let view = self.view;
        let goes_on = |at: &usize| {
            view.token(*at).is_some_and(|it| it.is_word() || it.is_digits() || it.is_joined() || it.is_mark(','))
        };
        let tells = |at: usize| ["condemns", "has_term"].iter().any(|key| view.cue(at, key).is_some());
        let first = draft.hedge_first;
        let before = || (first.saturating_sub(FAR)..first).rev().take_while(goes_on).any(tells);
        let behind = || (draft.end..draft.end + FAR).take_while(goes_on).any(tells);
        view.may_have(Roles::of(Role::Cue)) && (before() || behind())
    }
}

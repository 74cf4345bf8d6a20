//! Bounds of age: "children under five", "older than 65".
//!
//! An amount with a bound comes in, whether it tells how old people are goes out.

use super::Composing;
use crate::draft::Draft;
use crate::lexicon::{Role, Roles};
use crate::token::Token;

impl Composing<'_, '_> {
    /// "Children under five": whether the amount is a bound right behind people, and counts nothing.
    pub(super) fn is_age_bound(&self, draft: &Draft) -> bool {
        let view = self.view;
        let is_cued = ["age_bound", "spanning"].iter().any(|key| view.cue(draft.hedge_first, key) == Some(draft.first));
        let things = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Side]);
        // "un menor de 15": the bound may name them itself.
        let own =
            || view.token(draft.hedge_first).filter(|word| self.names_person(word) && draft.hedge_first < draft.first);
        // "A blast injured over 30": a verb, and none who are over thirty.
        let is_verb = |word: &Token| {
            let article = draft.hedge_first.checked_sub(2).map_or(Roles::default(), |at| view.roles_at(at));
            word.word.roles.has(Role::Outcome)
                && !word.word.roles.has(Role::Category)
                && !article.meets(Roles::any(&[Role::Definite, Role::PartOf, Role::OutOf]))
        };
        let before = || {
            let word = view.before(draft.hedge_first).filter(|word| word.is_word() && self.names_person(word));
            word.filter(|word| !is_verb(word)).or_else(own)
        };
        // "Most of the dead were older than 65"
        let older_than = view.cue_before(draft.first, "older_than");
        if older_than.and_then(|first| view.token(first)).is_some_and(Token::is_on_line) {
            return view.lexicon.longest(view.tokens, draft.end, things).is_none();
        }
        is_cued
            && view.token(draft.first).is_some_and(Token::is_on_line)
            && (before().is_some() || self.are_people_under(draft.hedge_first))
            && view.lexicon.longest(view.tokens, draft.end, things).is_none()
    }

    /// "The patients were under five", "3 million, many of whom are under 18": whether a verb of being right before the bound at token
    /// `bound` speaks of people.
    fn are_people_under(&self, bound: usize) -> bool {
        const FAR: usize = 8;
        let view = self.view;
        let is_being = |at: usize| view.roles_at(at).has(Role::Passive);
        let Some(verb) = bound.checked_sub(1).filter(|verb| is_being(*verb)) else { return false };
        (verb.saturating_sub(FAR)..verb)
            .rev()
            .take_while(|at| {
                view.token(*at).is_some_and(Token::is_word) && view.token(at + 1).is_some_and(Token::is_on_line)
            })
            .find(|at| view.roles_at(*at).meets(Roles::any(&[Role::Category, Role::PartOf])))
            .is_some_and(|at| {
                view.roles_at(at).has(Role::PartOf) || view.token(at).is_some_and(|it| self.names_person(it))
            })
    }
}

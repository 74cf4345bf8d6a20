//! What came of the hurt and the dead besides: how badly they were hurt, that they were brought home.
//!
//! An amount and the figures before it or its label come in, whose part it is or what more happened goes out.

use super::Relating;
use super::carry::counts_before;
use super::outcome::Told;
use super::part::is_fewer;
use crate::draft::Draft;
use crate::lexicon::Role;
use crate::library::is_person;

impl Relating<'_, '_> {
    /// Makes an amount, behind which at token `from` stands how badly, a part of the hurt that the sentence has counted.
    pub(super) fn are_hurt_badly(&self, draft: &mut Draft, head: &[Draft], from: usize) -> bool {
        let view = self.view;
        let Some(end) = view.cue(from, "gravely").filter(|end| *end <= self.ceiling) else { return false };
        let goes_on = view.token(end).is_some_and(|next| next.is_on_line() && next.is_word());
        if goes_on && !view.roles_at(end).has(Role::And) {
            return false;
        }
        let are_hurt = |whole: &&Draft| {
            matches!(whole.figure.outcome.as_deref(), Some("wounded" | "hospitalised" | "affected"))
                && whole.figure.category.as_deref().is_some_and(is_person)
                && is_fewer(&draft.figure, &whole.figure)
        };
        let Some(whole) = counts_before(view, head, draft, false).find(are_hurt) else { return false };
        draft.take_noun(&whole.figure);
        draft.figure.outcome.clone_from(&whole.figure.outcome);
        draft.figure.part_of = Some(whole.id);
        true
    }

    /// "returned the bodies of 1,212 soldiers": what was done with the dead whom a word for bodies tells.
    pub(super) fn bodies_returned(&self, bodies: &Told, draft: &Draft) -> Option<Told> {
        self.view.cue(bodies.at, "bodies")?;
        let told = self.outcome_before(bodies.at, draft.figure.category.as_deref())?;
        (told.name == "repatriated").then_some(Told { is_close: true, ..told })
    }
}

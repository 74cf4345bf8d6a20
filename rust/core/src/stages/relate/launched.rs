//! What became of what was launched: shot down, not launched, where the launch only says which are meant, or when.
//!
//! A count of things with what its clause says of them comes in, their fate goes out.

use super::Relating;
use super::outcome::Told;
use super::share::is_next_in_list;
use crate::draft::Draft;
use crate::lexicon::{Role, Roles};
use crate::library::outcomes;

impl Relating<'_, '_> {
    /// "shot down 15 drones launched by Russia", "downed all 30 drones in an attack": what the verb before the amount says became of
    /// things whose label ends before token `end`, none where the list that they stand in says it; else `told`.
    pub(super) fn past_launch(&self, draft: &mut Draft, head: &[Draft], end: usize, told: Told) -> Option<Told> {
        let view = self.view;
        let first = draft.hedge_first;
        if told.name != outcomes::LAUNCHED || told.at < first || view.lexicon.switches.verb_final {
            return Some(told);
        }
        let is_fate = |name: &str| matches!(name, outcomes::SHOT_DOWN | outcomes::DESTROYED);
        let comma = usize::from(view.token(end).is_some_and(|mark| mark.is_mark(',')));
        let is_participle = told.at == end || told.at == end + comma;
        let is_noun = told.at.checked_sub(1).is_some_and(|at| {
            view.roles_at(at).meets(Roles::any(&[Role::OneArticle, Role::Definite, Role::Place, Role::Side]))
        });
        if !is_participle && !is_noun {
            return Some(told);
        }
        let before = self.outcome_before(first, draft.figure.category.as_deref());
        let before = before.filter(|before| is_fate(&before.name));
        let last = head.last().filter(|last| is_next_in_list(view, last, draft));
        let is_listed = last.is_some_and(|last| last.figure.outcome.as_deref().is_some_and(is_fate));
        // "28 missiles and 15 drones in an attack": the list tells of both, or nothing does.
        let is_told_by_list = if is_participle { is_listed } else { self.goes_on_a_list(first) };
        if is_participle && (before.is_some() || is_listed) && draft.figure.side.is_none() {
            draft.figure.side = self.side_of_agent(told.node, told.at);
        }
        if before.is_some() || is_told_by_list { before } else { Some(told) }
    }

    /// Whether a comma or "and" joins the amount at token `first` to a figure before.
    fn goes_on_a_list(&self, first: usize) -> bool {
        let joint = first.checked_sub(1).filter(|_| self.since > 0);
        joint.is_some_and(|at| {
            self.view.token(at).is_some_and(|mark| mark.is_mark(',')) || self.view.roles_at(at).has(Role::And)
        })
    }
}

//! Stage 6: what is counted, what happened to it and whose it is, from the words around an amount.
//!
//! Looks only at tokens between an amount and its neighbours, and never past its sentence.

mod label;
mod outcome;
mod side;
mod change;
mod share;
mod delta;
mod date;

use compact_str::CompactString;
use date::date_counts;
use delta::deltas;
use share::{share, share_before_and_now, share_out_of};

use crate::draft::Draft;
use crate::figure::{Flag, Kind, Relation, Scope, Span};
use crate::lexicon::{Role, Roles};
use crate::stages::compose::hedge_after;
use crate::stages::read::View;

/// Outcomes that only people have.
const HAPPENS_TO_PEOPLE: &[&str] = &[
    "killed",
    "wounded",
    "killed_or_wounded",
    "missing",
    "captured",
    "kidnapped",
    "detained",
    "displaced",
    "evacuated",
    "homeless",
    "hospitalised",
    "infected",
    "rescued",
    "released",
    "repatriated",
    "survived",
];

/// Words of a label that are looked at.
const LONGEST_LABEL: usize = 8;

#[derive(Clone, Copy)]
struct Relating<'v, 'a> {
    view: &'v View<'a>,
    /// No token before it may be taken: it is the figure's before.
    floor: usize,
    /// Nor this one or any after.
    ceiling: usize,
    /// Where the ceiling is behind a change that stands behind the label.
    beyond: usize,
}

/// Gives the drafts labels, categories, outcomes, sides and dates, and totals their changes.
pub(crate) fn relate(view: &View, drafts: &mut Vec<Draft>) {
    deltas(view, drafts);
    for (id, draft) in drafts.iter_mut().enumerate() {
        draft.id = id as u32;
    }
    for at in 0..drafts.len() {
        let floor = at
            .checked_sub(1)
            .and_then(|before| drafts.get(before))
            .map_or(0, |draft| draft.hedge_end.max(draft.reach()));
        let ceiling = drafts
            .get(at + 1)
            .map_or(view.tokens.len(), |draft| draft.hedge_first.max(draft.first.min(draft.hedge_first)));
        let (head, tail) = drafts.split_at_mut(at);
        let previous = head.last();
        let Some((draft, behind)) = tail.split_first_mut() else { continue };
        let beyond = ceiling;
        // A change behind the label ends what may be said of the thing.
        let ceiling =
            draft.change.filter(|(open, _)| *open > draft.after()).map_or(ceiling, |(open, _)| open.min(ceiling));
        let mut relating = Relating { view, floor, ceiling, beyond };
        match draft.figure.kind {
            Kind::Number => relating.count(draft, previous),
            Kind::Ordinal => relating.label_only(draft),
            _ => {}
        }
        if matches!(draft.figure.kind, Kind::Count | Kind::Number) {
            relating.part_of(draft, previous.map(|before| (&before.figure, before.end)), at);
        }
        relating.rate(draft, behind.first_mut());
        relating.trend(draft);
        if draft.figure.kind == Kind::Count {
            relating.scope(draft);
        }
        if draft.figure.delta.is_some() && draft.figure.kind == Kind::Count {
            draft.figure.scope = Some(Scope::Cumulative);
        }
    }
    share_before_and_now(view, drafts);
    share_out_of(view, drafts);
    share(view, drafts);
    date_counts(view, drafts);
}

impl Relating<'_, '_> {
    fn count(&mut self, draft: &mut Draft, previous: Option<&Draft>) {
        let view = self.view;
        let from = self.label_start(draft);
        let label = self.label(from);
        let lexicon = view.lexicon;
        if let Some(label) = &label {
            draft.figure.label = self.span(label.first, label.end);
            draft.figure.category = label.category.and_then(|node| lexicon.name(node, Role::Category)).cloned();
            draft.figure.outcome = label.outcome.and_then(|node| self.outcome_name(node)).cloned();
            draft.figure.side = label.side.and_then(|node| lexicon.name(node, Role::Side)).cloned();
        }
        let end = label.as_ref().map_or(draft.after(), |label| label.end);
        if label.is_some() {
            self.hedge_behind(draft, end);
        } else if view.lexicon.per_character() {
            // A counter stands behind the number, and what is counted before it.
            self.subject(draft);
            if draft.figure.label.is_none() {
                self.left_out(draft, previous);
            }
        } else if !self.left_out(draft, previous) {
            self.subject(draft);
        }
        if draft.figure.outcome.is_none()
            && draft.figure.label.is_some()
            && let Some((node, at)) = self.outcome_told(draft, end)
        {
            draft.figure.outcome = self.outcome_name(node).cloned();
            if draft.figure.side.is_none() && at < draft.first {
                draft.figure.side = self.side_of_subject(node, at);
            }
        }
        // "5 Palestinians were killed": a people's name alone counts its people, where what happened happens to people.
        if draft.figure.category.is_none()
            && label.as_ref().is_some_and(|label| self.is_people(label))
            && draft.figure.outcome.as_deref().is_some_and(|outcome| HAPPENS_TO_PEOPLE.contains(&outcome))
        {
            draft.figure.category = Some("person".into());
        }
        // People are counted where the outcome is one that people have and nothing narrower is said.
        if draft.figure.category.is_none()
            && label
                .as_ref()
                .is_some_and(|label| label.outcome.is_some_and(|node| lexicon.roles(node).has(Role::OutcomeNoun)))
        {
            draft.figure.category = Some("person".into());
        }
        if draft.figure.side.is_none() && draft.figure.outcome.is_some() {
            draft.figure.side = self.side_of_state(end).and_then(|node| lexicon.name(node, Role::Side)).cloned();
        }
        if draft.figure.side.is_none() {
            draft.figure.side = self.side_before(draft);
        }
        if draft.figure.label.is_some() || draft.figure.category.is_some() || draft.figure.outcome.is_some() {
            draft.figure.kind = Kind::Count;
        }
    }

    /// Whether the label is the name of a people and nothing else.
    fn is_people(&self, label: &label::Label) -> bool {
        let phrase = self.view.lexicon.longest(self.view.tokens, label.first, Roles::of(Role::Side));
        phrase.is_some_and(|phrase| phrase.end == label.end)
    }

    /// What the clause says of the amount, past a change that is printed behind its label.
    fn outcome_told(&self, draft: &Draft, end: usize) -> Option<(u32, usize)> {
        match draft.change.filter(|(open, _)| *open == end) {
            Some((_, close)) => {
                let past = Relating { ceiling: self.beyond, ..*self };
                past.outcome_near(draft.hedge_first, close)
            }
            None => self.outcome_near(draft.hedge_first, end),
        }
    }

    /// "12 people were killed and three were wounded": the noun is left out and what happened says that it counts.
    fn left_out(&self, draft: &mut Draft, previous: Option<&Draft>) -> bool {
        let Some((node, _)) = self.outcome_behind(draft.after()) else { return false };
        draft.figure.outcome = self.outcome_name(node).cloned();
        match previous.filter(|before| before.figure.kind == Kind::Count && before.figure.category.is_some()) {
            Some(before) => {
                draft.figure.label = before.figure.label;
                draft.figure.category.clone_from(&before.figure.category);
                draft.figure.side.clone_from(&before.figure.side);
                draft.figure.flags.insert(Flag::InheritedLabel);
            }
            None if self.view.lexicon.roles(node).has(Role::OutcomeNoun) => {
                draft.figure.category = Some("person".into());
            }
            None => {}
        }
        true
    }

    fn label_only(&mut self, draft: &mut Draft) {
        if let Some(label) = self.label(draft.end) {
            draft.figure.label = self.span(label.first, label.end);
        }
    }

    /// "56 people at least": a hedge behind the label.
    fn hedge_behind(&self, draft: &mut Draft, end: usize) {
        let (Relation::Exact, Some(value)) = (draft.figure.relation, draft.figure.value) else { return };
        if end < self.ceiling
            && let Some((_, relation, false)) = hedge_after(self.view, end)
        {
            draft.state(value, relation);
        }
    }

    fn outcome_name(&self, node: u32) -> Option<&CompactString> {
        self.view.lexicon.name(node, Role::Outcome).or_else(|| self.view.lexicon.name(node, Role::OutcomeNoun))
    }

    fn span(&self, first: usize, end: usize) -> Option<Span> {
        let (head, tail) = (self.view.token(first)?, self.view.before(end)?);
        Some(Span { start: head.start, end: tail.end })
    }
}

/// The token after a figure and its label.
fn end_of_label(view: &View, draft: &Draft) -> usize {
    let from = draft.after();
    let Some(label) = draft.figure.label else { return draft.reach() };
    let last = (from..from + LONGEST_LABEL + 4)
        .take_while(|at| view.token(*at).is_some_and(|token| token.start < label.end))
        .last();
    last.map_or(from, |last| last + 1).max(draft.reach())
}

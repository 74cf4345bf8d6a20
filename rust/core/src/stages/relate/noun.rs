//! The noun of an amount: behind it, behind a word for others, or in the number's own word.
//!
//! An amount comes in; where its noun may begin, and the label found there, go out.

use super::Relating;
use super::label::Label;
use crate::draft::Draft;
use crate::lexicon::{Role, Roles};
use crate::library::{is_event, is_person};

impl Relating<'_, '_> {
    /// What the amount counts by the words at it, and where those may begin; `is_whole`: whether it may be counted at all.
    pub(super) fn noun_of(&self, draft: &Draft, is_whole: bool) -> (usize, Option<Label>) {
        let (view, lexicon) = (self.view, self.view.lexicon);
        let mut from = self.label_start(draft);
        // "12 of their colleagues": whose they are stands before who they are.
        let is_noun = |end: &usize| {
            *end < self.ceiling && view.lexicon.longest(view.tokens, *end, Roles::of(Role::Category)).is_some()
        };
        from = view.cue(from, "whose").filter(is_noun).unwrap_or(from);
        let mut label = self.label_of_compound(draft, from).or_else(|| self.label(from));
        // "17 others were hurt", "quinze autres femmes": the noun is behind the word or left out.
        let others =
            lexicon.longest(view.tokens, from, Roles::of(Role::Others)).filter(|others| others.end <= self.ceiling);
        // "seis más que ayer": a comparison, and no others.
        let is_compared = |end: usize| lexicon.longest(view.tokens, end, Roles::of(Role::Than)).is_some();
        let compared = Roles::of(Role::MoreThanBefore);
        let others =
            others.filter(|others| !is_compared(others.end) || lexicon.longest(view.tokens, from, compared).is_none());
        // "أربعة آخرون بانفجار": four others, in an explosion.
        let names_event = |label: &Label| {
            let category = label.category.and_then(|node| lexicon.name(node, Role::Category));
            category.is_some_and(|category| is_event(category))
        };
        let is_no_thing = |label: &Label| label.category.is_none() || names_event(label);
        if let Some(others) = others.filter(|_| label.as_ref().is_none_or(is_no_thing)) {
            from = others.end;
            label = self.label(from).filter(|label| !names_event(label));
        }
        // "6 kişiden biri hastanede öldü": some of those before, and no hospital.
        let is_by_ending = draft.end.checked_sub(1).and_then(|at| view.cue(at, "some_ending")) == Some(draft.end);
        let names_people = |label: &Label| {
            let category = label.category.and_then(|node| lexicon.name(node, Role::Category));
            category.is_none_or(|category| is_person(category))
        };
        label = label.filter(|label| !is_by_ending || names_people(label) && !self.is_placed(label));
        // "contro 31 l'anno scorso": when it was.
        let is_then = |label: &Label| view.cue(label.first, "last_time").is_some_and(|end| end >= label.end);
        label = label.filter(|label| !self.is_some_only(label) && !is_then(label));
        // "جنديان", two soldiers: the word holds its number and what it counts.
        if let Some(own) = self.dual(draft) {
            let narrower = label
                .take()
                .filter(|label| label.category.is_none() && (label.side.is_some() || label.outcome.is_some()));
            label = Some(Label {
                first: draft.first,
                end: narrower.as_ref().map_or(draft.end, |label| label.end),
                category: Some(own),
                // "جريحين": two who were wounded.
                outcome: narrower.as_ref().and_then(|label| label.outcome).or(Some(own).filter(|own| {
                    lexicon.roles(*own).has(Role::OutcomeNoun) && !lexicon.roles(*own).has(Role::Category)
                })),
                side: narrower.as_ref().and_then(|label| label.side),
            });
        }
        let label = label
            .filter(|label| !is_whole || !self.is_verb_alone(label) && !self.is_change_alone(label))
            .or_else(|| self.label_behind_article(from))
            .or_else(|| self.label_behind_agent(from));
        (from, label)
    }
}

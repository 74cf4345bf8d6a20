//! What goes on where verb or noun are left out: "the north lost five tanks, the south – three", "Another 12 did not reach".
//!
//! A count and the figure behind it come in, what the second owes to the first goes out.

use super::carry::ends_between;
use super::part::is_fewer;
use super::{NOUN, Relating};
use crate::draft::Draft;
use crate::figure::{Kind, Scope};
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, is_person};
use crate::stages::fold::is_dash;
use crate::stages::read::View;
use crate::token::Token;

/// "X freed three hostages, Y — 90 prisoners": the dash stands for the verb, behind a comma and another subject.
pub(super) fn share_over_gap(view: &View, drafts: &mut [Draft]) {
    const SUBJECT: usize = 3;
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(told), Some(open)) = (head.last(), tail.first_mut()) else { continue };
        if told.figure.kind != Kind::Count || told.figure.outcome.is_none() && told.figure.category.is_none() {
            continue;
        }
        let Some(dash) = open.hedge_first.checked_sub(1).filter(|dash| *dash > told.end) else { continue };
        let is_mark = |at: usize| view.token(at).is_some_and(|mark| !mark.is_word() && mark.is_on_line());
        if open.figure.outcome.is_some()
            || told.figure.part_of.is_some()
            || !is_mark(dash)
            || !view.token(dash).is_some_and(|mark| is_dash(mark.first) && !mark.is_joined())
        {
            continue;
        }
        let comma = (dash.saturating_sub(SUBJECT + 1)..dash).rev().find(|at| is_mark(*at));
        let Some(comma) = comma.filter(|comma| *comma >= told.end && *comma + 1 < dash) else { continue };
        let is_listed = view.token(comma).is_some_and(|mark| matches!(mark.first, ',' | ';'));
        let is_name = (comma + 1..dash).any(|at| view.token(at).is_some_and(|word| word.is_capital))
            && !(comma + 1..dash).any(|at| view.roles_at(at).meets(Roles::any(&[Role::Place, Role::PartOf])));
        if !is_listed || !is_name || ends_between(view, told.end, comma) {
            continue;
        }
        let is_bare = open.figure.kind == Kind::Number && open.figure.category.is_none();
        let Some(outcome) = told.figure.outcome.clone() else {
            // "Ireland took in 110,000 refugees, the others – 390,000"
            if is_bare {
                open.take_noun(&told.figure);
            }
            continue;
        };
        let is_alike = open.figure.category.as_deref().is_some_and(|category| can_happen(&outcome, category));
        if !is_bare && !is_alike {
            continue;
        }
        if is_bare {
            open.take_noun(&told.figure);
            open.figure.side = None;
        }
        // Who loses or launches it, it is of.
        if open.figure.side.is_none() && matches!(outcome.as_str(), "losses" | "launched") {
            open.figure.side = (comma + 1..dash).find_map(|at| {
                let side = view.lexicon.longest(view.tokens, at, Roles::of(Role::Side))?;
                view.lexicon.name(side.node, Role::Side).cloned()
            });
        }
        open.figure.outcome = Some(outcome);
    }
}

/// "The toll rose by 12 to 133", "выросло на 312 и достигло 6812": the level that a change led to is of the same.
pub(super) fn share_level(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 5;
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(change), Some(level)) = (head.last(), tail.first_mut()) else { continue };
        let is_change = change.figure.outcome.is_some() && change.figure.trend.is_some();
        let is_level = level.figure.kind == Kind::Number && is_fewer(&change.figure, &level.figure);
        let near = change.after()..level.hedge_first;
        if !is_change || !is_level || near.len() > NEAR || ends_between(view, change.end, level.hedge_first) {
            continue;
        }
        let reaches = Roles::any(&[Role::RangeClose, Role::Change, Role::Cumulative, Role::Place]);
        // "and reached": a verb behind "and".
        let is_verb = |last: usize| {
            let joins = last.checked_sub(1).is_some_and(|and| view.roles_at(and).has(Role::And));
            joins && view.roles_at(last).has(Role::Function)
        };
        let last = level.hedge_first.checked_sub(1).filter(|last| near.contains(last));
        let is_told = |last| view.lexicon.longest(view.tokens, last, reaches).is_some() || is_verb(last);
        let is_reached = last.is_some_and(is_told) || view.roles_at(level.hedge_first).meets(reaches);
        if is_reached {
            level.take_noun(&change.figure);
            level.figure.outcome.clone_from(&change.figure.outcome);
            level.figure.scope = Some(Scope::Cumulative);
        }
    }
}

/// "3,400 residents from 12 villages were moved out": what happened to people is told behind where they are from.
pub(super) fn told_of_those_from(view: &View, drafts: &mut [Draft]) {
    let links = Roles::any(&[Role::Place, Role::DateOf, Role::LabelLink]);
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(people), Some(place)) = (head.last_mut(), tail.first_mut()) else { continue };
        let Some(outcome) = place.figure.outcome.as_ref() else { continue };
        let category = people.figure.category.as_deref().filter(|category| is_person(category));
        let is_open = people.figure.outcome.is_none() && category.is_some_and(|category| can_happen(outcome, category));
        let is_named = |category: &str| {
            let mut label = place.after()..super::end_of_label(view, place);
            !is_person(category) || !label.any(|at| view.lexicon.longest(view.tokens, at, NOUN).is_some())
        };
        let is_place = place.figure.category.as_deref().is_some_and(is_named);
        let from = super::end_of_label(view, people);
        if is_open
            && is_place
            && from + 1 == place.hedge_first
            && view.roles_at(from).meets(links)
            && view.token(from).is_some_and(Token::is_on_line)
        {
            people.figure.outcome = place.figure.outcome.take();
            place.figure.category = place.figure.category.take().filter(|category| !is_person(category));
            people.figure.scope = people.figure.scope.or(place.figure.scope.take());
        }
    }
}

/// Whether a word of grammar or a verb stands behind `draft`, in the sentence of `before`, or in the next where a word for others opens
/// that: "61 drones were shot down. Another 12 did not reach their targets."
pub(super) fn goes_on_behind(view: &View, before: &Draft, draft: &Draft) -> bool {
    let next = view.token(draft.after());
    let opens = || {
        let others = view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::Others));
        others.and_then(|(first, _)| view.before(first)).is_some_and(|stop| !stop.is_word() && stop.first == '.')
    };
    next.is_some_and(|next| next.is_word() && next.is_on_line())
        && (!ends_between(view, before.end, draft.hedge_first) || opens())
}

impl Relating<'_, '_> {
    /// Whether the sentence of `draft` has counted things that the taxonomy does not have.
    pub(super) fn counts_unknown(&self, head: &[Draft], draft: &Draft) -> bool {
        const FIGURES: usize = 2;
        head.iter().rev().take(FIGURES).any(|before| {
            before.figure.kind == Kind::Count
                && before.figure.category.is_none()
                && before.figure.label.is_some()
                && !ends_between(self.view, before.end, draft.hedge_first)
        })
    }
}

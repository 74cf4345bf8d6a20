//! Two numbers told of two things in their order: "476 drones and 48 missiles, of which 442 and 41 were shot down".
//!
//! Two bare numbers that "and" or a word for such an order joins come in; each takes the noun of the thing in its place, of which it is
//! a part. Knows no verbs.

use compact_str::CompactString;

use super::Relating;
use super::carry::ends_between;
use super::part::is_fewer;
use super::share::is_next_in_list;
use crate::draft::Draft;
use crate::figure::{Flag, Kind};
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, said_of};
use crate::stages::read::View;
use crate::token::Token;

/// Makes each of two bare numbers a part of the count in its place before them.
pub(super) fn share_respective(view: &View, drafts: &mut [Draft]) {
    for at in 3..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at - 1);
        let [some, other, rest @ ..] = tail else { continue };
        if !is_open(some) || !is_open(other) || !are_joined(view, some, other) {
            continue;
        }
        let is_told = says_in_order(view, some, other);
        let Some((first, second)) = wholes(view, head, some, other, is_told) else { continue };
        let far = rest.first().map_or(view.tokens.len(), |next| next.hedge_first);
        // The verb may stand before both, which the first of them has been told of, or behind both.
        let is_own = |own: &CompactString| Some(own) != first.figure.outcome.as_ref();
        let own = [some.figure.outcome.take(), other.figure.outcome.take()].into_iter().flatten().find(is_own);
        let told = told_behind(view, other, &second, far).or(own);
        for (part, whole) in [(some, first), (other, second)] {
            part.take_noun(&whole.figure);
            part.figure.part_of = Some(whole.id);
            let category = whole.figure.category.as_deref();
            part.figure.outcome = told.clone().and_then(|told| match category {
                Some(category) if !can_happen(&told, category) => said_of(&told, category).map(Into::into),
                _ => Some(told),
            });
        }
    }
}

/// What the words behind both say to have happened, where the next count begins at token `far`.
fn told_behind(view: &View, other: &Draft, second: &Draft, far: usize) -> Option<CompactString> {
    let behind = Relating { far, ..Relating::within(view, other.first, far) };
    // ", respectively, were shot down"
    let is_comma = |at: usize| view.token(at).is_some_and(|mark| mark.is_on_line() && mark.is_mark(','));
    let end = other.after();
    let end = if is_comma(end) && is_comma(end + 2) { end + 3 } else { end };
    let near = behind.outcome_behind(end).and_then(|(node, _)| behind.outcome_name(node)).cloned();
    near.or_else(|| behind.outcome_after(other.first, end, second.figure.category.as_deref()).map(|told| told.name))
}

/// The two counts before the numbers, of different things in one list, of which those may be parts; right before them, unless a word
/// tells that they are in their order.
fn wholes(view: &View, head: &[Draft], some: &Draft, other: &Draft, is_told: bool) -> Option<(Draft, Draft)> {
    const BEFORE: usize = 4;
    let reach = if is_told { BEFORE } else { 2 };
    let near = head.get(head.len().saturating_sub(reach)..)?;
    near.windows(2).rev().find_map(|pair| {
        let [first, second] = pair else { return None };
        let is_known = |count: &Draft| count.figure.kind == Kind::Count && count.figure.category.is_some();
        let is_named = |count: &Draft| is_told || count.has_label_behind();
        let are_two = [first, second].into_iter().all(|count| is_known(count) && is_named(count))
            && first.figure.category != second.figure.category
            && (is_next_in_list(view, first, second) || is_told && is_listed(view, first, second))
            && (is_told || !ends_between(view, second.end, other.first));
        (are_two && is_fewer(&some.figure, &first.figure) && is_fewer(&other.figure, &second.figure))
            .then(|| (first.clone(), second.clone()))
    })
}

/// Whether it counts nothing that stands beside it.
fn is_open(draft: &Draft) -> bool {
    // "Von 476 Drohnen und 48 Raketen wurden 442 beziehungsweise 41": a noun before it is that of the count before.
    let is_inherited = !draft.has_label_behind() || draft.figure.flags.contains(Flag::InheritedLabel);
    let is_bare = draft.figure.kind == Kind::Number || draft.figure.kind == Kind::Count && is_inherited;
    is_bare && draft.is_unscaled_whole()
}

/// "442 and 41", "442, respektive 41": whether nothing but "and", a comma and a word for an order stands between the two.
fn are_joined(view: &View, some: &Draft, other: &Draft) -> bool {
    const GAP: usize = 3;
    let mut gap = some.after()..other.hedge_first;
    let fits = |at: usize| {
        let joint = |token: &Token| token.is_on_line() && (joins(token) || view.cue(at, "respectively").is_some());
        view.token(at).is_some_and(joint)
    };
    (1..=GAP).contains(&gap.len()) && gap.all(fits)
}

/// "442, respektive 41", "442 і 41 відповідно": whether a word for it stands before, between or behind the two.
fn says_in_order(view: &View, some: &Draft, other: &Draft) -> bool {
    let is_cue = |at: usize| view.cue(at, "respectively").is_some();
    let end = other.after();
    view.may_have(Roles::of(Role::Cue))
        && ((some.after()..other.hedge_first).any(is_cue)
            || view.cue_before(some.hedge_first, "respectively").is_some()
            || is_cue(end)
            || view.token(end).is_some_and(|comma| comma.is_mark(',')) && is_cue(end + 1))
}

/// Whether a comma or "and" stands right before the second of two counts.
fn is_listed(view: &View, first: &Draft, second: &Draft) -> bool {
    second.hedge_first.checked_sub(1).and_then(|at| view.token(at)).is_some_and(joins) && second.hedge_first > first.end
}

/// "ve": what joins the ends of ranges too.
fn joins(token: &Token) -> bool {
    token.lists() || token.is_word() && token.word.roles.has(Role::RangeLink)
}

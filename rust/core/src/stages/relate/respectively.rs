//! Two numbers told of two things in their order: "476 drones and 48 missiles; 442 and 41 of them, respectively, were downed".
//!
//! Two bare numbers with a word that says so come in, each takes the noun of the thing in its place.

use super::Relating;
use super::part::is_fewer;
use crate::draft::Draft;
use crate::figure::{Flag, Kind};
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, said_of};
use crate::stages::read::View;
use crate::token::Token;

/// Gives two numbers that a word tells of two things in their order the nouns of the two counts before them.
pub(super) fn share_in_order(view: &View, drafts: &mut [Draft]) {
    const BEFORE: usize = 4;
    if !view.may_have(Roles::of(Role::Cue)) {
        return;
    }
    for at in 3..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at - 1);
        let [first, second, ..] = tail else { continue };
        if !is_open(first) || !is_open(second) || !are_in_order(view, first, second) {
            continue;
        }
        let from = head.len().saturating_sub(BEFORE);
        let near = head.get(from..).unwrap_or_default();
        let wholes = near.windows(2).rev().find_map(|pair| {
            let [one, other] = pair else { return None };
            let is_known = |count: &Draft| count.figure.kind == Kind::Count && count.figure.category.is_some();
            let are_two = is_known(one)
                && is_known(other)
                && one.figure.category != other.figure.category
                && is_listed(view, one, other);
            (are_two && is_fewer(&first.figure, &one.figure) && is_fewer(&second.figure, &other.figure))
                .then(|| (one.clone(), other.clone()))
        });
        let Some((one, other)) = wholes else { continue };
        // ", dintre care 442, respectiv 41 au fost doborâte": what is told behind both, rather than what was told of all.
        let relating = Relating::within(view, 0, view.tokens.len());
        let behind = relating.outcome_behind(second.after()).and_then(|(node, _)| relating.outcome_name(node)).cloned();
        let told = behind.or_else(|| first.figure.outcome.take().or(second.figure.outcome.take()));
        for (some, whole) in [(first, one), (second, other)] {
            some.take_noun(&whole.figure);
            some.figure.part_of = Some(whole.id);
            let category = whole.figure.category.as_deref();
            some.figure.outcome = told.clone().and_then(|told| match category {
                Some(category) if !can_happen(&told, category) => said_of(&told, category).map(Into::into),
                _ => Some(told),
            });
        }
    }
}

/// Whether it counts nothing that stands beside it.
fn is_open(draft: &Draft) -> bool {
    let is_inherited = draft.figure.label.is_none() || draft.figure.flags.contains(Flag::InheritedLabel);
    let is_bare = draft.figure.kind == Kind::Number || draft.figure.kind == Kind::Count && is_inherited;
    is_bare && draft.is_unscaled_whole()
}

/// "442, respektive 41", "442 і 41 відповідно": whether the word for it stands between the two or right behind them.
fn are_in_order(view: &View, first: &Draft, second: &Draft) -> bool {
    const GAP: usize = 3;
    let gap = first.after()..second.hedge_first;
    let is_cue = |at: usize| view.cue(at, "respectively").is_some();
    (1..=GAP).contains(&gap.len())
        && gap.clone().all(|at| view.token(at).is_some_and(|token| token.is_on_line() && (joins(token) || is_cue(at))))
        && (gap.clone().any(is_cue)
            || view.cue_before(first.hedge_first, "respectively").is_some()
            || is_cue(second.after())
            || view.token(second.after()).is_some_and(|comma| comma.is_mark(',')) && is_cue(second.after() + 1))
}

/// Whether a comma or "and" stands between the two counts, and no sentence ends.
fn is_listed(view: &View, one: &Draft, other: &Draft) -> bool {
    other.hedge_first.checked_sub(1).and_then(|at| view.token(at)).is_some_and(joins) && other.hedge_first > one.end
}

/// "ve": what joins the ends of ranges too.
fn joins(token: &Token) -> bool {
    token.lists() || token.is_word() && token.word.roles.has(Role::RangeLink)
}

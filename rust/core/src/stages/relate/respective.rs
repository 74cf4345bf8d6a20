//! Two counts and how many of each: "476 drones and 48 missiles, of which 442 and 41 were shot down".
//!
//! Four figures come in; the third is a part of the first and the fourth of the second. Knows no verbs.

use compact_str::CompactString;

use super::carry::ends_between;
use super::part::is_fewer;
use super::share::is_next_in_list;
use super::{Relating, end_of_label};
use crate::draft::Draft;
use crate::figure::{Flag, Kind};
use crate::lexicon::Role;
use crate::library::can_happen;
use crate::stages::read::View;
use crate::token::Token;

/// Makes the third and the fourth of two pairs parts of the first two, one of each.
pub(super) fn share_respective(view: &View, drafts: &mut [Draft]) {
    for at in 3..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at + 1);
        let Some([first, second, some, other]) = head.get_mut(at - 3..) else { continue };
        if !is_pair_of(view, first, second) || !is_bare_pair(view, some, other) {
            continue;
        }
        if !is_fewer(&some.figure, &first.figure)
            || !is_fewer(&other.figure, &second.figure)
            || ends_between(view, second.end, other.first)
        {
            continue;
        }
        let far = tail.first().map_or(view.tokens.len(), |next| next.hedge_first);
        let category = second.figure.category.as_deref();
        // The verb may stand before both, which the first of them has been told of, or behind both.
        let is_own = |own: &CompactString| Some(own) != first.figure.outcome.as_ref();
        let own = [some.figure.outcome.take(), other.figure.outcome.take()].into_iter().flatten().find(is_own);
        let behind = Relating { far, ..Relating::within(view, other.first, far) };
        // ", respectively, were shot down"
        let is_comma = |at: usize| view.token(at).is_some_and(|mark| mark.is_on_line() && mark.is_mark(','));
        let end = other.after();
        let end = if is_comma(end) && is_comma(end + 2) { end + 3 } else { end };
        let told = || behind.outcome_after(other.first, end, category).map(|told| told.name);
        let told = own.or_else(told);
        for (part, whole) in [(some, &*first), (other, &*second)] {
            part.take_noun(&whole.figure);
            part.figure.part_of = Some(whole.id);
            let may_be = |outcome: &str| whole.figure.counts(|category| can_happen(outcome, category));
            part.figure.outcome = told.clone().filter(|told| may_be(told));
        }
    }
}

/// Whether two counts of different things, each with its noun, stand in one list.
fn is_pair_of(view: &View, first: &Draft, second: &Draft) -> bool {
    let is_named =
        |draft: &Draft| draft.figure.kind == Kind::Count && draft.figure.category.is_some() && draft.has_label_behind();
    let link = end_of_label(view, first);
    is_named(first)
        && is_named(second)
        && first.figure.category != second.figure.category
        && view.roles_at(link).has(Role::And)
        && is_next_in_list(view, first, second)
}

/// Whether two bare numbers, or such as have taken the noun of others, have nothing but "and" between them.
fn is_bare_pair(view: &View, some: &Draft, other: &Draft) -> bool {
    let is_bare = |draft: &Draft| {
        draft.figure.kind == Kind::Number
            || draft.figure.kind == Kind::Count && draft.figure.flags.contains(Flag::InheritedLabel)
    };
    let and = some.after();
    is_bare(some)
        && is_bare(other)
        && other.hedge_first == and + 1
        && view.roles_at(and).has(Role::And)
        && view.token(and).is_some_and(Token::is_word_on_line)
}

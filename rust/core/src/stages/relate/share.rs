//! What figures owe each other: the label before and after a change, the verb of a list, the whole of a part.
//!
//! Related figures come in, what they share goes out. Reads no new words but the ones that link.

use super::{Relating, end_of_label};
use crate::draft::Draft;
use crate::figure::{Figure, Flag, Kind, Scope};
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;

/// Words that may stand between two listed figures; "and" is often a word of the language's grammar alone.
const LISTING: Roles = Roles::any(&[Role::And, Role::Function]);

/// "rose from 120 to 133", "310 new infections, up from 275": what was and what is are of one thing.
pub(super) fn share_before_and_now(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 6;
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first_mut()) else { continue };
        let is_number = |draft: &Draft| matches!(draft.figure.kind, Kind::Number | Kind::Count);
        let was_first = first.figure.scope == Some(Scope::Previous);
        let was_second = second.figure.scope == Some(Scope::Previous);
        if was_first == was_second || !is_number(first) || !is_number(second) {
            continue;
        }
        if second.first > end_of_label(view, first) + NEAR {
            continue;
        }
        if was_first && first.figure.outcome.as_ref().or(second.figure.outcome.as_ref()).is_some() {
            second.figure.scope.get_or_insert(Scope::Cumulative);
        }
        let (known, open) = if first.figure.kind == Kind::Count { (first, second) } else { (second, first) };
        if known.figure.kind != Kind::Count || open.figure.kind != Kind::Number {
            continue;
        }
        open.figure.kind = Kind::Count;
        open.figure.label = known.figure.label;
        open.figure.category.clone_from(&known.figure.category);
        open.figure.outcome.clone_from(&known.figure.outcome);
        open.figure.side.clone_from(&known.figure.side);
        open.figure.flags.insert(Flag::InheritedLabel);
    }
}

/// "71 of the 90 drones were shot down": the first counts some of the second, and what happened is said of it.
pub(super) fn share_out_of(view: &View, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let since = head.len().checked_sub(2).and_then(|before| head.get(before)).map_or(0, |before| before.hedge_end);
        let (Some(some), Some(all)) = (head.last_mut(), tail.first_mut()) else { continue };
        let from = some.hedge_end.max(some.end);
        let Some(link) = view.lexicon.longest(view.tokens, from, Roles::of(Role::OutOf)) else { continue };
        let fewer = some.figure.value.zip(all.figure.value).is_some_and(|(some, all)| some < all);
        let adjacent = link.end == all.hedge_first && view.token(from).is_some_and(|token| token.is_on_line());
        let is_bare = matches!(some.figure.kind, Kind::Number | Kind::Count)
            && some.figure.category.is_none()
            && some.figure.relation != crate::figure::Relation::Range;
        if !adjacent || !fewer || !is_bare || all.figure.kind != Kind::Count || all.figure.label.is_none() {
            continue;
        }
        some.figure.kind = Kind::Count;
        some.figure.label = all.figure.label;
        some.figure.category.clone_from(&all.figure.category);
        some.figure.side.clone_from(&all.figure.side);
        some.figure.flags.insert(Flag::InheritedLabel);
        some.figure.part_of = Some(all.id);
        if some.figure.outcome.is_some() {
            continue;
        }
        let before = Relating { view, floor: since, ceiling: some.hedge_first, beyond: some.hedge_first };
        let told =
            before.outcome_near(some.hedge_first, some.hedge_first).and_then(|(node, _)| before.outcome_name(node));
        // What was launched is all of it; any other outcome behind is what came of some.
        some.figure.outcome = match told {
            Some(told) => Some(told.clone()),
            None if all.figure.outcome.as_deref() == Some("launched") => None,
            None => all.figure.outcome.take(),
        };
    }
}

/// Figures that one verb governs share what it says: "two hospitals and five schools were damaged".
pub(super) fn share(view: &View, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        share_brackets(view, drafts, at);
        share_pair(view, drafts, at);
    }
    // "hat 5 Panzer, 3 Drohnen und 8 Fahrzeuge verloren": the verb behind a list speaks of all of it.
    for at in (1..drafts.len()).rev() {
        share_pair(view, drafts, at);
    }
}

/// What the figures before and at `at` owe each other, if they are of one list, or the one a part of the other.
fn share_pair(view: &View, drafts: &mut [Draft], at: usize) {
    let (head, tail) = drafts.split_at_mut(at);
    let (Some(before), Some(draft)) = (head.last_mut(), tail.first_mut()) else { return };
    if before.figure.kind != Kind::Count || draft.figure.kind != Kind::Count {
        return;
    }
    let label_end = end_of_label(view, before);
    let is_list = label_end <= draft.hedge_first
        && draft.hedge_first - label_end <= 2
        && (label_end..draft.hedge_first).all(|at| is_link(view, at))
        && (label_end..=draft.hedge_first).all(|at| view.token(at).is_some_and(|token| token.is_on_line()));
    let is_part = draft.figure.part_of == Some(before.id);
    if !is_list && !is_part {
        return;
    }
    if draft.figure.outcome.is_none() {
        draft.figure.outcome.clone_from(&before.figure.outcome);
    } else if before.figure.outcome.is_none() && (before.figure.category.is_some() || is_part) {
        before.figure.outcome.clone_from(&draft.figure.outcome);
        if before.figure.side.is_none() {
            before.figure.side.clone_from(&draft.figure.side);
        }
    }
    if draft.figure.side.is_none() && draft.figure.outcome == before.figure.outcome && draft.figure.category.is_some() {
        draft.figure.side.clone_from(&before.figure.side);
    }
}

/// "lost 5 tanks (total – 8,114)", "1,204 killed (1,198)": what is in brackets behind a count is of the same thing.
fn share_brackets(view: &View, drafts: &mut [Draft], at: usize) {
    let (head, tail) = drafts.split_at_mut(at);
    let (Some(count), Some(inner)) = (head.last_mut(), tail.first_mut()) else { return };
    let open = end_of_label(view, count);
    let is_open = view.token(open).is_some_and(|mark| mark.is_mark('(') && mark.is_on_line());
    if !is_open || count.figure.kind != Kind::Count || inner.figure.category.is_some() {
        return;
    }
    let Some((scope, close)) = scope_in_brackets(view, open, count, inner) else { return };
    if scope == Scope::Cumulative {
        count.figure.scope = Some(Scope::New);
    }
    let figure = &mut inner.figure;
    figure.scope = Some(scope);
    figure.kind = Kind::Count;
    figure.label = count.figure.label;
    figure.category.clone_from(&count.figure.category);
    figure.outcome.clone_from(&count.figure.outcome);
    figure.side.clone_from(&count.figure.side);
    figure.flags.insert(Flag::InheritedLabel);
    inner.hedge_end = close + 1;
}

/// What a number in the brackets that open at token `open` is to the count before them, where they say so, and where they close.
fn scope_in_brackets(view: &View, open: usize, count: &Draft, inner: &Draft) -> Option<(Scope, usize)> {
    const NEAR: usize = 5;
    let close = (inner.end..inner.end + NEAR).find(|at| view.token(*at).is_some_and(|mark| mark.is_mark(')')))?;
    if inner.first <= open || inner.first - open > NEAR || !matches!(inner.figure.kind, Kind::Number | Kind::Count) {
        return None;
    }
    let says_total = (open + 1..inner.first)
        .chain(inner.end..close)
        .any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::Cumulative)).is_some());
    if says_total {
        return Some((Scope::Cumulative, close));
    }
    // A bare number of like size is what was reported before.
    let is_bare = inner.first == open + 1 && close == inner.end && count.figure.outcome.is_some();
    let (now, was) = count.figure.value.zip(inner.figure.value)?;
    (is_bare && was <= now && was.checked_add(was)? >= now).then_some((Scope::Previous, close))
}

/// Whether token `at` only lists: a comma or a short word between two things.
fn is_link(view: &View, at: usize) -> bool {
    const SHORT: u16 = 3;
    let Some(token) = view.token(at) else { return false };
    token.is_mark(',') || token.is_word() && token.length <= SHORT && view.roles_at(at).meets(LISTING)
}

impl Relating<'_, '_> {
    /// "12 people, including 3 children".
    pub(super) fn part_of(&self, draft: &mut Draft, previous: Option<(&Figure, usize)>, at: usize) {
        let view = self.view;
        let Some((whole, end)) = previous.filter(|(figure, _)| figure.kind == Kind::Count) else { return };
        let reach = draft.hedge_first.saturating_sub(5).max(end);
        let is_stop =
            |at: &usize| view.token(*at).is_some_and(|mark| matches!(mark.first, '.' | '!' | '?') && !mark.is_word());
        let reach = (reach..draft.hedge_first).rev().find(is_stop).unwrap_or(reach);
        let cue = (reach..draft.hedge_first)
            .any(|place| view.lexicon.longest(view.tokens, place, Roles::of(Role::PartOf)).is_some());
        let own = view.lexicon.longest(view.tokens, draft.hedge_end.max(draft.end), Roles::of(Role::PartOf)).is_some();
        if !cue && !own && !self.goes_on_counting(draft, whole, end) {
            return;
        }
        draft.figure.part_of = Some(at as u32 - 1);
        if draft.figure.kind == Kind::Number {
            // "47 of which were intercepted", "of whom eight were women": the noun is the one before, unless a new one follows.
            let wanted = Roles::of(Role::Category);
            let stop = (draft.end + 5).min(self.ceiling);
            let own = (draft.end..stop).find_map(|place| view.lexicon.longest(view.tokens, place, wanted));
            draft.figure.kind = Kind::Count;
            draft.figure.category = match own {
                Some(own) => view.lexicon.name(own.node, Role::Category).cloned(),
                None => whole.category.clone(),
            };
            if own.is_none() {
                draft.figure.flags.insert(Flag::InheritedLabel);
                draft.figure.label = whole.label;
            }
            let end = draft.hedge_end.max(draft.end);
            draft.figure.outcome = self.outcome_near(end, end).and_then(|(node, _)| self.outcome_name(node)).cloned();
        }
        if draft.figure.outcome.is_none() {
            draft.figure.outcome.clone_from(&whole.outcome);
        }
        if draft.figure.side.is_none() {
            draft.figure.side.clone_from(&whole.side);
        }
    }

    /// "18 wounded, 5 in a grave condition": a smaller bare number right behind a comma counts some of the same.
    fn goes_on_counting(&self, draft: &Draft, whole: &Figure, end: usize) -> bool {
        const NEAR: usize = 6;
        let view = self.view;
        let comma =
            draft.hedge_first.checked_sub(1).and_then(|at| view.token(at)).is_some_and(|mark| mark.is_mark(','));
        let after = draft.hedge_end.max(draft.end);
        let grammar = view.token(after).is_some_and(|next| next.is_word() && next.is_on_line())
            && view.roles_at(after).has(Role::Function);
        let is_fewer = draft.figure.value.zip(whole.value).is_some_and(|(part, whole)| part < whole);
        draft.figure.kind == Kind::Number
            && whole.outcome.is_some()
            && comma
            && grammar
            && is_fewer
            && draft.first - end <= NEAR
    }
}

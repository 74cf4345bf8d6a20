//! What figures owe each other: the label before and after a change, the verb of a list, the whole of a part.
//!
//! Related figures come in, what they share goes out. Reads no new words but the ones that link.

use compact_str::CompactString;

use super::carry::ends_between;
use super::{Relating, end_of_label};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Figure, Flag, Kind, Scope};
use crate::lexicon::{Role, Roles, can_happen, is_person};
use crate::stages::fold::is_dash;
use crate::stages::read::View;
use crate::token::Token;

/// Short words of grammar that list nothing; "and" itself is often a word of the language's grammar alone.
const RELATING: Roles = Roles::any(&[Role::Place, Role::DateOf, Role::LabelLink, Role::OutOf]);

/// "rose from 120 to 133", "310 new infections, up from 275": what was and what is are of one thing.
pub(super) fn share_before_and_now(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 12;
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first_mut()) else { continue };
        let is_number = |draft: &Draft| matches!(draft.figure.kind, Kind::Number | Kind::Count);
        let was_first = first.figure.scope == Some(Scope::Previous);
        let was_second = second.figure.scope == Some(Scope::Previous);
        if was_first == was_second || !is_number(first) || !is_number(second) {
            continue;
        }
        // "38 people have been killed, up from 22": the period of the first is no part of the next sentence.
        if second.first > end_of_label(view, first) + NEAR || ends_between(view, first.end, second.hedge_first) {
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
        if share_noun_before(view, some, all) {
            continue;
        }
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
        let before = Relating {
            view,
            floor: since,
            ceiling: some.hedge_first,
            beyond: some.hedge_first,
            far: some.hedge_first,
            is_listed_part: false,
        };
        let told = before.outcome_before(some.hedge_first, all.figure.category.as_deref()).map(|told| told.name);
        // What was launched is all of it; any other outcome behind is what came of some.
        some.figure.outcome = match told {
            Some(told) => Some(told),
            None if all.figure.outcome.as_deref() == Some("launched") => None,
            None => all.figure.outcome.take(),
        };
    }
}

/// "162 riders of 184": the noun stands behind the first, and the second counts all of them; whether it is so.
fn share_noun_before(view: &View, some: &mut Draft, all: &mut Draft) -> bool {
    let is_open = all.figure.kind == Kind::Number || all.figure.label == some.figure.label;
    let is_bare = is_open && some.figure.kind == Kind::Count && some.figure.label.is_some();
    if !is_bare || !is_fewer(&some.figure, &all.figure) {
        return false;
    }
    let end = end_of_label(view, some);
    let link = view.lexicon.longest(view.tokens, end, Roles::of(Role::OutOf));
    if link.is_none_or(|link| link.end != all.hedge_first) || view.token(end).is_none_or(|token| !token.is_on_line()) {
        return false;
    }
    all.figure.kind = Kind::Count;
    all.figure.label = some.figure.label;
    all.figure.category.clone_from(&some.figure.category);
    all.figure.side.clone_from(&some.figure.side);
    all.figure.flags.insert(Flag::InheritedLabel);
    some.figure.part_of = Some(all.id);
    true
}

/// Figures that one verb governs share what it says: "two hospitals and five schools were damaged".
pub(super) fn share(view: &View, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        share_brackets(view, drafts, at);
        share_forward(view, drafts, at);
    }
    // "hat 5 Panzer, 3 Drohnen und 8 Fahrzeuge verloren": the verb behind a list speaks of all of it; a list ends with "and".
    let mut is_told = false;
    for at in (1..drafts.len()).rev() {
        is_told = share_back(view, drafts, at, is_told);
    }
}

/// What joins the figure at `at` to the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    None,
    Comma,
    And,
    Part,
}

/// Whether `draft` follows `before` in a list: nothing but a comma or a short word stands between.
pub(super) fn is_next_in_list(view: &View, before: &Draft, draft: &Draft) -> bool {
    let label_end = end_of_label(view, before);
    label_end <= draft.hedge_first
        && draft.hedge_first - label_end <= 2
        && (label_end..draft.hedge_first).all(|at| is_link(view, at))
        && (label_end..=draft.hedge_first).all(|at| view.token(at).is_some_and(|token| token.is_on_line()))
}

fn joint(view: &View, before: &Draft, draft: &Draft) -> Joint {
    if before.figure.kind != Kind::Count || draft.figure.kind != Kind::Count {
        return Joint::None;
    }
    let label_end = end_of_label(view, before);
    let is_list = is_next_in_list(view, before, draft);
    if draft.figure.part_of == Some(before.id) {
        Joint::Part
    } else if !is_list {
        Joint::None
    } else if (label_end..draft.hedge_first).any(|at| view.token(at).is_some_and(Token::is_word)) {
        Joint::And
    } else {
        Joint::Comma
    }
}

/// Gives the figure at `at` what was said of the one before it in a list, or of the whole that it is a part of.
fn share_forward(view: &View, drafts: &mut [Draft], at: usize) {
    let (head, tail) = drafts.split_at_mut(at);
    let (Some(before), Some(draft)) = (head.last(), tail.first_mut()) else { return };
    let joint = joint(view, before, draft);
    if joint == Joint::None {
        return;
    }
    if draft.figure.outcome.is_none() {
        draft.figure.outcome = fitting(before.figure.outcome.as_ref(), draft);
    }
    if draft.figure.side.is_none() && draft.figure.outcome == before.figure.outcome && draft.figure.category.is_some() {
        draft.figure.side.clone_from(&before.figure.side);
    }
}

/// Gives the figure before `at` what is said behind it of both; whether there was such a thing.
fn share_back(view: &View, drafts: &mut [Draft], at: usize, is_told: bool) -> bool {
    let (head, tail) = drafts.split_at_mut(at);
    let (Some(before), Some(draft)) = (head.last_mut(), tail.first()) else { return false };
    let joint = joint(view, before, draft);
    let speaks = joint == Joint::And || joint == Joint::Part || joint == Joint::Comma && is_told;
    let known = before.figure.category.is_some() || joint == Joint::Part;
    // "12 people, including 3 children, died" speaks of all; "of 12 people three died" of some.
    let speaks = speaks && !(joint == Joint::Part && draft.figure.flags.contains(Flag::InheritedLabel));
    if !speaks || before.figure.outcome.is_some() || !known {
        return false;
    }
    before.figure.outcome = fitting(draft.figure.outcome.as_ref(), before);
    if before.figure.side.is_none() && before.figure.outcome.is_some() {
        before.figure.side.clone_from(&draft.figure.side);
    }
    before.figure.outcome.is_some()
}

/// The outcome, if it can happen to what `draft` counts.
fn fitting(outcome: Option<&CompactString>, draft: &Draft) -> Option<CompactString> {
    let category = draft.figure.category.as_deref();
    outcome.filter(|outcome| category.is_none_or(|category| can_happen(outcome, category))).cloned()
}

/// Whether the one may be a part of the other: less, and not nought.
pub(super) fn is_fewer(part: &Figure, whole: &Figure) -> bool {
    let (part, whole) = (part.value.or(part.low), whole.value.or(whole.low));
    part.zip(whole).is_some_and(|(part, whole)| part < whole && !part.is_zero())
}

/// "390 people: 270 soldiers and 120 civilians": figures behind a colon, or that add up to the one before, are its parts.
pub(super) fn itemise(view: &View, drafts: &mut [Draft]) {
    const PARTS: usize = 8;
    let mut at = 0;
    while at < drafts.len() {
        let (head, tail) = drafts.split_at_mut(at + 1);
        at += 1;
        let Some(whole) = head.last() else { break };
        let (Some(total), Some(category)) = (whole.figure.value, whole.figure.category.as_deref()) else { continue };
        let mut end = whole.end;
        let mut sum = Decimal::from(0);
        let mut parts = 0;
        let mut listed = 0;
        for (place, part) in tail.iter().take(PARTS).enumerate() {
            if ends_between(view, end, part.hedge_first) {
                break;
            }
            end = part.end;
            if !matches!(part.figure.kind, Kind::Count | Kind::Number) {
                continue;
            }
            let is_alike = part.figure.category.as_deref().is_some_and(|part| is_alike(part, category))
                && (part.figure.outcome.is_none() || part.figure.outcome == whole.figure.outcome);
            let is_free = part.figure.part_of.is_none() && part.figure.tally.is_none();
            let added = part.figure.value.filter(|_| is_alike && is_free).and_then(|value| sum.checked_add(value));
            let Some(added) = added.filter(|added| *added <= total) else { break };
            let has_colon = part
                .hedge_first
                .checked_sub(1)
                .is_some_and(|mark| view.token(mark).is_some_and(|mark| mark.is_mark(':')));
            if parts == 0 && has_colon {
                listed = usize::MAX;
            }
            sum = added;
            parts += 1;
            if parts >= 2 && (sum == total || listed > 0) {
                listed = listed.max(place + 1);
                if sum == total {
                    listed = place + 1;
                    break;
                }
            }
        }
        if parts < 2 || listed == 0 {
            continue;
        }
        let mut left = parts;
        let whole = whole.clone();
        for part in tail.iter_mut().take(listed.min(PARTS)) {
            if left == 0 {
                break;
            }
            if !matches!(part.figure.kind, Kind::Count | Kind::Number) {
                continue;
            }
            left -= 1;
            part.figure.part_of = Some(whole.id);
            if part.figure.outcome.is_none() {
                part.figure.outcome = fitting(whole.figure.outcome.as_ref(), part);
            }
            if part.figure.side.is_none() {
                part.figure.side.clone_from(&whole.figure.side);
            }
        }
    }
}

/// "liquidated 176 occupiers; two tanks were destroyed": the only side that a sentence has said to suffer suffers on in it.
pub(super) fn share_sides(view: &View, drafts: &mut [Draft]) {
    const SUFFERED: &[&str] =
        &["killed", "wounded", "killed_or_wounded", "destroyed", "damaged", "captured", "losses", "shot_down"];
    let suffers = |draft: &Draft| {
        draft.figure.kind == Kind::Count
            && draft.figure.outcome.as_deref().is_some_and(|outcome| SUFFERED.contains(&outcome))
    };
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(before), Some(draft)) = (head.last(), tail.first_mut()) else { continue };
        // "and 40 people were wounded" may be anybody.
        let is_anybody = draft.figure.category.as_deref() == Some("person") && !draft.is_any_person;
        if is_anybody
            || draft.figure.side.is_some()
            || before.figure.side.is_none()
            || !suffers(before)
            || !suffers(draft)
        {
            continue;
        }
        let from = before.reach();
        let names_side = |at: usize| {
            let found = view.lexicon.longest(view.tokens, at, Roles::of(Role::Side));
            found.is_some_and(|found| view.lexicon.name(found.node, Role::Side) != before.figure.side.as_ref())
        };
        if !ends_between(view, from, draft.hedge_first) && !(from..draft.hedge_first).any(names_side) {
            draft.figure.side.clone_from(&before.figure.side);
        }
    }
}

/// Whether both are people, or both are not.
fn are_alike(one: &Figure, other: &Figure) -> bool {
    let is_person = |figure: &Figure| figure.category.as_deref().is_some_and(is_person);
    is_person(one) == is_person(other)
}

/// Whether both are people, or the same thing.
fn is_alike(one: &str, other: &str) -> bool {
    one == other || is_person(one) && is_person(other)
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
    let roles = view.roles_at(at);
    let lists = roles.has(Role::And) || roles.has(Role::Function) && !roles.meets(RELATING);
    token.is_mark(',') || token.is_word() && token.length <= SHORT && lists
}

impl Relating<'_, '_> {
    /// "12 people, including 3 children".
    pub(super) fn part_of(&self, draft: &mut Draft, head: &[Draft]) {
        let view = self.view;
        let reach = draft.hedge_first.saturating_sub(5).max(self.floor);
        let is_stop =
            |at: &usize| view.token(*at).is_some_and(|mark| matches!(mark.first, '.' | '!' | '?') && !mark.is_word());
        let reach = (reach..draft.hedge_first).rev().find(is_stop).unwrap_or(reach);
        let cue = (reach..draft.hedge_first)
            .any(|place| view.lexicon.longest(view.tokens, place, Roles::of(Role::PartOf)).is_some());
        let own = view.lexicon.longest(view.tokens, draft.after(), Roles::of(Role::PartOf));
        let is_cued = cue || own.is_some();
        let Some((whole, end)) = self.whole(draft, head, is_cued) else { return };
        // "22 minors, sixteen unaccompanied": what goes on right behind a part is of that, unless it tells where.
        let nearest = head.last().filter(|before| {
            !is_cued
                && before.figure.kind == Kind::Count
                && is_fewer(&draft.figure, &before.figure)
                && !view.roles_at(draft.after()).has(Role::Place)
                && self.goes_on_counting(draft, &before.figure, before.end)
        });
        let (whole, end) = nearest.map_or((whole, end), |before| (before, before.end));
        let counts_on = draft.figure.kind == Kind::Number
            && !is_cued
            && is_fewer(&draft.figure, &whole.figure)
            && (self.goes_on_counting(draft, &whole.figure, end) || self.is_part_by_place(draft, end));
        if !is_cued && !counts_on {
            return;
        }
        draft.figure.part_of = Some(whole.id);
        let whole = &whole.figure;
        let are_people = whole.category.as_deref().is_some_and(is_person);
        if draft.is_any_person && are_people {
            draft.figure.category.clone_from(&whole.category);
        }
        if draft.figure.kind == Kind::Number {
            // "47 of which were intercepted", "of whom eight were women": the noun is the one before, unless a new one follows.
            let wanted = Roles::of(Role::Category);
            let from = own.map_or(draft.after(), |own| own.end);
            let stop = (from + 4).min(self.ceiling);
            let own = if counts_on {
                None
            } else {
                (from..stop)
                    .take_while(|place| {
                        view.token(*place)
                            .is_some_and(|token| token.is_on_line() && (token.is_word() || is_dash(token.first)))
                            && !view.roles_at(*place).has(Role::Place)
                    })
                    .find_map(|place| view.lexicon.longest(view.tokens, place, wanted))
            };
            draft.figure.kind = Kind::Count;
            draft.figure.category = match own {
                Some(own) => view.lexicon.name(own.node, Role::Category).cloned(),
                None => whole.category.clone(),
            };
            if own.is_none() {
                draft.figure.flags.insert(Flag::InheritedLabel);
                draft.figure.label = whole.label;
            }
            draft.figure.outcome =
                self.outcome_near(from, from, draft.figure.category.as_deref()).map(|told| told.name);
        }
        if draft.figure.outcome.is_none() {
            draft.figure.outcome = fitting(whole.outcome.as_ref(), draft);
        }
        if draft.figure.side.is_none() {
            draft.figure.side.clone_from(&whole.side);
        }
    }

    /// "including 108 women and seven children": the next of a list of parts is one too.
    pub(super) fn part_of_list(&self, draft: &mut Draft, head: &[Draft]) {
        const FIGURES: usize = 8;
        let Some(id) = head.last().and_then(|before| before.figure.part_of) else { return };
        if !self.is_listed_part || draft.figure.part_of.is_some() || draft.figure.kind != Kind::Count {
            return;
        }
        let is_whole = |whole: &&Draft| {
            whole.id == id && is_fewer(&draft.figure, &whole.figure) && are_alike(&draft.figure, &whole.figure)
        };
        let Some(whole) = head.iter().rev().take(FIGURES).find(is_whole) else { return };
        draft.figure.part_of = Some(id);
        if draft.is_any_person {
            draft.figure.category.clone_from(&whole.figure.category);
        }
    }

    /// The count that a part would be of: the last one of the sentence that is no fewer, or the one right before.
    fn whole<'d>(&self, draft: &Draft, head: &'d [Draft], is_cued: bool) -> Option<(&'d Draft, usize)> {
        const FIGURES: usize = 5;
        let mut stops: usize = if is_cued { 3 } else { 1 };
        let mut begin = draft.hedge_first;
        for before in head.iter().rev().take(FIGURES) {
            if ends_between(self.view, before.end, begin) {
                stops = stops.checked_sub(1)?;
            }
            begin = before.hedge_first;
            // "nine in the valley and five on the coast" are both of the total.
            let is_whole = before.figure.kind == Kind::Count
                && !is_fewer(&before.figure, &draft.figure)
                && (is_cued || before.figure.part_of.is_none());
            if is_whole {
                return Some((before, before.end));
            }
        }
        None
    }

    /// "18 wounded, 5 in a grave condition": a smaller bare number right behind a comma counts some of the same.
    fn goes_on_counting(&self, draft: &Draft, whole: &Figure, end: usize) -> bool {
        const NEAR: usize = 6;
        let view = self.view;
        let comma =
            draft.hedge_first.checked_sub(1).and_then(|at| view.token(at)).is_some_and(|mark| mark.is_mark(','));
        let after = draft.after();
        let grammar = view.token(after).is_some_and(|next| next.is_word() && next.is_on_line())
            && view.roles_at(after).has(Role::Function);
        whole.outcome.is_some() && comma && grammar && draft.first.saturating_sub(end) <= NEAR
    }
}

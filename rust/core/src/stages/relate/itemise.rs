//! A total and what it is made of: "390 people: 270 soldiers and 120 civilians".
//!
//! Counts that follow each other come in; those that are items of the one before get it as their whole.

use super::carry::ends_between;
use super::end_of_label;
use super::part::fitting;
use super::part::{is_alike, is_fewer};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, outcomes};
use crate::stages::read::View;
use crate::token::Token;

/// Figures behind a total that may be its parts.
const PARTS: usize = 8;

/// "390 people: 270 soldiers and 120 civilians": figures behind a colon, or that add up to the one before, are its parts.
pub(super) fn itemise(view: &View, drafts: &mut [Draft]) {
    let mut at = 0;
    while at < drafts.len() {
        let (head, tail) = drafts.split_at_mut(at + 1);
        at += 1;
        let Some(whole) = head.last() else { break };
        let items = items(view, whole, tail);
        for (place, part) in tail.iter_mut().take(PARTS).enumerate() {
            if items >> place & 1 == 0 {
                continue;
            }
            part.figure.part_of = Some(whole.id);
            if part.figure.outcome.is_none() {
                part.figure.outcome = fitting(whole.figure.outcome.as_ref(), part);
            }
            part.take_side(&whole.figure);
        }
    }
}

/// Which of the figures behind `whole` are what it is made of, a bit each.
fn items(view: &View, whole: &Draft, tail: &[Draft]) -> u32 {
    let Some(total) = whole.figure.value else { return 0 };
    // "Bursa'da 9, İzmir'de 5 ve Konya'da 4 kişi": the noun of the last is that of all, and none is their total.
    let noun = whole.figure.label.map(|label| label.start);
    if tail.first().is_some_and(|next| noun > Some(next.figure.span.start)) {
        return 0;
    }
    // "577 targets were shot down: 19 missiles and 558 drones": whatever flies.
    let category = whole.figure.category.as_deref();
    let are_targets = category.is_none() && whole.figure.outcome.as_deref() == Some(outcomes::SHOT_DOWN);
    if category.is_none() && !are_targets {
        return 0;
    }
    let is_like = |part: &str| match category {
        Some(category) => is_alike(part, category),
        None => can_happen(outcomes::SHOT_DOWN, part),
    };
    let mut end = whole.end;
    let mut sum = Decimal::from(0);
    let (mut parts, mut items) = (0, 0u32);
    let mut has_colon = false;
    // Those that are sure: all behind a colon, and those that come to the total.
    let mut listed = 0;
    for (place, part) in tail.iter().take(PARTS).enumerate() {
        if ends_between(view, end, part.hedge_first) {
            break;
        }
        end = part.end;
        if !part.is_amount() {
            continue;
        }
        let is_alike = part.figure.counts(is_like)
            && (part.figure.outcome.is_none() || part.figure.outcome == whole.figure.outcome);
        // "48 people: 42 passengers, including five children, and six crew": some of an item, and the item behind them.
        let is_of_item = part.figure.part_of.is_some_and(|id| tail.iter().take(place).any(|item| item.id == id));
        if is_of_item && !is_behind_aside(view, part) {
            continue;
        }
        let is_free = (part.figure.part_of.is_none() || is_of_item) && part.figure.tally.is_none();
        let added = part.figure.value.filter(|_| is_alike && is_free).and_then(|value| sum.checked_add(value));
        let Some(added) = added.filter(|added| *added <= total) else { break };
        has_colon |= parts == 0 && view.before(part.hedge_first).is_some_and(|mark| mark.is_mark(':'));
        sum = added;
        parts += 1;
        items |= 1 << place;
        if has_colon || parts >= 2 && sum == total {
            listed = items;
        }
        if parts >= 2 && sum == total {
            break;
        }
    }
    match tail.first() {
        _ if parts >= 2 => listed,
        Some(part) if lists_on(view, part) => listed & 1,
        _ => 0,
    }
}

/// "seven workers: three Britons, an Australian and a Pole": whether singular nouns behind `part` make up the rest.
fn lists_on(view: &View, part: &Draft) -> bool {
    let end = end_of_label(view, part);
    view.token(end).is_some_and(|mark| mark.is_mark(','))
        && view.token(end + 1).is_some_and(Token::is_word_on_line)
        // "czterech kurierów: dwóch Ukraińców, Gruzina i Białorusina"
        && view.roles_at(end + 1).meets(Roles::any(&[Role::OneArticle, Role::Article, Role::Side]))
}

/// Whether a comma and "and" stand right before a figure: what was put in between is over.
fn is_behind_aside(view: &View, part: &Draft) -> bool {
    let Some(and) = part.hedge_first.checked_sub(1) else { return false };
    view.roles_at(and).has(Role::And) && view.before(and).is_some_and(|comma| comma.is_mark(','))
}

/// "Tanks (4,090, of which destroyed: 3,040, damaged: 190)": a total and what came of its parts, each before its number.
pub(super) fn break_down(view: &View, drafts: &mut [Draft]) {
    let is_mark = |at: usize, marks: &[char]| {
        view.token(at).is_some_and(|mark| mark.is_on_line() && !mark.is_word() && marks.contains(&mark.first))
    };
    if !view.may_have(Roles::of(Role::PartOf)) {
        return;
    }
    let mut at = 0;
    while at + 1 < drafts.len() {
        let (head, tail) = drafts.split_at_mut(at + 1);
        at += 1;
        let Some(whole) = head.last_mut().filter(|whole| whole.is_amount()) else {
            continue;
        };
        let mut from = end_of_label(view, whole);
        from += usize::from(is_mark(from, &[',', ';']));
        let Some(opener) = view.lexicon.longest(view.tokens, from, Roles::of(Role::PartOf)) else { continue };
        from = opener.end;
        for (place, part) in tail.iter_mut().take(PARTS).enumerate() {
            let Some(told) = view.lexicon.longest(view.tokens, from, Roles::of(Role::Outcome)) else { break };
            let is_next = is_mark(told.end, &[':', '-', '–', '—']) && part.hedge_first == told.end + 1;
            if !is_next || !part.is_amount() || !is_fewer(&part.figure, &whole.figure) {
                break;
            }
            if place == 0 && whole.figure.kind == Kind::Number {
                name_total(view, whole);
            }
            part.take_noun(&whole.figure);
            part.figure.outcome = view.lexicon.name(told.node, Role::Outcome).cloned();
            part.figure.part_of = Some(whole.id);
            from = part.reach();
            from += usize::from(is_mark(from, &[',', ';']));
        }
    }
}

/// Makes a number before which a thing or a side stands alone a total of losses.
fn name_total(view: &View, total: &mut Draft) {
    let Some(mark) = total.hedge_first.checked_sub(1) else { return };
    let noun = |role| view.lexicon.longest_before(view.tokens, mark, Roles::of(role)).map(|(_, phrase)| phrase.node);
    total.figure.kind = Kind::Count;
    total.figure.outcome = Some(outcomes::LOSSES.into());
    total.figure.category = noun(Role::Category).and_then(|node| view.lexicon.name(node, Role::Category)).cloned();
    total.figure.side = noun(Role::Side).and_then(|node| view.lexicon.name(node, Role::Side)).cloned();
}

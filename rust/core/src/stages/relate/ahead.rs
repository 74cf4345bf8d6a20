//! What is counted behind the last of a list: "İstanbul'da 14, Ankara'da 8 kişi gözaltına alındı".
//!
//! A bare number before a comma and the count behind it come in; noun, outcome and side of the second go over to the first. For
//! languages whose verbs come last, where noun and verb are said once.

use super::carry::ends_between;
use super::end_of_label;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::lexicon::{Role, Roles, TELLING};
use crate::stages::read::View;
use crate::token::Token;

/// What ends a clause or names another thing.
const TELLS: Roles =
    Roles::any(&[Role::Outcome, Role::OutcomeNoun, Role::Category, Role::Change, Role::PartOf, Role::Up, Role::Down]);

/// What says that something else is told; the characters of a place's name may be those of things.
const TOLD: Roles = Roles::any(&[Role::Outcome, Role::OutcomeNoun, Role::Change, Role::PartOf]);

/// Gives numbers before a place, a name or a date and a comma the noun of the count behind.
pub(super) fn share_ahead(view: &View, drafts: &mut [Draft]) {
    if !view.lexicon.switches.verb_final {
        return;
    }
    if view.lexicon.per_character() {
        share_verb_ahead(view, drafts);
        return;
    }
    for at in (1..drafts.len()).rev() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(open) = head.last_mut() else { continue };
        // "41, 1 Ocak'tan bu yana 1.236 terörist": a date says since when.
        let mut behind = tail.iter().take(2).skip_while(|next| next.figure.kind == Kind::Date);
        let Some(told) = behind.next().filter(|told| is_told(told)) else { continue };
        let is_open = open.figure.kind == Kind::Number
            && open.figure.relation != Relation::Range
            && open.figure.value.is_some()
            && open.figure.part_of.is_none()
            && open.figure.scope.is_none();
        let is_next = || is_listed(view, open, told) && opens(view, open) || is_placed_alike(view, open, told);
        if is_open && is_next() {
            open.take_noun(&told.figure);
            open.figure.outcome.clone_from(&told.figure.outcome);
        }
    }
}

/// 東京で14人、大阪で8人が逮捕: what happened is said once, behind the last of those counted place by place.
fn share_verb_ahead(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 12;
    for at in (1..drafts.len()).rev() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(open), Some(told)) = (head.last_mut(), tail.first_mut()) else { continue };
        let comma = end_of_label(view, open);
        let between = comma + 1..told.hedge_first;
        let is_alike = open.figure.kind == Kind::Count
            && told.figure.kind == Kind::Count
            && open.figure.outcome.is_none()
            && told.figure.outcome.is_some()
            && open.figure.category == told.figure.category;
        let is_listed = view.token(comma).is_some_and(|mark| matches!(mark.first, '、' | ','))
            && (1..=NEAR).contains(&between.len())
            && between.clone().all(|at| {
                // Words of several characters have no roles of their own in each.
                view.lexicon.longest(view.tokens, at, TOLD).is_none() && view.token(at).is_some_and(Token::is_word)
            });
        if is_alike && is_listed && same_particle(view, open, told) && !ends_between(view, comma, told.hedge_first) {
            open.figure.outcome.clone_from(&told.figure.outcome);
            told.figure.part_of = told.figure.part_of.filter(|id| *id != open.id);
        }
    }
}

/// दिल्ली में 14, मुंबई में 8 लोग: whether a comma and a few words stand between, and the same particle before both numbers.
fn is_placed_alike(view: &View, open: &Draft, told: &Draft) -> bool {
    const WORDS: usize = 4;
    let comma = open.after();
    let between = comma + 1..told.hedge_first;
    view.token(comma).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line())
        && (2..=WORDS).contains(&between.len())
        && between.clone().all(|at| !view.roles_at(at).meets(TELLS) && view.token(at).is_some_and(Token::is_word))
        && same_particle(view, open, told)
        && !ends_between(view, comma, told.hedge_first)
}

/// Whether the same word of grammar stands before both numbers, behind both places.
fn same_particle(view: &View, open: &Draft, told: &Draft) -> bool {
    let particle = |draft: &Draft| {
        let (first, phrase) = view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::Function))?;
        view.text_of(first, phrase.end)
    };
    particle(open).is_some() && particle(open) == particle(told)
}

/// Whether the count has its noun behind it.
fn is_told(told: &Draft) -> bool {
    told.is_whole_count() && told.has_label_behind()
}

/// Whether nothing but a comma and a name or a time stands between the two.
fn is_listed(view: &View, open: &Draft, told: &Draft) -> bool {
    const NEAR: usize = 7;
    let comma = open.after();
    let is_comma = view.token(comma).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line());
    // "İzmir'de 3 ve Bursa'da 2 kişi": before the last of them "and".
    let is_and = || view.token(comma).is_some_and(|and| and.is_word_on_line() && and.word.roles.has(Role::And));
    let between = comma + 1..told.hedge_first;
    (is_comma || is_and())
        && (1..=NEAR).contains(&between.len())
        && !ends_between(view, comma, told.hedge_first)
        && between.clone().any(|at| view.token(at).is_some_and(|word| word.is_capital))
        && between
            .clone()
            .all(|at| !view.roles_at(at).meets(TELLS) && !view.token(at).is_some_and(|it| it.is_mark(',')))
}

/// Whether a name or a length of time stands right before the number.
fn opens(view: &View, open: &Draft) -> bool {
    const NEAR: usize = 3;
    let mut near = (open.hedge_first.saturating_sub(NEAR)..open.hedge_first)
        .rev()
        .take_while(|at| view.token(at + 1).is_some_and(Token::is_on_line))
        .take_while(|at| view.token(*at).is_some_and(|word| word.is_word() || word.is_joined()));
    near.any(|at| {
        view.token(at).is_some_and(|word| word.is_capital)
            || view.lexicon.longest(view.tokens, at, Roles::of(Role::Duration)).is_some()
    })
}

/// 196人に上り、うち13人が死亡した, 196人、うち死者は13人, 16名工人，其中4人失联: whether what happened is told of the part alone: the clause of
/// the whole is closed, or it stands between the two, or behind the part without a comma.
pub(super) fn is_told_of_some(view: &View, whole: &Draft, part: &Draft) -> bool {
    const NEAR: usize = 4;
    let tells = |at: usize| view.lexicon.longest(view.tokens, at, TELLING).is_some();
    let (end, from) = (end_of_label(view, whole), end_of_label(view, part));
    let mut near = (from..from + NEAR).take_while(|at| view.token(*at).is_some_and(Token::is_word_on_line));
    view.token(end).is_some_and(Token::is_word) || (end..part.hedge_first).any(tells) || near.any(tells)
}

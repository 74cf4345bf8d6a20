//! Figures that the text takes back: "31 people died, not 32 as reported earlier", "not 32 but 31 people".
//!
//! Related figures come in; what is not so takes the noun of what is, as a figure that another one replaces.

use super::carry::ends_between;
use super::end_of_label;
use super::share::is_next_in_list;
use crate::decimal::Decimal;
use crate::draft::{Draft, each_pair};
use crate::figure::{Kind, Relation, Scope};
use crate::lexicon::{Role, Roles};
use crate::library::{categories, is_person};
use crate::stages::read::View;
use crate::token::Token;

/// Gives a number behind a word for "not" the noun of the count beside it.
pub(super) fn share_replaced(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 8;
    for at in 0..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some((draft, behind)) = tail.split_first_mut() else { continue };
        let Some(not) = denial(view, draft) else { continue };
        let is_count = |count: &&Draft| count.is_whole_count() && count.figure.outcome.is_some();
        let is_before = |count: &&Draft| {
            let end = end_of_label(view, count);
            end <= not && not - end <= NEAR && !ends_between(view, count.end, not)
        };
        let is_behind = |count: &&Draft| {
            let gap = draft.reach()..count.hedge_first;
            gap.len() <= 3 && gap.clone().any(|at| view.token(at).is_some_and(|mark| mark.is_mark(',')))
        };
        let count = head.last().filter(is_count).filter(is_before);
        let Some(count) = count.or_else(|| behind.first().filter(is_count).filter(is_behind)) else { continue };
        let is_alike = draft.figure.kind == Kind::Number
            || draft.figure.kind == Kind::Count && draft.figure.category == count.figure.category;
        if !is_alike || draft.figure.value.is_none() || draft.figure.value == count.figure.value {
            continue;
        }
        if draft.figure.kind == Kind::Number {
            draft.take_noun(&count.figure);
        }
        draft.figure.outcome.clone_from(&count.figure.outcome);
        draft.figure.scope = Some(Scope::Previous);
    }
    if view.may_have(Roles::of(Role::Cue)) {
        share_last_time(view, drafts);
    }
    if view.may_have(Roles::any(&[Role::Than, Role::Previous])) {
        share_compared(view, drafts);
        share_former(view, drafts);
        share_currency_back(view, drafts);
    }
}

/// "250 people died, last year 312", "19 шахтарів, у 2023-му — 26": a bare number behind words for an earlier time counts what was.
fn share_last_time(view: &View, drafts: &mut [Draft]) {
    const FIGURES: usize = 4;
    const MANY: i64 = 50;
    const SMALL: usize = 3;
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(draft) = tail.first_mut() else { continue };
        // "торік — двоє": the numeral tells that they are people.
        let are_people = || {
            draft.figure.kind == Kind::Count
                && draft.figure.label.is_none()
                && draft.figure.outcome.is_none()
                && draft.figure.category.as_deref() == Some(categories::PERSON)
        };
        // "o rok dříve 312 lidí": with its noun, and no verb.
        let is_named =
            draft.figure.kind == Kind::Count && draft.figure.outcome.is_none() && draft.figure.category.is_some();
        let is_bare = draft.figure.kind == Kind::Number && draft.figure.relation != Relation::Range || are_people();
        let is_open = is_bare && ends_there(view, draft) || is_named;
        if !is_open || draft.figure.part_of.is_some() {
            continue;
        }
        let Some(first) = time_before(view, head, draft) else { continue };
        // "; in 2023", "a w ubiegłym roku": words of grammar stand before it, and what parts the clauses.
        let small = (first.saturating_sub(SMALL)..first)
            .rev()
            .take_while(|at| {
                view.token(at + 1).is_some_and(Token::is_on_line) && view.roles_at(*at).has(Role::Function)
            })
            .count();
        let opens = (first - small..first).any(|at| view.roles_at(at).has(Role::And))
            || view
                .before(first - small)
                .is_some_and(|mark| mark.lists() || mark.is_spaced_dash() || mark.is_mark(';'));
        let known = head.iter().rev().take(FIGURES).find(|count| {
            count.is_whole_count()
                && count.figure.outcome.is_some()
                && !ends_between(view, count.end, draft.hedge_first)
        });
        let Some(known) = known.filter(|known| opens && end_of_label(view, known) <= first) else { continue };
        let values = known.figure.value.or(known.figure.low).zip(draft.figure.value);
        let is_alike = values.is_some_and(|(now, was)| {
            let (least, most) = if now < was { (now, was) } else { (was, now) };
            least.checked_mul(Decimal::from(MANY)).is_some_and(|many| most <= many)
        });
        if is_named && known.figure.category == draft.figure.category && is_alike {
            draft.figure.outcome.clone_from(&known.figure.outcome);
            draft.figure.scope = Some(Scope::Previous);
        } else if is_bare && is_alike || are_people() && known.figure.counts(is_person) {
            let own = draft.figure.category.take();
            draft.take_noun(&known.figure);
            draft.figure.category = draft.figure.category.take().or(own);
            draft.figure.outcome.clone_from(&known.figure.outcome);
            draft.figure.scope = Some(Scope::Previous);
        }
    }
}

/// Where the words for an earlier time begin that stand right before the amount, or before a dash or a verb of being.
fn time_before(view: &View, head: &[Draft], draft: &Draft) -> Option<usize> {
    const VERBS: usize = 2;
    let mut end = draft.hedge_first;
    let verbs = Roles::any(&[Role::Passive, Role::Function]);
    for _ in 0..=VERBS {
        let date = head.last().filter(|date| date.figure.kind == Kind::Date && date.reach() == end);
        if let Some(date) = date {
            return Some(date.hedge_first.min(date.first));
        }
        if let Some(first) = view.cue_before(end, "last_time") {
            return Some(first);
        }
        let before = view.before(end).filter(|_| view.token(end).is_some_and(Token::is_on_line))?;
        let is_small = before.is_spaced_dash() || before.is_word() && before.word.roles.meets(verbs);
        end = end.checked_sub(1).filter(|_| is_small)?;
    }
    None
}

/// Whether nothing that the number may count stands behind it.
fn ends_there(view: &View, draft: &Draft) -> bool {
    view.token(draft.after()).is_none_or(|next| {
        !next.is_on_line()
            || next.word.roles.has(Role::And)
            || !next.is_word() && matches!(next.first, ',' | ';' | '.' | ')' | '!')
    })
}

/// "2,523 robberies, 4 % fewer than the 2,633 of 2022": a bare number behind words for "than the" or "against the" counts what was.
fn share_compared(view: &View, drafts: &mut [Draft]) {
    const FIGURES: usize = 3;
    const MANY: i64 = 10;
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(draft) = tail.first_mut() else { continue };
        let was = draft.figure.scope == Some(Scope::Previous);
        let article = draft.first.checked_sub(1).filter(|at| view.roles_at(*at).has(Role::Definite));
        // "contre plus de 43 000": a hedge may stand between.
        let hedge = Some(draft.hedge_first).filter(|hedge| *hedge < draft.first);
        if article.is_none() && !was && hedge.is_none() {
            continue;
        }
        let is_bare = draft.figure.kind == Kind::Number
            && draft.figure.part_of.is_none()
            && draft.is_unscaled_whole()
            && view.token(draft.after()).is_none_or(|next| {
                let grammar = Roles::any(&[Role::Function, Role::Place, Role::DateOf, Role::LabelLink]);
                !next.is_word() || !next.is_on_line() || view.roles_at(draft.after()).meets(grammar)
            });
        let than = article.and_then(|at| at.checked_sub(1)).is_some_and(|at| view.roles_at(at).has(Role::Than));
        // An article may be the end of the phrase: "em relação às".
        let ends = article.into_iter().chain(hedge).chain([draft.first]);
        let against =
            ends.into_iter().find_map(|end| view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Previous)));
        if !is_bare || !(was || than || against.is_some()) {
            continue;
        }
        let known = head
            .iter()
            .rev()
            .take(FIGURES)
            .find(|count| count.is_whole_count() && !ends_between(view, count.end, draft.hedge_first));
        let stated = |draft: &Draft| draft.figure.value.or(draft.figure.low);
        let values = known.and_then(stated).zip(stated(draft));
        let is_alike = values.is_some_and(|(now, was)| {
            let (least, most) = if now < was { (now, was) } else { (was, now) };
            least.checked_mul(Decimal::from(MANY)).is_some_and(|many| most <= many)
        });
        if let Some(count) = known.filter(|_| is_alike) {
            draft.take_noun(&count.figure);
            draft.figure.outcome.clone_from(&count.figure.outcome);
            draft.figure.scope = Some(Scope::Previous);
        }
    }
}

/// "The previous toll was four dead and seven wounded": the next of a list that a total of before opens is of before too.
fn share_former(view: &View, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(draft), Some((first, before))) = (tail.first_mut(), head.split_last()) else { continue };
        // "33 dead, up from 30, and 5 wounded": what stands first is of now.
        let opens = before
            .last()
            .is_none_or(|now| now.figure.kind != Kind::Count || ends_between(view, now.end, first.hedge_first));
        let is_open = draft.figure.kind == Kind::Count
            && matches!(draft.figure.scope, None | Some(Scope::Cumulative))
            && draft.figure.outcome != first.figure.outcome
            && view.before(draft.hedge_first).is_some_and(Token::lists);
        if is_open && opens && first.figure.scope == Some(Scope::Previous) && is_next_in_list(view, first, draft) {
            draft.figure.scope = Some(Scope::Previous);
        }
    }
}

/// "fueron de 1.219 millones, frente a los 1.100 millones de euros", "de 70,6 milhões em 2014 para 34,4 milhões de euros": a great bare
/// number beside the sum that replaces it, or that it replaces, is of its currency.
fn share_currency_back(view: &View, drafts: &mut [Draft]) {
    const FIGURES: usize = 3;
    let great = Decimal::from(1_000_000);
    let is_great = |draft: &Draft| draft.number.and_then(|number| number.scale).is_some_and(|scale| scale >= great);
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(sum) = tail.first().filter(|sum| sum.figure.kind == Kind::Money && is_great(sum)) else { continue };
        let is_between = |draft: &&mut Draft| {
            matches!(draft.figure.kind, Kind::Date | Kind::Duration | Kind::Ordinal | Kind::Percent)
        };
        let bare = head.iter_mut().rev().take(FIGURES).find(|draft| !is_between(draft));
        let Some(bare) = bare.filter(|bare| bare.figure.kind == Kind::Number && is_great(bare)) else { continue };
        let became = Roles::any(&[Role::RangeClose, Role::RangeJoiner]);
        let is_replaced = bare.figure.scope == Some(Scope::Previous)
            && view.lexicon.longest_before(view.tokens, sum.hedge_first, became).is_some();
        if (is_replaced || sum.figure.scope == Some(Scope::Previous)) && !ends_between(view, bare.end, sum.hedge_first)
        {
            bare.take_unit(Kind::Money, sum.figure.unit.clone());
        }
    }
}

/// "300 млрд рублей против 276,8 млрд годом ранее": a great sum that another one replaces is of its currency.
pub(super) fn share_currency(view: &View, now: &Draft, was: &mut Draft) {
    const NEAR: usize = 12;
    let is_sum = now.figure.kind == Kind::Money && was.figure.kind == Kind::Number;
    let is_replaced = is_sum && was.figure.scope == Some(Scope::Previous) && was.first <= now.end + NEAR;
    let is_great = was.number.is_some_and(|number| number.scale.is_some());
    if is_replaced && is_great && !ends_between(view, now.end, was.hedge_first) {
        was.take_unit(Kind::Money, now.figure.unit.clone());
    }
}

/// "At first six deaths were reported, later corrected to five": what was told at first gives way to what is told behind it.
pub(super) fn share_first_told(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 8;
    each_pair(drafts, |first, second| {
        let is_told =
            first.is_whole_count() && first.figure.outcome.is_some() && first.figure.scope != Some(Scope::Previous);
        let begin = first.hedge_first;
        let mut before = (begin.saturating_sub(NEAR)..begin).rev();
        if !is_told
            || second.figure.part_of.is_some()
            || second.figure.value.is_none()
            || ends_between(view, first.end, second.hedge_first)
            || !before.any(|at| view.cue(at, "at_first").is_some() && !ends_between(view, at + 1, begin))
        {
            return;
        }
        let is_alike = second.figure.category == first.figure.category && second.figure.outcome == first.figure.outcome;
        let says_now = || (end_of_label(view, first)..second.hedge_first).any(|at| view.cue(at, "by_now").is_some());
        let is_bare =
            second.figure.kind == Kind::Number && view.token(second.after()).is_none_or(|next| !next.is_word_on_line());
        let is_same = is_bare || second.figure.kind == Kind::Count && is_alike && says_now();
        if !is_same {
            return;
        }
        first.figure.scope = Some(Scope::Previous);
        if second.figure.kind == Kind::Number {
            second.take_noun(&first.figure);
            second.figure.outcome.clone_from(&first.figure.outcome);
        }
    });
}

/// Where the words begin that deny the amount: "not" behind a comma or at the head of its clause, "and not".
fn denial(view: &View, draft: &Draft) -> Option<usize> {
    let (first, phrase) = view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::Cue))?;
    let is_denial = view.lexicon.name(phrase.node, Role::Cue).is_some_and(|key| *key == "instead");
    let opens = view.roles_at(first).has(Role::And)
        || view.before(first).is_none_or(|mark| !mark.is_word())
        || view.token(first).is_some_and(|word| !word.is_on_line());
    (is_denial && opens).then_some(first)
}

//! Counts beside their rivals: "218 votes to 213", "15,000 people according to the police, 60,000 according to the unions".
//!
//! Two figures come in; the second, or the first, takes the noun of the other. Knows no verbs.

use super::carry::ends_between;
use super::end_of_label;
use super::part::is_fewer;
use crate::draft::{Draft, each_pair};
use crate::figure::{Figure, Kind};
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, categories};
use crate::stages::read::View;
use crate::token::Token;

/// What may join the votes of one side to those of the other.
const JOINERS: Roles = Roles::any(&[Role::ScoreJoiner, Role::RangeJoiner, Role::RangeClose, Role::Previous]);

/// Gives bare numbers the noun of the count that they are set against.
pub(super) fn share_rivals(view: &View, drafts: &mut [Draft]) {
    // "91 seats, the Greens 64, the Left 39": what was given the noun of votes hands it on.
    let mut is_voted = false;
    each_pair(drafts, |first, second| {
        let was_voted = std::mem::take(&mut is_voted);
        let is_listed = is_told_by_name(view, first, second);
        let (counted, bare) = match (first.figure.kind, second.figure.kind) {
            (Kind::Count, Kind::Number) => (&*first, &mut *second),
            (Kind::Number, Kind::Count) => (&*second, &mut *first),
            _ => return,
        };
        let is_plain = bare.figure.value.is_some() && bare.figure.unit.is_none();
        let is_behind = counted.first < bare.first;
        let is_vote = was_voted && is_behind || is_vote(view, counted) || is_listed;
        if !is_plain || bare.figure.part_of.is_some() && !is_vote {
            return;
        }
        let figure = counted.figure.clone();
        if is_vote && is_against(view, first, second) {
            is_voted = is_behind;
            (first.figure.scope, second.figure.scope) = (None, None);
            let bare = if is_behind { second } else { first };
            bare.take_noun(&figure);
            bare.figure.part_of = None;
        } else if is_behind && is_told_otherwise(view, first, second) {
            second.take_noun(&figure);
            second.figure.outcome = figure.outcome;
        }
    });
    if view.may_have(Roles::of(Role::Cue)) {
        share_results(view, drafts);
    }
}

/// "137 deputies, 48 more than in 2019; Labour took 121, the Greens 33 and the Left 31": the numbers behind other names of a sentence that
/// has told a result count the same.
fn share_results(view: &View, drafts: &mut [Draft]) {
    let mut result: Option<Draft> = None;
    for draft in drafts {
        if result.as_ref().is_some_and(|result| ends_between(view, result.end, draft.hedge_first)) {
            result = None;
        }
        let is_result = draft.figure.kind == Kind::Count && draft.figure.outcome.is_none() && draft.has_label_behind();
        if is_result {
            result = Some(&*draft).filter(|it| counts_result(view, it)).cloned();
        } else if let Some(result) = result.as_ref().filter(|_| is_of_another(view, draft)) {
            draft.take_noun(&result.figure);
            draft.figure.scope = None;
        }
    }
}

/// Whether a word of the label is one of those that results are told in.
fn counts_result(view: &View, counted: &Draft) -> bool {
    (counted.after()..end_of_label(view, counted)).any(|at| {
        let cue = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cue));
        let key = cue.and_then(|cue| view.lexicon.name(cue.node, Role::Cue));
        key.is_some_and(|key| matches!(key.as_str(), "things" | "points" | "votes" | "public"))
    })
}

/// Whether the label has a word for votes, seats or the like.
pub(super) fn tells_result(view: &View, counted: &Draft) -> bool {
    let names = |at: usize| view.cue(at, "votes").or_else(|| view.thing(at)).is_some();
    (counted.after()..end_of_label(view, counted)).any(names)
}

/// Whether a bare number stands behind a name, with a verb or none between, and closes what is told of that.
fn is_of_another(view: &View, draft: &Draft) -> bool {
    const VERB: usize = 2;
    let first = draft.first;
    let is_name = |at: usize| {
        view.token(at).is_some_and(|name| name.is_word() && name.is_capital && name.is_on_line() && name.length > 1)
            && !view.roles_at(at).meets(Roles::any(&[Role::Month, Role::NameBefore, Role::Street]))
    };
    let near = (first.saturating_sub(VERB + 1)..first).rev();
    let name = near.take_while(|at| view.token(*at).is_some_and(Token::is_word)).find(|at| is_name(*at));
    let is_plain = draft.figure.kind == Kind::Number
        && draft.figure.part_of.is_none()
        && draft.hedge_first == first
        && draft.is_unscaled_whole()
        && view.token(first).is_some_and(Token::is_on_line);
    let closes = view
        .token(draft.end)
        .is_none_or(|next| !next.is_on_line() || next.lists() || !next.is_word() && matches!(next.first, ';' | '.'));
    let links = Roles::any(&[Role::Place, Role::YearBefore, Role::TimeBefore]);
    // "Labour in 2019": when, and not how many.
    let is_told = name.is_some_and(|name| (name + 1..first).all(|at| !view.roles_at(at).meets(links)));
    is_plain && closes && is_told && !view.token(draft.end + 1).is_some_and(|more| more.is_joined() && more.is_digits())
}

/// Whether the votes, or the like, of a result are counted.
pub(super) fn is_vote(view: &View, counted: &Draft) -> bool {
    counted.figure.category.as_deref().is_none_or(|category| category == categories::PERSON)
        && counted.figure.outcome.is_none()
        && label_has(view, counted, "votes")
}

/// "KO 157 mandatów, Lewica 26", "256 депутатів, проти 40": seats, medals and points are told of the next by their names alone,
/// deputies by a word or two.
fn is_told_by_name(view: &View, counted: &Draft, bare: &Draft) -> bool {
    const SHORT: usize = 3;
    if counted.figure.kind != Kind::Count || bare.figure.kind != Kind::Number {
        return false;
    }
    let mut gap = end_of_label(view, counted)..bare.hedge_first;
    !ends_between(view, counted.end, bare.hedge_first)
        && (gap.len() <= SHORT
            && view.token(gap.start).is_some_and(|comma| comma.is_mark(','))
            && label_has(view, counted, "public")
            || (label_has(view, counted, "things") || label_has(view, counted, "points"))
                && gap.any(|at| view.token(at).is_some_and(|it| it.is_capital)))
}

/// Whether a word of the label behind an amount is a cue of this name.
fn label_has(view: &View, counted: &Draft, cue: &str) -> bool {
    (counted.after()..end_of_label(view, counted)).any(|at| view.cue(at, cue).is_some())
}

/// "289 voix contre 239", "388 zu 262 Stimmen", "178 votos a favor, 164 en contra": whether two figures are told of the two sides.
fn is_against(view: &View, first: &Draft, second: &Draft) -> bool {
    const GAP: usize = 5;
    let from = end_of_label(view, first);
    let is_joined = view.token(from).is_some_and(Token::is_on_line)
        && view
            .lexicon
            .longest(view.tokens, from, JOINERS)
            .is_some_and(|link| link.end == second.hedge_first || link.end == second.first);
    let grammar = Roles::any(&[Role::Function, Role::Place, Role::Previous, Role::And]);
    let is_small = |at: usize| {
        view.token(at)
            .is_some_and(|token| token.is_on_line() && (token.is_mark(',') || view.roles_at(at).meets(grammar)))
    };
    let is_name = |at: usize| view.token(at).is_some_and(|token| token.is_on_line() && token.is_capital);
    let after = second.after();
    let is_closed = view
        .token(after)
        .is_none_or(|next| !next.is_on_line() || !next.is_word() || view.roles_at(after).meets(grammar));
    let gap = from..second.hedge_first;
    let is_listed = second.figure.kind == Kind::Number
        && !gap.is_empty()
        && gap.len() <= GAP
        && gap.clone().filter(|at| !is_small(*at) && !is_name(*at)).count() <= 1
        && is_closed;
    is_joined || is_listed && gap.into_iter().any(|at| view.token(at).is_some_and(Token::lists))
}

/// "15.000 personnes selon la préfecture, 60.000 selon la CGT": whether another source tells another number of the same.
fn is_told_otherwise(view: &View, first: &Draft, second: &Draft) -> bool {
    const BEFORE: usize = 10;
    if !view.may_have(Roles::of(Role::Cue)) || ends_between(view, first.end, second.hedge_first) {
        return false;
    }
    let tells = |at: usize| view.cue(at, "according_to").is_some();
    let after = second.after();
    let comma = usize::from(view.token(after).is_some_and(|mark| mark.is_mark(',')));
    let mut gap = first.after()..second.hedge_first;
    let in_brackets = view.before(second.hedge_first).is_some_and(|mark| mark.is_mark('('));
    let is_first_told = gap.clone().any(tells);
    // "plus de 110 000 personnes, et 150 000 selon la CGT"
    let is_past_and = second.hedge_first.checked_sub(1).is_some_and(|and| view.roles_at(and).has(Role::And));
    let is_on_line = view.token(after + comma).is_some_and(Token::is_on_line);
    let closes = view.token(after).is_none_or(|next| !next.is_word_on_line());
    // "(за даними талібів — понад 40)": who tells otherwise stands before it in the brackets.
    let is_told_inside = || {
        let open = gap.clone().rev().find(|at| view.token(*at).is_some_and(|mark| matches!(mark.first, '(' | ')')));
        let is_open = |open: usize| view.token(open).is_some_and(|mark| mark.is_mark('('));
        open.is_some_and(|open| is_open(open) && (open + 1..second.hedge_first).any(tells))
            && view.token(second.hedge_end.max(after)).is_some_and(|close| close.is_mark(')'))
    };
    // "while organisers put the figure at 40"
    let is_put = view.cue_before(second.hedge_first, "puts_at").is_some();
    is_put && closes
        || is_told_inside()
        || is_on_line && tells(after + comma) && (is_first_told || in_brackets || comma == 0 && is_past_and)
        || closes && gap.any(tells) && (first.hedge_first.saturating_sub(BEFORE)..first.hedge_first).any(tells)
}

/// "71 of 98 drones and five of nine missiles were shot down": what is told of one pair is told of the other.
pub(super) fn share_pairs(view: &View, drafts: &mut [Draft]) {
    for at in 3..drafts.len() {
        let Some([some, all, next, last]) = drafts.get_mut(at - 3..=at) else { continue };
        let is_pair = |some: &Figure, all: &Figure, id: u32| some.part_of == Some(id) && all.category.is_some();
        if !is_pair(&some.figure, &all.figure, all.id) || !is_pair(&next.figure, &last.figure, last.id) {
            continue;
        }
        let link = end_of_label(view, all);
        let is_listed = link + 1 == next.hedge_first && view.roles_at(link).has(Role::And);
        if !is_listed || !is_fewer(&some.figure, &all.figure) {
            continue;
        }
        let (told, open) = if some.figure.outcome.is_some() { (some, next) } else { (next, some) };
        let may_be =
            |outcome: &str| open.figure.category.as_deref().is_some_and(|category| can_happen(outcome, category));
        if open.figure.outcome.is_none() && told.figure.outcome.as_deref().is_some_and(may_be) {
            open.figure.outcome.clone_from(&told.figure.outcome);
        }
    }
}

//! Units that are said once: "wages are 27 000 UAH, in Kyiv – 41 250", "A has 12 % of the vote, for B – 19".
//!
//! A sum or a share and a bare number behind a dash in the next clause come in; kind and unit of the first go over to the second.

use super::carry::ends_between;
use super::rival::tells_result;
use crate::decimal::Decimal;
use crate::draft::{Draft, each_pair};
use crate::figure::{Kind, Relation};
use crate::lexicon::{Role, Roles};
use crate::library::categories;
use crate::stages::read::View;
use crate::token::Token;

/// Gives bare numbers behind a dash that stands for the verb the unit of the figure before them.
pub(super) fn share_units(view: &View, drafts: &mut [Draft]) {
    each_pair(drafts, |told, open| share_unit(view, told, open));
    // "24 600 грн (+17%), для водіїв — 31 тисяча": past a change in brackets.
    for at in 2..drafts.len() {
        let Some([told, change, open]) = drafts.get_mut(at - 2..=at) else { continue };
        let is_bracketed = change.figure.kind == Kind::Percent
            && told.figure.kind == Kind::Money
            && (told.end..change.first).any(|at| view.token(at).is_some_and(|mark| mark.is_mark('(')));
        if is_bracketed {
            share_unit(view, told, open);
        }
    }
}

/// Gives the bare number behind a sum, a share or a measure its unit.
fn share_unit(view: &View, told: &Draft, open: &mut Draft) {
    let is_unit = matches!(told.figure.kind, Kind::Money | Kind::Percent)
        && told.figure.unit.is_some()
        && told.figure.value != Some(Decimal::ONE);
    // "для детей — 17 201": for whom, and nobody who is counted.
    let is_for = || {
        let label = open.figure.label.filter(|label| label.end <= open.figure.span.start);
        let first = label.and_then(|label| {
            (told.end..open.hedge_first).find(|at| view.token(*at).is_some_and(|word| word.start >= label.start))
        });
        first.and_then(|first| first.checked_sub(1)).is_some_and(|of| view.roles_at(of).has(Role::Function))
            && told.figure.kind == Kind::Money
            && open.figure.outcome.is_none()
            && open.figure.kind == Kind::Count
    };
    let is_bare = || {
        (open.figure.kind == Kind::Number && open.figure.label.is_none() || is_for())
            && open.figure.relation != Relation::Range
            && open.figure.part_of.is_none()
            && view
                .token(open.after())
                .is_none_or(|next| !next.is_on_line() || matches!(next.first, ',' | ';' | '.' | '('))
    };
    if told.figure.kind == Kind::Percent && is_next_share(view, told, open) {
        (open.figure.label, open.figure.category, open.figure.side) = (None, None, None);
        open.take_unit(told.figure.kind, told.figure.unit.clone());
        return;
    }
    // "11,4 млн тонн, кукурудзи — 9,8 млн"
    let is_load = told.figure.kind == Kind::Measure && scale(told).is_some() && scale(told) == scale(open);
    if (is_unit || is_load) && is_bare() && is_apt(told, open) && stands_for(view, told, open) {
        (open.figure.label, open.figure.category) = (None, None);
        open.take_unit(told.figure.kind, told.figure.unit.clone());
    }
}

/// "251 deputies voted for it, 14 against, 9 abstained": a bare number beside a word for how they voted counts who voted before.
pub(super) fn share_votes(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 3;
    if !view.may_have(Roles::of(Role::Cue)) {
        return;
    }
    let mut voters = None;
    each_pair(drafts, |told, open| {
        let is_bare = open.figure.kind == Kind::Number && open.figure.value.is_some_and(Decimal::is_whole);
        if !is_bare {
            return;
        }
        let are_voters = told.figure.kind == Kind::Count
            && told.figure.outcome.is_none()
            && told.figure.label.is_some()
            && (told.figure.category.as_deref() == Some(categories::PERSON)
                || told.figure.label == voters
                || tells_result(view, told));
        if !are_voters || ends_between(view, told.end, open.hedge_first) {
            return;
        }
        let is_near = |at: &usize| view.token(*at).is_some_and(Token::is_on_line);
        let behind = || {
            let mut near = (open.after()..open.after() + NEAR).take_while(is_near);
            near.any(|at| is_verdict(view, at))
        };
        let before = || {
            // ", за його опонента — 190": a dash for the verb.
            let is_dash = view.before(open.hedge_first).is_some_and(Token::is_spaced_dash);
            let floor = open.hedge_first.saturating_sub(NEAR + 2 * usize::from(is_dash)).max(told.end);
            let mut near = (floor..open.hedge_first).rev().take_while(|at| is_near(&(at + 1)));
            near.any(|at| is_verdict(view, at))
        };
        if behind() || before() {
            voters = told.figure.label;
            open.take_noun(&told.figure);
        }
    });
}

/// Whether a word at token `at` says how somebody voted.
fn is_verdict(view: &View, at: usize) -> bool {
    view.cue(at, "verdict").or_else(|| view.cue(at, "against")).is_some()
}

/// "Доходы — 40,3 трлн, расходы — 41,5 трлн рублей": great numbers behind a dash are of the currency that the last of them names.
pub(super) fn share_last_unit(view: &View, drafts: &mut [Draft]) {
    const WORDS: usize = 4;
    for at in (1..drafts.len()).rev() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(open), Some(told)) = (head.last_mut(), tail.first()) else { continue };
        if told.hedge_first <= open.after() {
            continue;
        }
        let is_great = |draft: &Draft| {
            draft.number.and_then(|number| number.scale).is_some_and(|scale| scale >= Decimal::from(1_000_000))
        };
        if is_unit_beside(view, open, told) {
            (open.figure.label, open.figure.category, open.figure.side) = (None, None, None);
            open.figure.part_of = None;
            open.take_unit(told.figure.kind, told.figure.unit.clone());
            continue;
        }
        if is_share_ahead(view, open, told) || is_share_beside(view, open, told) {
            open.take_unit(told.figure.kind, told.figure.unit.clone());
            continue;
        }
        let is_open = open.figure.kind == Kind::Number && told.figure.kind == Kind::Money;
        if !is_open || !is_great(open) || !is_great(told) {
            continue;
        }
        // "94,7 млн из 240 млн рублей": some of it.
        let of = Roles::any(&[Role::OutOf, Role::DateOf, Role::LabelLink]);
        let link = view.lexicon.longest(view.tokens, open.after(), of);
        if link.is_some_and(|link| (link.end..link.end + 2).contains(&told.hedge_first)) {
            open.take_unit(told.figure.kind, told.figure.unit.clone());
            continue;
        }
        let is_dash = |at: Option<usize>| {
            at.and_then(|at| view.token(at)).is_some_and(|dash| dash.is_on_line() && dash.is_spaced_dash())
        };
        let comma = open.after();
        let words = comma + 1..told.hedge_first - 1;
        if is_dash(open.hedge_first.checked_sub(1))
            && is_dash(told.hedge_first.checked_sub(1))
            && view.token(comma).is_some_and(|mark| matches!(mark.first, ',' | ';'))
            && (1..=WORDS).contains(&words.len())
            && words.clone().all(|at| view.token(at).is_some_and(Token::is_word_on_line))
        {
            open.take_unit(told.figure.kind, told.figure.unit.clone());
        }
    }
}

/// "ANO 34,6, Spolu 23,3, STAN 11,2 procenta": whether a number with decimals behind a name is told in the per cent of the next.
fn is_share_ahead(view: &View, open: &Draft, told: &Draft) -> bool {
    const WORDS: usize = 4;
    let is_open = open.figure.kind == Kind::Number
        && told.figure.kind == Kind::Percent
        && told.figure.trend.is_none()
        && open.number.is_some_and(|number| number.scale.is_none())
        && open.figure.value.is_some_and(|value| value < Decimal::from(100));
    let is_name = |at: usize| view.token(at).is_some_and(|name| name.is_word() && name.is_capital && name.is_on_line());
    let comma = open.after();
    let names = comma + 1..told.hedge_first;
    // "die Grünen auf 11 und die Linke auf 10 Prozent"
    let follows_name =
        |at: usize| is_name(at) || view.roles_at(at).has(Role::Place) && (at.saturating_sub(2)..at).any(is_name);
    is_open
        && open.hedge_first.checked_sub(1).is_some_and(follows_name)
        && view.token(comma).is_some_and(|mark| {
            mark.is_on_line() && (mark.is_mark(',') || mark.is_word() && mark.word.roles.has(Role::And))
        })
        && (1..=WORDS).contains(&names.len())
        && names.clone().all(|at| is_name(at) || view.roles_at(at).meets(Roles::any(&[Role::Function, Role::Place])))
        && names.clone().any(is_name)
}

/// "61% are for it, 14 — against": whether a number between a comma and a dash goes on with shares of a whole.
fn is_next_share(view: &View, told: &Draft, open: &Draft) -> bool {
    const NEAR: usize = 8;
    let is_open = open.is_amount()
        && open.figure.outcome.is_none()
        && open.figure.part_of.is_none()
        && open.figure.label.is_none_or(|label| label.end <= open.figure.span.start)
        && open.number.is_some_and(|number| number.has_digits && number.scale.is_none());
    let sum = told.figure.value.zip(open.figure.value).and_then(|(first, second)| first.checked_add(second));
    is_open
        && told.figure.trend.is_none()
        && sum.is_some_and(|sum| sum <= Decimal::from(100))
        && open.hedge_first > told.end
        && open.hedge_first - told.end <= NEAR
        && view.before(open.hedge_first).is_some_and(|comma| comma.is_mark(','))
        && (view.token(open.after()).is_some_and(|dash| dash.is_on_line() && dash.is_spaced_dash())
            // "47 proc. za, 44 przeciw"
            || is_verdict(view, open.after()))
        && !ends_between(view, told.end, open.hedge_first)
}

/// "o 9 i 7 proc.": whether nothing but "and" stands between a bare number and a share.
fn is_share_beside(view: &View, open: &Draft, told: &Draft) -> bool {
    let and = open.after();
    open.figure.kind == Kind::Number
        && told.figure.kind == Kind::Percent
        && told.figure.unit.as_deref() == Some("%")
        && told.figure.relation == Relation::Exact
        && open.number.is_some_and(|number| number.has_digits && number.scale.is_none())
        && open.figure.value.is_some_and(|value| value <= Decimal::from(100))
        && told.hedge_first == and + 1
        && view.token(and).is_some_and(|word| word.is_on_line() && word.is_word() && word.word.roles.has(Role::And))
}

/// "jailed for 14 and 12 years", "werkstraffen van 120 en 180 uur", "28 und 30 Jahre alte Männer": whether nothing but "and" stands
/// between a bare number behind a word of grammar and an amount of time or of a measure.
fn is_unit_beside(view: &View, open: &Draft, told: &Draft) -> bool {
    let and = open.after();
    let is_plain = |draft: &Draft| draft.number.is_some_and(|number| number.has_digits && number.scale.is_none());
    let opens = |at: usize| {
        view.token(at).is_some_and(Token::is_word)
            && view.roles_at(at).meets(Roles::any(&[Role::Function, Role::Place, Role::RangeClose]))
            && !view.roles_at(at).meets(Roles::any(&[Role::Passive, Role::YearBefore]))
    };
    // "zwei Beschuldigte erhielten Strafen von 15 und 21 Monaten": whom it was given to is not what is counted.
    (open.figure.kind == Kind::Number || open.has_label_before() && open.figure.outcome.is_none())
        && matches!(told.figure.kind, Kind::Duration | Kind::Age | Kind::Measure)
        && told.figure.unit.is_some()
        && open.figure.relation == Relation::Exact
        && told.figure.relation == Relation::Exact
        && is_plain(open)
        && is_plain(told)
        && told.hedge_first == and + 1
        && [open.hedge_first, open.first].into_iter().any(|first| first.checked_sub(1).is_some_and(opens))
        && view.token(and).is_some_and(|word| word.is_on_line() && word.is_word() && word.word.roles.has(Role::And))
}

/// The scale of a great number.
fn scale(draft: &Draft) -> Option<Decimal> {
    draft.number.and_then(|it| it.scale).filter(|it| *it >= Decimal::from(1_000_000))
}

/// Whether the second may be told in the unit of the first by its size.
fn is_apt(told: &Draft, open: &Draft) -> bool {
    let (Some(first), Some(second)) = (told.figure.value, open.figure.value) else { return false };
    // Sums in the same millions may differ more: "расходы — 44,1 трлн, дефицит — 3,8 трлн".
    let is_same = scale(told).is_some() && scale(told) == scale(open);
    let most = Decimal::from(if is_same { 100 } else { 10 });
    let near = |low: Decimal, high| low.checked_mul(most).is_some_and(|most| high <= most);
    match told.figure.kind {
        Kind::Percent => second <= Decimal::from(100) && open.number.is_some_and(|it| it.scale.is_none()),
        _ => near(first, second) && near(second, first),
    }
}

/// "11,2 proc., w Hiszpanii 27,4": whether nothing but a comma and a place stands between.
fn is_at_place(view: &View, told: &Draft, open: &Draft) -> bool {
    const WORDS: usize = 4;
    let between = told.hedge_end.max(told.end)..open.hedge_first;
    let comma = between.clone().rev().find(|at| view.token(*at).is_some_and(|mark| !mark.is_word()));
    let Some(comma) = comma.filter(|at| view.token(*at).is_some_and(|mark| mark.is_mark(','))) else { return false };
    // Behind the unit, its noun may stand before the comma.
    let is_close = comma - between.start <= WORDS;
    // "UDR 7,3%, iar UDM 6,3": a name and decimals.
    let is_share = told.figure.kind == Kind::Percent && open.figure.value.is_some_and(|value| !value.is_whole());
    let names = comma + 1 + usize::from(!is_share)..open.hedge_first;
    is_close
        && (1..=WORDS).contains(&names.len())
        && (view.roles_at(comma + 1).has(Role::Place)
            || is_share && view.token(open.hedge_first - 1).is_some_and(|it| it.is_capital))
        && names.clone().all(|at| {
            view.token(at).is_some_and(|name| name.is_on_line() && name.is_capital || is_share && at == comma + 1)
        })
        && !ends_between(view, told.end, open.hedge_first)
}

/// "Litr Naturalu stojí 33,74 koruny, nafta 33,01": whether a price of like size, in hundredths too, stands behind a comma and what it is of.
fn is_next_price(view: &View, told: &Draft, open: &Draft) -> bool {
    const WORDS: usize = 3;
    let (Some(first), Some(second)) = (told.figure.value, open.figure.value) else { return false };
    let comma = told.hedge_end.max(told.end);
    let names = comma + 1..open.hedge_first;
    let twice = |one: Decimal, other| one.checked_mul(Decimal::from(2)).is_some_and(|most| other <= most);
    let tells =
        Roles::any(&[Role::Category, Role::Outcome, Role::OutcomeNoun, Role::Change, Role::Month, Role::Previous]);
    told.figure.kind == Kind::Money
        && told.figure.trend.is_none()
        && !first.is_whole()
        && !second.is_whole()
        && twice(first, second)
        && twice(second, first)
        && view.token(comma).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line())
        && (1..=WORDS).contains(&names.len())
        && names.clone().all(|at| {
            view.token(at).is_some_and(|it| it.is_word() && it.is_on_line()) && !view.roles_at(at).meets(tells)
        })
}

/// Whether a comma, a name or a place and a dash stand between, and nothing else.
fn stands_for(view: &View, told: &Draft, open: &Draft) -> bool {
    const WORDS: usize = 5;
    let Some(dash) = open.hedge_first.checked_sub(1).filter(|dash| *dash > told.end) else { return false };
    if !view.token(dash).is_some_and(Token::is_spaced_dash) {
        return is_at_place(view, told, open) || is_next_price(view, told, open);
    }
    if ends_between(view, told.end, dash) {
        return false;
    }
    let is_word = |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line);
    let words = (dash.saturating_sub(WORDS)..dash).rev().take_while(is_word).count();
    let Some(comma) = (dash - words).checked_sub(1).filter(|comma| *comma >= told.end && words > 0) else {
        return false;
    };
    let tells =
        Roles::any(&[Role::Category, Role::Outcome, Role::OutcomeNoun, Role::Change, Role::PartOf, Role::Month]);
    view.token(comma).is_some_and(|mark| matches!(mark.first, ',' | ';'))
        && ((comma + 1..dash).any(|at| view.token(at).is_some_and(|word| word.is_capital))
            && !(comma + 1..dash).any(|at| view.roles_at(at).meets(tells))
            || told.figure.kind == Kind::Money && view.roles_at(comma + 1).has(Role::Function)
            // "inflacja 3,1 proc., bazowa – 3,4": nobody is counted in parts.
            || told.figure.kind == Kind::Measure
            || open.figure.kind == Kind::Number && open.figure.value.is_some_and(|value| !value.is_whole()))
}

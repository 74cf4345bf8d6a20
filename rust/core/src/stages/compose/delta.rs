//! Changes printed beside totals: "875 610 (+1 050)", "1 730, +8 over the day", a table's column.
//!
//! Two figures come in, the total with its `delta` goes out. Knows no labels.

use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::stages::read::{Number, View};
use crate::token::Token;

/// Words that may stand between a total and its change, or behind the change in its brackets.
const NEAR: usize = 8;

/// Takes a number that stands behind a plus in brackets right behind `total` into that as its change; whether it is one.
pub(super) fn takes_change(view: &View, total: &mut Draft, change: &Number) -> bool {
    if !view.before(change.first).is_some_and(|plus| plus.is_mark('+')) {
        return false;
    }
    let follows = |first: usize, is_sign: fn(&Token) -> bool| view.before(first).is_some_and(is_sign);
    // A total that may be the change of another is left for later.
    let may_be_change = follows(total.first, |sign| sign.is_mark('+') || sign.is_dash() && sign.is_joined())
        || total.first >= 2 && view.token(total.first - 2).is_some_and(|open| open.is_mark('('))
        || total.figure.value.is_some_and(Decimal::is_negative);
    if !may_have_change(total) || total.figure.delta.is_some() || may_be_change {
        return false;
    }
    let Some((delta, open, close)) = in_brackets(view, total, change.value, change.first, change.end) else {
        return false;
    };
    total.figure.delta = Some(delta);
    total.change = Some((open, close));
    true
}

/// Whether a change in brackets may be printed behind it: "1 730 (+8)", "31,5 Prozent (+2,1)".
fn may_have_change(total: &Draft) -> bool {
    match total.figure.kind {
        Kind::Number => true,
        Kind::Percent => total.figure.unit.as_deref() == Some("%"),
        _ => false,
    }
}

/// Takes the changes beside totals into them, but for those that were taken already.
pub(super) fn deltas(view: &View, drafts: &mut Vec<Draft>) {
    let mut taken: Vec<usize> = Vec::new();
    for total in drafts.iter_mut().filter(|total| total.change.is_none() && total.figure.kind == Kind::Number) {
        // "1.344 (+) Mehrfachraketenwerfer": none was printed.
        let is = |at: usize, mark: char| view.token(at).is_some_and(|it| it.is_on_line() && it.is_mark(mark));
        if is(total.end, '(') && is(total.end + 1, '+') && is(total.end + 2, ')') {
            total.change = Some((total.end, total.end + 3));
        }
    }
    for at in 0..drafts.len().saturating_sub(1) {
        let (Some(total), Some(change)) = (drafts.get(at), drafts.get(at + 1)) else { break };
        let is_known = total.figure.delta.is_some() || taken.last() == Some(&at);
        if !may_have_change(total) || change.figure.kind != Kind::Number || is_known {
            continue;
        }
        let in_brackets = |value| in_brackets(view, total, value, change.first, change.end);
        let Some((delta, open, close)) = change
            .figure
            .value
            .and_then(in_brackets)
            .or_else(|| if total.figure.kind == Kind::Number { behind(view, total, change) } else { None })
        else {
            continue;
        };
        if let Some(total) = drafts.get_mut(at) {
            total.figure.delta = Some(delta);
            total.change = Some((open, close));
        }
        taken.push(at + 1);
    }
    if taken.is_empty() {
        return;
    }
    let mut index = 0;
    drafts.retain(|_| {
        index += 1;
        taken.binary_search(&(index - 1)).is_err()
    });
}

/// The change in brackets right behind a total or its label, with the tokens of the brackets.
fn in_brackets(
    view: &View,
    total: &Draft,
    value: Decimal,
    first: usize,
    end: usize,
) -> Option<(Decimal, usize, usize)> {
    let is_negative = value.is_negative();
    // "РСЗВ — 1 550 (0)": none was added.
    let is_none = value.is_zero() && view.before(first).is_some_and(|open| open.is_mark('('));
    let sign = if is_negative || is_none { first } else { first.checked_sub(1)? };
    let sign_token = view.token(sign)?;
    // "15 Prozent (plus 1)"
    let is_plus = sign_token.is_mark('+') || !is_negative && view.cue(sign, "plus") == Some(first);
    let is_signed = is_none || is_plus || is_negative || sign_token.is_dash();
    let open = sign.checked_sub(1)?;
    if !is_signed || !view.token(open)?.is_mark('(') || !view.token(open)?.is_on_line() {
        return None;
    }
    let total_end = total.hedge_end.max(total.end);
    let between = open.checked_sub(total_end)?;
    let is_near = between <= NEAR
        && (total_end..open).all(|at| view.token(at).is_some_and(|t| t.is_word() && t.is_on_line() || t.is_mark('.')));
    let close = (end..end + NEAR).find(|at| view.token(*at).is_some_and(|token| token.is_mark(')')))?;
    let falls = !is_negative && !is_none && !is_plus;
    is_near.then_some((if falls { value.negated() } else { value }, open, close + 1))
}

/// The change with its sign behind a total, on its line or alone on the next one, with its tokens.
fn behind(view: &View, total: &Draft, change: &Draft) -> Option<(Decimal, usize, usize)> {
    const WORDS: usize = 2;
    let value = change.figure.value?;
    let sign = change.first.checked_sub(1)?;
    let plus = view.token(sign).filter(|sign| sign.is_mark('+') && !sign.is_joined())?;
    let is_signed =
        |draft: &Draft| draft.first.checked_sub(1).is_some_and(|at| view.token(at).is_some_and(|t| t.is_mark('+')));
    let touches = view.token(change.first)?.is_joined();
    let fits = total.figure.value.is_some_and(|total| value <= total);
    if !touches || !fits || is_signed(total) {
        return None;
    }
    let end = total.hedge_end.max(total.end);
    if plus.is_on_line() {
        let words = (end..sign).filter(|at| view.token(*at).is_some_and(|token| token.is_word())).count();
        let parts =
            |at: usize| view.token(at).is_some_and(|token| matches!(token.first, ',' | ';' | '|') && !token.is_word());
        let are_near =
            (end..sign).all(|at| view.token(at).is_some_and(Token::is_word_on_line) || parts(at) && at + 1 == sign);
        if words > WORDS || !are_near || words > 0 && !parts(sign - 1) {
            return None;
        }
    } else {
        let is_alone = view.token(change.end).is_none_or(|next| !next.is_on_line());
        if end != sign || !is_alone {
            return None;
        }
    }
    let open = if sign > end && !view.token(sign - 1)?.is_word() { sign - 1 } else { sign };
    let period = view.lexicon.longest(view.tokens, change.end, Roles::of(Role::NewlyReported));
    let close = period.filter(|_| view.token(change.end).is_some_and(|next| next.is_on_line()));
    Some((value, open, close.map_or(change.end, |phrase| phrase.end)))
}

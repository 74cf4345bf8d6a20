//! Two bounds of one thing: above 1000 and below 1500, at least 20 and at most 100.
//!
//! Two amounts with their hedges come in, one range goes out. Knows no words that join the ends of a range.

use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// "above 1000 and below 1500": two bounds of one thing make a range. Widens `lower` and tells so.
pub(super) fn close_bounds(view: &View, before: &mut Draft, after: &Draft) -> bool {
    const LINKS: usize = 3;
    let is_lower = |draft: &Draft| matches!(draft.figure.relation, Relation::AtLeast | Relation::MoreThan);
    let is_upper = |draft: &Draft| matches!(draft.figure.relation, Relation::AtMost | Relation::LessThan);
    let opposite = is_lower(before) && is_upper(after) || is_upper(before) && is_lower(after);
    let same = before.figure.kind == after.figure.kind && before.figure.unit == after.figure.unit;
    let plain = matches!(
        before.figure.kind,
        Kind::Number
            | Kind::Money
            | Kind::Percent
            | Kind::Measure
            | Kind::Duration
            | Kind::Age
            | Kind::Fraction
            | Kind::Ordinal
    );
    let gap = after.hedge_first.checked_sub(before.hedge_end.max(before.end)).unwrap_or(usize::MAX);
    // "1000以上5000未満": both hedges before their amounts, or both behind.
    let are_before = after.hedge_first < after.first;
    let are_behind = before.hedge_end > before.end && after.hedge_end > after.end;
    // "x > 10 and y < 20": bounds of two things.
    let sign = view.token(after.hedge_first).filter(|sign| matches!(sign.first, '<' | '>' | '≤' | '≥'));
    let names_another =
        sign.is_some() && view.before(after.hedge_first).is_some_and(|name| name.is_word() && name.length == 1);
    if names_another || !opposite || !same || !plain || gap > LINKS || !are_before && !are_behind {
        return false;
    }
    // "至少20人，最多100人": what is counted may stand behind both.
    let noun = view.token(after.end).filter(|word| word.is_word_on_line());
    let is_again = |token: &Token| noun.is_some_and(|noun| noun.text(view.text) == token.text(view.text));
    let between = Roles::any(&[Role::And, Role::Function, Role::Counter]);
    // "최대 100개에서 최소 20개": so may what joins the ends of a range.
    let start = before.hedge_end.max(before.end);
    let joiner = (start..after.hedge_first).find_map(|at| {
        view.lexicon.longest(view.tokens, at, Roles::of(Role::RangeJoiner)).map(|joiner| at..joiner.end)
    });
    let linked = (start..after.hedge_first).all(|at| {
        view.token(at).is_some_and(|token| {
            !token.is_word() && matches!(token.first, ',' | '、')
                || token.is_on_line() && (token.word.roles.meets(between) || is_again(token))
                || joiner.as_ref().is_some_and(|joiner| joiner.contains(&at))
        })
    });
    let (low, high) =
        if is_lower(before) { (before.figure.low, after.figure.high) } else { (after.figure.low, before.figure.high) };
    if !linked || low >= high {
        return false;
    }
    let first = before.first;
    before.stretch(view, first, if are_before { after.end } else { after.hedge_end });
    before.hedge_end = after.hedge_end;
    before.number = after.number;
    let figure = &mut before.figure;
    (figure.value, figure.low, figure.high, figure.relation) = (None, low, high, Relation::Range);
    true
}

/// "£45m plus £5m": whether digits, with a sign of money or without, stand at token `at`, to which the word before them adds.
pub(super) fn is_amount_at(view: &View, at: usize) -> bool {
    let is_sign = |sign: &Token| sign.is_on_line() && !sign.is_word() && view.shared.may_open(view.text, sign);
    let sign = view.token(at).is_some_and(is_sign) && view.token(at + 1).is_some_and(Token::is_joined);
    view.token(at + usize::from(sign)).is_some_and(|digits| digits.is_digits() && digits.is_on_line())
}

/// "iki büyük deprem", but "5'ten büyük": whether the adjective from token `from` to `end`, a bound elsewhere, is of the noun behind it,
/// as no ending of the number says than what.
pub(super) fn is_of_next(view: &View, from: usize, end: usize) -> bool {
    let has_ending = || from.checked_sub(1).is_some_and(|at| view.roles_at(at).has(Role::NumberEnding));
    view.cue(from, "of_size") == Some(end)
        && view.token(end).is_some_and(Token::is_word_on_line)
        && !view.roles_at(end).meets(Roles::any(&[Role::And, Role::Function]))
        && !has_ending()
}

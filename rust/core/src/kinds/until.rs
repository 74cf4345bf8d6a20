//! The time up to which: an hour behind another, "from 6.30 to 8".
//!
//! Where a time ended and the number behind it come in, the second time goes out.

use super::time::{Time, Written, small};
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_apostrophe;
use crate::stages::read::{Number, View, digits_value, numeric_run};

/// "с 6 утра до 23 часов", "from 6.30 to 8": an hour behind a time that ended before token `from` and what joins the two.
pub(crate) fn until(view: &View, from: usize, number: &Number) -> Option<Time> {
    if let Some(written) = until_minutes(view, from, number.first) {
        return written.time(view);
    }
    let link = view.lexicon.longest(view.tokens, from, Roles::any(&[Role::RangeClose, Role::RangeJoiner]))?;
    let digits = view.token(number.first).filter(|digits| digits.is_digits() && digits.length <= 2)?;
    let hour = digits_value(view.text, digits)?.to_u32().filter(|hour| *hour <= 24)?;
    if link.end != number.first || number.end != number.first + 1 || !view.token(from)?.is_on_line() {
        return None;
    }
    let word = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::TimeAfter));
    let is_bare = view.token(number.end).is_none_or(|next| {
        !next.is_on_line() || !next.is_word() && !next.is_mark('%') || view.roles_at(number.end).has(Role::Function)
    });
    let end = word.map(|word| word.end).or(is_bare.then_some(number.end))?;
    Written { first: number.first, hour, minute: 0, end }.time(view)
}

/// "23.00'ten bugün 09.00'a kadar": minutes and an ending behind a time that ended a few words before.
fn until_minutes(view: &View, from: usize, at: usize) -> Option<Written> {
    const WORDS: usize = 4;
    if at < from || at - from > WORDS || view.lexicon.decimal.contains(&'.') {
        return None;
    }
    let point = numeric_run(view.tokens, at, &['.']);
    let [_, minute_at] = point.exactly::<2>()?;
    let minute =
        small(view, minute_at, 59).filter(|_| view.token(minute_at).is_some_and(|digits| digits.length == 2))?;
    let is_gap = |at: usize| {
        view.token(at)
            .is_some_and(|gap| gap.is_on_line() && (gap.is_word() || is_apostrophe(gap.first) || gap.is_dash()))
    };
    let ending = point.end + usize::from(view.token(point.end).is_some_and(|mark| is_apostrophe(mark.first)));
    let is_ended = ending > point.end && view.roles_at(ending).has(Role::NumberEnding);
    // "04.00 ile 06.00 arasında"
    let closing = Roles::any(&[Role::TimeAfter, Role::RangeBehind]);
    let is_closed = view.lexicon.longest(view.tokens, point.end, closing).is_some();
    let end = if is_ended { ending + 1 } else { point.end };
    let hour = small(view, at, 24)?;
    ((from..at).all(is_gap) && (is_ended || is_closed)).then_some(Written { first: at, hour, minute, end })
}

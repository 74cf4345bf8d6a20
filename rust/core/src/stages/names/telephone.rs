//! Telephone and card numbers: groups of digits that no amount is written in.

use super::set;
use crate::kinds::time::clock_digits;
use crate::lexicon::Roles;
use crate::stages::fold::is_hyphen;
use crate::stages::read::{View, digits_value};
use crate::token::Token;

/// Digits that a telephone number behind a plus has.
const LONG: u16 = 9;

/// Groups of digits behind which no more are looked for.
const MOST_GROUPS: usize = 8;

/// Groups of digits that stand one behind the other or are joined.
struct Groups {
    /// Where they end.
    end: usize,
    count: usize,
    digits: u32,
}

impl Groups {
    /// What stands at token `at` and the groups behind it, until they are enough; more may join them behind a plus.
    fn of(view: &View, at: usize, is_plus: bool, are_enough: impl Fn(&Self) -> bool) -> Self {
        let digits = view.token(at).filter(|token| token.is_digits()).map_or(0, |token| u32::from(token.length));
        let mut walked = Self { end: at + 1, count: 1, digits };
        while let Some(next) = view.token(walked.end).filter(|token| token.is_on_line()) {
            if next.is_digits() {
                walked.digits += u32::from(next.length);
                walked.count += 1;
            } else {
                let joins = is_hyphen(next.first) && next.is_joined()
                    || is_plus && (next.is_dash() || matches!(next.first, '(' | ')' | '.' | '/' | '／'));
                let goes_on = |token: &Token| token.is_digits() || is_plus && token.is_mark('(');
                if !joins || !view.token(walked.end + 1).is_some_and(goes_on) {
                    break;
                }
            }
            walked.end += 1;
            if are_enough(&walked) {
                break;
            }
        }
        walked
    }
}

/// `+380 44 123 45 67`, `555-123-4567`.
pub(super) fn mask_telephone(view: &View, at: usize, masked: &mut [bool]) {
    let is_plus =
        view.token(at).is_some_and(|token| token.is_joined()) && view.before(at).is_some_and(|mark| mark.is_mark('+'));
    let opens_with_nought = view.token(at).is_some_and(|token| token.first == '0');
    let is_long = view.token(at).is_some_and(|token| token.length >= LONG);
    // 34 ABC 123: what a vehicle is registered as.
    if is_registration(view, at) {
        set(masked, at, at + 3);
        return;
    }
    // 8 (800) 555-35-35, 03(3555)1234: the code of an area in brackets, and groups behind it.
    if let Some(end) = behind_area_code(view, at) {
        set(masked, at, end);
        return;
    }
    let may_be_one = opens_with_nought || is_plus && is_long || goes_on(view, at, is_plus);
    if !may_be_one {
        return;
    }
    let Groups { end, count: groups, digits } = Groups::of(view, at, is_plus, |walked| walked.count > MOST_GROUPS);
    // 01 42 68 53 00: pairs that no thousands make.
    let is_pairs = groups >= 4
        && (at..end).all(|place| view.token(place).is_some_and(|token| token.is_digits() && token.length == 2));
    // 0800 555 0142, 5375 4112 0000 1234: groups that no number has.
    let length_at = |place: usize| view.token(place).filter(|token| token.is_digits()).map_or(0, |token| token.length);
    // 0900-8844, 0800 1234567: an area code of three or four digits.
    let has_area = groups == 2 && opens_with_nought && (3..=5).contains(&length_at(at)) && digits >= 8;
    let is_code = has_area
        || groups >= 3 && opens_with_nought && digits >= 8
        || groups >= 3 && (at..end).all(|place| length_at(place) == 4);
    let hyphens = (at..end).filter(|place| view.token(*place).is_some_and(|token| is_hyphen(token.first))).count();
    let length = |place: usize| view.token(place).map_or(0, |token| token.length);
    let is_date = groups == 3
        && (length(at) == 4 && digits == 8 || length(at) <= 2 && length(at + 2) <= 2 && length(at + 4) == 4);
    // (11) 98765-4321: a fall that is no range and no year.
    let local = match (view.token(at), view.token(at + 1), view.token(at + 2)) {
        (Some(left), Some(mark), Some(right))
            if is_hyphen(mark.first) && mark.is_joined() && right.is_joined() && right.is_digits() =>
        {
            let falls = digits_value(view.text, left) > digits_value(view.text, right);
            left.length >= 4 && right.length == 4 && (falls || is_area_code(view, at))
        }
        _ => false,
    };
    if local {
        let opens = at.checked_sub(3).filter(|open| view.token(*open).is_some_and(|mark| mark.is_mark('(')));
        set(masked, opens.unwrap_or(at), at + 3);
    }
    // "016", "1-1-2": a short number to call. Where nothing else is written, noughts only fill places.
    let is_short = groups == 1
        && !(view.is_whole && view.tokens.len() == 1)
        && opens_with_nought
        && digits >= 3
        && !view.token(end).is_some_and(|next| next.is_joined())
        && !view.token(at).is_some_and(Token::is_joined)
        // 600 000: the last group of thousands.
        && !view.before(at).is_some_and(Token::is_digits)
        // "by 0915 GMT"
        && clock_digits(view, at).is_none();
    let is_spelled = hyphens >= 2 && end - at == 2 * hyphens + 1 && (at..end).all(|place| length_at(place) <= 1);
    if is_short
        || is_spelled
        || is_pairs
        || is_code && !is_date
        || is_plus && digits >= u32::from(LONG)
        || hyphens >= 2 && digits >= 7 && !is_date
    {
        set(masked, at, end);
    }
}

/// Whether more than one group follows the digits at token `at`, or what joins groups does: "912 532" are thousands.
fn goes_on(view: &View, at: usize, is_plus: bool) -> bool {
    let next = |at: usize| view.token(at).filter(|token| token.is_on_line());
    let joins = |token: &Token| {
        is_hyphen(token.first) && token.is_joined() || is_plus && matches!(token.first, '(' | ')' | '-' | '.')
    };
    let Some(first) = next(at + 1) else { return false };
    let second = view.token(at + 2);
    let is_group = |token: &Token| token.is_digits() || is_plus && token.is_mark('(');
    if joins(first) {
        return second.is_some_and(is_group) || !is_plus;
    }
    is_plus && first.is_digits()
        || (is_plus || first.is_digits()) && next(at + 2).is_some_and(|second| second.is_digits() || joins(second))
}

/// `(11) 3291-4400`: whether digits in brackets stand right before.
fn is_area_code(view: &View, at: usize) -> bool {
    let mark = |back: usize, mark: char| {
        at.checked_sub(back).and_then(|at| view.token(at)).is_some_and(|token| token.is_mark(mark))
    };
    mark(1, ')') && mark(3, '(') && at.checked_sub(2).and_then(|at| view.token(at)).is_some_and(Token::is_digits)
}

/// Where a telephone number ends whose first digits stand at token `at` before an area code in brackets.
fn behind_area_code(view: &View, at: usize) -> Option<usize> {
    const LONGEST: usize = 7;
    let digits = |at: usize| view.token(at).filter(|token| token.is_digits() && token.is_on_line());
    let mark = |at: usize, mark: char| view.token(at).is_some_and(|token| token.is_mark(mark) && token.is_on_line());
    let is_area = mark(at + 1, '(') && mark(at + 3, ')') && digits(at + 2).is_some_and(|code| code.length >= 3);
    let first = digits(at).filter(|first| first.length <= 3 && is_area)?;
    let behind = at + 4;
    // The bracket before them stands for the first of the groups, and has no digits.
    let walked = Groups::of(view, behind - 1, false, |walked| walked.end == behind + LONGEST);
    let code = digits(at + 2).map_or(0, |code| u32::from(code.length));
    let count = u32::from(first.length) + code + walked.digits;
    (walked.end > behind && (9..=12).contains(&count)).then_some(walked.end)
}

/// Whether two digits, letters of no unit and digits again stand apart from token `at` on.
fn is_registration(view: &View, at: usize) -> bool {
    const LETTERS: u16 = 3;
    let apart = |at: usize| view.token(at).filter(|token| token.is_on_line() && !token.is_joined());
    let letters = apart(at + 1).filter(|word| word.is_word() && word.is_capital && word.length <= LETTERS);
    let digits = apart(at + 2).filter(|token| token.is_digits() && matches!(token.length, 2..=4));
    let Some(letters) = letters.filter(|_| digits.is_some()) else { return false };
    view.token(at).is_some_and(|token| token.length == 2)
        && letters.text(view.text).chars().all(|letter| letter.is_ascii_uppercase())
        && view.roles_at(at + 1) == Roles::default()
        && !view.token(at + 3).is_some_and(|next| next.is_joined() && !next.is_mark('.') && !next.is_mark(','))
        && view.shared.after(view.text, view.tokens, at + 1, Some).is_none()
}

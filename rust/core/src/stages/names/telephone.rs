//! Telephone and card numbers: groups of digits that no amount is written in.

use super::set;
use crate::kinds::time::clock_digits;
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{View, digits_value};
use crate::token::Token;

/// Digits that a telephone number behind a plus has.
const LONG: u16 = 9;

/// Groups of digits behind which no more are looked for.
const MOST_GROUPS: usize = 8;

/// Groups of digits that stand one behind the other or are joined.
struct Groups<'v, 'a> {
    view: &'v View<'a>,
    first: usize,
    /// Where they end.
    end: usize,
    count: usize,
    digits: u32,
}

impl<'v, 'a> Groups<'v, 'a> {
    /// What stands at token `at` and the groups behind it, until they are enough; more may join them behind a plus.
    fn of(view: &'v View<'a>, at: usize, is_plus: bool, are_enough: impl Fn(&Self) -> bool) -> Self {
        let digits = view.token(at).filter(|token| token.is_digits()).map_or(0, |token| u32::from(token.length));
        let mut walked = Self { view, first: at, end: at + 1, count: 1, digits };
        while let Some(next) = view.token(walked.end).filter(|token| token.is_on_line()) {
            if next.is_digits() {
                walked.digits += u32::from(next.length);
                walked.count += 1;
            } else {
                // "0900 – 8844"; "0900 – 1700" are hours.
                let is_called = || {
                    next.is_spaced_dash()
                        && opens_with_nought(view, at)
                        && view.token(at).is_some_and(|area| (3..=5).contains(&area.length))
                        && clock_digits(view, walked.end + 1).is_none()
                };
                let joins = is_hyphen(next.first) && next.is_joined()
                    || is_called()
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

    /// The digits in the group at a token, none where it is no group.
    fn length_at(&self, at: usize) -> u16 {
        self.view.token(at).filter(|token| token.is_digits()).map_or(0, |token| token.length)
    }

    fn opens_with_nought(&self) -> bool {
        opens_with_nought(self.view, self.first)
    }

    /// "016", "1-1-2": a short number to call. Where nothing else is written, noughts only fill places.
    fn are_short(&self) -> bool {
        let view = self.view;
        self.count == 1
            && !(view.is_whole && view.tokens.len() == 1)
            && self.opens_with_nought()
            && self.digits >= 3
            && !view.token(self.end).is_some_and(|next| next.is_joined())
            && !view.token(self.first).is_some_and(Token::is_joined)
            // 600 000, 423 0000: behind other digits.
            && !view.before(self.first).is_some_and(Token::is_digits)
            // "by 0915 GMT"
            && clock_digits(view, self.first).is_none()
    }

    /// Whether they are as long and as many as those that are called, and as no amount or date is.
    fn are_telephone(&self, is_plus: bool) -> bool {
        let (first, count, digits) = (self.first, self.count, self.digits);
        let mut all = first..self.end;
        // 01 42 68 53 00: pairs that no thousands make.
        let are_pairs = count >= 4 && all.clone().all(|at| self.length_at(at) == 2);
        let is_hyphen_at = |at: &usize| self.view.token(*at).is_some_and(|token| is_hyphen(token.first));
        let hyphens = all.clone().filter(is_hyphen_at).count();
        // 1-1-2
        let is_spelled =
            hyphens >= 2 && self.end - first == 2 * hyphens + 1 && all.clone().all(|at| self.length_at(at) <= 1);
        // 0900-8844, 0800 1234567: an area code of three or four digits.
        let has_area =
            count == 2 && self.opens_with_nought() && (3..=5).contains(&self.length_at(first)) && digits >= 8;
        // 0800 555 0142, 5375 4112 0000 1234: groups that no number has.
        let is_code = has_area
            || count >= 3 && self.opens_with_nought() && digits >= 8
            || count >= 3 && all.all(|at| self.length_at(at) == 4);
        are_pairs
            || is_spelled
            || is_plus && digits >= u32::from(LONG)
            || (is_code || hyphens >= 2 && digits >= 7) && !self.is_date()
    }

    /// 2024-05-01, 1-5-2024.
    fn is_date(&self) -> bool {
        let length = |at: usize| self.view.token(at).map_or(0, |token| token.length);
        let first = self.first;
        self.count == 3
            && (length(first) == 4 && self.digits == 8
                || length(first) <= 2 && length(first + 2) <= 2 && length(first + 4) == 4)
    }
}

/// `+380 44 123 45 67`, `555-123-4567`.
pub(super) fn mask_telephone(view: &View, at: usize, masked: &mut [bool]) {
    let is_plus =
        view.token(at).is_some_and(|token| token.is_joined()) && view.before(at).is_some_and(|mark| mark.is_mark('+'));
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
    let may_be_one = opens_with_nought(view, at) || is_plus && is_long || goes_on(view, at, is_plus);
    if !may_be_one {
        return;
    }
    let groups = Groups::of(view, at, is_plus, |walked| walked.count > MOST_GROUPS);
    if is_local(view, at) {
        let opens = at.checked_sub(3).filter(|open| view.token(*open).is_some_and(|mark| mark.is_mark('(')));
        set(masked, opens.unwrap_or(at), at + 3);
    }
    if groups.are_short() || groups.are_telephone(is_plus) {
        set(masked, at, groups.end);
    }
}

/// (11) 98765-4321: whether two groups fall, where no range and no year does, or stand behind the code of an area.
fn is_local(view: &View, at: usize) -> bool {
    let [Some(left), Some(mark), Some(right)] = [at, at + 1, at + 2].map(|at| view.token(at)) else { return false };
    let is_joined = is_hyphen(mark.first) && mark.is_joined() && right.is_joined() && right.is_digits();
    let falls = || digits_value(view.text, left) > digits_value(view.text, right);
    is_joined && left.length >= 4 && right.length == 4 && (falls() || is_area_code(view, at))
}

/// Whether the digits at token `at` begin with nought, and are not the last group of thousands: 600 000, 12 000–15 000.
fn opens_with_nought(view: &View, at: usize) -> bool {
    view.token(at).is_some_and(|token| token.first == '0' && !(token.length == 3 && is_behind_digits(view, at)))
}

fn is_behind_digits(view: &View, at: usize) -> bool {
    view.token(at).is_some_and(Token::is_on_line) && view.before(at).is_some_and(Token::is_digits)
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
        && (view.roles_at(at + 1) == Roles::default() && view.shared.after(view.text, view.tokens, at + 1, Some).is_none()
            // "55 YA 449 plakalı", "27 F 0877 plakalı": whatever the letters are elsewhere.
            || view.lexicon.longest(view.tokens, at + 3, Roles::of(Role::NameAfter)).is_some())
        && !view.token(at + 3).is_some_and(|next| next.is_joined() && !next.is_mark('.') && !next.is_mark(','))
}

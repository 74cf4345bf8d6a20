//! Parts of one and powers of ten in signs: 3/4, 10 1/2, 2½, ¾ million, 2e-3.
//!
//! Digits or a sign come in, the part goes out, unless it may as well be a day and a month. Knows no words but the scale behind.

use super::{Number, Reading, Sort, Step, digits};
use crate::decimal::Decimal;
use crate::figure::Flags;
use crate::stages::fold::{is_hyphen, vulgar_fraction};
use crate::stages::read::{numeric_run, power};
use crate::token::Token;

impl Reading<'_, '_> {
    /// `1.5 × 10^8`, `2e-3`, `10^6`: a number times a power of ten, or the power alone.
    pub(super) fn raised(&self, number: &Number) -> Option<Number> {
        let view = self.view;
        let factor = power::behind(view.text, view.tokens, number.end).map(|power| (power, number.value));
        let alone = || {
            let is_plain = number.end == number.first + 1;
            let power = power::raised(view.text, view.tokens, number.first, None).filter(|_| is_plain)?;
            Some((power, Decimal::ONE))
        };
        let (power, of) = factor.or_else(alone)?;
        let mut raised = Number { value: power.of(of)?, end: power.end, is_formatted: true, ..*number };
        raised.flags = Flags::default();
        Some(raised)
    }

    /// `3/4`, `10 1/2`, `2½`, `2 ½`.
    pub(super) fn digit_fraction(&self, whole: Number) -> Option<Number> {
        let view = self.view;
        let next = view.token(whole.end)?;
        if let Some((top, bottom)) = vulgar_fraction(next.first).filter(|_| next.length == 1 && !next.is_word()) {
            // "$5.61½": half of the last place written.
            let place = Decimal::new(1, whole.value.scale())?;
            let part = Decimal::from(top).checked_div(Decimal::from(bottom))?.checked_mul(place)?;
            return Some(Number {
                end: whole.end + 1,
                value: whole.value.checked_add(part)?,
                is_formatted: true,
                ..whole
            });
        }
        // "2-1/4 cents", "$4.32-1/4": the hyphen only joins.
        let hyphen =
            is_hyphen(next.first) && next.is_joined() && view.token(whole.end + 1).is_some_and(Token::is_joined);
        let is_decimal = whole.value.scale() > 0;
        if hyphen || next.is_digits() && next.is_on_line() && (is_decimal || !whole.is_formatted) {
            let (part, end) = self.slashed(whole.end + usize::from(hyphen))?;
            // "$5.48 1/2": half of the last place written.
            let part = part.checked_mul(Decimal::new(1, whole.value.scale())?)?;
            return Some(Number { end, value: whole.value.checked_add(part)?, is_formatted: true, ..whole });
        }
        let (value, end) = self.slashed(whole.first)?;
        Some(Number { end, value, sort: Sort::Fraction, is_formatted: true, ..whole })
    }

    /// Digits over digits that can only be a part of one.
    pub(super) fn slashed(&self, at: usize) -> Option<(Decimal, usize)> {
        let view = self.view;
        let run = numeric_run(view.tokens, at, &['/', '⁄', '／']);
        let [top, bottom] = run.exactly()?;
        let top = digits::digits_value(view.text, view.token(top)?)?;
        let bottom = digits::digits_value(view.text, view.token(bottom)?)?;
        // What may be a day and a month is left alone: 9/11, 5/13.
        let usual = matches!(bottom.mantissa(), 2..=6 | 8 | 10 | 12 | 16 | 20 | 32 | 64 | 100 | 1000);
        let is_part = usual
            || bottom > Decimal::from(12) && top == Decimal::ONE
            || view.is_whole && at == 0 && run.end == view.tokens.len();
        // "22/3" alone is a number; within a text it may be anything.
        let is_signed = at == 1 && view.before(at).is_some_and(|sign| sign.is_dash());
        let is_all = view.is_whole
            && run.end == view.tokens.len()
            && at <= 1
            && (bottom > Decimal::ONE || is_signed || top > Decimal::from(31));
        if !is_all && (!is_part || top >= bottom) || top.is_zero() || bottom.is_zero() {
            return None;
        }
        Some((top.checked_div(bottom)?, run.end))
    }

    /// "forty-five (45)", "12 (dodici)": a number said once more in brackets, in digits what was in words or the other way round.
    pub(super) fn twice(&mut self, number: Number) -> Number {
        let view = self.view;
        let is_mark = |at: usize, mark| view.token(at).is_some_and(|token| token.is_mark(mark) && token.is_on_line());
        if number.sort != Sort::Plain || !is_mark(number.end, '(') {
            return number;
        }
        let at = number.end + 1;
        let again = match view.token(at) {
            Some(token) if token.is_digits() && !number.has_digits => self.digits_alone(at),
            Some(token) if token.is_word() && number.has_digits => self.words_alone(at),
            _ => None,
        };
        match again.filter(|again| again.first == at && again.value == number.value && is_mark(again.end, ')')) {
            Some(again) => Number { end: again.end + 1, is_formatted: true, is_weak: false, ..number },
            None => number,
        }
    }

    pub(super) fn lone_fraction(&mut self, at: usize, (top, bottom): (i64, i64)) -> Step {
        let Some(value) = Decimal::from(top).checked_div(Decimal::from(bottom)) else { return Step::Skip(at + 1) };
        let mut number =
            Number { has_digits: true, is_formatted: true, ..Number::new(at, at + 1, value, Sort::Fraction) };
        self.times_scale(&mut number);
        Step::Found(number)
    }
}

//! Decimals in words: behind a point, or told as so many tenths.
//!
//! A number comes in and goes out with what stands behind its point.

use super::{Number, Reading, Sort, Sum, digits};
use crate::decimal::Decimal;
use crate::lexicon::{Part, Role, Roles};
use crate::token::Token;

impl Reading<'_, '_> {
    /// "two point five", "duecento virgola settantuno".
    pub(super) fn decimals(&mut self, sum: &mut Sum, number: &mut Number) {
        let view = self.view;
        // "doscientos con setenta y uno", where that is all: decimals as they are dictated.
        let spoken = || view.lexicon.longest(view.tokens, number.end, Roles::of(Role::WithPart));
        let is_all = view.is_whole && number.first == 0 && number.value.is_whole();
        let point = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Point));
        let point = point.or_else(|| spoken().filter(|_| is_all));
        let point = point.map(|point| (point.end, !view.lexicon.roles(point.node).has(Role::Point)));
        let Some((from, is_spoken)) = point.or_else(|| Some((self.point_end(number)?, false))) else { return };
        if !is_spoken && self.told_decimals(sum, number, from) {
            return;
        }
        // "1 coma cinco": words may go on from digits.
        let in_words = Number { has_digits: false, ..*number };
        let Some((fraction, at)) = self.decimal_digits(from, &in_words) else { return };
        // "siete con cincuenta por ciento": what it is a number of may close it.
        let counted = Roles::any(&[Role::Percent, Role::Money, Role::Unit, Role::Duration]);
        let end = view.lexicon.longest(view.tokens, at, counted).map_or(at, |counted| counted.end);
        if is_spoken && end < view.tokens.len() {
            return;
        }
        let whole = number.value.to_string();
        let Some(value) = Decimal::from_digits(&whole, &fraction) else { return };
        number.value = value;
        number.end = at;
        number.is_formatted = true;
        *sum = Sum::default();
        sum.add(value, view.lexicon);
        self.times_scale(number);
    }

    /// Where the sign of a point behind a number in characters ends: 三.五, 〇．８.
    fn point_end(&self, number: &Number) -> Option<usize> {
        let view = self.view;
        let is_sign = |point: &Token| matches!(point.first, '.' | '．') && point.is_joined() && !point.is_word();
        view.token(number.end).filter(|point| is_sign(point) && view.lexicon.per_character() && !number.has_digits)?;
        let next = view.token(number.end + 1).filter(|next| next.is_joined())?;
        (next.is_digits() || next.word.roles.has(Role::Cardinal)).then_some(number.end + 1)
    }

    /// "öt egész két tized": decimals told as so many tenths, hundredths, thousandths behind the whole.
    fn told_decimals(&mut self, sum: &mut Sum, number: &mut Number, at: usize) -> bool {
        let view = self.view;
        let Some(top) = self.plain(at).filter(|top| top.sort == Sort::Plain && top.value.is_whole()) else {
            return false;
        };
        let Some((bottom, end)) = self.denominator(top.end, top.value).filter(|(bottom, _)| bottom.is_power_of_ten())
        else {
            return false;
        };
        let part = top.value.checked_div(bottom).filter(|part| *part < Decimal::ONE);
        let Some(value) = part.and_then(|part| number.value.checked_add(part)) else { return false };
        *number = Number { value, end, is_formatted: true, ..*number };
        *sum = Sum::default();
        sum.add(value, view.lexicon);
        self.times_scale(number);
        true
    }

    /// Decimals told as so many of ten, a hundred, a thousand: "ستة وثمانية وثمانون من مئة".
    pub(super) fn tenths_at(&mut self, at: usize) -> Option<(Decimal, Decimal, usize)> {
        let view = self.view;
        view.lexicon.longest(view.tokens, at, Roles::any(&[Role::Cardinal, Role::Scale]))?;
        let top = self.plain(at).filter(|top| top.sort == Sort::Plain && top.value.is_whole())?;
        let of = view.lexicon.longest(view.tokens, top.end, Roles::of(Role::TenthsOf))?;
        let bottom = self.plain(of.end).filter(|bottom| bottom.value.is_power_of_ten())?;
        let part = top.value.checked_div(bottom.value).filter(|part| *part < Decimal::ONE)?;
        Some((part, bottom.value, bottom.end))
    }

    /// "ثلاث مئة وأربعون من مئة", 300.40: as many tenths as are said last behind the whole, where nothing else is written.
    pub(super) fn tenths_of_last(&mut self, number: &mut Number) -> bool {
        let view = self.view;
        let of = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::TenthsOf));
        let Some(of) = of.filter(|_| view.is_whole && !number.has_digits && number.value.is_whole()) else {
            return false;
        };
        let bottom = self.plain(of.end).filter(|bottom| bottom.end == view.tokens.len() && bottom.sort == Sort::Plain);
        let Some(bottom) = bottom.filter(|bottom| bottom.value.is_power_of_ten() && bottom.value < number.value) else {
            return false;
        };
        let rest = Decimal::new(number.value.mantissa() % bottom.value.mantissa(), 0).filter(|rest| !rest.is_zero());
        let value = rest.and_then(|rest| {
            let whole = number.value.checked_add(rest.negated())?;
            whole.checked_add(rest.checked_div(bottom.value)?)
        });
        let Some(value) = value else { return false };
        *number = Number { value, end: bottom.end, is_formatted: true, ..*number };
        true
    }

    /// "point zero two", "coma quince": the whole text, and nothing before the point.
    pub(super) fn decimals_alone(&mut self) -> Option<Number> {
        let view = self.view;
        let point = view.lexicon.longest(view.tokens, 0, Roles::of(Role::Point))?;
        let mut number = Number { is_formatted: true, ..Number::new(0, point.end, Decimal::ZERO, Sort::Plain) };
        let (fraction, end) = self.decimal_digits(point.end, &number)?;
        number.value = Decimal::from_digits("0", &fraction)?;
        number.end = end;
        self.times_scale(&mut number);
        (number.end == view.tokens.len()).then_some(number)
    }

    /// The digits behind a point that words and digits from `at` spell, and where they end.
    fn decimal_digits(&mut self, mut at: usize, number: &Number) -> Option<(String, usize)> {
        let view = self.view;
        let point = at;
        let mut fraction = String::new();
        while fraction.len() < 20 {
            let Some(token) = view.token(at).filter(|token| token.is_on_line()) else { break };
            if token.is_digits() {
                let Some(value) = digits::digits_value(view.text, token) else { break };
                fraction.push_str(&value.to_string());
                at += 1;
                break;
            }
            if let Some(digit) = self.bound_value(at) {
                // "십오점 사이": the word behind both ends of a range.
                let closes = view.lexicon.longest(view.tokens, at, Roles::of(Role::RangeBehind)).is_some();
                if closes || self.is_copula(at) || self.is_particle(at) {
                    break;
                }
                fraction.push_str(&digit.to_string());
                at += 1;
                continue;
            }
            let mut part = Sum::default();
            let from = at;
            let mut is_joined = false;
            while let Some(piece) = self.piece(at, &part, number) {
                // "coma mil quinientos" is .1500, "point five million" half a million.
                let is_great = |part: &Part| matches!(part, Part::Scale(scale) if *scale >= Decimal::from(1000));
                let opens = at == point
                    && matches!(piece.parts.as_slice(), [Part::Scale(scale)] if *scale == Decimal::from(1000));
                if piece.is_ordinal || piece.parts.iter().any(is_great) && !opens {
                    break;
                }
                if !self.take(&mut part, &piece, is_joined, number) {
                    break;
                }
                at = piece.end;
                // Each nought fills a place: it adds to nothing behind it.
                if part.total().is_some_and(Decimal::is_zero) {
                    break;
                }
                let (next, is_linked) = self.link(at, &part, number);
                if (is_linked || next > at) && self.piece(next, &part, number).is_some() {
                    at = next;
                    is_joined = is_linked;
                }
            }
            let Some(value) = part.total().filter(|_| at > from && !part.is_empty()) else { break };
            fraction.push_str(&value.to_string());
        }
        (!fraction.is_empty()).then_some((fraction, at))
    }
}

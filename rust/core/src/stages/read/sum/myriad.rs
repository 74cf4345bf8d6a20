//! Numbers that go by ten thousands: digits, tens, hundreds and thousands below each.

use super::Sum;
use crate::decimal::Decimal;

impl Sum {
    /// Digits where numbers go by ten thousands: 3億5000万, 5千2百.
    pub(super) fn myriad_digits(&mut self, value: Decimal, length: u16) -> bool {
        if let Some(group) = self.group {
            return self.add_digits(group, value);
        }
        if self.last_scale().is_some_and(|scale| !value.is_whole() || length > 4 || value >= scale) {
            return false;
        }
        self.group = Some(value);
        self.pending = self.group;
        self.group_is_digits = true;
        true
    }

    /// Digits behind a ten, a hundred or a thousand: 1천400, 5千2百.
    fn add_digits(&mut self, group: Decimal, value: Decimal) -> bool {
        let mut places: i128 = 10;
        while Decimal::new(places, 0).is_some_and(|above| above <= value) && places < 10_000 {
            places *= 10;
        }
        if !value.is_whole() || !group.is_whole() || group.mantissa() % places != 0 {
            return false;
        }
        self.group = group.checked_add(value);
        self.pending = Some(value).filter(|value| *value < Decimal::from(10));
        self.last_is_unit = false;
        self.group.is_some()
    }

    /// A digit behind others: 二百三十五; or all of them one after another: 二〇二五.
    pub(super) fn add_digit(&mut self, group: Decimal, value: Decimal) -> bool {
        let (have, more) = (group.mantissa(), value.mantissa());
        // "사천오백예순한": tens and units of another series behind hundreds; "五千百十番目": hundreds known whole behind thousands.
        let places = if more < 100 { 100 } else { 1000 };
        if (10..1000).contains(&more) && self.pending.is_none() && have > 0 && have % places == 0 {
            self.group = group.checked_add(value);
            self.last_is_unit = false;
            return self.group.is_some();
        }
        if value >= Decimal::from(10) || self.group_is_digits && self.pending.is_some() {
            return false;
        }
        // "一万零五百", "一小時零三十分": a nought that opens a group only marks places left out.
        if have == 0 && (self.is_after_scale() || self.pending.is_some()) {
            (self.group, self.pending) = (Some(value), Some(value));
            return true;
        }
        // "一千零五": the nought only marks places left out.
        if more == 0 && self.pending.is_none() {
            self.unit = None;
            return true;
        }
        let sum = match self.pending {
            // No scale has been said in the group: the digits stand by their places.
            Some(_) if self.last_is_unit => have.checked_mul(10).and_then(|tens| tens.checked_add(more)),
            None if have % 10 == 0 => have.checked_add(more),
            _ => return false,
        };
        let is_by_place = self.pending.is_some();
        self.pending = if is_by_place { self.pending } else { Some(value) };
        self.last_is_unit = is_by_place;
        self.group = sum.and_then(|sum| Decimal::new(sum, 0));
        self.group.is_some()
    }

    /// Ten, a hundred or a thousand of the digit before, or one of it.
    pub(super) fn within_myriad(&mut self, scale: Decimal) -> bool {
        let group = self.group.unwrap_or(Decimal::ZERO);
        let digit = self.pending.unwrap_or(Decimal::ZERO);
        let Some(rest) = group.checked_add(digit.negated()) else { return false };
        let is_by_place = self.pending.is_some() && rest > Decimal::ZERO && self.last_is_unit;
        let is_descending = scale
            .checked_mul(Decimal::from(10))
            .is_some_and(|above| rest.is_zero() || rest.mantissa() % above.mantissa() == 0);
        if is_by_place || !is_descending || !group.is_whole() && !rest.is_zero() {
            return false;
        }
        let factor = if digit.is_zero() { Decimal::ONE } else { digit };
        self.group = factor.checked_mul(scale).and_then(|product| product.checked_add(rest));
        self.pending = None;
        self.unit = Some(scale);
        self.last_is_unit = false;
        self.group.is_some()
    }
}

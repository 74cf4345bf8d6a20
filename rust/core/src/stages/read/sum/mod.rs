//! Parts of a number added up: twenty-three thousand four hundred.

mod myriad;

use smallvec::SmallVec;

use crate::decimal::Decimal;
use crate::lexicon::Lexicon;

/// The number so far: what scales have closed, and the group below a thousand that is still open.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sum {
    closed: SmallVec<[(Decimal, Decimal); 2]>,
    group: Option<Decimal>,
    /// Whether the open group came as digits, which words cannot extend.
    group_is_digits: bool,
    /// How many of the closed scales a comma has set apart from what follows.
    apart: usize,
    /// Whether the last part was the word for one to nine, for tongues that say it before the tens.
    last_is_unit: bool,
    /// Where numbers go by ten thousands: the digit that no ten, hundred or thousand has multiplied yet.
    pending: Option<Decimal>,
    /// There too: the unit said last, where no nought stands behind it.
    unit: Option<Decimal>,
    /// Whether noughts may fill places before the number.
    is_padded: bool,
    /// How many noughts have filled places.
    noughts: u8,
}

const MOST_CLOSED: usize = 16;

impl Sum {
    /// A number that noughts may fill places before: 007, zero eight.
    pub(crate) fn padded() -> Self {
        Self { is_padded: true, ..Self::default() }
    }

    /// Whether nothing has been taken in.
    pub(crate) fn is_empty(&self) -> bool {
        self.closed.is_empty() && self.group.is_none()
    }

    fn is_after_scale(&self) -> bool {
        !self.closed.is_empty()
    }

    /// Whether digits may follow: a scale has closed the group, or multiplied its last digit.
    pub(crate) fn takes_digits(&self, lexicon: &Lexicon) -> bool {
        self.is_closed() || lexicon.switches.myriads && self.group.is_some() && self.pending.is_none()
    }

    /// Whether hundreds are open, which were counted in digits: 3 hundred and 21.
    pub(crate) fn is_hundreds(&self) -> bool {
        self.group.is_some_and(|group| group.is_whole() && !group.is_zero() && group.mantissa() % 100 == 0)
            && !self.group_is_digits
    }

    /// Whether a scale has just closed the group.
    pub(crate) fn is_closed(&self) -> bool {
        self.group.is_none() && !self.closed.is_empty()
    }

    /// The scale that was applied last.
    pub(crate) fn last_scale(&self) -> Option<Decimal> {
        self.closed.last().map(|(_, scale)| *scale)
    }

    /// The open group.
    pub(crate) fn group(&self) -> Option<Decimal> {
        self.group
    }

    /// A comma: no larger scale may take in what stands before it.
    pub(crate) fn set_apart(&mut self) {
        self.apart = self.closed.len();
    }

    /// "And" before the last part: no unit of it is left out.
    pub(crate) fn set_linked(&mut self) {
        self.unit = None;
    }

    /// Drops the open group.
    pub(crate) fn drop_group(&mut self) {
        self.group = None;
    }

    /// The whole number so far.
    pub(crate) fn total(&self) -> Option<Decimal> {
        let closed = self.closed.iter().try_fold(Decimal::ZERO, |sum, (value, _)| sum.checked_add(*value))?;
        closed.checked_add(self.group.unwrap_or(Decimal::ZERO))
    }

    /// The whole number, the last digit taken for so many of the unit below the one said last: 四百五 is 450.
    pub(crate) fn total_by_unit(&self) -> Option<Decimal> {
        let (total, digit, unit) = (self.total()?, self.pending?, self.unit?);
        let ten = Decimal::from(10);
        let is_lone = unit < Decimal::from(10_000) || self.group == Some(digit);
        if self.group_is_digits || digit.is_zero() || unit <= ten || !is_lone {
            return None;
        }
        let below = unit.checked_div(ten)?.checked_add(Decimal::ONE.negated())?;
        total.checked_add(digit.checked_mul(below)?)
    }

    /// Takes digits as the open group; false where one is open already or they do not fit below the last scale.
    pub(crate) fn digits(&mut self, value: Decimal, length: u16, lexicon: &Lexicon) -> bool {
        let myriads = lexicon.switches.myriads;
        if let Some(group) = self.group.filter(|_| !myriads) {
            let is_below = self.is_hundreds() && value.is_whole() && !value.is_zero() && value < Decimal::from(100);
            let is_unit = length == 1 && group.is_whole() && matches!(group.mantissa() % 100, 20..) && !value.is_zero();
            if !(is_below || is_unit && group.mantissa() % 10 == 0) {
                return false;
            }
            self.group = group.checked_add(value);
            return self.group.is_some();
        }
        if self.group.is_some() && !(myriads && self.pending.is_none()) {
            return false;
        }
        if myriads {
            return self.myriad_digits(value, length);
        }
        if let Some(scale) = self.last_scale() {
            // "5 mil 937", "139 bin 77", "17 bin 2": below the thousand as many digits as there are.
            let places = scale.mantissa().checked_ilog10().unwrap_or(0);
            let was_whole =
                self.closed.iter().all(|(value, scale)| value.checked_div(*scale).is_some_and(Decimal::is_whole));
            if !value.is_whole() || !is_whole_group(u32::from(length), places.min(3)) || !was_whole || value >= scale {
                return false;
            }
        }
        self.group = Some(value);
        self.group_is_digits = true;
        true
    }

    /// Adds a number word below a thousand; false where it cannot follow what stands before.
    pub(crate) fn add(&mut self, value: Decimal, lexicon: &Lexicon) -> bool {
        let Some(group) = self.group else {
            if self.last_scale().is_some_and(|scale| value >= scale) {
                return false;
            }
            self.group = Some(value);
            self.last_is_unit = value < Decimal::from(10);
            self.pending = self.group.filter(|value| *value < Decimal::from(10));
            self.unit = self.unit.filter(|_| !value.is_zero());
            return true;
        };
        // "zero zero four": noughts that open a number only fill places.
        if self.is_padded
            && group.is_zero()
            && self.closed.is_empty()
            && (value < Decimal::from(10) || self.noughts > 0)
        {
            self.noughts = self.noughts.saturating_add(u8::from(value.is_zero()));
            self.group = Some(value);
            self.last_is_unit = value < Decimal::from(10);
            return true;
        }
        if self.group_is_digits && !lexicon.switches.myriads || !group.is_whole() || !value.is_whole() {
            return false;
        }
        if lexicon.switches.myriads {
            return self.add_digit(group, value);
        }
        let (have, more) = (group.mantissa(), value.mantissa());
        if have == 0 || more == 0 {
            return false;
        }
        let tens = have % 100;
        let fits = match more {
            1..10 => have % 10 == 0 && tens != 10,
            10..20 => tens == 0 || lexicon.switches.score_tens.contains(&tens),
            20..100 => {
                tens == 0
                    || lexicon.switches.units_before_tens
                        && self.last_is_unit
                        && (1..10).contains(&tens)
                        && more % 10 == 0
            }
            // "δισχιλιοστός εξακοσιοστός": behind thousands in one word.
            100..1000 => have % 1000 == 0,
            _ => false,
        };
        let fits = fits || (1..10).contains(&more) && lexicon.switches.score_tens.contains(&tens);
        if !fits {
            return false;
        }
        self.last_is_unit = more < 10 && have % 100 == 0;
        self.group = group.checked_add(value);
        self.group.is_some()
    }

    /// Adds an ordinal behind another: décimo primeiro is the eleventh.
    pub(crate) fn add_ordinal(&mut self, value: Decimal, lexicon: &Lexicon) -> bool {
        if let Some(group) = self.group
            && group.is_whole()
            && group.mantissa() % 100 == 10
            && value < Decimal::from(10)
        {
            self.group = group.checked_add(value);
            return self.group.is_some();
        }
        self.add(value, lexicon)
    }

    /// Multiplies what stands before by a scale word; false where that cannot be.
    pub(crate) fn scale(&mut self, scale: Decimal, lexicon: &Lexicon) -> bool {
        if lexicon.switches.myriads && scale < Decimal::from(10_000) {
            return self.within_myriad(scale);
        }
        self.pending = None;
        if scale == Decimal::from(100) {
            return self.hundred();
        }
        let mut below = self.group.unwrap_or(Decimal::ZERO);
        let mut has_below = self.group.is_some();
        if has_below && below.is_zero() {
            return false;
        }
        // "dois mil trezentos milhões": smaller scales before a larger one belong to it.
        let mut kept = self.closed.len();
        while let Some((value, its)) = kept.checked_sub(1).and_then(|place| self.closed.get(place)) {
            if *its >= scale {
                break;
            }
            let Some(sum) = below.checked_add(*value) else { return false };
            below = sum;
            has_below = true;
            kept -= 1;
        }
        let above = kept.checked_sub(1).and_then(|place| self.closed.get(place)).map(|(_, scale)| *scale);
        let factor = if has_below { below } else { Decimal::ONE };
        let again = above == Some(scale) && !self.is_of_thousands(kept - 1, factor);
        if kept < self.apart || again || kept >= MOST_CLOSED {
            return false;
        }
        let Some(product) = factor.checked_mul(scale) else { return false };
        self.closed.truncate(kept);
        self.closed.push((product, scale));
        self.unit = Some(scale);
        self.group = None;
        self.group_is_digits = false;
        true
    }

    /// "dois mil milhões e quinhentos milhões": whether a scale that was said once counted whole thousands, and fewer than a
    /// thousand of it follow.
    fn is_of_thousands(&self, place: usize, factor: Decimal) -> bool {
        let thousand = Decimal::from(1000);
        let before = self.closed.get(place).and_then(|(value, scale)| value.checked_div(*scale)?.checked_div(thousand));
        before.is_some_and(Decimal::is_whole) && factor < thousand
    }

    fn hundred(&mut self) -> bool {
        let hundred = Decimal::from(100);
        match self.group {
            None => {
                self.group = Some(hundred);
                true
            }
            // "322 hundred"
            Some(group)
                if group > Decimal::ZERO
                    && (group < hundred
                        || self.group_is_digits && group < Decimal::from(1000) && self.closed.is_empty()) =>
            {
                self.group = group.checked_mul(hundred);
                self.group_is_digits = false;
                self.group.is_some()
            }
            // "zéro zéro cent": noughts that only fill places.
            Some(group) if self.is_padded && group.is_zero() && self.noughts > 0 => {
                self.group = Some(hundred);
                true
            }
            // "soixante dix neuf cent": the hundred belongs to a number of its own.
            Some(_) => false,
        }
    }

    /// Adds a part of one to the open group or to the last scale: two and a half million, four million and a half.
    pub(crate) fn add_part(&mut self, part: Decimal) -> bool {
        if let Some(group) = self.group {
            self.group = group.checked_add(part);
            return self.group.is_some();
        }
        let Some((value, scale)) = self.closed.last_mut() else { return false };
        let Some(sum) = part.checked_mul(*scale).and_then(|more| value.checked_add(more)) else { return false };
        *value = sum;
        true
    }
}

/// Whether so many digits stand for so many places of a group.
fn is_whole_group(length: u32, places: u32) -> bool {
    length == places || length < 3 && places == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let mut lexicon = Lexicon::default();
        lexicon.switches.score_tens = vec![60, 80];
        lexicon
    }

    #[test]
    fn scales_close_groups() {
        let (mut sum, lexicon) = (Sum::default(), lexicon());
        assert!(sum.add(2.into(), &lexicon) && sum.scale(1000.into(), &lexicon) && sum.add(300.into(), &lexicon));
        assert_eq!(sum.total(), Some(2300.into()));
        assert!(sum.scale(1_000_000.into(), &lexicon));
        assert_eq!(sum.total(), Some(2_300_000_000.into()));
    }

    #[test]
    fn what_cannot_follow_is_refused() {
        let (mut sum, lexicon) = (Sum::default(), lexicon());
        assert!(sum.add(20.into(), &lexicon));
        assert!(!sum.add(30.into(), &lexicon));
        assert!(sum.add(5.into(), &lexicon));
        assert!(!sum.add(6.into(), &lexicon));
    }

    #[test]
    fn score_tens_take_teens() {
        let (mut sum, lexicon) = (Sum::default(), lexicon());
        assert!(sum.add(60.into(), &lexicon) && sum.add(12.into(), &lexicon));
        assert_eq!(sum.total(), Some(72.into()));
    }
}

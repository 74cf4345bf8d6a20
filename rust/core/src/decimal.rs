//! The exact amount: a 128-bit whole number and how many of its digits stand after the point.

use std::cmp::Ordering;
use std::fmt;
use std::num::NonZeroU8;

/// Digits that an amount may have; a longer run of digits is no amount.
pub const MAX_DIGITS: u32 = 38;

/// An exact decimal number of at most 38 digits, in lowest terms.
///
/// Arithmetic that would need more digits gives `None`: such a thing is no amount.
///
/// ```
/// use figures_core::Decimal;
/// let billion = Decimal::from(1_000_000_000);
/// let amount = Decimal::from_digits("1", "37").and_then(|d| d.checked_mul(billion));
/// assert_eq!(amount.map(|d| d.to_string()).as_deref(), Some("1370000000"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The halves of the mantissa: as one number they would make every figure a third larger for its alignment.
    high: i64,
    low: u64,
    /// Places after the point and one more, so that no number takes no further room.
    places: NonZeroU8,
}

impl Decimal {
    /// Nought.
    pub const ZERO: Self = Self::whole(0);
    /// One.
    pub const ONE: Self = Self::whole(1);
    /// Five.
    pub(crate) const FIVE: Self = Self::whole(5);

    const fn whole(mantissa: i128) -> Self {
        Self { high: (mantissa >> 64) as i64, low: mantissa.cast_unsigned() as u64, places: NonZeroU8::MIN }
    }

    /// The number `mantissa / 10^scale`, or `None` past 38 digits.
    #[must_use]
    pub fn new(mantissa: i128, scale: u32) -> Option<Self> {
        let (mut mantissa, mut scale) = (mantissa, if mantissa == 0 { 0 } else { scale });
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        let fits = mantissa.unsigned_abs() < const { 10u128.pow(MAX_DIGITS) } && scale <= MAX_DIGITS;
        let places = NonZeroU8::MIN.saturating_add(u8::try_from(scale).ok()?);
        fits.then_some(Self { places, ..Self::whole(mantissa) })
    }

    /// The number written with ASCII digits before and after the point; `None` past 38 digits or for other characters.
    #[must_use]
    pub fn from_digits(whole: &str, fraction: &str) -> Option<Self> {
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
        }
        Self::new(mantissa, u32::try_from(fraction.len()).ok()?)
    }

    /// The digits as one whole number; `self` is this over ten to the power of [`Decimal::scale`].
    #[must_use]
    pub fn mantissa(self) -> i128 {
        i128::from(self.high) << 64 | i128::from(self.low)
    }

    /// How many digits stand after the point.
    #[must_use]
    pub fn scale(self) -> u32 {
        u32::from(self.places.get()) - 1
    }

    /// Whether nothing stands after the point.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.scale() == 0
    }

    /// Whether the number is nought.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.mantissa() == 0
    }

    /// Whether the number is a one with noughts after it, as scale words are.
    #[must_use]
    pub fn is_power_of_ten(self) -> bool {
        let mut rest = self.mantissa();
        while rest > 9 && rest % 10 == 0 {
            rest /= 10;
        }
        self.is_whole() && rest == 1
    }

    /// Whether the number is below nought.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa() < 0
    }

    /// The number as a small whole one, if it is one.
    #[must_use]
    pub fn to_u32(self) -> Option<u32> {
        if self.is_whole() { u32::try_from(self.mantissa()).ok() } else { None }
    }

    /// The number where it is whole and of 64 bits, as nearly all are: such ones need no look at their places.
    fn to_i64(self) -> Option<i64> {
        let is_narrow = self.places == NonZeroU8::MIN && self.high == self.low.cast_signed() >> 63;
        is_narrow.then_some(self.low.cast_signed())
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { places: self.places, ..Self::whole(-self.mantissa()) }
    }

    /// The sum, or `None` past 38 digits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if let (Some(one), Some(more)) = (self.to_i64(), other.to_i64()) {
            return Some(Self::whole(i128::from(one) + i128::from(more)));
        }
        if self.places == other.places {
            return Self::new(self.mantissa().checked_add(other.mantissa())?, self.scale());
        }
        let scale = self.scale().max(other.scale());
        let left = self.mantissa().checked_mul(10i128.checked_pow(scale - self.scale())?)?;
        let right = other.mantissa().checked_mul(10i128.checked_pow(scale - other.scale())?)?;
        Self::new(left.checked_add(right)?, scale)
    }

    /// The product, or `None` past 38 digits.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        if let (Some(one), Some(other)) = (self.to_i64(), other.to_i64()) {
            return Some(Self::whole(i128::from(one) * i128::from(other)));
        }
        Self::new(self.mantissa().checked_mul(other.mantissa())?, self.scale() + other.scale())
    }

    /// The quotient, exact where it ends within 20 digits after the point and rounded half up there; `None` for a divisor of nought.
    #[must_use]
    pub fn checked_div(self, divisor: Self) -> Option<Self> {
        const PLACES: u32 = 20;
        if divisor.is_zero() {
            return None;
        }
        let numerator = self.mantissa().checked_mul(10i128.checked_pow(PLACES)?)?;
        let numerator = numerator.checked_mul(10i128.checked_pow(divisor.scale())?)?;
        let denominator = divisor.mantissa().checked_mul(10i128.checked_pow(self.scale())?)?;
        let half = denominator.abs() / 2;
        let rounded = if (numerator < 0) == (denominator < 0) {
            numerator.checked_add(if numerator < 0 { -half } else { half })?
        } else {
            numerator.checked_sub(if numerator < 0 { half } else { -half })?
        };
        Self::new(rounded / denominator, PLACES)
    }

    /// The nearest double.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        // The quotient of two doubles that are exact is rounded once, as it should be.
        const EXACT: u64 = 1 << 53;
        #[expect(clippy::cast_precision_loss, reason = "below 2^53 every whole number is a double")]
        if let Ok(mantissa) = i64::try_from(self.mantissa())
            && mantissa.unsigned_abs() < EXACT
            && let Some(power) = POWERS_OF_TEN.get(self.scale() as usize)
        {
            return mantissa as f64 / power;
        }
        self.to_string().parse().unwrap_or(f64::NAN)
    }
}

/// Those that are doubles.
const POWERS_OF_TEN: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self::whole(i128::from(whole))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.places == other.places {
            return self.mantissa().cmp(&other.mantissa());
        }
        let scale = self.scale().max(other.scale());
        let left = self.mantissa().checked_mul(10i128.pow(scale - self.scale()));
        let right = other.mantissa().checked_mul(10i128.pow(scale - other.scale()));
        match (left, right) {
            (Some(left), Some(right)) => left.cmp(&right),
            // The side that overflowed is the one far from nought.
            (None, _) => self.mantissa().cmp(&0),
            (_, None) => 0.cmp(&other.mantissa()),
        }
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa() < 0 { "-" } else { "" };
        let digits = self.mantissa().unsigned_abs();
        if self.scale() == 0 {
            return write!(f, "{sign}{digits}");
        }
        let power = 10u128.pow(self.scale());
        let width = self.scale() as usize;
        write!(f, "{sign}{}.{:0width$}", digits / power, digits % power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        Decimal::from_digits(whole, fraction).unwrap()
    }

    #[test]
    fn is_kept_in_lowest_terms() {
        assert_eq!(number("1.500").to_string(), "1.5");
        assert_eq!(number("0.000"), Decimal::ZERO);
        assert_eq!(number("0.05").negated().to_string(), "-0.05");
    }

    #[test]
    fn more_than_38_digits_is_no_amount() {
        assert!(Decimal::from_digits(&"9".repeat(38), "").is_some());
        assert!(Decimal::from_digits(&"9".repeat(39), "").is_none());
        assert!(number("99999999999999999999").checked_mul(number("99999999999999999999")).is_none());
    }

    #[test]
    fn division_is_exact_where_it_ends_and_rounded_where_not() {
        assert_eq!(number("9").checked_div(number("5")), Some(number("1.8")));
        assert_eq!(number("2").checked_div(number("3")).unwrap().to_string(), "0.66666666666666666667");
        assert_eq!(number("2").negated().checked_div(number("3")).unwrap().to_string(), "-0.66666666666666666667");
        assert_eq!(number("1").checked_div(Decimal::ZERO), None);
    }

    #[test]
    fn order_holds_across_scales() {
        assert!(number("1.5") < number("2"));
        assert!(number("99999999999999999999999999999999999999") > number("0.00000000000000000000000000000000000001"));
    }

    #[test]
    fn the_double_is_the_nearest() {
        assert!((number("0.1").to_f64() - 0.1).abs() < f64::MIN_POSITIVE);
        assert!((number("1370000000").to_f64() - 1.37e9).abs() < f64::MIN_POSITIVE);
    }
}

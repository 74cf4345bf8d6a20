//! Powers of ten behind a number: 1.5 × 10^8, 5.5x10-3, 6.02·10²³, 2.5e-3.
//!
//! Tokens in, the exponent and where it ends out. Knows nothing of the number before.

use crate::decimal::{Decimal, MAX_DIGITS};
use crate::stages::fold::digit;
use crate::token::{Class, Token};

/// Ten to some power, as it is written behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Power {
    exponent: i32,
    /// The token after it.
    pub(crate) end: usize,
}

impl Power {
    /// So many times the power; none past what a decimal holds.
    pub(crate) fn of(self, value: Decimal) -> Option<Decimal> {
        match u32::try_from(self.exponent) {
            Ok(places) => value.checked_mul(Decimal::new(10i128.checked_pow(places)?, 0)?),
            Err(_) => Decimal::new(value.mantissa(), value.scale() + self.exponent.unsigned_abs()),
        }
    }
}

/// The power of ten that token `at`, right behind a number, opens: `× 10^8`, `x10-3`, `·10²³`, `e-3`.
pub(crate) fn behind(text: &str, tokens: &[Token], at: usize) -> Option<Power> {
    let sign = tokens.get(at).filter(|sign| sign.is_on_line() && sign.length == 1)?;
    match (sign.class, sign.first) {
        // Without a sign the letter is that of a name or an ordinal.
        (Class::Word, 'e' | 'E') if sign.is_joined() => {
            let is_signed = tokens.get(at + 1).is_some_and(|minus| is_minus(minus) || minus.is_mark('+'));
            exponent(text, tokens, at + 1).filter(|_| is_signed)
        }
        (Class::Word, 'x' | 'X' | 'х' | 'Х') | (Class::Mark, '×' | '·' | '⋅' | '∙' | '*') => {
            let ten = tokens.get(at + 1).filter(|ten| ten.is_on_line())?;
            raised(text, tokens, at + 1, Some(sign.is_joined() && ten.is_joined()))
        }
        _ => None,
    }
}

/// The power that ten at token `at` is raised to: 10^6, behind a sign for times 10⁻³ too, and 10-3 where all of it `touches`.
pub(crate) fn raised(text: &str, tokens: &[Token], at: usize, touches: Option<bool>) -> Option<Power> {
    let ten = tokens.get(at).filter(|ten| ten.is_digits() && ten.length == 2)?;
    if !ten.text(text).chars().map(digit).eq([Some(1), Some(0)]) {
        return None;
    }
    let mark = tokens.get(at + 1).filter(|mark| mark.is_joined() && mark.class == Class::Mark)?;
    if mark.first == '^' {
        return exponent(text, tokens, at + 2);
    }
    // "10²" alone may be ten with the sign of a note.
    if is_minus(mark) && touches? {
        return exponent(text, tokens, at + 1);
    }
    superscript(tokens, at + 1).filter(|_| touches.is_some())
}

fn is_minus(mark: &Token) -> bool {
    mark.class == Class::Mark && matches!(mark.first, '-' | '\u{2212}' | '\u{2013}') && mark.is_joined()
}

/// Digits with or without a sign, which touch what is before and nothing behind: `-3`, `+12`, `8`.
fn exponent(text: &str, tokens: &[Token], at: usize) -> Option<Power> {
    const LONGEST: u16 = 2;
    let sign = tokens.get(at)?;
    let is_negative = is_minus(sign);
    let place = at + usize::from(is_negative || sign.is_mark('+'));
    let digits = tokens.get(place).filter(|digits| digits.is_digits() && digits.is_joined())?;
    let touches = tokens.get(place + 1).is_some_and(|next| next.is_joined() && (next.is_word() || next.is_digits()));
    if touches || digits.length > LONGEST {
        return None;
    }
    let size = digits.text(text).chars().filter_map(digit).fold(0, |sum, digit| sum * 10 + i32::from(digit));
    checked(if is_negative { -size } else { size }, place + 1)
}

/// Raised digits, each a mark of its own: ²³, ⁻⁵.
fn superscript(tokens: &[Token], at: usize) -> Option<Power> {
    let raised = |place: usize| tokens.get(place).filter(|mark| mark.is_joined() && mark.class == Class::Mark);
    let is_negative = raised(at).is_some_and(|minus| minus.first == '⁻');
    let mut end = at + usize::from(is_negative);
    let mut size = 0;
    while let Some(digit) = raised(end).and_then(|mark| raised_digit(mark.first)).filter(|_| end < at + 3) {
        size = size * 10 + digit;
        end += 1;
    }
    let is_empty = end == at + usize::from(is_negative);
    if is_empty { None } else { checked(if is_negative { -size } else { size }, end) }
}

fn raised_digit(mark: char) -> Option<i32> {
    Some(match mark {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => mark as i32 - '⁴' as i32 + 4,
        _ => return None,
    })
}

fn checked(exponent: i32, end: usize) -> Option<Power> {
    (exponent.unsigned_abs() < MAX_DIGITS).then_some(Power { exponent, end })
}

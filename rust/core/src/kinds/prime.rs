//! Feet and inches in primes: 6'2", a 55" screen.
//!
//! A number comes in, its length goes out. Read only where the language's primes are no minutes: `prime_is_foot`.

use super::suffix::Suffix;
use crate::decimal::Decimal;
use crate::figure::{Flags, Kind};
use crate::stages::fold::is_apostrophe;
use crate::stages::read::{Number, View, digits_value};
use crate::token::{Class, Token};

/// The inches that primes behind `number` say, as a factor of one and what is added to it.
pub(crate) fn inches(view: &View, number: &Number) -> Option<(Suffix, Decimal)> {
    if !view.lexicon.switches.prime_is_foot || !number.has_digits {
        return None;
    }
    let found = |factor, more, end| {
        Some((Suffix { kind: Kind::Measure, unit: "[in_i]".into(), factor, flags: Flags::default(), end }, more))
    };
    if let Some(end) = double_end(view, number.end) {
        // "12°30'15\"": part of an arc.
        let follows_prime = view.before(number.first).is_some_and(is_single);
        return if follows_prime { None } else { found(Decimal::ONE, Decimal::ZERO, end) };
    }
    let is_foot = view.token(number.end).is_some_and(|foot| is_single(foot) && foot.is_joined());
    let second = view.token(number.end + 1).filter(|second| is_foot && second.is_digits() && second.is_on_line())?;
    let end = double_end(view, number.end + 2)?;
    let more = digits_value(view.text, second).filter(|inches| *inches < Decimal::from(12))?;
    if number.value.is_whole() { found(Decimal::from(12), more, end) } else { None }
}

fn is_single(mark: &Token) -> bool {
    mark.class == Class::Mark && is_apostrophe(mark.first)
}

/// Where the double prime that opens at token `at` ends, if it is one: 8″, 8'', and 8" that closes no words quoted.
fn double_end(view: &View, at: usize) -> Option<usize> {
    let mark = view.token(at).filter(|mark| mark.class == Class::Mark && mark.is_joined())?;
    let end = match mark.first {
        '\u{2033}' => at + 1,
        '"' if !is_quoted(view, at) => at + 1,
        _ if is_single(mark) => {
            view.token(at + 1).filter(|next| is_single(next) && next.is_joined()).map(|_| at + 2)?
        }
        _ => return None,
    };
    let touches = |next: &Token| next.is_joined() && (next.is_word() || next.is_digits());
    (!view.token(end).is_some_and(touches)).then_some(end)
}

/// Whether a quotation is open at token `at`: behind digits outside of one, the mark is of inches.
fn is_quoted(view: &View, at: usize) -> bool {
    const FAR: usize = 60;
    let from = (at.saturating_sub(FAR)..at).rev().find(|at| !view.token(*at).is_some_and(Token::is_on_line));
    (from.unwrap_or(at.saturating_sub(FAR))..at)
        .filter(|at| view.token(*at).is_some_and(|mark| mark.is_mark('"')))
        .fold(false, |is_open, place| {
            let is_inch = !is_open && view.token(place).is_some_and(Token::is_joined);
            let follows_digits = view.before(place).is_some_and(Token::is_digits);
            if is_inch && follows_digits { false } else { !is_open }
        })
}

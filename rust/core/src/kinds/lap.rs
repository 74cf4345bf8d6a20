//! How long a race took: 1:14,23, 35:21.4 min, 4h20'05'', 2:34 Stunden, en 2h15.
//!
//! The digits it begins with come in, minutes or seconds go out. A time of day is told in `time`.

use super::suffix::Suffix;
use crate::decimal::Decimal;
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_apostrophe;
use crate::stages::read::{View, digits_value, parts_value};
use crate::token::Token;

/// The time that the digits of token `at` begin: its value, and its unit with where it ends.
pub(crate) fn lap(view: &View, at: usize) -> Option<(Decimal, Suffix)> {
    let joint = view.token(at + 1).filter(|joint| joint.is_joined())?;
    if view.token(at).is_some_and(Token::is_joined) && view.before(at).is_some_and(|mark| mark.is_mark(':')) {
        return None;
    }
    match joint.first {
        ':' | '.' if !joint.is_word() => with_decimals(view, at, joint.first)
            .or_else(|| with_seconds(view, at, joint.first))
            .or_else(|| before_unit(view, at)),
        'h' => with_hour(view, at),
        '"' | '\u{2033}' | '\u{201D}' if !view.lexicon.switches.prime_is_foot => {
            // 0"354: seconds and their parts.
            let seconds = digits(view, at, 1..=2)?.checked_add(parts_behind(view, at + 2)?)?;
            Some(found(seconds, "s", at + 3))
        }
        c if is_apostrophe(c) || c == '\u{2032}' => {
            let (seconds, end) = in_primes(view, at)?;
            Some(found(seconds, "s", end))
        }
        _ => None,
    }
}

fn found(value: Decimal, unit: &'static str, end: usize) -> (Decimal, Suffix) {
    (value, Suffix::duration(unit, end))
}

fn digits(view: &View, at: usize, lengths: std::ops::RangeInclusive<u16>) -> Option<Decimal> {
    let token = view.token(at).filter(|token| token.is_digits() && lengths.contains(&token.length))?;
    digits_value(view.text, token)
}

/// The parts of a second that the digits of token `at` write behind a mark.
fn parts_behind(view: &View, at: usize) -> Option<Decimal> {
    let part = view.token(at).filter(|part| part.is_joined() && part.is_digits() && part.length <= 3)?;
    parts_value(view.text, part)
}

/// Where a word ends that calls a whole lap, which ends before token `end`, by its largest unit: 35:21.4 min.
fn past_unit(view: &View, end: usize, largest: &str) -> usize {
    let unit = view.lexicon.longest(view.tokens, end, Roles::of(Role::Duration));
    let unit = unit.filter(|_| view.token(end).is_some_and(Token::is_on_line));
    let unit = unit.filter(|unit| view.lexicon.name(unit.node, Role::Duration).is_some_and(|unit| unit == largest));
    unit.map_or(end, |unit| view.without_stop(unit.end))
}

/// What so many of a larger unit and two digits below sixty of the smaller one come to.
fn of_sixty(view: &View, large: Decimal, at: usize) -> Option<Decimal> {
    let small = digits(view, at, 2..=2).filter(|small| *small < Decimal::from(60))?;
    view.token(at).filter(|token| token.is_joined())?;
    large.checked_mul(Decimal::from(60))?.checked_add(small)
}

/// 1:14,23, 1:28.809, 1.57,34: minutes, seconds and their parts.
fn with_decimals(view: &View, at: usize, joint: char) -> Option<(Decimal, Suffix)> {
    let seconds = of_sixty(view, digits(view, at, 1..=2)?, at + 2)?;
    let mark = view.token(at + 3).filter(|mark| mark.is_joined() && !mark.is_word())?;
    // Behind a stop only a comma opens decimals: 1.57,34, but not 1.12.34.
    if mark.first != ',' && (joint == '.' || mark.first != '.') {
        return None;
    }
    let value = seconds.checked_add(parts_behind(view, at + 4)?)?;
    let end = at + 5;
    let goes_on = |mark: &Token| {
        mark.is_joined() && (mark.is_digits() || mark.first == '%')
            || mark.is_joined()
                && !mark.is_word()
                && matches!(mark.first, ':' | '.' | ',')
                && view.token(end + 1).is_some_and(|next| next.is_joined() && next.is_digits())
    };
    if view.token(end).is_some_and(goes_on) {
        return None;
    }
    Some(found(value, "s", past_unit(view, end, "min")))
}

/// 2:14:36, 1:21:08,429: hours of one digit, minutes and seconds, where nothing says that it is what a clock shows.
fn with_seconds(view: &View, at: usize, joint: char) -> Option<(Decimal, Suffix)> {
    let hours = digits(view, at, 1..=1)?;
    view.token(at + 3).filter(|mark| mark.is_mark(joint) && mark.is_joined())?;
    let minutes = of_sixty(view, hours, at + 2)?;
    let seconds = of_sixty(view, minutes, at + 4)?;
    let mark = view.token(at + 5).filter(|mark| mark.is_joined() && matches!(mark.first, ',' | '.'));
    let part = mark.and_then(|_| parts_behind(view, at + 6));
    let (value, end) = match part {
        Some(part) => (seconds.checked_add(part)?, at + 7),
        None if joint == ':' => (seconds, at + 5),
        None => return None,
    };
    let clock = Roles::any(&[Role::TimeAfter, Role::Am, Role::Pm]);
    let is_clock = view.lexicon.longest(view.tokens, end, clock).is_some()
        || view.lexicon.longest_before(view.tokens, at, Roles::of(Role::TimeBefore)).is_some()
        || view.before(at).is_some_and(Token::is_digits)
        || view.token(end).is_some_and(|next| next.is_joined() && (next.is_digits() || next.is_mark(':')));
    if is_clock && part.is_none() {
        return None;
    }
    let end = if part.is_some() { past_unit(view, end, "h") } else { end };
    Some(found(value, "s", end))
}

/// 2:34 Stunden, 7:30 min: hours or minutes with a word behind them that no time of day has.
fn before_unit(view: &View, at: usize) -> Option<(Decimal, Suffix)> {
    if !view.token(at + 1)?.is_mark(':') {
        return None;
    }
    let large = digits(view, at, 1..=2).filter(|large| *large <= Decimal::from(60))?;
    let value = of_sixty(view, large, at + 2)?;
    let end = at + 3;
    let word = view.token(end).filter(|word| word.is_word() && word.is_on_line() && !word.is_joined())?;
    let unit = view.lexicon.longest(view.tokens, end, Roles::of(Role::Duration)).filter(|_| word.length > 1)?;
    let is_clock = view.lexicon.roles(unit.node).meets(Roles::any(&[Role::TimeAfter, Role::Am, Role::Pm]));
    // "3:34 ora italiana": of which clock.
    let is_told = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::TimeBefore)).is_some();
    let goes_on = view.token(unit.end).is_some_and(Token::is_word_on_line)
        && !view.roles_at(unit.end).meets(Roles::any(&[Role::Function, Role::And]));
    let is_zone = word.length <= 5 && (is_told || goes_on);
    let small = match view.lexicon.coded(unit.node, Role::Duration)? {
        (Decimal::ONE, "h") if large <= Decimal::from(24) => "min",
        (Decimal::ONE, "min") => "s",
        _ => return None,
    };
    (!is_clock && !is_zone).then(|| found(value, small, view.without_stop(unit.end)))
}

/// 4h20'05'', and "en 2h15" behind a word that says how long.
fn with_hour(view: &View, at: usize) -> Option<(Decimal, Suffix)> {
    view.token(at + 1).filter(|letter| letter.length == 1)?;
    let hours = digits(view, at, 1..=2).filter(|hours| *hours < Decimal::from(48))?;
    let minutes = of_sixty(view, hours, at + 2)?;
    if let Some((seconds, end)) = in_primes(view, at + 2) {
        let hours = hours.checked_mul(Decimal::from(3600))?;
        return Some(found(hours.checked_add(seconds)?, "s", end));
    }
    // 4h12'33: the last prime may be left out.
    let is_prime =
        view.token(at + 3).is_some_and(|mark| mark.is_joined() && !mark.is_word() && is_apostrophe(mark.first));
    let seconds = of_sixty(view, minutes, at + 4).filter(|_| is_prime);
    if let Some(seconds) =
        seconds.filter(|_| !view.token(at + 5).is_some_and(|next| next.is_joined() && next.is_word()))
    {
        return Some(found(seconds, "s", at + 5));
    }
    let closes = !view.token(at + 3).is_some_and(|next| next.is_joined() && (next.is_word() || next.is_digits()));
    let is_told = at.checked_sub(1).is_some_and(|word| view.cue(word, "takes") == Some(at));
    (closes && is_told).then(|| found(minutes, "min", at + 3))
}

/// 2'10", 1'05''3: minutes and seconds in primes, where these are no feet.
fn in_primes(view: &View, at: usize) -> Option<(Decimal, usize)> {
    let is_single = |at: usize| {
        view.token(at).is_some_and(|mark| {
            mark.is_joined() && !mark.is_word() && (is_apostrophe(mark.first) || mark.first == '\u{2032}')
        })
    };
    if view.lexicon.switches.prime_is_foot || !is_single(at + 1) {
        return None;
    }
    let seconds = of_sixty(view, digits(view, at, 1..=2)?, at + 2)?;
    let close = view.token(at + 3).filter(|close| close.is_joined())?;
    let end = match close.first {
        '"' | '\u{2033}' | '\u{201D}' => at + 4,
        _ if is_single(at + 3) && is_single(at + 4) => at + 5,
        _ => return None,
    };
    match parts_behind(view, end) {
        Some(part) => Some((seconds.checked_add(part)?, end + 1)),
        None => Some((seconds, end)),
    }
}

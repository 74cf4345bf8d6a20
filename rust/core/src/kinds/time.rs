//! Times of day: 18:48, 20h30, 8 p.m., alle 14.46. The value is hours since midnight.

use crate::decimal::Decimal;
use crate::lexicon::{Phrase, Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, View, digits_value, numeric_run};
use crate::token::Token;

/// A time of day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    /// Its first token: the half of the day where that is written joined to the hour.
    pub(crate) first: usize,
    pub(crate) hours: Decimal,
    pub(crate) end: usize,
}

/// The time that begins at the digits of token `at`.
pub(crate) fn time(view: &View, at: usize) -> Option<Time> {
    let small = |at: usize, most: u32| {
        let token = view.token(at).filter(|token| token.is_digits() && token.length <= 2)?;
        digits_value(view.text, token)?.to_u32().filter(|value| *value <= most)
    };
    let hour = small(at, 24)?;
    let cue = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::TimeBefore)).is_some();
    let colon = numeric_run(view.tokens, at, &[':']);
    if matches!(colon.count, 2 | 3) && !colon.is_cut {
        let minute_at = colon.tokens().nth(1)?;
        let is_two = view.token(minute_at)?.length == 2;
        let minute = small(minute_at, 59).filter(|_| is_two)?;
        // "10:39 Uhr", but not "10:39 GMT" and "10:39 local time": the zone is no part of it.
        let word = view.lexicon.longest(view.tokens, colon.end, Roles::of(Role::TimeAfter));
        let is_hedge = |word: &Phrase| view.lexicon.roles(word.node).has(Role::ApproxAfter);
        let is_on_line = view.token(colon.end).is_some_and(|token| token.is_on_line());
        let is_zone = |token: &Token| token.text(view.text).chars().all(char::is_uppercase);
        let is_hour = |word: &Phrase| {
            (colon.end + 1..word.end).all(|at| !view.token(at).is_some_and(Token::is_word))
                && !view.token(colon.end).is_some_and(is_zone)
                && !is_hedge(word)
        };
        let word = word.filter(|word| is_on_line && is_hour(word));
        let mut time = build(view, at, hour, minute, word.map_or(colon.end, |word| word.end))?;
        // 2:04:17
        if let Some(second_at) = colon.tokens().nth(2) {
            let second = small(second_at, 59)?;
            let part = Decimal::from(i64::from(second)).checked_div(Decimal::from(3600))?;
            time.hours = time.hours.checked_add(part)?;
        }
        return Some(time);
    }
    if colon.count > 1 {
        return None;
    }
    if let Some(time) = half_to(view, at, hour) {
        return Some(time);
    }
    // "18 h 30": words apart, where nothing says that it lasts so long.
    if let Some(end) = hour_apart(view, at).filter(|_| cue || hour > 12) {
        return build(view, at, hour, small(end - 1, 59)?, end);
    }
    // 20h30, 20h.
    if view.token(at + 1).is_some_and(|mark| mark.is_joined() && mark.length == 1 && matches!(mark.first, 'h' | 'H'))
        && view.roles_at(at + 1).has(Role::TimeAfter)
    {
        if view.token(at + 2).is_some_and(|token| token.is_joined() && token.length == 2)
            && let Some(minute) = small(at + 2, 59)
        {
            return build(view, at, hour, minute, at + 3);
        }
        return cue.then(|| build(view, at, hour, 0, at + 2)).flatten();
    }
    let point = numeric_run(view.tokens, at, &['.']);
    let (minute, end) = match point.exactly::<2>() {
        Some([_, minute_at]) if view.token(minute_at)?.length == 2 => (small(minute_at, 59)?, point.end),
        None if point.count == 1 => (0, at + 1),
        _ => return None,
    };
    // "2 дня" is two days unless something says that it is a clock's.
    let half = view.lexicon.longest(view.tokens, end, Roles::any(&[Role::Am, Role::Pm]));
    let half = half.filter(|half| cue || point.count == 2 || !view.lexicon.roles(half.node).has(Role::Duration));
    if half.is_some() && hour <= 12 {
        return build(view, at, hour, minute, end);
    }
    // "14時30分": the hour and the minute each with its word.
    // "9-kor"
    let hyphen = view.token(end).is_some_and(|mark| is_hyphen(mark.first) && !mark.is_word() && mark.is_joined());
    let behind = end + usize::from(hyphen);
    let hour_word = view.lexicon.longest(view.tokens, behind, Roles::of(Role::TimeAfter));
    let half_before = view.lexicon.longest_before(view.tokens, at, Roles::any(&[Role::Am, Role::Pm]));
    let is_pm = half_before.is_some_and(|(_, half)| view.lexicon.roles(half.node).has(Role::Pm));
    let half_first = half_before.map_or(at, |(first, _)| if view.lexicon.per_character() { first } else { at });
    let hour_of_day = if is_pm && hour < 12 { hour + 12 } else { hour };
    if let Some(word) = hour_word.filter(|_| view.lexicon.per_character() && point.count == 1)
        && let Some(minute) = small(word.end, 59)
        && let Some(end) = minutes_end(view, word.end + 1)
    {
        return build(view, half_first, hour_of_day, minute, end);
    }
    // "下午3时", "शाम 5 बजे": the half of the day before the hour, with the word for the hour behind it.
    if let Some(word) = hour_word.filter(|_| half_before.is_some())
        && point.count == 1
        && view.token(end).is_some_and(|token| token.is_on_line())
    {
        // "下午3点半"
        let half_past = view.lexicon.longest(view.tokens, word.end, Roles::of(Role::HalfAfter));
        let (minute, end) = half_past.map_or((minute, word.end), |half| (30, half.end));
        return build(view, half_first, hour_of_day, minute, end);
    }
    // "Stand: Montag, 14 Uhr": a word that is said of nothing but the clock needs none before.
    // "8.30 val.": nor do minutes behind a point where that parts no decimals.
    let has_minutes = point.count == 2 && !view.lexicon.decimal.contains(&'.');
    let cue = cue || hour_word.is_some() && (has_minutes || view.cue(behind, "clock").is_some());
    if let Some(word) = hour_word.filter(|_| cue && view.token(end).is_some_and(|token| token.is_on_line())) {
        return build(view, at, hour, minute, word.end);
    }
    let is_hour = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::HourBefore)).is_some()
        && !view.token(end).is_some_and(|next| next.is_mark('%'));
    // "ב-0.25%", "ב-3.27 שקל": an amount.
    let units = Roles::any(&[Role::Percent, Role::PercentPoints, Role::Money, Role::Unit, Role::ScaleAfterDigits]);
    let is_amount = || {
        let is_sign = |next: &Token| !next.is_word() && matches!(next.first, '%' | '‰' | '°' | 'º' | '℃' | '℉');
        view.token(end).is_some_and(|next| next.is_on_line() && is_sign(next))
            || view.token(end).is_some_and(Token::is_on_line) && view.lexicon.longest(view.tokens, end, units).is_some()
    };
    // "alle 23 è stata", "a las 18 en Madrid": an article of hours, before a number that counts nothing.
    let is_told = || {
        hour >= 10
            && point.count == 1
            && view.cue_before(at, "clock_article").is_some()
            && view.token(end).is_none_or(|next| {
                !next.is_on_line()
                    || next.is_word() && view.roles_at(end).meets(Roles::any(&[Role::Function, Role::Place]))
                    || matches!(next.first, ',' | '.' | ';' | ')')
                        && !view.token(end + 1).is_some_and(|more| more.is_joined())
            })
            && !is_amount()
    };
    ((cue && point.count == 2 && !is_amount()) || is_hour || is_told())
        .then(|| build(view, at, hour, minute, end))
        .flatten()
}

/// "с 6 утра до 23 часов", "from 6.30 to 8": an hour behind a time that ended before token `from` and what joins the two.
pub(crate) fn until(view: &View, from: usize, number: &Number) -> Option<Time> {
    let link = view.lexicon.longest(view.tokens, from, Roles::any(&[Role::RangeClose, Role::RangeJoiner]))?;
    let digits = view.token(number.first).filter(|digits| digits.is_digits() && digits.length <= 2)?;
    let hour = digits_value(view.text, digits)?.to_u32().filter(|hour| *hour <= 24)?;
    if link.end != number.first || number.end != number.first + 1 || !view.token(from)?.is_on_line() {
        return None;
    }
    let word = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::TimeAfter));
    let is_bare = view.token(number.end).is_none_or(|next| {
        !next.is_on_line() || !next.is_word() && !next.is_mark('%') || view.roles_at(number.end).has(Role::Function)
    });
    let end = word.map(|word| word.end).or(is_bare.then_some(number.end))?;
    build(view, number.first, hour, 0, end)
}

/// "1430 GMT": four digits with a word behind them that only a time of day has.
pub(crate) fn clock_digits(view: &View, at: usize) -> Option<Time> {
    let digits = view.token(at).filter(|digits| digits.is_digits() && digits.length == 4)?;
    let zone = view.token(at + 1).filter(|zone| zone.is_on_line() && !zone.is_joined() && zone.is_word())?;
    // A symbol of a length of time may stand for one too: 1430 h.
    let is_told = view.lexicon.longest(view.tokens, at + 1, Roles::of(Role::TimeAfter)).is_some()
        && !view.roles_at(at + 1).has(Role::Duration)
        && zone.length > 1;
    let clock = digits_value(view.text, digits).filter(|_| is_told)?.to_u32()?;
    let (hour, minute) = (clock / 100, clock % 100);
    (hour <= 24 && minute <= 59).then(|| build(view, at, hour, minute, at + 1)).flatten()
}

/// "klockan halv 9", "fél 9-kor": half an hour before the hour at token `at`, where a word of the clock stands beside it.
fn half_to(view: &View, at: usize, hour: u32) -> Option<Time> {
    let first = view.cue_before(at, "half_to").filter(|_| (1..=12).contains(&hour))?;
    if numeric_run(view.tokens, at, &['.', ',']).count > 1 {
        return None;
    }
    let before = Roles::any(&[Role::TimeBefore, Role::HourBefore]);
    let hyphen = view.token(at + 1).is_some_and(|mark| is_hyphen(mark.first) && !mark.is_word() && mark.is_joined());
    let word = view.lexicon.longest(view.tokens, at + 1 + usize::from(hyphen), Roles::of(Role::TimeAfter));
    let is_told = word.is_some() || view.lexicon.longest_before(view.tokens, first, before).is_some();
    let before = if hour == 1 { 12 } else { hour - 1 };
    is_told.then(|| build(view, first, before, 30, word.map_or(at + 1, |word| word.end))).flatten()
}

/// Where "18 h 30" ends, the letter for hours and the minutes each a word of its own.
fn hour_apart(view: &View, at: usize) -> Option<usize> {
    let hours = view.token(at + 1).filter(|hours| hours.is_on_line() && !hours.is_joined() && hours.length == 1)?;
    let minutes = view.token(at + 2).filter(|minutes| minutes.is_on_line() && !minutes.is_joined())?;
    let is_end = view.token(at + 3).is_none_or(|next| !next.is_joined() || !next.is_word() && !next.is_mark('%'));
    let is_time = matches!(hours.first, 'h' | 'H') && view.roles_at(at + 1).has(Role::TimeAfter);
    (is_time && minutes.is_digits() && minutes.length == 2 && is_end).then_some(at + 3)
}

/// 分 of 11时09分, which by itself may be a cent or a point: where the word for minutes at `at` ends.
fn minutes_end(view: &View, at: usize) -> Option<usize> {
    let unit = view.lexicon.longest(view.tokens, at, Roles::of(Role::Duration));
    let unit = unit.filter(|unit| view.lexicon.name(unit.node, Role::Duration).is_some_and(|unit| unit == "min"));
    let is_short = view.cue(at, "minutes").is_some() && view.token(at).is_some_and(Token::is_joined);
    unit.map(|unit| unit.end).or(is_short.then_some(at + 1))
}

fn build(view: &View, first: usize, hour: u32, minute: u32, end: usize) -> Option<Time> {
    let half = view.lexicon.longest(view.tokens, end, Roles::any(&[Role::Am, Role::Pm]));
    let half = half.filter(|_| view.token(end).is_some_and(|token| token.is_on_line()));
    let is_pm = half.is_some_and(|half| view.lexicon.roles(half.node).has(Role::Pm));
    let is_am = half.is_some() && !is_pm;
    let hour = match hour {
        12 if is_am => 0,
        1..=11 if is_pm => hour + 12,
        _ => hour,
    };
    if hour == 24 && minute > 0 {
        return None;
    }
    let minutes = Decimal::from(i64::from(hour * 60 + minute));
    Some(Time { first, hours: minutes.checked_div(Decimal::from(60))?, end: half.map_or(end, |half| half.end) })
}

//! Times of day: 18:48, 20h30, 8 p.m., alle 14.46. The value is hours since midnight.

use crate::decimal::Decimal;
use crate::lexicon::{Phrase, Role, Roles};
use crate::stages::fold::{is_apostrophe, is_hyphen};
use crate::stages::read::{Run, View, digits_value, numeric_run};
use crate::token::Token;

/// A time of day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    /// Its first token: the half of the day where that is written joined to the hour.
    pub(crate) first: usize,
    pub(crate) hours: Decimal,
    pub(crate) end: usize,
}

/// An hour and a minute as they are written, with what belongs to them.
#[derive(Clone, Copy)]
pub(super) struct Written {
    pub(super) first: usize,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) end: usize,
}

/// The time that begins at the digits of token `at`.
pub(crate) fn time(view: &View, at: usize) -> Option<Time> {
    let hour = small(view, at, 24)?;
    let cue = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::TimeBefore)).is_some();
    let colon = numeric_run(view.tokens, at, &[':']);
    if matches!(colon.count, 2 | 3) && !colon.is_cut {
        return with_colons(view, hour, colon);
    }
    if colon.count > 1 {
        return None;
    }
    if let Some(half) = half_to(view, at, hour) {
        return half.time(view);
    }
    // "18 h 30": words apart, where nothing says that it lasts so long.
    if let Some(end) = hour_apart(view, at).filter(|_| cue || hour > 12) {
        return Written { first: at, hour, minute: small(view, end - 1, 59)?, end }.time(view);
    }
    // "20h30", "21u26"
    if view.token(at + 1).is_some_and(|mark| mark.is_joined() && mark.length == 1 && is_letter_of_hours(mark.first))
        && view.roles_at(at + 1).has(Role::TimeAfter)
    {
        return with_letter(view, at, hour, cue)?.time(view);
    }
    // "depuis dimanche 22 h": behind a weekday an hour is no length of time.
    let is_hour = |mark: &Token| mark.is_on_line() && mark.length == 1 && matches!(mark.first, 'h' | 'H');
    if view.token(at + 1).is_some_and(is_hour)
        && view.roles_at(at + 1).has(Role::TimeAfter)
        && view.cue_before(at, "weekday").is_some()
    {
        return Written { first: at, hour, minute: 0, end: at + 2 }.time(view);
    }
    if let Some(written) = with_comma(view, at, hour).or_else(|| with_and(view, at, hour)) {
        return written.time(view);
    }
    let point = numeric_run(view.tokens, at, &['.']);
    let (minute, end) = match point.exactly::<2>() {
        Some([_, minute_at]) if view.token(minute_at)?.length == 2 => (small(view, minute_at, 59)?, point.end),
        None if point.count == 1 => (0, at + 1),
        _ => return None,
    };
    let written = Written { first: at, hour, minute, end };
    // "2 дня" is two days unless something says that it is a clock's.
    let half = view.lexicon.longest(view.tokens, end, Roles::any(&[Role::Am, Role::Pm]));
    let half = half.filter(|half| cue || point.count == 2 || !view.lexicon.roles(half.node).has(Role::Duration));
    if half.is_some() && hour <= 12 {
        return written.time(view);
    }
    let clock = Clock::of(view, written, point.count == 2, cue);
    clock
        .by_word()
        .or_else(|| clock.by_ending())
        .or_else(|| Some(written).filter(|_| clock.is_told()))
        .and_then(|written| written.time(view))
}

/// The number of one or two digits at a token, if it is no greater than `most`.
pub(super) fn small(view: &View, at: usize, most: u32) -> Option<u32> {
    let token = view.token(at).filter(|token| token.is_digits() && token.length <= 2)?;
    digits_value(view.text, token)?.to_u32().filter(|value| *value <= most)
}

/// 下午, शाम: where the word for a half of the day begins that ends before token `end`, and whether it is the second.
fn half_before(view: &View, end: usize) -> Option<(usize, bool)> {
    let (first, half) = view.lexicon.longest_before(view.tokens, end, Roles::any(&[Role::Am, Role::Pm]))?;
    Some((first, view.lexicon.roles(half.node).has(Role::Pm)))
}

/// The hour of the day that one of its halves has.
fn hour_of_day(hour: u32, is_pm: bool) -> u32 {
    if is_pm && hour < 12 { hour + 12 } else { hour }
}

/// 18:48, "10:39 Uhr", 2:04:17.
fn with_colons(view: &View, hour: u32, colon: Run) -> Option<Time> {
    let mut groups = colon.tokens();
    let (first, minute_at) = (groups.next()?, groups.next()?);
    let minute =
        small(view, minute_at, 59).filter(|_| view.token(minute_at).is_some_and(|digits| digits.length == 2))?;
    // "10:39 Uhr", but not "10:39 GMT" and "10:39 local time": the zone is no part of it.
    let is_zone = |token: &Token| token.text(view.text).chars().all(char::is_uppercase);
    let is_hour = |word: &Phrase| {
        (colon.end + 1..word.end).all(|at| !view.token(at).is_some_and(Token::is_word))
            && view.token(colon.end).is_some_and(|token| token.is_on_line() && !is_zone(token))
            && !view.lexicon.roles(word.node).has(Role::ApproxAfter)
    };
    let word = view.lexicon.longest(view.tokens, colon.end, Roles::of(Role::TimeAfter)).filter(is_hour);
    // 下午3:30
    let half = half_before(view, first).filter(|_| view.lexicon.per_character());
    let (first, hour) = half.map_or((first, hour), |(half, is_pm)| (half, hour_of_day(hour, is_pm)));
    let mut time = Written { first, hour, minute, end: word.map_or(colon.end, |word| word.end) }.time(view)?;
    if let Some(second_at) = groups.next() {
        let second = small(view, second_at, 59)?;
        let part = Decimal::from(i64::from(second)).checked_div(Decimal::from(3600))?;
        time.hours = time.hours.checked_add(part)?;
    }
    Some(time)
}

/// "intorno alle 18,30", "الساعة 04,17 (01,17 ت غ)": minutes behind a comma, where an article or a word of hours stands before or a zone
/// behind, and no unit.
fn with_comma(view: &View, at: usize, hour: u32) -> Option<Written> {
    view.token(at + 1).filter(|comma| comma.is_mark(',') && comma.is_joined())?;
    let comma = numeric_run(view.tokens, at, &[',']);
    let [_, minute_at] = comma.exactly::<2>()?;
    let minute =
        small(view, minute_at, 59).filter(|_| view.token(minute_at).is_some_and(|digits| digits.length == 2))?;
    let is_hour = || view.lexicon.longest_before(view.tokens, at, Roles::of(Role::HourBefore)).is_some();
    let zone = || view.lexicon.longest(view.tokens, comma.end, Roles::of(Role::TimeAfter));
    let is_zone = || zone().is_some_and(|zone| !view.lexicon.roles(zone.node).has(Role::Duration));
    if view.cue_before(at, "clock_article").is_none() && !is_hour() && !is_zone() {
        return None;
    }
    let written = Written { first: at, hour, minute, end: comma.end };
    let scales = Roles::any(&[Role::Scale, Role::ScaleAfterDigits]);
    let is_scaled = view.lexicon.longest(view.tokens, comma.end, scales).is_some();
    (!is_scaled && !Clock::of(view, written, true, true).is_amount()).then_some(written)
}

/// "alle 3 e 36", "a las 8 y 30", "ساعت 21 و 48 دقیقه": minutes behind "and", where words of the clock stand before and nothing counted behind.
fn with_and(view: &View, at: usize, hour: u32) -> Option<Written> {
    if !view.roles_at(at + 1).has(Role::And) || !view.token(at + 1)?.is_word_on_line() {
        return None;
    }
    let minute = small(view, at + 2, 59).filter(|_| view.token(at + 2).is_some_and(|digits| digits.length == 2))?;
    let word = minutes_end(view, at + 3);
    let end = word.unwrap_or(at + 3);
    view.cue_before(at, "clock_article").or_else(|| {
        view.lexicon.longest_before(view.tokens, at, Roles::of(Role::HourBefore)).map(|(first, _)| first)
    })?;
    let grammar = Roles::any(&[Role::Function, Role::Place, Role::DateOf, Role::Am, Role::Pm]);
    let is_closed = view
        .token(end)
        .is_none_or(|next| !next.is_joined() && !is_sign(next) && (!next.is_on_line() || !next.is_word()))
        || view.roles_at(end).meets(grammar)
        || word.is_some()
        || view.token(end).is_some_and(|mark| mark.is_full_stop() || mark.is_mark(','))
            && !view.token(end + 1).is_some_and(|next| next.is_digits() && next.is_joined());
    is_closed.then_some(Written { first: at, hour, minute, end })
}

/// What hours are written with, joined to their digits.
fn is_letter_of_hours(letter: char) -> bool {
    matches!(letter, 'h' | 'H' | 'u' | 'U')
}

/// 20h30, 20h.
fn with_letter(view: &View, at: usize, hour: u32, cue: bool) -> Option<Written> {
    let has_minutes = view.token(at + 2).is_some_and(|token| token.is_joined() && token.length == 2);
    match small(view, at + 2, 59).filter(|_| has_minutes) {
        Some(minute) => Some(Written { first: at, hour, minute, end: at + 3 }),
        None => cue.then_some(Written { first: at, hour, minute: 0, end: at + 2 }),
    }
}

/// An hour without a colon, and what the words around it say.
struct Clock<'v, 'a> {
    view: &'v View<'a>,
    written: Written,
    /// Whether minutes stand behind a point.
    has_minutes: bool,
    /// Whether words beside it tell that it is of a clock.
    is_cued: bool,
    /// The word for the hour behind it.
    word: Option<Phrase>,
}

impl<'v, 'a> Clock<'v, 'a> {
    fn of(view: &'v View<'a>, written: Written, has_minutes: bool, cue: bool) -> Self {
        let end = written.end;
        // "9-kor"
        let hyphen = view.token(end).is_some_and(|mark| is_hyphen(mark.first) && !mark.is_word() && mark.is_joined());
        let behind = end + usize::from(hyphen);
        let word = view.lexicon.longest(view.tokens, behind, Roles::of(Role::TimeAfter));
        // "Stand: Montag, 14 Uhr": a word that is said of nothing but the clock needs none before.
        // "8.30 val.": nor do minutes behind a point where that parts no decimals.
        // "14.32 BST": a zone in capitals.
        let is_zone =
            |zone: &Token| zone.is_on_line() && zone.length > 2 && zone.text(view.text).chars().all(char::is_uppercase);
        let is_alone = || {
            has_minutes && (!view.lexicon.decimal.contains(&'.') || view.token(behind).is_some_and(is_zone))
                || view.cue(behind, "clock").is_some()
        };
        Self { view, written, has_minutes, is_cued: cue || word.is_some() && is_alone(), word }
    }

    /// The hour with its word, and minutes with theirs.
    fn by_word(&self) -> Option<Written> {
        let Self { view, written, word, .. } = self;
        let Written { first, hour, minute, end } = *written;
        let word = (*word)?;
        let is_on_line = view.token(end).is_some_and(|token| token.is_on_line());
        let half = half_before(view, first);
        let of_day = |minute, end| {
            let first = half.filter(|_| view.lexicon.per_character()).map_or(first, |(first, _)| first);
            Written { first, hour: hour_of_day(hour, half.is_some_and(|(_, is_pm)| is_pm)), minute, end }
        };
        // "14時30分": the hour and the minute each with its word.
        if view.lexicon.per_character()
            && !self.has_minutes
            && let Some(minute) = small(view, word.end, 59)
            && let Some(end) = minutes_end(view, word.end + 1)
        {
            return Some(of_day(minute, end));
        }
        // "下午3时", "शाम 5 बजे": the half of the day before the hour, with the word for the hour behind it.
        if half.is_some() && !self.has_minutes && is_on_line {
            // "下午3点半"
            let half_past = view.lexicon.longest(view.tokens, word.end, Roles::of(Role::HalfAfter));
            return Some(half_past.map_or(of_day(minute, word.end), |half| of_day(30, half.end)));
        }
        (self.is_cued && is_on_line).then_some(Written { end: word.end, ..*written })
    }

    /// "Olay 18.30'da yaşandı": minutes behind a point, and an ending that says when.
    fn by_ending(&self) -> Option<Written> {
        const EARLIEST: u32 = 6;
        let Self { view, written, .. } = self;
        if !self.has_minutes || view.lexicon.decimal.contains(&'.') || written.hour < EARLIEST {
            return None;
        }
        let mark = view.token(written.end).is_some_and(|mark| is_apostrophe(mark.first) && mark.is_joined());
        let ending = written.end + usize::from(mark);
        // "06.30'dan beri": behind a nought in front any ending.
        let has_nought = view.token(written.first).is_some_and(|hour| hour.text(view.text).starts_with('0'));
        let any = || view.roles_at(ending).has(Role::NumberEnding).then_some(ending + 1);
        let close = view.cue(ending, "year_ending").or_else(|| any().filter(|_| has_nought));
        let close = close.filter(|_| view.token(ending).is_some_and(Token::is_joined))?;
        Some(Written { end: close, ..*written })
    }

    /// Whether the words before it say that it is of a clock, and nothing behind it says that it is an amount.
    fn is_told(&self) -> bool {
        let Self { view, written: Written { first, end, .. }, .. } = *self;
        let is_hour = view.lexicon.longest_before(view.tokens, first, Roles::of(Role::HourBefore)).is_some()
            && !view.token(end).is_some_and(is_sign);
        is_hour || (self.is_cued && self.has_minutes || self.has_article()) && !self.is_amount()
    }

    /// "ב-0.25%", "ב-3.27 שקל": an amount.
    fn is_amount(&self) -> bool {
        let (view, end) = (self.view, self.written.end);
        let units = Roles::any(&[Role::Percent, Role::PercentPoints, Role::Money, Role::Unit, Role::ScaleAfterDigits]);
        view.token(end).is_some_and(|next| {
            next.is_on_line() && (is_sign(next) || view.lexicon.longest(view.tokens, end, units).is_some())
        })
    }

    /// "alle 23 è stata", "a las 18 en Madrid": an article of hours, before a number that counts nothing.
    fn has_article(&self) -> bool {
        let Self { view, written: Written { first, hour, end, .. }, .. } = *self;
        // "attorno alle 8": two words before any; "dalle 7 alle 15": the article of the hour until.
        let until = || {
            let end = view.cue(end, "clock_article")?;
            small(view, end, 24).filter(|_| view.token(end).is_some_and(Token::is_on_line))
        };
        // "Sabato alle 17 affronterà": whatever follows.
        let Some(article) = view.cue_before(first, "clock_article").filter(|_| !self.has_minutes) else { return false };
        let counted = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        let is_dated = view.cue_before(article, "weekday").is_some();
        let goes_on = || {
            view.token(end).is_some_and(Token::is_on_line) && view.lexicon.longest(view.tokens, end, counted).is_none()
        };
        (hour >= 10 || first - article > 1 || until().is_some() || is_dated)
            && (is_dated && goes_on() || view.closes(end))
    }
}

/// Whether it is a sign of shares or degrees.
fn is_sign(next: &Token) -> bool {
    !next.is_word() && matches!(next.first, '%' | '‰' | '°' | 'º' | '℃' | '℉')
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
    (hour <= 24 && minute <= 59).then(|| Written { first: at, hour, minute, end: at + 1 }.time(view)).flatten()
}

/// "klockan halv 9", "fél 9-kor": half an hour before the hour at token `at`, where a word of the clock stands beside it.
fn half_to(view: &View, at: usize, hour: u32) -> Option<Written> {
    let first = view.cue_before(at, "half_to").filter(|_| (1..=12).contains(&hour))?;
    if numeric_run(view.tokens, at, &['.', ',']).count > 1 {
        return None;
    }
    let before = Roles::any(&[Role::TimeBefore, Role::HourBefore]);
    let hyphen = view.token(at + 1).is_some_and(|mark| is_hyphen(mark.first) && !mark.is_word() && mark.is_joined());
    let word = view.lexicon.longest(view.tokens, at + 1 + usize::from(hyphen), Roles::of(Role::TimeAfter));
    let is_told = word.is_some() || view.lexicon.longest_before(view.tokens, first, before).is_some();
    let hour = if hour == 1 { 12 } else { hour - 1 };
    is_told.then_some(Written { first, hour, minute: 30, end: word.map_or(at + 1, |word| word.end) })
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

impl Written {
    /// The time that it is, with the half of the day behind it.
    pub(super) fn time(self, view: &View) -> Option<Time> {
        let Self { first, hour, minute, end } = self;
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
}

//! Dates as texts write them: 28.02.2025, 28 лютого, April 12, 1981, навесні 2024 року, em 2025, 1990s.
//!
//! A number and its neighbours come in, the date they belong to goes out in EDTF. Calendar rules are kept in `date`.

mod alone;
mod month;
mod span;
mod year;

use std::ops::RangeInclusive;

use compact_str::{CompactString, format_compact};

use super::date::Date;
use super::suffix;
use crate::decimal::Decimal;
use crate::figure::{Flag, Flags};
use crate::lexicon::{Role, Roles};
use crate::stages::fold;
use crate::stages::read::{Number, View, digits_value, numeric_run};
use crate::style::DateOrder;
use crate::token::{Class, Token};

/// A date found in the tokens.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) edtf: CompactString,
    pub(crate) flags: Flags,
}

/// Marks of years, months and days told by their figures.
const MARKS: Roles = Roles::any(&[Role::YearAfter, Role::MonthAfter, Role::DayAfter]);
/// Words for months.
const MONTHS: Roles = Roles::any(&[Role::Month, Role::MonthBefore]);

/// What figures with marks of their own begin with.
struct Marked {
    date: Date,
    flags: Flags,
    /// The token behind the last of their marks.
    end: usize,
    /// The number behind the last one taken.
    place: usize,
}

/// The parts of a date told by figures, in their order, and what they can be.
const PLACES: [(Role, RangeInclusive<u32>); 3] =
    [(Role::YearAfter, 1000..=2999), (Role::MonthAfter, 1..=12), (Role::DayAfter, 1..=31)];

struct Finder<'v, 'a> {
    view: &'v View<'a>,
    of: Option<Date>,
}

/// The date that `numbers[at]` belongs to, if it belongs to one.
pub(crate) fn date(view: &View, numbers: &[Number], at: usize, of: Option<Date>) -> Option<Found> {
    let number = numbers.get(at)?;
    let finder = Finder { view, of };
    // Figures apart by marks: nearly no number has one behind its first digits.
    let is_marked = view.token(number.first + 1).is_some_and(|mark| mark.class == Class::Mark && mark.is_joined());
    let in_figures = || {
        let found = finder.numeric(number).or_else(|| finder.numeric_apart(number));
        let found = found.or_else(|| finder.without_year(number)).or_else(|| finder.with_stops(number));
        found.or_else(|| finder.days_in_figures(number, numbers.get(at + 1)?))
    };
    // Nor has nearly any stretch a month in it, or a mark for one.
    let in_month = || {
        let found = finder.day_month(numbers, at).or_else(|| finder.month_first(numbers, at));
        found.or_else(|| finder.next_day(numbers, at)).or_else(|| finder.month_by_figure(number))
    };
    None.or_else(|| if is_marked { in_figures() } else { None })
        .or_else(|| {
            if view.may_have(MARKS) && !finder.is_behind_month(number.first) {
                finder.span(numbers, at).or_else(|| finder.marked(numbers, at))
            } else {
                None
            }
        })
        .or_else(|| finder.year_first(numbers, at))
        .or_else(|| if view.may_have(MONTHS) { in_month() } else { None })
        .or_else(|| if view.may_have(Roles::of(Role::Season)) { finder.season(number) } else { None })
        .or_else(|| if view.may_have(Roles::of(Role::Cue)) { finder.day_of_week(number) } else { None })
        .or_else(|| finder.decade(number))
        .or_else(|| finder.year_span(numbers, at))
        .or_else(|| finder.year(number))
}

impl Finder<'_, '_> {
    fn found(&self, date: Date, first: usize, end: usize, flags: Flags) -> Option<Found> {
        date.is_valid().then(|| Found { first, end, edtf: date.resolved(self.of).edtf(), flags })
    }

    /// "ဇွန်လ ၁၀ ရက်": whether the name of a month stands right before token `at`, and a word for days behind it.
    fn is_behind_month(&self, at: usize) -> bool {
        let (view, lexicon) = (self.view, self.view.lexicon);
        lexicon.longest(view.tokens, at + 1, Roles::of(Role::DayAfter)).is_some()
            && lexicon.longest_before(view.tokens, at, Roles::of(Role::Month)).is_some()
    }

    fn digits(&self, at: usize, lengths: RangeInclusive<u16>) -> Option<u32> {
        let token = self.view.token(at).filter(|token| token.is_digits() && lengths.contains(&token.length))?;
        digits_value(self.view.text, token)?.to_u32()
    }

    fn on_line(&self, at: usize) -> bool {
        self.view.token(at).is_some_and(|token| token.is_on_line())
    }

    fn skip(&self, at: usize, role: Role) -> usize {
        let phrase = self.view.lexicon.longest(self.view.tokens, at, Roles::of(role));
        phrase.filter(|_| self.on_line(at)).map_or(at, |phrase| phrase.end)
    }

    /// "nesta sexta-feira (27)", "nesta quarta-feira, 8, na", "mercoledì 5": the day of a month whose name is left out, behind that of the week.
    fn day_of_week(&self, number: &Number) -> Option<Found> {
        let (view, at) = (self.view, number.first);
        let day = self.digits(at, 1..=2).filter(|day| (1..=31).contains(day))?;
        let is_open = view.before(at).is_some_and(|open| open.is_mark('('));
        let is_put_in = view.before(at).is_some_and(|comma| comma.is_mark(','))
            && view.token(number.end).is_none_or(|next| !next.is_on_line() || next.is_mark(',') || next.is_full_stop());
        let weekday = at - usize::from(is_open || is_put_in);
        // "nesta quarta (1º)"
        let mark = crate::kinds::ordinal::mark_end(view, number).filter(|_| is_open);
        let end = mark.unwrap_or(number.end);
        let is_bare = number.end == at + 1 && !number.is_formatted && self.on_line(at);
        if !is_bare
            || !view.before(weekday).is_some_and(Token::is_word)
            || view.cue_before(weekday, "weekday").is_none()
        {
            return None;
        }
        let closes = if is_open { view.token(end).is_none_or(|next| next.is_mark(')')) } else { view.closes(end) };
        let date = Date { year: None, month: None, day: Some(day) };
        if closes && (is_open || !self.is_counted(at)) { self.found(date, at, end, Flags::default()) } else { None }
    }

    /// 25. 12. 2023, 3/5 2024: day, month and year with spaces behind the stops or before the year.
    fn numeric_apart(&self, number: &Number) -> Option<Found> {
        let at = number.first;
        let mark = |place: usize, mark: char| {
            self.view.token(place).is_some_and(|token| token.is_mark(mark) && token.is_joined())
        };
        let (day, month) = (self.digits(at, 1..=2)?, self.digits(at + 2, 1..=2)?);
        let year_at = if mark(at + 1, '.') && mark(at + 3, '.') && self.on_line(at + 2) {
            at + 4
        } else if mark(at + 1, '/') && self.view.token(at + 2)?.is_joined() && day <= 31 && month <= 12 {
            at + 3
        } else {
            return None;
        };
        let year = self.digits(year_at, 4..=4).filter(|year| (1000..=2999).contains(year) && self.on_line(year_at))?;
        if self.view.token(year_at).is_none_or(|token| token.is_joined()) || self.is_counted(year_at) {
            return None;
        }
        let date = Date { year: Some(year), month: Some(month).filter(|month| *month <= 12), day: Some(day) };
        date.month?;
        self.found(date, at, self.skip(year_at + 1, Role::YearAfter), Flags::default())
    }

    /// "5.–7. 9. 2025": two days of one month, the first with nothing but its stop.
    fn days_in_figures(&self, number: &Number, next: &Number) -> Option<Found> {
        let at = number.first;
        let is_stopped = self.view.token(at + 1).is_some_and(|stop| stop.is_mark('.') && stop.is_joined())
            && self.view.token(at + 2).is_some_and(Token::is_dash);
        if !is_stopped || next.first != at + 3 {
            return None;
        }
        let day = self.digits(at, 1..=2).filter(|day| *day > 0)?;
        let last = self.numeric(next).or_else(|| self.numeric_apart(next))?;
        let (month, last_day) = last.edtf.rsplit_once('-')?;
        if month.len() != "2025-09".len() || last_day.parse::<u32>().ok()? <= day {
            return None;
        }
        Some(Found { first: at, edtf: format_compact!("{month}-{day:02}/{}", last.edtf), ..last })
    }

    /// "станом на 12.05", "Stand 12.05.": day and month behind words that a report is dated with.
    fn without_year(&self, number: &Number) -> Option<Found> {
        let view = self.view;
        let at = number.first;
        let dot = view.token(at + 1).filter(|dot| dot.is_mark('.') && dot.is_joined())?;
        let (day, month) =
            (self.digits(at, 1..=2)?, self.digits(at + 2, 2..=2).filter(|month| (1..=12).contains(month))?);
        let told = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::AsOf)).is_some() && self.on_line(at);
        let goes_on =
            view.token(at + 3).is_some_and(|next| next.is_joined() && (next.is_digits() || next.is_mark('%')));
        if !told || !view.token(at + 2)?.is_joined() || goes_on || dot.is_word() || self.is_counted(at + 2) {
            return None;
        }
        let date = Date { year: None, month: Some(month), day: Some(day) };
        self.found(date, at, at + 3, Flags::default())
    }

    /// "am 12.11. gegen", "12. 11. kolem": a day and a month, each with its stop, before more of the sentence.
    fn with_stops(&self, number: &Number) -> Option<Found> {
        let view = self.view;
        let at = number.first;
        let stop = |place: usize| view.token(place).is_some_and(|mark| mark.is_mark('.') && mark.is_joined());
        let (day, month) = (self.digits(at, 1..=2)?, self.digits(at + 2, 1..=2)?);
        let goes_on = view.token(at + 4).is_some_and(|next| {
            next.is_on_line() && !next.is_joined() && (next.is_word() && !next.is_capital || next.is_mark('('))
        });
        let is_open = view.token(at).is_some_and(|token| !token.is_joined());
        let fits = (1..=12).contains(&month) && !view.lexicon.decimal.contains(&'.');
        if !fits || !is_open || !stop(at + 1) || !stop(at + 3) || !goes_on || !self.on_line(at + 2) {
            return None;
        }
        if self.is_counted(at + 3) {
            return None;
        }
        self.found(Date { year: None, month: Some(month), day: Some(day) }, at, at + 3, Flags::default())
    }

    /// 2025年11月22日, 11월 22일: year, month and day each with its mark.
    fn marked(&self, numbers: &[Number], at: usize) -> Option<Found> {
        let first = numbers.get(at)?;
        self.view.lexicon.longest(self.view.tokens, self.behind_hyphen(first.end), MARKS)?;
        let Marked { mut date, flags, end, .. } = self.marks(numbers, at, &PLACES);
        if date.month.is_none() && date.year.is_none() && suffix::days_counted(self.view, first).is_some() {
            return None;
        }
        // 第22号, 10日目: a place in an order.
        let is_alone = date.month.is_none() && date.year.is_none();
        let place = || {
            let mark = self.view.lexicon.longest(self.view.tokens, first.end, Roles::of(Role::OrdinalMark));
            mark.is_some_and(|mark| mark.end > end)
                || self
                    .view
                    .lexicon
                    .longest_before(self.view.tokens, first.first, Roles::of(Role::OrdinalBefore))
                    .is_some()
        };
        // 1日当たり: what is told per day.
        let is_rate = || self.view.lexicon.longest(self.view.tokens, end, Roles::of(Role::PerWord)).is_some();
        if is_alone && self.view.lexicon.per_character() && (place() || is_rate()) {
            return None;
        }
        // 1日半, まる1日: a day and a half, all of a day.
        let is_half = self.view.lexicon.longest(self.view.tokens, end, Roles::of(Role::HalfAfter)).is_some();
        let whole = self.view.lexicon.longest_before(self.view.tokens, first.first, Roles::of(Role::Whole));
        if (is_half || whole.is_some()) && date.month.is_none() && date.year.is_none() {
            return None;
        }
        // 22日 alone is a day where words are written joined; elsewhere a length of time.
        let alone = self.view.lexicon.per_character() && first.has_digits && date.year.is_none();
        let is_date = date.month.is_some() && (date.year.is_some() || date.day.is_some())
            || alone && (date.month.is_some() || date.day.is_some())
            || flags.contains(Flag::ShortYear);
        if is_alone && let Some(before) = self.month_of_day_before(numbers, at) {
            (date.year, date.month) = (before.year, before.month);
        }
        is_date.then(|| self.found(date, first.first, end, flags)).flatten()
    }

    /// "6-р сарын 28-нд": behind the hyphen at token `end` that joins digits to a mark, if there is one.
    fn behind_hyphen(&self, end: usize) -> usize {
        let is_joined = |at: usize| self.view.token(at).is_some_and(Token::is_joined);
        let is_hyphen = self.view.token(end).is_some_and(|mark| !mark.is_word() && fold::is_hyphen(mark.first));
        end + usize::from(is_hyphen && is_joined(end) && is_joined(end + 1))
    }

    /// The year, month and day among `places` that begin with `numbers[at]`, each with its mark and right behind the one before.
    fn marks(&self, numbers: &[Number], at: usize, places: &[(Role, RangeInclusive<u32>)]) -> Marked {
        let (mut date, mut flags) = (Date::default(), Flags::default());
        let (mut end, mut place) = (numbers.get(at).map_or(0, |first| first.first), at);
        for (role, range) in places {
            let Some(number) = numbers.get(place).filter(|number| number.first == end && !number.is_formatted) else {
                break;
            };
            let from = self.behind_hyphen(number.end);
            let Some(mark) = self.view.lexicon.longest(self.view.tokens, from, Roles::of(*role)) else {
                continue;
            };
            let short = || {
                let next = numbers.get(place + 1).filter(|next| next.first == mark.end);
                if *role == Role::YearAfter { self.short_year_marked(number, mark.end, next) } else { None }
            };
            let value = number.value.to_u32().filter(|value| range.contains(value)).or_else(|| {
                let year = short();
                if year.is_some() {
                    flags.insert(Flag::ShortYear);
                }
                year
            });
            let Some(value) = value else { break };
            let length = self.view.lexicon.longest(self.view.tokens, number.end, Roles::of(Role::Duration));
            if length.is_some_and(|length| length.end > mark.end) {
                break;
            }
            match role {
                Role::YearAfter => date.year = Some(value),
                Role::MonthAfter => date.month = Some(value),
                _ => date.day = Some(value),
            }
            (end, place) = (mark.end, place + 1);
        }
        Marked { date, flags, end, place }
    }

    /// 23年10月, 23年度: a year of two digits, whose mark ends at token `end` and is no length of time or stands before `next`, its
    /// month; not the years of a sentence.
    fn short_year_marked(&self, number: &Number, end: usize, next: Option<&Number>) -> Option<u32> {
        let view = self.view;
        let short = self.digits(number.first, 2..=2).filter(|_| view.lexicon.per_character())?;
        let length = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Duration));
        let is_month = |next: &Number| {
            let mark = view.lexicon.longest(view.tokens, next.end, Roles::of(Role::MonthAfter));
            next.has_digits && next.value <= Decimal::from(12) && mark.is_some()
        };
        let is_year = length.is_some_and(|length| length.end < end) || next.is_some_and(is_month);
        (is_year && view.cue_before(number.first, "term_of").is_none()).then(|| century(short))
    }

    /// 2025-02-28, 28.02.2025, 2/28/2025, 28.02.25.
    fn numeric(&self, number: &Number) -> Option<Found> {
        let at = number.first;
        if !number.has_digits {
            return None;
        }
        // A hyphen may join two dates: 24.02.2022-17.06.2025.
        let stopped = numeric_run(self.view.tokens, at, &['.', '/']);
        let run = match stopped.count {
            3 => stopped,
            _ => numeric_run(self.view.tokens, at, &['.', '/', '-', '\u{2010}', '\u{2011}']),
        };
        let [a, b, c] = run.exactly()?;
        let mark = self.view.token(a + 1)?.first;
        if self.view.token(b + 1)?.first != mark {
            return None;
        }
        let mut flags = Flags::default();
        if let Some(year) = self.digits(a, 4..=4) {
            let date = Date { year: Some(year), month: self.digits(b, 1..=2), day: self.digits(c, 1..=2) };
            return if date.month? > 12 { None } else { self.found(date, at, run.end, flags) };
        }
        let (first, second) = (self.digits(a, 1..=2)?, self.digits(b, 1..=2)?);
        let year = match self.digits(c, 4..=4) {
            Some(year) => self.of_our_era(year),
            None if mark == '-' => return None,
            None => {
                flags.insert(Flag::ShortYear);
                century(self.digits(c, 2..=2)?)
            }
        };
        if !(1000..=2999).contains(&year) {
            return None;
        }
        let is_either = mark == '/' && self.view.lexicon.switches.month_first;
        let is_open = self.view.order == DateOrder::Unknown;
        let month_first = is_either && self.view.order != DateOrder::DayFirst || second > 12;
        let (day, month) = if month_first && first <= 12 { (second, first) } else { (first, second) };
        // A region says which order is meant.
        if is_either && is_open && self.view.region.is_empty() && day <= 12 && day != month {
            flags.insert(Flag::AmbiguousDate);
        }
        if month > 12 {
            return None;
        }
        let end = self.skip(run.end, Role::YearAfter);
        self.found(Date { year: Some(year), month: Some(month), day: Some(day) }, at, end, flags)
    }
}

/// A year of two digits, completed: up to 39 of this century, else of the last.
fn century(short: u32) -> u32 {
    if short < 40 { 2000 + short } else { 1900 + short }
}

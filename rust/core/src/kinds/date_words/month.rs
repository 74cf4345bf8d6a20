//! Dates with a month in words: 28 лютого 2025 року, 12-14 травня, April 12, 1981, February 2022.
//!
//! A number comes in, the date of its month goes out. A number that counts what follows is left alone.

use compact_str::format_compact;

use super::{Date, Finder, Found, century};
use crate::figure::{Flag, Flags};
use crate::kinds::date::is_of_our_times;
use crate::kinds::ordinal;
use crate::lexicon::{Role, Roles};
use crate::library::{is_event, is_person};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, Sort, has_case, number_at};
use crate::token::Token;

/// What digits behind a day and a comma count rather than tell its year.
pub(super) const COUNTED: Roles = Roles::any(&[
    Role::Category,
    Role::OutcomeNoun,
    Role::Counter,
    Role::Unit,
    Role::Duration,
    Role::Money,
    Role::Percent,
    Role::Scale,
    Role::ScaleAfterDigits,
    Role::Side,
]);

/// A month told before a number.
pub(super) struct MonthBefore {
    /// Its first token, and the one behind its last.
    pub(super) first: usize,
    end: usize,
    pub(super) month: u32,
}

impl Finder<'_, '_> {
    /// 28 лютого 2025 року, 1er avril, 12-14 травня, 14 de outubro de 2024.
    pub(super) fn day_month(&self, numbers: &[Number], at: usize) -> Option<Found> {
        let number = numbers.get(at)?;
        let (day, day_end) = self.day(number)?;
        if let Some((month, end)) = self.month_after(day_end) {
            let (year, end, flags) = self.year_after(end);
            return self.found(Date { year, month: Some(month), day: Some(day) }, number.first, end, flags);
        }
        if let Some(found) = self.day_called(number, day, day_end) {
            return Some(found);
        }
        // Two days of one month; "3.–12. června": the stop of the first before a dash.
        let next = numbers.get(at + 1)?;
        let stop = self.view.token(day_end).is_some_and(|stop| stop.is_mark('.') && stop.is_joined());
        let is_stopped = stop && self.view.token(day_end + 1).is_some_and(Token::is_dash);
        let day_end = day_end + usize::from(is_stopped);
        let joint = self.view.token(day_end)?;
        let is_joined = joint.is_dash() && next.first == day_end + 1;
        if !is_joined {
            return self.day_of_next(numbers, at);
        }
        let (last, last_end) = self.day(next)?;
        let (month, end) = self.month_after(last_end)?;
        let (year, end, flags) = self.year_after(end);
        let from = Date { year, month: Some(month), day: Some(day) };
        let to = Date { day: Some(last), ..from };
        if last <= day || !from.is_valid() || !to.is_valid() {
            return None;
        }
        let edtf = format_compact!("{}/{}", from.resolved(self.of).edtf(), to.resolved(self.of).edtf());
        Some(Found { first: number.first, end, edtf, flags })
    }

    /// "le 11-Septembre": a day that is called by its date, its month with a capital behind a hyphen.
    fn day_called(&self, number: &Number, day: u32, day_end: usize) -> Option<Found> {
        let view = self.view;
        let hyphen = view.token(day_end).filter(|mark| mark.is_joined() && !mark.is_word() && is_hyphen(mark.first))?;
        let name = view.token(day_end + 1).filter(|name| name.is_capital && name.is_joined() && name.length > 2)?;
        let (month, end) = self.month_after(day_end + 1)?;
        let goes_on = view.token(end).is_some_and(|next| next.is_joined() && !next.is_word() && is_hyphen(next.first));
        let is_called = hyphen.is_on_line() && name.is_word() && !goes_on && !view.lexicon.switches.capital_nouns;
        let date = Date { year: None, month: Some(month), day: Some(day) };
        self.found(date, number.first, end, Flags::default()).filter(|_| is_called)
    }

    /// 2024 m. vasario 24 d., 2022. február 24-én, 2024. gada 24. februārī: the year before month and day.
    pub(super) fn year_first(&self, numbers: &[Number], at: usize) -> Option<Found> {
        let number = numbers.get(at)?;
        let year = self.digits(number.first, 4..=4).filter(|year| (1000..=2999).contains(year))?;
        // "2023-cü ilin may ayında": the year may be an ordinal.
        let plain_end = ordinal::mark_end(self.view, number).unwrap_or(number.first + 1);
        let named = self.skip(plain_end, Role::YearAfter);
        let stop = self.view.token(named).is_some_and(|stop| stop.is_mark('.') && stop.is_joined());
        let from = named + usize::from(stop);
        // "2024 Temmuz ayında": the word for a month says that it is one.
        let is_told = || self.month_after(from).is_some_and(|(_, end)| end > from + 1);
        if from == plain_end && !self.view.lexicon.switches.year_first && !is_told() || !self.on_line(from) {
            return None;
        }
        if let Some(next) = number_at(numbers, from)
            && let Some((day, day_end)) = self.day(next)
        {
            let (month, end) = self.month_after(day_end)?;
            return self.found(
                Date { year: Some(year), month: Some(month), day: Some(day) },
                number.first,
                end,
                Flags::default(),
            );
        }
        if let Some(season) = self.season_at(from) {
            let (place, end) = season;
            let date = Date { year: Some(year), month: Some(place), day: None };
            return self.found(date, number.first, end, Flags::default());
        }
        let (month, end) = self.month_after(from)?;
        let day = number_at(numbers, end).and_then(|next| self.day(next));
        let (day, end) = match day.filter(|(_, after)| !self.is_counted(after - 1)) {
            Some((day, after)) => (Some(day), self.skip(after, Role::DayAfter)),
            None => (None, end),
        };
        self.found(Date { year: Some(year), month: Some(month), day }, number.first, end, Flags::default())
    }

    /// tháng 3 năm 2022, tháng 3/2022: a month told by its figure behind the word for month.
    pub(super) fn month_by_figure(&self, number: &Number) -> Option<Found> {
        let (first, _) =
            self.view.lexicon.longest_before(self.view.tokens, number.first, Roles::of(Role::MonthBefore))?;
        let (month, end) = self.month_after(first)?;
        let slash = self.view.token(end).is_some_and(|mark| mark.is_mark('/') && mark.is_joined());
        if let Some(year) = self.digits(end + 1, 4..=4).filter(|_| slash) {
            return self.found(
                Date { year: Some(year), month: Some(month), day: None },
                first,
                end + 2,
                Flags::default(),
            );
        }
        let (year, end, flags) = self.year_after(end);
        self.found(Date { year, month: Some(month), day: None }, first, end, flags)
    }

    /// A day of the month and the token after it and its ordinal mark.
    pub(super) fn day(&self, number: &Number) -> Option<(u32, usize)> {
        if number.is_weak {
            return None;
        }
        let day = number.value.to_u32().filter(|day| (1..=31).contains(day))?;
        if number.is_formatted || number.scale.is_some() || !matches!(number.sort, Sort::Plain | Sort::Ordinal) {
            return None;
        }
        let end = ordinal::mark_end(self.view, number).unwrap_or(number.end);
        Some((day, end))
    }

    pub(super) fn month_after(&self, at: usize) -> Option<(u32, usize)> {
        let from = self.skip(at, Role::DateOf);
        if !self.on_line(from) {
            return None;
        }
        if let Some(word) = self.view.lexicon.longest(self.view.tokens, from, Roles::of(Role::MonthBefore))
            && let Some(month) = self.digits(word.end, 1..=2).filter(|month| (1..=12).contains(month))
        {
            return self.on_line(word.end).then_some((month, word.end + 1));
        }
        let phrase = self.view.lexicon.longest(self.view.tokens, from, Roles::of(Role::Month))?;
        // "cu 20 mai mulți": a word of comparison.
        let compared = Roles::any(&[Role::MoreThanBefore, Role::LessThanBefore]);
        if self.view.lexicon.longest(self.view.tokens, from, compared).is_some_and(|more| more.end > phrase.end) {
            return None;
        }
        if self.is_no_month(from, phrase.end) && self.digits(phrase.end, 4..=4).is_none() {
            return None;
        }
        // A month's short name that is another word too (mar, set) needs its full stop, a capital or a year behind.
        let month = self.view.lexicon.value(phrase.node, Role::Month)?.to_u32()?;
        let mut end = phrase.end;
        let is_short = self.view.before(end).is_some_and(|word| word.length <= 4);
        // "trois sept": a short name behind a spelled day may be a word of its own.
        let is_cardinal = self.view.before(end).is_some_and(|month| month.word.roles.has(Role::Cardinal));
        let is_ordinal = !is_cardinal && self.view.before(at).is_some_and(|day| day.word.roles.has(Role::Ordinal));
        if is_short
            && !is_ordinal
            && !self.view.before(at).is_some_and(|day| day.is_digits() || !day.is_word() || day.is_joined())
            && from == at
        {
            return None;
        }
        let stop = self.view.token(end).is_some_and(|stop| stop.is_mark('.') && stop.is_joined());
        // A quotation mark behind the stop opens a sentence as a capital does.
        let goes_on = self.view.token(end + 1).is_some_and(|next| {
            next.is_on_line()
                && if next.is_word() {
                    !next.is_capital && has_case(next.first)
                } else {
                    next.is_digits() || next.is_joined()
                }
        });
        if is_short && stop && goes_on {
            end += 1;
        }
        Some((month, end))
    }

    /// The year behind a month: "de 2024", ", 1981", "2025 року", "de 92".
    pub(super) fn year_after(&self, at: usize) -> (Option<u32>, usize, Flags) {
        let mut flags = Flags::default();
        let mut from = self.skip(at, Role::DateOf);
        if from == at && self.view.token(at).is_some_and(|comma| comma.is_mark(',')) {
            from = at + 1;
        }
        if !self.on_line(from)
            || self.view.token(from + 1).is_some_and(|next| next.is_joined() && next.is_word() && from == at + 1)
        {
            return (None, at, flags);
        }
        // "K 10. říjnu 2025 novináři": what stands right behind a month is its year, whatever follows.
        let is_close = from == at || !self.view.before(from).is_some_and(|comma| comma.is_mark(','));
        if let Some(year) =
            self.digits(from, 4..=4).map(|year| self.of_our_era(year)).filter(|year| (1000..=2999).contains(year))
            && (is_close && (1800..=2100).contains(&year) || !self.is_counted(from) || self.is_of_event(from, year))
        {
            return (Some(year), self.year_end(from + 1), flags);
        }
        let is_of = from > at && !self.view.before(from).is_some_and(|comma| comma.is_mark(','));
        if is_of
            && let Some(short) = self.digits(from, 2..=2)
            && !self.view.token(from + 1).is_some_and(Token::is_word_on_line)
        {
            flags.insert(Flag::ShortYear);
            return (Some(century(short)), from + 1, flags);
        }
        (None, at, flags)
    }

    /// "the October 7, 2023 attack", "the March 11, 2011 earthquake killed": whether the year at token `at`, behind a day and a comma, tells
    /// when something was, and counts none of it.
    fn is_of_event(&self, at: usize, year: u32) -> bool {
        let view = self.view;
        let noun = at + 1;
        let is_plain = is_of_our_times(year) && view.token(noun).is_some_and(Token::is_word_on_line);
        let is_unknown = || {
            let are_people = view.category_at(noun + 1).is_some_and(|it| is_person(it));
            !view.roles_at(noun).meets(COUNTED) && !are_people
        };
        is_plain && (view.category_at(noun).is_some_and(|it| is_event(it)) || is_unknown())
    }

    /// April 12, 1981; February 2022; травень 2024-го.
    pub(super) fn month_first(&self, numbers: &[Number], at: usize) -> Option<Found> {
        let number = numbers.get(at)?;
        let before = self.month_before_number(number)?;
        let MonthBefore { first, month, .. } = before;
        let date = Date { month: Some(month), ..Date::default() };
        let plain_end = ordinal::mark_end(self.view, number).unwrap_or(number.end);
        let year = self.digits(number.first, 4..=4).map(|year| self.of_our_era(year));
        if let Some(year) = year.filter(|year| (1000..=2999).contains(year)) {
            let (date, end) = (Date { year: Some(year), ..date }, self.year_end(plain_end));
            let Some((first, from)) = self.month_before(first, month) else {
                return self.found(date, first, end, Flags::default());
            };
            let edtf = format_compact!("{}/{}", Date { month: Some(from), ..date }.edtf(), date.edtf());
            return Some(Found { first, end, edtf, flags: Flags::default() });
        }
        if !self.touches_month(number, &before) {
            return None;
        }
        let (day, day_end) = self.day(number)?;
        let date = Date { day: Some(day), ..date };
        if let Some(span) = self.up_to_day(numbers, at, first, date) {
            return Some(span);
        }
        let (year, end, flags) = self.year_after(day_end);
        // "in May 12 people": a counted noun takes the number from the month; not so in "the October 7 attack", "fevralın 24-də hücum".
        let is_called = first.checked_sub(1).is_some_and(|article| self.view.roles_at(article).has(Role::Definite));
        let is_in = self.view.cue(number.end - 1, "year_ending") == Some(number.end);
        if year.is_none() && !is_called && !is_in && self.is_counted(number.end - 1) {
            return None;
        }
        let end = if year.is_none() { self.skip(end, Role::DayAfter) } else { end };
        self.found(Date { year, ..date }, first, end, flags)
    }

    /// The month right before `number`, or before a comma, a stop or an "of".
    pub(super) fn month_before_number(&self, number: &Number) -> Option<MonthBefore> {
        if !number.has_digits || number.is_formatted || number.scale.is_some() || !self.on_line(number.first) {
            return None;
        }
        let mut end = number.first;
        if let Some((of, _)) = self.view.lexicon.longest_before(self.view.tokens, end, Roles::of(Role::DateOf)) {
            end = of;
        } else if self.view.before(end).is_some_and(|comma| comma.is_mark(',') || comma.is_mark('.')) {
            end -= 1;
        }
        let (first, phrase) = self.view.lexicon.longest_before(self.view.tokens, end, Roles::of(Role::Month))?;
        let month = self.view.lexicon.value(phrase.node, Role::Month)?.to_u32()?;
        Some(MonthBefore { first, end, month })
    }

    /// "April 12", "Nov. 3": whether `number` stands right behind the month before it, or behind the stop of its short name.
    pub(super) fn touches_month(&self, number: &Number, before: &MonthBefore) -> bool {
        let MonthBefore { first, end, month } = *before;
        if end == number.first {
            return true;
        }
        // May and June are whole words of four letters at most.
        let is_short = self.view.token(first).is_some_and(|name| match name.length {
            3 => month != 5,
            4 => month == 9,
            _ => false,
        });
        end + 1 == number.first
            && end == first + 1
            && is_short
            && self.view.token(end).is_some_and(|stop| stop.is_mark('.') && stop.is_joined())
            && self.view.token(number.first).is_some_and(|day| !day.is_joined())
    }

    /// "January–October 2025", "з січня по жовтень 2025 року": the month before the month `to` at token `end`, where the text speaks of
    /// all from one to the other, and where it begins.
    fn month_before(&self, end: usize, to: u32) -> Option<(usize, u32)> {
        let (lexicon, tokens) = (self.view.lexicon, self.view.tokens);
        let dash = self.view.before(end).filter(|dash| dash.is_dash() && dash.is_on_line());
        let close = lexicon.longest_before(tokens, end, Roles::of(Role::RangeClose));
        let link = if dash.is_some() { end - 1 } else { close?.0 };
        let (first, phrase) = lexicon.longest_before(tokens, link, Roles::of(Role::Month))?;
        let is_told = dash.is_some() || self.view.cue(link, "only_range") == Some(end) || {
            let open = lexicon.longest_before(tokens, first, Roles::of(Role::RangeOpen));
            open.zip(close).is_some_and(|((_, open), (_, close))| {
                lexicon.is_pair((open.node, Role::RangeOpen), (close.node, Role::RangeClose))
            })
        };
        // "12 January–March 2025" is no span of months.
        let has_day = self.view.before(first).is_some_and(|day| day.is_digits());
        let from = lexicon.value(phrase.node, Role::Month)?.to_u32()?;
        let is_on_line = self.on_line(link) && self.on_line(end);
        (is_told && is_on_line && !self.is_no_month(first, phrase.end) && !has_day && from < to)
            .then_some((first, from))
    }

    /// "12 may face charges": whether the name of a month from token `from` to token `end` is another word without its capital.
    fn is_no_month(&self, from: usize, end: usize) -> bool {
        self.view.cue(from, "month_if_capital") == Some(end)
            && self.view.token(from).is_some_and(|word| !word.is_capital)
    }

    /// "2024'te", "1999'daki": whether an ending that says in which closes digits of our times, and they are no part of one.
    pub(super) fn ends_as_in(&self, number: &Number, year: u32) -> bool {
        let view = self.view;
        // "2024'ün üçüncü çeyreğinde": an ending before a part of the year told by its place.
        let ends = is_of_our_times(year)
            && number.end > number.first + 1
            && (view.cue(number.end - 1, "year_ending") == Some(number.end)
                || view.roles_at(number.end - 1).has(Role::NumberEnding)
                    && self.on_line(number.end)
                    && view.roles_at(number.end).has(Role::Ordinal));
        // "2000'de bir": one in so many.
        ends && !(year == 2000 && view.roles_at(number.end).meets(Roles::any(&[Role::Article, Role::Cardinal])))
    }

    /// "2000'in üzerinde": whether a bound stands behind the number that ends before token `end`.
    pub(super) fn is_bound_behind(&self, end: usize) -> bool {
        let bounds = Roles::any(&[Role::MoreThanAfter, Role::LessThanAfter]);
        self.view.lexicon.longest(self.view.tokens, end, bounds).is_some()
    }

    /// "2027-го": whether an ending behind a hyphen closes the number, and no word that may have a place in an order follows.
    pub(super) fn ends_as_year(&self, number: &Number, end: usize) -> bool {
        let view = self.view;
        let hyphen = view.token(number.end).filter(|mark| mark.is_joined() && !mark.is_word() && is_hyphen(mark.first));
        let next = view.token(end).filter(|word| word.is_word_on_line());
        // As the whole text it is a place in an order.
        let is_all = view.is_whole && number.first == 0 && end == view.tokens.len();
        // "до 2030-го предусмотрено": a year to come or just gone, behind a preposition and before no noun that is known.
        let near = || {
            let small = number.first.checked_sub(1).is_some_and(|at| view.roles_at(at).has(Role::Function));
            let is_near = number.value.to_u32().is_some_and(|year| (1990..2070).contains(&year));
            small && is_near && view.roles_at(end) == Roles::default()
        };
        hyphen.is_some() && !is_all && (next.is_none() || view.roles_at(end).has(Role::Function) || near())
    }
}

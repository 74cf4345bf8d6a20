//! Dates as texts write them: 28.02.2025, 28 лютого, April 12, 1981, навесні 2024 року, em 2025, 1990s.

use compact_str::{CompactString, format_compact};

use super::date::Date;
use super::ordinal;
use crate::figure::{Flag, Flags};
use crate::lexicon::{Role, Roles};
use crate::stages::fold::{is_apostrophe, is_dash};
use crate::stages::read::{Number, Sort, View, digits_value, numeric_run};

/// A date found in the tokens.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) edtf: CompactString,
    pub(crate) flags: Flags,
}

const SEASONS: [Role; 4] = [Role::Spring, Role::Summer, Role::Autumn, Role::Winter];

/// The date that `numbers[at]` belongs to, if it belongs to one.
pub(crate) fn date(view: &View, numbers: &[Number], at: usize, of: Option<Date>) -> Option<Found> {
    let number = numbers.get(at)?;
    let finder = Finder { view, of };
    finder
        .numeric(number)
        .or_else(|| finder.day_month(numbers, at))
        .or_else(|| finder.month_first(numbers, at))
        .or_else(|| finder.season(number))
        .or_else(|| finder.decade(number))
        .or_else(|| finder.year_span(numbers, at))
        .or_else(|| finder.year(number))
}

struct Finder<'v, 'a> {
    view: &'v View<'a>,
    of: Option<Date>,
}

impl Finder<'_, '_> {
    fn found(&self, date: Date, first: usize, end: usize, flags: Flags) -> Option<Found> {
        date.is_valid().then(|| Found { first, end, edtf: date.resolved(self.of).edtf(), flags })
    }

    fn digits(&self, at: usize, lengths: std::ops::RangeInclusive<u16>) -> Option<u32> {
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

    /// 2025-02-28, 28.02.2025, 2/28/2025, 28.02.25.
    fn numeric(&self, number: &Number) -> Option<Found> {
        let at = number.first;
        if !number.has_digits {
            return None;
        }
        let run = numeric_run(self.view.tokens, at, &['.', '/', '-', '\u{2010}', '\u{2011}']);
        let [a, b, c] = *run.tokens() else { return None };
        let [mark, same] = *run.separators() else { return None };
        if mark != same {
            return None;
        }
        let mut flags = Flags::default();
        if let Some(year) = self.digits(a, 4..=4) {
            let date = Date { year: Some(year), month: self.digits(b, 1..=2), day: self.digits(c, 1..=2) };
            return if date.month? > 12 { None } else { self.found(date, at, run.end, flags) };
        }
        let (first, second) = (self.digits(a, 1..=2)?, self.digits(b, 1..=2)?);
        let year = match self.digits(c, 4..=4) {
            Some(year) => year,
            None if mark == '-' => return None,
            None => {
                flags.insert(Flag::ShortYear);
                century(self.digits(c, 2..=2)?)
            }
        };
        if !(1000..=2999).contains(&year) {
            return None;
        }
        let month_first = mark == '/' && self.view.lexicon.switches.month_first && self.view.region != "GB" || second > 12;
        let (day, month) = if month_first && first <= 12 { (second, first) } else { (first, second) };
        if month > 12 {
            return None;
        }
        let end = self.skip(run.end, Role::YearAfter);
        self.found(Date { year: Some(year), month: Some(month), day: Some(day) }, at, end, flags)
    }

    /// 28 лютого 2025 року, 1er avril, 12-14 травня, 14 de outubro de 2024.
    fn day_month(&self, numbers: &[Number], at: usize) -> Option<Found> {
        let number = numbers.get(at)?;
        let (day, day_end) = self.day(number)?;
        if let Some((month, end)) = self.month_after(day_end) {
            let (year, end, flags) = self.year_after(end);
            return self.found(Date { year, month: Some(month), day: Some(day) }, number.first, end, flags);
        }
        // Two days of one month.
        let next = numbers.get(at + 1)?;
        let joint = self.view.token(day_end)?;
        let is_joined = is_dash(joint.first) && next.first == day_end + 1;
        if !is_joined || next.first >= self.view.tokens.len() {
            return None;
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

    /// A day of the month and the token after it and its ordinal mark.
    fn day(&self, number: &Number) -> Option<(u32, usize)> {
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

    fn month_after(&self, at: usize) -> Option<(u32, usize)> {
        let from = self.skip(at, Role::DateOf);
        if !self.on_line(from) {
            return None;
        }
        let phrase = self.view.lexicon.longest(self.view.tokens, from, Roles::of(Role::Month))?;
        // A month's short name that is another word too (mar, set) needs its full stop, a capital or a year behind.
        let month = self.view.lexicon.value(phrase.node, Role::Month)?.to_u32()?;
        let mut end = phrase.end;
        let is_short = self.view.before(end).is_some_and(|word| word.length <= 4);
        // "trois sept": a short name behind a spelled day may be a word of its own.
        let is_ordinal = self.view.before(at).is_some_and(|day| self.view.lexicon.roles(self.view.lexicon.root(day.word)).has(Role::Ordinal));
        if is_short && !is_ordinal && !self.view.before(at).is_some_and(|day| day.is_digits() || !day.is_word()) && from == at {
            return None;
        }
        let stop = self.view.token(end).is_some_and(|stop| stop.is_mark('.') && stop.is_joined());
        let goes_on = self.view.token(end + 1).is_some_and(|next| next.is_on_line() && !next.is_capital);
        if is_short && stop && goes_on {
            end += 1;
        }
        Some((month, end))
    }

    /// The year behind a month: "de 2024", ", 1981", "2025 року", "de 92".
    fn year_after(&self, at: usize) -> (Option<u32>, usize, Flags) {
        let mut flags = Flags::default();
        let mut from = self.skip(at, Role::DateOf);
        if from == at && self.view.token(at).is_some_and(|comma| comma.is_mark(',')) {
            from = at + 1;
        }
        if !self.on_line(from) || self.view.token(from + 1).is_some_and(|next| next.is_joined() && next.is_word() && from == at + 1) {
            return (None, at, flags);
        }
        if let Some(year) = self.digits(from, 4..=4).filter(|year| (1000..=2999).contains(year))
            && !self.is_counted(from)
        {
            return (Some(year), self.year_end(from + 1), flags);
        }
        let is_of = from > at && !self.view.before(from).is_some_and(|comma| comma.is_mark(','));
        if is_of
            && let Some(short) = self.digits(from, 2..=2)
            && !self.view.token(from + 1).is_some_and(|next| next.is_word() && next.is_on_line())
        {
            flags.insert(Flag::ShortYear);
            return (Some(century(short)), from + 1, flags);
        }
        (None, at, flags)
    }

    /// Takes in the word for "year" behind one.
    fn year_end(&self, at: usize) -> usize {
        self.skip(at, Role::YearAfter)
    }

    /// April 12, 1981; February 2022; травень 2024-го.
    fn month_first(&self, numbers: &[Number], at: usize) -> Option<Found> {
        let number = numbers.get(at)?;
        if !number.has_digits || number.is_formatted || number.scale.is_some() || !self.on_line(number.first) {
            return None;
        }
        let mut before = number.first;
        if let Some((of, _)) = self.view.lexicon.longest_before(self.view.tokens, before, Roles::of(Role::DateOf)) {
            before = of;
        } else if self.view.before(before).is_some_and(|comma| comma.is_mark(',') || comma.is_mark('.')) {
            before -= 1;
        }
        let (first, phrase) = self.view.lexicon.longest_before(self.view.tokens, before, Roles::of(Role::Month))?;
        let month = self.view.lexicon.value(phrase.node, Role::Month)?.to_u32()?;
        let plain_end = ordinal::mark_end(self.view, number).unwrap_or(number.end);
        if let Some(year) = self.digits(number.first, 4..=4).filter(|year| (1000..=2999).contains(year)) {
            return self.found(Date { year: Some(year), month: Some(month), day: None }, first, self.year_end(plain_end), Flags::default());
        }
        if before != number.first {
            return None;
        }
        let (day, day_end) = self.day(number)?;
        let (year, end, flags) = self.year_after(day_end);
        // "in May 12 people": a counted noun takes the number from the month.
        if year.is_none() && self.is_counted(number.end - 1) {
            return None;
        }
        self.found(Date { year, month: Some(month), day: Some(day) }, first, end, flags)
    }

    fn season(&self, number: &Number) -> Option<Found> {
        let year = self.digits(number.first, 4..=4).filter(|year| (1000..=2999).contains(year))?;
        if number.is_formatted || number.end != number.first + 1 {
            return None;
        }
        let before = self
            .view
            .lexicon
            .longest_before(self.view.tokens, number.first, Roles::of(Role::DateOf))
            .map_or(number.first, |(of, _)| of);
        let (first, phrase) = self.view.lexicon.longest_before(self.view.tokens, before, Roles::any(&SEASONS))?;
        let roles = self.view.lexicon.roles(phrase.node);
        let place = SEASONS.iter().position(|role| roles.has(*role))?;
        let date = Date { year: Some(year), month: Some(21 + place as u32), day: None };
        self.found(date, first, self.year_end(number.end), Flags::default())
    }

    /// 1990s, anni '90, 90-х.
    fn decade(&self, number: &Number) -> Option<Found> {
        let token = self.view.token(number.first).filter(|token| token.is_digits())?;
        let value = digits_value(self.view.text, token)?.to_u32()?;
        if value % 10 != 0 || number.is_formatted || !matches!(token.length, 2 | 4) {
            return None;
        }
        let years = if token.length == 4 { value } else { century(value).min(1990).max(if value <= 20 { 2000 + value } else { 0 }) };
        let s = self.view.token(number.first + 1).is_some_and(|s| s.is_joined() && s.length == 1 && matches!(s.first, 's' | 'х'));
        let mut first = number.first;
        if self.view.before(first).is_some_and(|mark| is_apostrophe(mark.first) && token.is_joined()) {
            first -= 1;
        }
        let before = self.view.lexicon.longest_before(self.view.tokens, first, Roles::of(Role::DecadeBefore));
        let end = number.first + 1 + usize::from(s);
        if !s && before.is_none() || years < 1000 {
            return None;
        }
        let start = before.map_or(first, |(at, _)| at);
        Some(Found { first: start, end, edtf: format_compact!("{}X", years / 10), flags: Flags::default() })
    }

    /// 2014–2018.
    fn year_span(&self, numbers: &[Number], at: usize) -> Option<Found> {
        let (from, to) = (numbers.get(at)?, numbers.get(at + 1)?);
        let joint = self.view.token(from.end)?;
        if !is_dash(joint.first) || joint.is_word() || to.first != from.end + 1 {
            return None;
        }
        let (start, stop) = (self.bare_year(from)?, self.bare_year(to)?);
        if start >= stop || self.is_counted(to.first) {
            return None;
        }
        let end = self.year_end(to.end);
        Some(Found { first: from.first, end, edtf: format_compact!("{start}/{stop}"), flags: Flags::default() })
    }

    /// The number as a year, by its digits alone.
    fn bare_year(&self, number: &Number) -> Option<u32> {
        let is_plain = number.sort == Sort::Plain && !number.is_formatted && number.scale.is_none();
        let spelled = !number.has_digits && number.end > number.first + 1;
        let year = if spelled { number.value.to_u32() } else { self.digits(number.first, 4..=4) };
        year.filter(|year| is_plain && (1000..=2199).contains(year) && (spelled || number.end == number.first + 1))
    }

    fn year(&self, number: &Number) -> Option<Found> {
        let view = self.view;
        if let Some(found) = self.short_year(number) {
            return Some(found);
        }
        let year = self.bare_year(number)?;
        let mark = ordinal::mark_end(view, number);
        let after = mark.unwrap_or(number.end);
        let named_after = view.lexicon.longest(view.tokens, after, Roles::of(Role::YearAfter)).filter(|_| self.on_line(after));
        let cue = self.year_cue(number.first);
        let counted = self.is_counted(number.end - 1);
        let is_likely = (1800..=2099).contains(&year);
        let is_year = named_after.is_some()
            || cue && !counted
            || mark.is_some() && cue
            || number.has_digits && is_likely && !counted && mark.is_none() && self.stands_alone(number);
        if !is_year || mark.is_some() && named_after.is_none() && !cue {
            return None;
        }
        let end = named_after.map_or(after, |phrase| phrase.end);
        self.found(Date { year: Some(year), month: None, day: None }, number.first, end, Flags::default())
    }

    /// "em 93", "у '24".
    fn short_year(&self, number: &Number) -> Option<Found> {
        let short = self.digits(number.first, 2..=2).filter(|_| number.end == number.first + 1 && !number.is_formatted)?;
        let at = number.first;
        let is_elided = self.view.before(at).is_some_and(|mark| is_apostrophe(mark.first) && self.view.token(at).is_some_and(|t| t.is_joined()));
        if !is_elided || !self.year_cue(at - 1) {
            return None;
        }
        let mut flags = Flags::default();
        flags.insert(Flag::ShortYear);
        self.found(Date { year: Some(century(short)), month: None, day: None }, at - 1, number.end, flags)
    }

    fn year_cue(&self, at: usize) -> bool {
        self.on_line(at)
            && self.view.lexicon.longest_before(self.view.tokens, at, Roles::of(Role::YearBefore)).is_some()
    }

    /// Whether what follows token `at` is a thing that it counts.
    fn is_counted(&self, at: usize) -> bool {
        let view = self.view;
        let nouns = Roles::any(&[
            Role::Category,
            Role::OutcomeNoun,
            Role::Unit,
            Role::Duration,
            Role::Money,
            Role::Percent,
            Role::Scale,
            Role::ScaleAfterDigits,
            Role::Side,
        ]);
        let next = at + 1;
        let Some(token) = view.token(next).filter(|token| token.is_on_line()) else { return false };
        if view.lexicon.longest(view.tokens, next, Roles::of(Role::YearAfter)).is_some() {
            return false;
        }
        if token.is_mark('%') || token.is_mark('+') && token.is_joined() {
            return true;
        }
        let sign = view.shared.after(view.text, view.tokens, next, |sign| match sign {
            crate::lexicon::Sign::Unit(_, true) | crate::lexicon::Sign::Duration(_, true) => None,
            _ => Some(()),
        });
        sign.is_some() || (next..next + 2).any(|place| {
            let is_near = view.token(place).is_some_and(|token| token.is_word() && token.is_on_line());
            let stops = place > next && view.lexicon.roles_at(view.tokens, next).has(Role::Function);
            is_near && !stops && view.lexicon.longest(view.tokens, place, nouns).is_some()
        })
    }

    /// Whether no unknown noun follows that a bare four-digit number could count.
    fn stands_alone(&self, number: &Number) -> bool {
        let view = self.view;
        let Some(next) = view.token(number.end) else { return !view.is_whole };
        if !next.is_on_line() || !next.is_word() {
            return next.is_on_line() || number.first > 0 && view.token(number.first).is_some_and(|token| token.is_on_line());
        }
        next.is_capital && !view.lexicon.switches.capital_nouns || view.lexicon.roles_at(view.tokens, number.end).meets(Roles::any(&[Role::Function, Role::And, Role::DateOf]))
    }
}

/// A year of two digits, completed: up to 39 of this century, else of the last.
fn century(short: u32) -> u32 {
    if short < 40 { 2000 + short } else { 1900 + short }
}

//! From one day or month to another: 7〜9月, 11月14～16日, Nov. 14-16, "November 14 and 16".
//!
//! A number that opens or goes on such a span comes in, the whole of it or its next day goes out.

use compact_str::format_compact;

use super::{Date, Finder, Found, Marked, PLACES};
use crate::decimal::Decimal;
use crate::kinds::suffix;
use crate::lexicon::{Role, Roles};
use crate::stages::read::{Number, View};

impl Finder<'_, '_> {
    /// 7〜9月, 11月14～16日, 2025年11月14日至16日: the span that `numbers[at]` opens, where each number has its mark.
    pub(super) fn span(&self, numbers: &[Number], at: usize) -> Option<Found> {
        let view = self.view;
        let first = numbers.get(at).filter(|first| first.has_digits && !first.is_formatted)?;
        if !view.lexicon.per_character() {
            return None;
        }
        let [year, month, _] = PLACES;
        let Marked { date, flags, end, place } = self.marks(numbers, at, &[year, month]);
        let (from, to) = (numbers.get(place)?, numbers.get(place + 1)?);
        if from.first != end {
            return None;
        }
        // 12月3、4日: a day and the next one.
        let steps = || {
            let is_next = from.value.checked_add(Decimal::ONE) == Some(to.value);
            view.token(from.end)
                .filter(|comma| comma.is_mark('、') && is_next && date.month.is_some())
                .map(|_| from.end + 1)
        };
        if self.joint_end(from.end).or_else(steps)? != to.first {
            return None;
        }
        let value = |number: &Number| number.value.to_u32().filter(|value| !number.is_formatted && *value > 0);
        let (low, high) = (value(from)?, value(to).filter(|high| Some(*high) > value(from))?);
        let is_days = |end: &usize| self.are_days_of_month(to, *end, date.month.is_some());
        let (start, stop, end) = if let Some(end) = mark_end(view, to, Role::DayAfter).filter(is_days) {
            (Date { day: Some(low), ..date }, Date { day: Some(high), ..date }, end)
        } else {
            let end = mark_end(view, to, Role::MonthAfter).filter(|_| date.month.is_none())?;
            (Date { month: Some(low), ..date }, Date { month: Some(high), ..date }, end)
        };
        if !start.is_valid() || !stop.is_valid() {
            return None;
        }
        let edtf = format_compact!("{}/{}", start.resolved(self.of).edtf(), stop.resolved(self.of).edtf());
        Some(Found { first: first.first, end, edtf, flags })
    }

    /// The 11月 that 16日 is in behind 11月14日至, 11月14日、15日、: month and year of the days before `numbers[at]`, where something joins them.
    pub(super) fn month_of_day_before(&self, numbers: &[Number], at: usize) -> Option<Date> {
        const MOST: usize = 3;
        let view = self.view;
        let value = |number: &Number| number.value.to_u32();
        let mut number = numbers.get(at)?;
        for place in (at.saturating_sub(MOST)..at).rev() {
            let day = numbers.get(place).filter(|day| day.has_digits && day.value < number.value)?;
            let end = mark_end(view, day, Role::DayAfter)?;
            let and = || view.lexicon.longest(view.tokens, end, Roles::of(Role::And)).map(|and| and.end);
            let comma = || view.token(end).filter(|comma| comma.is_mark('、')).map(|_| end + 1);
            if self.joint_end(end).or_else(and).or_else(comma) != Some(number.first) {
                return None;
            }
            let marked = |before: usize, role, next: &Number| {
                let own = place.checked_sub(before).and_then(|at| numbers.get(at))?;
                (mark_end(view, own, role) == Some(next.first)).then_some(own)
            };
            if let Some(month) = marked(1, Role::MonthAfter, day) {
                let year = marked(2, Role::YearAfter, month).and_then(value);
                let month = value(month).filter(|month| (1..=12).contains(month))?;
                let year = year.filter(|year| (1000..=2999).contains(year));
                return Some(Date { year, month: Some(month), day: None });
            }
            number = day;
        }
        None
    }

    /// Where the sign or word ends that joins two ends at token `at`.
    fn joint_end(&self, at: usize) -> Option<usize> {
        let joint = self.view.token(at).filter(|joint| joint.is_on_line())?;
        let joiner = self.view.lexicon.longest(self.view.tokens, at, Roles::of(Role::RangeJoiner));
        let is_sign = !joint.is_word() && (joint.is_dash() || matches!(joint.first, '~' | '～' | '〜'));
        joiner.map(|joiner| joiner.end).or(is_sign.then_some(at + 1))
    }

    /// Whether `last`, whose mark ends at token `end`, is a day and not how many: 3〜5日 alone may be as many days.
    fn are_days_of_month(&self, last: &Number, end: usize, has_month: bool) -> bool {
        const FEW: u32 = 7;
        let view = self.view;
        let length = view.lexicon.longest(view.tokens, last.end, Roles::of(Role::Duration));
        if length.is_some_and(|length| length.end > end) || suffix::days_counted(view, last).is_some() {
            return false;
        }
        length.is_none() || has_month || last.value.to_u32().is_some_and(|day| day > FEW)
    }

    /// "Nov. 14-16", "November 14–16, 2025": up to another day of the same month, whose name at token `first` stands before `numbers[at]`.
    pub(super) fn up_to_day(&self, numbers: &[Number], at: usize, first: usize, from: Date) -> Option<Found> {
        let (number, next) = (numbers.get(at)?, numbers.get(at + 1)?);
        let dash = self.view.token(number.end).filter(|dash| dash.is_dash() && next.first == number.end + 1)?;
        let last_token = self.view.token(next.first)?;
        if !dash.is_on_line() || !last_token.is_on_line() || dash.is_joined() != last_token.is_joined() {
            return None;
        }
        let (last, last_end) = self.day(next).filter(|(last, _)| next.has_digits && from.day < Some(*last))?;
        let (year, end, flags) = self.year_after(last_end);
        if year.is_none() && self.is_counted(last_end - 1) {
            return None;
        }
        let (from, to) = (Date { year, ..from }, Date { year, day: Some(last), ..from });
        if !from.is_valid() || !to.is_valid() {
            return None;
        }
        let edtf = format_compact!("{}/{}", from.resolved(self.of).edtf(), to.resolved(self.of).edtf());
        Some(Found { first, end, edtf, flags })
    }

    /// The 18 of "il 18 e il 19 novembre", the 14 of "14, 15 and 16 November": a day whose month stands behind the next one or the last
    /// of a list.
    pub(super) fn day_of_next(&self, numbers: &[Number], at: usize) -> Option<Found> {
        const MOST: usize = 3;
        let number = numbers.get(at).filter(|number| number.has_digits)?;
        let (day, day_end) = self.day(number)?;
        // "14., 15. a 16. listopadu"
        let mark = |at: usize, mark| self.view.token(at).is_some_and(|token| token.is_mark(mark) && token.is_joined());
        let day_end = day_end + usize::from(mark(day_end, '.') && mark(day_end + 1, ','));
        let (mut before, mut end) = (day, day_end);
        for next in numbers.get(at + 1..)?.iter().take(MOST) {
            let is_last = self.links_days(end, next.first);
            // A comma stands between the days of a list that goes on only.
            let is_comma = self.view.token(end).is_some_and(|comma| comma.is_mark(',')) && next.first == end + 1;
            if !is_last && !is_comma || !next.has_digits || !self.on_line(end) || !self.on_line(next.first) {
                return None;
            }
            (before, end) = self.day(next).filter(|(later, _)| *later > before)?;
            if let Some((month, end)) = self.month_after(end).filter(|_| is_last) {
                let (year, _, flags) = self.year_after(end);
                Date { year, month: Some(month), day: Some(before) }.is_valid().then_some(())?;
                return self.found(Date { year, month: Some(month), day: Some(day) }, number.first, day_end, flags);
            }
        }
        None
    }

    /// Whether words that join two days stand from token `end` to token `next`: "e il", "and".
    fn links_days(&self, end: usize, next: usize) -> bool {
        const LINKS: usize = 3;
        let links = Roles::any(&[Role::And, Role::RangeJoiner, Role::RangeClose]);
        let grammar = Roles::any(&[Role::Function, Role::Article, Role::Definite]);
        next > end
            && next - end <= LINKS
            && (self.view.roles_at(end).meets(links)
                || ["into_next", "became"].iter().any(|key| self.view.cue(end, key).is_some()))
            && (end + 1..next).all(|at| self.on_line(at) && self.view.roles_at(at).meets(grammar))
    }

    /// The 16 of "November 14 to 16", "Nov. 14, 15 and 16": a day behind one whose month stands before it.
    pub(super) fn next_day(&self, numbers: &[Number], at: usize) -> Option<Found> {
        const MOST: usize = 3;
        let view = self.view;
        let number = numbers.get(at).filter(|number| number.has_digits)?;
        let (day, day_end) = self.day(number)?;
        if !view.closes(day_end) {
            return None;
        }
        let links = Roles::any(&[Role::And, Role::RangeJoiner, Role::RangeClose]);
        let mut next = number;
        for back in 1..=MOST {
            let before = numbers.get(at.checked_sub(back)?)?;
            let (earlier, end) = self.day(before).filter(|_| before.has_digits)?;
            let link = view.lexicon.longest(view.tokens, end, links).map(|link| link.end);
            // "Nov. 14, 15": a comma stands between the days of a list that goes on only.
            let comma =
                view.token(end).filter(|comma| comma.is_mark(',') && (back > 1 || self.goes_on_to_day(day_end)));
            let is_linked = link.or(comma.map(|_| end + 1)) == Some(next.first);
            if !is_linked || !self.on_line(end) || !self.on_line(next.first) || next.value <= before.value {
                return None;
            }
            if let Some(named) = self.month_before_number(before)
                && self.touches_month(before, &named)
            {
                let (year, end, flags) = self.year_after(day_end);
                let date = Date { year, month: Some(named.month), day: Some(day) };
                return if day > earlier { self.found(date, number.first, end, flags) } else { None };
            }
            next = before;
        }
        None
    }

    /// "15 and 16", "15, 16": whether another day stands behind the one that ends at token `end`, and counts nothing.
    fn goes_on_to_day(&self, end: usize) -> bool {
        let view = self.view;
        let and = view.lexicon.longest(view.tokens, end, Roles::of(Role::And)).map(|and| and.end);
        let comma = view.token(end).filter(|comma| comma.is_mark(',')).map(|_| end + 1);
        and.or(comma).is_some_and(|next| {
            view.token(next).is_some_and(|day| day.is_digits() && day.length <= 2 && day.is_on_line())
                && view.closes(next + 1)
        })
    }
}

/// Where the mark of a year, month or day behind `number` ends, and nothing longer begins with it.
fn mark_end(view: &View, number: &Number, role: Role) -> Option<usize> {
    let mark = view.lexicon.longest(view.tokens, number.end, Roles::of(role))?;
    let length = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Duration));
    (role == Role::DayAfter || length.is_none_or(|length| length.end <= mark.end)).then_some(mark.end)
}

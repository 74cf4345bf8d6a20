//! Years, alone or with a season: em 2025, у '24, 2014–2018, 1990s, навесні 2024 року.
//!
//! A number comes in, a year, a span of years or a decade goes out. A number that counts what follows is none.

use compact_str::format_compact;

use super::month::COUNTED;
use super::{Date, Finder, Found, century};
use crate::figure::{Flag, Flags};
use crate::kinds::date::is_of_our_times;
use crate::kinds::ordinal;
use crate::lexicon::{NodeId, Role, Roles, Sign};
use crate::stages::fold::{is_apostrophe, is_hyphen};
use crate::stages::read::{Number, Sort, digits_value, numeric_run};
use crate::token::Token;

/// The seasons as lexicons name them, in the order of EDTF, where spring is 21.
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

impl Finder<'_, '_> {
    pub(super) fn season(&self, number: &Number) -> Option<Found> {
        let year = self.digits(number.first, 4..=4).filter(|year| (1000..=2999).contains(year))?;
        if number.is_formatted || number.end != number.first + 1 {
            return None;
        }
        let before = self
            .view
            .lexicon
            .longest_before(self.view.tokens, number.first, Roles::of(Role::DateOf))
            .map_or(number.first, |(of, _)| of);
        let (first, phrase) = self.view.lexicon.longest_before(self.view.tokens, before, Roles::of(Role::Season))?;
        let date = Date { year: Some(year), month: self.season_of(phrase.node), day: None };
        self.found(date, first, self.year_end(number.end), Flags::default())
    }

    /// The season named at token `at`, as EDTF counts it, and where its name ends.
    pub(super) fn season_at(&self, at: usize) -> Option<(u32, usize)> {
        let phrase = self.view.lexicon.longest(self.view.tokens, at, Roles::of(Role::Season))?;
        Some((self.season_of(phrase.node)?, phrase.end))
    }

    /// The season that a phrase names, as EDTF counts it.
    fn season_of(&self, phrase: NodeId) -> Option<u32> {
        let name = self.view.lexicon.name(phrase, Role::Season)?;
        SEASONS.iter().zip(21..).find(|(season, _)| name == **season).map(|(_, code)| code)
    }

    /// 1990s, anni '90, 90-х.
    pub(super) fn decade(&self, number: &Number) -> Option<Found> {
        let token = self.view.token(number.first).filter(|token| token.is_digits())?;
        let value = digits_value(self.view.text, token)?.to_u32()?;
        // "10-х" counts classes more often than it tells a decade.
        if value % 10 != 0 || value == 10 || number.is_formatted || !matches!(token.length, 2 | 4) {
            return None;
        }
        let years = if token.length == 4 { value } else { value + if value <= 20 { 2000 } else { 1900 } };
        let s = self
            .view
            .token(number.first + 1)
            .is_some_and(|s| s.is_joined() && s.length == 1 && matches!(s.first, 's' | 'х'));
        let mut first = number.first;
        if self.view.before(first).is_some_and(|mark| is_apostrophe(mark.first) && token.is_joined()) {
            first -= 1;
        }
        let before = self.view.lexicon.longest_before(self.view.tokens, first, Roles::of(Role::DecadeBefore));
        let after = self.decade_end(number.first + 1);
        let end = after.unwrap_or(number.first + 1 + usize::from(s));
        if !s && before.is_none() && after.is_none() || years < 1000 {
            return None;
        }
        let start = before.map_or(first, |(at, _)| at);
        Some(Found { first: start, end, edtf: format_compact!("{}X", years / 10), flags: Flags::default() })
    }

    /// Where the words that make the number before `at` a decade end: 1990-talet, 1990er Jahre, 90-х роках.
    fn decade_end(&self, at: usize) -> Option<usize> {
        let hyphen = self.view.token(at).is_some_and(|mark| {
            (is_hyphen(mark.first) || is_apostrophe(mark.first)) && mark.is_joined() && !mark.is_word()
        });
        let from = at + usize::from(hyphen);
        let phrase = self.view.lexicon.longest(self.view.tokens, from, Roles::of(Role::DecadeAfter))?;
        self.on_line(from).then_some(phrase.end)
    }

    /// 2014–2018.
    pub(super) fn year_span(&self, numbers: &[Number], at: usize) -> Option<Found> {
        let (from, to) = (numbers.get(at)?, numbers.get(at + 1)?);
        let joint = self.view.token(from.end)?;
        if let Some(season) = self.season_of_years(from, to) {
            return Some(season);
        }
        if !joint.is_dash() || to.first != from.end + 1 {
            return None;
        }
        let (start, stop) = (self.bare_year(from)?, self.bare_year(to)?);
        // "2023–2024 років": the word for years in the form that counts them elsewhere.
        let years = self.view.lexicon.longest(self.view.tokens, to.end, Roles::of(Role::Duration)).filter(|years| {
            self.on_line(to.end)
                && (is_of_our_times(start) && is_of_our_times(stop))
                && self.view.lexicon.name(years.node, Role::Duration).is_some_and(|unit| unit == "a")
        });
        if start >= stop || years.is_none() && self.is_counted(to.first) {
            return None;
        }
        let end = years.map_or_else(|| self.year_end(to.end), |years| years.end);
        Some(Found { first: from.first, end, edtf: format_compact!("{start}/{stop}"), flags: Flags::default() })
    }

    /// 2024/25, 2029-30: a year and the last two digits of the next one.
    fn season_of_years(&self, from: &Number, to: &Number) -> Option<Found> {
        let joint = self.view.token(from.end).filter(|joint| joint.is_joined() && !joint.is_word())?;
        if !(joint.is_dash() || joint.is_mark('/')) || to.first != from.end + 1 {
            return None;
        }
        let start = self.bare_year(from).filter(|year| is_of_our_times(*year))?;
        // 2024/2025: a slash; a dash joins years of any distance.
        let is_whole = joint.is_mark('/') && self.digits(to.first, 4..=4) == Some(start + 1);
        let next = if is_whole { Some((start + 1) % 100) } else { self.digits(to.first, 2..=2) };
        let next = next.filter(|next| *next == (start + 1) % 100 && !to.is_formatted)?;
        let second = self.view.token(to.first).filter(|second| second.is_joined())?;
        let goes_on = self.view.token(to.end).is_some_and(|mark| {
            mark.is_joined()
                && (mark.is_word() && !self.view.lexicon.per_character() && mark.length < 3
                    || mark.is_mark('%')
                    || !mark.is_word()
                        && self.view.token(to.end + 1).is_some_and(|more| more.is_joined() && more.is_digits()))
        });
        if goes_on || to.end != to.first + 1 || second.length != 2 && !is_whole || to.scale.is_some() {
            return None;
        }
        let stop = start - start % 100 + next + if next == 0 { 100 } else { 0 };
        Some(Found {
            first: from.first,
            end: self.year_end(to.end),
            edtf: format_compact!("{start}/{stop}"),
            flags: Flags::default(),
        })
    }

    /// The number as a year, by its digits alone.
    fn bare_year(&self, number: &Number) -> Option<u32> {
        let is_plain = number.sort == Sort::Plain && !number.is_formatted && number.scale.is_none();
        let spelled = !number.has_digits && number.end > number.first + 1;
        let year = if spelled { number.value.to_u32() } else { self.digits(number.first, 4..=4) };
        let year = year.map(|year| self.of_our_era(year));
        let is_bare = || number.end == number.first + 1 || self.has_ending(number);
        year.filter(|year| is_plain && (1000..=2199).contains(year) && (spelled || is_bare()))
    }

    /// The year as others count it, where the language counts years from another one: 2567 is 2024.
    pub(super) fn of_our_era(&self, year: u32) -> u32 {
        let is_other = self.view.lexicon.switches.buddhist_years && (2300..2700).contains(&year);
        if is_other { year - 543 } else { year }
    }

    /// "2019'da": whether all that stands behind the digits is an ending joined to them.
    fn has_ending(&self, number: &Number) -> bool {
        number.has_digits
            && (number.first + 2..=number.first + 3).contains(&number.end)
            && self.view.roles_at(number.end - 1).has(Role::NumberEnding)
    }

    pub(super) fn year(&self, number: &Number) -> Option<Found> {
        let view = self.view;
        if let Some(found) = self.short_year(number) {
            return Some(found);
        }
        let year = self.bare_year(number)?;
        let mark = ordinal::mark_end(view, number);
        let after = mark.unwrap_or(number.end);
        let named_after =
            view.lexicon.longest(view.tokens, after, Roles::of(Role::YearAfter)).filter(|_| self.on_line(after));
        let cue = self.year_cue(number.first);
        // "(+1979)", "| +1979 |": a change beside a total.
        let is_joined = view.token(number.first).is_some_and(|token| token.is_joined());
        if is_joined && view.before(number.first).is_some_and(|mark| mark.is_mark('+')) {
            return None;
        }
        // "$2000", "EUR 1950": an amount of money.
        if crate::kinds::money::prefix(view, number.first).is_some() {
            return None;
        }
        // "Танки — 2098 (+5)": a row of a list counts what its label names.
        let parted = view.before(number.first).is_some_and(|mark| mark.is_dash() || mark.is_mark(':'));
        let nouns = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        if parted && view.lexicon.longest_before(view.tokens, number.first - 1, nouns).is_some()
            || view.token(number.end).is_some_and(|open| open.is_mark('('))
                && view.token(number.end + 1).is_some_and(|plus| plus.is_mark('+'))
        {
            return None;
        }
        // "gemiddeld 2000 per maand": so many a month.
        let is_rate = || {
            self.on_line(number.end) && view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Per)).is_some()
        };
        if named_after.is_none() && (!cue && is_rate() || self.opens_range(number, year)) {
            return None;
        }
        let counted = self.is_counted(number.end - 1);
        let is_likely = (1800..=2099).contains(&year);
        if is_likely && mark.is_none() && named_after.is_none() && self.determines_noun(number) {
            return self.found(
                Date { year: Some(year), month: None, day: None },
                number.first,
                after,
                Flags::default(),
            );
        }
        // "до 2027-го": an ending behind a hyphen, and nothing that has a place in an order.
        let has_form = is_of_our_times(year) && mark.is_some_and(|end| self.ends_as_year(number, end))
            || self.ends_as_in(number, year);
        // "v roce 1997 Českého lva": a name is not counted, behind the word for a year; where nouns have capitals, that says nothing of one that
        // is counted: "gegenüber 2000 Euro".
        let may_be_named = cue && is_of_our_times(year) && !(counted && view.lexicon.switches.capital_nouns);
        let is_named = || {
            let word = number.first.checked_sub(1).filter(|_| may_be_named);
            word.and_then(|at| view.token(at)).is_some_and(|it| it.length > 3 && !it.word.roles.has(Role::Place))
                && view.token(after).is_some_and(|name| name.is_word_on_line() && name.is_capital)
        };
        // "وفي 2024 صودر": nothing that is known is counted, and it is a year of our days.
        let is_recent = || {
            let known = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Unit, Role::Money, Role::Side]);
            cue && view.lexicon.switches.one_follows
                && mark.is_none()
                && (1990..2050).contains(&year)
                && view.lexicon.longest(view.tokens, after, known).is_none()
                && view.thing(after).is_none()
        };
        let is_year = named_after.is_some()
            || is_named()
            || is_recent()
            || has_form
            || cue && !counted
            || mark.is_some() && cue
            || number.has_digits && is_likely && !counted && mark.is_none() && self.stands_alone(number);
        if !is_year || mark.is_some() && named_after.is_none() && !cue && !has_form {
            return None;
        }
        // "2452 mensen, tegen 1417 in dezelfde periode": a word that sets what was against what is, before no year of our times.
        let is_set_against =
            || view.lexicon.longest_before(view.tokens, number.first, Roles::of(Role::Previous)).is_some();
        if named_after.is_none() && !is_likely && is_set_against() {
            return None;
        }
        let end = named_after.map_or(after, |phrase| phrase.end);
        self.found(Date { year: Some(year), month: None, day: None }, number.first, end, Flags::default())
    }

    /// "1900 to 2,500 people", "2000-2500 tonnes": the lower end of so many, where the higher one is no year of our times.
    fn opens_range(&self, number: &Number, year: u32) -> bool {
        let view = self.view;
        let links = Roles::any(&[Role::RangeClose, Role::RangeJoiner, Role::RangeLink]);
        let link = view.lexicon.longest(view.tokens, number.end, links).map(|link| link.end);
        let dash = view.token(number.end).is_some_and(Token::is_dash).then_some(number.end + 1);
        let Some(at) = link.or(dash).filter(|_| self.on_line(number.end)) else { return false };
        let groups = numeric_run(view.tokens, at, &[',', '.']);
        let Some(thousands) = self.digits(at, 1..=6) else { return false };
        let rest = self.digits(groups.end - 1, 3..=3).filter(|_| groups.count == 2);
        let high = rest.map_or(thousands, |rest| thousands * 1000 + rest);
        let last = if rest.is_some() { groups.end - 1 } else { at };
        // "2000 ile 2500 arasında kişi"
        let close = view.lexicon.longest(view.tokens, last + 1, Roles::of(Role::RangeBehind));
        let last = close.map_or(last, |close| close.end - 1);
        high > year && !is_of_our_times(high) && self.is_counted(last)
    }

    /// "em 93", "у '24".
    fn short_year(&self, number: &Number) -> Option<Found> {
        let short =
            self.digits(number.first, 2..=2).filter(|_| number.end == number.first + 1 && !number.is_formatted)?;
        let at = number.first;
        let is_elided = self
            .view
            .before(at)
            .is_some_and(|mark| is_apostrophe(mark.first) && self.view.token(at).is_some_and(|t| t.is_joined()));
        // "em 93.": behind a word for a year, and nothing that it could count.
        let closes = || {
            self.view.token(number.end).is_none_or(|next| {
                !next.is_on_line()
                    || matches!(next.first, ',' | '.' | ')' | ';' | ':') && next.is_joined() && !next.is_word()
                    || self.view.roles_at(number.end).has(Role::Function)
            })
        };
        let told = Roles::any(&[Role::Change, Role::Category, Role::OutcomeNoun, Role::Outcome]);
        // "Mortos em 92: 310": what follows a colon is counted, not the year.
        let heads = || self.view.token(number.end).is_some_and(|mark| mark.is_mark(':') && mark.is_joined());
        let counts = || !heads() && (at.saturating_sub(6)..at).any(|before| self.view.roles_at(before).meets(told));
        // "50...70 km/h"
        let dots = self.view.token(number.end + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_joined());
        // "entre 60 e 80 milímetros": the end of a range that counts; "led by 52 to 48" is no time.
        let opens_range = || {
            let link = self.view.lexicon.longest(
                self.view.tokens,
                number.end,
                Roles::any(&[Role::RangeClose, Role::RangeJoiner]),
            );
            let second = link.filter(|link| self.digits(link.end, 1..=9).is_some());
            second.is_some_and(|link| {
                let falls = self.digits(link.end, 1..=2).is_some_and(|second| second < short);
                let behind = self.view.token(link.end + 1).filter(|word| word.is_word_on_line());
                falls
                    || behind.is_some() && !self.view.roles_at(link.end + 1).has(Role::Function)
                    || self.is_counted(link.end)
            })
        };
        // "trecut cu 89 de voturi": what is counted with "of".
        let counts_of = self.view.lexicon.switches.counts_with_of && self.view.roles_at(number.end).has(Role::DateOf);
        // "cu 99 mai puține": by so many less.
        let more = Roles::any(&[Role::Others, Role::MoreThanBefore, Role::LessThanBefore]);
        let counts_of = counts_of || self.view.lexicon.longest(self.view.tokens, number.end, more).is_some();
        // "W 72. minucie": a point that ends no sentence.
        let is_place = self.view.token(number.end).is_some_and(|dot| dot.is_mark('.') && dot.is_joined())
            && self.view.token(number.end + 1).is_some_and(|next| next.is_word_on_line() && !next.is_capital);
        // "mais de 70": the end of a bound, and no word for a year.
        let bounds = Roles::any(&[Role::MoreThanBefore, Role::AtLeastBefore, Role::LessThanBefore, Role::AtMostBefore]);
        let is_bound = || {
            let bound = self.view.lexicon.longest_before(self.view.tokens, at, bounds);
            bound.is_some_and(|(first, _)| first + 1 < at)
        };
        let is_plain = short >= 50
            && !is_bound()
            && !is_place
            && self.view.lexicon.longest_before(self.view.tokens, at, Roles::of(Role::Previous)).is_none()
            && !(is_elided || counts_of || dots)
            && self.year_cue(at)
            && closes()
            && !counts()
            && !self.is_counted(number.end - 1)
            && !opens_range();
        if is_plain {
            let mut flags = Flags::default();
            flags.insert(Flag::ShortYear);
            return self.found(Date { year: Some(century(short)), month: None, day: None }, at, number.end, flags);
        }
        if !is_elided || !self.year_cue(at - 1) {
            return None;
        }
        let mut flags = Flags::default();
        flags.insert(Flag::ShortYear);
        self.found(Date { year: Some(century(short)), month: None, day: None }, at - 1, number.end, flags)
    }

    /// Takes in the word for "year" behind one.
    pub(super) fn year_end(&self, at: usize) -> usize {
        self.skip(at, Role::YearAfter)
    }

    fn year_cue(&self, at: usize) -> bool {
        self.on_line(at)
            && self.view.lexicon.longest_before(self.view.tokens, at, Roles::of(Role::YearBefore)).is_some()
    }

    /// Whether what follows token `at` is a thing that it counts.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        let view = self.view;
        let next = at + 1;
        let Some(token) = view.token(next).filter(|token| token.is_on_line()) else { return false };
        if view.lexicon.longest(view.tokens, next, Roles::of(Role::YearAfter)).is_some() || self.is_behind_month(at) {
            return false;
        }
        if token.is_mark('%') || token.is_mark('+') && token.is_joined() {
            return true;
        }
        let sign = view.shared.after(view.text, view.tokens, next, |sign| match sign {
            Sign::Unit(_, true) | Sign::Duration(_, true) => None,
            _ => Some(()),
        });
        sign.is_some()
            || (next..next + 2).any(|place| {
                let is_near = view.token(place).is_some_and(Token::is_word_on_line);
                // "in 2011 523 slachtoffers": another number counts them.
                let stops = place > next
                    && (token.is_digits()
                        || view.roles_at(next).has(Role::Function)
                        || matches!(token.first, ',' | '.' | ';' | ':'));
                let noun = if is_near && !stops { view.lexicon.longest(view.tokens, place, COUNTED) } else { None };
                noun.is_some_and(|noun| !(place == next && self.governs_next(noun.node, noun.end)))
            })
    }

    /// "A quake in 2009 killed 1,100": whether a verb, which looks like a noun for those it happened to, stands before another number.
    pub(super) fn governs_next(&self, verb: NodeId, end: usize) -> bool {
        const HEDGE: usize = 3;
        let view = self.view;
        let numbers = Roles::of(Role::Cardinal);
        let is_number = |at: usize| view.token(at).is_some_and(Token::is_digits) || view.roles_at(at).meets(numbers);
        let on_line =
            |at: &usize| view.token(*at).is_some_and(|word| word.is_on_line() && (word.is_word() || word.is_digits()));
        view.lexicon.roles(verb).has(Role::Outcome) && (end..end + HEDGE).take_while(on_line).any(is_number)
    }
}

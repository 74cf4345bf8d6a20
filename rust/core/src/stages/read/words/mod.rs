//! Numbers read from the left, one after another: due, двадцять перший, 2,3 тис., half a million, three quarters.
//!
//! Tokens come in, numbers in order go out. This file only tells what opens a number and hands it to what reads the rest; it
//! knows no units and no currencies.

mod bound;
mod close;
mod compound;
mod decimals;
mod group;
mod parts;
mod piece;
mod place;
mod reach;
mod signs;
mod weak;
mod year;

use super::digits;
use reach::{SUMMED, is_idle, opens_phrase};

use super::sum::Sum;
use super::{Number, Sort, View};
use crate::decimal::Decimal;
use crate::figure::{Flag, Flags};
use crate::lexicon::{HEDGES_BEFORE, NUMBERS, OPENERS, Phrase, Role, Roles};
use crate::stages::fold::{is_hyphen, vulgar_fraction};
use crate::token::{Class, Token};

const CARDINAL: Roles = Roles::any(&[Role::Cardinal, Role::Scale, Role::ScaleRespelled, Role::Ordinal]);

enum Step {
    Found(Number),
    /// No number; go on at this token.
    Skip(usize),
}

struct Reading<'v, 'a> {
    view: &'v View<'a>,
    folded: &'v mut String,
    /// Whether a number is only looked at from another: it looks at no third.
    is_ahead: bool,
}

/// Appends every number of the view to `numbers`, in order; `masked` tells which tokens no number may touch.
pub(crate) fn read_all(view: &View, masked: &[bool], folded: &mut String, numbers: &mut Vec<Number>) {
    let mut reading = Reading { view, folded, is_ahead: false };
    let mut at = 0;
    while at < view.tokens.len() {
        let is_idle = view.token(at).is_some_and(|token| is_idle(token, view.token(at + 1)) && at > 0);
        if is_idle || masked.get(at).copied().unwrap_or(false) {
            at += 1;
            continue;
        }
        match reading.number(at) {
            Step::Found(number) => {
                let number = reading.twice(number);
                at = number.end.max(at + 1);
                numbers.push(number);
            }
            Step::Skip(end) => at = end.max(at + 1),
        }
    }
}

impl Reading<'_, '_> {
    fn number(&mut self, at: usize) -> Step {
        let view = self.view;
        let Some(token) = view.token(at) else { return Step::Skip(at + 1) };
        if token.is_digits() {
            return self.in_digits(at);
        }
        if let Some(part) = (token.length == 1).then(|| vulgar_fraction(token.first)).flatten() {
            return self.lone_fraction(at, part);
        }
        if !token.is_word() {
            return Step::Skip(at + 1);
        }
        if at == 0
            && view.is_whole
            && let Some(number) = self.decimals_alone().or_else(|| self.unit_alone())
        {
            return Step::Found(number);
        }
        // A letter-and-digit name (Ten17, Seven-11) is none.
        if view.token(at + 1).is_some_and(|next| next.is_digits() && next.is_joined()) {
            return Step::Skip(at + 1);
        }
        if let Some(end) = self.doubled_end(at) {
            return Step::Skip(end);
        }
        if self.ends_compound(at) {
            return Step::Skip(at + 1);
        }
        if self.is_bound_digit(at)
            && let Some(number) = self.bound(at)
        {
            return Step::Found(number);
        }
        let Some(mut phrase) = view.lexicon.longest(view.tokens, at, OPENERS) else {
            return if token.is_fused { self.in_words(at) } else { Step::Skip(at + 1) };
        };
        let mut roles = view.lexicon.roles(phrase.node);
        if roles.meets(Roles::any(&[Role::NoOne, Role::NoneOf])) {
            let is_none = !self.is_hedge(at, phrase.end) && !self.numbers_name(at, phrase);
            return if is_none { none(at, phrase.end) } else { Step::Skip(phrase.end) };
        }
        if roles.has(Role::NotANumber)
            && roles.meets(Roles::any(&[Role::Whole, Role::WholeLasting]))
            && let Some(number) = self.whole(at, phrase)
        {
            return Step::Found(number);
        }
        if roles.has(Role::NotANumber)
            && (self.lasts(at, phrase)
                || self.opens_row(at, phrase)
                || self.goes_on_in_unit(phrase)
                || self.closes_hours(at, phrase))
        {
            let Some(inner) = view.lexicon.longest(view.tokens, at, NUMBERS) else { return Step::Skip(at + 1) };
            phrase = inner;
            roles = view.lexicon.roles(phrase.node);
        } else if roles.has(Role::NotANumber) {
            // "의 사분의 일": syllables of two words are no word.
            let last = phrase.end - 1;
            let is_parted = self.is_bound_digit(last) && view.token(last).is_some_and(|last| !last.is_joined());
            return match self.inside(at, phrase.end) {
                Step::Skip(_) if is_parted => Step::Skip(at + 1),
                step => step,
            };
        }
        if roles.has(Role::PercentBefore) {
            return Step::Skip(phrase.end);
        }
        if roles.meets(Roles::any(&[Role::Whole, Role::WholeLasting])) {
            if let Some(number) = self.whole(at, phrase) {
                return Step::Found(number);
            }
            let Some(inner) = view.lexicon.longest(view.tokens, at, NUMBERS) else { return Step::Skip(at + 1) };
            phrase = inner;
            roles = view.lexicon.roles(phrase.node);
        }
        if let Some(number) = self.with_number(at, phrase) {
            return Step::Found(number);
        }
        if let Some(number) = self.part_before(at, phrase) {
            return Step::Found(number);
        }
        // "dix millième" is a place in an order unless an article makes it a part.
        let is_percent = || view.lexicon.longest(view.tokens, phrase.end, Roles::of(Role::Percent)).is_some();
        let is_part = roles.has(Role::Denominator)
            && (self.has_article(at) && !self.is_place(phrase) || phrase.end > at + 1 && is_percent());
        let is_cardinal = roles.meets(CARDINAL)
            || roles.has(Role::Denominator) && self.view.lexicon.longest(view.tokens, at, CARDINAL).is_some();
        if is_cardinal
            && (!roles.has(Role::Vague) || self.counts_on(at, phrase))
            && !is_part
            && let Step::Found(number) = self.in_words(at)
            && number.end >= phrase.end
        {
            return Step::Found(number);
        }
        if roles.meets(CARDINAL) && !roles.meets(Roles::any(&[Role::Vague, Role::Denominator])) {
            return self.in_words(at);
        }
        self.group(at, phrase, roles)
    }

    /// "Pendant un jour", "per un giorno": what else tells when is a length of time behind such a word.
    fn lasts(&self, at: usize, phrase: Phrase) -> bool {
        let view = self.view;
        let is_time = phrase.end.checked_sub(1).is_some_and(|last| view.roles_at(last).has(Role::Duration));
        is_time && view.lexicon.longest_before(view.tokens, at, Roles::of(Role::Lasting)).is_some()
    }

    /// ساعتين, полчаса: a word that holds its number.
    fn with_number(&self, at: usize, phrase: Phrase) -> Option<Number> {
        let view = self.view;
        let (value, _) = view.lexicon.coded(phrase.node, Role::WithNumber)?;
        // "im ersten Halbjahr", "im 1. Halbjahr": a part of a calendar, and no length of time.
        let stop = view.before(at).is_some_and(|stop| stop.is_mark('.') && stop.is_joined());
        let place = at.checked_sub(1 + usize::from(stop)).filter(|_| view.token(at).is_some_and(Token::is_on_line));
        let is_ordinal = |place: usize| {
            view.roles_at(place).has(Role::Ordinal) || stop && view.token(place).is_some_and(Token::is_digits)
        };
        if place.is_some_and(is_ordinal) {
            return None;
        }
        Some(Number { is_formatted: true, ..Number::new(at, phrase.end, value, Sort::Plain) })
    }

    /// "The whole week", "another hour": one, though the text does not say so.
    fn whole(&self, at: usize, phrase: Phrase) -> Option<Number> {
        let view = self.view;
        let hyphen = view.token(phrase.end).is_some_and(|mark| is_hyphen(mark.first) && mark.is_joined());
        let unit_first = phrase.end + usize::from(hyphen);
        view.token(unit_first).filter(|token| token.is_on_line())?;
        let unit = view.lexicon.longest(view.tokens, unit_first, Roles::of(Role::Duration))?;
        let lasting = Roles::of(Role::Lasting);
        let lasts = view.lexicon.roles(phrase.node).has(Role::Whole)
            || view.lexicon.longest_before(view.tokens, at, lasting).is_some()
            || view.lexicon.longest(view.tokens, unit.end, lasting).is_some();
        lasts.then_some(())?;
        // "لمدة ساعة": a word that only says how long stays outside, and the unit is all of the amount.
        if view.lexicon.roles(phrase.node).has(Role::Whole) && view.lexicon.roles(phrase.node).has(Role::Lasting) {
            let next = view.token(unit.end).filter(|next| next.is_on_line());
            let is_told = next.is_some_and(|next| next.is_digits() || next.word.roles.meets(NUMBERS));
            // "понад рік", "понад годину" beside "близько року": other forms of it stand behind bounds.
            let is_one =
                ["unit_of_one", "unit_of_one_bounded"].iter().any(|key| view.cue(unit_first, key) == Some(unit.end));
            return (is_one && !is_told).then(|| implicit_one(unit_first, unit.end));
        }
        Some(implicit_one(at, phrase.end))
    }

    /// "месяц" in a cell of its own: one, where the language has no article to say so.
    fn unit_alone(&self) -> Option<Number> {
        let end = self.view.cue(0, "unit_of_one").filter(|end| *end == self.view.tokens.len())?;
        Some(implicit_one(0, end))
    }

    /// "साढ़े 3", "পৌনে ৩": a word before digits that adds a part of one or takes it away.
    fn part_before(&mut self, at: usize, phrase: Phrase) -> Option<Number> {
        let view = self.view;
        let of_one = view.lexicon.value(phrase.node, Role::PartBefore)?;
        let number = view.token(phrase.end).filter(|token| token.is_digits() && token.is_on_line());
        let number = number.and_then(|_| self.digits_alone(phrase.end))?;
        let more = of_one.checked_add(Decimal::ONE.negated())?.checked_mul(number.scale.unwrap_or(Decimal::ONE))?;
        Some(Number { first: at, value: number.value.checked_add(more)?, is_formatted: true, ..number })
    }

    /// "the one" is no number, but "the one hundred" holds one that reaches past it.
    fn inside(&mut self, at: usize, end: usize) -> Step {
        let goes_on = self.may_go_on(end);
        for inside in at..end {
            let opens = self.view.lexicon.longest(self.view.tokens, inside, CARDINAL);
            let may_reach = opens.is_some_and(|opens| goes_on || opens.end > end);
            if let Step::Found(number) = if may_reach { self.in_words(inside) } else { Step::Skip(inside) }
                && number.end > end
            {
                return Step::Found(number);
            }
        }
        Step::Skip(end)
    }

    fn in_digits(&mut self, at: usize) -> Step {
        match self.digits_alone(at) {
            Some(number) => Step::Found(self.parts_of(number)),
            None => Step::Skip(digits::end_of_run(self.view.text, self.view.tokens, at, self.view.lexicon)),
        }
    }

    /// The number that digits open, whatever it may be so many parts of.
    fn digits_alone(&mut self, at: usize) -> Option<Number> {
        let view = self.view;
        let read = digits::read(view.text, view.tokens, at, view.lexicon, view.style)?;
        if self.is_closed(at, read.end) {
            let own = Number::new(at, read.end, read.value, Sort::Plain);
            return Some(Number { flags: read.flags, has_digits: true, is_formatted: read.is_formatted, ..own });
        }
        let mut sum = Sum::default();
        let length = view.token(at).map_or(0, |token| token.length);
        // ".4 percent": nothing but the point before the digits; a comma may part two clauses too.
        let is_point = view.before(at).is_some_and(|point| {
            (matches!(point.first, '.' | '\u{066B}') || point.is_mark(',') && !point.is_joined())
                && !point.is_word()
                && (!point.is_joined()
                    || at == 1
                    || view.token(at - 2).is_some_and(|sign| sign.class == Class::Mark && sign.first != '.'))
        }) && view.token(at).is_some_and(|token| token.is_joined())
            && read.end == at + 1;
        let parts = view.token(at).filter(|_| is_point).and_then(|part| digits::parts_value(view.text, part));
        let value = parts.unwrap_or(read.value);
        sum.digits(value, length, view.lexicon);
        let mut number = Number {
            flags: read.flags,
            has_digits: true,
            is_formatted: read.is_formatted,
            ..Number::new(at - usize::from(is_point), read.end, value, Sort::Plain)
        };
        if let Some(raised) = self.raised(&number) {
            return Some(raised);
        }
        if let Some(mut with_part) = self.digit_fraction(number) {
            self.ending(&mut with_part);
            return Some(with_part);
        }
        if self.may_go_on(number.end) && !self.closes_digits(number.end) {
            self.extend(&mut sum, &mut number);
            self.ending(&mut number);
        }
        Some(number)
    }

    /// "三分之二": so many parts and how many of them.
    fn parts_of(&mut self, bottom: Number) -> Number {
        let view = self.view;
        let Some(of) = view.lexicon.longest(view.tokens, bottom.end, Roles::of(Role::PartsOf)) else { return bottom };
        if bottom.sort != Sort::Plain || !bottom.value.is_whole() || bottom.value.is_zero() {
            return bottom;
        }
        // Of parts of parts only the first are told: to go down them all would go as deep as the text is long.
        let Some(top) = self.bound_top(of.end).or_else(|| self.plain(of.end)) else { return bottom };
        match top.value.checked_div(bottom.value) {
            Some(value) if top.sort == Sort::Plain => {
                Number { value, end: top.end, sort: Sort::Fraction, is_formatted: true, is_weak: false, ..bottom }
            }
            _ => bottom,
        }
    }

    /// "No fewer than 40", "nog geen 20": the word for none is part of a hedge.
    fn is_hedge(&self, at: usize, end: usize) -> bool {
        let view = self.view;
        let is_number = |at: usize| {
            view.token(at).is_some_and(|token| token.is_digits() || token.is_fused)
                || view.lexicon.longest(view.tokens, at, CARDINAL.or(HEDGES_BEFORE)).is_some()
        };
        let hedge = view.lexicon.longest(view.tokens, at, HEDGES_BEFORE);
        let opens = hedge.is_some_and(|hedge| hedge.end > end || is_number(hedge.end));
        let closes = view.lexicon.longest_before(view.tokens, end, HEDGES_BEFORE).is_some_and(|(first, _)| first < at);
        opens || closes || view.token(end).is_some_and(Token::is_digits)
    }

    /// 千千万万: where the word at `at` for a ten, a hundred or more stands over and over, which is no number, the end of them.
    fn doubled_end(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let word = view.token(at).map(|token| token.word).filter(|word| word.roles.has(Role::Scale))?;
        // All of them are passed over: none counts them again.
        let is_again = |token: &&Token| token.is_joined() && token.word.number == word.number;
        let again = view.tokens.get(at + 1..)?.iter().take_while(is_again).count();
        (again > 0).then_some(at + 1 + again)
    }

    /// "No. 4": the word for none is part of a longer one that numbers a name.
    fn numbers_name(&self, at: usize, none: Phrase) -> bool {
        let view = self.view;
        let name = view.lexicon.longest(view.tokens, at, Roles::of(Role::NameBefore));
        name.is_some_and(|name| name.end > none.end && view.token(name.end).is_some_and(Token::is_digits))
    }

    fn in_words(&mut self, at: usize) -> Step {
        match self.words_alone(at) {
            Some(number) => Step::Found(self.parts_of(number)),
            None => Step::Skip(at + 1),
        }
    }

    /// The number that words open, whatever it may be so many parts of.
    fn words_alone(&mut self, at: usize) -> Option<Number> {
        if self.is_town(at) {
            return None;
        }
        // One word before a noun, as nearly always.
        let lone = self.lone_cardinal(at).filter(|_| !self.may_go_on(at + 1));
        let mut number = match lone {
            Some(value) => Number::new(at, at + 1, value, Sort::Plain),
            None => self.in_many_words(at)?,
        };
        self.times_abbreviated(&mut number);
        self.open_with_article(&mut number);
        let phrase = self.view.lexicon.longest(self.view.tokens, number.first, CARDINAL);
        number.is_weak = self.is_bound(&number)
            || phrase.is_some_and(|phrase| {
                phrase.end == number.end && self.is_weak(&number, self.view.lexicon.roles(phrase.node))
            });
        if number.sort == Sort::Plain && number.value < Decimal::ONE && !number.value.is_zero() && !number.is_formatted
        {
            number.sort = Sort::Fraction;
        }
        Some(number)
    }

    /// The number that words open, as far as they add up.
    fn in_many_words(&mut self, at: usize) -> Option<Number> {
        let is_padded = at == 0 && self.view.is_whole && !self.view.lexicon.switches.myriads;
        let mut sum = if is_padded { Sum::padded() } else { Sum::default() };
        let mut number = Number::new(at, at, Decimal::ZERO, Sort::Plain);
        self.extend(&mut sum, &mut number);
        (number.end > at).then_some(number)
    }
}

/// "No one", "nessuna": nought, where something is said of it.
fn none(first: usize, end: usize) -> Step {
    Step::Found(unwritten(first, end, Decimal::ZERO, Flag::Negated))
}

/// "Another hour", "месяц": one, though the text does not say so.
fn implicit_one(first: usize, end: usize) -> Number {
    unwritten(first, end, Decimal::ONE, Flag::Implicit)
}

/// A number that is not written, and the flag that says why it is there.
fn unwritten(first: usize, end: usize, value: Decimal, flag: Flag) -> Number {
    let mut flags = Flags::default();
    flags.insert(flag);
    Number { flags, ..Number::new(first, end, value, Sort::Plain) }
}

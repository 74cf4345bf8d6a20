//! What closes a number in words: halves, parts and a scale for them.
//!
//! A number comes in and goes out the same or longer. Parts in signs (3/4, ½) are read elsewhere.

use super::{Number, Reading, Sort, Sum};
use crate::decimal::Decimal;
use crate::lexicon::{Phrase, Role, Roles};
use crate::library::is_person;

impl Reading<'_, '_> {
    /// "two and a half", "due e mezzo", "три з половиною", then a scale: "two and a half million".
    pub(super) fn half(&mut self, sum: &mut Sum, number: &mut Number) {
        let view = self.view;
        // "a two-and-a-half-year deal": hyphens stand for the spaces.
        let past_hyphen =
            |at: usize| at + usize::from(view.token(at).is_some_and(|mark| mark.is_mark('-') && mark.is_joined()));
        let and = view.lexicon.longest(view.tokens, past_hyphen(number.end), Roles::of(Role::And));
        let from = and.map_or(number.end, |and| past_hyphen(and.end));
        // "e mezzo", "and a half": mezzo may itself be listed as an article.
        let half_at = |at: usize| {
            let phrase = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cardinal))?;
            let part = view.lexicon.value(phrase.node, Role::Cardinal)?;
            (part < Decimal::ONE && !part.is_zero()).then_some((part, phrase.end))
        };
        let Some((part, end)) = half_at(from).or_else(|| half_at(self.skip_article(from))) else { return };
        // "neun einhalb": a word that is no half of anything else.
        let is_added = !view.lexicon.per_character()
            && view.lexicon.longest(view.tokens, from, Roles::of(Role::HalfAfter)).is_some_and(|half| half.end == end);
        if and.is_none() && end == from + 1 && !is_added || !sum.add_part(part) {
            return;
        }
        let Some(value) = sum.total() else { return };
        number.value = value;
        number.end = end;
        number.is_formatted = true;
        if and.is_some()
            && sum.is_closed()
            && let Some((value, end)) = self.half_scale(sum, number, part)
        {
            (number.value, number.end) = (value, end);
        }
        if sum.group().is_some() {
            self.times_scale(number);
        }
    }

    /// "un milliard et demi million": a half that a smaller scale follows is of that one.
    fn half_scale(&self, sum: &Sum, number: &Number, part: Decimal) -> Option<(Decimal, usize)> {
        let view = self.view;
        let phrase = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Scale))?;
        let (scale, last) = (view.lexicon.value(phrase.node, Role::Scale)?, sum.last_scale()?);
        if scale >= last || !view.token(number.end)?.is_on_line() {
            return None;
        }
        let whole = number.value.checked_add(part.checked_mul(last)?.negated())?;
        Some((whole.checked_add(part.checked_mul(scale)?)?, phrase.end))
    }

    /// "two thirds", "three quarters", "one and one quarter", "one over twenty".
    pub(super) fn parts(&mut self, sum: &Sum, number: &mut Number) {
        let view = self.view;
        if number.sort != Sort::Plain || number.is_formatted {
            return;
        }
        if self.one_of_so_many(number) || self.over(number) || self.part_of_it(number) || self.tenths_of_last(number) {
            return;
        }
        // "a £49bn third runway"
        let is_scaled = number.has_digits && number.scale.is_some();
        if let Some((bottom, end)) = self.denominator(number.end, number.value).filter(|_| !is_scaled)
            && number.value.is_whole()
            && !number.value.is_zero()
            && view.token(number.end).is_some_and(|token| token.is_on_line())
            && !self.is_article_of_place(number)
        {
            let Some(mut value) = number.value.checked_div(bottom) else { return };
            if value >= Decimal::ONE && !number.has_digits {
                value = self.parted(number, end).unwrap_or(value);
            }
            *number = Number { value, end, sort: Sort::Fraction, ..*number };
            self.times_scale(number);
            return;
        }
        let wanted = Roles::any(&[Role::And, Role::WithPart]);
        let Some(and) = view.lexicon.longest(view.tokens, number.end, wanted) else { return };
        if !view.token(number.end).is_some_and(|token| token.is_on_line()) {
            return;
        }
        self.with_part(sum, number, and.end);
    }

    /// Adds the part of one at `at`: "and three fifths", "und 3/4", 又二分之一; behind a scale, a part of that scale.
    fn with_part(&mut self, sum: &Sum, number: &mut Number, at: usize) {
        let view = self.view;
        if view.token(at).is_some_and(|token| token.is_digits())
            && let Some((part, end)) = self.slashed(at)
        {
            let Some(value) = number.value.checked_add(part) else { return };
            *number = Number { value, end, is_formatted: true, ..*number };
            return;
        }
        let is_small = number.value < Decimal::from(100) && !number.has_digits;
        let Some((part, bottom, end)) = self.part_at(at, is_small).or_else(|| self.tenths_at(at)) else { return };
        let mut added = Number { value: part, end, sort: Sort::Fraction, ..*number };
        // "일과 사분의 일만큼": behind a digit of that sort a particle looks like a scale.
        if !self.is_bound_digit(end - 1) {
            self.times_scale(&mut added);
        }
        let last = sum.last_scale().filter(|_| sum.is_closed());
        // "five billion and three quarters", but "одна тысяча целых пять десятых".
        if let Some(last) = last.filter(|_| added.end == end && bottom < Decimal::from(10)) {
            let Some(value) = part.checked_mul(last) else { return };
            added.value = value;
        } else if added.end > end && last.is_none_or(|last| added.value >= last) {
            // "two and three quarters of a million"
            let Some(value) = number.value.checked_add(part) else { return };
            *number = Number { value, end, is_formatted: true, ..*number };
            self.times_scale(number);
            return;
        }
        let Some(value) = number.value.checked_add(added.value) else { return };
        *number = Number { value, end: added.end, is_formatted: true, ..*number };
    }

    /// A part of one in words at `at`: its value, what it is divided by, and where it ends.
    pub(super) fn part_at(&mut self, at: usize, is_below_hundred: bool) -> Option<(Decimal, Decimal, usize)> {
        let view = self.view;
        let alone = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cardinal));
        let alone = alone.and_then(|phrase| Some((view.lexicon.value(phrase.node, Role::Cardinal)?, phrase.end)));
        let bound = self
            .bound_value(at)
            .filter(|_| view.lexicon.longest(view.tokens, at + 1, Roles::of(Role::PartsOf)).is_some());
        let top = self.plain(at).filter(|top| top.sort == Sort::Plain).map(|top| (top.value, top.end)).or(alone);
        let top = bound.map(|digit| (digit, at + 1)).or(top);
        let (top, from) = top.unwrap_or_else(|| (Decimal::ONE, self.skip_article(at)));
        if from == at && !self.is_part_of_unit(at) || top.is_zero() || !top.is_whole() {
            return None;
        }
        // "three and five halves": more than one of small parts behind a small number.
        let small = |value: Decimal| value < Decimal::from(100);
        let is_part = |part: &Decimal| *part < Decimal::ONE || is_below_hundred && small(top);
        if let Some(of) = view.lexicon.longest(view.tokens, from, Roles::of(Role::PartsOf)) {
            let over = self.bound_top(of.end).or_else(|| self.plain(of.end)).filter(|over| over.sort == Sort::Plain)?;
            let part = over.value.checked_div(top)?;
            return Some((part, top, over.end));
        }
        if let Some(over) = view.lexicon.longest(view.tokens, from, Roles::of(Role::Over)) {
            let bottom = self.plain(over.end).filter(|bottom| bottom.sort == Sort::Plain && !bottom.value.is_zero())?;
            let part = top.checked_div(bottom.value)?;
            return Some((part, bottom.value, bottom.end));
        }
        let (bottom, end) = self.denominator(from, top)?;
        let part = top.checked_div(bottom).filter(is_part)?;
        Some((part, bottom, end))
    }

    /// "Two and quarter hours": whether a part without an article stands at `at` before a unit of time.
    fn is_part_of_unit(&self, at: usize) -> bool {
        let view = self.view;
        let part = view.lexicon.longest(view.tokens, at, Roles::of(Role::Denominator));
        part.filter(|part| !view.lexicon.roles(part.node).has(Role::Duration)).is_some_and(|part| {
            let of = view.lexicon.longest(view.tokens, part.end, Roles::any(&[Role::DateOf, Role::LabelLink]));
            let unit = of.map_or(part.end, |of| of.end);
            view.token(unit).is_some_and(|token| token.is_on_line())
                && view.lexicon.longest(view.tokens, unit, Roles::of(Role::Duration)).is_some()
        })
    }

    /// "one over twenty", "1 sur 3", "एक बटा बीस": a number over another, where nothing is counted behind it.
    fn over(&mut self, number: &mut Number) -> bool {
        let view = self.view;
        let wanted = Roles::any(&[Role::Over, Role::OneIn]);
        let is_all = view.is_whole && number.first == 0;
        // "one hundred / eleven", where that is all.
        let slash = view.token(number.end).filter(|slash| is_all && slash.is_mark('/') && !number.has_digits);
        let over = view.lexicon.longest(view.tokens, number.end, wanted).or_else(|| self.one_of_them(number));
        let Some(from) = over.map(|over| over.end).or(slash.map(|_| number.end + 1)) else { return false };
        let is_any = over.is_none_or(|over| view.lexicon.roles(over.node).has(Role::Over)) || is_all;
        if !number.value.is_whole() || !is_any && (number.value.is_zero() || number.value > Decimal::from(99)) {
            return false;
        }
        let Some(bottom) = self.plain(from).filter(|bottom| bottom.sort == Sort::Plain) else { return false };
        // "six sur dix", "seven in 10": more than one only of what surveys ask.
        let is_asked = matches!(bottom.value.mantissa(), 3 | 4 | 5 | 10 | 20 | 100) && number.value < bottom.value;
        if !is_any && number.value != Decimal::ONE && !is_asked {
            return false;
        }
        let counted =
            Roles::any(&[Role::Unit, Role::Duration, Role::Money, Role::MoneyMinor, Role::Percent, Role::Month]);
        // "uno sobre tres por ciento", where that is all.
        let is_percent = is_any
            && is_all
            && view
                .lexicon
                .longest(view.tokens, bottom.end, Roles::of(Role::Percent))
                .is_some_and(|percent| percent.end == view.tokens.len());
        let is_counted = !is_percent && view.lexicon.longest(view.tokens, bottom.end, counted).is_some();
        // "one in 2020"
        let is_year = !is_any && bottom.has_digits && bottom.value >= Decimal::from(1000);
        if is_counted || is_year || !bottom.value.is_whole() || bottom.value <= Decimal::ONE {
            return false;
        }
        // "Elf van de 79 gewonden" opens the text and is not all of it.
        let is_one_in = over.is_some_and(|over| !view.lexicon.roles(over.node).has(Role::Over)) && !is_asked;
        if is_one_in && number.value != Decimal::ONE && view.token(bottom.end).is_some_and(|next| next.is_word()) {
            return false;
        }
        let Some(value) = number.value.checked_div(bottom.value) else { return false };
        *number = Number { value, end: bottom.end, sort: Sort::Fraction, ..*number };
        true
    }

    /// "un locataire sur cinq", "un italiano su tre": people between one and how many of them it is one of.
    fn one_of_them(&self, number: &Number) -> Option<Phrase> {
        let view = self.view;
        let people = Roles::any(&[Role::Category, Role::Side, Role::Duration]);
        // "sei gatti su venti" were counted, and only people are asked.
        let is_one = number.value < Decimal::from(10) && !number.has_digits && number.end == number.first + 1;
        let noun = view.token(number.end).filter(|noun| is_one && noun.is_word() && noun.is_on_line())?;
        let over = view.lexicon.longest(view.tokens, number.end + 1, Roles::of(Role::OneIn))?;
        let counts = view.lexicon.longest(view.tokens, over.end + 1, people).is_some();
        // "un'azienda su cinque chiude", and not "un attacco su tre fronti".
        let grammar = Roles::any(&[Role::Function, Role::Passive]);
        let closes = || {
            view.token(over.end + 1).is_none_or(|next| !next.is_on_line() || !next.is_word())
                || view.roles_at(over.end + 1).meets(grammar)
        };
        let is_thing = view.lexicon.name(noun.word.node, Role::Category).is_some_and(|name| !is_person(name));
        let is_any = number.value == Decimal::ONE && !noun.is_capital && closes();
        let is_noun =
            if is_thing || noun.word.roles == Roles::default() { is_any } else { noun.word.roles.meets(people) };
        (is_noun && !counts && view.token(over.end)?.is_on_line()).then_some(over)
    }

    /// "un sixième des électeurs": an ordinal behind one is a part where a whole follows or nothing does.
    fn one_of_so_many(&mut self, number: &mut Number) -> bool {
        let view = self.view;
        let switches = &view.lexicon.switches;
        if number.value != Decimal::ONE || number.has_digits || !switches.ordinal_denominator && !switches.plural_parts
        {
            return false;
        }
        let hyphen = view.token(number.end).is_some_and(|mark| mark.is_mark('-') && mark.is_joined());
        let Some((bottom, end)) = self.ordinal_at(number.end + usize::from(hyphen)) else { return false };
        if !switches.ordinal_denominator && bottom < Decimal::from(100) {
            return false;
        }
        let ends = view.token(end).is_none_or(|next| !next.is_word() && view.is_whole);
        let whole = Roles::any(&[Role::DateOf, Role::LabelLink, Role::Percent]);
        let of = view.lexicon.longest(view.tokens, end, whole).is_some();
        if self.is_article_of_place(number) {
            return false;
        }
        let Some(value) = number.value.checked_div(bottom).filter(|_| ends || of) else { return false };
        *number = Number { value, end, sort: Sort::Fraction, ..*number };
        self.times_scale(number);
        true
    }

    /// The ordinal of one word or more at `at` that parts are called by, from the third up.
    fn ordinal_at(&mut self, at: usize) -> Option<(Decimal, usize)> {
        let view = self.view;
        let opens = Roles::any(&[Role::Ordinal, Role::Cardinal, Role::Scale]);
        let token = view.token(at).filter(|word| word.is_word_on_line())?;
        if !token.is_fused && view.lexicon.longest(view.tokens, at, opens).is_none() {
            return None;
        }
        let alone = view.lexicon.longest(view.tokens, at, Roles::of(Role::Ordinal));
        let alone = alone.and_then(|phrase| Some((view.lexicon.value(phrase.node, Role::Ordinal)?, phrase.end)));
        let number = self.plain(at).filter(|number| number.sort == Sort::Ordinal);
        let (value, end) = number.map(|number| (number.value, number.end)).or(alone)?;
        (value > Decimal::from(2)).then_some((value, end))
    }

    /// "एक सौ बत्तीस का पाँचवाँ भाग", a fifth of 132: a part of the number before, where nothing else is said of it.
    fn part_of_it(&mut self, number: &mut Number) -> bool {
        let view = self.view;
        let link = view.lexicon.longest(view.tokens, number.end, Roles::any(&[Role::DateOf, Role::LabelLink]));
        let Some(link) = link.filter(|_| view.lexicon.switches.part_behind_whole) else { return false };
        let named = view.lexicon.longest(view.tokens, link.end, Roles::of(Role::Denominator));
        let named = named.and_then(|part| Some((view.lexicon.value(part.node, Role::Denominator)?, part.end)));
        // A place in an order, "the fifth of 132", unless it is all that is written.
        let place = || self.ordinal_at(link.end).filter(|(_, end)| view.is_whole && *end == view.tokens.len());
        let Some((bottom, end)) = named.or_else(place) else { return false };
        let Some(value) = number.value.checked_div(bottom) else { return false };
        *number = Number { value, end, sort: Sort::Fraction, ..*number };
        true
    }

    /// "one hundred thirty-fifths" are parts called by a ten and a unit: the number of them, over what they are called by.
    fn parted(&mut self, number: &Number, end: usize) -> Option<Decimal> {
        let view = self.view;
        let at = number.end.checked_sub(1).filter(|at| *at > number.first)?;
        let tens = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cardinal))?;
        let tens = view.lexicon.value(tens.node, Role::Cardinal)?;
        let is_linked = view.before(at).is_some_and(|link| link.word.roles.has(Role::And));
        let (bottom, its) = self.many_parts(at)?;
        let is_pair = tens >= Decimal::from(20) && tens < bottom && bottom < Decimal::from(100);
        if !is_pair || is_linked || its != end {
            return None;
        }
        self.until(number.first, at)?.checked_div(bottom)
    }

    /// The number that the words from `first` up to token `end` say.
    fn until(&mut self, first: usize, end: usize) -> Option<Decimal> {
        let mut sum = Sum::default();
        let number = Number::new(first, end, Decimal::ZERO, Sort::Plain);
        let mut at = first;
        while at < end {
            let (from, is_linked) = self.link(at, &sum, &number);
            let piece = self.piece(from, &sum, &number).filter(|piece| piece.end <= end)?;
            if !self.take(&mut sum, &piece, is_linked, &number) {
                return None;
            }
            at = piece.end;
        }
        sum.total()
    }

    /// Parts called by several words: thirty-fifths, twelve thousand six hundred fortieths.
    fn many_parts(&mut self, at: usize) -> Option<(Decimal, usize)> {
        let view = self.view;
        view.lexicon.longest(view.tokens, at, Roles::any(&[Role::Cardinal, Role::Scale]))?;
        let above = self.plain(at).filter(|above| above.sort == Sort::Plain && !above.has_digits)?;
        let hyphen = view.token(above.end).is_some_and(|mark| mark.is_mark('-') && mark.is_joined());
        let last = view.lexicon.longest(view.tokens, above.end + usize::from(hyphen), Roles::of(Role::Denominator))?;
        let value = view.lexicon.value(last.node, Role::Denominator)?;
        let mut sum = Sum::default();
        let below = above.value.to_u32()? % 100;
        let fits = sum.add(Decimal::from(i64::from(below)), view.lexicon) && sum.add(value, view.lexicon);
        let fits = fits || below == 0 && value < Decimal::from(100);
        fits.then(|| above.value.checked_add(value)).flatten().map(|value| (value, last.end))
    }

    pub(super) fn denominator(&mut self, at: usize, top: Decimal) -> Option<(Decimal, usize)> {
        let view = self.view;
        let hyphen = view.token(at).filter(|token| token.is_mark('-'));
        // "five - eighths" as the whole text.
        let from = at
            + usize::from(hyphen.is_some_and(|hyphen| hyphen.is_joined() || view.is_whole && top < Decimal::from(100)));
        let phrase = view.lexicon.longest(view.tokens, from, Roles::any(&[Role::Denominator, Role::Ordinal]));
        if phrase.is_some_and(|phrase| view.lexicon.roles(phrase.node).has(Role::MoneyMinor)) {
            return None;
        }
        // "tre mezzi" are halves where that is all, else vehicles.
        let is_thing = |phrase: Phrase| view.lexicon.roles(phrase.node).has(Role::NotANumber);
        if phrase.is_some_and(|phrase| is_thing(phrase) && !(view.is_whole && phrase.end == view.tokens.len())) {
            return None;
        }
        let own = phrase.and_then(|phrase| Some((view.lexicon.value(phrase.node, Role::Denominator)?, phrase.end)));
        let allowed = view.lexicon.switches.ordinal_denominator && top > Decimal::ONE;
        own.or_else(|| if allowed { self.ordinal_at(from).or_else(|| self.many_parts(from)) } else { None })
    }

    /// A part of one before a scale: "half a million", "three quarters of a million"; or decimals before it.
    pub(super) fn times_scale(&self, number: &mut Number) {
        let view = self.view;
        let mut at = number.end;
        if number.value < Decimal::ONE
            && let Some(of) = view.lexicon.longest(view.tokens, at, Roles::of(Role::DateOf))
        {
            at = of.end;
        }
        if number.value < Decimal::ONE {
            at = self.skip_article(at);
        }
        let wanted = Roles::any(&[Role::Scale, Role::ScaleRespelled]);
        let Some(phrase) = view.lexicon.longest(view.tokens, at, wanted) else { return };
        let scale = view
            .lexicon
            .value(phrase.node, Role::Scale)
            .or_else(|| view.lexicon.value(phrase.node, Role::ScaleRespelled));
        let Some(scale) = scale.filter(|_| view.token(at).is_some_and(|token| token.is_on_line())) else { return };
        if let Some(value) = number.value.checked_mul(scale) {
            *number = Number { value, end: phrase.end, sort: Sort::Plain, scale: Some(scale), ..*number };
        }
    }
}

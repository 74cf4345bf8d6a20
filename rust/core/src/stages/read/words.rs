//! Number words, alone and mixed with digits: due, двадцять перший, 2,3 тис., half a million, three quarters.

use super::digits::{self, numeric_run};
use super::sum::Sum;
use super::{Number, Sort, View};
use crate::decimal::Decimal;
use crate::figure::{Flag, Flags};
use crate::lexicon::{Part, Phrase, Role, Roles};
use crate::token::Class;
use crate::stages::fold::{self, fold_into, is_dash, vulgar_fraction};

const CARDINAL: Roles = Roles::any(&[Role::Cardinal, Role::Scale, Role::ScaleRespelled, Role::Ordinal]);
const OPENERS: Roles = Roles::any(&[
    Role::Cardinal,
    Role::Scale,
    Role::ScaleRespelled,
    Role::Ordinal,
    Role::Denominator,
    Role::Group,
    Role::Collective,
    Role::Vague,
    Role::Multiplier,
    Role::NotANumber,
]);

/// Appends every number of the view to `numbers`, in order; `masked` tells which tokens no number may touch.
pub(crate) fn read_all(view: &View, masked: &[bool], folded: &mut String, numbers: &mut Vec<Number>) {
    let mut reading = Reading { view, folded };
    let mut at = 0;
    while at < view.tokens.len() {
        if masked.get(at).copied().unwrap_or(false) {
            at += 1;
            continue;
        }
        match reading.number(at) {
            Step::Found(number) => {
                at = number.end.max(at + 1);
                numbers.push(number);
            }
            Step::Skip(end) => at = end.max(at + 1),
        }
    }
}

/// What a hyphen may bind a spelled number to: two-hour, five-year-old, twenty-first.
const BINDING: Roles = Roles::any(&[
    Role::Cardinal,
    Role::Scale,
    Role::Ordinal,
    Role::Denominator,
    Role::Group,
    Role::Unit,
    Role::Duration,
    Role::Money,
    Role::MoneyMinor,
    Role::Percent,
    Role::AgeAfter,
    Role::AgeUnit,
    Role::Category,
    Role::And,
    Role::MultiplierMark,
    Role::OrdinalMark,
    Role::AtLeastAfter,
]);

enum Step {
    Found(Number),
    /// No number; go on at this token.
    Skip(usize),
}

struct Reading<'v, 'a> {
    view: &'v View<'a>,
    folded: &'v mut String,
}

/// What one word or phrase adds to a number.
struct Piece {
    end: usize,
    parts: Vec<Part>,
    is_ordinal: bool,
    is_respelled: bool,
}

impl Reading<'_, '_> {
    fn number(&mut self, at: usize) -> Step {
        let view = self.view;
        let Some(token) = view.token(at) else { return Step::Skip(at + 1) };
        if token.is_digits() {
            return self.from_digits(at);
        }
        if let Some(part) = (token.length == 1).then(|| vulgar_fraction(token.first)).flatten() {
            return self.lone_fraction(at, part);
        }
        if !token.is_word() {
            return Step::Skip(at + 1);
        }
        // A letter-and-digit name (Ten17, Seven-11) is none.
        if view.token(at + 1).is_some_and(|next| next.is_digits() && next.is_joined()) {
            return Step::Skip(at + 1);
        }
        let Some(phrase) = view.lexicon.longest(view.tokens, at, OPENERS) else {
            return if token.is_fused { self.from_words(at) } else { Step::Skip(at + 1) };
        };
        let roles = view.lexicon.roles(phrase.node);
        if roles.has(Role::NotANumber) {
            return self.from_inside(at, phrase.end);
        }
        // "dix millième" is a place in an order unless an article makes it a part.
        let is_part = roles.has(Role::Denominator) && self.has_article(at);
        let is_cardinal = roles.meets(CARDINAL) || roles.has(Role::Denominator) && self.view.lexicon.longest(view.tokens, at, CARDINAL).is_some();
        if is_cardinal && !roles.has(Role::Vague) && !is_part
            && let Step::Found(number) = self.from_words(at)
            && number.end >= phrase.end
        {
            return Step::Found(number);
        }
        if roles.meets(CARDINAL) && !roles.meets(Roles::any(&[Role::Vague, Role::Denominator])) {
            return self.from_words(at);
        }
        self.from_group(at, phrase, roles)
    }

    /// "the one" is no number, but "the one hundred" holds one that reaches past it.
    fn from_inside(&mut self, at: usize, end: usize) -> Step {
        for inside in at..end {
            let opens = self.view.lexicon.longest(self.view.tokens, inside, CARDINAL).is_some();
            if let Step::Found(number) = if opens { self.from_words(inside) } else { Step::Skip(inside) }
                && number.end > end
            {
                return Step::Found(number);
            }
        }
        Step::Skip(end)
    }

    fn from_digits(&mut self, at: usize) -> Step {
        let view = self.view;
        let Some(read) = digits::read(view.text, view.tokens, at, view.lexicon, view.style) else {
            return Step::Skip(at + 1);
        };
        let mut sum = Sum::default();
        let length = view.token(at).map_or(0, |token| token.length);
        // ".4 percent": nothing but the point before the digits.
        let is_point = view.before(at).is_some_and(|point| matches!(point.first, '.' | ',') && !point.is_word() && (!point.is_joined() || at == 1 || view.token(at - 2).is_some_and(|sign| sign.class == Class::Mark)))
            && view.token(at).is_some_and(|token| token.is_joined())
            && read.end == at + 1;
        let tenths = Decimal::new(read.value.mantissa(), u32::from(length)).filter(|_| is_point);
        let value = tenths.unwrap_or(read.value);
        sum.digits(value, length);
        let mut number = Number {
            first: at - usize::from(is_point),
            end: read.end,
            value,
            sort: Sort::Plain,
            flags: read.flags,
            scale: None,
            has_digits: true,
            is_formatted: read.is_formatted,
            is_weak: false,
        };
        if let Some(with_part) = self.digit_fraction(number) {
            return Step::Found(with_part);
        }
        self.extend(&mut sum, &mut number);
        Step::Found(number)
    }

    /// `3/4`, `10 1/2`, `2½`, `2 ½`.
    fn digit_fraction(&self, whole: Number) -> Option<Number> {
        let view = self.view;
        let next = view.token(whole.end)?;
        if let Some((top, bottom)) = vulgar_fraction(next.first).filter(|_| next.length == 1 && !next.is_word()) {
            let part = Decimal::from(top).checked_div(Decimal::from(bottom))?;
            return Some(Number { end: whole.end + 1, value: whole.value.checked_add(part)?, is_formatted: true, ..whole });
        }
        if next.is_digits() && next.is_on_line() && !whole.is_formatted {
            let (part, end) = self.slashed(whole.end)?;
            return Some(Number { end, value: whole.value.checked_add(part)?, is_formatted: true, ..whole });
        }
        let (value, end) = self.slashed(whole.first)?;
        Some(Number { end, value, sort: Sort::Fraction, is_formatted: true, ..whole })
    }

    /// Digits over digits that can only be a part of one.
    fn slashed(&self, at: usize) -> Option<(Decimal, usize)> {
        let view = self.view;
        let run = numeric_run(view.tokens, at, &['/', '⁄']);
        let [top, bottom] = run.tokens() else { return None };
        let top = digits::digits_value(view.text, view.token(*top)?)?;
        let bottom = digits::digits_value(view.text, view.token(*bottom)?)?;
        // What may be a day and a month is left alone: 9/11, 5/13.
        let usual = matches!(bottom.mantissa(), 2..=6 | 8 | 10 | 12 | 16 | 20 | 32 | 64 | 100 | 1000);
        let is_part = usual || bottom > Decimal::from(12) && top == Decimal::ONE || view.is_whole && at == 0 && run.end == view.tokens.len();
        if !is_part || top >= bottom || top.is_zero() {
            return None;
        }
        Some((top.checked_div(bottom)?, run.end))
    }

    fn lone_fraction(&mut self, at: usize, (top, bottom): (i64, i64)) -> Step {
        let Some(value) = Decimal::from(top).checked_div(Decimal::from(bottom)) else { return Step::Skip(at + 1) };
        let mut number = Number {
            first: at,
            end: at + 1,
            value,
            sort: Sort::Fraction,
            flags: Flags::default(),
            scale: None,
            has_digits: true,
            is_formatted: true,
            is_weak: false,
        };
        self.times_scale(&mut number);
        Step::Found(number)
    }

    fn from_words(&mut self, at: usize) -> Step {
        let mut sum = Sum::default();
        let mut number = Number {
            first: at,
            end: at,
            value: Decimal::ZERO,
            sort: Sort::Plain,
            flags: Flags::default(),
            scale: None,
            has_digits: false,
            is_formatted: false,
            is_weak: false,
        };
        self.extend(&mut sum, &mut number);
        if number.end == at {
            return Step::Skip(at + 1);
        }
        self.open_with_article(&mut number);
        let phrase = self.view.lexicon.longest(self.view.tokens, number.first, CARDINAL);
        number.is_weak = self.is_bound(&number)
            || phrase.is_some_and(|phrase| phrase.end == number.end && self.is_weak(&number, self.view.lexicon.roles(phrase.node)));
        if number.sort == Sort::Plain && number.value < Decimal::ONE && !number.value.is_zero() && !number.is_formatted {
            number.sort = Sort::Fraction;
        }
        Step::Found(number)
    }

    /// Whether a hyphen binds a spelled number to a word that it only qualifies: half-hearted, mille-feuille.
    fn is_bound(&self, number: &Number) -> bool {
        let view = self.view;
        let is_hyphen = view.token(number.end).is_some_and(|mark| !mark.is_word() && fold::is_hyphen(mark.first) && mark.is_joined());
        let word = number.end + 1;
        if !is_hyphen || number.has_digits || !view.token(word).is_some_and(|next| next.is_word() && next.is_joined()) {
            return false;
        }
        view.lexicon.longest(view.tokens, word, BINDING).is_none()
    }

    /// Takes in parts as long as they make one number, and what may close it: decimals, halves, parts, dozens.
    fn extend(&mut self, sum: &mut Sum, number: &mut Number) {
        let mut at = number.end;
        // Where the number ended before the open group, should a scale refuse that group.
        let mut before_group: Option<(usize, Decimal)> = None;
        loop {
            let (from, is_linked) = self.link(at, sum, number);
            let Some(piece) = self.piece(from, sum, number) else { break };
            // "dois mil e um" is one number; the article in "deux mille et un soldat" does not matter.
            let fresh_group = sum.group().is_none();
            let mut trial = sum.clone();
            if !self.take(&mut trial, &piece, is_linked, number) {
                if self.as_year_pair(sum, &piece, number) {
                    return;
                }
                let is_scale = piece.parts.first().is_some_and(|part| matches!(part, Part::Scale(_)));
                if let Some((end, value)) = before_group.filter(|_| is_scale && sum.group().is_some()) {
                    number.end = end;
                    number.value = value;
                    sum.drop_group();
                }
                break;
            }
            let Some(value) = trial.total() else { break };
            if fresh_group && !sum.is_empty() {
                before_group = Some((number.end, number.value));
            }
            *sum = trial;
            at = piece.end;
            number.end = at;
            number.value = value;
            number.scale = if sum.is_closed() { sum.last_scale() } else { None };
            if piece.is_respelled {
                number.flags.insert(Flag::Respelled);
            }
            if piece.is_ordinal {
                number.sort = Sort::Ordinal;
                if !self.ordinal_goes_on(at) {
                    return;
                }
            }
        }
        if number.end == number.first || number.sort == Sort::Ordinal {
            return;
        }
        self.decimals(sum, number);
        self.half(sum, number);
        self.parts(number);
        self.dozens(number);
    }

    /// Where the next part would stand: behind a hyphen, an "and" or a comma that may be inside a number.
    fn link(&self, at: usize, sum: &Sum, number: &Number) -> (usize, bool) {
        let view = self.view;
        if sum.is_empty() {
            return (at, false);
        }
        let Some(token) = view.token(at) else { return (at, false) };
        if token.is_mark('-') && token.is_joined() && view.token(at + 1).is_some_and(|next| next.is_word() && next.is_joined()) {
            if view.lexicon.roles_at(view.tokens, at + 1).has(Role::And) {
                let next = view.token(at + 2).is_some_and(|hyphen| hyphen.is_mark('-'));
                return (at + 2 + usize::from(next), true);
            }
            return (at + 1, false);
        }
        if number.has_digits && !sum.is_closed() {
            return (at, false);
        }
        if let Some(and) = view.lexicon.longest(view.tokens, at, Roles::of(Role::And)).filter(|_| token.is_on_line()) {
            return (and.end, true);
        }
        if token.is_mark('&') {
            return (at + 1, true);
        }
        // "eighteen thousand, six hundred": only between closed scales of words.
        if token.is_mark(',') && sum.is_closed() && !number.has_digits && self.is_hundreds(at + 1) {
            return (at + 1, false);
        }
        (at, false)
    }

    /// Whether a number of hundreds or more is spelled at `at`.
    fn is_hundreds(&self, at: usize) -> bool {
        let view = self.view;
        (at..at + 8)
            .map_while(|place| {
                let phrase = view.lexicon.longest(view.tokens, place, CARDINAL)?;
                let node = phrase.node;
                let value = view.lexicon.value(node, Role::Scale).or_else(|| view.lexicon.value(node, Role::Cardinal));
                Some(value.unwrap_or(Decimal::ZERO))
            })
            .any(|value| value >= Decimal::from(100))
    }

    /// The part of a number at `at`.
    fn piece(&mut self, at: usize, sum: &Sum, number: &Number) -> Option<Piece> {
        let view = self.view;
        let token = view.token(at)?;
        if !sum.is_empty() && !token.is_on_line() {
            return None;
        }
        if token.is_digits() {
            // Digits after a scale: "5 mil 937".
            if !sum.is_closed() || number.flags.contains(Flag::AmbiguousSeparator) {
                return None;
            }
            let read = digits::read(view.text, view.tokens, at, view.lexicon, view.style)?;
            let follows = view.token(read.end).is_some_and(|next| next.is_joined() && (next.is_word() || is_dash(next.first)));
            if follows || read.is_formatted {
                return None;
            }
            return Some(Piece { end: read.end, parts: vec![Part::Add(read.value)], is_ordinal: false, is_respelled: false });
        }
        if !token.is_word() {
            return None;
        }
        let after_digits = number.has_digits && !sum.is_closed();
        if after_digits && let Some(piece) = self.scale_after_digits(at) {
            return Some(piece);
        }
        let Some(phrase) = view.lexicon.longest(view.tokens, at, CARDINAL) else { return self.fused(at) };
        let roles = view.lexicon.roles(phrase.node);
        let value = |role| view.lexicon.value(phrase.node, role);
        let piece = |part, is_ordinal, is_respelled| Piece { end: phrase.end, parts: vec![part], is_ordinal, is_respelled };
        // "12 cents" in a language whose hundreds are spelled the same: money.
        if number.has_digits && roles.has(Role::MoneyMinor) {
            return None;
        }
        if let Some(scale) = value(Role::Scale) {
            return Some(piece(Part::Scale(scale), false, false));
        }
        if let Some(scale) = value(Role::ScaleRespelled) {
            return Some(piece(Part::Scale(scale), false, true));
        }
        if let Some(cardinal) = value(Role::Cardinal).filter(|_| !after_digits) {
            return Some(piece(Part::Add(cardinal), false, false));
        }
        let ordinal = value(Role::Ordinal).filter(|_| !number.has_digits)?;
        let hundred = Decimal::from(100);
        let is_scale = ordinal >= hundred && is_one_with_noughts(ordinal) && !(view.lexicon.switches.ordinal_chain && ordinal == hundred);
        let part = if is_scale { Part::Scale(ordinal) } else { Part::Add(ordinal) };
        Some(piece(part, true, false))
    }

    fn scale_after_digits(&self, at: usize) -> Option<Piece> {
        let view = self.view;
        let phrase = view.lexicon.longest(view.tokens, at, Roles::of(Role::ScaleAfterDigits))?;
        let scale = view.lexicon.value(phrase.node, Role::ScaleAfterDigits)?;
        // "2,3 тис. осіб": the stop belongs to the abbreviation unless the sentence ends there.
        let mut end = phrase.end;
        let token = view.token(at)?;
        if end == at + 1
            && view.token(end).is_some_and(|stop| stop.is_mark('.') && stop.is_joined())
            && view.token(end + 1).is_some_and(|next| next.is_on_line() && next.gap == crate::token::Gap::Space && !next.is_capital)
            && token.length > 1
        {
            end += 1;
        }
        let end = view.without_stop(end);
        Some(Piece { end, parts: vec![Part::Scale(scale)], is_ordinal: false, is_respelled: false })
    }

    fn fused(&mut self, at: usize) -> Option<Piece> {
        let view = self.view;
        let fused = view.lexicon.fused.as_ref()?;
        let token = view.token(at)?;
        let surface = token.text(view.text);
        if !token.is_fused {
            return None;
        }
        self.folded.clear();
        fold_into(surface, self.folded);
        let split = fused.split(self.folded)?;
        Some(Piece { end: at + 1, parts: split.parts, is_ordinal: split.is_ordinal, is_respelled: false })
    }

    fn take(&self, sum: &mut Sum, piece: &Piece, is_linked: bool, number: &Number) -> bool {
        let view = self.view;
        let is_chained = piece.is_ordinal && number.sort == Sort::Ordinal;
        // A linked scale alone would be "and thousands".
        if is_linked && matches!(piece.parts.as_slice(), [Part::Scale(scale)] if *scale > Decimal::from(100)) && sum.group().is_some() {
            return false;
        }
        // A half or a quarter behind a number is added by what follows this loop.
        if !sum.is_empty() && matches!(piece.parts.as_slice(), [Part::Add(value)] if *value < Decimal::ONE && !value.is_zero()) {
            return false;
        }
        // Where ordinals chain or are fused, a cardinal takes only the large ones behind it: trinta segundos is no 32nd.
        let opens_ordinal = piece.is_ordinal && !sum.is_empty() && !is_chained;
        let is_large = matches!(piece.parts.as_slice(), [Part::Scale(scale)] if *scale >= Decimal::from(1000));
        if opens_ordinal && !view.lexicon.switches.ordinal_follows && !is_large {
            return false;
        }
        piece.parts.iter().all(|part| match part {
            Part::Add(value) if is_chained => sum.add_ordinal(*value, view.lexicon),
            Part::Add(value) if view.token(piece.end - 1).is_some_and(|token| token.is_digits()) => {
                sum.digits(*value, view.token(piece.end - 1).map_or(0, |token| token.length))
            }
            Part::Add(value) => sum.add(*value, view.lexicon),
            Part::Scale(scale) => sum.scale(*scale),
        })
    }

    /// Nineteen eighty-four: two pairs of digits in words make a year.
    fn as_year_pair(&mut self, sum: &Sum, piece: &Piece, number: &mut Number) -> bool {
        let view = self.view;
        if !view.lexicon.switches.pairs || sum.last_scale().is_some() || number.has_digits || piece.is_ordinal {
            return false;
        }
        let (Some(century), [Part::Add(first)]) = (sum.group(), piece.parts.as_slice()) else { return false };
        let (Some(century), Some(first)) = (century.to_u32(), first.to_u32()) else { return false };
        let is_pair = (11..=19).contains(&century) && first >= 10 || century == 20 && (10..=39).contains(&first);
        if !is_pair || first >= 100 {
            return false;
        }
        let mut pair = Sum::default();
        pair.add(Decimal::from(i64::from(first)), view.lexicon);
        let mut end = piece.end;
        let (from, _) = self.link(end, &pair, number);
        if let Some(more) = self.piece(from, &pair, number)
            && !more.is_ordinal
            && matches!(more.parts.as_slice(), [Part::Add(unit)] if *unit < Decimal::from(10))
            && self.take(&mut pair, &more, false, number)
        {
            end = more.end;
        }
        let Some(years) = pair.total() else { return false };
        let Some(value) = Decimal::from(i64::from(century) * 100).checked_add(years) else { return false };
        number.end = end;
        number.value = value;
        true
    }

    fn ordinal_goes_on(&self, at: usize) -> bool {
        let view = self.view;
        view.lexicon.switches.ordinal_chain
            && view
                .lexicon
                .longest(view.tokens, at, CARDINAL)
                .is_some_and(|next| view.lexicon.roles(next.node).has(Role::Ordinal) && !view.lexicon.roles(next.node).has(Role::Cardinal))
            && view.token(at).is_some_and(|token| token.is_on_line())
    }

    /// "two point five", "duecento virgola settantuno".
    fn decimals(&mut self, sum: &mut Sum, number: &mut Number) {
        let view = self.view;
        let Some(point) = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Point)) else { return };
        let mut fraction = String::new();
        let mut at = point.end;
        while fraction.len() < 20 {
            let Some(token) = view.token(at).filter(|token| token.is_on_line()) else { break };
            if token.is_digits() {
                let Some(value) = digits::digits_value(view.text, token) else { break };
                fraction.push_str(&value.to_string());
                at += 1;
                break;
            }
            let mut part = Sum::default();
            let from = at;
            while let Some(piece) = self.piece(at, &part, number) {
                if piece.is_ordinal || piece.parts.iter().any(|part| matches!(part, Part::Scale(s) if *s >= Decimal::from(1000))) {
                    break;
                }
                if !self.take(&mut part, &piece, false, number) {
                    break;
                }
                at = piece.end;
                let (next, is_linked) = self.link(at, &part, number);
                if (is_linked || next > at) && self.piece(next, &part, number).is_some() {
                    at = next;
                }
            }
            let Some(value) = part.total().filter(|_| at > from && !part.is_empty()) else { break };
            fraction.push_str(&value.to_string());
        }
        if fraction.is_empty() {
            return;
        }
        let whole = number.value.to_string();
        let Some(value) = Decimal::from_digits(&whole, &fraction) else { return };
        number.value = value;
        number.end = at;
        number.is_formatted = true;
        *sum = Sum::default();
        sum.add(value, view.lexicon);
        self.times_scale(number);
    }

    /// "two and a half", "due e mezzo", "три з половиною", then a scale: "two and a half million".
    fn half(&mut self, sum: &mut Sum, number: &mut Number) {
        let view = self.view;
        let and = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::And));
        let from = and.map_or(number.end, |and| and.end);
        // "e mezzo", "and a half": mezzo may itself be listed as an article.
        let half_at = |at: usize| {
            let phrase = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cardinal))?;
            let part = view.lexicon.value(phrase.node, Role::Cardinal)?;
            (part < Decimal::ONE && !part.is_zero()).then_some((part, phrase.end))
        };
        let Some((part, end)) = half_at(from).or_else(|| half_at(self.skip_article(from))) else { return };
        if and.is_none() && end == from + 1 || !sum.add_part(part) {
            return;
        }
        let Some(value) = sum.total() else { return };
        number.value = value;
        number.end = end;
        number.is_formatted = true;
        if sum.group().is_some() {
            self.times_scale(number);
        }
    }

    /// "two thirds", "three quarters", "one and one quarter".
    fn parts(&mut self, number: &mut Number) {
        let view = self.view;
        if number.sort != Sort::Plain || number.is_formatted {
            return;
        }
        if self.one_of_so_many(number) {
            return;
        }
        if let Some((bottom, end)) = self.denominator(number.end, number.value)
            && number.value.is_whole()
            && !number.value.is_zero()
            && view.token(number.end).is_some_and(|token| token.is_on_line())
        {
            let Some(value) = number.value.checked_div(bottom) else { return };
            *number = Number { value, end, sort: Sort::Fraction, ..*number };
            self.times_scale(number);
            return;
        }
        let Some(and) = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::And)) else { return };
        if view.token(and.end).is_some_and(|token| token.is_digits())
            && let Some((part, end)) = self.slashed(and.end)
        {
            let Some(value) = number.value.checked_add(part) else { return };
            *number = Number { value, end, is_formatted: true, ..*number };
            return;
        }
        let (top, from) = match view.lexicon.longest(view.tokens, and.end, Roles::of(Role::Cardinal)) {
            Some(phrase) => (view.lexicon.value(phrase.node, Role::Cardinal), phrase.end),
            None => (Some(Decimal::ONE), self.skip_article(and.end)),
        };
        if from == and.end {
            return;
        }
        let Some(top) = top.filter(|top| *top < Decimal::from(100)) else { return };
        let Some((bottom, end)) = self.denominator(from, top) else { return };
        let Some(value) = top.checked_div(bottom).filter(|part| *part < Decimal::ONE).and_then(|part| number.value.checked_add(part)) else {
            return;
        };
        *number = Number { value, end, is_formatted: true, ..*number };
        self.times_scale(number);
    }

    /// "un sixième des électeurs": an ordinal behind one is a part where a whole follows or nothing does.
    fn one_of_so_many(&self, number: &mut Number) -> bool {
        let view = self.view;
        if number.value != Decimal::ONE || number.has_digits || !view.lexicon.switches.ordinal_denominator {
            return false;
        }
        let hyphen = view.token(number.end).is_some_and(|mark| mark.is_mark('-') && mark.is_joined());
        let Some(phrase) = view.lexicon.longest(view.tokens, number.end + usize::from(hyphen), Roles::of(Role::Ordinal)) else { return false };
        let Some(bottom) = view.lexicon.value(phrase.node, Role::Ordinal).filter(|bottom| *bottom > Decimal::from(2)) else { return false };
        let ends = view.token(phrase.end).is_none_or(|next| !next.is_word() && view.is_whole);
        let of = view.lexicon.longest(view.tokens, phrase.end, Roles::any(&[Role::DateOf, Role::LabelLink])).is_some();
        let Some(value) = number.value.checked_div(bottom).filter(|_| ends || of) else { return false };
        *number = Number { value, end: phrase.end, sort: Sort::Fraction, ..*number };
        self.times_scale(number);
        true
    }

    fn denominator(&self, at: usize, top: Decimal) -> Option<(Decimal, usize)> {
        let view = self.view;
        let from = at + usize::from(view.token(at).is_some_and(|token| token.is_mark('-') && token.is_joined()));
        let phrase = view.lexicon.longest(view.tokens, from, Roles::any(&[Role::Denominator, Role::Ordinal]))?;
        if view.lexicon.roles(phrase.node).has(Role::MoneyMinor) {
            return None;
        }
        let own = view.lexicon.value(phrase.node, Role::Denominator);
        let of_ordinal = || {
            let allowed = view.lexicon.switches.ordinal_denominator && top > Decimal::ONE;
            view.lexicon.value(phrase.node, Role::Ordinal).filter(|value| allowed && *value > Decimal::from(2))
        };
        Some((own.or_else(of_ordinal)?, phrase.end))
    }

    /// "two dozen", "six dozens".
    fn dozens(&self, number: &mut Number) {
        let view = self.view;
        let from = if number.value < Decimal::ONE { self.skip_article(number.end) } else { number.end };
        let Some(phrase) = view.lexicon.longest(view.tokens, from, Roles::of(Role::Group)) else { return };
        if !view.token(from).is_some_and(|token| token.is_on_line()) {
            return;
        }
        let Some(size) = view.lexicon.value(phrase.node, Role::Group) else { return };
        if let Some(value) = number.value.checked_mul(size) {
            *number = Number { value, end: phrase.end, scale: Some(size), ..*number };
        }
    }

    /// A part of one before a scale: "half a million", "three quarters of a million"; or decimals before it.
    fn times_scale(&self, number: &mut Number) {
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
        let scale = view.lexicon.value(phrase.node, Role::Scale).or_else(|| view.lexicon.value(phrase.node, Role::ScaleRespelled));
        let Some(scale) = scale.filter(|_| view.token(at).is_some_and(|token| token.is_on_line())) else { return };
        if let Some(value) = number.value.checked_mul(scale) {
            *number = Number { value, end: phrase.end, sort: Sort::Plain, scale: Some(scale), ..*number };
        }
    }

    /// Group nouns, collectives, vague words, multipliers and lone parts.
    fn from_group(&mut self, at: usize, phrase: Phrase, roles: Roles) -> Step {
        let view = self.view;
        let value = |role| view.lexicon.value(phrase.node, role);
        let (value, sort) = if let Some(value) = value(Role::Vague) {
            (value, Sort::Vague)
        } else if let Some(value) = value(Role::Collective) {
            (value, Sort::Collective)
        } else if let Some(value) = value(Role::Group) {
            (value, Sort::Plain)
        } else if let Some(bottom) = value(Role::Denominator) {
            let Some(part) = Decimal::ONE.checked_div(bottom) else { return Step::Skip(phrase.end) };
            (part, Sort::Fraction)
        } else if let Some(value) = value(Role::Multiplier) {
            (value, Sort::Multiplier)
        } else {
            return Step::Skip(at + 1);
        };
        let mut number = Number {
            first: at,
            end: phrase.end,
            value,
            sort,
            flags: Flags::default(),
            scale: None,
            has_digits: false,
            is_formatted: false,
            is_weak: false,
        };
        match sort {
            Sort::Vague => self.vague_scale(&mut number),
            Sort::Fraction => self.times_scale(&mut number),
            _ => {}
        }
        if sort != Sort::Multiplier && sort != Sort::Vague {
            self.open_with_article(&mut number);
        }
        number.is_weak = self.is_weak(&number, roles) || self.is_bound(&number);
        Step::Found(number)
    }

    /// "tens of thousands", "десятки тисяч".
    fn vague_scale(&self, number: &mut Number) {
        let view = self.view;
        loop {
            let of = view.lexicon.longest(view.tokens, number.end, Roles::any(&[Role::DateOf, Role::LabelLink]));
            let at = of.map_or(number.end, |of| of.end);
            let wanted = Roles::any(&[Role::Vague, Role::Scale]);
            let Some(phrase) = view.lexicon.longest(view.tokens, at, wanted) else { return };
            let value = view.lexicon.value(phrase.node, Role::Vague).or_else(|| view.lexicon.value(phrase.node, Role::Scale));
            let Some(value) = value.and_then(|value| number.value.checked_mul(value)) else { return };
            number.value = value;
            number.end = phrase.end;
        }
    }

    fn has_article(&self, at: usize) -> bool {
        let view = self.view;
        at.checked_sub(1).is_some_and(|before| view.lexicon.roles_at(view.tokens, before).has(Role::Article))
    }

    fn skip_article(&self, at: usize) -> usize {
        let view = self.view;
        let article = view.lexicon.longest(view.tokens, at, Roles::of(Role::Article));
        article.filter(|_| view.token(at).is_some_and(|token| token.is_on_line())).map_or(at, |article| article.end)
    }

    /// Takes the article before a scale, a group or a part into the number: "a hundred", "une trentaine", "a third".
    fn open_with_article(&self, number: &mut Number) {
        let view = self.view;
        let begins = view.lexicon.longest(view.tokens, number.first, OPENERS);
        let takes = begins.is_some_and(|phrase| {
            let roles = view.lexicon.roles(phrase.node);
            let half = view.lexicon.value(phrase.node, Role::Cardinal).is_some_and(|value| value < Decimal::ONE && !value.is_zero());
            half || roles.meets(Roles::any(&[Role::Scale, Role::ScaleRespelled, Role::Group, Role::Collective, Role::Denominator]))
        });
        if !takes || number.sort == Sort::Ordinal || !view.token(number.first).is_some_and(|token| token.is_on_line()) {
            return;
        }
        if let Some(before) = number.first.checked_sub(1)
            && view.lexicon.roles_at(view.tokens, before).has(Role::Article)
        {
            number.first = before;
        }
    }

    /// Whether the number is a single word that reads as grammar here.
    fn is_weak(&self, number: &Number, roles: Roles) -> bool {
        let view = self.view;
        let weak = roles.meets(Roles::any(&[Role::Article, Role::NeverAlone, Role::BeforeNoun, Role::AfterArticle]));
        if !weak || self.is_alone(number) || self.is_listed(number) {
            return false;
        }
        if roles.has(Role::AfterArticle) {
            let before = number.first.checked_sub(1);
            return !before.is_some_and(|at| view.lexicon.roles_at(view.tokens, at).has(Role::Definite));
        }
        if roles.has(Role::NeverAlone) {
            return true;
        }
        let nouns = if roles.has(Role::BeforeNoun) {
            Roles::any(&[Role::Unit, Role::Duration, Role::Money, Role::MoneyMinor, Role::Category, Role::Percent, Role::OutcomeNoun, Role::Outcome])
        } else {
            Roles::any(&[Role::Duration, Role::Money, Role::MoneyMinor, Role::OutcomeNoun])
        };
        let reach = if roles.has(Role::BeforeNoun) { 3 } else { 1 };
        !(number.end..number.end + reach).any(|at| {
            view.token(at).is_some_and(|token| token.is_word() && token.is_on_line())
                && view.lexicon.longest(view.tokens, at, nouns).is_some()
        })
    }

    /// "one, two, three": a number word stands right behind it.
    fn is_listed(&self, number: &Number) -> bool {
        let view = self.view;
        let comma = view.token(number.end).is_some_and(|token| token.is_mark(','));
        let at = number.end + usize::from(comma);
        let next = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cardinal)).filter(|_| view.token(at).is_some_and(|token| token.is_on_line()));
        let is_article = view.lexicon.roles_at(view.tokens, number.first).has(Role::Article);
        next.is_some_and(|next| {
            let counts = !view.lexicon.roles(next.node).meets(Roles::any(&[Role::Article, Role::NeverAlone, Role::And]));
            // "uno due tre": an article needs a row of them.
            let goes_on = view.lexicon.longest(view.tokens, next.end, Roles::of(Role::Cardinal)).is_some();
            counts && (!is_article || goes_on && !comma)
        })
    }

    /// Whether the number is all that the document says.
    fn is_alone(&self, number: &Number) -> bool {
        self.view.is_whole && number.first == 0 && number.end == self.view.tokens.len()
    }
}

fn is_one_with_noughts(value: Decimal) -> bool {
    let mut rest = value.mantissa();
    while rest > 9 && rest % 10 == 0 {
        rest /= 10;
    }
    rest == 1
}

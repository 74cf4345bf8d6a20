//! What closes a number in words: decimals, halves, parts, dozens and a scale for them.
//!
//! A number comes in and goes out the same or longer. Parts in signs (3/4, ½) are read elsewhere.

use super::{Number, Reading, Sort, Sum, digits};
use crate::decimal::Decimal;
use crate::lexicon::{Part, Role, Roles};

impl Reading<'_, '_> {
    /// "two point five", "duecento virgola settantuno".
    pub(super) fn decimals(&mut self, sum: &mut Sum, number: &mut Number) {
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
                if piece.is_ordinal
                    || piece.parts.iter().any(|part| matches!(part, Part::Scale(s) if *s >= Decimal::from(1000)))
                {
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
    pub(super) fn half(&mut self, sum: &mut Sum, number: &mut Number) {
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
    pub(super) fn parts(&mut self, number: &mut Number) {
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
        let Some(value) =
            top.checked_div(bottom).filter(|part| *part < Decimal::ONE).and_then(|part| number.value.checked_add(part))
        else {
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
        let Some(phrase) =
            view.lexicon.longest(view.tokens, number.end + usize::from(hyphen), Roles::of(Role::Ordinal))
        else {
            return false;
        };
        let Some(bottom) = view.lexicon.value(phrase.node, Role::Ordinal).filter(|bottom| *bottom > Decimal::from(2))
        else {
            return false;
        };
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
    pub(super) fn dozens(&self, number: &mut Number) {
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

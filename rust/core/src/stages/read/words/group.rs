//! Words that are an amount without being a number: dozens, collectives, vague words, multipliers, lone parts.
//!
//! The phrase that opens one comes in, the number that it says goes out. Knows no digits.

use super::{Number, Reading, Sort, Step};
use crate::decimal::Decimal;
use crate::lexicon::{Phrase, Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

const SCALES: Roles = Roles::any(&[Role::Scale, Role::ScaleAfterDigits]);

impl Reading<'_, '_> {
    /// Group nouns, collectives, vague words, multipliers and lone parts.
    pub(super) fn group(&mut self, at: usize, phrase: Phrase, roles: Roles) -> Step {
        let view = self.view;
        let value = |role| view.lexicon.value(phrase.node, role);
        let (value, sort) = if let Some(value) = value(Role::Vague) {
            (value, Sort::Vague)
        } else if let Some(value) = value(Role::Collective) {
            (value, Sort::Collective)
        } else if let Some(value) = value(Role::Group) {
            // "57 tys. par": what so many are called, and no two.
            let counts = |token: &Token| token.is_digits() || token.word.roles.meets(SCALES) || token.is_mark('.');
            if value == Decimal::from(2)
                && view.token(at).is_some_and(Token::is_on_line)
                && view.before(at).is_some_and(counts)
            {
                return Step::Skip(phrase.end);
            }
            (value, Sort::Plain)
        } else if let Some(bottom) = value(Role::Denominator)
            .filter(|_| !(self.is_quarter_of_year(at) || self.has_article(at) && self.is_place(phrase)))
        {
            let Some(part) = Decimal::ONE.checked_div(bottom) else { return Step::Skip(phrase.end) };
            (part, Sort::Fraction)
        } else if let Some(value) = value(Role::Multiplier) {
            (value, Sort::Multiplier)
        } else {
            return Step::Skip(at + 1);
        };
        let mut number = Number::new(at, phrase.end, value, sort);
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

    /// "более тысячи четырехсот человек": whether the rest of a number stands behind a word for many, which so is one of them.
    pub(super) fn counts_on(&self, at: usize, phrase: Phrase) -> bool {
        let view = self.view;
        let rest = || view.lexicon.longest(view.tokens, phrase.end, Roles::of(Role::Cardinal));
        view.cue(at, "one_when_hedged") == Some(phrase.end)
            && view.token(phrase.end).is_some_and(Token::is_on_line)
            && rest()
                .and_then(|rest| view.lexicon.value(rest.node, Role::Cardinal))
                .is_some_and(|rest| rest >= Decimal::from(10))
    }

    /// "Second-quarter profit": whether an ordinal stands before the part at `at`, which then is one of those in their order.
    fn is_quarter_of_year(&self, at: usize) -> bool {
        let view = self.view;
        let hyphen = view.before(at).is_some_and(|mark| is_hyphen(mark.first) && mark.is_joined());
        let is_joined = view.token(at).is_some_and(Token::is_joined);
        let place = at.checked_sub(2).filter(|_| hyphen && is_joined);
        place.is_some_and(|place| view.roles_at(place).has(Role::Ordinal))
    }

    /// "tens of thousands", "десятки тисяч".
    fn vague_scale(&self, number: &mut Number) {
        let view = self.view;
        loop {
            let of = view.lexicon.longest(view.tokens, number.end, Roles::any(&[Role::DateOf, Role::LabelLink]));
            let at = of.map_or(number.end, |of| of.end);
            let wanted = Roles::any(&[Role::Vague, Role::Scale]);
            let Some(phrase) = view.lexicon.longest(view.tokens, at, wanted) else { return };
            let value =
                view.lexicon.value(phrase.node, Role::Vague).or_else(|| view.lexicon.value(phrase.node, Role::Scale));
            let Some(value) = value.and_then(|value| number.value.checked_mul(value)) else { return };
            number.value = value;
            number.end = phrase.end;
        }
    }

    /// "two dozen", "six dozens".
    pub(super) fn dozens(&self, number: &mut Number) {
        let view = self.view;
        let from = if number.value < Decimal::ONE { self.skip_article(number.end) } else { number.end };
        let Some(phrase) = view.lexicon.longest(view.tokens, from, Roles::of(Role::Group)) else {
            self.and_dozens(number);
            return;
        };
        if !view.token(from).is_some_and(|token| token.is_on_line()) {
            return;
        }
        let Some(size) = view.lexicon.value(phrase.node, Role::Group) else { return };
        // "57 tys. par": so many couples, and no shoes.
        if size == Decimal::from(2) && number.value > Decimal::from(100) {
            return;
        }
        if let Some(value) = number.value.checked_mul(size) {
            // "ein halbes Dutzend" is six of a thing, no part of one.
            let sort = if number.sort == Sort::Fraction { Sort::Plain } else { number.sort };
            *number = Number { value, end: phrase.end, sort, scale: Some(size), ..*number };
        }
    }

    /// "three hundred and two dozen": what is linked is counted in dozens, not what stands before.
    fn and_dozens(&self, number: &mut Number) {
        let view = self.view;
        let Some(and) = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::And)) else { return };
        let Some(many) = view.lexicon.longest(view.tokens, and.end, Roles::of(Role::Cardinal)) else { return };
        let Some(group) = view.lexicon.longest(view.tokens, many.end, Roles::of(Role::Group)) else { return };
        if number.has_digits || number.sort != Sort::Plain || number.value < Decimal::from(100) {
            return;
        }
        let value = view
            .lexicon
            .value(many.node, Role::Cardinal)
            .and_then(|many| many.checked_mul(view.lexicon.value(group.node, Role::Group)?))
            .and_then(|more| number.value.checked_add(more));
        if let Some(value) = value {
            *number = Number { value, end: group.end, ..*number };
        }
    }
}

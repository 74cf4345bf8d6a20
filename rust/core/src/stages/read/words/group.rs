//! Words that are an amount without being a number: dozens, collectives, vague words, multipliers, lone parts.
//!
//! The phrase that opens one comes in, the number that it says goes out. Knows no digits.

use super::{Number, Reading, Sort, Step};
use crate::decimal::Decimal;
use crate::lexicon::{Phrase, Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

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
}

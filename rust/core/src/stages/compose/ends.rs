//! The ends of a range: what may join them, and both with the scale that the second shares.
//!
//! Two amounts come in, their bounds go out. What opens and closes ranges is told in `range`.

use super::amount::Amount;
use super::{Composing, hedge_after};
use crate::decimal::Decimal;
use crate::figure::{Kind, Relation};
use crate::kinds::age;
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, View};
use crate::token::Token;

/// 2、3年: two digits that follow each other before one unit, where words are written joined; months are two of them.
pub(super) fn steps_on(view: &View, from: &Amount, to: &Amount) -> bool {
    let is_digit =
        |number: &Number| view.token(number.first).is_some_and(|token| token.is_digits() && token.length == 1);
    let is_next = from.value.checked_add(Decimal::ONE) == Some(to.value);
    view.token(from.end).is_some_and(|joint| joint.is_mark('、'))
        && is_digit(&from.number)
        && is_digit(&to.number)
        && is_next
        && view.token(to.number.end).is_some_and(|unit| unit.is_word() && unit.is_joined())
        && view
            .lexicon
            .longest(view.tokens, to.number.end, Roles::any(&[Role::MonthAfter, Role::DayAfter]))
            .is_none_or(|_| to.kind == Kind::Duration)
}

/// 6000 이하: whether an upper bound stands behind the amount that ends at token `end`.
pub(super) fn is_bound_behind(view: &View, end: usize) -> bool {
    let bound = hedge_after(view, end).map(|(_, relation, _)| relation);
    matches!(bound, Some(Relation::AtMost | Relation::LessThan))
}

/// 20~100: a sign that joins two ends, and before one says about.
pub(super) fn is_wave(mark: &Token) -> bool {
    !mark.is_word() && matches!(mark.first, '~' | '～' | '〜' | '∼')
}

/// 156円58～60銭: both ends, the second of which tells hundredths alone.
pub(super) fn of_hundredths(from: &Amount, to: &Amount) -> Option<(Decimal, Decimal)> {
    let cents = to.suffix.as_ref().filter(|cents| cents.kind == Kind::Money && cents.factor < Decimal::ONE)?;
    let is_same = from.suffix.as_ref().is_some_and(|whole| whole.unit == cents.unit && whole.factor == Decimal::ONE);
    let whole = Decimal::new(from.value.mantissa() / 10i128.checked_pow(from.value.scale())?, 0)?;
    let high = whole.checked_add(to.value)?;
    (is_same && !from.value.is_whole() && from.value < high).then_some((from.value, high))
}

/// Both ends, the scale of the second shared by the first, where they make a range.
pub(super) fn bounds(from: &Amount, to: &Amount) -> Option<(Decimal, Decimal)> {
    let unit = |amount: &Amount| {
        amount.prefix.as_ref().map(|p| p.code.clone()).or_else(|| amount.suffix.as_ref().map(|s| s.unit.clone()))
    };
    let (own, other) = (unit(from), unit(to));
    if own.is_some() && other.is_some() && own != other {
        return None;
    }
    // "$15 to 20 people": a currency before the first only, and a thing counted behind the second.
    let mut low = from.value;
    let high = to.value;
    if let (None, Some(scale)) = (from.number.scale, to.number.scale)
        && let Some(shared) = low.checked_mul(scale)
        && shared < high
        && !(from.number.has_digits && low >= scale)
    {
        low = shared;
    }
    // "from 60 to 20 million roubles": what falls by its scale is no range from next to nothing.
    let millions = to.number.scale.filter(|scale| *scale >= Decimal::from(1_000_000) && from.number.scale.is_none());
    let is_small = from.number.has_digits && from.value < Decimal::from(100);
    if is_small && millions.and_then(|scale| from.value.checked_mul(scale)).is_some_and(|shared| shared > high) {
        return None;
    }
    if let Some(suffix) = to.suffix.as_ref().filter(|_| from.suffix.is_none()) {
        low = low.checked_mul(suffix.factor)?;
    }
    let is_year = |amount: &Amount| {
        amount.kind == Kind::Number
            && !amount.number.is_formatted
            && amount.value.to_u32().is_some_and(|v| (1900..2100).contains(&v))
    };
    (low < high && !(is_year(from) && is_year(to))).then_some((low, high))
}

impl Composing<'_, '_> {
    /// "18- bis 29-Jährige": the first of two ages, past the hyphen that joins it to nothing, where no more than a word for "to" parts them.
    pub(super) fn suspended(&self, at: usize, from: &Amount) -> Option<Amount> {
        let view = self.view;
        let hyphen = view.token(from.end).filter(|_| from.kind == Kind::Number)?;
        if !(is_hyphen(hyphen.first) && hyphen.is_joined() && !hyphen.is_word()) {
            return None;
        }
        let joins = Roles::any(&[Role::RangeJoiner, Role::RangeClose]);
        let link = view.lexicon.longest(view.tokens, from.end + 1, joins)?;
        let next = self.numbers.get(at + 1).filter(|next| next.first == link.end)?;
        let is_and = view.roles_at(from.end + 1).has(Role::And);
        let is_age = age::end(view, next, None).is_some();
        (is_age && !is_and).then(|| Amount { end: from.end + 1, suffix: None, prefix: None, ..*from })
    }
}

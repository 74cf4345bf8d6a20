//! Ranges of temperatures, which go down as well as up: "0 až -4 °C", "мінус 5–8 градусів", "24 bis 19 Grad".
//!
//! Two amounts come in, the lower and the upper end go out.

use super::Composing;
use super::amount::Amount;
use crate::decimal::Decimal;
use crate::figure::Kind;
use crate::token::Token;

/// Units of temperatures, those told in degrees alone among them.
const DEGREES: [&str; 3] = ["Cel", "deg", "[degF]"];

impl Composing<'_, '_> {
    /// The ends of a range that is below zero by one word for both of them.
    pub(super) fn ends_below_zero(&self, from: &Amount, to: &Amount, is_opened: bool) -> Option<(Decimal, Decimal)> {
        let view = self.view;
        if from.kind != Kind::Number || to.first != to.number.first {
            return None;
        }
        // "мінус 5–8 градусів": the word before both is said of both, where the second is the colder.
        let is_told_before = from.value.is_negative()
            && is_temperature(to)
            && !is_opened
            && !to.value.is_negative()
            && to.value > from.value.negated()
            && view.token(from.first).is_some_and(Token::is_word)
            && !view.before(to.first).is_some_and(|sign| sign.is_mark('+'))
            && view.cue_before(to.first, "plus").is_none();
        if is_told_before {
            return Some((to.value.negated(), from.value));
        }
        // "8–12 градусов мороза": what says below zero behind both is said of both.
        let is_told_behind = to.value.is_negative() && !to.number.value.is_negative() && to.end > to.number.end;
        let other = from.value.negated();
        (is_told_behind && to.value != other).then(|| (to.value.min(other), to.value.max(other)))
    }

    /// "0 až -4 °C", "24 bis 19 Grad": colder and colder, below zero or with a word that is said of ranges only.
    pub(super) fn is_cooler(&self, from: &Amount, to: &Amount) -> bool {
        is_temperature(to) && (to.value.is_negative() || self.view.cue(from.end, "only_range").is_some())
    }
}

fn is_temperature(amount: &Amount) -> bool {
    let unit = amount.suffix.as_ref().map(|suffix| suffix.unit.as_str());
    amount.kind == Kind::Measure && unit.is_some_and(|unit| DEGREES.contains(&unit))
}

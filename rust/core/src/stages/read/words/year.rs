//! Years in two halves: nineteen eighty-four, nineteen oh-four; and a hundred left out in the same way: one twenty-two.
//!
//! The first half comes in as a number, which the second one makes longer. Halves written together are told with fused words.

use super::piece::Piece;
use super::{Number, Reading, Sum};
use crate::decimal::Decimal;
use crate::lexicon::{Part, Phrase, Role, Roles};
use crate::token::Token;

impl Reading<'_, '_> {
    /// Nineteen eighty-four: two pairs of digits in words make a year.
    pub(super) fn as_year_pair(&mut self, sum: &Sum, piece: &Piece, number: &mut Number) -> bool {
        let view = self.view;
        if !view.lexicon.switches.pairs || sum.last_scale().is_some() || number.has_digits || piece.is_ordinal {
            return false;
        }
        let (Some(century), [Part::Add(first)]) = (sum.group(), piece.parts.as_slice()) else { return false };
        let (Some(century), Some(first)) = (century.to_u32(), first.to_u32()) else { return false };
        // "ten sixty-six" alone; in a sentence it may be as well a time of day.
        let (from, latest) = if view.is_whole && number.first == 0 { (10, 99) } else { (11, 39) };
        let is_pair = (from..=19).contains(&century) && first >= 10 || century == 20 && (10..=latest).contains(&first);
        // "one twenty-two" alone: the hundred is left out.
        let is_hundreds = (1..10).contains(&century) && first >= 10 && view.is_whole && number.first == 0;
        if !is_pair && !is_hundreds || first >= 100 {
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
        // "three four twenty fifteen", "twenty thirty fifty": a row of numbers holds no years.
        let beside = Roles::of(Role::Cardinal);
        let is_on_line = |at: usize| view.token(at).is_some_and(Token::is_on_line);
        let is_row = view.lexicon.longest_before(view.tokens, number.first, beside).is_some()
            && is_on_line(number.first)
            || view.lexicon.longest(view.tokens, end, beside).is_some() && is_on_line(end);
        if is_row || is_hundreds && end < view.tokens.len() {
            return false;
        }
        let Some(years) = pair.total() else { return false };
        let Some(value) = Decimal::from(i64::from(century) * 100).checked_add(years) else { return false };
        number.end = end;
        number.value = value;
        true
    }

    /// Nineteen oh-four: a word for nought before the last digit of a year in two halves.
    pub(super) fn nought_year(&self, at: usize, sum: &Sum, number: &mut Number) -> bool {
        let view = self.view;
        // "oh" is a nought that never stands alone.
        let nought = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cardinal));
        let is_nought = |phrase: &Phrase| {
            view.lexicon.roles(phrase.node).has(Role::NeverAlone)
                && view.lexicon.value(phrase.node, Role::Cardinal).is_some_and(Decimal::is_zero)
        };
        let Some(nought) = nought.filter(is_nought) else { return false };
        let century = sum.group().filter(|_| sum.last_scale().is_none() && !number.has_digits);
        let hyphen = view.token(nought.end).is_some_and(|mark| mark.is_mark('-') && mark.is_joined());
        let digit = view.lexicon.longest(view.tokens, nought.end + usize::from(hyphen), Roles::of(Role::Cardinal));
        let year = digit.and_then(|digit| view.lexicon.value(digit.node, Role::Cardinal)?.to_u32());
        let (Some(century), Some(digit), Some(year)) = (century.and_then(Decimal::to_u32), digit, year) else {
            return false;
        };
        if !(10..=20).contains(&century) || !(1..10).contains(&year) {
            return false;
        }
        number.end = digit.end;
        number.value = Decimal::from(i64::from(century * 100 + year));
        true
    }
}

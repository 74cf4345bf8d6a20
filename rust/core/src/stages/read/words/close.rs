//! Where a number in digits ends: at a bracket, at a mark that no number has in it, behind an ending joined to it.
//!
//! Digits come in; whether they are all of their number goes out, or the number with its ending.

use super::{Number, Reading};
use crate::lexicon::{Role, Roles};
use crate::stages::fold::{is_apostrophe, is_dash, is_hyphen};
use crate::token::{Class, Token};

impl Reading<'_, '_> {
    /// Whether nothing before the digits from token `at` to `end` or behind them can be a part of their number: "(+32)".
    pub(super) fn is_closed(&self, at: usize, end: usize) -> bool {
        let view = self.view;
        let is_point = view.before(at).is_some_and(|mark| matches!(mark.first, '.' | ',' | '\u{066B}'));
        let is_over = view.token(at + 1).is_some_and(|mark| matches!(mark.first, '/' | '⁄' | '／'));
        if is_point || is_over {
            return false;
        }
        let lexicon = view.lexicon;
        !lexicon.per_character()
            && !lexicon.switches.last_unit_unsaid
            && view.token(end).is_none_or(|next| match next.class {
                Class::Word => !next.is_on_line(),
                Class::Mark => matches!(next.first, '(' | ')' | '[' | ']' | '|'),
                Class::Digits => false,
            })
    }

    /// Whether what stands at token `at` closes the digits before it: a mark that no number has in it, one with a space behind
    /// it, a dash before further digits.
    pub(super) fn closes_digits(&self, at: usize) -> bool {
        let view = self.view;
        let Some(mark) = view.token(at).filter(|mark| mark.class == Class::Mark) else { return false };
        let next = view.token(at + 1);
        let closes = match mark.first {
            '%' | '€' | '$' | '£' | '(' | ')' | '[' | ']' | '|' | '»' | '”' => true,
            '.' | ',' | ';' | ':' | '?' | '!' | '"' => next.is_none_or(|next| !next.is_joined()),
            dash => is_dash(dash) && next.is_some_and(Token::is_digits),
        };
        closes && !view.lexicon.per_character()
    }

    /// "6.000'den", "12-en": an ending that the language joins to digits belongs to the number as written.
    pub(super) fn ending(&self, number: &mut Number) {
        let view = self.view;
        let Some(mark) = view.token(number.end).filter(|mark| mark.is_joined() && !mark.is_digits()) else { return };
        let joint = is_apostrophe(mark.first) || is_hyphen(mark.first) || mark.is_mark(':');
        let at = number.end + usize::from(!mark.is_word() && joint);
        // "Türksat 6A": a capital that touches the digits is of a name.
        if mark.is_word() && mark.is_capital && mark.length == 1 {
            return;
        }
        if !mark.is_word() && !joint || !view.token(at).is_some_and(|word| word.is_word() && word.is_joined()) {
            return;
        }
        let wanted = Roles::any(&[Role::NumberEnding, Role::OrdinalMark, Role::MultiplierMark]);
        let Some(phrase) = view.lexicon.longest(view.tokens, at, wanted) else { return };
        // "2-х людей", "62-ма дронами": an ending that makes a place in an order of other numbers than few.
        let is_few = || {
            let last = |by| number.value.to_u32().map(|value| value % by);
            view.cue(at, "of_few") == Some(phrase.end)
                && last(10).is_some_and(|unit| (2..=4).contains(&unit))
                && !last(100).is_some_and(|teen| (12..=14).contains(&teen))
        };
        let roles = view.lexicon.roles(phrase.node);
        let is_ending = roles.has(Role::NumberEnding) && (!roles.has(Role::OrdinalMark) || is_few());
        if is_ending
            && !view
                .token(phrase.end)
                .is_some_and(|next| next.is_joined() && !next.is_full_stop() && !next.is_mark(','))
        {
            number.end = phrase.end;
        }
    }
}

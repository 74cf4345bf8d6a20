//! The minus before an amount: -5, minus five, -$3; no dash of a range and no "plus or minus".
//!
//! A number and its currency come in, where the amount begins and its value with the sign go out.

use super::Composing;
use crate::decimal::Decimal;
use crate::kinds::money;
use crate::lexicon::{HEDGES_BEFORE, Role, Roles};
use crate::stages::read::{Number, Sort, View, last_before};
use crate::token::Token;

impl Composing<'_, '_> {
    /// Takes a minus before the number or its currency into the amount; a hyphen after a word is none.
    pub(super) fn sign(
        &self,
        number: &Number,
        prefix: Option<&money::Prefix>,
        taken: usize,
        closes: bool,
    ) -> (usize, Decimal) {
        let view = self.view;
        let first = prefix.map_or(number.first, |prefix| prefix.first);
        let plain = (first, number.value);
        let Some(before) = first.checked_sub(1).filter(|before| *before >= taken) else { return plain };
        let Some(mark) = view.token(before) else { return plain };
        let negative = (before, number.value.negated());
        if matches!(mark.first, '-' | '\u{2212}' | '－') && !mark.is_word() {
            let touches = view.token(first).is_some_and(|token| token.is_joined());
            // "に-30", "<-30": words without spaces, signs of bounds.
            let follows = view.before(before);
            let is_apart =
                view.lexicon.per_character() && follows.is_some_and(|token| token.is_word() && !token.first.is_ascii());
            // "0...−3°": a row of points, as the one sign for it.
            let is_dotted = before.checked_sub(2).is_some_and(|at| {
                view.token(at).is_some_and(|dot| dot.is_mark('.'))
                    && view.token(at + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_joined())
            });
            let opens = before == 0
                || is_dotted
                || !mark.is_joined()
                || is_apart
                || follows.is_some_and(|token| matches!(token.first, '…' | '(' | '[' | '"' | '«' | '<' | '>' | '='));
            let alone = view.is_whole && before == 0 && closes;
            // Behind a name ("Nikkei 225 -2,4 %") the sign is no dash of a range.
            let is_read = last_before(self.numbers, before).is_some_and(|read| read.end == before);
            let after_number = view.before(before).is_some_and(|token| token.is_digits())
                && mark.is_on_line()
                && (is_read || mark.is_joined());
            if opens && is_put_in(view, before) {
                return plain;
            }
            let in_brackets = view.before(before).is_some_and(|token| token.is_mark('(')) && mark.first != '\u{2013}';
            return if opens && !after_number && (touches || alone || in_brackets) { negative } else { plain };
        }
        if !view.may_have(Roles::of(Role::Minus)) {
            return plain;
        }
        let minus = view.lexicon.longest_before(view.tokens, first, Roles::of(Role::Minus));
        // "todos menos dos": but for two.
        if minus.is_some() && view.cue_before(first, "excepted").is_some() {
            return plain;
        }
        // "eight minus four": between two numbers it says what is taken away, but "minus 5 minus 7" is two of them.
        let subtracts = minus.is_some_and(|(minus, _)| {
            last_before(self.numbers, minus).is_some_and(|before| {
                let is_signed =
                    view.lexicon.longest_before(view.tokens, before.first, Roles::of(Role::Minus)).is_some();
                before.end == minus && before.sort == Sort::Plain && !is_signed
            }) && view.token(minus).is_some_and(Token::is_on_line)
        });
        // "plus or minus 3 points"
        let is_either = minus.and_then(|(minus, _)| minus.checked_sub(2)).is_some_and(|plus| {
            let others = Roles::any(&[Role::Up, Role::Down, Role::Change, Role::Cardinal]);
            view.token(plus).is_some_and(Token::is_word)
                && !view.roles_at(plus).meets(others)
                && view.roles_at(plus + 1).has(Role::RangeJoiner)
                && !view.roles_at(plus + 1).meets(Roles::any(&[Role::And, Role::RangeClose]))
        });
        // 正负3个百分点, "плюс-минус 3 пункта"
        let is_plus_minus = || {
            minus.is_some_and(|(minus, _)| {
                let hyphen = usize::from(view.before(minus).is_some_and(Token::is_dash));
                view.cue_before(minus - hyphen, "plus").is_some()
            })
        };
        if subtracts || is_either || is_plus_minus() {
            return plain;
        }
        let negative = minus.map_or(negative, |(minus, _)| (minus, number.value.negated()));
        if minus.is_some_and(|(minus, _)| minus >= taken)
            && view.token(first).is_some_and(|token| token.is_on_line())
            && view.lexicon.longest_before(view.tokens, first, HEDGES_BEFORE).is_none()
        {
            return negative;
        }
        plain
    }
}

/// "las bajas -17 muertos y 14 desaparecidos- son": whether the hyphen at token `open`, behind a word, opens what another closes that
/// touches the word before it.
fn is_put_in(view: &View, open: usize) -> bool {
    const FAR: usize = 24;
    let follows = view.before(open).is_some_and(|word| word.is_word() && word.first.is_lowercase());
    let is_hyphen = |mark: &Token| mark.first == '-' && !mark.is_word() && mark.is_joined();
    let clause = || {
        (open + 2..open + FAR).map_while(|at| {
            view.token(at).filter(|mark| mark.is_on_line() && !mark.is_mark('.')).map(|mark| (at, mark))
        })
    };
    follows
        && clause().any(|(at, mark)| {
            is_hyphen(mark)
                && view.before(at).is_some_and(Token::is_word)
                && view.token(at + 1).is_none_or(|next| !next.is_joined() || !next.is_word() && !next.is_digits())
        })
}

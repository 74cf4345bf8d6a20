//! Digits with an ordinal mark: 1st, 2º, 5-го, 27.ª.

use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, Sort, View};

/// Where the mark that makes `number` an ordinal ends.
pub(crate) fn mark_end(view: &View, number: &Number) -> Option<usize> {
    if !number.has_digits || number.sort != Sort::Plain || number.is_formatted || number.end != number.first + 1 {
        return None;
    }
    let mut at = number.end;
    let token = view.token(at).filter(|token| token.is_joined())?;
    if is_hyphen(token.first) && !token.is_word() || token.is_mark('.') {
        at += 1;
        view.token(at).filter(|token| token.is_joined())?;
    }
    let phrase = view.lexicon.longest(view.tokens, at, Roles::of(Role::OrdinalMark))?;
    let closes = !view.token(phrase.end).is_some_and(|next| next.is_joined() && next.is_word());
    closes.then_some(phrase.end)
}

//! Words for per cent that stand before their number in one place and behind it in another.
//!
//! A number and such a word behind it come in, whose the word is goes out.

use super::suffix::Suffix;
use crate::figure::Kind;
use crate::lexicon::{NUMBERS, Role, Roles};
use crate::stages::read::{Number, View};
use crate::token::Token;

/// What `found` says behind `number` at token `at`, unless it is per cent of the next number.
pub(super) fn own<'s>(view: &View, number: &Number, at: usize, found: &'s Suffix) -> Option<&'s Suffix> {
    (found.kind != Kind::Percent || !is_of_next(view, number, at, found.end)).then_some(found)
}

/// "yüzde 5'ten yüzde 7'ye": whether the word from token `at` to `end` opens a number of its own, as one before `number` does.
fn is_of_next(view: &View, number: &Number, at: usize, end: usize) -> bool {
    let opens = Roles::of(Role::PercentBefore);
    let is_number =
        |next: &Token| next.is_on_line() && (next.is_digits() || next.is_word() && next.word.roles.meets(NUMBERS));
    view.token(at).is_some_and(Token::is_word)
        && view.roles_at(at).meets(opens)
        && view.token(end).is_some_and(is_number)
        && view.lexicon.longest_before(view.tokens, number.first, opens).is_some()
}

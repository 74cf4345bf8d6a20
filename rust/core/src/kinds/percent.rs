//! Words for per cent that stand before their number in one place and behind it in another.
//!
//! A number and such a word behind it come in, whose the word is goes out.

use super::suffix::Suffix;
use crate::decimal::Decimal;
use crate::figure::Kind;
use crate::lexicon::{NUMBERS, Role, Roles};
use crate::stages::read::{Number, Sort, View};
use crate::token::Token;

/// What `found` says behind `number` at token `at`, unless it is per cent of the next number or tells when something was or what beasts are.
pub(super) fn own<'s>(view: &View, number: &Number, at: usize, found: &'s Suffix) -> Option<&'s Suffix> {
    let is_else = match found.kind {
        Kind::Percent => {
            is_of_next(view, number, at, found.end)
                || found.unit == "[pp]" && view.thing(at) == Some(found.end) && !is_of_share(view, number, found.end)
        }
        // "2,9 млрд місяцем раніше": the unit of when it was.
        Kind::Duration => view.cue(at, "last_time").is_some_and(|end| end > found.end),
        // "dva psi": two dogs; "5 cavalli vapore" are no beasts.
        Kind::Measure => view.cue(at, "animals").is_some_and(|end| end >= found.end),
        _ => false,
    };
    (!is_else).then_some(found)
}

/// "0,2 puan azalarak yüzde 8,4", "43,3%, cu 3 puncte mai mult": whether points, which are won elsewhere, are of the per cent told
/// beside them.
fn is_of_share(view: &View, number: &Number, end: usize) -> bool {
    const BEFORE: usize = 14;
    const AFTER: usize = 5;
    let is_percent = |at: usize| {
        view.token(at).is_some_and(|mark| mark.is_mark('%'))
            || view.roles_at(at).meets(Roles::any(&[Role::Percent, Role::PercentBefore]))
    };
    let mut near = number.first.saturating_sub(BEFORE)..end + AFTER;
    number.has_digits && number.value <= Decimal::from(10) && near.any(is_percent)
}

/// "yüzde 5'ten yüzde 7'ye": whether the word from token `at` to `end` opens a number of its own, as one before `number` does.
fn is_of_next(view: &View, number: &Number, at: usize, end: usize) -> bool {
    let opens = Roles::of(Role::PercentBefore);
    let is_number =
        |next: &Token| next.is_on_line() && (next.is_digits() || next.is_word() && next.word.roles.meets(NUMBERS));
    view.token(at).is_some_and(Token::is_word)
        && view.roles_at(at).meets(opens)
        && view.token(end).is_some_and(is_number)
        // "2024'te yüzde 5", "yarısında yüzde 27": nor is it of a number with an ending or of a part.
        && (view.lexicon.longest_before(view.tokens, number.first, opens).is_some()
            || number.sort == Sort::Fraction
            || number.end.checked_sub(1).is_some_and(|last| view.roles_at(last).has(Role::NumberEnding)))
}

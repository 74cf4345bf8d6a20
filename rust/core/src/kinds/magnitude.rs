//! Numbers that say how strong an earthquake was: M6.9, マグニチュード（M）は6.9 where words are written joined, "un sismo de 7,4".
//!
//! A number comes in, whether such a letter or word stands before it goes out.

use crate::decimal::Decimal;
use crate::lexicon::{Role, Roles};
use crate::stages::read::{Number, View};
use crate::token::Token;

/// Whether a bracket and a word of grammar at most stand between the letter and a number with decimals.
pub(super) fn is_behind_letter(view: &View, number: &Number) -> bool {
    const NEAR: usize = 3;
    let is_letter = |at: usize| view.token(at).is_some_and(|it| it.is_word() && it.text(view.text) == "M");
    view.lexicon.per_character()
        && !number.value.is_whole()
        && (1..=NEAR).filter_map(|back| number.first.checked_sub(back)).any(is_letter)
}

/// "un sismo de 7,4": whether the word for an earthquake that ends before token `end` tells what the number with decimals is.
pub(super) fn is_of_quake(view: &View, number: &Number, end: usize) -> bool {
    // "a 6.2 earthquake", "7,4'lük deprem": right behind it too.
    let is_behind = || view.token(number.end).is_some_and(Token::is_on_line) && view.cue(number.end, "quake").is_some();
    let is_quake = || [end, number.first].iter().any(|end| view.cue_before(*end, "quake").is_some()) || is_behind();
    !number.value.is_whole() && number.value < Decimal::from(10) && (is_quake() || is_one_of_two(view, number))
}

/// "7,7 ve 7,6 büyüklüğündeki", "biri 7.7 diğeri 7.6 büyüklüğünde": whether a word at most parts it from another number that the words
/// behind say it of.
fn is_one_of_two(view: &View, number: &Number) -> bool {
    const DECIMAL: usize = 3;
    let link = view.token(number.end).filter(|link| link.is_word_on_line());
    let next = number.end + 1;
    let is_number = |at: usize| view.token(at).is_some_and(|digits| digits.is_digits() && digits.is_on_line());
    if link.is_none() || !number.has_digits || !is_number(next) || !is_number(next + 2) {
        return false;
    }
    // An ending may stand between: "7.6'lık depremler".
    let unit = |at: usize| {
        let unit = view.lexicon.longest(view.tokens, at, Roles::of(Role::Unit));
        let name = unit.and_then(|unit| view.lexicon.name(unit.node, Role::Unit));
        name.is_some_and(|name| name == "{magnitude}") || view.cue(at, "quake").is_some()
    };
    (next + DECIMAL..next + DECIMAL + 3).any(unit)
}

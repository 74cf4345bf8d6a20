//! The letter that earthquakes are measured by where words are written joined: M6.9, マグニチュード（M）は6.9.
//!
//! A number comes in, whether that letter stands before it goes out.

use crate::stages::read::{Number, View};

/// Whether a bracket and a word of grammar at most stand between the letter and a number with decimals.
pub(super) fn is_behind_letter(view: &View, number: &Number) -> bool {
    const NEAR: usize = 3;
    let is_letter = |at: usize| view.token(at).is_some_and(|it| it.is_word() && it.text(view.text) == "M");
    view.lexicon.per_character()
        && !number.value.is_whole()
        && (1..=NEAR).filter_map(|back| number.first.checked_sub(back)).any(is_letter)
}

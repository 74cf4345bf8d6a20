//! Pounds: the currency, or the weight that many languages call alike.
//!
//! Money in a word that is a unit too comes in; a measure goes out where the words around it speak of weight.

use compact_str::CompactString;

use super::suffix::Suffix;
use crate::decimal::Decimal;
use crate::figure::{Flag, Flags, Kind};
use crate::lexicon::{Role, Roles};
use crate::stages::read::{Number, View};
use crate::token::Token;

/// `found`, whose word begins at token `from`, as the weight that it is where it is one.
pub(super) fn weighed(view: &View, number: &Number, from: usize, found: Suffix) -> Suffix {
    match unit(view, number, from, &found) {
        Some(unit) => Suffix { kind: Kind::Measure, unit, factor: Decimal::ONE, flags: Flags::default(), ..found },
        None => found,
    }
}

/// "a 500-pound bomb", "40 pounds of explosives", "weighs 5,000 pounds": the unit of weight.
fn unit(view: &View, number: &Number, from: usize, found: &Suffix) -> Option<CompactString> {
    const BEFORE: usize = 4;
    const BEHIND: usize = 3;
    let is_open = found.kind == Kind::Money && found.flags.contains(Flag::AmbiguousCurrency);
    let phrase = view.lexicon.longest(view.tokens, from, Roles::of(Role::Unit)).filter(|_| is_open)?;
    let unit = view.lexicon.name(phrase.node, Role::Unit).filter(|_| phrase.end == found.end)?;
    let is_cue = |at: usize, key| view.token(at).is_some_and(Token::is_on_line) && view.cue(at, key).is_some();
    let near = number.first.saturating_sub(BEFORE)..phrase.end + BEHIND;
    // Bombs are of so many pounds.
    if near.clone().any(|at| is_cue(at, "weighs") || is_cue(at, "of_war")) {
        return Some(unit.clone());
    }
    let is_million = number.scale.is_some_and(|scale| scale >= Decimal::from(1_000_000));
    if is_million || (phrase.end..phrase.end + BEHIND).any(|at| is_cue(at, "costs")) {
        return None;
    }
    let is_bound = from > number.end;
    let next = view.token(phrase.end).filter(|next| next.is_word_on_line())?;
    let of = next.word.roles.has(Role::LabelLink) && view.token(phrase.end + 1).is_some_and(Token::is_word_on_line);
    (is_bound || of).then(|| unit.clone())
}

//! Words around an amount that say the rest of its unit: per hour before it, of temperature near it.
//!
//! The unit behind the amount comes in, the whole unit goes out.

use compact_str::CompactString;

use super::suffix::Suffix;
use crate::figure::Kind;
use crate::lexicon::{HEDGES_BEFORE, Role, Roles};
use crate::stages::read::View;

/// 時速100キロ, 섭씨 5도: words before the amount, which begins at token `amount`, that say the rest of the unit behind it; their first and the whole unit.
pub(crate) fn around(view: &View, amount: usize, behind: &Suffix) -> Option<(usize, CompactString)> {
    let before = |end| view.lexicon.longest_before(view.tokens, end, Roles::of(Role::UnitBefore));
    // "时速约110公里": a hedge may stand between.
    let (first, phrase) = before(amount).or_else(|| {
        let (hedge, _) = view.lexicon.longest_before(view.tokens, amount, HEDGES_BEFORE)?;
        before(hedge).filter(|(_, phrase)| {
            view.lexicon.name(phrase.node, Role::UnitBefore).is_some_and(|rest| rest.starts_with('/'))
        })
    })?;
    let rest = view.lexicon.name(phrase.node, Role::UnitBefore)?;
    let is_near = behind.kind == Kind::Measure && view.token(amount)?.is_on_line();
    if rest.starts_with('/') {
        let is_part = is_near && !behind.unit.contains(['/', '{']);
        return is_part.then(|| (first, compact_str::format_compact!("{}{rest}", behind.unit)));
    }
    (is_near && behind.unit == "deg").then(|| (first, rest.clone()))
}

/// "41 Grad im Schatten", "8.9 gradi (Scala Richter)": degrees are of what words near them tell.
pub(crate) fn told_near(view: &View, behind: &Suffix) -> Option<CompactString> {
    const BEFORE: usize = 10;
    const AFTER: usize = 6;
    let is_open = behind.kind == Kind::Measure && behind.unit == "deg";
    let near = behind.end.saturating_sub(BEFORE + 2)..behind.end + AFTER;
    let told = |at: &usize| view.lexicon.longest(view.tokens, *at, Roles::of(Role::UnitNear));
    let phrase = is_open.then(|| near.rev().find_map(|at| told(&at))).flatten()?;
    view.lexicon.name(phrase.node, Role::UnitNear).cloned()
}

//! Rain and snow, which fall from no level: "It fell up to 120 mm".
//!
//! An amount or where one ends comes in, whether rain or snow is told of close by goes out.

use super::Composing;
use crate::draft::Draft;
use crate::figure::Kind;
use crate::stages::read::next_from;

impl Composing<'_, '_> {
    /// "It fell up to 120 mm of rain": what fell of rain or snow came to no level, whatever the verb.
    pub(super) fn is_precipitation(&self, draft: &Draft) -> bool {
        const NEAR: usize = 3;
        const BEFORE: usize = 8;
        // "od 15 do 25 cm śniegu, lokalnie do 35 cm": told of the amount before.
        let near = (draft.first.saturating_sub(BEFORE)..draft.first).chain(draft.end..draft.end + NEAR);
        draft.figure.kind == Kind::Measure && near.into_iter().any(|at| self.view.cue(at, "precipitation").is_some())
    }

    /// "Spadło od 60 do 80 litrów deszczu": whether rain or snow is told of close behind token `end`, which fell from no level.
    pub(super) fn rains(&self, end: usize) -> bool {
        const REACH: usize = 6;
        const FAR: usize = 12;
        // "spadnie od 15 do 25 cm, lokalnie do 35 cm śniegu": nothing falls to more.
        let rises = || {
            let next = next_from(self.numbers, end);
            self.number_before(end).zip(next).is_some_and(|(from, to)| from.value < to.value)
        };
        let reach = if rises() { FAR } else { REACH };
        (end..end + reach).any(|at| self.view.cue(at, "precipitation").is_some())
    }
}

//! Scores among the numbers: 2-1, (25:22, 19:25).
//!
//! A number comes in, the score that it opens goes out. What makes two numbers a score is told in `kinds::score`.

use super::Composing;
use crate::draft::Draft;
use crate::figure::Kind;
use crate::kinds::score;

impl Composing<'_, '_> {
    /// A score; before what could be a date or a time only where another stands before it, or a word of sport.
    pub(super) fn result(&mut self, at: usize, is_early: bool) -> Option<Draft> {
        let view = self.view;
        let (left, right) = (self.numbers.get(at)?, self.numbers.get(at + 1)?);
        let is_listed = self.score_end.is_some_and(|end| score::is_listed(view, end, left, right));
        if is_early && !is_listed && !score::is_told(view, left, right) {
            return None;
        }
        let (low, high) = score::sides(view, left, right, is_listed)?;
        let mut draft = Draft::new(view, Kind::Score, left.first, right.end);
        (draft.figure.low, draft.figure.high) = (Some(low), Some(high));
        // "6:7(4)": what decided the set is no figure of its own.
        let touches = |at: usize, open: char| view.token(at).is_some_and(|mark| mark.is_joined() && mark.is_mark(open));
        let points = view.token(draft.end + 1).is_some_and(|points| points.is_digits() && points.length <= 2);
        if touches(draft.end, '(') && points && touches(draft.end + 2, ')') {
            draft.hedge_end = draft.end + 3;
        }
        self.score_end = Some(draft.end);
        Some(draft)
    }
}

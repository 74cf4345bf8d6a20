//! The lines of a stretch, and lists on one line cut into their rows.
//!
//! Tokens and drafts come in, lines go out with the drafts on them. Reads no labels but to tell a list from prose.

use super::{LABELS, label_before, words};
use crate::draft::Draft;
use crate::lexicon::{Phrase, Role, TELLING};
use crate::stages::read::View;

/// One line of the stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) first: usize,
    pub(super) end: usize,
    /// The drafts on it.
    pub(super) drafts_first: usize,
    pub(super) drafts_end: usize,
    /// Whether it is a part of a line.
    pub(super) is_cut: bool,
}

impl Line {
    fn new(first: usize, end: usize, drafts_first: usize, drafts_end: usize) -> Self {
        Self { first, end, drafts_first, drafts_end, is_cut: false }
    }

    /// The only draft on it, if there is just one.
    pub(super) fn draft(&self) -> Option<usize> {
        (self.drafts_end == self.drafts_first + 1).then_some(self.drafts_first)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.drafts_first == self.drafts_end
    }
}

/// Makes `lines` those of the stretch, lines that only print changes left out, and lists on one line cut into their rows.
pub(super) fn find_lines(view: &View, drafts: &[Draft], lines: &mut Vec<Line>) {
    lines.clear();
    let mut changes = drafts.iter().filter_map(|draft| draft.change).peekable();
    let mut place = 0;
    let mut at = 0;
    while at < view.tokens.len() {
        let mut end = at + 1;
        while view.token(end).is_some_and(|token| token.is_on_line()) {
            end += 1;
        }
        while changes.peek().is_some_and(|(_, close)| *close <= at) {
            changes.next();
        }
        let is_change = changes.peek().is_some_and(|(open, close)| *open <= at && *close >= end);
        if !is_change {
            let first = place;
            while drafts.get(place).is_some_and(|draft| draft.first < end) {
                place += 1;
            }
            let own = Line::new(at, end, first, place);
            if place - first < 2 || !cut(view, drafts, own, lines) {
                lines.push(own);
            }
        }
        at = end;
    }
}

/// Cuts a line such as "Втрати: танки – 8 114 (+5), літаки – 350" into its heading and rows, if it is a list of such rows.
fn cut(view: &View, drafts: &[Draft], line: Line, lines: &mut Vec<Line>) -> bool {
    let before = lines.len();
    let own = drafts.get(line.drafts_first..line.drafts_end).unwrap_or(&[]);
    let mut amounts = own.iter().zip(line.drafts_first..).filter(|(draft, _)| draft.is_amount()).peekable();
    let Some((first, _)) = amounts.peek() else { return false };
    let colon = (line.first..first.hedge_first).rev().find(|at| view.token(*at).is_some_and(|mark| mark.is_mark(':')));
    // The colon that parts a label from its number opens no list.
    let colon = colon.filter(|at| words(view, *at, first.hedge_first) > 0);
    // "Combat losses: personnel 1,377, tanks 12": behind what happened, a label and its number need no mark between them.
    let tells = |colon| (line.first..colon).any(|at| view.lexicon.longest(view.tokens, at, TELLING).is_some());
    let is_told = colon.is_some_and(tells);
    let mut from = line.first;
    if let Some(colon) = colon {
        let inside = own.iter().take_while(|draft| draft.first < colon).count();
        lines.push(Line::new(line.first, colon + 1, line.drafts_first, line.drafts_first + inside));
        from = colon + 1;
    }
    while let Some((draft, at)) = amounts.next() {
        let next = amounts.peek().map_or(line.end, |(next, _)| next.hedge_first);
        let reach = draft.reach();
        let parts = |at: &usize| {
            let Some(token) = view.token(*at) else { return false };
            if token.is_word() {
                return is_told && token.word.roles.has(Role::And);
            }
            let opens = || view.token(at + 1).is_none_or(|next| next.is_capital && !next.is_joined());
            matches!(token.first, ',' | ';' | '|' | '•' | '·') || token.is_mark('.') && opens()
        };
        let end = (reach..next).find(parts).unwrap_or(next);
        let row = Line { is_cut: true, ..Line::new(from, end, at, at + 1) };
        let is_last = amounts.peek().is_none();
        if !is_last && end == next || !is_row_of_list(view, draft, row, is_told) {
            lines.truncate(before);
            return false;
        }
        lines.push(row);
        from = end + 1;
    }
    true
}

/// Whether a part of a line is a label of the taxonomy, a dash or colon and a number; where what happened is told of all of them, the
/// mark may be left out.
fn is_row_of_list(view: &View, draft: &Draft, row: Line, is_told: bool) -> bool {
    let Some(first) = (row.first..draft.hedge_first).find(|at| view.token(*at).is_some_and(|token| token.is_word()))
    else {
        return false;
    };
    let after = words(view, draft.reach(), row.end);
    let parted = view.before(draft.hedge_first).is_some_and(|mark| !mark.is_word() && !mark.is_mark(')'));
    let thing = view.lexicon.longest(view.tokens, first, LABELS);
    let touches = |thing: Phrase| thing.end == draft.hedge_first && view.lexicon.roles(thing.node).has(Role::Category);
    let is_bare = || is_told && after == 0 && draft.figure.unit.is_none() && thing.is_some_and(touches);
    thing.is_some() && (parted || is_bare()) && label_before(view, draft, &row, first, after).is_some()
}

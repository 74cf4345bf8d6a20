//! Byte offsets in, code points out: Rust counts a text in the one, Python in the other.

use figures_core::{BLOCK, Figure, Span, code_points};

/// Turns the byte offsets of one document at a time into code points; keeps its memory between documents.
#[derive(Debug, Default)]
pub(crate) struct Characters {
    /// The code points before each block of the text, as far as figures mention it; empty for an ASCII text, where both are the
    /// same.
    before: Vec<u32>,
}

impl Characters {
    /// Goes on to the document `text`.
    pub(crate) fn open(&mut self, text: &str) {
        self.before.clear();
        if !text.is_ascii() {
            self.before.push(0);
        }
    }

    /// Counts on in `text` up to the last offset that `figures` mention.
    pub(crate) fn count(&mut self, text: &str, figures: &[Figure]) {
        let Some(mut seen) = self.before.last().copied() else { return };
        let ends = figures.iter().flat_map(|figure| [Some(figure.span), figure.label]).flatten().map(|span| span.end);
        let last = ends.max().unwrap_or(0) as usize / BLOCK * BLOCK;
        let from = (self.before.len() - 1) * BLOCK;
        for base in (from..last).step_by(BLOCK) {
            seen += code_points(text.as_bytes(), base, base + BLOCK);
            self.before.push(seen);
        }
    }

    /// `span` of `text` in code points; its ends must be among those counted up to.
    pub(crate) fn span(&self, text: &str, span: Span) -> Span {
        Span { start: self.point(text, span.start), end: self.point(text, span.end) }
    }

    fn point(&self, text: &str, byte: u32) -> u32 {
        let end = byte as usize;
        let Some(before) = self.before.get(end / BLOCK) else { return byte };
        before + code_points(text.as_bytes(), end - end % BLOCK, end)
    }
}

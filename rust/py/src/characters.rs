//! Byte offsets in, code points out: Rust counts a text in the one, Python in the other.

use figures_core::{Figure, Span};

/// Bytes from one count to the next.
const BLOCK: usize = 64;

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
        for block in text.as_bytes().get(from..last).unwrap_or_default().chunks(BLOCK) {
            seen += code_points(block);
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
        before + code_points(text.as_bytes().get(end - end % BLOCK..end).unwrap_or_default())
    }
}

/// The code points that begin in `bytes`, eight of them looked at together: each has one byte that is no continuation byte.
fn code_points(bytes: &[u8]) -> u32 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let (eights, rest) = bytes.as_chunks::<8>();
    // The upper two bits of a continuation byte are 10.
    let continued = |eight: u64| (eight >> 7 & !(eight >> 6) & ONES).count_ones();
    let of_eights: u32 = eights.iter().map(|eight| continued(u64::from_le_bytes(*eight))).sum();
    // The last bytes stand at the end of the last eight, where there are so many.
    let of_rest = match bytes.last_chunk::<8>() {
        Some(last) if !rest.is_empty() => u64::from_le_bytes(*last) >> (64 - 8 * rest.len()),
        Some(_) => 0,
        None => rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    };
    bytes.len() as u32 - of_eights - continued(of_rest)
}

//! Byte offsets in, code points out: Rust counts a text in the one, Python in the other.

use figures_core::{Figure, Span};

/// Turns the byte offsets of one document at a time into code points; keeps its memory between documents.
#[derive(Debug, Default)]
pub(crate) struct Characters {
    /// Empty for an ASCII text, where both are the same; else byte offsets in rising order.
    bytes: Vec<u32>,
    /// The code points before each of `bytes`.
    points: Vec<u32>,
}

impl Characters {
    /// Counts up to each offset that `figures` mention, in one pass over `text`.
    pub(crate) fn count(&mut self, text: &str, figures: &[Figure]) {
        self.bytes.clear();
        self.points.clear();
        if figures.is_empty() || text.is_ascii() {
            return;
        }
        for figure in figures {
            let spans = [Some(figure.span), figure.label];
            self.bytes.extend(spans.into_iter().flatten().flat_map(|span| [span.start, span.end]));
        }
        self.bytes.sort_unstable();
        self.bytes.dedup();
        let (mut from, mut seen) = (0, 0);
        for &offset in &self.bytes {
            let stretch = text.as_bytes().get(from..offset as usize).unwrap_or_default();
            seen += code_points(stretch);
            self.points.push(seen);
            from = offset as usize;
        }
    }

    /// `span` in code points; its ends must have been counted.
    pub(crate) fn span(&self, span: Span) -> Span {
        Span { start: self.point(span.start), end: self.point(span.end) }
    }

    fn point(&self, byte: u32) -> u32 {
        let place = self.bytes.binary_search(&byte).ok();
        place.and_then(|place| self.points.get(place)).copied().unwrap_or(byte)
    }
}

/// The code points that begin in `bytes`, eight of them looked at together: each has one byte that is no continuation byte.
fn code_points(bytes: &[u8]) -> u32 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let (eights, rest) = bytes.as_chunks::<8>();
    // The upper two bits of a continuation byte are 10.
    let continued = |eight: u64| (eight >> 7 & !(eight >> 6) & ONES).count_ones();
    let of_eights: u32 = eights.iter().map(|eight| continued(u64::from_le_bytes(*eight))).sum();
    let of_rest = match bytes.last_chunk::<8>() {
        // The first of the last eight are among those counted.
        Some(_) if rest.is_empty() => 0,
        Some(last) => continued(u64::from_le_bytes(*last) >> (8 * (8 - rest.len()))),
        None => rest.iter().map(|byte| u32::from(byte & 0xC0 == 0x80)).sum(),
    };
    bytes.len() as u32 - of_eights - of_rest
}

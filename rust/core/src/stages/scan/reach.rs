//! How far the stretch around an anchor goes: its sentence, or the lines around it where it may stand in a list.
//!
//! A text and the place of an anchor come in, both ends of the stretch go out.

use memchr::{memchr2, memrchr2};

use super::sentence::Stops;
use super::{ceil, floor};
use crate::stages::fold::is_line_end;

/// How far around an anchor a sentence is looked at, in bytes.
const REACH: usize = 240;
/// A line up to this long may be a row of a list; its neighbours are looked at with it.
const SHORT_LINE: usize = 110;
/// A line up to this long may be the heading of a list.
const HEADING: usize = 360;
/// Line ends and spaces that may stand between a heading and its list.
const LINE_ENDS: usize = 8;

/// What is looked at behind an anchor.
pub(super) struct Reach {
    pub(super) end: usize,
    /// Where its sentence or line ends, if that is near.
    pub(super) sentence_end: Option<usize>,
    /// Where its line begins, if that may be a row of a list.
    row: Option<usize>,
}

/// How far the stretch around the anchor at `place` goes: its sentence, or the line behind it where it may be a row of a list.
/// Up to `endless` neither a sentence nor a line ends: the anchor before has looked.
pub(super) fn reach(text: &str, place: usize, endless: usize, stops: Stops) -> Reach {
    let bytes = text.as_bytes();
    let window = ceil(text, (place + REACH).min(text.len()));
    let open = place.max(endless).min(window);
    let after = bytes.get(open..window).unwrap_or(&[]);
    let line = memchr2(b'\n', b'\r', after).map(|line| open + line);
    let short = ceil(text, (place + SHORT_LINE).min(text.len()));
    let line_end = line.filter(|end| *end < short).or((short == text.len()).then_some(short));
    let row = || {
        let line_end = line_end?;
        let window = floor(text, place.saturating_sub(SHORT_LINE));
        let before = bytes.get(window..place).and_then(|before| memrchr2(b'\n', b'\r', before));
        let line_start = before.map(|end| window + end + 1).or((window == 0).then_some(0))?;
        let to = line_after(text, line_end).filter(|line| line - line_end <= SHORT_LINE).unwrap_or(line_end);
        // Sentences that end in the row change nothing: more of it is looked at anyhow.
        Some(Reach { end: to, sentence_end: Some(line_end), row: Some(line_start) })
    };
    row().unwrap_or_else(|| {
        let sentence_end = stops.end(text, open, line.unwrap_or(window)).or(line);
        Reach { end: sentence_end.unwrap_or(window), sentence_end, row: None }
    })
}

/// Where the stretch around the anchor at `place` begins: with its sentence, or three lines above where it may be a row of a list.
pub(super) fn start(text: &str, place: usize, reach: &Reach, stops: Stops) -> usize {
    let window = floor(text, place.saturating_sub(REACH));
    let start = stops.start(text, window, place);
    let Some(mut from) = reach.row else { return start };
    for _ in 0..3 {
        let Some(line) = line_before(text, from, SHORT_LINE + 8) else { break };
        if from - line > SHORT_LINE {
            break;
        }
        from = line;
    }
    heading_before(text, from).unwrap_or(from).min(start)
}

/// Where a line begins that is too long for a row and opens a list: that with a colon at its end right before `from`.
fn heading_before(text: &str, from: usize) -> Option<usize> {
    let near = text.as_bytes().get(floor(text, from.saturating_sub(LINE_ENDS))..from)?;
    near.trim_ascii_end().ends_with(b":").then(|| line_before(text, from, HEADING))?
}

/// Where the last line with text before `from` begins, if that is no more than `longest` bytes away.
fn line_before(text: &str, from: usize, longest: usize) -> Option<usize> {
    let window = floor(text, from.saturating_sub(longest));
    let before = text.get(window..from)?.trim_end();
    if before.is_empty() {
        return None;
    }
    match before.rfind(is_line_end) {
        Some(end) => Some(window + end + before.get(end..)?.chars().next()?.len_utf8()),
        None => (window == 0).then_some(0),
    }
}

/// Where the first line with text after `to` ends.
fn line_after(text: &str, to: usize) -> Option<usize> {
    let window = ceil(text, (to + SHORT_LINE + 8).min(text.len()));
    let after = text.get(to..window)?;
    let skipped = after.len() - after.trim_start().len();
    let rest = after.get(skipped..)?;
    if rest.is_empty() {
        return None;
    }
    match line_end(rest) {
        Some(end) => Some(to + skipped + end),
        None => (window == text.len()).then_some(window),
    }
}

/// Where the first line end in `text` stands.
fn line_end(text: &str) -> Option<usize> {
    let usual = memchr2(b'\n', b'\r', text.as_bytes());
    let line = text.get(..usual.unwrap_or(text.len()))?;
    // All bytes are looked at at once, as for the usual ends; the last bytes of the rare ones are of other characters too.
    let may_end = |byte: &u8| matches!(byte, 0x0B | 0x0C | 0x85 | 0xA8 | 0xA9);
    let has_rare = line.as_bytes().iter().fold(false, |has, byte| has | may_end(byte));
    if has_rare { line.find(is_line_end).or(usual) } else { usual }
}

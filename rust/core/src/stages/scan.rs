//! Stage 2: where could an amount be? Text in, stretches of it out, each around at least one digit or number word.
//!
//! Everything else is passed over byte by byte; no word outside a stretch is ever looked up.

use memchr::{memchr2, memrchr2};

use super::fold::{digit, is_line_end, vulgar_fraction};
use crate::known::Known;
use crate::letters::word_head;
use crate::lexicon::Lexicon;
use crate::token::first_token;

/// How far around an anchor a sentence is looked at, in bytes.
const REACH: usize = 240;
/// A line up to this long may be a row of a list; its neighbours are looked at with it.
const SHORT_LINE: usize = 110;
/// A text up to this long is looked at whole.
const SHORT_TEXT: usize = 120;
/// Bytes of a word that are looked at to tell whether it may open an amount.
const LONGEST_WORD: usize = 160;

/// A stretch of text to read, half-open, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Appends the stretches of `text[from..to]` to `stretches`, in order, never overlapping.
pub(crate) fn scan(
    text: &str,
    from: usize,
    to: usize,
    lexicon: &Lexicon,
    folded: &mut String,
    known: &mut Known<bool>,
    stretches: &mut Vec<Stretch>,
) {
    let first = stretches.len();
    let region = text.get(from..to).unwrap_or("");
    if region.len() <= SHORT_TEXT {
        if !region.trim().is_empty() {
            stretches.push(Stretch { start: from as u32, end: to as u32 });
        }
        return;
    }
    let bytes = region.as_bytes();
    let mut at = 0;
    // The end of the stretch so far: anchors inside it need no second look.
    while let Some(anchor) = next_anchor(region, bytes, &mut at, lexicon, folded, known) {
        let (start, end) = around(region, anchor, lexicon.switches.stop_is_ordinal);
        let (start, end) = ((from + start) as u32, (from + end) as u32);
        match stretches.get_mut(first..).and_then(|own| own.last_mut()) {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => stretches.push(Stretch { start, end }),
        }
    }
}

/// What the first byte of a character tells of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// Part of a word: an ASCII letter, or any byte of a letter of two bytes.
    Letter,
    Digit,
    /// A space or a mark of ASCII.
    Mark,
    /// The first byte of a character that may be a letter, a digit or a mark.
    Other,
}

/// What a byte is: the table has a place for each.
fn class(byte: u8) -> Byte {
    BYTES.get(byte as usize).copied().unwrap_or(Byte::Mark)
}

#[expect(clippy::indexing_slicing, reason = "a const table filled at compile time")]
const BYTES: [Byte; 256] = {
    let mut table = [Byte::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | 0x80..=0xBF | 0xC3..=0xD8 => Byte::Letter,
            b'0'..=b'9' => Byte::Digit,
            0..=0x7F => Byte::Mark,
            _ => Byte::Other,
        };
        byte += 1;
    }
    table
};

/// The place of the next digit or number word at or after `at`, which moves past it.
fn next_anchor(
    text: &str,
    bytes: &[u8],
    at: &mut usize,
    lexicon: &Lexicon,
    folded: &mut String,
    known: &mut Known<bool>,
) -> Option<usize> {
    let mut place = *at;
    while let Some(&byte) = bytes.get(place) {
        let class = class(byte);
        if class == Byte::Mark {
            place += 1;
            continue;
        }
        if class == Byte::Digit {
            let length = bytes.get(place..)?.iter().take_while(|b| b.is_ascii_digit()).count();
            *at = place + length;
            return Some(place);
        }
        if class == Byte::Other
            && let Some((length, is_anchor)) = sign(text, place)
        {
            if is_anchor {
                *at = place + length;
                return Some(place);
            }
            place += length;
            continue;
        }
        let rest = bytes.get(place..)?;
        let (length, key) = word_head(rest);
        if lexicon.may_anchor(key) {
            let word = rest.get(..length)?;
            let verdict = known.get(lexicon.serial, word).unwrap_or_else(|| {
                let verdict = opens_amount(text, place, lexicon, folded);
                // What an apostrophe or a mark goes on is looked at each time.
                if rest.get(length).is_none_or(|next| next.is_ascii() && !matches!(next, b'\'' | b'`')) {
                    known.put(lexicon.serial, word, verdict);
                }
                verdict
            });
            if verdict {
                *at = place + length;
                return Some(place);
            }
        }
        place += if lexicon.per_character() && byte >= 0xE0 {
            text.get(place..)?.chars().next()?.len_utf8()
        } else {
            length
        };
        // One space behind a word, as nearly always.
        place += usize::from(bytes.get(place) == Some(&b' '));
    }
    *at = bytes.len();
    None
}

/// For a character outside ASCII that is no letter: its length and whether it is an anchor.
fn sign(text: &str, place: usize) -> Option<(usize, bool)> {
    let c = text.get(place..)?.chars().next()?;
    let is_anchor = digit(c).is_some() || vulgar_fraction(c).is_some();
    (is_anchor || !c.is_alphabetic()).then_some((c.len_utf8(), is_anchor))
}

/// Whether the word at `place` may open an amount.
fn opens_amount(text: &str, place: usize, lexicon: &Lexicon, folded: &mut String) -> bool {
    let mut end = (place + LONGEST_WORD).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let Some(token) = first_token(text, place as u32, end as u32, lexicon, folded) else { return false };
    token.is_fused || lexicon.opens_amount(token.word)
}

/// The stretch around the anchor at `place`: its sentence, and the lines beside it where it may be a row of a list.
fn around(text: &str, place: usize, stop_is_ordinal: bool) -> (usize, usize) {
    let bytes = text.as_bytes();
    let start = sentence_start(text, place, stop_is_ordinal);
    let end = sentence_end(text, place, stop_is_ordinal);
    let window = floor(text, place.saturating_sub(SHORT_LINE));
    let line_start = match bytes.get(window..place).and_then(|before| memrchr2(b'\n', b'\r', before)) {
        Some(end) => window + end + 1,
        None if window == 0 => 0,
        None => return (start, end),
    };
    let window = ceil(text, (place + SHORT_LINE).min(text.len()));
    let line_end = match bytes.get(place..window).and_then(|after| memchr2(b'\n', b'\r', after)) {
        Some(end) => place + end,
        None if window == text.len() => text.len(),
        None => return (start, end),
    };
    let mut from = line_start;
    for _ in 0..3 {
        let Some(line) = line_before(text, from) else { break };
        if from - line > SHORT_LINE {
            break;
        }
        from = line;
    }
    let mut to = line_end;
    if let Some(line) = line_after(text, to)
        && line - to <= SHORT_LINE
    {
        to = line;
    }
    (from.min(start), to.max(end))
}

/// Where the last line with text before `from` begins.
fn line_before(text: &str, from: usize) -> Option<usize> {
    let window = floor(text, from.saturating_sub(SHORT_LINE + 8));
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
    match rest.find(is_line_end) {
        Some(end) => Some(to + skipped + end),
        None => (window == text.len()).then_some(window),
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Whether the stop at `at` ends a sentence: space and no small letter after it, and a longer word before it.
fn ends_sentence(bytes: &[u8], at: usize, stop_is_ordinal: bool) -> bool {
    let stop = bytes.get(at).copied().unwrap_or(0);
    if !matches!(stop, b'.' | b'!' | b'?') {
        return false;
    }
    let after = bytes.get(at + 1).copied().unwrap_or(b' ');
    if !matches!(after, b' ' | b'"' | b'\'' | b')' | 0xC2 | 0xE2) {
        return false;
    }
    let mut next = bytes.get(at + 2).copied().unwrap_or(b'A');
    if next == b' ' {
        next = bytes.get(at + 3).copied().unwrap_or(b'A');
    }
    if next.is_ascii_lowercase() || next.is_ascii_digit() || matches!(next, b',' | b'-') {
        return false;
    }
    // "am 28. Februar": no end where a stop makes an ordinal.
    if stop_is_ordinal
        && stop == b'.'
        && at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_digit)
    {
        return false;
    }
    let word = bytes
        .get(..at)
        .unwrap_or(&[])
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80)
        .count();
    stop != b'.' || word > 3 || word == 0
}

fn sentence_start(text: &str, place: usize, stop_is_ordinal: bool) -> usize {
    let bytes = text.as_bytes();
    let window = floor(text, place.saturating_sub(REACH));
    let before = bytes.get(window..place).unwrap_or(&[]);
    let line = memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
    let stops = before.get(line..).unwrap_or(&[]);
    let stop = memchr::memrchr3_iter(b'.', b'!', b'?', stops).map(|stop| window + line + stop);
    let start = stop
        .into_iter()
        .find(|stop| ends_sentence(bytes, *stop, stop_is_ordinal))
        .map_or(window + line, |stop| stop + 1);
    ceil(text, start)
}

fn sentence_end(text: &str, place: usize, stop_is_ordinal: bool) -> usize {
    let bytes = text.as_bytes();
    let window = ceil(text, (place + REACH).min(text.len()));
    let after = bytes.get(place..window).unwrap_or(&[]);
    let line = memchr2(b'\n', b'\r', after).unwrap_or(after.len());
    let stops = after.get(..line).unwrap_or(&[]);
    memchr::memchr3_iter(b'.', b'!', b'?', stops)
        .map(|stop| place + stop)
        .find(|stop| ends_sentence(bytes, *stop, stop_is_ordinal))
        .map_or(place + line, |stop| stop + 1)
}

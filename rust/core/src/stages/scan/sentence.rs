//! Where sentences begin and end.
//!
//! A text and a place in it come in, the end of the sentence there goes out, or where the sentence begins.

use memchr::{memchr2_iter, memchr3_iter, memrchr2, memrchr3_iter};

use crate::lexicon::Lexicon;

/// Letters of a word whose full stop may be that of an abbreviation.
const LONGEST_ABBREVIATION: usize = 3;

/// How a language writes the stops of its sentences.
#[derive(Clone, Copy)]
pub(super) struct Stops {
    /// "am 28. Februar": whether one behind digits makes an ordinal.
    are_ordinal: bool,
    /// Whether they are 。！？ as well.
    are_wide: bool,
}

impl Stops {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        Self { are_ordinal: lexicon.switches.stop_is_ordinal, are_wide: lexicon.per_character() }
    }

    /// Where the first sentence that ends in `text[from..to]` does, behind its stop.
    pub(super) fn end(self, text: &str, from: usize, to: usize) -> Option<usize> {
        let window = text.as_bytes().get(from..to).unwrap_or(&[]);
        let mut stops = memchr3_iter(b'.', b'!', b'?', window).map(|stop| from + stop);
        let end = stops.find(|stop| self.end_sentence(text, *stop)).map(|stop| stop + 1);
        let before = window.get(..end.unwrap_or(to) - from).filter(|_| self.are_wide);
        before.and_then(|before| wide_ends(before).next()).map(|end| from + end).or(end)
    }

    /// Where the sentence that goes on at `to` begins; no further back than `from`.
    pub(super) fn start(self, text: &str, from: usize, to: usize) -> usize {
        let window = text.as_bytes().get(from..to).unwrap_or(&[]);
        let line = memrchr2(b'\n', b'\r', window).map_or(0, |end| end + 1);
        let open = window.get(line..).unwrap_or(&[]);
        let mut stops = memrchr3_iter(b'.', b'!', b'?', open).map(|stop| from + line + stop);
        let start = stops.find(|stop| self.end_sentence(text, *stop)).map_or(from + line, |stop| stop + 1);
        let behind = text.as_bytes().get(start..to).filter(|_| self.are_wide);
        behind.and_then(|behind| wide_ends(behind).last()).map_or(start, |end| start + end)
    }

    /// Whether the one at `at` ends a sentence: space and no small letter after it, and a longer word before it.
    fn end_sentence(self, text: &str, at: usize) -> bool {
        let bytes = text.as_bytes();
        let stop = bytes.get(at).copied().unwrap_or(0);
        if !matches!(stop, b'.' | b'!' | b'?') {
            return false;
        }
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        if !matches!(after, b' ' | b'"' | b'\'' | b')' | 0xC2 | 0xE2) {
            return false;
        }
        let next = at + 2 + usize::from(bytes.get(at + 2) == Some(&b' '));
        let goes_on = |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ',' | '-');
        if text.get(next..).and_then(|rest| rest.chars().next()).is_some_and(goes_on) {
            return false;
        }
        // "am 28. Februar": no end where a stop makes an ordinal.
        if self.are_ordinal
            && stop == b'.'
            && at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_digit)
        {
            return false;
        }
        let letters = bytes.get(..at).unwrap_or(&[]).iter().rev().take(LONGEST_ABBREVIATION * 4);
        let word = letters
            .take_while(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80)
            .filter(|byte| **byte & 0xC0 != 0x80)
            .count();
        stop != b'.' || word > LONGEST_ABBREVIATION || word == 0
    }
}

/// Behind each 。, ！ and ？ of the bytes of a text.
fn wide_ends(text: &[u8]) -> impl Iterator<Item = usize> {
    let is_stop = |at: &usize| matches!(text.get(*at..*at + 3), Some([0xE3, 0x80, 0x82] | [0xEF, 0xBC, 0x81 | 0x9F]));
    memchr2_iter(0xE3, 0xEF, text).filter(is_stop).map(|stop| stop + 3)
}

//! Stage 2: where could an amount be? Text in, stretches of it out, each around at least one digit or number word.
//!
//! Everything else is passed over byte by byte; no word outside a stretch is ever looked up.

use memchr::{memchr2, memrchr2};

use super::fold::{digit, is_line_end, vulgar_fraction};
use crate::known::{Known, Opening};
use crate::letters::{BLOCK, Block, in_window, is_short, key_at, wide, word_length};
use crate::lexicon::Lexicon;
use crate::tokenize::opening;

/// How far around an anchor a sentence is looked at, in bytes.
const REACH: usize = 240;
/// A line up to this long may be a row of a list; its neighbours are looked at with it.
const SHORT_LINE: usize = 110;
/// A text up to this long is looked at whole.
const SHORT_TEXT: usize = 120;
/// Bytes of a word that are looked at to tell whether it may open an amount.
const LONGEST_WORD: usize = 160;
/// Bytes before a unit of time that an article and its space may take.
const LONGEST_ARTICLE: usize = 16;

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
    known: &mut Known<Opening>,
    stretches: &mut Vec<Stretch>,
) {
    let first = stretches.len();
    let region = text.get(from..to).unwrap_or("");
    if is_short(region, SHORT_TEXT) {
        if !region.trim().is_empty() {
            stretches.push(Stretch { start: from as u32, end: to as u32 });
        }
        return;
    }
    let stop_is_ordinal = lexicon.switches.stop_is_ordinal;
    let mut blocks = Blocks::default();
    let (mut at, mut endless) = (0, 0);
    while let Some(anchor) = next_anchor(region, at, &mut blocks, lexicon, folded, known) {
        let reach = reach(region, anchor.start, endless, stop_is_ordinal);
        endless = if reach.sentence_end.is_none() { reach.end } else { 0 };
        // The rest of a sentence whose end was found belongs to it: anchors there change nothing.
        at = reach.sentence_end.map_or(anchor.end, |end| end.max(anchor.end));
        let end = (from + reach.end) as u32;
        // Row after row of a list stands in the stretch already: where they begin is not asked again.
        match stretches.get_mut(first..).and_then(|own| own.last_mut()) {
            Some(last) if (from + anchor.start) as u32 <= last.end => last.end = last.end.max(end),
            last => {
                let start = (from + start(region, anchor.start, &reach, stop_is_ordinal)) as u32;
                match last {
                    Some(last) if start <= last.end => last.end = last.end.max(end),
                    _ => stretches.push(Stretch { start, end }),
                }
            }
        }
    }
}

/// A digit or number word, half-open, in bytes.
struct Anchor {
    start: usize,
    end: usize,
}

/// The first digit or number word at or after `from`.
///
/// Bytes are classed 64 at a time; of words only the first eight bytes are looked at, and only those that the lexicon's filter
/// lets through are looked up.
fn next_anchor(
    text: &str,
    from: usize,
    blocks: &mut Blocks,
    lexicon: &Lexicon,
    folded: &mut String,
    known: &mut Known<Opening>,
) -> Option<Anchor> {
    let bytes = text.as_bytes();
    let per_character = lexicon.per_character();
    let mut open = !0 << (from % BLOCK);
    blocks.go_to(bytes, from - from % BLOCK);
    while blocks.base < bytes.len() {
        let Blocks { base, block, next, starts, .. } = *blocks;
        let sign = first_sign(text, base, block.signs & open);
        let before_sign = sign.map_or(!0, |(bit, _)| (1 << bit) - 1);
        let leads = if per_character { wide(bytes, base) } else { 0 };
        let asked = open & before_sign;
        let passed =
            in_window(bytes, base, |window| lexicon.let_through(window, starts & asked, block.words, next.words));
        let mut words = passed | leads & asked;
        while words != 0 {
            let bit = words.trailing_zeros();
            words &= words - 1;
            let place = base + bit as usize;
            // The word may go on in the next block.
            let mut run = block.words >> bit | (next.words << 1) << (u64::BITS - 1 - bit);
            if leads >> bit & 1 == 1 {
                run = ones(text.get(place..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
            }
            if lexicon.may_anchor(key_at(bytes, place, run as u8), run) {
                let length = match run.trailing_ones() {
                    u64::BITS => word_length(bytes.get(place..).unwrap_or(&[])),
                    length => length as usize,
                };
                let is_anchor = match opening_at(text, place, length, lexicon, folded, known) {
                    Opening::Amount => true,
                    Opening::AmountOrNone => !asked_of_words(text, place, lexicon, folded, opening::is_no_number),
                    Opening::Phrase => asked_of_words(text, place, lexicon, folded, opening::opens_phrase),
                    Opening::Unit => follows_article(text, place, lexicon, folded),
                    Opening::PhraseOrUnit => {
                        asked_of_words(text, place, lexicon, folded, opening::opens_phrase)
                            || follows_article(text, place, lexicon, folded)
                    }
                    Opening::None => false,
                };
                if is_anchor {
                    return Some(Anchor { start: place, end: place + length });
                }
            }
        }
        if let Some((bit, length)) = sign {
            let start = base + bit as usize;
            return Some(Anchor { start, end: start + length });
        }
        open = !0;
        blocks.go_on(bytes);
    }
    None
}

/// A block of the text and the one behind it: several anchors of short lines stand in one.
#[derive(Default)]
struct Blocks {
    base: usize,
    block: Block,
    next: Block,
    /// Where words begin in the block.
    starts: u64,
    is_known: bool,
}

impl Blocks {
    /// Makes the block at `base` the one that is looked at.
    fn go_to(&mut self, bytes: &[u8], base: usize) {
        if self.is_known && base == self.base {
            return;
        }
        if self.is_known && base == self.base + BLOCK {
            self.go_on(bytes);
            return;
        }
        let block = Block::at(bytes, base);
        let starts = block.starts(bytes, base);
        *self = Self { base, block, next: Block::at(bytes, base + BLOCK), starts, is_known: true };
    }

    /// Goes on to the block behind.
    fn go_on(&mut self, bytes: &[u8]) {
        let base = self.base + BLOCK;
        let starts = self.next.starts_behind(&self.block);
        *self = Self { base, block: self.next, next: Block::at(bytes, base + BLOCK), starts, is_known: true };
    }
}

/// Ones for the first bytes of a word, as many as it has.
fn ones(length: usize) -> u64 {
    if length < BLOCK { (1 << length) - 1 } else { !0 }
}

/// The first digit or fraction of the block at `base` among the `signs` that may be one: its bit and its bytes.
#[inline]
fn first_sign(text: &str, base: usize, mut signs: u64) -> Option<(u32, usize)> {
    while signs != 0 {
        let bit = signs.trailing_zeros();
        if let Some(length) = number_sign(text, base + bit as usize) {
            return Some((bit, length));
        }
        signs &= signs - 1;
    }
    None
}

/// The bytes of the digit or fraction at `place`, if there is one.
fn number_sign(text: &str, place: usize) -> Option<usize> {
    let c = text.get(place..)?.chars().next()?;
    (digit(c).is_some() || vulgar_fraction(c).is_some()).then(|| c.len_utf8())
}

/// What the word of `length` bytes at `place`, which the filter lets through, may open.
fn opening_at(
    text: &str,
    place: usize,
    length: usize,
    lexicon: &Lexicon,
    folded: &mut String,
    known: &mut Known<Opening>,
) -> Opening {
    let rest = text.as_bytes().get(place..).unwrap_or(&[]);
    // What an apostrophe or a mark goes on is looked at each time: "п" says nothing of "п'ять".
    if rest.get(length).is_some_and(|next| !next.is_ascii() || matches!(next, b'\'' | b'`')) {
        return asked_of_words(text, place, lexicon, folded, opening::opening_of);
    }
    let hash = known.hash(lexicon.serial, rest.get(..length).unwrap_or(&[]));
    known.get(hash).unwrap_or_else(|| {
        let opening = asked_of_words(text, place, lexicon, folded, opening::opening_of);
        known.put(hash, opening);
        opening
    })
}

/// "An hour", "une heure", "понад годину": whether the unit of time at `place` stands right behind such a word, no anchor itself.
fn follows_article(text: &str, place: usize, lexicon: &Lexicon, folded: &mut String) -> bool {
    let bytes = text.as_bytes();
    // Nearly every unit of time follows a longer word or none.
    let window = floor(text, place.saturating_sub(LONGEST_ARTICLE));
    let Some(before) = text.get(window..place) else { return false };
    let word = before.trim_end_matches(' ');
    let start = word.rfind(|c: char| c.is_whitespace()).map_or(window, |space| ceil(text, window + space + 1));
    let is_cut = start == window && window > 0 && bytes.get(window - 1).is_some_and(|byte| !byte.is_ascii_whitespace());
    !word.is_empty()
        && before.len() - word.len() <= 1
        && !is_cut
        && opening::makes_one(text, start as u32, place as u32, lexicon, folded)
}

/// What `asked` says of the word at `place` and those behind it.
fn asked_of_words<T>(
    text: &str,
    place: usize,
    lexicon: &Lexicon,
    folded: &mut String,
    asked: impl Fn(&str, u32, u32, &Lexicon, &mut String) -> T,
) -> T {
    let end = floor(text, (place + LONGEST_WORD).min(text.len()));
    asked(text, place as u32, end as u32, lexicon, folded)
}

/// What is looked at behind an anchor.
struct Reach {
    end: usize,
    /// Where its sentence or line ends, if that is near.
    sentence_end: Option<usize>,
    /// Where its line begins, if that may be a row of a list.
    row: Option<usize>,
}

/// How far the stretch around the anchor at `place` goes: its sentence, or the line behind it where it may be a row of a list.
/// Up to `endless` neither a sentence nor a line ends: the anchor before has looked.
fn reach(text: &str, place: usize, endless: usize, stop_is_ordinal: bool) -> Reach {
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
        let stops = bytes.get(open..line.unwrap_or(window)).unwrap_or(&[]);
        let stop = memchr::memchr3_iter(b'.', b'!', b'?', stops)
            .map(|stop| open + stop)
            .find(|stop| ends_sentence(text, *stop, stop_is_ordinal));
        let sentence_end = stop.map(|stop| stop + 1).or(line);
        Reach { end: sentence_end.unwrap_or(window), sentence_end, row: None }
    })
}

/// Where the stretch around the anchor at `place` begins: with its sentence, or three lines above where it may be a row of a list.
fn start(text: &str, place: usize, reach: &Reach, stop_is_ordinal: bool) -> usize {
    let start = sentence_start(text, place, stop_is_ordinal);
    let Some(mut from) = reach.row else { return start };
    for _ in 0..3 {
        let Some(line) = line_before(text, from) else { break };
        if from - line > SHORT_LINE {
            break;
        }
        from = line;
    }
    from.min(start)
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
fn ends_sentence(text: &str, at: usize, stop_is_ordinal: bool) -> bool {
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
    if stop_is_ordinal
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

/// Letters of a word whose full stop may be that of an abbreviation.
const LONGEST_ABBREVIATION: usize = 3;

fn sentence_start(text: &str, place: usize, stop_is_ordinal: bool) -> usize {
    let bytes = text.as_bytes();
    let window = floor(text, place.saturating_sub(REACH));
    let before = bytes.get(window..place).unwrap_or(&[]);
    let line = memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
    let stops = before.get(line..).unwrap_or(&[]);
    let stop = memchr::memrchr3_iter(b'.', b'!', b'?', stops).map(|stop| window + line + stop);
    let start = stop
        .into_iter()
        .find(|stop| ends_sentence(text, *stop, stop_is_ordinal))
        .map_or(window + line, |stop| stop + 1);
    ceil(text, start)
}

//! Stage 2: where could an amount be? Text in, stretches of it out, each around at least one digit or number word.
//!
//! Everything else is passed over byte by byte; no word outside a stretch is ever looked up.

mod reach;
mod sentence;

use reach::{reach, start};
use sentence::Stops;

use super::fold::{digit, vulgar_fraction};
use crate::block::{BLOCK, Block, in_window, wide};
use crate::known::{Known, Memory, Opening, Seen};
use crate::letters::{is_short, key_at, word_length};
use crate::lexicon::Lexicon;
use crate::token::{is_ideograph, uncut_length};
use crate::tokenize::Cutting;

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
    memory: &mut Memory,
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
    let stops = Stops::of(lexicon);
    let mut blocks = Blocks::default();
    let (mut at, mut endless) = (0, 0);
    while let Some(anchor) = next_anchor(region, at, &mut blocks, lexicon, folded, memory) {
        let reach = reach(region, anchor.start, endless, stops);
        endless = if reach.sentence_end.is_none() { reach.end } else { 0 };
        // The rest of a sentence whose end was found belongs to it: anchors there change nothing.
        at = reach.sentence_end.map_or(anchor.end, |end| end.max(anchor.end));
        let end = (from + reach.end) as u32;
        // Row after row of a list stands in the stretch already: where they begin is not asked again.
        match stretches.get_mut(first..).and_then(|own| own.last_mut()) {
            Some(last) if (from + anchor.start) as u32 <= last.end => last.end = last.end.max(end),
            last => {
                let start = (from + start(region, anchor.start, &reach, stops)) as u32;
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
    memory: &mut Memory,
) -> Option<Anchor> {
    let bytes = text.as_bytes();
    let per_character = lexicon.per_character();
    let mut open = !0 << (from % BLOCK);
    blocks.go_to(bytes, from - from % BLOCK);
    while blocks.base < bytes.len() {
        let Blocks { base, block, next, starts, .. } = *blocks;
        let sign = first_sign(text, base, block.signs & open);
        let before_sign = sign.map_or(!0, |(bit, _)| (1 << bit) - 1);
        let asked = open & before_sign;
        let mut words =
            in_window(bytes, base, |window| lexicon.let_through(window, starts & asked, block.words, next.words));
        let leads = if per_character { wide(bytes, base) & asked } else { 0 };
        if leads != 0 {
            words |= in_window(bytes, base, |window| lexicon.let_characters_through(window, leads));
        }
        while words != 0 {
            let bit = words.trailing_zeros();
            words &= words - 1;
            let place = base + bit as usize;
            // The word may go on in the next block.
            let mut run = block.words >> bit | (next.words << 1) << (u64::BITS - 1 - bit);
            if leads >> bit & 1 == 1 {
                run = ones(text.get(place..).map_or(1, |rest| uncut_length(rest).0));
            }
            if lexicon.may_anchor(key_at(bytes, place, run as u8), run) {
                let length = match run.trailing_ones() {
                    u64::BITS => word_length(bytes.get(place..).unwrap_or(&[])),
                    length => length as usize,
                };
                let opening = opening_at(text, place, length, lexicon, folded, memory);
                let known = &mut memory.words;
                let is_anchor = match opening {
                    Opening::Amount => true,
                    Opening::AmountOrNone => {
                        !words_at(text, place, lexicon, folded, known).is_some_and(|mut words| words.is_no_number())
                    }
                    Opening::Phrase => {
                        words_at(text, place, lexicon, folded, known).is_some_and(|mut words| words.opens_phrase())
                    }
                    Opening::Unit => follows_article(text, place, lexicon, folded, known),
                    Opening::PhraseOrUnit => {
                        words_at(text, place, lexicon, folded, known).is_some_and(|mut words| words.opens_phrase())
                            || follows_article(text, place, lexicon, folded, known)
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
    memory: &mut Memory,
) -> Opening {
    let Memory { anchors, words } = memory;
    let mut opening =
        || words_at(text, place, lexicon, folded, words).map_or(Opening::None, |mut words| words.opening());
    let rest = text.as_bytes().get(place..).unwrap_or(&[]);
    // What an apostrophe or a mark goes on is looked at each time: "п" says nothing of "п'ять". 百 is a word of its own.
    let is_single =
        lexicon.per_character() && text.get(place..place + length).is_some_and(|word| word.chars().all(is_ideograph));
    if !is_single && rest.get(length).is_some_and(|next| !next.is_ascii() || matches!(next, b'\'' | b'`')) {
        return opening();
    }
    let hash = anchors.hash(lexicon.serial, rest.get(..length).unwrap_or(&[]));
    anchors.get(hash).unwrap_or_else(|| {
        let opening = opening();
        anchors.put(hash, opening);
        opening
    })
}

/// "An hour", "une heure", "понад годину": whether the unit of time at `place` stands right behind such a word, no anchor itself.
fn follows_article(text: &str, place: usize, lexicon: &Lexicon, folded: &mut String, words: &mut Known<Seen>) -> bool {
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
        && Cutting::of(text, start as u32, place as u32, lexicon, folded, words)
            .is_some_and(|mut words| words.makes_one())
}

/// The word at `place` and those behind it, to be cut one by one.
fn words_at<'a, 'l>(
    text: &'a str,
    place: usize,
    lexicon: &'l Lexicon,
    folded: &'a mut String,
    words: &'a mut Known<Seen>,
) -> Option<Cutting<'a, 'l>> {
    let end = floor(text, (place + LONGEST_WORD).min(text.len()));
    Cutting::of(text, place as u32, end as u32, lexicon, folded, words)
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

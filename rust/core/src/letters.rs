//! Where words begin and end, many bytes at a time.

use unicode_normalization::UnicodeNormalization as _;
use wide::u8x32;

use crate::stages::fold::is_space;

/// Bytes that are classed at once.
pub(crate) const BLOCK: usize = 64;

/// What the bytes of a block are, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// Parts of words.
    pub(crate) words: u64,
    /// Digits, and first bytes of characters that may be digits or fractions: C2, and those from D9 on.
    pub(crate) signs: u64,
    /// Bytes past ASCII.
    high: u64,
}

impl Block {
    /// The classes of `text[base..base + 64]`, none past its end.
    #[inline]
    pub(crate) fn at(text: &[u8], base: usize) -> Self {
        let before = |back: usize| base.checked_sub(back).and_then(|at| text.get(at)).copied().unwrap_or(b' ');
        match text.get(base..).and_then(<[u8]>::first_chunk::<BLOCK>) {
            Some(bytes) => Self::of(bytes, before(1), before(2)),
            None => Self::of(&padded(text, base), before(1), before(2)),
        }
    }

    /// The classes of a block's bytes; `last` and `last_but_one` stand before it.
    #[inline]
    fn of(bytes: &[u8; BLOCK], last: u8, last_but_one: u8) -> Self {
        let lanes = lanes(bytes);
        let letters = gather(&lanes, |lane| within(lane | u8x32::splat(0x20), b'a', 26));
        let digits = gather(&lanes, |lane| within(lane, b'0', 10));
        let high = gather(&lanes, |lane| lane);
        if high == 0 {
            return Self { words: letters, signs: digits, high };
        }
        let latin_marks = gather(&lanes, |lane| within(lane, LATIN_MARK, 1));
        let rare = gather(&lanes, |lane| within(lane, 0xD9, 0x27));
        let marks = if rare == 0 { 0 } else { gather(&lanes, |lane| within(lane, MARK, 1)) };
        let is = |byte: u8, lead: u8| u64::from(byte == lead);
        let of_marks = (latin_marks << 1) | (marks << 1) | (marks << 2);
        let begun_before = is(last, LATIN_MARK) | (is(last, MARK) * 3) | is(last_but_one, MARK);
        Self {
            words: letters | high & !(latin_marks | marks | of_marks | begun_before),
            signs: digits | rare | latin_marks,
            high,
        }
    }

    /// Where words begin in the block, which stands right behind `before`.
    #[inline]
    pub(crate) fn starts_behind(&self, before: &Self) -> u64 {
        self.words & !(self.words << 1 | before.words >> (u64::BITS - 1))
    }

    /// Where words begin in the block at `base` of `text`.
    #[inline]
    pub(crate) fn starts(&self, text: &[u8], base: usize) -> u64 {
        self.words & !(self.words << 1 | u64::from(ends_in_word(text.get(..base).unwrap_or(&[]))))
    }
}

/// First byte of the signs of Latin-1, of two bytes each.
const LATIN_MARK: u8 = 0xC2;
/// First byte of general punctuation and what stands beside it, of three bytes each.
const MARK: u8 = 0xE2;

/// The bytes of a block that are so, a bit each; half of them are told at once.
#[inline]
fn gather([low, high]: &[u8x32; 2], is_so: impl Fn(u8x32) -> u8x32) -> u64 {
    u64::from(is_so(*low).to_bitmask()) | u64::from(is_so(*high).to_bitmask()) << 32
}

/// The bytes of a block, a half of them together.
#[inline]
fn lanes(bytes: &[u8; BLOCK]) -> [u8x32; 2] {
    let (chunks, _) = bytes.as_chunks::<32>();
    std::array::from_fn(|at| u8x32::new(chunks.get(at).copied().unwrap_or_default()))
}

/// The `N` bytes of `text` from `base` on, spaces past its end.
#[inline]
fn padded<const N: usize>(text: &[u8], base: usize) -> [u8; N] {
    let rest = text.get(base..).unwrap_or(&[]);
    rest.first_chunk::<N>().copied().unwrap_or_else(|| {
        let mut bytes = [b' '; N];
        if let Some(room) = bytes.get_mut(..rest.len()) {
            room.copy_from_slice(rest);
        }
        bytes
    })
}

/// A block and as many bytes behind it as a key has, spaces past the end of the text.
pub(crate) type Window = [u8; BLOCK + 8];

/// The window at `base` of `text`, given to `reads`.
#[inline]
pub(crate) fn in_window<R>(text: &[u8], base: usize, reads: impl Fn(&Window) -> R) -> R {
    match text.get(base..).and_then(<[u8]>::first_chunk) {
        Some(window) => reads(window),
        None => reads(&padded(text, base)),
    }
}

/// The [`word_key`] of the word at byte `place` of a window; `run` as for [`key_at`].
#[inline]
pub(crate) fn key_in(window: &Window, place: usize, run: u8) -> u64 {
    let of_run = OF_RUN.get(usize::from(run)).copied().unwrap_or(0);
    let eight = window.get(place..).and_then(<[u8]>::first_chunk::<8>).copied().unwrap_or_default();
    (u64::from_le_bytes(eight) | spread(0x20)) & of_run
}

/// The lanes of the bytes `first` and the ones after it, `count` in all.
#[inline]
fn within(lane: u8x32, first: u8, count: u8) -> u8x32 {
    let past = lane - u8x32::splat(first);
    past.simd_eq(past.min(u8x32::splat(count - 1)))
}

/// The first bytes of characters of three bytes and more in `text[base..base + 64]`, a bit each.
pub(crate) fn wide(text: &[u8], base: usize) -> u64 {
    gather(&lanes(&padded(text, base)), |lane| within(lane, 0xE0, 0x20))
}

/// The ways in which a folded word is written: small, with a capital, in capitals, each composed and decomposed.
pub(crate) fn cases(word: &str) -> Vec<String> {
    let mut rest = word.chars();
    let capital: String = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
    let composed = [word.to_owned(), capital, word.to_uppercase()];
    let decomposed: Vec<String> = composed.iter().map(|spelling| spelling.nfd().collect()).collect();
    composed.into_iter().chain(decomposed).collect()
}

/// Whether `text` ends with a part of a word.
fn ends_in_word(text: &[u8]) -> bool {
    let lead = text.iter().rev().take(4).find(|byte| **byte & 0xC0 != 0x80);
    lead.is_some_and(|byte| is_word_byte(*byte))
}

/// Whether a byte is part of a word: an ASCII letter or any byte past ASCII, save the first bytes of the signs of Latin-1 and of
/// general punctuation (C2, E2).
fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80 && byte != LATIN_MARK && byte != MARK
}

/// A byte in each of the eight places.
const fn spread(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// High bits of the bytes that are no part of a word: ASCII that is no letter, and the first bytes of the signs of Latin-1 and
/// of general punctuation (C2, E2). All other bytes past ASCII count as letters.
fn breaks(eight: u64) -> u64 {
    let high = eight & spread(0x80);
    let small = (eight | spread(0x20)) & spread(0x7F);
    let from_a = small + spread(0x80 - b'a');
    let past_z = small + spread(0x80 - b'z' - 1);
    let letters = (from_a & !past_z & spread(0x80)) | high;
    // A byte that is C2 or E2 becomes nought, and what borrows from nought shows.
    let signs = (eight & spread(0xDF)) ^ spread(0xC2);
    let is_sign = signs.wrapping_sub(spread(1)) & !signs & high;
    (!letters & spread(0x80)) | is_sign
}

/// Bytes of the word that `text` begins with, at least one.
pub(crate) fn word_length(text: &[u8]) -> usize {
    let mut length = 0;
    while let Some(eight) = text.get(length..).and_then(<[u8]>::first_chunk::<8>) {
        let found = breaks(u64::from_le_bytes(*eight));
        if found != 0 {
            return (length + found.trailing_zeros() as usize / 8).max(1);
        }
        length += 8;
    }
    let rest = text.get(length..).unwrap_or(&[]);
    let more = rest.iter().position(|byte| !byte.is_ascii_alphabetic() && (*byte < 0x80 || byte & 0xDF == 0xC2));
    (length + more.unwrap_or(rest.len())).max(1)
}

/// Whether a text has more letters than `count`, those past ASCII taken to be of two bytes each.
pub(crate) fn has_more_letters(text: &str, count: u32) -> bool {
    let mut found = 0;
    for base in (0..text.len()).step_by(BLOCK) {
        let Block { words, high, .. } = Block::at(text.as_bytes(), base);
        found += (words & !high).count_ones() + (words & high).count_ones() / 2;
        if found > count {
            return true;
        }
    }
    false
}

/// Whether `text` has no more than `most` bytes, whatever kind of space it is written with: each counts as one.
#[inline(never)]
pub(crate) fn is_short(text: &str, most: usize) -> bool {
    // No space has more than three bytes.
    if text.len() <= most || text.len() > 3 * most {
        return text.len() <= most;
    }
    let wider: usize = text.chars().filter(|c| is_space(*c)).map(|space| space.len_utf8() - 1).sum();
    text.len() - wider <= most
}

/// The bytes of the word that `text` begins with; `None` for one longer than words are.
///
/// What passes for letters here may go on as long as the text does, and is asked for from each word in it.
pub(crate) fn short_word(text: &[u8]) -> Option<usize> {
    const LONGEST: usize = 128;
    let length = word_length(text.get(..LONGEST).unwrap_or(text));
    (length < LONGEST).then_some(length)
}

/// The words of a text, in order: runs of letters as [`word_length`] has them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut base = 0;
    let mut block = Block::at(bytes, 0);
    let mut starts = block.starts(bytes, 0);
    std::iter::from_fn(move || {
        while starts == 0 {
            base += BLOCK;
            if base >= bytes.len() {
                return None;
            }
            let before = std::mem::replace(&mut block, Block::at(bytes, base));
            starts = block.starts_behind(&before);
        }
        let bit = starts.trailing_zeros();
        starts &= starts - 1;
        let start = base + bit as usize;
        let length = (block.words >> bit).trailing_ones();
        let end = if bit + length < BLOCK as u32 {
            start + length as usize
        } else {
            start + word_length(bytes.get(start..)?)
        };
        text.get(start..end)
    })
}

/// The first eight bytes of a word as one number, noughts after its end; small and capital letters of ASCII are one.
pub(crate) fn word_key(word: &[u8]) -> u64 {
    word.iter().take(8).rev().fold(0, |key, byte| key << 8 | u64::from(byte | 0x20))
}

/// The [`word_key`] of the word that `text` has at `place`; `run` has a bit for each of its first eight bytes, and noughts after
/// the last one of a shorter word.
#[inline]
pub(crate) fn key_at(text: &[u8], place: usize, run: u8) -> u64 {
    let rest = text.get(place..).unwrap_or(&[]);
    let of_run = OF_RUN.get(usize::from(run)).copied().unwrap_or(0);
    match rest.first_chunk::<8>() {
        Some(eight) => (u64::from_le_bytes(*eight) | spread(0x20)) & of_run,
        None => word_key(rest.get(..run.trailing_ones() as usize).unwrap_or(rest)),
    }
}

/// By the bits of a run, the bytes of a key that are in it.
#[expect(clippy::indexing_slicing, reason = "at compile time, where `get_mut` is not to be had")]
static OF_RUN: [u64; 256] = {
    let mut of_run = [0; 256];
    let mut run = 0;
    while run < 256 {
        let length = (run as u8).trailing_ones();
        of_run[run] = if length == 0 { 0 } else { !0 >> (64 - 8 * length) };
        run += 1;
    }
    of_run
};

/// Characters of a word that holds nothing but letters of ASCII and of the common two-byte scripts; `None` for any other word.
pub(crate) fn plain_length(word: &[u8]) -> Option<usize> {
    if word.is_ascii() {
        return word.iter().all(u8::is_ascii_alphabetic).then_some(word.len());
    }
    let mut count = 0;
    let mut before = 0;
    for byte in word {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | 0xC3..=0xC9 | 0xD0..=0xD1 => count += 1,
            // The signs for times and by stand among the letters of Latin-1.
            0x97 | 0xB7 if before == 0xC3 => return None,
            0x80..=0xBF => {}
            _ => return None,
        }
        before = *byte;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_letters_do() {
        for (text, length) in [
            ("seven", 5),
            ("seven people", 5),
            ("Zwanzigtausend, mehr", 14),
            ("двадцять сім", 16),
            ("сім» і", 6),
            ("eight—nine", 5),
            ("l'otto", 1),
            ("abcdefgh1", 8),
            ("été", 5),
        ] {
            assert_eq!(word_length(text.as_bytes()), length, "{text}");
            let word = &text.as_bytes()[..length];
            let run = ((1u64 << length.min(8)) - 1) as u8;
            assert_eq!(key_at(text.as_bytes(), 0, run), word_key(word), "{text}");
        }
    }

    #[test]
    fn words_stand_behind_signs_of_any_length() {
        let text = "\u{a0}seven «сім»\u{202f}otto — 7";
        assert_eq!(words(text).collect::<Vec<_>>(), ["seven", "сім", "otto"]);
        assert!(has_more_letters(text, 11) && !has_more_letters(text, 12));
    }

    #[test]
    fn texts_are_as_short_with_any_space() {
        for space in [" ", "\u{a0}", "\u{202f}"] {
            let text = format!("12{space}345{space}6");
            assert!(is_short(&text, 8) && !is_short(&text, 7), "{text}");
        }
        assert!(!is_short("двадцять", 8));
    }

    #[test]
    fn a_block_says_what_each_byte_is() {
        let text = "Am 7. März – dreißig, ٥٠ и 三千 words and more words until the block is full and ends";
        for base in [0, 5, 30, 80] {
            let block = Block::at(text.as_bytes(), base);
            for (place, c) in text.char_indices() {
                let lead = text.as_bytes()[place];
                for at in (place..place + c.len_utf8()).filter(|at| (base..base + BLOCK).contains(at)) {
                    let bit = at - base;
                    assert_eq!(block.words >> bit & 1 == 1, is_word_byte(lead), "{base} {at}");
                    assert_eq!(wide(text.as_bytes(), base) >> bit & 1 == 1, at == place && lead >= 0xE0, "{base} {at}");
                }
            }
        }
        assert_eq!(Block::at(b"ab", 2), Block::default());
    }

    #[test]
    fn digits_of_every_script_may_begin_a_number() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            if crate::stages::fold::digit(c).is_some() || crate::stages::fold::vulgar_fraction(c).is_some() {
                assert!(Block::at(c.to_string().as_bytes(), 0).signs & 1 == 1, "{c}");
            }
        }
        assert_eq!(Block::at("двадцять sept".as_bytes(), 0).signs, 0);
    }

    #[test]
    fn every_ascii_byte_is_told() {
        for byte in 0..0x80u8 {
            let text = [b'a', byte, b'a', b'a', b'a', b'a', b'a', b' ', b'a'];
            assert_eq!(word_length(&text) > 1, byte.is_ascii_alphabetic(), "{byte}");
        }
    }

    #[test]
    fn plain_words_are_counted_in_characters() {
        assert_eq!(plain_length("двадцять".as_bytes()), Some(8));
        assert_eq!(plain_length("être".as_bytes()), Some(4));
        assert_eq!(plain_length("3".as_bytes()), None);
        assert_eq!(plain_length("a×b".as_bytes()), None);
        assert_eq!(plain_length("пʼять".as_bytes()), None);
    }
}

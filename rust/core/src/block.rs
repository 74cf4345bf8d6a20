//! What the bytes of a text are, 64 at a time: parts of words, digits, first bytes of rare characters.
//!
//! Bytes come in, a bit for each goes out. Knows no language.

use wide::u8x32;

/// Bytes that are classed at once.
pub const BLOCK: usize = 64;

/// What the bytes of a block are, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// Parts of words.
    pub(crate) words: u64,
    /// Digits, and first bytes of characters that may be digits or fractions: C2, and some from D9 on.
    pub(crate) signs: u64,
    /// Bytes past ASCII.
    pub(crate) high: u64,
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
        let (marks, rare) = if rare == 0 { (0, 0) } else { rare_ones(&lanes) };
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

/// Of the bytes from D9 on, those of [`MARK`], and the first ones of characters that may be digits or fractions, as none is of Han,
/// kana and Hangul, and nearly none of the letters of Arabic.
#[inline(never)]
fn rare_ones(lanes: &[u8x32; 2]) -> (u64, u64) {
    let marks = gather(lanes, |lane| within(lane, MARK, 1));
    let arabic = gather(lanes, |lane| within(lane, 0xD9, 3));
    let tens = gather(lanes, |lane| within(lane, 0xA0, 10) | within(lane, 0xB0, 10));
    // What stands behind the last byte is not known.
    let of_arabic = arabic & (tens >> 1 | 1 << (u64::BITS - 1));
    let others = |lane| within(lane, 0xDC, 7) | within(lane, 0xEA, 1) | within(lane, 0xEE, 0x12);
    (marks, of_arabic | gather(lanes, others))
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

/// The code points that begin in `text[base..end]`, of no more than 64 bytes: each has one byte that continues none.
#[inline]
#[must_use]
pub fn code_points(text: &[u8], base: usize, end: usize) -> u32 {
    let continued = gather(&lanes(&padded(text, base)), |lane| within(lane, 0x80, 0x40));
    let wanted = u64::MAX.checked_shr((base + BLOCK).saturating_sub(end) as u32).unwrap_or(0);
    (!continued & wanted).count_ones()
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn code_points_are_counted_up_to_any_byte() {
        let text = "двадцять sept 三千 and 😀 until the block is full and a second one ends, too, at ٥٠.";
        for base in [0, BLOCK] {
            for end in base..=text.len().min(base + BLOCK) {
                let begun = text.char_indices().filter(|(place, _)| (base..end).contains(place)).count();
                assert_eq!(code_points(text.as_bytes(), base, end), begun as u32, "{base}..{end}");
            }
        }
    }

    #[test]
    fn digits_of_every_script_may_begin_a_number() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            if crate::stages::fold::digit(c).is_some() || crate::stages::fold::vulgar_fraction(c).is_some() {
                assert!(Block::at(c.to_string().as_bytes(), 0).signs & 1 == 1, "{c}");
            }
        }
        for text in ["двадцять sept", "今天有雨でした", "서울", "قال المسؤول"] {
            assert_eq!(Block::at(text.as_bytes(), 0).signs, 0, "{text}");
        }
    }
}

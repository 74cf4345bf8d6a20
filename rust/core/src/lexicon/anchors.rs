//! Filters of the words that may open an amount, by their first bytes: nearly every word of a text is looked at no further.

use super::image::{Reader, Writer};
use crate::block::Window;
use crate::letters::{key_in, word_key};

/// First bytes of the words that may open an amount, as bit filters.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    /// The first bytes of either sort of words, asked first.
    any: Firsts,
    /// Up to eight bytes of words that the lexicon lists.
    listed: Box<[u64]>,
    /// The first bytes of words that are numbers of parts written together.
    fused: Box<[u64]>,
    /// A bit for each byte of the shortest such word.
    shortest_fused: u64,
}

impl Anchors {
    /// The most bits of a filter: more than the processor's first cache holds costs time.
    const MOST: usize = 1 << 17;

    #[inline]
    fn place(key: u64, bits: &[u64]) -> (usize, u32) {
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((hash >> 40) as usize & bits.len().wrapping_sub(1), (hash >> 58) as u32)
    }

    /// The bits of `keys`.
    fn filter(keys: &[u64]) -> Box<[u64]> {
        let size = (keys.len() * 16).next_power_of_two().clamp(64, Self::MOST);
        let mut bits = vec![0; size / 64].into_boxed_slice();
        for key in keys {
            let (cell, bit) = Self::place(*key, &bits);
            if let Some(cell) = bits.get_mut(cell) {
                *cell |= 1 << bit;
            }
        }
        bits
    }

    /// The filters of the spellings of listed words and of the beginnings of fused ones.
    pub(crate) fn new(words: &[String], fused: &[String], shortest_fused: usize) -> Self {
        let listed: Vec<u64> = words.iter().map(|word| word_key(word.as_bytes())).collect();
        let fused: Vec<u64> = fused.iter().map(|word| Self::fused_key(word_key(word.as_bytes()))).collect();
        // Of letters that join others to a part of a syllable, the first alone is asked for.
        let first_letters = words.iter().filter_map(|word| word.chars().next().filter(|first| first.len_utf8() > 2));
        let first_letters = first_letters.map(|first| word_key(first.encode_utf8(&mut [0; 4]).as_bytes()));
        let any = listed.iter().map(|key| Self::fused_key(*key)).chain(fused.iter().copied()).chain(first_letters);
        let shortest_fused = if fused.is_empty() { !0 } else { (1 << shortest_fused.min(8)) - 1 };
        Self { any: Firsts::of(any), listed: Self::filter(&listed), fused: Self::filter(&fused), shortest_fused }
    }

    /// Appends the filters to an image.
    pub(crate) fn write(&self, image: &mut Writer) {
        image.cells(self.any.0.as_slice());
        image.cells(&self.listed);
        image.cells(&self.fused);
        image.number(self.shortest_fused);
    }

    /// What [`Anchors::write`] wrote.
    pub(crate) fn read(image: &mut Reader) -> Self {
        let any = image.cells().try_into().map_or_else(|_| Firsts::default(), Firsts);
        Self { any, listed: image.cells(), fused: image.cells(), shortest_fused: image.number() }
    }

    /// What of a word's key is looked at to tell whether it may be of parts: letters of two bytes say half as much.
    fn fused_key(key: u64) -> u64 {
        // All ones where the first byte is past ASCII, without a branch.
        let wide = (key >> 7 & 1).wrapping_neg();
        key & (wide | ((1 << (8 * FUSED_KEY)) - 1))
    }

    /// Of the words that begin at the bits `starts` of a block, those that may open an amount by their first bytes.
    ///
    /// A bit of `runs` says whether a byte is part of a word, `next` the same of the block behind.
    pub(crate) fn let_through(&self, window: &Window, starts: u64, runs: u64, next: u64) -> u64 {
        let (mut left, mut passed) = (starts, 0);
        while left != 0 {
            let bit = left.trailing_zeros();
            left &= left - 1;
            let run = runs >> bit | (next << 1) << (u64::BITS - 1 - bit);
            let key = Self::fused_key(key_in(window, bit as usize, run as u8));
            passed |= self.any.has(key) << bit;
        }
        passed
    }

    /// Of the characters of three bytes or four that begin at the bits `leads` of a block, those that may open an amount as words
    /// of their own.
    pub(crate) fn let_characters_through(&self, window: &Window, leads: u64) -> u64 {
        let (mut left, mut passed) = (leads, 0);
        while left != 0 {
            let bit = left.trailing_zeros();
            left &= left - 1;
            let is_of_four = window.get(bit as usize).is_some_and(|lead| *lead >= 0xF0);
            let run = 0b111 | u8::from(is_of_four) << 3;
            passed |= self.any.has(key_in(window, bit as usize, run)) << bit;
        }
        passed
    }

    #[inline]
    fn has(bits: &[u64], key: u64) -> bool {
        let (cell, bit) = Self::place(key, bits);
        bits.get(cell).is_some_and(|cell| cell >> bit & 1 == 1)
    }

    /// Whether a word of this key may open an amount; `run` has a bit for each of its bytes.
    #[inline]
    pub(crate) fn may_hold(&self, key: u64, run: u64) -> bool {
        let is_long = run & self.shortest_fused == self.shortest_fused;
        Self::has(&self.listed, key) || is_long && Self::has(&self.fused, Self::fused_key(key))
    }

    /// Whether a folded word may be a number of parts written together.
    pub(crate) fn may_be_fused(&self, folded: &str) -> bool {
        Self::has(&self.fused, Self::fused_key(word_key(folded.as_bytes())))
    }
}

/// A filter of the first bytes of words, small and of one size, so that it is asked without a branch.
#[derive(Debug)]
pub(crate) struct Firsts(Box<[u64; FIRSTS]>);

/// Cells of [`Firsts`]: a quarter of the processor's first cache.
const FIRSTS: usize = 1 << 10;

impl Default for Firsts {
    fn default() -> Self {
        Self(Box::new([0; FIRSTS]))
    }
}

impl Firsts {
    /// The filter of `keys`.
    pub(crate) fn of(keys: impl Iterator<Item = u64>) -> Self {
        let mut firsts = Self::default();
        for key in keys {
            let (cell, bit) = Self::place(key);
            if let Some(cell) = firsts.0.get_mut(cell) {
                *cell |= 1 << bit;
            }
        }
        firsts
    }

    #[inline]
    fn place(key: u64) -> (usize, u32) {
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((hash >> (u64::BITS - FIRSTS.ilog2())) as usize, (hash >> 40) as u32 % u64::BITS)
    }

    /// One where a word of this key may be in it.
    #[inline]
    pub(crate) fn has(&self, key: u64) -> u64 {
        let (cell, bit) = Self::place(key);
        self.0.get(cell).copied().unwrap_or(0) >> bit & 1
    }
}

/// Bytes of a word of parts that the filter looks at, where its letters are of one byte; twice as many where they are not.
pub(crate) const FUSED_KEY: usize = 4;

//! Words that were asked for lately, with the answer: news says the same words again and again.
//!
//! Lexicons share one memory, told apart by their serial numbers, since documents of many languages come mixed.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

/// The longest word that is remembered, in bytes.
const LONGEST: usize = 32;

/// A memory of words as written.
#[derive(Debug)]
pub(crate) struct Known<T> {
    entries: Vec<Entry<T>>,
}

#[derive(Clone, Copy, Debug)]
struct Entry<T> {
    /// The first eight bytes, noughts after a shorter word.
    head: u64,
    /// The rest.
    tail: [u8; LONGEST - 8],
    length: u8,
    lexicon: u32,
    answer: T,
}

impl<T: Copy + Default> Known<T> {
    /// Room for `size` words, a power of two; each has one place. More room than the processor's cache has costs time.
    pub(crate) fn new(size: usize) -> Self {
        Self {
            entries: vec![Entry { head: 0, tail: [0; LONGEST - 8], length: 0, lexicon: 0, answer: T::default() }; size],
        }
    }

    fn place(&self, lexicon: u32, head: u64, tail: &[u8]) -> usize {
        let mut hash = FxHasher::default();
        hash.write_u64(head ^ u64::from(lexicon) << 56);
        if !tail.is_empty() {
            hash.write(tail);
        }
        (hash.finish() >> 20) as usize & (self.entries.len() - 1)
    }

    /// The answer given for `word` before, if it is still remembered.
    pub(crate) fn get(&self, lexicon: u32, word: &[u8]) -> Option<T> {
        let (head, tail) = parts(word);
        let entry = self.entries.get(self.place(lexicon, head, tail))?;
        let is_same = entry.head == head && entry.length as usize == word.len() && entry.lexicon == lexicon;
        (is_same && entry.tail.get(..tail.len()).is_some_and(|its| is_equal(its, tail))).then_some(entry.answer)
    }

    /// Remembers the answer for `word`.
    pub(crate) fn put(&mut self, lexicon: u32, word: &[u8], answer: T) {
        let (head, tail) = parts(word);
        let place = self.place(lexicon, head, tail);
        if let Some(entry) = self.entries.get_mut(place)
            && let Some(room) = entry.tail.get_mut(..tail.len())
        {
            room.copy_from_slice(tail);
            *entry = Entry { head, tail: entry.tail, length: word.len() as u8, lexicon, answer };
        }
    }
}

/// Whether two short runs of as many bytes are the same, without a call for the shortest.
fn is_equal(one: &[u8], other: &[u8]) -> bool {
    match one.len() {
        0 => true,
        4..=8 => one.first_chunk::<4>() == other.first_chunk() && one.last_chunk::<4>() == other.last_chunk(),
        1..=3 => one.iter().eq(other),
        _ => one == other,
    }
}

/// The first eight bytes of a word as a number and the rest of it.
fn parts(word: &[u8]) -> (u64, &[u8]) {
    match word.split_first_chunk::<8>() {
        Some((head, tail)) => (u64::from_le_bytes(*head), tail),
        None => (word.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte)), &[]),
    }
}

/// What one thread remembers of the words of the lexicons in use.
#[derive(Debug)]
pub(crate) struct Memory {
    /// Whether a word may open an amount.
    pub(crate) anchors: Known<bool>,
    /// The number of a word in its lexicon.
    pub(crate) words: Known<u32>,
    /// The languages that have a word among their function words.
    pub(crate) clues: Known<u64>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { anchors: Known::new(1 << 13), words: Known::new(1 << 14), clues: Known::new(1 << 12) }
    }
}

//! Words that were asked for lately, with the answer: news says the same words again and again.
//!
//! Lexicons share one memory, told apart by their serial numbers, since documents of many languages come mixed.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

/// The longest word that is remembered, in bytes.
const LONGEST: usize = 30;
/// Words that are remembered at most; each has one place.
const SIZE: usize = 1 << 13;

/// A memory of words as written.
#[derive(Debug)]
pub(crate) struct Known<T> {
    entries: Vec<Entry<T>>,
}

#[derive(Clone, Copy, Debug)]
struct Entry<T> {
    key: [u8; LONGEST],
    length: u8,
    lexicon: u32,
    answer: T,
}

impl<T: Copy + Default> Default for Known<T> {
    fn default() -> Self {
        Self { entries: vec![Entry { key: [0; LONGEST], length: 0, lexicon: 0, answer: T::default() }; SIZE] }
    }
}

impl<T: Copy + Default> Known<T> {
    fn place(lexicon: u32, word: &[u8]) -> usize {
        let mut hash = FxHasher::default();
        hash.write_u32(lexicon);
        hash.write(word);
        (hash.finish() >> 20) as usize % SIZE
    }

    /// The answer given for `word` before, if it is still remembered.
    pub(crate) fn get(&self, lexicon: u32, word: &[u8]) -> Option<T> {
        let entry = self.entries.get(Self::place(lexicon, word))?;
        (entry.length as usize == word.len() && entry.lexicon == lexicon && entry.key.get(..word.len()) == Some(word)).then_some(entry.answer)
    }

    /// Remembers the answer for `word`.
    pub(crate) fn put(&mut self, lexicon: u32, word: &[u8], answer: T) {
        if let Some(entry) = self.entries.get_mut(Self::place(lexicon, word))
            && let Some(room) = entry.key.get_mut(..word.len())
        {
            room.copy_from_slice(word);
            entry.length = word.len() as u8;
            entry.lexicon = lexicon;
            entry.answer = answer;
        }
    }
}

/// What one thread remembers of the words of the lexicons in use.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Whether a word may open an amount.
    pub(crate) anchors: Known<bool>,
    /// The number of a word in its lexicon.
    pub(crate) words: Known<u32>,
    /// The languages that have a word among their function words.
    pub(crate) clues: Known<u64>,
}

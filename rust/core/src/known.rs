//! Words that were asked for lately, with the answer: news says the same words again and again.
//!
//! Lexicons share one memory, told apart by their serial numbers, since documents of many languages come mixed.

use std::hash::{BuildHasher as _, RandomState};

use crate::lexicon::NodeId;

/// A memory of words as written.
///
/// A word is told by its length and 64 bits of hash, mixed with a number drawn at start: no text can be written so that two of its
/// words are taken for each other.
#[derive(Debug)]
pub(crate) struct Known<T> {
    /// By the hash, the two words seen last.
    entries: Vec<Pair<T>>,
    seed: u64,
}

/// Two entries that never stand across a line of the processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
struct Pair<T>([Entry<T>; 2]);

#[derive(Clone, Copy, Debug)]
struct Entry<T> {
    hash: u64,
    answer: T,
}

/// Odd numbers without pattern: digits of pi.
pub(crate) const ODD: [u64; 2] = [0x2437_54A3_08D3_1319, 0x0370_7344_A409_3823];

impl<T: Copy + Default> Known<T> {
    /// Room for `size` words, a power of two; no fewer than two. More room than the processor's cache has costs time.
    pub(crate) fn new(size: usize) -> Self {
        Self {
            entries: vec![Pair([Entry { hash: 0, answer: T::default() }; 2]); size.div_ceil(2)],
            seed: RandomState::new().hash_one(size) | 1,
        }
    }

    /// The answer given for the word of this hash before, if it is still remembered.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<T> {
        let Pair([last, before]) = self.entries.get(hash as usize & (self.entries.len() - 1))?;
        if last.hash == hash {
            return Some(last.answer);
        }
        (before.hash == hash).then_some(before.answer)
    }

    /// Remembers the answer for the word of this hash.
    pub(crate) fn put(&mut self, hash: u64, answer: T) {
        let place = hash as usize & (self.entries.len() - 1);
        if let Some(Pair([last, before])) = self.entries.get_mut(place) {
            *before = std::mem::replace(last, Entry { hash, answer });
        }
    }

    /// What a word in a lexicon is remembered by.
    #[inline]
    pub(crate) fn hash(&self, lexicon: u32, word: &[u8]) -> u64 {
        let (head, tail) = ends(word);
        let mut hash = mix(head ^ self.seed, tail ^ ODD[0]);
        let mut rest = word.get(8..word.len().saturating_sub(8)).unwrap_or(&[]);
        while !rest.is_empty() {
            // Both ends: the first alone leaves bytes out where five to seven are left.
            let (head, tail) = ends(rest);
            hash = mix(hash ^ head ^ ODD[1], tail ^ self.seed);
            rest = rest.get(8..).unwrap_or(&[]);
        }
        // Mixed in last: beside the bytes, a length could make up for a letter.
        hash = mix(hash ^ u64::from(lexicon) << 32 ^ word.len() as u64, self.seed);
        // Nought stands for a place without a word.
        hash | 1 << 63
    }
}

/// Two numbers made one, each bit of it of all bits of both.
pub(crate) fn mix(one: u64, other: u64) -> u64 {
    let both = u128::from(one) * u128::from(other);
    both as u64 ^ (both >> 64) as u64
}

/// The first and the last eight bytes of a word; of a shorter one, numbers that its bytes and its length settle.
#[inline]
pub(crate) fn ends(word: &[u8]) -> (u64, u64) {
    if let (Some(head), Some(tail)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        return (u64::from_le_bytes(*head), u64::from_le_bytes(*tail));
    }
    if let (Some(head), Some(tail)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        return (u64::from(u32::from_le_bytes(*head)), u64::from(u32::from_le_bytes(*tail)));
    }
    let byte = |at: usize| word.get(at).copied().map_or(0, u64::from);
    (byte(0) | byte(1) << 8 | byte(2) << 16, 0)
}

/// What was found out of a word as written, packed: the more words are remembered in the processor's cache, the better.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen(u64);

impl Seen {
    const BITS_OF_NUMBER: u32 = 24;
    const BITS_OF_JOINED: u32 = 6;

    /// Of a word with this number in the lexicon, 0 where it has none; `joined` bytes of it are a word joined before another.
    pub(crate) fn new(number: u32, joined: usize) -> Self {
        let joined = if joined < 1 << Self::BITS_OF_JOINED { joined as u64 } else { 0 };
        Self(u64::from(number) & ((1 << Self::BITS_OF_NUMBER) - 1) | joined << (2 * Self::BITS_OF_NUMBER + 8))
    }

    /// With the ending that makes a number of it an age or a length of time: siebzehnjährig, двенадцатилетний; nought for none.
    pub(crate) fn with_ending(self, ending: NodeId) -> Self {
        Self(self.0 | (u64::from(ending) & ((1 << Self::BITS_OF_NUMBER) - 1)) << Self::BITS_OF_NUMBER)
    }

    /// With its characters where all are common letters, or the one that a mark is; 0 for any other word.
    pub(crate) fn with_plain(self, characters: u8) -> Self {
        Self(self.0 | u64::from(characters) << (2 * Self::BITS_OF_NUMBER))
    }

    /// With whether it is a number of parts written together, and whether it begins with a capital.
    pub(crate) fn with_looks(self, is_fused: bool, is_capital: bool) -> Self {
        Self(self.0 | u64::from(is_fused) << 62 | u64::from(is_capital) << 63)
    }

    pub(crate) fn number(self) -> u32 {
        self.0 as u32 & ((1 << Self::BITS_OF_NUMBER) - 1)
    }

    pub(crate) fn ending(self) -> NodeId {
        (self.0 >> Self::BITS_OF_NUMBER) as u32 & ((1 << Self::BITS_OF_NUMBER) - 1)
    }

    pub(crate) fn plain(self) -> u8 {
        (self.0 >> (2 * Self::BITS_OF_NUMBER)) as u8
    }

    /// Bytes of it that are a word joined before another: it is two tokens.
    pub(crate) fn joined(self) -> u8 {
        (self.0 >> (2 * Self::BITS_OF_NUMBER + 8)) as u8 & ((1 << Self::BITS_OF_JOINED) - 1)
    }

    pub(crate) fn is_fused(self) -> bool {
        self.0 >> 62 & 1 == 1
    }

    pub(crate) fn is_capital(self) -> bool {
        self.0 >> 63 == 1
    }
}

/// What a word may open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Opening {
    #[default]
    None,
    /// An amount.
    Amount,
    /// An amount, with the words behind it: "many thousands".
    Phrase,
    /// An amount, or with the words behind it none: "one another".
    AmountOrNone,
    /// A length of time, behind an article: "an hour".
    Unit,
    /// Either: "semana e meia", "uma semana".
    PhraseOrUnit,
}

/// What one thread remembers of the words of the lexicons in use.
#[derive(Debug)]
pub(crate) struct Memory {
    /// What a word may open.
    pub(crate) anchors: Known<Opening>,
    /// What a word is in its lexicon.
    pub(crate) words: Known<Seen>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { anchors: Known::new(1 << 12), words: Known::new(1 << 14) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_lexicons_are_told_apart() {
        let known: Known<bool> = Known::new(16);
        let words = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "abc",
            "abcd",
            "abcde",
            "abcdefgh",
            "abcdefghi",
            "abcdefgha",
            "двадцятьма",
            "двадцятьомамома",
            "abcdefghijklmnopqrstuvwxyz",
            "abcdefghijklMnopqrstuvwxyz",
            "aaaaaaaa",
            "aaaaaaaaa",
        ];
        let mut seen = std::collections::HashSet::new();
        for lexicon in 0..3 {
            for word in words {
                assert!(seen.insert(known.hash(lexicon, word.as_bytes())), "{word}");
            }
        }
    }

    #[test]
    fn every_byte_of_a_word_counts() {
        let known: Known<bool> = Known::new(16);
        for length in 1..64 {
            let word = vec![b'a'; length];
            let mut seen = std::collections::HashSet::from([known.hash(1, &word)]);
            for place in 0..length {
                let mut other = word.clone();
                other[place] = b'b';
                assert!(seen.insert(known.hash(1, &other)), "byte {place} of {length}");
            }
        }
    }

    #[test]
    fn length_and_lexicon_make_up_for_no_letter() {
        let known: Known<bool> = Known::new(16);
        let mut seen = std::collections::HashSet::new();
        for lexicon in 1..40 {
            for length in 0..20 {
                for last in b'a'..=b'z' {
                    let word = [vec![b'a'; length], vec![last], b"aaa".to_vec()].concat();
                    assert!(seen.insert(known.hash(lexicon, &word)) || last == b'a', "{lexicon} {length} {last}");
                }
            }
        }
    }

    #[test]
    fn what_was_seen_is_kept_apart() {
        let seen = Seen::new(70_001, 9).with_ending(90_002).with_plain(200).with_looks(true, false);
        assert_eq!((seen.number(), seen.ending(), seen.plain(), seen.joined()), (70_001, 90_002, 200, 9));
        assert!(seen.is_fused() && !seen.is_capital());
        assert!(Seen::new(1, 0).with_looks(false, true).is_capital());
    }

    #[test]
    fn an_answer_is_kept_until_its_place_is_taken() {
        let mut known: Known<u32> = Known::new(2);
        let [one, two, three] = ["one", "two", "three"].map(|word| known.hash(1, word.as_bytes()));
        assert_eq!(known.get(one), None);
        known.put(one, 1);
        assert_eq!(known.get(one), Some(1));
        known.put(two, 2);
        assert_eq!((known.get(one), known.get(two)), (Some(1), Some(2)));
        known.put(three, 3);
        assert_eq!([one, two, three].map(|word| known.get(word)), [None, Some(2), Some(3)]);
    }
}

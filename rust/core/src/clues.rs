//! Function words and letters that speak for a language, asked for as they are written.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;

use crate::known::{ODD, ends, mix};
use crate::lexicon::{Firsts, LANGUAGES};

/// A set of languages: a bit for each place in [`LANGUAGES`].
pub(crate) type Languages = u64;

/// The longest function word that is looked up: six letters of two bytes or twelve of one.
const LONGEST: usize = 12;

/// Function words and letters of every language, as sets of languages.
#[derive(Debug, Default)]
pub(crate) struct Clues {
    /// What may be a function word: nearly no other word is asked for further.
    filter: Firsts,
    words: FxHashMap<u64, Languages>,
    /// By code point, small and capital, up to the last that any language lists.
    letters: Vec<Languages>,
}

impl Clues {
    /// Those of all languages.
    pub(crate) fn get() -> &'static Self {
        static CLUES: OnceLock<Clues> = OnceLock::new();
        CLUES.get_or_init(Self::of_languages)
    }

    fn of_languages() -> Self {
        let mut clues = Self::default();
        for (place, language) in LANGUAGES.iter().enumerate() {
            for spelling in language.words.iter().flat_map(|word| spellings(word)) {
                *clues.words.entry(key(spelling.as_bytes())).or_default() |= 1 << place;
            }
            for letter in language.letters.chars().flat_map(|letter| [letter].into_iter().chain(letter.to_uppercase()))
            {
                let at = letter as usize;
                if clues.letters.len() <= at {
                    clues.letters.resize(at + 1, 0);
                }
                if let Some(languages) = clues.letters.get_mut(at) {
                    *languages |= 1 << place;
                }
            }
        }
        clues.filter = Firsts::of(clues.words.keys().copied());
        clues
    }

    /// The languages that have `word` among their function words.
    #[inline]
    pub(crate) fn of_word(&self, word: &str) -> Languages {
        if word.len() > LONGEST {
            return 0;
        }
        let key = key(word.as_bytes());
        if self.filter.has(key) == 0 {
            return 0;
        }
        self.words.get(&key).copied().unwrap_or(0)
    }

    /// The languages that have `letter` and few others have.
    #[inline]
    pub(crate) fn of_letter(&self, letter: char) -> Languages {
        self.letters.get(letter as usize).copied().unwrap_or(0)
    }
}

/// What a word is told by: all its bytes, capitals of ASCII as small letters.
#[inline]
fn key(word: &[u8]) -> u64 {
    const SMALL: u64 = u64::from_le_bytes([0x20; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let (head, tail) = ends(word);
    let small = |bytes: u64| bytes | SMALL & !((bytes & HIGH) >> 2);
    mix(mix(small(head) ^ ODD[1], small(tail) ^ ODD[0]) ^ word.len() as u64, ODD[1])
}

/// The ways in which a function word is written: small, with a capital, in capitals, composed or not.
fn spellings(word: &str) -> Vec<String> {
    let mut rest = word.chars();
    let capital: String = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
    let composed = [word.to_owned(), capital, word.to_uppercase()];
    let decomposed: Vec<String> = composed.iter().map(|spelling| spelling.nfd().collect()).collect();
    composed.into_iter().chain(decomposed).filter(|spelling| spelling.len() <= LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_speaks_for_its_languages_however_it_is_written() {
        let clues = Clues::get();
        for (place, language) in LANGUAGES.iter().enumerate() {
            for word in language.words.iter().filter(|word| word.len() <= LONGEST) {
                for spelling in spellings(word) {
                    assert!(clues.of_word(&spelling) >> place & 1 == 1, "{} {spelling}", language.code);
                }
            }
        }
        assert_eq!(clues.of_word("zzyzx"), 0);
    }
}

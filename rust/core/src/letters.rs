//! Where words begin and end, many bytes at a time.

use crate::block::{BLOCK, Block, Window};
use crate::stages::fold::is_space;
use unicode_normalization::UnicodeNormalization as _;

/// The ways in which a folded word is written: small, with a capital, in capitals, each composed and decomposed.
pub(crate) fn cases(word: &str) -> Vec<String> {
    let mut rest = word.chars();
    let capital: String = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
    let composed = [word.to_owned(), capital, word.to_uppercase()];
    let decomposed: Vec<String> = composed.iter().map(|spelling| spelling.nfd().collect()).collect();
    composed.into_iter().chain(decomposed).collect()
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

/// The [`word_key`] of the word at byte `place` of a window; `run` as for [`key_at`].
#[inline]
pub(crate) fn key_in(window: &Window, place: usize, run: u8) -> u64 {
    let of_run = OF_RUN.get(usize::from(run)).copied().unwrap_or(0);
    let eight = window.get(place..).and_then(<[u8]>::first_chunk::<8>).copied().unwrap_or_default();
    (u64::from_le_bytes(eight) | spread(0x20)) & of_run
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

/// Whether a character of these two bytes is no letter, though it stands among those of its script: × and ÷, the signs of Greek,
/// Hebrew and Arabic and their digits, and what is rare.
fn is_sign(lead: u8, last: u8) -> bool {
    match lead {
        0xC3 => matches!(last, 0x97 | 0xB7),
        0xCE => matches!(last, 0x80..=0x85 | 0x87),
        0xCF => last > 0x8E,
        0xD7 => !matches!(last, 0x90..=0xAA),
        0xD8 => last < 0xA0,
        0xD9 => matches!(last, 0xA0..=0xAD),
        0xDB => last > 0x93,
        _ => false,
    }
}

/// Characters of a word that holds nothing but letters of ASCII and of the common two-byte scripts; `None` for any other word.
/// Marks on Arabic letters are characters too.
pub(crate) fn plain_length(word: &[u8]) -> Option<usize> {
    if word.is_ascii() {
        return word.iter().all(u8::is_ascii_alphabetic).then_some(word.len());
    }
    let mut count = 0;
    let mut before = 0;
    for byte in word {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | 0xC3..=0xC9 | 0xCE..=0xD1 | 0xD7..=0xDB => count += 1,
            0x80..=0xBF if !is_sign(before, *byte) => {}
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
        assert_eq!(plain_length("قال".as_bytes()), Some(3));
        for sign in ["a×b", "قال،", "٣", "שמ״ד", "α·β"] {
            assert_eq!(plain_length(sign.as_bytes()), None, "{sign}");
        }
        assert_eq!(plain_length("пʼять".as_bytes()), None);
    }
}

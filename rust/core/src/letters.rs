//! Where words end, eight bytes at a time.

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

/// The first eight bytes of a word as one number, noughts after its end; small and capital letters of ASCII are one.
pub(crate) fn word_key(word: &[u8]) -> u64 {
    word.iter().take(8).rev().fold(0, |key, byte| key << 8 | u64::from(byte | 0x20))
}

/// Bytes of the word that `text` begins with, at least one, and its [`word_key`].
#[inline]
pub(crate) fn word_head(text: &[u8]) -> (usize, u64) {
    let Some(eight) = text.first_chunk::<8>() else {
        let length = word_length(text);
        return (length, word_key(text.get(..length).unwrap_or(&[])));
    };
    let eight = u64::from_le_bytes(*eight);
    let key = eight | spread(0x20);
    match breaks(eight).trailing_zeros() / 8 {
        8 => (8 + text.get(8..).map_or(0, |rest| if is_part(rest) { word_length(rest) } else { 0 }), key),
        0 => (1, key & 0xFF),
        length => (length as usize, key & ((1 << (8 * length)) - 1)),
    }
}

/// Whether the word goes on with the first byte of `rest`.
fn is_part(rest: &[u8]) -> bool {
    rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80 && byte & 0xDF != 0xC2)
}

/// Characters of a word that holds nothing but letters of ASCII and of the common two-byte scripts; `None` for any other word.
pub(crate) fn plain_length(word: &[u8]) -> Option<usize> {
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
            assert_eq!(word_head(text.as_bytes()), (length, word_key(word)), "{text}");
        }
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

//! Which language knows the words of a short text: by hashes put together when built, so that no lexicon is loaded to be tried.
//!
//! Also compiled into the build script, which makes the image.

use std::collections::{BTreeMap, BTreeSet};

/// What a folded word is told by in a set.
pub(crate) fn hash(word: &str) -> u32 {
    let mixed = word
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    (mixed ^ (mixed >> 32)) as u32
}

/// The languages that know a word of `hash`, by `image`: a bit for the place of each among all.
#[allow(dead_code, reason = "the build script makes the image and the library reads it")]
pub(crate) fn languages(image: &[u8], hash: u32) -> u64 {
    let cells = image.len() / (HASH + LANGUAGES);
    let (hashes, languages) = image.split_at(cells * HASH);
    let (hashes, _) = hashes.as_chunks::<HASH>();
    let (languages, _) = languages.as_chunks::<LANGUAGES>();
    let found = hashes.binary_search_by_key(&hash, |cell| u32::from_le_bytes(*cell)).ok();
    found.and_then(|place| languages.get(place)).map_or(0, |cell| u64::from_le_bytes(*cell))
}

/// The image of the words that each language knows: their hashes in order, then the languages of each.
#[allow(dead_code, reason = "the build script makes the image and the library reads it")]
pub(crate) fn image(known: &[BTreeSet<u32>]) -> Vec<u8> {
    let mut all: BTreeMap<u32, u64> = BTreeMap::new();
    for (place, hashes) in known.iter().enumerate() {
        for hash in hashes {
            *all.entry(*hash).or_default() |= 1 << place;
        }
    }
    let hashes = all.keys().flat_map(|hash| hash.to_le_bytes());
    hashes.chain(all.values().flat_map(|languages| languages.to_le_bytes())).collect()
}

/// Bytes of a hash in the image.
const HASH: usize = 4;
/// Bytes of a set of languages in the image.
const LANGUAGES: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_the_languages_that_know_it() {
        let known = [["двадцять", "люди"], ["двадцать", "люди"]].map(|words| words.map(hash).into_iter().collect());
        let image = image(&known);
        assert_eq!(["двадцять", "двадцать", "люди", "people"].map(|word| languages(&image, hash(word))), [1, 2, 3, 0]);
    }
}

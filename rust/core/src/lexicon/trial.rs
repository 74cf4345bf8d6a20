//! Which language knows the words of a short text: by sets of hashes made when built, so that no lexicon is loaded to be tried.
//!
//! Also compiled into the build script, which makes the sets.

/// What a folded word is told by in a set.
pub(crate) fn hash(word: &str) -> u32 {
    let mixed = word
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    (mixed ^ (mixed >> 32)) as u32
}

/// Whether `set` holds `hash`: sorted numbers of four bytes each.
#[allow(dead_code, reason = "the build script makes sets and the library reads them")]
pub(crate) fn holds(set: &[u8], hash: u32) -> bool {
    let (cells, _) = set.as_chunks::<4>();
    cells.binary_search_by_key(&hash, |cell| u32::from_le_bytes(*cell)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let words = ["двадцять", "people", "killed"];
        let mut hashes = words.map(hash);
        hashes.sort_unstable();
        let kept: Vec<u8> = hashes.into_iter().flat_map(u32::to_le_bytes).collect();
        assert!(words.iter().all(|word| holds(&kept, hash(word))));
        assert!(!holds(&kept, hash("peoples")));
    }
}

//! Number words written together: duecentotrentasette, fünfundzwanzigtausend, двотисячний.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::FUSED_KEY;
use super::role::Role;
use super::source::Entry;
use crate::decimal::Decimal;

/// The longest fused word that is tried, in bytes.
const LONGEST: usize = 160;

/// What a part of a fused word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Adds its value.
    Add(Decimal),
    /// Multiplies what stands before.
    Scale(Decimal),
}

/// The parts of a word; nearly every one has one.
pub(crate) type PartList = SmallVec<[Part; 2]>;

/// A fused word taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub(crate) parts: PartList,
    pub(crate) is_ordinal: bool,
}

/// The parts of a language's fused number words.
#[derive(Debug, Default)]
pub(crate) struct Fused {
    parts: FxHashMap<Box<str>, (Part, bool)>,
    endings: Vec<Box<str>>,
    /// By first byte, the lengths of the parts that begin with it, as bits.
    lengths: Vec<u64>,
}

/// No part ends here.
const NOWHERE: u8 = u8::MAX;

impl Fused {
    pub(crate) fn new(entries: &[&Entry], endings: &[&str]) -> Self {
        let mut fused = Self {
            endings: endings.iter().map(|ending| (*ending).into()).collect(),
            lengths: vec![0; 256],
            ..Self::default()
        };
        for entry in entries {
            let Some((whole, fraction)) = entry.key.split_once('.').or(Some((&entry.key, ""))) else { continue };
            let Some(value) = Decimal::from_digits(whole, fraction).filter(|value| value.is_whole()) else { continue };
            if entry.words.contains([' ', '-']) {
                continue;
            }
            let hundred = Decimal::from(100);
            let is_scale = entry.role == Role::Scale
                || entry.role != Role::Cardinal && value >= hundred && value.is_power_of_ten();
            let part = if is_scale { Part::Scale(value) } else { Part::Add(value) };
            let is_ordinal = entry.role == Role::Ordinal;
            // A cardinal keeps its place over an ordinal of the same letters.
            let known = fused.parts.entry(entry.words.as_str().into()).or_insert((part, is_ordinal));
            if known.1 && !is_ordinal {
                *known = (part, false);
            }
            let first = entry.words.as_bytes().first().copied().unwrap_or(0) as usize;
            if let Some(lengths) = fused.lengths.get_mut(first).filter(|_| entry.words.len() < 64) {
                *lengths |= 1 << entry.words.len();
            }
        }
        fused
    }

    /// Every way in which a fused word may begin, as long as the filter looks.
    pub(crate) fn firsts(&self) -> Vec<String> {
        let mut parts: Vec<&str> =
            self.parts.iter().filter(|(_, (_, is_ordinal))| !is_ordinal).map(|(word, _)| word.as_ref()).collect();
        parts.sort_unstable();
        let ends: Vec<&str> =
            self.parts.keys().map(AsRef::as_ref).chain(self.endings.iter().map(AsRef::as_ref)).collect();
        let mut firsts: BTreeSet<String> = BTreeSet::new();
        let mut open: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        while let Some(head) = open.pop() {
            if head.len() >= key_length(&head) {
                firsts.insert(cut(&head));
                continue;
            }
            for next in &ends {
                let longer = format!("{head}{next}");
                if longer.len() >= key_length(&longer) {
                    firsts.insert(cut(&longer));
                } else if parts.binary_search(next).is_ok() && longer.len() > head.len() {
                    open.push(longer.clone());
                    firsts.insert(longer);
                } else {
                    firsts.insert(longer);
                }
            }
            firsts.insert(head);
        }
        firsts.into_iter().collect()
    }

    /// Bytes that a word of parts has at least: those of the shortest part and one more.
    pub(crate) fn shortest(&self) -> usize {
        self.parts.keys().map(|part| part.len()).min().unwrap_or(0) + 1
    }

    /// Takes a folded word apart; `None` where it is not wholly made of parts.
    ///
    /// Time is linear in the word: each place is tried once.
    pub(crate) fn split(&self, word: &str) -> Option<Parts> {
        if word.len() > LONGEST {
            return None;
        }
        if let Some(parts) = self.cover(word, false) {
            return Some(Parts { parts, is_ordinal: false });
        }
        if let Some(parts) = self.cover(word, true) {
            return Some(Parts { parts, is_ordinal: true });
        }
        for ending in &self.endings {
            let Some(stem) = word.strip_suffix(ending.as_ref()).filter(|stem| !stem.is_empty()) else { continue };
            if let Some(parts) = self.cover(stem, false) {
                return Some(Parts { parts, is_ordinal: true });
            }
        }
        None
    }

    /// The parts that cover `word`, the last one ordinal where asked for.
    fn cover(&self, word: &str, ends_ordinal: bool) -> Option<PartList> {
        // began[i]: where the part that ends at i began, working from the front; the longest part wins by order.
        let mut began = [NOWHERE; LONGEST + 1];
        let bytes = word.as_bytes();
        for start in 0..word.len() {
            if start > 0 && began.get(start).is_none_or(|from| *from == NOWHERE) {
                continue;
            }
            let mut lengths = bytes.get(start).and_then(|byte| self.lengths.get(*byte as usize)).copied().unwrap_or(0);
            while lengths != 0 {
                let end = start + lengths.trailing_zeros() as usize;
                lengths &= lengths - 1;
                let Some((_, is_ordinal)) = word.get(start..end).and_then(|piece| self.parts.get(piece)) else {
                    continue;
                };
                if *is_ordinal != (ends_ordinal && end == word.len()) {
                    continue;
                }
                if let Some(place) = began.get_mut(end).filter(|place| **place == NOWHERE) {
                    *place = start as u8;
                }
            }
        }
        let mut parts = PartList::new();
        let mut end = word.len();
        while end > 0 {
            let start = began.get(end).copied().filter(|start| *start != NOWHERE)? as usize;
            parts.push(self.parts.get(word.get(start..end)?)?.0);
            end = start;
        }
        parts.reverse();
        Some(parts)
    }
}

/// Bytes of a word that the filter looks at.
fn key_length(word: &str) -> usize {
    if word.bytes().next().is_some_and(|byte| byte.is_ascii()) { FUSED_KEY } else { 2 * FUSED_KEY }
}

/// The first whole letters of a word, enough for the filter.
fn cut(word: &str) -> String {
    let mut end = key_length(word).min(word.len());
    while !word.is_char_boundary(end) {
        end += 1;
    }
    word.get(..end).unwrap_or(word).to_owned()
}

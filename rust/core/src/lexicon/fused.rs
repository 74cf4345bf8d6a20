//! Number words written together: duecentotrentasette, fünfundzwanzigtausend, двотисячний.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::Table;
use super::image::{Reader, Writer};
use super::role::Role;
use super::source::Entry;
use crate::decimal::Decimal;

/// The longest fused word that is tried, in bytes: an ordinal below 10^12, inflected in every part, has some 420.
const LONGEST: usize = 511;

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
    words: Table,
    /// By the number of the part, what it does and whether it is an ordinal; the first is none.
    parts: Vec<(Part, bool)>,
    endings: Vec<Box<str>>,
    /// By first byte, the lengths of the parts that begin with it, as bits.
    lengths: Vec<u64>,
    /// Whether every part of an ordinal is itself ordinal, not only the last.
    pub(crate) ordinal_parts: bool,
}

impl Fused {
    /// Appends the parts that `entries` name and the ordinal `endings` to an image.
    pub(crate) fn write(entries: &[&Entry], endings: &[&str], image: &mut Writer) {
        let mut parts: Vec<(&str, Part, bool)> = Vec::new();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        for entry in entries {
            let (whole, fraction) = entry.key.split_once('.').unwrap_or((&entry.key, ""));
            let Some(value) = Decimal::from_digits(whole, fraction).filter(|value| value.is_whole()) else { continue };
            let hundred = Decimal::from(100);
            // "стодесятитысячный": the ten thousandth is itself of parts, and so is every one between the scales.
            let is_of_parts = entry.role == Role::Ordinal
                && value.is_power_of_ten()
                && value > hundred
                && value.mantissa().ilog10() % 3 != 0;
            if is_of_parts || entry.words.contains([' ', '-']) {
                continue;
            }
            let is_scale = entry.role == Role::Scale
                || entry.role != Role::Cardinal && value >= hundred && value.is_power_of_ten();
            let part = if is_scale { Part::Scale(value) } else { Part::Add(value) };
            let is_ordinal = entry.role == Role::Ordinal;
            let place = *places.entry(&entry.words).or_insert(parts.len());
            match parts.get_mut(place) {
                None => parts.push((&entry.words, part, is_ordinal)),
                // A cardinal keeps its place over an ordinal of the same letters.
                Some(known) if known.2 && !is_ordinal => *known = (&entry.words, part, false),
                Some(_) => {}
            }
        }
        Table::write(parts.iter().map(|(word, _, _)| *word), image);
        for (_, part, is_ordinal) in &parts {
            let (Part::Add(value) | Part::Scale(value)) = part;
            image.number(u64::from(*is_ordinal) << 1 | u64::from(matches!(part, Part::Scale(_))));
            image.wide(value.mantissa());
        }
        image.texts(endings.iter().copied());
    }

    /// What [`Fused::write`] wrote.
    pub(crate) fn read(image: &mut Reader, ordinal_parts: bool) -> Self {
        let words = Table::read(image);
        let mut lengths = vec![0; 256];
        for word in words.iter().filter(|word| word.len() < 64) {
            let first = word.bytes().next().unwrap_or(0);
            if let Some(lengths) = lengths.get_mut(usize::from(first)) {
                *lengths |= 1 << word.len();
            }
        }
        let mut parts = vec![(Part::Add(Decimal::ZERO), false)];
        parts.extend((0..words.len()).map(|_| {
            let (sort, value) = (image.number(), Decimal::new(image.wide(), 0).unwrap_or(Decimal::ZERO));
            (if sort & 1 == 1 { Part::Scale(value) } else { Part::Add(value) }, sort >> 1 == 1)
        }));
        Self { words, parts, endings: image.texts(), lengths, ordinal_parts }
    }

    /// The part that a piece of a word is, and whether it is an ordinal.
    fn part(&self, piece: &str) -> Option<&(Part, bool)> {
        match self.words.find(piece) {
            0 => None,
            number => self.parts.get(number as usize),
        }
    }

    /// Every part as written, and whether it is an ordinal.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&str, bool)> {
        self.words.iter().zip(self.parts.iter().skip(1)).map(|(word, (_, is_ordinal))| (word, *is_ordinal))
    }

    /// What makes an ordinal of parts.
    pub(crate) fn endings(&self) -> impl Iterator<Item = &str> {
        self.endings.iter().map(AsRef::as_ref)
    }

    /// Bytes that a word of parts has at least: those of the shortest part and one more.
    pub(crate) fn shortest(&self) -> usize {
        self.words.iter().map(str::len).min().unwrap_or(0) + 1
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
        // long[i]: how long the part is that ends at i, 0 where none does, working from the front; the longest part wins by
        // order.
        let mut long = [0_u8; LONGEST + 1];
        let bytes = word.as_bytes();
        for start in 0..word.len() {
            if start > 0 && long.get(start).is_none_or(|length| *length == 0) {
                continue;
            }
            let mut lengths = bytes.get(start).and_then(|byte| self.lengths.get(*byte as usize)).copied().unwrap_or(0);
            while lengths != 0 {
                let length = lengths.trailing_zeros();
                let end = start + length as usize;
                lengths &= lengths - 1;
                let Some((_, is_ordinal)) = word.get(start..end).and_then(|piece| self.part(piece)) else {
                    continue;
                };
                if *is_ordinal != (ends_ordinal && (self.ordinal_parts || end == word.len())) {
                    continue;
                }
                if let Some(place) = long.get_mut(end).filter(|place| **place == 0) {
                    *place = length as u8;
                }
            }
        }
        let mut parts = PartList::new();
        let mut end = word.len();
        while end > 0 {
            let start = end - long.get(end).copied().filter(|length| *length > 0)? as usize;
            parts.push(self.part(word.get(start..end)?)?.0);
            end = start;
        }
        parts.reverse();
        Some(parts)
    }
}

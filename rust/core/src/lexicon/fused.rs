//! Number words written together: duecentotrentasette, fünfundzwanzigtausend, двотисячний.

use rustc_hash::FxHashMap;

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

/// A fused word taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub(crate) parts: Vec<Part>,
    pub(crate) is_ordinal: bool,
}

/// The parts of a language's fused number words.
#[derive(Debug, Default)]
pub(crate) struct Fused {
    parts: FxHashMap<Box<str>, (Part, bool)>,
    endings: Vec<Box<str>>,
    longest: usize,
}

impl Fused {
    pub(crate) fn new(entries: &[&Entry], endings: &[&str]) -> Self {
        let mut fused = Self { endings: endings.iter().map(|ending| (*ending).into()).collect(), ..Self::default() };
        for entry in entries {
            let Some((whole, fraction)) = entry.key.split_once('.').or(Some((&entry.key, ""))) else { continue };
            let Some(value) = Decimal::from_digits(whole, fraction).filter(|value| value.is_whole()) else { continue };
            if entry.words.contains([' ', '-']) {
                continue;
            }
            let hundred = Decimal::from(100);
            let is_scale = entry.role == Role::Scale || entry.role != Role::Cardinal && value >= hundred && is_power(value);
            let part = if is_scale { Part::Scale(value) } else { Part::Add(value) };
            let is_ordinal = entry.role == Role::Ordinal;
            // A cardinal keeps its place over an ordinal of the same letters.
            let known = fused.parts.entry(entry.words.as_str().into()).or_insert((part, is_ordinal));
            if known.1 && !is_ordinal {
                *known = (part, false);
            }
            fused.longest = fused.longest.max(entry.words.len());
        }
        fused
    }

    /// The words by which a fused word may open.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = &str> {
        let mut all: Vec<&str> = self.parts.iter().filter(|(_, (_, is_ordinal))| !is_ordinal).map(|(word, _)| word.as_ref()).collect();
        all.sort_unstable();
        all.into_iter()
    }

    /// Takes a folded word apart; `None` where it is not wholly made of parts.
    ///
    /// Time is linear in the word: each place is tried once, longest part first.
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
    fn cover(&self, word: &str, ends_ordinal: bool) -> Option<Vec<Part>> {
        // reached[i]: where the part that ends at i began, working from the front; longest parts win by order.
        let mut reached: Vec<Option<(usize, Part)>> = vec![None; word.len() + 1];
        let mut open = vec![false; word.len() + 1];
        *open.first_mut()? = true;
        for start in 0..word.len() {
            if !open.get(start).copied().unwrap_or(false) || !word.is_char_boundary(start) {
                continue;
            }
            let reach = (start + self.longest).min(word.len());
            for end in start + 1..=reach {
                let Some(piece) = word.get(start..end) else { continue };
                let Some((part, is_ordinal)) = self.parts.get(piece) else { continue };
                if *is_ordinal != (ends_ordinal && end == word.len()) {
                    continue;
                }
                let (Some(place), Some(gate)) = (reached.get_mut(end), open.get_mut(end)) else { continue };
                if place.is_none() {
                    *place = Some((start, *part));
                    *gate = true;
                }
            }
        }
        let mut parts = Vec::new();
        let mut end = word.len();
        while end > 0 {
            let (start, part) = reached.get(end).copied().flatten()?;
            parts.push(part);
            end = start;
        }
        parts.reverse();
        Some(parts)
    }
}

/// Whether the number is a one with noughts after it.
fn is_power(value: Decimal) -> bool {
    let mut rest = value.mantissa();
    while rest > 9 && rest % 10 == 0 {
        rest /= 10;
    }
    rest == 1
}

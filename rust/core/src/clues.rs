//! Function words and letters that speak for a language, asked for as they are written.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::known::{ODD, ends, mix};
use crate::letters::cases;
use crate::lexicon::Firsts;
use crate::lexicon::image::{Reader, Writer};

/// A set of languages: a bit for the place of each among all.
pub(crate) type Languages = u64;

/// The longest function word that is looked up: six letters of two bytes or twelve of one.
const LONGEST: usize = 12;

/// Function words and letters of every language, as sets of languages.
#[derive(Debug, Default)]
pub(crate) struct Clues {
    /// What may be a function word: nearly no other word is asked for further.
    filter: Firsts,
    words: FxHashMap<u64, Languages>,
    letters: Letters,
    /// Languages whose texts always have letters that they alone have.
    pub(crate) never_without: Languages,
}

impl Clues {
    /// What is in the image that [`image`] made.
    pub(crate) fn load(image: &[u8]) -> Self {
        let mut image = Reader::new(image);
        let never_without = image.number();
        let keys = image.cells();
        let words: FxHashMap<u64, Languages> = keys.iter().map(|key| (*key, image.number())).collect();
        let mut letters = Letters::up_to(image.number() as usize);
        for _ in 0..image.number() {
            letters.fill(image.number() as usize, image.number() as usize, image.number());
        }
        Self { filter: Firsts::of(keys.iter().copied()), words, letters, never_without }
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
        self.letters.of(letter as usize)
    }
}

/// The languages of each letter by its code point, in pages, of which those all of one script are the same one: all of Han is in
/// the processor's first cache.
#[derive(Debug, Default)]
struct Letters {
    /// The page of so many code points.
    pages: Vec<u16>,
    /// The first is of no language.
    sets: Vec<[Languages; PAGE]>,
}

/// Code points of a page.
const PAGE: usize = 64;

impl Letters {
    /// No letters yet, but room for those before code point `end`.
    fn up_to(end: usize) -> Self {
        Self { pages: vec![0; end.div_ceil(PAGE)], sets: vec![[0; PAGE]] }
    }

    /// Takes the letters of `count` code points from `first` on for those of `languages`.
    fn fill(&mut self, first: usize, count: usize, languages: Languages) {
        let end = first + count;
        let whole = first.div_ceil(PAGE)..first.div_ceil(PAGE).max(end / PAGE);
        self.fill_part(first, end.min(whole.start * PAGE), languages);
        self.fill_part(whole.end * PAGE, end, languages);
        if whole.is_empty() {
            return;
        }
        let same = self.sets.iter().position(|set| *set == [languages; PAGE]);
        let page = same.unwrap_or_else(|| {
            self.sets.push([languages; PAGE]);
            self.sets.len() - 1
        });
        if let Some(pages) = self.pages.get_mut(whole) {
            pages.fill(page as u16);
        }
    }

    /// The same for the code points from `from` to `to`, which stand in one page, if there are any.
    fn fill_part(&mut self, from: usize, to: usize, languages: Languages) {
        let Some(page) = self.pages.get_mut(from / PAGE).filter(|_| from < to) else { return };
        if *page == 0 {
            *page = self.sets.len() as u16;
            self.sets.push([0; PAGE]);
        }
        let cells = self.sets.get_mut(usize::from(*page)).and_then(|set| set.get_mut(from % PAGE..));
        if let Some(cells) = cells.and_then(|cells| cells.get_mut(..to - from)) {
            cells.fill(languages);
        }
    }

    #[inline]
    fn of(&self, letter: usize) -> Languages {
        let page = self.pages.get(letter / PAGE).copied().unwrap_or(0);
        self.sets.get(usize::from(page)).and_then(|set| set.get(letter % PAGE)).copied().unwrap_or(0)
    }
}

/// What a lexicon says of its language's words and letters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Function words.
    pub(crate) words: Vec<String>,
    /// Letters that few other languages have.
    pub(crate) letters: String,
    /// Letters from one to another: `가-힣`.
    pub(crate) scripts: Vec<String>,
    /// Whether every text has letters that no other language has.
    pub(crate) never_without: bool,
}

impl Told {
    /// All letters, small and capital.
    fn letters(&self) -> impl Iterator<Item = char> {
        let ranges = self.scripts.iter().filter_map(|range| {
            let (first, last) = range.split_once('-')?;
            Some(first.chars().next()?..=last.chars().next()?)
        });
        self.letters
            .chars()
            .chain(ranges.flatten())
            .flat_map(|letter| [letter].into_iter().chain(letter.to_uppercase()))
    }
}

/// The image of the words and letters of each language, by its place among all.
#[allow(dead_code, reason = "the build script makes images and the library loads them")]
pub(crate) fn image(languages: &[Told]) -> Vec<u8> {
    let mut words: BTreeMap<u64, Languages> = BTreeMap::new();
    let mut letters: BTreeMap<char, Languages> = BTreeMap::new();
    for (place, told) in languages.iter().enumerate() {
        for spelling in told.words.iter().flat_map(|word| spellings(word)) {
            *words.entry(key(spelling.as_bytes())).or_default() |= 1 << place;
        }
        for letter in told.letters() {
            *letters.entry(letter).or_default() |= 1 << place;
        }
    }
    // Runs of letters that the same languages have: first letter, letters, languages.
    let mut runs: Vec<(u64, u64, Languages)> = Vec::new();
    for (letter, languages) in &letters {
        match runs.last_mut() {
            Some((first, count, same)) if *first + *count == u64::from(*letter) && same == languages => *count += 1,
            _ => runs.push((u64::from(*letter), 1, *languages)),
        }
    }
    let mut image = Writer::default();
    let never_without = languages.iter().zip(0..).filter(|(told, _)| told.never_without);
    image.number(never_without.fold(0, |all, (_, place)| all | 1 << place));
    image.cells(&words.keys().copied().collect::<Vec<_>>());
    for languages in words.values() {
        image.number(*languages);
    }
    image.number(letters.last_key_value().map_or(0, |(last, _)| u64::from(*last) + 1));
    image.number(runs.len() as u64);
    for (first, count, languages) in runs {
        image.number(first);
        image.number(count);
        image.number(languages);
    }
    image.into_bytes()
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

/// The ways in which a function word is written, as far as it is looked up.
fn spellings(word: &str) -> impl Iterator<Item = String> {
    cases(word).into_iter().filter(|spelling| spelling.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_letters_speak_for_their_languages_however_they_are_written() {
        let told = |words: &[&str], letters: &str, scripts: &[&str]| Told {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            letters: letters.to_owned(),
            scripts: scripts.iter().map(|range| (*range).to_owned()).collect(),
            never_without: !scripts.is_empty(),
        };
        let languages = [told(&["um", "até"], "ãõ", &["가-힣"]), told(&["um", "la"], "õñ", &[])];
        let clues = Clues::load(&image(&languages));
        for (place, told) in languages.iter().enumerate() {
            for spelling in told.words.iter().flat_map(|word| spellings(word)) {
                assert!(clues.of_word(&spelling) >> place & 1 == 1, "{place} {spelling}");
            }
            for letter in told.letters() {
                assert!(clues.of_letter(letter) >> place & 1 == 1, "{place} {letter}");
            }
        }
        assert_eq!(clues.never_without, 1);
        assert_eq!(["um", "Até", "ATÉ", "la", "zzyzx"].map(|word| clues.of_word(word)), [3, 1, 1, 2, 0]);
        assert_eq!(['ã', 'õ', 'ñ', 'é', '二', '글'].map(|letter| clues.of_letter(letter)), [1, 3, 2, 0, 0, 1]);
    }
}

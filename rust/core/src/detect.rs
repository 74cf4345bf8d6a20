//! Which language a text is in: letters and function words first, a trigram model where they say nothing.

use std::sync::OnceLock;

use crate::clues::{Clues, Languages};
use crate::letters;
use crate::lexicon::trial;
use crate::library::{CLUES, LANGUAGES, TRIAL};
use crate::stages::fold::{fold_into, is_space};

/// Words that are looked at before the language is told.
const ENOUGH_WORDS: usize = 48;
/// Words between two looks at whether the language is clear by now.
const CHECKED_EVERY: usize = 8;
/// Words of a text without clear clues that every language is asked for.
const ENOUGH_TRIED: usize = 40;
/// Letters of scripts that part no words, or of few languages, that say enough: no Japanese goes on so long without kana.
const ENOUGH_LETTERS: usize = 160;
/// Such letters that a paragraph must begin with to go on in its language.
const ENOUGH_OWN: u32 = 16;
/// What the clues of one language must come to before it is told by them alone: some six words of grammar.
const CLEAR: u32 = 12;
/// Function words of its language that a paragraph must have to go on in it.
const ENOUGH_HITS: u32 = 2;
/// Characters that the trigram model is given.
const ENOUGH_CHARACTERS: usize = 800;
/// The longest word that is counted, in bytes, and the letters of a longer one that are: some scripts part no words.
const LONGEST_WORD: usize = 64;

/// Those of all languages.
fn clues() -> &'static Clues {
    static LOADED: OnceLock<Clues> = OnceLock::new();
    LOADED.get_or_init(|| Clues::load(CLUES))
}

/// How sure the clues are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guess {
    /// Place of the language in [`LANGUAGES`].
    pub(crate) language: usize,
    /// Whether its clues outweigh those of every other language clearly.
    pub(crate) is_sure: bool,
    /// Whether another language has as many.
    pub(crate) is_tied: bool,
}

/// How far the function words and letters of a text speak for each language.
pub(crate) type Scores = [u32; 64];

/// Adds `weight` to the score of each of the languages.
fn give(scores: &mut Scores, mut languages: Languages, weight: u32) {
    while languages != 0 {
        if let Some(score) = scores.get_mut(languages.trailing_zeros() as usize) {
            *score += weight;
        }
        languages &= languages - 1;
    }
}

/// What a letter that these languages have says for each: more where it is one alone.
fn weight_of(languages: Languages) -> u32 {
    if languages.count_ones() == 1 { 3 } else { 1 }
}

/// The scores of `text`.
pub(crate) fn clue_scores(text: &str) -> Scores {
    let clues = clues();
    let mut scores = [0u32; 64];
    let (mut words, mut letters, mut own) = (0, 0, 0);
    for word in letters::words(text) {
        words += 1;
        let is_enough = words > ENOUGH_WORDS || letters > ENOUGH_LETTERS;
        if is_enough || words % CHECKED_EVERY == 0 && is_clear(&scores) {
            break;
        }
        let languages = clues.of_word(word);
        // A word that one language alone has says more.
        give(&mut scores, languages, if languages.count_ones() == 1 { 4 } else { 2 });
        if word.is_ascii() {
            continue;
        }
        letters += if is_wide(word) { word.len().min(3 * LONGEST_WORD) / 3 } else { 0 };
        // Letters of the same languages stand together, as nearly always: given at once.
        let (mut same, mut count) = (0, 0);
        for letter in word.chars().take(LONGEST_WORD).filter(|c| !c.is_ascii()) {
            let languages = clues.of_letter(letter);
            if languages != same {
                give(&mut scores, same, weight_of(same) * count);
                (same, count) = (languages, 0);
            }
            count += 1;
            own |= if languages.count_ones() == 1 { languages } else { 0 };
        }
        give(&mut scores, same, weight_of(same) * count);
    }
    // Han characters without kana.
    for (score, place) in scores.iter_mut().zip(0..u64::BITS) {
        if (clues.never_without & !own) >> place & 1 == 1 {
            *score = 0;
        }
    }
    scores
}

/// The language that the clues speak for.
pub(crate) fn by_clues(scores: &Scores) -> Option<Guess> {
    let (language, best, second) = leaders(scores);
    (best > 0).then_some(Guess { language, is_sure: best >= CLEAR && best * 4 >= second * 5, is_tied: best == second })
}

/// The first language that most speaks for, what speaks for it, and what speaks for the next one.
fn leaders(scores: &Scores) -> (usize, u32, u32) {
    const LAST: u32 = u64::BITS - 1;
    // Score and place as one number, many at a time: which scores are higher cannot be foreseen.
    let mut keys = *scores;
    for (key, place) in keys.iter_mut().zip(0u32..) {
        *key = *key << LAST.count_ones() | (LAST - place);
    }
    let leader = keys.iter().fold(0, |most, key| most.max(*key));
    let second = keys.iter().fold(0, |most, key| if *key == leader { most } else { most.max(*key) });
    ((LAST - (leader & LAST)) as usize, leader >> LAST.count_ones(), second >> LAST.count_ones())
}

/// Whether one language is so far ahead that more words will not change it.
fn is_clear(scores: &Scores) -> bool {
    const LEAD: u32 = 8;
    let (_, best, second) = leaders(scores);
    best >= second * 2 + LEAD
}

/// Whether a word begins with a letter of one of the scripts of three bytes and more.
fn is_wide(word: &str) -> bool {
    word.bytes().next().is_some_and(|lead| lead >= 0xE0)
}

/// Whether `text` has a function word or two of the language, or begins with letters of its script: a cheap yes for a paragraph
/// like the ones before.
pub(crate) fn agrees(text: &str, language: usize) -> bool {
    let clues = clues();
    let (mut hits, mut letters) = (0, 0);
    let mut has_own = clues.never_without >> language & 1 == 0;
    for word in letters::words(text).take(24) {
        for letter in word.chars().take(if is_wide(word) { LONGEST_WORD } else { 0 }) {
            let languages = clues.of_letter(letter);
            let is_of_it = languages >> language & 1 == 1;
            if languages != 0 && !is_of_it {
                return false;
            }
            letters += u32::from(is_of_it);
            has_own |= is_of_it && languages.count_ones() == 1;
            if letters >= ENOUGH_OWN && has_own {
                return true;
            }
        }
        let languages = clues.of_word(word);
        if languages >> language & 1 == 1 {
            // A word that no other language has says as much as two.
            hits += if languages.count_ones() == 1 { ENOUGH_HITS } else { 1 };
            if hits >= ENOUGH_HITS {
                return true;
            }
        }
    }
    false
}

/// The language that knows most words of a text that its clues do not settle, its clues counted in.
pub(crate) fn by_trial(text: &str, folded: &mut String, clues: &Scores) -> Option<Guess> {
    // Languages that clear clues speak against are not asked.
    let most = clues.iter().max().copied().unwrap_or(0);
    let least = if most < CLEAR { 0 } else { most / 2 };
    let asked = clues.iter().zip(0..u64::BITS).filter(|(clue, _)| **clue >= least);
    let asked: Languages = asked.fold(0, |all, (_, place)| all | 1 << place);
    // They count for half: a word of grammar in one language may be a number in another.
    let mut known = clues.map(|score| score / 2);
    for word in letters::words(text).filter(|word| word.len() <= LONGEST_WORD).take(ENOUGH_TRIED) {
        folded.clear();
        fold_into(word, folded);
        give(&mut known, trial::languages(TRIAL, trial::hash(folded)) & asked, 2);
    }
    let (language, best, second) = leaders(&known);
    (best > 0).then_some(Guess { language, is_sure: false, is_tied: best == second })
}

/// The language that a trigram model of the known languages gives.
pub(crate) fn by_trigrams(text: &str) -> Option<usize> {
    let known: Vec<whatlang::Lang> = LANGUAGES.iter().filter_map(|language| model(language.code)).collect();
    // The model tells a no-break space from a space.
    let sample: String = text.chars().take(ENOUGH_CHARACTERS).map(|c| if is_space(c) { ' ' } else { c }).collect();
    let found = whatlang::Detector::with_allowlist(known).detect(&sample)?;
    LANGUAGES.iter().position(|language| model(language.code) == Some(found.lang()))
}

/// The trigram model of a BCP 47 code: the one that its lexicon names, else found by the English name, which both sides know.
fn model(code: &str) -> Option<whatlang::Lang> {
    let language = LANGUAGES.iter().find(|language| language.code == code)?;
    let named = whatlang::Lang::from_code(language.model);
    named.or_else(|| whatlang::Lang::all().iter().copied().find(|lang| lang.eng_name() == language.name))
}

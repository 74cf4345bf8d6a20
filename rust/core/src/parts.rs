//! The parts of a document by language, paragraph by paragraph.

use std::sync::Arc;

use crate::detect;
use crate::letters;
use crate::lexicon::Lexicon;
use crate::library::{LANGUAGES, Library};

/// A part of a document in one language.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) lexicon: Arc<Lexicon>,
}

/// Letters that the trigram model needs.
const ENOUGH_LETTERS: usize = 24;
/// Letters that it needs to decide between languages that have some words of a text each.
const MANY_LETTERS: usize = 60;

/// Parts the text by language, paragraph by paragraph; neighbours of one language make one part.
pub(crate) fn split_by_language(text: &str, library: &Library, folded: &mut String, parts: &mut Vec<Part>) {
    // A paragraph of no more letters goes with the one before it.
    const SHORT: u32 = 32;
    const ROW: usize = 64;
    let whole = detect_language(text, folded);
    let mut start = 0;
    let mut current: Option<usize> = None;
    let push = |parts: &mut Vec<Part>, start: usize, end: usize, language: Option<usize>| {
        let lexicon = language.map_or_else(|| library.get("und", ""), |place| library.at(place));
        parts.push(Part { start, end, lexicon });
    };
    let mut at = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1).chain(std::iter::once(text.len()));
    for end in ends {
        let paragraph = text.get(at..end).unwrap_or("");
        let expected = current.or(whole);
        // Of a row of a list it is told faster that it has few letters than that it has words of grammar.
        let may_be_long = || end - at > ROW || letters::has_more_letters(paragraph, SHORT);
        if end - at < text.len()
            && end - at > SHORT as usize
            && may_be_long()
            && !expected.is_some_and(|language| detect::agrees(paragraph, language))
            && letters::has_more_letters(paragraph, SHORT)
            && let Some(guess) = detect::by_clues(&detect::clue_scores(paragraph)).filter(|guess| guess.is_sure)
            && expected != Some(guess.language)
        {
            if at > start {
                push(parts, start, at, expected);
                start = at;
            }
            current = Some(guess.language);
        }
        at = end;
    }
    push(parts, start, text.len(), current.or(whole));
}

/// The code of the language that a text is in, as the reader takes it to be where none is given.
pub(crate) fn language(text: &str, folded: &mut String) -> Option<&'static str> {
    let found = detect_language(text, folded)?;
    LANGUAGES.get(found).map(|language| language.code)
}

/// The language of a text: by its clues, then by the words that the lexicons know, then by trigrams.
fn detect_language(text: &str, folded: &mut String) -> Option<usize> {
    let clues = detect::clue_scores(text);
    let guess = detect::by_clues(&clues);
    if let Some(guess) = guess.filter(|guess| guess.is_sure) {
        return Some(guess.language);
    }
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let guess = detect::by_trial(text, folded, &clues).or(guess);
    let has_letters = |count| text.chars().filter(|c| c.is_alphabetic()).nth(count - 1).is_some();
    let asks_model = match guess {
        None => has_letters(ENOUGH_LETTERS),
        Some(guess) => guess.is_tied && has_letters(MANY_LETTERS),
    };
    if asks_model && let Some(language) = detect::by_trigrams(text) {
        return Some(language);
    }
    guess.map(|guess| guess.language)
}

//! One document through the stages, in order: start reading here.

use std::sync::Arc;

use crate::detect;
use crate::draft::Draft;
use crate::figure::Figure;
use crate::kinds::date::Date;
use crate::known::{Known, Memory};
use crate::letters;
use crate::lexicon::{LANGUAGES, Lexicon, Library};
use crate::stages::compose::compose;
use crate::stages::names::mask;
use crate::stages::read::{Number, Style, View, read_all};
use crate::stages::relate::relate;
use crate::stages::scan::{Stretch, scan};
use crate::stages::settle::settle;
use crate::stages::tally::tally;
use crate::token::{Token, tokenize};

/// Buffers that one document leaves for the next.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    folded: String,
    memory: Memory,
    stretches: Vec<Stretch>,
    masked: Vec<bool>,
    numbers: Vec<Number>,
    drafts: Vec<Draft>,
    parts: Vec<Part>,
}

/// Tokens of a stretch that there is room for at first.
const TOKENS: usize = 128;

/// A part of a document in one language.
#[derive(Debug)]
struct Part {
    start: usize,
    end: usize,
    lexicon: Arc<Lexicon>,
}

/// What a document brings besides its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'g> {
    /// Language and region, where they are known.
    pub(crate) lang: Option<(&'g str, &'g str)>,
    pub(crate) date: Option<Date>,
}

/// Appends the figures of `text` to `figures`.
pub(crate) fn read(text: &str, given: Given, library: &Library, buffers: &mut Buffers, figures: &mut Vec<Figure>) {
    let mut parts = std::mem::take(&mut buffers.parts);
    parts.clear();
    match given.lang {
        Some((code, region)) => parts.push(Part { start: 0, end: text.len(), lexicon: library.get(code, region) }),
        None => split_by_language(text, library, &mut buffers.folded, &mut buffers.memory.clues, &mut parts),
    }
    let region = given.lang.map_or("", |(_, region)| region);
    let mut style = None;
    let mut next_tally = 0;
    let first = figures.len();
    for part in &parts {
        buffers.stretches.clear();
        let Buffers { folded, memory, stretches, .. } = buffers;
        scan(text, part.start, part.end, &part.lexicon, folded, &mut memory.anchors, stretches);
        // They borrow from the part's lexicon, so the next document cannot have them.
        let mut tokens: Vec<Token> = Vec::with_capacity(TOKENS);
        for place in 0..buffers.stretches.len() {
            let Some(stretch) = buffers.stretches.get(place).copied() else { break };
            tokens.clear();
            let Buffers { folded, memory, .. } = buffers;
            tokenize(text, stretch.start, stretch.end, &part.lexicon, folded, &mut memory.words, &mut tokens);
            let style = *style.get_or_insert_with(|| {
                if has_open_separator(&tokens) { style_of(text) } else { None }.unwrap_or_default()
            });
            let view = View {
                text,
                tokens: &tokens,
                lexicon: &part.lexicon,
                shared: &library.shared,
                style,
                is_whole: parts.len() == 1 && buffers.stretches.len() == 1 && is_rest_blank(text, stretch),
                region,
            };
            buffers.masked.clear();
            buffers.masked.resize(view.tokens.len(), false);
            mask(&view, &mut buffers.masked);
            buffers.numbers.clear();
            read_all(&view, &buffers.masked, &mut buffers.folded, &mut buffers.numbers);
            if buffers.numbers.is_empty() {
                continue;
            }
            buffers.drafts.clear();
            compose(&view, &buffers.numbers, given.date, &mut buffers.drafts);
            relate(&view, &mut buffers.drafts);
            tally(&view, &mut buffers.drafts, &mut next_tally);
            settle(&view, &mut buffers.drafts);
            finish(&mut buffers.drafts, first, figures);
        }
    }
    buffers.parts = parts;
}

/// Moves the drafts into `figures`; what one is part of is told by its place in the document.
fn finish(drafts: &mut Vec<Draft>, first: usize, figures: &mut Vec<Figure>) {
    let base = (figures.len() - first) as u32;
    let last = drafts.iter().filter_map(|draft| draft.figure.part_of).max();
    let mut places: Vec<Option<u32>> = last.map_or_else(Vec::new, |id| vec![None; id as usize + 1]);
    for (place, draft) in (base..).zip(drafts.iter()) {
        if let Some(slot) = places.get_mut(draft.id as usize) {
            *slot = Some(place);
        }
    }
    for draft in drafts.drain(..) {
        let mut figure = draft.figure;
        figure.part_of = figure.part_of.and_then(|id| places.get(id as usize).copied().flatten());
        figures.push(figure);
    }
}

fn is_rest_blank(text: &str, stretch: Stretch) -> bool {
    const LONGEST: usize = 400;
    let (start, end) = (stretch.start as usize, stretch.end as usize);
    text.len() <= LONGEST
        && text.get(..start).is_some_and(|head| head.trim().is_empty())
        && text.get(end..).is_some_and(|tail| tail.trim().is_empty())
}

/// Whether some digits hold a separator that may group or open decimals.
fn has_open_separator(tokens: &[Token]) -> bool {
    tokens.windows(3).any(|three| match three {
        [_, mark, group] => {
            matches!(mark.first, '.' | ',')
                && mark.is_joined()
                && group.is_digits()
                && group.is_joined()
                && group.length == 3
        }
        _ => false,
    })
}

/// How the document writes its separators, where a number of two marks or of two groups shows it.
fn style_of(text: &str) -> Option<Style> {
    const LOOKED_AT: usize = 1 << 16;
    let bytes = text.as_bytes();
    let bytes = bytes.get(..bytes.len().min(LOOKED_AT))?;
    let mut votes = (0u32, 0u32);
    let mut done = 0;
    for mark in memchr::memchr2_iter(b'.', b',', bytes) {
        let Some(before) = bytes.get(done..mark) else { continue };
        let start = mark - before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        if start == mark || !bytes.get(mark + 1).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let rest = bytes.get(start..)?;
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit() || matches!(**byte, b'.' | b',')).count();
        done = start + length;
        let run = rest.get(..length)?;
        let run = run.strip_suffix(b".").or_else(|| run.strip_suffix(b",")).unwrap_or(run);
        let marks = || run.iter().filter(|byte| matches!(byte, b'.' | b','));
        if marks().count() < 2 {
            continue;
        }
        let groups: Vec<&[u8]> = run.split(|byte| matches!(byte, b'.' | b',')).collect();
        if let (Some(first), Some(last)) = (marks().next(), marks().next_back()) {
            let inner = groups.get(1..groups.len() - 1).unwrap_or(&[]);
            let is_number =
                inner.iter().all(|group| group.len() == 3) && groups.first().is_some_and(|head| head.len() <= 3);
            let grouped_by =
                if first != last || groups.last().is_some_and(|tail| tail.len() == 3) { Some(*first) } else { None };
            match grouped_by.filter(|_| is_number) {
                Some(b',') => votes.0 += 1,
                Some(b'.') => votes.1 += 1,
                _ => {}
            }
        }
    }
    match votes {
        (point, 0) if point > 0 => Some(Style::PointDecimals),
        (0, comma) if comma > 0 => Some(Style::CommaDecimals),
        _ => None,
    }
}

/// Parts the text by language, paragraph by paragraph; neighbours of one language make one part.
fn split_by_language(
    text: &str,
    library: &Library,
    folded: &mut String,
    known: &mut Known<u64>,
    parts: &mut Vec<Part>,
) {
    // A paragraph of no more letters goes with the one before it.
    const SHORT: u32 = 32;
    let whole = detect_language(text, folded, known);
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
        if end - at < text.len() && letters::has_more_letters(paragraph, SHORT) {
            let expected = current.or(whole);
            let agrees = expected.is_some_and(|language| detect::agrees(paragraph, language, folded, known));
            if !agrees
                && let Some(guess) =
                    detect::by_clues(&detect::clue_scores(paragraph, folded, known)).filter(|guess| guess.is_sure)
                && expected != Some(guess.language)
            {
                if at > start {
                    push(parts, start, at, expected);
                    start = at;
                }
                current = Some(guess.language);
            } else if current.is_some() && agrees {
                // The paragraph goes on in the language before it.
            } else if current.is_none() {
                current = whole;
            }
        }
        at = end;
    }
    push(parts, start, text.len(), current.or(whole));
}

/// The code of the language that a text is in, as [`read`] takes it to be where none is given.
pub(crate) fn language(text: &str, buffers: &mut Buffers) -> Option<&'static str> {
    let found = detect_language(text, &mut buffers.folded, &mut buffers.memory.clues)?;
    LANGUAGES.get(found).map(|language| language.code)
}

/// The language of a text: by its clues, then by the words that the lexicons know, then by trigrams.
fn detect_language(text: &str, folded: &mut String, known: &mut Known<u64>) -> Option<usize> {
    let clues = detect::clue_scores(text, folded, known);
    let guess = detect::by_clues(&clues);
    if let Some(guess) = guess.filter(|guess| guess.is_sure) {
        return Some(guess.language);
    }
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    if let Some(language) = detect::by_trial(text, folded, &clues) {
        return Some(language);
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(24).count();
    guess.map(|guess| guess.language).or_else(|| (letters >= 24).then(|| detect::by_trigrams(text)).flatten())
}

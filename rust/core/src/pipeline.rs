//! One document through the stages, in order: start reading here.

use std::ops::Range;

use crate::draft::Draft;
use crate::figure::Figure;
use crate::kinds::date::Date;
use crate::known::Memory;
use crate::lexicon::{Lexicon, Roles};
use crate::library::Library;
use crate::parts::{Part, split_by_language};
use crate::stages::compose::compose;
use crate::stages::names::mask;
use crate::stages::read::{Number, Style, View, read_all};
use crate::stages::relate::relate;
use crate::stages::scan::{Stretch, scan};
use crate::stages::settle::settle;
use crate::stages::tally::tally;
use crate::token::Token;
use crate::tokenize::{MOST_TOKENS, tokenize};

/// Buffers that one document leaves for the next.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    folded: String,
    /// The room of its tokens; there are none between documents.
    tokens: Vec<Token<'static>>,
    memory: Memory,
    stretches: Vec<Stretch>,
    masked: Vec<bool>,
    work: Vec<Work>,
    parts: Vec<Part>,
}

/// What the stages make of one stretch.
#[derive(Debug, Default)]
struct Work {
    numbers: Vec<Number>,
    drafts: Vec<Draft>,
}

/// Stretches that go through the stages together.
const GROUP: usize = 16;

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
        None => split_by_language(text, library, &mut buffers.folded, &mut parts),
    }
    let mut reading =
        Reading { text, given, library, style: None, next_tally: 0, is_one: parts.len() == 1, first: figures.len() };
    let mut stretches = std::mem::take(&mut buffers.stretches);
    for part in &parts {
        stretches.clear();
        scan(
            text,
            part.start,
            part.end,
            &part.lexicon,
            &mut buffers.folded,
            &mut buffers.memory.anchors,
            &mut stretches,
        );
        reading.is_one = reading.is_one && stretches.len() == 1;
        // They borrow from the part's lexicon, so the next document cannot have them.
        let mut tokens: Vec<Token> = std::mem::take(&mut buffers.tokens);
        let mut place = 0;
        while place < stretches.len() {
            place = reading.group(&mut stretches, place, &part.lexicon, buffers, &mut tokens, figures);
        }
        // Of no tokens none borrows: what is left is the room.
        tokens.clear();
        buffers.tokens = tokens.into_iter().map_while(|_| None).collect();
    }
    buffers.stretches = stretches;
    buffers.parts = parts;
}

/// A document on its way through the stages.
struct Reading<'a> {
    text: &'a str,
    given: Given<'a>,
    library: &'a Library,
    /// How it writes its separators, once some were met.
    style: Option<Style>,
    next_tally: u32,
    /// Whether one stretch may be all there is of it.
    is_one: bool,
    /// Where its figures begin.
    first: usize,
}

impl Reading<'_> {
    /// Takes the stretches from `place` on through the stages together, and returns the place of those that are left: the code
    /// of a stage is then fetched once for all of them, where the processor's cache could not hold the code of all stages.
    fn group<'l>(
        &mut self,
        stretches: &mut [Stretch],
        mut place: usize,
        lexicon: &'l Lexicon,
        buffers: &mut Buffers,
        tokens: &mut Vec<Token<'l>>,
        figures: &mut Vec<Figure>,
    ) -> usize {
        let Buffers { folded, memory, masked, work, .. } = buffers;
        let is_whole = self.is_one && stretches.first().is_some_and(|stretch| is_rest_blank(self.text, *stretch));
        tokens.clear();
        // Each one's tokens, and what those can mean.
        let mut parts: [(Range<usize>, Roles); GROUP] = Default::default();
        let mut count = 0;
        for (range, meanings) in &mut parts {
            let Some(stretch) = stretches.get_mut(place).filter(|_| tokens.len() < MOST_TOKENS) else { break };
            let first = tokens.len();
            let next = tokenize(self.text, stretch.start, stretch.end, lexicon, folded, &mut memory.words, tokens);
            *range = first..tokens.len();
            *meanings = Lexicon::meanings_among(tokens.get(range.clone()).unwrap_or(&[]));
            count += 1;
            // What did not fit is a stretch of its own.
            if next < stretch.end {
                stretch.start = next;
            } else {
                place += 1;
            }
        }
        if self.style.is_none() && has_open_separator(tokens) {
            self.style = Some(style_of(self.text).unwrap_or_default());
        }
        let view = |(range, meanings): &(Range<usize>, Roles)| View {
            text: self.text,
            tokens: tokens.get(range.clone()).unwrap_or(&[]),
            lexicon,
            shared: &self.library.shared,
            style: self.style.unwrap_or_default(),
            is_whole,
            region: self.given.lang.map_or("", |(_, region)| region),
            meanings: *meanings,
        };
        work.resize_with(work.len().max(GROUP), Work::default);
        let in_use = || parts.iter().take(count);
        masked.clear();
        masked.resize(tokens.len(), false);
        for part in in_use() {
            mask(&view(part), masked.get_mut(part.0.clone()).unwrap_or(&mut []));
        }
        for (part, Work { numbers, drafts }) in in_use().zip(work.iter_mut()) {
            numbers.clear();
            drafts.clear();
            read_all(&view(part), masked.get(part.0.clone()).unwrap_or(&[]), folded, numbers);
        }
        for (part, Work { numbers, drafts }) in in_use().zip(work.iter_mut()) {
            compose(&view(part), numbers, self.given.date, drafts);
        }
        // Where nouns stand for one, a stretch without numbers may hold figures.
        let may_relate = |work: &Work| lexicon.switches.counts_ones || !work.drafts.is_empty();
        for (part, Work { drafts, .. }) in in_use().zip(work.iter_mut()).filter(|(_, work)| may_relate(work)) {
            relate(&view(part), drafts);
        }
        let mut next_tally = self.next_tally;
        for (part, Work { drafts, .. }) in in_use().zip(work.iter_mut()).filter(|(_, work)| !work.drafts.is_empty()) {
            tally(&view(part), drafts, &mut next_tally);
            settle(&view(part), drafts);
            finish(drafts, self.first, figures);
        }
        self.next_tally = next_tally;
        place
    }
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

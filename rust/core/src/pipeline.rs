//! Documents through the stages, in order: start reading here.

use std::ops::Range;

use crate::draft::Draft;
use crate::figure::Figure;
use crate::kinds::date::Date;
use crate::known::Memory;
use crate::letters::is_short;
use crate::lexicon::{Lexicon, Roles};
use crate::library::Library;
use crate::parts::{Part, split_by_language};
use crate::stages::compose::compose;
use crate::stages::currency::{self, OPENING};
use crate::stages::names::mask;
use crate::stages::read::{Number, View, read_all};
use crate::stages::relate::relate;
use crate::stages::scan::{Stretch, scan};
use crate::stages::settle::settle;
use crate::stages::tally::{Blocks, tally};
use crate::style::{DateOrder, Style, has_open_separator, has_slashed_date};
use crate::token::Token;
use crate::tokenize::tokenize;

/// Buffers that some documents leave for the next.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    folded: String,
    /// The room of their tokens; there are none between documents.
    tokens: Vec<Token<'static>>,
    memory: Memory,
    stretches: Vec<Stretch>,
    masked: Vec<bool>,
    work: Vec<Work>,
    blocks: Blocks,
    parts: Vec<Part>,
    figures: Vec<Figure>,
    spare: Vec<Vec<Figure>>,
}

/// What the stages make of one stretch.
#[derive(Debug, Default)]
struct Work {
    numbers: Vec<Number>,
    drafts: Vec<Draft>,
}

/// Stretches that go through the stages together.
const GROUP: usize = 32;
/// Tokens of a group that are enough: of rows of tallies more would fill the processor's cache with what is made of them.
const GROUP_TOKENS: usize = 512;

/// Bytes of documents whose figures may be held back until it is their turn.
const MOST_HELD: usize = 1 << 25;

/// A document, with what it brings besides its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'g> {
    pub(crate) text: &'g str,
    /// Language and region, where they are known.
    pub(crate) lang: Option<(&'g str, &'g str)>,
    pub(crate) date: Option<Date>,
}

/// Hands the figures of each of `documents` to `take` in order, some at a time: the place of the document, how many figures of it
/// were handed over before, and those that come next. Documents without any are not told of.
pub(crate) fn read(
    documents: &[Given],
    library: &Library,
    buffers: &mut Buffers,
    take: &mut dyn FnMut(usize, usize, &mut Vec<Figure>),
) {
    let mut parts = std::mem::take(&mut buffers.parts);
    let mut splits = Vec::with_capacity(documents.len());
    for given in documents {
        let first = parts.len();
        match given.lang {
            Some((code, region)) => {
                parts.push(Part { start: 0, end: given.text.len(), lexicon: library.get(code, region) });
            }
            None => split_by_language(given.text, library, &mut buffers.folded, &mut parts),
        }
        splits.push(first..parts.len());
    }
    let order = order_of(documents, &splits, &parts);
    let mut reading = Reading {
        library,
        documents: Vec::with_capacity(documents.len()),
        told: vec![Told::default(); documents.len()],
        pieces: Vec::new(),
        members: Vec::with_capacity(GROUP),
        output: Output {
            figures: std::mem::take(&mut buffers.figures),
            document: 0,
            before: 0,
            order: &order,
            held: Vec::new(),
            spare: std::mem::take(&mut buffers.spare),
            take,
        },
    };
    // They borrow from the lexicons of the parts, so the next documents cannot have them.
    let mut tokens: Vec<Token> = std::mem::take(&mut buffers.tokens);
    let mut done = 0;
    for place in 0..documents.len() {
        let place = order.get(place).copied().unwrap_or(place);
        if let (Some(given), Some(split)) = (documents.get(place), splits.get(place)) {
            reading.scan(*given, parts.get(split.clone()).unwrap_or(&[]), buffers);
        }
        // At once, while the text is in the processor's cache.
        while reading.pieces.len() >= done + GROUP {
            done = reading.group(done, buffers, &mut tokens);
        }
    }
    while done < reading.pieces.len() {
        done = reading.group(done, buffers, &mut tokens);
    }
    reading.output.hand_over();
    reading.output.let_go();
    (buffers.figures, buffers.spare) = (reading.output.figures, reading.output.spare);
    // Of no tokens none borrows: what is left is the room.
    tokens.clear();
    buffers.tokens = tokens.into_iter().map_while(|_| None).collect();
    parts.clear();
    buffers.parts = parts;
}

/// A document on its way through the stages.
#[derive(Clone, Copy, Debug)]
struct Open<'a> {
    given: Given<'a>,
    /// How it writes its separators, once some were met.
    style: Option<Style>,
    /// How it writes its dates, once one was met that either order fits.
    order: Option<DateOrder>,
    /// Whether one stretch is all there is of it.
    is_whole: bool,
    /// The lexicon of what it begins with.
    lexicon: Option<&'a Lexicon>,
}

/// What a document has told up to a stretch.
#[derive(Clone, Debug, Default)]
struct Told {
    /// The tally that comes next.
    next_tally: u32,
    currencies: currency::Known,
}

/// A stretch to read, of the document at this place.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    document: usize,
    lexicon: &'a Lexicon,
    stretch: Stretch,
}

/// One of the stretches that go through the stages together: its tokens, and what those can mean.
#[derive(Clone, Debug)]
struct Member<'a> {
    document: usize,
    lexicon: &'a Lexicon,
    tokens: Range<usize>,
    meanings: Roles,
}

/// Documents on their way through the stages.
struct Reading<'a> {
    library: &'a Library,
    documents: Vec<Open<'a>>,
    /// What was told in each so far.
    told: Vec<Told>,
    pieces: Vec<Piece<'a>>,
    members: Vec<Member<'a>>,
    output: Output<'a>,
}

impl<'a> Reading<'a> {
    /// Takes the stretches of the next document, of which `parts` are, among the pieces.
    fn scan(&mut self, given: Given<'a>, parts: &'a [Part], buffers: &mut Buffers) {
        let (document, first) = (self.documents.len(), self.pieces.len());
        let Buffers { folded, memory, stretches, .. } = buffers;
        for Part { start, end, lexicon } in parts {
            stretches.clear();
            scan(given.text, *start, *end, lexicon, folded, memory, stretches);
            self.pieces.extend(stretches.iter().map(|stretch| Piece { document, lexicon, stretch: *stretch }));
        }
        let is_whole = match self.pieces.get(first..) {
            Some([only]) if parts.len() == 1 => is_rest_blank(given.text, only.stretch),
            _ => false,
        };
        let lexicon = parts.first().map(|part| part.lexicon.as_ref());
        self.documents.push(Open { given, style: None, order: None, is_whole, lexicon });
    }

    /// Takes the pieces from `place` on through the stages together, and returns the place of those that are left: the code of
    /// a stage is then fetched once for all of them, where the processor's cache could not hold the code of all stages.
    fn group(&mut self, mut place: usize, buffers: &mut Buffers, tokens: &mut Vec<Token<'a>>) -> usize {
        let Self { library, documents, told, pieces, members, output } = self;
        let Buffers { folded, memory, masked, work, blocks, .. } = buffers;
        tokens.clear();
        members.clear();
        while let Some(piece) = pieces.get_mut(place)
            && let Some(open) = documents.get_mut(piece.document)
            && members.len() < GROUP
            && tokens.len() < GROUP_TOKENS
        {
            let (text, Stretch { start, end }) = (open.given.text, piece.stretch);
            let first = tokens.len();
            let next = tokenize(text, start, end, piece.lexicon, folded, &mut memory.words, tokens);
            let own = tokens.get(first..).unwrap_or(&[]);
            if open.style.is_none() && has_open_separator(own) {
                open.style = Some(Style::of(text).unwrap_or_default());
            }
            if piece.lexicon.switches.month_first && open.order.is_none() && has_slashed_date(own) {
                open.order = Some(DateOrder::of(text));
            }
            let meanings = Lexicon::meanings_among(own);
            let (document, lexicon) = (piece.document, piece.lexicon);
            members.push(Member { document, lexicon, tokens: first..tokens.len(), meanings });
            // What did not fit is a stretch of its own.
            if next < end {
                piece.stretch.start = next;
            } else {
                place += 1;
            }
        }
        work.resize_with(work.len().max(GROUP), Work::default);
        masked.clear();
        masked.resize(tokens.len(), false);
        let view = |member: &Member<'a>, open: &Open<'a>| View {
            text: open.given.text,
            tokens: tokens.get(member.tokens.clone()).unwrap_or(&[]),
            lexicon: member.lexicon,
            shared: &library.shared,
            style: open.style.unwrap_or_default(),
            order: open.order.unwrap_or_default(),
            is_whole: open.is_whole,
            region: open.given.lang.map_or("", |(_, region)| region),
            meanings: member.meanings,
        };
        let views =
            || members.iter().filter_map(|member| Some((member, view(member, documents.get(member.document)?))));
        for (member, view) in views() {
            mask(&view, masked.get_mut(member.tokens.clone()).unwrap_or(&mut []));
        }
        for ((member, view), Work { numbers, drafts }) in views().zip(work.iter_mut()) {
            numbers.clear();
            drafts.clear();
            read_all(&view, masked.get(member.tokens.clone()).unwrap_or(&[]), folded, numbers);
        }
        for ((member, view), Work { numbers, drafts }) in views().zip(work.iter_mut()) {
            let date = documents.get(member.document).and_then(|open| open.given.date);
            compose(&view, numbers, date, drafts);
        }
        for ((_, view), Work { drafts, .. }) in views().zip(work.iter_mut()) {
            // Where nouns stand for one, a stretch without numbers may hold figures.
            if view.lexicon.switches.counts_ones || !drafts.is_empty() {
                relate(&view, drafts);
            }
        }
        for ((member, view), Work { drafts, .. }) in
            views().zip(work.iter_mut()).filter(|(_, work)| !work.drafts.is_empty())
        {
            let mut unheard = Told::default();
            let told = told.get_mut(member.document).unwrap_or(&mut unheard);
            tally(&view, drafts, &mut told.next_tally, blocks);
            settle(&view, drafts);
            currency::settle(&view, drafts, &mut told.currencies, || {
                let mut tokens = Vec::new();
                let end = (0..=OPENING.min(view.text.len())).rev().find(|end| view.text.is_char_boundary(*end));
                let opened = documents.get(member.document).and_then(|open| open.lexicon);
                let lexicon = opened.unwrap_or(view.lexicon);
                tokenize(view.text, 0, end.unwrap_or(0) as u32, lexicon, folded, &mut memory.words, &mut tokens);
                currency::countries(&View { tokens: &tokens, lexicon, ..view })
            });
            output.open(member.document);
            finish(drafts, output.before, &mut output.figures);
        }
        output.hand_over();
        place
    }
}

/// The documents in the order of their languages, so that each lexicon is in the processor's cache for many documents at once;
/// empty where they are read as they come: one alone, those of one language, and more text than figures should be held back of.
fn order_of(documents: &[Given], splits: &[Range<usize>], parts: &[Part]) -> Vec<usize> {
    let language =
        |place: usize| splits.get(place).and_then(|split| parts.get(split.start)).map(|part| part.lexicon.serial);
    let first = language(0);
    let bytes: usize = documents.iter().map(|given| given.text.len()).sum();
    if bytes > MOST_HELD || (0..documents.len()).all(|place| language(place) == first) {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by_key(|place| language(*place));
    order
}

/// Where the figures go: a few at a time, so that they are still in the processor's cache where they are put to use.
struct Output<'a> {
    /// Those of one document that were not handed over yet.
    figures: Vec<Figure>,
    /// Its place among those read.
    document: usize,
    /// How many of it were handed over.
    before: usize,
    /// The place of each document read; empty where they are read as they come.
    order: &'a [usize],
    /// Figures whose turn has not come: their document, and how many of it come before.
    held: Vec<(usize, usize, Vec<Figure>)>,
    spare: Vec<Vec<Figure>>,
    take: &'a mut dyn FnMut(usize, usize, &mut Vec<Figure>),
}

impl Output<'_> {
    /// Makes the document read at this place the one that figures are of.
    fn open(&mut self, document: usize) {
        if document != self.document {
            self.hand_over();
            (self.document, self.before) = (document, 0);
        }
    }

    fn hand_over(&mut self) {
        let count = self.figures.len();
        if count == 0 {
            return;
        }
        if let Some(place) = self.order.get(self.document) {
            let room = self.spare.pop().unwrap_or_default();
            self.held.push((*place, self.before, std::mem::replace(&mut self.figures, room)));
        } else {
            (self.take)(self.document, self.before, &mut self.figures);
            self.figures.clear();
        }
        self.before += count;
    }

    /// Hands over what was held back, in the order of the documents.
    fn let_go(&mut self) {
        self.held.sort_by_key(|(document, before, _)| (*document, *before));
        for (document, before, mut figures) in self.held.drain(..) {
            (self.take)(document, before, &mut figures);
            figures.clear();
            self.spare.push(figures);
        }
    }
}

/// Moves the drafts into `figures`, of which `before` stand before in the document; what one is part of is told by its place there.
fn finish(drafts: &mut Vec<Draft>, before: usize, figures: &mut Vec<Figure>) {
    let base = (before + figures.len()) as u32;
    let last = drafts.iter().filter_map(|draft| draft.figure.part_of).max();
    let mut places: Vec<Option<u32>> = last.map_or_else(Vec::new, |id| vec![None; id as usize + 1]);
    for (place, draft) in (base..).zip(drafts.iter()) {
        if let Some(slot) = places.get_mut(draft.id as usize) {
            *slot = Some(place);
        }
    }
    for draft in drafts.iter_mut() {
        let whole = draft.figure.part_of.and_then(|id| places.get(id as usize).copied().flatten());
        draft.figure.part_of = whole;
    }
    figures.extend(drafts.drain(..).map(|draft| draft.figure));
}

fn is_rest_blank(text: &str, stretch: Stretch) -> bool {
    const LONGEST: usize = 400;
    let (start, end) = (stretch.start as usize, stretch.end as usize);
    is_short(text, LONGEST)
        && text.get(..start).is_some_and(|head| head.trim().is_empty())
        && text.get(end..).is_some_and(|tail| tail.trim().is_empty())
}

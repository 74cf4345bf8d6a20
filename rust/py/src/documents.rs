//! Columns of texts in, each document's figures out, one after the other; what cannot be read is told apart.

use figures_core::{Document, Figure, Reader, Scratch};
use pyo3::PyResult;
use pyo3_arrow::input::AnyArray;

use crate::error::guarded;
use crate::input::Strings;

/// Bytes of text that are read together, language after language: with more, the words of each are fetched into the processor's
/// cache less often, but more figures wait for their turn.
const TOGETHER: usize = 1 << 24;
/// Rows that are read together, empty ones among them.
const ROWS_TOGETHER: usize = 1 << 14;

/// Bytes that must have been read before what is in them tells of the rest.
const SAMPLE: usize = 1 << 12;

/// Texts with their languages and dates, row by row.
#[derive(Debug)]
pub(crate) struct Documents {
    texts: Strings,
    langs: Option<Strings>,
    dates: Option<Strings>,
}

/// What a row has to tell: its figures first, if there are any, then that it is done.
pub(crate) enum Row<'a> {
    /// The next of its figures.
    Figures(Found<'a>),
    /// All of it was read.
    Read,
    /// There was no text.
    Null,
    /// Why the text could not be read.
    Rejected(String),
}

/// Some of the figures of a document.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub(crate) text: &'a str,
    /// How many of the document's figures came before.
    pub(crate) before: usize,
    pub(crate) figures: &'a [Figure],
    /// About how many more figures there are in all documents, by what was read of them.
    pub(crate) ahead: usize,
}

/// Rows that are read together.
#[derive(Default)]
struct Batch<'a> {
    /// The first row, and how many there are.
    first: usize,
    rows: usize,
    documents: Vec<Document<'a>>,
    /// The row of each document, and the bytes of text before it.
    places: Vec<(usize, usize)>,
}

impl Documents {
    pub(crate) fn new(texts: AnyArray, langs: Option<AnyArray>, dates: Option<AnyArray>) -> PyResult<Self> {
        let texts = Strings::texts(texts)?;
        let rows = texts.len();
        let langs = Strings::beside("langs", langs, rows)?;
        let dates = Strings::beside("dates", dates, rows)?;
        Ok(Self { texts, langs, dates })
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// Hands what each row has to tell to `take`, in order; false where a row cannot be read, of which nobody knows which one it
    /// is: what was taken has to be forgotten then.
    pub(crate) fn read(&self, reader: &Reader, mut take: impl FnMut(usize, Row<'_>)) -> bool {
        let all: usize = self.texts.iter().flatten().map(str::len).sum();
        let (mut scratch, mut batch, mut bytes, mut seen) = (Scratch::default(), Batch::default(), 0, 0);
        let mut rows = self.rows();
        while batch.fill(&mut rows, &mut bytes) {
            let mut done = batch.first;
            let read = || {
                batch.documents.iter().for_each(panic_if_asked);
                reader.parse_each(&batch.documents, &mut scratch, |place, before, figures| {
                    let (Some(document), Some((row, start))) = (batch.documents.get(place), batch.places.get(place))
                    else {
                        return;
                    };
                    batch.close(&mut done, *row, &mut take);
                    seen += figures.len();
                    let end = start + figures.last().map_or(0, |last| last.span.end as usize);
                    let ahead = all.saturating_sub(end).saturating_mul(seen) / end.max(SAMPLE);
                    take(*row, Row::Figures(Found { text: document.text, before, figures, ahead }));
                });
            };
            if !batch.documents.iter().all(fits) || guarded(read).is_err() {
                return false;
            }
            batch.close(&mut done, batch.first + batch.rows, &mut take);
        }
        true
    }

    /// The same, each row by itself: one that cannot be read is rejected.
    pub(crate) fn read_one_by_one(&self, reader: &Reader, mut take: impl FnMut(usize, Row<'_>)) {
        let (mut scratch, mut figures) = (Scratch::default(), Vec::new());
        for (row, document) in self.rows().enumerate() {
            let Some(document) = document else {
                take(row, Row::Null);
                continue;
            };
            figures.clear();
            if let Err(reason) = read_one(reader, document, &mut scratch, &mut figures) {
                // Half-used memory may be in any state.
                scratch = Scratch::default();
                take(row, Row::Rejected(reason));
                continue;
            }
            if !figures.is_empty() {
                take(row, Row::Figures(Found { text: document.text, before: 0, figures: &figures, ahead: 0 }));
            }
            take(row, Row::Read);
        }
    }

    /// Each row's document, if it has a text.
    fn rows(&self) -> impl Iterator<Item = Option<Document<'_>>> {
        let langs = Strings::told(self.langs.as_ref());
        let dates = Strings::told(self.dates.as_ref());
        let rows = self.texts.iter().zip(langs).zip(dates);
        rows.map(|((text, lang), date)| text.map(|text| Document { text, lang, date }))
    }
}

impl<'a> Batch<'a> {
    /// Takes the next of `rows`, of which `bytes` came before; whether there were any.
    fn fill(&mut self, rows: &mut impl Iterator<Item = Option<Document<'a>>>, bytes: &mut usize) -> bool {
        self.first += self.rows;
        self.rows = 0;
        self.documents.clear();
        self.places.clear();
        let end = *bytes + TOGETHER;
        while *bytes < end
            && self.rows < ROWS_TOGETHER
            && let Some(document) = rows.next()
        {
            if let Some(document) = document {
                self.places.push((self.first + self.rows, *bytes));
                *bytes += document.text.len();
                self.documents.push(document);
            }
            self.rows += 1;
        }
        self.rows > 0
    }

    /// Tells `take` of the rows from `done` up to `until` that they are done.
    fn close(&self, done: &mut usize, until: usize, take: &mut impl FnMut(usize, Row<'_>)) {
        while *done < until {
            let has_text = self.places.binary_search_by_key(done, |(row, _)| *row).is_ok();
            take(*done, if has_text { Row::Read } else { Row::Null });
            *done += 1;
        }
    }
}

/// Appends the figures of one document, or says why it could not be read.
pub(crate) fn read_one(
    reader: &Reader,
    document: Document<'_>,
    scratch: &mut Scratch,
    figures: &mut Vec<Figure>,
) -> Result<(), String> {
    if !fits(&document) {
        return Err("the text is longer than 4 GiB; split it".to_owned());
    }
    guarded(|| {
        panic_if_asked(&document);
        reader.parse_into(document, scratch, figures);
    })
}

/// Places in a text are told in 32 bits.
fn fits(document: &Document<'_>) -> bool {
    u32::try_from(document.text.len()).is_ok()
}

fn panic_if_asked(document: &Document<'_>) {
    if cfg!(feature = "deliberate-panic") {
        assert!(!document.text.contains("panic here"), "a deliberate one");
    }
}

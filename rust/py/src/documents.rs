//! Columns of texts in, each document's figures out, one after the other; what cannot be read is told apart.

use figures_core::{Document, Figure, Reader, Scratch};
use pyo3::PyResult;
use pyo3_arrow::input::AnyArray;

use crate::error::guarded;
use crate::input::Strings;

/// Figures that documents read together may have, about: more of them would not stay in the processor's cache until they are in
/// the table.
const FIGURES: usize = 256;
/// Bytes of text that are read together first, before it is known how many figures stand in so much.
const FIRST: usize = 1 << 14;
/// Bytes that are read together at least, and at most.
const BOUNDS: (usize, usize) = (1 << 12, 1 << 17);

/// Texts with their languages and dates, row by row.
#[derive(Debug)]
pub(crate) struct Documents {
    texts: Strings,
    langs: Option<Strings>,
    dates: Option<Strings>,
}

/// What became of one row.
pub(crate) enum Row<'a> {
    /// There was no text.
    Null,
    /// The text, its figures, and about how many more there may be, by what was read with it.
    Read(&'a str, &'a [Figure], usize),
    /// Why the text could not be read.
    Rejected(String),
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

    /// Reads all rows in order and hands each to `take`.
    pub(crate) fn read(&self, reader: &Reader, mut take: impl FnMut(usize, Row<'_>)) {
        let (mut scratch, mut figures, mut ends) = (Scratch::default(), Vec::new(), Vec::new());
        let langs = Strings::told(self.langs.as_ref());
        let dates = Strings::told(self.dates.as_ref());
        let mut rows = self.texts.iter().zip(langs).zip(dates);
        let (mut batch, mut row, mut room) = (Vec::new(), 0, FIRST);
        let mut left: usize = self.texts.iter().flatten().map(str::len).sum();
        loop {
            let mut bytes = 0;
            batch.clear();
            while bytes < room
                && let Some(((text, lang), date)) = rows.next()
            {
                bytes += text.map_or(1, |text| text.len().max(1));
                batch.push(text.map(|text| Document { text, lang, date }));
            }
            if batch.is_empty() {
                return;
            }
            let texts: Vec<Document<'_>> = batch.iter().copied().flatten().collect();
            figures.clear();
            ends.clear();
            let is_read = read_many(reader, &texts, &mut scratch, &mut figures, &mut ends);
            room = (bytes.saturating_mul(FIGURES) / figures.len().max(1)).clamp(BOUNDS.0, BOUNDS.1);
            left = left.saturating_sub(bytes);
            let ahead = left.saturating_mul(figures.len()) / bytes;
            let mut places = std::iter::once(0).chain(ends.iter().copied()).zip(ends.iter().copied());
            for document in &batch {
                match document {
                    None => take(row, Row::Null),
                    Some(document) if is_read => {
                        let (start, end) = places.next().unwrap_or_default();
                        take(row, Row::Read(document.text, figures.get(start..end).unwrap_or(&[]), ahead));
                    }
                    // One of them cannot be read: which one is found out, and the others are.
                    Some(document) => {
                        // Half-used memory may be in any state.
                        scratch = Scratch::default();
                        let mut own = Vec::new();
                        match read_one(reader, *document, &mut scratch, &mut own) {
                            Ok(()) => take(row, Row::Read(document.text, &own, ahead)),
                            Err(reason) => take(row, Row::Rejected(reason)),
                        }
                    }
                }
                row += 1;
            }
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

/// Appends the figures of all documents and where each one's end, or returns false where one cannot be read.
fn read_many(
    reader: &Reader,
    documents: &[Document<'_>],
    scratch: &mut Scratch,
    figures: &mut Vec<Figure>,
    ends: &mut Vec<usize>,
) -> bool {
    let read = || {
        documents.iter().for_each(panic_if_asked);
        reader.parse_many(documents, scratch, figures, ends);
    };
    documents.iter().all(fits) && guarded(read).is_ok()
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

//! Columns of texts in, each document's figures out, one after the other; what cannot be read is told apart.

use figures_core::{Document, Figure, Reader, Scratch};
use pyo3::PyResult;
use pyo3_arrow::input::AnyArray;

use crate::error::guarded;
use crate::input::Strings;

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
    /// The text and its figures.
    Read(&'a str, &'a [Figure]),
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
        let (mut scratch, mut figures) = (Scratch::default(), Vec::new());
        let langs = Strings::told(self.langs.as_ref());
        let dates = Strings::told(self.dates.as_ref());
        for (row, ((text, lang), date)) in self.texts.iter().zip(langs).zip(dates).enumerate() {
            let Some(text) = text else {
                take(row, Row::Null);
                continue;
            };
            figures.clear();
            match read_one(reader, Document { text, lang, date }, &mut scratch, &mut figures) {
                Ok(()) => take(row, Row::Read(text, &figures)),
                Err(reason) => {
                    // Half-used memory may be in any state.
                    scratch = Scratch::default();
                    take(row, Row::Rejected(reason));
                }
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
    if u32::try_from(document.text.len()).is_err() {
        return Err("the text is longer than 4 GiB; split it".to_owned());
    }
    guarded(|| {
        if cfg!(feature = "deliberate-panic") {
            assert!(!document.text.contains("panic here"), "a deliberate one");
        }
        reader.parse_into(document, scratch, figures);
    })
}

//! `figures._core.Reader`: one text or a column of texts in, figures or Arrow out, the interpreter lock free meanwhile.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::{Float64Array, LargeListArray, RecordBatch};
use arrow_schema::ArrowError;
use figures_core::{Decimal, Document, Kind, Options, Scratch};
use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3_arrow::input::AnyArray;

use crate::arrow::ArrowArray;
use crate::documents::{Documents, read_one};
use crate::error::{from_arrow, from_core, guarded, unusable};
use crate::figure::Figure;
use crate::input::Strings;
use crate::rows::{Lists, Rejected, Table};
use crate::schema;

/// Reads figures. Made once, used by many threads at a time.
#[pyclass(frozen, module = "figures._core")]
#[derive(Debug)]
pub(crate) struct Reader {
    inner: figures_core::Reader,
}

#[pymethods]
impl Reader {
    #[new]
    #[pyo3(signature = (lang = None, kinds = None, exclude = None, lexicons = None, date = None))]
    fn new(
        lang: Option<String>,
        kinds: Option<Vec<String>>,
        exclude: Option<Vec<String>>,
        lexicons: Option<Vec<(String, String)>>,
        date: Option<String>,
    ) -> PyResult<Self> {
        let kinds = kinds.unwrap_or_default().iter().map(|name| kind(name)).collect::<PyResult<_>>()?;
        let (exclude, lexicons) = (exclude.unwrap_or_default(), lexicons.unwrap_or_default());
        let options = Options { lang, kinds, exclude, lexicons, date };
        let inner = guarded(|| figures_core::Reader::new(options)).map_err(unusable)?.map_err(from_core)?;
        Ok(Self { inner })
    }

    /// The figures of one text, by start, never overlapping.
    #[pyo3(signature = (text, lang = None, date = None))]
    fn parse(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyString>,
        lang: Option<&str>,
        date: Option<&str>,
    ) -> PyResult<Vec<Figure>> {
        let text = &*whole(text)?;
        let read = || {
            let mut figures = Vec::new();
            read_one(&self.inner, Document { text, lang, date }, &mut Scratch::default(), &mut figures)?;
            Ok(Figure::of_document(text, figures))
        };
        py.detach(read).map_err(|reason: String| unusable(reason))
    }

    /// The figure table of many texts, and the rows that could not be read, each with its reason.
    ///
    /// `first` is the index of the first row, for a stream that comes in batches.
    #[pyo3(signature = (texts, ids = None, langs = None, dates = None, first = 0))]
    fn read_batch(
        &self,
        py: Python<'_>,
        texts: AnyArray,
        ids: Option<AnyArray>,
        langs: Option<AnyArray>,
        dates: Option<AnyArray>,
        first: usize,
    ) -> PyResult<(ArrowArray, Rejected)> {
        let documents = Documents::new(texts, langs, dates)?;
        let ids = Strings::beside("ids", ids, documents.len())?;
        let (batch, rejected) = py.detach(|| self.table(&documents, ids.as_ref(), first)).map_err(from_arrow)?;
        Ok((ArrowArray::of_batch(batch), rejected))
    }

    /// One list of figures a text, and the rows that could not be read, each with its reason.
    ///
    /// A figure is a struct of the table's columns without `doc`; a text that is null or was rejected gives null.
    #[pyo3(signature = (texts, langs = None, dates = None))]
    fn read_lists(
        &self,
        py: Python<'_>,
        texts: AnyArray,
        langs: Option<AnyArray>,
        dates: Option<AnyArray>,
    ) -> PyResult<(ArrowArray, Rejected)> {
        let documents = Documents::new(texts, langs, dates)?;
        let (lists, rejected) = py.detach(|| self.lists(&documents)).map_err(from_arrow)?;
        Ok((ArrowArray::of_column(Arc::new(lists)), rejected))
    }

    /// The currencies that are called as `code` is.
    fn currencies_like(&self, code: &str) -> Vec<&str> {
        self.inner.currencies_like(code)
    }

    /// The number that the whole of `text` writes, as plain digits.
    #[pyo3(signature = (text, lang = None, region = None))]
    fn parse_number(&self, text: &Bound<'_, PyString>, lang: Option<&str>, region: Option<&str>) -> PyResult<String> {
        let (text, tag) = (whole(text)?, tag(lang, region)?);
        let number = guarded(|| self.inner.parse_number(&text, tag.as_deref()));
        Ok(number.map_err(unusable)?.map_err(from_core)?.to_string())
    }

    /// The number of each text as a double; null where there is none.
    #[pyo3(signature = (texts, lang = None, region = None))]
    fn parse_numbers(
        &self,
        py: Python<'_>,
        texts: AnyArray,
        lang: Option<&str>,
        region: Option<&str>,
    ) -> PyResult<ArrowArray> {
        let (texts, tag) = (Strings::texts(texts)?, tag(lang, region)?);
        let number = |text: Option<&str>| {
            let number = guarded(|| self.inner.parse_number(text?, tag.as_deref()).ok());
            number.ok().flatten().map(Decimal::to_f64)
        };
        let numbers: Float64Array = py.detach(|| texts.iter().map(number).collect());
        Ok(ArrowArray::of_column(Arc::new(numbers)))
    }
}

impl Reader {
    fn table(
        &self,
        documents: &Documents,
        ids: Option<&Strings>,
        first: usize,
    ) -> Result<(RecordBatch, Rejected), ArrowError> {
        let mut table = Table::of(ids, first);
        if !documents.read(&self.inner, |row, told| table.take(row, told)) {
            table = Table::of(ids, first);
            documents.read_one_by_one(&self.inner, |row, told| table.take(row, told));
        }
        table.finish()
    }

    fn lists(&self, documents: &Documents) -> Result<(LargeListArray, Rejected), ArrowError> {
        let mut lists = Lists::default();
        if !documents.read(&self.inner, |row, told| lists.take(row, told)) {
            lists = Lists::default();
            documents.read_one_by_one(&self.inner, |row, told| lists.take(row, told));
        }
        lists.finish()
    }
}

fn kind(name: &str) -> PyResult<Kind> {
    Kind::from_name(name).ok_or_else(|| {
        let all = schema::names(Kind::ALL, Kind::name).join(", ");
        unusable(format!("`{name}` is no kind of figure; kinds are {all}"))
    })
}

/// The BCP 47 tag of a language and a region given apart.
fn tag(lang: Option<&str>, region: Option<&str>) -> PyResult<Option<String>> {
    match (lang, region) {
        (Some(lang), Some(region)) => Ok(Some(format!("{lang}-{region}"))),
        (Some(lang), None) => Ok(Some(lang.to_owned())),
        (None, None) => Ok(None),
        (None, Some(region)) => Err(unusable(format!("region `{region}` stands alone; name the language too"))),
    }
}

/// The string as UTF-8, a lone surrogate (half an emoji that some program cut) as U+FFFD.
///
/// Both are one code point and three bytes, so that offsets stay true.
fn whole<'a>(text: &'a Bound<'_, PyString>) -> PyResult<Cow<'a, str>> {
    if let Ok(text) = text.to_str() {
        return Ok(Cow::Borrowed(text));
    }
    let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?.extract::<Vec<u8>>()?;
    let mut mended = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        mended.push_str(chunk.valid());
        // The three bytes of a surrogate are three invalid chunks of one byte; the first begins it.
        if chunk.invalid().first() == Some(&0xED) {
            mended.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Ok(Cow::Owned(mended))
}

//! Arrow columns in, strings out, whatever way the holder stores them: small, large, views, dictionaries, chunks.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StringViewArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use pyo3::PyResult;
use pyo3_arrow::input::AnyArray;

use crate::error::unusable;

/// A column of strings, in the chunks its holder had.
#[derive(Debug)]
pub(crate) struct Strings {
    chunks: Vec<StringViewArray>,
}

impl Strings {
    /// The texts; numbers and dates are none.
    pub(crate) fn texts(given: AnyArray) -> PyResult<Self> {
        let views = chunks("texts", given)?.iter().map(|chunk| text_views("texts", chunk)).collect::<PyResult<_>>()?;
        Ok(Self { chunks: views })
    }

    /// A column beside the texts, `rows` long; numbers are taken as they print, of a datetime its date.
    pub(crate) fn beside(name: &str, given: Option<AnyArray>, rows: usize) -> PyResult<Option<Self>> {
        let Some(given) = given else { return Ok(None) };
        // A column of nothing but nulls tells nothing. polars 2.1 also hands it over with a buffer too many, which
        // Arrow refuses.
        if given.field()?.data_type() == &DataType::Null {
            return Ok(None);
        }
        let views = chunks(name, given)?.iter().map(|chunk| as_views(name, chunk)).collect::<PyResult<_>>()?;
        let column = Self { chunks: views };
        match column.len() {
            found if found == rows => Ok(Some(column)),
            found => Err(unusable(format!("{name}: {found} rows beside {rows} texts; give one for each text"))),
        }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.chunks.iter().map(Array::len).sum()
    }

    /// The strings in order, `None` where null.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        self.chunks.iter().flatten()
    }

    /// Like [`Strings::iter`] with an endless run of `None` where there is no column and none for an empty string: a
    /// dump writes `"lang": ""` for a language it does not know.
    pub(crate) fn told(column: Option<&Self>) -> impl Iterator<Item = Option<&str>> {
        let told = column.into_iter().flat_map(Self::iter);
        told.map(|told| told.filter(|told| !told.is_empty())).chain(std::iter::repeat(None))
    }
}

fn chunks(name: &str, given: AnyArray) -> PyResult<Vec<ArrayRef>> {
    let reader = given.into_reader()?;
    reader.collect::<Result<_, _>>().map_err(|error| unusable(format!("{name}: {error}")))
}

/// The texts of a chunk of the column `name`.
pub(crate) fn text_views(name: &str, chunk: &ArrayRef) -> PyResult<StringViewArray> {
    if is_text(chunk.data_type()) { as_views(name, chunk) } else { Err(not_strings(name, chunk.data_type())) }
}

fn is_text(held: &DataType) -> bool {
    match held {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

fn as_views(name: &str, chunk: &ArrayRef) -> PyResult<StringViewArray> {
    let wrong = |_| not_strings(name, chunk.data_type());
    // Views share the holder's bytes: no string is copied here.
    let views = match chunk.data_type() {
        DataType::Timestamp(..) | DataType::Date64 => {
            cast(chunk, &DataType::Date32).and_then(|dates| cast(&dates, &DataType::Utf8View))
        }
        // Arrow would print lists and structs; nobody means that.
        nested if nested.is_nested() && !matches!(nested, DataType::Dictionary(..)) => {
            return Err(not_strings(name, nested));
        }
        _ => cast(chunk, &DataType::Utf8View),
    };
    Ok(views.map_err(wrong)?.as_string_view().clone())
}

fn not_strings(name: &str, found: &DataType) -> pyo3::PyErr {
    unusable(format!("{name}: strings are wanted, not {found}"))
}

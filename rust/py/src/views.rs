//! Arrow columns in, strings out, whatever way the holder stores them: small, large, views, dictionaries, chunks.
//!
//! Knows nothing of Python: `fuzz/fuzz_targets/arrays.rs` is built from it too.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StringViewArray};
use arrow_cast::cast;
use arrow_schema::DataType;

/// A column of strings, in the chunks its holder had.
#[derive(Debug)]
pub(crate) struct Strings {
    chunks: Vec<StringViewArray>,
}

impl Strings {
    /// A column of texts, else what is wrong with it; numbers and dates are no texts.
    pub(crate) fn of_texts(name: &str, chunks: &[ArrayRef]) -> Result<Self, String> {
        Ok(Self { chunks: chunks.iter().map(|chunk| text_views(name, chunk)).collect::<Result<_, _>>()? })
    }

    /// A column of anything that prints on one line, else what is wrong with it.
    pub(crate) fn of_any(name: &str, chunks: &[ArrayRef]) -> Result<Self, String> {
        Ok(Self { chunks: chunks.iter().map(|chunk| as_views(name, chunk)).collect::<Result<_, _>>()? })
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

/// The texts of a chunk of the column `name`.
pub(crate) fn text_views(name: &str, chunk: &ArrayRef) -> Result<StringViewArray, String> {
    if is_text(chunk.data_type()) { as_views(name, chunk) } else { Err(not_strings(name, chunk.data_type())) }
}

fn is_text(held: &DataType) -> bool {
    match held {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

fn as_views(name: &str, chunk: &ArrayRef) -> Result<StringViewArray, String> {
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

fn not_strings(name: &str, found: &DataType) -> String {
    format!("{name}: strings are wanted, not {found}")
}

//! Columns as Python holds them in, their chunks as string views out, whichever holder's Arrow it is.

use arrow_array::ArrayRef;
use arrow_schema::DataType;
use pyo3::PyResult;
use pyo3_arrow::input::AnyArray;

use crate::error::unusable;
pub(crate) use crate::views::Strings;

impl Strings {
    /// The texts; numbers and dates are none.
    pub(crate) fn texts(given: AnyArray) -> PyResult<Self> {
        Self::of_texts("texts", &chunks("texts", given)?).map_err(unusable)
    }

    /// A column beside the texts, `rows` long; numbers are taken as they print, of a datetime its date.
    pub(crate) fn beside(name: &str, given: Option<AnyArray>, rows: usize) -> PyResult<Option<Self>> {
        let Some(given) = given else { return Ok(None) };
        // A column of nothing but nulls tells nothing. polars 2.1 also hands it over with a buffer too many, which
        // Arrow refuses.
        if given.field()?.data_type() == &DataType::Null {
            return Ok(None);
        }
        let column = Self::of_any(name, &chunks(name, given)?).map_err(unusable)?;
        match column.len() {
            found if found == rows => Ok(Some(column)),
            found => Err(unusable(format!("{name}: {found} rows beside {rows} texts; give one for each text"))),
        }
    }
}

fn chunks(name: &str, given: AnyArray) -> PyResult<Vec<ArrayRef>> {
    let reader = given.into_reader()?;
    reader.collect::<Result<_, _>>().map_err(|error| unusable(format!("{name}: {error}")))
}

//! The face of figures-core for Python: arguments in, [`figures_core::Figure`]s or Arrow arrays out.
//!
//! Finds, splits and judges no figure.

mod arrow;
mod characters;
mod documents;
mod error;
mod figure;
mod input;
mod pieces;
mod reader;
mod rows;
mod schema;
mod table;
mod views;

/// The extension module `figures._core`.
#[pyo3::pymodule]
mod _core {
    use figures_core::Kind;
    use pyo3::prelude::*;
    use pyo3::types::{PyCapsule, PyIterator};
    use pyo3_arrow::error::PyArrowResult;

    #[pymodule_export]
    use crate::arrow::{ArrowArray, ArrowSchema};
    #[pymodule_export]
    use crate::error::{FiguresError, LexiconError};
    use crate::error::{guarded, unusable};
    #[pymodule_export]
    use crate::figure::Figure;
    #[pymodule_export]
    use crate::pieces::Pieces;
    #[pymodule_export]
    use crate::reader::Reader;

    /// The languages that can be read: BCP 47 code and English name, by code.
    #[pyfunction]
    fn languages() -> Vec<(&'static str, &'static str)> {
        figures_core::languages()
    }

    /// The regions that have words or choices of their own in a language.
    #[pyfunction]
    fn regions(code: &str) -> Vec<&'static str> {
        figures_core::regions(code)
    }

    /// The language that `text` is in: BCP 47 code, or `None` where no language that can be read is likely.
    #[pyfunction]
    fn detect(py: Python<'_>, text: &str) -> PyResult<Option<&'static str>> {
        py.detach(|| guarded(|| figures_core::detect(text))).map_err(unusable)
    }

    /// How many lines of a dump end in `data`; unlike `bytes.count`, it lets other threads run.
    #[pyfunction]
    fn line_ends(py: Python<'_>, data: &[u8]) -> usize {
        py.detach(|| memchr::memchr_iter(b'\n', data).count())
    }

    /// The kinds of figure, in the order of the table's enumeration.
    #[pyfunction]
    fn kinds() -> Vec<&'static str> {
        Kind::ALL.iter().map(|kind| kind.name()).collect()
    }

    /// The taxonomy of `category` and `outcome`, as the TOML file that the reader was built from.
    #[pyfunction]
    fn taxonomy() -> &'static str {
        figures_core::taxonomy()
    }

    /// The batches of an iterator as the capsule of an Arrow stream.
    #[pyfunction]
    #[pyo3(signature = (batches, requested_schema = None))]
    fn stream<'py>(
        batches: Bound<'py, PyIterator>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        crate::arrow::stream(batches, requested_schema)
    }

    /// The Arrow schema of the table; if `plain`, in the types that every engine has.
    #[pyfunction]
    #[pyo3(signature = (plain = false))]
    fn schema(plain: bool) -> ArrowSchema {
        ArrowSchema::new(if plain { crate::schema::plain() } else { crate::schema::table() })
    }

    #[pymodule_init]
    fn init(_module: &Bound<'_, PyModule>) {
        crate::error::keep_panics_off_standard_error();
    }
}

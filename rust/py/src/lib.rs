//! The face of figures-core for Python: arguments in, [`figures_core::Figure`]s or Arrow arrays out.
//!
//! Finds, splits and judges no figure.

mod arrow;
mod characters;
mod documents;
mod error;
mod figure;
mod input;
mod reader;
mod schema;
mod table;

/// The extension module `figures._core`.
#[pyo3::pymodule]
mod _core {
    use figures_core::Kind;
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::arrow::{ArrowArray, ArrowSchema};
    #[pymodule_export]
    use crate::error::{FiguresError, LexiconError};
    #[pymodule_export]
    use crate::figure::Figure;
    #[pymodule_export]
    use crate::reader::Reader;

    /// The languages that can be read: BCP 47 code and English name, by code.
    #[pyfunction]
    fn languages() -> Vec<(&'static str, &'static str)> {
        figures_core::languages()
    }

    /// The language that `text` is in: BCP 47 code, or `None` where no language that can be read is likely.
    #[pyfunction]
    fn detect(py: Python<'_>, text: &str) -> Option<&'static str> {
        py.detach(|| figures_core::detect(text))
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

    /// The Arrow schema of the table.
    #[pyfunction]
    fn schema() -> ArrowSchema {
        ArrowSchema::new(crate::schema::table())
    }

    #[pymodule_init]
    fn init(_module: &Bound<'_, PyModule>) {
        crate::error::keep_panics_off_standard_error();
    }
}

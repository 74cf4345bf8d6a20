//! Every error that Python sees, and what becomes of a panic in the core.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

use arrow_schema::ArrowError;
use pyo3::PyErr;
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;

create_exception!(
    figures._core,
    FiguresError,
    PyValueError,
    "Something the caller gave cannot be used: a language, a kind, a column, a number that is none."
);
create_exception!(
    figures._core,
    LexiconError,
    FiguresError,
    "A lexicon has a fault; the message names file, line and what would do."
);

/// The core's error as Python's.
// By value, for `map_err`.
#[expect(clippy::needless_pass_by_value)]
pub(crate) fn from_core(error: figures_core::Error) -> PyErr {
    let message = error.to_string();
    if error.is_lexicon() { LexiconError::new_err(message) } else { FiguresError::new_err(message) }
}

/// Arrow refused the columns that we built: our mistake.
// By value, for `map_err`.
#[expect(clippy::needless_pass_by_value)]
pub(crate) fn from_arrow(error: ArrowError) -> PyErr {
    FiguresError::new_err(format!("the table could not be built: {error}; please report it"))
}

/// An argument that cannot be used.
pub(crate) fn unusable(message: impl Into<String>) -> PyErr {
    FiguresError::new_err(message.into())
}

thread_local! {
    static PANICKED_AT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Notes where a panic happened instead of printing it: a library has no business on the caller's standard error.
///
/// The hook is this shared object's own; other extension modules keep theirs.
pub(crate) fn keep_panics_off_standard_error() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        PANICKED_AT.with_borrow_mut(|slot| *slot = place);
    }));
}

/// Runs `read`; a panic becomes the reason why the document was rejected.
pub(crate) fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(read)).map_err(|payload| {
        let place = PANICKED_AT.take().unwrap_or_default();
        format!("the reader failed at {place}: {}; please report it", words(payload.as_ref()))
    })
}

fn words(payload: &(dyn Any + Send)) -> &str {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

//! One figure as a Python object: the attributes are the table's columns, amounts are `decimal.Decimal`.

use std::hash::{Hash, Hasher};

use figures_core::{Decimal, Span};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};

use crate::characters::Characters;

/// One figure of a text. The attributes are the columns of the table, `doc` aside; offsets count code points.
#[pyclass(frozen, eq, hash, module = "figures._core")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// As read, its spans in code points; what they cover is kept, the document is not.
    inner: figures_core::Figure,
    index: u32,
    text: String,
    label: Option<String>,
}

impl Figure {
    /// The figures of the document `text`.
    pub(crate) fn of_document(text: &str, figures: Vec<figures_core::Figure>) -> Vec<Self> {
        let mut characters = Characters::default();
        characters.open(text);
        characters.count(text, &figures);
        let one = |(index, mut inner): (u32, figures_core::Figure)| {
            let words = inner.span.of(text).to_owned();
            let label = inner.label.map(|label| label.of(text).to_owned());
            inner.span = characters.span(text, inner.span);
            inner.label = inner.label.map(|label| characters.span(text, label));
            Self { inner, index, text: words, label }
        };
        (0..).zip(figures).map(one).collect()
    }
}

impl Hash for Figure {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.inner.span.hash(state);
        self.text.hash(state);
        self.inner.kind.hash(state);
        self.inner.value.hash(state);
    }
}

#[pymethods]
impl Figure {
    #[getter]
    fn figure(&self) -> u32 {
        self.index
    }
    #[getter]
    fn start(&self) -> u32 {
        self.inner.span.start
    }
    #[getter]
    fn end(&self) -> u32 {
        self.inner.span.end
    }
    #[getter]
    fn text(&self) -> &str {
        &self.text
    }
    #[getter]
    fn kind(&self) -> &'static str {
        self.inner.kind.name()
    }
    #[getter]
    fn value<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        exact(py, self.inner.value)
    }
    #[getter]
    fn low<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        exact(py, self.inner.low)
    }
    #[getter]
    fn high<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        exact(py, self.inner.high)
    }
    #[getter]
    fn relation(&self) -> &'static str {
        self.inner.relation.name()
    }
    #[getter]
    fn unit(&self) -> Option<&str> {
        self.inner.unit.as_deref()
    }
    #[getter]
    fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }
    #[getter]
    fn label_start(&self) -> Option<u32> {
        self.inner.label.map(|label| label.start)
    }
    #[getter]
    fn label_end(&self) -> Option<u32> {
        self.inner.label.map(|label| label.end)
    }
    #[getter]
    fn category(&self) -> Option<&str> {
        self.inner.category.as_deref()
    }
    #[getter]
    fn outcome(&self) -> Option<&str> {
        self.inner.outcome.as_deref()
    }
    #[getter]
    fn side(&self) -> Option<&str> {
        self.inner.side.as_deref()
    }
    #[getter]
    fn scope(&self) -> Option<&'static str> {
        self.inner.scope.map(figures_core::Scope::name)
    }
    #[getter]
    fn delta<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        exact(py, self.inner.delta)
    }
    #[getter]
    fn date(&self) -> Option<&str> {
        self.inner.date.as_deref()
    }
    #[getter]
    fn tally(&self) -> Option<u32> {
        self.inner.tally
    }
    #[getter]
    fn part_of(&self) -> Option<u32> {
        self.inner.part_of
    }
    #[getter]
    fn lang(&self) -> &str {
        &self.inner.lang
    }
    #[getter]
    fn trend(&self) -> Option<&'static str> {
        self.inner.trend.map(figures_core::Trend::name)
    }
    #[getter]
    fn per(&self) -> Option<&str> {
        self.inner.per.as_deref()
    }
    #[getter]
    fn flags<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.inner.flags.iter().map(figures_core::Flag::name).collect::<Vec<_>>())
    }

    /// The one-line form of tests/cases: kind, amount, unit, what else is known, the label in quotation marks.
    fn describe(&self) -> String {
        let Some(label) = &self.label else { return self.inner.to_string() };
        // The label stands for the document, which is gone.
        let mut alone = self.inner.clone();
        alone.label = Some(Span { start: 0, end: label.len() as u32 });
        alone.describe(label)
    }

    /// The attributes by name, in the order of the table's columns.
    fn as_dict<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
        let attributes = PyDict::new(slf.py());
        for column in &crate::schema::of_a_figure() {
            attributes.set_item(column.name(), slf.getattr(column.name())?)?;
        }
        Ok(attributes)
    }

    fn __repr__(&self) -> String {
        let Span { start, end } = self.inner.span;
        format!("<Figure {start}:{end} {:?} {}>", self.text, self.describe())
    }
}

/// The amount as `decimal.Decimal`, digit for digit.
fn exact(py: Python<'_>, amount: Option<Decimal>) -> PyResult<Option<Bound<'_, PyAny>>> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let Some(amount) = amount else { return Ok(None) };
    DECIMAL.import(py, "decimal", "Decimal")?.call1((amount.to_string(),)).map(Some)
}

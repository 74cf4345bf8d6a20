//! What Python gets from us in Arrow: capsules that polars, pyarrow, pandas and other holders take over without a copy.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_schema::{Field, FieldRef, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{to_array_pycapsules, to_schema_pycapsule};

/// An Arrow array for any holder that takes the `PyCapsule` interface.
#[pyclass(frozen, module = "figures._core")]
#[derive(Debug)]
pub(crate) struct ArrowArray {
    array: ArrayRef,
    field: FieldRef,
}

impl ArrowArray {
    /// A column, nullable and without a name.
    pub(crate) fn of_column(array: ArrayRef) -> Self {
        let field = Arc::new(Field::new("", array.data_type().clone(), true));
        Self { array, field }
    }

    /// A record batch: in Arrow's C interface a struct without nulls.
    pub(crate) fn of_batch(batch: RecordBatch) -> Self {
        let field = Field::new_struct("", batch.schema_ref().fields().clone(), false);
        Self { array: Arc::new(StructArray::from(batch)), field: Arc::new(field) }
    }
}

#[pymethods]
impl ArrowArray {
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyTuple>> {
        to_array_pycapsules(py, Arc::clone(&self.field), &self.array, requested_schema)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.field.as_ref())
    }

    fn __len__(&self) -> usize {
        self.array.len()
    }
}

/// An Arrow schema for any holder that takes the `PyCapsule` interface.
#[pyclass(frozen, module = "figures._core")]
#[derive(Debug)]
pub(crate) struct ArrowSchema {
    schema: SchemaRef,
}

impl ArrowSchema {
    pub(crate) fn new(schema: Arc<Schema>) -> Self {
        Self { schema }
    }
}

#[pymethods]
impl ArrowSchema {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.schema.as_ref())
    }
}

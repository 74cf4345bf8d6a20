//! What Python gets from us in Arrow: capsules that polars, pyarrow, pandas and other holders take over without a copy.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyIterator, PyTuple};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule};

use crate::error::{from_arrow, guarded, unusable};
use crate::pieces::cut;
use crate::schema::{plain, plain_field};

/// What the numbers of a row of the table take, in bytes, about.
const NUMBERS: usize = 160;

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

    fn plain(&self, most: Option<usize>) -> Result<Vec<Self>, ArrowError> {
        let field = Arc::new(plain_field(&self.field));
        let parts = match most {
            Some(most) => cut(self.weights(), most),
            None => vec![(0, self.array.len())],
        };
        let part = |(from, rows)| {
            let array = cast(&self.array.slice(from, rows), field.data_type())?;
            Ok(Self { array, field: Arc::clone(&field) })
        };
        parts.into_iter().map(part).collect()
    }

    /// The bytes of each row of a batch, about.
    fn weights(&self) -> Vec<usize> {
        let mut weights = vec![NUMBERS; self.array.len()];
        for column in self.array.as_struct_opt().into_iter().flat_map(StructArray::columns) {
            if column.data_type() == &DataType::Utf8View {
                for (weight, text) in weights.iter_mut().zip(column.as_string_view().lengths()) {
                    *weight += text as usize;
                }
            }
        }
        weights
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

    /// The same in the types that every engine has; rows of a batch in parts of `most` bytes each, about.
    #[pyo3(signature = (most = None), name = "plain")]
    fn plain_parts(&self, py: Python<'_>, most: Option<usize>) -> PyResult<Vec<Self>> {
        py.detach(|| guarded(|| self.plain(most))).map_err(unusable)?.map_err(from_arrow)
    }
}

/// The plain batches that a Python iterator gives, as an Arrow stream; each is asked for when the stream is.
pub(crate) fn stream<'py>(
    batches: Bound<'py, PyIterator>,
    requested_schema: Option<Bound<'py, PyCapsule>>,
) -> PyArrowResult<Bound<'py, PyCapsule>> {
    let (py, batches) = (batches.py(), batches.unbind());
    let field = Arc::new(Field::new_struct("", plain().fields().clone(), false));
    let next = move || {
        Python::attach(|py| {
            let batch = batches.clone_ref(py).into_bound(py).next()?;
            Some(batch.and_then(|batch| Ok(Arc::clone(&batch.cast::<ArrowArray>()?.get().array))))
        })
    };
    let arrays = std::iter::from_fn(next).map(|array| array.map_err(|error| ArrowError::ExternalError(error.into())));
    to_stream_pycapsule(py, Box::new(ArrayIterator::new(arrays, field)), requested_schema)
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

    /// Name, Arrow type and whether it may be null, of each column in order.
    fn columns(&self) -> Vec<(String, String, bool)> {
        let column = |field: &FieldRef| (field.name().clone(), field.data_type().to_string(), field.is_nullable());
        self.schema.fields().iter().map(column).collect()
    }
}

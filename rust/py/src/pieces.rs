//! Record batches in, their columns of documents out, in pieces of a limited size.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::{ArrayRef, RecordBatchReader, StringViewArray};
use arrow_schema::Schema;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

use crate::arrow::ArrowArray;
use crate::error::unusable;
use crate::views::text_views;

/// One piece: the texts, and the columns beside them in the order in which they were named.
type Piece<Texts, Column> = (Texts, Vec<Option<Column>>);

/// Iterates over the pieces of a record batch, a table or a stream of batches, which is read as it is asked for.
#[pyclass(frozen, module = "figures._core")]
pub(crate) struct Pieces {
    text: (usize, String),
    beside: Vec<Option<usize>>,
    most: usize,
    source: Mutex<Source>,
}

struct Source {
    batches: Box<dyn RecordBatchReader + Send>,
    waiting: VecDeque<Piece<StringViewArray, ArrayRef>>,
}

#[pymethods]
impl Pieces {
    #[new]
    #[pyo3(signature = (batches, text, beside, most))]
    fn new(batches: AnyRecordBatch, text: String, beside: Vec<Option<String>>, most: usize) -> PyResult<Self> {
        let batches = batches.into_reader()?;
        let schema = batches.schema();
        let text = (place(&schema, &text)?, text);
        let beside = beside.into_iter().map(|name| name.map(|name| place(&schema, &name)).transpose());
        let beside = beside.collect::<PyResult<_>>()?;
        Ok(Self { text, beside, most, source: Mutex::new(Source { batches, waiting: VecDeque::new() }) })
    }

    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Piece<ArrowArray, ArrowArray>>> {
        // The stream may wait for a thread of its own that wants the lock.
        let Some((texts, beside)) = py.detach(|| self.next())? else { return Ok(None) };
        let beside = beside.into_iter().map(|column| column.map(ArrowArray::of_column)).collect();
        Ok(Some((ArrowArray::of_column(Arc::new(texts)), beside)))
    }
}

impl Pieces {
    fn next(&self) -> PyResult<Option<Piece<StringViewArray, ArrayRef>>> {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(piece) = source.waiting.pop_front() {
                return Ok(Some(piece));
            }
            let Some(batch) = source.batches.next() else { return Ok(None) };
            let batch = batch.map_err(|error| unusable(format!("the batches cannot be read: {error}")))?;
            let (place, name) = &self.text;
            let texts = text_views(&format!("column `{name}`"), batch.column(*place)).map_err(unusable)?;
            for (from, rows) in cut(texts.lengths().map(|bytes| bytes as usize), self.most) {
                let beside = self.beside.iter().map(|place| Some(batch.column((*place)?).slice(from, rows)));
                source.waiting.push_back((texts.slice(from, rows), beside.collect()));
            }
        }
    }
}

/// Where rows of these weights part, as first row and number of rows: as many as weigh no more than `most`, one at least.
pub(crate) fn cut(weights: impl IntoIterator<Item = usize>, most: usize) -> Vec<(usize, usize)> {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut filled = 0;
    for (row, weight) in weights.into_iter().enumerate() {
        filled += weight;
        match parts.last_mut() {
            Some((_, rows)) if filled <= most => *rows += 1,
            _ => {
                parts.push((row, 1));
                filled = weight;
            }
        }
    }
    parts
}

fn place(schema: &Schema, name: &str) -> PyResult<usize> {
    schema.index_of(name).map_err(|_| {
        let all = schema.fields().iter().map(|field| format!("`{}`", field.name()));
        unusable(format!("no column `{name}`; there are: {}", all.collect::<Vec<_>>().join(", ")))
    })
}

//! What documents tell, taken into a table or into one list a document.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::builder::StringViewBuilder;
use arrow_array::{ArrayRef, LargeListArray, RecordBatch, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field};

use crate::documents::{Found, Row};
use crate::input::Strings;
use crate::schema;
use crate::table::Columns;

/// Rows that could not be read, each with its reason.
pub(crate) type Rejected = Vec<(usize, String)>;

/// The figure table under way.
pub(crate) struct Table<'a> {
    /// The index of the first row.
    first: usize,
    ids: Box<dyn Iterator<Item = Option<&'a str>> + 'a>,
    /// The row whose id comes next.
    next: usize,
    /// The id of the row before that.
    id: Cow<'a, str>,
    doc: StringViewBuilder,
    columns: Columns,
    rejected: Rejected,
}

impl<'a> Table<'a> {
    /// One of no rows yet, for documents that have `ids` or are counted from `first`.
    pub(crate) fn of(ids: Option<&'a Strings>, first: usize) -> Self {
        Self {
            first,
            ids: Box::new(Strings::told(ids)),
            next: 0,
            id: Cow::Borrowed(""),
            doc: StringViewBuilder::new(),
            columns: Columns::default(),
            rejected: Vec::new(),
        }
    }

    /// Takes what `row` tells.
    pub(crate) fn take(&mut self, row: usize, told: Row<'_>) {
        match told {
            Row::Figures(found) => self.append(row, found),
            Row::Read | Row::Null => {}
            Row::Rejected(reason) => self.rejected.push((self.first + row, reason)),
        }
    }

    fn append(&mut self, row: usize, found: Found<'_>) {
        let Found { text, before, figures, ahead } = found;
        if self.columns.len() == 0 {
            self.columns = Columns::with_room(figures.len() + ahead);
            self.doc = StringViewBuilder::with_capacity(figures.len() + ahead);
        }
        if before == 0 {
            let id = self.ids.nth(row - self.next).flatten();
            self.next = row + 1;
            self.id = id.map_or_else(|| Cow::Owned((self.first + row).to_string()), Cow::Borrowed);
        }
        match self.doc.try_append_value_n(&self.id, figures.len()) {
            Ok(()) => self.columns.append(text, before, figures),
            Err(fault) if before == 0 => self.rejected.push((self.first + row, fault.to_string())),
            Err(_) => {}
        }
    }

    /// The table, and what could not be read.
    pub(crate) fn finish(mut self) -> Result<(RecordBatch, Rejected), ArrowError> {
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(self.doc.finish())];
        arrays.extend(self.columns.finish()?);
        Ok((RecordBatch::try_new(schema::table(), arrays)?, self.rejected))
    }
}

/// One list of figures a document under way.
#[derive(Default)]
pub(crate) struct Lists {
    columns: Columns,
    /// How many figures were there when the last document was done.
    done: usize,
    lengths: Vec<usize>,
    is_read: Vec<bool>,
    rejected: Rejected,
}

impl Lists {
    /// Takes what `row` tells.
    pub(crate) fn take(&mut self, row: usize, told: Row<'_>) {
        self.is_read.push(match told {
            Row::Figures(Found { text, before, figures, ahead }) => {
                if self.columns.len() == 0 {
                    self.columns = Columns::with_room(figures.len() + ahead);
                }
                self.columns.append(text, before, figures);
                return;
            }
            Row::Read => true,
            Row::Null => false,
            Row::Rejected(reason) => {
                self.rejected.push((row, reason));
                false
            }
        });
        self.lengths.push(self.columns.len() - self.done);
        self.done = self.columns.len();
    }

    /// The lists, and what could not be read.
    pub(crate) fn finish(self) -> Result<(LargeListArray, Rejected), ArrowError> {
        let fields = schema::of_a_figure();
        let item = Field::new("item", DataType::Struct(fields.clone()), false);
        let figures = StructArray::try_new(fields, self.columns.finish()?, None)?;
        let (ends, is_read) = (OffsetBuffer::from_lengths(self.lengths), NullBuffer::from(self.is_read));
        let lists = LargeListArray::try_new(Arc::new(item), ends, Arc::new(figures), Some(is_read))?;
        Ok((lists, self.rejected))
    }
}

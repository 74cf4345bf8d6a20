//! A column read as its strings, however its holder keeps it: small, large, views of many buffers, dictionaries, cut at odd
//! places, with nulls. What reads columns is the face's own code; only Python's side of it is left out, which cannot be
//! linked into a program without a Python.
//!
//! An input is four bytes and rows. The bytes tell how the column is kept and where it is cut, twice; each line is a row, and
//! one that begins with a null byte is null.

#![no_main]
#![allow(dead_code, reason = "the face uses more of its modules than this does")]

use std::sync::{Arc, OnceLock};

use arrow_array::builder::StringViewBuilder;
use arrow_array::cast::AsArray as _;
use arrow_array::types::{Int8Type, UInt32Type};
use arrow_array::{Array as _, ArrayRef, DictionaryArray, Int32Array, LargeStringArray, StringArray};
use figures_core::{Document, Reader, Scratch};

#[path = "../../rust/py/src/characters.rs"]
mod characters;
#[path = "../../rust/py/src/schema.rs"]
mod schema;
#[path = "../../rust/py/src/table.rs"]
mod table;
#[path = "../../rust/py/src/views.rs"]
mod views;

libfuzzer_sys::fuzz_target!(|data: &[u8]| arrays(data));

fn arrays(data: &[u8]) {
    let Some((&[kept, first, second, length], rows)) = data.split_first_chunk::<4>() else { return };
    let rows = String::from_utf8_lossy(rows);
    // As many as the keys of a small dictionary can tell apart.
    let rows: Vec<Option<&str>> =
        rows.split('\n').take(100).map(|row| Some(row).filter(|row| !row.starts_with('\0'))).collect();
    let column = column(kept, &rows);

    // Cut twice: an offset on an offset.
    let first = usize::from(first) % (rows.len() + 1);
    let second = usize::from(second) % (rows.len() - first + 1);
    let length = usize::from(length) % (rows.len() - first - second + 1);
    let column = column.slice(first, rows.len() - first).slice(second, length);
    let wanted = &rows[first + second..first + second + length];

    let strings = match views::Strings::of_texts("texts", &[column.clone(), column.slice(0, length / 2)]) {
        Ok(strings) => strings,
        Err(refused) => {
            assert!(kept % KINDS == NUMBERS && !refused.contains('\n'), "{refused}");
            let printed = views::Strings::of_any("ids", &[column]).unwrap();
            assert!(printed.iter().all(|number| number.is_none_or(|number| number.parse::<i32>().is_ok())));
            return;
        }
    };
    let read: Vec<Option<&str>> = strings.iter().collect();
    assert_eq!(read, [wanted, &wanted[..length / 2]].concat());
    assert_eq!(strings.len(), read.len());
    rows_of(&read);
}

const KINDS: u8 = 6;
const NUMBERS: u8 = 5;

/// The rows as a column of one kind.
fn column(kept: u8, rows: &[Option<&str>]) -> ArrayRef {
    match kept % KINDS {
        0 => Arc::new(StringArray::from(rows.to_vec())),
        1 => Arc::new(LargeStringArray::from(rows.to_vec())),
        2 | 3 => {
            let mut builder = StringViewBuilder::new();
            if kept % KINDS == 3 {
                // Many buffers of few bytes.
                builder = builder.with_fixed_block_size(16);
            }
            rows.iter().for_each(|row| builder.append_option(*row));
            Arc::new(builder.finish())
        }
        4 => Arc::new(rows.iter().copied().collect::<DictionaryArray<Int8Type>>()),
        _ => Arc::new(rows.iter().map(|row| row.map(|row| row.len() as i32)).collect::<Int32Array>()),
    }
}

/// The table of the texts: its spans are those of its texts, in code points.
fn rows_of(texts: &[Option<&str>]) {
    static READER: OnceLock<Reader> = OnceLock::new();
    let reader = READER.get_or_init(Reader::default);
    let (mut scratch, mut figures) = (Scratch::default(), Vec::new());
    let (mut columns, mut of) = (table::Columns::default(), Vec::new());
    for text in texts.iter().flatten() {
        figures.clear();
        reader.parse_into(Document { text, lang: Some("en"), date: None }, &mut scratch, &mut figures);
        columns.append(text, 0, &figures);
        of.resize(columns.len(), *text);
    }
    let arrays = columns.finish().unwrap();
    let fields = schema::of_a_figure();
    assert!(arrays.len() == fields.len() && arrays.iter().all(|array| array.len() == of.len()));
    for (array, field) in arrays.iter().zip(&fields) {
        assert_eq!((array.data_type(), array.null_count() > 0 && !field.is_nullable()), (field.data_type(), false));
    }
    let [start, end] = [1, 2].map(|column| arrays[column].as_primitive::<UInt32Type>().values());
    let written = arrays[3].as_string_view();
    for (row, text) in of.iter().enumerate() {
        let (start, end) = (start[row] as usize, end[row] as usize);
        let part: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(part, written.value(row));
    }
}

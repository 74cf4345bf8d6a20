//! The table's Arrow schema: the columns of DESIGN.md, in their order.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema};
use figures_core::{Flag, Kind, Relation, Scope, Trend};

/// The schema of the whole table.
pub(crate) fn table() -> Arc<Schema> {
    let doc: FieldRef = Arc::new(Field::new("doc", DataType::Utf8View, false));
    let columns: Fields = std::iter::once(doc).chain(of_a_figure().iter().cloned()).collect();
    Arc::new(Schema::new(columns))
}

/// The columns that describe one figure: all but `doc`.
pub(crate) fn of_a_figure() -> Fields {
    let text = DataType::Utf8View;
    Fields::from(vec![
        Field::new("figure", DataType::UInt32, false),
        Field::new("start", DataType::UInt32, false),
        Field::new("end", DataType::UInt32, false),
        Field::new("text", text.clone(), false),
        named("kind", &names(Kind::ALL, Kind::name), false),
        Field::new("value", DataType::Float64, true),
        Field::new("low", DataType::Float64, true),
        Field::new("high", DataType::Float64, true),
        named("relation", &names(Relation::ALL, Relation::name), false),
        Field::new("unit", text.clone(), true),
        Field::new("label", text.clone(), true),
        Field::new("label_start", DataType::UInt32, true),
        Field::new("label_end", DataType::UInt32, true),
        Field::new("category", text.clone(), true),
        Field::new("outcome", text.clone(), true),
        Field::new("side", text.clone(), true),
        named("scope", &names(Scope::ALL, Scope::name), true),
        Field::new("delta", DataType::Float64, true),
        Field::new("date", text.clone(), true),
        Field::new("tally", DataType::UInt32, true),
        Field::new("part_of", DataType::UInt32, true),
        Field::new("lang", text.clone(), false),
        named("trend", &names(Trend::ALL, Trend::name), true),
        Field::new("per", text, true),
        Field::new("flags", DataType::LargeList(flag()), false),
    ])
}

/// The schema of the whole table in the types that every engine has, Spark's among them.
pub(crate) fn plain() -> Arc<Schema> {
    Arc::new(Schema::new(table().fields().iter().map(|field| plain_field(field)).collect::<Fields>()))
}

/// The field in the types of [`plain`].
pub(crate) fn plain_field(field: &Field) -> Field {
    Field::new(field.name(), plain_type(field.data_type()), field.is_nullable())
}

fn plain_type(held: &DataType) -> DataType {
    match held {
        DataType::Utf8View | DataType::Dictionary(..) => DataType::Utf8,
        // Wider rather than signed: nothing of 32 bits is lost.
        DataType::UInt32 => DataType::Int64,
        // Elsewhere an item may always be null, and engines compare types to the letter.
        DataType::LargeList(item) => DataType::new_list(plain_type(item.data_type()), true),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(|field| plain_field(field)).collect()),
        other => other.clone(),
    }
}

/// The item of the list `flags`.
pub(crate) fn flag() -> FieldRef {
    Arc::new(named("item", &names(Flag::ALL, Flag::name), false))
}

/// The names of all values of an enumeration, by code.
pub(crate) fn names<E: Copy>(all: &[E], name: fn(E) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|value| name(*value)).collect()
}

/// A field that polars takes as `Enum` as it stands and everybody else as a dictionary.
fn named(field: &str, values: &[&str], is_nullable: bool) -> Field {
    // What polars itself writes beside an Enum: length, semicolon, value, over and over. Without it the column would
    // arrive as Categorical; tests/test_table.py holds polars to it.
    let mut polars = String::new();
    for value in values {
        // Writing to a string cannot fail.
        let _ = write!(polars, "{};{value}", value.len());
    }
    let dictionary = DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Utf8View));
    let metadata = HashMap::from([("_PL_ENUM_VALUES2".to_owned(), polars)]);
    Field::new(field, dictionary, is_nullable).with_metadata(metadata)
}

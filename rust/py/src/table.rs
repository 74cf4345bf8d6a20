//! Figures in, Arrow columns out: byte spans become code points, exact decimals the nearest doubles.

use std::sync::Arc;

use arrow_array::builder::{ArrayBuilder, Float64Builder, StringViewBuilder, UInt8Builder, UInt32Builder};
use arrow_array::{ArrayRef, DictionaryArray, LargeListArray, StringViewArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::ArrowError;
use figures_core::{Decimal, Figure, Flag, Kind, Relation, Scope, Span, Trend};

use crate::characters::Characters;
use crate::schema;

/// The columns of `schema::of_a_figure`, a builder each.
#[derive(Default)]
pub(crate) struct Columns {
    characters: Characters,
    figure: UInt32Builder,
    start: UInt32Builder,
    end: UInt32Builder,
    text: StringViewBuilder,
    kind: UInt8Builder,
    value: Float64Builder,
    low: Float64Builder,
    high: Float64Builder,
    relation: UInt8Builder,
    unit: StringViewBuilder,
    label: StringViewBuilder,
    label_start: UInt32Builder,
    label_end: UInt32Builder,
    category: StringViewBuilder,
    outcome: StringViewBuilder,
    side: StringViewBuilder,
    scope: UInt8Builder,
    delta: Float64Builder,
    date: StringViewBuilder,
    tally: UInt32Builder,
    part_of: UInt32Builder,
    lang: StringViewBuilder,
    trend: UInt8Builder,
    per: StringViewBuilder,
    flags: UInt8Builder,
    flag_counts: Vec<usize>,
}

impl Columns {
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.figure.len()
    }

    /// A row for each of `figures`, all of the document `text`.
    pub(crate) fn append(&mut self, text: &str, figures: &[Figure]) {
        self.characters.count(text, figures);
        for (index, figure) in (0..).zip(figures) {
            let span = self.characters.span(text, figure.span);
            self.figure.append_value(index);
            self.start.append_value(span.start);
            self.end.append_value(span.end);
            self.text.append_value(figure.span.of(text));
            self.kind.append_value(figure.kind as u8);
            self.value.append_option(figure.value.map(Decimal::to_f64));
            self.low.append_option(figure.low.map(Decimal::to_f64));
            self.high.append_option(figure.high.map(Decimal::to_f64));
            self.relation.append_value(figure.relation as u8);
            self.unit.append_option(figure.unit.as_deref());
            self.append_label(text, figure.label);
            self.category.append_option(figure.category.as_deref());
            self.outcome.append_option(figure.outcome.as_deref());
            self.side.append_option(figure.side.as_deref());
            self.scope.append_option(figure.scope.map(|scope| scope as u8));
            self.delta.append_option(figure.delta.map(Decimal::to_f64));
            self.date.append_option(figure.date.as_deref());
            self.tally.append_option(figure.tally);
            self.part_of.append_option(figure.part_of);
            self.lang.append_value(&figure.lang);
            self.trend.append_option(figure.trend.map(|trend| trend as u8));
            self.per.append_option(figure.per.as_deref());
            self.append_flags(figure);
        }
    }

    fn append_label(&mut self, text: &str, label: Option<Span>) {
        let span = label.map(|label| self.characters.span(text, label));
        self.label.append_option(label.map(|label| label.of(text)));
        self.label_start.append_option(span.map(|span| span.start));
        self.label_end.append_option(span.map(|span| span.end));
    }

    fn append_flags(&mut self, figure: &Figure) {
        let before = self.flags.len();
        for flag in figure.flags.iter() {
            self.flags.append_value(flag as u8);
        }
        self.flag_counts.push(self.flags.len() - before);
    }

    /// The columns, in the order of `schema::of_a_figure`.
    pub(crate) fn finish(mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let flags = dictionary(&mut self.flags, &schema::names(Flag::ALL, Flag::name))?;
        let ends = OffsetBuffer::from_lengths(self.flag_counts);
        let flags = LargeListArray::try_new(schema::flag(), ends, flags, None)?;
        Ok(vec![
            Arc::new(self.figure.finish()),
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
            Arc::new(self.text.finish()),
            dictionary(&mut self.kind, &schema::names(Kind::ALL, Kind::name))?,
            Arc::new(self.value.finish()),
            Arc::new(self.low.finish()),
            Arc::new(self.high.finish()),
            dictionary(&mut self.relation, &schema::names(Relation::ALL, Relation::name))?,
            Arc::new(self.unit.finish()),
            Arc::new(self.label.finish()),
            Arc::new(self.label_start.finish()),
            Arc::new(self.label_end.finish()),
            Arc::new(self.category.finish()),
            Arc::new(self.outcome.finish()),
            Arc::new(self.side.finish()),
            dictionary(&mut self.scope, &schema::names(Scope::ALL, Scope::name))?,
            Arc::new(self.delta.finish()),
            Arc::new(self.date.finish()),
            Arc::new(self.tally.finish()),
            Arc::new(self.part_of.finish()),
            Arc::new(self.lang.finish()),
            dictionary(&mut self.trend, &schema::names(Trend::ALL, Trend::name))?,
            Arc::new(self.per.finish()),
            Arc::new(flags),
        ])
    }
}

/// The codes of an enumeration with all its names, those no row has among them.
fn dictionary(codes: &mut UInt8Builder, names: &[&str]) -> Result<ArrayRef, ArrowError> {
    let names = StringViewArray::from_iter_values(names);
    Ok(Arc::new(DictionaryArray::try_new(codes.finish(), Arc::new(names))?))
}

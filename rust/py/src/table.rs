//! Figures in, Arrow columns out: byte spans become code points, exact decimals the nearest doubles.

use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, Float64Builder, PrimitiveBuilder, StringViewBuilder, UInt8Builder, UInt32Builder,
};
use arrow_array::types::ArrowPrimitiveType;
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
    /// Those of one column of one document.
    spans: Vec<Option<Span>>,
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
    /// No rows yet, but room for about `rows`: growing step by step would copy each column as often as it doubles.
    pub(crate) fn with_room(rows: usize) -> Self {
        // Memory that is never written to costs nothing.
        let rows = rows + rows / 4;
        Self {
            characters: Characters::default(),
            spans: Vec::new(),
            figure: UInt32Builder::with_capacity(rows),
            start: UInt32Builder::with_capacity(rows),
            end: UInt32Builder::with_capacity(rows),
            text: StringViewBuilder::with_capacity(rows),
            kind: UInt8Builder::with_capacity(rows),
            value: Float64Builder::with_capacity(rows),
            low: Float64Builder::with_capacity(rows),
            high: Float64Builder::with_capacity(rows),
            relation: UInt8Builder::with_capacity(rows),
            unit: StringViewBuilder::with_capacity(rows),
            label: StringViewBuilder::with_capacity(rows),
            label_start: UInt32Builder::with_capacity(rows),
            label_end: UInt32Builder::with_capacity(rows),
            category: StringViewBuilder::with_capacity(rows),
            outcome: StringViewBuilder::with_capacity(rows),
            side: StringViewBuilder::with_capacity(rows),
            scope: UInt8Builder::with_capacity(rows),
            delta: Float64Builder::with_capacity(rows),
            date: StringViewBuilder::with_capacity(rows),
            tally: UInt32Builder::with_capacity(rows),
            part_of: UInt32Builder::with_capacity(rows),
            lang: StringViewBuilder::with_capacity(rows),
            trend: UInt8Builder::with_capacity(rows),
            per: StringViewBuilder::with_capacity(rows),
            flags: UInt8Builder::new(),
            flag_counts: Vec::with_capacity(rows),
        }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.figure.len()
    }

    /// A row for each of `figures`, all of the document `text`, of which `before` had rows before: column by column, as the
    /// processor likes it.
    pub(crate) fn append(&mut self, text: &str, before: usize, figures: &[Figure]) {
        if before == 0 {
            self.characters.open(text);
        }
        self.characters.count(text, figures);
        self.figure.extend_from_iter_option((before as u32..).take(figures.len()).map(Some));
        self.spans.clear();
        self.spans.extend(figures.iter().map(|figure| Some(self.characters.span(text, figure.span))));
        spans(&mut self.start, &mut self.end, &self.spans);
        strings(&mut self.text, figures, |figure| Some(figure.span.of(text)));
        values(&mut self.kind, figures, |figure| Some(figure.kind as u8));
        values(&mut self.value, figures, |figure| figure.value.map(Decimal::to_f64));
        values(&mut self.low, figures, |figure| figure.low.map(Decimal::to_f64));
        values(&mut self.high, figures, |figure| figure.high.map(Decimal::to_f64));
        values(&mut self.relation, figures, |figure| Some(figure.relation as u8));
        strings(&mut self.unit, figures, |figure| figure.unit.as_deref());
        strings(&mut self.label, figures, |figure| Some(figure.label?.of(text)));
        self.spans.clear();
        self.spans.extend(figures.iter().map(|figure| Some(self.characters.span(text, figure.label?))));
        spans(&mut self.label_start, &mut self.label_end, &self.spans);
        strings(&mut self.category, figures, |figure| figure.category.as_deref());
        strings(&mut self.outcome, figures, |figure| figure.outcome.as_deref());
        strings(&mut self.side, figures, |figure| figure.side.as_deref());
        values(&mut self.scope, figures, |figure| figure.scope.map(|scope| scope as u8));
        values(&mut self.delta, figures, |figure| figure.delta.map(Decimal::to_f64));
        strings(&mut self.date, figures, |figure| figure.date.as_deref());
        values(&mut self.tally, figures, |figure| figure.tally);
        values(&mut self.part_of, figures, |figure| figure.part_of);
        strings(&mut self.lang, figures, |figure| Some(&figure.lang));
        values(&mut self.trend, figures, |figure| figure.trend.map(|trend| trend as u8));
        strings(&mut self.per, figures, |figure| figure.per.as_deref());
        for figure in figures {
            let before = self.flags.len();
            self.flags.extend_from_iter_option(figure.flags.iter().map(|flag| Some(flag as u8)));
            self.flag_counts.push(self.flags.len() - before);
        }
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

/// Appends what `value` gives of each figure.
fn values<T: ArrowPrimitiveType>(
    column: &mut PrimitiveBuilder<T>,
    figures: &[Figure],
    value: impl Fn(&Figure) -> Option<T::Native>,
) {
    column.extend_from_iter_option(figures.iter().map(value));
}

/// Appends what `string` gives of each figure.
fn strings<'f>(column: &mut StringViewBuilder, figures: &'f [Figure], string: impl Fn(&'f Figure) -> Option<&'f str>) {
    for figure in figures {
        column.append_option(string(figure));
    }
}

/// Appends where `spans` start and end.
fn spans(start: &mut UInt32Builder, end: &mut UInt32Builder, spans: &[Option<Span>]) {
    start.extend_from_iter_option(spans.iter().map(|span| Some(span.as_ref()?.start)));
    end.extend_from_iter_option(spans.iter().map(|span| Some(span.as_ref()?.end)));
}

/// The codes of an enumeration with all its names, those no row has among them.
fn dictionary(codes: &mut UInt8Builder, names: &[&str]) -> Result<ArrayRef, ArrowError> {
    let names = StringViewArray::from_iter_values(names);
    Ok(Arc::new(DictionaryArray::try_new(codes.finish(), Arc::new(names))?))
}

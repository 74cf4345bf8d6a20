//! A figure under way: what the stages know of it so far, with its tokens.

use compact_str::CompactString;

use crate::decimal::Decimal;
use crate::figure::{Figure, Flag, Flags, Kind, Relation, Span};
use crate::stages::read::{Number, View};

/// Hands on each of `drafts` with the one before it, from the first to the last.
pub(crate) fn each_pair(drafts: &mut [Draft], mut each: impl FnMut(&mut Draft, &mut Draft)) {
    let mut rest = drafts;
    while let [before, tail @ ..] = rest {
        if let Some(draft) = tail.first_mut() {
            each(before, draft);
        }
        rest = tail;
    }
}

/// Figures of one list, and more.
pub(crate) const LONGEST_LIST: usize = 128;

/// The one of the last `most` figures that has the number `id`.
pub(crate) fn of_id(drafts: &[Draft], id: Option<u32>, most: usize) -> Option<&Draft> {
    let id = id?;
    drafts.iter().rev().take(most).find(|draft| draft.id == id)
}

/// What sorts of figures there are among some: a sort that is not there is not looked for in each of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sorts {
    kinds: u32,
    /// Whether some stand for one that no number tells.
    pub(crate) are_ones: bool,
}

impl Sorts {
    pub(crate) fn of(drafts: &[Draft]) -> Self {
        drafts.iter().fold(Self { kinds: 0, are_ones: false }, |sorts, draft| Self {
            kinds: sorts.kinds | 1 << draft.figure.kind as u8,
            are_ones: sorts.are_ones | draft.figure.flags.contains(Flag::Implicit),
        })
    }

    /// Whether a figure is of one of `kinds`.
    pub(crate) fn has(self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.kinds >> *kind as u8 & 1 == 1)
    }
}

/// A figure that stages still add to.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Its number among the drafts of its stretch.
    pub(crate) id: u32,
    pub(crate) figure: Figure,
    /// Its first token and the one after its last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// Where a hedge before it begins, else its first token.
    pub(crate) hedge_first: usize,
    /// Where a hedge after it ends, else its end.
    pub(crate) hedge_end: usize,
    /// The tokens of a change printed beside it: "(+1 050)"; its own or those of its label stand before them.
    pub(crate) change: Option<(usize, usize)>,
    /// Whether it tells what something has become: "rose to 15".
    pub(crate) is_now: bool,
    /// Whether that it counts people is told only by what happened to them.
    pub(crate) is_any_person: bool,
    /// Whether it only says what the amount before is stated per.
    pub(crate) is_rate: bool,
    /// Whether a verb of its own tells something else of it than of its whole.
    pub(crate) goes_apart: bool,
    /// The number word or number that it was made from.
    pub(crate) number: Option<Number>,
}

impl Draft {
    /// A figure of the tokens from `first` to `end`.
    pub(crate) fn new(view: &View, kind: Kind, first: usize, end: usize) -> Self {
        let start = view.token(first).map_or(0, |token| token.start);
        let stop = end.checked_sub(1).and_then(|last| view.token(last)).map_or(start, |token| token.end);
        Self {
            id: 0,
            figure: Figure {
                span: Span { start, end: stop },
                kind,
                value: None,
                low: None,
                high: None,
                relation: Relation::Exact,
                unit: None,
                label: None,
                category: None,
                outcome: None,
                side: None,
                scope: None,
                delta: None,
                date: None,
                tally: None,
                part_of: None,
                lang: view.lexicon.code.clone(),
                trend: None,
                per: None,
                flags: Flags::default(),
            },
            first,
            end,
            hedge_first: first,
            hedge_end: end,
            change: None,
            is_now: false,
            is_any_person: false,
            is_rate: false,
            goes_apart: false,
            number: None,
        }
    }

    /// A number that is all of its amount.
    pub(crate) fn bare(view: &View, number: &Number) -> Self {
        let mut draft = Self::new(view, Kind::Number, number.first, number.end);
        draft.state(number.value, Relation::Exact);
        draft.figure.flags = number.flags;
        draft.number = Some(*number);
        draft
    }

    /// Where what it counts may begin: behind it, its hedge and a change right behind those.
    pub(crate) fn after(&self) -> usize {
        let end = self.hedge_end.max(self.end);
        self.change.filter(|(open, _)| *open == end).map_or(end, |(_, close)| close)
    }

    /// Whether it is a number of something or of nothing yet.
    pub(crate) fn is_amount(&self) -> bool {
        matches!(self.figure.kind, Kind::Count | Kind::Number)
    }

    /// Whether it is a count and no part of another.
    pub(crate) fn is_whole_count(&self) -> bool {
        self.figure.kind == Kind::Count && self.figure.part_of.is_none()
    }

    /// Whether the words that say what it counts begin before it.
    pub(crate) fn has_label_before(&self) -> bool {
        self.figure.label.is_some_and(|label| label.start < self.figure.span.start)
    }

    /// Whether those words stand behind it.
    pub(crate) fn has_label_behind(&self) -> bool {
        self.figure.label.is_some_and(|label| label.start >= self.figure.span.end)
    }

    /// Whether it was made from a whole number without a scale.
    pub(crate) fn is_unscaled_whole(&self) -> bool {
        self.number.is_some_and(|number| number.scale.is_none() && number.value.is_whole())
    }

    /// Where everything that is its own ends, a change behind its label too.
    pub(crate) fn reach(&self) -> usize {
        self.change.map_or(0, |(_, close)| close).max(self.hedge_end).max(self.end)
    }

    /// Makes it a count of what `whole` counts: its noun, class and side.
    pub(crate) fn take_noun(&mut self, whole: &Figure) {
        let figure = &mut self.figure;
        figure.kind = Kind::Count;
        figure.category.clone_from(&whole.category);
        figure.side.clone_from(&whole.side);
        self.take_label(whole);
    }

    /// Gives it the words that say what `whole` counts.
    pub(crate) fn take_label(&mut self, whole: &Figure) {
        self.figure.label = whole.label;
        self.figure.flags.insert(Flag::InheritedLabel);
    }

    /// Makes it of the side of `whole`, unless its own was told.
    pub(crate) fn take_side(&mut self, whole: &Figure) {
        if self.figure.side.is_none() {
            self.figure.side.clone_from(&whole.side);
        }
    }

    /// Makes it an amount of this kind, in a unit that was told of another.
    pub(crate) fn take_unit(&mut self, kind: Kind, unit: Option<CompactString>) {
        (self.figure.kind, self.figure.unit) = (kind, unit);
        self.figure.flags.insert(Flag::InheritedLabel);
    }

    /// Sets the value and what the relation makes of the bounds.
    pub(crate) fn state(&mut self, value: Decimal, relation: Relation) {
        let figure = &mut self.figure;
        figure.relation = relation;
        figure.value = Some(value);
        (figure.low, figure.high) = match relation {
            Relation::Exact => (Some(value), Some(value)),
            Relation::AtLeast | Relation::MoreThan => (Some(value), None),
            Relation::AtMost | Relation::LessThan => (None, Some(value)),
            Relation::Approx | Relation::Range | Relation::Vague => (None, None),
        };
    }

    /// Moves its end, in tokens and in the text.
    pub(crate) fn stretch(&mut self, view: &View, first: usize, end: usize) {
        self.first = first;
        self.end = end;
        self.hedge_first = self.hedge_first.min(first);
        self.hedge_end = self.hedge_end.max(end);
        if let (Some(head), Some(tail)) = (view.token(first), view.before(end)) {
            self.figure.span = Span { start: head.start, end: tail.end };
        }
    }
}

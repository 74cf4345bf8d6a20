//! What the reader gives back: one [`Figure`] for each figure in the text.

use std::fmt::{self, Write as _};

use compact_str::CompactString;

use crate::decimal::Decimal;

/// A half-open range of bytes in the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The text that the span covers, empty where it does not fit the document.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Writes a field-less enum with the name that the table prints for each of its values.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$line:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $type { $($(#[$line])* $variant,)* }

        impl $type {
            /// Every value, in the order of its codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in the table.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The value of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

named! {
    /// What sort of figure it is.
    Kind {
        /// A number of things: has a label, a category or an outcome.
        Count = "count",
        /// A bare number.
        Number = "number",
        /// An amount of money.
        Money = "money",
        /// Per cent, percentage points, per mille.
        Percent = "percent",
        /// A physical quantity.
        Measure = "measure",
        /// A length of time.
        Duration = "duration",
        /// A calendar date, a month, a year, a season.
        Date = "date",
        /// A time of day.
        Time = "time",
        /// How old somebody or something is.
        Age = "age",
        /// A place in an order.
        Ordinal = "ordinal",
        /// A part of one.
        Fraction = "fraction",
        /// How many times as much.
        Multiplier = "multiplier",
        /// The result of a match or a vote.
        Score = "score",
    }
}

named! {
    /// How the amount that the text states relates to the true one.
    Relation {
        /// The amount itself.
        Exact = "exact",
        /// About that much.
        Approx = "approx",
        /// That much or more.
        AtLeast = "at_least",
        /// More than that.
        MoreThan = "more_than",
        /// That much or less.
        AtMost = "at_most",
        /// Less than that.
        LessThan = "less_than",
        /// Between two bounds.
        Range = "range",
        /// A word of size without a number: dozens.
        Vague = "vague",
    }
}

named! {
    /// Which period a count speaks of.
    Scope {
        /// A running total.
        Cumulative = "cumulative",
        /// What came in the period reported.
        New = "new",
        /// A figure that another one supersedes.
        Previous = "previous",
    }
}

named! {
    /// Which way a change went.
    Trend {
        /// It grew.
        Up = "up",
        /// It shrank.
        Down = "down",
    }
}

named! {
    /// What a careful reader would want to know of a figure.
    Flag {
        /// A point or comma that may group or may open the decimals.
        AmbiguousSeparator = "ambiguous_separator",
        /// A scale word that means different sizes in different places.
        AmbiguousScale = "ambiguous_scale",
        /// A currency word or sign that several countries use; the most used one was taken.
        AmbiguousCurrency = "ambiguous_currency",
        /// A date in digits that may begin with the day or with the month; the order usual in the language was taken.
        AmbiguousDate = "ambiguous_date",
        /// A damaged or machine-translated spelling was understood.
        Respelled = "respelled",
        /// The noun was left out and taken from the figure before.
        InheritedLabel = "inherited_label",
        /// The number was not written: one, from a singular noun.
        Implicit = "implicit",
        /// The text denies it: nobody was killed.
        Negated = "negated",
        /// A year of two digits was completed.
        ShortYear = "short_year",
    }
}

/// The flags of one figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags(u16);

impl Flags {
    /// Raises `flag`.
    pub fn insert(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u8;
    }

    /// Takes `flag` back.
    pub(crate) fn lower(&mut self, flag: Flag) {
        self.0 &= !(1 << flag as u8);
    }

    /// Raises all of `other`.
    pub fn extend(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether `flag` is raised.
    #[must_use]
    pub fn contains(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }

    /// Those raised, in the order of [`Flag::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        Flag::ALL.iter().copied().filter(move |flag| self.contains(*flag))
    }
}

/// One figure of a document.
///
/// `Display` writes the one-line form that the cases use: kind, amount, unit, then what else is known;
/// [`Figure::describe`] adds the label.
///
/// ```
/// let reader = figures_core::Reader::default();
/// let found = reader.parse("Around 600 Chinese soldiers arrived.", Some("en"));
/// assert_eq!(found[0].to_string(), "count ~600 soldier side=CN");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The amount as written.
    pub span: Span,
    /// What sort of figure it is.
    pub kind: Kind,
    /// The amount stated; `None` for a range, a vague amount, a score and a date.
    pub value: Option<Decimal>,
    /// The lower bound stated.
    pub low: Option<Decimal>,
    /// The upper bound stated.
    pub high: Option<Decimal>,
    /// How the amount relates to the true one.
    pub relation: Relation,
    /// ISO 4217 for money, UCUM for measures, durations and ages, `%`, `[pp]`.
    pub unit: Option<CompactString>,
    /// Where the thing counted is named.
    pub label: Option<Span>,
    /// The thing counted, in the taxonomy.
    pub category: Option<CompactString>,
    /// What happened to them.
    pub outcome: Option<CompactString>,
    /// Whose, ISO 3166-1 alpha-2.
    pub side: Option<CompactString>,
    /// Which period the count speaks of.
    pub scope: Option<Scope>,
    /// The change printed beside a total.
    pub delta: Option<Decimal>,
    /// EDTF: the date itself, else the date the figure is stated for.
    pub date: Option<CompactString>,
    /// The tally block it belongs to, counted from 0.
    pub tally: Option<u32>,
    /// The index of the figure that this one is included in.
    pub part_of: Option<u32>,
    /// BCP 47 code of the language it was read in.
    pub lang: CompactString,
    /// Which way a change went.
    pub trend: Option<Trend>,
    /// What the amount is stated per: UCUM for time, else the words.
    pub per: Option<CompactString>,
    /// What a careful reader would want to know.
    pub flags: Flags,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        let shown = |amount: Option<Decimal>| amount.map(|a| a.to_string()).unwrap_or_default();
        match (self.kind, self.relation) {
            (Kind::Date, _) => {}
            (Kind::Score, _) => write!(f, " {}-{}", shown(self.low), shown(self.high))?,
            (_, Relation::Exact) => write!(f, " {}", shown(self.value))?,
            (_, Relation::Approx) => write!(f, " ~{}", shown(self.value))?,
            (_, Relation::AtLeast) => write!(f, " {}..", shown(self.low))?,
            (_, Relation::MoreThan) => write!(f, " >{}", shown(self.low))?,
            (_, Relation::AtMost) => write!(f, " ..{}", shown(self.high))?,
            (_, Relation::LessThan) => write!(f, " <{}", shown(self.high))?,
            (_, Relation::Range) => write!(f, " {}..{}", shown(self.low), shown(self.high))?,
            (_, Relation::Vague) => write!(f, " vague({})", shown(self.low))?,
        }
        for plain in [&self.unit, &self.category, &self.outcome].into_iter().flatten() {
            write!(f, " {plain}")?;
        }
        if let Some(side) = &self.side {
            write!(f, " side={side}")?;
        }
        if let Some(scope) = self.scope {
            write!(f, " scope={scope}")?;
        }
        if let Some(delta) = self.delta {
            write!(f, " delta={delta}")?;
        }
        match (&self.date, self.kind) {
            (Some(date), Kind::Date) => write!(f, " {date}")?,
            (Some(date), _) => write!(f, " date={date}")?,
            (None, _) => {}
        }
        if let Some(tally) = self.tally {
            write!(f, " tally={tally}")?;
        }
        if let Some(whole) = self.part_of {
            write!(f, " part_of={whole}")?;
        }
        if let Some(trend) = self.trend {
            write!(f, " trend={trend}")?;
        }
        if let Some(per) = &self.per {
            write!(f, " per={per}")?;
        }
        for flag in self.flags.iter() {
            write!(f, " !{flag}")?;
        }
        Ok(())
    }
}

impl Figure {
    /// Whether what it counts is of a class of the taxonomy for which `is_so` holds.
    pub(crate) fn counts(&self, is_so: impl Fn(&str) -> bool) -> bool {
        self.category.as_deref().is_some_and(is_so)
    }

    /// The one-line form with the label's words in quotation marks; `text` is the document it was read in.
    #[must_use]
    pub fn describe(&self, text: &str) -> String {
        let mut line = self.to_string();
        if let Some(label) = self.label {
            // Writing to a string cannot fail.
            let _ = write!(line, " \"{}\"", label.of(text));
        }
        line
    }
}

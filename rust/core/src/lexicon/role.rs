//! What a word or phrase can mean to the reader.

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// One meaning of a word; a word may have several.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Role { $($(#[$doc])* $name,)* }

        impl Role {
            /// Every role, in the order of its codes.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

// Of two roles 64 places apart one is asked for in vain where words have the other: see `Hint`. What every word before or behind a
// number is asked for stands apart from what many words have.
roles! {
    And, Point, Minus, PartsOf, Over, OneIn, WithPart, TenthsOf, NumberEnding, JoinedBefore, Counter, Cardinal, Scale, ScaleAfterDigits, ScaleInMoney, ScaleRespelled,
    Ordinal, OrdinalMark, NeverAlone, Group, Collective, Vague, Multiplier, MultiplierMark, FusedPart,
    /// "Nobody": none, by itself.
    NoOne,
    /// "No": none of what the noun behind it names.
    NoneOf,
    Article, Denominator,
    /// Says of the unit of time behind it that it is one: the whole, another.
    Whole,
    /// The same of a unit of time that lasts, beside a word of `Lasting`: all the.
    WholeLasting,
    Definite, NotANumber, OrdinalBefore, NameBefore,
    /// Names a street.
    Street,
    AgeEnding, NameAfter, DurationEnding,
    ApproxBefore, AtLeastBefore, MoreThanBefore, AtMostBefore, LessThanBefore,
    ApproxAfter, AtLeastAfter, MoreThanAfter,
    /// What the number behind it is more or less of: a half more, a quarter less.
    PartBefore,
    LessThanAfter,
    /// Opens a range; the payload names its closing joiners.
    RangeOpen,
    /// Joins a range that was opened; the payload is the opener's pair.
    RangeClose,
    /// Joins bare numbers.
    RangeJoiner,
    /// Joins a range that a word behind it closes; the payload is the pair.
    RangeLink,
    /// Closes a range from behind it; the payload is the pair.
    RangeBehind,
    /// A word that holds its number and its unit: a pair of hours, a half-hour.
    WithNumber,
    BeforeNoun, AfterArticle,
    /// Says that the length of time beside it lasts: for.
    Lasting,
    /// A half of the unit before it.
    HalfAfter,
    AtMostAfter,
    /// Behind an amount that is under nought: below zero.
    MinusAfter,
    /// Opens what an amount is compared with: than.
    Than,
    /// Tells what degrees near it are.
    UnitNear,
    Percent, MoneyAmbiguous, PercentPoints, PerMille, Money, MoneyMinor, PercentBefore, MoneyBefore, Unit, UnitBefore, Duration, Per, PerWord,
    AgeAfter, AgeBefore, AgeUnit, AgeCue,
    Month, Season, DateOf, YearBefore, YearAfter, DecadeBefore, DecadeAfter, MonthAfter, MonthBefore, DayAfter, DateArticle, AsOf, Since,
    HourBefore, TimeBefore, TimeAfter, Am, Pm, ScoreCue, ScoreJoiner,
    Category, Outcome, OutcomeNoun, Side, Cumulative, NewlyReported, Period, Previous, Up, Down, Change, PartOf, OutOf, Others,
    /// "The number of".
    NumberOf,
    Place, Function, LabelLink,
    /// Opens a noun that stands for one: "a submarine".
    OneArticle,
    /// A noun that stands for one without an article.
    OneNoun,
    /// Says of the noun before it what happened to that: "died".
    Suffers,
    /// Turns what happened to its subject: "was" of "was killed".
    Passive,
    /// May stand between a verb and the noun that stands for one: "also".
    Between,
    /// Stands before who did it: "by".
    Agent,
    /// A verb in two parts, what is counted between them: "hielt drei Männer fest".
    Split,
    /// Tells of a day before: "the day before".
    Earlier,
    /// Says what happened, so that a sentence without numbers is read.
    Happening,
    /// Words that tell how a figure is meant; the key of `[cue]` says how.
    Cue,
}

impl Role {
    /// Whether its words come in pairs, which the payload numbers.
    pub(crate) const fn is_paired(self) -> bool {
        matches!(self, Self::RangeOpen | Self::RangeClose | Self::RangeLink | Self::RangeBehind)
    }
}

// One more would stand for the first.
const _: () = assert!(Role::ALL.len() <= u128::BITS as usize, "a set has no room for so many roles");

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(pub(crate) u128);

impl Roles {
    /// The set of one.
    pub(crate) const fn of(role: Role) -> Self {
        Self(1 << role as u8)
    }

    /// The set of all in `roles`.
    pub(crate) const fn any(roles: &[Role]) -> Self {
        let mut bits = 0;
        let mut rest = roles;
        while let [first, tail @ ..] = rest {
            bits |= 1 << *first as u8;
            rest = tail;
        }
        Self(bits)
    }

    /// The roles of both.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two share a role.
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The roles that are not in the set.
    pub(crate) const fn others(self) -> Self {
        Self(!self.0)
    }

    /// Whether `role` is in the set.
    pub(crate) const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    /// Adds `role`.
    pub(crate) fn insert(&mut self, role: Role) {
        self.0 |= 1 << role as u8;
    }
}

/// A set of roles folded to half its width, where two roles may share a place: it can only rule out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hint(u64);

impl Hint {
    /// The hint of no role.
    pub(crate) const NONE: Self = Self(0);

    /// The hint of a set.
    pub(crate) const fn of(roles: Roles) -> Self {
        Self(roles.0 as u64 | (roles.0 >> 64) as u64)
    }

    /// The hint of both sets.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// All roles that it may stand for.
    pub(crate) const fn roles(self) -> Roles {
        Roles(self.0 as u128 | (self.0 as u128) << 64)
    }

    /// Whether the sets may share a role.
    pub(crate) const fn may_meet(self, roles: Roles) -> bool {
        self.0 & Self::of(roles).0 != 0
    }
}

/// What phrases that begin with a word can mean, and those that end with it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Edges {
    pub(crate) begins: Hint,
    pub(crate) ends: Hint,
}

impl Edges {
    /// Those of a word in no phrase.
    pub(crate) const NONE: Self = Self { begins: Hint::NONE, ends: Hint::NONE };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_fits_the_set() {
        let last = *Role::ALL.last().unwrap();
        assert!(Roles::of(last).has(last));
    }
}

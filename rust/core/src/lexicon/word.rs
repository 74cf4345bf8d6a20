//! What a lexicon knows of one word, ready to be asked of each token.

use super::NodeId;
use super::role::{Edges, Hint, Roles};

/// What a lexicon knows of a word.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
pub(crate) struct Word {
    /// Its number in the lexicon, 0 where it has none.
    pub(crate) number: u32,
    /// The node of the phrase that it makes alone.
    pub(crate) node: NodeId,
    /// What that phrase can mean.
    pub(crate) roles: Roles,
    /// What phrases that begin with it can mean, and those that end with it.
    pub(super) edges: Edges,
    /// Whether longer phrases begin with it.
    pub(super) goes_on: bool,
    /// The phrases that go on with it.
    pub(super) behind: Nodes,
    /// Whether it may open an amount by itself, or with words that stand further on.
    pub(crate) opens_amount: bool,
    /// Whether it may with the words behind it.
    pub(crate) opens_phrase: bool,
    /// Whether it is a number, and with the words behind it none: "one another".
    pub(crate) opens_no_number: bool,
}

/// A set of nodes folded to a few bits: it can only rule out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Nodes(u128);

impl Nodes {
    const NONE: Self = Self(0);

    fn of(node: NodeId) -> Self {
        Self(1 << (node.wrapping_mul(0x9E37_79B9) >> (u32::BITS - u128::BITS.ilog2())))
    }

    /// Adds `node`.
    pub(super) fn insert(&mut self, node: NodeId) {
        self.0 |= Self::of(node).0;
    }

    /// Whether `node` may be in the set.
    #[inline]
    pub(super) fn may_hold(self, node: NodeId) -> bool {
        self.0 & Self::of(node).0 != 0
    }
}

impl Word {
    /// Whether a phrase that begins with it may mean one of `wanted`: a yes may be wrong.
    #[inline]
    pub(crate) fn may_begin(&self, wanted: Roles) -> bool {
        self.edges.begins.may_meet(wanted)
    }

    /// Whether no longer phrase begins with it.
    pub(crate) fn is_lone(&self) -> bool {
        !self.goes_on
    }

    /// Whether it stands in phrases behind their first word.
    pub(crate) fn goes_behind(&self) -> bool {
        self.behind != Nodes::NONE
    }

    /// Whether phrases that begin with it can mean anything.
    pub(crate) fn may_begin_any(&self) -> bool {
        self.edges.begins != Hint::NONE
    }

    /// Whether phrases that end with it can mean anything.
    pub(crate) fn may_end_any(&self) -> bool {
        self.edges.ends != Hint::NONE
    }

    /// Whether phrases that begin with it mean nothing but some of `allowed`; a no may be wrong.
    pub(crate) fn means_only(&self, allowed: Roles) -> bool {
        !self.may_mean().meets(allowed.others())
    }

    /// What longer phrases that begin with it may mean.
    #[inline]
    pub(super) fn begins_longer(&self) -> Hint {
        if self.goes_on { self.edges.begins } else { Hint::NONE }
    }

    /// All that phrases that begin with it can mean, and perhaps more where there are longer ones.
    fn may_mean(&self) -> Roles {
        self.roles.or(self.begins_longer().roles())
    }
}

/// A word that a lexicon does not have.
pub(super) static UNKNOWN: Word = Word {
    number: 0,
    node: 0,
    roles: Roles::any(&[]),
    edges: Edges::NONE,
    goes_on: false,
    behind: Nodes::NONE,
    opens_amount: false,
    opens_phrase: false,
    opens_no_number: false,
};

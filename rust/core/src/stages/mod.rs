//! The stages, in the order in which a text goes through them.

pub(crate) mod fold;
pub(crate) mod scan;
pub(crate) mod names;
pub(crate) mod read;
pub(crate) mod compose;
pub(crate) mod relate;
pub(crate) mod tally;
pub(crate) mod settle;
pub(crate) mod currency;

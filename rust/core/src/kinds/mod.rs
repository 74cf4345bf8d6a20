//! What makes a number a figure of its kind, one file a kind.

pub(crate) mod date;
pub(crate) mod date_words;
pub(crate) mod time;
pub(crate) mod until;
pub(crate) mod around;
pub(crate) mod score;
pub(crate) mod ordinal;
mod magnitude;
mod percent;
pub(crate) mod suffix;
pub(crate) mod money;
pub(crate) mod age;
pub(crate) mod agreed;
pub(crate) mod prime;
pub(crate) mod lap;
mod quotient;
mod weight;

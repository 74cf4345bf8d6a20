//! Reads the figures out of news text in many languages.
//!
//! A text goes through the stages of `pipeline`: fold, scan, names, read, compose, relate, tally, settle. What comes out is one
//! [`Figure`] for each figure, with its amount as an exact [`Decimal`] and its place in the text. Reading never fails.
//!
//! ```
//! let reader = figures_core::Reader::default();
//! let text = "Загинуло щонайменше 12 людей.";
//! let found = reader.parse(text, Some("uk"));
//! assert_eq!(found[0].describe(text), "count 12.. person killed \"людей\"");
//! ```
#![forbid(unsafe_code)]

mod block;
mod clues;
mod decimal;
mod detect;
mod draft;
mod error;
mod figure;
mod kinds;
mod known;
mod letters;
mod lexicon;
mod library;
mod parts;
mod pipeline;
mod reader;
mod stages;
mod style;
mod token;
mod tokenize;

pub use block::{BLOCK, code_points};
pub use decimal::Decimal;
pub use error::Error;
pub use figure::{Figure, Flag, Flags, Kind, Relation, Scope, Span, Trend};
pub use library::{languages, regions, taxonomy};
pub use reader::{Document, Options, Reader, Scratch, detect};

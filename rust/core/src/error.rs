//! What can fail: a lexicon, a language code, an exclusion pattern, a number that is none. Reading text never does.

use std::fmt;

/// Says where, what, and what would do; lower case, no full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    message: String,
    is_lexicon: bool,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_lexicon: false }
    }

    pub(crate) fn lexicon(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_lexicon: true }
    }

    /// Whether a lexicon is at fault.
    #[must_use]
    pub fn is_lexicon(&self) -> bool {
        self.is_lexicon
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

//! Words, digits and marks, each with its place and what the lexicon knows of it.

use crate::lexicon::{NodeId, Role, Word};
use crate::stages::fold;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Letters.
    Word,
    /// Decimal digits of any script.
    Digits,
    /// One other character.
    Mark,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// Spaces.
    Space,
    /// A line end.
    Line,
    /// An empty line.
    Paragraph,
}

/// A word, a run of digits or one mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'l> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The character of a mark; the first one of the others.
    pub(crate) first: char,
    /// What the lexicon knows of it.
    pub(crate) word: &'l Word,
    pub(crate) class: Class,
    pub(crate) gap: Gap,
    /// Characters in it.
    pub(crate) length: u16,
    /// The ending that makes a number of it an age or a length of time; nought for none.
    pub(crate) ending: NodeId,
    /// Whether it is a number of parts written together.
    pub(crate) is_fused: bool,
    /// Whether the first letter is a capital.
    pub(crate) is_capital: bool,
}

impl Token<'_> {
    pub(crate) fn is_mark(&self, mark: char) -> bool {
        self.class == Class::Mark && self.first == mark
    }

    pub(crate) fn is_dash(&self) -> bool {
        self.class == Class::Mark && fold::is_dash(self.first)
    }

    /// Whether it is a dash that parts words rather than joins them.
    pub(crate) fn is_spaced_dash(&self) -> bool {
        self.is_dash() && !self.is_joined()
    }

    /// Whether it is what parts or joins those of a list: a comma, a word for "and".
    pub(crate) fn lists(&self) -> bool {
        self.is_mark(',') || self.word.roles.has(Role::And)
    }

    /// Whether it opens or closes what is quoted.
    pub(crate) fn is_quotation_mark(&self) -> bool {
        self.class == Class::Mark && matches!(self.first, '"' | '«' | '»' | '“' | '”' | '„')
    }

    pub(crate) fn is_word(&self) -> bool {
        self.class == Class::Word
    }

    pub(crate) fn is_digits(&self) -> bool {
        self.class == Class::Digits
    }

    /// Whether it touches the token before.
    pub(crate) fn is_joined(&self) -> bool {
        self.gap == Gap::None
    }

    /// Whether it stands on the same line as the token before.
    pub(crate) fn is_on_line(&self) -> bool {
        self.gap <= Gap::Space
    }

    /// Whether it is a word on the same line as the token before.
    pub(crate) fn is_word_on_line(&self) -> bool {
        self.is_word() && self.is_on_line()
    }

    /// Whether it is a mark that ends a sentence.
    pub(crate) fn is_full_stop(&self) -> bool {
        self.class == Class::Mark && matches!(self.first, '.' | '!' | '?')
    }

    /// Whether it is a mark that ends a sentence, or a part of one that could be one.
    pub(crate) fn ends_clause(&self) -> bool {
        self.is_full_stop() || self.is_mark(';') || self.is_mark(':')
    }

    /// "Spain's 17 regions": whether a word is written as that of an owner is.
    pub(crate) fn is_owner(&self, text: &str) -> bool {
        self.is_word() && self.text(text).contains(fold::is_apostrophe)
    }

    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// Whether `c` is of a script that writes words joined: ideographs, syllables, and letters that join to syllables.
pub(crate) fn is_ideograph(c: char) -> bool {
    is_of_syllable(c)
        || matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether `c` is a letter or a vowel that joins others to a part of a syllable, as U+0E00, U+0E80, U+1000 and U+1780 and on have
/// them.
fn is_of_syllable(c: char) -> bool {
    matches!(c, '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E4E}' | '\u{E81}'..='\u{EBD}' | '\u{EC0}'..='\u{ECE}' | '\u{EDC}'..='\u{EDF}' | '\u{1000}'..='\u{103F}' | '\u{104C}'..='\u{108F}' | '\u{109A}'..='\u{109D}' | '\u{1780}'..='\u{17D3}' | '\u{17DC}'..='\u{17DD}')
}

/// Bytes and characters of what `text` begins with and no word can be cut in: a letter, and where letters join to syllables the
/// vowels before it, the letters under it, the marks and vowels over and behind it and a letter that ends the syllable.
pub(crate) fn uncut_length(text: &str) -> (usize, usize) {
    let (mut bytes, mut count) = (0, 0);
    let mut has_letter = false;
    let mut is_under = false;
    let mut chars = text.chars();
    for _ in 0..MOST_UNCUT {
        let Some(c) = chars.next() else { break };
        let is_vowel_before = matches!(c, '\u{E40}'..='\u{E44}' | '\u{EC0}'..='\u{EC4}');
        let goes_on = matches!(c, '\u{E30}'..='\u{E3A}' | '\u{E45}' | '\u{E47}'..='\u{E4E}' | '\u{EB0}'..='\u{EBC}' | '\u{EC8}'..='\u{ECE}' | '\u{102B}'..='\u{103E}' | '\u{1056}'..='\u{1059}' | '\u{105E}'..='\u{1060}' | '\u{1071}'..='\u{1074}' | '\u{1082}'..='\u{108D}' | '\u{17B4}'..='\u{17D3}' | '\u{17DD}')
            || matches!(c, '\u{1000}'..='\u{1021}') && is_without_vowel(chars.clone());
        if count > 0 && !goes_on && (has_letter && !is_under || !is_of_syllable(c)) {
            break;
        }
        is_under = matches!(c, '\u{1039}' | '\u{17D2}');
        has_letter |= !is_vowel_before;
        bytes += c.len_utf8();
        count += 1;
    }
    (bytes, count)
}

/// Whether the marks that follow a letter say that no vowel does: it ends the syllable before it.
fn is_without_vowel(mut behind: std::str::Chars) -> bool {
    match behind.next() {
        Some('\u{1039}' | '\u{103A}') => true,
        Some('\u{1037}') => behind.next() == Some('\u{103A}'),
        _ => false,
    }
}

/// The most characters that hold together: a longer row of marks is no word.
const MOST_UNCUT: usize = 12;

//! Words, digits and marks of a stretch of text, each with its place.

use crate::lexicon::Lexicon;
use crate::stages::fold::{digit, fold_into, is_apostrophe, is_invisible, is_letter, is_line_end, is_space, vulgar_fraction};

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
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The character of a mark; the first one of the others.
    pub(crate) first: char,
    /// The lexicon's number for the folded token, 0 where it has none.
    pub(crate) word: u32,
    pub(crate) class: Class,
    pub(crate) gap: Gap,
    /// Characters in it.
    pub(crate) length: u16,
    /// Whether the first letter is a capital.
    pub(crate) is_capital: bool,
}

impl Token {
    pub(crate) fn is_mark(&self, mark: char) -> bool {
        self.class == Class::Mark && self.first == mark
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

    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// Appends the tokens of `text[from..to]` to `tokens`; `folded` is a buffer.
pub(crate) fn tokenize(text: &str, from: u32, to: u32, lexicon: &Lexicon, folded: &mut String, tokens: &mut Vec<Token>) {
    tokenize_up_to(usize::MAX, text, from, to, lexicon, folded, tokens);
}

/// The same for the first token alone.
pub(crate) fn tokenize_first(text: &str, from: u32, to: u32, lexicon: &Lexicon, folded: &mut String, tokens: &mut Vec<Token>) {
    tokenize_up_to(1, text, from, to, lexicon, folded, tokens);
}

fn tokenize_up_to(
    most: usize, text: &str, from: u32, to: u32, lexicon: &Lexicon, folded: &mut String, tokens: &mut Vec<Token>,
) {
    let Some(stretch) = text.get(from as usize..to as usize) else { return };
    let mut gap = Gap::Line;
    let mut chars = stretch.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_space(c) {
            gap = gap.max(Gap::Space);
            continue;
        }
        if is_line_end(c) {
            // A carriage return and its line feed end one line.
            if c == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n') {
                continue;
            }
            gap = if gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        let start = from + at as u32;
        let mut end = start + c.len_utf8() as u32;
        let mut length: u16 = 1;
        let class = if digit(c).is_some() {
            while let Some((place, next)) = chars.peek().copied() {
                if digit(next).is_some() {
                    end = from + place as u32 + next.len_utf8() as u32;
                    length = length.saturating_add(1);
                } else if !is_invisible(next) {
                    break;
                }
                chars.next();
            }
            Class::Digits
        } else if is_letter(c) && vulgar_fraction(c).is_none() {
            while let Some((place, next)) = chars.peek().copied() {
                let inside = from + place as u32;
                let after = inside + next.len_utf8() as u32;
                if is_letter(next) && !(lexicon.per_character() && is_ideograph(c)) {
                    end = after;
                    length = length.saturating_add(1);
                } else if is_apostrophe(next) {
                    let rest = text.get(after as usize..).unwrap_or("");
                    let next_is_letter = rest.chars().find(|c| !is_invisible(*c)).is_some_and(is_letter);
                    if lexicon.elision() {
                        // The apostrophe stays with the elided word: l' + ottantina.
                        end = after;
                        length = length.saturating_add(1);
                        chars.next();
                        break;
                    }
                    if !next_is_letter {
                        break;
                    }
                    end = after;
                    length = length.saturating_add(1);
                } else if !is_invisible(next) {
                    break;
                }
                chars.next();
            }
            Class::Word
        } else {
            Class::Mark
        };
        let surface = text.get(start as usize..end as usize).unwrap_or("");
        let word = if class == Class::Digits {
            0
        } else {
            folded.clear();
            fold_into(surface, folded);
            lexicon.word(folded)
        };
        let is_capital = class == Class::Word && c.is_uppercase();
        tokens.push(Token { start, end, first: c, word, class, gap, length, is_capital });
        gap = Gap::None;
        if tokens.len() >= most {
            return;
        }
    }
}

/// Whether the script of `c` writes words without spaces between them.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

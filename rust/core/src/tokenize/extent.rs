//! How far what begins at a character goes: a run of digits, the letters of a word with the marks inside it, one mark.

use super::Cutting;
use crate::letters::{plain_length, short_word};
use crate::stages::fold::{digit, is_apostrophe, is_invisible, is_letter, vulgar_fraction};
use crate::token::{Class, is_ideograph, uncut_length};

impl Cutting<'_, '_> {
    /// What begins with `first` here, where it ends and how many characters it has; passes over it.
    pub(super) fn extent(&mut self, first: char) -> (Class, usize, u16) {
        let start = self.at;
        if let Some((bytes, length)) = self.plain_word(first) {
            self.at += bytes;
            return (Class::Word, self.at, length.min(u16::MAX as usize) as u16);
        }
        self.at += first.len_utf8();
        if digit(first).is_some() {
            let rest = self.stretch.as_bytes().get(start..).unwrap_or(&[]);
            let plain = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (end, length) = if plain > 0 && rest.get(plain).is_none_or(u8::is_ascii) {
                self.at = start + plain;
                (self.at, plain.min(u16::MAX as usize) as u16)
            } else {
                self.run(|c| digit(c).is_some())
            };
            (Class::Digits, end, length)
        } else if is_letter(first) && vulgar_fraction(first).is_none() {
            let (end, length) = self.letters(first);
            (Class::Word, end, length)
        } else {
            (Class::Mark, self.at, 1)
        }
    }

    /// Bytes and characters of the word here, where its letters are common ones and nothing may go on with it.
    fn plain_word(&self, first: char) -> Option<(usize, usize)> {
        if !first.is_ascii_alphabetic() && !('À'..='\u{6D3}').contains(&first) {
            return None;
        }
        let rest = self.stretch.as_bytes().get(self.at..)?;
        let bytes = short_word(rest)?;
        let length = plain_length(rest.get(..bytes)?)?;
        rest.get(bytes).is_none_or(|next| next.is_ascii() && !matches!(next, b'\'' | b'`')).then_some((bytes, length))
    }

    /// Goes on while characters belong; the end of the last one that does, and how many characters there are with the first.
    fn run(&mut self, belongs: impl Fn(char) -> bool) -> (usize, u16) {
        let (mut end, mut length) = (self.at, 1u16);
        while let Some(c) = self.peek() {
            if belongs(c) {
                end = self.at + c.len_utf8();
                length = length.saturating_add(1);
            } else if !is_invisible(c) {
                break;
            }
            self.at += c.len_utf8();
        }
        self.at = end;
        (end, length)
    }

    fn letters(&mut self, first: char) -> (usize, u16) {
        let start = self.at - first.len_utf8();
        let is_single = self.lexicon.per_character() && is_ideograph(first);
        let (mut end, mut length) = (self.at, 1u16);
        if is_single {
            let (bytes, count) = uncut_length(self.stretch.get(start..).unwrap_or(""));
            self.at = start + bytes.max(first.len_utf8());
            return (self.at, count as u16);
        }
        loop {
            let per_character = self.lexicon.per_character();
            let (stop, more) = self.run(|c| is_letter(c) && !(per_character && is_ideograph(c)));
            end = end.max(stop);
            length = length.saturating_add(more - 1);
            let Some(c) = self.peek().filter(|c| is_apostrophe(*c)) else { return (end, length) };
            let after = self.at + c.len_utf8();
            if self.lexicon.elision() {
                if self.closes_quotation(start, end, after) {
                    return (end, length);
                }
                // The apostrophe stays with the elided word: l' + ottantina.
                self.at = after;
                return (after, length.saturating_add(1));
            }
            let rest = self.text.get(self.from as usize + after..).unwrap_or("");
            if !rest.chars().find(|c| !is_invisible(*c)).is_some_and(is_letter) {
                return (end, length);
            }
            self.at = after;
            end = after;
            length = length.saturating_add(1);
        }
    }

    /// "'Almeno 760 feriti'.": whether an apostrophe closes a quotation: nothing goes on behind it, and the lexicon knows the word
    /// without it only. The word goes from byte `start` of the stretch to `end`, the apostrophe to `after`.
    fn closes_quotation(&mut self, start: usize, end: usize, after: usize) -> bool {
        let next = self.text.get(self.from as usize + after..).and_then(|rest| rest.chars().next());
        let closes =
            next.is_none_or(|next| next.is_whitespace() || matches!(next, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
        let stretch = self.stretch;
        let mut knows = |end: usize| stretch.get(start..end).is_some_and(|word| self.word(word) != 0);
        closes && knows(end) && !knows(after)
    }
}

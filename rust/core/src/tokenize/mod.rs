//! A stretch of text in, its words, digits and marks out.

mod extent;
pub(crate) mod opening;

use crate::known::{Known, Seen};
use crate::letters::{plain_length, short_word};
use crate::lexicon::{Lexicon, Role, Word};
use crate::stages::fold::{fold_into, is_hyphen, is_invisible, is_line_end, is_space};
use crate::token::{Class, Gap, Token, is_ideograph};

/// Tokens that are read at once: a stretch of more is cut behind a paragraph, and where it has none behind a line or a word.
/// What the stages hold of a text is bounded by this, and not by the text.
const MOST_TOKENS: usize = 1 << 14;

/// Whether what `text` begins with is one of the marks of three bytes that are remembered: hyphens, dashes, quotation marks and
/// points of general punctuation, the marks of Chinese and Japanese.
fn is_wide_mark(text: &[u8]) -> bool {
    matches!(
        text,
        [0xE2, 0x80, 0x90..=0xA7, ..]
            | [0xE3, 0x80, 0x81..=0x82 | 0x88..=0x91, ..]
            | [0xEF, 0xBC, 0x81 | 0x88..=0x89 | 0x8C | 0x9A..=0x9B | 0x9F, ..]
    )
}

/// First bytes of the letters that are tokens of their own where words stand joined; a few have others.
const IDEOGRAPHS: std::ops::RangeInclusive<u8> = 0xE3..=0xED;
/// Bytes of such a letter and of such a mark.
const WIDE: usize = 3;

/// Whether a stretch of so many tokens is cut before one that stands behind `gap`.
fn is_cut(count: usize, gap: Gap) -> bool {
    count >= MOST_TOKENS
        && match gap {
            Gap::Paragraph => true,
            // Ten thousand rows under one heading are one block.
            Gap::Line => count >= 8 * MOST_TOKENS,
            Gap::Space => count >= 9 * MOST_TOKENS,
            Gap::None => count >= 10 * MOST_TOKENS,
        }
}

/// Appends the tokens of `text[from..to]` to `tokens` and returns where those begin for which there was no room.
///
/// `folded` is a buffer, `known` the words met before.
pub(crate) fn tokenize<'l>(
    text: &str,
    from: u32,
    to: u32,
    lexicon: &'l Lexicon,
    folded: &mut String,
    known: &mut Known<Seen>,
    tokens: &mut Vec<Token<'l>>,
) -> u32 {
    let Some(mut cutting) = Cutting::of(text, from, to, lexicon, folded, known) else { return to };
    let first = tokens.len();
    loop {
        cutting.pass_blanks();
        if let Some(token) = cutting.remembered() {
            if is_cut(tokens.len() - first, token.gap) {
                return token.start;
            }
            tokens.push(token);
            continue;
        }
        let Some(mut token) = cutting.plain_digits().or_else(|| cutting.next_token()) else { return to };
        if is_cut(tokens.len() - first, token.gap) {
            return token.start;
        }
        if token.class != Class::Digits {
            let seen = cutting.seen(&token);
            if seen.joined() > 0 {
                token = cutting.cut(&token, seen.joined());
            } else {
                cutting.tell(&mut token, seen);
            }
        }
        // "כ-600": the hyphen behind a word joined before digits says no more than the joining.
        if token.is_digits()
            && let [.., word, hyphen] = tokens.as_slice()
            && token.is_joined()
            && hyphen.is_joined()
            && is_hyphen(hyphen.first)
            && word.word.roles.has(Role::JoinedBefore)
        {
            tokens.pop();
        }
        tokens.push(token);
    }
}

/// A stretch of text on its way into tokens.
pub(crate) struct Cutting<'a, 'l> {
    text: &'a str,
    stretch: &'a str,
    lexicon: &'l Lexicon,
    folded: &'a mut String,
    known: &'a mut Known<Seen>,
    from: u32,
    /// Where the next character stands in the stretch.
    at: usize,
    gap: Gap,
}

impl<'a, 'l> Cutting<'a, 'l> {
    /// Cutting `text[from..to]`, as if it stood alone.
    ///
    /// `folded` is a buffer, `known` the words met before.
    pub(crate) fn of(
        text: &'a str,
        from: u32,
        to: u32,
        lexicon: &'l Lexicon,
        folded: &'a mut String,
        known: &'a mut Known<Seen>,
    ) -> Option<Self> {
        let stretch = text.get(from as usize..to as usize)?;
        Some(Self { text, stretch, lexicon, folded, known, from, at: 0, gap: Gap::Line })
    }

    fn word(&mut self, surface: &str) -> u32 {
        self.folded.clear();
        fold_into(surface, self.folded);
        self.lexicon.word(self.folded)
    }

    /// What the lexicon says of a word or mark, remembered.
    fn seen(&mut self, token: &Token) -> Seen {
        let hash = self.known.hash(self.lexicon.serial, token.text(self.text).as_bytes());
        self.known.get(hash).unwrap_or_else(|| {
            let seen = self.look_up(token);
            self.known.put(hash, seen);
            seen
        })
    }

    /// What the lexicon says of a word or mark.
    fn look_up(&mut self, token: &Token) -> Seen {
        let surface = token.text(self.text);
        let number = self.word(surface);
        let is_unknown_word = number == 0 && token.class == Class::Word;
        // A word that only stands inside phrases may be a number of parts all the same: seicento in "fiat seicento".
        let is_only_inside = number != 0 && token.class == Class::Word && self.lexicon.means_nothing(number);
        let is_number = (is_unknown_word || is_only_inside) && self.lexicon.is_fused(self.folded);
        let ending = if is_unknown_word && !is_number {
            self.lexicon.with_ending(self.folded).map(|(_, node)| node)
        } else {
            None
        };
        let is_fused = is_number || ending.is_some();
        let joined = if is_unknown_word && !is_fused { self.lexicon.joined_before(self.folded) } else { 0 };
        // The bytes are those of the folded word; another spelling of them is left whole.
        let is_as_written = joined > 0 && self.folded.get(..joined) == surface.get(..joined);
        // The signs for times and by begin as letters do: remembered as plain, they would be words from then on.
        let plain = match token.class {
            Class::Mark => match surface.as_bytes() {
                [_] => Some(1),
                mark => (mark.len() == WIDE && is_wide_mark(mark)).then_some(1),
            },
            _ if self.lexicon.per_character() && is_ideograph(token.first) => (surface.len() == WIDE).then_some(1),
            _ => plain_length(surface.as_bytes()),
        };
        let plain = plain.and_then(|length| u8::try_from(length).ok()).unwrap_or(0);
        Seen::new(number, if is_as_written { joined } else { 0 })
            .with_ending(ending.unwrap_or(0))
            .with_plain(plain)
            .with_looks(is_fused, token.is_capital)
    }

    /// Tells a token what was found out of its word.
    fn tell(&self, token: &mut Token<'l>, seen: Seen) {
        token.word = self.lexicon.known(seen.number());
        token.ending = seen.ending();
        token.is_fused = seen.is_fused();
    }

    /// The word of `bytes` that `token` begins with, as a token of its own; what is left comes next.
    fn cut(&mut self, token: &Token<'l>, bytes: u8) -> Token<'l> {
        let end = token.start + u32::from(bytes);
        self.at = (end - self.from) as usize;
        let surface = self.text.get(token.start as usize..end as usize).unwrap_or("");
        let word = self.word(surface);
        let length = surface.chars().count() as u16;
        Token { end, length, word: self.lexicon.known(word), ..*token }
    }

    fn peek(&self) -> Option<char> {
        let byte = *self.stretch.as_bytes().get(self.at)?;
        if byte < 0x80 { Some(byte as char) } else { self.stretch.get(self.at..)?.chars().next() }
    }

    /// Passes over plain spaces and line ends, which is nearly all that parts tokens.
    #[inline]
    fn pass_blanks(&mut self) {
        while let Some(byte @ (b' ' | b'\n')) = self.stretch.as_bytes().get(self.at) {
            self.gap = match (byte, self.gap) {
                (b' ', gap) => gap.max(Gap::Space),
                (_, Gap::Line | Gap::Paragraph) => Gap::Paragraph,
                _ => Gap::Line,
            };
            self.at += 1;
        }
    }

    /// Passes over what parts tokens; the first character of the next one.
    fn skip(&mut self) -> Option<char> {
        loop {
            let c = self.peek()?;
            if is_space(c) {
                self.gap = self.gap.max(Gap::Space);
            } else if is_line_end(c) {
                // A carriage return and its line feed end one line.
                let is_pair = c == '\r' && self.stretch.as_bytes().get(self.at + 1) == Some(&b'\n');
                if !is_pair {
                    self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
                }
            } else if !is_invisible(c) {
                return Some(c);
            }
            self.at += c.len_utf8();
        }
    }

    /// The word or mark that comes next where it is a plain one and was met before, as nearly always.
    #[inline]
    fn remembered(&mut self) -> Option<Token<'l>> {
        let start = self.at;
        let rest = self.stretch.as_bytes().get(start..)?;
        let head = *rest.first()?;
        // "Ten people -- all women -- died": a dash as typewriters have it.
        if head == b'-' && rest.get(1) == Some(&b'-') && rest.get(2) != Some(&b'-') {
            self.gap = self.gap.max(Gap::Space);
            return Some(self.plain('—', 2, Class::Mark, self.lexicon.mark(b'-')));
        }
        if head.is_ascii_punctuation() {
            return Some(self.plain(char::from(head), 1, Class::Mark, self.lexicon.mark(head)));
        }
        let is_word = head.is_ascii_alphabetic() || matches!(head, 0xC3..=0xC9 | 0xCE..=0xD1 | 0xD7..=0xDB);
        let is_mark = head >= 0xE2 && is_wide_mark(rest);
        let is_ideograph = !is_mark && self.lexicon.per_character() && IDEOGRAPHS.contains(&head);
        let length = match is_word {
            true => short_word(rest)?,
            false if is_mark || is_ideograph => WIDE,
            false => return None,
        };
        if is_word && !rest.get(length).is_none_or(|next| next.is_ascii() && !matches!(next, b'\'' | b'`')) {
            return None;
        }
        let seen = self.known.get(self.known.hash(self.lexicon.serial, rest.get(..length)?))?;
        if seen.plain() == 0 || seen.joined() > 0 {
            return None;
        }
        let first = if head.is_ascii() { char::from(head) } else { self.stretch.get(start..)?.chars().next()? };
        let (class, first) = if is_mark { (Class::Mark, narrow(first)) } else { (Class::Word, first) };
        let token = self.plain(first, length, class, self.lexicon.known(seen.number()));
        Some(Token {
            length: u16::from(seen.plain()),
            ending: seen.ending(),
            is_fused: seen.is_fused(),
            is_capital: seen.is_capital(),
            ..token
        })
    }

    /// The token of the next `bytes`, each a character; passes over it.
    #[inline]
    fn plain(&mut self, first: char, bytes: usize, class: Class, word: &'l Word) -> Token<'l> {
        let start = self.at;
        self.at += bytes;
        Token {
            start: self.from + start as u32,
            end: self.from + self.at as u32,
            first,
            word,
            class,
            gap: std::mem::replace(&mut self.gap, Gap::None),
            length: bytes.min(u16::MAX as usize) as u16,
            ending: 0,
            is_fused: false,
            is_capital: false,
        }
    }

    /// The digits that come next where they are of ASCII and nothing may go on with them.
    #[inline]
    fn plain_digits(&mut self) -> Option<Token<'l>> {
        let rest = self.stretch.as_bytes().get(self.at..)?;
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let first = rest.first().filter(|_| length > 0 && rest.get(length).is_none_or(u8::is_ascii))?;
        Some(self.plain(char::from(*first), length, Class::Digits, self.lexicon.known(0)))
    }

    fn next_token(&mut self) -> Option<Token<'l>> {
        let first = self.skip()?;
        let start = self.at;
        let (class, end, length) = self.extent(first);
        let first = if class == Class::Mark { narrow(first) } else { first };
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let is_capital =
            class == Class::Word && if first.is_ascii() { first.is_ascii_uppercase() } else { first.is_uppercase() };
        Some(Token {
            start: self.from + start as u32,
            end: self.from + end as u32,
            first,
            word: self.lexicon.known(0),
            class,
            gap,
            length,
            ending: 0,
            is_fused: false,
            is_capital,
        })
    }
}

/// The mark of the Latin script that a full-width, an Arabic or an Armenian one is. A stop that stands in no number is the mark that only ends
/// sentences: 3。5 is no decimal.
fn narrow(mark: char) -> char {
    match mark {
        '．' => '.',
        '，' | '،' | '՝' => ',',
        '؛' | '；' => ';',
        '؟' | '？' => '?',
        '。' | '｡' | '।' | '։' | '！' => '!',
        '＋' => '+',
        '（' => '(',
        '）' => ')',
        '：' => ':',
        _ => mark,
    }
}

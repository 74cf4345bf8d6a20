//! What all languages share: currency codes and signs, unit symbols, percent signs. Looked up as written, capitals and all.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use rustc_hash::FxHashSet;
use toml::de::{DeTable, DeValue};

use super::image::{Reader, Writer};
use super::{Currencies, Firsts, Table};
use crate::letters::word_key;
use crate::lexicon::{Role, Roles};
use crate::token::{Class, Token};

/// What a sign or symbol stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// ISO 4217 code spelled out.
    Code(CompactString),
    /// A currency sign; whether several countries use it.
    Currency(CompactString, bool),
    /// A sign of the hundredth of a currency.
    Cent(CompactString),
    /// A unit symbol; whether it is also an ordinary letter or word.
    Unit(CompactString, bool),
    /// A symbol of a length of time.
    Duration(CompactString, bool),
    Percent,
    PerMille,
}

/// The tables of `_shared.toml`.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    written: Table,
    /// By the number of what is written, where its signs end; those of the number before it end where they begin.
    ends: Vec<u32>,
    signs: Vec<Sign>,
    /// First and last words of signs of several, and signs of one.
    edges: Table,
    /// The same as a filter: nearly no word is one.
    words: Firsts,
    /// What signs begin with where it is no letter, and what they end with.
    opening: Marks,
    closing: Marks,
    /// Bytes of the longest sign.
    longest: usize,
    /// Currencies that share a word.
    pub(crate) currencies: Currencies,
}

/// Characters, those of ASCII and of general punctuation a bit each.
#[derive(Debug, Default)]
struct Marks {
    ascii: u128,
    punctuation: u128,
    others: FxHashSet<char>,
}

impl Marks {
    const PUNCTUATION: u32 = 0x2000;

    /// The bit of a character, and whether it is one of ASCII.
    fn bit(character: char) -> Option<(u128, bool)> {
        let code = u32::from(character);
        let of_punctuation = || code.checked_sub(Self::PUNCTUATION).filter(|code| *code < u128::BITS);
        if character.is_ascii() { Some((1 << code, true)) } else { of_punctuation().map(|code| (1 << code, false)) }
    }

    fn hold(&self, mark: char) -> bool {
        match Self::bit(mark) {
            Some((bit, true)) => self.ascii & bit != 0,
            Some((bit, false)) => self.punctuation & bit != 0,
            None => self.others.contains(&mark),
        }
    }
}

impl FromIterator<char> for Marks {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let mut marks = Self::default();
        for character in characters {
            match Self::bit(character) {
                Some((bit, true)) => marks.ascii |= bit,
                Some((bit, false)) => marks.punctuation |= bit,
                None => _ = marks.others.insert(character),
            }
        }
        marks
    }
}

/// Characters that a part of a sign may have.
const SHORT: u16 = 6;
/// Tokens that a sign may be written with: `sq. km`, `US $`.
const LONGEST: usize = 5;

impl Sign {
    fn write(&self, image: &mut Writer) {
        let (sort, code, is_weak) = match self {
            Self::Code(code) => (0, code.as_str(), false),
            Self::Currency(code, is_ambiguous) => (1, code.as_str(), *is_ambiguous),
            Self::Cent(code) => (2, code.as_str(), false),
            Self::Unit(unit, is_weak) => (3, unit.as_str(), *is_weak),
            Self::Duration(unit, is_weak) => (4, unit.as_str(), *is_weak),
            Self::Percent => (5, "", false),
            Self::PerMille => (6, "", false),
        };
        image.number(sort);
        image.text(code);
        image.number(u64::from(is_weak));
    }

    fn read(image: &mut Reader) -> Self {
        let (sort, code, is_weak) = (image.number(), image.text().into(), image.number() == 1);
        match sort {
            0 => Self::Code(code),
            1 => Self::Currency(code, is_weak),
            2 => Self::Cent(code),
            3 => Self::Unit(code, is_weak),
            4 => Self::Duration(code, is_weak),
            5 => Self::Percent,
            _ => Self::PerMille,
        }
    }
}

impl Shared {
    /// What is in the image that [`image`] made.
    pub(crate) fn load(image: &[u8]) -> Self {
        let mut image = Reader::new(image);
        let written = Table::read(&mut image);
        let (mut ends, mut signs) = (vec![0], Vec::new());
        for _ in 0..written.len() {
            signs.extend((0..image.number()).map(|_| Sign::read(&mut image)));
            ends.push(signs.len() as u32);
        }
        let opening = written.iter().filter_map(|written| written.chars().next()).collect();
        let closing = written.iter().filter_map(|written| written.chars().next_back()).collect();
        let longest = written.iter().map(str::len).max().unwrap_or(0);
        let edges = Table::read(&mut image);
        let words = Firsts::of(edges.iter().map(|word| word_key(word.as_bytes())));
        let currencies = Currencies::read(&mut image);
        Self { written, ends, signs, edges, words, opening, closing, longest, currencies }
    }

    /// The signs that are written so.
    fn signs(&self, written: &str) -> &[Sign] {
        let end = |number: u32| self.ends.get(number as usize).map(|end| *end as usize);
        let number = self.written.find(written);
        let range = number.checked_sub(1).and_then(end).zip(end(number));
        range.and_then(|(start, end)| self.signs.get(start..end)).unwrap_or(&[])
    }

    /// The ISO 4217 code `written`, if it is one.
    pub(crate) fn code(&self, written: &str) -> Option<&CompactString> {
        self.signs(written).iter().find_map(|sign| match sign {
            Sign::Code(code) => Some(code),
            _ => None,
        })
    }

    /// The longest sign that begins at token `at` and the token after it, of those that `wanted` takes.
    pub(crate) fn after<'s, R>(
        &'s self,
        text: &str,
        tokens: &[Token],
        at: usize,
        wanted: impl Fn(&'s Sign) -> Option<R>,
    ) -> Option<(usize, R)> {
        // Signs are short; nearly every word behind a number is not.
        if !self.may_hold(text, tokens.get(at)?, &self.opening) {
            return None;
        }
        let line = tokens.get(at..).unwrap_or(&[]).iter().take(LONGEST);
        let mut key = [0u8; 32];
        let mut length = 0;
        let mut best = None;
        for (place, token) in line.enumerate() {
            // "132 m i 128 m", "200 m in the heat": a word of grammar is no part of a sign.
            let is_grammar = || {
                let grammar = Roles::any(&[Role::And, Role::Function]);
                token.is_word() && !token.is_joined() && token.word.roles.meets(grammar)
            };
            if place > 0 && (!token.is_on_line() || is_grammar()) || token.is_digits() && place == 0 {
                break;
            }
            let surface = token.text(text).as_bytes();
            let Some(room) = key.get_mut(length..length + surface.len()) else { break };
            room.copy_from_slice(surface);
            length += surface.len();
            if length > self.longest {
                break;
            }
            // A symbol ends where its word ends: `km` of `km2`, not of `kmh`.
            let found = self.find(key.get(..length), &wanted);
            if let Some(found) = found {
                best = Some((at + place + 1, found));
            }
        }
        best
    }

    /// The longest sign that ends right before token `end` and its first token.
    pub(crate) fn before<'s, R>(
        &'s self,
        text: &str,
        tokens: &[Token],
        end: usize,
        wanted: impl Fn(&'s Sign) -> Option<R>,
    ) -> Option<(usize, R)> {
        if !self.may_hold(text, tokens.get(end.checked_sub(1)?)?, &self.closing) {
            return None;
        }
        let mut best = None;
        let mut key = [0u8; 32];
        let mut length = 0;
        for place in (end.saturating_sub(3)..end).rev() {
            let Some(token) = tokens.get(place) else { break };
            let surface = token.text(text).as_bytes();
            // "cotado a R$ 5": two words are no AR$.
            let is_parted = token.is_word()
                && tokens.get(place + 1).is_some_and(|next| place + 1 < end && next.is_word() && !next.is_joined());
            if is_parted || length + surface.len() > key.len() {
                break;
            }
            key.copy_within(0..length, surface.len());
            key.get_mut(..surface.len())?.copy_from_slice(surface);
            length += surface.len();
            // "A $48 million contract": an article is no part of the sign unless it touches it, as the R of "R $ 5" need not.
            // "A US$ 5 million loan": nor a letter apart from longer ones.
            let is_article = token.is_word()
                && token.length == 1
                && tokens.get(place + 1).is_some_and(|next| {
                    let touches = tokens.get(end).is_some_and(Token::is_joined);
                    place + 1 < end && !next.is_joined() && (touches || next.is_word() && next.length > 1)
                });
            if let Some(found) = self.find(key.get(..length), &wanted).filter(|_| !is_article) {
                best = Some((place, found));
            }
            if !token.is_on_line() {
                break;
            }
        }
        best
    }

    /// Whether a sign may begin with this token; a yes may be wrong.
    pub(crate) fn may_open(&self, text: &str, token: &Token) -> bool {
        self.may_hold(text, token, &self.opening)
    }

    /// Whether a sign may end with this token; a yes may be wrong.
    pub(crate) fn may_close(&self, text: &str, token: &Token) -> bool {
        self.may_hold(text, token, &self.closing)
    }

    /// Whether a sign may begin or end with this token: with a word of a sign, or with one of `marks`.
    fn may_hold(&self, text: &str, token: &Token, marks: &Marks) -> bool {
        match token.class {
            Class::Word => {
                let word = || token.text(text);
                token.length <= SHORT
                    && self.words.has(word_key(word().as_bytes())) == 1
                    && self.edges.find(word()) != 0
            }
            // A full-width mark is told as a narrow one.
            Class::Mark if token.first.is_ascii() && token.end > token.start + 1 => {
                token.text(text).chars().any(|mark| marks.hold(mark))
            }
            Class::Mark => marks.hold(token.first),
            Class::Digits => true,
        }
    }

    fn find<'s, R>(&'s self, key: Option<&[u8]>, wanted: &impl Fn(&'s Sign) -> Option<R>) -> Option<R> {
        let key = std::str::from_utf8(key?).ok()?;
        // hk$ and nzd$: beside the sign, small letters are no other word.
        let capitals = (key.contains('$') && key.len() > 2).then(|| key.to_ascii_uppercase());
        let signs = match (self.signs(key), capitals) {
            ([], Some(capitals)) => self.signs(&capitals),
            (signs, _) => signs,
        };
        signs.iter().find_map(wanted)
    }
}

/// The image of the file `text`, for [`Shared::load`]; a fault is one line.
pub(crate) fn image(text: &str) -> Result<Vec<u8>, String> {
    let document = DeTable::parse(text).map_err(|fault| format!("lexicons/_shared.toml: {}", fault.message()))?;
    let table = |name: &str| -> Vec<(String, String)> {
        let Some(table) = document.get_ref().get(name).and_then(|table| table.get_ref().as_table()) else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        for (key, list) in table {
            let items = list.get_ref().as_array().into_iter().flatten();
            rows.extend(items.filter_map(|item| match item.get_ref() {
                DeValue::String(text) => Some((key.get_ref().to_string(), text.to_string())),
                _ => None,
            }));
        }
        rows
    };
    let listed = |name: &str| -> BTreeSet<String> { table(name).into_iter().map(|(_, word)| word).collect() };
    let (ambiguous, weak) = (listed("currency_sign_ambiguous"), listed("unit_symbol_weak"));
    let mut gathered = Gathered::default();
    for (_, code) in table("currency") {
        gathered.insert(&code, Sign::Code(code.as_str().into()));
    }
    for (code, sign) in table("currency_sign") {
        gathered.insert(&sign, Sign::Currency(code.into(), ambiguous.contains(&sign)));
    }
    for (code, sign) in table("cent_sign") {
        gathered.insert(&sign, Sign::Cent(code.into()));
    }
    for (unit, symbol) in table("unit_symbol") {
        gathered.insert(&symbol, Sign::Unit(unit.into(), weak.contains(&symbol)));
    }
    for (unit, symbol) in table("duration_symbol") {
        gathered.insert(&symbol, Sign::Duration(unit.into(), weak.contains(&symbol)));
    }
    for (key, sign) in table("percent_sign") {
        gathered.insert(&sign, if key == "mille" { Sign::PerMille } else { Sign::Percent });
    }
    let (families, areas) = (table("currency_family"), table("currency_area"));
    let (codes, countries) = (listed("currency"), listed("country"));
    let is_unknown = |list: &BTreeSet<String>, code: &String| !list.contains(code);
    let no_currency = families.iter().map(|(_, code)| code).chain(areas.iter().map(|(code, _)| code));
    let no_country = areas.iter().map(|(_, country)| country).find(|country| is_unknown(&countries, country));
    if let Some(code) = no_currency.into_iter().find(|code| is_unknown(&codes, code)).or(no_country) {
        return Err(format!("lexicons/_shared.toml: `{code}` is no currency or country of the lists"));
    }
    let mut image = gathered.image();
    Currencies::write(&families, &areas, &mut image);
    Ok(image.into_bytes())
}

/// The signs and the words at their edges.
#[derive(Default)]
struct Gathered {
    signs: BTreeMap<String, Vec<Sign>>,
    edges: BTreeSet<String>,
}

impl Gathered {
    fn insert(&mut self, written: &str, sign: Sign) {
        let key: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        for edge in [
            written.trim_end_matches(|c: char| !c.is_alphabetic()),
            written.trim_start_matches(|c: char| !c.is_alphabetic()),
        ] {
            let words = edge.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            self.edges.extend(words.flat_map(|word| [word.to_owned(), word.to_lowercase()]));
        }
        self.signs.entry(key).or_default().push(sign);
    }

    fn image(&self) -> Writer {
        let mut image = Writer::default();
        Table::write(self.signs.keys().map(String::as_str), &mut image);
        for signs in self.signs.values() {
            image.number(signs.len() as u64);
            for sign in signs {
                sign.write(&mut image);
            }
        }
        Table::write(self.edges.iter().map(String::as_str), &mut image);
        image
    }
}

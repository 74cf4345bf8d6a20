//! What must hold for any bytes whatever. The fuzzer calls these, and so does `rust/core/tests/fuzz.rs` with what was found.
//!
//! An input is a first line and the rest. The first line is a language's tag (or none, and the language is found); for a
//! lexicon it is a text that is read with it.

use std::cell::RefCell;
use std::sync::OnceLock;

use figures_core::{Decimal, Document, Figure, Options, Reader, Relation, Scratch};

/// One reader for all inputs, as in a program that reads a dump.
fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(Reader::default)
}

fn parts(input: &str) -> (Option<&str>, &str) {
    let (head, rest) = input.split_once('\n').unwrap_or(("", input));
    (Some(head).filter(|head| !head.is_empty()), rest)
}

/// Any text in any language has figures that are in order, inside the text, and the same with used memory.
pub fn text(data: &[u8]) {
    thread_local! {
        static USED: RefCell<Scratch> = RefCell::new(Scratch::default());
    }
    let input = String::from_utf8_lossy(data);
    let (lang, text) = parts(&input);
    let document = Document { text, lang, date: Some("2025-03-01") };
    let (mut fresh, mut again) = (Vec::new(), Vec::new());
    reader().parse_into(document, &mut Scratch::default(), &mut fresh);
    USED.with_borrow_mut(|used| reader().parse_into(document, used, &mut again));
    assert_eq!(fresh, again, "memory of the text before changes what is read");
    let mut end = 0;
    for figure in &fresh {
        assert!(end <= figure.span.start && figure.span.start < figure.span.end, "{figure:?}");
        end = figure.span.end;
        assert!(slice(text, figure.span.start, figure.span.end).is_some(), "{figure:?}");
        if let Some(label) = figure.label {
            assert!(slice(text, label.start, label.end).is_some(), "{figure:?}");
        }
        assert!(figure.part_of.is_none_or(|whole| (whole as usize) < fresh.len()), "{figure:?}");
        bounds(figure);
    }
}

fn slice(text: &str, start: u32, end: u32) -> Option<&str> {
    text.get(start as usize..end as usize).filter(|part| !part.is_empty())
}

/// The bounds are those that the relation promises.
fn bounds(figure: &Figure) {
    let (low, high) = (figure.low.is_some(), figure.high.is_some());
    let holds = match figure.relation {
        Relation::Approx => !low && !high,
        Relation::AtLeast | Relation::MoreThan => low && !high,
        Relation::AtMost | Relation::LessThan => !low && high,
        Relation::Range => low && high && figure.low <= figure.high && figure.value.is_none(),
        Relation::Exact | Relation::Vague => true,
    };
    assert!(holds, "{figure:?}");
}

/// A number is read or refused, and one that was read is written so that it reads the same.
pub fn number(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let (lang, text) = parts(&input);
    match reader().parse_number(text, lang) {
        Ok(value) => assert_eq!(value.to_string().parse_decimal(), Some(value), "{value}"),
        Err(error) => assert!(!error.to_string().is_empty() && !error.to_string().contains('\n'), "{error:?}"),
    }
}

trait ParseDecimal {
    fn parse_decimal(&self) -> Option<Decimal>;
}

impl ParseDecimal for String {
    /// Plain digits, as a decimal is written.
    fn parse_decimal(&self) -> Option<Decimal> {
        let (sign, digits) = self.strip_prefix('-').map_or((1, self.as_str()), |digits| (-1, digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mantissa: i128 = format!("{whole}{fraction}").parse().ok()?;
        Decimal::new(sign * mantissa, fraction.len() as u32)
    }
}

/// A user's lexicon is taken, or refused in a line that names its file.
pub fn lexicon(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let (text, lexicon) = parts(&input);
    let lexicons = vec![("xx.toml".to_owned(), lexicon.to_owned())];
    match Reader::new(Options { lexicons, ..Options::default() }) {
        Ok(reader) => {
            for figure in reader.parse(text.unwrap_or("12 xx, 3 yy"), Some("xx")) {
                bounds(&figure);
            }
        }
        Err(error) => {
            let message = error.to_string();
            assert!(message.contains("xx.toml") && !message.contains('\n'), "{message}");
        }
    }
}

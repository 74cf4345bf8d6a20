//! The reader: options in, figures out.

use regex::Regex;

use crate::decimal::Decimal;
use crate::error::Error;
use crate::figure::{Figure, Kind};
use crate::kinds::date::Date;
use crate::library::{Library, languages};
use crate::parts::language;
use crate::pipeline::{Buffers, Given, read};
use crate::stages::fold::is_invisible;
use crate::stages::settle::exclude;

/// What a [`Reader`] is told once for all documents.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// BCP 47 tag for documents that name none; without it the language is detected.
    pub lang: Option<String>,
    /// Kinds to keep; empty keeps all.
    pub kinds: Vec<Kind>,
    /// Regular expressions; no figure may touch what they match.
    pub exclude: Vec<String>,
    /// Lexicons on top of ours: file name (`uk.toml`) and content.
    pub lexicons: Vec<(String, String)>,
    /// Date that resolves open dates of documents that name none: year, year and month, or day, as in ISO 8601.
    pub date: Option<String>,
}

/// One document as the reader takes it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'t> {
    /// The text.
    pub text: &'t str,
    /// BCP 47 tag; an unknown one is read as `und`.
    pub lang: Option<&'t str>,
    /// The date that open dates are resolved by; one that cannot be read resolves nothing.
    pub date: Option<&'t str>,
}

/// Memory that reading uses and the next document uses again; one a thread.
#[derive(Debug, Default)]
pub struct Scratch(Buffers);

/// Reads figures; made once, shared by threads.
///
/// ```
/// use figures_core::{Options, Reader};
/// let reader = Reader::new(Options { lang: Some("pt".into()), ..Options::default() })?;
/// let found = reader.parse("A obra custou US $ 1,37 bilhão.", None);
/// assert_eq!(found[0].to_string(), "money 1370000000 USD");
/// # Ok::<(), figures_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader {
    library: Library,
    lang: Option<(String, String)>,
    kinds: Vec<Kind>,
    exclude: Vec<Regex>,
    date: Option<Date>,
}

impl Reader {
    /// A reader with these options.
    ///
    /// # Errors
    /// An unknown language, a pattern that is no regular expression, a date that cannot be, a lexicon with a fault.
    pub fn new(options: Options) -> Result<Self, Error> {
        let library = Library::new(&options.lexicons)?;
        let lang = match &options.lang {
            Some(tag) => Some(known_tag(&library, tag).ok_or_else(|| Error::new(unknown_language(tag)))?),
            None => None,
        };
        let exclude = options
            .exclude
            .iter()
            .map(|pattern| Regex::new(pattern).map_err(|_| Error::new(format!("`{pattern}` is no regular expression"))))
            .collect::<Result<_, _>>()?;
        let date = match &options.date {
            Some(text) => {
                Some(Date::parse(text).ok_or_else(|| Error::new(format!("`{text}` is no date such as 2025-03-01")))?)
            }
            None => None,
        };
        Ok(Self { library, lang, kinds: options.kinds, exclude, date })
    }

    /// The figures in `text`, by start, never overlapping; `lang` as in [`Document::lang`].
    #[must_use]
    pub fn parse(&self, text: &str, lang: Option<&str>) -> Vec<Figure> {
        let mut figures = Vec::new();
        self.parse_into(Document { text, lang, date: None }, &mut Scratch::default(), &mut figures);
        figures
    }

    /// Appends the figures of one document to `figures`. A text past 4 GiB is read up to there.
    pub fn parse_into(&self, document: Document<'_>, scratch: &mut Scratch, figures: &mut Vec<Figure>) {
        self.parse_each(&[document], scratch, |_, _, found| figures.append(found));
    }

    /// Hands the figures of `documents` to `take`, in order and some at a time: the place of the document, how many of its figures
    /// came before, and the next ones, which may be taken away. A document without figures is not told of.
    ///
    /// Reads what [`Reader::parse_into`] reads, in less time where documents are short, as they go through the stages together, and
    /// in less memory where they are long: figures are not kept. Some hundred kilobytes of text at once are enough.
    ///
    /// ```
    /// use figures_core::{Document, Reader, Scratch};
    /// let documents = ["12 soldiers", "", "5 tanks and 3 ships"].map(|text| Document { text, ..Document::default() });
    /// let mut found = Vec::new();
    /// Reader::default().parse_each(&documents, &mut Scratch::default(), |document, before, figures| {
    ///     found.push((document, before, figures.len()));
    /// });
    /// assert_eq!(found, [(0, 0, 1), (2, 0, 2)]);
    /// ```
    pub fn parse_each(
        &self,
        documents: &[Document<'_>],
        scratch: &mut Scratch,
        mut take: impl FnMut(usize, usize, &mut Vec<Figure>),
    ) {
        let tag = |tag| known_tag(&self.library, tag).unwrap_or_else(|| ("und".into(), String::new()));
        let own: Vec<Option<(String, String)>> = documents.iter().map(|document| document.lang.map(tag)).collect();
        let given: Vec<Given> = documents
            .iter()
            .zip(&own)
            .map(|(document, own)| Given {
                text: whole(document.text),
                lang: own.as_ref().or(self.lang.as_ref()).map(|(code, region)| (code.as_str(), region.as_str())),
                date: document.date.map_or(self.date, Date::parse),
            })
            .collect();
        if self.exclude.is_empty() && self.kinds.is_empty() {
            read(&given, &self.library, &mut scratch.0, &mut take);
            return;
        }
        // What is left of a document is known when all of it is.
        let mut left = |place: usize, figures: &mut Vec<Figure>| {
            exclude(given.get(place).map_or("", |given| given.text), &self.exclude, figures);
            self.keep_kinds(figures);
            if !figures.is_empty() {
                take(place, 0, figures);
            }
            figures.clear();
        };
        let (mut place, mut figures) = (0, Vec::new());
        read(&given, &self.library, &mut scratch.0, &mut |next, _, found| {
            if next != place {
                left(place, &mut figures);
            }
            place = next;
            figures.append(found);
        });
        left(place, &mut figures);
    }

    /// Leaves only the kinds asked for; what a figure is part of moves with it or is forgotten.
    fn keep_kinds(&self, figures: &mut Vec<Figure>) {
        if self.kinds.is_empty() {
            return;
        }
        let own = std::mem::take(figures);
        let mut places: Vec<Option<u32>> = Vec::with_capacity(own.len());
        for mut figure in own {
            let keeps = self.kinds.contains(&figure.kind);
            places.push(keeps.then_some(figures.len() as u32));
            if keeps {
                figure.part_of = figure.part_of.and_then(|whole| places.get(whole as usize).copied().flatten());
                figures.push(figure);
            }
        }
    }

    /// The currencies (ISO 4217) that are called as `code` is: the pesos of other countries.
    ///
    /// ```
    /// assert!(figures_core::Reader::default().currencies_like("MXN").contains(&"ARS"));
    /// ```
    #[must_use]
    pub fn currencies_like(&self, code: &str) -> Vec<&str> {
        self.library.shared.currencies.like(code)
    }

    /// The number that the whole of `text` writes, in words or digits; `lang` as in [`Document::lang`].
    ///
    /// ```
    /// let reader = figures_core::Reader::default();
    /// assert_eq!(reader.parse_number("912 490", Some("uk"))?, 912_490.into());
    /// assert!(reader.parse_number("a dozen or so eggs", Some("en")).is_err());
    /// # Ok::<(), figures_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Says what was not understood and at which character.
    pub fn parse_number(&self, text: &str, lang: Option<&str>) -> Result<Decimal, Error> {
        let found = self.parse(text, lang);
        let Some(figure) = found.first() else {
            return Err(Error::new(format!("`{}` is no number", shown(text))));
        };
        let (start, end) = (figure.span.start as usize, figure.span.end as usize);
        let is_blank = |c: char| c.is_whitespace() || is_invisible(c);
        let (head, tail) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or("").trim_matches(is_blank));
        let has_head = !head.trim_matches(is_blank).is_empty();
        // "2,3 тис.": in a sentence the stop could be its own.
        let is_abbreviation =
            || text.get(..end).and_then(|read| read.chars().next_back()).is_some_and(char::is_alphabetic);
        let is_closed = tail.is_empty() || tail == "." && is_abbreviation();
        if has_head || !is_closed {
            let rest = if has_head { head } else { text.get(end..).unwrap_or("") };
            let before = if has_head { 0 } else { end };
            let skipped = rest.len() - rest.trim_start_matches(is_blank).len();
            let place = text.get(..before + skipped).unwrap_or("").chars().count();
            return Err(Error::new(format!(
                "`{}` at character {place} was not understood",
                shown(rest.trim_matches(is_blank))
            )));
        }
        // A year or a date of digits alone is a number when a number is asked for.
        match figure.value {
            Some(value) => Ok(value),
            None => figure
                .date
                .as_ref()
                .and_then(|date| Decimal::from_digits(date, ""))
                .ok_or_else(|| Error::new(format!("`{}` is no single number", shown(text)))),
        }
    }
}

impl Default for Reader {
    fn default() -> Self {
        // Without options nothing can be wrong: the built-in lexicons were checked when built.
        Self::new(Options::default()).unwrap_or_else(|_| unreachable!("the built-in lexicons are checked when built"))
    }
}

/// The language that `text` is in: BCP 47 code, or nothing where no language that can be read is likely.
///
/// ```
/// assert_eq!(figures_core::detect("Щонайменше двоє людей загинули внаслідок обстрілу."), Some("uk"));
/// ```
#[must_use]
pub fn detect(text: &str) -> Option<&'static str> {
    language(text, &mut String::new())
}

/// `text` as far as places in it can be told.
fn whole(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize - 1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// Language and region of a tag, where there is a lexicon of the language.
fn known_tag(library: &Library, tag: &str) -> Option<(String, String)> {
    let mut subtags = tag.split(['-', '_']);
    let code = subtags.next()?.to_ascii_lowercase();
    if code == "und" {
        return Some((code, String::new()));
    }
    let is_region =
        |subtag: &&str| subtag.len() == 2 || subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit());
    let region = subtags.find(is_region).map(str::to_ascii_uppercase).unwrap_or_default();
    library.knows(&code).then_some((code, region))
}

fn unknown_language(tag: &str) -> String {
    let known: Vec<&str> = languages().iter().map(|(code, _)| *code).collect();
    format!("`{tag}` is no language that can be read; there are {}", known.join(" "))
}

/// The start of a text, for a message.
fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    // On one line and without control characters, whatever the text.
    let visible = |c: char| if c.is_whitespace() || c.is_control() { ' ' } else { c };
    let mut short: String = text.chars().take(LONGEST).map(visible).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

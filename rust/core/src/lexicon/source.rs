//! A lexicon file, read and checked: TOML in, one entry a word out, each with its line.
//!
//! Also compiled into the build script, so that a faulty lexicon stops the build.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Switches;
use super::role::Role;
use super::schema::{Keys, SETTINGS, TABLES, family};
use super::taxonomy;
use crate::stages::fold::fold_into;

/// One word or phrase of a lexicon and what it means there.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) role: Role,
    /// The key it stands under: a number, a code, an id; for ranges the index of its pair.
    pub(crate) key: String,
    /// Folded.
    pub(crate) words: String,
    pub(crate) line: usize,
    /// The region whose documents it is for; empty for all.
    pub(crate) region: String,
}

/// One setting: a switch, separators, letters.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) table: String,
    pub(crate) key: String,
    pub(crate) values: Vec<String>,
    pub(crate) region: String,
}

/// The table of endings, by the word that is the model for others.
const MODELS: &str = "inflected";
/// What stands between the stem of a word and its model.
const LIKE: char = '|';
/// Endings that a model may have: with stems that have many the words of a small file would fill the memory.
const MOST_ENDINGS: usize = 100;

/// A lexicon file as read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Source {
    pub(crate) entries: Vec<Entry>,
    pub(crate) settings: Vec<Setting>,
}

/// Reads the lexicon `text`; `file` is its name in messages.
///
/// A fault is one line: file, line, what, and what would do.
pub(crate) fn parse(file: &str, text: &str) -> Result<Source, String> {
    let document = DeTable::parse(text).map_err(|fault| {
        let at = fault.span().map_or(0, |span| span.start);
        format!("{file}:{}: {}", text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1, fault.message())
    })?;
    let line_ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
    let mut reading = Reading { file, line_ends, models: HashMap::new(), source: Source::default() };
    // Words of any table may be inflected like them.
    if let Some(models) = document.get_ref().get(MODELS) {
        reading.models(models)?;
    }
    for (name, value) in document.get_ref() {
        reading.top(name, value, "")?;
    }
    reading.source.check(file)?;
    Ok(reading.source)
}

impl Source {
    /// Adds what `generated` says of words that this file is silent about, or says only for other regions.
    pub(crate) fn fill(&mut self, generated: Self) {
        let name = |entry: &Entry| entry.words.replace('-', " ");
        let known: HashSet<(String, String)> =
            self.entries.iter().map(|entry| (name(entry), entry.region.clone())).collect();
        let mut fresh = generated.entries;
        fresh.retain(|entry| !known.contains(&(name(entry), entry.region.clone())));
        self.entries.append(&mut fresh);
    }

    /// Refuses a word with two meanings in one table, and one that stands twice.
    fn check(&self, file: &str) -> Result<(), String> {
        let mut seen: HashMap<(u8, &str, &str), &Entry> = HashMap::with_capacity(self.entries.len());
        for entry in &self.entries {
            if entry.role.is_paired() {
                continue;
            }
            let Some(before) = seen.insert((family(entry.role), &entry.words, &entry.region), entry) else {
                continue;
            };
            let (words, line, other) = (&entry.words, entry.line, before.line);
            return Err(if before.key == entry.key && before.role == entry.role {
                format!("{file}:{line}: `{words}` stands under {} already, in line {other}; keep one", entry.key)
            } else {
                let (first, second) = (&before.key, &entry.key);
                format!("{file}:{line}: `{words}` is both {first} (line {other}) and {second}; keep one")
            });
        }
        Ok(())
    }
}

struct Reading<'a> {
    file: &'a str,
    line_ends: Vec<usize>,
    /// The endings of words that others are inflected like.
    models: HashMap<String, Rc<[String]>>,
    source: Source,
}

type Name<'a, 'i> = &'a Spanned<toml::de::DeString<'i>>;
type Value<'a, 'i> = &'a Spanned<DeValue<'i>>;

impl Reading<'_> {
    fn line_of(&self, at: usize) -> usize {
        self.line_ends.partition_point(|end| *end < at) + 1
    }

    fn fault(&self, at: usize, what: &str) -> String {
        format!("{}:{}: {what}", self.file, self.line_of(at))
    }

    fn models(&mut self, content: Value) -> Result<(), String> {
        for (model, endings) in self.table_of(content)? {
            let listed = self.array_of(endings)?;
            if listed.len() > MOST_ENDINGS {
                let at = endings.span().start;
                return Err(self.fault(at, &format!("a word has up to {MOST_ENDINGS} endings, not {}", listed.len())));
            }
            let plain = listed.iter().map(|ending| self.plain(ending)).collect::<Result<_, _>>()?;
            self.models.insert(model.get_ref().to_string(), plain);
        }
        Ok(())
    }

    fn top(&mut self, name: Name, value: Value, region: &str) -> Result<(), String> {
        let table = name.get_ref().as_ref();
        let at = name.span().start;
        if table == "region" && region.is_empty() {
            for (code, tables) in self.table_of(value)? {
                for (inner, content) in self.table_of(tables)? {
                    self.top(inner, content, code.get_ref())?;
                }
            }
            return Ok(());
        }
        if table == MODELS && region.is_empty() {
            return Ok(());
        }
        if SETTINGS.contains(&("", table)) {
            return self.setting("", name, value, region);
        }
        let Some((_, keys)) = TABLES.iter().find(|(known, _)| *known == table) else {
            return Err(self.fault(at, &format!("unknown table `{table}`; README.md lists those there are")));
        };
        for (key, content) in self.table_of(value)? {
            self.key(table, *keys, key, content, region)?;
        }
        Ok(())
    }

    fn key(&mut self, table: &str, keys: Keys, key: Name, content: Value, region: &str) -> Result<(), String> {
        let name = key.get_ref().as_ref();
        let at = key.span().start;
        if SETTINGS.contains(&(table, name)) || table == "number" && Switches::has(name) {
            return self.setting(table, key, content, region);
        }
        match keys {
            Keys::Values(role) => {
                let number: String = name.chars().filter(|c| *c != '_').collect();
                if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
                    return Err(self.fault(at, &format!("`{name}` is no number")));
                }
                self.words(role, &number, content, region)
            }
            Keys::Named(list) => match list.iter().find(|(known, _)| *known == name) {
                Some((_, role)) => self.words(*role, name, content, region),
                None => Err(self.unknown_key(at, table, name)),
            },
            Keys::Codes(role) => match taxonomy::fault(role, name) {
                Some(fault) => Err(self.fault(at, &fault)),
                None => self.words(role, name, content, region),
            },
            Keys::Settings(known) if known.contains(&name) => self.setting(table, key, content, region),
            Keys::Range if name == "joiners" => self.words(Role::RangeJoiner, name, content, region),
            Keys::Range if name == "pairs" => self.pairs([Role::RangeOpen, Role::RangeClose], content, region),
            Keys::Range if name == "behind" => self.pairs([Role::RangeLink, Role::RangeBehind], content, region),
            Keys::Settings(_) | Keys::Range => Err(self.unknown_key(at, table, name)),
        }
    }

    fn unknown_key(&self, at: usize, table: &str, name: &str) -> String {
        self.fault(at, &format!("unknown key `{name}` in [{table}]; README.md lists those there are"))
    }

    fn pairs(&mut self, roles: [Role; 2], content: Value, region: &str) -> Result<(), String> {
        for (place, pair) in self.array_of(content)?.iter().enumerate() {
            let ends = self.array_of(pair)?;
            let (2, Some(open), Some(close)) = (ends.len(), ends.first(), ends.get(1)) else {
                return Err(self.fault(pair.span().start, "a pair is two words: [\"from\", \"to\"]"));
            };
            for (role, end) in roles.into_iter().zip([open, close]) {
                self.word(role, &place.to_string(), end, region)?;
            }
        }
        Ok(())
    }

    fn words(&mut self, role: Role, key: &str, content: Value, region: &str) -> Result<(), String> {
        for word in self.array_of(content)? {
            self.word(role, key, word, region)?;
        }
        Ok(())
    }

    fn word(&mut self, role: Role, key: &str, word: Value, region: &str) -> Result<(), String> {
        let at = word.span().start;
        let Some(written) = word.get_ref().as_str() else {
            return Err(self.fault(at, &format!("a word is a string, not {}", word.get_ref().type_str())));
        };
        let Some((stem, model)) = written.split_once(LIKE) else { return self.form(role, key, written, at, region) };
        let Some(endings) = self.models.get(model).map(Rc::clone) else {
            return Err(self.fault(at, &format!("no endings of `{model}` stand in [{MODELS}]")));
        };
        endings.iter().try_for_each(|ending| self.form(role, key, &format!("{stem}{ending}"), at, region))
    }

    fn form(&mut self, role: Role, key: &str, written: &str, at: usize, region: &str) -> Result<(), String> {
        let mut words = String::with_capacity(written.len());
        fold_into(written, &mut words);
        if words.trim().is_empty() {
            return Err(self.fault(at, "a word cannot be empty"));
        }
        let line = self.line_of(at);
        self.source.entries.push(Entry { role, key: key.to_owned(), words, line, region: region.to_owned() });
        Ok(())
    }

    fn setting(&mut self, table: &str, key: Name, content: Value, region: &str) -> Result<(), String> {
        let values = match content.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| self.plain(item)).collect::<Result<_, _>>()?,
            _ => vec![self.plain(content)?],
        };
        self.source.settings.push(Setting {
            table: table.to_owned(),
            key: key.get_ref().to_string(),
            values,
            region: region.to_owned(),
        });
        Ok(())
    }

    fn plain(&self, value: Value) -> Result<String, String> {
        Ok(match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.as_str().replace('_', ""),
            DeValue::Boolean(yes) => yes.to_string(),
            other => return Err(self.fault(value.span().start, &format!("a setting cannot be {}", other.type_str()))),
        })
    }

    fn table_of<'v, 'i>(&self, value: Value<'v, 'i>) -> Result<&'v DeTable<'i>, String> {
        value.get_ref().as_table().ok_or_else(|| self.fault(value.span().start, "a table is needed here"))
    }

    fn array_of<'v, 'i>(&self, value: Value<'v, 'i>) -> Result<&'v toml::de::DeArray<'i>, String> {
        value.get_ref().as_array().ok_or_else(|| self.fault(value.span().start, "a list is needed here: [\"...\"]"))
    }
}

//! Checked entries in, an image out, which [`Lexicon::load`] makes a lexicon of.
//!
//! Also compiled into the build script, which leaves an image of each built-in lexicon.

use rustc_hash::{FxHashMap, FxHashSet};

use super::image::Writer;
use super::openings::anchors;
use super::role::{Role, Roles};
use super::source::{Entry, Setting, Source};
use super::taxonomy::happens_to_one;
use super::{Fused, Lexicon, NUMBERS, NodeId, Table};
use crate::decimal::Decimal;
use crate::known::{Known, Seen};
use crate::stages::fold::is_hyphen;
use crate::token::Class;
use crate::tokenize::tokenize;

/// The image of `sources`, later ones over earlier ones, as `region` has it.
pub(crate) fn image(code: &str, region: &str, sources: &[Source]) -> Vec<u8> {
    let mut lexicon = Lexicon { code: code.into(), ..Lexicon::default() };
    let applies = |its: &str| its.is_empty() || its == region;
    for setting in sources.iter().flat_map(|source| &source.settings).filter(|s| applies(&s.region)) {
        lexicon.set(setting);
    }
    let in_capitals = if lexicon.switches.capital_i_dotless { without_dotless(sources) } else { Vec::new() };
    let mut building = Building::new(lexicon);
    let mut fused = Vec::new();
    for source in sources {
        // Entries of a region come last, so that they stand over the general ones.
        for of_region in [false, true] {
            for entry in source.entries.iter().filter(|e| applies(&e.region) && e.region.is_empty() != of_region) {
                building.add(entry);
                if matches!(entry.role, Role::Cardinal | Role::Scale | Role::FusedPart | Role::Ordinal) {
                    fused.push(entry);
                }
            }
        }
    }
    for entry in &in_capitals {
        building.add(entry);
    }
    let endings: Vec<&str> = sources
        .iter()
        .flat_map(|source| &source.settings)
        .filter(|s| s.table == "fused_ordinal" && applies(&s.region))
        .flat_map(|s| s.values.iter().map(String::as_str))
        .collect();
    building.find_changes();
    building.mark_what_happens();
    building.let_units_open();
    let mut image = building.write(&fused, &endings);
    anchors(&Lexicon::load(image.bytes())).write(&mut image);
    image.into_bytes()
}

/// YARALANDI: words with a dotless ı as they fold where they stand in capitals, which those with a dot do alike. Numbers are not
/// among them, as names are like some: Kirk.
fn without_dotless(sources: &[Source]) -> Vec<Entry> {
    let others = NUMBERS.or(Roles::any(&[Role::FusedPart, Role::Money, Role::MoneyMinor, Role::NumberEnding]));
    let entries = || sources.iter().flat_map(|source| &source.entries);
    let known: FxHashSet<&str> = entries().map(|entry| entry.words.as_str()).collect();
    entries()
        .filter(|entry| !others.has(entry.role) && entry.region.is_empty() && entry.words.contains('ı'))
        .map(|entry| Entry { words: entry.words.replace('ı', "i"), ..entry.clone() })
        .filter(|entry| !known.contains(entry.words.as_str()))
        .collect()
}

impl Lexicon {
    fn set(&mut self, setting: &Setting) {
        let is_on = setting.values.first().is_some_and(|value| value == "true");
        let characters = || setting.values.iter().filter_map(|value| value.chars().next()).collect();
        match (setting.table.as_str(), setting.key.as_str()) {
            ("", "name") => self.name = setting.values.concat(),
            ("digits", "decimal") => self.decimal = characters(),
            ("digits", "group") => self.group = characters(),
            ("date", "order") => {
                self.switches.month_first = setting.values.iter().any(|value| value == "mdy");
                self.switches.year_first = setting.values.iter().any(|value| value == "ymd");
            }
            ("number", "score_tens") => {
                self.switches.score_tens = setting.values.iter().filter_map(|value| value.parse().ok()).collect();
            }
            ("number", switch) => self.switches.turn(switch, is_on),
            _ => {}
        }
    }
}

/// What is gathered of the entries; numbers go by the order in which things were met.
struct Building<'s> {
    /// Its switches; it has no words, since each is made here.
    lexicon: Lexicon,
    words: FxHashMap<String, u32>,
    /// By the word's number, where phrases begin with it.
    roots: FxHashMap<u32, NodeId>,
    phrases: Vec<Phrase>,
    children: FxHashMap<(NodeId, u32), NodeId>,
    values: FxHashMap<Decimal, u32>,
    names: FxHashMap<&'s str, u32>,
    /// Words that open phrases of change.
    changes: Vec<&'s str>,
    folded: String,
    /// Stays empty of words, as the lexicon does.
    known: Known<Seen>,
}

/// A phrase: another one and a word behind it.
#[derive(Default)]
struct Phrase {
    parent: NodeId,
    word: u32,
    meanings: Vec<(Role, u32)>,
}

impl<'s> Building<'s> {
    fn new(lexicon: Lexicon) -> Self {
        Self {
            lexicon,
            words: FxHashMap::default(),
            roots: FxHashMap::default(),
            // The first is nowhere.
            phrases: vec![Phrase::default()],
            children: FxHashMap::default(),
            values: FxHashMap::default(),
            names: FxHashMap::default(),
            changes: Vec::new(),
            folded: String::new(),
            known: Known::new(1),
        }
    }

    fn add(&mut self, entry: &'s Entry) {
        // "rose by" opens with a word that tells a change by itself: "rose from 120 to 133".
        if matches!(entry.role, Role::Up | Role::Down)
            && let Some((verb, _)) = entry.words.split_once(' ')
        {
            self.changes.push(verb);
        }
        let payload = self.payload(entry);
        let node = self.node(&entry.words);
        let Some(Phrase { meanings: known, .. }) = self.phrases.get_mut(node as usize) else { return };
        if !entry.role.is_paired() {
            // A later lexicon or a region has the last word.
            known.retain(|(role, _)| super::schema::family(*role) != super::schema::family(entry.role));
        }
        known.push((entry.role, payload));
    }

    fn payload(&mut self, entry: &'s Entry) -> u32 {
        let (whole, fraction) = entry.key.split_once('.').unwrap_or((&entry.key, ""));
        if entry.role.is_paired() {
            return entry.key.parse().unwrap_or(0);
        }
        if let Some(value) = Decimal::from_digits(whole, fraction).filter(|_| !entry.key.is_empty()) {
            let next = self.values.len() as u32;
            return *self.values.entry(value).or_insert(next);
        }
        let next = self.names.len() as u32;
        *self.names.entry(&entry.key).or_insert(next)
    }

    /// The node of a phrase, made where it is new.
    fn node(&mut self, phrase: &str) -> NodeId {
        let mut tokens = Vec::new();
        tokenize(phrase, 0, phrase.len() as u32, &self.lexicon, &mut self.folded, &mut self.known, &mut tokens);
        let mut node: NodeId = 0;
        for token in tokens.iter().filter(|token| token.class != Class::Mark || !is_hyphen(token.first)) {
            let (next_word, next_node) = (self.words.len() as u32 + 1, self.phrases.len() as NodeId);
            let word = *self.words.entry(token.text(phrase).to_owned()).or_insert(next_word);
            let parent = node;
            node = match parent {
                0 => *self.roots.entry(word).or_insert(next_node),
                _ => *self.children.entry((parent, word)).or_insert(next_node),
            };
            if node == next_node {
                self.phrases.push(Phrase { parent, word, ..Phrase::default() });
            }
        }
        node
    }

    /// Makes words of change of those that open phrases of change, where they are no grammar.
    fn find_changes(&mut self) {
        const LONGEST_GRAMMAR: usize = 3;
        for verb in std::mem::take(&mut self.changes) {
            let node = self.node(verb);
            let Some(Phrase { meanings: known, .. }) = self.phrases.get_mut(node as usize) else { continue };
            let is_grammar =
                known.iter().any(|(role, _)| matches!(role, Role::Function | Role::Article | Role::DateOf));
            if !is_grammar && verb.chars().count() > LONGEST_GRAMMAR {
                known.push((Role::Change, 0));
            }
        }
    }

    /// Marks the words that a sentence without numbers is read for; phrases begin with words that say nothing.
    fn mark_what_happens(&mut self) {
        let counts = |(role, _): &(Role, u32)| matches!(role, Role::OneArticle | Role::OneNoun);
        self.lexicon.switches.counts_ones = self.phrases.iter().any(|phrase| phrase.meanings.iter().any(counts));
        if !self.lexicon.switches.counts_ones {
            return;
        }
        let told = self.names.iter().filter(|(name, _)| happens_to_one(name));
        let told: Vec<u32> = told.map(|(_, number)| *number).collect();
        let happens = |(role, name): &(Role, u32)| *role == Role::Outcome && told.contains(name);
        for phrase in self.phrases.iter_mut().filter(|phrase| phrase.parent == 0) {
            if phrase.meanings.iter().any(happens) {
                phrase.meanings.push((Role::Happening, 0));
            }
        }
    }

    /// Lets units of time open an amount where the word for one is an article, or other words make such a unit one.
    fn let_units_open(&mut self) {
        let one = self.values.get(&Decimal::ONE).copied();
        let has = |phrase: &Phrase, role, payload: Option<u32>| {
            phrase.meanings.iter().any(|(own, value)| *own == role && payload.is_none_or(|payload| payload == *value))
        };
        let mut words = self.phrases.iter().filter(|phrase| phrase.parent == 0);
        self.lexicon.switches.units_open = !self.lexicon.switches.per_character
            && words.any(|word| {
                let is_article = has(word, Role::Article, None) && one.is_some() && has(word, Role::Cardinal, one);
                is_article || has(word, Role::Whole, None) && has(word, Role::Lasting, None)
            });
    }

    /// What a word means alone.
    fn roles(&self, word: u32) -> Roles {
        let alone = self.roots.get(&word).and_then(|node| self.phrases.get(*node as usize));
        let roles = alone.map(|phrase| phrase.meanings.iter().map(|(role, _)| *role));
        roles.into_iter().flatten().fold(Roles::default(), |roles, role| roles.or(Roles::of(role)))
    }

    /// Appends the numbers of the words that mean one of `wanted` to an image, the longest first; how many there are.
    fn write_longest(&self, wanted: Roles, words: &[&str], image: &mut Writer) -> usize {
        let numbered = words.iter().zip(1..).filter(|(_, number)| self.roles(*number).meets(wanted));
        let mut found: Vec<(&str, u32)> = numbered.map(|(word, number)| (*word, number)).collect();
        found.sort_unstable_by(|(a, _), (b, _)| (b.len(), a).cmp(&(a.len(), b)));
        image.number(found.len() as u64);
        for (_, number) in &found {
            image.number(u64::from(*number));
        }
        found.len()
    }

    /// The image, save its last part, the filters of what may open an amount.
    fn write(mut self, fused: &[&Entry], endings: &[&str]) -> Writer {
        let words = by_number(&self.words, 1);
        let (stop, before) = (self.words.get(".").copied().unwrap_or(0), Roles::of(Role::JoinedBefore));
        self.lexicon.switches.stop_is_ordinal = self.roles(stop).has(Role::OrdinalMark);
        let (lexicon, mut image) = (&self.lexicon, Writer::default());
        image.text(&lexicon.code);
        image.text(&lexicon.name);
        image.text(&lexicon.decimal.iter().collect::<String>());
        image.text(&lexicon.group.iter().collect::<String>());
        lexicon.switches.write(&mut image);
        let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
        Table::write(words.iter().copied(), &mut image);
        image.number(self.values.len() as u64);
        for value in by_number(&self.values, 0) {
            image.wide(value.mantissa());
            image.number(u64::from(value.scale()));
        }
        image.texts(by_number(&self.names, 0).into_iter().copied());
        image.number(self.phrases.len() as u64);
        for (node, Phrase { parent, word, meanings }) in (0..).zip(&self.phrases) {
            // How far back the parent is takes fewer bytes than its number.
            image.number(if *parent == 0 { 0 } else { node - u64::from(*parent) });
            image.number(u64::from(*word));
            image.number(meanings.len() as u64);
            for (role, payload) in meanings {
                image.number(*role as u64);
                image.number(u64::from(*payload));
            }
        }
        self.write_longest(before, &words, &mut image);
        let wanted = Roles::any(&[Role::AgeEnding, Role::DurationEnding]);
        let has_endings = self.write_longest(wanted, &words, &mut image) > 0;
        let has_parts = lexicon.switches.fused || has_endings;
        image.number(u64::from(has_parts));
        if has_parts {
            Fused::write(fused, endings, &mut image);
        }
        image
    }
}

/// The keys of a map in the order of the numbers that they were given, from `first` on.
fn by_number<T>(numbered: &FxHashMap<T, u32>, first: u32) -> Vec<&T> {
    let mut found: Vec<(&T, u32)> = numbered.iter().map(|(key, number)| (key, *number)).collect();
    found.sort_unstable_by_key(|(_, number)| *number);
    debug_assert!(found.iter().map(|(_, number)| *number).eq((first..).take(found.len())));
    found.into_iter().map(|(key, _)| key).collect()
}

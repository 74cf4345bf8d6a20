//! Checked entries in, an indexed lexicon out.

use std::sync::atomic::{AtomicU32, Ordering};

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::role::{Edges, Hint, Role, Roles};
use super::source::{Entry, Setting, Source};
use super::{ANCHORS, Anchors, Fused, Lexicon, Node, NodeId, Word};
use crate::decimal::Decimal;
use crate::known::{Known, Seen};
use crate::stages::fold::is_hyphen;
use crate::token::{Class, tokenize};

impl Lexicon {
    /// The lexicon of `sources`, later ones over earlier ones, as `region` has it.
    pub(crate) fn compile(code: &str, region: &str, sources: &[Source]) -> Self {
        static SERIAL: AtomicU32 = AtomicU32::new(1);
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let mut lexicon =
            Self { serial, code: code.into(), nodes: vec![Node::default()], roots: vec![0], ..Self::default() };
        let applies = |its: &str| its.is_empty() || its == region;
        for setting in sources.iter().flat_map(|source| &source.settings).filter(|s| applies(&s.region)) {
            lexicon.set(setting);
        }
        let mut building = Building {
            lexicon,
            meanings: vec![Vec::new()],
            names: FxHashMap::default(),
            folded: String::new(),
            changes: Vec::new(),
            known: Known::new(1),
        };
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
        let endings: Vec<&str> = sources
            .iter()
            .flat_map(|source| &source.settings)
            .filter(|s| s.table == "fused_ordinal" && applies(&s.region))
            .flat_map(|s| s.values.iter().map(String::as_str))
            .collect();
        let is_fused = sources.iter().flat_map(|s| &s.settings).any(|s| s.key == "fused" && s.values == ["true"]);
        let mut lexicon = building.finish();
        lexicon.find_joined();
        lexicon.find_endings();
        if !lexicon.endings.is_empty() {
            lexicon.stems = Some(Fused::new(&fused, &[]));
        }
        if is_fused {
            lexicon.fused = Some(Fused::new(&fused, &endings));
        }
        let stop = lexicon.root(lexicon.word("."));
        lexicon.switches.stop_is_ordinal = lexicon.roles(stop).has(Role::OrdinalMark);
        lexicon.find_entries();
        lexicon.find_anchors();
        lexicon
    }

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
            ("number", "ordinal_chain") => self.switches.ordinal_chain = is_on,
            ("number", "units_before_tens") => self.switches.units_before_tens = is_on,
            ("number", "pairs") => self.switches.pairs = is_on,
            ("number", "ordinal_denominator") => self.switches.ordinal_denominator = is_on,
            ("number", "ordinal_follows") => self.switches.ordinal_follows = is_on,
            ("number", "capital_nouns") => self.switches.capital_nouns = is_on,
            ("number", "verb_final") => self.switches.verb_final = is_on,
            ("number", "elision") => self.switches.elision = is_on,
            ("number", "counts_with_of") => self.switches.counts_with_of = is_on,
            ("number", "myriads") => self.switches.myriads = is_on,
            ("number", "and_adds_parts") => self.switches.and_adds_parts = is_on,
            ("number", "last_unit_unsaid") => self.switches.last_unit_unsaid = is_on,
            ("number", "ordinal_mark_apart") => self.switches.ordinal_mark_apart = is_on,
            ("number", "ordinal_opens") => self.switches.ordinal_opens = is_on,
            ("number", "per_character") => self.switches.per_character = is_on,
            ("number", "score_tens") => {
                self.switches.score_tens = setting.values.iter().filter_map(|value| value.parse().ok()).collect();
            }
            _ => {}
        }
    }

    /// Fills the filter of first bytes with every word that may open an amount.
    fn find_anchors(&mut self) {
        let mut words: Vec<(Box<str>, u32)> = self.words.iter().map(|(word, id)| (word.clone(), *id)).collect();
        words.sort_unstable_by_key(|(_, id)| *id);
        let leads = self.leading_to_anchors();
        let grammar = Roles::any(&[Role::Article, Role::NeverAlone, Role::Function, Role::And, Role::DateOf]);
        let mut firsts: Vec<String> = Vec::new();
        for (word, id) in words {
            let node = self.root(id);
            let roles = self.roles(node);
            if roles.meets(ANCHORS) && !roles.has(Role::Article) && !roles.has(Role::NeverAlone)
                || leads.get(node as usize).copied().unwrap_or(false) && !roles.meets(grammar)
            {
                firsts.push(word.into_string());
                if let Some(entry) = self.entries.get_mut(id as usize) {
                    entry.opens_amount = true;
                }
            }
        }
        let joined: Vec<String> = self
            .joined_before
            .iter()
            .flat_map(|before| firsts.iter().map(move |word| format!("{before}{word}")))
            .collect();
        let listed: Vec<String> = firsts.iter().chain(&joined).flat_map(|word| spellings(word)).collect();
        let parts = self.fused.as_ref().or(self.stems.as_ref());
        let fused = parts.map(Fused::firsts).unwrap_or_default();
        let fused: Vec<String> = fused.iter().flat_map(|word| spellings(word)).collect();
        self.anchors = Anchors::new(&listed, &fused, parts.map_or(0, Fused::shortest));
    }

    /// Lists the endings of ages and lengths of time.
    fn find_endings(&mut self) {
        let wanted = Roles::any(&[Role::AgeEnding, Role::DurationEnding]);
        let mut endings: Vec<(Box<str>, NodeId)> = self
            .words
            .iter()
            .map(|(word, id)| (word.clone(), self.root(*id)))
            .filter(|(_, node)| self.roles(*node).meets(wanted))
            .collect();
        endings.sort_unstable_by(|(a, _), (b, _)| (b.len(), a).cmp(&(a.len(), b)));
        self.endings = endings;
    }

    /// Lists the words that are written joined to the next one.
    fn find_joined(&mut self) {
        let mut joined: Vec<Box<str>> = self
            .words
            .iter()
            .filter(|(_, id)| self.roles(self.root(**id)).has(Role::JoinedBefore))
            .map(|(word, _)| word.clone())
            .collect();
        joined.sort_unstable_by(|a, b| (b.len(), a).cmp(&(a.len(), b)));
        self.joined_before = joined;
    }

    /// Gathers what is known of each word: what it means alone, and what phrases that begin or end with it can mean.
    fn find_entries(&mut self) {
        let mut parents: Vec<(NodeId, NodeId, u32)> =
            self.children.iter().map(|((from, word), to)| (*to, *from, *word)).collect();
        parents.sort_unstable_by(|a, b| b.cmp(a));
        let mut below: Vec<Roles> = self.nodes.iter().map(|node| node.roles).collect();
        // Words that begin no phrase may come after the last that does.
        self.roots.resize(self.words.len() + 1, 0);
        let mut edges = vec![(Roles::default(), Roles::default()); self.roots.len()];
        for (node, parent, word) in parents {
            let its = below.get(node as usize).copied().unwrap_or_default();
            if let Some(above) = below.get_mut(parent as usize) {
                above.0 |= its.0;
            }
            if let Some((_, ends)) = edges.get_mut(word as usize) {
                ends.0 |= self.roles(node).0;
            }
        }
        for ((begins, ends), root) in edges.iter_mut().zip(&self.roots).filter(|(_, root)| **root != 0) {
            *begins = below.get(*root as usize).copied().unwrap_or_default();
            ends.0 |= self.roles(*root).0;
        }
        // Node 0 stands for no word.
        if let Some(nowhere) = edges.first_mut() {
            *nowhere = (Roles::default(), Roles::default());
        }
        let nodes = &self.nodes;
        let words = edges.iter().zip(&self.roots).zip(0..).map(|(((begins, ends), node), number)| {
            let Node { roles, has_children, .. } = nodes.get(*node as usize).copied().unwrap_or_default();
            let edges = Edges { begins: Hint::of(*begins), ends: Hint::of(*ends) };
            Word { number, node: *node, roles, edges, goes_on: has_children, opens_amount: false }
        });
        self.entries = words.collect();
    }

    /// For each node, whether a phrase that goes through it may open an amount.
    fn leading_to_anchors(&self) -> Vec<bool> {
        let mut parents: Vec<(NodeId, NodeId)> = self.children.iter().map(|((from, _), to)| (*to, *from)).collect();
        // A node is made after its parent: from the last to the first, each is settled before its parent asks.
        parents.sort_unstable_by(|a, b| b.cmp(a));
        let mut leads: Vec<bool> = self.nodes.iter().map(|node| node.roles.meets(ANCHORS)).collect();
        for (node, parent) in parents {
            let leads_on = leads.get(node as usize).copied().unwrap_or(false);
            if let Some(cell) = leads.get_mut(parent as usize) {
                *cell |= leads_on;
            }
        }
        leads
    }
}

/// The ways in which a folded word may open in the text: small, capital, capitals, composed or not, each apostrophe.
fn spellings(word: &str) -> Vec<String> {
    let mut capital = word.chars();
    let capital: String = capital.next().map(|first| first.to_uppercase().chain(capital).collect()).unwrap_or_default();
    let mut all = vec![word.to_owned(), capital, word.to_uppercase()];
    for place in 0..3 {
        let Some(spelling) = all.get(place) else { continue };
        let decomposed: String = spelling.nfd().collect();
        all.push(decomposed);
    }
    if let Some((head, _)) = word.split_once('\'') {
        // The scan stops at an apostrophe.
        for place in 0..all.len() {
            let Some(spelling) = all.get(place) else { continue };
            let before = spelling.split('\'').next().unwrap_or(head).to_owned();
            all.push(before);
        }
        for place in 0..all.len() {
            for apostrophe in ["’", "ʼ", "‘", "`", "´", "′"] {
                let Some(spelling) = all.get(place) else { continue };
                let other = spelling.replace('\'', apostrophe);
                all.push(other);
            }
        }
    }
    all
}

struct Building {
    lexicon: Lexicon,
    meanings: Vec<Vec<(Role, u32)>>,
    names: FxHashMap<CompactString, u32>,
    folded: String,
    /// Words that open phrases of change.
    changes: Vec<String>,
    /// Of no use here, where each word is made: it stays empty of numbers.
    known: Known<Seen>,
}

impl Building {
    fn add(&mut self, entry: &Entry) {
        // "rose by" opens with a word that tells a change by itself: "rose from 120 to 133".
        if matches!(entry.role, Role::Up | Role::Down)
            && let Some((verb, _)) = entry.words.split_once(' ')
        {
            self.changes.push(verb.to_owned());
        }
        let payload = self.payload(entry);
        let node = self.node(&entry.words);
        let Some(known) = self.meanings.get_mut(node as usize) else { return };
        if !entry.role.is_paired() {
            // A later lexicon or a region has the last word.
            known.retain(|(role, _)| super::schema::family(*role) != super::schema::family(entry.role));
        }
        known.push((entry.role, payload));
    }

    fn payload(&mut self, entry: &Entry) -> u32 {
        let (whole, fraction) = entry.key.split_once('.').unwrap_or((&entry.key, ""));
        let lexicon = &mut self.lexicon;
        if entry.role.is_paired() {
            return entry.key.parse().unwrap_or(0);
        }
        if let Some(value) = Decimal::from_digits(whole, fraction).filter(|_| !entry.key.is_empty()) {
            lexicon.values.push(value);
            return lexicon.values.len() as u32 - 1;
        }
        let name = CompactString::from(entry.key.as_str());
        *self.names.entry(name.clone()).or_insert_with(|| {
            lexicon.names.push(name);
            lexicon.names.len() as u32 - 1
        })
    }

    /// The node of a phrase, made where it is new.
    fn node(&mut self, phrase: &str) -> NodeId {
        let mut tokens = Vec::new();
        tokenize(phrase, 0, phrase.len() as u32, &self.lexicon, &mut self.folded, &mut self.known, &mut tokens);
        let words: Vec<&str> = tokens
            .iter()
            .filter(|token| token.class != Class::Mark || !is_hyphen(token.first))
            .map(|token| token.text(phrase))
            .collect();
        let mut node: NodeId = 0;
        for surface in words {
            let next_word = self.lexicon.words.len() as u32 + 1;
            let word = *self.lexicon.words.entry(surface.into()).or_insert(next_word);
            node = self.child(node, word);
        }
        node
    }

    fn child(&mut self, parent: NodeId, word: u32) -> NodeId {
        let lexicon = &mut self.lexicon;
        let fresh = lexicon.nodes.len() as NodeId;
        let node = if parent == 0 {
            let place = word as usize;
            if lexicon.roots.len() <= place {
                lexicon.roots.resize(place + 1, 0);
            }
            match lexicon.roots.get_mut(place) {
                Some(root) if *root == 0 => {
                    *root = fresh;
                    fresh
                }
                Some(root) => *root,
                None => return 0,
            }
        } else {
            if let Some(above) = lexicon.nodes.get_mut(parent as usize) {
                above.has_children = true;
            }
            *lexicon.children.entry((parent, word)).or_insert(fresh)
        };
        if node == fresh {
            lexicon.nodes.push(Node::default());
            self.meanings.push(Vec::new());
        }
        node
    }

    fn finish(mut self) -> Lexicon {
        const LONGEST_GRAMMAR: usize = 3;
        for verb in std::mem::take(&mut self.changes) {
            let node = self.node(&verb);
            let Some(known) = self.meanings.get_mut(node as usize) else { continue };
            let is_grammar =
                known.iter().any(|(role, _)| matches!(role, Role::Function | Role::Article | Role::DateOf));
            if !is_grammar && verb.chars().count() > LONGEST_GRAMMAR {
                known.push((Role::Change, 0));
            }
        }
        for (node, meanings) in self.lexicon.nodes.iter_mut().zip(&self.meanings) {
            node.first = self.lexicon.meanings.len() as u32;
            node.count = meanings.len() as u32;
            for (role, _) in meanings {
                node.roles.insert(*role);
            }
            self.lexicon.meanings.extend_from_slice(meanings);
        }
        self.lexicon
    }
}

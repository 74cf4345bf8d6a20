//! An image in, an indexed lexicon out.

use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::FxHashMap;

use super::image::Reader;
use super::role::{Edges, Hint, Role, Roles};
use super::{ANCHORS, Anchors, Child, Fused, HAPPENING, Lexicon, Node, NodeId, Switches, Table, Word, mark_of};
use crate::decimal::Decimal;

/// Roles of words of grammar, which open an amount only by themselves.
const GRAMMAR: Roles = Roles::any(&[Role::Article, Role::NeverAlone, Role::Function, Role::And, Role::DateOf]);

impl Lexicon {
    /// The lexicon that [`super::compile::image`] made `image` of.
    pub(crate) fn load(image: &[u8]) -> Self {
        static SERIAL: AtomicU32 = AtomicU32::new(1);
        let mut image = Reader::new(image);
        let (code, name) = (image.text().into(), image.text().into());
        let (decimal, group) = (image.text().chars().collect(), image.text().chars().collect());
        let switches = Switches::read(&mut image);
        let words = Table::read(&mut image);
        let values = (0..image.number()).map(|_| Decimal::new(image.wide(), image.small()).unwrap_or(Decimal::ZERO));
        let mut lexicon = Self {
            serial: SERIAL.fetch_add(1, Ordering::Relaxed),
            code,
            name,
            decimal,
            group,
            words,
            values: values.collect(),
            names: image.texts(),
            ..Self::default()
        };
        lexicon.marks = (0..0x80u8).map(|mark| lexicon.words.find(char::from(mark).encode_utf8(&mut [0; 4]))).collect();
        let trie = lexicon.read_nodes(&mut image);
        lexicon.find_entries(&trie, switches.per_character);
        lexicon.find_children(&trie);
        lexicon.joined_before = (0..image.number()).map(|_| image.small()).collect();
        lexicon.endings = (0..image.number()).map(|_| image.small()).collect();
        lexicon.ending_marks =
            lexicon.endings.iter().fold(0, |marks, ending| marks | mark_of(lexicon.words.get(*ending)));
        let parts = (image.number() == 1).then(|| Fused::read(&mut image, switches.ordinal_parts));
        if switches.fused {
            lexicon.fused = parts;
        } else {
            lexicon.stems = parts;
        }
        lexicon.switches = switches;
        lexicon.anchors = Anchors::read(&mut image);
        lexicon
    }

    /// Reads the nodes and what they mean; the parent and the word of each.
    fn read_nodes(&mut self, image: &mut Reader) -> Vec<(NodeId, u32)> {
        let count = image.small();
        let mut trie = Vec::with_capacity(count as usize);
        self.nodes = Vec::with_capacity(count as usize + 1);
        self.meanings = Vec::with_capacity(count as usize);
        let mut sets = FxHashMap::default();
        let mut last = (Roles::default(), 0);
        sets.insert(last.0.0, last.1);
        self.sets = vec![last.0];
        for node in 0..count {
            let (back, word) = (image.small(), image.small());
            trie.push((if back == 0 { 0 } else { node.saturating_sub(back) }, word));
            let meanings = self.meanings.len() as u32;
            let mut roles = Roles::default();
            for _ in 0..image.number() {
                let role = Role::ALL.get(image.number() as usize).copied().unwrap_or(Role::NotANumber);
                roles.insert(role);
                self.meanings.push((role, image.small()));
            }
            if roles != last.0 {
                let set = *sets.entry(roles.0).or_insert_with(|| {
                    self.sets.push(roles);
                    self.sets.len() as u32 - 1
                });
                last = (roles, set);
            }
            self.nodes.push(Node { set: last.1, meanings, children: 0 });
        }
        self.nodes.push(Node { meanings: self.meanings.len() as u32, ..Node::default() });
        trie
    }

    /// Lists what each node leads to.
    fn find_children(&mut self, trie: &[(NodeId, u32)]) {
        let inner = || (0..).zip(trie).filter(|(_, (parent, _))| *parent != 0);
        for (_, (parent, _)) in inner() {
            // Behind it, so that the numbers add up to where the next node's begin.
            if let Some(next) = self.nodes.get_mut(*parent as usize + 1) {
                next.children += 1;
            }
        }
        let mut end = 0;
        for node in &mut self.nodes {
            end += node.children;
            node.children = end;
        }
        self.children = vec![Child { word: 0, node: 0 }; end as usize];
        let mut free: Vec<u32> = self.nodes.iter().map(|node| node.children).collect();
        for (node, (parent, word)) in inner() {
            if let Some(place) = free.get_mut(*parent as usize) {
                if let Some(child) = self.children.get_mut(*place as usize) {
                    *child = Child { word: *word, node };
                }
                *place += 1;
            }
        }
        for (own, next) in self.nodes.iter().zip(self.nodes.iter().skip(1)) {
            if let Some(children) = self.children.get_mut(own.children as usize..next.children as usize) {
                children.sort_unstable_by_key(|child| child.word);
            }
        }
    }

    /// Gathers what is known of each word: what it means alone, and what phrases that begin or end with it can mean.
    fn find_entries(&mut self, trie: &[(NodeId, u32)], per_character: bool) {
        let mut below: Vec<Roles> = (0..trie.len() as NodeId).map(|node| self.roles(node)).collect();
        let numbers = 0..=self.words.len() as u32;
        self.entries = numbers.map(|number| Word { number, ..Word::default() }).collect();
        // A node is made after its parent: from the last to the first, each is settled before its parent asks.
        for (place, (parent, word)) in trie.iter().enumerate().skip(1).rev() {
            let node = place as NodeId;
            let (roles, all) = (self.roles(node), below.get(place).copied().unwrap_or_default());
            let Some(entry) = self.entries.get_mut(*word as usize) else { continue };
            entry.edges.ends = entry.edges.ends.or(Hint::of(roles));
            if *parent == 0 {
                (entry.node, entry.roles) = (node, roles);
                entry.edges.begins = Hint::of(all);
                let is_one = roles.meets(ANCHORS) && !roles.has(Role::Article) && !roles.has(Role::NeverAlone);
                // 上百人, 百余人: a character of grammar opens what is one word.
                let is_part = per_character && all.has(Role::Vague);
                entry.opens_phrase = all.meets(ANCHORS) && (is_part || !roles.meets(GRAMMAR));
                // Words that say what happened open an amount whatever else they begin.
                entry.opens_no_number = all.has(Role::NotANumber) && !all.meets(HAPPENING);
                // "stürzte eine Brücke ein": the second part of a verb stands anywhere.
                entry.opens_amount = is_one || entry.opens_phrase && all.has(Role::Split);
                continue;
            }
            entry.behind.insert(*parent);
            if let Some(above) = below.get_mut(*parent as usize) {
                *above = above.or(all);
            }
            if let Some((0, first)) = trie.get(*parent as usize)
                && let Some(first) = self.entries.get_mut(*first as usize)
            {
                first.goes_on = true;
            }
        }
        // Number 0 stands for no word.
        if let Some(nowhere) = self.entries.first_mut() {
            (nowhere.edges, nowhere.node) = (Edges::NONE, 0);
        }
    }
}

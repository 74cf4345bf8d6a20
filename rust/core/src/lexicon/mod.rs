//! The words of one language, ready for the reader: every word and phrase with its meanings.

pub(crate) mod role;
pub(crate) mod schema;
pub(crate) mod source;
pub(crate) mod taxonomy;
pub(crate) mod trial;
mod compile;
mod fused;
mod library;
mod shared;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::decimal::Decimal;
use crate::letters::{Window, key_in, word_key};
use crate::token::{Class, Token};
pub(crate) use fused::{Fused, Part, PartList};
pub(crate) use library::{LANGUAGES, Library, alone, can_happen, happens_to_fewer, is_choosy, is_person, said_of};
pub use library::{languages, taxonomy};
use role::Edges;
pub(crate) use role::{Role, Roles};
pub(crate) use shared::{Shared, Sign};

/// A place in the trie of phrases; 0 is nowhere.
pub(crate) type NodeId = u32;

/// What a lexicon knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// Its number in the lexicon, 0 where it has none.
    pub(crate) number: u32,
    /// The node of the phrase that it makes alone.
    pub(crate) node: NodeId,
    /// What that phrase can mean.
    pub(crate) roles: Roles,
    /// What phrases that begin with it can mean, and those that end with it.
    edges: Edges,
    /// Whether longer phrases begin with it.
    goes_on: bool,
    /// Whether it, or a phrase that it begins, may open an amount.
    pub(crate) opens_amount: bool,
}

impl Word {
    /// Whether a phrase that begins with it may mean one of `wanted`: a yes may be wrong.
    #[inline]
    pub(crate) fn may_begin(&self, wanted: Roles) -> bool {
        self.edges.begins.may_meet(wanted)
    }
}

/// A word that a lexicon does not have.
static UNKNOWN: Word =
    Word { number: 0, node: 0, roles: Roles::any(&[]), edges: Edges::NONE, goes_on: false, opens_amount: false };

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    roles: Roles,
    first: u32,
    count: u32,
    has_children: bool,
}

/// Yes-or-no and listed choices of a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Switches {
    pub(crate) ordinal_chain: bool,
    pub(crate) units_before_tens: bool,
    pub(crate) pairs: bool,
    pub(crate) ordinal_denominator: bool,
    pub(crate) ordinal_follows: bool,
    pub(crate) capital_nouns: bool,
    pub(crate) verb_final: bool,
    /// Whether a full stop behind digits makes them an ordinal.
    pub(crate) stop_is_ordinal: bool,
    pub(crate) score_tens: Vec<i128>,
    pub(crate) month_first: bool,
    /// Whether dates in words begin with the year.
    pub(crate) year_first: bool,
    /// Whether numbers go by ten thousands, each part below with ten, hundred and thousand of its own.
    pub(crate) myriads: bool,
    /// Whether "of" stands between a plain number and what it counts.
    pub(crate) counts_with_of: bool,
    /// Whether "and" never joins the words of a whole number to a part of one: twenty and three fifths.
    pub(crate) and_adds_parts: bool,
    /// Whether a last digit without its unit counts the unit below the one before it: 四百五 is 450.
    pub(crate) last_unit_unsaid: bool,
    /// Whether cardinals go on behind the ordinal that opens a number.
    pub(crate) ordinal_opens: bool,
    /// Whether the mark before digits that makes them an ordinal stands apart from them.
    pub(crate) ordinal_mark_apart: bool,
    elision: bool,
    per_character: bool,
}

/// A language's words, checked and indexed.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// Tells lexicons apart in one process.
    pub(crate) serial: u32,
    pub(crate) code: CompactString,
    pub(crate) name: String,
    pub(crate) switches: Switches,
    /// Characters that part the decimals; the language's own first.
    pub(crate) decimal: Vec<char>,
    /// Characters that group digits; a space stands for every space.
    pub(crate) group: Vec<char>,
    pub(crate) fused: Option<Fused>,
    words: FxHashMap<Box<str>, u32>,
    roots: Vec<NodeId>,
    nodes: Vec<Node>,
    children: FxHashMap<(NodeId, u32), NodeId>,
    meanings: Vec<(Role, u32)>,
    values: Vec<Decimal>,
    names: Vec<CompactString>,
    anchors: Anchors,
    /// Words that are written joined to the one behind them; the longest first.
    joined_before: Vec<Box<str>>,
    /// Endings that make number words ages and lengths of time, with their nodes; the longest first.
    endings: Vec<(Box<str>, NodeId)>,
    /// The parts that words before such an ending are made of.
    stems: Option<Fused>,
    /// What is known of each word, by its number.
    entries: Vec<Word>,
}

/// First bytes of the words that may open an amount, as bit filters.
#[derive(Debug, Default)]
struct Anchors {
    /// The first bytes of either sort of words, asked first.
    any: Firsts,
    /// Up to eight bytes of words that the lexicon lists.
    listed: Box<[u64]>,
    /// The first bytes of words that are numbers of parts written together.
    fused: Box<[u64]>,
    /// A bit for each byte of the shortest such word.
    shortest_fused: u64,
}

/// Roles of words that a number may begin with.
pub(crate) const NUMBERS: Roles = Roles::any(&[
    Role::Cardinal,
    Role::Scale,
    Role::ScaleRespelled,
    Role::Ordinal,
    Role::Denominator,
    Role::Group,
    Role::Collective,
    Role::Vague,
    Role::Multiplier,
    Role::NoOne,
    Role::NoneOf,
    Role::WithNumber,
    Role::PartBefore,
]);

/// Roles whose words may be an amount without digits near.
const ANCHORS: Roles = NUMBERS.or(Roles::any(&[Role::Spring, Role::Summer, Role::Autumn, Role::Winter]));

/// Hedges that stand before an amount.
pub(crate) const HEDGES_BEFORE: Roles = Roles::any(&[
    Role::ApproxBefore,
    Role::AtLeastBefore,
    Role::MoreThanBefore,
    Role::AtMostBefore,
    Role::LessThanBefore,
]);

/// What a number may begin with, and what looks like one and is none.
pub(crate) const OPENERS: Roles =
    NUMBERS.or(Roles::any(&[Role::NotANumber, Role::PercentBefore, Role::Whole, Role::WholeLasting]));

impl Anchors {
    /// The most bits of a filter: more than the processor's first cache holds costs time.
    const MOST: usize = 1 << 17;

    #[inline]
    fn place(key: u64, bits: &[u64]) -> (usize, u32) {
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((hash >> 40) as usize & bits.len().wrapping_sub(1), (hash >> 58) as u32)
    }

    /// The bits of `keys`.
    fn filter(keys: &[u64]) -> Box<[u64]> {
        let size = (keys.len() * 16).next_power_of_two().clamp(64, Self::MOST);
        let mut bits = vec![0; size / 64].into_boxed_slice();
        for key in keys {
            let (cell, bit) = Self::place(*key, &bits);
            if let Some(cell) = bits.get_mut(cell) {
                *cell |= 1 << bit;
            }
        }
        bits
    }

    /// The filters of the spellings of listed words and of the beginnings of fused ones.
    fn new(listed: &[String], fused: &[String], shortest_fused: usize) -> Self {
        let listed: Vec<u64> = listed.iter().map(|word| word_key(word.as_bytes())).collect();
        let fused: Vec<u64> = fused.iter().map(|word| Self::fused_key(word_key(word.as_bytes()))).collect();
        let any = listed.iter().map(|key| Self::fused_key(*key)).chain(fused.iter().copied());
        let shortest_fused = if fused.is_empty() { !0 } else { (1 << shortest_fused.min(8)) - 1 };
        Self { any: Firsts::of(any), listed: Self::filter(&listed), fused: Self::filter(&fused), shortest_fused }
    }

    /// What of a word's key is looked at to tell whether it may be of parts: letters of two bytes say half as much.
    fn fused_key(key: u64) -> u64 {
        // All ones where the first byte is past ASCII, without a branch.
        let wide = (key >> 7 & 1).wrapping_neg();
        key & (wide | ((1 << (8 * FUSED_KEY)) - 1))
    }

    #[inline]
    fn may_hold(&self, key: u64, run: u64) -> bool {
        let has = |bits: &[u64], key| {
            let (cell, bit) = Self::place(key, bits);
            bits.get(cell).is_some_and(|cell| cell >> bit & 1 == 1)
        };
        has(&self.listed, key)
            || run & self.shortest_fused == self.shortest_fused && has(&self.fused, Self::fused_key(key))
    }
}

/// A filter of the first bytes of words, small and of one size, so that it is asked without a branch.
#[derive(Debug)]
pub(crate) struct Firsts(Box<[u64; FIRSTS]>);

/// Cells of [`Firsts`]: a quarter of the processor's first cache.
const FIRSTS: usize = 1 << 10;

impl Default for Firsts {
    fn default() -> Self {
        Self(Box::new([0; FIRSTS]))
    }
}

impl Firsts {
    /// The filter of `keys`.
    pub(crate) fn of(keys: impl Iterator<Item = u64>) -> Self {
        let mut firsts = Self::default();
        for key in keys {
            let (cell, bit) = Self::place(key);
            if let Some(cell) = firsts.0.get_mut(cell) {
                *cell |= 1 << bit;
            }
        }
        firsts
    }

    #[inline]
    fn place(key: u64) -> (usize, u32) {
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((hash >> (u64::BITS - FIRSTS.ilog2())) as usize, (hash >> 40) as u32 % u64::BITS)
    }

    /// One where a word of this key may be in it.
    #[inline]
    pub(crate) fn has(&self, key: u64) -> u64 {
        let (cell, bit) = Self::place(key);
        self.0.get(cell).copied().unwrap_or(0) >> bit & 1
    }
}

/// Bytes of a word of parts that the filter looks at, where its letters are of one byte; twice as many where they are not.
pub(crate) const FUSED_KEY: usize = 4;

/// A phrase found in a run of tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    /// The token after its last.
    pub(crate) end: usize,
    pub(crate) node: NodeId,
}

impl Lexicon {
    pub(crate) fn elision(&self) -> bool {
        self.switches.elision
    }

    pub(crate) fn per_character(&self) -> bool {
        self.switches.per_character
    }

    /// Bytes of the words that `folded`, which is no word itself, has joined before one that is known; nought for none.
    pub(crate) fn joined_before(&self, folded: &str) -> usize {
        let known = |rest: &str| self.words.contains_key(rest) || self.is_fused(rest);
        let one = self.joined_before.iter().find_map(|word| {
            let rest = folded.strip_prefix(word.as_ref()).filter(|rest| !rest.is_empty())?;
            known(rest).then_some(word.len())
        });
        one.unwrap_or(0)
    }

    /// A word that is a number and an ending of age or length: the number's parts and the node of the ending.
    pub(crate) fn with_ending(&self, folded: &str) -> Option<(PartList, NodeId)> {
        let stems = self.stems.as_ref()?;
        self.endings.iter().find_map(|(ending, node)| {
            let stem = folded.strip_suffix(ending.as_ref()).filter(|stem| !stem.is_empty())?;
            let parts = stems.split(stem).filter(|split| !split.is_ordinal)?;
            Some((parts.parts, *node))
        })
    }

    /// Whether a folded word is a number of parts.
    pub(crate) fn is_fused(&self, folded: &str) -> bool {
        self.fused.as_ref().is_some_and(|fused| fused.split(folded).is_some())
    }

    /// The number of a folded word, 0 where the lexicon has none.
    pub(crate) fn word(&self, folded: &str) -> u32 {
        self.words.get(folded).copied().unwrap_or(0)
    }

    /// The node of a single word.
    pub(crate) fn root(&self, word: u32) -> NodeId {
        self.roots.get(word as usize).copied().unwrap_or(0)
    }

    /// All that a node's phrase can mean.
    pub(crate) fn roles(&self, node: NodeId) -> Roles {
        self.nodes.get(node as usize).map_or(Roles::default(), |node| node.roles)
    }

    /// Whether a word of this key may open an amount; `run` has a bit for each of its bytes, as far as they are known.
    #[inline]
    pub(crate) fn may_anchor(&self, key: u64, run: u64) -> bool {
        self.anchors.may_hold(key, run)
    }

    /// Of the words that begin at the bits `starts` of a block, those that may open an amount by their first bytes.
    ///
    /// A bit of `runs` says whether a byte is part of a word, `next` the same of the block behind.
    pub(crate) fn let_through(&self, window: &Window, starts: u64, runs: u64, next: u64) -> u64 {
        let (mut left, mut passed) = (starts, 0);
        while left != 0 {
            let bit = left.trailing_zeros();
            left &= left - 1;
            let run = runs >> bit | (next << 1) << (u64::BITS - 1 - bit);
            let key = Anchors::fused_key(key_in(window, bit as usize, run as u8));
            passed |= self.anchors.any.has(key) << bit;
        }
        passed
    }

    /// All that is known of a word by its number.
    pub(crate) fn known(&self, number: u32) -> &Word {
        self.entries.get(number as usize).unwrap_or(&UNKNOWN)
    }

    /// Whether a word that is listed has no meaning alone.
    pub(crate) fn means_nothing(&self, number: u32) -> bool {
        self.known(number).roles == Roles::default()
    }

    fn meanings(&self, node: NodeId) -> &[(Role, u32)] {
        let Some(node) = self.nodes.get(node as usize) else { return &[] };
        self.meanings.get(node.first as usize..(node.first + node.count) as usize).unwrap_or(&[])
    }

    fn payload(&self, node: NodeId, role: Role) -> Option<u32> {
        self.meanings(node).iter().find(|(known, _)| *known == role).map(|(_, payload)| *payload)
    }

    /// The number that the phrase stands for in a role of values.
    pub(crate) fn value(&self, node: NodeId, role: Role) -> Option<Decimal> {
        self.values.get(self.payload(node, role)? as usize).copied()
    }

    /// The code or id that the phrase stands for in a role of names.
    pub(crate) fn name(&self, node: NodeId, role: Role) -> Option<&CompactString> {
        self.names.get(self.payload(node, role)? as usize)
    }

    /// How many of what unit the phrase stands for: `10.a` is ten years, `km` one kilometre.
    pub(crate) fn coded(&self, node: NodeId, role: Role) -> Option<(Decimal, &str)> {
        let code = self.name(node, role)?;
        let unit = code.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let Some(factor) = code.strip_suffix(unit).and_then(|factor| factor.strip_suffix('.')) else {
            return Some((Decimal::ONE, code));
        };
        let (whole, part) = factor.split_once('.').unwrap_or((factor, ""));
        Some((Decimal::from_digits(whole, part)?, unit))
    }

    /// Every pair index of a phrase that opens, joins or closes ranges.
    pub(crate) fn pairs(&self, node: NodeId, role: Role) -> impl Iterator<Item = u32> {
        self.meanings(node).iter().filter(move |(known, _)| *known == role).map(|(_, payload)| *payload)
    }

    /// The longest phrase at token `at` that has one of `wanted`, on one line; hyphens between its words count as spaces.
    #[inline]
    pub(crate) fn longest(&self, tokens: &[Token], at: usize, wanted: Roles) -> Option<Phrase> {
        let token = tokens.get(at)?;
        if !token.word.may_begin(wanted) {
            return None;
        }
        self.longest_here(tokens, at, wanted)
    }

    fn longest_here(&self, tokens: &[Token], at: usize, wanted: Roles) -> Option<Phrase> {
        let Word { mut node, mut roles, mut goes_on, .. } = *tokens.get(at)?.word;
        let mut end = at + 1;
        let mut best = None;
        loop {
            if roles.meets(wanted) {
                best = Some(Phrase { end, node });
            }
            if !goes_on {
                break;
            }
            let mut next = end;
            while is_inner_hyphen(tokens, next) {
                next += 1;
            }
            let Some(token) = tokens.get(next).filter(|token| token.is_on_line()) else { break };
            let Some(child) = self.child(node, token.word) else { break };
            (node, end) = (child, next + 1);
            let here = self.nodes.get(node as usize)?;
            (roles, goes_on) = (here.roles, here.has_children);
        }
        best
    }

    /// The longest phrase that ends right before token `end` and has one of `wanted`.
    #[inline]
    pub(crate) fn longest_before(&self, tokens: &[Token], end: usize, wanted: Roles) -> Option<(usize, Phrase)> {
        let last = tokens.get(end.checked_sub(1)?)?;
        if !last.word.edges.ends.may_meet(wanted) {
            return None;
        }
        self.longest_up_to(tokens, end, wanted)
    }

    fn longest_up_to(&self, tokens: &[Token], end: usize, wanted: Roles) -> Option<(usize, Phrase)> {
        const REACH: usize = 8;
        let line = (end.saturating_sub(REACH)..end).rev();
        let mut best = None;
        for start in line {
            if let Some(phrase) = self.longest_ending(tokens, start, end, wanted) {
                best = Some((start, phrase));
            }
            if tokens.get(start).is_none_or(|token| !token.is_on_line()) {
                break;
            }
        }
        best
    }

    /// The phrase from `start` to exactly `end`, if it has one of `wanted`.
    fn longest_ending(&self, tokens: &[Token], start: usize, end: usize, wanted: Roles) -> Option<Phrase> {
        let Word { mut node, goes_on, .. } = *tokens.get(start)?.word;
        let mut at = start + 1;
        if node == 0 || !goes_on && at < end {
            return None;
        }
        loop {
            if at == end {
                return self.roles(node).meets(wanted).then_some(Phrase { end, node });
            }
            if is_inner_hyphen(tokens, at) {
                at += 1;
                continue;
            }
            let token = tokens.get(at).filter(|token| at < end && token.is_on_line())?;
            node = self.child(node, token.word)?;
            at += 1;
        }
    }

    /// The node of a phrase with one more word behind it.
    fn child(&self, node: NodeId, word: &Word) -> Option<NodeId> {
        (word.number != 0).then(|| self.children.get(&(node, word.number)).copied()).flatten()
    }
}

/// Whether token `at` is a hyphen that joins the words on both sides.
fn is_inner_hyphen(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.class == Class::Mark && crate::stages::fold::is_hyphen(t.first) && t.is_joined())
        && tokens.get(at + 1).is_some_and(|t| t.is_joined() && t.is_word())
}

//! The words of one language, ready for the reader: every word and phrase with its meanings.

pub(crate) mod role;
pub(crate) mod schema;
pub(crate) mod source;
pub(crate) mod taxonomy;
pub(crate) mod trial;
// From sources to an image: done when built, and for lexicons of the user's own.
pub(crate) mod compile;
pub(crate) mod delta;
mod openings;
// From an image to what reads.
pub(crate) mod image;
mod load;
mod anchors;
mod currencies;
mod fused;
mod phrases;
pub(crate) mod shared;
mod switches;
mod table;
mod word;

use compact_str::CompactString;

use crate::block::Window;
use crate::decimal::Decimal;
pub(crate) use anchors::{Anchors, Firsts};
pub(crate) use currencies::Currencies;
pub(crate) use fused::{Fused, Part, PartList};
pub(crate) use phrases::Phrase;
pub(crate) use role::{Role, Roles};
pub(crate) use shared::{Shared, Sign};
pub(crate) use switches::Switches;
pub(crate) use table::Table;
use word::UNKNOWN;
pub(crate) use word::Word;

/// A place in the trie of phrases; 0 is nowhere.
pub(crate) type NodeId = u32;

/// A phrase as it stands among all: what it means and what goes on with it begin here and end where the next one's do.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Which of the sets of roles that there are.
    set: u32,
    meanings: u32,
    children: u32,
}

/// What a node leads to by one more word.
#[derive(Clone, Copy, Debug)]
struct Child {
    word: u32,
    node: NodeId,
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
    words: Table,
    /// The numbers of the words that single marks of ASCII are.
    marks: Vec<u32>,
    /// What is known of each word, by its number.
    entries: Vec<Word>,
    /// By their numbers, and one more.
    nodes: Vec<Node>,
    /// Those of one node in the order of their words.
    children: Vec<Child>,
    meanings: Vec<(Role, u32)>,
    /// The sets of roles that nodes have; most have the same ones.
    sets: Vec<Roles>,
    values: Vec<Decimal>,
    names: Vec<CompactString>,
    anchors: Anchors,
    /// Numbers of the words that are written joined to the one behind them; the longest first.
    joined_before: Vec<u32>,
    /// Numbers of the endings that make number words ages and lengths of time; the longest first.
    endings: Vec<u32>,
    /// The [`mark_of`] each of them: nearly no word ends so.
    ending_marks: u64,
    /// The parts that words before such an ending are made of, where words are not written together otherwise.
    stems: Option<Fused>,
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

/// Roles of words that say what happened, so that a sentence without numbers is read.
const HAPPENING: Roles = Roles::any(&[Role::Happening, Role::Suffers]);

/// Roles whose words may be an amount, or tell of one, without digits near.
pub(crate) const ANCHORS: Roles = NUMBERS.or(HAPPENING);

/// Hedges that stand before an amount.
pub(crate) const HEDGES_BEFORE: Roles = Roles::any(&[
    Role::ApproxBefore,
    Role::AtLeastBefore,
    Role::MoreThanBefore,
    Role::AtMostBefore,
    Role::LessThanBefore,
]);

/// What tells that something is more or less than it was.
pub(crate) const UP_OR_DOWN: Roles = Roles::any(&[Role::Up, Role::Down]);

/// Words that tell that something has become more or less.
pub(crate) const CHANGES: Roles = UP_OR_DOWN.or(Roles::of(Role::Change));

/// Words that tell what happened.
pub(crate) const TELLING: Roles = Roles::any(&[Role::Outcome, Role::OutcomeNoun]);

/// What a number may begin with, and what looks like one and is none.
pub(crate) const OPENERS: Roles =
    NUMBERS.or(Roles::any(&[Role::NotANumber, Role::PercentBefore, Role::Whole, Role::WholeLasting]));

impl Lexicon {
    pub(crate) fn elision(&self) -> bool {
        self.switches.elision
    }

    pub(crate) fn per_character(&self) -> bool {
        self.switches.per_character
    }

    /// Bytes of the words that `folded`, which is no word itself, has joined before one that is known; nought for none.
    pub(crate) fn joined_before(&self, folded: &str) -> usize {
        let known = |rest: &str| self.word(rest) != 0 || self.is_fused(rest);
        let one = self.joined_before.iter().map(|word| self.words.get(*word)).find_map(|word| {
            let rest = folded.strip_prefix(word).filter(|rest| !rest.is_empty())?;
            known(rest).then_some(word.len())
        });
        one.unwrap_or(0)
    }

    /// A word that is a number and an ending of age or length: the number's parts and the node of the ending.
    pub(crate) fn with_ending(&self, folded: &str) -> Option<(PartList, NodeId)> {
        let stems = self.stems.as_ref().or(self.fused.as_ref())?;
        if self.ending_marks & mark_of(folded) == 0 {
            return None;
        }
        self.endings.iter().find_map(|ending| {
            let stem = folded.strip_suffix(self.words.get(*ending)).filter(|stem| !stem.is_empty())?;
            let parts = stems.split(stem).filter(|split| !split.is_ordinal)?;
            Some((parts.parts, self.root(*ending)))
        })
    }

    /// Whether a folded word is a number of parts.
    pub(crate) fn is_fused(&self, folded: &str) -> bool {
        let fused = self.fused.as_ref().filter(|_| self.anchors.may_be_fused(folded));
        fused.is_some_and(|fused| fused.split(folded).is_some())
    }

    /// The number of a folded word, 0 where the lexicon has none.
    pub(crate) fn word(&self, folded: &str) -> u32 {
        self.words.find(folded)
    }

    /// All that is known of a mark of ASCII.
    #[inline]
    pub(crate) fn mark(&self, mark: u8) -> &Word {
        self.known(self.marks.get(usize::from(mark)).copied().unwrap_or(0))
    }

    /// The node of a single word.
    pub(crate) fn root(&self, word: u32) -> NodeId {
        self.known(word).node
    }

    /// All that a node's phrase can mean.
    pub(crate) fn roles(&self, node: NodeId) -> Roles {
        let set = self.nodes.get(node as usize).and_then(|node| self.sets.get(node.set as usize));
        set.copied().unwrap_or_default()
    }

    /// Whether a word of this key may open an amount; `run` has a bit for each of its bytes, as far as they are known.
    #[inline]
    pub(crate) fn may_anchor(&self, key: u64, run: u64) -> bool {
        self.anchors.may_hold(key, run)
    }

    /// Of the words that begin at the bits `starts` of a block, those that may open an amount: see [`Anchors::let_through`].
    #[inline]
    pub(crate) fn let_through(&self, window: &Window, starts: u64, runs: u64, next: u64) -> u64 {
        self.anchors.let_through(window, starts, runs, next)
    }

    /// Of the characters past the first scripts that begin at the bits `leads` of a block, those that may: see
    /// [`Anchors::let_characters_through`].
    #[inline]
    pub(crate) fn let_characters_through(&self, window: &Window, leads: u64) -> u64 {
        self.anchors.let_characters_through(window, leads)
    }

    /// All that is known of a word by its number.
    pub(crate) fn known(&self, number: u32) -> &Word {
        self.entries.get(number as usize).unwrap_or(&UNKNOWN)
    }

    /// Whether a word that is listed has no meaning alone.
    pub(crate) fn means_nothing(&self, number: u32) -> bool {
        self.known(number).roles == Roles::default()
    }

    /// A node and the one behind it, where what belongs to it ends.
    #[inline]
    fn beside(&self, node: NodeId) -> Option<(&Node, &Node)> {
        match self.nodes.get(node as usize..)? {
            [own, next, ..] => Some((own, next)),
            _ => None,
        }
    }

    fn meanings(&self, node: NodeId) -> &[(Role, u32)] {
        let Some((own, next)) = self.beside(node) else { return &[] };
        self.meanings.get(own.meanings as usize..next.meanings as usize).unwrap_or(&[])
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

    /// Whether a phrase in one role and another in its own belong together around the ends of a range.
    pub(crate) fn is_pair(&self, (open, opens): (NodeId, Role), (close, closes): (NodeId, Role)) -> bool {
        self.pairs(open, opens).any(|pair| self.pairs(close, closes).any(|other| other == pair))
    }
}

/// One of 64 bits, by the last two bytes of a word.
fn mark_of(word: &str) -> u64 {
    let bits = word.bytes().rev().take(2).fold(0u8, |mark, byte| mark.rotate_left(3) ^ byte);
    1 << (bits % 64)
}

//! Phrases of the lexicon in a run of tokens: the longest that begins here, the longest that ends here.
//!
//! Tokens and what is wanted come in, a phrase and its ends go out.

use super::role::Hint;
use super::{Lexicon, NodeId, Roles, Word};
use crate::stages::fold::is_hyphen;
use crate::token::{Class, Token};

/// A phrase found in a run of tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    /// The token after its last.
    pub(crate) end: usize,
    pub(crate) node: NodeId,
}

impl Lexicon {
    /// All that phrases among `tokens` can mean, and perhaps more.
    pub(crate) fn meanings_among(tokens: &[Token]) -> Roles {
        let (mut alone, mut longer) = (Roles::default(), Hint::NONE);
        for token in tokens {
            alone = alone.or(token.word.roles);
            longer = longer.or(token.word.begins_longer());
        }
        alone.or(longer.roles())
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
            (roles, goes_on) = (self.roles(node), true);
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
        const REACH: usize = 12;
        let line = (end.saturating_sub(REACH)..end).rev();
        let mut best = None;
        for start in line {
            if let Some(phrase) = self.longest_ending(tokens, start, end, wanted) {
                best = Some((start, phrase));
            }
            // A phrase that begins before has this word in it.
            let is_inside =
                |token: &Token| token.is_on_line() && (token.word.goes_behind() || is_inner_hyphen(tokens, start));
            if !tokens.get(start).is_some_and(is_inside) {
                break;
            }
        }
        best
    }

    /// The phrase at `node` with `word` behind it, and what it can mean.
    pub(crate) fn behind(&self, node: NodeId, word: &Word) -> Option<(NodeId, Roles)> {
        self.child(node, word).map(|child| (child, self.roles(child)))
    }

    /// The phrase with one of `wanted` that begins with token `open` and goes on at token `at`, whatever is between.
    pub(crate) fn parted(&self, tokens: &[Token], open: usize, at: usize, wanted: Roles) -> Option<Phrase> {
        let Word { mut node, goes_on, .. } = *tokens.get(open)?.word;
        let (mut end, mut best) = (at, None);
        while let Some(child) = tokens.get(end).filter(|_| goes_on).and_then(|token| self.child(node, token.word)) {
            (node, end) = (child, end + 1);
            if self.roles(node).meets(wanted) {
                best = Some(Phrase { end, node });
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
        // Nearly every word that stands behind others stands behind few of them.
        if !word.behind.may_hold(node) {
            return None;
        }
        let (own, next) = self.beside(node)?;
        let children = self.children.get(own.children as usize..next.children as usize)?;
        let place = children.partition_point(|child| child.word < word.number);
        children.get(place).filter(|child| child.word == word.number).map(|child| child.node)
    }
}

/// Whether token `at` is a hyphen that joins the words on both sides.
fn is_inner_hyphen(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.class == Class::Mark && is_hyphen(t.first) && t.is_joined())
        && tokens.get(at + 1).is_some_and(|t| t.is_joined() && t.is_word())
}

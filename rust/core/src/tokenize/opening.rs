//! What the word at an anchor may open: the few tokens there, cut and looked up, before there is a stretch.

use super::Cutting;
use crate::known::{Known, Opening, Seen};
use crate::lexicon::{ANCHORS, Lexicon, NUMBERS, OPENERS, Role, Roles, Word};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

impl<'l> Cutting<'_, 'l> {
    /// The word that comes first, what it is, and what it is without another joined before it.
    fn first_word(&mut self, known: &mut Known<Seen>) -> Option<(Token<'l>, Seen, Seen)> {
        let token = self.next_token()?;
        let whole = self.seen(&token, known);
        if whole.joined() == 0 {
            return Some((token, whole, whole));
        }
        self.cut(&token, whole.joined());
        let rest = self.next_token()?;
        let seen = self.seen(&rest, known);
        Some((rest, whole, seen))
    }

    /// The phrases that come first. Cuts no word behind one that they do not go on with.
    fn first_phrase(&mut self, known: &mut Known<Seen>) -> Option<Met<'l>> {
        let (mut before, _, seen) = self.first_word(known)?;
        let first = self.lexicon.known(seen.number());
        let mut node = first.node;
        let mut met = Met { roles: first.roles, last: first, is_amount: false };
        while let Some(token) = self.next_token().filter(Token::is_on_line) {
            // A hyphen inside is none of the words.
            let is_inner = is_hyphen(token.first) && token.is_joined() && before.is_word();
            before = token;
            if is_inner {
                continue;
            }
            let word = self.lexicon.known(self.seen(&token, known).number());
            let Some((child, roles)) = self.lexicon.behind(node, word) else { break };
            node = child;
            met.is_amount |= roles.meets(ANCHORS);
            if roles.meets(OPENERS) {
                (met.roles, met.last) = (roles, word);
            }
        }
        Some(met)
    }
}

/// What the words at an anchor make together.
struct Met<'l> {
    /// What the longest phrase of them is, of those that open an amount or are no number.
    roles: Roles,
    /// Its last word.
    last: &'l Word,
    /// Whether some phrase of more words than the first may open an amount.
    is_amount: bool,
}

/// What says that there is none, or that there is one.
const TELLING_NONE: Roles = Roles::any(&[Role::NoOne, Role::NoneOf, Role::Whole, Role::WholeLasting]);

/// What the word that `text[from..to]` begins with may open.
pub(crate) fn opening_of(
    text: &str,
    from: u32,
    to: u32,
    lexicon: &Lexicon,
    folded: &mut String,
    known: &mut Known<Seen>,
) -> Opening {
    let first = Cutting::of(text, from, to, lexicon, folded).and_then(|mut cutting| cutting.first_word(known));
    let Some((_, whole, seen)) = first else { return Opening::None };
    let word = lexicon.known(seen.number());
    let is_unit = lexicon.switches.units_open && lexicon.known(whole.number()).roles.has(Role::Duration);
    match (seen.is_fused() || word.opens_amount, word.opens_phrase, is_unit) {
        (true, ..) if word.opens_no_number && !seen.is_fused() && !lexicon.per_character() => Opening::AmountOrNone,
        (true, ..) => Opening::Amount,
        (_, true, true) => Opening::PhraseOrUnit,
        (_, true, false) => Opening::Phrase,
        (_, false, true) => Opening::Unit,
        (_, false, false) => Opening::None,
    }
}

/// Whether the words that `text[from..to]` begins with are a phrase that may open an amount.
pub(crate) fn opens_phrase(
    text: &str,
    from: u32,
    to: u32,
    lexicon: &Lexicon,
    folded: &mut String,
    known: &mut Known<Seen>,
) -> bool {
    let phrase = Cutting::of(text, from, to, lexicon, folded).and_then(|mut cutting| cutting.first_phrase(known));
    phrase.is_some_and(|phrase| phrase.is_amount)
}

/// Whether they are one that is no number: "one another", "prima che".
pub(crate) fn is_no_number(
    text: &str,
    from: u32,
    to: u32,
    lexicon: &Lexicon,
    folded: &mut String,
    known: &mut Known<Seen>,
) -> bool {
    let phrase = Cutting::of(text, from, to, lexicon, folded).and_then(|mut cutting| cutting.first_phrase(known));
    // "Per un secondo": a unit of time may be one all the same.
    phrase.is_some_and(|phrase| {
        phrase.roles.has(Role::NotANumber)
            && !phrase.roles.meets(NUMBERS.or(TELLING_NONE))
            && !phrase.last.roles.has(Role::Duration)
    })
}

/// Whether the last word of `text[from..to]` is an article, "un'", "d'une", or another that makes a unit of time one: "понад".
pub(crate) fn makes_one(
    text: &str,
    from: u32,
    to: u32,
    lexicon: &Lexicon,
    folded: &mut String,
    known: &mut Known<Seen>,
) -> bool {
    let Some(mut cutting) = Cutting::of(text, from, to, lexicon, folded) else { return false };
    let mut last = None;
    while let Some(token) = cutting.next_token() {
        last = Some(token);
    }
    let seen = last.map(|token| cutting.seen(&token, known));
    let roles = seen.map_or(Roles::default(), |seen| lexicon.known(seen.number()).roles);
    roles.has(Role::Article) || roles.has(Role::Whole) && roles.has(Role::Lasting)
}

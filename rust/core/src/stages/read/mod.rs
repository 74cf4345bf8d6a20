//! Stage 4: tokens in, exact numbers out, in digits, in words and in both, scale applied.
//!
//! Knows no units, no currencies and no hedges; what a number is a number of comes after.

mod digits;
pub(crate) mod power;
mod sum;
mod words;

pub(crate) use digits::{Run, digits_value, numeric_run, parts_value};
pub(crate) use words::read_all;

use compact_str::CompactString;

use crate::decimal::Decimal;
use crate::figure::Flags;
use crate::lexicon::{Lexicon, Role, Roles, Shared};
use crate::style::{DateOrder, Style};
use crate::token::Token;

/// What the stages see of one stretch of text.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token<'a>],
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) shared: &'a Shared,
    /// How the document writes its separators.
    pub(crate) style: Style,
    /// How the document writes its dates, where its language begins them with the month.
    pub(crate) order: DateOrder,
    /// Whether the stretch is the whole document.
    pub(crate) is_whole: bool,
    pub(crate) region: &'a str,
    /// All that its words and phrases can mean, and perhaps more.
    pub(crate) meanings: Roles,
}

impl<'a> View<'a> {
    pub(crate) fn token(&self, at: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(at)
    }

    /// `end` without the full stop before it, where that closes the sentence rather than an abbreviation.
    pub(crate) fn without_stop(&self, end: usize) -> usize {
        // Where letters have no cases, a stop behind which a space stands closes the sentence.
        let closes = self.token(end).is_none_or(|next| {
            !next.is_on_line() || !next.is_joined() && (self.opens_sentence(end) || !has_case(next.first))
        });
        let is_stop = self.before(end).is_some_and(|stop| stop.is_mark('.'));
        end - usize::from(is_stop && closes)
    }

    /// Whether the word at `at` begins with a capital as the first of a sentence would.
    pub(crate) fn opens_sentence(&self, at: usize) -> bool {
        let is_grammar = || self.roles_at(at).has(Role::Function);
        self.token(at).is_some_and(|token| token.is_capital) && (!self.lexicon.switches.capital_nouns || is_grammar())
    }

    /// All that the single token at `at` can mean by itself.
    pub(crate) fn roles_at(&self, at: usize) -> Roles {
        self.token(at).map_or(Roles::default(), |token| token.word.roles)
    }

    /// Whether nothing stands at token `at` that a number before it could count: the line or the clause ends there, or goes on with a
    /// word of grammar.
    pub(crate) fn closes(&self, at: usize) -> bool {
        let Some(next) = self.token(at).filter(|next| next.is_on_line()) else { return true };
        if next.is_word() {
            return self.roles_at(at).meets(Roles::any(&[Role::Function, Role::Place]));
        }
        let goes_on = || self.token(at + 1).is_some_and(|more| more.is_joined() && more.is_digits());
        matches!(next.first, ',' | '.' | ';' | ')') && !goes_on()
    }

    /// Whether one of its phrases may mean one of `wanted`. A no is sure: whoever looks for those alone finds none.
    #[inline]
    pub(crate) fn may_have(&self, wanted: Roles) -> bool {
        self.meanings.meets(wanted)
    }

    /// Where the words of `[cue]` that begin at token `at` end, if they are of `key`.
    #[inline]
    pub(crate) fn cue(&self, at: usize, key: &str) -> Option<usize> {
        // Nearly all words are none, and the question is asked often.
        if !self.token(at)?.word.may_begin(Roles::of(Role::Cue)) {
            return None;
        }
        self.cue_here(at, key)
    }

    #[inline(never)]
    fn cue_here(&self, at: usize, key: &str) -> Option<usize> {
        let phrase = self.lexicon.longest(self.tokens, at, Roles::of(Role::Cue))?;
        self.lexicon.name(phrase.node, Role::Cue).filter(|name| *name == key).map(|_| phrase.end)
    }

    /// Where the word for a thing that no loss is said of ends, if it begins at token `at`: points are such, and per cent elsewhere.
    pub(crate) fn thing(&self, at: usize) -> Option<usize> {
        self.cue(at, "things").or_else(|| self.cue(at, "points"))
    }

    /// The class of the thing that the words at token `at` name.
    pub(crate) fn category_at(&self, at: usize) -> Option<&'a CompactString> {
        let noun = self.lexicon.longest(self.tokens, at, Roles::of(Role::Category))?;
        self.lexicon.name(noun.node, Role::Category)
    }

    /// Where the words of `[cue]` that end right before token `end` begin, if they are of `key`.
    pub(crate) fn cue_before(&self, end: usize, key: &str) -> Option<usize> {
        let (first, phrase) = self.lexicon.longest_before(self.tokens, end, Roles::of(Role::Cue))?;
        self.lexicon.name(phrase.node, Role::Cue).filter(|name| *name == key).map(|_| first)
    }

    /// The text from token `first` up to token `end`.
    pub(crate) fn text_of(&self, first: usize, end: usize) -> Option<&'a str> {
        self.text.get(self.token(first)?.start as usize..self.before(end)?.end as usize)
    }

    /// The token before `at`.
    pub(crate) fn before(&self, at: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(at.checked_sub(1)?)
    }
}

/// Whether the letter is of a script that tells small letters from capitals; true of what is no letter.
pub(crate) fn has_case(letter: char) -> bool {
    letter.is_lowercase() || letter.is_uppercase() || !letter.is_alphabetic()
}

/// The place of the first of `numbers` that begins at token `from` or later.
pub(crate) fn place_from(numbers: &[Number], from: usize) -> usize {
    numbers.partition_point(|number| number.first < from)
}

/// The first of `numbers` that begins at token `from` or later.
pub(crate) fn next_from(numbers: &[Number], from: usize) -> Option<&Number> {
    numbers.get(place_from(numbers, from))
}

/// The last of `numbers` that begins before token `at`.
pub(crate) fn last_before(numbers: &[Number], at: usize) -> Option<&Number> {
    numbers.get(place_from(numbers, at).checked_sub(1)?)
}

/// The one of `numbers` that begins at token `at`.
pub(crate) fn number_at(numbers: &[Number], at: usize) -> Option<&Number> {
    next_from(numbers, at).filter(|number| number.first == at)
}

/// What sort of number word or number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Plain,
    Ordinal,
    /// A part of one: two thirds, ¾.
    Fraction,
    /// About that many: une trentaine.
    Collective,
    /// No number at all: dozens.
    Vague,
    Multiplier,
}

/// One number in the tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    /// Its first token and the one after its last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) value: Decimal,
    pub(crate) sort: Sort,
    pub(crate) flags: Flags,
    /// The scale word that closes it, for ranges that share it.
    pub(crate) scale: Option<Decimal>,
    /// Whether it opens with digits.
    pub(crate) has_digits: bool,
    /// Whether digits were grouped or followed by decimals: such a number is no year.
    pub(crate) is_formatted: bool,
    /// Whether it is a single word that is grammar more often than a number.
    pub(crate) is_weak: bool,
}

impl Number {
    /// The number of words from token `first` to token `end`.
    fn new(first: usize, end: usize, value: Decimal, sort: Sort) -> Self {
        Self {
            first,
            end,
            value,
            sort,
            flags: Flags::default(),
            scale: None,
            has_digits: false,
            is_formatted: false,
            is_weak: false,
        }
    }
}

//! Digits that are parts of other words more often than numbers: 일, 이, 삼 count where other signs of a number touch them.
//!
//! A place goes in, a number comes out where the digit is one there: all that is written, behind a minus, before or behind a
//! decimal point, in a part of one, before a unit. In a longer number they are read with what they are joined to. And
//! spelled numbers that a hyphen binds to another word.

use super::{CARDINAL, Number, OPENERS, Reading, Sort, Sum};
use crate::decimal::Decimal;
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_hyphen;

/// What may stand right behind a number, were it joined.
const BEHIND: Roles = CARDINAL.or(Roles::any(&[
    Role::FusedPart,
    Role::Point,
    Role::PartsOf,
    Role::Counter,
    Role::Duration,
    Role::Money,
    Role::MoneyMinor,
    Role::Unit,
    Role::Percent,
    Role::OrdinalMark,
    Role::AgeAfter,
    Role::AgeUnit,
    Role::MonthAfter,
    Role::DayAfter,
    Role::YearAfter,
    Role::MultiplierMark,
    Role::Category,
    Role::ApproxAfter,
    Role::AtLeastAfter,
    Role::MoreThanAfter,
    Role::AtMostAfter,
    Role::LessThanAfter,
]));

/// What a digit alone may count.
const COUNTED: Roles = Roles::any(&[Role::Duration, Role::Money, Role::Unit, Role::Percent]);

/// What a hyphen may bind a spelled number to: two-hour, five-year-old, twenty-first.
const BINDING: Roles = Roles::any(&[
    Role::Cardinal,
    Role::Scale,
    Role::Ordinal,
    Role::Denominator,
    Role::Group,
    Role::Unit,
    Role::Duration,
    Role::Money,
    Role::MoneyMinor,
    Role::Percent,
    Role::AgeAfter,
    Role::AgeUnit,
    Role::Category,
    Role::And,
    Role::MultiplierMark,
    Role::OrdinalMark,
    Role::AtLeastAfter,
]);

impl Reading<'_, '_> {
    /// The number that the digit at `at` opens or is.
    pub(super) fn bound(&mut self, at: usize) -> Option<Number> {
        let view = self.view;
        let value =
            view.lexicon.value(view.token(at).filter(|_| self.is_bound_digit(at))?.word.node, Role::FusedPart)?;
        let minus = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::Minus));
        let token = view.token(at)?;
        let is_cut_off =
            minus.is_some() || !token.is_joined() || !view.before(at).is_some_and(|before| before.is_word());
        // 오이 is a cucumber, but not behind a minus.
        let is_longer = view.lexicon.longest(view.tokens, at, OPENERS).is_some_and(|phrase| {
            let is_word = view.lexicon.roles(phrase.node).has(Role::NotANumber);
            phrase.end > at + 1 && (minus.is_none() || !is_word)
        });
        if !is_cut_off || is_longer {
            return None;
        }
        let mut number = Number::new(at, at + 1, value, Sort::Plain);
        let mut sum = Sum::default();
        sum.add(value, view.lexicon);
        self.decimals(&mut sum, &mut number);
        self.parts(&sum, &mut number);
        let number = self.parts_of(number);
        let first = minus.map_or(at, |(first, _)| first);
        let sign = view.before(at).is_some_and(|sign| at == 1 && sign.is_mark('-'));
        let is_all = view.is_whole && (first == 0 || sign) && number.end == view.tokens.len();
        (number.end > at + 1 || is_all || minus.is_some() || self.is_counted(at)).then_some(number)
    }

    /// "육 개월", "오미터": whether the digit at `at` counts what stands behind it, a word of its own or a longer one joined.
    fn is_counted(&self, at: usize) -> bool {
        let view = self.view;
        let Some(unit) = view.lexicon.longest(view.tokens, at + 1, COUNTED) else { return false };
        let is_joined = view.token(at + 1).is_some_and(|token| token.is_joined());
        let is_grammar = view.roles_at(at).has(Role::Function);
        if is_joined {
            unit.end > at + 2
        } else {
            !is_grammar && view.token(at + 1).is_some_and(|next| next.is_on_line())
        }
    }

    /// Whether the character at `at` is a digit of that sort.
    pub(super) fn is_bound_digit(&self, at: usize) -> bool {
        self.view.lexicon.per_character() && self.view.roles_at(at).has(Role::FusedPart)
    }

    /// The digit at `at`.
    pub(super) fn bound_value(&self, at: usize) -> Option<Decimal> {
        let view = self.view;
        let token = view.token(at).filter(|token| token.is_on_line() && self.is_bound_digit(at))?;
        view.lexicon.value(token.word.node, Role::FusedPart)
    }

    /// How many of the parts: 삼분의 일; a large number behind would be "only one": 3분의 일만.
    pub(super) fn bound_top(&self, at: usize) -> Option<Number> {
        let view = self.view;
        let value = self.bound_value(at)?;
        let longer = view.lexicon.longest(view.tokens, at, CARDINAL).filter(|phrase| phrase.end > at + 1);
        let is_large = longer.is_some_and(|phrase| {
            let scale = view.lexicon.value(phrase.node, Role::Scale);
            phrase.end == at + 2 && scale.is_some_and(|scale| scale >= Decimal::from(10_000))
        });
        let next_is_digit = self.bound_value(at + 1).is_some() && !view.roles_at(at + 1).has(Role::Function);
        let goes_on = longer.is_some() && !is_large || next_is_digit;
        (!goes_on).then(|| Number::new(at, at + 1, value, Sort::Plain))
    }

    /// "이상한 점이 없다": whether the digit at `at` is a particle, as words of their own go on behind it.
    pub(super) fn is_particle(&self, at: usize) -> bool {
        let view = self.view;
        view.roles_at(at).has(Role::Function)
            && view.token(at + 1).is_some_and(|next| next.is_word() && !next.is_joined())
    }

    /// "답이 백과", "이 백": whether the digit that begins the words at `at` is grammar of the word before, apart from what follows.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        let view = self.view;
        let is_digit = self.is_bound_digit(at);
        let is_ending = view.token(at).is_some_and(|token| token.is_joined())
            && view.before(at).is_some_and(|before| before.is_word() && !before.word.roles.meets(CARDINAL));
        is_digit && is_ending && view.token(at + 1).is_some_and(|next| !next.is_joined())
    }

    /// "삼십이다", it is thirty: whether the digit at `at` that closes a number is grammar, as an unknown word goes on from it.
    pub(super) fn is_copula(&self, at: usize) -> bool {
        let view = self.view;
        let is_grammar = view.roles_at(at).has(Role::Function) && self.bound_value(at).is_some();
        let goes_on = view.token(at + 1).is_some_and(|next| next.is_word() && next.is_joined());
        is_grammar && goes_on && view.lexicon.longest(view.tokens, at + 1, BEHIND).is_none()
    }

    /// Whether a hyphen binds a spelled number to a word that it only qualifies: half-hearted, mille-feuille.
    pub(super) fn is_bound(&self, number: &Number) -> bool {
        let view = self.view;
        let is_hyphen =
            view.token(number.end).is_some_and(|mark| !mark.is_word() && is_hyphen(mark.first) && mark.is_joined());
        let word = number.end + 1;
        if !is_hyphen || number.has_digits || !view.token(word).is_some_and(|next| next.is_word() && next.is_joined()) {
            return false;
        }
        view.lexicon.longest(view.tokens, word, BINDING).is_none()
    }
}

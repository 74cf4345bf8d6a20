//! Where numbers cannot begin and how far they cannot reach, told at a glance: nouns, words of grammar before nouns.
//!
//! A token and the one behind it come in, a yes or no goes out. A yes may be wrong: what reads the number decides.

use super::{CARDINAL, Reading};
use crate::lexicon::{NUMBERS, OPENERS, Role, Roles};
use crate::stages::fold::{is_hyphen, vulgar_fraction};
use crate::token::{Class, Token};

/// What may begin a part of a number behind its first.
const GOING_ON: Roles = NUMBERS.or(Roles::any(&[
    Role::And,
    Role::DateOf,
    Role::Denominator,
    Role::FusedPart,
    Role::Group,
    Role::HalfAfter,
    Role::LabelLink,
    Role::MultiplierMark,
    Role::NotANumber,
    Role::NumberEnding,
    Role::OneIn,
    Role::OrdinalMark,
    Role::Over,
    Role::PartsOf,
    Role::Point,
    Role::ScaleAfterDigits,
    Role::ScaleInMoney,
    Role::TenthsOf,
    Role::WithPart,
]));

/// What may add to a number behind its first part, by itself or behind a link.
pub(super) const SUMMED: Roles = CARDINAL.or(Roles::any(&[Role::And, Role::ScaleAfterDigits, Role::ScaleInMoney]));

/// Whether no number can begin with the token before `next`, as with nearly every word.
pub(super) fn is_idle(token: &Token, next: Option<&Token>) -> bool {
    match token.class {
        Class::Word => {
            let word = token.word;
            // Words of grammar open phrases with numbers in them, but only before other words of those.
            let may_open = word.may_begin(OPENERS) && (word.roles.meets(OPENERS) || opens_phrase(token, next));
            !token.is_fused && !may_open && !word.roles.has(Role::FusedPart)
        }
        Class::Mark => token.first.is_ascii() || vulgar_fraction(token.first).is_none(),
        Class::Digits => false,
    }
}

/// Whether a phrase of several words may begin with the token before `next`.
pub(super) fn opens_phrase(token: &Token, next: Option<&Token>) -> bool {
    !token.word.is_lone() && next.is_some_and(|next| next.word.goes_behind() || is_hyphen(next.first))
}

impl Reading<'_, '_> {
    /// Whether what stands at token `at` may be a part of the number before it, as no noun is.
    pub(super) fn may_go_on(&self, at: usize) -> bool {
        self.may_go_on_with(at, GOING_ON)
    }

    /// Whether what stands at token `at` may be a part of the number before it: a mark, or a word of one of `roles`.
    pub(super) fn may_go_on_with(&self, at: usize, roles: Roles) -> bool {
        let view = self.view;
        let lexicon = view.lexicon;
        lexicon.per_character()
            || lexicon.switches.last_unit_unsaid
            || view.token(at).is_some_and(|next| {
                let is_apart = next.is_word() && !next.is_joined();
                // "The one a": an article that is no numeral opens the next noun.
                let is_article = next.word.roles.has(Role::Article) && next.word.roles.has(Role::NeverAlone);
                let is_part = next.is_fused || next.ending != 0 || next.word.may_begin(roles) && !is_article;
                // "un detenuto su tre": a noun between one and how many it is one of.
                let is_one_in =
                    || view.roles_at(at + 1).meets(Roles::of(Role::OneIn)) && roles.meets(Roles::of(Role::OneIn));
                (!is_apart || is_part || is_one_in()) && next.is_on_line()
            })
    }
}

//! One who is told by where, as those counted before are, or by what happened: "двох у Костянтинівці та одного в Дружківці",
//! "killed one".
//!
//! A number that is grammar elsewhere comes in, whether it counts here goes out. Reads no names.

use super::{Number, Reading};
use crate::decimal::Decimal;
use crate::lexicon::{Role, Roles};
use crate::token::Token;

impl Reading<'_, '_> {
    /// Whether the word for one goes on with a list of numbers that each have a preposition of place behind them.
    pub(super) fn is_one_at_place(&self, number: &Number) -> bool {
        const NEAR: usize = 7;
        let view = self.view;
        if number.value != Decimal::ONE || !self.stands_at_place(number.end) {
            return false;
        }
        let Some(link) = number.first.checked_sub(1) else { return false };
        let is_link = view.token(link).is_some_and(Token::lists);
        let goes_on = |at: &usize| view.token(at + 1).is_some_and(Token::is_on_line);
        let counts = |at: usize| {
            let roles = view.roles_at(at);
            let weak = Roles::any(&[Role::Article, Role::NeverAlone, Role::BeforeNoun]);
            view.token(at).is_some_and(Token::is_digits) || roles.has(Role::Cardinal) && !roles.meets(weak)
        };
        is_link
            && (link.saturating_sub(NEAR)..link)
                .rev()
                .take_while(goes_on)
                .take_while(|at| view.token(*at).is_some_and(|token| token.is_word() || token.is_digits()))
                .any(|at| counts(at) && self.stands_at_place(at + 1))
    }

    /// Whether a preposition of place and a name stand at token `at`.
    fn stands_at_place(&self, at: usize) -> bool {
        let view = self.view;
        view.token(at).is_some_and(Token::is_word_on_line)
            && view.roles_at(at).has(Role::Place)
            && view.token(at + 1).is_some_and(|name| name.is_word() && name.is_capital && name.is_on_line())
    }

    /// "injured over 30 and killed one.": the word for one closes its clause behind what happened.
    pub(super) fn is_suffered(&self, number: &Number) -> bool {
        let view = self.view;
        let closes = view.token(number.end).is_none_or(|next| !next.is_on_line() || !next.is_word());
        number.value == Decimal::ONE
            && closes
            && view.token(number.first).is_some_and(Token::is_word_on_line)
            && view.lexicon.longest_before(view.tokens, number.first, Roles::of(Role::Outcome)).is_some_and(
                |(verb, _)| {
                    // "the injured one"
                    !verb.checked_sub(1).is_some_and(|article| view.roles_at(article).has(Role::Definite))
                },
            )
    }
}

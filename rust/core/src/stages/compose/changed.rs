//! Whether a change is told before an amount, so that "to" before it is no bound: what it came to.
//!
//! A token comes in before which the amount's hedge would end, whether the clauses before it tell a change goes out.

use super::Composing;
use crate::lexicon::{HEDGES_BEFORE, Role};
use crate::stages::fold::is_dash;
use crate::token::Token;

impl Composing<'_, '_> {
    /// "Cut the rate by a quarter point, to 4.25%", "дорожала на 2,1% - до $65": whether the clause before the mark at `first - 1`
    /// tells a change.
    pub(super) fn change_before_comma(&self, first: usize) -> bool {
        let view = self.view;
        let is_mark = |mark: &Token| mark.is_mark(',') || is_dash(mark.first) && !mark.is_word() && !mark.is_joined();
        let comma = first.checked_sub(1).filter(|at| view.token(*at).is_some_and(is_mark));
        comma.is_some_and(|comma| self.changed_far_before(comma))
    }

    /// "евро — на 61 коп., до 94,1 руб.": whether behind a dash, which stands for the verb of change of the clause before, an amount tells
    /// by how much.
    pub(super) fn changed_over_gap(&self, first: usize) -> bool {
        const STEP: usize = 6;
        const FAR: usize = 36;
        let view = self.view;
        let Some(comma) = first.checked_sub(1).filter(|at| view.token(*at).is_some_and(|mark| mark.is_mark(',')))
        else {
            return false;
        };
        let dash =
            (comma.saturating_sub(STEP)..comma).rev().find(|at| view.token(*at).is_some_and(Token::is_spaced_dash));
        dash.is_some_and(|dash| {
            let by = view.lexicon.longest(view.tokens, dash + 1, HEDGES_BEFORE).map_or(dash + 1, |hedge| hedge.end);
            let is_step = view.roles_at(by).has(Role::Function) && view.token(by + 1).is_some_and(Token::is_digits);
            let mut near = (dash.saturating_sub(FAR)..dash).rev();
            is_step
                && near
                    .by_ref()
                    .take_while(|at| view.token(at + 1).is_some_and(Token::is_on_line))
                    .any(|at| view.roles_at(at).has(Role::Change))
        })
    }

    /// "сократились на 33,8% к тому же месяцу — до 530,9 млрд": whether behind the mark at `first - 1` stands what a change told by a share
    /// has come to.
    pub(super) fn changed_by_share(&self, first: usize) -> bool {
        const NEAR: usize = 12;
        const FAR: usize = 36;
        let view = self.view;
        let is_mark = |mark: &Token| mark.is_mark(',') || mark.is_spaced_dash();
        // "wzrósł w III kw. o 17,3 proc. do 2,88 mld": or right behind the share.
        let (mark, near) = match first.checked_sub(1).filter(|at| view.token(*at).is_some_and(is_mark)) {
            Some(mark) => (mark, NEAR),
            None => (first, 4),
        };
        let is_share =
            |at: &usize| view.token(*at).is_some_and(|it| it.is_mark('%')) || view.roles_at(*at).has(Role::Percent);
        let Some(share) = (mark.saturating_sub(near)..mark).rev().find(is_share) else { return false };
        let goes_on = |at: &usize| {
            let stops = view.token(*at).is_some_and(|it| matches!(it.first, ';' | ':') && !it.is_word());
            let ends = view.token(*at).is_some_and(|it| it.is_mark('.'));
            !stops && view.token(at + 1).is_some_and(|it| it.is_on_line() && !(ends && it.is_capital))
        };
        (share.saturating_sub(FAR)..share).rev().take_while(goes_on).any(|at| view.roles_at(at).has(Role::Change))
    }

    /// "зросте до 50 тис. грн, а допомога — до 7 тис.": whether a dash stands for the verb of change before the same word.
    pub(super) fn changes_alike(&self, first: usize) -> bool {
        const FAR: usize = 20;
        let view = self.view;
        let dash = first.checked_sub(1).filter(|at| view.token(*at).is_some_and(Token::is_spaced_dash));
        let (Some(dash), Some(own)) = (dash, view.token(first)) else { return false };
        let is_same = |at: &usize| view.token(*at).is_some_and(|it| it.is_word() && it.word.node == own.word.node);
        let on_line = |at: &usize| view.token(at + 1).is_some_and(Token::is_on_line);
        let mut near = (dash.saturating_sub(FAR)..dash).rev().take_while(on_line).filter(is_same);
        near.any(|at| self.change_before(at).is_some())
    }
}

//! What an amount is told for, where that stands before it and words without spaces: 1人当たり2万円, 每天3000人.

use super::Relating;
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};

/// Tokens between what an amount is told for and the amount: 1世帯あたり計7千円, 每天接待3000人.
const NEAR: usize = 3;

impl Relating<'_, '_> {
    /// Takes what stands before the amount for what it is told for; a figure in it, `before`, is none of its own.
    pub(super) fn rate_before(&self, draft: &mut Draft, mut before: Option<&mut Draft>) {
        let view = self.view;
        let may_have_rate = matches!(draft.figure.kind, Kind::Count | Kind::Number | Kind::Money | Kind::Measure);
        let may_be_told = view.lexicon.per_character() && view.may_have(Roles::any(&[Role::Per, Role::PerWord]));
        if !may_be_told || !may_have_rate || draft.figure.per.is_some() {
            return;
        }
        let is_between = |at: usize| view.token(at).is_some_and(|token| token.is_word() && token.is_on_line());
        let first = draft.hedge_first.min(draft.first);
        for end in (first.saturating_sub(NEAR).max(1)..=first).rev() {
            if end < first && !is_between(end) || !view.token(first).is_some_and(|token| token.is_on_line()) {
                return;
            }
            if let Some((open, phrase)) = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Per)) {
                let time = view.lexicon.name(phrase.node, Role::Per).cloned();
                match before.as_deref_mut() {
                    Some(before) if before.end > open => {
                        let is_inside = before.first >= open && before.after() <= end;
                        if is_inside && before.figure.kind == Kind::Duration {
                            (before.is_rate, draft.figure.per) = (true, time);
                        }
                    }
                    _ => draft.figure.per = time,
                }
                return;
            }
            let word = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::PerWord));
            if let Some((open, _)) = word
                && let Some(before) = before.as_deref_mut()
                && matches!(before.figure.kind, Kind::Count | Kind::Number | Kind::Measure)
            {
                let is_one = before.figure.value == Some(Decimal::ONE);
                let from = if is_one && before.after() < open { before.after() } else { before.first };
                if self.label_behind(before) == open || before.after() == open {
                    draft.figure.per = view.text_of(from, open).map(Into::into);
                    before.is_rate = true;
                }
                return;
            }
        }
    }
}

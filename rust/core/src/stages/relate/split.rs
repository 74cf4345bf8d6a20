//! Verbs in two parts with what is counted between or before them: "hielt drei Männer fest", "لقي 47 شخصا مصرعهم".
//!
//! An amount, the end of its label and what it counts come in, an outcome goes out. Knows no verbs in one part.

use super::Relating;
use super::outcome::Told;
use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::library::{alone, can_happen, is_of_people, outcomes, said_of};
use crate::token::Token;

impl Relating<'_, '_> {
    /// "forced 50,000 from their homes", "took 17 hostage": makes a bare number one of people to whom a verb in two parts says something
    /// that happens to people alone.
    pub(super) fn take_split(&self, draft: &mut Draft) -> bool {
        if !self.view.may_have(Roles::of(Role::Split))
            || draft.figure.kind != Kind::Number
            || !draft.is_unscaled_whole()
        {
            return false;
        }
        let told = self.split_verb(draft.hedge_first, draft.after(), None);
        let told = told.filter(|told| is_of_people(&told.name) && told.at < draft.first);
        if let Some(told) = told {
            draft.figure.kind = Kind::Count;
            draft.figure.category = alone(&told.name).map(Into::into);
            draft.figure.outcome = Some(told.name);
            return true;
        }
        false
    }

    /// "überlebten den Sturz nicht": where the second part of a verb denies that those counted survived.
    pub(super) fn denied(&self, told: Option<&Told>, first: usize, end: usize, category: Option<&str>) -> Option<Told> {
        told.filter(|told| told.name == outcomes::SURVIVED)?;
        self.split_verb(first, end, category)
    }

    /// What a verb says whose second part stands behind what is counted, in the same clause.
    pub(super) fn split_verb(&self, first: usize, end: usize, category: Option<&str>) -> Option<Told> {
        const BEFORE: usize = 16;
        const BEHIND: usize = 12;
        const SPLIT: Roles = Roles::of(Role::Split);
        let view = self.view;
        if !view.may_have(SPLIT) {
            return None;
        }
        let opens = |at: &usize| view.token(*at).is_some_and(|token| token.word.may_begin(SPLIT));
        let is_word = |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line);
        // "taking about 250 hostage": the second part is what they are called too.
        let from = end.checked_sub(1).filter(|at| *at > first && is_word(at)).unwrap_or(end);
        // "schoss 98 Drohnen und 17 Raketen ab": the verb may stand before a list.
        let around = (first.saturating_sub(BEFORE)..first).chain(from..(end + BEHIND).min(self.far));
        if !{ around }.any(|at| opens(&at)) {
            return None;
        }
        // A word may open the line.
        let goes_on = |at: &usize| view.token(at + 1).is_none_or(|next| next.is_on_line());
        let before = (first.saturating_sub(BEFORE)..first).rev();
        let begin = before
            .take_while(|at| {
                goes_on(at)
                    && view.token(*at).is_some_and(|token| token.is_word() || token.is_digits() && *at < self.floor)
            })
            .last()
            .unwrap_or(first);
        // "přišlo za den o 1180 vojáků": the second part right before the amount.
        let right_before = first.checked_sub(1).filter(|close| *close > begin);
        let behind = (from..(end + BEHIND).min(self.far)).take_while(is_word);
        for close in right_before.into_iter().chain(behind) {
            let parted = |open: usize| Some((open, view.lexicon.parted(view.tokens, open, close, SPLIT)?));
            if let Some((at, phrase)) =
                (begin..first.min(close)).chain(from..close).rev().filter(opens).find_map(parted)
            {
                let told = view.lexicon.name(phrase.node, Role::Split)?;
                let name = match category.filter(|category| !can_happen(told, category)) {
                    Some(category) => said_of(told, category)?.into(),
                    None => told.clone(),
                };
                return Some(Told { name, node: phrase.node, at, is_close: true });
            }
        }
        None
    }
}

/// "attacked with 112 drones": whether the thing is one that somebody launches, and so no doer.
pub(super) fn is_instrument(category: Option<&str>) -> bool {
    category.is_some_and(|category| can_happen(outcomes::LAUNCHED, category))
}

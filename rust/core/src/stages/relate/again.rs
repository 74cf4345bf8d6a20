//! Those that were counted before, spoken of again: "charged 13 people; eight of the 13", "Of the 62 four are held", "A fifth was hurt".
//!
//! Figures and those before them come in; the noun of the first telling and what happened go over.

use super::carry::ends_between;
use super::label::says_outcome;
use super::part::{fitting, is_fewer};
use super::{Relating, end_of_label};
use crate::decimal::Decimal;
use crate::draft::{Draft, each_pair};
use crate::figure::{Flag, Kind, Relation};
use crate::lexicon::{Role, Roles, TELLING};
use crate::library::{categories, is_by_age_or_sex, is_person};
use crate::stages::read::View;
use crate::token::Token;

/// "Thirteen were charged. Eight of the 13 are in custody": a number that was counted before, and some of it.
pub(super) fn share_named_again(view: &View, drafts: &mut [Draft]) {
    for at in 2..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(all) = tail.first_mut() else { continue };
        let Some((some, known)) = head.split_last_mut() else { continue };
        let is_open = all.is_amount() && all.figure.label.is_none();
        let may_be_some = some.is_amount() && some.figure.category.is_none();
        if !is_open || !may_be_some || !is_fewer(&some.figure, &all.figure) {
            continue;
        }
        let link = view.lexicon.longest(view.tokens, some.after(), Roles::of(Role::OutOf));
        let is_linked = link.is_some_and(|link| link.end <= all.hedge_first && all.hedge_first - link.end <= 1)
            && view.token(some.after()).is_some_and(Token::is_on_line);
        let Some(known) = counted_before(known, all).filter(|_| is_linked) else { continue };
        let told = all.figure.outcome.take();
        all.take_noun(&known.figure);
        all.figure.outcome.clone_from(&known.figure.outcome);
        some.take_noun(&known.figure);
        some.figure.part_of = Some(all.id);
        some.figure.outcome = some.figure.outcome.take().or(told);
    }
}

/// "A soldier was killed and three others were hurt": the others are of the sort of the one before, whose number was not written; but
/// those beside a woman are not told to be women.
pub(super) fn share_others_of_one(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 8;
    each_pair(drafts, |one, others| {
        let is_one = one.figure.flags.contains(Flag::Implicit)
            && one.figure.outcome.is_some()
            && one.figure.category.as_deref().is_some_and(|it| is_person(it) && !is_by_age_or_sex(it));
        let is_open = others.figure.kind == Kind::Count
            && others.figure.label.is_none()
            && others.figure.part_of.is_none()
            && others.figure.category.as_deref() == Some(categories::PERSON);
        let words = Roles::of(Role::Others);
        let are_others = || {
            view.lexicon.longest_before(view.tokens, others.hedge_first, words).is_some()
                || view.lexicon.longest(view.tokens, others.after(), words).is_some()
        };
        let is_near = others.hedge_first.saturating_sub(one.end) <= NEAR;
        if is_one && is_open && is_near && !ends_between(view, one.end, others.hedge_first) && are_others() {
            let side = others.figure.side.take();
            others.take_noun(&one.figure);
            others.figure.side = side.or(others.figure.side.take());
        }
    });
}

impl Relating<'_, '_> {
    /// "Released 620 prisoners, among them 23 children": what the noun of all says is not what came of some.
    pub(super) fn told_as_whole(&self, draft: &mut Draft, head: &[Draft]) {
        let view = self.view;
        let Some(whole) = head.last().filter(|whole| draft.figure.part_of == Some(whole.id)) else { return };
        if whole.figure.outcome.is_none() || whole.figure.outcome == draft.figure.outcome || says_outcome(view, draft) {
            return;
        }
        let noun = view.lexicon.longest(view.tokens, whole.after(), TELLING);
        let noun = noun.filter(|noun| noun.end <= end_of_label(view, whole));
        if noun
            .and_then(|noun| self.outcome_name(noun.node))
            .is_some_and(|name| Some(name) == draft.figure.outcome.as_ref())
        {
            draft.figure.outcome = fitting(whole.figure.outcome.as_ref(), draft);
        }
    }

    /// "Из 120 жителей осталось около 40": a bare number in the clause that a word for "of" opens counts some of those.
    pub(super) fn is_rest_of(&self, draft: &mut Draft, head: &[Draft]) -> bool {
        const NEAR: usize = 10;
        let view = self.view;
        let Some(whole) = head.last().filter(|whole| whole.figure.kind == Kind::Count && whole.figure.label.is_some())
        else {
            return false;
        };
        let between = end_of_label(view, whole)..draft.hedge_first;
        let is_clause = (1..=NEAR).contains(&between.len())
            && between.clone().all(|at| view.token(at).is_some_and(Token::is_word_on_line));
        let closes =
            view.token(draft.after()).is_none_or(|next| !next.is_on_line() || matches!(next.first, ',' | ';' | '.'));
        // A word for others of the taxonomy between is who is counted.
        let names = |at: usize| view.roles_at(at).has(Role::OutcomeNoun);
        if !is_clause
            || !closes
            || !is_fewer(&draft.figure, &whole.figure)
            || !self.is_opened_by_of(whole)
            || between.clone().any(names)
        {
            return false;
        }
        draft.take_noun(&whole.figure);
        draft.figure.part_of = Some(whole.id);
        let told = self.outcome_before(draft.hedge_first, draft.figure.category.as_deref());
        draft.figure.outcome = told.map(|told| told.name);
        true
    }

    /// "62 were arrested. Of the 62 four are held": a bare number behind a word for "of" that opens its clause was counted before.
    pub(super) fn is_named_again(&self, draft: &mut Draft, head: &[Draft]) -> bool {
        let view = self.view;
        let from = draft.after();
        let is_noun = view.token(from).is_some_and(Token::is_word_on_line) && !view.roles_at(from).has(Role::Function);
        if head.is_empty() || is_noun || draft.figure.value.is_none() || !self.is_opened_by_of(draft) {
            return false;
        }
        let Some(known) = counted_before(head, draft) else { return false };
        draft.take_noun(&known.figure);
        draft.figure.outcome.clone_from(&known.figure.outcome);
        true
    }
}

/// The last count before of as many as `again` says.
fn counted_before<'d>(head: &'d [Draft], again: &Draft) -> Option<&'d Draft> {
    const FIGURES: usize = 6;
    head.iter().rev().take(FIGURES).find(|before| {
        before.figure.kind == Kind::Count
            && before.figure.value == again.figure.value
            && before.figure.category.is_some()
    })
}

/// "Four climbers fell to their deaths. A fifth was hurt": one more than were counted is no part.
pub(super) fn count_next_one(view: &View, drafts: &mut [Draft]) {
    const FIGURES: usize = 4;
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(draft) = tail.first_mut().filter(|draft| draft.figure.kind == Kind::Fraction) else { continue };
        let Some(part) = draft.figure.value.map(Decimal::to_f64).filter(|part| *part > 0.0) else { continue };
        let parts = (1.0 / part).round();
        let place = Decimal::from(parts as i64);
        let is_before = |before: &&Draft| {
            before.figure.kind == Kind::Count
                && before.figure.outcome.is_some()
                && before.figure.value.and_then(|value| value.checked_add(Decimal::ONE)) == Some(place)
        };
        let is_of = view.roles_at(draft.after()).meets(Roles::any(&[Role::DateOf, Role::OutOf]));
        let is_spelled = view.token(draft.first).is_some_and(Token::is_word);
        if is_spelled && !is_of && parts > 2.0 && head.iter().rev().take(FIGURES).any(|before| is_before(&before)) {
            draft.figure.kind = Kind::Ordinal;
            draft.state(place, Relation::Exact);
        }
    }
}

//! Those that were counted before, spoken of again: "charged 13 people; eight of the 13", "Of the 62 four are held", "A fifth was hurt".
//!
//! Figures and those before them come in; the noun of the first telling and what happened go over.

use super::Relating;
use super::part::is_fewer;
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// "Thirteen were charged. Eight of the 13 are in custody": a number that was counted before, and some of it.
pub(super) fn share_named_again(view: &View, drafts: &mut [Draft]) {
    for at in 2..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(all) = tail.first_mut() else { continue };
        let Some((some, known)) = head.split_last_mut() else { continue };
        let is_open = matches!(all.figure.kind, Kind::Number | Kind::Count) && all.figure.label.is_none();
        let may_be_some = matches!(some.figure.kind, Kind::Number | Kind::Count) && some.figure.category.is_none();
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

impl Relating<'_, '_> {
    /// "62 were arrested. Of the 62 four are held": a bare number behind a word for "of" that opens its clause was counted before.
    pub(super) fn is_named_again(&self, draft: &mut Draft, head: &[Draft]) -> bool {
        let view = self.view;
        let from = draft.after();
        let is_noun = view.token(from).is_some_and(|next| next.is_word() && next.is_on_line())
            && !view.roles_at(from).has(Role::Function);
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
        let is_of = view.roles_at(draft.after()).meets(Roles::any(&[Role::DateOf, Role::LabelLink, Role::OutOf]));
        let is_spelled = view.token(draft.first).is_some_and(Token::is_word);
        if is_spelled && !is_of && parts > 2.0 && head.iter().rev().take(FIGURES).any(|before| is_before(&before)) {
            draft.figure.kind = Kind::Ordinal;
            draft.state(place, Relation::Exact);
        }
    }
}

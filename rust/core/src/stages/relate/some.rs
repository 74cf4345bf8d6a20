//! Some of those counted before: "of 100 companies 23 have closed", "a third of the 5,300 prisoners, some 1,700".
//!
//! A whole and a number of nothing yet come in; the noun of the whole goes over to its part.

use super::carry::{SOME_OF, ends_between};
use super::part::is_fewer;
use super::{Relating, end_of_label};
use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// "Of 100 companies 23 have closed", "Dos 30 inscritos, apenas dois compareceram": some of those that the sentence is opened with,
/// behind whom stands no noun, or a word that may be their verb.
pub(super) fn share_opened(view: &View, drafts: &mut [Draft]) {
    if !view.may_have(SOME_OF) {
        return;
    }
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        // "Of the 251 people taken on 7 October 111 are held": a date may stand between.
        let is_when = |draft: &&mut Draft| matches!(draft.figure.kind, Kind::Date | Kind::Duration);
        let whole = head.iter_mut().rev().take(2).find(|draft| !is_when(draft));
        let (Some(whole), Some(part)) = (whole, tail.first_mut()) else { continue };
        let is_bare = match part.figure.kind {
            Kind::Number => part.number.is_some_and(|number| number.scale.is_none()),
            Kind::Count => part.figure.category.is_none() && part.figure.outcome.is_none() && is_verb(view, part),
            _ => false,
        };
        let is_whole =
            whole.figure.kind == Kind::Count && whole.figure.label.is_some() && whole.figure.part_of.is_none();
        let counts_on = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Counter]);
        if is_bare
            && is_whole
            && part.figure.part_of.is_none_or(|id| id == whole.id)
            && part.figure.value.is_some_and(|value| value.is_whole())
            && view.token(part.hedge_first).is_some_and(Token::is_on_line)
            && view.token(part.after()).is_some_and(Token::is_word_on_line)
            && view.lexicon.longest(view.tokens, part.after(), counts_on).is_none()
            && is_fewer(&part.figure, &whole.figure)
            && Relating::within(view, 0, view.tokens.len()).is_opened_by_of(whole)
            && !ends_between(view, whole.end, part.hedge_first)
        {
            part.take_noun(&whole.figure);
            part.figure.part_of = Some(whole.id);
        }
    }
}

/// Whether the label is one word that no lexicon knows and that nothing else belongs to, as a verb is.
fn is_verb(view: &View, draft: &Draft) -> bool {
    let word = draft.after();
    end_of_label(view, draft) == word + 1
        && !view.lexicon.switches.capital_nouns
        && view.token(word).is_some_and(|it| it.is_word() && !it.is_capital && it.word.roles == Roles::default())
        && view.before(draft.hedge_first).is_some_and(|comma| comma.is_mark(',') || comma.is_word())
}

/// "A third of the 5,300 prisoners, some 1,700, await trial": a number beside a part of a count that comes to as many.
pub(super) fn share_reckoned(view: &View, drafts: &mut [Draft]) {
    const NEAR: f64 = 0.12;
    const LINK: usize = 3;
    for at in 2..drafts.len() {
        let Some([part, whole, reckoned]) = drafts.get_mut(at - 2..=at) else { continue };
        let share = match part.figure.kind {
            Kind::Fraction => 1.0,
            Kind::Percent if part.figure.unit.as_deref() == Some("%") => 100.0,
            _ => continue,
        };
        let is_bare = reckoned.figure.kind == Kind::Number && reckoned.figure.part_of.is_none();
        let is_whole = whole.figure.kind == Kind::Count && whole.figure.label.is_some();
        let is_mark = |at: usize| view.token(at).is_none_or(|mark| !mark.is_word() && mark.is_on_line());
        let is_put_in = is_mark(reckoned.hedge_end.max(reckoned.end))
            && reckoned
                .hedge_first
                .checked_sub(1)
                .is_some_and(|at| is_mark(at) || view.roles_at(at).has(Role::Function));
        let values = part.figure.value.zip(whole.figure.value).zip(reckoned.figure.value);
        let comes_to = values.is_some_and(|((part, whole), reckoned)| {
            let wanted = part.to_f64() / share * whole.to_f64();
            (reckoned.to_f64() - wanted).abs() <= NEAR * wanted
        });
        let gap = part.end..whole.hedge_first;
        let is_of = gap.len() <= LINK && gap.into_iter().all(|at| view.token(at).is_some_and(Token::is_word));
        if is_bare && is_whole && is_put_in && is_of && comes_to && !ends_between(view, part.end, reckoned.hedge_first)
        {
            reckoned.take_noun(&whole.figure);
            reckoned.figure.part_of = Some(whole.id);
        }
    }
}

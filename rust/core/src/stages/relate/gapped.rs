//! Amounts whose noun and verb are left out where a list goes on, or is spoken of again: "in Milan 317 people died, in Barcelona
//! 286", "charged 13 people; eight of the 13".
//!
//! Related figures come in; the noun and what happened go over. Reads no new words but prepositions of place.

use super::Relating;
use super::carry::ends_between;
use super::end_of_label;
use super::part::is_fewer;
use crate::decimal::Decimal;
use crate::draft::{Draft, each_pair};
use crate::figure::{Kind, Relation};
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// Words of a place's name.
const NAME: usize = 4;

/// What of a name no place has.
const NO_NAME: Roles = Roles::any(&[Role::Outcome, Role::OutcomeNoun, Role::Category, Role::Month, Role::Duration]);

/// "In Milan 317 people died, in Barcelona 286": a bare number behind a second place counts what was counted in the first.
pub(super) fn share_gapped(view: &View, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(before), Some(draft)) = (head.last(), tail.first_mut()) else { continue };
        let is_told = before.figure.kind == Kind::Count
            && before.figure.label.is_some()
            && before.figure.relation != Relation::Vague;
        if !is_told || draft.figure.kind != Kind::Number || draft.figure.value.is_none() || !is_bare(view, draft) {
            continue;
        }
        let end = draft.hedge_first;
        let Some(place) = place_before(view, end, before.reach()) else { continue };
        let opens = view.before(place).is_some_and(|mark| mark.is_mark(',') || mark.is_mark(';'))
            || place.checked_sub(1).is_some_and(|and| view.roles_at(and).has(Role::And));
        if !opens || ends_between(view, before.end, end) || !stands_at_place(view, before, place) {
            continue;
        }
        draft.take_noun(&before.figure);
        draft.figure.outcome.clone_from(&before.figure.outcome);
        draft.figure.part_of = before.figure.part_of.filter(|_| is_fewer_than(head, before.figure.part_of, draft));
    }
}

/// "Thirteen were charged. Eight of the 13 are in custody": a number that was counted before, and some of it.
pub(super) fn share_named_again(view: &View, drafts: &mut [Draft]) {
    const FIGURES: usize = 6;
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
        let is_same = |before: &&Draft| {
            before.figure.kind == Kind::Count
                && before.figure.value == all.figure.value
                && before.figure.category.is_some()
        };
        let Some(known) = known.iter().rev().take(FIGURES).find(is_same).filter(|_| is_linked) else { continue };
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
        const FIGURES: usize = 6;
        let view = self.view;
        let from = draft.after();
        let is_noun = view.token(from).is_some_and(|next| next.is_word() && next.is_on_line())
            && !view.roles_at(from).has(Role::Function);
        if head.is_empty() || is_noun || draft.figure.value.is_none() || !self.is_opened_by_of(draft) {
            return false;
        }
        let is_same = |before: &&Draft| {
            before.figure.kind == Kind::Count
                && before.figure.value == draft.figure.value
                && before.figure.category.is_some()
        };
        let Some(known) = head.iter().rev().take(FIGURES).find(is_same) else { return false };
        draft.take_noun(&known.figure);
        draft.figure.outcome.clone_from(&known.figure.outcome);
        true
    }
}

/// "232 killed and 1,343 wounded civilians": two participles before one noun, which both are of.
pub(super) fn share_noun_behind(view: &View, drafts: &mut [Draft]) {
    each_pair(drafts, |before, draft| {
        let told = view.lexicon.longest(view.tokens, before.after(), Roles::of(Role::Outcome));
        let Some(told) = told.filter(|told| told.end + 1 == draft.hedge_first) else { return };
        let is_open = before.figure.kind == Kind::Count && before.figure.category.as_deref() == Some("person");
        let next = view.lexicon.longest(view.tokens, draft.after(), Roles::of(Role::Outcome));
        let is_person = draft.figure.category.as_deref().is_some_and(|category| category != "person");
        let has_noun = next.is_some_and(|next| {
            view.lexicon.longest(view.tokens, next.end, Roles::of(Role::Category)).is_some()
                && view.token(next.end).is_some_and(Token::is_on_line)
        });
        if is_open && is_person && has_noun && view.roles_at(told.end).has(Role::And) {
            before.figure.category.clone_from(&draft.figure.category);
        }
    });
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

/// Whether nothing that the number may count stands behind it.
fn is_bare(view: &View, draft: &Draft) -> bool {
    let from = draft.after();
    view.token(from).is_none_or(|next| {
        !next.is_on_line()
            || next.is_word() && view.roles_at(from).has(Role::And)
            || !next.is_word() && matches!(next.first, ',' | ';' | '.' | ')' | '!')
    })
}

/// Where a phrase of place that ends before token `end` begins: a preposition and a name.
fn place_before(view: &View, end: usize, floor: usize) -> Option<usize> {
    let is_word = |at: usize| view.token(at).is_some_and(|token| token.is_word() && token.is_on_line());
    (end.saturating_sub(NAME + 1).max(floor)..end.checked_sub(1)?)
        .rev()
        .take_while(|at| is_word(at + 1) && !view.roles_at(at + 1).meets(NO_NAME))
        .find(|at| is_word(*at) && names_place(view, *at))
}

/// Whether a preposition of place stands at token `at`, with a name behind it.
fn names_place(view: &View, at: usize) -> bool {
    let name = at + 1 + usize::from(view.roles_at(at + 1).has(Role::Definite));
    view.roles_at(at).has(Role::Place)
        && view.token(name).is_some_and(|word| word.is_word() && word.is_capital && word.is_on_line())
        && !view.roles_at(name).meets(NO_NAME)
}

/// Whether the clause of a count says where too, up to token `stop`.
fn stands_at_place(view: &View, count: &Draft, stop: usize) -> bool {
    const NEAR: usize = 8;
    let on_line = |at: &usize| view.token(*at + 1).is_some_and(Token::is_on_line);
    let ends =
        |at: &usize| view.token(*at).is_some_and(|mark| !mark.is_word() && matches!(mark.first, '.' | ';' | ':'));
    let mut before =
        (count.hedge_first.saturating_sub(NEAR)..count.hedge_first).rev().take_while(|at| on_line(at) && !ends(at));
    before.any(|at| names_place(view, at)) || (count.end..stop.saturating_sub(1)).any(|at| names_place(view, at))
}

/// Whether `draft` is less than the figure `whole` among `head`.
fn is_fewer_than(head: &[Draft], whole: Option<u32>, draft: &Draft) -> bool {
    let whole = whole.and_then(|id| head.iter().rev().find(|whole| whole.id == id));
    whole.is_some_and(|whole| is_fewer(&draft.figure, &whole.figure))
}

/// "six missing hikers": whether the label itself says what happened.
pub(super) fn is_in_label(view: &View, draft: &Draft) -> bool {
    let telling = Roles::any(&[Role::Outcome, Role::OutcomeNoun]);
    (draft.after()..end_of_label(view, draft)).any(|at| view.lexicon.longest(view.tokens, at, telling).is_some())
}

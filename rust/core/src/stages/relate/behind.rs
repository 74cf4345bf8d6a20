//! Nouns that are said once, behind the second of two: "232 killed and 1,343 wounded civilians", "знешкоджено 112 та поранено 58 окупантів".
//!
//! Two counts come in, the first takes the noun of the second.

use super::end_of_label;
use crate::draft::{Draft, each_pair};
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, categories, is_person, is_thing};
use crate::stages::read::View;
use crate::token::Token;

/// "двох ракетних та 68 авіаційних ударів": a word that agrees with the one before the noun behind "and" is of that noun.
pub(super) fn share_noun_described(view: &View, drafts: &mut [Draft]) {
    const ENDING: usize = 2;
    each_pair(drafts, |before, draft| {
        let is_open = before.figure.kind == Kind::Count
            && before.figure.category.is_none()
            && (before.figure.outcome.is_none() || before.figure.outcome == draft.figure.outcome)
            && draft.figure.category.is_some();
        if !is_open || draft.hedge_first != before.after() + 2 || !view.roles_at(before.after() + 1).has(Role::And) {
            return;
        }
        let first = draft.after();
        let has_noun = view.lexicon.longest(view.tokens, first + 1, Roles::of(Role::Category)).is_some()
            && view.token(first + 1).is_some_and(Token::is_on_line);
        let ending = |at: usize| {
            let word = view.token(at).filter(|word| word.is_word_on_line())?.text(view.text);
            word.char_indices().rev().nth(ENDING - 1).and_then(|(place, _)| word.get(place..))
        };
        let [own, next] = [before.after(), first].map(ending);
        if has_noun && own.is_some() && own == next {
            before.figure.category.clone_from(&draft.figure.category);
            before.take_side(&draft.figure);
        }
    });
}

/// "232 killed and 1,343 wounded civilians": two participles before one noun, which both are of.
pub(super) fn share_noun_behind(view: &View, drafts: &mut [Draft]) {
    each_pair(drafts, |before, draft| {
        share_thing_behind_verbs(view, before, draft);
        let is_open =
            before.figure.kind == Kind::Count && before.figure.category.as_deref() == Some(categories::PERSON);
        if !is_open {
            return;
        }
        share_behind_verbs(view, before, draft);
        let told = view.lexicon.longest(view.tokens, before.after(), Roles::of(Role::Outcome));
        let Some(told) = told.filter(|told| told.end + 1 == draft.hedge_first) else { return };
        let next = view.lexicon.longest(view.tokens, draft.after(), Roles::of(Role::Outcome));
        let is_person = draft.figure.category.as_deref().is_some_and(|category| category != categories::PERSON);
        let has_noun = next.is_some_and(|next| {
            view.lexicon.longest(view.tokens, next.end, Roles::of(Role::Category)).is_some()
                && view.token(next.end).is_some_and(Token::is_on_line)
        });
        if is_person && has_noun && view.roles_at(told.end).has(Role::And) {
            before.figure.category.clone_from(&draft.figure.category);
        }
    });
}

/// "знешкоджено 112 та поранено 58 окупантів": two verbs before two numbers, and one noun.
fn share_behind_verbs(view: &View, before: &mut Draft, draft: &Draft) {
    let is_open = before.figure.label.is_none()
        && before.figure.side.is_none()
        && before.figure.outcome.is_some()
        && draft.has_label_behind()
        && draft.figure.outcome.is_some()
        // "killed two and injured seven children": the dead may be of any age.
        && draft.figure.counts(|it| is_person(it) && !matches!(it, categories::CHILD | categories::WOMAN | categories::MAN))
        && view.roles_at(before.after()).has(Role::And);
    let verb = |end: usize| view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Outcome));
    let second = if is_open { verb(draft.hedge_first) } else { None };
    let is_next = second.is_some_and(|(first, _)| first == before.after() + 1) && verb(before.hedge_first).is_some();
    let may_be = |outcome: &str| draft.figure.category.as_deref().is_some_and(|category| can_happen(outcome, category));
    if is_next && before.figure.outcome.as_deref().is_some_and(may_be) {
        before.figure.label = draft.figure.label;
        before.figure.category.clone_from(&draft.figure.category);
        before.take_side(&draft.figure);
    }
}

/// "зруйновано один та пошкоджено 12 будинків": the same of things, where the first number is bare.
fn share_thing_behind_verbs(view: &View, before: &mut Draft, draft: &Draft) {
    let is_open = before.figure.kind == Kind::Number
        && before.figure.label.is_none()
        && before.is_unscaled_whole()
        && draft.has_label_behind()
        && draft.figure.outcome.is_some()
        && draft.figure.counts(|it| is_thing(it) && !is_person(it))
        && view.roles_at(before.after()).has(Role::And);
    let verb = |end: usize| view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Outcome));
    let second = if is_open { verb(draft.hedge_first) } else { None };
    if second.is_none_or(|(first, _)| first != before.after() + 1) {
        return;
    }
    let told = verb(before.hedge_first).and_then(|(_, told)| view.lexicon.name(told.node, Role::Outcome));
    if let Some(told) = told.filter(|told| draft.figure.counts(|it| can_happen(told, it))) {
        before.take_noun(&draft.figure);
        before.figure.outcome = Some(told.clone());
    }
}

/// ", 28,000 houses and 294 bridges were destroyed": behind a comma, what is told of the second of two things is told of the first.
pub(super) fn share_verb_of_two(view: &View, drafts: &mut [Draft]) {
    each_pair(drafts, |first, second| {
        let are_open = first.figure.kind == Kind::Count
            && second.figure.kind == Kind::Count
            && first.figure.outcome.is_some()
            && second.figure.outcome.is_some()
            && first.figure.outcome != second.figure.outcome
            && first.figure.counts(is_thing)
            && second.figure.counts(is_thing);
        if !are_open || !view.before(first.hedge_first).is_some_and(|comma| comma.is_mark(',')) {
            return;
        }
        let end = end_of_label(view, first);
        let is_listed = view.roles_at(end).has(Role::And) && second.hedge_first == end + 1;
        let verb = end_of_label(view, second);
        let is_told_behind = (verb..verb + 2).any(|at| view.roles_at(at).has(Role::Passive));
        let may_be = |outcome: &str| first.figure.counts(|category| can_happen(outcome, category));
        if is_listed && is_told_behind && second.figure.outcome.as_deref().is_some_and(may_be) {
            first.figure.outcome.clone_from(&second.figure.outcome);
        }
    });
}

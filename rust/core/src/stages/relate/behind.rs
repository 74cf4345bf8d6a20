//! Nouns that are said once, behind the second of two: "232 killed and 1,343 wounded civilians", "знешкоджено 112 та поранено 58 окупантів".
//!
//! Two counts come in, the first takes the noun of the second.

use crate::draft::{Draft, each_pair};
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, categories, is_person};
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
        && draft.figure.counts(is_person)
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

//! Numbers beside others that describe what they count, and those of a parent's children: "two 16-year-old boys", "a father of three".
//!
//! A number comes in; where its noun begins, or that it counts children, goes out. Knows no verbs.

use super::carry::ends_between;
use super::{Relating, end_of_label};
use crate::draft::{Draft, each_pair};
use crate::figure::{Flag, Kind, Relation};
use crate::lexicon::{Role, Roles};
use crate::library::{categories, is_minor};
use crate::stages::fold::is_hyphen;
use crate::stages::read::View;
use crate::token::Token;

/// "Two 16-year-old boys", "three 500-kg bombs": where the figure right behind the number at `at` ends, if it only describes the noun
/// behind it.
pub(super) fn adjective_behind(view: &View, drafts: &[Draft], at: usize) -> Option<usize> {
    let (draft, next) = (drafts.get(at)?, drafts.get(at + 1)?);
    let is_bare =
        draft.figure.kind == Kind::Number && draft.is_unscaled_whole() && draft.figure.relation != Relation::Range;
    if !is_bare || next.hedge_first != draft.after() || next.first != next.hedge_first {
        return None;
    }
    let is_bound =
        || view.token(next.first + 1).is_some_and(|mark| !mark.is_word() && is_hyphen(mark.first) && mark.is_joined());
    let is_adjective = match next.figure.kind {
        Kind::Age => next.figure.relation == Relation::Exact,
        Kind::Measure | Kind::Duration => is_bound(),
        _ => false,
    };
    // "drei 500-Kilo-Bomben"
    let hyphen = view.token(next.end).filter(|mark| !mark.is_word() && is_hyphen(mark.first) && mark.is_joined());
    let end = next.end + usize::from(hyphen.is_some());
    let noun = view.token(end).is_some_and(Token::is_word_on_line);
    let is_noun = noun && !view.roles_at(end).has(Role::Function) && view.token(next.first)?.is_on_line();
    (is_adjective && is_noun && next.after() == next.end).then_some(end)
}

/// "A father of three": whether a word for a parent and "of" stand right before the number.
pub(super) fn is_of_parent(view: &View, draft: &Draft) -> bool {
    let is_open = draft.figure.kind == Kind::Number || draft.figure.counts(is_minor);
    is_open
        && draft.is_unscaled_whole()
        && draft.hedge_first > 0
        && view.cue_before(draft.hedge_first, "parent_of").is_some()
        && view.token(draft.first).is_some_and(Token::is_on_line)
}

/// "12 counts of rape, four of assault and two of theft": bare numbers that go on with the word of grammar behind what was counted.
pub(super) fn share_kinds(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 8;
    let links = Roles::any(&[Role::LabelLink, Role::DateOf]);
    each_pair(drafts, |before, draft| {
        let from = if before.has_label_behind() { end_of_label(view, before) } else { before.after() };
        let is_counted = before.figure.kind == Kind::Count
            && before.figure.label.is_some()
            && before.figure.category.is_none()
            && before.figure.outcome.is_none();
        // What it was given of those behind it is not its own.
        let is_ahead = || draft.figure.flags.contains(Flag::InheritedLabel) && draft.has_label_behind();
        let is_open = draft.figure.kind == Kind::Number || draft.figure.kind == Kind::Count && is_ahead();
        if !is_counted || !is_open || !draft.is_unscaled_whole() || draft.hedge_first <= from {
            return;
        }
        let word = |at: usize| view.token(at).filter(|word| word.is_word_on_line() && view.roles_at(at).meets(links));
        let is_same = word(from).zip(word(draft.after())).is_some_and(|(one, own)| one.word.node == own.word.node);
        let opens = view.before(draft.hedge_first).is_some_and(Token::lists);
        if is_same && opens && draft.hedge_first - from <= NEAR && !ends_between(view, before.end, draft.hedge_first) {
            draft.take_noun(&before.figure);
            draft.figure.outcome = None;
            draft.figure.part_of = None;
        }
    });
}

impl Relating<'_, '_> {
    /// "All eight of its crossings": things that the taxonomy does not have, behind "of" and whose they are.
    pub(super) fn count_some_of(&self, draft: &mut Draft) {
        let view = self.view;
        let from = draft.after();
        let is_of = view.roles_at(from).has(Role::OutOf)
            && !view.roles_at(from).has(Role::Definite)
            && view.roles_at(from + 1).has(Role::Definite);
        let on_line = |at: usize| view.token(at).is_some_and(Token::is_word_on_line);
        let is_plain = draft.is_unscaled_whole() && draft.figure.relation != Relation::Range;
        if !is_of || !is_plain || !(from..=from + 2).all(on_line) || view.lexicon.switches.verb_final {
            return;
        }
        let label = self.label(from + 2).filter(|label| {
            label.category.is_none()
                && label.outcome.is_none()
                && !view.token(label.first).is_some_and(|word| word.is_capital)
        });
        if let Some(label) = label {
            draft.figure.kind = Kind::Count;
            draft.figure.label = self.span(label.first, label.end);
        }
    }

    /// Counts the children of a parent, to whom nothing has happened that the clause tells of that one.
    pub(super) fn count_children(&self, draft: &mut Draft) {
        let view = self.view;
        let noun = self.label(draft.after()).filter(|label| {
            let category = label.category.and_then(|node| view.lexicon.name(node, Role::Category));
            category.is_some_and(|category| is_minor(category))
        });
        draft.figure.kind = Kind::Count;
        draft.goes_apart = true;
        draft.figure.category = Some(categories::CHILD.into());
        if let Some(label) = noun {
            draft.figure.label = self.span(label.first, label.end);
            draft.figure.category = label.category.and_then(|node| view.lexicon.name(node, Role::Category)).cloned();
        }
    }
}

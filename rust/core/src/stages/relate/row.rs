//! Rows of tallies: "Танки – 11 374 (+3)" alone on its line has its label before it and says nothing else.
//!
//! A draft comes in, with what its row counts it goes out; nobody needs to look for a clause around it.

use crate::draft::Draft;
use crate::figure::{Flags, Kind, Relation, Scope, Span};
use crate::lexicon::{Role, Roles, TELLING};
use crate::library::{is_fighter, is_person};
use crate::stages::read::View;
use crate::token::Token;

/// Words that a label may have.
const LONGEST: usize = 9;

/// Makes a count of a number that closes its line behind a dash or a colon, where a label is all that stands before
/// that; whether it is such a row. No token before `floor` is looked at.
pub(super) fn take_row(view: &View, draft: &mut Draft, floor: usize) -> bool {
    let figure = &draft.figure;
    let is_plain = figure.kind == Kind::Number
        && figure.relation == Relation::Exact
        && figure.flags == Flags::default()
        && draft.hedge_first == draft.first
        && view.token(draft.reach()).is_none_or(|next| !next.is_on_line());
    let Some(mark) = draft.first.checked_sub(1).filter(|_| is_plain) else { return false };
    let Some((first, node)) = label(view, floor, mark) else { return false };
    let (Some(head), Some(tail)) = (view.token(first), view.before(mark)) else { return false };
    let Some(category) = view.lexicon.name(node, Role::Category) else { return false };
    // "Killed were 9 people, among them:": who they are makes them a part of the whole.
    if view.may_have(Roles::of(Role::PartOf)) && is_person(category) && !is_fighter(category) {
        return false;
    }
    let figure = &mut draft.figure;
    figure.kind = Kind::Count;
    figure.label = Some(Span { start: head.start, end: tail.end });
    figure.category = Some(category.clone());
    figure.scope = figure.delta.map(|_| Scope::Cumulative);
    true
}

/// The label that fills its line up to the dash or colon at `mark`: its first token and what it names.
fn label(view: &View, floor: usize, mark: usize) -> Option<(usize, u32)> {
    let is_mark = |mark: &Token| mark.is_on_line() && (mark.is_dash() || mark.is_mark(':'));
    view.token(mark).filter(|mark| is_mark(mark))?;
    let mut first = mark;
    while first > floor && mark - first < LONGEST {
        first -= 1;
        let token = view.token(first).filter(|token| token.is_word())?;
        if !token.is_on_line() || first == 0 {
            let phrase = view.lexicon.longest(view.tokens, first, Roles::of(Role::Category))?;
            return (phrase.end == mark && !view.lexicon.roles(phrase.node).meets(TELLING))
                .then_some((first, phrase.node));
        }
    }
    None
}

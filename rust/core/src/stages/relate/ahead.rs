//! What is counted behind the last of a list: "İstanbul'da 14, Ankara'da 8 kişi gözaltına alındı".
//!
//! A bare number before a comma and the count behind it come in; noun, outcome and side of the second go over to the first. For
//! languages whose verbs come last, where noun and verb are said once.

use super::carry::ends_between;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// What ends a clause or names another thing.
const TELLS: Roles =
    Roles::any(&[Role::Outcome, Role::OutcomeNoun, Role::Category, Role::Change, Role::PartOf, Role::Up, Role::Down]);

/// Gives numbers before a place, a name or a date and a comma the noun of the count behind.
pub(super) fn share_ahead(view: &View, drafts: &mut [Draft]) {
    if !view.lexicon.switches.verb_final || view.lexicon.per_character() {
        return;
    }
    for at in (1..drafts.len()).rev() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(open) = head.last_mut() else { continue };
        // "41, 1 Ocak'tan bu yana 1.236 terörist": a date says since when.
        let mut behind = tail.iter().take(2).skip_while(|next| next.figure.kind == Kind::Date);
        let Some(told) = behind.next().filter(|told| is_told(told)) else { continue };
        let is_open = open.figure.kind == Kind::Number
            && open.figure.relation != Relation::Range
            && open.figure.value.is_some()
            && open.figure.part_of.is_none()
            && open.figure.scope.is_none();
        if is_open && is_listed(view, open, told) && opens(view, open) {
            open.take_noun(&told.figure);
            open.figure.outcome.clone_from(&told.figure.outcome);
        }
    }
}

/// Whether the count has its noun behind it.
fn is_told(told: &Draft) -> bool {
    told.figure.kind == Kind::Count
        && told.figure.part_of.is_none()
        && told.figure.label.is_some_and(|label| label.start >= told.figure.span.end)
}

/// Whether nothing but a comma and a name or a time stands between the two.
fn is_listed(view: &View, open: &Draft, told: &Draft) -> bool {
    const NEAR: usize = 7;
    let comma = open.after();
    let is_comma = view.token(comma).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line());
    let between = comma + 1..told.hedge_first;
    is_comma
        && (1..=NEAR).contains(&between.len())
        && !ends_between(view, comma, told.hedge_first)
        && between.clone().any(|at| view.token(at).is_some_and(|word| word.is_capital))
        && between
            .clone()
            .all(|at| !view.roles_at(at).meets(TELLS) && !view.token(at).is_some_and(|it| it.is_mark(',')))
}

/// Whether a name or a length of time stands right before the number.
fn opens(view: &View, open: &Draft) -> bool {
    const NEAR: usize = 3;
    let mut near = (open.hedge_first.saturating_sub(NEAR)..open.hedge_first)
        .rev()
        .take_while(|at| view.token(at + 1).is_some_and(Token::is_on_line))
        .take_while(|at| view.token(*at).is_some_and(|word| word.is_word() || word.is_joined()));
    near.any(|at| {
        view.token(at).is_some_and(|word| word.is_capital)
            || view.lexicon.longest(view.tokens, at, Roles::of(Role::Duration)).is_some()
    })
}

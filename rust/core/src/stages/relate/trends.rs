//! Changes that one verb tells of several: "fell 2 percent in March, 3 percent in April and 1 percent in May".
//!
//! Percentages in order come in; one that only a list parts from a change before it goes out as such a change too.

use super::end_of_label;
use crate::draft::{Draft, each_pair};
use crate::figure::{Figure, Kind, Scope};
use crate::lexicon::{Phrase, Role, Roles, UP_OR_DOWN};
use crate::stages::read::View;
use crate::token::Token;

/// What may stand between two changes beside a comma or an "and": when and where.
const BETWEEN: Roles = Roles::any(&[Role::And, Role::Place, Role::Month, Role::Definite, Role::DateOf]);

/// "gains of 0.4 percent to 15,366 points", "croît de 6 % à 7,1 milliards": a share before what something came to is by how much, and
/// not from where.
pub(super) fn come_to_sums(view: &View, drafts: &mut [Draft]) {
    let to = Roles::of(Role::RangeClose);
    each_pair(drafts, |share, sum| {
        let is_sum = matches!(sum.figure.kind, Kind::Money | Kind::Number | Kind::Count | Kind::Measure);
        let joint = share.reach()..sum.hedge_first;
        if share.figure.kind == Kind::Percent
            && share.figure.scope == Some(Scope::Previous)
            && is_sum
            && view.lexicon.longest(view.tokens, joint.start, to).is_some_and(|to| to.end == joint.end)
        {
            share.figure.scope = None;
        }
    });
}

/// "sind um 12 Prozent auf vier Euro gestiegen": the verb that closes the clause behind an amount, where the word right before the amount
/// says that it is by how much.
pub(super) fn closing_change(view: &View, draft: &Draft) -> Option<Phrase> {
    const FAR: usize = 7;
    // "um rund 5 Prozent": the hedge may hold it.
    let by = draft.hedge_first.saturating_sub(1)..(draft.hedge_first + 1).min(draft.first);
    let goes_on = |at: &usize| {
        let parts =
            |token: &Token| matches!(token.first, ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')') || token.is_dash();
        let is_inside = || view.token(at + 1).is_some_and(|next| next.is_digits() && next.is_joined());
        view.token(*at).is_some_and(|token| token.is_on_line() && (token.is_word() || !parts(token) || is_inside()))
            && !view.roles_at(*at).has(Role::And)
    };
    let from = draft.hedge_end.max(draft.end).max(end_of_label(view, draft));
    // "une part de 12 % augmente": a share of something is not by how much.
    let parting = Roles::any(&[Role::DateOf, Role::LabelLink, Role::OutOf, Role::OneArticle, Role::Definite]);
    let is_by = |by: &usize| !view.roles_at(*by).meets(parting);
    // "mit 12 Prozent der Stimmen gewachsen": nothing parts them but what it came to.
    let far = if view.roles_at(from).has(Role::RangeClose) { FAR } else { 1 };
    let verbs = (from..from + far).take_while(goes_on).filter(|at| view.roles_at(*at).has(Role::Change));
    verbs.flat_map(|verb| by.clone().filter(is_by).map(move |by| (verb, by))).find_map(|(verb, by)| {
        view.lexicon.parted(view.tokens, verb, by, UP_OR_DOWN).filter(|change| change.end == by + 1)
    })
}

/// Gives a percentage the trend of the one before in a list of changes.
pub(super) fn share_trends(view: &View, drafts: &mut [Draft]) {
    each_pair(drafts, |before, next| {
        let is_share = |figure: &Figure| figure.kind == Kind::Percent && figure.scope.is_none();
        let is_open = is_share(&before.figure)
            && is_share(&next.figure)
            && before.figure.unit == next.figure.unit
            && next.figure.trend.is_none();
        if is_open && before.figure.trend.is_some() && is_listed(view, before, next) {
            next.figure.trend = before.figure.trend;
        }
    });
}

/// Whether nothing but an "and", or a comma where the list goes on or closes, parts the two, and when and where each was.
fn is_listed(view: &View, before: &Draft, next: &Draft) -> bool {
    const LONGEST: usize = 6;
    let between = before.after()..next.hedge_first;
    let is_comma = |at: usize| view.token(at).is_some_and(|mark| mark.is_mark(','));
    let fits =
        |at: usize| view.token(at).is_some_and(Token::is_on_line) && (is_comma(at) || view.roles_at(at).meets(BETWEEN));
    let joins = |at: usize| view.roles_at(at).has(Role::And) || is_comma(at);
    let last = between.end.checked_sub(1).filter(|_| !between.is_empty() && between.len() <= LONGEST);
    let and = last.is_some_and(|at| view.roles_at(at).has(Role::And) && !is_comma(at));
    let goes_on = || {
        view.token(next.after())
            .is_none_or(|after| !after.is_on_line() || !after.is_word() || view.roles_at(next.after()).meets(BETWEEN))
    };
    last.is_some_and(joins) && (and || goes_on()) && between.clone().all(fits)
}

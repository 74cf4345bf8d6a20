//! What stands in brackets behind a count and is of the same thing: its total, or what was counted before.
//!
//! Two figures come in, the one in brackets goes out with noun, outcome and scope.

use super::end_of_label;
use crate::draft::Draft;
use crate::figure::{Kind, Scope};
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// "lost 5 tanks (total – 8,114)", "1,204 killed (1,198)": what is in brackets behind a count is of the same thing.
pub(super) fn share_brackets(view: &View, drafts: &mut [Draft], at: usize) {
    const FAR: usize = 4;
    let (head, tail) = drafts.split_at_mut(at);
    let (Some(count), Some(inner)) = (head.last_mut(), tail.first_mut()) else { return };
    if count.figure.kind != Kind::Count || inner.figure.category.is_some() {
        return;
    }
    let end = end_of_label(view, count);
    let is_word = |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line);
    let open = (end..end + FAR).find(|at| !is_word(at)).unwrap_or(end);
    let is_open = view.token(open).is_some_and(|mark| mark.is_mark('(') && mark.is_on_line());
    if !is_open {
        return;
    }
    let told = scope_in_brackets(view, open, count, inner);
    let Some((scope, close)) = told.filter(|(scope, _)| open == end || *scope == Scope::Previous) else { return };
    if scope == Scope::Cumulative {
        count.figure.scope = Some(Scope::New);
    }
    inner.take_noun(&count.figure);
    inner.figure.scope = Some(scope);
    inner.figure.outcome.clone_from(&count.figure.outcome);
    inner.hedge_end = close + 1;
}

/// What a number in the brackets that open at token `open` is to the count before them, where they say so, and where they close.
fn scope_in_brackets(view: &View, open: usize, count: &Draft, inner: &Draft) -> Option<(Scope, usize)> {
    const NEAR: usize = 5;
    let close = (inner.end..inner.end + NEAR).find(|at| view.token(*at).is_some_and(|mark| mark.is_mark(')')))?;
    if inner.first <= open || inner.first - open > NEAR || !inner.is_amount() {
        return None;
    }
    let says_total = (open + 1..inner.first)
        .chain(inner.end..close)
        .any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::Cumulative)).is_some());
    if says_total {
        return Some((Scope::Cumulative, close));
    }
    // "74 people were killed (last year: 91)"
    let says_then = |at: usize| view.cue(at, "last_time").is_some();
    if count.figure.outcome.is_some() && (open + 1..inner.first).chain(inner.end..close).any(says_then) {
        return Some((Scope::Previous, close));
    }
    // A bare number of like size is what was reported before.
    let is_bare = end_of_label(view, count) == open
        && inner.first == open + 1
        && close == inner.end
        && count.figure.outcome.is_some();
    let (now, was) = count.figure.value.zip(inner.figure.value)?;
    (is_bare && was <= now && was.checked_add(was)? >= now).then_some((Scope::Previous, close))
}

/// "Bryansk (10), Smolensk (7)": whether the next of a list, from token `at`, is a name with its number in brackets too.
pub(super) fn opens_brackets(view: &View, at: usize) -> bool {
    const NAME: usize = 4;
    let lists = view.token(at).is_some_and(|mark| mark.is_on_line() && mark.lists());
    let is_name = |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line);
    let open = (at + 1..at + 1 + NAME).find(|at| !is_name(at)).filter(|open| lists && *open > at + 1);
    let is_capital = |at: usize| view.token(at).is_some_and(|name| name.is_capital);
    open.is_some_and(|open| {
        is_capital(open - 1)
            && view.token(open).is_some_and(|mark| mark.is_mark('('))
            && view.token(open + 1).is_some_and(Token::is_digits)
            && view.token(open + 2).is_some_and(|mark| mark.is_mark(')'))
    })
}

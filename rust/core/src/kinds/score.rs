//! Results: 2-1, 6–4, 100 a 93 beside a word of sport or voting.

use crate::decimal::Decimal;
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_dash;
use crate::stages::read::{Number, Sort, View};
use crate::token::Token;

/// The two sides of a score that begins with `left` and goes on with `right`; `None` where it is none.
pub(crate) fn sides(view: &View, left: &Number, right: &Number) -> Option<(Decimal, Decimal)> {
    let plain = |number: &Number| {
        number.sort == Sort::Plain && number.has_digits && !number.is_formatted && number.scale.is_none()
    };
    if !plain(left) || !plain(right) || left.end + 1 != right.first {
        return None;
    }
    let joint = view.token(left.end)?;
    let is_tight =
        joint.is_joined() && view.token(right.first)?.is_joined() && (is_dash(joint.first) || joint.is_mark(':'));
    // "3 - 0": spaces are for results of a word of sport only, and low ones.
    let is_loose = !joint.is_joined()
        && is_dash(joint.first)
        && joint.is_on_line()
        && view.token(right.first).is_some_and(|token| !token.is_joined() && token.is_on_line())
        && left.value.max(right.value) < Decimal::from(20);
    let is_worded =
        joint.is_word() && view.lexicon.longest(view.tokens, left.end, Roles::of(Role::ScoreJoiner)).is_some();
    // 27:00 is no time and no result either.
    if joint.is_mark(':') && view.token(right.first)?.length == 2 && view.token(right.first)?.first == '0' {
        return None;
    }
    let cap = Decimal::from(if is_worded { 200 } else { 100 });
    if !(is_tight || is_loose || is_worded) || left.value > cap || right.value > cap {
        return None;
    }
    // A unit or a third number behind makes it something else.
    let next = view.token(right.end);
    let is_part = |token: &Token| token.is_word() && !view.lexicon.per_character();
    let goes_on =
        next.is_some_and(|token| token.is_joined() && (is_part(token) || is_dash(token.first) || token.is_mark('%')));
    let has_cue = (1..=10).any(|back| {
        left.first
            .checked_sub(back)
            .is_some_and(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::ScoreCue)).is_some())
    }) || (1..=4)
        .any(|on| view.lexicon.longest(view.tokens, right.end + on - 1, Roles::of(Role::ScoreCue)).is_some());
    let is_parted = is_loose && next.is_none_or(|token| !token.is_word() && !token.is_digits());
    let falls = left.value > right.value
        && (is_tight || is_parted)
        && next.is_none_or(|token| !token.is_word() || token.is_capital);
    // "6-3, 7-6, 6-3 in two hours": the next of several.
    let follows = is_tight
        && left.first >= 4
        && view.before(left.first).is_some_and(|comma| comma.is_mark(','))
        && view.token(left.first - 2).is_some_and(Token::is_digits)
        && view
            .token(left.first - 3)
            .is_some_and(|joint| joint.first == view.token(left.end).map_or(' ', |own| own.first))
        && view.token(left.first - 4).is_some_and(Token::is_digits)
        && left.value > right.value;
    (!goes_on && (has_cue && !counts_things(view, right) || falls || follows && !counts_things(view, right)))
        .then_some((left.value, right.value))
}

/// Whether a counted noun follows, as in "12-14 soldiers".
fn counts_things(view: &View, number: &Number) -> bool {
    let nouns =
        Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Unit, Role::Duration, Role::Money, Role::Percent]);
    view.lexicon.longest(view.tokens, number.end, nouns).is_some()
}

//! Results: 2-1, 6–4, 100 a 93 beside a word of sport or voting.

use crate::decimal::Decimal;
use crate::lexicon::{Role, Roles};
use crate::stages::read::{Number, Sort, View};
use crate::token::Token;

/// The two sides of a score that begins with `left` and goes on with `right`; `None` where it is none.
///
/// `is_listed` says that it follows another score in a list or in brackets.
pub(crate) fn sides(view: &View, left: &Number, right: &Number, is_listed: bool) -> Option<(Decimal, Decimal)> {
    let pair = Pair::of(view, left, right)?;
    let is_told = || {
        pair.has_parts()
            || pair.is_between_names()
            || pair.is_of_goal()
            || pair.has_nought()
            || pair.is_nil()
            || is_listed && pair.is_tight
            || pair.is_no_time()
            || pair.is_compared()
            || pair.has_cue()
            || pair.follows()
            || pair.opens()
    };
    (!pair.goes_on() && (pair.falls() || is_told() && !counts_things(view, right))).then_some((left.value, right.value))
}

/// Two numbers and what joins them.
struct Pair<'v, 'a> {
    view: &'v View<'a>,
    left: &'v Number,
    right: &'v Number,
    joint: &'a Token<'a>,
    /// What stands behind them.
    next: Option<&'a Token<'a>>,
    /// Whether a mark touches both.
    is_tight: bool,
    /// Whether a dash stands apart from both, and both are low.
    is_loose: bool,
    /// Whether a word joins them that is said of results.
    is_worded: bool,
}

impl<'v, 'a> Pair<'v, 'a> {
    /// Two that are written as those of a result may be.
    fn of(view: &'v View<'a>, left: &'v Number, right: &'v Number) -> Option<Self> {
        let plain = |number: &Number| {
            number.sort == Sort::Plain && number.has_digits && !number.is_formatted && number.scale.is_none()
        };
        if !plain(left) || !plain(right) || left.end + 1 != right.first {
            return None;
        }
        let (joint, second) = (view.token(left.end)?, view.token(right.first)?);
        let is_tight = joint.is_joined() && second.is_joined() && (joint.is_dash() || joint.is_mark(':'));
        // "3 - 0": spaces are for results of a word of sport only, and low ones.
        let is_loose = !joint.is_joined()
            && joint.is_dash()
            && joint.is_on_line()
            && !second.is_joined()
            && second.is_on_line()
            && left.value.max(right.value) < Decimal::from(20);
        let is_worded =
            joint.is_word() && view.lexicon.longest(view.tokens, left.end, Roles::of(Role::ScoreJoiner)).is_some();
        // 27:00 is no time and no result either.
        if joint.is_mark(':') && second.length == 2 && second.first == '0' {
            return None;
        }
        // 140-126, 104:78; "100-150" is a range.
        let is_great = is_worded || is_tight && (joint.is_mark(':') || left.value > right.value);
        let cap = Decimal::from(if is_great { 440 } else { 100 });
        // "passati da 14 a 24": from what to what.
        let is_range = || view.lexicon.longest_before(view.tokens, left.first, Roles::of(Role::RangeOpen)).is_some();
        if !(is_tight || is_loose || is_worded && !is_range()) || left.value > cap || right.value > cap {
            return None;
        }
        Some(Self { view, left, right, joint, next: view.token(right.end), is_tight, is_loose, is_worded })
    }

    /// Whether a unit or a third number behind makes it something else.
    fn goes_on(&self) -> bool {
        let is_part = |token: &Token| token.is_word() && !self.view.lexicon.per_character();
        self.next.is_some_and(|token| token.is_joined() && (is_part(token) || token.is_dash() || token.is_mark('%')))
    }

    /// Whether a word of sport stands near.
    fn has_cue(&self) -> bool {
        const BEFORE: usize = 10;
        const BEHIND: usize = 4;
        let (view, first, end) = (self.view, self.left.first, self.right.end);
        let is_cue = |at: usize| view.lexicon.longest(view.tokens, at, Roles::of(Role::ScoreCue)).is_some();
        (1..=BEFORE).filter_map(|back| first.checked_sub(back)).any(is_cue) || (end..end + BEHIND).any(is_cue)
    }

    /// 46:44, 23:76: digits of no clock.
    fn is_no_time(&self) -> bool {
        let view = self.view;
        self.is_tight
            && self.joint.is_mark(':')
            && view.lexicon.longest_before(view.tokens, self.left.first, Roles::of(Role::TimeBefore)).is_none()
            && (self.left.value > Decimal::from(24) || self.right.value > Decimal::from(59))
    }

    /// 25比19: characters between digits that touch.
    fn is_compared(&self) -> bool {
        self.is_worded
            && self.joint.is_joined()
            && self.view.lexicon.per_character()
            && self.view.token(self.right.first).is_some_and(Token::is_joined)
            && self.left.value != self.right.value
    }

    /// Whether the first side has more, and no word that is not a name stands behind.
    fn falls(&self) -> bool {
        // "阿森纳4-1热刺": where words are written joined, what is beaten stands right behind.
        let is_low = self.view.lexicon.per_character() && self.left.value < Decimal::from(20);
        let is_beaten = |word: &Token| word.is_capital || is_low && counts_nothing(self.view, self.right.end);
        let is_parted = self.is_loose && self.next.is_none_or(|token| !token.is_word() && !token.is_digits());
        self.left.value > self.right.value
            && (self.is_tight || is_parted)
            && self.next.is_none_or(|token| !token.is_word() || is_beaten(token))
    }

    /// "6-3, 7-6, 6-3 in two hours": the next of several.
    fn follows(&self) -> bool {
        let (view, first) = (self.view, self.left.first);
        self.is_tight
            && first >= 4
            && view.before(first).is_some_and(|comma| comma.is_mark(','))
            && view.token(first - 2).is_some_and(Token::is_digits)
            && view.token(first - 3).is_some_and(|joint| joint.first == self.joint.first)
            && view.token(first - 4).is_some_and(Token::is_digits)
            && self.left.value > self.right.value
    }

    /// "4:6, 6:3, 6:4": the first of several, which are no times of day.
    fn opens(&self) -> bool {
        let (view, end) = (self.view, self.right.end);
        self.is_tight
            && self.joint.is_mark(':')
            && view.token(self.right.first).is_some_and(|second| second.length == 1)
            && self.next.is_some_and(|comma| comma.is_mark(',') && comma.is_joined())
            && view.token(end + 1).is_some_and(Token::is_digits)
            && view.token(end + 2).is_some_and(|joint| joint.is_mark(':') && joint.is_joined())
            && view.token(end + 3).is_some_and(|second| second.is_digits() && second.is_joined())
    }

    /// Whether a name stands behind, and no word of grammar.
    fn has_name_behind(&self) -> bool {
        let grammar = Roles::any(&[Role::Month, Role::Function, Role::Place, Role::And]);
        self.next.is_some_and(|name| {
            name.is_word_on_line() && name.is_capital && !name.is_joined() && !name.word.roles.meets(grammar)
        })
    }

    /// "Liverpool 1-2 Manchester City": a low result between two names.
    fn is_between_names(&self) -> bool {
        let (view, first) = (self.view, self.left.first);
        let grammar = Roles::any(&[Role::Month, Role::Function, Role::Place]);
        let is_name = |name: &Token| name.is_word() && name.is_capital && !name.word.roles.meets(grammar);
        self.is_tight
            && self.joint.is_dash()
            && !view.lexicon.switches.capital_nouns
            && self.left.value.max(self.right.value) < Decimal::from(10)
            && view.token(first).is_some_and(Token::is_on_line)
            && view.before(first).is_some_and(is_name)
            && self.has_name_behind()
    }

    /// "1:1 Querfeld (87.)": minutes have two digits.
    fn is_of_goal(&self) -> bool {
        let (view, end) = (self.view, self.right.end);
        self.is_tight
            && self.joint.is_mark(':')
            && self.left.value.max(self.right.value) < Decimal::from(20)
            && view.token(self.right.first).is_some_and(|second| second.length == 1)
            && self.has_name_behind()
            && (end + 1..end + 3).any(|at| view.token(at).is_some_and(|open| open.is_mark('(')))
    }

    /// "0:2", "z 1:2 na 3:2": no clock shows minutes in one digit; a ratio has no nought and leads to no other.
    fn has_nought(&self) -> bool {
        let (view, end) = (self.view, self.right.end);
        let is_short = |at: usize| view.token(at).is_some_and(|second| second.length == 1);
        let is_pair = |at: usize| {
            view.token(at).is_some_and(Token::is_digits)
                && view.token(at + 1).is_some_and(|joint| joint.is_mark(':') && joint.is_joined())
                && view.token(at + 2).is_some_and(|second| second.is_digits() && second.is_joined())
                && is_short(at + 2)
        };
        let goes_over = || self.next.is_some_and(Token::is_word) && (end + 1..end + 3).any(is_pair);
        // "6:7(4), 4:6": what decided a set.
        let is_set = || {
            self.next.is_some_and(|mark| mark.is_joined() && mark.is_mark('('))
                && view.token(end + 1).is_some_and(Token::is_digits)
                && view.token(end + 2).is_some_and(|mark| mark.is_mark(')'))
        };
        self.is_tight
            && self.joint.is_mark(':')
            && is_short(self.right.first)
            && self.left.value < Decimal::from(20)
            && (self.left.value == Decimal::ZERO || self.right.value == Decimal::ZERO || goes_over() || is_set())
    }

    /// "condusă cu 0-1."
    fn is_nil(&self) -> bool {
        let ends = |mark: &Token| !mark.is_word() && !mark.is_digits() && matches!(mark.first, ',' | '.' | ')' | ';');
        let goes_deep = || self.view.token(self.right.end + 1).is_some_and(|it| it.is_digits() && it.is_joined());
        self.is_tight
            && self.joint.is_dash()
            && self.left.value == Decimal::ZERO
            && self.right.value < Decimal::from(20)
            && self.next.is_none_or(ends)
            && !goes_deep()
    }

    /// "cayó 78-82 (22-19, 18-25)": the parts of a result behind it.
    fn has_parts(&self) -> bool {
        let (view, end) = (self.view, self.right.end);
        self.is_tight
            && self.next.is_some_and(|mark| mark.is_mark('(') && mark.is_on_line())
            && view.token(end + 1).is_some_and(Token::is_digits)
            && view.token(end + 2).is_some_and(|part| part.is_joined() && part.first == self.joint.first)
            && view.token(end + 3).is_some_and(|part| part.is_digits() && part.is_joined())
            && view.token(end + 4).is_some_and(|mark| matches!(mark.first, ',' | ';' | ')'))
    }
}

/// Whether the number at token `first` opens one more score behind the one that ended before token `end`: "(25:22, 19:25)".
///
/// A quarter of an hour alone in brackets is when it began: "2:1 (18:30)".
pub(crate) fn is_listed(view: &View, end: usize, left: &Number, right: &Number) -> bool {
    const MOST: usize = 5;
    let between = end..left.first;
    let grammar = Roles::any(&[Role::And, Role::Function]);
    let marks = between.len() <= MOST
        && !between.is_empty()
        && between.clone().all(|at| {
            view.token(at).is_some_and(|mark| {
                mark.is_on_line()
                    && if mark.is_word() {
                        view.roles_at(at).meets(grammar)
                    } else if mark.is_digits() {
                        // "7-6 (5) y 6-2"
                        view.before(at).is_some_and(|open| open.is_mark('('))
                            && view.token(at + 1).is_some_and(|close| close.is_mark(')'))
                    } else {
                        matches!(mark.first, ',' | '(' | ')' | ';' | '[' | ']' | '、')
                    }
            })
        });
    let is_quarter = right.value.to_u32().is_some_and(|minute| minute % 15 == 0)
        && (10..=24).any(|hour| left.value == Decimal::from(hour))
        && view.token(right.end).is_some_and(|mark| mark.is_mark(')'))
        && view.before(left.first).is_some_and(|mark| mark.is_mark('('));
    marks && !is_quarter && view.token(left.first).is_some_and(Token::is_on_line)
}

/// Whether "16:11" that could be a time of day stands right behind a word of sport: "siegte 16:11", "won 15:13".
pub(crate) fn is_told(view: &View, left: &Number, right: &Number) -> bool {
    const NEAR: usize = 3;
    let is_pair = left.end + 1 == right.first && view.token(left.end).is_some_and(|joint| joint.is_mark(':'));
    let is_clock = right.value.to_u32().is_none_or(|minute| minute % 5 == 0)
        || view.lexicon.longest(view.tokens, right.end, Roles::any(&[Role::TimeAfter, Role::Am, Role::Pm])).is_some()
        || view.lexicon.longest_before(view.tokens, left.first, Roles::of(Role::TimeBefore)).is_some();
    is_pair
        && !is_clock
        && (1..=NEAR)
            .filter_map(|back| left.first.checked_sub(back))
            .any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::ScoreCue)).is_some())
}

/// Whether nothing that counts or measures stands at token `end`.
fn counts_nothing(view: &View, end: usize) -> bool {
    let things = Roles::any(&[
        Role::Counter,
        Role::Unit,
        Role::Duration,
        Role::Scale,
        Role::DayAfter,
        Role::MonthAfter,
        Role::Category,
        Role::OrdinalMark,
        Role::AgeAfter,
        Role::TimeAfter,
        Role::Money,
        Role::Percent,
        Role::NameAfter,
    ]);
    view.lexicon.longest(view.tokens, end, things).is_none() && view.cue(end, "numbered").is_none()
}

/// Whether a counted noun follows, as in "12-14 soldiers".
fn counts_things(view: &View, number: &Number) -> bool {
    let nouns =
        Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Unit, Role::Duration, Role::Money, Role::Percent]);
    view.lexicon.longest(view.tokens, number.end, nouns).is_some()
}

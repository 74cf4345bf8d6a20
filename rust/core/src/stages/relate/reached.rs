//! What was and what is: "rose from 120 to 133", "fell by 42 to 1,815", "выросло на 312 и достигло 6812".
//!
//! Two figures beside each other come in, a change and its level or the one and the other; the noun and what happened go over.

use super::carry::ends_between;
use super::part::is_fewer;
use super::replaced::share_currency;
use super::{NOUN, Relating, end_of_label};
use crate::draft::{Draft, each_pair};
use crate::figure::{Flag, Kind, Relation, Scope};
use crate::lexicon::{CHANGES, Phrase, Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// What may stand between a word for the number of those counted and them.
const ARTICLES: Roles = Roles::any(&[Role::Definite, Role::DateOf, Role::LabelLink]);

/// "rose from 120 to 133", "310 new infections, up from 275": what was and what is are of one thing.
pub(super) fn share_before_and_now(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 20;
    each_pair(drafts, |first, second| {
        // "19 шахтарів проти 26 торік": what is set beside it counts what happened too; "256 депутатів проти 40" were none before.
        let is_dated = || {
            let mut near = (second.after()..second.after() + 3).map_while(|at| view.token(at));
            near.any(|year| year.is_digits() && year.length == 4 && year.is_on_line())
        };
        let is_beside = second.figure.kind == Kind::Count
            && second.figure.outcome.is_none()
            && second.figure.scope.is_none()
            && first.figure.label.is_some()
            && second.figure.label == first.figure.label
            && (first.figure.outcome.is_some() || is_dated())
            && view.cue_before(second.hedge_first, "against").is_some();
        if is_beside {
            second.figure.outcome.clone_from(&first.figure.outcome);
            second.figure.scope = Some(Scope::Previous);
            return;
        }
        let was_first = first.figure.scope == Some(Scope::Previous);
        if is_from_behind(view, first, second) {
            second.figure.scope = Some(Scope::Previous);
        }
        let was_second = second.figure.scope == Some(Scope::Previous);
        share_currency(view, first, second);
        if was_first == was_second || !first.is_amount() || !second.is_amount() {
            return;
        }
        // "38 people have been killed, up from 22": the period of the first is no part of the next sentence.
        if second.first > end_of_label(view, first) + NEAR || ends_between(view, first.end, second.hedge_first) {
            return;
        }
        if was_first && first.figure.outcome.as_ref().or(second.figure.outcome.as_ref()).is_some() {
            second.figure.scope.get_or_insert(Scope::Cumulative);
        }
        // "executed 320 people, compared with 345 in 2025": the noun of both was found before.
        let is_same_noun = was_second && first.figure.label.is_some() && second.figure.label == first.figure.label;
        if is_same_noun && second.figure.outcome.is_none() {
            second.figure.outcome.clone_from(&first.figure.outcome);
        }
        let (known, open) = if first.figure.kind == Kind::Count { (first, second) } else { (second, first) };
        if known.figure.kind != Kind::Count || open.figure.kind != Kind::Number {
            return;
        }
        open.take_noun(&known.figure);
        open.figure.outcome.clone_from(&known.figure.outcome);
    });
}

/// "from 512 victims in 2022 to 538 in 2023", "512 deaths in 2022 and 538 in 2023": amounts with a date each are of one thing.
pub(super) fn share_over_dates(view: &View, drafts: &mut [Draft]) {
    const WORDS: usize = 5;
    let is_date = |draft: &Draft| draft.figure.kind == Kind::Date;
    for at in 2..drafts.len().saturating_sub(1) {
        let (head, tail) = drafts.split_at_mut(at);
        let ([.., was, date], [now, its_date, ..]) = (head, tail) else { continue };
        let follows = |count: &Draft, date: &Draft| {
            let end = end_of_label(view, count).max(count.after());
            (end..end + WORDS).contains(&date.hedge_first) && !ends_between(view, count.end, date.hedge_first)
        };
        let is_dated = is_date(date) && is_date(its_date) && follows(was, date) && follows(now, its_date);
        if !is_dated || !was.is_whole_count() || was.figure.part_of.is_some() {
            continue;
        }
        // "contro le 66.617 del 2024 e le 157.651 del 2023": an article too.
        let links = |at: usize| {
            view.token(at)
                .is_some_and(|link| link.is_on_line() && (link.lists() || link.word.roles.has(Role::Definite)))
        };
        let is_listed = now.hedge_first > date.reach() && (date.reach()..now.hedge_first).all(links);
        let to = view.lexicon.longest_before(view.tokens, now.hedge_first, Roles::of(Role::RangeClose));
        let from = view.lexicon.longest_before(view.tokens, was.hedge_first, Roles::of(Role::RangeOpen));
        // "passou de 512": the verb that elsewhere says "more than".
        let is_change = was.figure.relation == Relation::MoreThan && view.roles_at(was.hedge_first).meets(CHANGES);
        let became = to.is_some_and(|(first, _)| first == date.reach()) && (from.is_some() || is_change);
        if became {
            if let Some(value) = was.figure.value.filter(|_| is_change) {
                was.state(value, Relation::Exact);
            }
            was.figure.scope.get_or_insert(Scope::Previous);
        }
        if (became || is_listed) && now.figure.kind == Kind::Number && now.is_unscaled_whole() {
            now.take_noun(&was.figure);
            now.figure.outcome.clone_from(&was.figure.outcome);
        }
        let is_alike = now.figure.label.is_some() && now.figure.label == was.figure.label;
        if is_listed && is_alike && was.figure.scope == Some(Scope::Previous) {
            now.figure.scope.get_or_insert(Scope::Previous);
        }
    }
}

/// "12 wounded in Milan and 30 in Rome", "512 deaths in May and 538 in June": a number beside another place or month, named with the
/// word of the first, counts the same.
pub(super) fn share_over_names(view: &View, drafts: &mut [Draft]) {
    const WORDS: usize = 5;
    let place = |at: usize| {
        let word = view.token(at).filter(|word| word.is_word_on_line() && view.roles_at(at).has(Role::Place))?;
        let is_name =
            |name: &Token| name.is_word_on_line() && (name.is_capital || view.roles_at(at + 1).has(Role::Month));
        view.token(at + 1).filter(|name| is_name(name))?;
        Some(word.text(view.text))
    };
    let is_name = |at: usize| view.token(at).is_some_and(|name| name.is_capital) || view.roles_at(at).has(Role::Month);
    each_pair(drafts, |was, now| {
        let is_open = was.is_whole_count()
            && was.figure.category.is_some()
            && now.figure.kind == Kind::Number
            && now.is_unscaled_whole()
            && !view.lexicon.switches.capital_nouns;
        let from = end_of_label(view, was).max(was.after());
        let names = from + 1..now.hedge_first.saturating_sub(1);
        let links = |at: usize| view.token(at).is_some_and(|link| link.is_on_line() && link.lists());
        let is_listed = (1..WORDS).contains(&names.len()) && links(names.end) && names.clone().all(is_name);
        if is_open && is_listed && place(from).is_some_and(|word| place(now.after()) == Some(word)) {
            now.take_noun(&was.figure);
            now.figure.outcome.clone_from(&was.figure.outcome);
        }
    });
}

/// "fell to 1,103 in July from 1,429", "slowed to 2.9% in May from 3.4%": whether the second is what was before a change to the first,
/// with no more than when between.
fn is_from_behind(view: &View, first: &Draft, second: &Draft) -> bool {
    const WHEN: usize = 4;
    const VERB: usize = 5;
    let Some(last) = second.hedge_first.checked_sub(1) else { return false };
    // "desde el 3,4 %": an article may stand between.
    let is_article = view.roles_at(last).has(Role::Definite) && !view.roles_at(last).has(Role::RangeOpen);
    let last = last.saturating_sub(usize::from(is_article));
    // "de la 5,3%": the word may be two.
    let from =
        view.lexicon.longest_before(view.tokens, last + 1, Roles::of(Role::RangeOpen)).map_or(last, |(from, _)| from);
    let end = end_of_label(view, first);
    let of_when = Roles::any(&[
        Role::Function,
        Role::Place,
        Role::Month,
        Role::DateOf,
        Role::Definite,
        Role::Duration,
        Role::Denominator,
    ]);
    let is_when = |at: usize| {
        let comma = at + 1 == from && view.token(at).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line());
        comma || view.token(at).is_some_and(Token::is_word_on_line) && view.roles_at(at).meets(of_when)
    };
    let is_share = matches!(second.figure.kind, Kind::Percent | Kind::Money);
    (second.figure.kind == Kind::Number && second.is_unscaled_whole()
        || is_share && second.figure.unit == first.figure.unit)
        && view.roles_at(from).has(Role::RangeOpen)
        && (end..=end + WHEN).contains(&from)
        && (end..from).all(is_when)
        && first.hedge_first.checked_sub(1).is_some_and(|to| view.roles_at(to).has(Role::RangeClose))
        && (first.hedge_first.saturating_sub(VERB)..first.hedge_first).any(|at| view.roles_at(at).meets(CHANGES))
}

/// Makes a number that a change led to a count of what changed.
pub(super) fn share_reached(view: &View, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        // "Die Zahl der Arbeitslosen stieg gegenüber dem Vormonat um 79.000 auf 2,872 Millionen": far from its verb.
        let Some(level) = tail.first_mut().filter(|level| level.figure.kind == Kind::Number) else { continue };
        // "rose by 1,200 in 24 hours, to 45,300"
        let is_when = |draft: &&Draft| matches!(draft.figure.kind, Kind::Date | Kind::Duration | Kind::Ordinal);
        let when = head.iter().rev().take(2).take_while(is_when).count();
        let Some(change) = head.iter().rev().nth(when) else { continue };
        // "42 murders in January, 38 in February and 51 in March": the noun of another tells no change.
        let is_own = !change.figure.flags.contains(Flag::InheritedLabel);
        let is_changed = change.figure.trend.is_some()
            || is_own && change.has_label_before() && is_fewer(&change.figure, &level.figure);
        let is_close = when == 0 && (is_level(view, change, level) || is_total(view, change, level));
        if is_changed && (is_close || is_level_past_when(view, change, level)) {
            if let (Relation::AtMost, Some(high)) = (level.figure.relation, level.figure.high) {
                level.state(high, Relation::Exact);
            }
            level.take_noun(&change.figure);
            level.figure.outcome.clone_from(&change.figure.outcome);
            level.figure.scope = level.figure.outcome.as_ref().map(|_| Scope::Cumulative);
        }
    }
}

impl Relating<'_, '_> {
    /// "um 17.000 auf 2,7 Millionen": the level that a change of those counted right before led to.
    pub(super) fn reaches(&self, draft: &mut Draft, head: &[Draft]) -> bool {
        let view = self.view;
        let Some(before) = head.last().filter(|before| before.figure.kind == Kind::Count) else { return false };
        let link = view.lexicon.longest(view.tokens, before.after(), Roles::of(Role::RangeClose));
        let is_level =
            link.is_some_and(|link| link.end == draft.hedge_first) && is_fewer(&before.figure, &draft.figure);
        if is_level {
            draft.take_noun(&before.figure);
        }
        is_level
    }
}

impl Relating<'_, '_> {
    /// "Die Zahl der Toten ist auf 45 gestiegen": whether the number of those whom the noun at token `at` names has come to the amount.
    pub(super) fn is_reached_total(&self, at: usize, noun: Phrase, draft: &Draft) -> bool {
        const VERB: usize = 4;
        let view = self.view;
        let Some(to) = draft.hedge_first.checked_sub(1).filter(|to| view.roles_at(*to).has(Role::RangeClose)) else {
            return false;
        };
        let articles =
            (0..2).take_while(|back| at.checked_sub(back + 1).is_some_and(|it| view.roles_at(it).meets(ARTICLES)));
        let opened = at - articles.count();
        let number_of = view.lexicon.longest_before(view.tokens, opened, Roles::of(Role::NumberOf));
        let whole = number_of.or_else(|| view.lexicon.longest_before(view.tokens, at, Roles::of(Role::NumberOf)));
        let is_changed = |at: usize| view.roles_at(at).meets(CHANGES);
        let from = draft.after();
        whole.is_some()
            && ((noun.end..to).any(is_changed)
                || view.lexicon.switches.verb_final && (from..from + VERB).any(is_changed))
    }
}

impl Relating<'_, '_> {
    /// "le nombre total de cas à 48.310", "the total to 88,310 and 1,290": whether the words between a total that ends before token `from`
    /// and its number name what is counted, or the number is one of two.
    pub(super) fn counts_others(&self, from: usize, draft: &Draft) -> bool {
        let view = self.view;
        let names = |at| view.lexicon.longest(view.tokens, at, NOUN).is_some() || view.cue(at, "cases").is_some();
        let is_first =
            view.roles_at(draft.end).has(Role::And) && view.token(draft.end + 1).is_some_and(Token::is_digits);
        is_first || (from..draft.hedge_first).any(names)
    }
}

/// "The number of patients fell by 42 to 1,815": nothing but a word for "to" stands between the two.
fn is_level(view: &View, change: &Draft, level: &Draft) -> bool {
    // "The number of vacancies fell by": things that the taxonomy does not have, told before the change.
    let is_count = change.figure.kind == Kind::Count && (change.figure.category.is_some() || change.has_label_before());
    if !is_count || level.figure.value.is_none() || !view.token(level.first).is_some_and(Token::is_on_line) {
        return false;
    }
    let from = change.after() + usize::from(view.token(change.after()).is_some_and(|mark| mark.is_mark(',')));
    let link = view.lexicon.longest(view.tokens, from, Roles::any(&[Role::RangeClose, Role::RangeJoiner]));
    let became = || view.cue(from, "became");
    let is_linked = link.map(|link| link.end).or_else(became) == Some(level.hedge_first);
    is_linked
        && view.token(level.after()).is_none_or(|next| {
            // "auf 3,1 Millionen gestiegen": the verb may stand behind.
            let grammar = Roles::any(&[Role::Function, Role::Change]);
            !next.is_word() || !next.is_on_line() || view.roles_at(level.after()).meets(grammar)
        })
}

/// "rose by 138,300 between July and September, to 21.82 million": no more than when or where stands between the change and the word for
/// "to" that the level follows.
fn is_level_past_when(view: &View, change: &Draft, level: &Draft) -> bool {
    const NEAR: usize = 10;
    const TELLING: Roles = Roles::any(&[Role::Category, Role::Outcome, Role::OutcomeNoun, Role::Change, Role::Passive]);
    let from = end_of_label(view, change).max(change.after());
    if change.figure.kind != Kind::Count
        || change.figure.trend.is_none()
        || !(from + 2..=from + NEAR).contains(&level.hedge_first)
        || !is_fewer(&change.figure, &level.figure)
        || ends_between(view, change.end, level.hedge_first)
    {
        return false;
    }
    let close = Roles::of(Role::RangeClose);
    let hedged = view.lexicon.longest(view.tokens, level.hedge_first, close).filter(|to| to.end <= level.first);
    let article = usize::from(view.roles_at(level.hedge_first - 1).has(Role::Definite));
    let before = || view.lexicon.longest_before(view.tokens, level.hedge_first - article, close).map(|(to, _)| to);
    let to = hedged.map(|_| level.hedge_first).or_else(before);
    to.is_some_and(|to| {
        to > from
            && (from..to).all(|at| view.token(at).is_some_and(Token::is_on_line) && !view.roles_at(at).meets(TELLING))
    }) && view
        .token(level.after())
        .is_none_or(|next| !next.is_word() || view.roles_at(level.after()).has(Role::Function))
}

/// "The toll rose by 12 to 133", "выросло на 312 и достигло 6812": a total of losses, a few words behind what it grew by.
fn is_total(view: &View, change: &Draft, level: &Draft) -> bool {
    const NEAR: usize = 5;
    let near = change.after()..level.hedge_first;
    if change.figure.outcome.is_none()
        || !is_fewer(&change.figure, &level.figure)
        || near.len() > NEAR
        || ends_between(view, change.end, level.hedge_first)
    {
        return false;
    }
    let reaches = Roles::any(&[Role::RangeClose, Role::Change, Role::Cumulative, Role::Place]);
    // "and reached": a verb behind "and".
    let is_verb = |last: usize| {
        let joins = last.checked_sub(1).is_some_and(|and| view.roles_at(and).has(Role::And));
        joins && view.roles_at(last).has(Role::Function)
    };
    let last = level.hedge_first.checked_sub(1).filter(|last| near.contains(last));
    let is_told = |last| view.lexicon.longest(view.tokens, last, reaches).is_some() || is_verb(last);
    last.is_some_and(is_told) || view.roles_at(level.hedge_first).meets(reaches)
}

//! What those that follow are told of with: behind one that no number stands for, past ages, past a phrase of place.
//!
//! Figures beside each other come in; noun, side and what happened go over.

use super::carry::ends_between;
use super::end_of_label;
use crate::draft::{Draft, each_pair};
use crate::figure::{Flag, Kind};
use crate::lexicon::{Role, Roles};
use crate::library::{categories, is_fighter, is_person};
use crate::stages::read::View;
use crate::token::Token;

/// "Three titles in singles (Paris 2009 and Rome 2010) and seven in doubles": a second number with a phrase of its own, behind that of
/// the first.
pub(super) fn share_beside(view: &View, drafts: &mut [Draft]) {
    const PHRASE: usize = 4;
    const DATES: usize = 4;
    let links = Roles::any(&[Role::Place, Role::DateOf]);
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(second) = tail.first_mut() else { continue };
        let is_open = second.figure.kind == Kind::Number
            && second.figure.part_of.is_none()
            && second.is_unscaled_whole()
            && second.hedge_first.checked_sub(1).is_some_and(|and| view.roles_at(and).has(Role::And));
        if !is_open {
            continue;
        }
        let Some(first) = head.iter().rev().take(DATES).find(|it| it.figure.kind != Kind::Date) else { continue };
        let is_count = first.figure.kind == Kind::Count && first.figure.category.is_none() && first.has_label_behind();
        let from = end_of_label(view, first);
        let is_alike = view.token(from).zip(view.token(second.after())).is_some_and(|(one, other)| {
            one.is_on_line()
                && other.is_on_line()
                && one.word.roles.meets(links)
                && one.text(view.text) == other.text(view.text)
        });
        let end = if is_alike && is_count { past_brackets(view, from, second.hedge_first) } else { None };
        if end.is_some_and(|words| (2..=PHRASE).contains(&words)) {
            second.take_noun(&first.figure);
            second.figure.outcome.clone_from(&first.figure.outcome);
        }
    }
}

/// How many words stand from token `from` to `to`, what is in brackets left out; `None` where anything else does.
fn past_brackets(view: &View, from: usize, to: usize) -> Option<usize> {
    const LONGEST: usize = 24;
    let (mut words, mut is_inside) = (0, false);
    for at in from..to.min(from + LONGEST) {
        let token = view.token(at).filter(|token| token.is_on_line())?;
        if token.is_mark('(') || token.is_mark(')') {
            is_inside = token.is_mark('(');
        } else if !is_inside {
            words += token.is_word().then_some(1)?;
        }
    }
    (!is_inside && to <= from + LONGEST).then_some(words)
}

/// "A soldier was killed, three were wounded and two captured": those behind one that no number stands for are of the same.
pub(super) fn share_of_one(view: &View, drafts: &mut [Draft]) {
    let mut of_one = None;
    each_pair(drafts, |one, next| {
        let is_one = one.figure.flags.contains(Flag::Implicit)
            && one.figure.kind == Kind::Count
            && one.figure.part_of.is_none()
            && one.figure.counts(is_fighter)
            && one.figure.outcome.is_some();
        if is_one {
            of_one = Some(one.id);
        }
        let goes_on = next.figure.kind == Kind::Count
            && next.figure.category.as_deref() == Some(categories::PERSON)
            && next.figure.outcome.is_some()
            && (next.figure.label.is_none() || next.is_any_person || next.figure.label == one.figure.label)
            && !ends_between(view, one.end, next.hedge_first);
        if of_one.is_none() || !goes_on {
            of_one = of_one.filter(|_| is_one && goes_on);
            return;
        }
        next.figure.category.clone_from(&one.figure.category);
        if next.figure.label.is_none() {
            next.take_label(&one.figure);
        }
        next.take_side(&one.figure);
    });
}

/// "Two men, aged 27 and 31, and a woman were arrested": what is told behind the next of a list is told of those before it too, though
/// their ages stand between.
pub(super) fn share_over_ages(view: &View, drafts: &mut [Draft]) {
    const AGES: usize = 4;
    const LONGEST: usize = 16;
    for at in (2..drafts.len()).rev() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(next) = tail.first() else { continue };
        let is_people = |it: &Draft| it.figure.kind == Kind::Count && it.figure.counts(is_person);
        let told = next.figure.outcome.as_ref().filter(|_| is_people(next) && next.figure.part_of.is_none());
        let ages = head.iter().rev().take(AGES + 1).take_while(|age| age.figure.kind == Kind::Age).count();
        let Some(told) = told.filter(|_| (1..=AGES).contains(&ages)) else { continue };
        let one_age = head.last().map(|age| (age.after(), age.hedge_first));
        let before = head.len().checked_sub(ages + 1).and_then(|at| head.get_mut(at));
        let Some(before) = before.filter(|it| is_people(it) && it.figure.outcome.is_none()) else { continue };
        let Some(mut and) = next.hedge_first.checked_sub(1) else { continue };
        let from = end_of_label(view, before);
        // "Two 17-year-old boys and a 16-year-old girl were killed": how old the one is stands before her.
        let is_one = |at: usize| view.roles_at(at).meets(Roles::any(&[Role::OneArticle, Role::Article]));
        let mut least = from + 1;
        if let Some(opens) = one_age.filter(|(end, _)| *end == next.first).map(|(_, opens)| opens)
            && opens >= from + 2
            && is_one(opens - 1)
        {
            (and, least) = (opens - 2, from);
        }
        if before.figure.part_of.is_none()
            && and >= least
            && and - from <= LONGEST
            && view.token(and).is_some_and(Token::lists)
            && (from..and).all(|at| is_of_age(view, at))
        {
            before.figure.outcome = Some(told.clone());
            before.take_side(&next.figure);
        }
    }
}

/// Whether token `at` may stand in words that tell how old people are.
fn is_of_age(view: &View, at: usize) -> bool {
    let words = Roles::any(&[
        Role::AgeBefore,
        Role::AgeAfter,
        Role::AgeUnit,
        Role::AgeCue,
        Role::Duration,
        Role::DateOf,
        Role::LabelLink,
        Role::And,
        Role::Place,
    ]);
    view.token(at).is_some_and(|it| {
        it.is_on_line()
            && (it.is_digits()
                || !it.is_word() && matches!(it.first, ',' | '(' | ')')
                || it.is_word()
                    && (it.word.roles.meets(words) || it.word.may_begin(words) || view.cue(at, "both").is_some()))
    })
}

/// "11 soldiers, 1 child killed in Pakistan": whether a comma stands for "and" between two that open a line, before a participle of both.
pub(super) fn closes_headline(view: &View, before: &Draft, draft: &Draft) -> bool {
    let opens = before.hedge_first == 0 || view.token(before.hedge_first).is_some_and(|token| !token.is_on_line());
    let told = view.lexicon.longest(view.tokens, end_of_label(view, draft), Roles::of(Role::Outcome));
    opens && before.figure.counts(is_person) && told.is_some()
}

/// "evacuated 108 people and 49 flats were sealed": whether an auxiliary and a participle that the lexicon does not know follow.
pub(super) fn has_own_passive(view: &View, draft: &Draft) -> bool {
    let at = end_of_label(view, draft);
    let passive = || view.lexicon.longest(view.tokens, at, Roles::of(Role::Passive)).map(|verb| verb.end);
    view.may_have(Roles::of(Role::Passive))
        && passive().is_some_and(|end| {
            let verb = view.token(end).filter(|verb| verb.is_on_line() && verb.is_word() && !verb.is_capital);
            verb.is_some_and(|verb| verb.word.roles == Roles::default())
        })
}

/// Whether a dash and a place stand right behind the noun of a count.
pub(super) fn is_there(view: &View, draft: &Draft) -> bool {
    let dash = end_of_label(view, draft);
    draft.figure.category.is_some()
        && view.token(dash).is_some_and(|mark| mark.is_on_line() && mark.is_spaced_dash())
        && view.roles_at(dash + 1).has(Role::Place)
}

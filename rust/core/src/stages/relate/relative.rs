//! What happened to things as a participle or a clause behind a comma tells it; and what some did of those who open a sentence.
//!
//! The end of a label and what it counts come in, an outcome goes out; the noun of a whole goes over to its part.

use super::carry::{SOME_OF, ends_between};
use super::outcome::Told;
use super::part::is_fewer;
use super::{Relating, end_of_label};
use crate::draft::{Draft, each_pair};
use crate::figure::{Flag, Kind};
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, categories, is_fighter, is_person, outcomes};
use crate::stages::read::View;
use crate::token::Token;

/// "Of 100 companies 23 have closed", "Dos 30 inscritos, apenas dois compareceram": some of those that the sentence is opened with,
/// behind whom stands no noun, or a word that may be their verb.
pub(super) fn share_opened(view: &View, drafts: &mut [Draft]) {
    if !view.may_have(SOME_OF) {
        return;
    }
    each_pair(drafts, |whole, part| {
        let is_bare = match part.figure.kind {
            Kind::Number => part.number.is_some_and(|number| number.scale.is_none()),
            Kind::Count => part.figure.category.is_none() && part.figure.outcome.is_none() && is_verb(view, part),
            _ => false,
        };
        let is_whole =
            whole.figure.kind == Kind::Count && whole.figure.label.is_some() && whole.figure.part_of.is_none();
        let counts_on = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Counter]);
        if is_bare
            && is_whole
            && part.figure.part_of.is_none_or(|id| id == whole.id)
            && part.figure.value.is_some_and(|value| value.is_whole())
            && view.token(part.hedge_first).is_some_and(Token::is_on_line)
            && view.token(part.after()).is_some_and(|next| next.is_word() && next.is_on_line())
            && view.lexicon.longest(view.tokens, part.after(), counts_on).is_none()
            && is_fewer(&part.figure, &whole.figure)
            && Relating::within(view, 0, view.tokens.len()).is_opened_by_of(whole)
            && !ends_between(view, whole.end, part.hedge_first)
        {
            part.take_noun(&whole.figure);
            part.figure.part_of = Some(whole.id);
        }
    });
}

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
            && second.number.is_some_and(|number| number.scale.is_none() && number.value.is_whole())
            && second.hedge_first.checked_sub(1).is_some_and(|and| view.roles_at(and).has(Role::And));
        if !is_open {
            continue;
        }
        let Some(first) = head.iter().rev().take(DATES).find(|it| it.figure.kind != Kind::Date) else { continue };
        let is_count = first.figure.kind == Kind::Count
            && first.figure.category.is_none()
            && first.figure.label.is_some_and(|label| label.start >= first.figure.span.end);
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

/// "A third of the 5,300 prisoners, some 1,700, await trial": a number beside a part of a count that comes to as many.
pub(super) fn share_reckoned(view: &View, drafts: &mut [Draft]) {
    const NEAR: f64 = 0.12;
    const LINK: usize = 3;
    for at in 2..drafts.len() {
        let Some([part, whole, reckoned]) = drafts.get_mut(at - 2..=at) else { continue };
        let share = match part.figure.kind {
            Kind::Fraction => 1.0,
            Kind::Percent if part.figure.unit.as_deref() == Some("%") => 100.0,
            _ => continue,
        };
        let is_bare = reckoned.figure.kind == Kind::Number && reckoned.figure.part_of.is_none();
        let is_whole = whole.figure.kind == Kind::Count && whole.figure.label.is_some();
        let is_mark = |at: usize| view.token(at).is_none_or(|mark| !mark.is_word() && mark.is_on_line());
        let is_put_in = is_mark(reckoned.hedge_end.max(reckoned.end))
            && reckoned
                .hedge_first
                .checked_sub(1)
                .is_some_and(|at| is_mark(at) || view.roles_at(at).has(Role::Function));
        let values = part.figure.value.zip(whole.figure.value).zip(reckoned.figure.value);
        let comes_to = values.is_some_and(|((part, whole), reckoned)| {
            let wanted = part.to_f64() / share * whole.to_f64();
            (reckoned.to_f64() - wanted).abs() <= NEAR * wanted
        });
        let gap = part.end..whole.hedge_first;
        let is_of = gap.len() <= LINK && gap.into_iter().all(|at| view.token(at).is_some_and(Token::is_word));
        if is_bare && is_whole && is_put_in && is_of && comes_to && !ends_between(view, part.end, reckoned.hedge_first)
        {
            reckoned.take_noun(&whole.figure);
            reckoned.figure.part_of = Some(whole.id);
        }
    }
}

/// "A soldier was killed, three were wounded and two captured": those behind one that no number stands for are of the same.
pub(super) fn share_of_one(view: &View, drafts: &mut [Draft]) {
    let mut of_one = None;
    each_pair(drafts, |one, next| {
        let is_one = one.figure.flags.contains(Flag::Implicit)
            && one.figure.kind == Kind::Count
            && one.figure.part_of.is_none()
            && one.figure.category.as_deref().is_some_and(is_fighter)
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
            next.figure.label = one.figure.label;
            next.figure.flags.insert(Flag::InheritedLabel);
        }
        if next.figure.side.is_none() {
            next.figure.side.clone_from(&one.figure.side);
        }
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
        let is_people =
            |it: &Draft| it.figure.kind == Kind::Count && it.figure.category.as_deref().is_some_and(is_person);
        let told = next.figure.outcome.as_ref().filter(|_| is_people(next) && next.figure.part_of.is_none());
        let ages = head.iter().rev().take_while(|age| age.figure.kind == Kind::Age).count();
        let Some(told) = told.filter(|_| (1..=AGES).contains(&ages)) else { continue };
        let before = head.len().checked_sub(ages + 1).and_then(|at| head.get_mut(at));
        let Some(before) = before.filter(|it| is_people(it) && it.figure.outcome.is_none()) else { continue };
        let Some(and) = next.hedge_first.checked_sub(1) else { continue };
        let from = end_of_label(view, before);
        if before.figure.part_of.is_none()
            && and > from
            && and - from <= LONGEST
            && (view.roles_at(and).has(Role::And) || view.token(and).is_some_and(|comma| comma.is_mark(',')))
            && (from..and).all(|at| is_of_age(view, at))
        {
            before.figure.outcome = Some(told.clone());
            before.figure.side = before.figure.side.take().or_else(|| next.figure.side.clone());
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

/// Whether the label is one word that no lexicon knows and that nothing else belongs to, as a verb is.
fn is_verb(view: &View, draft: &Draft) -> bool {
    let word = draft.after();
    end_of_label(view, draft) == word + 1
        && !view.lexicon.switches.capital_nouns
        && view.token(word).is_some_and(|it| it.is_word() && !it.is_capital && it.word.roles == Roles::default())
        && view.before(draft.hedge_first).is_some_and(|comma| comma.is_mark(',') || comma.is_word())
}

impl Relating<'_, '_> {
    /// "Deaths in 2023: 310": the date between what is counted and a colon right before token `end`.
    pub(super) fn date_before_colon<'d>(&self, head: &'d [Draft], end: usize) -> Option<&'d Draft> {
        let date = head.last().filter(|date| date.figure.kind == Kind::Date && date.reach() + 1 == end)?;
        self.view.token(date.reach()).filter(|colon| colon.is_mark(':')).map(|_| date)
    }

    /// "the names of 111,387 soldiers, killed in the war": a participle behind a comma that opens no list.
    pub(super) fn outcome_of_participle(&self, comma: usize, category: Option<&str>) -> Option<Told> {
        let view = self.view;
        let on_line = |at: usize| view.token(at).filter(|token| token.is_on_line());
        on_line(comma).filter(|mark| mark.is_mark(','))?;
        if let Some(told) = self.launched_behind(comma, category?) {
            return Some(told);
        }
        let at = comma + 1;
        let phrase =
            view.lexicon.longest(view.tokens, at, Roles::of(Role::Outcome)).filter(|_| on_line(at).is_some())?;
        let is_place = on_line(phrase.end).is_some() && view.roles_at(phrase.end).has(Role::Place);
        let name =
            self.suited(phrase.node, Some(category?), false).filter(|_| is_place && phrase.end < self.ceiling)?;
        Some(Told { name, node: phrase.node, at, is_close: true })
    }

    /// "79 dronów, które wystrzeliła Rosja": what the clause behind a comma says was launched.
    pub(super) fn launched_behind(&self, comma: usize, category: &str) -> Option<Told> {
        const NEAR: usize = 5;
        let view = self.view;
        if !can_happen(outcomes::LAUNCHED, category) || !view.roles_at(comma + 1).has(Role::Function) {
            return None;
        }
        let is_word = |at: &usize| view.token(*at).is_some_and(|word| word.is_word() && word.is_on_line());
        (comma + 2..(comma + NEAR).min(self.far)).take_while(is_word).find_map(|at| {
            let told = view.lexicon.longest(view.tokens, at, Roles::of(Role::Outcome))?;
            let name = self.outcome_name(told.node).filter(|name| *name == outcomes::LAUNCHED)?;
            Some(Told { name: name.clone(), node: told.node, at, is_close: true })
        })
    }
}

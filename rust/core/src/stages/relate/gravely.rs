//! What came of the hurt and the dead besides: how badly they were hurt, that they were brought home.
//!
//! An amount and the figures before it or its label come in, whose part it is or what more happened goes out.

use super::carry::{counts_before, ends_between};
use super::label::Label;
use super::outcome::Told;
use super::part::is_fewer;
use super::share::is_next_in_list;
use super::{Relating, end_of_label};
use crate::decimal::Decimal;
use crate::draft::{Draft, LONGEST_LIST, each_pair, of_id};
use crate::figure::{Flag, Kind};
use crate::lexicon::{Role, Roles, TELLING};
use crate::library::{categories, is_fighter, is_person, outcomes};
use crate::stages::read::View;
use crate::token::Token;

/// "Zwei Menschen sind schwer und elf leicht verletzt worden": a verb that is told once of two numbers, each of which has a word for how
/// badly.
pub(super) fn share_how_badly(view: &View, drafts: &mut [Draft]) {
    const VERB: usize = 2;
    each_pair(drafts, |first, second| {
        let is_hurt = second.figure.outcome.as_deref() == Some(outcomes::WOUNDED) && second.figure.counts(is_person);
        if !is_hurt || first.figure.outcome.is_some() || first.figure.part_of == Some(second.id) {
            return;
        }
        let is_counted = first.figure.counts(is_person);
        let from = if is_counted { end_of_label(view, first) } else { first.after() };
        let badly = (from..=from + VERB).find_map(|at| view.cue(at, "gravely").filter(|end| *end < second.hedge_first));
        let goes_on = badly.is_some_and(|end| {
            view.token(end).is_some_and(Token::lists) && !ends_between(view, first.end, second.hedge_first)
        });
        let is_bare = matches!(first.figure.kind, Kind::Number | Kind::Count)
            && first.figure.category.is_none()
            && first.is_unscaled_whole();
        if !goes_on || !is_counted && !is_bare {
            return;
        }
        if !is_counted {
            first.take_noun(&second.figure);
        }
        first.figure.outcome = Some(outcomes::WOUNDED.into());
    });
}

impl Relating<'_, '_> {
    /// Makes an amount, behind which at token `from` stands how badly, a part of the hurt that the sentence has counted.
    pub(super) fn are_hurt_badly(&self, draft: &mut Draft, head: &[Draft], from: usize) -> bool {
        let view = self.view;
        let Some(end) = view.cue(from, "gravely").filter(|end| *end <= self.ceiling) else { return false };
        let goes_on = view.token(end).is_some_and(Token::is_word_on_line);
        if goes_on && !view.roles_at(end).has(Role::And) {
            return false;
        }
        self.take_of_hurt(draft, head)
    }

    /// "Стан чотирьох медики оцінюють як тяжкий": those of whose condition is told are some of the hurt, whoever tells it.
    pub(super) fn are_in_condition(&self, draft: &mut Draft, head: &[Draft]) -> bool {
        self.view.cue_before(draft.hedge_first, "condition").is_some() && self.take_of_hurt(draft, head)
    }

    /// Makes those counted some of the hurt that were counted before, if there are such.
    fn take_of_hurt(&self, draft: &mut Draft, head: &[Draft]) -> bool {
        let are_hurt = |whole: &&Draft| {
            matches!(
                whole.figure.outcome.as_deref(),
                Some(outcomes::WOUNDED | outcomes::HOSPITALISED | outcomes::AFFECTED)
            ) && whole.figure.counts(is_person)
                && is_fewer(&draft.figure, &whole.figure)
        };
        let hurt = counts_before(self.view, head, draft, true).find(are_hurt);
        // "из них четверо — дети, состояние семерых": of all of them.
        let all = hurt.and_then(|part| of_id(head, part.figure.part_of, LONGEST_LIST)).filter(|all| are_hurt(all));
        // "two were hurt badly and 26 slightly": as many more.
        let more = || {
            let last = head.last().filter(|last| {
                last.figure.outcome.as_deref() == Some(outcomes::WOUNDED)
                    && last.figure.counts(is_person)
                    && !ends_between(self.view, last.end, draft.hedge_first)
                    && self.view.before(draft.hedge_first).is_some_and(Token::lists)
            });
            last.filter(|last| (last.end..draft.hedge_first).any(|at| self.view.cue(at, "gravely").is_some()))
        };
        let Some(whole) = all.or(hurt) else {
            let Some(last) = more() else { return false };
            draft.take_noun(&last.figure);
            draft.figure.outcome.clone_from(&last.figure.outcome);
            return true;
        };
        draft.take_noun(&whole.figure);
        draft.figure.outcome.clone_from(&whole.figure.outcome);
        draft.figure.part_of = Some(whole.id);
        true
    }

    /// "Семеро остались под завалами": such a number counts people, whose noun is left out.
    pub(super) fn count_people(&self, draft: &mut Draft) {
        draft.figure.kind = Kind::Count;
        draft.figure.category = Some(categories::PERSON.into());
        draft.is_any_person = true;
        if draft.figure.outcome.is_none() {
            let told = self.outcome_near(draft.hedge_first, end_of_label(self.view, draft), Some(categories::PERSON));
            let is_noun = |told: &Told| self.view.lexicon.roles(told.node).has(Role::OutcomeNoun);
            let told = told.filter(|told| told.is_close || !is_noun(told));
            draft.figure.outcome = told.map(|told| told.name);
        }
    }

    /// "Ніхто не вижив": behind none, what a phrase that begins with "not" denies.
    pub(super) fn undenied(&self, node: u32, at: usize) -> u32 {
        let view = self.view;
        let end = view.lexicon.longest(view.tokens, at, TELLING).map(|whole| whole.end);
        let denied = view.lexicon.longest(view.tokens, at + 1, TELLING).filter(|denied| Some(denied.end) == end);
        denied.map_or(node, |denied| denied.node)
    }

    /// The same of what was told of an amount.
    pub(super) fn undeny(&self, draft: &Draft, told: Told) -> Told {
        if !draft.figure.flags.contains(Flag::Negated) {
            return told;
        }
        let node = self.undenied(told.node, told.at);
        Told { name: self.outcome_name(node).cloned().unwrap_or(told.name), node, ..told }
    }

    /// "The flood claimed 112 lives": whether the verb before an amount takes the lives that it counts.
    pub(super) fn takes_lives(&self, draft: &Draft, label: &Label) -> bool {
        const NEAR: usize = 3;
        let view = self.view;
        let end = draft.hedge_first;
        (label.first..label.end).any(|at| view.cue(at, "lives").is_some())
            && (end.saturating_sub(NEAR).max(self.floor)..end)
                .chain(label.first..(label.end + NEAR).min(self.ceiling))
                .any(|at| view.token(at).is_some_and(Token::is_word) && view.cue(at, "takes_lives").is_some())
    }

    /// "152 cases of measles", "in all 1,204 cases": cases of a disease, or of that whose new cases were counted before.
    pub(super) fn are_cases(&self, head: &[Draft], from: usize) -> bool {
        const FIGURES: usize = 5;
        const LABEL: usize = 4;
        const SENTENCE: usize = 24;
        let view = self.view;
        if !view.may_have(Roles::of(Role::Cue)) {
            return false;
        }
        let is_word = |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line);
        let mut near = (from..(from + LABEL).min(self.ceiling)).take_while(is_word);
        let Some((at, end)) = near.find_map(|at| Some((at, view.cue(at, "cases")?))) else { return false };
        let is_disease = |at: usize| is_word(&at) && view.cue(at, "disease").is_some();
        if (from..at).any(is_disease) {
            return true;
        }
        let words = (end..end + LABEL).take_while(is_word).take_while(|at| !view.roles_at(*at).has(Role::And));
        let links = Roles::any(&[Role::LabelLink, Role::DateOf]);
        let of = (end..end + 2).find(|at| is_word(at) && view.roles_at(*at).meets(links));
        if of.is_some() {
            return words.skip(1).any(is_disease);
        }
        // "випадків кору": where cases link, the disease stands right behind.
        if words.take(2).any(is_disease) {
            return true;
        }
        // "Cholera has killed 5,000 people, with more than 390,000 cases"
        let is_named_before = || {
            let mut before = (from.saturating_sub(SENTENCE)..from).rev();
            before.any(|at| view.cue(at, "disease").is_some() && !ends_between(view, at + 1, from))
        };
        if at == from && is_named_before() {
            return true;
        }
        at <= from + 1
            && head
                .iter()
                .rev()
                .take(FIGURES)
                .any(|before| before.figure.outcome.as_deref() == Some(outcomes::INFECTED))
    }

    /// Words for people that are of an army or not: officers are of the police where no soldiers were told of; men who were lost are
    /// soldiers, and so are those whom the singular behind many counts: "1.012.000 Mann".
    pub(super) fn rank(&self, draft: &mut Draft, head: &[Draft], label: &Label) {
        const FIGURES: usize = 4;
        let view = self.view;
        let figure = &mut draft.figure;
        let are_military = |before: &Draft| {
            before
                .figure
                .category
                .as_deref()
                .is_some_and(|category| is_fighter(category) || category == categories::TANK)
        };
        if view.cue(label.first, "of_rank").is_some() && head.iter().rev().take(FIGURES).any(are_military) {
            figure.category = Some(categories::OFFICER.into());
        }
        // "загинув один чоловік", but "85 чоловік"
        let is_one = figure.value == Some(Decimal::ONE);
        if is_one && view.cue(label.first, "man_alone") == Some(label.end) {
            figure.category = Some(categories::MAN.into());
        }
        if is_one || figure.category.as_deref() != Some(categories::MAN) {
            return;
        }
        let is_lost = matches!(figure.outcome.as_deref(), Some(outcomes::LOSSES | outcomes::KILLED_OR_WOUNDED));
        let is_force = view.cue(label.first, "men") == Some(label.end);
        if is_lost || is_force {
            let is_open = figure.outcome.is_none() || is_lost;
            figure.category = Some(if is_open { categories::SOLDIER } else { categories::PERSON }.into());
        }
    }

    /// "the bodies of the last two miners", "six bodies": whether the dead are counted.
    pub(super) fn are_bodies(&self, draft: &Draft, label: Option<&Label>) -> bool {
        const NEAR: usize = 3;
        let view = self.view;
        // "four more bodies"
        label.is_some_and(|label| (label.first..label.end).any(|at| view.cue(at, "bodies").is_some()))
            || (draft.hedge_first.saturating_sub(NEAR).max(self.floor)..draft.hedge_first)
                .rev()
                .take_while(|at| view.token(*at).is_some_and(Token::is_word))
                .any(|at| view.cue(at, "bodies").is_some())
    }

    /// "the bodies of two men, six women and a girl were brought up": whether a list goes on that a word for bodies opens.
    pub(super) fn are_listed_bodies(&self, draft: &Draft, head: &[Draft]) -> bool {
        const FIGURES: usize = 6;
        const NEAR: usize = 3;
        let view = self.view;
        let mut next = draft;
        for before in head.iter().rev().take(FIGURES).take_while(|before| before.figure.kind == Kind::Count) {
            if !is_next_in_list(view, before, next) {
                return false;
            }
            let opens = |at: usize| view.cue(at, "bodies").is_some();
            if (before.hedge_first.saturating_sub(NEAR)..before.hedge_first).any(opens) {
                return true;
            }
            next = before;
        }
        false
    }

    /// "returned the bodies of 1,212 soldiers": what was done with the dead whom a word for bodies tells.
    pub(super) fn bodies_returned(&self, bodies: &Told, draft: &Draft) -> Option<Told> {
        self.view.cue(bodies.at, "bodies")?;
        let told = self.outcome_before(bodies.at, draft.figure.category.as_deref())?;
        (told.name == outcomes::REPATRIATED).then_some(Told { is_close: true, ..told })
    }
}

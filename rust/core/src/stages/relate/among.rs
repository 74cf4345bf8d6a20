//! Parts of those whom the words name again by what happened to them or by what they are: "among the dead are three children".
//!
//! An amount and the figures before it come in, the whole that is named goes out. Knows no verbs.

use compact_str::CompactString;

use super::carry::{SOME_OF, counts_before, ends_between};
use super::outcome::Told;
use super::part::{fitting, is_fewer};
use super::{Relating, end_of_label};
use crate::draft::{Draft, each_pair, of_id};
use crate::figure::{Figure, Kind};
use crate::lexicon::{Role, Roles, TELLING};
use crate::library::{categories, is_person, outcomes};
use crate::stages::read::View;
use crate::token::Token;

/// Who is named behind words for "among the".
enum Named {
    Outcome(CompactString),
    Category(CompactString),
}

impl Relating<'_, '_> {
    /// "87 of the drones": some of those counted before, which the words name again.
    pub(super) fn some_of_those(&self, draft: &mut Draft, head: &[Draft], from: usize) -> bool {
        let view = self.view;
        let named = |role| {
            let link = view.lexicon.longest(view.tokens, from, Roles::of(role))?;
            let grammar = Roles::any(&[Role::Definite, Role::Function]);
            // "87 z tych dronów": a word that points at them.
            let is_small = |at: &usize| {
                view.roles_at(*at).meets(grammar)
                    && !view.roles_at(*at).has(Role::Place)
                    && view.lexicon.longest(view.tokens, *at, TELLING.or(Roles::of(Role::Category))).is_none()
            };
            let first = link.end + (link.end..link.end + 2).take_while(is_small).count();
            Some((link, self.label(first).filter(|_| link.end < self.ceiling)?))
        };
        let Some((link, label)) = named(Role::OutOf).or_else(|| named(Role::PartOf)) else { return false };
        // "30 of whom were killed": a verb.
        let own = view.lexicon.longest(view.tokens, from, Roles::of(Role::PartOf)).map_or(from, |own| own.end);
        let names = Roles::any(&[Role::Category, Role::Outcome, Role::OutcomeNoun]);
        let is_pronoun = own > from && own >= link.end && !view.roles_at(own - 1).meets(names);
        if label.category.is_none()
            && is_pronoun
            && view.lexicon.longest(view.tokens, own, Roles::of(Role::Passive)).is_some()
        {
            return false;
        }
        let name = label.category.and_then(|node| view.lexicon.name(node, Role::Category)).cloned();
        let outcome = label.outcome.and_then(|node| self.outcome_name(node)).cloned();
        let are_victims =
            name.is_none() && label.outcome.is_some_and(|node| view.lexicon.roles(node).has(Role::OutcomeNoun));
        // "38 ударних безпілотників ... 28 з цих безпілотників": the same noun, though it was told of what sort they are.
        let noun = view.text_of(label.first, label.end);
        let is_same_noun = |whole: &Draft| {
            let whole = whole.figure.label.and_then(|span| view.text.get(span.start as usize..span.end as usize));
            whole.zip(noun).is_some_and(|(whole, noun)| whole.ends_with(noun))
        };
        let is_larger = |whole: &&Draft| is_fewer(&draft.figure, &whole.figure);
        let whole = counts_before(view, head, draft, true).filter(is_larger).find(|whole| match (&name, &outcome) {
            (Some(name), _) => whole.figure.category.as_ref() == Some(name) || is_same_noun(whole),
            (None, Some(outcome)) => whole.figure.outcome.as_ref() == Some(outcome),
            (None, None) => false,
        });
        // "Three of the suspects": the words name them again and the lexicon knows who they are.
        let is_definite =
            [link.end.saturating_sub(1), link.end].iter().any(|at| view.roles_at(*at).has(Role::Definite));
        // "două dintre rachete": words that say nothing else need no article.
        let others = Roles::any(&[Role::DateOf, Role::LabelLink, Role::Place, Role::Agent, Role::Definite]);
        let is_definite = is_definite
            || view.lexicon.roles(link.node).has(Role::OutOf)
                && link.end == from + 1
                && !view.roles_at(from).meets(others);
        let is_named = is_definite && name.is_some() || are_victims;
        // "33 de los cuales han muerto": a verb, and no victims who are named again.
        if whole.is_none() && (!is_named || is_pronoun && name.is_none()) {
            return false;
        }
        draft.figure.kind = Kind::Count;
        draft.figure.label = self.span(label.first, label.end);
        // "cinco delas em estado grave": how they are, and not who.
        let is_state = is_pronoun && name.is_none();
        draft.figure.category = name.or_else(|| are_victims.then(|| categories::PERSON.into()));
        if let Some(whole) = whole {
            draft.figure.part_of = Some(whole.id);
            if is_state {
                draft.take_label(&whole.figure);
            }
            if draft.figure.category.is_none() {
                draft.figure.category.clone_from(&whole.figure.category);
            }
            draft.figure.side.clone_from(&whole.figure.side);
        }
        if draft.figure.category.as_deref() == Some(categories::PERSON)
            && let Some(narrower) = self.said_to_be(label.end)
        {
            draft.figure.category = Some(narrower);
        }
        let told = self.outcome_near(draft.hedge_first, label.end, draft.figure.category.as_deref());
        let told = told.map(|told| self.undeny(draft, told));
        // "One of the wounded died": the verb says more than the noun.
        let is_more = |told: &Told| are_victims && told.at >= label.end && told.name == outcomes::KILLED;
        let noun = outcome.filter(|_| !told.as_ref().is_some_and(is_more));
        draft.figure.outcome = noun.or_else(|| told.map(|told| told.name));
        true
    }

    /// "Of the 31 victims, 12 were children": some of those that the clause was opened with, whom a noun behind a verb of being names.
    pub(super) fn are_some(&self, draft: &mut Draft, head: &[Draft], from: usize) -> bool {
        const VERBS: usize = 2;
        let view = self.view;
        if !view.may_have(SOME_OF) {
            return false;
        }
        let is_whole = |whole: &&Draft| {
            whole.figure.kind == Kind::Count
                && is_fewer(&draft.figure, &whole.figure)
                && self.is_opened_by_of(whole)
                && !ends_between(view, whole.end, draft.hedge_first)
        };
        // "12 were children and 9 were women": the next of them.
        let last = head.last();
        let of_last = last.and_then(|last| of_id(head, last.figure.part_of, 3));
        let Some(whole) = of_last.or(last).filter(is_whole) else { return false };
        // "konnten vier das Krankenhaus verlassen": nor an article.
        let no_verb = Roles::any(&[
            Role::Place,
            Role::And,
            Role::DateOf,
            Role::LabelLink,
            Role::PartOf,
            Role::Definite,
            Role::OneArticle,
        ]);
        let is_verb = |at: &usize| {
            view.token(*at).is_some_and(Token::is_word_on_line)
                && view.roles_at(*at).has(Role::Function)
                && !view.roles_at(*at).meets(no_verb)
        };
        let verbs = (from..(from + VERBS).min(self.ceiling)).take_while(is_verb).count();
        let noun = view.lexicon.longest(view.tokens, from + verbs, Roles::of(Role::Category));
        let Some(noun) = noun.filter(|noun| verbs > 0 && noun.end <= self.ceiling) else { return false };
        draft.figure.kind = Kind::Count;
        draft.figure.label = self.span(from + verbs, noun.end);
        draft.figure.category = view.lexicon.name(noun.node, Role::Category).cloned();
        draft.figure.part_of = Some(whole.id);
        draft.figure.outcome = fitting(whole.figure.outcome.as_ref(), draft);
        draft.figure.side.clone_from(&whole.figure.side);
        true
    }

    /// "Among the dead are three children", "Of the dead, 43 were in the port": makes the amount a part of those who are named, and
    /// tells of it what happened to them; whether they had been counted.
    pub(super) fn part_of_named(&self, draft: &mut Draft, head: &[Draft]) -> bool {
        const FIGURES: usize = 8;
        let view = self.view;
        if head.is_empty() || !view.may_have(Roles::any(&[Role::PartOf, Role::OutOf, Role::Cue])) {
            return false;
        }
        let named = self.named_before(draft.hedge_first).or_else(|| self.named_behind(draft));
        let Some(named) = named else { return false };
        let is_whole = |whole: &&Draft| {
            whole.figure.kind == Kind::Count
                && whole.figure.part_of.is_none()
                && whole.figure.counts(is_person)
                && is_fewer(&draft.figure, &whole.figure)
                && fits(&named, &whole.figure)
        };
        let is_people = draft.figure.category.as_deref().is_none_or(is_person);
        let Some(whole) = head.iter().rev().take(FIGURES).find(is_whole).filter(|_| is_people) else { return false };
        if draft.figure.kind == Kind::Number {
            let next = view.token(draft.after()).filter(|word| word.is_word_on_line());
            if next.is_some() && !view.roles_at(draft.after()).has(Role::Function) {
                return false;
            }
            draft.take_noun(&whole.figure);
        }
        draft.figure.part_of = Some(whole.id);
        if draft.figure.category.is_none() || draft.is_any_person {
            draft.figure.category.clone_from(&whole.figure.category);
        }
        draft.take_side(&whole.figure);
        let is_open = draft.figure.outcome.as_deref().is_none_or(|told| told == outcomes::KILLED_OR_WOUNDED);
        if is_open && matches!(named, Named::Outcome(_)) {
            draft.figure.outcome.clone_from(&whole.figure.outcome);
        }
        true
    }

    /// "Of the 212 sailors, 64 survived": whether a count opens its clause with "of".
    pub(super) fn is_opened_by_of(&self, whole: &Draft) -> bool {
        self.is_opened_by(whole, SOME_OF)
    }

    /// Whether a count opens its clause with a word of `some_of`.
    pub(super) fn is_opened_by(&self, whole: &Draft, some_of: Roles) -> bool {
        let view = self.view;
        if !view.may_have(some_of) {
            return false;
        }
        let is_definite = |at: usize| view.roles_at(at).has(Role::Definite);
        // "Of the remaining 147 fires"
        let rest = view.lexicon.longest_before(view.tokens, whole.hedge_first, Roles::of(Role::Others));
        let last = rest.map_or(whole.hedge_first, |(first, _)| first);
        let end = last - usize::from(last.checked_sub(1).is_some_and(is_definite));
        let opener = [whole.hedge_first, last, end]
            .into_iter()
            .find_map(|end| view.lexicon.longest_before(view.tokens, end, some_of).map(|(first, _)| first))
            .or_else(|| view.cue_before(whole.hedge_first, "among"));
        opener.is_some_and(|first| {
            view.token(first).is_some_and(|token| !token.is_on_line())
                || view.before(first).is_none_or(|mark| !mark.is_word() && !mark.is_digits())
        })
    }

    /// Whether a word that takes some out of all stands before the amount at token `first`.
    pub(super) fn opens_with_of(&self, first: usize) -> bool {
        let view = self.view;
        let is_definite = first.checked_sub(1).is_some_and(|before| view.roles_at(before).has(Role::Definite));
        let mut ends = [first, first - usize::from(is_definite)].into_iter();
        ends.any(|end| view.lexicon.longest_before(view.tokens, end, Roles::of(Role::OutOf)).is_some())
    }

    /// "Altre quattro": whether a word for others right before an amount goes on with people of whom the sentence before told.
    pub(super) fn opens_others(&self, draft: &Draft, before: &Draft) -> bool {
        let view = self.view;
        before.figure.counts(is_person)
            && is_fewer(&draft.figure, &before.figure)
            && view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::Others)).is_some()
            && self.is_bare(draft)
    }

    /// Who the words before token `end` say that the amount is among, in its sentence.
    fn named_before(&self, end: usize) -> Option<Named> {
        const NEAR: usize = 9;
        let view = self.view;
        let is_stop = |mark: &Token| mark.ends_clause();
        for at in (end.saturating_sub(NEAR).max(self.floor)..end).rev() {
            let token = view.token(at)?;
            if is_stop(token) {
                return None;
            }
            // "12 of the dead were women and three were children": those words speak of the figure before.
            let is_of_last = at == self.floor && at > 0 && view.roles_at(end - 1).has(Role::And);
            let part = view.lexicon.longest(view.tokens, at, Roles::of(Role::PartOf));
            let part = part.filter(|part| part.end <= end && !is_of_last);
            if let Some(part) = part {
                // "unter den Toten": the phrase itself names them.
                let inner =
                    view.lexicon.longest_before(view.tokens, part.end, TELLING).filter(|(first, _)| *first > at);
                return Some(Named::Outcome(self.outcome_name(inner?.1.node)?.clone()));
            }
            let opens = || !token.is_on_line() || view.before(at).is_none_or(|mark| is_stop(mark) || mark.is_mark(','));
            let open = view.cue(at, "among").or_else(|| self.opens_of(at).filter(|_| opens()));
            if let Some(noun) = open.filter(|noun| *noun < end) {
                return self.named_at(noun, end);
            }
            if !token.is_on_line() {
                return None;
            }
        }
        None
    }

    /// "Four children, aged 3 to 11, were among the dead": who the words behind the amount say that those counted are among.
    fn named_behind(&self, draft: &Draft) -> Option<Named> {
        const NEAR: usize = 10;
        let view = self.view;
        draft.figure.category.as_deref().filter(|category| is_person(category))?;
        let end = end_of_label(view, draft);
        let is_comma = view.token(end).is_some_and(|mark| mark.is_mark(','));
        let from = if is_comma { self.end_of_apposition(end)? } else { end };
        for at in from..(from + NEAR).min(self.far) {
            let token = view.token(at).filter(|token| token.is_on_line() && (token.is_word() || token.is_digits()))?;
            // "de entre 3 y 11 años": of two numbers, and no clause of its own.
            let goes_on = token.word.roles.has(Role::And) && !view.token(at + 1).is_some_and(Token::is_digits);
            if goes_on {
                return None;
            }
            if at > from
                && let Some(noun) = view.cue(at, "among")
            {
                return self.named_at(noun, self.far).filter(|named| matches!(named, Named::Outcome(_)));
            }
            let part = view.lexicon.longest(view.tokens, at, Roles::of(Role::PartOf)).filter(|_| at > from);
            if let Some(part) = part {
                let inner = view.lexicon.longest_before(view.tokens, part.end, TELLING);
                let (_, inner) = inner.filter(|(first, _)| *first > at)?;
                return Some(Named::Outcome(self.outcome_name(inner.node)?.clone()));
            }
        }
        None
    }

    /// Where a word for "of" and its article at token `at` end.
    fn opens_of(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let of = view.lexicon.longest(view.tokens, at, Roles::of(Role::OutOf))?;
        Some(of.end + usize::from(view.roles_at(of.end).has(Role::Definite)))
    }

    fn named_at(&self, noun: usize, end: usize) -> Option<Named> {
        let view = self.view;
        if let Some(told) = view.lexicon.longest(view.tokens, noun, TELLING).filter(|told| told.end <= end) {
            return self.outcome_name(told.node).cloned().map(Named::Outcome);
        }
        let class =
            view.lexicon.longest(view.tokens, noun, Roles::of(Role::Category)).filter(|class| class.end <= end)?;
        view.lexicon
            .name(class.node, Role::Category)
            .filter(|name| is_person(name) && *name != categories::PERSON)
            .cloned()
            .map(Named::Category)
    }
}

/// "3 children among 12 killed", "Two women were among the 14 dead": people counted before a word for "among" are some of those whose number
/// stands behind it.
pub(super) fn parts_among(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 4;
    each_pair(drafts, |part, whole| {
        let are_people = |figure: &Figure| figure.kind == Kind::Count && figure.counts(is_person);
        let is_open = are_people(&part.figure)
            && are_people(&whole.figure)
            && part.figure.part_of.is_none()
            && whole.figure.outcome.is_some()
            && is_fewer(&part.figure, &whole.figure);
        if !is_open {
            return;
        }
        let Some(among) = view.cue_before(whole.hedge_first, "among") else { return };
        let between = end_of_label(view, part)..among;
        let goes_on =
            |at: usize| view.token(at).is_some_and(Token::is_word_on_line) && !view.roles_at(at).has(Role::And);
        if between.start <= among && between.len() <= NEAR && between.clone().all(goes_on) {
            part.figure.part_of = Some(whole.id);
            if part.figure.outcome.is_none() {
                part.figure.outcome.clone_from(&whole.figure.outcome);
                part.figure.side = part.figure.side.take().or_else(|| whole.figure.side.clone());
            }
        }
    });
}

/// Whether a count is of those who are named; victims may be the dead, or the dead and the wounded.
fn fits(named: &Named, whole: &Figure) -> bool {
    match named {
        Named::Category(name) => whole.category.as_ref() == Some(name),
        Named::Outcome(name) => {
            let told = whole.outcome.as_deref();
            told == Some(name.as_str())
                || name == outcomes::KILLED_OR_WOUNDED && told == Some(outcomes::KILLED)
                || name == outcomes::KILLED && told == Some(outcomes::KILLED_OR_WOUNDED)
        }
    }
}

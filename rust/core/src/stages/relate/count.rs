//! What an amount counts and what happened to it: its label first, then the clause around it.
//!
//! An amount and the figures before it come in; label, category, outcome and side go out.

use super::label::{Label, past_quotation_mark};
use super::{Relating, end_of_label};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Flag, Kind, Relation};
use crate::lexicon::{Role, Roles, TELLING};
use crate::library::{categories, is_event, is_fighter, is_person, is_thing, outcomes};
use crate::stages::compose::hedge_after;
use crate::stages::read::View;
use crate::token::Token;

impl Relating<'_, '_> {
    /// Makes a number a count of what its noun, its clause or the figures before it say; without any of them it stays a number.
    pub(super) fn count(&mut self, draft: &mut Draft, head: &[Draft]) {
        let view = self.view;
        // "Of the 140 evacuated residents 90 went back": who they all are is not what came of some.
        if let Some(whole) = head.last().filter(|whole| whole.figure.kind == Kind::Count && self.is_opened_by_of(whole))
        {
            self.since = self.since.max(end_of_label(view, whole)).min(draft.hedge_first);
        }
        if self.is_named_again(draft, head) {
            return;
        }
        // Nobody is counted in parts: "magnitude 6.2 hit the island".
        let is_whole = draft.figure.value.is_none_or(|value| value.is_whole() || in_thousands(draft).is_some());
        if is_whole && self.are_in_condition(draft, head) {
            return;
        }
        let noun_first = self.noun_first(draft);
        let (from, label) = match noun_first {
            Some(_) => (draft.after(), None),
            None => self.noun_of(draft, is_whole),
        };
        let label = label.as_ref();
        if is_whole && label.is_none_or(|label| label.category.is_none()) && self.are_hurt_badly(draft, head, from) {
            return;
        }
        let end = if let Some(noun) = &noun_first {
            self.name(draft, noun);
            self.hedge_behind(draft, from)
        } else if let Some(label) = label {
            self.name(draft, label);
            self.hedge_behind(draft, past_quotation_mark(view, label.end))
        } else {
            let end = draft.after();
            if self.without_noun(draft, head, from, is_whole) {
                group_people(draft);
                return;
            }
            self.past_counter(draft, end)
        };
        self.tell(draft, head, label, end);
        self.tell_by_verb(draft, label);
        self.tell_by_noun(draft, head, label);
        self.take_for_people(draft, head, noun_first.as_ref().or(label));
        self.who_suffered(draft, end);
        group_people(draft);
        lose_below_nought(draft);
        if let Some(label) = label {
            self.rank(draft, head, label);
        }
        self.take_side(draft, end);
        if draft.figure.outcome.as_deref() == Some(outcomes::LOSSES)
            && let Some(told) = self.told_apart(end)
        {
            draft.figure.outcome = Some(told);
        }
        self.leave_out(draft, label, end);
        group_thousands(view, draft, label);
        if draft.figure.label.is_some() || draft.figure.category.is_some() || draft.figure.outcome.is_some() {
            draft.figure.kind = Kind::Count;
        } else if !(is_whole && self.take_split(draft)) {
            self.by_counter(draft, head);
        }
    }

    /// "Watu 12", "watu wengine 12": what is counted, where the language says it right before the number.
    fn noun_first(&self, draft: &Draft) -> Option<Label> {
        let (view, lexicon) = (self.view, self.view.lexicon);
        let number = view.token(draft.first).filter(|number| lexicon.switches.noun_first && number.is_on_line())?;
        let before = |end, roles| {
            lexicon.longest_before(view.tokens, end, roles).filter(|(at, _)| *at >= self.floor && number.is_on_line())
        };
        let end = before(draft.first, Roles::of(Role::Others)).map_or(draft.first, |(others, _)| others);
        let nouns = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        let Some((first, noun)) = before(end, nouns) else {
            let thing = end.checked_sub(1).filter(|thing| *thing >= self.floor)?;
            let is_known = ["things", "votes", "animals"].iter().any(|key| view.cue(thing, key) == Some(end));
            return is_known.then(|| Label { first: thing, end, ..Label::default() });
        };
        let is = |role| lexicon.roles(noun.node).has(role).then_some(noun.node);
        Some(Label { first, end, category: is(Role::Category), outcome: is(Role::OutcomeNoun), side: None })
    }

    /// Takes what the label itself says.
    fn name(&self, draft: &mut Draft, label: &Label) {
        let (view, lexicon) = (self.view, self.view.lexicon);
        draft.figure.label = self.span(label.first, label.end);
        draft.figure.category = label.category.and_then(|node| lexicon.name(node, Role::Category)).cloned();
        let is_thing = view.thing(label.first) == Some(label.end);
        let own = label.outcome.filter(|_| !is_thing);
        draft.figure.outcome = own.and_then(|node| self.outcome_name(node)).cloned();
        draft.figure.side = label.side.and_then(|node| lexicon.name(node, Role::Side)).cloned();
        self.who_before(draft, label);
    }

    /// Looks for what a number without noun counts; true where nothing more is to be told of it.
    fn without_noun(&self, draft: &mut Draft, head: &[Draft], from: usize, is_whole: bool) -> bool {
        let view = self.view;
        if view.lexicon.per_character() {
            // A counter stands behind the number, and what is counted before it.
            self.subject(draft, head);
            if draft.figure.label.is_none() && !self.people_alone(draft, head) {
                if self.counts_otherwise(draft, head) {
                    self.people_by_counter(draft);
                } else {
                    self.left_out(draft, head, from);
                }
            }
        } else if is_whole && self.are_cases(head, from) {
            draft.figure.label = self.span(from, from + 1);
            draft.figure.category = Some(categories::PERSON.into());
            draft.figure.outcome = Some(outcomes::INFECTED.into());
        } else if is_whole && self.are_some(draft, head, from)
            || self.difference(draft, head, from)
            || self.is_some_of(draft, from) && self.some_of_those(draft, head, from)
        {
            return true;
        } else if !(self.is_before_quoted(from)
            || is_whole && (self.left_out(draft, head, from) || self.is_rest_of(draft, head))
            || self.is_some_of(draft, from))
        {
            self.subject(draft, head);
            if draft.is_any_person && draft.figure.relation != Relation::Vague {
                self.narrow(draft, head);
            }
        } else {
            self.noun_before_dashes(draft);
        }
        false
    }

    /// "Больше всего дронов — шесть — сбили": a number between two dashes counts the noun before them.
    fn noun_before_dashes(&self, draft: &mut Draft) {
        let view = self.view;
        let dash = |at: usize| view.token(at).is_some_and(|mark| mark.is_on_line() && mark.is_spaced_dash());
        let open = draft.hedge_first.checked_sub(1).filter(|open| *open > self.floor && dash(*open));
        let Some(open) = open.filter(|_| draft.figure.category.is_none() && dash(draft.after())) else { return };
        let Some((first, noun)) = view.lexicon.longest_before(view.tokens, open, Roles::of(Role::Category)) else {
            return;
        };
        draft.figure.label = self.span(first, noun.end);
        draft.figure.category = view.lexicon.name(noun.node, Role::Category).cloned();
    }

    /// Takes what is counted for people where a people's name or what happened says so.
    fn take_for_people(&self, draft: &mut Draft, head: &[Draft], label: Option<&Label>) {
        let (view, lexicon) = (self.view, self.view.lexicon);
        // "5 Palestinians were killed", "130 000 Moldaves ont voté": a people's name alone counts its people.
        if draft.figure.category.is_none() && label.is_some_and(|label| self.is_people(label)) {
            draft.figure.category = Some(categories::PERSON.into());
            draft.is_any_person = true;
        }
        let are_infected = draft.figure.outcome.as_deref() == Some(outcomes::INFECTED);
        // People are counted where the outcome is one that people have and nothing narrower is said.
        if draft.figure.category.is_none()
            && label.is_some_and(|label| {
                let noun = || lexicon.longest(view.tokens, label.first, Roles::of(Role::OutcomeNoun)).is_some();
                label.outcome.is_some_and(|node| lexicon.roles(node).has(Role::OutcomeNoun) || noun() || are_infected)
            })
        {
            draft.figure.category = Some(categories::PERSON.into());
            draft.is_any_person = true;
            let is_told_alone = label.is_some_and(|label| {
                let told = lexicon.longest(view.tokens, label.first, TELLING);
                told.is_some_and(|told| told.end == label.end)
            });
            if is_told_alone {
                self.narrow(draft, head);
            }
        }
    }

    /// Takes the side that what is said of it, or the words before it, name.
    fn take_side(&self, draft: &mut Draft, end: usize) {
        let lexicon = self.view.lexicon;
        if draft.figure.side.is_none() && draft.figure.outcome.is_some() {
            draft.figure.side = self
                .side_of_owner(draft.hedge_first)
                .or_else(|| self.side_of_state(end))
                .and_then(|node| lexicon.name(node, Role::Side))
                .cloned();
        }
        if draft.figure.side.is_none() {
            draft.figure.side = self.side_before(draft);
        }
    }

    /// Leaves out what animals, and events as such, do not have.
    fn leave_out(&self, draft: &mut Draft, label: Option<&Label>, end: usize) {
        if self.are_animals(label) && draft.figure.category.take().is_some() {
            (draft.figure.outcome, draft.figure.side) = (None, None);
        }
        // Clashes and strikes are nobody's.
        if draft.figure.counts(is_event) {
            draft.figure.side = None;
            // "20 ударов ножом": blows and shots of other sorts.
            if self.view.cue(end, "by_hand").is_some() {
                draft.figure.category = None;
            }
        }
    }

    /// "56 people at least were killed": a hedge behind the label; where the clause goes on behind it.
    fn hedge_behind(&self, draft: &mut Draft, end: usize) -> usize {
        let (Relation::Exact | Relation::Approx, Some(value)) = (draft.figure.relation, draft.figure.value) else {
            return end;
        };
        // "34'ünün Bryansk üzerinde": over a place and not over a number.
        let is_name = end > draft.after()
            && draft.figure.category.is_none()
            && self.view.before(end).is_some_and(|word| word.is_capital);
        if end < self.ceiling
            && !is_name
            && let Some((behind, relation, false)) = hedge_after(self.view, end)
        {
            draft.state(value, relation);
            return behind;
        }
        end
    }
}

/// "10,675 elementos", "4,500 dosis": things are not counted in thousandths; 4.800점 are points.
fn group_thousands(view: &View, draft: &mut Draft, label: Option<&Label>) {
    let touches = view.token(draft.end).is_some_and(Token::is_joined);
    let is_behind = label.is_some_and(|label| !touches && label.first >= draft.end);
    if let Some(value) = in_thousands(draft).filter(|_| is_behind) {
        draft.state(value, draft.figure.relation);
    }
}

/// "1,055 murieron y 5,184 resultaron heridas": nor are people whose noun is left out or stands before.
fn group_people(draft: &mut Draft) {
    if let Some(value) = in_thousands(draft).filter(|_| draft.figure.counts(is_person)) {
        draft.state(value, draft.figure.relation);
    }
}

/// What three digits behind a mark that may group or open decimals come to where they are grouped.
pub(super) fn in_thousands(draft: &Draft) -> Option<Decimal> {
    let is_open = draft.figure.flags.contains(Flag::AmbiguousSeparator)
        && draft.number.is_some_and(|number| number.scale.is_none());
    // Three digits that were taken to group come to a thousand and more.
    let parts = draft.figure.value.filter(|value| is_open && *value < Decimal::from(1000))?;
    parts.checked_mul(Decimal::from(1000)).filter(|value| value.is_whole())
}

/// "Minus 1,050 occupiers": nobody counts less than none, they were lost.
fn lose_below_nought(draft: &mut Draft) {
    let is_of_war = |it: &str| is_fighter(it) || is_thing(it);
    let below = draft.figure.value.filter(|value| value.is_negative());
    if let Some(value) = below.filter(|_| draft.figure.counts(is_of_war)) {
        draft.state(value.negated(), draft.figure.relation);
        draft.figure.outcome.get_or_insert_with(|| outcomes::LOSSES.into());
    }
}

//! Words of losses in news of other things: "released 12 albums", "lost three seats", "captured four million viewers".
//!
//! A figure with its label and what the clause tells of it come in, whether that is no loss goes out.

use compact_str::CompactString;

use super::Relating;
use super::carry::counts_before;
use super::label::Label;
use super::outcome::Told;
use super::part::is_fewer;
use crate::draft::Draft;
use crate::lexicon::{Role, Roles, TELLING, UP_OR_DOWN};
use crate::library::{
    alone, can_happen, categories, closes, hits, is_at_work, is_everyday, is_fighter, is_of_people, is_person,
    is_thing, outcomes, said_of,
};
use crate::token::Token;

/// Whether people of the class are killed or leave, and are no losses.
fn is_lost_otherwise(category: &str) -> bool {
    is_person(category) && !is_fighter(category)
}

impl Relating<'_, '_> {
    /// "215 drones attacked, 173 were neutralised": what a word that is said of people and things alike says of the things counted last.
    pub(super) fn said_of_last(&self, node: u32, draft: &Draft, head: &[Draft]) -> Option<CompactString> {
        let lexicon = self.view.lexicon;
        lexicon.name(node, Role::Cue).filter(|key| *key == "everyday")?;
        let outcome = self.outcome_name(node).filter(|_| self.view.cue(draft.first, "of_people").is_none())?;
        let last = counts_before(self.view, head, draft, false).next()?;
        let category = last.figure.category.as_deref().filter(|it| is_thing(it) && !can_happen(outcome, it))?;
        is_fewer(&draft.figure, &last.figure).then(|| said_of(outcome, category)).flatten().map(Into::into)
    }

    /// Whether what is told of a count is told in another sense than of losses.
    pub(super) fn is_other_news(&self, draft: &Draft, told: &Told, label: Option<&Label>) -> bool {
        let view = self.view;
        if self.are_animals(label) {
            return is_of_people(&told.name);
        }
        // "Die Zahl der Arbeitslosen sank um 44.000": the verb tells the change.
        let measures = view.lexicon.longest(view.tokens, told.at, UP_OR_DOWN);
        if measures.is_some_and(|change| change.end > told.at + 1 && change.end <= draft.first) {
            return true;
        }
        // "um 300 auf 4.500 gesunken": what sinks is a number, not a ship.
        if told.name == outcomes::DESTROYED
            && label.is_none()
            && draft.figure.category.is_none()
            && view.roles_at(told.at).has(Role::Change)
        {
            return true;
        }
        // "sentenced 37 people to death": nobody died yet.
        let from = draft.hedge_first.saturating_sub(4).max(self.floor);
        if told.name == outcomes::KILLED
            && told.at > draft.first
            && view
                .lexicon
                .longest(view.tokens, told.at, TELLING)
                .is_some_and(|it| view.lexicon.roles(it.node).has(Role::OutcomeNoun))
            && (from..draft.hedge_first).any(|at| view.cue(at, "condemns").is_some())
        {
            return true;
        }
        // Votes are things that may be set against others, and so are points.
        let is_thing = |at| ["votes", "points"].iter().any(|key| view.cue(at, key).is_some());
        let is_said = |at, key| view.cue(at, key).is_some() || key == "things" && is_thing(at);
        let names = |key| label.is_some_and(|label| (label.first..label.end).any(|at| is_said(at, key)));
        let phrase = view.lexicon.longest(view.tokens, told.at, TELLING);
        // A word that ends the phrase that tells it: "do aresztu trafiło".
        let is_its_end = phrase.is_some_and(|phrase| phrase.node != told.node);
        let is_cue = |key| {
            let cue = view.cue(told.at, key).filter(|_| !is_its_end);
            cue.is_some_and(|cue| phrase.is_none_or(|phrase| phrase.end <= cue))
        };
        // "Quatre suspects sont recherchés": those whom the police look for are not missed.
        if told.name == outcomes::MISSING && names("sought") {
            return true;
        }
        // "won before 60,000 fans and lost five": people who are told of before are not what was lost.
        if told.name == outcomes::LOSSES && label.is_none() && draft.figure.counts(is_lost_otherwise) {
            return true;
        }
        // "freed from captivity" says more than "freed".
        let is_one_word = !is_its_end && phrase.is_none_or(|phrase| phrase.end == told.at + 1);
        let dismisses = is_cue("dismisses");
        let category = draft.figure.category.as_deref();
        let is_unknown = category.is_none() && label.is_none_or(|label| label.side.is_none());
        if !(dismisses || is_one_word && is_everyday(&told.name) || is_cue("everyday")) {
            let is_of_things = matches!(
                told.name.as_str(),
                outcomes::DESTROYED | outcomes::DAMAGED | outcomes::ABANDONED | outcomes::AFFECTED
            );
            // Jobs are counted as those who work in them.
            return (is_unknown || category == Some(categories::WORKER)) && !is_of_things && names("things");
        }
        // "1,200 workers lost their jobs", "The plant has released 61 aircraft". "The fire was put out by 24 rescuers", with a word that
        // is said of enemies too; behind them it kills them.
        let may_be_work = told.name != outcomes::KILLED || told.at < draft.first;
        let is_at_work = category == Some(categories::WORKER) && dismisses
            || may_be_work && category.is_some_and(|category| is_at_work(&told.name, category));
        // "12 lawmakers objected": the word for an interception, and nobody was shot.
        // Schools that are "liquidated" are closed.
        let is_closed = category.is_some_and(closes);
        let are_fighters = category.is_some_and(is_fighter);
        let is_said_otherwise = !are_fighters
            && (is_of_people(&told.name) || is_closed)
            && phrase
                .filter(|_| is_cue("everyday"))
                .and_then(|phrase| self.outcome_name(phrase.node))
                .is_some_and(|own| *own != told.name);
        is_unknown && !names("of_war") && !names("bodies")
            || is_at_work
            || is_said_otherwise
            || names("things")
            || names("public")
    }

    /// "hastanede hayatını kaybetti": whether the words from `at` to `end` only tell where something else happened.
    pub(super) fn is_only_where(&self, at: usize, end: usize) -> bool {
        const NEAR: usize = 6;
        let view = self.view;
        if !view.lexicon.switches.verb_final || end >= self.far {
            return false;
        }
        let told = |at: usize| view.lexicon.longest(view.tokens, at, Roles::of(Role::Outcome));
        // "sei im Krankenhaus seinen Verletzungen erlegen"
        let is_in_hospital = || {
            told(at).and_then(|told| self.outcome_name(told.node)).is_some_and(|name| name == outcomes::HOSPITALISED)
        };
        let dies = |at: usize| {
            told(at).and_then(|told| self.outcome_name(told.node)).is_some_and(|name| name == outcomes::KILLED)
        };
        view.cue(at, "everyday") == Some(end) && told(end).is_some()
            || is_in_hospital()
                && (end..self.far.min(end + NEAR))
                    .take_while(|at| view.token(*at).is_some_and(Token::is_word_on_line))
                    .take_while(|at| !view.roles_at(*at).has(Role::And))
                    .any(dies)
    }

    /// "14 animals died": no people.
    pub(super) fn are_animals(&self, label: Option<&Label>) -> bool {
        label.is_some_and(|label| {
            label.category.is_none() && (label.first..label.end).any(|at| self.view.cue(at, "animals").is_some())
        })
    }
}

/// Whether the words tell what a weapon in flight did to others: it hits, and is not hurt.
pub(super) fn is_hit_by(outcome: &str, category: Option<&str>) -> bool {
    matches!(outcome, outcomes::DAMAGED | outcomes::AFFECTED | outcomes::WOUNDED) && category.is_some_and(hits)
}

/// Gives a count what the clause tells of it. What happens to people alone is told of people, whatever their name, where it stands
/// close, and else of nobody; what is said of many things in other senses too is not told of an unknown one.
pub(super) fn tell_unknown(draft: &mut Draft, told: Told, is_of_war: bool) {
    if draft.figure.category.is_none() {
        let is_vague = match told.name.as_str() {
            outcomes::AFFECTED => told.at < draft.first,
            outcomes::LAUNCHED => told.at > draft.first,
            outcomes::SHOT_DOWN => !is_of_war,
            name => name == outcomes::LOSSES,
        };
        if is_vague || is_of_people(&told.name) && !told.is_close {
            return;
        }
        // "знешкоджено вісім мін": of things of war, what is said of people too.
        if is_of_people(&told.name) && is_of_war {
            draft.figure.outcome = Some(outcomes::DESTROYED.into());
            return;
        }
        if is_of_people(&told.name) {
            draft.figure.category = alone(&told.name).map(Into::into);
        }
    }
    draft.figure.outcome = Some(told.name);
}

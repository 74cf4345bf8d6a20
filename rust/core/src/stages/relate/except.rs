//! What is told of some and not of others: "all but two survived", "eleven were convicted and two acquitted".
//!
//! Related figures come in; of those left out nothing is told any more.

use super::split::is_instrument;
use super::{Relating, end_of_label};
use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::library::{is_thing, outcomes};
use crate::stages::read::View;
use crate::token::Token;

/// "All but two of the 45 passengers survived": what the clause tells happened to the others.
pub(super) fn except(view: &View, drafts: &mut [Draft]) {
    if !view.may_have(Roles::of(Role::Cue)) {
        return;
    }
    for draft in drafts {
        let is_told = draft.figure.kind == Kind::Count && draft.figure.outcome.is_some();
        if is_told && view.cue_before(draft.hedge_first, "excepted").is_some() {
            draft.figure.outcome = None;
        }
    }
}

/// Words of grammar that are no part of a verb.
const ENDING: Roles = Roles::any(&[Role::Place, Role::And, Role::DateOf, Role::LabelLink, Role::PartOf]);

impl Relating<'_, '_> {
    /// "Eleven men were convicted and two acquitted": whether one participle closes what is told of those before, so that the
    /// next ones behind "and" are none of them.
    pub(super) fn was_told_of(&self, before: &Draft, draft: &Draft) -> bool {
        const VERBS: usize = 3;
        let view = self.view;
        let end = end_of_label(view, before);
        let is_word = |at: usize| view.token(at).is_some_and(Token::is_word_on_line);
        // "ont été jugés": of the words that make the verb one at least says that it is passive.
        let is_auxiliary = |at: &usize| {
            let roles = view.roles_at(*at);
            is_word(*at) && (roles.has(Role::Passive) || roles.has(Role::Function) && !roles.meets(ENDING))
        };
        let told = end + (end..end + VERBS).take_while(is_auxiliary).count();
        let is_passive = (end..told).any(|at| view.roles_at(at).has(Role::Passive));
        // "sentenced four men and acquitted two": a verb of its own behind "and".
        let verb = view.lexicon.longest(view.tokens, end + 1, Roles::of(Role::Outcome));
        if view.roles_at(end).has(Role::And) && verb.is_some_and(|verb| verb.end == draft.hedge_first) {
            return is_word(end);
        }
        let others = Roles::any(&[Role::Function, Role::Place, Role::Category, Role::And]);
        is_passive
            && told + 2 == draft.hedge_first
            && is_word(told)
            && !view.roles_at(told).meets(others)
            && view.token(told + 1).is_some_and(Token::is_on_line)
            && view.roles_at(told + 1).has(Role::And)
    }

    /// "sono stati soccorsi da tre motovedette": whether things behind the word at `first - 1` did what a passive verb tells.
    pub(super) fn is_done_by(&self, first: usize, category: Option<&str>) -> bool {
        let view = self.view;
        let Some((begin, verb)) = view.lexicon.longest_before(view.tokens, first - 1, Roles::of(Role::Outcome)) else {
            return false;
        };
        // Of what flies and shoots a launch or a hit may be told, but it saves and kills others.
        let is_deed = || {
            self.outcome_name(verb.node).is_some_and(|told| {
                matches!(
                    told.as_str(),
                    outcomes::RESCUED
                        | outcomes::EVACUATED
                        | outcomes::KILLED
                        | outcomes::WOUNDED
                        | outcomes::DESTROYED
                )
            })
        };
        category.is_some_and(is_thing)
            && (!is_instrument(category) || is_deed())
            && begin.checked_sub(1).is_some_and(|at| view.roles_at(at).has(Role::Passive))
    }
}

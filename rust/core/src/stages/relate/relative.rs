//! What happened to things as a participle or a clause behind a comma tells it.
//!
//! The end of a label and what it counts come in, an outcome goes out.

use super::Relating;
use super::outcome::Told;
use crate::lexicon::{Role, Roles, TELLING};
use crate::library::{can_happen, is_person, outcomes};
use crate::token::Token;

impl Relating<'_, '_> {
    /// "the names of 111,387 soldiers, killed in the war": a participle behind a comma that opens no list.
    pub(super) fn outcome_of_participle(&self, comma: usize, category: Option<&str>) -> Option<Told> {
        let view = self.view;
        let on_line = |at: usize| view.token(at).filter(|token| token.is_on_line());
        on_line(comma).filter(|mark| mark.is_mark(','))?;
        if let Some(told) = self.launched_behind(comma, category?).or_else(|| self.suffered_behind(comma, category?)) {
            return Some(told);
        }
        let at = comma + 1;
        let phrase =
            view.lexicon.longest(view.tokens, at, Roles::of(Role::Outcome)).filter(|_| on_line(at).is_some())?;
        // "14 человек, пострадавших от наводнения": where, by what or why.
        // "без света из-за непогоды" is no participle.
        let may_say_why = is_person(category?) && !view.roles_at(at).has(Role::Function);
        let is_place = view.roles_at(phrase.end).has(Role::Place);
        let says_why = || view.roles_at(phrase.end).has(Role::Agent) || view.cue(phrase.end, "because").is_some();
        let goes_on = on_line(phrase.end).is_some() && (is_place || may_say_why && says_why());
        let name = self.suited(phrase.node, Some(category?), false).filter(|_| goes_on && phrase.end < self.ceiling)?;
        Some(Told { name, node: phrase.node, at, is_close: true })
    }

    /// "14 пассажирах, получивших серьезные ранения": what the clause behind a comma says people suffered.
    fn suffered_behind(&self, comma: usize, category: &str) -> Option<Told> {
        const NEAR: usize = 5;
        let view = self.view;
        let from = comma + 1;
        view.cue(from, "relative").filter(|_| is_person(category))?;
        let is_word =
            |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line) && !view.roles_at(*at).has(Role::Cardinal);
        (from..(from + NEAR).min(self.far)).take_while(is_word).find_map(|at| {
            let phrase = view.lexicon.longest(view.tokens, at, TELLING)?;
            let name = self.outcome_name(phrase.node)?;
            let is_theirs = matches!(name.as_str(), outcomes::WOUNDED | outcomes::MISSING | outcomes::KILLED)
                && view.lexicon.roles(phrase.node).meets(Roles::any(&[Role::Suffers, Role::OutcomeNoun]));
            is_theirs.then(|| Told { name: name.clone(), node: phrase.node, at, is_close: false })
        })
    }

    /// "79 dronów, które wystrzeliła Rosja": what the clause behind a comma says was launched.
    pub(super) fn launched_behind(&self, comma: usize, category: &str) -> Option<Told> {
        const NEAR: usize = 5;
        let view = self.view;
        if !can_happen(outcomes::LAUNCHED, category) || !view.roles_at(comma + 1).has(Role::Function) {
            return None;
        }
        let is_word = |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line);
        (comma + 2..(comma + NEAR).min(self.far)).take_while(is_word).find_map(|at| {
            let told = view.lexicon.longest(view.tokens, at, Roles::of(Role::Outcome))?;
            let name = self.outcome_name(told.node).filter(|name| *name == outcomes::LAUNCHED)?;
            Some(Told { name: name.clone(), node: told.node, at, is_close: true })
        })
    }
}

//! What is said of a noun that stands for one: by the verb before it, by the verb behind it.
//!
//! The noun and the clause around it come in, what happened goes out.

use super::Relating;
use super::one::{OPENING, One, PARTING};
use super::outcome::Told;
use crate::lexicon::{Phrase, Role, Roles, TELLING};
use crate::library::{is_of_people, is_person};
use crate::stages::fold::is_hyphen;
use crate::stages::read::View;
use crate::token::Token;

/// Words that may stand between a verb and the noun that it speaks of.
const BETWEEN: Roles = Roles::any(&[Role::Between, Role::Passive, Role::Others, Role::Side]);

impl One {
    /// "killing a soldier", "поранено жінку", "the death of a child": the verb stands before the noun, and who does it not between.
    pub(super) fn happened_before(&self, relating: &Relating, category: Option<&str>) -> Option<Told> {
        const WORDS: usize = 4;
        let view = relating.view;
        let of = Roles::any(&[Role::DateOf, Role::LabelLink]);
        let (mut end, mut unknown) = (self.open, usize::from(self.has_article));
        let mut is_of = false;
        for _ in 0..=WORDS {
            let told = view.lexicon.longest_before(view.tokens, end, TELLING);
            if let Some((at, phrase)) = told.filter(|(first, _)| *first >= relating.floor) {
                let roles = view.lexicon.roles(phrase.node);
                // "the wounded soldier": said of one who is known.
                let is_passive = at.checked_sub(1).is_some_and(|verb| view.roles_at(verb).has(Role::Passive));
                let is_noun =
                    roles.has(Role::OutcomeNoun) && !(self.has_article || is_passive || roles.has(Role::Suffers));
                let name = relating.suited(phrase.node, category, true).filter(|_| !is_noun)?;
                return Some(Told { name, node: phrase.node, at, is_close: true });
            }
            end = end.checked_sub(1).filter(|end| *end >= relating.floor && !is_of)?;
            view.token(end + 1).filter(|token| token.is_on_line())?;
            let token = view.token(end).filter(|token| token.is_word())?;
            let roles = view.roles_at(end);
            is_of = self.has_article && end + 1 == self.open && roles.meets(of) && !roles.has(Role::Agent);
            if is_of {
                continue;
            }
            // "lost in Sevastopol a submarine".
            let place = end.checked_sub(1).filter(|place| view.roles_at(*place).has(Role::Place));
            if let Some(place) = place.filter(|place| token.is_capital && *place >= relating.floor) {
                end = place;
                continue;
            }
            if roles.meets(PARTING) {
                return None;
            }
            if !roles.meets(BETWEEN) {
                unknown += 1 + usize::from(roles.meets(Roles::any(&[Role::Function, Role::Definite])));
                if unknown > 1 {
                    return None;
                }
            }
        }
        None
    }

    /// "a soldier died", "ein U-Boot wurde im Dock zerstört": what the verb behind the noun says of its subject.
    pub(super) fn happens_behind(&self, relating: &Relating, from: usize, category: Option<&str>) -> Option<Told> {
        const REACH: usize = 16;
        const UNKNOWN: usize = 3;
        const ADVERBS: usize = 2;
        let view = relating.view;
        let is_final = view.lexicon.switches.verb_final;
        // "Ten passengers of a bus were rescued": who they are, and nothing that the verb speaks of.
        let of = Roles::any(&[Role::DateOf, Role::LabelLink]);
        let is_whose = self.open.checked_sub(1).is_some_and(|link| {
            let roles = view.roles_at(link);
            link > 0
                && link == relating.floor
                && roles.meets(of)
                && !roles.has(Role::And)
                && view.token(link).is_some_and(Token::is_on_line)
        });
        // "None of the girls taken from a school have been freed": where it was.
        let is_place =
            || !is_final && self.open.checked_sub(1).is_some_and(|place| view.roles_at(place).has(Role::Place));
        if self.has_article && (is_whose || is_place()) {
            return None;
        }
        let suffers = |at: usize, wanted: Roles| view.lexicon.longest(view.tokens, at, wanted);
        // "hat einen Kampfjet abgeschossen": the article says that something was done to it.
        // "hat eine Drohne abgeschossen": one that does so too says it only where its verb follows and no object of its own.
        let has_cue = |key| view.cue_before(self.open + 1, key).is_some();
        let is_object = is_final
            && self.has_article
            && (has_cue("object_article") || suffers(from, TELLING).is_some() && has_cue("object_if_close"));
        let mut is_passive = is_final && (is_object || self.is_passive_before(relating));
        let mut left = if is_final { REACH } else { UNKNOWN };
        let mut past = from;
        for at in from..(from + REACH).min(relating.far) {
            let token = view.token(at).filter(|token| token.is_on_line())?;
            if token.is_digits() || at < past {
                continue;
            }
            // "a girl and her grandmother, 71, were killed"
            if let Some(kin) = end_of_kin(view, at).filter(|_| category.is_some_and(is_person)) {
                past = kin;
                continue;
            }
            // The hyphen of a name: "a Su-25".
            if token.is_joined() && !token.is_word() && is_hyphen(token.first) {
                continue;
            }
            if !token.is_word() || view.roles_at(at).has(Role::And) {
                return None;
            }
            if suffers(at, Roles::of(Role::Passive)).is_some() {
                is_passive = true;
                left = if is_final { REACH } else { ADVERBS };
                continue;
            }
            if let Some(phrase) = suffers(at, TELLING) {
                let is_its_own = view.lexicon.roles(phrase.node).has(Role::Suffers)
                    || is_passive
                    || at == from && self.opens_headline(view, phrase)
                    || is_final && suffers(phrase.end, Roles::of(Role::Passive)).is_some();
                // "bei einem Angriff auf einen Bus getötet": people were, and no bus was destroyed.
                let governed = self.open.checked_sub(1).map_or(Roles::default(), |before| view.roles_at(before));
                let may_differ = !(is_final && governed.has(Role::Function) && !governed.has(Role::Passive));
                let name = relating.suited(phrase.node, category, may_differ).filter(|_| is_its_own)?;
                return Some(Told { name, node: phrase.node, at, is_close: true });
            }
            if suffers(at, OPENING).is_some() && !is_final {
                return None;
            }
            left = left.checked_sub(1)?;
        }
        None
    }

    /// "Un pompier mort, deux blessés": whether the noun opens a line or what a colon announces, and what happened closes its clause or goes
    /// on with where and by whom, so that no verb is missing.
    fn opens_headline(&self, view: &View, told: Phrase) -> bool {
        let goes_on = Roles::any(&[Role::Agent, Role::Place]);
        // "A soldier wounded and captured a rebel" tells who did it.
        let lists = |and: usize| {
            let next = view.token(and + 1).filter(|_| view.roles_at(and).has(Role::And));
            next.is_some_and(|next| next.is_digits() || next.word.roles.meets(OPENING.or(Roles::of(Role::Cardinal))))
        };
        let is_of_people_told = |key| view.lexicon.name(told.node, key).is_some_and(|name| is_of_people(name));
        let opens = view.before(self.open).is_none_or(|before| {
            matches!(before.first, ':' | '.') && !before.is_word()
                || !view.token(self.open).is_some_and(Token::is_on_line)
        });
        let closes = || {
            view.token(told.end).is_none_or(|next| {
                !next.is_on_line()
                    || next.is_mark(',')
                    || next.is_full_stop()
                    || view.roles_at(told.end).meets(goes_on)
                    || lists(told.end)
            })
        };
        self.has_article
            && opens
            && (is_of_people_told(Role::Outcome) || is_of_people_told(Role::OutcomeNoun))
            && closes()
    }

    /// "wurde in Kiew eine Frau verletzt": whether what makes the noun suffer stands before it in the clause.
    pub(super) fn is_passive_before(&self, relating: &Relating) -> bool {
        const REACH: usize = 12;
        let view = relating.view;
        let from = self.open.saturating_sub(REACH).max(relating.floor);
        let is_parted = self.open.checked_sub(1).is_some_and(|before| view.roles_at(before).meets(PARTING));
        !is_parted
            && (from..self.open)
                .rev()
                .take_while(|at| {
                    view.token(*at).is_some_and(Token::is_word) && view.token(at + 1).is_some_and(Token::is_on_line)
                })
                .any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::Passive)).is_some())
    }
}

/// Where the word for somebody's kin ends that "and" at token `and` joins, with an age between commas.
fn end_of_kin(view: &View, and: usize) -> Option<usize> {
    let whose = ["their", "whose"].iter().find_map(|key| view.cue(and + 1, key));
    let whose = whose.filter(|_| view.roles_at(and).has(Role::And))?;
    let kin = view.token(whose).filter(|kin| kin.is_word_on_line())?;
    let noun = view.lexicon.longest(view.tokens, whose, Roles::of(Role::Category));
    let is_one = |noun: &Phrase| view.lexicon.name(noun.node, Role::Category).is_some_and(|name| is_person(name));
    let end = match noun {
        Some(noun) => Some(noun.end).filter(|_| is_one(&noun)),
        None => Some(whose + 1).filter(|_| kin.word.roles == Roles::default()),
    }?;
    let comma = |at: usize| view.token(at).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line());
    let is_aged = comma(end) && view.token(end + 1).is_some_and(Token::is_digits) && comma(end + 2);
    Some(if is_aged { end + 3 } else { end })
}

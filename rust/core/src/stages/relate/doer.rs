//! Who acts on others: subjects before a number that are not counted themselves, and those counted to whom nothing was done.
//!
//! A noun or a verb and its place come in, whether it is such a one goes out.

use super::Relating;
use crate::draft::Draft;
use crate::lexicon::{Phrase, Role, Roles};
use crate::library::{categories, is_person};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

/// People who act on others, so that behind a verb that the lexicon does not know others are counted.
const DOERS: [&str; 8] = [
    categories::RESCUER,
    categories::POLICE,
    categories::SOLDIER,
    categories::OFFICER,
    categories::MILITANT,
    categories::HEALTH_WORKER,
    categories::CREW,
    categories::AID_WORKER,
];

impl Relating<'_, '_> {
    /// "A soldier killed two.": whether what happened, right before the amount, is what somebody did to others, and no row of a table.
    pub(super) fn is_deed(&self, told: Phrase, draft: &Draft) -> bool {
        let view = self.view;
        told.end == draft.hedge_first
            && view.lexicon.roles(told.node).has(Role::Outcome)
            && view.token(draft.after()).is_some_and(Token::is_on_line)
    }

    /// "The blast destroyed two and damaged 14 houses": whether a verb right between the noun at token `at` and the amount says that
    /// the noun did it.
    pub(super) fn has_done_it(&self, at: usize, noun: Phrase, draft: &Draft) -> bool {
        let view = self.view;
        let verb = view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::Outcome));
        !view.lexicon.switches.verb_final
            && verb.is_some_and(|(first, verb)| first == noun.end && first > at && self.is_deed(verb, draft))
    }

    /// Whether the noun at token `at` is of those who act on others where what stands between it and the number at token `end` says
    /// so; `is_acted`: a verb that the lexicon does not know.
    pub(super) fn is_doer_of(&self, noun: Phrase, end: usize, is_acted: bool) -> bool {
        let view = self.view;
        let Some(name) = view.lexicon.name(noun.node, Role::Category) else { return false };
        if view.lexicon.roles(noun.node).has(Role::OutcomeNoun) || !DOERS.contains(&name.as_str()) {
            return false;
        }
        // "200.000 Teilnehmern, die Polizei von 35.000": nor those who tell of others; but "a crew of four".
        let is_of = || view.roles_at(noun.end).has(Role::LabelLink) && noun.end + 1 == end && name != categories::CREW;
        // "Rescuers have brought 45 to the surface"
        is_acted || is_of()
    }

    /// "Der Rat der Minister bewilligte 100 Millionen": whether the noun at token `at` only tells what the subject is made of.
    pub(super) fn is_of_subject(&self, at: usize, noun: Phrase, floor: usize) -> bool {
        let view = self.view;
        let article = at.checked_sub(1).filter(|article| *article >= floor);
        let link =
            article.map(|article| article - usize::from(view.roles_at(article).has(Role::Definite) && article > floor));
        let of = Roles::any(&[Role::DateOf, Role::LabelLink, Role::OutOf]);
        let is_of = |link: usize| view.roles_at(link).meets(of) && view.before(link).is_some_and(Token::is_word);
        let numbered = || view.lexicon.longest_before(view.tokens, at, Roles::of(Role::NumberOf)).is_some();
        !view.lexicon.roles(noun.node).has(Role::OutcomeNoun)
            && (article.is_some_and(is_of) || link.is_some_and(is_of))
            && !numbered()
    }

    /// "Two officers killed him", "deux policiers ont tué l'assaillant": whether the verb `phrase` at token `at` behind people, whose
    /// label ends at token `end`, has somebody else for its object.
    pub(super) fn acts_on(&self, end: usize, at: usize, phrase: Phrase) -> bool {
        const NOUN: usize = 2;
        let view = self.view;
        let roles = view.lexicon.roles(phrase.node);
        if view.lexicon.per_character() {
            return false;
        }
        if self.is_charge(end, at, phrase) {
            return true;
        }
        if !roles.has(Role::Outcome) || roles.has(Role::Suffers) {
            return false;
        }
        let is_word = |at: usize| view.token(at).is_some_and(Token::is_word_on_line);
        let is_auxiliary = |at: usize| {
            let other =
                Roles::any(&[Role::Passive, Role::And, Role::Place, Role::Definite, Role::LabelLink, Role::DateOf]);
            view.roles_at(at).has(Role::Function) && !view.roles_at(at).meets(other)
        };
        // "due agenti lo hanno ucciso", "deux policiers l'ont tué"
        let is_pronoun = at > end
            && ["object_before", "article_of_one", "article_of_many"]
                .iter()
                .any(|key| view.cue(end, key) == Some(end + 1));
        if is_pronoun && is_word(end) && (at == end + 1 || at == end + 2 && is_auxiliary(end + 1)) {
            return true;
        }
        let is_direct = at == end || at == end + 1 && is_auxiliary(end);
        let people = |at: usize| view.category_at(at).is_some_and(|noun| is_person(noun));
        let article = Roles::any(&[Role::Definite, Role::OneArticle]);
        let links = Roles::any(&[Role::Place, Role::LabelLink, Role::DateOf, Role::OutOf, Role::And, Role::Passive]);
        let opens = view.roles_at(phrase.end).meets(article) && !view.roles_at(phrase.end).meets(links);
        let is_object = || (phrase.end + 1..=phrase.end + NOUN).take_while(|at| is_word(*at)).any(people);
        let object = || view.cue(phrase.end, "acted_on").is_some() || opens && is_object();
        is_direct && is_word(phrase.end) && object()
    }

    /// "Two men were charged with the murder of a boy", "convicted of killing a man": whether the deed `phrase` at token `at`, some words
    /// behind those whose label ends at token `end`, is one of somebody else.
    fn is_charge(&self, end: usize, at: usize, phrase: Phrase) -> bool {
        const NOUN: usize = 7;
        let view = self.view;
        let Some(before) = at.checked_sub(1).filter(|before| *before >= end) else { return false };
        // "осудили за убийство подростка": a word before it that says what for.
        let article = usize::from(view.roles_at(before).has(Role::Definite));
        if ["charged_for", "verdict"].iter().any(|key| view.cue_before(at - article, key).is_some()) {
            return true;
        }
        if before == end {
            return false;
        }
        let links = Roles::any(&[Role::LabelLink, Role::DateOf]);
        let article = links.or(Roles::any(&[Role::Definite, Role::OneArticle]));
        let people = |at: usize| view.category_at(at).is_some_and(|noun| is_person(noun));
        // "of a 15-year-old boy"
        let is_inside = |at: &usize| {
            view.token(*at).is_some_and(|word| {
                word.is_on_line() && (word.is_word() || word.is_digits() || word.is_joined() && is_hyphen(word.first))
            })
        };
        let is_of_one = || (phrase.end + 1..=phrase.end + NOUN).take_while(is_inside).any(people);
        let is_linked = view.roles_at(phrase.end).meets(links);
        let is_object = view.roles_at(before).meets(links) && view.roles_at(phrase.end).meets(article);
        view.roles_at(before).meets(article)
            && view.token(phrase.end).is_some_and(Token::is_word_on_line)
            && (is_linked || is_object)
            && is_of_one()
    }
}

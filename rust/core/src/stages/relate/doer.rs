//! Who acts on those counted, and what they are of: subjects before a number that are not counted themselves.
//!
//! A noun and its place come in, whether it is such a subject goes out.

use super::Relating;
use crate::lexicon::{Phrase, Role, Roles};
use crate::library::categories;
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
}

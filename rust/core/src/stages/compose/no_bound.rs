//! Words that elsewhere are a bound and here are none: "menores de 16 y 17 años", "less than the 31,861 of the year before".
//!
//! A figure and where such words before it begin come in; whether they bound it goes out.

use super::Composing;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::lexicon::{Role, Roles};
use crate::library::{categories, hits, is_person, outcomes};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

impl Composing<'_, '_> {
    /// "зросла щонайменше до 69": where a hedge right before the word for "to" at token `to` begins, and what it says.
    pub(super) fn hedge_before_to(&self, to: usize, taken: usize) -> Option<(usize, Relation)> {
        let (hedge, relation, _) = self.hedge_phrase(to, taken)?;
        (self.view.cue(hedge, "before_preposition") == Some(to)).then_some((hedge, relation))
    }

    /// "До семи человек выросло число погибших": whether a sentence opens with what the change behind it has come to.
    pub(super) fn opens_change(&self, draft: &Draft, first: usize) -> bool {
        const NEAR: usize = 2;
        let view = self.view;
        view.token(first).is_some_and(|word| word.is_capital)
            && (draft.end..draft.end + NEAR)
                .take_while(|at| view.token(*at).is_some_and(Token::is_word_on_line))
                .any(|at| view.roles_at(at).has(Role::Change))
    }

    /// Whether the words before token `first`, which elsewhere say `relation`, are part of something else here.
    pub(super) fn is_no_bound(&self, draft: &Draft, first: usize, relation: Relation, taken: usize) -> bool {
        let view = self.view;
        // "4,2 % menos que los 31.861": by how much less than what was.
        let is_compared = self.level.as_ref().is_some_and(|(kind, _, end)| {
            *kind == Kind::Percent
                && (*end == first
                    || end + 1 == first && view.roles_at(*end).meets(Roles::any(&[Role::DateOf, Role::Place])))
        }) && matches!(relation, Relation::MoreThan | Relation::LessThan)
            && (first..draft.first).any(|at| view.roles_at(at).has(Role::Than));
        // "Unter den 12 Opfern sind acht Frauen": those whom others are among.
        let things = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        let is_among = view.cue(first, "among") == Some(draft.first)
            && (draft.end..draft.end + 2).any(|at| view.lexicon.longest(view.tokens, at, things).is_some());
        is_among
            || is_compared
            || self.is_of_those_aged(draft, first)
            || self.is_when(draft, first, taken)
            || self.is_under_article(draft, first)
            || relation == Relation::MoreThan && (self.is_from(draft, first) || self.is_flown_over(draft, first))
    }

    /// "downed 22 drones over five regions": a place that something flies over, and no bound.
    fn is_flown_over(&self, draft: &Draft, first: usize) -> bool {
        const BACK: usize = 4;
        let view = self.view;
        if draft.figure.kind != Kind::Number || view.cue(first, "spanning") != Some(draft.first) {
            return false;
        }
        let flies = |node, role| {
            let told = |name: &str| matches!(name, outcomes::LAUNCHED | outcomes::SHOT_DOWN | outcomes::DESTROYED);
            view.lexicon.name(node, role).is_some_and(|name| hits(name) || told(name))
        };
        let is_flying = |end: usize| {
            [Role::Category, Role::Outcome].into_iter().any(|role| {
                view.lexicon
                    .longest_before(view.tokens, end, Roles::of(role))
                    .is_some_and(|(_, phrase)| flies(phrase.node, role))
            })
        };
        let is_place = view.category_at(draft.end).is_none_or(|category| *category == categories::SETTLEMENT)
            && view.token(draft.end).is_some_and(Token::is_word_on_line);
        is_place && (first.saturating_sub(BACK)..=first).any(is_flying)
    }

    /// "dos menores de 16 y 17 años", "cel tegen de 31-jarige": whether the words before token `first`, which elsewhere are a bound, name
    /// those counted, or stand before an adjective that says how old somebody is.
    fn is_of_those_aged(&self, draft: &Draft, first: usize) -> bool {
        let view = self.view;
        let people = view.lexicon.longest(view.tokens, first, Roles::of(Role::Category));
        let counted = || {
            first.checked_sub(1).is_some_and(|at| {
                view.token(at).is_some_and(|it| it.is_on_line() && it.is_digits())
                    || view.roles_at(at).meets(Roles::any(&[Role::Cardinal, Role::OneArticle]))
            })
        };
        let is_adjective = || {
            let hyphen = view.token(draft.first + 1).is_some_and(|mark| mark.is_joined() && is_hyphen(mark.first));
            let article = draft.first.checked_sub(1).filter(|at| *at > first);
            draft.figure.kind == Kind::Age && hyphen && article.is_some_and(|at| view.roles_at(at).has(Role::Definite))
        };
        // "un menor de 15": years only where they are told.
        let is_in_years = draft.figure.kind != Kind::Number || view.roles_at(draft.end).has(Role::And);
        let names = |node| view.lexicon.name(node, Role::Category).is_some_and(|class| is_person(class));
        is_in_years && people.is_some_and(|people| people.end < draft.first && names(people.node)) && counted()
            || is_adjective()
    }

    /// "passa de 870 para 920 euros": a hedge that ends like what opens a range, which goes on behind the amount.
    fn is_from(&self, draft: &Draft, first: usize) -> bool {
        let view = self.view;
        let opener = view.lexicon.longest_before(view.tokens, draft.first, Roles::of(Role::RangeOpen));
        let close = view.lexicon.longest(view.tokens, draft.end, Roles::of(Role::RangeClose));
        let is_inside = opener.is_some_and(|(open, _)| open > first);
        is_inside && close.is_some_and(|close| view.token(close.end).is_some_and(Token::is_digits))
    }

    /// "under a 25-year lease", "over a three-year period": a preposition before the article of an adjective of time.
    fn is_under_article(&self, draft: &Draft, first: usize) -> bool {
        let view = self.view;
        let hyphen = view.token(draft.first + 1).is_some_and(|mark| mark.is_joined() && is_hyphen(mark.first));
        draft.figure.kind == Kind::Duration
            && hyphen
            && first + 2 == draft.first
            && view.roles_at(first + 1).has(Role::OneArticle)
    }

    /// "12% higher than a year ago", "£2bn over five years": a length of time that tells when or how long, and no bound.
    fn is_when(&self, draft: &Draft, first: usize, taken: usize) -> bool {
        const NEAR: usize = 8;
        let view = self.view;
        if draft.figure.kind != Kind::Duration || taken == 0 {
            return false;
        }
        let before = taken..first;
        // "12 procent meer dan een jaar eerder"
        let is_then =
            || view.lexicon.longest(view.tokens, draft.first, Roles::any(&[Role::Earlier, Role::Previous])).is_some();
        if view.cue(draft.end, "ago").is_some() || is_then() {
            return before.is_empty();
        }
        let links = Roles::any(&[Role::Function, Role::Place, Role::And]);
        view.cue(first, "spanning").is_some_and(|end| end == draft.first)
            && before.len() <= NEAR
            && before.clone().all(|at| {
                view.token(at).is_some_and(|word| word.is_on_line() && (word.is_word() || word.is_mark(',')))
                    && (at + 1 < first || !view.roles_at(at).meets(links))
            })
    }
}

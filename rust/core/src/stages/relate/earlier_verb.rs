//! What the clause has said before an amount: "killed at least seven people".
//!
//! An amount comes in, the verb or noun before it that tells what happened goes out.

use super::Relating;
use super::outcome::{REACH, Told};
use super::split::is_instrument;
use crate::lexicon::{Phrase, Role, Roles, TELLING, UP_OR_DOWN};
use crate::library::{is_choosy, is_person, outcomes};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

/// Words of grammar that go on with where or of what, or with the next of a list.
const ENDING: Roles = Roles::any(&[Role::Place, Role::DateOf, Role::LabelLink, Role::And]);

/// What stands between the words that tell what happened and the amount.
struct Passed {
    /// Whether nothing does but words of grammar.
    governs: bool,
    /// Whether a comma or "and" does.
    is_listed: bool,
}

impl Relating<'_, '_> {
    /// What the clause has said before the amount: "killed at least seven people".
    pub(super) fn outcome_before(&self, first: usize, category: Option<&str>) -> Option<Told> {
        let view = self.view;
        if self.are_agents(first, category) {
            return None;
        }
        // "were hurt when a bus carrying 52 passengers overturned": what happened to some of them, or to others.
        if category.is_some_and(is_person) && view.cue_before(first, "carrying").is_some() {
            return None;
        }
        let mut passed = Passed { governs: true, is_listed: false };
        let mut at = first;
        // "The losses from 24 February 2022 to 3 March 2024 are approximately: 416,800": what opens a list may stand farther.
        let opens_list = view.before(first).is_some_and(|mark| mark.is_mark(':'));
        for _ in 0..if opens_list { 2 * REACH } else { REACH } {
            at = at.checked_sub(1).filter(|at| *at >= self.since)?;
            let token = view.token(at)?;
            // "Six died when a bus with 42 pilgrims overturned": those in the next clause are others.
            if self.stops_at(at, first) || view.cue(at, "when").is_some() || self.is_aboard_since(at, first) {
                return None;
            }
            if let Some(phrase) = self.telling_at(at, first) {
                return self.told_by(at, phrase, first, category, &passed);
            }
            if !token.is_on_line() {
                return None;
            }
            passed.is_listed |= token.lists();
            passed.governs &= token.is_word()
                && view.roles_at(at).meets(Roles::any(&[
                    Role::Function,
                    Role::Definite,
                    Role::Others,
                    Role::LabelLink,
                ]));
        }
        None
    }

    /// "are sought by a hundred officers": whether those at token `first` do what the clause tells.
    fn are_agents(&self, first: usize, category: Option<&str>) -> bool {
        let before = first.checked_sub(1).map_or(Roles::default(), |at| self.view.roles_at(at));
        let ambiguous = Roles::any(&[Role::DateOf, Role::LabelLink, Role::Place, Role::Others]);
        first > self.floor
            && before.has(Role::Agent)
            && (!before.meets(ambiguous) && !is_instrument(category) || self.is_done_by(first, category))
    }

    /// "s'élève à 45" is no pupil: whether the word at token `at` is a part of a verb that begins before it.
    pub(super) fn is_in_verb(&self, at: usize, floor: usize) -> bool {
        let view = self.view;
        let verbs = Roles::any(&[Role::Function, Role::Change, Role::Up, Role::Down]);
        at.checked_sub(1).is_some_and(|before| {
            before >= floor && view.lexicon.longest(view.tokens, before, verbs).is_some_and(|verb| verb.end > at)
        })
    }

    /// Whether the mark at token `at` ends what may be told of the amount at token `first`.
    fn stops_at(&self, at: usize, first: usize) -> bool {
        let view = self.view;
        let stop = |mark: &&Token| mark.ends_clause();
        let Some(mark) = view.token(at).filter(stop) else { return false };
        // "lost more: 340 vehicles": a colon right before the amount only opens the list.
        let opens_list = at + 1 == first && mark.first == ':';
        // "zginęło od lutego 2022 r. 13 883": the point of a figure.
        let is_number = at + 1 == self.floor && view.token(at + 1).is_some_and(|next| !next.is_capital);
        !(opens_list || is_number || view.roles_at(at + 1).has(Role::Month))
    }

    /// The phrase at token `at` that tells what happened, and does not reach over the amount at token `first`.
    fn telling_at(&self, at: usize, first: usize) -> Option<Phrase> {
        let view = self.view;
        let phrase = view.lexicon.longest(view.tokens, at, TELLING).filter(|phrase| phrase.end <= first)?;
        // "the worst-affected island": a part of an adjective.
        let hyphen = view.token(at).filter(|word| word.is_joined()).and(view.before(at));
        if hyphen.is_some_and(|mark| mark.is_joined() && !mark.is_word() && is_hyphen(mark.first)) {
            return None;
        }
        // "made seven saves, and 49,000 watched": a thing that was counted.
        if view.thing(at) == Some(phrase.end) {
            return None;
        }
        // "sank um 42": a change of the number, and nothing that went down.
        if view.lexicon.longest(view.tokens, at, UP_OR_DOWN).is_some_and(|change| change.end > phrase.end) {
            return None;
        }
        // "życie straciło": a verb whose noun stands before it.
        let whole = view.lexicon.longest_before(view.tokens, phrase.end, TELLING);
        let whole = whole.filter(|(begin, _)| *begin < at && *begin >= self.since);
        let phrase = whole.map_or(phrase, |(_, whole)| whole);
        (!self.is_in_thing(at, phrase.end)).then_some(phrase)
    }

    /// "25 hektar zarar gördü, alevlere 6 uçak müdahale etti", "davasında karar çıktı: 11 sanığa": whether the clause of the verb `phrase`
    /// ended before the amount, as it does where verbs come last.
    fn is_closed_before(&self, at: usize, phrase: Phrase, first: usize) -> bool {
        const FAR: usize = 3;
        let view = self.view;
        let switches = &view.lexicon.switches;
        // "Die Verluste des Feindes an Technik sind: 10.455 Panzer": a list of them.
        let lists = || self.outcome_name(phrase.node).is_some_and(|name| name == outcomes::LOSSES);
        let is_far =
            || first - phrase.end > FAR && view.token(first - 1).is_some_and(|mark| mark.is_mark(':')) && !lists();
        let is_closed = || {
            !switches.capital_nouns
                && !view.roles_at(at).has(Role::Place)
                && !view.lexicon.roles(phrase.node).has(Role::OutcomeNoun)
                && view.token(phrase.end).is_some_and(|comma| comma.is_mark(','))
        };
        switches.verb_final && (is_far() || is_closed())
    }

    /// What `phrase` at token `at`, before what was passed, tells of the amount at token `first`.
    fn told_by(
        &self,
        at: usize,
        phrase: Phrase,
        first: usize,
        category: Option<&str>,
        passed: &Passed,
    ) -> Option<Told> {
        let view = self.view;
        let governs = passed.governs;
        // "according to survivors, 55 people were on board": those who tell it.
        let tells = || view.lexicon.roles(phrase.node).has(Role::OutcomeNoun) && self.is_teller(at);
        if self.is_closed_before(at, phrase, first) || tells() {
            return None;
        }
        if category.is_some_and(is_person) && self.calls_those_before(at, phrase, first) {
            return None;
        }
        // "in six regions": where it happened, and not to whom.
        // "displaced in its 14 districts"
        let is_owner = |roles: Roles| roles.has(Role::Definite) && !roles.has(Role::Place);
        let owner = usize::from(first > self.floor + 1 && is_owner(view.roles_at(first - 1)));
        let is_place = first > self.floor + owner
            && view.roles_at(first - 1 - owner).has(Role::Place)
            && category.is_none_or(|category| !is_person(category));
        let name = self.suited(phrase.node, category, governs && !is_place)?;
        // "31 families were moved out and six schools remain closed", "642,000 fled to Chad, on top of 410,000": told of those.
        // "14 cars were damaged and 23,000 customers in 96 towns lost power": nor would it mean another thing of the next.
        let is_other =
            || category.is_none() || name == outcomes::WOUNDED && self.outcome_name(phrase.node) != Some(&name);
        if passed.is_listed && self.tells_before(at) && (is_other() || !self.is_elliptic(first)) {
            return None;
        }
        // "were evacuated, and 70 firefighters were sent": a clause of its own.
        if passed.is_listed && !governs && self.has_own_clause(first) {
            return None;
        }
        // "survivors still suffer, a study of 71,000 people found": a noun speaks of what it governs.
        let is_noun = view.lexicon.switches.capital_nouns
            && view.token(at).is_some_and(|word| word.is_capital)
            && phrase.end == at + 1
            && name != outcomes::LOSSES // "Die Verluste belaufen sich auf 900 Soldaten": of whatever is counted.
            && !view.roles_at(phrase.end).has(Role::Passive);
        let is_verb = view.lexicon.roles(phrase.node).has(Role::Outcome) && !is_noun;
        // "The victim, aged 45, had two children": one who is known, and no verb.
        let is_known = || {
            view.lexicon.roles(phrase.node).has(Role::OutcomeNoun)
                && at.checked_sub(1).is_some_and(|article| {
                    view.roles_at(article).has(Role::Definite)
                        && view.before(article).is_none_or(|mark| !mark.is_word() && !mark.is_digits())
                })
        };
        // "Die Verluste des Feindes an Technik sind: 10.455 Panzer": a list of them.
        let opens_list = || name == outcomes::LOSSES && view.before(first).is_some_and(|mark| mark.is_mark(':'));
        if !governs && (!is_verb || is_known()) && !self.is_nested(first) && !opens_list() {
            return None;
        }
        // Of a thing that the taxonomy does not know, only the verb right before it speaks.
        let is_told = category.is_some() || governs || !is_choosy(&name);
        let is_told =
            is_told && (!is_place || phrase.end == first || governs && category.is_some() && is_choosy(&name));
        let told = self.joined_verb(at, &name, category);
        let told = told.unwrap_or(Told { name, node: phrase.node, at, is_close: governs });
        is_told.then_some(told)
    }

    /// Whether what stands at token `at` may be said of the figure before, in one sentence with it.
    fn tells_before(&self, at: usize) -> bool {
        let stop = |at: usize| {
            let token = self.view.token(at);
            token.is_none_or(|token| !token.is_on_line() || token.ends_clause())
        };
        self.since > 0 && !(self.since..=at).any(stop)
    }

    /// Whether a verb of grammar stands right behind what is counted at token `first`.
    fn has_own_clause(&self, first: usize) -> bool {
        let view = self.view;
        let from = (first..self.far.min(first + REACH)).find(|at| view.token(*at).is_some_and(Token::is_word));
        let end = from.and_then(|from| self.label(from)).map(|label| label.end);
        let is_passive = |at: usize| view.lexicon.longest(view.tokens, at, Roles::of(Role::Passive)).is_some();
        let is_verb = |end: usize| is_passive(end) || view.roles_at(end).has(Role::Function) && is_passive(end + 1);
        end.is_some_and(|end| end < self.far && view.token(end).is_some_and(Token::is_on_line) && is_verb(end))
    }

    /// "12 people were killed and three soldiers": whether the clause ends behind the thing or goes on with where it was.
    fn is_elliptic(&self, first: usize) -> bool {
        let view = self.view;
        let from = (first..self.far.min(first + REACH)).find(|at| view.token(*at).is_some_and(|token| token.is_word()));
        // "12 were saved, the other 14 are still on board"
        if from.is_some_and(|verb| view.roles_at(verb).has(Role::Passive)) {
            return false;
        }
        let end = from.and_then(|from| self.label(from)).map(|label| label.end);
        let next = end.and_then(|end| view.token(end).map(|token| (end, token)));
        next.is_none_or(|(end, next)| !next.is_on_line() || !next.is_word() || view.roles_at(end).meets(ENDING))
    }

    /// "multiple launch rocket systems": whether the words from `at` to `end` are a part of a thing's name.
    fn is_in_thing(&self, at: usize, end: usize) -> bool {
        const LONGEST: usize = 4;
        (at.saturating_sub(LONGEST).max(self.floor)..=at).any(|first| {
            let thing = self.view.lexicon.longest(self.view.tokens, first, Roles::of(Role::Category));
            thing.is_some_and(|thing| thing.end >= end && thing.end - first > end - at)
        })
    }
}

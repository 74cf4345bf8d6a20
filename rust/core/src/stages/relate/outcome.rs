//! What the clause says happened to the things counted.
//!
//! An amount, the end of its label and what it counts come in, an outcome that can happen to such goes out. Knows no sides.

use compact_str::CompactString;

use super::Relating;
use super::everyday::is_hit_by;
use super::split::is_instrument;
use crate::lexicon::{Role, Roles};
use crate::library::{is_choosy, is_person};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

/// Tokens around an amount in which an outcome is looked for.
const REACH: usize = 16;

/// Words that tell what happened.
pub(super) const TELLING: Roles = Roles::any(&[Role::Outcome, Role::OutcomeNoun]);

/// Words between a thing and what happened to it that say nothing of either.
const PASSED_OVER: Roles = Roles::any(&[
    Role::Function,
    Role::LabelLink,
    Role::DateOf,
    Role::Place,
    Role::Definite,
    Role::AgeBefore,
    Role::AgeUnit,
    Role::Duration,
    Role::Month,
]);

/// Words of grammar that stand before nouns.
pub(super) const NO_AUXILIARY: Roles = Roles::any(&[Role::Place, Role::Definite, Role::DateOf, Role::LabelLink]);

/// Words of grammar that go on with where or of what, or with the next of a list.
const ENDING: Roles = Roles::any(&[Role::Place, Role::DateOf, Role::LabelLink, Role::And]);

/// An outcome with the phrase that tells it and where that begins.
pub(super) struct Told {
    pub(super) name: CompactString,
    pub(super) node: u32,
    pub(super) at: usize,
    /// Whether nothing that the lexicon does not know stands between it and the thing.
    pub(super) is_close: bool,
}

impl Relating<'_, '_> {
    /// What the words right behind token `from` say to have happened: words of grammar and then an outcome.
    pub(super) fn outcome_behind(&self, from: usize) -> Option<(u32, usize)> {
        const GRAMMAR: usize = 3;
        let view = self.view;
        // "17 – зазнали поранень": the dash stands where the noun would.
        let dash = |mark: &Token| mark.is_on_line() && mark.is_spaced_dash();
        let from = from + usize::from(view.token(from).is_some_and(dash));
        let is_put_in = view.token(from)?.is_mark(',');
        let from = if is_put_in { self.end_of_apposition(from)? } else { from };
        // The figures of what was put in are ages.
        let ceiling = if is_put_in { self.far } else { self.ceiling };
        for at in from..(from + GRAMMAR + 1).min(ceiling) {
            let token = view.token(at).filter(|token| token.is_on_line() && token.is_word())?;
            if let Some(phrase) =
                view.lexicon.longest(view.tokens, at, TELLING).filter(|_| at > from || !token.is_capital)
                && !self.is_only_where(at, phrase.end)
            {
                return Some((phrase.node, at));
            }
            let roles = view.roles_at(at);
            if roles.has(Role::Passive) && view.lexicon.switches.verb_final {
                return self.outcome_at_end(at + 1);
            }
            // "deux autres, âgés de 19 et 25 ans, grièvement blessés"
            let is_where = self.is_only_where(at, at + 1) || view.cue(at, "gravely").is_some();
            if !is_where && !roles.meets(Roles::any(&[Role::Function, Role::Counter])) || roles.has(Role::And) {
                return None;
            }
        }
        None
    }

    /// "another 17, including two children, were hurt": what the words behind parts that were put in say to have happened.
    pub(super) fn outcome_past_aside(&self) -> Option<(u32, usize)> {
        let (from, far) = self.aside?;
        let past = Self { ceiling: far, far, ..*self };
        let (node, at) = past.outcome_behind(from)?;
        let phrase = self.view.lexicon.longest(self.view.tokens, at, TELLING)?;
        // "310, of which destroyed: 200, damaged: 110" speaks of the next figure.
        let is_of_next = far < self.view.tokens.len()
            && (phrase.end..far).all(|at| self.view.token(at).is_some_and(|token| !token.is_word()));
        (self.view.lexicon.roles(node).has(Role::Outcome) && !is_of_next).then_some((node, at))
    }

    /// The outcome that the clause gives the amount and its token: behind its label, else before the amount.
    pub(super) fn outcome_near(&self, first: usize, end: usize, category: Option<&str>) -> Option<Told> {
        let after = self.outcome_after(first, end, category);
        // "mató a dos niños e hirió a otro": behind "and" the doer of the verb before goes on.
        let is_past_and = |told: &Told| (end..told.at).any(|at| self.view.roles_at(at).has(Role::And));
        if !self.view.lexicon.switches.verb_final && after.as_ref().is_some_and(is_past_and) {
            let before = self.outcome_before(first, category).filter(|before| before.is_close);
            if before.is_some() {
                return before;
            }
        }
        if after.as_ref().is_some_and(|told| !matches!(told.name.as_str(), "survived" | "affected" | "hospitalised")) {
            return after;
        }
        // "pulled three children alive from the rubble": how they were when it happened.
        let before = self.outcome_before(first, category);
        // "قُتل 460 مريضا في المستشفى": where the dead were.
        let wanted = if after.as_ref().is_some_and(|told| told.name == "hospitalised") { "killed" } else { "rescued" };
        if after.is_none() || before.as_ref().is_some_and(|told| told.is_close && told.name == wanted) {
            return before.or_else(|| self.outcome_of_participle(end, category));
        }
        after
    }

    /// What the verb behind the label says: "Seven workers from the charity were killed".
    pub(super) fn outcome_after(&self, first: usize, end: usize, category: Option<&str>) -> Option<Told> {
        const UNKNOWN: usize = 4;
        let view = self.view;
        let is_final = view.lexicon.switches.verb_final;
        let reach = if is_final { REACH } else { 14 };
        let is_auxiliary = |at: usize| view.roles_at(at).has(Role::Function) && !view.roles_at(at).has(Role::Place);
        let mut unknown = 0;
        let mut closed = false;
        let mut put_in = end;
        let mut stop = end + reach;
        for at in end..(end + 2 * reach).min(self.far) {
            let token = view.token(at).filter(|token| token.is_on_line() && at < stop)?;
            if at < put_in || token.is_digits() {
                continue;
            }
            // "three children, have died": a clause that was put in has ended.
            let closes_nested = at == end && token.is_mark(',') && self.is_nested(first);
            // "hommes de 19, 22 et 24 ans ont été arrêtés"
            let is_digits = |at: usize| view.token(at).is_some_and(Token::is_digits);
            if token.is_mark(',') && at > end && is_digits(at - 1) && is_digits(at + 1) {
                continue;
            }
            if token.is_mark(',') && !closes_nested {
                // "3 terörist, Suriye'de etkisiz hale getirildi": a comma behind the subject.
                let is_subject = at == end && is_final && !view.lexicon.switches.capital_nouns && category.is_some();
                let is_last = is_subject && self.far == view.tokens.len();
                put_in = self.end_of_apposition(at).or(Some(at + 1).filter(|_| is_last))?;
                stop += put_in - at;
                unknown = unknown.max(1);
                continue;
            }
            // The hyphen of a model: "of the type MQ-9".
            let is_model = || view.token(at + 1).is_some_and(|next| next.is_digits() && next.is_joined());
            if token.is_joined() && !token.is_word() && is_hyphen(token.first) && is_model() {
                continue;
            }
            if !token.is_word() && !closes_nested {
                return None;
            }
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, TELLING) {
                // "aus russischer Gefangenschaft befreit": from where, and then the verb.
                if is_final && self.is_where_before_verb(end, at, phrase.end) {
                    unknown += 1;
                    continue;
                }
                let roles = view.lexicon.roles(phrase.node);
                // Behind words that were passed over only a verb speaks of the thing.
                let is_close = unknown == 0
                    || roles.has(Role::Outcome)
                        && view.before(at).is_some_and(|before| before.is_capital)
                        || at > end && is_auxiliary(at - 1)
                        || (at == end + 1 || at == put_in && at > end) && !roles.has(Role::OutcomeNoun)
                        // An adverb between: "sono rimasti lievemente feriti".
                        || at > end + 1 && is_auxiliary(at - 2);
                // "ранены 1645": a verb right before the next figure speaks of that one.
                // "a block of 30 floors killed 22 people": so does one that the thing does.
                let is_active = !is_final
                    && !view.lexicon.per_character()
                    && self.far == self.ceiling
                    && self.ceiling < view.tokens.len();
                // "e hirió a otros 11": a particle or a word for others may stand between.
                let links = Roles::any(&[Role::Others, Role::Between]);
                let is_before_next = phrase.end <= self.ceiling
                    && self.ceiling - phrase.end <= 2
                    && (phrase.end..self.ceiling)
                        .all(|at| view.roles_at(at).meets(links) && !view.roles_at(at).has(Role::And));
                // "Von den 212 Passagieren überlebten 64"
                let is_opened = is_final && is_before_next && self.opens_with_of(first);
                let is_of_next = (closed || is_active || is_opened) && is_before_next;
                // "1,900 reports of missing people": what the thing is of did not happen to it.
                let is_of_thing = category.is_none()
                    && at > end
                    && view.roles_at(at - 1).meets(Roles::any(&[Role::LabelLink, Role::DateOf]));
                if is_of_thing {
                    return None;
                }
                if self.is_only_where(at, phrase.end) {
                    continue;
                }
                let may_differ = unknown == 0 && !self.is_of_holder(first, at, category);
                // "six drones hit three sites"
                if self.outcome_name(phrase.node).is_some_and(|told| is_hit_by(told, category)) {
                    return None;
                }
                if let Some(name) = self.suited(phrase.node, category, may_differ) {
                    // "Beim Zusammenstoß zweier Züge starben acht Menschen"
                    let is_other = is_before_next && self.outcome_name(phrase.node) != Some(&name);
                    return ((is_close || is_final) && !is_of_next && !is_other).then_some(Told {
                        name,
                        node: phrase.node,
                        at,
                        is_close: unknown == 0,
                    });
                }
                unknown += 1;
                continue;
            }
            // "37 others wounded when a suicide bomber struck": what others do in the next clause.
            if view.cue(at, "when").is_some() {
                return None;
            }
            closed |= closes_nested;
            if token.is_mark(',') || is_final {
                let is_number = |at: usize| view.token(at).is_some_and(Token::is_digits);
                // "zwischen 22 und 47", "erfasst und getötet": of two numbers, of two verbs.
                let goes_on = || at > end && (is_number(at + 1) || self.is_participle(at + 1));
                if is_final && view.roles_at(at).has(Role::And) && !goes_on() {
                    return None;
                }
                continue;
            }
            let roles = view.roles_at(at);
            // "deux hommes de 25 et 31 ans ont été arrêtés"
            let joins_numbers = view.before(at).is_some_and(Token::is_digits)
                && view.token(at + 1).is_some_and(|next| next.is_digits() && next.is_on_line());
            // "seize policiers et gendarmes ont été blessés": a second word for those counted.
            if let Some(second) = self.end_of_second_noun(at, end, category) {
                put_in = second;
                continue;
            }
            if roles.has(Role::And) && !joins_numbers && !(at > end && self.is_verb_at(at + 1)) {
                return None;
            }
            if roles.meets(PASSED_OVER) {
                continue;
            }
            // "from the charity", "italiani della missione": a noun behind a preposition, or one word that narrows the label.
            let narrows = at > end
                || view.roles_at(at + 1).has(Role::Function)
                || view.lexicon.longest(view.tokens, at + 1, Roles::of(Role::Outcome)).is_some();
            unknown += 1;
            if unknown > UNKNOWN || !narrows {
                return None;
            }
        }
        None
    }

    /// What the clause has said before the amount: "killed at least seven people".
    pub(super) fn outcome_before(&self, first: usize, category: Option<&str>) -> Option<Told> {
        let view = self.view;
        // "in six regions": where it happened, and not to whom.
        let is_place = first > self.floor
            && view.roles_at(first - 1).has(Role::Place)
            && category.is_none_or(|category| !is_person(category));
        // "are sought by a hundred officers": who does it.
        let before = first.checked_sub(1).map_or(Roles::default(), |at| view.roles_at(at));
        let ambiguous = Roles::any(&[Role::DateOf, Role::LabelLink, Role::Place, Role::Others]);
        if first > self.floor && before.has(Role::Agent) && !before.meets(ambiguous) && !is_instrument(category) {
            return None;
        }
        if first > self.floor && before.has(Role::Agent) && self.is_done_by(first, category) {
            return None;
        }
        let mut governs = true;
        let mut is_listed = false;
        let mut at = first;
        for _ in 0..REACH {
            at = at.checked_sub(1).filter(|at| *at >= self.since)?;
            let token = view.token(at)?;
            let is_stop = !token.is_word() && matches!(token.first, '.' | '!' | '?' | ';' | ':');
            // "lost more: 340 vehicles": a colon right before the amount only opens the list.
            // "zginęło od lutego 2022 r. 13 883": the point of a figure.
            let is_number = at + 1 == self.floor && view.token(at + 1).is_some_and(|next| !next.is_capital);
            let is_inside = is_number || view.roles_at(at + 1).has(Role::Month);
            if is_stop && !is_inside && (at + 1 != first || token.first != ':') {
                return None;
            }
            // "Six died when a bus with 42 pilgrims overturned": those in the next clause are others.
            if view.cue(at, "when").is_some() || self.is_aboard_since(at, first) {
                return None;
            }
            // The phrase must not reach over the amount.
            // "made seven saves, and 49,000 watched": a thing that was counted.
            let phrase = view.lexicon.longest(view.tokens, at, TELLING).filter(|phrase| phrase.end <= first);
            let phrase = phrase.filter(|phrase| view.cue(at, "things") != Some(phrase.end));
            // "sank um 42": a change of the number, and nothing that went down.
            let changes = Roles::any(&[Role::Up, Role::Down]);
            let phrase = phrase.filter(|phrase| {
                view.lexicon.longest(view.tokens, at, changes).is_none_or(|change| change.end <= phrase.end)
            });
            // "życie straciło": a verb whose noun stands before it.
            let phrase = phrase.map(|phrase| {
                let whole = view.lexicon.longest_before(view.tokens, phrase.end, TELLING);
                whole.filter(|(begin, _)| *begin < at && *begin >= self.since).map_or(phrase, |(_, whole)| whole)
            });
            if let Some(phrase) = phrase.filter(|phrase| !self.is_in_thing(at, phrase.end)) {
                let name = self.suited(phrase.node, category, governs && !is_place)?;
                // "31 families were moved out and six schools remain closed", "642,000 fled to Chad, on top of 410,000": told of those.
                if is_listed && self.tells_before(at) && !self.is_elliptic(first) {
                    return None;
                }
                // "survivors still suffer, a study of 71,000 people found": a noun speaks of what it governs.
                let is_noun = view.lexicon.switches.capital_nouns
                    && token.is_capital
                    && phrase.end == at + 1
                    && name != "losses" // "Die Verluste belaufen sich auf 900 Soldaten": of whatever is counted.
                    && !view.roles_at(phrase.end).has(Role::Passive);
                let is_verb = view.lexicon.roles(phrase.node).has(Role::Outcome) && !is_noun;
                if !governs && !is_verb && !self.is_nested(first) {
                    return None;
                }
                // "The victim, aged 45, had two children": one who is known, and no verb.
                let is_known = at.checked_sub(1).is_some_and(|article| {
                    view.roles_at(article).has(Role::Definite)
                        && view.before(article).is_none_or(|mark| !mark.is_word() && !mark.is_digits())
                });
                if !governs
                    && is_known
                    && view.lexicon.roles(phrase.node).has(Role::OutcomeNoun)
                    && !self.is_nested(first)
                {
                    return None;
                }
                // Of a thing that the taxonomy does not know, only the verb right before it speaks.
                let is_told = category.is_some() || governs || !is_choosy(&name);
                let is_told =
                    is_told && (!is_place || phrase.end == first || governs && category.is_some() && is_choosy(&name));
                let told = self.joined_verb(at, &name, category).unwrap_or(Told {
                    name,
                    node: phrase.node,
                    at,
                    is_close: governs,
                });
                return is_told.then_some(told);
            }
            if !token.is_on_line() {
                return None;
            }
            is_listed |= token.lists();
            governs &= token.is_word()
                && view.roles_at(at).meets(Roles::any(&[
                    Role::Function,
                    Role::Definite,
                    Role::Others,
                    Role::LabelLink,
                ]));
        }
        None
    }

    /// Whether what stands at token `at` may be said of the figure before, in one sentence with it.
    fn tells_before(&self, at: usize) -> bool {
        let stop = |at: usize| {
            let token = self.view.token(at);
            token.is_none_or(|token| {
                !token.is_on_line() || !token.is_word() && matches!(token.first, '.' | '!' | '?' | ';' | ':')
            })
        };
        self.since > 0 && !(self.since..=at).any(stop)
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

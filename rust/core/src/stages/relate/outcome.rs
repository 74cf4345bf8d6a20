//! What the clause says happened to the things counted.
//!
//! An amount, the end of its label and what it counts come in, an outcome that can happen to such goes out. Knows no sides.

use compact_str::CompactString;

use super::Relating;
use super::aside::is_of_freed;
use super::everyday::is_hit_by;
use crate::lexicon::{Phrase, Role, Roles, TELLING};
use crate::library::{is_person, outcomes};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

/// Tokens around an amount in which an outcome is looked for.
pub(super) const REACH: usize = 16;

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

/// An outcome with the phrase that tells it and where that begins.
pub(super) struct Told {
    pub(super) name: CompactString,
    pub(super) node: u32,
    pub(super) at: usize,
    /// Whether nothing that the lexicon does not know stands between it and the thing.
    pub(super) is_close: bool,
}

/// What stands between a thing and a verb behind it.
struct Passed {
    /// Where the thing ends.
    end: usize,
    /// Where the last clause put in ends.
    put_in: usize,
    /// Words that the lexicon does not know.
    unknown: usize,
    /// Whether a comma has closed the clause that the thing stands in.
    closed: bool,
}

/// Of what words for an outcome behind a thing speak.
enum Said {
    /// Of it.
    Told(Told),
    /// Of others, and what follows does too.
    OfOthers,
    /// Not of it; what follows may.
    NotOfIt,
    /// Of where it was.
    Where,
}

impl Relating<'_, '_> {
    /// What the words right behind token `from` say to have happened: words of grammar and then an outcome.
    pub(super) fn outcome_behind(&self, from: usize) -> Option<(u32, usize)> {
        const GRAMMAR: usize = 4;
        let view = self.view;
        // "17 – зазнали поранень": the dash stands where the noun would.
        let dash = |mark: &Token| mark.is_on_line() && mark.is_spaced_dash();
        let from = from + usize::from(view.token(from).is_some_and(dash));
        let is_put_in = view.token(from)?.is_mark(',');
        // "1.000 ficaram desalojadas e 28, desabrigadas.": a comma stands for the verb.
        if is_put_in && !view.lexicon.switches.verb_final && from < self.ceiling {
            let told = view.lexicon.longest(view.tokens, from + 1, Roles::of(Role::Outcome));
            let ends = |told: &Phrase| {
                view.token(told.end).is_none_or(|stop| !stop.is_on_line() || stop.is_mark('.') || stop.is_mark('('))
            };
            let follows_and = self.floor > 0 && (self.floor..from).any(|at| view.roles_at(at).has(Role::And));
            if let Some(told) = told.filter(|told| follows_and && ends(told) && told.end <= self.ceiling) {
                return Some((told.node, from + 1));
            }
        }
        let from = if is_put_in { self.end_of_apposition(from)? } else { from };
        // The figures of what was put in are ages.
        let ceiling = if is_put_in { self.far } else { self.ceiling };
        for at in from..(from + GRAMMAR + 1).min(ceiling) {
            view.token(at).filter(|word| word.is_word_on_line())?;
            // "476 people, 325 of them students, when it sank": what it did.
            if view.cue(at, "when").is_some() {
                return None;
            }
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, TELLING)
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
        // "310, of which destroyed: 200, damaged: 110", 196人、うち死者は13人 speak of the next figure.
        // "odniosły obrażenia; 13 zaginęło": behind a comma or the like the next is told.
        let is_joint = |at: usize| {
            let is_particle = self.view.lexicon.per_character() && self.view.roles_at(at).has(Role::Function);
            let is_mark = |mark: &Token| !mark.is_word() && !matches!(mark.first, ',' | ';' | '.');
            is_particle || self.view.token(at).is_some_and(is_mark)
        };
        let is_of_next = far < self.view.tokens.len() && (phrase.end..far).all(is_joint);
        (self.view.lexicon.roles(node).has(Role::Outcome) && !is_of_next).then_some((node, at))
    }

    /// The outcome that the clause gives the amount and its token: behind its label, else before the amount.
    pub(super) fn outcome_near(&self, first: usize, end: usize, category: Option<&str>) -> Option<Told> {
        let after = self.outcome_after(first, end, category);
        // "mató a dos niños e hirió a otro": behind "and" the doer of the verb before goes on.
        let is_past_and = |told: &Told| (end..told.at).any(|at| self.view.roles_at(at).has(Role::And));
        let may_be_next = !self.view.lexicon.switches.verb_final || self.view.roles_at(end).has(Role::And);
        if may_be_next && after.as_ref().is_some_and(is_past_and) {
            let before = self.outcome_before(first, category).filter(|before| before.is_close);
            if before.is_some() {
                return before;
            }
        }
        if after.as_ref().is_some_and(|told| {
            !matches!(
                told.name.as_str(),
                outcomes::SURVIVED | outcomes::AFFECTED | outcomes::HOSPITALISED | outcomes::INFECTED
            )
        }) {
            return after;
        }
        if let Some(denied) = self.denied(after.as_ref(), first, end, category) {
            return Some(denied);
        }
        // "pulled three children alive from the rubble": how they were when it happened.
        let before = self.outcome_before(first, category);
        // "قُتل 460 مريضا في المستشفى": where the dead were.
        // "zmarło 16 osób zakażonych koronawirusem": what they had.
        let are_sick = |told: &Told| matches!(told.name.as_str(), outcomes::HOSPITALISED | outcomes::INFECTED);
        let wanted = if after.as_ref().is_some_and(are_sick) { outcomes::KILLED } else { outcomes::RESCUED };
        if before.as_ref().zip(after.as_ref()).is_some_and(|(before, after)| is_of_freed(before, after)) {
            return before;
        }
        if after.is_none() || before.as_ref().is_some_and(|told| told.is_close && told.name == wanted) {
            // "о двух погибших и о 14 пассажирах, получивших ранения": what stands before "and" is told of others.
            let own = self.outcome_of_participle(end, category);
            let is_of_others =
                |told: &Told| own.is_some() && (told.at..first).any(|at| self.view.roles_at(at).has(Role::And));
            return before.filter(|told| !is_of_others(told)).or(own);
        }
        after
    }

    /// What the verb behind the label says: "Seven workers from the charity were killed".
    pub(super) fn outcome_after(&self, first: usize, end: usize, category: Option<&str>) -> Option<Told> {
        const UNKNOWN: usize = 4;
        let view = self.view;
        let is_final = view.lexicon.switches.verb_final;
        let reach = if is_final { REACH } else { 14 };
        let mut unknown = 0;
        let mut closed = false;
        let mut put_in = self.past_quoted(end);
        let mut stop = put_in + reach;
        for at in end..(end + 2 * reach).min(self.far) {
            let token = view.token(at).filter(|token| token.is_on_line() && at < stop)?;
            if at < put_in || token.is_digits() {
                continue;
            }
            // "three children, have died": a clause that was put in has ended.
            let closes_nested = at == end && token.is_mark(',') && self.is_nested(first);
            if at > end && token.is_mark(',') && self.is_between_digits(at) || self.is_hyphen_of_model(at) {
                continue;
            }
            if token.is_mark(',') && !closes_nested {
                // "3 terörist, Suriye'de etkisiz hale getirildi": a comma behind the subject.
                let is_subject = at == end
                    && is_final
                    && !view.lexicon.switches.capital_nouns
                    && category.is_some()
                    // 载有176名乘客，无人生还, but not 转移群众1864人，无人员死亡
                    && (!view.lexicon.per_character() || view.lexicon.longest(view.tokens, at + 1, TELLING).is_some());
                let is_last = is_subject && self.far == view.tokens.len();
                put_in = self.end_of_apposition(at).or(Some(at + 1).filter(|_| is_last))?;
                stop += put_in - at;
                unknown = unknown.max(1);
                continue;
            }
            if let Some(close) = self.end_of_short_name(at) {
                put_in = close;
                continue;
            }
            // "drie bewoners (81, 84 en 90 jaar) omgekomen": ages count nobody.
            if token.is_mark('(') && at == end {
                let close = (at + 1..at + reach).find(|close| view.token(*close).is_some_and(|it| it.is_mark(')')))?;
                let is_aged = view.token(at + 1).is_some_and(Token::is_digits) && close < self.far;
                put_in = Some(close + 1).filter(|_| is_aged)?;
                stop += put_in - at;
                continue;
            }
            if token.is_spaced_dash() {
                put_in = self.end_between_dashes(at)?;
                stop += put_in - at;
                unknown = unknown.max(1);
                continue;
            }
            if is_final && at > end && self.is_stop_of_name(at) || self.quotes_verb(at) {
                continue;
            }
            if !token.is_word() && !closes_nested {
                return None;
            }
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, TELLING) {
                // "120 van de 1100 geplande vluchten": a thing that another word describes, and no verb.
                if category.is_none() && view.thing(at) == Some(phrase.end) {
                    return None;
                }
                let passed = Passed { end, put_in, unknown, closed };
                match self.said_by(first, at, phrase, category, &passed) {
                    Said::Told(told) => return Some(told),
                    Said::OfOthers => return None,
                    Said::NotOfIt => unknown += 1,
                    Said::Where => {}
                }
                continue;
            }
            // "37 others wounded when a suicide bomber struck": what others do in the next clause.
            if view.cue(at, "when").is_some() {
                return None;
            }
            closed |= closes_nested;
            // "seize policiers et gendarmes ont été blessés": a second word for those counted.
            if let Some(second) = self.end_of_second_noun(at, end, category) {
                put_in = second;
                continue;
            }
            let roles = view.roles_at(at);
            let is_and = roles.has(Role::And);
            if token.is_mark(',') || is_final {
                if is_final && is_and && !self.goes_on_past_and(at, end, first, category) {
                    return None;
                }
                continue;
            }
            // "deux hommes de 25 et 31 ans ont été arrêtés"
            // "tre giovani tra i 18 e i 22 anni sono morti"
            let article = usize::from(view.roles_at(at + 1).has(Role::Definite));
            let joins_numbers = view.before(at).is_some_and(Token::is_digits)
                && view.token(at + 1 + article).is_some_and(|next| next.is_digits() && next.is_on_line());
            // "12 people in Lviv and in Kyiv were killed"
            let is_where = at > end && view.roles_at(at + 1).has(Role::Place);
            let goes_on = || joins_numbers || is_where || at > end && self.is_verb_at(at + 1);
            if is_and && !goes_on() {
                return None;
            }
            if roles.meets(PASSED_OVER) {
                continue;
            }
            // "from the charity", "italiani della missione": a noun behind a preposition, or one word that narrows the label.
            let narrows = at > end
                // "п'ятеро пасажирів мікроавтобуса, серед яких була дитина, загинули"
                || view.token(at + 1).is_some_and(|comma| comma.is_mark(','))
                || view.roles_at(at + 1).has(Role::Function)
                || view.lexicon.longest(view.tokens, at + 1, Roles::of(Role::Outcome)).is_some();
            unknown += 1;
            if unknown > UNKNOWN || !narrows {
                return None;
            }
        }
        None
    }

    /// "четверо працівників «Укренерго» загинули": where a name in quotation marks ends of which the first stands before token `end`.
    fn past_quoted(&self, end: usize) -> usize {
        const LONGEST: usize = 6;
        let view = self.view;
        let opens = view.before(end).is_some_and(Token::is_quotation_mark)
            && view.token(end).is_some_and(|name| name.is_word() && name.is_joined());
        let mut inside = if opens { end..(end + LONGEST).min(self.far) } else { end..end };
        inside.find(|at| view.token(*at).is_some_and(Token::is_quotation_mark)).map_or(end, |close| close + 1)
    }

    /// "hommes de 19, 22 et 24 ans": whether digits stand on both sides of token `at`.
    pub(super) fn is_between_digits(&self, at: usize) -> bool {
        self.view.before(at).is_some_and(Token::is_digits) && self.view.token(at + 1).is_some_and(Token::is_digits)
    }

    /// "of the type MQ-9", "bénévoles du Croissant-Rouge": whether token `at` is a hyphen that joins digits, or another name.
    fn is_hyphen_of_model(&self, at: usize) -> bool {
        let joins = |next: &Token| next.is_joined() && (next.is_digits() || next.is_word() && next.is_capital);
        self.view.token(at).is_some_and(|mark| mark.is_joined() && !mark.is_word() && is_hyphen(mark.first))
            && self.view.token(at + 1).is_some_and(joins)
    }

    /// What the words of `phrase` at token `at`, behind the thing and what was passed over, say of it.
    fn said_by(&self, first: usize, at: usize, phrase: Phrase, category: Option<&str>, passed: &Passed) -> Said {
        let view = self.view;
        let is_final = view.lexicon.switches.verb_final;
        // "aus russischer Gefangenschaft befreit": from where, and then the verb.
        if is_final && self.is_where_before_verb(passed.end, at, phrase.end) {
            return Said::NotOfIt;
        }
        let roles = view.lexicon.roles(phrase.node);
        // "Two testified in the murder trial": a deed of which a court speaks.
        let is_of_law = at > passed.end && view.cue(phrase.end, "of_law").is_some();
        if is_of_law || category.is_some_and(is_person) && self.acts_on(passed.end, at, phrase) {
            return Said::OfOthers;
        }
        let is_verb = roles.has(Role::Outcome) && !roles.has(Role::OutcomeNoun);
        if is_verb && at > passed.end && !roles.has(Role::Suffers) && self.describes_next(at, phrase.end) {
            return Said::NotOfIt;
        }
        // "killed seven at a mine with a history of releasing gas": what a noun far behind does.
        if is_verb
            && !is_final
            && passed.unknown > 1
            && view.roles_at(at - 1).meets(Roles::any(&[Role::LabelLink, Role::DateOf]))
        {
            return Said::OfOthers;
        }
        // Behind words that were passed over only a verb speaks of the thing.
        let is_close = passed.unknown == 0
            || roles.has(Role::Outcome)
                // "a bordo do voo 2283 morreram"
                && view.before(at).is_some_and(|before| before.is_capital || before.is_digits() && at > passed.end)
                || at > passed.end && self.is_auxiliary(at - 1)
                || (at == passed.end + 1 || at == passed.put_in && at > passed.end) && !roles.has(Role::OutcomeNoun)
                // An adverb between: "sono rimasti lievemente feriti".
                || at > passed.end + 1 && self.is_auxiliary(at - 2);
        // "ранены 1645": a verb right before the next figure speaks of that one.
        // "a block of 30 floors killed 22 people": so does one that the thing does.
        let is_active = !is_final && self.far == self.ceiling && self.ceiling < view.tokens.len();
        // "e hirió a otros 11": a particle or a word for others may stand between.
        let links = Roles::any(&[Role::Others, Role::Between]);
        let is_before_next = phrase.end <= self.ceiling
            && self.ceiling - phrase.end <= 2
            && (phrase.end..self.ceiling).all(|at| view.roles_at(at).meets(links) && !view.roles_at(at).has(Role::And));
        // "Von den 212 Passagieren überlebten 64"
        let is_opened = is_final && is_before_next && self.opens_with_of(first);
        let is_of_next = (passed.closed || is_active || is_opened) && is_before_next;
        // "1,900 reports of missing people": what the thing is of did not happen to it.
        let is_of_thing = category.is_none()
            && at > passed.end
            && view.roles_at(at - 1).meets(Roles::any(&[Role::LabelLink, Role::DateOf]));
        if is_of_thing {
            return Said::OfOthers;
        }
        if self.is_only_where(at, phrase.end) {
            return Said::Where;
        }
        let may_differ = passed.unknown == 0 && !self.is_of_holder(first, at, category);
        // "six drones hit three sites"
        if self.outcome_name(phrase.node).is_some_and(|told| is_hit_by(told, category)) {
            return Said::OfOthers;
        }
        if let Some(name) = self.suited(phrase.node, category, may_differ) {
            // "Beim Zusammenstoß zweier Züge starben acht Menschen"
            let is_other = is_before_next && self.outcome_name(phrase.node) != Some(&name);
            let told = Told { name, node: phrase.node, at, is_close: passed.unknown == 0 };
            return if (is_close || is_final) && !is_of_next && !is_other { Said::Told(told) } else { Said::OfOthers };
        }
        Said::NotOfIt
    }

    /// Whether the word at token `at` is one of grammar that a verb may have before it.
    fn is_auxiliary(&self, at: usize) -> bool {
        self.view.roles_at(at).has(Role::Function) && !self.view.roles_at(at).has(Role::Place)
    }
}

//! What happened to what an amount counts: the clause around it, the noun itself, the word that tells both.
//!
//! A count with its label comes in, its outcome goes out.

use compact_str::CompactString;

use super::carry::ends_between;
use super::everyday::tell_unknown;
use super::label::Label;
use super::{Relating, outcome};
use crate::draft::Draft;
use crate::lexicon::{Phrase, Role, Roles, TELLING};
use crate::library::{categories, outcomes};

impl Relating<'_, '_> {
    /// Tells what the clause says of a noun that ends before token `end`, where that tells nothing itself.
    pub(super) fn tell(&self, draft: &mut Draft, head: &[Draft], label: Option<&Label>, end: usize) {
        let lexicon = self.view.lexicon;
        if draft.figure.outcome.is_none()
            && draft.figure.label.is_some()
            && !(draft.goes_apart || self.describes(draft))
            && let Some(told) = self.outcome_told(draft, end)
            && let Some(told) = self.past_launch(draft, head, end, told)
        {
            self.tell_by_clause(draft, head, label, end, told);
        } else if draft.figure.outcome.is_some()
            // "2.200 morti del terremoto che ha colpito l'est": who was hurt is not told of once more by less.
            && let Some(told) = self.outcome_of_state(draft, end).filter(|told| told.name != outcomes::AFFECTED)
        {
            // "drei Leichen wurden geborgen", "the toll rose to 589 as rescue teams dug"
            let are_dead = draft.figure.outcome.as_deref() == Some(outcomes::KILLED) || self.are_bodies(draft, label);
            if !(are_dead && matches!(told.name.as_str(), outcomes::RESCUED | outcomes::RELEASED)) {
                draft.figure.outcome = Some(told.name);
            }
        } else if matches!(
            draft.figure.outcome.as_deref(),
            Some(outcomes::INFECTED | outcomes::HOSPITALISED | outcomes::WOUNDED)
        ) && let Some(told) = self.outcome_after(draft.hedge_first, end, draft.figure.category.as_deref())
            && told.at == end
            && told.name == outcomes::KILLED
            && !lexicon.roles(told.node).has(Role::OutcomeNoun)
        {
            // "37 of the sick died"
            draft.figure.outcome = Some(told.name);
        } else if lexicon.switches.verb_final
            && draft.figure.outcome.as_deref() == Some(outcomes::MISSING)
            && let Some(told) = self.outcome_after(draft.hedge_first, end, draft.figure.category.as_deref())
            && told.name == outcomes::RESCUED
        {
            // "haben drei Verschüttete aus den Trümmern gerettet"
            draft.figure.outcome = Some(told.name);
        }
    }

    /// Tells of a noun that ends before token `end` what the clause says, `told`.
    fn tell_by_clause(
        &self,
        draft: &mut Draft,
        head: &[Draft],
        label: Option<&Label>,
        end: usize,
        told: outcome::Told,
    ) {
        let view = self.view;
        // "hostages kidnapped in April were released": the participle right behind the noun only says which.
        // "60 kişi öldü, çok sayıda kişi de yaralandı": a verb that closes its clause is none.
        let closes = |verb: &Phrase| {
            view.lexicon.switches.verb_final && view.token(verb.end).is_some_and(|comma| comma.is_mark(','))
        };
        let participle = view.lexicon.longest(view.tokens, told.at, TELLING).filter(|_| told.at == end);
        let state = match participle.filter(|verb| !closes(verb)) {
            Some(participle) => self.outcome_of_state(draft, participle.end),
            None => None,
        };
        // "Drei starben später im Krankenhaus": where.
        let state = state.filter(|state| told.name != outcomes::KILLED || state.name != outcomes::HOSPITALISED);
        let told = state.or_else(|| self.said_before_state(draft, &told, end)).unwrap_or(told);
        let told = self.undeny(draft, told);
        let mut told = self.bodies_returned(&told, draft).unwrap_or(told);
        // Bodies are pulled out, and nobody is saved.
        // "Leichen wurden geborgen, darunter die von drei Kindern": nor are those of them.
        let are_of_dead = || {
            told.at < draft.first
                && self.is_nested(draft.hedge_first)
                && head.last().is_some_and(|whole| {
                    whole.figure.outcome.as_deref() == Some(outcomes::KILLED)
                        && !ends_between(view, whole.end, draft.hedge_first)
                })
        };
        // "Bodies were brought to hospitals": nor treated.
        let is_of_living = matches!(
            told.name.as_str(),
            outcomes::RESCUED | outcomes::RELEASED | outcomes::HOSPITALISED | outcomes::EVACUATED
        );
        if is_of_living && (self.are_bodies(draft, label) || are_of_dead() || self.are_listed_bodies(draft, head)) {
            told.name = outcomes::KILLED.into();
        }
        if self.is_other_news(draft, &told, label) {
            return;
        }
        if told.at >= draft.first
            // "3 kişi yaralandı, sürücü de öldü": a verb that stands last closes its clause.
            && !view.lexicon.switches.verb_final
            && matches!(told.name.as_str(), outcomes::HOSPITALISED | outcomes::RESCUED | outcomes::WOUNDED)
            && self.died_then(told.at)
        {
            told.name = outcomes::KILLED.into();
        }
        if draft.figure.side.is_none() {
            let subject = || self.side_of_subject(told.node, told.at);
            // "79 drones, with which Russia attacked Ukraine"
            let is_relative = view.token(end).is_some_and(|comma| comma.is_mark(',')) && told.at > end;
            draft.figure.side = match told.at < draft.first {
                // "أطلقت روسيا 120 طائرة مسيرة": who did it stands behind its verb.
                true => subject().or_else(|| self.side_of_agent(told.node, told.at)),
                false if is_relative => subject().or_else(|| self.side_of_agent(told.node, told.at)),
                false => self.side_of_agent(told.node, told.at),
            };
        }
        // "36 Israéliens, dont des soldats, sont morts": a people's name counts its people.
        if draft.figure.category.is_none() && label.is_some_and(|it| self.is_people(it)) {
            draft.figure.category = Some(categories::PERSON.into());
            draft.is_any_person = true;
        }
        let of_war = |at: usize| view.cue(at, "of_war").is_some();
        let is_of_war = label.is_some_and(|label| (label.first..label.end).any(of_war));
        tell_unknown(draft, told, is_of_war);
    }

    /// "Two were taken to hospital but died", "foram socorridos, mas não resistiram": whether the clause of the verb at token `at` goes on,
    /// without another subject, with their death.
    fn died_then(&self, at: usize) -> bool {
        const FAR: usize = 12;
        let view = self.view;
        let others = Roles::any(&[
            Role::Place,
            Role::Definite,
            Role::LabelLink,
            Role::DateOf,
            Role::OneArticle,
            Role::Passive,
            Role::Agent,
            Role::Others,
        ]);
        let from = view.lexicon.longest(view.tokens, at, TELLING).map_or(at + 1, |verb| verb.end);
        let mut is_linked = false;
        for at in from..(from + FAR).min(self.ceiling) {
            let Some(token) = view.token(at).filter(|token| token.is_on_line()) else { return false };
            if let Some(next) = view.lexicon.longest(view.tokens, at, TELLING) {
                let roles = view.lexicon.roles(next.node);
                return is_linked
                    && !roles.has(Role::OutcomeNoun)
                    && self.outcome_name(next.node).is_some_and(|name| *name == outcomes::KILLED);
            }
            let roles = view.roles_at(at);
            // "three were pulled out, one of them died": another subject.
            let counts = Roles::any(&[Role::Cardinal, Role::OneArticle, Role::PartOf]);
            if matches!(token.first, '.' | ';' | ':' | '(') || roles.meets(counts) {
                return false;
            }
            is_linked =
                token.lists() || token.is_word() && (roles.has(Role::Function) && (is_linked || !roles.meets(others)));
        }
        false
    }

    /// "fueron hallados sin vida los seis mineros atrapados", "a morte de dois envolvidos": where a participle right behind the noun, or
    /// the noun itself, tells less, the death that is told right before the amount.
    fn said_before_state(&self, draft: &Draft, told: &outcome::Told, end: usize) -> Option<outcome::Told> {
        let is_state = matches!(told.name.as_str(), outcomes::AFFECTED | outcomes::MISSING);
        let before = || self.outcome_before(draft.hedge_first, draft.figure.category.as_deref());
        let said = (is_state && told.at == end).then(before).flatten()?;
        (said.name == outcomes::KILLED && self.is_right_behind(said.at, draft)).then_some(said)
    }

    /// Tells what a verb before the amount says of a noun that tells something itself.
    pub(super) fn tell_by_verb(&self, draft: &mut Draft, label: Option<&Label>) {
        let (view, lexicon) = (self.view, self.view.lexicon);
        // "rescued five trapped miners", "lost 1,100 soldiers, killed and wounded": the verb says more than the participle, and
        // of "38 of the sick died" than the noun.
        let is_state = matches!(
            draft.figure.outcome.as_deref(),
            Some(
                outcomes::INFECTED
                    | outcomes::WOUNDED
                    | outcomes::MISSING
                    | outcomes::AFFECTED
                    | outcomes::HOSPITALISED
                    | outcomes::DISPLACED
                    | outcomes::HOMELESS
            )
        );
        let are_bodies = |label: &Label| view.cue(label.first, "bodies").is_some();
        // "foram resgatadas 48 vítimas"
        let are_victims = |label: &Label| view.cue(label.first, "victims").is_some();
        let may_be_more =
            |label: &Label| label.category.is_some() || is_state || are_bodies(label) || are_victims(label);
        if label.is_some_and(|label| label.outcome.is_some() && may_be_more(label))
            && let Some(told) = self.outcome_before(draft.hedge_first, draft.figure.category.as_deref())
            && let told = self.bodies_returned(&told, draft).unwrap_or(told)
            && told.is_close
            && (told.name == outcomes::REPATRIATED || !label.is_some_and(are_bodies))
            && told.name != outcomes::LOSSES
            && (label.is_some_and(|label| label.category.is_some()) || self.is_right_behind(told.at, draft))
            && lexicon.roles(told.node).has(Role::Outcome)
            && (!lexicon.roles(told.node).has(Role::OutcomeNoun)
                // "a morte de dois envolvidos": the noun, and of whom.
                || told.name == outcomes::KILLED
                    && matches!(draft.figure.outcome.as_deref(), Some(outcomes::AFFECTED | outcomes::MISSING)))
        {
            draft.figure.outcome = Some(told.name);
        }
    }

    /// Tells what the noun alone says: lives taken, cases, survivors.
    pub(super) fn tell_by_noun(&self, draft: &mut Draft, head: &[Draft], label: Option<&Label>) {
        let (view, lexicon) = (self.view, self.view.lexicon);
        // "11327 إصابة": a word for the hurt and for cases.
        let may_be_cases = |label: &Label| {
            draft.figure.outcome.as_deref() == Some(outcomes::WOUNDED) && view.cue(label.first, "cases").is_some()
        };
        if let Some(label) = label.filter(|it| draft.figure.outcome.is_none() || may_be_cases(it)) {
            let told = if self.takes_lives(draft, label) {
                Some(outcomes::KILLED)
            } else if draft.figure.category.is_none() && self.are_cases(head, label.first) {
                Some(outcomes::INFECTED)
            } else {
                None
            };
            if let Some(told) = told {
                draft.figure.outcome = Some(told.into());
                draft.figure.category = Some(categories::PERSON.into());
            }
        }
        // "58 survivors": a noun that is also what happened, where no verb says more.
        if draft.figure.outcome.is_none()
            && let Some(node) = label.and_then(|label| label.category)
            && lexicon.roles(node).has(Role::OutcomeNoun)
        {
            draft.figure.outcome = lexicon.name(node, Role::OutcomeNoun).cloned();
        }
    }

    /// Whether nothing but an article or a word for others stands between the verb at token `at` and the amount.
    fn is_right_behind(&self, at: usize, draft: &Draft) -> bool {
        let view = self.view;
        let end = view.lexicon.longest(view.tokens, at, TELLING).map_or(at, |verb| verb.end);
        let links = Roles::any(&[Role::Others, Role::Definite, Role::LabelLink, Role::DateOf]);
        (end..draft.hedge_first).all(|at| view.roles_at(at).meets(links))
    }

    /// What the clause says of the amount, past a change that is printed behind its label.
    fn outcome_told(&self, draft: &Draft, end: usize) -> Option<outcome::Told> {
        let category = draft.figure.category.as_deref();
        if !self.view.may_have(TELLING) {
            return self.split_verb(draft.hedge_first, end, category);
        }
        let aside = || {
            let (node, at) = self.outcome_past_aside()?;
            // "13 people, two of them women, over the collapse": a noun is not what happened to them.
            let is_noun = at.checked_sub(1).is_some_and(|article| self.view.roles_at(article).meets(super::IN_NOUN));
            Some(outcome::Told { name: self.suited(node, category, !is_noun)?, node, at, is_close: true })
        };
        // A participle without a verb of grammar may speak of the parts.
        if let Some(told) = aside().filter(|told| self.aside.is_some_and(|(from, _)| told.at > from)) {
            return Some(told);
        }
        let told = match draft.change.filter(|(open, _)| *open == end) {
            Some((_, close)) => {
                let past = Relating { ceiling: self.beyond, far: self.beyond, ..*self };
                past.outcome_near(draft.hedge_first, close, category)
            }
            None => self.outcome_near(draft.hedge_first, end, category),
        };
        // "verloren acht Menschen ihr Leben": who lost what a second part names.
        let is_lost = told.as_ref().is_some_and(|told| told.name == outcomes::LOSSES);
        let told = if is_lost { self.split_verb(draft.hedge_first, end, category).or(told) } else { told };
        // "a man died and seven people, including two policemen, were hurt", ", a pięcioro, w tym": the verb of the second.
        let is_past_and = |told: &outcome::Told| {
            let others = self.view.lexicon.longest_before(self.view.tokens, draft.hedge_first, Roles::of(Role::Others));
            let opened = others.map_or(draft.hedge_first, |(others, _)| others);
            let is_small = opened.checked_sub(1).is_some_and(|at| self.view.roles_at(at).has(Role::Function));
            let is_aged = || self.view.before(opened - usize::from(is_small)).is_some_and(|comma| comma.is_mark(','));
            told.at < draft.first
                && ((told.at..draft.hedge_first).any(|at| self.view.roles_at(at).has(Role::And)) || is_aged())
        };
        if told.as_ref().is_some_and(is_past_and)
            && let Some(own) = aside()
        {
            return Some(own);
        }
        // "a eliberat 20 de ostatici în viață": alive says less than the verb.
        let alive = told.as_ref().is_some_and(|told| told.name == outcomes::SURVIVED && told.at >= end);
        let verb =
            alive.then(|| self.outcome_before(draft.hedge_first, category)).flatten().filter(|verb| verb.is_close);
        verb.or(told).or_else(aside).or_else(|| self.split_verb(draft.hedge_first, end, category))
    }

    /// "86 detainees were released": the verb says more than the participle in the noun phrase.
    fn outcome_of_state(&self, draft: &Draft, end: usize) -> Option<outcome::Told> {
        let view = self.view;
        let told = self.outcome_after(draft.hedge_first, end, draft.figure.category.as_deref())?;
        let auxiliary = told.at.checked_sub(1).filter(|at| *at >= end).map(|at| view.roles_at(at))?;
        let is_verb = view.lexicon.roles(told.node).has(Role::Outcome);
        // "wounded in a suicide attack": nor an article.
        let others =
            Roles::any(&[Role::Place, Role::Definite, Role::DateOf, Role::LabelLink, Role::OneArticle, Role::Article]);
        // "zijn": an auxiliary that is a word for "his" too.
        let is_auxiliary = auxiliary.has(Role::Passive) || !auxiliary.meets(others);
        (is_verb && auxiliary.has(Role::Function) && is_auxiliary).then_some(told)
    }

    /// ", killed and wounded": what words behind a comma say of those that were lost.
    pub(super) fn told_apart(&self, comma: usize) -> Option<CompactString> {
        let view = self.view;
        // A verb may stand between: "Soldaten verloren, getötet oder verwundet".
        let is_comma = |at: &usize| view.token(*at).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line());
        let at = [comma, comma + 1].into_iter().find(is_comma)?;
        let told = view.lexicon.longest(view.tokens, at + 1, TELLING).filter(|told| told.end <= self.ceiling)?;
        self.outcome_name(told.node).filter(|name| *name == outcomes::KILLED_OR_WOUNDED).cloned()
    }
}

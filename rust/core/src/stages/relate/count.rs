//! What an amount counts and what happened to it: its label first, then the clause around it.
//!
//! An amount and the figures before it come in; label, category, outcome and side go out.

use compact_str::CompactString;

use super::carry::ends_between;
use super::everyday::tell_unknown;
use super::{Relating, end_of_label, label, outcome};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::lexicon::{Role, Roles};
use crate::library::{is_event, is_fighter, is_person, is_thing};
use crate::stages::compose::hedge_after;

impl Relating<'_, '_> {
    pub(super) fn count(&mut self, draft: &mut Draft, head: &[Draft]) {
        let view = self.view;
        // "Of the 140 evacuated residents 90 went back": who they all are is not what came of some.
        if let Some(whole) = head.last().filter(|whole| whole.figure.kind == Kind::Count && self.is_opened_by_of(whole))
        {
            self.since = self.since.max(end_of_label(view, whole)).min(draft.hedge_first);
        }
        if self.is_named_again(draft, head) {
            return;
        }
        let mut from = self.label_start(draft);
        // "12 of their colleagues": whose they are stands before who they are.
        let is_noun = |end: &usize| {
            *end < self.ceiling && view.lexicon.longest(view.tokens, *end, Roles::of(Role::Category)).is_some()
        };
        from = view.cue(from, "whose").filter(is_noun).unwrap_or(from);
        let mut label = self.label(from);
        let lexicon = view.lexicon;
        // "17 others were hurt", "quinze autres femmes": the noun is behind the word or left out.
        let others =
            lexicon.longest(view.tokens, from, Roles::of(Role::Others)).filter(|others| others.end <= self.ceiling);
        // "seis más que ayer": a comparison, and no others.
        let is_compared = |end: usize| lexicon.longest(view.tokens, end, Roles::of(Role::Than)).is_some();
        let compared = Roles::of(Role::MoreThanBefore);
        let others =
            others.filter(|others| !is_compared(others.end) || lexicon.longest(view.tokens, from, compared).is_none());
        // "أربعة آخرون بانفجار": four others, in an explosion.
        let names_event = |label: &label::Label| {
            let category = label.category.and_then(|node| lexicon.name(node, Role::Category));
            category.is_some_and(|category| is_event(category))
        };
        let is_no_thing = |label: &label::Label| label.category.is_none() || names_event(label);
        if let Some(others) = others.filter(|_| label.as_ref().is_none_or(is_no_thing)) {
            from = others.end;
            label = self.label(from).filter(|label| !names_event(label));
        }
        // "98 منها": of them, and no thing.
        // "6 kişiden biri hastanede öldü": some of those before, and no hospital.
        let is_by_ending = draft.end.checked_sub(1).and_then(|at| view.cue(at, "some_ending")) == Some(draft.end);
        let names_people = |label: &label::Label| {
            let category = label.category.and_then(|node| lexicon.name(node, Role::Category));
            category.is_none_or(|category| is_person(category))
        };
        label = label.filter(|label| !is_by_ending || names_people(label));
        let is_some = |label: &label::Label| {
            let some = lexicon.longest(view.tokens, label.first, Roles::of(Role::PartOf));
            label.category.is_none() && some.is_some_and(|some| some.end >= label.end)
        };
        // "contro 31 l'anno scorso": when it was.
        let is_then = |label: &label::Label| view.cue(label.first, "last_time").is_some_and(|end| end >= label.end);
        label = label.filter(|label| !is_some(label) && !is_then(label));
        // "جنديان", two soldiers: the word holds its number and what it counts.
        if let Some(own) = self.dual(draft) {
            let narrower = label
                .take()
                .filter(|label| label.category.is_none() && (label.side.is_some() || label.outcome.is_some()));
            label = Some(label::Label {
                first: draft.first,
                end: narrower.as_ref().map_or(draft.end, |label| label.end),
                category: Some(own),
                // "جريحين": two who were wounded.
                outcome: narrower.as_ref().and_then(|label| label.outcome).or(Some(own).filter(|own| {
                    lexicon.roles(*own).has(Role::OutcomeNoun) && !lexicon.roles(*own).has(Role::Category)
                })),
                side: narrower.as_ref().and_then(|label| label.side),
            });
        }
        // Nobody is counted in parts: "magnitude 6.2 hit the island".
        let is_whole = draft.figure.value.is_none_or(Decimal::is_whole);
        label = label
            .filter(|label| !is_whole || !self.is_verb_alone(label) && !self.is_change_alone(label))
            .or_else(|| self.label_behind_article(from))
            .or_else(|| self.label_behind_agent(from));
        if is_whole
            && label.as_ref().is_none_or(|label| label.category.is_none())
            && self.are_hurt_badly(draft, head, from)
        {
            return;
        }
        if let Some(label) = &label {
            draft.figure.label = self.span(label.first, label.end);
            draft.figure.category = label.category.and_then(|node| lexicon.name(node, Role::Category)).cloned();
            let is_thing = view.cue(label.first, "things") == Some(label.end);
            let own = label.outcome.filter(|_| !is_thing);
            draft.figure.outcome = own.and_then(|node| self.outcome_name(node)).cloned();
            draft.figure.side = label.side.and_then(|node| lexicon.name(node, Role::Side)).cloned();
            self.who_before(draft, label);
        }
        let mut end = label.as_ref().map_or(draft.after(), |label| label::past_quotation_mark(view, label.end));
        if label.is_some() {
            end = self.hedge_behind(draft, end);
        } else if view.lexicon.per_character() {
            // A counter stands behind the number, and what is counted before it.
            self.subject(draft, head);
            if draft.figure.label.is_none() && !self.people_alone(draft) && !self.counts_otherwise(draft, head) {
                self.left_out(draft, head, from);
            }
        } else if is_whole && self.are_cases(head, from) {
            draft.figure.label = self.span(from, from + 1);
            draft.figure.category = Some("person".into());
            draft.figure.outcome = Some("infected".into());
        } else if is_whole && self.are_some(draft, head, from)
            || self.difference(draft, head, from)
            || self.is_some_of(from) && self.some_of_those(draft, head, from)
        {
            return;
        } else if !(self.is_before_quoted(from)
            || is_whole && self.left_out(draft, head, from)
            || self.is_some_of(from))
        {
            self.subject(draft, head);
            if draft.is_any_person && draft.figure.relation != Relation::Vague {
                self.narrow(draft, head);
            }
        }
        if draft.figure.outcome.is_none()
            && draft.figure.label.is_some()
            && !(draft.goes_apart || self.describes(draft))
            && let Some(told) = self.outcome_told(draft, end)
        {
            // "hostages kidnapped in April were released": the participle right behind the noun only says which.
            let state = match lexicon.longest(view.tokens, told.at, outcome::TELLING).filter(|_| told.at == end) {
                Some(participle) => self.outcome_of_state(draft, participle.end),
                None => None,
            };
            let told = state.unwrap_or(told);
            let told = self.undeny(draft, told);
            let mut told = self.bodies_returned(&told, draft).unwrap_or(told);
            // Bodies are pulled out, and nobody is saved.
            // "Leichen wurden geborgen, darunter die von drei Kindern": nor are those of them.
            let are_of_dead = || {
                told.at < draft.first
                    && self.is_nested(draft.hedge_first)
                    && head.last().is_some_and(|whole| {
                        whole.figure.outcome.as_deref() == Some("killed")
                            && !ends_between(view, whole.end, draft.hedge_first)
                    })
            };
            if matches!(told.name.as_str(), "rescued" | "released")
                && (self.are_bodies(draft, label.as_ref()) || are_of_dead() || self.are_listed_bodies(draft, head))
            {
                told.name = "killed".into();
            }
            let is_other_news = self.is_other_news(draft, &told, label.as_ref());
            if draft.figure.side.is_none() && !is_other_news {
                let subject = || self.side_of_subject(told.node, told.at);
                // "79 drones, with which Russia attacked Ukraine"
                let is_relative = view.token(end).is_some_and(|comma| comma.is_mark(',')) && told.at > end;
                draft.figure.side = match told.at < draft.first {
                    true => subject(),
                    false if is_relative => subject().or_else(|| self.side_of_agent(told.node, told.at)),
                    false => self.side_of_agent(told.node, told.at),
                };
            }
            // "36 Israéliens, dont des soldats, sont morts": a people's name counts its people.
            if !is_other_news && draft.figure.category.is_none() && label.as_ref().is_some_and(|it| self.is_people(it))
            {
                draft.figure.category = Some("person".into());
                draft.is_any_person = true;
            }
            if !is_other_news {
                let of_war = |at: usize| view.cue(at, "of_war").is_some();
                let is_of_war = label.as_ref().is_some_and(|label| (label.first..label.end).any(of_war));
                tell_unknown(draft, told, is_of_war);
            }
        } else if draft.figure.outcome.is_some()
            && let Some(told) = self.outcome_of_state(draft, end)
        {
            // "drei Leichen wurden geborgen"
            let are_dead =
                matches!(told.name.as_str(), "rescued" | "released") && self.are_bodies(draft, label.as_ref());
            if !are_dead {
                draft.figure.outcome = Some(told.name);
            }
        } else if matches!(draft.figure.outcome.as_deref(), Some("infected" | "hospitalised" | "wounded"))
            && let Some(told) = self.outcome_after(draft.hedge_first, end, draft.figure.category.as_deref())
            && told.at == end
            && told.name == "killed"
            && !lexicon.roles(told.node).has(Role::OutcomeNoun)
        {
            // "37 of the sick died"
            draft.figure.outcome = Some(told.name);
        }
        // "rescued five trapped miners", "lost 1,100 soldiers, killed and wounded": the verb says more than the participle, and
        // of "38 of the sick died" than the noun.
        let is_state = matches!(
            draft.figure.outcome.as_deref(),
            Some("infected" | "wounded" | "missing" | "affected" | "hospitalised" | "displaced" | "homeless")
        );
        let are_bodies = |label: &label::Label| view.cue(label.first, "bodies").is_some();
        // "foram resgatadas 48 vítimas"
        let are_victims = |label: &label::Label| view.cue(label.first, "victims").is_some();
        let may_be_more =
            |label: &label::Label| label.category.is_some() || is_state || are_bodies(label) || are_victims(label);
        if label.as_ref().is_some_and(|label| label.outcome.is_some() && may_be_more(label))
            && let Some(told) = self.outcome_before(draft.hedge_first, draft.figure.category.as_deref())
            && let told = self.bodies_returned(&told, draft).unwrap_or(told)
            && told.is_close
            && (told.name == "repatriated" || !label.as_ref().is_some_and(are_bodies))
            && told.name != "losses"
            && (label.as_ref().is_some_and(|label| label.category.is_some()) || self.is_right_behind(told.at, draft))
            && lexicon.roles(told.node).has(Role::Outcome)
            && !lexicon.roles(told.node).has(Role::OutcomeNoun)
        {
            draft.figure.outcome = Some(told.name);
        }
        // "11327 إصابة": a word for the hurt and for cases.
        let may_be_cases = |label: &label::Label| {
            draft.figure.outcome.as_deref() == Some("wounded") && view.cue(label.first, "cases").is_some()
        };
        if let Some(label) = label.as_ref().filter(|it| draft.figure.outcome.is_none() || may_be_cases(it)) {
            let told = if self.takes_lives(draft, label) {
                Some("killed")
            } else if draft.figure.category.is_none() && self.are_cases(head, label.first) {
                Some("infected")
            } else {
                None
            };
            if let Some(told) = told {
                draft.figure.outcome = Some(told.into());
                draft.figure.category = Some("person".into());
            }
        }
        // "58 survivors": a noun that is also what happened, where no verb says more.
        if draft.figure.outcome.is_none()
            && let Some(node) = label.as_ref().and_then(|label| label.category)
            && lexicon.roles(node).has(Role::OutcomeNoun)
        {
            draft.figure.outcome = lexicon.name(node, Role::OutcomeNoun).cloned();
        }
        // "5 Palestinians were killed", "130 000 Moldaves ont voté": a people's name alone counts its people.
        if draft.figure.category.is_none() && label.as_ref().is_some_and(|label| self.is_people(label)) {
            draft.figure.category = Some("person".into());
            draft.is_any_person = true;
        }
        // "812 нових випадків": nor are cases anything else.
        let are_infected = draft.figure.outcome.as_deref() == Some("infected");
        // People are counted where the outcome is one that people have and nothing narrower is said.
        if draft.figure.category.is_none()
            && label.as_ref().is_some_and(|label| {
                label.outcome.is_some_and(|node| lexicon.roles(node).has(Role::OutcomeNoun) || are_infected)
            })
        {
            draft.figure.category = Some("person".into());
            draft.is_any_person = true;
            let is_told_alone = label.as_ref().is_some_and(|label| {
                let told = lexicon.longest(view.tokens, label.first, outcome::TELLING);
                told.is_some_and(|told| told.end == label.end)
            });
            if is_told_alone {
                self.narrow(draft, head);
            }
        }
        // "Minus 1,050 occupiers": nobody counts less than none, they were lost.
        let is_of_war = |it: &str| is_fighter(it) || is_thing(it);
        let below = draft.figure.value.filter(|value| value.is_negative());
        if let Some(value) = below.filter(|_| draft.figure.category.as_deref().is_some_and(is_of_war)) {
            draft.state(value.negated(), draft.figure.relation);
            draft.figure.outcome.get_or_insert_with(|| "losses".into());
        }
        if let Some(label) = &label {
            self.rank(draft, head, label);
        }
        if draft.figure.side.is_none() && draft.figure.outcome.is_some() {
            draft.figure.side = self.side_of_state(end).and_then(|node| lexicon.name(node, Role::Side)).cloned();
        }
        if draft.figure.side.is_none() {
            draft.figure.side = self.side_before(draft);
        }
        if draft.figure.outcome.as_deref() == Some("losses")
            && let Some(told) = self.told_apart(end)
        {
            draft.figure.outcome = Some(told);
        }
        if self.are_animals(label.as_ref()) && draft.figure.category.take().is_some() {
            (draft.figure.outcome, draft.figure.side) = (None, None);
        }
        // Clashes and strikes are nobody's.
        if draft.figure.category.as_deref().is_some_and(is_event) {
            draft.figure.side = None;
            // "20 ударов ножом": blows and shots of other sorts.
            if view.cue(end, "by_hand").is_some() {
                draft.figure.category = None;
            }
        }
        if draft.figure.label.is_some() || draft.figure.category.is_some() || draft.figure.outcome.is_some() {
            draft.figure.kind = Kind::Count;
        } else {
            self.by_counter(draft, head);
        }
    }

    /// Whether nothing but an article or a word for others stands between the verb at token `at` and the amount.
    fn is_right_behind(&self, at: usize, draft: &Draft) -> bool {
        let view = self.view;
        let end = view.lexicon.longest(view.tokens, at, outcome::TELLING).map_or(at, |verb| verb.end);
        let links = Roles::any(&[Role::Others, Role::Definite]);
        (end..draft.hedge_first).all(|at| view.roles_at(at).meets(links))
    }

    /// What the clause says of the amount, past a change that is printed behind its label.
    fn outcome_told(&self, draft: &Draft, end: usize) -> Option<outcome::Told> {
        let category = draft.figure.category.as_deref();
        if !self.view.may_have(outcome::TELLING) {
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
        // "a man died and seven people, including two policemen, were hurt": the verb behind is that of the second.
        let is_past_and = |told: &outcome::Told| {
            let others = self.view.lexicon.longest_before(self.view.tokens, draft.hedge_first, Roles::of(Role::Others));
            let opened = others.map_or(draft.hedge_first, |(others, _)| others);
            let is_aged = || self.view.before(opened).is_some_and(|comma| comma.is_mark(','));
            told.at < draft.first
                && ((told.at..draft.hedge_first).any(|at| self.view.roles_at(at).has(Role::And)) || is_aged())
        };
        if told.as_ref().is_some_and(is_past_and)
            && let Some(own) = aside()
        {
            return Some(own);
        }
        told.or_else(aside).or_else(|| self.split_verb(draft.hedge_first, end, category))
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
    fn told_apart(&self, comma: usize) -> Option<CompactString> {
        let view = self.view;
        // A verb may stand between: "Soldaten verloren, getötet oder verwundet".
        let is_comma = |at: &usize| view.token(*at).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line());
        let at = [comma, comma + 1].into_iter().find(is_comma)?;
        let told =
            view.lexicon.longest(view.tokens, at + 1, outcome::TELLING).filter(|told| told.end <= self.ceiling)?;
        self.outcome_name(told.node).filter(|name| *name == "killed_or_wounded").cloned()
    }

    /// "56 people at least were killed": a hedge behind the label; where the clause goes on behind it.
    fn hedge_behind(&self, draft: &mut Draft, end: usize) -> usize {
        let (Relation::Exact | Relation::Approx, Some(value)) = (draft.figure.relation, draft.figure.value) else {
            return end;
        };
        // "34'ünün Bryansk üzerinde": over a place and not over a number.
        let is_name = end > draft.after()
            && draft.figure.category.is_none()
            && self.view.before(end).is_some_and(|word| word.is_capital);
        if end < self.ceiling
            && !is_name
            && let Some((behind, relation, false)) = hedge_after(self.view, end)
        {
            draft.state(value, relation);
            return behind;
        }
        end
    }
}

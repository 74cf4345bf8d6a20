//! What a figure without a noun of its own counts: "three were wounded", "17 others", "nine in the capital", "87 of the drones".
//!
//! A bare amount and the counts before it come in; the noun, what happened and whose it is go over. Takes nothing over a full
//! stop unless the words say that they go on.

use compact_str::CompactString;

use super::everyday::is_hit_by;
use super::gap::goes_on_behind;
use super::label::says_outcome;
use super::share::has_own_verb;
use super::{Relating, end_of_label, part::is_fewer};
use crate::decimal::Decimal;
use crate::draft::{Draft, LONGEST_LIST, of_id};
use crate::figure::{Figure, Flag, Kind, Relation};
use crate::lexicon::{Role, Roles, TELLING};
use crate::library::{alone, can_happen, categories, is_everyday, is_fighter, is_person, outcomes, said_of};
use crate::stages::read::View;
use crate::token::Token;

/// Opens those that some are taken of.
pub(super) const SOME_OF: Roles = Roles::any(&[Role::OutOf, Role::PartOf]);

/// Figures before one that are asked for their noun.
const FIGURES: usize = 5;

impl Relating<'_, '_> {
    /// "12 people were killed and three were wounded": the noun is left out and what happened says that it counts.
    pub(super) fn left_out(&self, draft: &mut Draft, head: &[Draft], from: usize) -> bool {
        // "24 مليار دولار مقابل 21.3 مليارا": a great number behind a sum counts nobody named before that.
        let is_great = draft.number.and_then(|number| number.scale).is_some_and(|it| it >= Decimal::from(1_000_000));
        let is_sum =
            |last: &Draft| last.figure.kind == Kind::Money && !ends_between(self.view, last.end, draft.hedge_first);
        // "300 millions d'euros en 2026 et 1,9 milliard en 2027": a date may stand between.
        let mut before = head.iter().rev().take(2).skip_while(|before| before.figure.kind == Kind::Date);
        if is_great && before.next().is_some_and(is_sum) {
            return false;
        }
        let goes_on = self.goes_on_with_others(draft, from);
        // "di un mese nel 2027 e di altri due nel 2028": more of a length of time, and of nobody.
        let is_term = |last: &&Draft| !ends_between(self.view, last.end, draft.hedge_first);
        let last = head.iter().rev().take(2).find(|last| last.figure.kind != Kind::Date).filter(is_term);
        let is_and =
            || last.is_some_and(|last| self.view.roles_at(last.end).meets(Roles::any(&[Role::And, Role::Function])));
        if goes_on
            && last.is_some_and(|last| last.figure.kind == Kind::Duration && last.figure.trend.is_some())
            && is_and()
        {
            return false;
        }
        let before = || if self.is_some_of(draft, from) { None } else { self.outcome_right_before(draft, head) };
        // "30 others in the collapse of a house": what happened to things where they were.
        let is_theirs = |(node, at): &(u32, usize)| {
            let is_where = at.checked_sub(1).is_some_and(|place| self.view.roles_at(place).has(Role::Place));
            !is_where || self.outcome_name(*node).is_some_and(|name| alone(name).is_some())
        };
        let behind = self.outcome_behind(from).or_else(|| self.outcome_past_aside()).filter(is_theirs);
        let is_none = draft.figure.flags.contains(Flag::Negated);
        // "killed eight and wounded seven before he was shot": a clause of its own goes on behind, unless a verb of being opens it.
        let is_apart = |(_, at): &(u32, usize)| {
            *at > from + 1
                && !self.view.lexicon.switches.verb_final
                && !self.view.roles_at(from).meets(Roles::any(&[Role::Passive, Role::Counter]))
                && before().is_some()
        };
        let behind = behind.filter(|behind| !is_apart(behind));
        let told = behind.map(|(node, at)| if is_none { self.undenied(node, at) } else { node }).or_else(before);
        let Some(node) = told else {
            return goes_on && self.others(draft, head, from) || self.in_all(draft, head);
        };
        let Some(mut outcome) = self.outcome_name(node).cloned() else { return false };
        // "ist um 17.000 auf 2,7 Millionen gesunken": what changes a number says it of things that sink, and of nobody.
        let is_change = self.view.lexicon.roles(node).has(Role::Change);
        let are_things = || {
            let last = head.last().filter(|before| !ends_between(self.view, before.end, draft.hedge_first));
            let before = last.and_then(|before| before.figure.category.as_deref());
            before.is_some_and(|before| can_happen(&outcome, before))
        };
        if is_change && !are_things() {
            return self.reaches(draft, head);
        }
        // "Тела еще 16 извлечены": nobody is saved.
        if outcome == outcomes::RESCUED && self.are_bodies(draft, None) {
            outcome = outcomes::KILLED.into();
        }
        outcome = self.said_of_last(node, draft, head).unwrap_or(outcome);
        self.carry(draft, head, &outcome, goes_on)
    }

    /// "208 civilians killed and 927 injured": those hurt are of the people named right before.
    pub(super) fn narrow(&self, draft: &mut Draft, head: &[Draft]) {
        const NEAR: usize = 5;
        let view = self.view;
        let is_head = |before: &&Draft| before.is_whole_count();
        let Some(before) = head.last().filter(is_head) else { return };
        let from = end_of_label(view, before);
        if !draft.is_any_person || from > draft.hedge_first || draft.hedge_first - from > NEAR {
            return;
        }
        let links = Roles::any(&[Role::Function, Role::And, Role::Others]);
        // "one soldier was killed, three wounded and two captured": the label may tell it.
        let (mut at, mut is_told) = (from, says_outcome(view, before));
        while at < draft.hedge_first {
            let Some(token) = view.token(at).filter(|token| token.is_on_line()) else { return };
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, TELLING) {
                is_told = true;
                at = phrase.end;
                continue;
            }
            if !token.is_mark(',') && !view.roles_at(at).meets(links) {
                return;
            }
            at += 1;
        }
        let are_people = before.figure.category.as_deref().filter(|category| is_person(category));
        // "22 policías heridos y dos detenidos": those who are held are none of those who hold.
        let holds = |category: &&str| matches!(*category, categories::POLICE | categories::RESCUER);
        let are_people = are_people
            .filter(|category| draft.figure.outcome.as_deref() != Some(outcomes::DETAINED) || !holds(category))
            // "40 presos e 13 mortos": nor are the dead of those who were caught.
            .filter(|category| {
                *category != categories::PRISONER || before.figure.outcome.as_deref() != Some(outcomes::DETAINED)
            });
        if let Some(category) = are_people.filter(|_| is_told && at == draft.hedge_first) {
            draft.figure.category = Some(category.into());
            draft.take_side(&before.figure);
        }
    }

    /// "71 із 90 дронів": what is counted stands behind the amount that it is some of.
    pub(super) fn is_some_of(&self, draft: &Draft, from: usize) -> bool {
        let view = self.view;
        let Some(of) = view.lexicon.longest(view.tokens, from, SOME_OF) else { return false };
        // "وأصيب خمسة بينهم ضابط": what happened right before the amount, and behind it who some of those were.
        let is_told = || view.lexicon.longest_before(view.tokens, draft.hedge_first, TELLING).is_some();
        let names = || view.lexicon.longest(view.tokens, of.end, Roles::of(Role::Category)).is_some();
        let is_including = !view.lexicon.roles(of.node).has(Role::OutOf) && view.lexicon.switches.one_follows;
        !(is_including && is_told() && names())
    }

    /// Gives `draft` the outcome and the noun of a count before it to which that can happen, else those it speaks of alone.
    fn carry(&self, draft: &mut Draft, head: &[Draft], outcome: &CompactString, goes_on: bool) -> bool {
        let is_told_alone = alone(outcome);
        let over_stop = goes_on || is_told_alone.is_none();
        let are_people = self.view.cue(draft.first, "of_people") == Some(draft.end);
        let mut before = counts_before(self.view, head, draft, over_stop)
            .filter(|before| may_be_told(&before.figure, outcome, are_people));
        let nearest = before.next();
        // "96 drones were launched and 43 people hurt. 70 of the drones were downed; 37 were jammed": of what is so called itself.
        let is_so_called = |before: &&Draft| before.figure.counts(|it| can_happen(outcome, it));
        let whole = || {
            let part = head.last().filter(|part| !ends_between(self.view, part.end, draft.hedge_first))?;
            of_id(head, part.figure.part_of, LONGEST_LIST).filter(is_so_called)
        };
        let nearest = match nearest.filter(|nearest| !is_so_called(nearest)) {
            Some(other) => whole().or_else(|| before.find(is_so_called)).or(Some(other)),
            None => nearest,
        };
        // "72 drones and three missiles, 58 were shot down": more than the nearest can only be of what there was more of.
        let is_enough = |before: &&Draft| is_told_alone.is_some() || is_fewer(&draft.figure, &before.figure);
        // "12,450 people; 1,044 houses destroyed and 3,216 damaged": not of what only another word could tell it.
        let is_meant = |before: &&Draft| is_enough(before) && is_so_called(before);
        let whose = nearest.filter(|before| goes_on || is_enough(before));
        let whose = whose.or_else(|| before.find(is_meant)).or(nearest);
        drop(before);
        match (whose, is_told_alone) {
            (Some(before), _) => {
                draft.take_noun(&before.figure);
                // "لقي 12 شخصا بينهم ثلاثة أطفال حتفهم وأصيب خمسة": what befell some of them befell them all.
                let is_told_by_part = head.last().is_some_and(|part| {
                    part.figure.part_of == Some(before.id)
                        && part.figure.outcome.as_ref().is_some_and(|told| told != outcome)
                        && before.figure.outcome.is_none()
                });
                // "52 died on Jan 20, while 45 were killed on Feb 21": those of the one day are none of the other's.
                let is_of_day =
                    head.last().is_some_and(|date| date.figure.kind == Kind::Date && date.first > before.end);
                let is_other_day = is_of_day && before.figure.outcome.as_ref() == Some(outcome);
                if !is_told_by_part && !is_other_day && self.is_some_of_told(draft, before, outcome, goes_on) {
                    draft.figure.part_of = Some(before.id);
                }
            }
            // "turned down three bills, sent back five more": of what was counted there.
            (None, Some(_)) if is_everyday(outcome) && !are_people && self.counts_unknown(head, draft) => return false,
            (None, Some(category)) => {
                draft.figure.category = Some(category.into());
                draft.is_any_person = true;
            }
            // "won 24 matches and lost five"
            (None, None) if is_everyday(outcome) => return false,
            (None, None) if are_people => draft.figure.category = Some(categories::PERSON.into()),
            (None, None) => {}
        }
        // "a boat with 46 migrants: 28 went down"
        let whose = draft.figure.category.as_deref().filter(|whose| !can_happen(outcome, whose));
        if is_hit_by(outcome, draft.figure.category.as_deref()) {
            // "181 were intercepted, though 32 hit": they were not.
            draft.goes_apart = true;
            return true;
        }
        draft.figure.outcome =
            Some(whose.and_then(|whose| said_of(outcome, whose)).map_or(outcome.clone(), Into::into));
        true
    }

    /// Whether those to whom `outcome` happened are some of the ones counted `before`.
    fn is_some_of_told(&self, draft: &Draft, before: &Draft, outcome: &CompactString, goes_on: bool) -> bool {
        // "14 were brought up, three with burns": how some of those rescued were.
        let is_state = || {
            matches!(before.figure.outcome.as_deref(), Some(outcomes::RESCUED | outcomes::EVACUATED))
                && matches!(outcome.as_str(), outcomes::WOUNDED | outcomes::HOSPITALISED)
                && self.view.before(draft.hedge_first).is_some_and(|comma| comma.is_mark(','))
        };
        // "Of the 212 sailors 64 survived", "252 were underground, 206 got out": all were told, and what came of some.
        let is_some = before.figure.outcome.as_ref().is_none_or(|whole| whole == outcome)
            && (before.figure.outcome.is_some() || !self.was_told_of(before, draft))
            || is_state()
            || self.is_opened_by_of(before);
        let opened = draft.hedge_first.checked_sub(1);
        // "pardoned 600 others", "Seven children and five others were hurt": are none of those before.
        let is_and = || opened.is_some_and(|at| self.view.roles_at(at).has(Role::And)) && !self.is_opened_by_of(before);
        let are_others = goes_on && (before.figure.outcome.as_ref() == Some(outcome) || is_and());
        // "26,000 are buried and another 14,000 are missing"
        let are_more =
            || opened.is_some_and(|at| self.view.roles_at(at).has(Role::Others)) && !self.is_opened_by_of(before);
        is_some
            && !(are_others || are_more())
            && !is_hit_by(outcome, draft.figure.category.as_deref())
            && is_fewer(&draft.figure, &before.figure)
    }

    /// "wounding seven others": the noun of the count before, and what the clause says.
    fn others(&self, draft: &mut Draft, head: &[Draft], from: usize) -> bool {
        let known = || counts_before(self.view, head, draft, true).filter(|before| before.figure.category.is_some());
        // "nine of one family were killed and six others hurt"
        let is_people = |before: &&Draft| before.figure.category.as_deref() != Some(categories::HOUSEHOLD);
        let Some(before) = known().find(is_people).or_else(|| known().next()) else { return false };
        let category = before.figure.category.as_deref();
        let told = self.outcome_after(draft.hedge_first, from, category);
        let told = told.or_else(|| {
            let told = self.outcome_before(draft.hedge_first, category)?;
            let is_near = (told.at..draft.hedge_first).all(|at| self.view.token(at).is_some_and(Token::is_word));
            is_near.then_some(told)
        });
        let Some(told) = told else {
            // "620 000 soldiers, another 13 000 are in reserve", "15 others are believed to be underground"
            let is_next = if self.opens_others(draft, before) {
                true
            } else if from == draft.after() {
                // "Of the 24, 19 were charged, the other five were let go": the sentence goes on from a part.
                let last = head.last().filter(|last| last.figure.part_of == Some(before.id)).unwrap_or(before);
                goes_on_behind(self.view, last, draft)
            } else {
                let is_told = || self.view.roles_at(from).has(Role::Function) && self.view.before(from).is_some();
                category.is_some_and(|it| is_person(it) || is_told()) && !self.view.roles_at(from).has(Role::Than)
            };
            if is_next {
                draft.take_noun(&before.figure);
                // "47 were shot down, while another 33 failed to": what is said of those before is not said of these.
                draft.goes_apart |= has_own_verb(self.view, draft);
            }
            return is_next;
        };
        draft.take_noun(&before.figure);
        draft.figure.outcome = Some(told.name);
        true
    }

    /// Whether a word for others stands right before or behind the amount.
    fn goes_on_with_others(&self, draft: &Draft, from: usize) -> bool {
        let others = Roles::of(Role::Others);
        from > draft.after()
            || draft.hedge_first > self.floor
                && self.view.lexicon.longest_before(self.view.tokens, draft.hedge_first, others).is_some()
    }

    /// Whether no noun follows the amount.
    pub(super) fn is_bare(&self, draft: &Draft) -> bool {
        let after = draft.after();
        let grammar = Roles::any(&[Role::Function, Role::And, Role::PartOf]);
        !self.view.token(after).is_some_and(Token::is_word_on_line) || self.view.roles_at(after).meets(grammar)
    }

    /// "ранены 1645", "ППО збила 66", "ne ha abbattuti 58": what happened, right before an amount that no noun follows; to things
    /// only where some were counted.
    fn outcome_right_before(&self, draft: &Draft, head: &[Draft]) -> Option<u32> {
        const GRAMMAR: usize = 3;
        let view = self.view;
        if !view.may_have(TELLING) {
            return None;
        }
        let mut end = draft.hedge_first;
        for _ in 0..=GRAMMAR {
            if end <= self.floor || !view.token(end).is_none_or(|token| token.is_on_line()) {
                return None;
            }
            if let Some((first, phrase)) = view.lexicon.longest_before(view.tokens, end, TELLING) {
                let roles = view.lexicon.roles(phrase.node);
                // "killed 12 militants and captured four": what those who are told of before did next.
                let is_next = || {
                    // "et en a blessé sept": a pronoun and an auxiliary may stand between.
                    let mut and = first;
                    while first - and < GRAMMAR
                        && view.before(and).is_some_and(|word| {
                            word.is_word() && word.word.roles.has(Role::Function) && !word.word.roles.has(Role::And)
                        })
                    {
                        and -= 1;
                    }
                    let does = |last: &Draft| {
                        let verb = view.lexicon.longest_before(view.tokens, last.hedge_first, Roles::of(Role::Outcome));
                        verb.is_some() && end_of_label(view, last) + 1 == and
                    };
                    and > 0 && view.roles_at(and - 1).has(Role::And) && head.last().is_some_and(does)
                };
                let may_be_next = draft.figure.relation != Relation::Vague;
                let is_verb = roles.has(Role::Outcome) && (!roles.has(Role::OutcomeNoun) || may_be_next && is_next());
                let name = self.outcome_name(phrase.node)?;
                let is_told = alone(name).is_some() || self.is_bare(draft) && happens_to_last(view, head, draft, name);
                return (first >= self.floor && is_verb && is_told).then_some(phrase.node);
            }
            let roles = view.roles_at(end - 1);
            if !roles.meets(Roles::any(&[Role::Others, Role::Function]))
                || roles.meets(Roles::any(&[Role::Place, Role::And]))
            {
                return None;
            }
            end -= 1;
        }
        None
    }
}

/// Whether `outcome` may be told of what was counted before, in its own sense or another; of people where `are_people`.
fn may_be_told(before: &Figure, outcome: &CompactString, are_people: bool) -> bool {
    // "won 24 matches before 60,000 fans and lost five"
    let is_lost = |it: &str| outcome == outcomes::LOSSES && is_person(it) && !is_fighter(it);
    // "nine of one family were killed and six others hurt": no families are.
    let is_bodily = matches!(
        outcome.as_str(),
        outcomes::KILLED
            | outcomes::WOUNDED
            | outcomes::KILLED_OR_WOUNDED
            | outcomes::HOSPITALISED
            | outcomes::INFECTED
    );
    let is_family = |it: &str| is_bodily && it == categories::HOUSEHOLD;
    let is_said = |it: &str| can_happen(outcome, it) || alone(outcome).is_none() && said_of(outcome, it).is_some();
    // "Сгорели четыре дома, пострадали двое": the numeral counts people.
    before.counts(|it| !is_lost(it) && !is_family(it) && is_said(it) && (!are_people || is_person(it)))
}

/// Whether `outcome` can happen to what was counted last before `draft`.
fn happens_to_last(view: &View, head: &[Draft], draft: &Draft, outcome: &str) -> bool {
    let last = counts_before(view, head, draft, true).find_map(|before| before.figure.category.as_deref());
    last.is_some_and(|category| can_happen(outcome, category))
}

/// The counts before `draft` that a noun may be taken from, the nearest first: those of its sentence, no parts of others.
pub(super) fn counts_before<'d>(
    view: &'d View<'d>,
    head: &'d [Draft],
    draft: &Draft,
    over_stop: bool,
) -> impl Iterator<Item = &'d Draft> {
    let mut begin = draft.hedge_first;
    let mut stops = usize::from(over_stop);
    head.iter()
        .rev()
        .take(FIGURES)
        .take_while(move |before| {
            if ends_between(view, before.end, begin) {
                if stops == 0 {
                    return false;
                }
                stops -= 1;
            }
            begin = before.hedge_first;
            true
        })
        .filter(|before| before.is_whole_count())
}

/// Whether a sentence or a line ends between two tokens.
pub(super) fn ends_between(view: &View, from: usize, to: usize) -> bool {
    const FAR: usize = 60;
    to.saturating_sub(from) > FAR
        || (from..=to).any(|at| {
            let Some(token) = view.token(at) else { return true };
            // 12人が死亡した。避難所には: where words are written joined, so are sentences.
            let is_wide = token.first != '.' && token.end > token.start + 1;
            let opens = || {
                is_wide
                    || view.token(at + 1).is_none_or(|next| !next.is_joined() && (next.is_capital || !next.is_word()))
            };
            !token.is_on_line() || at < to && token.is_full_stop() && opens()
        })
}

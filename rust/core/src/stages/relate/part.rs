//! Figures that others include: "12 people, including 3 children", "14 people: nine in the valley and five on the coast".
//!
//! Related figures come in, `part_of` goes out, and what the whole says of its parts. Knows no verbs.

use compact_str::CompactString;

use super::carry::ends_between;
use super::rival::is_vote;
use super::share::is_next_in_list;
use super::{Relating, end_of_label};
use crate::draft::{Draft, LONGEST_LIST, of_id};
use crate::figure::{Figure, Flag, Kind, Scope};
use crate::lexicon::{Phrase, Role, Roles};
use crate::library::{can_happen, categories, holds_others, is_fighter, is_of_people, is_person, is_thing, outcomes};
use crate::token::Token;

/// Whether the one may be a part of the other: less, and not nought.
pub(super) fn is_fewer(part: &Figure, whole: &Figure) -> bool {
    let (part, whole) = (part.value.or(part.low), whole.value.or(whole.low));
    part.zip(whole).is_some_and(|(part, whole)| part < whole && !part.is_zero())
}

/// Whether both are people, or both are not.
pub(super) fn are_alike(one: &Figure, other: &Figure) -> bool {
    one.counts(is_person) == other.counts(is_person)
}

/// Whether both are people, or the same thing.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    one == other || is_person(one) && is_person(other)
}

/// The outcome, if it can happen to what `draft` counts.
pub(super) fn fitting(outcome: Option<&CompactString>, draft: &Draft) -> Option<CompactString> {
    let category = draft.figure.category.as_deref();
    // What happens to people alone is not shared with what nobody knows: "five people and four dogs".
    let fits =
        |outcome: &&CompactString| category.map_or(!is_of_people(outcome), |category| can_happen(outcome, category));
    outcome.filter(fits).cloned()
}

/// What the words around an amount say of a whole that it may be of.
struct Cues {
    /// Where they begin.
    reach: usize,
    /// Where those right behind the amount end that say that it is of one.
    own: Option<usize>,
    /// Whether the whole right before is opened with "of".
    is_opened: bool,
    /// Whether any say that it is of one.
    is_cued: bool,
}

impl Relating<'_, '_> {
    /// "12 people, including 3 children".
    pub(super) fn part_of(&self, draft: &mut Draft, head: &[Draft]) {
        // "2,452 people, against 1,417 in the same months of last year" are none of them.
        if draft.figure.scope == Some(Scope::Previous) || self.goes_on_beside(draft, head) {
            return;
        }
        let cues = self.cues_of_part(draft, head);
        if !cues.is_cued && draft.figure.kind != Kind::Number {
            return;
        }
        let Some(whole) = self.whole(draft, head, cues.is_cued) else { return };
        if cues.own.is_none() && !cues.is_opened && self.is_past_part(draft, head, &whole.figure, cues.reach) {
            return;
        }
        if cues.is_cued {
            self.take_part_of(draft, whole, &cues);
        } else if let Some(whole) = self.counted_on(draft, head, whole) {
            // "103 drones, of which 61 were downed, 33 got lost": beside a bare number it is one of the same, and no part of it.
            let is_beside_bare = whole.figure.flags.contains(Flag::InheritedLabel);
            if is_beside_bare || self.is_place_beside(draft, end_of_label(self.view, whole)) {
                draft.take_noun(&whole.figure);
                draft.figure.outcome.clone_from(&whole.figure.outcome);
                draft.figure.part_of = whole.figure.part_of.filter(|_| is_beside_bare);
            } else {
                self.take_part_of(draft, whole, &cues);
            }
        }
    }

    /// What the words around the amount say of a whole.
    fn cues_of_part(&self, draft: &Draft, head: &[Draft]) -> Cues {
        const NEAR: usize = 5;
        const PAST_AGE: usize = 8;
        let view = self.view;
        // "including a girl aged 14 and two men": an age may stand between.
        let is_age = head.last().is_some_and(|age| age.figure.kind == Kind::Age);
        let (near, floor) = if is_age { (PAST_AGE, self.since) } else { (NEAR, self.floor) };
        let reach = draft.hedge_first.saturating_sub(near).max(floor);
        let is_stop = |at: &usize| view.token(*at).is_some_and(|mark| mark.is_full_stop());
        let reach = (reach..draft.hedge_first).rev().find(is_stop).unwrap_or(reach);
        // "40 houses, 24 of them wholly and 16 in part": words that speak of the part before.
        let spoken = head.last().filter(|last| last.figure.part_of.is_some()).map(Draft::after);
        // "hayatını kaybedenlerin toplam sayısı 61": those whose number is told are all of them.
        let is_asked = |cue: Phrase| {
            (cue.end..cue.end + 2).any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::NumberOf)).is_some())
        };
        let is_cue = |place: usize| {
            let cue = view.lexicon.longest(view.tokens, place, Roles::of(Role::PartOf));
            Some(place) != spoken && cue.is_some_and(|cue| !is_asked(cue))
        };
        let cue = view.may_have(Roles::of(Role::PartOf))
            && ((reach..draft.hedge_first).any(is_cue) || self.is_part_over_age(draft, head));
        let own = view.lexicon.longest(view.tokens, draft.after(), Roles::of(Role::PartOf)).map(|own| own.end);
        // "Among 94 wounded 18 are minors": the whole itself was opened so.
        let is_opened = head.last().is_some_and(|whole| {
            whole.figure.kind == Kind::Count
                && draft.figure.kind == Kind::Count
                && whole.figure.part_of.is_none()
                && self.is_opened_by_of(whole)
                && is_fewer(&draft.figure, &whole.figure)
                && are_alike(&draft.figure, &whole.figure)
                && !ends_between(view, whole.end, draft.hedge_first)
                // "Of 170 drones and 30 missiles none got through"; "Серед 12 загиблих троє дітей"
                && (end_of_label(view, whole) == draft.hedge_first || !is_next_in_list(view, whole, draft))
        });
        Cues { reach, own, is_opened, is_cued: cue || own.is_some() || is_opened }
    }

    /// The whole of which a bare number without a cue goes on to count some, where `whole` is what it would be of.
    fn counted_on<'d>(&self, draft: &Draft, head: &'d [Draft], mut whole: &'d Draft) -> Option<&'d Draft> {
        let view = self.view;
        let last = head.last()?;
        // "52 people died on January 20 and 45 on February 21": a day each.
        let mut behind = draft.after()..draft.after() + 4;
        if last.figure.kind == Kind::Date && behind.any(|at| view.roles_at(at).has(Role::Month)) {
            return None;
        }
        // "12 feriti a Milano e 30 a Roma": beside the last and no part of those before it.
        if last.end > whole.end
            && last.figure.kind == Kind::Count
            && last.figure.part_of.is_none()
            && !is_fewer(&draft.figure, &last.figure)
            && !ends_between(view, last.end, draft.first)
            && self.is_place_beside(draft, end_of_label(view, last))
        {
            return None;
        }
        // "22 minors, sixteen unaccompanied": what goes on right behind a part is of that, unless it tells where.
        if last.figure.kind == Kind::Count
            && is_fewer(&draft.figure, &last.figure)
            && !view.roles_at(draft.after()).has(Role::Place)
            && self.goes_on_counting(draft, &last.figure, last.end)
        {
            whole = last;
        }
        // "Of the dead, 43 were in the capital and five in the port": the next of the parts.
        let is_named = self.is_named_beside(draft, last);
        let is_sibling = last.end > whole.end
            && (is_named || self.is_part_by_place(draft, last.end, last.figure.category.is_some()))
            && !ends_between(view, last.end, draft.first);
        let of_sibling = of_id(head, last.figure.part_of, LONGEST_LIST).filter(|_| is_sibling);
        let (whole, end) = of_sibling.map_or((whole, whole.end), |whole| (whole, last.end));
        let goes_on = draft.figure.kind == Kind::Number
            && !is_vote(view, whole)
            && is_fewer(&draft.figure, &whole.figure)
            && (self.goes_on_counting(draft, &whole.figure, end)
                || self.is_part_by_place(draft, end, whole.figure.category.is_some())
                || is_sibling && is_named);
        goes_on.then_some(whole)
    }

    /// Makes the amount a part of `whole`, and tells of it what that says.
    fn take_part_of(&self, draft: &mut Draft, whole: &Draft, cues: &Cues) {
        let of_those = self.is_opened_by(whole, Roles::of(Role::OutOf));
        draft.figure.part_of = Some(whole.id);
        let whole = &whole.figure;
        let are_dead = whole.outcome.as_deref() == Some(outcomes::KILLED);
        let are_people = whole.counts(is_person);
        if draft.is_any_person && are_people {
            draft.figure.category.clone_from(&whole.category);
        }
        let from = cues.own.unwrap_or(draft.after());
        if draft.figure.kind == Kind::Number {
            self.count_as_part(draft, whole, from, !cues.is_cued);
        }
        // "nine wounded, three of them seriously", "30 people, 12 of them Kurds": whatever they are called, they are of the whole.
        if draft.figure.category.is_none() && cues.is_cued {
            draft.figure.category.clone_from(&whole.category);
        }
        let is_free = cues.is_opened || of_those || cues.own.is_some() && self.opens_clause(draft);
        draft.goes_apart = is_free && self.goes_its_own_way(from) || of_those && self.follows_own_verb(draft);
        // "Of the 23 dead 14 have been identified": whatever is told of the dead, they are.
        if draft.figure.outcome.is_none() && (are_dead || !draft.goes_apart) {
            draft.figure.outcome = fitting(whole.outcome.as_ref(), draft);
        }
        draft.take_side(whole);
    }

    /// "47 of which were intercepted": makes a number a count of the whole's noun, or of one that follows at token `from`.
    fn count_as_part(&self, draft: &mut Draft, whole: &Figure, from: usize, counts_on: bool) {
        let view = self.view;
        // "47 of which were intercepted", "of whom eight were women": the noun is the one before, unless a new one follows.
        let stop = (from + 4).min(self.ceiling);
        // "ocho de los cuales fueron trasladados a hospitales": behind a verb of its own a word of grammar opens another thing.
        let is_past_verb = |place: &usize| {
            let is_grammar = |at: usize| view.roles_at(at).has(Role::Function);
            is_grammar(*place) && (from..*place).any(|at| !is_grammar(at) && view.token(at).is_some_and(Token::is_word))
        };
        let own = if counts_on {
            // "33 killed, 12 were children"
            let label = self.label_of_predicate(draft, from);
            label.and_then(|label| {
                Some((label.first, view.lexicon.longest(view.tokens, label.first, Roles::of(Role::Category))?))
            })
        } else {
            (from..stop)
                .take_while(|place| !is_past_verb(place))
                .take_while(|place| {
                    view.token(*place).is_some_and(|token| token.is_on_line() && (token.is_word() || token.is_dash()))
                        && !view.roles_at(*place).meets(Roles::any(&[Role::Place, Role::Agent]))
                        && view.cue(*place, "because").is_none()
                })
                .find_map(|place| Some((place, view.lexicon.longest(view.tokens, place, Roles::of(Role::Category))?)))
                // "5,226 strikes, 143 of them from rocket launchers": what does it, and not what is done.
                .filter(|(_, own)| {
                    let own = view.lexicon.name(own.node, Role::Category);
                    let is_event = |category: &str| !is_person(category) && !is_thing(category);
                    !whole.counts(is_event) || own.is_none_or(|own| is_event(own))
                })
        };
        // "14 others, the strongest of which of 3.1": nobody is counted in parts.
        let [part, all] = [draft.figure.value, whole.value].map(|value| value.is_none_or(|value| value.is_whole()));
        if own.is_none() && !part && all {
            (draft.figure.part_of, draft.figure.category) = (None, None);
            return;
        }
        draft.figure.kind = Kind::Count;
        draft.figure.category = match own {
            Some((first, own)) => {
                draft.figure.label = self.span(first, own.end);
                // "12 soldiers, two of whom were officers"
                let is_rank = view.cue(first, "of_rank").is_some() && whole.counts(is_fighter);
                let own = view.lexicon.name(own.node, Role::Category).cloned();
                if is_rank { Some(categories::OFFICER.into()) } else { own }
            }
            None => whole.category.clone(),
        };
        if own.is_none() {
            draft.take_label(whole);
        }
        // "neutralised 84 of them": a verb right before the amount may say what of people means something else.
        let first = draft.hedge_first;
        draft.figure.outcome = self.outcome_near(first, from, draft.figure.category.as_deref()).map(|told| told.name);
        // "Acht starben, drei wurden gerettet": those who live are none of the dead.
        let lives = matches!(
            draft.figure.outcome.as_deref(),
            Some(outcomes::RESCUED | outcomes::SURVIVED | outcomes::EVACUATED | outcomes::WOUNDED)
        );
        if counts_on && lives && whole.outcome.as_deref() == Some(outcomes::KILLED) {
            draft.figure.part_of = None;
        }
    }

    /// "21 dead, including the driver, and 15 hurt", "detained 23, two of them minors, and seized 14 guns": whether the word for parts
    /// before an amount opened others, behind which the clause goes on.
    fn is_past_part(&self, draft: &Draft, head: &[Draft], whole: &Figure, reach: usize) -> bool {
        let view = self.view;
        let cue = (reach..draft.hedge_first)
            .rev()
            .find_map(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::PartOf)).map(|cue| (at, cue.end)));
        let Some((at, end)) = cue else { return false };
        // "Of these, 211 were shot down": a comma right behind it parts nothing.
        let is_of_last = head.last().is_some_and(|last| at == last.after());
        let comma = (end + usize::from(!is_of_last)..draft.hedge_first)
            .rev()
            .find(|at| view.token(*at).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line()));
        let Some(comma) = comma else { return false };
        // Not only "and" or an adverb: a verb of its own.
        let links = Roles::any(&[Role::And, Role::Function, Role::Others, Role::PartOf, Role::Category]);
        let goes_on = is_of_last && (comma + 1..draft.hedge_first).any(|at| !view.roles_at(at).meets(links));
        let differs = draft.figure.outcome.is_some()
            && whole.outcome.as_deref().is_some_and(|told| !holds_others(told))
            && draft.figure.outcome != whole.outcome;
        goes_on || !is_of_last && differs
    }

    /// Whether a sentence or a clause begins with the amount.
    fn opens_clause(&self, draft: &Draft) -> bool {
        let view = self.view;
        view.token(draft.hedge_first).is_none_or(|token| !token.is_on_line())
            || view.before(draft.hedge_first).is_none_or(|mark| mark.is_full_stop() || mark.is_mark(';'))
    }

    /// "Von den 140 evakuierten Bewohnern durften 90 nach Hause": whether such a verb stands right before the part.
    fn follows_own_verb(&self, draft: &Draft) -> bool {
        let view = self.view;
        let Some(verb) = draft.hedge_first.checked_sub(1).filter(|verb| *verb > self.floor) else { return false };
        let others = Roles::any(&[
            Role::Passive,
            Role::Place,
            Role::And,
            Role::Category,
            Role::Definite,
            Role::LabelLink,
            Role::DateOf,
            Role::Outcome,
            Role::OutcomeNoun,
            Role::Others,
        ]);
        view.token(verb).is_some_and(|token| token.is_word() && token.is_on_line() && !token.is_capital)
            && view.lexicon.switches.verb_final
            && !view.roles_at(verb).meets(others)
            && view.cue(verb, "remains").is_none()
    }

    /// "Of the 140 evacuated 90 have returned home": a verb behind the part that is none of being tells something else of it.
    fn goes_its_own_way(&self, from: usize) -> bool {
        let view = self.view;
        let being = Roles::any(&[Role::Passive, Role::Place, Role::And, Role::Category, Role::AgeCue]);
        let remains = (from..from + 2).any(|at| view.cue(at, "remains").is_some());
        !remains
            && view.token(from).is_some_and(|next| {
                next.is_on_line() && next.is_word() && !next.is_capital && !view.roles_at(from).meets(being)
            })
    }

    /// The count that a part would be of: the last one of the sentence that is no fewer, or the one right before; one that the
    /// same happened to goes before ("15 died and 40 were hurt; among the dead are three children").
    fn whole<'d>(&self, draft: &Draft, head: &'d [Draft], is_cued: bool) -> Option<&'d Draft> {
        const FIGURES: usize = 5;
        const LISTED: usize = 24;
        const NAMED: usize = 4;
        let mut stops: usize = if is_cued { 3 } else { 1 };
        let mut begin = draft.hedge_first;
        let mut nearest = None;
        let mut is_over_stop = false;
        let are_named = draft.figure.outcome.is_some()
            && (draft.hedge_first.saturating_sub(NAMED).max(self.floor)..draft.hedge_first)
                .any(|at| self.view.lexicon.longest(self.view.tokens, at, Roles::of(Role::OutcomeNoun)).is_some());
        // "Rostov (10), Smolensk (7), ...": the items of a list that goes on take no place.
        let mut figures = 0;
        let is_item = |before: &Draft| before.figure.part_of.is_some() && !is_cued;
        for before in head.iter().rev().take(LISTED).take_while(|before| {
            figures += usize::from(!is_item(before));
            figures <= FIGURES
        }) {
            if ends_between(self.view, before.end, begin) {
                let Some(left) = stops.checked_sub(1) else { break };
                stops = left;
                is_over_stop = true;
            }
            begin = before.hedge_first;
            // "nine in the valley and five on the coast" are both of the total.
            let is_other = draft.figure.category.is_some()
                && before.figure.category.is_some()
                && !are_alike(&before.figure, &draft.figure);
            // "7 квартир. Учасників 12, з них троє": the numeral counts people.
            let are_things = before.figure.counts(is_thing);
            let is_other = is_other || are_things && self.view.cue(draft.first, "of_people") == Some(draft.end);
            let is_whole = before.figure.kind == Kind::Count
                && !is_other
                && !is_fewer(&before.figure, &draft.figure)
                && !before.figure.flags.contains(Flag::Negated)
                && (is_cued || before.figure.part_of.is_none());
            if is_whole && (draft.figure.outcome.is_none() || draft.figure.outcome == before.figure.outcome) {
                return Some(before);
            }
            // "42 men got out. Among the hurt are four": not of those of whom something else or nothing was told.
            let told = before.figure.outcome.as_deref();
            let is_told = told.is_some_and(|told| holds_others(told) || told == outcomes::HOSPITALISED);
            // "25 million go hungry. Last week alone 57 were killed" is of others.
            let is_apart = is_over_stop && told == Some(outcomes::AFFECTED) && draft.figure.outcome.is_some();
            if is_whole && !is_apart && nearest.is_none() && (is_told || !is_over_stop || !are_named) {
                nearest = Some(before);
            }
        }
        nearest
    }

    /// "18 wounded, 5 in a grave condition": a smaller bare number right behind a comma counts some of the same.
    fn goes_on_counting(&self, draft: &Draft, whole: &Figure, end: usize) -> bool {
        const NEAR: usize = 6;
        let view = self.view;
        let comma =
            draft.hedge_first.checked_sub(1).and_then(|at| view.token(at)).is_some_and(|mark| mark.is_mark(','));
        let after = draft.after();
        let grammar = view.token(after).is_some_and(Token::is_word_on_line) && view.roles_at(after).has(Role::Function);
        // "three teenagers, two aged 16"
        let are_aged =
            whole.counts(is_person) && view.roles_at(after).meets(Roles::any(&[Role::AgeBefore, Role::AgeCue]));
        if comma && are_aged && draft.first.saturating_sub(end) <= NEAR {
            return true;
        }
        whole.outcome.is_some() && comma && grammar && draft.first.saturating_sub(end) <= NEAR
    }
}

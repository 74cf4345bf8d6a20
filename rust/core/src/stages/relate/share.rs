//! What figures owe each other: the label before and after a change, the verb of a list, the side of a sentence.
//!
//! Related figures come in, what they share goes out.

use super::ahead::is_told_of_some;
use super::brackets::share_brackets;
use super::carry::ends_between;
use super::compound::is_of_parent;
use super::followed::{closes_headline, has_own_passive, is_there};
use super::label::says_outcome;
use super::part::{fitting, is_fewer};
use super::past::{past_name, past_one};
use super::side::{is_also, of_war, says_also};
use super::{LONGEST_LABEL, Relating, end_of_label};
use crate::draft::{Draft, each_pair};
use crate::figure::{Flag, Kind};
use crate::lexicon::{Role, Roles};
use crate::library::{categories, is_arm, is_person, is_suffered, is_thing, outcomes};
use crate::stages::read::View;
use crate::token::Token;

/// Words that list nothing.
const RELATING: Roles = Roles::any(&[Role::Place, Role::DateOf, Role::LabelLink, Role::OutOf]);

/// "71 of the 90 drones were shot down": the first counts some of the second, and what happened is said of it.
pub(super) fn share_out_of(view: &View, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let since = head.len().checked_sub(2).and_then(|before| head.get(before)).map_or(0, |before| before.hedge_end);
        let (Some(some), Some((all, tail))) = (head.last_mut(), tail.split_first_mut()) else { continue };
        if share_noun_before(view, some, all) {
            continue;
        }
        let from = some.hedge_end.max(some.end);
        let Some(link) = view.lexicon.longest(view.tokens, from, Roles::of(Role::OutOf)) else { continue };
        let fewer = some.figure.value.zip(all.figure.value).is_some_and(|(some, all)| some < all);
        // "38 of its 220 stores"
        let whose = view.roles_at(link.end).has(Role::Function) && !view.roles_at(link.end).meets(RELATING);
        let is_owner = view.token(link.end).is_some_and(|word| word.is_on_line() && word.is_owner(view.text));
        let adjacent = (link.end == all.hedge_first || (whose || is_owner) && link.end + 1 == all.hedge_first)
            && view.token(from).is_some_and(|token| token.is_on_line());
        // "четверо из семи": the numeral tells that they are people.
        let are_people = || some.figure.category.as_deref() == Some(categories::PERSON) && some.figure.label.is_none();
        let is_bare = some.is_amount()
            && (some.figure.category.is_none() || are_people())
            && some.figure.relation != crate::figure::Relation::Range;
        if !adjacent || !fewer || !is_bare || all.figure.kind != Kind::Count || all.figure.label.is_none() {
            continue;
        }
        some.take_noun(&all.figure);
        some.figure.part_of = Some(all.id);
        if some.figure.outcome.is_some() {
            continue;
        }
        let before = Relating::within(view, since, some.hedge_first);
        let category = all.figure.category.as_deref();
        let mut told = before.outcome_before(some.hedge_first, category);
        let is_before = told.is_some();
        if !is_before {
            // "schoss 71 der 90 Drohnen ab": of some, and not of all.
            let far = tail.first().map_or(view.tokens.len(), |next| next.hedge_first);
            told = Relating { far, ..before }.split_verb(some.hedge_first, end_of_label(view, all), category);
        }
        let is_split = told.is_some() && !is_before;
        // "lost nine of the 81 seats": things of no loss, whatever the verb.
        let is_thing = all.figure.category.is_none()
            && all.has_label_behind()
            && (all.after()..end_of_label(view, all)).any(|at| view.thing(at).is_some());
        told = told.filter(|_| !is_thing);
        // "five of the six missing hikers were found dead": who they all are is not what came of some.
        let end = end_of_label(view, all);
        let own = all
            .figure
            .label
            .and_then(|label| all.figure.outcome.as_ref().filter(|_| label.start >= all.figure.span.end));
        let after = || {
            let far = tail.first().map_or(view.tokens.len(), |next| next.hedge_first);
            Relating { far, ceiling: far, beyond: far, ..before }.outcome_after(all.hedge_first, end, category)
        };
        let own = own.cloned();
        if told.is_none()
            && let Some(own) = own
            && let Some(after) = after().filter(|told| told.name != own && told.is_close)
        {
            if after.at == end && !says_outcome(view, all) {
                // "Cinq des six randonneurs disparus sont morts": the participle is of all, and the verb of some.
                all.figure.outcome = Some(after.name);
                some.figure.outcome = Some(own);
                continue;
            }
            told = Some(after);
        }
        let told = told.map(|told| told.name);
        if is_split && !says_outcome(view, all) {
            all.figure.outcome = None;
        }
        // What was launched is all of it; any other outcome behind is what came of some.
        some.figure.outcome = match told {
            Some(told) => Some(told),
            None if all.figure.outcome.as_deref() == Some(outcomes::LAUNCHED) => None,
            // "ten of the eleven arrested"
            None if says_outcome(view, all) => all.figure.outcome.clone(),
            None => all.figure.outcome.take(),
        };
    }
}

/// "162 riders of 184": the noun stands behind the first, and the second counts all of them; whether it is so.
fn share_noun_before(view: &View, some: &mut Draft, all: &mut Draft) -> bool {
    // "61 drones of 79 launched by Russia": behind the second stands no noun.
    let is_told = all.figure.category.is_none() && all.figure.outcome.is_some();
    let is_open = all.figure.kind == Kind::Number || is_told || all.figure.label == some.figure.label;
    let is_bare = is_open && some.figure.kind == Kind::Count && some.figure.label.is_some();
    if !is_bare || !is_fewer(&some.figure, &all.figure) {
        return false;
    }
    let end = end_of_label(view, some);
    let link = view.lexicon.longest(view.tokens, end, Roles::of(Role::OutOf));
    if link.is_none_or(|link| link.end != all.hedge_first) || view.token(end).is_none_or(|token| !token.is_on_line()) {
        return false;
    }
    let side = all.figure.side.take();
    all.take_noun(&some.figure);
    if side.is_some() {
        all.figure.side.clone_from(&side);
        some.figure.side = some.figure.side.take().or(side);
    }
    some.figure.part_of = Some(all.id);
    true
}

/// Figures that one verb governs share what it says: "two hospitals and five schools were damaged".
pub(super) fn share(view: &View, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        share_brackets(view, drafts, at);
        share_forward(view, drafts, at);
    }
    // "hat 5 Panzer, 3 Drohnen und 8 Fahrzeuge verloren": the verb behind a list speaks of all of it; a list ends with "and".
    let mut is_told = false;
    for at in (1..drafts.len()).rev() {
        is_told = share_back(view, drafts, at, is_told);
    }
}

/// What joins the figure at `at` to the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    None,
    Comma,
    And,
    /// "And" behind a phrase of place: what was said before goes on, what is said behind does not go back.
    Place,
    Part,
}

/// Whether `draft` follows `before` in a list: nothing but a comma or a short word stands between.
pub(super) fn is_next_in_list(view: &View, before: &Draft, draft: &Draft) -> bool {
    is_next_behind(view, end_of_label(view, before), draft)
}

/// The same of a figure whose label ends before token `label_end`.
fn is_next_behind(view: &View, label_end: usize, draft: &Draft) -> bool {
    // "146 مقاتلا درزيا و257 عنصرا": an adjective behind the noun.
    let article = usize::from(view.roles_at(label_end).has(Role::Definite));
    let is_adjective = view.lexicon.switches.one_follows
        && view.token(label_end + article).is_some_and(|word| word.is_word() && word.word.roles == Roles::default());
    let label_end = if is_adjective { label_end + article + 1 } else { past_name(view, label_end, draft.hedge_first) };
    // 坦克12辆: the word that counts stands behind the number, where words stand without spaces.
    let counter = view.lexicon.longest(view.tokens, label_end, Roles::of(Role::Counter));
    let label_end = counter.filter(|_| view.lexicon.per_character()).map_or(label_end, |counter| counter.end);
    // "1 050 осіб (+20), танків 11 345 (+4)", 坦克12辆、火炮30门: the thing stands before its number, which has a change beside
    // it or a word that counts.
    let may_be_before = draft.change.is_some() || view.lexicon.per_character();
    let own = draft.figure.label.filter(|own| may_be_before && own.start < draft.figure.span.start);
    let is_own = |at: &usize| view.token(*at).is_some_and(|word| own.is_some_and(|own| own.start == word.start));
    let first = (label_end..draft.hedge_first).take(LONGEST_LABEL).find(is_own).unwrap_or(draft.hedge_first);
    // "пошкоджено 23 будинки, дитсадок, 14 автомобілів": a thing without a number is one of the list.
    let label_end = past_one(view, label_end, first).unwrap_or(label_end);
    label_end <= first
        && first - label_end <= 2 + usize::from(is_also(view, first))
        && (label_end..first).all(|at| is_link(view, at))
        && (label_end..=first).all(|at| view.token(at).is_some_and(|token| token.is_on_line()))
}

/// "108,000 residents in the north and 30,000 families": whether from the end of the label before, only a phrase of place and "and" stand between two counts.
pub(super) fn is_next_over_place(view: &View, from: usize, draft: &Draft) -> bool {
    const LONGEST: usize = 5;
    let Some(and) = draft.hedge_first.checked_sub(1).filter(|and| *and > from + 1 && and - from <= LONGEST) else {
        return false;
    };
    let is_link = is_link(view, and) && !view.token(and).is_some_and(|mark| mark.is_mark(','));
    is_link
        && view.roles_at(from).has(Role::Place)
        && (from..=and).all(|at| view.token(at).is_some_and(Token::is_word_on_line))
        && !(from..and)
            .any(|at| view.lexicon.longest(view.tokens, at, Roles::any(&[Role::And, Role::Outcome])).is_some())
        && (from + 1..and).all(|at| !view.roles_at(at).has(Role::Function) || view.roles_at(at).meets(RELATING))
}

fn joint(view: &View, before: &Draft, draft: &Draft) -> Joint {
    if before.figure.kind != Kind::Count || draft.figure.kind != Kind::Count {
        return Joint::None;
    }
    let label_end = end_of_label(view, before);
    let goes_on = view.token(label_end).is_some_and(Token::is_on_line);
    let is_over_place = goes_on && is_next_over_place(view, label_end, draft);
    let is_list = is_over_place || goes_on && is_next_behind(view, label_end, draft);
    if draft.figure.part_of == Some(before.id) {
        Joint::Part
    } else if !is_list {
        Joint::None
    } else if is_over_place {
        Joint::Place
    } else if (label_end..draft.hedge_first).any(|at| view.token(at).is_some_and(Token::is_word)) {
        Joint::And
    } else {
        Joint::Comma
    }
}

/// Gives the figure at `at` what was said of the one before it in a list, or of the whole that it is a part of.
fn share_forward(view: &View, drafts: &mut [Draft], at: usize) {
    let (head, tail) = drafts.split_at_mut(at);
    let (Some(before), Some(draft)) = (head.last(), tail.first_mut()) else { return };
    let joint = joint(view, before, draft);
    if joint == Joint::None {
        // "восемь дронов сбили над Орлом, ещё два дрона — над Тулой": a dash stands for the verb.
        if draft.figure.outcome.is_none() && is_there(view, draft) && draft.figure.category == before.figure.category {
            draft.figure.outcome = fitting(before.figure.outcome.as_ref(), draft);
            draft.take_side(&before.figure);
        }
        return;
    }
    // "71 of the 90 drones and seven missiles were shot down", "23 квартиры в шести домах и 17 автомобилей": of some, and the next too.
    let some = head.len().checked_sub(2).and_then(|some| head.get(some));
    let is_where = |some: &Draft| {
        before.figure.outcome.is_none()
            && before.hedge_first == end_of_label(view, some) + 1
            && view.roles_at(before.hedge_first - 1).has(Role::Place)
    };
    let is_told_first = |some: &&Draft| some.figure.part_of == Some(before.id) || is_where(some);
    let before = some.filter(|some| joint != Joint::Part && is_told_first(some)).unwrap_or(before);
    let goes_apart =
        if joint == Joint::Part { draft.goes_apart } else { has_own_verb(view, draft) || has_own_passive(view, draft) };
    // "Zehn Tote, 16.000 Menschen in Gefahr", "35 bodies and 50 patients": a noun for the dead tells nothing of the next people.
    let is_people = |it: &str| if joint == Joint::And { is_person(it) } else { it == categories::PERSON };
    let is_noun = matches!(joint, Joint::Comma | Joint::And)
        && draft.figure.counts(is_people)
        && !draft.figure.flags.contains(Flag::InheritedLabel)
        && (before.after()..before.after() + 2).any(|at| {
            // "1.200 de morți și 251 de ostatici": behind "of" too.
            let noun = view.lexicon.longest(view.tokens, at, Roles::of(Role::OutcomeNoun));
            noun.is_some_and(|noun| noun.end == end_of_label(view, before))
        });
    // "38 osób ewakuowanych, 14 dróg nieprzejezdnych": a participle behind its noun tells nothing of an unknown thing.
    let is_unknown = draft.figure.category.is_none() && !draft.figure.flags.contains(Flag::InheritedLabel);
    let is_told_apart = joint == Joint::Comma && is_unknown && is_told_behind(view, before);
    if draft.figure.outcome.is_none() && !goes_apart && !is_noun && !is_told_apart {
        draft.figure.outcome = fitting(before.figure.outcome.as_ref(), draft);
        if draft.figure.outcome.is_none() && joint != Joint::Part {
            let category = draft.figure.category.as_deref();
            // "знищено 120 окупантів з 30 пораненими, а також 3 танки": the verb goes on past those beside the first.
            let past =
                some.filter(|some| !ends_between(view, some.end, before.hedge_first) && says_outcome(view, before));
            draft.figure.outcome =
                of_war(&before.figure, category).or_else(|| past.and_then(|some| of_war(&some.figure, category)));
        }
    }
    let is_alike = draft.figure.outcome.is_some()
        && (draft.figure.outcome == before.figure.outcome
            || draft.figure.outcome == of_war(&before.figure, draft.figure.category.as_deref()));
    if is_alike && draft.figure.category.is_some() {
        draft.take_side(&before.figure);
    }
}

/// "збито 66 дронів, ще 20 не досягли цілей": whether something else is said of an amount whose noun was left out.
pub(super) fn has_own_verb(view: &View, draft: &Draft) -> bool {
    let from = draft.after();
    let goes_on =
        Roles::any(&[Role::And, Role::Place, Role::DateOf, Role::LabelLink, Role::PartOf, Role::OutOf, Role::Others]);
    is_of_parent(view, draft)
        || draft.figure.flags.contains(Flag::InheritedLabel)
            && view.token(from).is_some_and(Token::is_word_on_line)
            && !view.roles_at(from).meets(goes_on)
}

/// Whether the last word before the comma behind a count is a participle that tells what happened to it.
fn is_told_behind(view: &View, count: &Draft) -> bool {
    let end = end_of_label(view, count);
    let told = view.lexicon.longest(view.tokens, end, Roles::of(Role::Outcome));
    let is_last = |at: usize| view.token(at).is_some_and(|comma| comma.is_mark(','));
    told.is_some_and(|told| is_last(told.end)) || is_last(end) && says_outcome(view, count)
}

/// Gives the figure before `at` what is said behind it of both; whether there was such a thing.
fn share_back(view: &View, drafts: &mut [Draft], at: usize, is_told: bool) -> bool {
    let (head, tail) = drafts.split_at_mut(at);
    let (Some(before), Some(draft)) = (head.last(), tail.first()) else { return false };
    let joint = joint(view, before, draft);
    // 無人機1441機、ロケット弾47発を撃墜した: nothing but commas parts the list of one verb at its end.
    let is_final = view.lexicon.per_character() && view.lexicon.switches.verb_final;
    let closes = || is_told || is_final || closes_headline(view, before, draft);
    let speaks = matches!(joint, Joint::And | Joint::Part) || joint == Joint::Comma && closes();
    let known = before.figure.category.is_some() || joint == Joint::Part;
    // "12 people, including 3 children, died" speaks of all; "of 12 people three died" of some.
    let speaks = speaks
        && !(joint == Joint::Part && (draft.figure.flags.contains(Flag::InheritedLabel) || is_some_told(view, draft)));
    // "71 of the 90 drones and seven missiles": what came of some is not said of all.
    let some = head.len().checked_sub(2).and_then(|some| head.get(some));
    let is_whole_of_some = some.is_some_and(|some| some.figure.part_of == Some(before.id));
    let is_closed = joint == Joint::Part && is_final && is_told_of_some(view, before, draft);
    // "в шести домах и 17 автомобилей": where it happened.
    let is_where = before.hedge_first.checked_sub(1).is_some_and(|place| view.roles_at(place).has(Role::Place))
        && before.figure.counts(is_thing);
    // "The coach was carrying 50 tourists and three people were killed": people behind those who were there begin a clause of their own.
    let is_clause = joint == Joint::And
        && draft.figure.category.as_deref() == Some(categories::PERSON)
        && before.figure.counts(is_person)
        && (before.figure.counts(|it| it == categories::HOUSEHOLD)
            || view.cue_before(before.hedge_first, "carrying").is_some());
    let speaks = speaks && !is_closed && !is_where && !is_clause && !is_of_parent(view, before);
    let Some(before) = head.last_mut() else { return false };
    // "12 chars, 31 blindés et 58 canons russes": an adjective behind the last arm of a list is of all.
    let are_lost = before.figure.outcome.is_some() && before.figure.outcome == draft.figure.outcome;
    let are_arms = || [&*before, draft].iter().all(|one| one.figure.counts(is_arm));
    if joint != Joint::None && are_lost && are_arms() {
        before.take_side(&draft.figure);
    }
    // "z czego 406 dronów i 9 rakiet strącono": what came of parts says more than what the whole was.
    let is_said_of_whole = before.figure.part_of.is_some_and(|id| draft.figure.part_of == Some(id))
        && before.figure.outcome.as_deref() == Some(outcomes::LAUNCHED)
        && matches!(draft.figure.outcome.as_deref(), Some(outcomes::SHOT_DOWN | outcomes::DESTROYED));
    if !speaks
        || before.figure.outcome.is_some() && !is_said_of_whole
        || !known
        || is_whole_of_some && joint != Joint::Part
    {
        return false;
    }
    before.figure.outcome = fitting(draft.figure.outcome.as_ref(), before);
    if before.figure.outcome.is_some() {
        before.take_side(&draft.figure);
    }
    before.figure.outcome.is_some()
}

/// "three of them had died", "of them 42 wounded": whether what is told is told of some.
fn is_some_told(view: &View, draft: &Draft) -> bool {
    let of = view.lexicon.longest(view.tokens, draft.after(), Roles::any(&[Role::PartOf, Role::OutOf]));
    says_outcome(view, draft)
        || of.is_some_and(|of| view.lexicon.longest(view.tokens, of.end, Roles::of(Role::Category)).is_none())
}

/// "liquidated 176 occupiers; two tanks were destroyed": the only side that a sentence has said to suffer suffers on in it.
pub(super) fn share_sides(view: &View, drafts: &mut [Draft]) {
    let suffers =
        |draft: &Draft| draft.figure.kind == Kind::Count && draft.figure.outcome.as_deref().is_some_and(is_suffered);
    let was_launched = |draft: &Draft| draft.figure.outcome.as_deref() == Some(outcomes::LAUNCHED);
    each_pair(drafts, |before, draft| {
        // "and 40 people were wounded" may be anybody.
        let is_anybody = draft.figure.category.as_deref() == Some(categories::PERSON) && !draft.is_any_person;
        if is_anybody
            || draft.figure.side.is_some()
            || before.figure.side.is_none()
            || !(suffers(before) && suffers(draft) || was_launched(before) && was_launched(draft))
        {
            return;
        }
        let from = before.reach();
        let parts = |at: usize| view.token(at).is_some_and(|mark| mark.is_mark(';'));
        if was_launched(draft) && (from..draft.hedge_first).any(parts) {
            return;
        }
        let names_side = |at: usize| {
            let found = view.lexicon.longest(view.tokens, at, Roles::of(Role::Side));
            found.is_some_and(|found| view.lexicon.name(found.node, Role::Side) != before.figure.side.as_ref())
        };
        let goes_on = || !ends_between(view, from, draft.hedge_first) || says_also(view, from, draft);
        if !(from..draft.hedge_first).any(names_side) && goes_on() {
            draft.figure.side.clone_from(&before.figure.side);
        }
    });
}

/// Whether token `at` only lists: a comma or a short word between two things.
fn is_link(view: &View, at: usize) -> bool {
    const SHORT: u16 = 3;
    let Some(token) = view.token(at) else { return false };
    let roles = view.roles_at(at);
    // "A missile hit two houses": no list.
    let lists =
        roles.has(Role::And) || roles.has(Role::Function) && !roles.meets(RELATING.or(Roles::of(Role::Outcome)));
    // "a couple and their two children"
    if view.cue(at, "their").is_some() && at.checked_sub(1).is_some_and(|and| view.roles_at(and).has(Role::And)) {
        return true;
    }
    matches!(token.first, ',' | '、') && !token.is_word()
        || token.is_word() && token.length <= SHORT && lists
        // "six tanks, 138 drones and another 136 vehicles"
        || token.is_word() && roles.has(Role::Others) && at.checked_sub(1).is_some_and(|and| view.roles_at(and).has(Role::And))
        || is_also(view, at + 1)
}

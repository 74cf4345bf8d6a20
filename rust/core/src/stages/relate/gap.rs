//! What goes on where verb or noun are left out: "in Milan 317 people died, in Barcelona 286", "the north lost five tanks, the south –
//! three", "Another 12 did not reach".
//!
//! A count and the figure behind it come in, what the second owes to the first goes out.

use super::carry::ends_between;
use super::gravely::share_how_badly;
use super::part::is_fewer;
use super::rival::tells_result;
use super::{NOUN, Relating};
use crate::decimal::Decimal;
use crate::draft::{Draft, LONGEST_LIST, each_pair, of_id};
use crate::figure::{Flag, Kind, Relation};
use crate::lexicon::{Role, Roles, TELLING};
use crate::library::{can_happen, categories, is_by_owner, is_person, is_thing, outcomes};
use crate::stages::read::View;
use crate::token::Token;

/// Words of a place's name.
const NAME: usize = 4;

/// What of a name no place has.
const NO_NAME: Roles = Roles::any(&[Role::Outcome, Role::OutcomeNoun, Role::Category, Role::Month, Role::Duration]);

/// "In Milan 317 people died, in Barcelona 286": a bare number behind a second place counts what was counted in the first.
pub(super) fn share_gapped(view: &View, drafts: &mut [Draft]) {
    share_among_names(view, drafts);
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(before), Some(draft)) = (head.last(), tail.first_mut()) else { continue };
        let is_told = before.figure.kind == Kind::Count
            && before.figure.label.is_some()
            && before.figure.relation != Relation::Vague;
        // "у Дніпрі – троє": the numeral told that they are people.
        let are_people = draft.figure.kind == Kind::Count
            && draft.figure.label.is_none()
            && draft.figure.outcome.is_none()
            && draft.figure.category.as_deref() == Some(categories::PERSON)
            && before.figure.counts(is_person);
        // "в Ганьсу погибли 113 человек, а в Цинхае — 21 человек": the noun may be said again.
        let is_again = draft.figure.kind == Kind::Count
            && before.figure.outcome.is_some()
            && draft.figure.outcome.is_none()
            && draft.figure.category.is_some()
            && draft.figure.category == before.figure.category
            && !draft.figure.flags.contains(Flag::InheritedLabel);
        let is_open = draft.figure.kind == Kind::Number || are_people || is_again;
        if !is_told || !is_open || draft.figure.value.is_none() {
            continue;
        }
        if !is_again && goes_on_alike(view, before, draft) {
            draft.take_noun(&before.figure);
            draft.figure.outcome.clone_from(&before.figure.outcome);
            draft.figure.part_of = before.figure.part_of.filter(|_| is_fewer_than(head, before.figure.part_of, draft));
            continue;
        }
        let end = draft.hedge_first;
        let is_over_dash = || view.before(end).is_some_and(Token::is_spaced_dash);
        let is_apart = if is_again { !is_over_dash() } else { !is_bare(view, draft) };
        if is_apart {
            continue;
        }
        // "в Харькове — 5": the dash stands for the verb.
        // "iar la Matei Balș, cinci": or a comma.
        let dash = view.before(end).is_some_and(|mark| mark.is_spaced_dash() || mark.is_mark(','));
        let behind = end - usize::from(dash);
        let named = place_before(view, behind, before.reach());
        // "42 tys. odbiorców, najwięcej na Podkarpaciu – 18 tys.": where there are the most of them.
        let foremost = |place: usize| {
            let dash = view.before(place).is_some_and(Token::is_spaced_dash);
            let end = place - usize::from(dash);
            view.cue_before(end, "foremost").or_else(|| view.cue_before(end, "mostly"))
        };
        let named = named.filter(|place| foremost(*place).is_some() || stands_at_place(view, before, *place));
        let Some(place) = named.or_else(|| twin_place(view, before, behind)) else { continue };
        let place = foremost(place).unwrap_or(place);
        let opens = view.before(place).is_some_and(|mark| mark.is_mark(',') || mark.is_mark(';'))
            || place.checked_sub(1).is_some_and(|and| {
                // ", a w Gdyni dwie": where "and" behind a comma is another word.
                let is_behind_comma =
                    view.roles_at(and).has(Role::Function) && view.before(and).is_some_and(|comma| comma.is_mark(','));
                view.roles_at(and).has(Role::And) || is_behind_comma
            });
        if !opens || ends_between(view, before.end, end) {
            continue;
        }
        if !is_again {
            draft.take_noun(&before.figure);
        }
        draft.figure.outcome.clone_from(&before.figure.outcome);
        draft.figure.part_of = before.figure.part_of.filter(|_| is_fewer_than(head, before.figure.part_of, draft));
    }
}

/// "Labour won 411 seats, the Conservatives 121", "88 seats, ahead of the Liberals with 62 and the Greens with 29": a bare number behind
/// the next name, or a word of grammar behind it, counts the seats or the like that were counted before.
fn share_among_names(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 12;
    if !view.may_have(Roles::of(Role::Cue)) {
        return;
    }
    let mut things = None;
    each_pair(drafts, |before, draft| {
        if before.figure.kind != Kind::Count || before.figure.outcome.is_some() || before.figure.category.is_some() {
            return;
        }
        if tells_result(view, before) {
            things = before.figure.label;
        }
        let is_plain = draft.figure.kind == Kind::Number
            && draft.hedge_first == draft.first
            && draft.figure.value.is_some_and(Decimal::is_whole)
            && draft.figure.part_of.is_none()
            // "14 компаний, их капитализация — 1,1 трлн"
            && draft.number.is_none_or(|number| number.scale.is_none() || before.number.is_some_and(|it| it.scale.is_some()));
        let Some(name) = draft.first.checked_sub(1).filter(|_| is_plain && before.figure.label.is_some()) else {
            return;
        };
        let is_name = |at: usize| {
            view.token(at).is_some_and(|name| name.is_word() && name.is_capital && name.is_on_line())
                && !view.roles_at(at).meets(NO_NAME.or(Roles::of(Role::NameBefore)))
        };
        // "«Новые люди» — 13", "the independents – 46": behind a dash whoever stands between commas.
        let quote = |at: usize| view.token(at).is_some_and(Token::is_quotation_mark);
        let is_parted = view.token(name).is_some_and(Token::is_spaced_dash) && name > 0;
        let is_party = |name: usize| {
            let last = name - usize::from(quote(name) && name > 0);
            let opens =
                |at: usize| view.token(at).is_some_and(|mark| !mark.is_word() && matches!(mark.first, ',' | ';'));
            view.token(last).is_some_and(Token::is_word_on_line)
                && (last.saturating_sub(NAME + 2)..last).rev().any(opens)
        };
        let is_with = |at: usize| {
            view.roles_at(at).has(Role::Function) && !view.roles_at(at).meets(Roles::any(&[Role::And, Role::DateOf]))
        };
        // ", con 62": a comma may stand between.
        let behind = name.checked_sub(1).filter(|_| is_with(name));
        let behind = behind.map(|at| at - usize::from(view.token(at).is_some_and(|mark| mark.is_mark(','))));
        let end = super::end_of_label(view, before);
        let parts = |at: usize| view.token(at).is_some_and(Token::lists);
        let is_next = (is_name(name) || behind.is_some_and(is_name) || is_parted && is_party(name - 1))
            && draft.first > end
            && draft.first - end <= NEAR
            && (end..draft.first).any(parts);
        if is_next && before.figure.label == things && is_bare(view, draft) && !ends_between(view, end, draft.first) {
            draft.take_noun(&before.figure);
        }
    });
}

/// "X freed three hostages, Y — 90 prisoners": the dash stands for the verb, behind a comma and another subject.
pub(super) fn share_over_gap(view: &View, drafts: &mut [Draft]) {
    const SUBJECT: usize = 3;
    each_pair(drafts, |told, open| {
        if told.figure.kind != Kind::Count || told.figure.outcome.is_none() && told.figure.category.is_none() {
            return;
        }
        let Some(dash) = open.hedge_first.checked_sub(1).filter(|dash| *dash > told.end) else { return };
        let is_mark = |at: usize| view.token(at).is_some_and(|mark| !mark.is_word() && mark.is_on_line());
        if open.figure.outcome.is_some()
            || told.figure.part_of.is_some()
            || !view.token(dash).is_some_and(|mark| mark.is_on_line() && mark.is_spaced_dash())
        {
            return;
        }
        let comma = (dash.saturating_sub(SUBJECT + 1)..dash).rev().find(|at| is_mark(*at));
        let Some(comma) = comma.filter(|comma| *comma >= told.end && *comma + 1 < dash) else { return };
        let is_listed = view.token(comma).is_some_and(|mark| matches!(mark.first, ',' | ';'));
        let is_name = (comma + 1..dash).any(|at| view.token(at).is_some_and(|word| word.is_capital))
            && !(comma + 1..dash).any(|at| view.roles_at(at).meets(Roles::any(&[Role::Place, Role::PartOf])));
        if !is_listed || !is_name || ends_between(view, told.end, comma) {
            return;
        }
        let is_bare = open.figure.kind == Kind::Number && open.figure.category.is_none();
        let Some(outcome) = told.figure.outcome.clone() else {
            // "Ireland took in 110,000 refugees, the others – 390,000"
            if is_bare {
                open.take_noun(&told.figure);
            }
            return;
        };
        let is_alike = open.figure.category.as_deref().is_some_and(|category| can_happen(&outcome, category));
        if !is_bare && !is_alike {
            return;
        }
        if is_bare {
            open.take_noun(&told.figure);
            open.figure.side = None;
        }
        // Who loses or launches it, it is of.
        if open.figure.side.is_none() && is_by_owner(&outcome) {
            open.figure.side = (comma + 1..dash).find_map(|at| {
                let side = view.lexicon.longest(view.tokens, at, Roles::of(Role::Side))?;
                view.lexicon.name(side.node, Role::Side).cloned()
            });
        }
        open.figure.outcome = Some(outcome);
    });
}

/// "3,400 residents from 12 villages were moved out": what happened to people is told behind where they are from.
pub(super) fn told_of_those_from(view: &View, drafts: &mut [Draft]) {
    /// Words from those counted first to those inside a vehicle: "of the white van with in all".
    const HOLDER: usize = 7;
    let links = Roles::any(&[Role::Place, Role::DateOf, Role::LabelLink]);
    if view.may_have(Roles::of(Role::Cue)) {
        share_how_badly(view, drafts);
    }
    let mut moved: Option<(u32, Draft)> = None;
    each_pair(drafts, |people, place| {
        // ", one of them badly": some of those who were hurt.
        if let Some((_, whole)) = moved.as_ref().filter(|(inside, _)| place.figure.part_of == Some(*inside)) {
            let is_inherited = place.figure.flags.contains(Flag::InheritedLabel);
            if is_inherited && is_fewer(&place.figure, &whole.figure) {
                place.take_noun(&whole.figure);
                place.figure.part_of = Some(whole.id);
            }
        }
        let Some(outcome) = place.figure.outcome.as_ref() else { return };
        let category = people.figure.category.as_deref().filter(|category| is_person(category));
        // "40 people in 12 villages were killed": what a killed village is called.
        let is_killed = outcome == outcomes::DESTROYED && category.is_some();
        let is_open = people.figure.outcome.is_none()
            && (is_killed || category.is_some_and(|category| can_happen(outcome, category)));
        let is_named = |category: &str| {
            // "six femmes et une fillette": a noun that stands for one is in the span.
            let mut label = place.first..super::end_of_label(view, place);
            !is_person(category) || !label.any(|at| view.lexicon.longest(view.tokens, at, NOUN).is_some())
        };
        let is_thing_only = || {
            let from = place.after();
            place.figure.category.is_none() && (from..from + 2).any(|at| view.thing(at).is_some())
        };
        // "people from 19 districts were affected": a noun that the taxonomy does not have.
        let is_unknown = || place.figure.category.is_none() && place.has_label_behind();
        let is_place = place.figure.counts(is_named) || is_thing_only() || is_unknown();
        let from = super::end_of_label(view, people);
        // "Three occupants of the van with nine people on board were hurt": they too are inside what only says whose the first are.
        let gap = from..place.hedge_first;
        let is_inside = (2..=HOLDER).contains(&gap.len())
            && place.figure.label.is_some_and(|label| label.start > place.figure.span.start)
            && gap.clone().all(|at| {
                view.token(at).is_some_and(Token::is_word_on_line)
                    && !view.roles_at(at).has(Role::And)
                    && view.lexicon.longest(view.tokens, at, TELLING).is_none()
            })
            && gap.clone().any(|at| view.category_at(at).is_some_and(|it| is_thing(it)));
        if is_open && is_inside && view.roles_at(from).meets(links) {
            people.figure.outcome = place.figure.outcome.take();
            moved = Some((place.id, people.clone()));
            return;
        }
        if is_open
            && is_place
            && from + 1 == place.hedge_first
            && view.roles_at(from).meets(links)
            && !view.roles_at(from).has(Role::And)
            && view.token(from).is_some_and(Token::is_on_line)
        {
            people.figure.outcome = place.figure.outcome.take();
            if is_killed {
                people.figure.outcome = Some(outcomes::KILLED.into());
            }
            place.figure.category = place.figure.category.take().filter(|category| !is_person(category));
            people.figure.scope = people.figure.scope.or(place.figure.scope.take());
        }
    });
}

/// Whether a word of grammar or a verb stands behind `draft`, in the sentence of `before`, or in the next where a word for others opens
/// that: "61 drones were shot down. Another 12 did not reach their targets."
pub(super) fn goes_on_behind(view: &View, before: &Draft, draft: &Draft) -> bool {
    let next = view.token(draft.after());
    let opens = || {
        let others = view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::Others));
        others
            .and_then(|(first, _)| view.before(first))
            .is_some_and(|stop| !stop.is_word() && matches!(stop.first, '.' | '!'))
    };
    next.is_some_and(Token::is_word_on_line) && (!ends_between(view, before.end, draft.hedge_first) || opens())
}

impl Relating<'_, '_> {
    /// Whether the sentence of `draft` has counted things that the taxonomy does not have.
    pub(super) fn counts_unknown(&self, head: &[Draft], draft: &Draft) -> bool {
        const FIGURES: usize = 2;
        head.iter().rev().take(FIGURES).any(|before| {
            before.figure.kind == Kind::Count
                && before.figure.category.as_deref().is_none_or(is_thing)
                && before.figure.label.is_some()
                && (before.figure.category.is_some() || !ends_between(self.view, before.end, draft.hedge_first))
        })
    }
}

/// "Thirteen were hit with bullets, four with batons": whether a number goes on behind a comma or "and" with the word of grammar that
/// stood behind what was told of the count before.
fn goes_on_alike(view: &View, before: &Draft, draft: &Draft) -> bool {
    const NEAR: usize = 10;
    let after = draft.after();
    let others = Roles::any(&[
        Role::And,
        Role::Passive,
        Role::OutOf,
        Role::PartOf,
        Role::DateOf,
        Role::LabelLink,
        Role::Definite,
        Role::Place,
    ]);
    let is_small = |at: usize| view.roles_at(at).has(Role::Function) && !view.roles_at(at).meets(others);
    let Some(word) = view.token(after).filter(|word| word.is_word() && word.is_on_line() && is_small(after)) else {
        return false;
    };
    let opens = view.before(draft.hedge_first).is_some_and(Token::lists);
    let end = super::end_of_label(view, before);
    opens
        && before.figure.outcome.is_some()
        && draft.hedge_first == draft.first
        && draft.first > end
        && draft.first - end <= NEAR
        && (end..draft.first).any(|at| {
            view.token(at).is_some_and(|other| other.is_word() && other.text(view.text) == word.text(view.text))
        })
        && !ends_between(view, before.end, draft.first)
}

/// Whether nothing that the number may count stands behind it.
fn is_bare(view: &View, draft: &Draft) -> bool {
    let from = draft.after();
    view.token(from).is_none_or(|next| {
        !next.is_on_line()
            || next.is_word() && view.roles_at(from).has(Role::And)
            || !next.is_word() && matches!(next.first, ',' | ';' | '.' | ')' | '!')
    })
}

/// Where a phrase of place that ends before token `end` begins: a preposition and a name.
fn place_before(view: &View, end: usize, floor: usize) -> Option<usize> {
    let is_word = |at: usize| view.token(at).is_some_and(Token::is_word_on_line);
    (end.saturating_sub(NAME + 1).max(floor)..end.checked_sub(1)?)
        .rev()
        .take_while(|at| is_word(at + 1) && !view.roles_at(at + 1).meets(NO_NAME))
        .find(|at| is_word(*at) && names_place(view, *at))
}

/// "v rychlíku jelo 60 lidí, v osobním vlaku 40": where a place without a name begins, behind the preposition that stood before the count.
fn twin_place(view: &View, count: &Draft, end: usize) -> Option<usize> {
    const NEAR: usize = 6;
    let place = |at: &usize| view.token(*at).filter(|word| word.is_word() && view.roles_at(*at).has(Role::Place));
    let own = (count.hedge_first.saturating_sub(NEAR)..count.hedge_first).find_map(|at| place(&at))?;
    let alike = |at: &usize| place(at).is_some_and(|word| word.word.node == own.word.node);
    let is_word = |at: &usize| view.token(*at).is_some_and(|word| word.is_word() && word.is_on_line());
    (end.saturating_sub(NAME).max(count.reach())..end.checked_sub(1)?).rev().take_while(is_word).find(alike)
}

/// Whether a preposition of place stands at token `at`, with a name behind it.
fn names_place(view: &View, at: usize) -> bool {
    let name = at + 1 + usize::from(view.roles_at(at + 1).has(Role::Definite));
    // "в провинции Цинхай": what sort of place it is.
    let is_sort = view.token(name).is_some_and(|sort| sort.is_word_on_line() && !sort.is_capital)
        && !view.roles_at(name).meets(NO_NAME.or(Roles::any(&[Role::Function, Role::Cardinal, Role::Side])));
    let name = name + usize::from(is_sort);
    view.roles_at(at).has(Role::Place)
        && view.token(name).is_some_and(|word| word.is_word() && word.is_capital && word.is_on_line())
        && !view.roles_at(name).meets(NO_NAME)
}

/// Whether the clause of a count says where too, up to token `stop`.
fn stands_at_place(view: &View, count: &Draft, stop: usize) -> bool {
    const NEAR: usize = 8;
    let on_line = |at: &usize| view.token(*at + 1).is_some_and(Token::is_on_line);
    let ends =
        |at: &usize| view.token(*at).is_some_and(|mark| !mark.is_word() && matches!(mark.first, '.' | ';' | ':'));
    let mut before =
        (count.hedge_first.saturating_sub(NEAR)..count.hedge_first).rev().take_while(|at| on_line(at) && !ends(at));
    before.any(|at| names_place(view, at)) || (count.end..stop.saturating_sub(1)).any(|at| names_place(view, at))
}

/// Whether `draft` is less than the figure `whole` among `head`.
fn is_fewer_than(head: &[Draft], whole: Option<u32>, draft: &Draft) -> bool {
    of_id(head, whole, LONGEST_LIST).is_some_and(|whole| is_fewer(&draft.figure, &whole.figure))
}

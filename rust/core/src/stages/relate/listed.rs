//! Parts that stand one after another: before their whole, or in clauses of their own behind it.
//!
//! Related figures come in, `part_of` goes out, and what the whole says of its parts.

use super::brackets::opens_brackets;
use super::carry::{counts_before, ends_between};
use super::part::{are_alike, fitting, is_fewer};
use super::share::is_next_over_place;
use super::{Relating, end_of_label};
use crate::draft::{Draft, each_pair, of_id};
use crate::figure::{Figure, Flag, Kind};
use crate::lexicon::{Role, Roles};
use crate::library::{categories, is_person, outcomes};
use crate::stages::fold::is_dash;
use crate::stages::read::View;
use crate::token::Token;

/// "3'ü çocuk 30 kişi yaralandı": where verbs come last, a part may stand right before its whole, and be told by its verb.
pub(super) fn parts_before(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 6;
    if !view.lexicon.switches.verb_final {
        return;
    }
    each_pair(drafts, |part, whole| {
        // "2'si ağır 34 kişi yaralandı": how badly, and no noun.
        let is_gravely = view.cue(part.after(), "gravely") == Some(whole.hedge_first);
        if is_gravely && part.figure.category.as_deref().is_none_or(|category| category == categories::PERSON) {
            part.figure.category.clone_from(&whole.figure.category);
        }
        let are_people =
            |figure: &Figure| figure.kind == Kind::Count && figure.counts(is_person) && figure.label.is_some();
        // "aralarında 3 müdürün de bulunduğu 14 kişi": a noun that the lexicon does not know, where words say it is some of them.
        let is_unknown =
            part.figure.kind == Kind::Count && part.figure.category.is_none() && part.figure.label.is_some();
        if !(are_people(&part.figure) || is_unknown)
            || !are_people(&whole.figure)
            || !is_fewer(&part.figure, &whole.figure)
        {
            return;
        }
        let end = end_of_label(view, part);
        let is_on_line = |at: usize| view.token(at).is_some_and(Token::is_word_on_line);
        let near = |at: usize| at <= whole.hedge_first && whole.hedge_first - at <= NEAR;
        // "aralarında 738 çocuğun da bulunduğu 14.383 sivil"
        let is_cued = near(end)
            && (end..whole.hedge_first).all(is_on_line)
            // "včetně šesti dětí a 94 utrpělo zranění": "and" opens what is told of others.
            && !(end..whole.hedge_first).any(|at| view.roles_at(at).has(Role::And))
            && (part.hedge_first.saturating_sub(2)..part.hedge_first)
                .any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::PartOf)).is_some());
        // 子ども6人を含む31人: or right behind the part.
        let closing = view.lexicon.longest(view.tokens, end, Roles::of(Role::PartOf));
        // 女性15人を含む民間人40人: who they all are may stand before their number.
        let noun = whole.figure.label.map(|label| label.start);
        let opens = |at: usize| at == whole.hedge_first || noun.is_some() && view.token(at).map(|it| it.start) == noun;
        let is_closed = closing.is_some_and(|closing| opens(closing.end)) && is_on_line(end);
        // "1'i çocuk toplam 21 göçmen"
        let in_all = view.lexicon.longest(view.tokens, end, Roles::of(Role::Cumulative));
        let reach = in_all.map_or(end, |in_all| in_all.end);
        let is_adjacent = reach == whole.hedge_first && view.token(end).is_some_and(|token| token.is_on_line());
        if !is_adjacent && !is_cued && !is_closed {
            return;
        }
        // 108世帯175人: families are no narrower a sort of people.
        // "3'ü İran uyruklu 206 kişi": of a country.
        let is_of_country = || {
            is_adjacent && part.figure.side.is_some() && view.cue(part.end.saturating_sub(1), "some_ending").is_some()
        };
        let is_narrower = is_gravely
            || is_cued
            || is_closed
            || part.figure.category.as_deref() != Some(categories::PERSON)
            || is_of_country();
        if !is_narrower || part.figure.category.as_deref() == Some(categories::HOUSEHOLD) {
            return;
        }
        if is_unknown {
            if !is_cued {
                return;
            }
            part.figure.category = Some(categories::PERSON.into());
        }
        // What was told a part of another with the first is none.
        whole.figure.part_of = whole.figure.part_of.filter(|id| part.figure.part_of != Some(*id));
        take_part(part, whole);
    });
    // "Biri çocuk, ikisi kadın dört sivil öldü": one beside the other, and both of those behind.
    for at in (2..drafts.len()).rev() {
        let [Some(first), Some(second), Some(whole)] = [at - 2, at - 1, at].map(|at| drafts.get(at)) else { continue };
        let is_chain = first.figure.part_of == Some(second.id)
            && second.figure.part_of == Some(whole.id)
            && first.figure.category != second.figure.category
            && second.figure.category.as_deref() != Some(categories::PERSON);
        let outcome = whole.figure.outcome.clone();
        let id = whole.id;
        if is_chain && let Some(first) = drafts.get_mut(at - 2) {
            first.figure.part_of = Some(id);
            if first.figure.outcome.is_none() {
                first.figure.outcome = fitting(outcome.as_ref(), first);
            }
        }
    }
    if view.may_have(Roles::of(Role::PartOf)) {
        (1..drafts.len()).for_each(|at| parts_closed(view, drafts, at));
    }
}

/// "18'i çocuk, 9'u kadın olmak üzere 47 kişi": all of a list is a part of what stands behind the word for parts that closes it.
fn parts_closed(view: &View, drafts: &mut [Draft], at: usize) {
    const FIGURES: usize = 6;
    const NEAR: usize = 6;
    const LABEL: usize = 5;
    let (head, tail) = drafts.split_at_mut(at);
    let Some(whole) = tail.first().filter(|whole| whole.figure.kind == Kind::Count) else { return };
    let Some(last) = head.last() else { return };
    let near = last.after()..whole.hedge_first;
    let cue = near.clone().find_map(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::PartOf)));
    let is_closed = cue.is_some_and(|cue| cue.end <= whole.hedge_first && whole.hedge_first - cue.end <= 2);
    let is_on_line = |at: usize| view.token(at).is_some_and(Token::is_word_on_line);
    // A figure that the word for parts opens or that stands in another case is no part: "79 drones, 12 of them".
    if !is_closed || near.len() > NEAR || !near.clone().all(is_on_line) {
        return;
    }
    let mut next = None;
    for part in head.iter_mut().rev().take(FIGURES) {
        let is_listed = next.is_none_or(|next: usize| {
            next.saturating_sub(part.after()) <= LABEL
                && view.before(next).is_some_and(Token::lists)
                && !ends_between(view, part.end, next)
        });
        let is_bare = part.is_amount()
            && (part.figure.part_of.is_some()
                || matches!(part.figure.outcome.as_deref(), None | Some(outcomes::WOUNDED)))
            && (part.figure.category.is_none() || are_alike(&part.figure, &whole.figure));
        if !is_listed || !is_bare || !is_fewer(&part.figure, &whole.figure) {
            return;
        }
        next = Some(part.hedge_first);
        let own = part.figure.category.take();
        if own.is_none() {
            part.take_noun(&whole.figure);
        } else {
            part.figure.category = own;
        }
        take_part(part, whole);
    }
}

/// Makes a figure part of one behind it, whose verb tells what happened to both.
fn take_part(part: &mut Draft, whole: &Draft) {
    part.figure.part_of = Some(whole.id);
    part.figure.outcome = fitting(whole.figure.outcome.as_ref(), part);
    part.figure.scope = None;
    part.take_side(&whole.figure);
}

/// Parts are of the side of their whole, where the words that told it stand behind them.
pub(super) fn side_of_parts(drafts: &mut [Draft]) {
    const FIGURES: usize = 8;
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let Some(part) = tail.first_mut().filter(|part| part.figure.side.is_none()) else { continue };
        let whole = of_id(head, part.figure.part_of, FIGURES);
        if let Some(whole) = whole.filter(|whole| whole.figure.category == part.figure.category) {
            part.figure.side.clone_from(&whole.figure.side);
        }
    }
}

impl Relating<'_, '_> {
    /// "including 108 women and seven children": the next of a list of parts is one too.
    pub(super) fn part_of_list(&self, draft: &mut Draft, head: &[Draft]) {
        const FIGURES: usize = 8;
        let Some((last, id)) = head.last().and_then(|last| last.figure.part_of.map(|id| (last, id))) else { return };
        if draft.figure.part_of.is_some() || draft.figure.kind != Kind::Count {
            return;
        }
        // "منها 41 فوق بريانسك و17 فوق كورسك": a place and "and" between two of one sort.
        let is_over_place = || {
            last.figure.category == draft.figure.category
                && is_next_over_place(self.view, end_of_label(self.view, last), draft)
        };
        // "185 azzurri, di cui 101 uomini e 84 donne": a whole of unknown sort is of the sort of its first part.
        let is_sort_open = |whole: &Figure| whole.category.is_none() && are_alike(&draft.figure, &last.figure);
        if !self.is_listed_part && !self.is_next_clause(draft, head) && !is_over_place() {
            return;
        }
        let is_whole = |whole: &&Draft| {
            // "45 Verletzte, darunter sechs Schwerverletzte, und drei Vermisste": the missing are none of the hurt.
            let told = (whole.figure.outcome.as_deref(), draft.figure.outcome.as_deref());
            let is_apart = matches!(
                told,
                (Some(outcomes::WOUNDED), Some(outcomes::MISSING | outcomes::KILLED))
                    | (Some(outcomes::KILLED), Some(outcomes::MISSING | outcomes::WOUNDED))
            );
            whole.id == id
                && !is_apart
                && is_fewer(&draft.figure, &whole.figure)
                && (are_alike(&draft.figure, &whole.figure) || is_sort_open(&whole.figure))
        };
        let Some(whole) = head.iter().rev().take(FIGURES).find(is_whole) else { return };
        draft.figure.part_of = Some(id);
        if draft.is_any_person || draft.figure.category.is_none() {
            draft.figure.category.clone_from(&whole.figure.category);
        }
        if draft.is_any_person {
            draft.take_side(&whole.figure);
        }
    }

    /// "12 kişi idam edildi, 4'ü kadın": some of those counted before, as the ending of the number says.
    pub(super) fn part_by_ending(&self, draft: &mut Draft, head: &[Draft]) {
        let view = self.view;
        let is_some = || draft.end.checked_sub(1).and_then(|at| view.cue(at, "some_ending")) == Some(draft.end);
        // "58 bini aştı": a bound behind says what the form is for.
        let is_bound = || view.before(draft.end).is_some_and(|last| !last.is_joined()) && draft.hedge_end > draft.end;
        let is_reached = || view.lexicon.longest(view.tokens, draft.after(), Roles::of(Role::Change)).is_some();
        if !draft.is_amount() || !is_some() || is_bound() || is_reached() {
            return;
        }
        if let Some(id) = draft.figure.part_of {
            // The next of them is no part of the one before.
            let near = of_id(head, Some(id), 3);
            draft.figure.part_of = near.and_then(|near| near.figure.part_of).or(Some(id));
            return;
        }
        let is_whole = |whole: &&Draft| {
            is_fewer(&draft.figure, &whole.figure)
                && (draft.figure.category.is_none() || are_alike(&draft.figure, &whole.figure))
        };
        let whole = counts_before(view, head, draft, true).find(is_whole);
        let Some(whole) = whole.filter(|whole| whole.figure.category.is_some()) else { return };
        draft.figure.part_of = Some(whole.id);
        if draft.figure.category.is_none() && draft.figure.label.is_none() && draft.figure.outcome.is_none() {
            let told = self.outcome_after(draft.hedge_first, draft.after(), whole.figure.category.as_deref());
            draft.figure.outcome = told.map(|told| told.name);
        }
        // A noun behind it says who they are, a verb what they do.
        if draft.figure.category.is_some() && draft.figure.outcome.is_none() {
            draft.figure.outcome = fitting(whole.figure.outcome.as_ref(), draft);
        }
        if draft.figure.category.is_none() || draft.is_any_person {
            draft.figure.kind = Kind::Count;
            draft.figure.category.clone_from(&whole.figure.category);
        }
        if draft.figure.label.is_none() {
            draft.take_label(&whole.figure);
        }
        draft.take_side(&whole.figure);
    }

    /// "31 - над Ростовской областью, 22 - Брянской и по семь - Тульской": whether behind a part of a list that a dash parts from its
    /// place a further number is parted from a name.
    pub(super) fn is_named_beside(&self, draft: &Draft, last: &Draft) -> bool {
        const NEAR: usize = 6;
        let view = self.view;
        let parts = |at: usize| {
            view.token(at).is_some_and(|dash| dash.is_on_line() && !dash.is_word() && is_dash(dash.first))
                && view.token(at + 1).is_some_and(|name| name.is_on_line() && !name.is_joined() && name.is_word())
        };
        let opens = |end: usize| view.before(end).is_some_and(Token::lists);
        let first = draft.hedge_first;
        let is_opened = opens(first) || first.checked_sub(1).is_some_and(|each| each > last.end && opens(each));
        last.figure.part_of.is_some()
            && parts(last.after())
            && parts(draft.after())
            && view.token(draft.after() + 1).is_some_and(|name| name.is_capital)
            && is_opened
            && first.saturating_sub(last.end) <= NEAR
    }

    /// "45,000 homes in the north, 12,000 in the south": whether the count before, whose label ends at token `end`, has a place
    /// of its own, told by the same preposition.
    pub(super) fn is_place_beside(&self, draft: &Draft, end: usize) -> bool {
        let view = self.view;
        let place = |at: usize| {
            let dash = view.token(at).is_some_and(|mark| mark.is_on_line() && mark.is_dash());
            let at = at + usize::from(dash);
            view.token(at).filter(|word| word.is_on_line() && view.roles_at(at).has(Role::Place))
        };
        let ends = |mark: &Token| !mark.is_word() && matches!(mark.first, ':' | ';');
        let is_opened = (end..draft.hedge_first).any(|at| view.token(at).is_some_and(ends));
        let beside = place(end).zip(place(draft.after()));
        // "30 feridos no Porto e 12 em Lisboa", "1.200 a luglio e 980 ad agosto": another form of it, before names and "and".
        let is_name = |at: usize| {
            let name = view.token(at).filter(|name| name.is_word_on_line());
            name.is_some_and(|name| name.is_capital) || view.roles_at(at).has(Role::Month)
        };
        let and = draft.hedge_first.saturating_sub(1);
        let are_named = !view.lexicon.switches.capital_nouns
            && and > end + 1
            && view.roles_at(and).has(Role::And)
            && (end + 1..and).all(is_name)
            && is_name(draft.after() + 1);
        !is_opened && beside.is_some_and(|(whole, part)| are_named || whole.text(view.text) == part.text(view.text))
    }

    /// "61 dead: nine in the capital", "1311 people, most in Moscow (502)": a smaller number that only tells where.
    pub(super) fn is_part_by_place(&self, draft: &Draft, end: usize, is_known: bool) -> bool {
        let view = self.view;
        // "71 Drohnen und fünf von neun Raketen": some of the next, and no place.
        let out_of = view.lexicon.longest(view.tokens, draft.after(), Roles::of(Role::OutOf));
        if out_of.is_some_and(|link| link.end == self.ceiling && self.ceiling < view.tokens.len()) {
            return false;
        }
        // "2.452 Menschen, nach 1.417 im Vorjahreszeitraum": when, and not where.
        if view.lexicon.longest(view.tokens, draft.after(), Roles::of(Role::Earlier)).is_some() {
            return false;
        }
        let Some(mut at) = draft.hedge_first.checked_sub(1).filter(|at| *at >= end) else { return false };
        // "15 in the north and eight each in the south": a word of grammar before the number.
        let is_grammar = view.token(at).is_some_and(Token::is_word)
            && view.roles_at(at).has(Role::Function)
            && !view.roles_at(at).has(Role::And);
        at -= usize::from(is_grammar && at > end);
        let Some(before) = view.token(at) else { return false };
        let mut after = draft.after();
        let dash = view.token(after).is_some_and(|mark| mark.is_on_line() && mark.is_dash());
        after += usize::from(dash);
        let next = view.token(after).filter(|word| word.is_word_on_line());
        let roles = next.map_or(Roles::default(), |_| view.roles_at(after));
        // "48 mortes (47 em São Sebastião e uma em Ubatuba)"
        let opens = matches!(before.first, ',' | ':' | ';' | '(') && !before.is_word()
            || before.is_word() && view.roles_at(at).has(Role::And);
        // "in Moscow (502)"
        let in_brackets = before.is_mark('(')
            && view.token(draft.after()).is_some_and(|mark| mark.is_mark(')'))
            && draft.hedge_first.checked_sub(2).and_then(|at| view.token(at)).is_some_and(|name| {
                // "ve Středočeském kraji (8 900)", "din Italia (187.400), Germania (171.100)": the next of a list too.
                let back = |back: usize| draft.hedge_first.checked_sub(back);
                let is_name = |at: usize| view.token(at).is_some_and(|name| name.is_capital);
                let opens = Roles::any(&[Role::Place, Role::And]);
                let follows = |at: usize| view.before(at).is_some_and(|mark| mark.is_mark(')'));
                (name.is_capital || back(3).is_some_and(is_name))
                    && ((3..6).filter_map(back).any(|at| view.roles_at(at).meets(opens) || follows(at))
                        || name.is_capital && opens_brackets(view, draft.after() + 1))
            });
        in_brackets || opens && (roles.has(Role::Place) || dash && is_known && roles.has(Role::Function))
    }

    /// "34 suspects, of whom 12 were arrested, 19 released": what came of the next of those that were told of together.
    fn is_next_clause(&self, draft: &Draft, head: &[Draft]) -> bool {
        const FIGURES: usize = 8;
        const NEAR: usize = 8;
        let view = self.view;
        let Some(before) = head.last() else { return false };
        let is_bare = |part: &Draft| part.figure.label.is_none() || part.figure.flags.contains(Flag::InheritedLabel);
        let is_link = |end: usize| view.before(end).is_some_and(Token::lists);
        let end = draft.hedge_first;
        let is_word = end.checked_sub(1).is_some_and(|word| view.roles_at(word).has(Role::Function) && is_link(word));
        let is_near = end.saturating_sub(before.after()) <= NEAR && (is_link(end) || is_word);
        let is_same = draft.is_any_person || draft.figure.category == before.figure.category;
        if !is_near || !is_bare(before) || !is_bare(draft) || !is_same || draft.figure.outcome.is_none() {
            return false;
        }
        let Some(whole) = of_id(head, before.figure.part_of, FIGURES) else { return false };
        // "21 dead, three of them burnt, 15 hurt" are no part of the dead.
        let is_open = !matches!(
            whole.figure.outcome.as_deref(),
            Some(outcomes::KILLED | outcomes::WOUNDED | outcomes::MISSING | outcomes::SHOT_DOWN)
        );
        let sum = head
            .iter()
            .rev()
            .take(FIGURES)
            .filter(|part| part.figure.part_of == Some(whole.id))
            .try_fold(draft.figure.value, |sum, part| {
                Some(sum.zip(part.figure.value).and_then(|(sum, own)| sum.checked_add(own)))
            })
            .flatten();
        is_open
            && sum.zip(whole.figure.value).is_some_and(|(sum, whole)| sum <= whole)
            && !ends_between(view, before.end, draft.hedge_first)
    }
}

//! One, from a noun in the singular to which something happened: "a submarine was lost", "поранено жінку".
//!
//! Related figures come in, and between them go those that no number stands for. Who acts is not counted, nor who is known already.

use super::aside::{is_told_of, past_age};
use super::everyday::is_hit_by;
use super::noun::noun_at;
use super::outcome::Told;
use super::share::is_next_in_list;
use super::{Relating, end_of_label, next_count};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Flag, Kind, Relation};
use crate::lexicon::{Phrase, Role, Roles, TELLING};
use crate::library::{categories, is_person, outcomes};
use crate::stages::read::View;
use crate::token::Token;

/// Words before a noun that say that it is not what the verb speaks of.
pub(super) const PARTING: Roles =
    Roles::any(&[Role::Place, Role::And, Role::DateOf, Role::LabelLink, Role::OutOf, Role::PartOf, Role::Agent]);

/// What opens a noun that stands for one.
pub(super) const OPENING: Roles = Roles::any(&[Role::OneArticle, Role::OneNoun]);

/// Figures between which those that stand for one are put at a time.
const OPEN: usize = 64;

/// Figures behind a noun that may be looked at, and more.
const AHEAD: usize = 32;

/// A noun that stands for one.
pub(super) struct One {
    /// Where its article stands, or what narrows it.
    pub(super) open: usize,
    pub(super) first: usize,
    pub(super) end: usize,
    noun: Phrase,
    pub(super) has_article: bool,
}

/// Adds the nouns that stand for one between `drafts`; those of a list get what is said of it later.
pub(super) fn add_ones(view: &View, drafts: &mut Vec<Draft>) {
    let happens = |token: &Token| token.word.may_begin(TELLING);
    let may_open = view.may_have(OPENING.or(Roles::of(Role::Cardinal)));
    if !view.lexicon.switches.counts_ones || !may_open || !view.may_have(TELLING) || !view.tokens.iter().any(happens) {
        return;
    }
    let (mut at, mut place) = (0, 0);
    let mut next_id = drafts.len() as u32;
    // All those behind one that is put in have to move, so that there must never be many of them.
    let mut rest = if drafts.len() > OPEN { drafts.split_off(OPEN) } else { Vec::new() }.into_iter();
    while at < view.tokens.len() {
        loop {
            if rest.len() > 0 && drafts.len() < place + AHEAD {
                drafts.extend(rest.by_ref().take(OPEN));
            }
            let Some(before) = drafts.get(place).filter(|draft| draft.first <= at) else { break };
            let end = if before.figure.kind == Kind::Count { end_of_label(view, before) } else { 0 };
            at = at.max(before.reach()).max(end);
            place += 1;
        }
        let may_open = |token: &Token| token.word.may_begin(OPENING) || token.word.roles.has(Role::Cardinal);
        if !view.token(at).is_some_and(may_open) {
            at += 1;
            continue;
        }
        let found = one_at(view, drafts, place, at)
            .filter(|one| !is_label(view, drafts, place, one) && !is_who(view, drafts, place, one));
        let Some(one) = found else {
            if let Some(mut draft) = one_of_those(view, drafts, place, at) {
                draft.id = next_id;
                next_id += 1;
                drafts.insert(place, draft);
                place += 1;
            }
            at += 1;
            continue;
        };
        at = one.end;
        while drafts.get(place).is_some_and(|draft| draft.first < one.first) {
            place += 1;
        }
        if let Some(mut draft) = one.count(view, drafts, place) {
            draft.id = next_id;
            next_id += 1;
            // Figures of a list stand side by side; an age inside does not part them.
            let age = place.checked_sub(1).filter(|age| drafts.get(*age).is_some_and(|age| age.first >= one.open));
            let is_listed = age.and_then(|age| drafts.get(age.checked_sub(1)?));
            let before = is_listed.is_some_and(|before| is_next_in_list(view, before, &draft));
            drafts.insert(age.filter(|_| before).unwrap_or(place), draft);
            place += 1;
        }
    }
    drafts.extend(rest);
}

/// "одна з них — вагітна жінка": whether the noun stands behind a dash that tells who the one counted right before is.
fn is_who(view: &View, drafts: &[Draft], place: usize, one: &One) -> bool {
    const NEAR: usize = 6;
    let is_count = |draft: &&Draft| draft.first < one.open && draft.figure.kind == Kind::Count;
    let counted = drafts.get(..place).unwrap_or(&[]).iter().next_back().filter(is_count);
    let Some(end) = counted.filter(|it| it.figure.value == Some(Decimal::ONE)).map(Draft::reach) else { return false };
    let dash = |at: usize| view.token(at).is_some_and(|dash| dash.is_on_line() && dash.is_spaced_dash());
    end < one.open && one.open - end <= NEAR && (one.open.saturating_sub(2).max(end)..one.open).any(dash)
}

/// The noun that stands for one at token `at`, before the draft at `place`; an age may stand inside: "a 54-year-old man".
fn one_at(view: &View, drafts: &[Draft], place: usize, at: usize) -> Option<One> {
    const NARROWING: usize = 3;
    let roles = view.roles_at(at);
    view.lexicon.longest(view.tokens, at, OPENING)?;
    if let Some(noun) = view.lexicon.longest(view.tokens, at, Roles::of(Role::OneNoun)) {
        let is_named = view.lexicon.name(noun.node, Role::Category).is_none_or(|category| is_person(category))
            && view.token(noun.end).is_some_and(|next| next.is_word() && next.is_capital && next.is_on_line());
        let is_known = at.checked_sub(1).is_some_and(|before| view.roles_at(before).has(Role::Definite));
        let age = place.checked_sub(1).and_then(|age| drafts.get(age));
        let open =
            age.filter(|age| age.figure.kind == Kind::Age && age.reach() == at).map_or(at, |age| age.hedge_first);
        return (!is_named && !is_known).then_some(One { open, first: at, end: noun.end, noun, has_article: false });
    }
    let next = drafts.get(place);
    if !roles.has(Role::OneArticle) {
        return None;
    }
    let mut first = at + 1;
    let mut words = 0;
    while words <= NARROWING {
        if let Some(age) = next.filter(|age| age.figure.kind == Kind::Age && age.first == first) {
            first = age.reach();
            continue;
        }
        view.token(first).filter(|word| word.is_word_on_line())?;
        if next.is_some_and(|next| next.hedge_first <= first && next.first >= first) {
            return None;
        }
        let near = next.map_or(view.tokens.len(), |next| next.hedge_first);
        if let Some(noun) = noun_at(view, first, Roles::of(Role::Category), near) {
            // "un membre supérieur": a longer word for something else.
            if view.thing(first).is_some_and(|thing| thing > noun.end) {
                return None;
            }
            return Some(One { open: at, first, end: noun.end, noun, has_article: true });
        }
        let roles = view.roles_at(first);
        let ages = Roles::any(&[Role::AgeAfter, Role::AgeUnit, Role::Side]);
        let follows_age = view.before(first).is_some_and(|before| before.word.roles.has(Role::Duration));
        if roles.has(Role::Function) && !roles.meets(ages) && !follows_age {
            return None;
        }
        first += 1;
        words += 1;
    }
    None
}

/// Whether token `at` is the word for one.
fn is_word_for_one(view: &View, at: usize) -> bool {
    let one = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cardinal)).filter(|one| one.end == at + 1);
    one.is_some_and(|one| view.lexicon.value(one.node, Role::Cardinal) == Some(Decimal::ONE))
}

/// "One of them seriously", "jedna jest wciąż poszukiwana": the word for one, of those counted before.
fn one_of_those(view: &View, drafts: &[Draft], place: usize, at: usize) -> Option<Draft> {
    view.token(at).filter(|token| token.is_word() && token.word.roles.has(Role::Cardinal))?;
    let some_of = Roles::any(&[Role::OutOf, Role::PartOf]);
    let is_some = view.lexicon.longest(view.tokens, at + 1, some_of).is_some();
    let next = |roles: Roles| view.lexicon.longest(view.tokens, at + 1, roles);
    // "resultaron heridas y una murió."
    let dies =
        || next(Roles::of(Role::Suffers)).is_some_and(|verb| !view.lexicon.roles(verb.node).has(Role::OutcomeNoun));
    let follows = view.before(at).is_some_and(Token::lists) && (next(Roles::of(Role::Passive)).is_some() || dies());
    // "поранили ще одну": another of those counted before.
    let is_other = || view.lexicon.longest_before(view.tokens, at, Roles::of(Role::Others)).is_some();
    // "три сбили над Брянской областью и один — над Курской"
    let dash = view.token(at + 1).is_some_and(|dash| dash.is_on_line() && dash.is_spaced_dash());
    let is_there = dash && view.roles_at(at + 2).has(Role::Place);
    if !(is_some || follows || is_there || is_other()) || !is_word_for_one(view, at) {
        return None;
    }
    let (head, behind) = drafts.split_at_checked(place)?;
    let mut relating = between(view, head, behind, at);
    let mut draft = Draft::new(view, Kind::Number, at, at + 1);
    draft.state(Decimal::ONE, Relation::Exact);
    relating.count(&mut draft, head);
    relating.part_of(&mut draft, head);
    let is_of_those =
        draft.figure.part_of.is_some() || (follows || !is_some) && draft.figure.flags.contains(Flag::InheritedLabel);
    (draft.figure.kind == Kind::Count && draft.figure.outcome.is_some() && is_of_those).then_some(draft)
}

/// What may be looked at around token `at`, between the drafts before and behind it.
fn between<'v, 'a>(view: &'v View<'a>, head: &[Draft], behind: &[Draft], at: usize) -> Relating<'v, 'a> {
    let last = head.iter().rev().find(|draft| draft.first < at);
    let ceiling = behind.first().map_or(view.tokens.len(), |draft| draft.hedge_first.min(draft.first));
    let floor = last.map_or(0, |draft| end_of_label(view, draft).max(draft.reach()));
    Relating { far: next_count(view, behind), ..Relating::within(view, floor, ceiling) }
}

/// Whether a figure near has the noun as its label already.
fn is_label(view: &View, drafts: &[Draft], place: usize, one: &One) -> bool {
    const NEAR: usize = 3;
    let (Some(head), Some(tail)) = (view.token(one.first), view.before(one.end)) else { return true };
    drafts
        .iter()
        .skip(place.saturating_sub(NEAR))
        .take(2 * NEAR)
        .filter_map(|draft| draft.figure.label)
        .any(|label| label.start < tail.end && head.start < label.end)
}

/// "a man and a woman": whether another that stands for one follows in a list.
fn lists_on(view: &View, end: usize) -> bool {
    view.token(end).is_some_and(Token::lists) && view.lexicon.longest(view.tokens, end + 1, OPENING).is_some()
}

impl One {
    /// The figure that it is, where something happened to it, or where a list or a whole may yet say so.
    fn count(&self, view: &View, drafts: &[Draft], place: usize) -> Option<Draft> {
        let (head, behind) = drafts.split_at_checked(place)?;
        let last = head.iter().rev().find(|draft| draft.first < self.open);
        let mut relating = between(view, head, behind, self.open);
        // An article of one word belongs to it, an age of one word does not: "třicetiletého muže".
        let open = if self.has_article && self.first == self.open + 1 { self.open } else { self.first };
        // "جندي واحد": the word for one behind its noun; "stürzte eine Brücke ein" ends with a part of the verb.
        let is_written = is_word_for_one(view, self.end)
            && view.token(self.end).is_some_and(Token::is_on_line)
            && !view.roles_at(self.end).meets(Roles::any(&[Role::Article, Role::OneArticle]));
        let (open, end) = if is_written { (self.end, self.end + 1) } else { (open, self.end) };
        let mut draft = Draft::new(view, Kind::Count, open, end);
        draft.hedge_first = self.open;
        draft.state(Decimal::ONE, Relation::Exact);
        if !is_written {
            draft.figure.flags.insert(Flag::Implicit);
        }
        draft.figure.label = relating.span(self.first, self.end);
        draft.figure.category = view.lexicon.name(self.noun.node, Role::Category).cloned();
        if view.cue(self.first, "man_alone") == Some(self.end) {
            draft.figure.category = Some(categories::MAN.into());
        }
        draft.figure.side = self.side(&relating).and_then(|node| view.lexicon.name(node, Role::Side)).cloned();
        let category = draft.figure.category.as_deref();
        let before = self.happened_before(&relating, category);
        let put_in = past_age(view, self.end, behind);
        let told = before.or_else(|| self.happens_behind(&relating, put_in, category));
        let told = told.or_else(|| relating.split_verb(self.open, self.end, category));
        // "A missile hit two houses"
        let told = told.filter(|told| !is_hit_by(&told.name, category));
        let told = told.filter(|told| !self.is_run_into(view, told, category));
        // "lidí, které zachránila loď": who saved others, as nothing but its form says that it was saved.
        let saves = !self.has_article && !category.is_none_or(is_person);
        let told = told.filter(|told| !(saves && told.name == outcomes::RESCUED && told.at < self.open));
        let told_at = told.as_ref().map(|told| (told.node, told.at));
        draft.figure.outcome = told.map(|told| told.name);
        let follows = last.filter(|before| is_next_in_list(view, before, &draft));
        relating.is_listed_part = follows.is_some_and(|before| before.figure.part_of.is_some());
        // "the bodies of six women and a girl were brought up": nobody was saved.
        if draft.figure.outcome.as_deref() == Some(outcomes::RESCUED) && relating.are_listed_bodies(&draft, head) {
            draft.figure.outcome = Some(outcomes::KILLED.into());
        }
        if !relating.part_of_named(&mut draft, head) {
            relating.part_of(&mut draft, head);
        }
        relating.part_of_list(&mut draft, head);
        if draft.figure.side.is_none() && draft.figure.outcome.is_some() {
            let side = relating.side_of_state(self.end).and_then(|node| view.lexicon.name(node, Role::Side)).cloned();
            let of_subject = || told_at.and_then(|(node, at)| relating.side_of_subject(node, at));
            draft.figure.side = side.or_else(of_subject);
        }
        if last.is_some_and(|before| self.is_named_again(view, before, &draft)) {
            return None;
        }
        let is_counted = draft.figure.outcome.is_some() || draft.figure.part_of.is_some();
        let is_listed = || {
            follows.is_some_and(|before| before.figure.kind == Kind::Count && !is_told_of(view, self.open, self.end))
                || behind.first().is_some_and(|next| is_next_in_list(view, &draft, next))
                || lists_on(view, put_in)
        };
        (is_counted || !is_written && is_listed()).then_some(draft)
    }

    /// "A train struck a truck": whether it only collided with another vehicle.
    fn is_run_into(&self, view: &View, told: &Told, category: Option<&str>) -> bool {
        const NEAR: usize = 8;
        let is_vehicle = |at: usize| view.category_at(at).is_some_and(|it| *it == categories::VEHICLE);
        category == Some(categories::VEHICLE)
            && told.name == outcomes::DAMAGED
            && told.at < self.open
            && (told.at.saturating_sub(NEAR)..told.at)
                .rev()
                .take_while(|at| !view.token(*at).is_some_and(Token::ends_clause))
                .any(is_vehicle)
    }

    /// Whose it is, by the words that narrow it.
    fn side(&self, relating: &Relating) -> Option<u32> {
        const NEAR: usize = 2;
        let view = relating.view;
        let from = if self.has_article { self.open + 1 } else { self.open.saturating_sub(NEAR).max(relating.floor) };
        let side = |at: usize| view.lexicon.longest(view.tokens, at, Roles::of(Role::Side));
        // "Унаслідок атаки рф загинули чоловік і жінка": what stands before the verb narrows nobody.
        let is_verb = |at: &usize| view.token(*at).is_some_and(|word| word.word.may_begin(TELLING));
        let inside = (from..self.first)
            .rev()
            .take_while(|at| !is_verb(at))
            .find_map(|at| side(at).filter(|side| side.end <= self.first));
        inside.or_else(|| side(self.end)).map(|side| side.node)
    }

    /// "killed one woman, a 65-year-old worker": whether the noun says between commas who the one before it was, and lists nobody.
    fn is_named_again(&self, view: &View, before: &Draft, draft: &Draft) -> bool {
        let comma = end_of_label(view, before);
        let is_person = |draft: &Draft| draft.figure.counts(is_person);
        let is_one = before.figure.kind == Kind::Count && before.figure.value == Some(Decimal::ONE);
        // "a man, a woman, and a child"
        let end = self.end + usize::from(view.token(self.end).is_some_and(|mark| mark.is_mark(',')));
        let end = end + usize::from(view.roles_at(end).has(Role::And));
        let lists =
            end > self.end && view.lexicon.longest(view.tokens, end, OPENING.or(Roles::of(Role::Cardinal))).is_some();
        let is_aged = self.first > self.open + 1;
        is_one
            && is_aged
            && !lists
            && is_person(before)
            && is_person(draft)
            && comma + 1 == self.open
            && view.token(comma).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line())
    }
}

//! Stage 5: what is counted, what happened to it and whose it is, from the words around an amount.
//!
//! Looks only at tokens between an amount and its neighbours, and never past its sentence.

use compact_str::CompactString;

use crate::draft::Draft;
use crate::figure::{Figure, Flag, Kind, Relation, Scope, Span, Trend};
use crate::lexicon::{Phrase, Role, Roles};
use crate::stages::compose::hedge_after;
use crate::stages::read::{Sort, View};

/// Words of a label that are looked at.
const LONGEST_LABEL: usize = 8;
/// Tokens around an amount in which an outcome is looked for.
const REACH: usize = 16;

/// Gives the drafts labels, categories, outcomes and sides.
pub(crate) fn relate(view: &View, drafts: &mut [Draft]) {
    for (id, draft) in drafts.iter_mut().enumerate() {
        draft.id = id as u32;
    }
    for at in 0..drafts.len() {
        let floor = at.checked_sub(1).and_then(|before| drafts.get(before)).map_or(0, |draft| draft.hedge_end);
        let ceiling = drafts.get(at + 1).map_or(view.tokens.len(), |draft| draft.hedge_first.max(draft.first.min(draft.hedge_first)));
        let previous = at.checked_sub(1).and_then(|before| drafts.get(before)).map(|draft| (draft.figure.clone(), draft.end));
        let Some(draft) = drafts.get_mut(at) else { continue };
        let mut relating = Relating { view, floor, ceiling };
        match draft.figure.kind {
            Kind::Number => relating.count(draft),
            Kind::Ordinal => relating.label_only(draft),
            _ => {}
        }
        if matches!(draft.figure.kind, Kind::Count | Kind::Number) {
            relating.part_of(draft, previous.as_ref().map(|(figure, end)| (figure, *end)), at);
        }
        relating.rate(draft);
        relating.trend(draft);
        if draft.figure.kind == Kind::Count {
            relating.scope(draft);
        }
    }
    share_before_and_now(view, drafts);
    share(view, drafts);
}

/// "rose from 120 to 133", "310 new infections, up from 275": what was and what is are of one thing.
fn share_before_and_now(view: &View, drafts: &mut [Draft]) {
    const NEAR: usize = 6;
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first_mut()) else { continue };
        let is_number = |draft: &Draft| matches!(draft.figure.kind, Kind::Number | Kind::Count);
        let was_first = first.figure.scope == Some(Scope::Previous);
        let was_second = second.figure.scope == Some(Scope::Previous);
        if was_first == was_second || !is_number(first) || !is_number(second) {
            continue;
        }
        if second.first > end_of_label(view, first) + NEAR {
            continue;
        }
        let (known, open) = if first.figure.kind == Kind::Count { (first, second) } else { (second, first) };
        if known.figure.kind != Kind::Count || open.figure.kind != Kind::Number {
            continue;
        }
        open.figure.kind = Kind::Count;
        open.figure.label = known.figure.label;
        open.figure.category.clone_from(&known.figure.category);
        open.figure.outcome.clone_from(&known.figure.outcome);
        open.figure.side.clone_from(&known.figure.side);
        open.figure.flags.insert(Flag::InheritedLabel);
    }
}

/// Figures that one verb governs share what it says: "two hospitals and five schools were damaged".
fn share(view: &View, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (Some(before), Some(draft)) = (head.last_mut(), tail.first_mut()) else { continue };
        if before.figure.kind != Kind::Count || draft.figure.kind != Kind::Count {
            continue;
        }
        let label_end = end_of_label(view, before);
        let is_list = label_end <= draft.hedge_first
            && draft.hedge_first - label_end <= 2
            && (label_end..draft.hedge_first).all(|at| is_link(view, at));
        let is_part = draft.figure.part_of == Some(before.id);
        if !is_list && !is_part {
            continue;
        }
        if draft.figure.outcome.is_none() {
            draft.figure.outcome.clone_from(&before.figure.outcome);
        } else if before.figure.outcome.is_none() && (before.figure.category.is_some() || is_part) {
            before.figure.outcome.clone_from(&draft.figure.outcome);
        }
        if draft.figure.side.is_none() && draft.figure.outcome == before.figure.outcome && draft.figure.category.is_some() {
            draft.figure.side.clone_from(&before.figure.side);
        }
    }
}

/// Whether token `at` only lists: a comma or a short word between two things.
fn is_link(view: &View, at: usize) -> bool {
    const SHORT: u16 = 3;
    let Some(token) = view.token(at) else { return false };
    token.is_mark(',') || token.is_word() && token.length <= SHORT && view.lexicon.roles_at(view.tokens, at).meets(LISTING)
}

/// Words that may stand between two listed figures; "and" is often a word of the language's grammar alone.
const LISTING: Roles = Roles::any(&[Role::And, Role::Function]);

/// The token after a figure and its label.
fn end_of_label(view: &View, draft: &Draft) -> usize {
    let from = draft.hedge_end.max(draft.end);
    let Some(label) = draft.figure.label else { return from };
    let last = (from..from + LONGEST_LABEL + 4).take_while(|at| view.token(*at).is_some_and(|token| token.start < label.end)).last();
    last.map_or(from, |last| last + 1)
}

struct Relating<'v, 'a> {
    view: &'v View<'a>,
    /// No token before it may be taken: it is the figure's before.
    floor: usize,
    /// Nor this one or any after.
    ceiling: usize,
}

/// A noun phrase behind or before an amount.
#[derive(Default)]
struct Label {
    first: usize,
    end: usize,
    category: Option<u32>,
    outcome: Option<u32>,
    side: Option<u32>,
}

const NOUNS: Roles = Roles::any(&[Role::Category, Role::Outcome, Role::OutcomeNoun, Role::Side, Role::Function, Role::LabelLink]);

impl Relating<'_, '_> {
    fn count(&mut self, draft: &mut Draft) {
        let view = self.view;
        let from = self.label_start(draft);
        let label = self.label(from);
        let lexicon = view.lexicon;
        if let Some(label) = &label {
            draft.figure.label = self.span(label.first, label.end);
            draft.figure.category = label.category.and_then(|node| lexicon.name(node, Role::Category)).cloned();
            draft.figure.outcome = label.outcome.and_then(|node| self.outcome_name(node)).cloned();
            draft.figure.side = label.side.and_then(|node| lexicon.name(node, Role::Side)).cloned();
        }
        let end = label.as_ref().map_or(draft.hedge_end.max(draft.end), |label| label.end);
        if label.is_some() {
            self.hedge_behind(draft, end);
        } else {
            self.subject(draft);
        }
        if draft.figure.outcome.is_none()
            && draft.figure.label.is_some()
            && let Some((node, at)) = self.outcome_near(draft.hedge_first, end)
        {
            draft.figure.outcome = self.outcome_name(node).cloned();
            if draft.figure.side.is_none() && at < draft.first {
                draft.figure.side = self.side_of_subject(node, at);
            }
        }
        // People are counted where the outcome is one that people have and nothing narrower is said.
        if draft.figure.category.is_none()
            && label.as_ref().is_some_and(|label| label.outcome.is_some_and(|node| lexicon.roles(node).has(Role::OutcomeNoun)))
        {
            draft.figure.category = Some("person".into());
        }
        if draft.figure.side.is_none() && draft.figure.outcome.is_some() {
            draft.figure.side = self.side_of_state(end).and_then(|node| lexicon.name(node, Role::Side)).cloned();
        }
        if draft.figure.side.is_none() {
            draft.figure.side = self.side_before(draft);
        }
        if draft.figure.label.is_some() || draft.figure.category.is_some() || draft.figure.outcome.is_some() {
            draft.figure.kind = Kind::Count;
        }
    }

    /// "56 people at least": a hedge behind the label.
    fn hedge_behind(&self, draft: &mut Draft, end: usize) {
        let (Relation::Exact, Some(value)) = (draft.figure.relation, draft.figure.value) else { return };
        if end < self.ceiling
            && let Some((_, relation, false)) = hedge_after(self.view, end)
        {
            draft.state(value, relation);
        }
    }

    /// "The dead are 80", "кількість переселенців перевищила 8 тисяч": the thing counted stands before a bare number.
    fn subject(&self, draft: &mut Draft) {
        const NEAR: usize = 8;
        let view = self.view;
        if draft.figure.scope == Some(Scope::Previous) && self.floor > 0 {
            return;
        }
        let is_plain = draft.number.is_some_and(|number| number.sort == Sort::Plain);
        let is_year = draft.figure.value.is_some_and(|value| value.to_u32().is_some_and(|value| (1900..2100).contains(&value)));
        if !is_plain || is_year {
            return;
        }
        let wanted = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        let verbs = Roles::any(&[Role::Function, Role::Up, Role::Down, Role::Definite, Role::DateOf, Role::LabelLink, Role::RangeOpen]);
        let mut at = draft.hedge_first;
        let mut unknown = 0;
        for _ in 0..NEAR {
            let Some(before) = at.checked_sub(1).filter(|before| *before >= self.floor) else { return };
            at = before;
            let Some(token) = view.token(at).filter(|token| token.is_word()) else { return };
            let found = view.lexicon.longest(view.tokens, at, wanted).filter(|phrase| phrase.end <= draft.hedge_first);
            if let Some(phrase) = found {
                let roles = view.lexicon.roles(phrase.node);
                draft.figure.label = self.span(at, phrase.end);
                draft.figure.category = view.lexicon.name(phrase.node, Role::Category).cloned();
                if roles.has(Role::OutcomeNoun) {
                    draft.figure.outcome = self.outcome_name(phrase.node).cloned();
                    draft.figure.category.get_or_insert_with(|| "person".into());
                }
                return;
            }
            if !token.is_on_line() {
                return;
            }
            let known = view.lexicon.longest(view.tokens, at, verbs).is_some();
            unknown += usize::from(!known);
            // One verb that the lexicon does not know may stand between.
            if unknown > 1 {
                return;
            }
        }
    }

    /// A collective or vague amount links to its noun by "of".
    fn label_start(&self, draft: &Draft) -> usize {
        let from = draft.hedge_end.max(draft.end);
        let links = draft.number.is_some_and(|number| matches!(number.sort, Sort::Collective | Sort::Vague) || number.scale.is_some());
        let hyphen = self.view.token(from).is_some_and(|mark| mark.is_mark('-') && mark.is_joined());
        let from = from + usize::from(hyphen);
        let link = self.view.lexicon.longest(self.view.tokens, from, Roles::any(&[Role::DateOf, Role::LabelLink]));
        link.filter(|_| links).map_or(from, |link| link.end)
    }

    /// The noun phrase that begins at token `from`: words up to a function word, a mark or the next figure.
    fn label(&self, from: usize) -> Option<Label> {
        let view = self.view;
        let mut label = Label { first: from, end: from, ..Label::default() };
        let mut at = from;
        let mut words = 0;
        while at < self.ceiling && words < LONGEST_LABEL {
            let token = view.token(at)?;
            if !token.is_on_line() {
                break;
            }
            if !token.is_word() {
                // A hyphen inside a label: co-workers.
                let joins = matches!(token.first, '-' | '/') && view.token(at + 1).is_some_and(|next| next.is_word() && next.is_joined());
                if joins && at > from {
                    at += 1;
                    continue;
                }
                break;
            }
            let phrase = view.lexicon.longest(view.tokens, at, NOUNS);
            let roles = phrase.map_or(Roles::default(), |phrase| view.lexicon.roles(phrase.node));
            if self.ends_label(roles, &label) {
                if !self.links_on(roles, at, &label) {
                    break;
                }
                at += 1;
                continue;
            }
            let end = phrase.map_or(at + 1, |phrase| phrase.end).min(self.ceiling);
            self.note(phrase, &mut label);
            if label.category.is_none() {
                // "Russian occupiers" as a side: the last word of it is who they are.
                let inner = (at + 1..end).find_map(|inside| view.lexicon.longest(view.tokens, inside, Roles::of(Role::Category)));
                label.category = inner.map(|inner| inner.node);
            }
            label.end = end;
            words += end - at;
            at = end;
            let is_unknown = label.category.is_none() && label.outcome.is_none();
            if is_unknown && label.end - label.first >= 4 || !is_unknown && !self.goes_on(at) {
                break;
            }
        }
        (label.end > label.first).then_some(label)
    }

    /// Whether a label that names its thing goes on: with a side, another noun of the taxonomy, or what happened as a noun.
    fn goes_on(&self, at: usize) -> bool {
        let wanted = Roles::any(&[Role::Category, Role::Side, Role::Outcome, Role::OutcomeNoun, Role::LabelLink]);
        self.view.lexicon.longest(self.view.tokens, at, wanted).is_some()
    }

    /// Whether the label stops before a phrase with these roles.
    fn ends_label(&self, roles: Roles, label: &Label) -> bool {
        let noun = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Side]);
        if roles.has(Role::Function) && !roles.meets(noun) {
            return true;
        }
        // "12 people killed": what happened closes the label, unless it opens it ("12 killed").
        let outcome = roles.has(Role::Outcome) && !roles.meets(Roles::any(&[Role::Category, Role::Side]));
        outcome && label.end > label.first && (label.category.is_some() || label.outcome.is_some() || !roles.has(Role::OutcomeNoun))
    }

    /// "members of the crew": a linking word inside a label that has no category yet.
    fn links_on(&self, roles: Roles, at: usize, label: &Label) -> bool {
        if !roles.has(Role::LabelLink) || label.category.is_some() || label.outcome.is_some() || label.end == label.first {
            return false;
        }
        (at + 1..(at + 3).min(self.ceiling)).any(|next| {
            let phrase = self.view.lexicon.longest(self.view.tokens, next, Roles::of(Role::Category));
            phrase.is_some() && self.view.token(next).is_some_and(|token| token.is_on_line())
        })
    }

    fn note(&self, phrase: Option<Phrase>, label: &mut Label) {
        let Some(phrase) = phrase else { return };
        let roles = self.view.lexicon.roles(phrase.node);
        if roles.has(Role::Category) {
            // "women and children" is not here: the first noun is what is counted, a later one narrows a general word.
            let general = label.category.and_then(|node| self.view.lexicon.name(node, Role::Category)).is_some_and(|id| id == "person");
            if label.category.is_none() || general {
                label.category = Some(phrase.node);
            }
        }
        if roles.meets(Roles::any(&[Role::Outcome, Role::OutcomeNoun])) && label.outcome.is_none() && !roles.has(Role::Category) {
            label.outcome = Some(phrase.node);
        }
        if roles.has(Role::Side) && label.side.is_none() {
            label.side = Some(phrase.node);
        }
    }

    fn outcome_name(&self, node: u32) -> Option<&CompactString> {
        self.view.lexicon.name(node, Role::Outcome).or_else(|| self.view.lexicon.name(node, Role::OutcomeNoun))
    }

    fn span(&self, first: usize, end: usize) -> Option<Span> {
        let (head, tail) = (self.view.token(first)?, self.view.before(end)?);
        Some(Span { start: head.start, end: tail.end })
    }

    /// The outcome that the clause gives the amount and its token: right behind its label, else before the amount.
    fn outcome_near(&self, first: usize, end: usize) -> Option<(u32, usize)> {
        let view = self.view;
        let wanted = Roles::any(&[Role::Outcome, Role::OutcomeNoun]);
        let grammar = Roles::any(&[Role::Function]);
        let is_final = view.lexicon.switches.verb_final;
        let reach = if is_final { REACH } else { 6 };
        for at in end..(end + reach).min(self.ceiling) {
            let Some(token) = view.token(at).filter(|token| token.is_on_line()) else { break };
            // "three children, have died": a clause that was put in has ended.
            if !token.is_word() && !(at == end && token.is_mark(',') && self.is_nested(first)) {
                break;
            }
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, wanted) {
                return Some((phrase.node, at));
            }
            if token.is_mark(',') {
                continue;
            }
            if !is_final && !view.lexicon.roles_at(view.tokens, at).meets(grammar) || view.lexicon.roles_at(view.tokens, at).has(Role::And) {
                break;
            }
        }
        let mut at = first;
        for _ in 0..REACH {
            at = at.checked_sub(1).filter(|at| *at >= self.floor)?;
            let token = view.token(at)?;
            let is_stop = !token.is_word() && matches!(token.first, '.' | '!' | '?' | ';' | ':');
            if is_stop {
                return None;
            }
            // The phrase must not reach over the amount.
            let phrase = view.lexicon.longest(view.tokens, at, wanted).filter(|phrase| phrase.end <= first);
            if let Some(phrase) = phrase {
                return Some((phrase.node, at));
            }
            if !token.is_on_line() {
                return None;
            }
        }
        None
    }

    /// Whether the amount stands in a clause that tells a part of the figure before: "twelve people, including three".
    fn is_nested(&self, first: usize) -> bool {
        (first.saturating_sub(4).max(self.floor)..first)
            .any(|at| self.view.lexicon.longest(self.view.tokens, at, Roles::of(Role::PartOf)).is_some())
    }

    /// "Russia lost 35 tanks": the side before a verb of losing or launching is the side of what was lost or launched.
    fn side_of_subject(&self, node: u32, at: usize) -> Option<CompactString> {
        const NEAR: usize = 5;
        let view = self.view;
        if !matches!(self.outcome_name(node).map(CompactString::as_str), Some("losses" | "launched")) {
            return None;
        }
        for before in (at.saturating_sub(NEAR)..at).rev() {
            let token = view.token(before).filter(|token| token.is_word())?;
            if let Some(phrase) = view.lexicon.longest(view.tokens, before, Roles::of(Role::Side)) {
                return view.lexicon.name(phrase.node, Role::Side).cloned();
            }
            if !token.is_on_line() {
                return None;
            }
        }
        None
    }

    /// "Russia's casualties range from 5,000 to 9,000", "the Kremlin has committed 150,000 soldiers": the only side that the
    /// sentence has named so far, for those it is said to have lost and for soldiers to whom nothing is said to have happened.
    fn side_before(&self, draft: &Draft) -> Option<CompactString> {
        const NEAR: usize = 30;
        let view = self.view;
        let is_soldier = draft.figure.category.as_deref() == Some("soldier") && draft.figure.outcome.is_none();
        let suffers = matches!(draft.figure.outcome.as_deref(), Some("killed" | "wounded" | "killed_or_wounded" | "losses"));
        let mut found: Option<&CompactString> = None;
        for at in (draft.hedge_first.saturating_sub(NEAR)..draft.hedge_first).rev() {
            let token = view.token(at)?;
            if !token.is_word() && matches!(token.first, '.' | '!' | '?' | ';' | ':') {
                break;
            }
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, Roles::of(Role::Side)) {
                let side = view.lexicon.name(phrase.node, Role::Side);
                if found.is_some() && found != side {
                    return None;
                }
                found = side;
                // The loss right before the side is what it is the side of.
                let of_losses = (at.saturating_sub(3)..at)
                    .chain(phrase.end..phrase.end + 2)
                    .any(|near| view.lexicon.longest(view.tokens, near, Roles::of(Role::OutcomeNoun)).is_some_and(|loss| loss.end <= draft.first));
                if of_losses && suffers {
                    return found.cloned();
                }
            }
            if !token.is_on_line() {
                break;
            }
        }
        found.filter(|_| is_soldier).cloned()
    }

    /// The period that the clause names: "over the past day", "since the beginning".
    fn scope(&self, draft: &mut Draft) {
        const NEAR: usize = 12;
        let view = self.view;
        if draft.figure.scope.is_some() || draft.figure.outcome.is_none() && draft.figure.category.is_none() {
            return;
        }
        let wanted = Roles::any(&[Role::NewlyReported, Role::Cumulative, Role::Previous]);
        let floor = self.floor.max(draft.hedge_first.saturating_sub(NEAR));
        let end = end_of_label(view, draft);
        let before = (floor..draft.hedge_first).rev();
        let after = end..(end + NEAR).min(self.ceiling);
        let ends = |at: usize| view.token(at).is_some_and(|token| matches!(token.first, '.' | '!' | '?' | ';') && !token.is_word());
        for side in [before.collect::<Vec<_>>(), after.collect()] {
            for at in side {
                if ends(at) || !view.token(at).is_some_and(|token| token.is_on_line() || at == floor) {
                    break;
                }
                let Some(phrase) = view.lexicon.longest(view.tokens, at, wanted) else { continue };
                let roles = view.lexicon.roles(phrase.node);
                if roles.has(Role::Previous) && phrase.end != draft.hedge_first {
                    continue;
                }
                draft.figure.scope = Some(if roles.has(Role::Previous) {
                    Scope::Previous
                } else if roles.has(Role::NewlyReported) {
                    Scope::New
                } else {
                    Scope::Cumulative
                });
                return;
            }
        }
    }

    /// "of Russia", "delle forze russe" right behind the label.
    fn side_of_state(&self, end: usize) -> Option<u32> {
        let view = self.view;
        for at in end..(end + 4).min(self.ceiling) {
            let token = view.token(at).filter(|token| token.is_on_line() && token.is_word())?;
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, Roles::of(Role::Side)) {
                return Some(phrase.node);
            }
            let roles = view.lexicon.roles_at(view.tokens, at);
            if token.length > 5 && !roles.meets(Roles::any(&[Role::LabelLink, Role::DateOf, Role::Category])) {
                return None;
            }
            if !roles.meets(Roles::any(&[Role::LabelLink, Role::DateOf, Role::Category, Role::Definite])) {
                return None;
            }
        }
        None
    }

    fn label_only(&mut self, draft: &mut Draft) {
        if let Some(label) = self.label(draft.end) {
            draft.figure.label = self.span(label.first, label.end);
        }
    }

    /// "12 people, including 3 children".
    fn part_of(&self, draft: &mut Draft, previous: Option<(&Figure, usize)>, at: usize) {
        let view = self.view;
        let Some((whole, end)) = previous.filter(|(figure, _)| figure.kind == Kind::Count) else { return };
        let reach = draft.hedge_first.saturating_sub(5).max(end);
        let cue = (reach..draft.hedge_first).any(|place| view.lexicon.longest(view.tokens, place, Roles::of(Role::PartOf)).is_some());
        let own = view.lexicon.longest(view.tokens, draft.hedge_end.max(draft.end), Roles::of(Role::PartOf)).is_some();
        if !cue && !own && !self.goes_on_counting(draft, whole, end) {
            return;
        }
        draft.figure.part_of = Some(at as u32 - 1);
        if draft.figure.kind == Kind::Number {
            // "47 of which were intercepted", "of whom eight were women": the noun is the one before, unless a new one follows.
            let wanted = Roles::of(Role::Category);
            let stop = (draft.end + 5).min(self.ceiling);
            let own = (draft.end..stop).find_map(|place| view.lexicon.longest(view.tokens, place, wanted));
            draft.figure.kind = Kind::Count;
            draft.figure.category = match own {
                Some(own) => view.lexicon.name(own.node, Role::Category).cloned(),
                None => whole.category.clone(),
            };
            if own.is_none() {
                draft.figure.flags.insert(Flag::InheritedLabel);
                draft.figure.label = whole.label;
            }
            let end = draft.hedge_end.max(draft.end);
            draft.figure.outcome = self.outcome_near(end, end).and_then(|(node, _)| self.outcome_name(node)).cloned();
        }
        if draft.figure.outcome.is_none() {
            draft.figure.outcome.clone_from(&whole.outcome);
        }
        if draft.figure.side.is_none() {
            draft.figure.side.clone_from(&whole.side);
        }
    }

    /// "18 wounded, 5 in a grave condition": a smaller bare number right behind a comma counts some of the same.
    fn goes_on_counting(&self, draft: &Draft, whole: &Figure, end: usize) -> bool {
        const NEAR: usize = 6;
        let view = self.view;
        let comma = draft.hedge_first.checked_sub(1).and_then(|at| view.token(at)).is_some_and(|mark| mark.is_mark(','));
        let after = draft.hedge_end.max(draft.end);
        let grammar = view.token(after).is_some_and(|next| next.is_word() && next.is_on_line())
            && view.lexicon.roles_at(view.tokens, after).has(Role::Function);
        let is_fewer = draft.figure.value.zip(whole.value).is_some_and(|(part, whole)| part < whole);
        draft.figure.kind == Kind::Number && whole.outcome.is_some() && comma && grammar && is_fewer && draft.first - end <= NEAR
    }

    /// "600 a day", "12 per 100 000 inhabitants".
    fn rate(&self, draft: &mut Draft) {
        let view = self.view;
        if matches!(draft.figure.kind, Kind::Date | Kind::Time | Kind::Score | Kind::Ordinal) {
            return;
        }
        let label_end = draft.figure.label.and_then(|label| {
            (draft.end..self.ceiling.min(draft.end + LONGEST_LABEL + 2)).find(|at| view.token(*at).is_some_and(|token| token.start >= label.end))
        });
        for at in [Some(draft.hedge_end.max(draft.end)), label_end].into_iter().flatten() {
            let Some(phrase) = view.lexicon.longest(view.tokens, at, Roles::of(Role::Per)) else { continue };
            if at < self.ceiling && view.token(at).is_some_and(|token| token.is_on_line()) {
                draft.figure.per = view.lexicon.name(phrase.node, Role::Per).cloned();
                return;
            }
        }
    }

    /// "fell by 2 %", "+3 pp".
    fn trend(&self, draft: &mut Draft) {
        let view = self.view;
        if matches!(draft.figure.kind, Kind::Date | Kind::Time | Kind::Score | Kind::Ordinal | Kind::Age) {
            return;
        }
        let wanted = Roles::any(&[Role::Up, Role::Down]);
        let mut end = draft.hedge_first;
        for _ in 0..2 {
            if let Some((first, phrase)) = view.lexicon.longest_before(view.tokens, end, wanted).filter(|(first, _)| *first >= self.floor) {
                let _ = first;
                let is_up = view.lexicon.roles(phrase.node).has(Role::Up);
                draft.figure.trend = Some(if is_up { Trend::Up } else { Trend::Down });
                return;
            }
            let Some(before) = end.checked_sub(1).filter(|at| *at >= self.floor) else { return };
            end = before;
        }
        let plus = draft.first.checked_sub(1).and_then(|at| view.token(at)).is_some_and(|mark| mark.is_mark('+'));
        if plus && draft.figure.kind == Kind::Percent && view.token(draft.first).is_some_and(|token| token.is_joined()) {
            draft.figure.trend = Some(Trend::Up);
        }
    }
}

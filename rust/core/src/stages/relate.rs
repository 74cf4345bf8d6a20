//! Stage 5: what is counted, what happened to it and whose it is, from the words around an amount.
//!
//! Looks only at tokens between an amount and its neighbours, and never past its sentence.

use crate::draft::Draft;
use crate::figure::{Kind, Span, Trend};
use crate::lexicon::{Phrase, Role, Roles};
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
        if matches!(draft.figure.kind, Kind::Count) {
            relating.part_of(draft, previous.as_ref().map(|(figure, end)| (figure, *end)), at);
        }
        relating.rate(draft);
        relating.trend(draft);
    }
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
        if draft.figure.outcome.is_none() && (label.is_some() || draft.figure.category.is_some()) {
            let things = draft.figure.category.is_some() || self.may_suffer(draft);
            if things && let Some(node) = self.outcome_near(draft.hedge_first, end) {
                draft.figure.outcome = self.outcome_name(node).cloned();
            }
        }
        // People are counted where the outcome is one that people have and nothing narrower is said.
        if draft.figure.category.is_none()
            && label.as_ref().is_some_and(|label| label.outcome.is_some_and(|node| lexicon.roles(node).has(Role::OutcomeNoun)))
        {
            draft.figure.category = Some("person".into());
        }
        if draft.figure.side.is_none()
            && draft.figure.outcome.is_some()
            && let Some(node) = self.side_of_state(end)
        {
            draft.figure.side = lexicon.name(node, Role::Side).cloned();
        }
        if draft.figure.label.is_some() || draft.figure.category.is_some() || draft.figure.outcome.is_some() {
            draft.figure.kind = Kind::Count;
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
                // A quotation mark or a hyphen inside a label: "T-64" tanks, co-workers.
                let joins = matches!(token.first, '-' | '«' | '"' | '“' | '/') && view.token(at + 1).is_some_and(|next| next.is_word() && next.is_joined());
                if joins && at > from || joins && matches!(token.first, '«' | '"' | '“') {
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
            label.end = end;
            words += end - at;
            at = end;
            let is_unknown = label.category.is_none() && label.outcome.is_none();
            if is_unknown && label.end - label.first >= 4 {
                break;
            }
        }
        (label.end > label.first).then_some(label)
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

    fn outcome_name(&self, node: u32) -> Option<&compact_str::CompactString> {
        self.view.lexicon.name(node, Role::Outcome).or_else(|| self.view.lexicon.name(node, Role::OutcomeNoun))
    }

    fn span(&self, first: usize, end: usize) -> Option<Span> {
        let (head, tail) = (self.view.token(first)?, self.view.before(end)?);
        Some(Span { start: head.start, end: tail.end })
    }

    /// Whether a thing without a category may have an outcome: it is named by a word that the lexicon does not know.
    fn may_suffer(&self, draft: &Draft) -> bool {
        draft.figure.label.is_some()
    }

    /// The outcome that the clause gives the amount: right behind its label, else before the amount.
    fn outcome_near(&self, first: usize, end: usize) -> Option<u32> {
        let view = self.view;
        let wanted = Roles::any(&[Role::Outcome, Role::OutcomeNoun]);
        let grammar = Roles::any(&[Role::Function]);
        for at in end..(end + 6).min(self.ceiling) {
            let Some(token) = view.token(at).filter(|token| token.is_on_line()) else { break };
            if !token.is_word() {
                break;
            }
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, wanted) {
                return Some(phrase.node);
            }
            if !view.lexicon.roles_at(view.tokens, at).meets(grammar) || view.lexicon.roles_at(view.tokens, at).has(Role::And) {
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
                return Some(phrase.node);
            }
            if !token.is_on_line() {
                return None;
            }
        }
        None
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
    fn part_of(&self, draft: &mut Draft, previous: Option<(&crate::figure::Figure, usize)>, at: usize) {
        let view = self.view;
        let Some((whole, end)) = previous.filter(|(figure, _)| figure.kind == Kind::Count) else { return };
        let reach = draft.hedge_first.saturating_sub(5).max(end);
        let cue = (reach..draft.hedge_first).any(|place| view.lexicon.longest(view.tokens, place, Roles::of(Role::PartOf)).is_some());
        let own = view.lexicon.longest(view.tokens, draft.hedge_end.max(draft.end), Roles::of(Role::PartOf)).is_some();
        if !cue && !own {
            return;
        }
        draft.figure.part_of = Some(at as u32 - 1);
        if draft.figure.outcome.is_none() {
            draft.figure.outcome.clone_from(&whole.outcome);
        }
        if draft.figure.side.is_none() {
            draft.figure.side.clone_from(&whole.side);
        }
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

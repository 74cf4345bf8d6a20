//! The thing counted as the subject before a bare number: "the dead are 80", "the toll from the quake rose to 133".
//!
//! A bare amount comes in; label, category and outcome go out. Looks for no verb but those of change.

use super::count::in_thousands;
use super::{NOUN, Relating, end_of_label, label::is_apart, part::is_fewer};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Scope};
use crate::lexicon::{CHANGES, Phrase, Role, Roles, TELLING};
use crate::library::{can_happen, categories, is_person, outcomes};
use crate::stages::read::Sort;
use crate::token::Token;

/// What may stand between a subject and its number.
const BEFORE_NUMBER: Roles = Roles::any(&[
    Role::Function,
    Role::Up,
    Role::Down,
    Role::Change,
    Role::Definite,
    Role::DateOf,
    Role::LabelLink,
    Role::RangeOpen,
]);

impl Relating<'_, '_> {
    /// "The dead are 80", "кількість переселенців перевищила 8 тисяч": the thing counted stands before a bare number.
    pub(super) fn subject(&self, draft: &mut Draft, head: &[Draft]) {
        let view = self.view;
        // "مقتل 16 وإصابة العشرات": a vague number only right behind the noun.
        let is_plain = draft.number.is_some_and(|number| match number.sort {
            Sort::Plain => true,
            Sort::Vague | Sort::Collective => {
                // "I feriti sono una ventina"
                let is_being = |at: &usize| view.roles_at(*at).has(Role::Passive);
                let end = draft.hedge_first.checked_sub(1).filter(is_being).unwrap_or(draft.hedge_first);
                let noun = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::OutcomeNoun));
                noun.is_some_and(|(first, _)| first >= self.floor)
            }
            _ => false,
        });
        let is_year = self.may_be_year(draft);
        // What stands above a number is for the block to tell.
        let opens_line =
            draft.hedge_first > 0 && view.token(draft.hedge_first).is_some_and(|token| !token.is_on_line());
        // "Per le famiglie 3,5 miliardi": a sum whose currency is left out.
        let is_sum = draft.number.and_then(|number| number.scale).is_some_and(|it| it >= Decimal::from(1_000_000_000));
        if !is_plain || is_year || opens_line || is_sum || self.is_of_measure(draft.hedge_first, self.floor) {
            return;
        }
        // "were women and four were children": who they are is said behind the number.
        let is_next = view.before(draft.hedge_first).is_some_and(|and| and.word.roles.has(Role::And));
        if is_next && view.roles_at(draft.after()).has(Role::Passive) && self.said_to_be(draft.after()).is_some() {
            return;
        }
        let replaced = draft.figure.scope == Some(Scope::Previous) && self.floor > 0;
        let near = if replaced { None } else { self.near_subject(draft.hedge_first, head) };
        let Some((at, phrase)) = near.or_else(|| self.far_subject(draft, head)) else {
            self.numbered(draft, head);
            return;
        };
        if self.has_done_it(at, phrase, draft) {
            return;
        }
        let (at, phrase) = self.loss_in(at, phrase, head).unwrap_or((at, phrase));
        // "особового складу": the whole name of the thing, not its last word.
        let is_first = view.token(at).is_some_and(|token| !token.is_on_line());
        let whole = || view.lexicon.longest_before(view.tokens, phrase.end, Roles::of(Role::Category));
        let whole = if is_first { None } else { whole() };
        let (at, phrase) = whole.filter(|(first, _)| *first < at).unwrap_or((at, phrase));
        let roles = view.lexicon.roles(phrase.node);
        // "У лікарнях – семеро": the numeral counts people. "Men live 57.3 years, women 70.9": nobody is counted in parts.
        let category = view.lexicon.name(phrase.node, Role::Category);
        let is_counter = view.lexicon.per_character() && view.cue(draft.end, "people_counter").is_some();
        let counts_people = is_counter || view.cue(draft.first, "of_people") == Some(draft.end);
        let is_part = draft.figure.value.is_some_and(|value| !value.is_whole()) && in_thousands(draft).is_none();
        if category.is_some_and(|it| if is_person(it) { is_part } else { counts_people }) {
            return;
        }
        if self.is_no_subject(draft, phrase) {
            return;
        }
        draft.figure.label = self.span(at, phrase.end);
        draft.figure.date = self.date_before_colon(head, draft.hedge_first).and_then(|date| date.figure.date.clone());
        draft.figure.category = view.lexicon.name(phrase.node, Role::Category).cloned();
        if roles.has(Role::OutcomeNoun) {
            draft.figure.outcome = self.outcome_name(phrase.node).cloned();
            if self.is_reached_total(at, phrase, draft) {
                draft.figure.scope.get_or_insert(Scope::Cumulative);
            }
            // "عدد الإصابات بالكوليرا": a word for the hurt and for cases.
            if draft.figure.outcome.as_deref() == Some(outcomes::WOUNDED) && self.are_cases(head, at) {
                draft.figure.outcome = Some(outcomes::INFECTED.into());
            }
            // "the number of troops killed"; but roads do not die in "road deaths".
            let outcome = draft.figure.outcome.as_deref().unwrap_or_default();
            let whose = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::Category));
            let whose = whose
                .filter(|_| !self.is_deed(phrase, draft))
                .and_then(|(_, whose)| view.lexicon.name(whose.node, Role::Category))
                .filter(|whose| can_happen(outcome, whose));
            draft.is_any_person = draft.figure.category.is_none() && phrase.end == draft.hedge_first;
            // "قتلى الجيش": the army's dead.
            let behind = || {
                let whose = view.lexicon.longest(view.tokens, phrase.end, Roles::of(Role::Category));
                let whose = whose.filter(|whose| whose.end <= draft.hedge_first)?;
                view.lexicon
                    .name(whose.node, Role::Category)
                    .filter(|whose| is_person(whose) && can_happen(outcome, whose))
            };
            let whose = whose.or_else(behind);
            let category = draft.figure.category.get_or_insert_with(|| categories::PERSON.into());
            if let Some(whose) = whose.filter(|_| category == categories::PERSON) {
                category.clone_from(whose);
            }
        }
    }

    /// "The death toll from the bus crash": the loss that the noun at `at` only tells the place or the cause of.
    fn loss_in(&self, at: usize, noun: Phrase, head: &[Draft]) -> Option<(usize, Phrase)> {
        const NEAR: usize = 8;
        let view = self.view;
        if view.lexicon.roles(noun.node).has(Role::OutcomeNoun) {
            return None;
        }
        if let Some(last) = head.last().filter(|last| (last.first..end_of_label(view, last)).contains(&at)) {
            return self.loss_over(last);
        }
        let links = Roles::any(&[Role::Place, Role::RangeOpen, Role::DateOf, Role::LabelLink]);
        // "число жертв взрыва": where cases link, the loss whose number is told.
        let is_thing = view.lexicon.name(noun.node, Role::Category).is_some_and(|noun| !is_person(noun));
        let is_numbered =
            |at: usize| is_thing && view.lexicon.longest_before(view.tokens, at, Roles::of(Role::NumberOf)).is_some();
        // "the toll from Sunday's strike": dates and ages may stand between.
        let stop = at.saturating_sub(NEAR).max(super::last_count(head));
        (stop..at)
            .rev()
            .take_while(|at| {
                view.token(at + 1).is_some_and(Token::is_on_line) && !view.token(*at).is_some_and(ends_clause)
            })
            .filter_map(|at| Some((at, view.lexicon.longest(view.tokens, at, Roles::of(Role::OutcomeNoun))?)))
            .find(|(first, loss)| {
                loss.end <= at && is_numbered(*first)
                    || loss.end < at
                        && (view.roles_at(loss.end).meets(links) || view.cue(loss.end, "because").is_some())
            })
    }

    /// The noun right before the number, with words of grammar and one other between.
    fn near_subject(&self, end: usize, head: &[Draft]) -> Option<(usize, Phrase)> {
        const NEAR: usize = 8;
        let view = self.view;
        // "127 of the dead were children and 261 were women": the next of a list has its noun behind it.
        let is_number = view.token(end).is_some_and(Token::is_digits);
        if is_number && view.before(end).is_some_and(|and| and.is_word() && and.word.roles.has(Role::And)) {
            return None;
        }
        let (mut at, floor) = self.before_verb(end, head);
        // "Il treno Iryo 6189": a name right before digits, of which it is a part.
        let is_name = |name: &Token| name.is_capital && !view.lexicon.switches.capital_nouns && is_number;
        let (mut unknown, mut is_acted, mut is_named) = (0, false, false);
        for _ in 0..NEAR {
            at = at.checked_sub(1).filter(|before| *before >= floor)?;
            let token = view.token(at).filter(|token| token.is_word())?;
            let found = view.lexicon.longest(view.tokens, at, NOUN).filter(|phrase| phrase.end <= end);
            let found = found.filter(|noun| !self.opens_longer(at, noun) && !is_apart(view, at, noun));
            if found.is_some_and(|noun| noun.end == at + 1) && self.is_inside_longer(at, floor) {
                continue;
            }
            let is_verb = self.is_in_verb(at, floor);
            // "Die Zahl der Kranken in den Kliniken sank auf 1815": where they are is no subject.
            if found.is_some_and(|noun| noun.end < end) && !is_verb && self.is_at_place(at, floor) {
                continue;
            }
            // "V rychlíku cestovalo 60 lidí, v osobním vlaku 40": where others of those counted before were.
            let gapped = || head.last().is_some_and(|it| it.figure.kind == Kind::Count && end - it.end <= NEAR);
            if found.is_some_and(|noun| noun.end == end) && !is_verb && self.is_place_told(at, floor) && gapped() {
                return None;
            }
            if let Some(phrase) = found.filter(|_| !is_verb) {
                let teller = self.before_teller(at, floor);
                if teller < at {
                    at = teller;
                    continue;
                }
                let is_loss = view.lexicon.roles(phrase.node).has(Role::OutcomeNoun);
                if is_named && !is_loss || is_acted && self.is_of_subject(at, phrase, floor) {
                    return None;
                }
                return Some((at, phrase)).filter(|_| !self.is_doer_of(phrase, end, is_acted));
            }
            if !token.is_on_line() {
                return None;
            }
            let known = is_verb || view.lexicon.longest(view.tokens, at, BEFORE_NUMBER).is_some();
            is_named |= !known && at + 1 == end && is_name(token);
            unknown += usize::from(!known);
            is_acted |= !known && view.lexicon.longest(view.tokens, at, TELLING).is_none();
            // One verb that the lexicon does not know may stand between; behind "and" it is of another subject.
            if unknown > 1 || unknown > 0 && view.roles_at(at).has(Role::And) {
                return None;
            }
        }
        None
    }

    /// Where what stands between a subject and the number at token `end` begins that no verb is, and how far the subject may stand back.
    fn before_verb(&self, end: usize, head: &[Draft]) -> (usize, usize) {
        const NEAR: usize = 8;
        let view = self.view;
        let past_label = |floor: usize| head.last().map_or(floor, |before| end_of_label(view, before).max(floor));
        let mut floor = self.floor;
        // "101'i çocuk olmak üzere 222": the noun behind a part is that one's.
        if view.lexicon.switches.verb_final
            && view.lexicon.longest_before(view.tokens, end, Roles::of(Role::PartOf)).is_some()
        {
            floor = past_label(floor);
        }
        let mut at = self.before_teller(end, floor);
        // "Deaths in 2023: 310": when they were counted.
        if let Some(date) = self.date_before_colon(head, end) {
            at = date.hedge_first;
            floor = head.len().checked_sub(2).and_then(|before| head.get(before)).map_or(0, Draft::reach);
        }
        // Where words are written joined, the longest that ends here is the thing, not a shorter one inside it.
        let nearest = view.lexicon.longest_before(view.tokens, at, NOUN).filter(|_| view.lexicon.per_character());
        if let Some((first, _)) = nearest.filter(|(first, noun)| *first >= floor && !is_apart(view, *first, noun)) {
            at = first + 1;
        }
        // "загиблих — троє": the dash stands for the verb.
        let mark = view.before(at).filter(|mark| !mark.is_word() && mark.is_on_line());
        if at > floor && mark.is_some_and(|mark| mark.first == ':' || mark.is_spaced_dash()) {
            // What the figure before counts is told in parts there, and not again.
            floor = past_label(floor);
            // "247 personas fallecidas: siete en Lima": what happened to them is told there too.
            let told =
                view.lexicon.longest(view.tokens, floor, TELLING).filter(|told| told.end < at && !head.is_empty());
            floor = told.filter(|told| told.end + 1 == at).map_or(floor, |told| told.end);
            at -= 1;
        }
        // "The dead were 29, and of wounded, at least 60": a comma stands for the verb that is left out.
        let is_left_out = mark.is_some_and(|mark| mark.first == ',')
            && head.last().is_some_and(|before| before.figure.kind == Kind::Count && end - before.end <= NEAR)
            && view.lexicon.longest_before(view.tokens, at - 1, Roles::of(Role::OutcomeNoun)).is_some()
            && (floor..at).any(|and| view.roles_at(and).has(Role::And));
        (at - usize::from(is_left_out), floor)
    }

    /// 충돌해, 국민의힘: whether the noun at token `at` is the first characters of a verb or of a name.
    fn opens_longer(&self, at: usize, noun: &Phrase) -> bool {
        let view = self.view;
        let longer = || view.lexicon.longest(view.tokens, at, Roles::of(Role::Function));
        view.lexicon.per_character() && longer().is_some_and(|word| word.end > noun.end)
    }

    /// 无人机中的406架: whether token `at` is one character of a longer word.
    fn is_inside_longer(&self, at: usize, floor: usize) -> bool {
        const LONGEST: usize = 2;
        let view = self.view;
        let is_longer =
            |first: usize| view.lexicon.longest(view.tokens, first, NOUN).is_some_and(|word| word.end > at + 1);
        view.lexicon.per_character() && (at.saturating_sub(LONGEST).max(floor)..at).any(is_longer)
    }

    /// Whether the noun at token `at` is a thing behind a preposition of place, and a number is told of something before it.
    fn is_at_place(&self, at: usize, floor: usize) -> bool {
        const REACH: usize = 8;
        let view = self.view;
        let article = at.checked_sub(1).filter(|before| view.roles_at(*before).has(Role::Definite)).unwrap_or(at);
        let is_thing = view.category_at(at).is_some_and(|name| !is_person(name));
        let Some(place) = article.checked_sub(1).filter(|place| *place >= floor && is_thing) else { return false };
        let of_number = |at: usize| view.lexicon.longest(view.tokens, at, Roles::of(Role::NumberOf)).is_some();
        view.roles_at(place).has(Role::Place) && (place.saturating_sub(REACH).max(floor)..place).any(of_number)
    }

    /// Whether a preposition of place stands before the thing at token `at`, or before an adjective of it.
    fn is_place_told(&self, at: usize, floor: usize) -> bool {
        let view = self.view;
        let is_place =
            |back: usize| at.checked_sub(back).is_some_and(|it| it >= floor && view.roles_at(it).has(Role::Place));
        let thing = view.lexicon.longest(view.tokens, at, Roles::of(Role::Category));
        let is_adjective = at.checked_sub(1).is_some_and(|it| view.roles_at(it) == Roles::default());
        thing.and_then(|thing| view.lexicon.name(thing.node, Role::Category)).is_some_and(|thing| !is_person(thing))
            && (is_place(1) || is_adjective && is_place(2))
    }

    /// "The wounded are, according to doctors, 23", "je podle záchranářů 23": token `end`, or where the words before it begin that
    /// say who tells it.
    fn before_teller(&self, end: usize, floor: usize) -> usize {
        const LONGEST: usize = 6;
        let view = self.view;
        if !view.may_have(Roles::of(Role::Cue)) {
            return end;
        }
        let is_word = |at: &usize| view.token(*at).is_some_and(|token| token.is_word());
        (end.saturating_sub(LONGEST).max(floor)..end)
            .rev()
            .take_while(is_word)
            .find(|at| view.cue(*at, "according_to").is_some_and(|close| close <= end))
            .unwrap_or(end)
    }

    /// The noun of the clause, where a verb of change, of being or an attribution between commas stands before the number.
    fn far_subject(&self, draft: &Draft, head: &[Draft]) -> Option<(usize, Phrase)> {
        const REACH: usize = 20;
        const VERB: usize = 3;
        let view = self.view;
        let end = draft.hedge_first;
        let stop = head.iter().rev().take(3).find(|before| before.is_amount()).map_or(0, |before| before.reach());
        // "ist von 120 auf 133 gestiegen": the verb stands behind.
        let has_changed = draft.figure.scope == Some(Scope::Previous)
            || (end.saturating_sub(VERB).max(stop)..end).any(|at| {
                view.lexicon.longest(view.tokens, at, CHANGES).is_some_and(|phrase| phrase.end <= draft.first)
            });
        // "ارتفع عدد القتلى منذ بدء الحرب إلى 449": where verbs come first, the change is told far before.
        let is_to = || view.lexicon.longest_before(view.tokens, draft.first, Roles::of(Role::RangeClose)).is_some();
        let has_changed = has_changed || is_to() && self.changes_far_before(end, stop);
        // "ölenlerin sayısı 101'i çocuk olmak üzere 222'ye yükseldi": parts were put in.
        let is_closed = view.lexicon.switches.verb_final
            && view.lexicon.longest_before(view.tokens, end, Roles::of(Role::PartOf)).is_some();
        // 85機のうち66機: all of them, and no part.
        let is_part = |part: &&Draft| is_closed && !is_fewer(&draft.figure, &part.figure);
        let put_in = head.last().filter(is_part).map(|part| part.hedge_first);
        let mut stop = if put_in.is_some() { 0 } else { stop };
        let before = end.checked_sub(1).filter(|at| *at >= stop)?;
        let is_verb = |at: usize| {
            let roles = view.roles_at(at);
            roles.has(Role::Function)
                && !roles.meets(Roles::any(&[Role::Place, Role::And, Role::DateOf, Role::LabelLink]))
        };
        // "este, spune primarul, de 23": words of grammar may stand between the comma, or the verb, and the number.
        let is_grammar = |at: usize| {
            view.token(at).is_some_and(Token::is_word_on_line)
                && view.roles_at(at).meets(Roles::any(&[Role::Function, Role::Place, Role::LabelLink, Role::DateOf]))
        };
        let open = (end.saturating_sub(VERB).max(stop)..end).rev().find(|at| !is_grammar(*at)).unwrap_or(before);
        let comma = view.token(open)?.is_mark(',');
        let is = (open.max(end.saturating_sub(2))..end).any(is_verb);
        if !has_changed && !is && !comma && end == draft.first {
            return None;
        }
        let mut at = if comma { open + 1 } else { put_in.unwrap_or_else(|| self.before_teller(end, stop)) };
        for _ in 0..REACH {
            at = at.checked_sub(1).filter(|before| *before >= stop)?;
            let token = view.token(at)?;
            let is_decimal = view.token(at + 1).is_some_and(|next| next.is_digits() && next.is_joined());
            if token.is_mark(',') && !is_decimal {
                // "Wounded, the police say, 28": what was put in ends, and begins at the comma before.
                // "The toll, which stood at 120 on Monday, has climbed to 133": a figure of its own may be put in.
                let low = if has_changed { 0 } else { stop };
                at = (at.saturating_sub(REACH / 2).max(low)..at)
                    .rev()
                    .find(|open| view.token(*open).is_some_and(|open| open.is_mark(',') && open.is_on_line()))?;
                if has_changed {
                    stop = stop.min(at.saturating_sub(REACH / 2));
                }
                continue;
            }
            // "verlor 9 Panzer. Die Zahl der offenen Stellen sank": what the sentence before told.
            let is_end = || {
                let next = view.token(at + 1).is_some_and(|next| next.is_capital && !next.is_joined());
                token.is_mark('.') && next && view.before(at).is_some_and(|word| word.is_word() && word.length > 3)
            };
            if !token.is_word() && !token.is_digits() && (!token.is_joined() || is_end()) {
                return None;
            }
            let noun = view.lexicon.longest(view.tokens, at, NOUN).filter(|phrase| phrase.end <= end);
            if let Some(phrase) = noun.filter(|_| !self.is_in_verb(at, stop)) {
                let is_loss = view.lexicon.roles(phrase.node).has(Role::OutcomeNoun);
                let back = at.checked_sub(1).map(|before| {
                    if view.roles_at(before).has(Role::Definite) { before.saturating_sub(1) } else { before }
                });
                let is_place = back.is_some_and(|back| view.roles_at(back).has(Role::Place));
                // "St. Mary's School": a name.
                let is_name = token.is_capital
                    && !view.lexicon.switches.capital_nouns
                    && view.before(at).is_some_and(|word| word.is_word() && word.is_capital);
                if !is_place && !is_name && (is_loss || has_changed) {
                    return Some((at, phrase));
                }
            } else if comma && view.lexicon.longest(view.tokens, at, TELLING).is_some() {
                return None;
            }
            if !token.is_on_line() {
                return None;
            }
        }
        None
    }
}

/// Whether a clause may end with this token.
fn ends_clause(token: &Token) -> bool {
    token.ends_clause() || token.is_mark(',')
}

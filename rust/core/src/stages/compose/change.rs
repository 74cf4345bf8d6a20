//! Whether a change is told around an amount, and that it came from there: "rose from 120", "120'den", "gestiegen".
//!
//! An amount or a place comes in, what the words beside it tell goes out. Knows no value.

use super::Composing;
use super::amount::Amount;
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation, Scope};
use crate::lexicon::{CHANGES, Phrase, Role, Roles, UP_OR_DOWN};
use crate::library::outcomes;
use crate::stages::read::{Sort, View, next_from, number_at, place_from};
use crate::token::Token;

impl Composing<'_, '_> {
    /// "160 km/h au lieu de 80", "236 euros, frente a los 78,50": what was, right behind what is, has its unit.
    pub(super) fn of_level(&mut self, draft: &mut Draft) {
        const NEAR: usize = 5;
        const SAME_SENTENCE: usize = 8;
        let view = self.view;
        if draft.figure.kind == Kind::Money {
            self.of_cents(draft);
        }
        // "passa de R$ 500 para R$ 600": the verb that elsewhere says "more than".
        let is_change = |at| view.roles_at(at).meets(CHANGES);
        if let (Some(Scope::Previous), Relation::MoreThan, Some(value)) =
            (draft.figure.scope, draft.figure.relation, draft.figure.value)
            && is_change(draft.hedge_first)
        {
            draft.state(value, Relation::Exact);
        }
        self.in_degrees(draft);
        self.in_percent(draft);
        self.past_unit_of_both(draft);
        // "op naar 31 graden; 's nachts zo'n 17 graden": degrees of the weather told of before.
        if draft.figure.unit.as_deref() == Some("deg")
            && matches!(&self.level, Some((Kind::Measure, unit, end)) if unit == "Cel" && draft.first <= end + 3 * SAME_SENTENCE)
        {
            draft.figure.unit = Some("Cel".into());
        }
        if matches!(draft.figure.kind, Kind::Money | Kind::Percent | Kind::Measure | Kind::Duration) {
            self.level = draft.figure.unit.clone().map(|unit| (draft.figure.kind, unit, draft.end));
            return;
        }
        let Some((kind, unit, end)) = self.level.as_ref().filter(|(kind, _, end)| {
            draft.first <= end + if matches!(kind, Kind::Money | Kind::Duration) { SAME_SENTENCE } else { NEAR }
        }) else {
            return;
        };
        // "220 de miliarde de lei. Numărul angajaților a scăzut de la 12.900": of another sentence, and nothing that it names.
        let view = self.view;
        let is_next_sentence = *kind == Kind::Money
            && (*end..draft.first.saturating_sub(1)).any(|at| {
                view.token(at).is_some_and(Token::is_full_stop)
                    && view.lexicon.longest(view.tokens, at + 1, Roles::of(Role::NumberOf)).is_some()
            });
        let is_of_it = draft.figure.kind == Kind::Number
            && !is_next_sentence
            && if *kind == Kind::Duration { self.is_of_term(draft, *end) } else { self.is_of_unit(draft, *kind, *end) };
        if is_of_it {
            draft.take_unit(*kind, Some(unit.clone()));
        }
    }

    /// "18 mois de prison, dont six ferme": whether a number is a part of the length of time that ends before token `end`, the next of
    /// such or what it became.
    fn is_of_term(&self, draft: &Draft, end: usize) -> bool {
        let view = self.view;
        let is_part = view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::PartOf)).is_some();
        // "w tym dwoje w zawieszeniu": the numeral counts people.
        if view.cue(draft.first, "of_people") == Some(draft.end) {
            return false;
        }
        // "three years, two of them suspended"
        let own = view.lexicon.longest(view.tokens, draft.end, Roles::of(Role::PartOf));
        let own_end = own.map_or(draft.end, |own| own.end);
        if (is_part || own.is_some()) && view.cue(own_end, "of_term").is_some()
            || is_part && self.is_rest_of_term(draft)
        {
            return true;
        }
        // "jailed him for 11 years and her for nine"
        let is_next = draft.hedge_first == draft.first
            && draft
                .first
                .checked_sub(1)
                .is_some_and(|lasting| view.roles_at(lasting).has(Role::Lasting) || self.is_told_alike(lasting, end))
            && draft.is_unscaled_whole()
            && view.token(draft.end).is_none_or(|stop| !stop.is_on_line() || matches!(stop.first, ',' | '.' | ';'))
            && !view.token(draft.end + 1).is_some_and(Token::is_joined)
            && (end..draft.first).any(|at| view.roles_at(at).has(Role::And));
        // "cut from 12 years to nine": what it became.
        let became = view.lexicon.longest_before(view.tokens, draft.first, Roles::of(Role::RangeClose));
        is_next
            || draft.number.is_some_and(|number| number.scale.is_none())
                && became.is_some_and(|(first, _)| first == end)
                && self.counts_nothing(draft.end)
    }

    /// Whether a number is in the unit of the sum, the share or the measure that ends before token `end`, which it replaces or came to.
    fn is_of_unit(&self, draft: &Draft, kind: Kind, end: usize) -> bool {
        let view = self.view;
        let article = draft.hedge_first.checked_sub(1).filter(|at| self.is_article(*at));
        let set_against =
            [Some(draft.hedge_first), article, Some(draft.first)].into_iter().flatten().find_map(|place| {
                // "a 6.4 quake; the toll rose from 120": of another thing.
                let is_other = |first: usize| (end..=first).any(|at| view.roles_at(at).meets(CHANGES));
                let was =
                    view.lexicon.longest_before(view.tokens, place, Roles::of(Role::Previous)).map(|(first, _)| first);
                was.or_else(|| view.cue_before(place, "against")).filter(|first| *first >= end && !is_other(*first))
            });
        // "from minus 11 degrees to 17", "by 5.1 million barrels to 423.4 million": what it came to, right behind what was or the step.
        // "yüzde 46'dan 43'e": an ending that says from.
        let says_from = |at| view.cue(at, "from_ending").is_some() || view.cue(at, "from_form").is_some();
        let is_from = matches!(kind, Kind::Percent | Kind::Money)
            && draft.first == end
            && draft.first.checked_sub(1).is_some_and(says_from);
        let closes = Roles::any(&[Role::RangeClose, Role::RangeJoiner]);
        let came_to = is_from
            || matches!(kind, Kind::Measure | Kind::Money)
                && view
                    .lexicon
                    .longest_before(view.tokens, draft.hedge_first, closes)
                    .is_some_and(|(first, _)| first == end);
        let is_plain = draft.number.is_some_and(|number| {
            let is_sum = kind == Kind::Money || kind == Kind::Measure && set_against.is_some();
            number.scale.is_none() || (came_to || is_sum) && number.sort == Sort::Plain
        });
        let things = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        let is_great = draft.number.is_some_and(|number| number.scale.is_some());
        let is_alone = || view.lexicon.longest(view.tokens, draft.end, things).is_none();
        let is_earlier = || {
            view.lexicon.longest(view.tokens, draft.end, Roles::of(Role::Earlier)).is_some()
                || view.cue(draft.end, "last_time").is_some()
        };
        // Nobody is counted in parts: "contra 4,4887 conseguidos".
        let is_whole = draft.figure.value.is_none_or(Decimal::is_whole);
        // "queda de 3,4% em relação às 47.963": no share is so great.
        // "il 34% in meno rispetto alle 74": nor is what so many per cent less are compared with.
        let is_share = kind != Kind::Percent
            || draft.figure.value.is_none_or(|value| {
                !value.is_whole() || value <= Decimal::from(100) && set_against.is_none_or(|first| first == end)
            });
        is_plain
            && is_share
            && (set_against.is_some() && (self.counts_nothing(draft.end) || is_earlier() || !is_whole && is_alone())
                || came_to && self.counts_nothing(draft.end)
                || came_to && (is_great || is_from) && is_alone())
    }

    /// "a 11 anni e il fratello a nove": whether the preposition at token `at` stood before the length of time that ends before `end` too.
    fn is_told_alike(&self, at: usize, end: usize) -> bool {
        let view = self.view;
        let word = |at: usize| view.token(at).filter(|word| word.is_word() && view.roles_at(at).has(Role::Function));
        let term = self.number_before(end).and_then(|term| term.first.checked_sub(1)).and_then(word);
        term.zip(word(at)).is_some_and(|(term, own)| term.text(view.text) == own.text(view.text))
    }

    /// "2,4 млрд грн проти 1,9 млрд роком раніше", "1,2 mld zł w 2025 r. i kolejne 800 mln w 2026": whether words set the amount beside the
    /// sum before it and nothing behind it may be counted.
    pub(super) fn is_next_sum(&self, draft: &Draft) -> bool {
        let view = self.view;
        let first = draft.hedge_first;
        let is_set = || {
            view.cue_before(first, "against").is_some()
                || view.lexicon.longest_before(view.tokens, first, Roles::of(Role::Others)).is_some()
        };
        let end = draft.hedge_end.max(draft.end);
        // "імпорт — 74,2 млрд (+14%)": a dash for the verb, and a change behind.
        let is_mark = |at: usize, mark: char| view.token(at).is_some_and(|it| it.is_mark(mark));
        if first.checked_sub(1).and_then(|dash| view.token(dash)).is_some_and(Token::is_spaced_dash)
            && is_mark(end, '(')
            && (is_mark(end + 1, '+') || view.token(end + 1).is_some_and(Token::is_dash))
        {
            return true;
        }
        // "bunun 6,2 trilyonu": some of it, as the ending says.
        let is_some = view.before(end).is_some()
            && view.cue(end - 1, "some_ending") == Some(end)
            && view.lexicon.longest_before(view.tokens, first, Roles::of(Role::PartOf)).is_some();
        // "35 млрд євро, з яких 600 млн отримають школи": some of the sum, unless people are counted.
        let some = view.lexicon.longest_before(view.tokens, first, Roles::of(Role::PartOf));
        let things = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        let is_of_sum = some.is_some_and(|(open, _)| view.before(open).is_some_and(|mark| !mark.is_word()))
            && view.lexicon.longest(view.tokens, end, things).is_none();
        is_some
            || is_of_sum
            || is_set()
                && (self.counts_nothing(end)
                    || view.roles_at(end).meets(Roles::any(&[Role::Duration, Role::YearAfter])))
    }

    /// "stieg um 79 Cent auf 70,11 Dollar", "74,32 US-Dollar. Das waren 84 Cent mehr": cents, which several currencies have, are of the
    /// price beside them.
    fn of_cents(&self, draft: &mut Draft) {
        const NEAR: usize = 8;
        const LINK: usize = 1;
        let view = self.view;
        let Some(end) = draft.number.and_then(|number| view.cue(number.end, "cents")) else { return };
        let before = self.level.as_ref().filter(|(kind, _, at)| *kind == Kind::Money && draft.first <= at + NEAR);
        let behind = || {
            let next = place_from(self.numbers, end);
            let price =
                self.amount(next, end).filter(|price| price.first <= end + LINK && price.kind == Kind::Money)?;
            price.suffix.map(|suffix| suffix.unit).or(price.prefix.map(|prefix| prefix.code))
        };
        if let Some(unit) = behind().or_else(|| before.map(|(_, unit, _)| unit.clone())) {
            draft.figure.unit = Some(unit);
        }
    }

    /// "120'den 133'e yükseldi": an ending that says from, before what it has come to and the verb of change.
    pub(super) fn ends_as_from(&self, from: &Amount) -> bool {
        const NEAR: usize = 4;
        let view = self.view;
        let is_from = view.before(from.number.end).is_some_and(|ending| ending.word.roles.has(Role::NumberEnding))
            && view.cue(from.number.end - 1, "from_ending").is_some();
        let Some(to) = next_from(self.numbers, from.end).filter(|to| is_from && to.first <= from.end + 1) else {
            return false;
        };
        (to.end..to.end + NEAR)
            .take_while(|at| view.token(*at).is_some_and(Token::is_word_on_line))
            .any(|at| view.roles_at(at).meets(CHANGES))
    }

    /// "170円から190円に値上げ": a word that says from, before what it has come to and the change behind that.
    pub(super) fn comes_from(&self, from: &Amount) -> bool {
        const NEAR: usize = 8;
        let view = self.view;
        let Some(end) = view.cue(from.end, "from_ending").filter(|_| view.lexicon.per_character()) else {
            return false;
        };
        let Some(to) = number_at(self.numbers, end) else { return false };
        // 0.25%から0.5%に引き上げた
        let sign = usize::from(view.token(to.end).is_some_and(|sign| sign.is_mark('%') && sign.is_joined()));
        (to.end + sign..to.end + NEAR)
            .take_while(|at| view.token(*at).is_some_and(Token::is_word_on_line))
            .any(|at| view.lexicon.longest(view.tokens, at, CHANGES).is_some())
    }

    /// "z 27 na 30 korun": whether the word behind `from` is said of changes only.
    pub(super) fn became(&self, from: &Amount) -> bool {
        let view = self.view;
        let digits = |at| view.token(at).is_some_and(Token::is_digits);
        view.cue(from.end, "became").is_some_and(digits)
    }

    /// "ist von 120 auf 133 gestiegen": where verbs come last, the change is told behind what it has come to.
    pub(super) fn changes_behind(&self, from: &Amount) -> bool {
        const NEAR: usize = 3;
        let view = self.view;
        let to = next_from(self.numbers, from.end).filter(|to| to.first <= from.end + NEAR);
        let Some(to) = to.filter(|_| view.lexicon.switches.verb_final) else { return false };
        (to.end..to.end + NEAR)
            .take_while(|at| view.token(*at).is_some_and(Token::is_word_on_line))
            .any(|at| view.roles_at(at).meets(CHANGES))
    }

    /// "The toll rose late on Tuesday from 120 to 133": whether a verb of change stands before token `end` in its clause.
    pub(super) fn changed_far_before(&self, end: usize) -> bool {
        const FAR: usize = 14;
        let view = self.view;
        let is_comma = |at: usize| view.token(at).is_some_and(|mark| mark.is_mark(','));
        // "rose 11.8% this year, from 855 to 990 euros": behind a comma any word of change.
        let is_apart = end.checked_sub(1).is_some_and(is_comma);
        // "The debt rose: from 1,194 to 1,357 million"
        let opens = |at: usize| at + 1 == end && view.token(at).is_some_and(|mark| mark.is_mark(':'));
        let goes_on = |at: &usize| {
            let is_decimal =
                |at: usize| view.token(at).is_some_and(|mark| mark.is_joined() && matches!(mark.first, '.' | ','));
            // "o 0,2 pkt proc., do": the stop of an abbreviation.
            let is_stop = || {
                at + 1 == end
                    && view.token(*at).is_some_and(|stop| stop.is_mark('.'))
                    && view.token(end).is_some_and(|comma| comma.is_mark(','))
            };
            view.token(*at).is_some_and(|token| token.is_word() || token.is_digits() || token.is_mark('%'))
                && !view.roles_at(*at).has(Role::And)
                || is_decimal(*at) && view.token(at + 1).is_some_and(|next| next.is_digits() && next.is_joined())
                // "ha cedido un 0,56 %, 65,4 puntos, hasta": the same change in another measure.
                || is_comma(*at) && (at + 1..at + 4).any(|next| view.token(next).is_some_and(Token::is_digits))
                || is_stop()
                || opens(*at)
        };
        (end.saturating_sub(FAR)..end)
            .rev()
            .take_while(goes_on)
            .take_while(|at| view.token(at + 1).is_some_and(Token::is_on_line))
            .any(|at| view.roles_at(at).has(Role::Change) || is_apart && view.roles_at(at).meets(UP_OR_DOWN))
    }

    /// "fell by 42 to 1,815": whether the first of two bare numbers tells by how much, and the second to what.
    pub(super) fn changes_by(&self, from: &Amount, to: &Amount) -> bool {
        let view = self.view;
        let by = view.lexicon.longest_before(view.tokens, from.first, UP_OR_DOWN);
        let is_twice = from.value.checked_add(from.value).is_some_and(|twice| twice <= to.value);
        from.kind == Kind::Number
            && to.kind == Kind::Number
            && is_twice
            && by.is_some_and(|(first, by)| by.end - first > 1)
    }

    /// The word that tells a change at most two words before token `end`: "rose sharply from", "выросло до".
    pub(super) fn change_before(&self, end: usize) -> Option<usize> {
        const NEAR: usize = 3;
        (end.saturating_sub(NEAR)..end)
            .rev()
            .take_while(|at| self.view.token(*at).is_some_and(|token| token.is_word()))
            .find(|at| self.view.roles_at(*at).meets(CHANGES))
            .or_else(|| change_apart(self.view, end).map(|(verb, _)| verb))
    }

    /// "bajó en la zona euro hasta el 3,3%": whether a verb of change and no more than where it was stand before token `end`.
    pub(super) fn changed_at_place(&self, end: usize) -> bool {
        const FAR: usize = 7;
        let view = self.view;
        let is_between =
            |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line) && !view.roles_at(*at).has(Role::And);
        (end.saturating_sub(FAR)..end)
            .rev()
            .take_while(|at| is_between(&(at + 1)))
            .any(|at| view.roles_at(at).meets(CHANGES) && view.roles_at(at + 1).has(Role::Place))
    }

    /// "rose 62 cents to $76.92", "rose by 12 to 133": by how much and to what, each with its unit or neither with a word.
    pub(super) fn leads_to(&self, from: &Amount, to: &Amount) -> bool {
        let view = self.view;
        let has_unit = |amount: &Amount| amount.prefix.is_some() || amount.suffix.is_some();
        let is_worded = view.token(from.end).is_some_and(Token::is_word);
        let is_bare = from.kind == Kind::Number
            && to.kind == Kind::Number
            && view.token(to.end).is_none_or(|next| !next.is_word_on_line());
        // "med 3 öre till 9,52": cents, and the price in the larger unit.
        let are_cents = from.kind == Kind::Money && from.value < Decimal::ONE && to.kind == Kind::Number;
        // "fell by 5.1 million barrels to 423.4 million": both ends of a range would share the unit behind the second.
        let is_unit_between = is_worded
            && matches!(from.kind, Kind::Measure | Kind::Duration)
            && from.suffix.as_ref().is_some_and(|unit| unit.end == from.end)
            && to.kind == Kind::Number
            && !has_unit(to);
        (is_unit_between
            || is_little(from, to) && (has_unit(from) && (has_unit(to) || are_cents) || is_worded && is_bare))
            && (self.change_before(from.first).is_some() || self.loses(from))
    }

    /// "Brent lost $1.55 to $65.97": whether a word for losses stands right before a sum.
    fn loses(&self, from: &Amount) -> bool {
        let lexicon = self.view.lexicon;
        let told = lexicon.longest_before(self.view.tokens, from.first, Roles::of(Role::Outcome));
        let name =
            told.filter(|_| from.kind == Kind::Money).and_then(|(_, told)| lexicon.name(told.node, Role::Outcome));
        name.is_some_and(|name| name == outcomes::LOSSES)
    }

    /// "двоє – 38-річна жінка": so many people, and behind a dash how old one of them is.
    pub(super) fn counts_people_apart(&self, from: &Amount) -> bool {
        let view = self.view;
        view.token(from.end).is_some_and(|dash| !dash.is_word() && !dash.is_joined())
            && view.cue(from.first, "of_people").is_some()
    }
}

/// "снизил ключевую ставку на 50 б.п.", "obniżyła stopę o 25 pkt": a verb of change and, right before token `end`, the word that says
/// by how much, with what changed between them.
pub(crate) fn change_apart(view: &View, end: usize) -> Option<(usize, Phrase)> {
    const FAR: usize = 6;
    let by = end.checked_sub(1).filter(|_| view.may_have(UP_OR_DOWN))?;
    let is_between =
        |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line) && !view.roles_at(*at).has(Role::And);
    let mut near = (by.saturating_sub(FAR)..by).rev().take_while(|at| is_between(&(at + 1)));
    near.find_map(|at| {
        let change =
            view.roles_at(at).has(Role::Change).then(|| view.lexicon.parted(view.tokens, at, by, UP_OR_DOWN))??;
        (change.end == end).then_some((at, change))
    })
}

/// How many times a change what is reached by it is at least, where the two look like a range.
const LEAST_LEVEL: Decimal = Decimal::FIVE;

/// Whether one amount is so much less than another that it is a change and that its level.
pub(super) fn is_little(from: &Amount, to: &Amount) -> bool {
    from.value.checked_mul(LEAST_LEVEL).is_some_and(|level| level <= to.value)
}

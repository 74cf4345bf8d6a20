//! Places in an order: the 72nd, trzeci, 第15, with a bound or from the end.
//!
//! Numbers and the marks that touch them come in, ordinals go out; what only names something is none.

use super::{Composing, hedge_after};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::kinds::{date_words, ordinal, suffix};
use crate::lexicon::{HEDGES_BEFORE, Phrase, Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, Sort, View};
use crate::token::Token;

/// What may stand before an hour that a half of the day stands behind.
const ANY_BEFORE: Roles = HEDGES_BEFORE.or(Roles::of(Role::Place));

impl Composing<'_, '_> {
    /// Where the number ends with its mark, if it is a place in an order.
    pub(super) fn ordinal_end(&self, number: &Number) -> Option<usize> {
        match number.sort {
            Sort::Ordinal => Some(number.end),
            Sort::Plain if self.is_ordinal_alone(number) => Some(number.end),
            _ => ordinal::mark_end(self.view, number)
                .filter(|end| !self.is_degree(number, *end) && !self.is_length(number, *end)),
        }
    }

    /// "3일 동안", "3일 연속": whether the mark that ends before token `end` is of a day of a month, and days are counted.
    fn is_length(&self, number: &Number, end: usize) -> bool {
        let view = self.view;
        if !view.lexicon.per_character() {
            return false;
        }
        let unit = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Duration));
        unit.is_some_and(|unit| unit.end > end) || suffix::days_counted(view, number).is_some()
    }

    /// "to tusinde", "المائة وخمسة": whether all that is written is a number that begins or ends as places in an order do.
    fn is_ordinal_alone(&self, number: &Number) -> bool {
        let view = self.view;
        let is_all = view.is_whole && number.first == 0 && number.end == view.tokens.len() && !number.has_digits;
        if !is_all || !view.lexicon.switches.ordinal_alone || number.value.is_zero() {
            return false;
        }
        let place = |at: usize| view.lexicon.value(view.token(at)?.word.node, Role::Ordinal);
        place(0).is_some_and(|place| place >= Decimal::from(100)) || place(number.end - 1).is_some()
    }

    /// "32° C", "-10°": whether the mark that ends before token `end` is of degrees, though ordinals have it too.
    fn is_degree(&self, number: &Number, end: usize) -> bool {
        let view = self.view;
        let scale = view.token(end).is_some_and(|scale| {
            scale.is_on_line() && scale.is_word() && scale.length == 1 && matches!(scale.first, 'C' | 'c' | 'F' | 'f')
        });
        let minus = view.before(number.first).is_some_and(|mark| matches!(mark.first, '-' | '\u{2212}'));
        view.before(end).is_some_and(|mark| matches!(mark.first, '°' | 'º')) && (scale || minus)
    }

    /// 10番目以上: a place in an order with a bound behind it, where words stand without spaces.
    pub(super) fn bounded(&self, mut place: Draft) -> Draft {
        let bound = hedge_after(self.view, place.end).filter(|_| self.view.lexicon.per_character());
        if let Some((end, relation, _)) = bound.filter(|(_, relation, _)| *relation != Relation::Approx)
            && let Some(value) = place.figure.value
        {
            place.state(value, relation);
            place.hedge_end = end;
        }
        place
    }

    /// Where the mark before a number that makes it a place in an order begins: 第15, ke-4.
    pub(super) fn ordinal_before(&self, number: &Number) -> Option<usize> {
        let view = self.view;
        let hyphen = view.before(number.first).is_some_and(|mark| is_hyphen(mark.first) && mark.is_joined());
        let end = number.first - usize::from(hyphen);
        let (first, _) = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::OrdinalBefore))?;
        let is_plain = number.sort == Sort::Plain && number.value.is_whole();
        let token = view.token(number.first)?;
        let is_apart = view.lexicon.switches.ordinal_mark_apart && number.has_digits && token.is_on_line();
        if view.lexicon.switches.definite_ordinals && !self.closes_noun(number) {
            return None;
        }
        (is_plain && (token.is_joined() || is_apart)).then_some(first)
    }

    /// "השורה השש מאות ואחת": whether a definite number past ten in words stands behind its noun, as nothing follows that it counts.
    fn closes_noun(&self, number: &Number) -> bool {
        let view = self.view;
        let counts = view
            .token(number.end)
            .is_some_and(|next| next.is_on_line() && next.is_word() && !view.roles_at(number.end).has(Role::Function));
        !number.has_digits && number.value > Decimal::from(10) && !counts
    }

    /// The ordinal of the number in this place, or nothing where it is a name: 72-га бригада.
    pub(super) fn ordinal(&self, at: usize, end: usize) -> Option<Draft> {
        let (view, number) = (self.view, self.numbers.get(at)?);
        let names = (end..end + 3).any(|at| {
            view.token(at).is_some_and(Token::is_word_on_line)
                && view.lexicon.longest(view.tokens, at, Roles::of(Role::NameAfter)).is_some()
        });
        // "最後から三番目", 倒数第二: a place from the end.
        let start = self.ordinal_before(number).unwrap_or(number.first);
        let names = names
            || view.lexicon.per_character()
                && view.lexicon.longest_before(view.tokens, start, Roles::of(Role::NameBefore)).is_some();
        // "i primi due giorni", "the first 30 minutes": the first few, no place in an order.
        let counts = self.number_near(at, end).is_some_and(|next| next.sort == Sort::Plain);
        if names || counts && number.value <= Decimal::from(3) {
            return None;
        }
        // "na quarta (24)": a day of the week, and which of the month.
        let is_weekday = || {
            view.token(end).is_some_and(|open| open.is_mark('('))
                && view.token(end + 2).is_some_and(|close| close.is_mark(')'))
                && view.token(end + 1).is_some_and(|day| day.is_digits() && day.length <= 2)
                && view.cue_before(end, "weekday").is_some()
        };
        if !number.has_digits && is_weekday() {
            return None;
        }
        // "po 16. hodině"
        if let Some(hour) = view.cue(end, "ordinal_hour").filter(|_| number.value <= Decimal::from(24)) {
            let mut time = Draft::new(view, Kind::Time, number.first, hour);
            time.state(number.value, Relation::Exact);
            return Some(time);
        }
        if let Some(time) = self.hour_in_words(number, end) {
            return Some(time);
        }
        // "دون سن الخامسة": behind a word for age, where no noun is counted.
        let years = number.value.to_u32().is_some_and(|years| (1..=110).contains(&years));
        if years
            && !number.has_digits
            && self.is_behind_age(number.first)
            && (self.counts_nothing(end) || view.lexicon.switches.one_follows)
        {
            let mut age = Draft::new(view, Kind::Age, number.first, end);
            age.state(number.value, Relation::Exact);
            age.figure.unit = Some("a".into());
            return Some(age);
        }
        // "في العاشرة من عمره": the same before words for it.
        let told = view.lexicon.longest(view.tokens, end, Roles::of(Role::AgeAfter));
        if let Some(told) =
            told.filter(|_| years && !number.has_digits && view.token(end).is_some_and(Token::is_on_line))
        {
            let mut age = Draft::new(view, Kind::Age, number.first, told.end);
            age.state(number.value, Relation::Exact);
            age.figure.unit = Some("a".into());
            return Some(age);
        }
        let mut draft = Draft::new(view, Kind::Ordinal, number.first, end);
        draft.state(number.value, Relation::Exact);
        draft.figure.flags = number.flags;
        draft.number = Some(*number);
        Some(draft)
    }

    /// "between the tenth and the fifteenth": from a place in an order to another.
    pub(super) fn places(&self, at: usize, from: &Draft) -> Option<Draft> {
        let view = self.view;
        let has_article = from.first.checked_sub(1).is_some_and(|before| self.is_article(before));
        let opener = |end| view.lexicon.longest_before(view.tokens, end, Roles::of(Role::RangeOpen));
        let (direct, over) = (opener(from.first), opener(from.first - usize::from(has_article)));
        let opening = over.or(direct).map(|(first, _)| first);
        let link = if opening.is_some() { Role::RangeClose } else { Role::RangeLink };
        let close = view.lexicon.longest(view.tokens, from.end, Roles::of(link))?;
        let to_first = close.end + usize::from(self.is_article(close.end));
        let mut rest = self.numbers.iter().enumerate().skip(at + 1);
        let (place, next) = rest.find(|(_, next)| next.first >= from.end)?;
        let end = self.ordinal_end(next).filter(|_| next.first == to_first)?;
        let to = self.ordinal(place, end)?;
        // "onuncu ve on beşinci arasında": a word behind both.
        let behind = view.lexicon.longest(view.tokens, to.end, Roles::of(Role::RangeBehind));
        let behind = behind.filter(|_| opening.is_none() && view.token(to.end).is_some_and(Token::is_on_line));
        let is_pair = |phrase: Phrase, role| view.lexicon.is_pair((phrase.node, role), (close.node, link));
        let pairs = match behind {
            Some(behind) => is_pair(behind, Role::RangeBehind),
            None => [direct, over].into_iter().flatten().any(|(_, opener)| is_pair(opener, Role::RangeOpen)),
        };
        let (low, high) = (from.figure.value?, to.figure.value?);
        if !pairs || low >= high || date_words::date(view, self.numbers, at, self.date).is_some() {
            return None;
        }
        let mut draft = from.clone();
        draft.stretch(view, from.first, to.end);
        draft.hedge_first = opening.unwrap_or(from.first);
        draft.hedge_end = behind.map_or(draft.end, |behind| behind.end);
        (draft.figure.value, draft.figure.low, draft.figure.high) = (None, Some(low), Some(high));
        draft.figure.relation = Relation::Range;
        Some(draft)
    }

    /// "о третій ночі", "الساعة الثامنة مساء", "в три часа ночи": an hour in words, up to token `end`, behind what a clock's hour stands
    /// behind and before a half of the day, or alone behind a word that is said of hours only.
    pub(super) fn hour_in_words(&self, number: &Number, end: usize) -> Option<Draft> {
        let view = self.view;
        let halves = Roles::any(&[Role::Am, Role::Pm]);
        if !view.may_have(halves) || number.value > Decimal::from(12) || !number.value.is_whole() {
            return None;
        }
        let is_on_line = |at: usize| view.token(at).is_some_and(Token::is_on_line);
        // "الخامسة والنصف مساء"
        let past = half_past(view, end);
        let (end, past) = past.map_or((end, Decimal::ZERO), |(end, part)| (end, part));
        // "trois heures du matin": the word for hours may stand between.
        let hours = view.lexicon.longest(view.tokens, end, Roles::of(Role::TimeAfter)).filter(|_| is_on_line(end));
        let half = |at: usize| view.lexicon.longest(view.tokens, at, halves).filter(|_| is_on_line(at));
        let half = half(end).or_else(|| half(hours?.end));
        // "في الثانية ظهرا", "близько третьої ночі": before a half of the day any preposition or hedge may stand.
        let befores = Roles::any(&[Role::TimeBefore, Role::HourBefore]);
        let befores = if half.is_some() && number.sort == Sort::Ordinal { befores.or(ANY_BEFORE) } else { befores };
        let (first, before) =
            view.lexicon.longest_before(view.tokens, number.first, befores).filter(|_| is_on_line(number.first))?;
        // "الساعة الخامسة": the word for hours itself.
        let is_hours = view.lexicon.roles(before.node).has(Role::HourBefore)
            && (first..number.first).any(|at| view.token(at).is_some_and(|word| word.length > 3));
        if half.is_none() && !(is_hours && self.counts_nothing(end)) {
            return None;
        }
        let is_pm = half.is_some_and(|half| view.lexicon.roles(half.node).has(Role::Pm));
        let twelve = Decimal::from(12);
        let hour = match half {
            Some(_) if is_pm && number.value < twelve => number.value.checked_add(twelve)?,
            Some(_) if !is_pm && number.value == twelve => Decimal::ZERO,
            _ => number.value,
        };
        let hour = hour.checked_add(past)?;
        let mut time = Draft::new(view, Kind::Time, number.first, half.map_or(end, |half| half.end));
        time.state(hour, Relation::Exact);
        Some(time)
    }

    /// Whether nothing but a word for age stands right before token `first`.
    fn is_behind_age(&self, first: usize) -> bool {
        let view = self.view;
        view.may_have(Roles::of(Role::AgeBefore))
            && view.token(first).is_some_and(Token::is_on_line)
            && view.lexicon.longest_before(view.tokens, first, Roles::of(Role::AgeBefore)).is_some()
    }
}

/// "والنصف", "والربع": where a part of an hour ends that `at` adds to the hour, and what it is worth.
fn half_past(view: &View, at: usize) -> Option<(usize, Decimal)> {
    let is_on_line = |at: usize| view.token(at).is_some_and(Token::is_on_line);
    let and = view.lexicon.longest(view.tokens, at, Roles::of(Role::And)).filter(|_| is_on_line(at))?;
    let part = view.lexicon.longest(view.tokens, and.end, Roles::of(Role::Cardinal)).filter(|_| is_on_line(and.end))?;
    let value = view.lexicon.value(part.node, Role::Cardinal)?;
    (value < Decimal::ONE && !value.is_zero()).then_some((part.end, value))
}

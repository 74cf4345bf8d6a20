//! Units that do not stand right behind their number: 500多公里, 6个多小时, 120 x 80 cm; and hours of a range: 10–18 Uhr.
//!
//! A number or a range comes in, the unit that belongs to it goes out.

use super::Composing;
use super::amount::Amount;
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::kinds::suffix::{self, Suffix};
use crate::lexicon::{Role, Roles};
use crate::library::is_person;
use crate::stages::read::{Number, Sort, View, number_at, parts_value};
use crate::token::Token;

/// Where a word of more ends that stands between a number and its unit, with the word that counts before it: 500多, 6个多.
pub(super) fn more_end(view: &View, number_end: usize) -> Option<usize> {
    if !view.lexicon.per_character() || !view.may_have(Roles::of(Role::MoreThanAfter)) {
        return None;
    }
    let more = |at: usize| {
        let more = view.lexicon.longest(view.tokens, at, Roles::of(Role::MoreThanAfter))?;
        view.token(at).filter(|token| token.is_joined() && more.end == at + 1).map(|_| more.end)
    };
    let counted = || {
        let counter = view.lexicon.longest(view.tokens, number_end, Roles::of(Role::Counter))?;
        more(counter.end)
    };
    more(number_end).or_else(counted)
}

/// The unit behind a word of more: 500多公里, 1000余吨.
pub(super) fn behind_more(view: &View, number: &Number) -> Option<Suffix> {
    let end = more_end(view, number.end).filter(|_| number.sort == Sort::Plain)?;
    view.token(end).filter(|unit| unit.is_joined())?;
    suffix::suffix_at(view, end, number)
}

/// "0…+2°", "-3...-8": where the dots end that join two ends, and the plus of the second with them.
pub(super) fn dots_end(view: &View, at: usize) -> Option<usize> {
    let dot = |at: usize| view.token(at).is_some_and(|dot| dot.is_joined() && dot.is_mark('.'));
    let end = if view.token(at).is_some_and(|dots| dots.is_joined() && dots.is_mark('…')) {
        at + 1
    } else if dot(at) && dot(at + 1) {
        at + 2 + usize::from(dot(at + 2))
    } else {
        return None;
    };
    let next = view.token(end).filter(|next| next.is_joined() && !next.is_word())?;
    Some(end + usize::from(next.is_mark('+')))
}

impl Composing<'_, '_> {
    /// 120 x 80 cm, 3 × 4 × 5 m: the unit behind the last of lengths that a sign for times joins.
    pub(super) fn of_last_side(&self, number: &Number) -> Option<Suffix> {
        const SIDES: usize = 3;
        let view = self.view;
        let mut side = *number;
        for _ in 1..SIDES {
            let sign = view
                .token(side.end)
                .filter(|sign| sign.is_on_line() && sign.length == 1 && matches!(sign.first, 'x' | 'X' | 'х' | '×'))?;
            let next = number_at(self.numbers, side.end + 1).filter(|next| next.sort == Sort::Plain)?;
            // "4x100 m": so many times that way.
            let is_times = sign.is_joined() && side.value.checked_mul(Decimal::from(10))? <= next.value;
            if is_times || !number.has_digits || !next.has_digits {
                return None;
            }
            if let Some(unit) = suffix::suffix_at(view, next.end, next) {
                let is_length = unit.kind == Kind::Measure
                    && matches!(unit.unit.as_str(), "km" | "m" | "cm" | "mm" | "[in_i]" | "[ft_i]" | "[yd_i]");
                return is_length.then_some(Suffix { end: number.end, ..unit });
            }
            side = *next;
        }
        None
    }

    /// "10–18 Uhr", "w godz. 8–16", "9-10am": both ends are hours.
    pub(super) fn of_hours(&self, mut range: Draft) -> Draft {
        let view = self.view;
        let is_hour = |bound: Option<Decimal>| bound.is_some_and(|hour| hour.is_whole() && hour <= Decimal::from(24));
        // "de 9h à 18h": a letter behind both ends that is of clocks too.
        let letter = |at: usize| {
            view.token(at).is_some_and(|h| h.is_joined() && h.length == 1 && h.first == 'h')
                && view.roles_at(at).has(Role::TimeAfter)
        };
        let is_clock = range.figure.kind == Kind::Duration
            && range.figure.unit.as_deref() == Some("h")
            && range.hedge_first < range.first
            && letter(range.first + 1)
            && view.before(range.end).is_some()
            && range.figure.low.is_some_and(|low| low >= Decimal::FIVE)
            && letter(range.end - 1);
        if is_clock {
            range.figure.kind = Kind::Time;
            range.figure.unit = None;
            return range;
        }
        if range.figure.kind != Kind::Number
            || range.figure.relation != Relation::Range
            || !is_hour(range.figure.low)
            || !is_hour(range.figure.high)
            || !view.token(range.end).is_none_or(Token::is_on_line) && range.end < range.hedge_end
        {
            return range;
        }
        let end_with = |roles| {
            view.lexicon
                .longest(view.tokens, range.end, roles)
                .filter(|_| view.token(range.end).is_some_and(Token::is_on_line))
        };
        let half = end_with(Roles::any(&[Role::Am, Role::Pm]));
        let half = half.filter(|half| !view.lexicon.roles(half.node).has(Role::Duration));
        let word =
            end_with(Roles::of(Role::TimeAfter)).filter(|word| !view.lexicon.roles(word.node).has(Role::Duration));
        let is_told = view.lexicon.longest_before(view.tokens, range.first, Roles::of(Role::HourBefore)).is_some();
        let things = Roles::any(&[Role::Counter, Role::Category, Role::OutcomeNoun]);
        if end_with(things).is_some() {
            return range;
        }
        let counts =
            view.token(range.end).is_some_and(|next| next.is_on_line() && (next.is_word() || next.is_mark('%')));
        let Some(end) = half.or(word).map(|word| word.end).or((is_told && !counts).then_some(range.end)) else {
            return range;
        };
        if half.is_some_and(|half| view.lexicon.roles(half.node).has(Role::Pm)) {
            let afternoon =
                |hour: Decimal| if hour < Decimal::from(12) { hour.checked_add(Decimal::from(12)) } else { Some(hour) };
            (range.figure.low, range.figure.high) =
                (range.figure.low.and_then(afternoon), range.figure.high.and_then(afternoon));
        }
        let (low, high) = (range.figure.low, range.figure.high);
        let mut hours = Draft::new(view, Kind::Time, range.first, view.without_stop(end));
        (hours.figure.low, hours.figure.high, hours.figure.relation) = (low, high, Relation::Range);
        hours.hedge_first = range.hedge_first;
        hours
    }

    /// 20代の女性, "in his late 30s": ten years of a life.
    pub(super) fn life_decade(&self, number: &Number) -> Option<Draft> {
        const NEAR: usize = 2;
        let view = self.view;
        let is_round = number.has_digits
            && number.end == number.first + 1
            && number.value.to_u32().is_some_and(|years| years % 10 == 0 && (10..100).contains(&years));
        if !is_round || !view.may_have(Roles::of(Role::Cue)) {
            return None;
        }
        let s = view.token(number.end).is_some_and(|s| s.is_joined() && s.length == 1 && s.first == 's');
        let whose = || {
            (0..=NEAR).any(|back| {
                let at = number.first.checked_sub(back + 1);
                at.is_some_and(|at| {
                    let whose = view.cue(at, "whose_life").or_else(|| view.cue(at, "their"));
                    whose.is_some_and(|end| end <= number.first)
                })
            })
        };
        // "two men in their 40s and 60s"
        let follows = || {
            let end = number.first.checked_sub(1).filter(|and| view.roles_at(*and).has(Role::And));
            s && end.is_some() && self.age_end == end
        };
        // 20대 남성: the same word counts vehicles.
        let of_person = || {
            let end = view.cue(number.end, "life_decade_of")?;
            let person = view.lexicon.longest(view.tokens, end, Roles::of(Role::Category))?;
            let class = view.lexicon.name(person.node, Role::Category)?;
            (is_person(class) && view.token(end).is_some_and(Token::is_on_line)).then_some(end)
        };
        let end = view
            .cue(number.end, "life_decade")
            .or_else(of_person)
            .or_else(|| (s && (whose() || follows())).then_some(number.end + 1))?;
        let mut draft = Draft::new(view, Kind::Age, number.first, end);
        draft.figure.relation = Relation::Range;
        (draft.figure.low, draft.figure.high) = (Some(number.value), number.value.checked_add(Decimal::from(9)));
        draft.figure.unit = Some("a".into());
        Some(draft)
    }

    /// 46秒40, 8メートル20, 一米八: the parts that touch seconds or metres, where words are written joined.
    pub(super) fn hundredths(&self, value: &mut Decimal, end: &mut usize, is_length: bool) {
        let view = self.view;
        if is_length && view.lexicon.switches.last_unit_unsaid && view.lexicon.per_character() {
            self.tenth_unsaid(value, end);
        }
        let Some(part) = view.token(*end).filter(|part| {
            view.lexicon.per_character()
                && part.is_joined()
                && part.is_digits()
                && (part.length == 2 || part.length == 1 && !is_length)
        }) else {
            return;
        };
        let next = view.token(*end + 1);
        let goes_on = next.is_some_and(|next| {
            next.is_joined() && (next.is_digits() || matches!(next.first, '.' | '%' | ':' | '-' | '~'))
        }) || view
            .lexicon
            .longest(
                view.tokens,
                *end + 1,
                Roles::any(&[
                    Role::Counter,
                    Role::Duration,
                    Role::Unit,
                    Role::Scale,
                    Role::Money,
                    Role::MonthAfter,
                    Role::DayAfter,
                ]),
            )
            .is_some();
        let more = parts_value(view.text, part).filter(|_| !goes_on);
        if let Some(sum) = more.and_then(|more| value.checked_add(more)) {
            (*value, *end) = (sum, *end + 1);
        }
    }

    /// 一米八: a digit in words behind metres, and nothing that it counts.
    fn tenth_unsaid(&self, value: &mut Decimal, end: &mut usize) {
        let view = self.view;
        let Some(next) = number_at(self.numbers, *end).filter(|next| next.end == *end + 1) else { return };
        let is_digit =
            !next.has_digits && next.sort == Sort::Plain && next.value.is_whole() && next.value < Decimal::from(10);
        let closes = view.token(next.end).is_none_or(|mark| !mark.is_joined() || !mark.is_word())
            || view.lexicon.longest(view.tokens, next.end, Roles::any(&[Role::Function, Role::ApproxAfter])).is_some();
        let touches = view.token(*end).is_some_and(Token::is_joined);
        let tenth = Decimal::new(1, 1).and_then(|tenth| next.value.checked_mul(tenth));
        let sum = tenth.filter(|_| is_digit && closes && touches).and_then(|tenth| value.checked_add(tenth));
        if let Some(sum) = sum {
            (*value, *end) = (sum, next.end);
        }
    }

    /// "懲役2年6月": months behind the years of a sentence, where the same word calls a month by its number.
    pub(super) fn months_of_term(&self, amount: &mut Amount) {
        let view = self.view;
        let is_years = amount.suffix.as_ref().is_some_and(|suffix| suffix.unit == "a" && suffix.kind == Kind::Duration);
        if !is_years || !view.lexicon.per_character() || !amount.value.is_whole() {
            return;
        }
        let cue = view.lexicon.longest_before(view.tokens, amount.first, Roles::of(Role::Cue));
        if cue.is_none_or(|(first, _)| view.cue(first, "term_of").is_none()) {
            return;
        }
        let next = number_at(self.numbers, amount.end).filter(|next| next.value < Decimal::from(12));
        let Some(next) = next else { return };
        let Some(mark) = view.lexicon.longest(view.tokens, next.end, Roles::of(Role::MonthAfter)) else { return };
        let months = amount.value.checked_mul(Decimal::from(12)).and_then(|months| months.checked_add(next.value));
        if let Some((value, suffix)) = months.zip(amount.suffix.as_mut()) {
            (amount.value, amount.end) = (value, mark.end);
            (suffix.unit, suffix.end) = ("mo".into(), mark.end);
        }
    }

    /// "10 баллов", which are of an earthquake only where one is told of.
    pub(super) fn is_of_no_quake(&self, number: &Number, suffix: &Suffix) -> bool {
        const NEAR: usize = 16;
        let view = self.view;
        if suffix.unit != "{magnitude}" || view.cue(number.end, "grade").or_else(|| view.thing(number.end)).is_none() {
            return false;
        }
        let near = number.first.saturating_sub(NEAR)..suffix.end + NEAR / 2;
        number.value > Decimal::from(12) || !near.into_iter().any(|at| view.cue(at, "quake").is_some())
    }

    /// コメ5キロ: kilos are kilograms beside what is weighed.
    pub(super) fn weighed(&self, number: &Number, suffix: Suffix) -> Suffix {
        const NEAR: usize = 12;
        let view = self.view;
        if suffix.unit != "km" || view.cue(number.end, "kilo").is_none() {
            return suffix;
        }
        let near = number.first.saturating_sub(NEAR)..number.first;
        let is_weighed = near.rev().any(|at| view.cue(at, "weighed").is_some());
        if is_weighed { Suffix { unit: "kg".into(), ..suffix } } else { suffix }
    }
}

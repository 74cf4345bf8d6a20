//! Smaller units behind an amount: 2 years and 3 months, 1h30, 5 ft 2 in, deux heures et demie.
//!
//! An amount comes in and goes out the same or longer. Cents behind a currency are told with the currency.

use compact_str::CompactString;

use super::Composing;
use super::amount::Amount;
use crate::decimal::Decimal;
use crate::figure::{Flag, Kind};
use crate::kinds::suffix::{self, Suffix};
use crate::lexicon::{Role, Roles};
use crate::stages::read::{Number, Sort, View, number_at};
use crate::token::{Class, Token};

// In ten-thousandths: UCUM's year has 365.25 days, its month a twelfth of that.
const STEPS: [(&str, &str, i128); 21] = [
    ("km", "m", 1000_0000),
    ("m", "cm", 100_0000),
    ("m", "mm", 1000_0000),
    ("cm", "mm", 10_0000),
    ("[mi_i]", "[yd_i]", 1760_0000),
    ("[mi_i]", "[ft_i]", 5280_0000),
    ("[yd_i]", "[ft_i]", 3_0000),
    ("[yd_i]", "[in_i]", 36_0000),
    ("[ft_i]", "[in_i]", 12_0000),
    ("kg", "g", 1000_0000),
    ("[lb_av]", "[oz_av]", 16_0000),
    ("[stone_av]", "[lb_av]", 14_0000),
    ("a", "mo", 12_0000),
    ("a", "d", 365_2500),
    ("mo", "d", 30_4375),
    ("wk", "d", 7_0000),
    ("d", "h", 24_0000),
    ("d", "min", 1440_0000),
    ("h", "min", 60_0000),
    ("min", "s", 60_0000),
    ("h", "s", 3600_0000),
];

/// How many of the unit `small` one of `large` is, where amounts are told in both.
fn step(large: &str, small: &str) -> Option<Decimal> {
    let (_, _, factor) = STEPS.iter().find(|step| step.0 == large && step.1 == small)?;
    Decimal::new(*factor, 4)
}

impl Composing<'_, '_> {
    /// "Час і 15 хвилин", "год и три месяца": one of a larger unit before the amount, where the language has no article to say so.
    pub(super) fn one_and(&self, amount: &mut Amount, taken: usize) {
        let view = self.view;
        let Some(smaller) = amount.suffix.as_ref().filter(|suffix| suffix.kind == Kind::Duration) else { return };
        let and = view.lexicon.longest_before(view.tokens, amount.first, Roles::of(Role::And));
        let Some((end, _)) = and.filter(|_| view.token(amount.first).is_some_and(Token::is_on_line)) else { return };
        let unit = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Duration));
        let is_one = |first: usize| first >= taken && view.cue(first, "unit_of_one") == Some(end);
        let Some((first, unit)) = unit.filter(|(first, _)| is_one(*first)) else { return };
        let unit = view.lexicon.coded(unit.node, Role::Duration);
        let step = unit.filter(|(worth, _)| *worth == Decimal::ONE).and_then(|(_, large)| step(large, &smaller.unit));
        // "раз в год и три месяца": what something is said per.
        let is_per =
            (0..first).rev().take(2).any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::Per)).is_some());
        let Some(value) = step.filter(|step| amount.value < *step && !is_per) else { return };
        if let Some(value) = value.checked_add(amount.value) {
            (amount.value, amount.first) = (value, first);
            amount.number.flags.insert(Flag::Implicit);
        }
    }

    /// 2割8分2厘: hundredths and thousandths behind so many tenths.
    fn and_hundredths(&self, amount: &mut Amount) {
        let view = self.view;
        for (cue, digits) in [("hundredths", 0), ("thousandths", 1)] {
            let next = number_at(self.numbers, amount.end).filter(|next| next.value < Decimal::from(10));
            let Some((next, end)) = next.and_then(|next| Some((next, view.cue(next.end, cue)?))) else { return };
            let more = Decimal::new(1, digits).and_then(|worth| next.value.checked_mul(worth));
            if let Some(value) = more.and_then(|more| amount.value.checked_add(more)) {
                (amount.value, amount.end) = (value, end);
            }
        }
    }

    /// "2 years and 3 months", "1h30", "2 km 300 m": smaller units behind a length or a weight, all in the smallest.
    pub(super) fn and_less(&self, amount: &mut Amount) {
        let view = self.view;
        if amount.suffix.as_ref().is_some_and(|tenths| tenths.kind == Kind::Percent && tenths.factor > Decimal::ONE) {
            self.and_hundredths(amount);
            return;
        }
        let is_whole = amount.value.is_whole();
        for _ in 0..4 {
            let sorts = [Kind::Duration, Kind::Measure];
            let Some(suffix) = amount.suffix.as_ref().filter(|suffix| sorts.contains(&suffix.kind)) else { return };
            if !is_whole {
                return;
            }
            let links = Roles::any(&[Role::And, Role::RangeLink, Role::WithPart]);
            let link = view.lexicon.longest(view.tokens, amount.end, links).map(|and| and.end);
            let comma = view.token(amount.end).is_some_and(|token| token.is_mark(','));
            let from = link.unwrap_or_else(|| {
                // "3 years, 2 months, and 5 days"
                let behind = amount.end + usize::from(comma);
                let and = view.lexicon.longest(view.tokens, behind, Roles::of(Role::And)).filter(|_| comma);
                and.map_or(behind, |and| and.end)
            });
            let Some(next) = number_at(self.numbers, from).filter(|next| next.sort == Sort::Plain) else {
                return;
            };
            if !view.token(from).is_some_and(|token| token.is_on_line()) {
                return;
            }
            let found = suffix::suffix_at(view, next.end, next).filter(|found| found.kind == suffix.kind);
            let found = found.or_else(|| inches(view, next, suffix)).or_else(|| minutes(view, next, suffix));
            // "1h30", "une heure trente": digits that touch the sign of the hour, or a number that nothing follows, are minutes.
            let touches =
                from == amount.end && view.token(from).is_some_and(|token| token.is_joined() && token.length == 2);
            let closes =
                view.token(next.end).is_none_or(|after| !after.is_word() && !after.is_digits() && after.first != '%');
            // 两小时零五分: what points and cents are called elsewhere.
            let is_named =
                view.cue(next.end, "minutes").is_some() && view.token(next.end).is_some_and(Token::is_joined);
            let is_clock = found.is_none()
                && suffix.unit == "h"
                && (touches || (closes || self.goes_on_elsewhere(next)) && !comma || is_named)
                && next.value < Decimal::from(60);
            let (unit, end) = match &found {
                Some(found) => (found.unit.as_str(), found.end),
                None if is_clock => ("min", next.end + usize::from(is_named)),
                None => return,
            };
            let Some(factor) = step(&suffix.unit, unit) else { return };
            // "een uur en een kwartier": what the smaller unit is worth in its own.
            let worth = found.as_ref().map_or(Decimal::ONE, |found| found.factor);
            let Some(more) = next.value.checked_mul(worth) else { return };
            if more >= factor {
                return;
            }
            let Some(value) = amount.value.checked_mul(factor).and_then(|value| value.checked_add(more)) else {
                return;
            };
            // "over 1 km, 500 m and 200 m": a list of them.
            let is_list = || {
                let third = number_at(self.numbers, end + 1);
                let its = third.and_then(|third| suffix::suffix_at(view, third.end, third));
                its.is_some_and(|its| its.unit == unit)
            };
            if suffix.kind == Kind::Measure && is_list() {
                return;
            }
            let unit = CompactString::from(unit);
            amount.value = value;
            amount.end = end;
            amount.suffix = Some(Suffix { unit, end, ..suffix.clone() });
        }
    }

    /// "De 3 h 50 à 2 h 45": whether grammar that counts nothing stands behind two digits apart.
    fn goes_on_elsewhere(&self, minutes: &Number) -> bool {
        let view = self.view;
        let is_pair = view.token(minutes.first).is_some_and(|digits| digits.is_digits() && digits.length == 2);
        is_pair && minutes.end == minutes.first + 1 && view.roles_at(minutes.end).has(Role::Function)
    }

    /// "une tasse et demie", "1 чашка з половиною": a half of the thing behind it.
    fn thing_and_a_half(&self, amount: &mut Amount) {
        let is_bare = amount.kind == Kind::Number && amount.number.sort == Sort::Plain && amount.number.scale.is_none();
        let is_few = amount.value.is_whole() && amount.value < Decimal::from(100);
        if !is_bare || !is_few || amount.end != amount.number.end {
            return;
        }
        let Some(end) = thing_and_half_end(self.view, amount.end) else { return };
        if let Some(value) = Decimal::new(5, 1).and_then(|half| amount.value.checked_add(half)) {
            (amount.value, amount.end) = (value, end);
        }
    }

    /// "deux heures et demie": a half of the unit behind it.
    pub(super) fn and_a_half(&self, amount: &mut Amount) {
        let view = self.view;
        let Some(suffix) = amount
            .suffix
            .as_ref()
            .filter(|suffix| matches!(suffix.kind, Kind::Duration | Kind::Measure | Kind::Percent))
        else {
            self.thing_and_a_half(amount);
            return;
        };
        if let Some(half) = view.lexicon.longest(view.tokens, amount.end, Roles::of(Role::HalfAfter))
            && let Some(value) = Decimal::new(5, 1)
                .and_then(|half| half.checked_mul(suffix.factor))
                .and_then(|half| amount.value.checked_add(half))
            && !suffix_follows(view, half.end)
        {
            (amount.value, amount.end) = (value, half.end);
            return;
        }
        // "чашка с половиной": words that themselves add the half.
        let and = view.lexicon.longest(view.tokens, amount.end, Roles::of(Role::And)).map(|and| and.end);
        let behind = and.unwrap_or(amount.end);
        let article = and.and_then(|end| view.lexicon.longest(view.tokens, end, Roles::of(Role::Article)));
        let starts = [Some(behind), article.map(|article| article.end)];
        for from in starts.into_iter().flatten() {
            let Some(phrase) =
                view.lexicon.longest(view.tokens, from, Roles::any(&[Role::Cardinal, Role::Denominator]))
            else {
                continue;
            };
            if and.is_none() && (phrase.end == from + 1 || !view.token(from).is_some_and(Token::is_on_line)) {
                continue;
            }
            let half = view
                .lexicon
                .value(phrase.node, Role::Cardinal)
                .filter(|value| *value < Decimal::ONE && !value.is_zero());
            // "deux heures et quart": a quarter needs no article where nothing of it follows.
            let closes = view.token(phrase.end).is_none_or(|next| !next.is_on_line() || next.class == Class::Mark);
            let quarter = || {
                view.lexicon
                    .value(phrase.node, Role::Denominator)
                    .filter(|of| from > behind || *of == Decimal::from(4) && closes)
                    .and_then(|of| Decimal::ONE.checked_div(of))
            };
            let part = half.or_else(quarter);
            let more =
                part.and_then(|part| part.checked_mul(suffix.factor)).and_then(|more| amount.value.checked_add(more));
            // "ثلاث سنوات ونصف السنة": the unit itself, said once more.
            let again = view.lexicon.longest(view.tokens, phrase.end, Roles::of(Role::Duration)).filter(|unit| {
                let coded = view.lexicon.coded(unit.node, Role::Duration);
                and.is_some()
                    && view.token(phrase.end).is_some_and(Token::is_on_line)
                    && coded.is_some_and(|(factor, unit)| factor == suffix.factor && *unit == suffix.unit)
            });
            let counts = again.is_none() && suffix_follows(view, phrase.end);
            if let Some(value) = more.filter(|_| !counts) {
                amount.value = value;
                amount.end = again.map_or(phrase.end, |unit| unit.end);
                return;
            }
        }
    }
}

/// Where a half ends that `at` opens and nothing goes on from: "and a half", "e mezzo", "з половиною".
fn half_end(view: &View, at: usize) -> Option<usize> {
    half_of_end(view, at)
        .filter(|end| view.token(*end).is_none_or(|next| !next.is_on_line() || next.class == Class::Mark))
}

/// The same, whatever follows.
fn half_of_end(view: &View, at: usize) -> Option<usize> {
    let is_on_line = |at: usize| view.token(at).is_some_and(|token| token.is_on_line());
    let and = view.lexicon.longest(view.tokens, at, Roles::of(Role::And));
    let from = and.map_or(at, |and| and.end);
    let half_at = |at: usize| {
        let phrase = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cardinal))?;
        let part = view.lexicon.value(phrase.node, Role::Cardinal)?;
        if part == Decimal::ONE {
            // "jedna druga"
            let named = view.lexicon.longest(view.tokens, phrase.end, Roles::of(Role::Denominator))?;
            return (view.lexicon.value(named.node, Role::Denominator)? == Decimal::from(2)).then_some(named.end);
        }
        (part < Decimal::ONE && !part.is_zero() && is_on_line(at)).then_some(phrase.end)
    };
    let article = view.lexicon.longest(view.tokens, from, Roles::of(Role::Article)).map(|article| article.end);
    let end = article.and_then(half_at).or_else(|| half_at(from))?;
    (is_on_line(at) && (and.is_some() || end > from + 1)).then_some(end)
}

/// "Un mètre et demi d'épaisseur": whether a half stands behind the unit at token `at`.
pub(super) fn unit_and_half(view: &View, at: usize) -> bool {
    let unit = view.lexicon.longest(view.tokens, at, Roles::of(Role::Unit));
    unit.is_some_and(|unit| half_of_end(view, unit.end).is_some())
}

/// Where "a cup and a half" ends, if one word that is counted stands at token `noun` between a number and a half.
pub(super) fn thing_and_half_end(view: &View, noun: usize) -> Option<usize> {
    let grammar =
        Roles::any(&[Role::Function, Role::And, Role::Cardinal, Role::Scale, Role::Ordinal, Role::Denominator]);
    let word = view.token(noun).filter(|word| word.is_word() && word.is_on_line() && !word.is_joined())?;
    if word.is_fused || view.roles_at(noun).meets(grammar) {
        return None;
    }
    half_end(view, noun + 1)
}

/// 8分40秒, 五分半钟: what points and cents are called elsewhere, before seconds or a half that says what of.
pub(super) fn minutes_before_seconds(view: &View, numbers: &[Number], number: &Number) -> Option<Suffix> {
    let end = view.cue(number.end, "minutes").filter(|_| view.token(number.end).is_some_and(Token::is_joined))?;
    if view.lexicon.longest(view.tokens, end, Roles::of(Role::HalfAfter)).is_some_and(|half| half.end > end + 1) {
        return Some(Suffix::duration("min", end));
    }
    let next = number_at(numbers, end)?;
    let seconds = suffix::suffix_at(view, next.end, next).filter(|seconds| seconds.unit == "s")?;
    Some(Suffix { unit: "min".into(), factor: Decimal::ONE, end, ..seconds })
}

/// "5 ft 2 in": behind feet the letters are inches, unless they open what follows: "in the water".
fn inches(view: &View, number: &Number, feet: &Suffix) -> Option<Suffix> {
    let letters = view.token(number.end).filter(|token| token.is_on_line() && number.has_digits)?;
    let opens = view.roles_at(number.end + 1).meets(Roles::any(&[Role::Function, Role::Article, Role::Definite]));
    let is_inch = feet.unit == "[ft_i]" && letters.text(view.text).eq_ignore_ascii_case("in") && !opens;
    is_inch.then(|| Suffix { unit: "[in_i]".into(), factor: Decimal::ONE, end: number.end + 1, ..feet.clone() })
}

/// "1h 23m 45s": a letter that touches the digits behind hours is of minutes, and no metre.
fn minutes(view: &View, number: &Number, hours: &Suffix) -> Option<Suffix> {
    let letter = view.token(number.end).filter(|letter| letter.is_joined() && number.has_digits)?;
    let touches = view.token(number.end + 1).is_some_and(|next| next.is_joined() && next.is_word());
    let is_minute = hours.unit == "h" && letter.text(view.text) == "m" && !touches;
    is_minute.then(|| Suffix { unit: "min".into(), factor: Decimal::ONE, end: number.end + 1, ..hours.clone() })
}

/// Whether a unit or a currency stands at token `at`, which then belongs to a number of its own.
fn suffix_follows(view: &View, at: usize) -> bool {
    let wanted = Roles::any(&[Role::Duration, Role::Unit, Role::Money, Role::Scale]);
    view.token(at).is_some_and(|token| token.is_on_line()) && view.lexicon.longest(view.tokens, at, wanted).is_some()
}

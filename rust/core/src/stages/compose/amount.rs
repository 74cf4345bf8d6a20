//! One amount: a number with its sign, the currency before it and what stands behind it.
//!
//! A number comes in, its value, kind and both ends go out. Knows no range and no hedge.

use super::Composing;
use super::between::{behind_more, more_end};
use super::smaller::minutes_before_seconds;
use crate::decimal::Decimal;
use crate::figure::{Flag, Kind};
use crate::kinds::around;
use crate::kinds::suffix::{self, Suffix};
use crate::kinds::{age, agreed, money, prime};
use crate::lexicon::{Role, Roles, Sign};
use crate::stages::fold::{is_dash, is_hyphen};
use crate::stages::names::is_scale_letter;
use crate::stages::read::{Number, Sort, digits_value};
use crate::token::Token;

/// A number with its sign, currency before it and suffix behind it.
pub(super) struct Amount {
    pub(super) number: Number,
    pub(super) value: Decimal,
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) suffix: Option<Suffix>,
    pub(super) prefix: Option<money::Prefix>,
    /// Whether it is by how much less something is.
    pub(super) is_less: bool,
}

impl Composing<'_, '_> {
    /// The amount of the number in this place; nothing before token `taken` belongs to it. Nothing for one too large.
    pub(super) fn amount(&self, at: usize, taken: usize) -> Option<Amount> {
        let view = self.view;
        let mut number = *self.numbers.get(at)?;
        let prefix = money::prefix(view, number.first).filter(|prefix| prefix.first >= taken);
        if prefix.is_some() && money::scale_in_money(view, &mut number) {
            number.is_formatted = true;
        }
        let is_lettered = || is_scale_letter(view, number.end) || self.is_letter_apart(&number);
        if number.scale.is_none() && number.has_digits && is_lettered() {
            self.scale_letter(&mut number, prefix.is_some());
        }
        self.cents_apart(&mut number, prefix.is_some());
        let (mut found, inches) = self.suffix_of(&mut number, prefix.is_some());
        let prefix = prefix.or_else(|| {
            if found.is_none() {
                money::word_before(view, &number).filter(|prefix| prefix.first >= taken)
            } else {
                None
            }
        });
        if prefix.is_some() {
            // "$ 20,000 $ 37,305": the second sign opens the second amount.
            let opens_next =
                |suffix: &Suffix| view.token(suffix.end).is_some_and(|token| token.is_digits() && token.is_on_line());
            found = found
                .filter(|suffix| suffix.kind == Kind::Money && suffix.factor == Decimal::ONE && !opens_next(suffix));
        }
        let end = found.as_ref().map_or(number.end, |suffix| suffix.end);
        let is_alone = found.is_none() && prefix.is_none();
        let mut amount = self.signed(number, prefix, end, taken);
        let number = amount.number;
        if is_alone && let Some((first, factor)) = self.percent_before(&number, taken) {
            amount.first = amount.first.min(first);
            // 负百分之三: the minus stands before the words for per cent.
            let minus = view.lexicon.longest_before(view.tokens, first, Roles::of(Role::Minus));
            let is_on_line = view.token(first).is_some_and(Token::is_on_line);
            if let Some((minus, _)) = minus.filter(|(minus, _)| *minus >= taken && is_on_line) {
                (amount.first, amount.value) = (minus, amount.value.negated());
            }
            found = Some(Suffix { factor, ..Suffix::percent(number.end) });
        }
        if found.is_none()
            && amount.prefix.is_none()
            && let Some((first, suffix)) = agreed::unit_before(view, &number)
                .or_else(|| suffix::before_one(view, &number))
                .filter(|(first, _)| *first >= taken)
        {
            amount.first = amount.first.min(first);
            found = Some(suffix);
        }
        found = found.filter(|suffix| !self.is_of_no_quake(&number, suffix));
        if let Some(suffix) = found.map(|suffix| self.weighed(&number, suffix)) {
            self.take_suffix(&mut amount, suffix, inches, taken)?;
        }
        // "$20 and 43c", "C$100 and fifty".
        if amount.suffix.is_none()
            && amount.prefix.is_some()
            && number.value.is_whole()
            && number.scale.is_none()
            && !self.is_range_open(amount.first, number.end)
            && let Some((end, more)) = money::minor(view, self.numbers, number.end, None)
        {
            amount.value = amount.value.checked_add(more)?;
            amount.end = end;
        }
        self.regroup(&mut amount);
        self.below_zero(&mut amount);
        let unit_end = amount.suffix.as_ref().filter(|suffix| suffix.kind == Kind::Duration).map(|suffix| suffix.end);
        self.and_less(&mut amount);
        self.one_and(&mut amount, taken);
        self.months_of_term(&mut amount);
        let is_length = amount.suffix.as_ref().and_then(|suffix| match suffix.unit.as_str() {
            "s" => Some(false),
            "m" => Some(true),
            _ => None,
        });
        if let Some(is_length) = is_length {
            self.hundredths(&mut amount.value, &mut amount.end, is_length);
        }
        if let Some(end) = self.times_end(&amount) {
            amount.end = end;
            amount.number.sort = Sort::Multiplier;
        }
        self.and_a_half(&mut amount);
        self.take_age(&mut amount, &number, unit_end);
        Some(amount)
    }

    /// The amount of a number with its sign and the currency before it; `end` is where what stands behind it ends.
    fn signed(&self, mut number: Number, prefix: Option<money::Prefix>, end: usize, taken: usize) -> Amount {
        let view = self.view;
        // "$-99.99"
        let is_owed =
            prefix.is_some() && view.before(number.first).is_some_and(|mark| matches!(mark.first, '-' | '\u{2212}'));
        if is_owed && view.token(number.first).is_some_and(Token::is_joined) {
            number.value = number.value.negated();
        }
        let (first, value) = self.sign(&number, prefix.as_ref(), taken, end == view.tokens.len());
        // "Menos 4,5 % que en mayo": less by that much, and no minus.
        let is_less = first < number.first
            && view.token(first).is_some_and(Token::is_word)
            && view.lexicon.longest(view.tokens, end, Roles::of(Role::Than)).is_some();
        let (first, value) = if is_less { (number.first, number.value) } else { (first, value) };
        let mut amount =
            Amount { number, value, first, end: number.end, kind: Kind::Number, suffix: None, prefix, is_less };
        if let Some(prefix) = &amount.prefix {
            amount.kind = Kind::Money;
            amount.first = amount.first.min(prefix.first);
        }
        amount
    }

    /// What stands behind the number and makes an amount of it, and what a mark of inches adds; letters joined to the digits may turn out
    /// to be its scale.
    fn suffix_of(&self, number: &mut Number, has_prefix: bool) -> (Option<Suffix>, Option<Decimal>) {
        let view = self.view;
        let mut found = suffix::suffix(view, number).or_else(|| suffix::ending(view, number));
        let primes = if found.is_none() && !has_prefix { prime::inches(view, number) } else { None };
        let inches = primes.map(|(inches, more)| {
            found = Some(inches);
            more
        });
        found = found
            .or_else(|| behind_more(view, number))
            .or_else(|| self.of_last_side(number).filter(|_| !has_prefix))
            .or_else(|| minutes_before_seconds(view, self.numbers, number))
            .or_else(|| suffix::days_counted(view, number));
        if found.is_none() && !has_prefix {
            // "61m euros": the scale of money, when money follows it.
            let mut longer = *number;
            if money::scale_in_money(view, &mut longer) {
                found = suffix::suffix(view, &longer).filter(|suffix| suffix.kind == Kind::Money);
                if found.is_some() {
                    *number = longer;
                }
            }
        }
        // "2.5m people": what is counted behind a letter joined to the digits says that it is a scale, and no length.
        if !has_prefix && self.counts_in_scale(number) {
            money::scale_in_money(view, number);
            found = suffix::suffix(view, number);
        }
        (found, inches)
    }

    /// Makes it an amount of what stands behind its number, what says more of it near and hundredths added; nothing for one too large.
    fn take_suffix(&self, amount: &mut Amount, suffix: Suffix, inches: Option<Decimal>, taken: usize) -> Option<()> {
        let view = self.view;
        amount.kind = suffix.kind;
        amount.end = suffix.end;
        amount.value = amount.value.checked_mul(suffix.factor)?.checked_add(inches.unwrap_or(Decimal::ZERO))?;
        let around = around::around(view, amount.first, &suffix).filter(|(first, _)| *first >= taken);
        let suffix = match around {
            Some((first, unit)) => {
                amount.first = amount.first.min(first);
                Suffix { unit, ..suffix }
            }
            None => match around::told_near(view, &suffix) {
                Some(unit) => Suffix { unit, ..suffix },
                None => suffix,
            },
        };
        if suffix.kind == Kind::Money
            && amount.number.value.is_whole()
            && !self.is_range_open(amount.first, suffix.end)
            && let Some((end, more)) = money::minor(view, self.numbers, suffix.end, Some(&suffix))
        {
            amount.value = amount.value.checked_add(more)?;
            amount.end = end;
        }
        amount.suffix = Some(suffix);
        Some(())
    }

    /// Makes it an age where words around it or an ending say so, or the length of a term; `unit_end` is where a length of time ends.
    fn take_age(&self, amount: &mut Amount, number: &Number, unit_end: Option<usize>) {
        let view = self.view;
        let is_age = view.before(number.end).is_some_and(|word| view.lexicon.roles(word.ending).has(Role::AgeEnding));
        // 5세제곱미터: a longer unit begins with the word for years of age.
        let older = || age::end(view, &Number { end: more_end(view, number.end)?, ..*number }, None);
        let age_end = age::end(view, number, unit_end).or_else(older).filter(|end| *end >= amount.end);
        if let Some(end) = if is_age { Some(amount.end) } else { age_end } {
            (amount.kind, amount.end) = (Kind::Age, end);
            if age::is_term(view, end) {
                amount.kind = Kind::Duration;
                amount.suffix.get_or_insert_with(|| Suffix::years(end));
            }
        }
    }

    /// Whether a scale of money is joined to the digits and a thing or a unit that the lexicon knows stands behind it: 1.2m tonnes.
    fn counts_in_scale(&self, number: &Number) -> bool {
        let view = self.view;
        let scale = view.token(number.end).filter(|scale| scale.is_joined() && scale.is_word());
        let is_scale = number.has_digits
            && number.scale.is_none()
            && scale.is_some()
            && view.lexicon.longest(view.tokens, number.end, Roles::of(Role::ScaleInMoney)).is_some();
        // "120mm mortars": a symbol of two letters is no million of things.
        let is_symbol = || {
            let is_unit = |sign: &Sign| matches!(sign, Sign::Unit(..)).then_some(());
            scale.is_some_and(|scale| scale.length > 1)
                && view.shared.after(view.text, view.tokens, number.end, is_unit).is_some()
        };
        is_scale
            && !is_symbol()
            && view.token(number.end + 1).is_some_and(|noun| noun.is_on_line() && !noun.is_joined())
            && !view.roles_at(number.end + 1).has(Role::Function)
            && view.token(number.end + 1).is_some_and(|noun| noun.length > 1)
            && view.lexicon.longest(view.tokens, number.end + 1, Roles::any(&[Role::Category, Role::Unit])).is_some()
    }

    /// "Between $10 and 20": whether a word before token `first` opens a range that the word at `end` joins.
    fn is_range_open(&self, first: usize, end: usize) -> bool {
        let view = self.view;
        let opener = view.lexicon.longest_before(view.tokens, first, Roles::of(Role::RangeOpen));
        let Some((_, opener)) = opener else { return false };
        let Some(close) = view.lexicon.longest(view.tokens, end, Roles::of(Role::RangeClose)) else { return false };
        view.lexicon.is_pair((opener.node, Role::RangeOpen), (close.node, Role::RangeClose))
    }

    /// "50,- Kč": no cents; "$119. 95", "118, 99 TL" as the whole text: cents behind a space.
    fn cents_apart(&self, number: &mut Number, has_sign: bool) {
        let view = self.view;
        let is_plain = number.has_digits && number.scale.is_none() && number.value.is_whole();
        let mark = view.token(number.end).filter(|mark| mark.is_joined() && matches!(mark.first, ',' | '.'));
        let Some(next) = view.token(number.end + 1).filter(|next| is_plain && mark.is_some() && next.is_on_line())
        else {
            return;
        };
        let end = number.end + 2;
        let behind = || {
            let longer = Number { end, ..*number };
            suffix::suffix(view, &longer).filter(|suffix| suffix.kind == Kind::Money).map(|suffix| suffix.end)
        };
        if is_dash(next.first) && next.is_joined() && !next.is_word() {
            if has_sign || behind().is_some() {
                number.end = end;
            }
            return;
        }
        let is_cents = next.is_digits() && next.length == 2 && !next.is_joined() && view.is_whole;
        let all = view.tokens.len();
        if is_cents
            && (has_sign && end == all || !has_sign && behind() == Some(all))
            && let Some(cents) = digits_value(view.text, next).and_then(|cents| cents.checked_mul(money::hundredth()))
            && let Some(value) = number.value.checked_add(cents)
        {
            (number.value, number.end, number.is_formatted) = (value, end, true);
        }
    }

    /// "$69,900" where the language leaves open what a comma does: money has no thousandths.
    fn regroup(&self, amount: &mut Amount) {
        // ISO 4217 gives a few currencies thousandths.
        const THOUSANDTHS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
        let number = &amount.number;
        let unit =
            amount.prefix.as_ref().map(|prefix| &prefix.code).or(amount.suffix.as_ref().map(|suffix| &suffix.unit));
        if unit.is_some_and(|unit| THOUSANDTHS.contains(&unit.as_str())) {
            return;
        }
        let is_open = self.view.lexicon.decimal.len() > 1
            && amount.kind == Kind::Money
            && number.flags.contains(Flag::AmbiguousSeparator)
            && number.end == number.first + 3;
        // "$4,500" in Spanish, "1,500 mdd": a sign or an abbreviation of those who group by commas.
        let is_foreign = amount.kind == Kind::Money
            && number.flags.contains(Flag::AmbiguousSeparator)
            && number.end == number.first + 3
            && self.view.token(number.first + 1).is_some_and(|mark| mark.is_mark(','))
            && (amount.prefix.as_ref().is_some_and(|prefix| prefix.code == "USD" && amount.suffix.is_none())
                || amount.suffix.as_ref().is_some_and(|suffix| suffix.factor == Decimal::from(1_000_000)));
        let is_open = is_open || is_foreign;
        if let Some(value) = amount.value.checked_mul(Decimal::from(1000)).filter(|value| is_open && value.is_whole()) {
            amount.value = value;
        }
    }

    /// "10 degrees below zero", "15 градусов ниже нуля".
    fn below_zero(&self, amount: &mut Amount) {
        let view = self.view;
        let is_degree =
            amount.suffix.as_ref().is_none_or(|suffix| matches!(suffix.unit.as_str(), "deg" | "Cel" | "[degF]"));
        let behind = view.lexicon.longest(view.tokens, amount.end, Roles::of(Role::MinusAfter)).map(|below| below.end);
        // "15 градусов мороза": the unit takes the words in.
        let inside = view.lexicon.longest_before(view.tokens, amount.end, Roles::of(Role::MinusAfter));
        let below = behind.or(inside.filter(|(first, _)| *first > amount.number.end).map(|_| amount.end));
        let is_free = matches!(amount.kind, Kind::Number | Kind::Measure) && amount.number.sort == Sort::Plain;
        if let Some(end) = below.filter(|_| is_degree && is_free && amount.value > Decimal::ZERO) {
            amount.value = amount.value.negated();
            amount.end = end;
        }
    }

    /// Where a word or sign for per cent right before the number begins, and what one of it is in per cent: "yüzde 15",
    /// 百分之三十, %15, 万分之三.
    fn percent_before(&self, number: &Number, taken: usize) -> Option<(usize, Decimal)> {
        let view = self.view;
        let (first, phrase) = view.lexicon.longest_before(view.tokens, number.first, Roles::of(Role::PercentBefore))?;
        let is_free = number.sort == Sort::Plain && view.token(number.first)?.is_on_line() && first >= taken;
        let factor = view.lexicon.coded(phrase.node, Role::UnitBefore).filter(|(_, unit)| *unit == "%");
        is_free.then_some((first, factor.map_or(Decimal::ONE, |(factor, _)| factor)))
    }

    /// "five times", "3-fold", "у 5 разів".
    fn times_end(&self, amount: &Amount) -> Option<usize> {
        let view = self.view;
        if amount.kind != Kind::Number || amount.number.sort != Sort::Plain {
            return None;
        }
        let hyphen =
            view.token(amount.end).is_some_and(|mark| !mark.is_word() && is_hyphen(mark.first) && mark.is_joined());
        // "4x100 m"
        let is_sign = view.token(amount.end).is_some_and(|sign| {
            sign.is_joined() && sign.length == 1 && matches!(sign.first, 'x' | 'х' | '×') && amount.number.has_digits
        }) && view.token(amount.end + 1).is_some_and(|next| next.is_digits() && next.is_joined());
        if is_sign {
            return Some(amount.end + 1);
        }
        let at = amount.end + usize::from(hyphen);
        let is_on_line = view.token(at).is_some_and(|token| token.is_on_line());
        view.lexicon
            .longest(view.tokens, at, Roles::of(Role::MultiplierMark))
            .filter(|_| is_on_line)
            .map(|mark| mark.end)
    }

    /// `2.5 M`, `1,674 G`, where that is all: mega and giga of nothing.
    fn is_letter_apart(&self, number: &Number) -> bool {
        let view = self.view;
        let letter = view.token(number.end).filter(|letter| letter.length == 1 && matches!(letter.first, 'M' | 'G'));
        view.is_whole
            && number.first <= 1
            && number.end + 1 == view.tokens.len()
            && letter.is_some_and(Token::is_on_line)
    }

    /// `3M`, `100K`: a scale unless it is a name, which it is when a lower-case word of no count follows.
    fn scale_letter(&self, number: &mut Number, is_money: bool) {
        let Some(letter) = self.view.token(number.end) else { return };
        let scale = Decimal::from(match letter.first {
            'M' | 'Ｍ' => 1_000_000,
            'G' | 'B' | 'b' => 1_000_000_000,
            _ => 1000,
        });
        // "15kパーセント": words without spaces.
        let is_apart = |next: &Token| self.view.lexicon.per_character() && !next.first.is_ascii();
        let closes =
            self.view.token(number.end + 1).is_none_or(|next| !next.is_word() || !next.is_joined() || is_apart(next));
        let is_all = self.view.is_whole && number.first <= 1 && number.end + 1 == self.view.tokens.len();
        let is_billion = matches!(letter.first, 'B' | 'b');
        // "raised 5M.": the sentence ends behind it.
        let ends = self.view.without_stop(number.end + 2) == number.end + 1 || number.end + 1 == self.view.tokens.len();
        let counted = ends
            || self
                .view
                .token(number.end + 1)
                .is_some_and(|next| next.is_word() && next.is_on_line() && !next.is_capital);
        if closes
            && (is_money || is_all || !is_billion && (counted || letter.first != 'M'))
            && let Some(value) = number.value.checked_mul(scale)
        {
            *number = Number { value, end: number.end + 1, scale: Some(scale), ..*number };
        }
    }
}

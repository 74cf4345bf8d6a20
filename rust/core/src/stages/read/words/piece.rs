//! What one word, phrase or run of digits adds to a number: twenty, 937, тис., duecento.
//!
//! A place and what has been read so far come in, the next part and where it ends go out. Whether it joins the number is told by
//! what reads compounds.

use smallvec::smallvec;

use super::{CARDINAL, Number, Reading, Sum, digits};
use crate::decimal::Decimal;
use crate::figure::Flag;
use crate::lexicon::{Part, PartList, Phrase, Role, Roles, Sign};
use crate::stages::fold::fold_into;
use crate::stages::names::is_kelvin;
use crate::token::{Gap, Token};

/// What one word or phrase adds to a number.
pub(super) struct Piece {
    pub(super) end: usize,
    pub(super) parts: PartList,
    pub(super) is_ordinal: bool,
    pub(super) is_respelled: bool,
}

impl Reading<'_, '_> {
    /// The part of a number at `at`.
    pub(super) fn piece(&mut self, at: usize, sum: &Sum, number: &Number) -> Option<Piece> {
        let view = self.view;
        let token = view.token(at)?;
        if !sum.is_empty() && !token.is_on_line() {
            return None;
        }
        if token.is_digits() {
            return self.digits_behind(at, token, sum, number);
        }
        if !token.is_word() {
            return None;
        }
        // "3일 만에": days, and no ten thousand of 일만.
        if self.is_bound_digit(at) && view.before(at).is_some_and(Token::is_digits) {
            return None;
        }
        let after_digits = number.has_digits && !sum.is_closed();
        let unit_end = if number.has_digits { self.unit_end(at) } else { at };
        if after_digits && let Some(piece) = self.scale_after_digits(at).filter(|piece| piece.end >= unit_end) {
            return Some(piece);
        }
        if after_digits
            && unit_end == at
            && let Some(piece) = self.scale_that_ends(at, number)
        {
            return Some(piece);
        }
        let Some(mut phrase) = view.lexicon.longest(view.tokens, at, CARDINAL) else { return self.fused(at) };
        if let Some(shorter) = self.without_opening(at, phrase).or_else(|| self.without_mark(at, phrase, number)) {
            phrase = shorter;
        }
        if sum.is_empty() && phrase.end > at + 1 && self.is_apart(at) {
            return None;
        }
        let roles = view.lexicon.roles(phrase.node);
        // "5 million a year", "58 millones un año": the article opens what it is stated per, or the next length of time.
        let opens_next = number.has_digits || roles.has(Role::NeverAlone);
        if opens_next && !sum.is_empty() && roles.has(Role::Article) && !roles.has(Role::Scale) {
            return None;
        }
        // "12 cents" in a language whose hundreds are spelled the same: money.
        if number.has_digits && roles.has(Role::MoneyMinor) {
            return None;
        }
        if phrase.end < unit_end {
            return None;
        }
        // "하나만", only one: behind native numerals it is no ten thousand.
        let is_particle = |before: &Token| !before.word.roles.meets(CARDINAL.or(Roles::of(Role::FusedPart)));
        // "높지만 십오": the end of a word before a number of its own.
        let is_ending = sum.is_empty()
            && view.lexicon.roles(phrase.node).has(Role::NeverAlone)
            && view.token(phrase.end).is_some_and(|next| !next.is_joined());
        if roles.has(Role::Scale)
            && view.lexicon.switches.myriads
            && (!sum.is_empty() || is_ending)
            && token.is_joined()
            && view.before(at).is_some_and(|before| before.is_word() && is_particle(before))
        {
            return None;
        }
        self.worth(at, phrase, sum, number, after_digits)
    }

    /// What digits at `at` behind words or a scale add: "5 mil 937".
    fn digits_behind(&self, at: usize, token: &Token, sum: &Sum, number: &Number) -> Option<Piece> {
        let view = self.view;
        // "만 18세": where numbers go by ten thousands, digits follow only digits.
        let is_apart = view.lexicon.switches.myriads && !number.has_digits;
        // "twenty 2": as the whole text only.
        let is_all = view.is_whole && number.first == 0 && at + 1 == view.tokens.len() && !sum.is_closed();
        let takes = sum.takes_digits(view.lexicon)
            || number.has_digits && sum.is_hundreds()
            || is_all && !number.has_digits && !sum.is_empty() && token.length == 1;
        if is_apart || !takes || number.flags.contains(Flag::AmbiguousSeparator) {
            return None;
        }
        let read = digits::read(view.text, view.tokens, at, view.lexicon, view.style)?;
        if let Some(piece) = self.smaller_scale(sum, &read) {
            return Some(piece);
        }
        let follows = !view.lexicon.per_character()
            && view.token(read.end).is_some_and(|next| next.is_joined() && (next.is_word() || next.is_dash()));
        // "3 hundred and 2 hundred" are two numbers.
        let is_scaled =
            sum.is_hundreds() && view.lexicon.longest(view.tokens, read.end, Roles::of(Role::Scale)).is_some();
        // "1兆2,345億" groups by thousands what goes by ten thousands.
        let is_formatted = read.is_formatted && !(view.lexicon.switches.myriads && read.value.is_whole());
        // "10 тысяч 12 июня": when it was.
        let is_day = || view.lexicon.longest(view.tokens, read.end, Roles::of(Role::Month)).is_some();
        if follows || is_formatted || is_scaled || is_day() {
            return None;
        }
        Some(Piece { end: read.end, parts: smallvec![Part::Add(read.value)], is_ordinal: false, is_respelled: false })
    }

    /// What the words of `phrase` at `at` stand for; `after_digits`: whether nothing but digits stands before them.
    fn worth(&self, at: usize, phrase: Phrase, sum: &Sum, number: &Number, after_digits: bool) -> Option<Piece> {
        let view = self.view;
        let value = |role| view.lexicon.value(phrase.node, role);
        let piece = |part, is_ordinal, is_respelled| Piece {
            end: phrase.end,
            parts: smallvec![part],
            is_ordinal,
            is_respelled,
        };
        // خمسة وعشرون مليونا: behind a number, what two millions are called too is one.
        let behind = value(Role::ScaleAfterDigits).filter(|_| !sum.is_empty());
        if let Some(scale) = value(Role::Scale).map(|scale| behind.unwrap_or(scale)) {
            if let Some((factor, end)) = self.factor_behind(phrase.end, scale, after_digits || sum.group().is_some()) {
                let parts = smallvec![Part::Add(factor), Part::Scale(scale)];
                return Some(Piece { end, parts, is_ordinal: false, is_respelled: false });
            }
            return Some(piece(Part::Scale(scale), false, false));
        }
        if let Some(scale) = value(Role::ScaleRespelled) {
            return Some(piece(Part::Scale(scale), false, true));
        }
        // "1千零20": the nought only marks places left out.
        let is_place = |value: &Decimal| view.lexicon.switches.myriads && value.is_zero();
        if let Some(cardinal) = value(Role::Cardinal).filter(|value| !after_digits || is_place(value)) {
            if phrase.end > at + 1 && self.is_copula(phrase.end - 1) {
                let digit = self.bound_value(phrase.end - 1)?;
                let parts = smallvec![Part::Add(cardinal.checked_add(digit.negated())?)];
                return Some(Piece { end: phrase.end - 1, parts, is_ordinal: false, is_respelled: false });
            }
            return Some(piece(Part::Add(cardinal), false, false));
        }
        let ordinal = value(Role::Ordinal).filter(|_| !number.has_digits)?;
        let hundred = Decimal::from(100);
        let is_scale = ordinal >= hundred
            && ordinal.is_power_of_ten()
            && !(view.lexicon.switches.ordinal_chain && ordinal == hundred);
        let part = if is_scale { Part::Scale(ordinal) } else { Part::Add(ordinal) };
        Some(piece(part, true, false))
    }

    /// "Milioni mbili", "elfu 48": what the scale before `at` multiplies, where the language says it behind the scale and nothing is
    /// said before it.
    fn factor_behind(&self, at: usize, scale: Decimal, is_counted: bool) -> Option<(Decimal, usize)> {
        let view = self.view;
        let token = view.token(at).filter(|token| token.is_on_line())?;
        let hundred = Decimal::from(100);
        // "ခဲ့ရာ ၁ ဦး": where words stand joined, a hundred is the end of others.
        let is_ending = scale == hundred && view.lexicon.per_character();
        if !view.lexicon.switches.scale_first || is_counted || is_ending {
            return None;
        }
        if token.is_digits() {
            let read = digits::read(view.text, view.tokens, at, view.lexicon, view.style)?;
            return (!read.value.is_zero() && read.value < Decimal::from(10_000)).then_some((read.value, read.end));
        }
        let ten = Decimal::from(10);
        let word = |at: usize, role| {
            let phrase = view.lexicon.longest(view.tokens, at, Roles::of(role))?;
            Some((view.lexicon.value(phrase.node, role)?, phrase.end))
        };
        let unit = |at: usize| word(at, Role::Cardinal).filter(|(value, _)| *value < ten && value.is_whole());
        if scale == hundred {
            return unit(at);
        }
        let link = |at: usize| view.lexicon.longest(view.tokens, at, Roles::of(Role::And)).map_or(at, |and| and.end);
        let below_hundred = |at: usize| {
            let (value, end) = word(at, Role::Cardinal).filter(|(value, _)| *value < hundred && value.is_whole())?;
            let more = (value >= ten && value.mantissa() % 10 == 0).then(|| unit(link(end))).flatten();
            more.map_or(Some((value, end)), |(unit, end)| Some((value.checked_add(unit)?, end)))
        };
        let Some((_, end)) = word(at, Role::Scale).filter(|(value, _)| *value == hundred) else {
            return below_hundred(at);
        };
        let (hundreds, end) = unit(end).unwrap_or((Decimal::ONE, end));
        let (value, end) = (hundreds.checked_mul(hundred)?, end);
        let more = below_hundred(link(end));
        more.map_or(Some((value, end)), |(below, end)| Some((value.checked_add(below)?, end)))
    }

    /// "사천사백일흔": the words at `at` without their last character, where that opens tens or units that reach further.
    fn without_opening(&self, at: usize, phrase: Phrase) -> Option<Phrase> {
        let view = self.view;
        let last = phrase.end.checked_sub(1).filter(|last| *last > at && view.lexicon.per_character())?;
        let next = view.lexicon.longest(view.tokens, last, Roles::of(Role::Cardinal))?;
        let is_small = view.lexicon.value(next.node, Role::Cardinal).is_some_and(|value| value < Decimal::from(100));
        let shorter = view.tokens.get(..last).filter(|_| next.end > phrase.end && is_small)?;
        view.lexicon.longest(shorter, at, CARDINAL).filter(|shorter| shorter.end == last)
    }

    /// "3만번째", the 30,000th: the scale alone behind digits, where with a mark behind it it is a place in an order.
    fn without_mark(&self, at: usize, phrase: Phrase, number: &Number) -> Option<Phrase> {
        let view = self.view;
        let may_hold_mark = view.lexicon.per_character() && number.has_digits && phrase.end > at + 1;
        let roles = may_hold_mark.then(|| view.lexicon.roles(phrase.node))?;
        (roles.has(Role::Ordinal) && !roles.meets(Roles::any(&[Role::Cardinal, Role::Scale]))).then_some(())?;
        view.lexicon.longest(view.tokens, at, Roles::of(Role::Scale))
    }

    /// Digits with a scale of their own below the last: 1 करोड़ 20 लाख, 5 million 200 thousand.
    fn smaller_scale(&self, sum: &Sum, read: &digits::Digits) -> Option<Piece> {
        let view = self.view;
        let last = sum.last_scale().filter(|_| !view.lexicon.switches.myriads)?;
        // "6 mln 399,6 tys.": an abbreviation, whose stop may be its own.
        let scale = view
            .lexicon
            .longest(view.tokens, read.end, Roles::of(Role::Scale))
            .and_then(|phrase| view.lexicon.value(phrase.node, Role::Scale).map(|scale| (scale, phrase.end)));
        let cut = || {
            let piece = self.scale_after_digits(read.end)?;
            let [Part::Scale(scale)] = piece.parts.as_slice() else { return None };
            Some((*scale, piece.end))
        };
        let (scale, end) = scale.or_else(cut)?;
        let is_below = read.value.checked_mul(scale).is_some_and(|value| value < last);
        let is_on_line = view.token(read.end).is_some_and(|token| token.is_on_line());
        (is_below && is_on_line && !read.value.is_zero()).then(|| Piece {
            end,
            parts: smallvec![Part::Add(read.value), Part::Scale(scale)],
            is_ordinal: false,
            is_respelled: false,
        })
    }

    /// "три млрд рублей", "dwa mln zł": a small number in words takes the abbreviation of a scale that elsewhere needs digits.
    pub(super) fn times_abbreviated(&self, number: &mut Number) -> Option<()> {
        let next = self.view.token(number.end).filter(|next| next.is_word_on_line() && next.length > 1)?;
        let is_small = number.value >= Decimal::ONE && number.value < Decimal::from(1000);
        let may_be = next.word.may_begin(Roles::of(Role::ScaleAfterDigits)) && number.scale.is_none();
        let piece = self.scale_after_digits(number.end).filter(|_| is_small && may_be)?;
        let [Part::Scale(scale)] = piece.parts.as_slice() else { return None };
        number.value = number.value.checked_mul(*scale)?;
        (number.scale, number.end) = (Some(*scale), piece.end);
        Some(())
    }

    fn scale_after_digits(&self, at: usize) -> Option<Piece> {
        let view = self.view;
        let phrase = view.lexicon.longest(view.tokens, at, Roles::of(Role::ScaleAfterDigits))?;
        if is_kelvin(view, at) {
            return None;
        }
        let scale = view.lexicon.value(phrase.node, Role::ScaleAfterDigits)?;
        // "2,3 тис. осіб": the stop belongs to the abbreviation unless the sentence ends there.
        let mut end = phrase.end;
        let token = view.token(at)?;
        // "67 tys. Palestyńczyków", "104,3 тыс. ДТП": what has a capital anywhere, in a form in which it is counted.
        let is_counted = |at: usize| self.is_currency(at) || view.cue(at, "counted_name").is_some();
        if end == at + 1
            && view.token(end).is_some_and(|stop| stop.is_mark('.') && stop.is_joined())
            && view.token(end + 1).is_some_and(|next| {
                next.is_on_line() && next.gap == Gap::Space && (!next.is_capital || is_counted(end + 1))
            })
            && token.length > 1
        {
            end += 1;
        }
        let end = if is_counted(end) { end } else { view.without_stop(end) };
        Some(Piece { end, parts: smallvec![Part::Scale(scale)], is_ordinal: false, is_respelled: false })
    }

    /// "1,2 M", "3 Cr": a scale otherwise read only in money, where it and the digits are all that the document says.
    fn scale_that_ends(&self, at: usize, number: &Number) -> Option<Piece> {
        let view = self.view;
        let is_opened = number.first == 0 || number.first == 1 && view.before(1).is_some_and(|sign| sign.is_mark('-'));
        let phrase = (view.is_whole && is_opened)
            .then(|| view.lexicon.longest(view.tokens, at, Roles::of(Role::ScaleInMoney)))
            .flatten()?;
        let stop = view.token(phrase.end).is_some_and(|stop| stop.is_mark('.'));
        // "10 grand" is money.
        let is_money = view.lexicon.longest(view.tokens, at, Roles::of(Role::Money)).is_some();
        if is_money || phrase.end + usize::from(stop) < view.tokens.len() {
            return None;
        }
        let scale = view.lexicon.value(phrase.node, Role::ScaleInMoney)?;
        Some(Piece { end: phrase.end, parts: smallvec![Part::Scale(scale)], is_ordinal: false, is_respelled: false })
    }

    /// Where a unit that begins with the word at `at` ends: 千瓦 is a kilowatt, mil·ligram no thousand, m² no million.
    fn unit_end(&self, at: usize) -> usize {
        let view = self.view;
        let mut roles = Roles::any(&[Role::Unit, Role::Duration]);
        if view.lexicon.per_character() {
            roles.insert(Role::Money);
            // "1조각" is one piece and no trillion.
            roles.insert(Role::Counter);
            roles.insert(Role::Percent);
        }
        let word = view.lexicon.longest(view.tokens, at, roles).map_or(at, |phrase| phrase.end);
        let symbol = view.shared.after(view.text, view.tokens, at, |sign| matches!(sign, Sign::Unit(..)).then_some(()));
        symbol.map_or(word, |(end, ())| word.max(end))
    }

    /// Whether a currency's code or sign stands at token `at`: what is before it was no sentence.
    fn is_currency(&self, at: usize) -> bool {
        let view = self.view;
        view.token(at).is_some_and(|token| token.is_on_line())
            && view
                .shared
                .after(view.text, view.tokens, at, |sign| {
                    matches!(sign, Sign::Code(_) | Sign::Currency(..)).then_some(())
                })
                .is_some()
    }

    fn fused(&mut self, at: usize) -> Option<Piece> {
        let view = self.view;
        let token = view.token(at)?;
        let surface = token.text(view.text);
        if !token.is_fused {
            return None;
        }
        self.folded.clear();
        fold_into(surface, self.folded);
        if token.ending != 0 {
            let (parts, _) = view.lexicon.with_ending(self.folded)?;
            return Some(Piece { end: at + 1, parts, is_ordinal: false, is_respelled: false });
        }
        let mut split = view.lexicon.fused.as_ref()?.split(self.folded)?;
        // "achttienvierentachtig": the halves of a year written together.
        if view.lexicon.switches.fused_pairs
            && let [Part::Add(century), Part::Add(years), ..] = split.parts.as_slice()
            && (Decimal::from(11)..=Decimal::from(20)).contains(century)
            && *years < Decimal::from(100)
            && !split.is_ordinal
        {
            split.parts.insert(1, Part::Scale(Decimal::from(100)));
        }
        Some(Piece { end: at + 1, parts: split.parts, is_ordinal: split.is_ordinal, is_respelled: false })
    }
}

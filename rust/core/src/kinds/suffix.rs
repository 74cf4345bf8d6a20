//! What stands behind a number and makes it an amount: per cent, a currency, a unit, a length of time.

use compact_str::CompactString;

use super::date::is_of_our_times;
use super::ordinal::is_second;
use super::{magnitude, money, percent, quotient, weight};
use crate::decimal::Decimal;
use crate::figure::{Flag, Flags, Kind};
use crate::lexicon::{HEDGES_BEFORE, Role, Roles, Sign};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, Sort, View, digits_value};
use crate::token::Token;

/// What a number is a number of.
#[derive(Clone, Debug)]
pub(crate) struct Suffix {
    pub(crate) kind: Kind,
    pub(crate) unit: CompactString,
    /// What one of it is worth in the unit: a decade is ten years.
    pub(crate) factor: Decimal,
    pub(crate) flags: Flags,
    pub(crate) end: usize,
}

impl Suffix {
    /// A unit of time, up to token `end`.
    pub(crate) fn duration(unit: &'static str, end: usize) -> Self {
        let unit = CompactString::const_new(unit);
        Self { kind: Kind::Duration, unit, factor: Decimal::ONE, flags: Flags::default(), end }
    }

    /// Years, up to token `end`.
    pub(crate) fn years(end: usize) -> Self {
        Self::duration("a", end)
    }

    /// Per cent, up to token `end`.
    pub(crate) fn percent(end: usize) -> Self {
        Self { kind: Kind::Percent, unit: "%".into(), factor: Decimal::ONE, flags: Flags::default(), end }
    }
}

const WORDS: Roles = Roles::any(&[
    Role::Percent,
    Role::PercentPoints,
    Role::PerMille,
    Role::Money,
    Role::MoneyMinor,
    Role::Duration,
    Role::Unit,
]);

/// The suffix of `number`, right behind it or behind a hyphen, an article ("half an hour") or an "of" ("millions of dollars").
pub(crate) fn suffix(view: &View, number: &Number) -> Option<Suffix> {
    if matches!(number.sort, Sort::Ordinal | Sort::Multiplier) {
        return None;
    }
    if let Some(own) = within(view, number).or_else(|| unsaid_one(view, number)) {
        return Some(own);
    }
    if let Some(direct) = suffix_at(view, number.end, number) {
        return (!is_second(view, number)).then_some(direct);
    }
    if let Some(before) = unit_before(view, number) {
        return Some(before);
    }
    // "Two more years", "3 weitere Stunden": a word of addition may stand between.
    let is_on_line = |at: usize| view.token(at).is_some_and(Token::is_on_line);
    let more = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Others));
    let more = more.filter(|more| is_on_line(number.end) && is_on_line(more.end));
    if let Some(behind) = more.and_then(|more| word(view, more.end)) {
        return Some(behind);
    }
    // "les six premiers mois", "los tres últimos días": so may a word for the first or last of them.
    let is_first = || {
        let place = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Ordinal))?;
        (view.lexicon.value(place.node, Role::Ordinal) == Some(Decimal::ONE)).then_some(place.end)
    };
    if number.value > Decimal::ONE
        && is_on_line(number.end)
        && let Some(end) = ["before_unit", "placed"].iter().find_map(|key| view.cue(number.end, key)).or_else(is_first)
        && let Some(behind) = word(view, end).filter(|unit| unit.kind == Kind::Duration)
        && is_on_line(end)
    {
        return Some(behind);
    }
    let is_scaled = number.scale.is_some_and(|scale| scale >= Decimal::from(1000));
    let takes_of = is_scaled
        || matches!(number.sort, Sort::Vague | Sort::Collective | Sort::Fraction)
        || !number.value.is_whole() && number.is_formatted && !number.has_digits;
    // "5 million a year": behind a scale the article opens what it is stated per.
    let link = Roles::any(&[Role::DateOf, Role::LabelLink]);
    let links = if is_scaled { link } else { link.or(Roles::of(Role::Article)) };
    let is_half = number.value < Decimal::ONE;
    if !takes_of && !is_half {
        return None;
    }
    let wanted = if takes_of { links } else { Roles::any(&[Role::Article, Role::DateOf]) };
    let mut at = number.end;
    for _ in 0..2 {
        let Some(link) = view.lexicon.longest(view.tokens, at, wanted) else { break };
        at = link.end;
        // "gli 0,49 di un anno prima": when it was.
        let is_ago = |found: &Suffix| {
            let then = || view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Earlier));
            number.has_digits
                && found.kind == Kind::Duration
                && (view.cue(found.end, "ago").is_some() || then().is_some())
        };
        if let Some(found) = suffix_at(view, at, number).filter(|found| at > number.end && !is_ago(found)) {
            return Some(found);
        }
    }
    None
}

/// The length of time that a number word is joined to: dreitägig, двухнедельный.
pub(crate) fn ending(view: &View, number: &Number) -> Option<Suffix> {
    let node = view.before(number.end)?.ending;
    let (factor, unit) = view.lexicon.coded(node, Role::DurationEnding)?;
    Some(Suffix { kind: Kind::Duration, unit: unit.into(), factor, flags: Flags::default(), end: number.end })
}

/// The unit that a number word has in it: ساعتين are two hours, полчаса thirty minutes.
fn within(view: &View, number: &Number) -> Option<Suffix> {
    let phrase = view.lexicon.longest(view.tokens, number.first, Roles::of(Role::WithNumber))?;
    let (_, unit) = view.lexicon.coded(phrase.node, Role::WithNumber).filter(|_| phrase.end == number.end)?;
    let kind = match unit {
        "%" | "[pp]" => Kind::Percent,
        "s" | "min" | "h" | "d" | "wk" | "mo" | "a" => Kind::Duration,
        code if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) => Kind::Money,
        _ => Kind::Measure,
    };
    Some(Suffix { kind, unit: unit.into(), factor: Decimal::ONE, flags: Flags::default(), end: number.end })
}

/// "لمدة ساعة": the unit of time that is all of an amount whose one is not said.
fn unsaid_one(view: &View, number: &Number) -> Option<Suffix> {
    if !number.flags.contains(Flag::Implicit) {
        return None;
    }
    word(view, number.first).filter(|found| found.kind == Kind::Duration && found.end == number.end)
}

/// 连续5日, 3日ぶり, 3일 연속: days that words beside them say are counted, where a day of a month is written alike.
pub(crate) fn days_counted(view: &View, number: &Number) -> Option<Suffix> {
    if !view.lexicon.per_character() {
        return None;
    }
    let mark = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::DayAfter))?;
    let behind = || view.token(mark.end).is_some_and(Token::is_on_line) && view.cue(mark.end, "days_before").is_some();
    let before = || {
        let (_, cue) = view.lexicon.longest_before(view.tokens, number.first, Roles::of(Role::Cue))?;
        view.lexicon.name(cue.node, Role::Cue).filter(|name| *name == "days_behind")
    };
    // "五日" that is all of a text has no month to be a day of; in digits it may.
    let is_all = view.is_whole && number.first == 0 && mark.end == view.tokens.len() && !number.has_digits;
    (is_all || behind() || before().is_some()).then(|| Suffix::duration("d", mark.end))
}

/// The suffix at token `at`.
pub(crate) fn suffix_at(view: &View, at: usize, number: &Number) -> Option<Suffix> {
    let token = view.token(at).filter(|token| token.is_on_line())?;
    // "155-мм", "12-month": a hyphen joins the adjective to its number.
    let is_bound = is_hyphen(token.first) && !token.is_word() && token.is_joined() && view.token(at + 1)?.is_joined();
    let from = at + usize::from(is_bound);
    let by_word = word(view, from);
    let by_sign = sign(view, from, number);
    // 500 SEK are kronor, though "sek" are seconds.
    let is_code = || view.token(from).is_some_and(|token| view.shared.code(token.text(view.text)).is_some());
    let mut found = match (by_word, by_sign) {
        (Some(word), Some(sign)) => {
            // 500 Ft are forints, though "ft" are feet.
            let is_money = sign.kind == Kind::Money && word.kind == Kind::Measure;
            // "5 J" are joules, though "5 j" are days.
            let is_symbol = || view.token(from).is_some_and(|token| token.length == 1 && token.is_capital);
            let is_sign = is_money || is_code() || sign.kind == Kind::Measure && is_symbol();
            if sign.end > word.end || sign.end == word.end && is_sign { sign } else { word }
        }
        (word, sign) => word.or(sign)?,
    };
    percent::own(view, number, from, &found)?;
    found = weight::weighed(view, number, from, found);
    found.end = view.without_stop(found.end).max(from + 1);
    // "五五折": two digits of tenths are per cent.
    if found.kind == Kind::Percent && found.factor > Decimal::ONE && number.value > found.factor {
        found.factor = Decimal::ONE;
    }
    // "75 USD million": the scale behind the code.
    if found.kind == Kind::Money
        && number.scale.is_none()
        && number.has_digits
        && let Some(scale) = view.lexicon.longest(view.tokens, found.end, Roles::of(Role::Scale))
        && let Some(by) = view.lexicon.value(scale.node, Role::Scale).filter(|by| *by >= Decimal::from(1_000_000))
        && view.token(found.end).is_some_and(|token| token.is_on_line())
        && is_code()
    {
        found.factor = found.factor.checked_mul(by)?;
        found.end = scale.end;
    }
    if let Some(end) = quotient::per_hundred(view, &found) {
        found.unit = compact_str::format_compact!("{}/(100.km)", found.unit);
        found.end = end;
    } else if let Some((unit, end)) = quotient::divided(view, &found) {
        (found.unit, found.end) = (unit, view.without_stop(end));
    }
    Some(found)
}

/// "שקל אחד", "شهر واحد", "siku tatu": where the word for one or every number stands behind what it counts, the first of the unit and the unit.
pub(crate) fn before_one(view: &View, number: &Number) -> Option<(usize, Suffix)> {
    let switches = &view.lexicon.switches;
    let is_word = !number.has_digits && number.end == number.first + 1;
    let is_one = switches.one_follows && is_word && number.value == Decimal::ONE && number.sort == Sort::Plain;
    view.token(number.first).filter(|one| (is_one || switches.unit_first) && one.is_on_line())?;
    // "umri wa miaka 40", "saa mbili usiku": an age, and a time of day.
    let other = view.lexicon.longest_before(view.tokens, number.first, Roles::of(Role::AgeBefore)).is_some()
        || view.lexicon.longest(view.tokens, number.end, Roles::of(Role::TimeAfter)).is_some();
    if !is_one && other {
        return None;
    }
    if let Some((first, _)) = view.lexicon.longest_before(view.tokens, number.first, WORDS) {
        let unit = word(view, first).filter(|unit| unit.end == number.first)?;
        return Some((first, Suffix { end: number.end, ..unit }));
    }
    // "km 25"
    let first = number.first.checked_sub(1).filter(|_| switches.unit_first)?;
    let symbol = |sign: &Sign| match sign {
        Sign::Unit(unit, false) => Some((Kind::Measure, unit.clone())),
        Sign::Duration(unit, false) => Some((Kind::Duration, unit.clone())),
        _ => None,
    };
    let (end, (kind, unit)) = view.shared.after(view.text, view.tokens, first, symbol)?;
    let unit = Suffix { kind, unit, factor: Decimal::ONE, flags: Flags::default(), end };
    (end == number.first).then_some(())?;
    Some((first, Suffix { end: number.end, ..unit }))
}

/// "magnitude 6.2", "between 4.1 and 5": a unit that is an annotation may stand before its number, which alone is the amount as written.
fn unit_before(view: &View, number: &Number) -> Option<Suffix> {
    let found =
        |unit| Suffix { kind: Kind::Measure, unit, factor: Decimal::ONE, flags: Flags::default(), end: number.end };
    if magnitude::is_behind_letter(view, number) {
        return Some(found(CompactString::const_new("{magnitude}")));
    }
    // "magnitudo superiore a 4"
    let links = Roles::any(&[Role::DateOf, Role::RangeOpen]).or(HEDGES_BEFORE);
    let of = view.lexicon.longest_before(view.tokens, number.first, links);
    let hyphen = view.before(number.first).is_some_and(|mark| is_hyphen(mark.first) && mark.is_joined());
    let end = of.map_or(number.first - usize::from(hyphen), |(first, _)| first);
    if magnitude::is_of_quake(view, number, end) {
        return Some(found(CompactString::const_new("{magnitude}")));
    }
    let (first, phrase) = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Unit))?;
    let unit = view.lexicon.name(phrase.node, Role::Unit).filter(|unit| unit.starts_with('{'))?;
    // "35 балів зі 100": the number before has it.
    if view.before(first).is_some_and(Token::is_digits) {
        return None;
    }
    Some(found(unit.clone()))
}

pub(super) fn word(view: &View, at: usize) -> Option<Suffix> {
    let phrase = view.lexicon.longest(view.tokens, at, WORDS).filter(|word| !money::opens_noun(view, at, word))?;
    let lexicon = view.lexicon;
    let roles = lexicon.roles(phrase.node);
    let mut found = Suffix::percent(phrase.end);
    if roles.has(Role::Percent) {
    } else if roles.has(Role::PercentPoints) {
        found.unit = "[pp]".into();
    } else if roles.has(Role::PerMille) {
        found.unit = "[ppth]".into();
    } else if let Some((factor, code)) = lexicon.coded(phrase.node, Role::Money) {
        (found.kind, found.factor, found.unit) = (Kind::Money, factor, code.into());
        if roles.has(Role::MoneyAmbiguous) {
            found.flags.insert(Flag::AmbiguousCurrency);
        }
    } else if let Some((factor, code)) = lexicon.coded(phrase.node, Role::MoneyMinor) {
        (found.kind, found.unit) = (Kind::Money, code.into());
        found.factor = factor.checked_mul(money::hundredth())?;
    } else if let Some((factor, unit)) = lexicon.coded(phrase.node, Role::Duration) {
        // "3.5 عام 2014": so much in that year.
        let year = view.token(phrase.end).filter(|year| year.is_digits() && year.length == 4 && year.is_on_line());
        let year = year.and_then(|year| digits_value(view.text, year)?.to_u32());
        if year.is_some_and(is_of_our_times) && roles.has(Role::YearBefore) {
            return None;
        }
        (found.kind, found.factor, found.unit) = (Kind::Duration, factor, unit.into());
    } else if let Some((factor, unit)) = lexicon.coded(phrase.node, Role::Unit) {
        // "altre due di magnitudo 5,1": the number behind has it.
        if unit.starts_with('{') && view.token(phrase.end).is_some_and(|next| next.is_digits() && next.is_on_line()) {
            return None;
        }
        (found.factor, found.unit) = (factor, unit.into());
        // "三成", "三割": tenths are told in per cent.
        if found.unit != "%" {
            found.kind = Kind::Measure;
        }
    }
    Some(found)
}

fn sign(view: &View, at: usize, number: &Number) -> Option<Suffix> {
    let is_joined = view.token(at).is_some_and(|token| token.is_joined());
    if let Some(code) = small_code(view, at, number) {
        return Some(code);
    }
    let found = |kind, unit: &CompactString, factor| {
        Some(Suffix { kind, unit: unit.clone(), factor, flags: Flags::default(), end: 0 })
    };
    let tokens = before_unit(view, at);
    let (end, suffix) =
        view.shared.after(view.text, tokens, at, |sign| match sign {
            Sign::Percent => found(Kind::Percent, &"%".into(), Decimal::ONE),
            Sign::PerMille => found(Kind::Percent, &"[ppth]".into(), Decimal::ONE),
            Sign::Code(code) => found(Kind::Money, code, Decimal::ONE),
            Sign::Currency(code, is_ambiguous) => {
                let mut suffix = found(Kind::Money, code, Decimal::ONE)?;
                if *is_ambiguous {
                    suffix.flags.insert(Flag::AmbiguousCurrency);
                }
                Some(suffix)
            }
            Sign::Cent(code) => found(Kind::Money, code, money::hundredth()),
            // A letter alone needs evidence: it touches digits, or nothing of a sentence follows.
            Sign::Unit(unit, is_weak) => (!is_weak || is_evident(view, at, number, is_joined))
                .then(|| found(Kind::Measure, unit, Decimal::ONE))?,
            Sign::Duration(unit, is_weak) => (!is_weak || is_evident(view, at, number, is_joined))
                .then(|| found(Kind::Duration, unit, Decimal::ONE))?,
        })?;
    // "12 $5 bills", "%25'ten %24'e": the sign belongs to the number behind it.
    let opens_next = matches!(suffix.kind, Kind::Money | Kind::Percent)
        && (!is_joined || at > number.end)
        && view.token(end).is_some_and(|token| token.is_digits() && token.is_joined());
    // A symbol is a word of its own.
    let is_cut = view.before(end).is_some_and(|token| token.is_word())
        && view.token(end).is_some_and(|token| token.is_joined() && (token.is_word() || token.is_digits()));
    let is_clock = suffix.kind == Kind::Duration && view.token(end).is_some_and(|token| token.is_digits());
    // "18 F-16's": the letter of a model.
    let is_model = view.before(end).is_some_and(|token| token.is_word() && token.length == 1)
        && view.token(end).is_some_and(|mark| is_hyphen(mark.first) && mark.is_joined())
        && view.token(end + 1).is_some_and(|token| token.is_digits() && token.is_joined());
    (!(opens_next || is_model || is_cut && !is_clock)).then_some(Suffix { end, ..suffix })
}

/// "12 m 2 dm", "5 ft 2 in": the tokens up to digits that have a unit of their own, which are no power of the unit before.
fn before_unit<'v>(view: &View<'v>, at: usize) -> &'v [Token<'v>] {
    let power = at + 1;
    let is_apart = view.token(power).is_some_and(|digits| digits.is_digits() && !digits.is_joined());
    let is_own = is_apart
        && view
            .shared
            .after(view.text, view.tokens, power + 1, |sign| matches!(sign, Sign::Unit(..)).then_some(()))
            .is_some();
    view.tokens.get(..if is_own { power } else { view.tokens.len() }).unwrap_or(view.tokens)
}

/// "125 cad" in a cell of its own: an ISO 4217 code in small letters, which in prose would be a word.
fn small_code(view: &View, at: usize, number: &Number) -> Option<Suffix> {
    let is_cell = view.is_whole && view.tokens.len() <= 8;
    let token = view.token(at).filter(|token| is_cell && number.has_digits && token.is_word() && token.length == 3)?;
    let capitals = token.text(view.text).to_ascii_uppercase();
    let code = view.shared.code(&capitals).filter(|_| token.word.number == 0 && !token.is_capital)?;
    Some(Suffix { kind: Kind::Money, unit: code.clone(), factor: Decimal::ONE, flags: Flags::default(), end: at + 1 })
}

/// Whether a one-letter symbol behind `number` is a unit here.
fn is_evident(view: &View, at: usize, number: &Number, is_joined: bool) -> bool {
    if !number.has_digits {
        return false;
    }
    if is_joined {
        return true;
    }
    // A word of the language (a, in, t') is that word, unless a stop or nothing follows.
    let is_function = view.roles_at(at).meets(Roles::any(&[Role::Function, Role::Article, Role::And, Role::DateOf]));
    // "100 m", but "m-au sunat": a word only where a hyphen joins it to the next.
    let is_bound =
        || view.token(at + 1).is_some_and(|mark| mark.is_joined() && is_hyphen(mark.first) && !mark.is_word());
    // "3 m lei": millions.
    let is_word = || view.roles_at(at + 1).has(Role::Money) || is_bound();
    let is_function = is_function && (view.cue(at, "clitic").is_none() || is_word());
    let token = view.token(at);
    let follows = view.token(at + 1).is_some_and(|next| next.is_word() && next.is_capital && !next.is_on_line());
    !is_function && !follows && token.is_some_and(|token| token.is_on_line())
}

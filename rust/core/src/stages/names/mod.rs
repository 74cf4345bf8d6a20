//! Stage 3: digits and number words that are names: T-72, Су-34, COVID-19, @user24, links, telephone numbers, 1.2.3.4.
//!
//! Tokens in, a mask out: no number may touch a masked token.

mod telephone;

use std::sync::OnceLock;

use regex::Regex;
use smallvec::SmallVec;

use telephone::mask_telephone;

use super::read::{View, digits_value, numeric_run};
use crate::decimal::Decimal;
use crate::lexicon::{Role, Roles, Sign};
use crate::stages::fold::{is_apostrophe, is_hyphen};
use crate::token::{Class, Gap, Token, is_ideograph};

/// Links, addresses and handles.
const ADDRESS: &str = r"(?xi)
    ^[^\p{L}\d@\#]* (?:
      [a-z][a-z0-9+.-]*:// .*                 # https://...
    | www\. .*
    | [\w.+-]+@[\w-]+\.[\w.-]+ .*             # mail address
    | [@\#] \w .*                             # handle, hashtag
    | (?:[\w-]+\.)+(?:com|org|net|info|gov|edu|int|eu|[a-z]{2})/ .*
    | (?:[\w-]+\.)+(?:com|org|net|info|gov|edu)\W*
    )$";

/// Letters and then digits in one word, with or without a hyphen: the model of a weapon, a road, a virus.
const DESIGNATION: &str =
    r"(?x) ^ \W* (?P<letters> \p{L}[\p{L}\d.]*? ) [-\u{2010}\u{2011}]? \d [\p{L}\d]* (?: [-/.'’] [\p{L}\d]+ )* \W* $";

/// Words after digits that make them an amount, an ordinal or a time rather than a name.
const SUFFIX: Roles = Roles::any(&[
    Role::OrdinalMark,
    Role::MultiplierMark,
    Role::ScaleAfterDigits,
    Role::ScaleInMoney,
    Role::Scale,
    Role::Unit,
    Role::Duration,
    Role::Money,
    Role::MoneyMinor,
    Role::Percent,
    Role::PercentPoints,
    Role::AgeAfter,
    Role::TimeAfter,
    Role::Am,
    Role::Pm,
    Role::YearAfter,
    Role::NumberEnding,
    Role::Counter,
]);

/// Marks every token that is part of a name. `masked` is as long as the tokens.
pub(crate) fn mask(view: &View, masked: &mut [bool]) {
    let mut done = 0;
    let mut digits: SmallVec<[usize; 16]> = SmallVec::new();
    for (place, token) in view.tokens.iter().enumerate() {
        match token.class {
            Class::Word => continue,
            Class::Digits => digits.push(place),
            Class::Mark if !matches!(token.first, '/' | '@' | '#') => continue,
            Class::Mark => {}
        }
        if place < done {
            continue;
        }
        let mut at = place;
        while at > done && view.token(at).is_some_and(|token| token.gap == Gap::None) {
            at -= 1;
        }
        let end = chunk_end(view, place);
        let has_digits = view.tokens.get(at..end).is_some_and(|chunk| chunk.iter().any(Token::is_digits));
        if end - at > 1 {
            mask_chunk(view, at, end, has_digits, masked);
        }
        done = end;
    }
    for at in digits {
        if !masked.get(at).copied().unwrap_or(true) {
            mask_telephone(view, at, masked);
            mask_coordinates(view, at, masked);
            mask_arc(view, at, masked);
            if view.cue(at + 1, "numbered").is_some() || is_called(view, at) {
                set(masked, at, at + 1);
            }
            mask_after_cue(view, at, masked);
            mask_house(view, at, masked);
            mask_point(view, at, masked);
        }
    }
}

fn chunk_end(view: &View, at: usize) -> usize {
    let mut end = at + 1;
    while view.token(end).is_some_and(|token| token.gap == Gap::None) {
        end += 1;
    }
    end
}

fn set(masked: &mut [bool], from: usize, to: usize) {
    if let Some(cells) = masked.get_mut(from..to.min(masked.len())) {
        cells.fill(true);
    }
}

/// One word with all that touches it.
fn mask_chunk(view: &View, at: usize, end: usize, has_digits: bool, masked: &mut [bool]) {
    const LONGEST: usize = 400;
    let (Some(first), Some(last)) = (view.token(at), view.token(end - 1)) else { return };
    let text = view.text.get(first.start as usize..last.end as usize).unwrap_or("");
    let is_address =
        text.len() <= LONGEST && text.contains(['/', '@', '#', '.']) && text.contains(|c: char| c.is_alphabetic());
    if is_address && address().is_match(text) {
        set(masked, at, end);
        return;
    }
    if !has_digits {
        return;
    }
    for place in at..end {
        let Some(token) = view.token(place).filter(|token| token.is_digits()) else { continue };
        if masked.get(place).copied().unwrap_or(false) {
            continue;
        }
        mask_letters_before(view, at, end, place, masked);
        mask_letters_after(view, place, end, masked);
        // Version numbers and network addresses: no thousands, no date.
        let run = numeric_run(view.tokens, place, &['.']);
        let mut lengths = run.tokens().filter_map(|at| view.token(at)).map(|token| token.length);
        let is_date = run.count == 3 && lengths.clone().all(|length| matches!(length, 1 | 2 | 4));
        let is_grouped = token.length <= 3 && lengths.by_ref().skip(1).all(|length| length == 3);
        // 27:00, 25:61: digits of a clock that show no time.
        let clock = numeric_run(view.tokens, place, &[':']);
        if let Some([hour, minute]) = clock.exactly()
            && let (Some(hour), Some(minute)) = (view.token(hour), view.token(minute))
            && minute.length == 2
            && hour.length <= 2
            && (digits_value(view.text, hour) > Some(Decimal::from(24))
                || digits_value(view.text, minute) > Some(Decimal::from(59)))
        {
            set(masked, place, clock.end);
        }
        // 24/7, 120/80: no part of one and no rising range. 9/11: it may be a day.
        let slashed = numeric_run(view.tokens, place, &['/']);
        if let Some([left, right]) = slashed.exactly()
            && let (Some(left), Some(right)) = (view.token(left), view.token(right))
            && let (Some(high), Some(low)) = (digits_value(view.text, left), digits_value(view.text, right))
            && !(view.is_whole && view.tokens.len() <= slashed.end - place + 1 && !low.is_zero())
            && (high > low && left.length <= 3 || is_day(high, low) && view.tokens.len() > slashed.end - place)
        {
            set(masked, place, slashed.end);
        }
        if run.count > 2 && !is_grouped && !is_date && !run.is_cut {
            set(masked, place, run.end);
        }
    }
}

/// Whether two numbers over a slash may be a day and a month, and are no usual part of one.
fn is_day(left: Decimal, right: Decimal) -> bool {
    let is_part = matches!(right.mantissa(), 2..=6 | 8 | 10 | 12 | 16 | 20) || left == Decimal::ONE;
    left <= Decimal::from(31) && right <= Decimal::from(31) && !is_part
}

/// `T-72`, `TB2`, `M142`: but not `USD34`, `R$5`, `танки-12`, `mid-2022`.
fn mask_letters_before(view: &View, at: usize, end: usize, place: usize, masked: &mut [bool]) {
    let Some(before) = place.checked_sub(1).filter(|before| *before >= at) else { return };
    let Some(touching) = view.token(before) else { return };
    let hyphen = is_hyphen(touching.first) && !touching.is_word();
    let word = if hyphen { before.checked_sub(1).filter(|word| *word >= at) } else { Some(before) };
    let Some((word, letters)) = word.and_then(|word| Some((word, view.token(word)?))) else { return };
    // Characters of a script without spaces say nothing of the digits behind them; words joined before them are no names.
    let stands_apart = view.lexicon.per_character() && is_ideograph(letters.first)
        || view.roles_at(word).meets(Roles::any(&[Role::JoinedBefore, Role::OrdinalBefore]));
    if !letters.is_word() || stands_apart {
        return;
    }
    // 1h30, 1min3sec: a sign of time between digits.
    let is_clock = !hyphen
        && letters.is_joined()
        && view.before(word).is_some_and(|token| token.is_digits())
        && view
            .shared
            .after(view.text, view.tokens, word, |sign| matches!(sign, Sign::Duration(..)).then_some(()))
            .is_some_and(|(end, ())| end == place);
    if is_clock {
        return;
    }
    // "3km-5km": the same sign behind both.
    let is_unit = hyphen
        && letters.is_joined()
        && view.before(word).is_some_and(Token::is_digits)
        && view
            .token(place + 1)
            .is_some_and(|unit| unit.is_joined() && unit.text(view.text) == letters.text(view.text));
    if is_unit {
        return;
    }
    let is_code = view.shared.before(view.text, view.tokens, word + 1, |sign| {
        matches!(sign, Sign::Code(_) | Sign::Currency(..)).then_some(())
    });
    let roles = view.roles_at(word);
    let open = Roles::any(&[
        Role::Category,
        Role::OutcomeNoun,
        Role::Money,
        Role::YearBefore,
        Role::ApproxBefore,
        Role::Month,
    ]);
    let is_elided = letters.text(view.text).ends_with(is_apostrophe);
    // "С-400", "Shahed-136": a capital behind a word of the line, or a word that names what a number follows. Behind a comma it
    // may be a label of a list: "Танки-12, ББМ-15".
    let follows_word = letters.is_on_line() && view.before(word).is_some_and(Token::is_word);
    let is_model = roles.has(Role::NameBefore)
        || letters.is_capital && follows_word && (letters.length == 1 || !view.lexicon.switches.capital_nouns);
    // "CVE-2024-3094" is no escudos.
    let is_serial = hyphen
        && view.token(place + 1).is_some_and(|mark| mark.is_joined() && is_hyphen(mark.first))
        && view.token(place + 2).is_some_and(|part| part.is_joined() && part.is_digits());
    // "RM-70" is no money: letters of a code touch their amount or stand apart.
    let is_lettered = hyphen && letters.text(view.text).chars().all(char::is_alphabetic);
    let is_sign = is_code.is_some() && !is_serial && !is_lettered || !hyphen && roles.has(Role::MoneyBefore);
    if is_sign || is_elided || hyphen && !is_model && (roles.meets(open) || roles.has(Role::Cardinal)) {
        return;
    }
    let (Some(first), Some(last)) = (view.token(word), view.token(end - 1)) else { return };
    let text = view.text.get(first.start as usize..last.end as usize).unwrap_or("");
    if !hyphen || text.len() > 64 || designation().is_match(text) {
        let mut stop = place + 1;
        while stop < end
            && view
                .token(stop)
                .is_some_and(|t| t.is_word() || t.is_digits() || is_hyphen(t.first) || matches!(t.first, '.' | '/'))
        {
            stop += 1;
        }
        set(masked, word, stop);
    }
}

/// `76ers`, `3D`, `39A`: letters that touch digits and say nothing of an amount.
fn mask_letters_after(view: &View, place: usize, end: usize, masked: &mut [bool]) {
    let after = place + 1;
    let Some(letters) = view.token(after).filter(|token| token.is_word() && after < end) else { return };
    let known = view.lexicon.longest(view.tokens, after, SUFFIX).is_some_and(|phrase| phrase.end > after)
        || view.shared.after(view.text, view.tokens, after, Some).is_some()
        || is_scale_letter(view, after)
        || view.lexicon.per_character()
        || letters.length == 1 && matches!(letters.first, 's' | 'x' | 'х' | '×' | 'h')
        || letters.length == 1 && letters.first == 'c' && follows_money(view, place);
    if !known {
        set(masked, place, after + 1);
    }
}

/// "20 ringgit and 43c", "$20 and 43c": whether an amount of money stands right before, linked by one word at most.
fn follows_money(view: &View, place: usize) -> bool {
    let end = place - usize::from(view.before(place).is_some_and(|link| link.word.roles.has(Role::And)));
    let is_word = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Money)).is_some();
    let sign =
        |end| view.shared.before(view.text, view.tokens, end, |sign| matches!(sign, Sign::Currency(..)).then_some(()));
    is_word || view.before(end).is_some_and(Token::is_digits) && end > 1 && sign(end - 1).is_some()
}

/// A capital M or K right behind digits.
pub(crate) fn is_scale_letter(view: &View, at: usize) -> bool {
    view.token(at).is_some_and(|token| {
        token.is_joined()
            && token.length == 1
            && matches!(token.first, 'M' | 'K' | 'k' | 'К' | 'к' | 'B' | 'b' | 'Ｍ' | 'Ｋ' | 'ｋ')
            && !is_kelvin(view, at)
    })
}

/// "572 °F, 573.15K": whether the letter at `at` stands beside degrees, where it is no thousand.
pub(crate) fn is_kelvin(view: &View, at: usize) -> bool {
    const NEAR: usize = 10;
    let is_degree = |at: usize| view.token(at).is_some_and(|sign| matches!(sign.first, '°' | '℃' | '℉'));
    view.token(at).is_some_and(|letter| letter.first == 'K' && letter.length == 1)
        && (at.saturating_sub(NEAR)..at).rev().any(is_degree)
}

/// `48.4647, 35.0462`: two numbers of four decimals and more.
fn mask_coordinates(view: &View, at: usize, masked: &mut [bool]) {
    let is_degrees = |first: usize| {
        view.token(first).is_some_and(|whole| whole.is_digits() && whole.length <= 3)
            && view.token(first + 1).is_some_and(|point| point.is_mark('.') && point.is_joined())
            && view.token(first + 2).is_some_and(|part| part.is_digits() && part.is_joined() && part.length >= 4)
    };
    if view.token(at + 3).is_some_and(|comma| comma.is_mark(',')) && is_degrees(at) {
        let second = at + 4 + usize::from(view.token(at + 4).is_some_and(|sign| is_hyphen(sign.first)));
        if is_degrees(second) {
            set(masked, at, second + 3);
        }
    }
}

/// `82°14′`: degrees and minutes of an arc.
fn mask_arc(view: &View, at: usize, masked: &mut [bool]) {
    let mark = |place: usize, marks: &[char]| {
        view.token(place).is_some_and(|mark| !mark.is_word() && mark.is_joined() && marks.contains(&mark.first))
    };
    let is_minutes = view.token(at + 2).is_some_and(|minutes| minutes.is_digits() && minutes.length <= 2);
    if mark(at + 1, &['°', 'º']) && is_minutes && mark(at + 3, &['\u{2032}', '\'', '\u{2019}']) {
        set(masked, at, at + 4);
    }
}

/// "Le 3637 reste ouvert", "il 115 riceve": whether an article of one thing stands before a number of many, which is then its name.
fn is_called(view: &View, at: usize) -> bool {
    let Some(article) = at.checked_sub(1).filter(|article| view.cue(*article, "article_of_one") == Some(at)) else {
        return false;
    };
    let is_apart = view.token(article).is_some_and(|token| !token.is_joined() || token.is_on_line())
        && view.token(at).is_some_and(|token| token.is_on_line() && !token.is_joined());
    let value = view.token(at).and_then(|token| digits_value(view.text, token));
    // A day of a month, a year.
    let is_date = value.is_none_or(|value| {
        value <= Decimal::from(31) || value.to_u32().is_some_and(|year| (1000..2200).contains(&year))
    });
    let counted = SUFFIX.or(Roles::any(&[
        Role::Category,
        Role::OutcomeNoun,
        Role::Group,
        Role::RangeClose,
        Role::RangeJoiner,
        Role::OutOf,
        Role::Others,
    ]));
    let goes_on = view.token(at + 1).is_some_and(|next| {
        next.is_joined()
            && (next.is_word()
                || next.first != '.' && next.first != ','
                || view.token(at + 2).is_some_and(|more| more.is_joined() && more.is_digits()))
            || next.is_on_line() && (next.is_digits() || matches!(next.first, '%' | '‰') || is_hyphen(next.first))
            || next.is_word() && next.is_capital
    });
    // "Il 118 ha inviato": a word of grammar that looks like a unit.
    let is_grammar = view.roles_at(at + 1).has(Role::Function);
    let sign = !is_grammar && view.shared.after(view.text, view.tokens, at + 1, Some).is_some();
    is_apart && !is_date && !goes_on && !sign && view.lexicon.longest(view.tokens, at + 1, counted).is_none()
}

/// `№ 5`, `Resolution 2202`, `article 3`.
fn mask_after_cue(view: &View, at: usize, masked: &mut [bool]) {
    let cue = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::NameBefore));
    let is_on_line = view.token(at).is_some_and(|token| token.is_on_line());
    if cue.is_none() && !is_next_name(view, at, masked) || !is_on_line {
        return;
    }
    // "Article 5, 12 people" goes on after a comma and a space; "No. 5-7" does not.
    let mut run = numeric_run(view.tokens, at, &['.', '/', '-', ',']);
    while run.is_cut {
        run = numeric_run(view.tokens, run.end + 1, &['.', '/', '-', ',']);
    }
    // "The proposal of 8 months ago" may call the cue's name; with a unit of time or of money it is an amount.
    let units = Roles::any(&[Role::Duration, Role::Money, Role::Percent]);
    if view.token(run.end).is_some_and(|unit| unit.is_on_line() && !unit.is_joined())
        && view.lexicon.longest(view.tokens, run.end, units).is_some()
    {
        return;
    }
    // "numero verde 800 166 661": groups behind a cue are no thousands of a count, as nothing is counted.
    let mut end = run.end;
    while view.token(end).is_some_and(|next| next.is_on_line() && next.is_digits() && matches!(next.length, 2..=4)) {
        end += 1;
    }
    set(masked, at, end);
}

/// "resolutions 2202 and 2216": whether the number before in a list of two is a name and nothing is counted behind.
fn is_next_name(view: &View, at: usize, masked: &[bool]) -> bool {
    let Some(first) = at.checked_sub(2) else { return false };
    let is_alone = view.token(at + 1).is_none_or(|next| {
        !next.is_on_line() || !next.is_word() && !next.is_joined() || view.roles_at(at + 1).has(Role::Function)
    });
    is_alone
        && view.roles_at(at - 1).has(Role::And)
        && view.token(first).is_some_and(|token| token.is_digits() && !token.is_joined())
        && view.token(at).zip(view.token(first)).is_some_and(|(own, other)| own.length == other.length)
        && masked.get(first).copied().unwrap_or(false)
}

/// "27 Hill Road, 35": the number of a house behind its street and a comma.
fn mask_house(view: &View, at: usize, masked: &mut [bool]) {
    const NAME: usize = 5;
    let is_comma = |at: usize| view.token(at).is_some_and(|mark| mark.is_mark(','));
    let Some(before) = at.checked_sub(1) else { return };
    if view.before(at).is_some_and(Token::is_word) {
        mask_house_behind_name(view, at, masked);
        return;
    }
    let Some(comma) = Some(before).filter(|comma| is_comma(*comma)) else { return };
    let on_line = |at: usize| view.token(at).is_some_and(|token| token.is_on_line());
    let mut near = (comma.saturating_sub(NAME)..comma).rev().take_while(|at| on_line(*at) && !is_comma(*at));
    let named = near.any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::Street)).is_some());
    let is_joined = |at: usize| view.token(at).is_some_and(|next| next.is_joined() && !next.is_word());
    let counted = is_joined(at + 1) && is_joined(at + 2)
        || view.lexicon.longest(view.tokens, at + 1, Roles::any(&[Role::Category, Role::Outcome])).is_some();
    if named && !counted && on_line(at) && view.token(at).is_some_and(|token| token.length <= 3) {
        set(masked, at, at + 1);
    }
}

/// "przy ul. Długiej 27", "rue Victor Hugo 12": the number of a house right behind a name of capitals and its street.
fn mask_house_behind_name(view: &View, at: usize, masked: &mut [bool]) {
    const NAME: usize = 4;
    let is_capital =
        |at: usize| view.token(at).is_some_and(|word| word.is_word() && word.is_capital && word.is_on_line());
    let names = (at.saturating_sub(NAME)..at).rev().take_while(|at| is_capital(*at)).count();
    let mut street = at - names;
    if view.before(street).is_some_and(|stop| stop.is_mark('.') && stop.is_joined()) {
        street -= 1;
    }
    let is_street = street.checked_sub(1).is_some_and(|street| view.roles_at(street).has(Role::Street));
    // A name may hold the word: "Hill Road 35".
    let is_in_name = (at - names..at).any(|at| view.roles_at(at).has(Role::Street));
    let is_counted = view.token(at + 1).is_some_and(|next| next.is_word() && next.is_on_line())
        && !view.roles_at(at + 1).has(Role::Function);
    let is_number = view.token(at).is_some_and(|token| token.is_on_line() && token.length <= 3);
    if names > 0 && (is_street || is_in_name) && !is_counted && is_number {
        set(masked, at, at + 1);
    }
}

/// "1) the first point, 2) the second": a small number before a bracket that closes nothing counts the points of a list.
fn mask_point(view: &View, at: usize, masked: &mut [bool]) {
    const REACH: usize = 60;
    let is_small = view.token(at).is_some_and(|token| token.length <= 2);
    let closes = view.token(at + 1).is_some_and(|mark| mark.is_mark(')') && mark.is_on_line());
    let goes_on = view.token(at + 2).is_some_and(|next| next.is_on_line() && next.is_word());
    // A sign or a separator that touches it makes it part of an amount.
    let is_apart = at == 0 || view.token(at).is_some_and(|token| !token.is_joined());
    if !(is_small && closes && goes_on && is_apart) {
        return;
    }
    let before = view.tokens.get(at.saturating_sub(REACH)..at).unwrap_or(&[]);
    let bracket = before.iter().rev().find(|token| matches!(token.first, '(' | ')' | '[') && !token.is_word());
    if bracket.is_none_or(|bracket| bracket.is_mark(')')) {
        set(masked, at, at + 1);
    }
}

fn compiled<'r>(cell: &'r OnceLock<Option<Regex>>, pattern: &str) -> Option<&'r Regex> {
    cell.get_or_init(|| Regex::new(pattern).ok()).as_ref()
}

struct Pattern(Option<&'static Regex>);

impl Pattern {
    fn is_match(&self, text: &str) -> bool {
        self.0.is_some_and(|regex| regex.is_match(text))
    }
}

fn address() -> Pattern {
    static CELL: OnceLock<Option<Regex>> = OnceLock::new();
    Pattern(compiled(&CELL, ADDRESS))
}

fn designation() -> Pattern {
    static CELL: OnceLock<Option<Regex>> = OnceLock::new();
    Pattern(compiled(&CELL, DESIGNATION))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_compile_and_tell_names_apart() {
        for text in [
            "https://news.example/2024/05",
            "www.example.org/7",
            "@kyiv24",
            "#7news",
            "desk7@news.example",
            "site.com/12",
        ] {
            assert!(address().is_match(text), "{text}");
        }
        for text in ["12/30", "3.5", "24/7"] {
            assert!(!address().is_match(text), "{text}");
        }
        for text in ["T-72", "Су-34", "M142", "TB2", "COVID-19", "T-72B3,", "Х-101", "A320neo"] {
            assert!(designation().is_match(text), "{text}");
        }
    }
}

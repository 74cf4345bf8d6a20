//! Stage 3: digits and number words that are names: T-72, Су-34, COVID-19, @user24, links, telephone numbers, 1.2.3.4.
//!
//! Tokens in, a mask out: no number may touch a masked token.

mod joined;
mod telephone;
mod told;

use std::sync::OnceLock;

use regex::Regex;
use smallvec::SmallVec;

pub(crate) use joined::{is_kelvin, is_scale_letter};
use joined::{mask_letter_behind, mask_letters_after, mask_letters_before};
use telephone::mask_telephone;
use told::{
    is_called, is_listed_name, mask_added_time, mask_after_cue, mask_house, mask_issue, mask_joined_house, mask_point,
    mask_town,
};

use super::read::{View, digits_value, numeric_run, power};
use crate::decimal::Decimal;
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::token::{Class, Gap, Token};

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

/// Words after digits that make them so much of something.
const UNITS: Roles = Roles::any(&[
    Role::Unit,
    Role::Duration,
    Role::Money,
    Role::MoneyMinor,
    Role::Percent,
    Role::PercentPoints,
    Role::Scale,
    Role::ScaleAfterDigits,
]);

/// Words after digits that make them an amount, an ordinal or a time rather than a name.
const SUFFIX: Roles = UNITS.or(Roles::any(&[
    Role::OrdinalMark,
    Role::MultiplierMark,
    Role::ScaleInMoney,
    Role::AgeAfter,
    Role::TimeAfter,
    Role::Am,
    Role::Pm,
    Role::YearAfter,
    Role::NumberEnding,
    Role::Counter,
]));

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
        let is_joined = |at: usize| view.token(at).is_some_and(|token| token.gap == Gap::None);
        if token.gap != Gap::None && !is_joined(place + 1) {
            continue;
        }
        let mut at = place;
        while at > done && view.token(at).is_some_and(|token| token.gap == Gap::None) {
            at -= 1;
        }
        let end = chunk_end(view, place);
        let chunk = view.tokens.get(at..end).unwrap_or(&[]);
        let has_digits = chunk.iter().any(Token::is_digits);
        // Two groups and a point between are no name: "1.730".
        let is_pair = |token: &Token| token.first == '.' && end - at < 5;
        if end - at > 1 && chunk.iter().any(|token| may_name(token) && !is_pair(token)) {
            mask_chunk(view, at, end, has_digits, masked);
        }
        done = end;
    }
    let (has_cues, has_streets) = (view.may_have(Roles::of(Role::Cue)), view.may_have(Roles::of(Role::Street)));
    for at in digits {
        if !masked.get(at).copied().unwrap_or(true) {
            mask_telephone(view, at, masked);
            mask_coordinates(view, at, masked);
            mask_arc(view, at, masked);
            if has_cues && (view.cue(at + 1, "numbered").is_some() || is_called(view, at) || is_listed_name(view, at)) {
                set(masked, at, at + 1);
            }
            mask_after_cue(view, at, masked);
            if has_cues && view.lexicon.per_character() {
                mask_joined_house(view, at, masked);
            }
            if has_streets {
                mask_house(view, at, masked);
            }
            mask_point(view, at, masked);
            mask_added_time(view, at, masked);
            mask_issue(view, at, masked);
            mask_town(view, at, masked);
        }
    }
}

/// Whether digits that the token touches may be part of a name; brackets and the signs of a change make none: "(+32)".
fn may_name(token: &Token) -> bool {
    match token.class {
        Class::Word => true,
        Class::Mark => !matches!(token.first, '(' | ')' | '[' | ']' | '+' | ',' | ';' | '%' | '|'),
        Class::Digits => false,
    }
}

/// Whether the tokens that touch each other may be a link, an address or a handle: with a sign of those, or with a word as short as
/// what sites end or begin with beside a point.
fn may_be_address(chunk: &[Token]) -> bool {
    let is_short = |token: &Token| token.is_word() && matches!(token.length, 3..=4);
    chunk.iter().any(|token| token.class == Class::Mark && matches!(token.first, '/' | '@' | '#'))
        || chunk.windows(2).any(|pair| {
            let [one, other] = pair else { return false };
            one.is_mark('.') && is_short(other) || is_short(one) && other.is_mark('.')
        })
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
    let chunk = view.tokens.get(at..end).unwrap_or(&[]);
    if text.len() <= LONGEST && may_be_address(chunk) && address().is_match(text) {
        set(masked, at, end);
        return;
    }
    if !has_digits {
        return;
    }
    // Behind digits, the letters of 5x10-3 and 1e-3 are no name.
    let mut raised_end = 0;
    for place in at..end {
        let Some(token) = view.token(place).filter(|token| token.is_digits()) else { continue };
        if masked.get(place).copied().unwrap_or(false) || place < raised_end {
            continue;
        }
        if let Some(power) = power::behind(view.text, view.tokens, place + 1) {
            raised_end = power.end;
        }
        mask_letters_before(view, at, end, place, masked);
        if place >= raised_end {
            mask_letters_after(view, place, end, masked);
            mask_letter_behind(view, place, masked);
        }
        // All that is left goes on with a mark and more digits.
        if !view.token(place + 1).is_some_and(|mark| mark.class == Class::Mark && mark.is_joined()) {
            continue;
        }
        mask_clock(view, place, masked);
        mask_dotted_day(view, place, masked);
        mask_over(view, place, masked);
        mask_version(view, place, token.length, masked);
    }
}

/// 1.2.3.4: version numbers and network addresses, no thousands and no date; `opening` is the length of the first group.
fn mask_version(view: &View, place: usize, opening: u16, masked: &mut [bool]) {
    let run = numeric_run(view.tokens, place, &['.']);
    let mut lengths = run.tokens().filter_map(|at| view.token(at)).map(|token| token.length);
    let is_date = run.count == 3 && lengths.clone().all(|length| matches!(length, 1 | 2 | 4));
    let is_grouped = opening <= 3 && lengths.by_ref().skip(1).all(|length| length == 3);
    if run.count > 2 && !is_grouped && !is_date && !run.is_cut {
        set(masked, place, run.end);
    }
}

/// 27:00: digits of a clock that show no time. 46:44 is a score, 35:01,4 how long a race took.
fn mask_clock(view: &View, place: usize, masked: &mut [bool]) {
    let clock = numeric_run(view.tokens, place, &[':']);
    if let Some([hour, minute]) = clock.exactly()
        && let (Some(hour), Some(minute)) = (view.token(hour), view.token(minute))
        && minute.length == 2
        && hour.length <= 2
        && (digits_value(view.text, hour) > Some(Decimal::from(24))
            || digits_value(view.text, minute) > Some(Decimal::from(59)))
        && (minute.first == '0'
            || view.lexicon.longest_before(view.tokens, place, Roles::of(Role::TimeBefore)).is_some())
        && !view.token(clock.end + 1).is_some_and(|part| part.is_joined() && part.is_digits())
    {
        set(masked, place, clock.end);
    }
}

/// 8·15, 6·25: days that are called by their dates, where words are written joined.
fn mask_dotted_day(view: &View, place: usize, masked: &mut [bool]) {
    let dotted = numeric_run(view.tokens, place, &['·']);
    if let Some([month, day]) = dotted.exactly().filter(|_| view.lexicon.per_character())
        && let (Some(month), Some(day)) = (view.token(month), view.token(day))
        && digits_value(view.text, month).is_some_and(|month| month <= Decimal::from(12))
        && digits_value(view.text, day).is_some_and(|day| day <= Decimal::from(31))
    {
        set(masked, place, dotted.end);
    }
}

/// 24/7, 120/80: no part of one and no rising range. 9/11: it may be a day.
fn mask_over(view: &View, place: usize, masked: &mut [bool]) {
    let slashed = numeric_run(view.tokens, place, &['/']);
    // 41,72/41,75: the ends of two numbers with decimals.
    let is_mark = |at: usize| {
        let mark = view.token(at).filter(|mark| mark.is_joined() && matches!(mark.first, '.' | ','));
        mark.is_some() && view.token(at + 1).is_some_and(|next| next.is_digits() && next.is_joined())
    };
    let are_decimals = place.checked_sub(1).is_some_and(is_mark) && is_mark(slashed.end);
    if let Some([left, right]) = slashed.exactly()
        && !are_decimals
        && let (Some(left), Some(right)) = (view.token(left), view.token(right))
        && let (Some(high), Some(low)) = (digits_value(view.text, left), digits_value(view.text, right))
        && !(view.is_whole && view.tokens.len() <= slashed.end - place + 1 && !low.is_zero())
        && (high > low && left.length <= 3 || is_day(high, low) && view.tokens.len() > slashed.end - place)
    {
        set(masked, place, slashed.end);
    }
}

/// Whether two numbers over a slash may be a day and a month, and are no usual part of one.
fn is_day(left: Decimal, right: Decimal) -> bool {
    let is_part = matches!(right.mantissa(), 2..=6 | 8 | 10 | 12 | 16 | 20) || left == Decimal::ONE;
    left <= Decimal::from(31) && right <= Decimal::from(31) && !is_part
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

//! Digits with their separators: 912 490, 1.234,5, 9,12,490, 10 1/2.

use smallvec::SmallVec;

use super::power;
use crate::decimal::{Decimal, MAX_DIGITS};
use crate::figure::{Flag, Flags};
use crate::lexicon::{Lexicon, Role};
use crate::stages::fold::{digit, is_apostrophe};
use crate::style::Style;
use crate::token::{Gap, Token};

/// Groups of digits that touch, each but the first with a mark before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// Token of the first group of digits.
    first: usize,
    /// How many groups there are.
    pub(crate) count: usize,
    /// The token after the last group that fits.
    pub(crate) end: usize,
    /// Whether more groups follow than fit: a number of no sort.
    pub(crate) is_cut: bool,
}

impl Run {
    /// Groups that fit.
    const MOST: usize = 14;

    /// The tokens of its groups of digits: a mark stands between each two.
    pub(crate) fn tokens(self) -> impl Iterator<Item = usize> + Clone {
        (0..self.count).map(move |group| self.first + 2 * group)
    }

    /// The tokens of its groups where there are `N`.
    pub(crate) fn exactly<const N: usize>(self) -> Option<[usize; N]> {
        (self.count == N).then(|| std::array::from_fn(|group| self.first + 2 * group))
    }
}

/// The digits at token `at` and those joined to them by one of `marks` with nothing between.
pub(crate) fn numeric_run(tokens: &[Token], at: usize, marks: &[char]) -> Run {
    let mut run = Run { first: at, count: 1, end: at + 1, is_cut: false };
    while let (Some(mark), Some(next)) = (tokens.get(run.end), tokens.get(run.end + 1)) {
        let is_joint = next.is_digits() && next.is_joined() && mark.is_joined() && marks.contains(&mark.first);
        if !is_joint || mark.is_word() {
            break;
        }
        if run.count == Run::MOST {
            run.is_cut = true;
            break;
        }
        run.count += 1;
        run.end += 2;
    }
    run
}

/// A number read from digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digits {
    pub(crate) value: Decimal,
    pub(crate) end: usize,
    pub(crate) is_formatted: bool,
    pub(crate) flags: Flags,
}

/// The decimal that a run of digits of any script writes.
pub(crate) fn digits_value(text: &str, token: &Token) -> Option<Decimal> {
    Decimal::new(push_digits(text, token, 0)?, 0)
}

/// The parts of one that a run of digits writes behind a mark: 0.05 in 1,05.
pub(crate) fn parts_value(text: &str, token: &Token) -> Option<Decimal> {
    Decimal::new(push_digits(text, token, 0)?, u32::from(token.length))
}

/// Groups behind the first that are looked at.
const MOST: usize = 14;

/// One separator and the group after it.
#[derive(Clone, Copy)]
struct Step {
    mark: char,
    token: usize,
}

/// The number at the digits of token `at`, by the language's separators and the document's.
pub(crate) fn read(text: &str, tokens: &[Token], at: usize, lexicon: &Lexicon, style: Style) -> Option<Digits> {
    let head = tokens.get(at)?;
    if u32::from(head.length) > MAX_DIGITS {
        return None;
    }
    let is_digits = |at: usize| tokens.get(at).is_some_and(Token::is_digits);
    if !is_digits(at + 1) && !is_digits(at + 2) {
        let value = digits_value(text, head)?;
        return Some(Digits { value, end: at + 1, is_formatted: false, flags: Flags::default() });
    }
    // One group behind the first, as nearly always.
    if let Some(only) = step(text, tokens, at, at + 1, lexicon, &[])
        && let Some(group) = tokens.get(only.token)
        && step(text, tokens, at, only.token + 1, lexicon, &[only]).is_none()
    {
        let plan = decide_one(head, only.mark, group.length, lexicon, style, opens_well(head));
        let mantissa = push_digits(text, group, push_digits(text, head, 0)?)?;
        let value = Decimal::new(mantissa, if plan.has_decimals { u32::from(group.length) } else { 0 })?;
        let mut flags = Flags::default();
        if plan.is_ambiguous {
            flags.insert(Flag::AmbiguousSeparator);
        }
        return Some(Digits { value, end: only.token + 1, is_formatted: true, flags });
    }
    let mut steps: SmallVec<[Step; MOST]> = SmallVec::new();
    let mut end = at + 1;
    while let Some(step) = step(text, tokens, at, end, lexicon, &steps) {
        end = step.token + 1;
        steps.push(step);
    }
    let mut plan = decide(tokens, head, &steps, lexicon, style);
    if plan.groups + usize::from(plan.has_decimals) < steps.len() {
        steps.truncate(plan.groups + usize::from(plan.has_decimals));
        end = steps.last().map_or(at + 1, |step| step.token + 1);
        // What was left out is a number of its own: decide again for what stays.
        plan = decide(tokens, head, &steps, lexicon, style);
    }
    if steps.is_empty() {
        let value = digits_value(text, head)?;
        return Some(Digits { value, end, is_formatted: false, flags: Flags::default() });
    }
    let mut mantissa = push_digits(text, head, 0)?;
    for step in &steps {
        mantissa = push_digits(text, tokens.get(step.token)?, mantissa)?;
    }
    let decimals = steps.last().filter(|_| plan.has_decimals).and_then(|step| tokens.get(step.token));
    let value = Decimal::new(mantissa, decimals.map_or(0, |token| u32::from(token.length)))?;
    let mut flags = Flags::default();
    if plan.is_ambiguous {
        flags.insert(Flag::AmbiguousSeparator);
    }
    Some(Digits { value, end, is_formatted: !steps.is_empty(), flags })
}

/// Where the digits at token `at` and all groups behind them end, which together are too long for a number.
///
/// None of the groups is asked again: a text of nothing else would be read once for each.
pub(crate) fn end_of_run(text: &str, tokens: &[Token], at: usize, lexicon: &Lexicon) -> usize {
    let mut end = at + 1;
    while let Some(step) = step(text, tokens, at, end, lexicon, &[]) {
        end = step.token + 1;
    }
    end
}

/// `mantissa` with the digits of `token` behind its own.
fn push_digits(text: &str, token: &Token, mantissa: i128) -> Option<i128> {
    // Nearly all are ASCII and few: no arithmetic of 128 bits for them.
    const FEW: usize = 9;
    let surface = text.as_bytes().get(token.start as usize..token.end as usize)?;
    if surface.len() <= FEW
        && let Ok(before) = u32::try_from(mantissa)
    {
        let plain = surface.iter().try_fold(u64::from(before), |sum, byte| {
            let value = byte.wrapping_sub(b'0');
            (value < 10).then_some(sum * 10 + u64::from(value))
        });
        if let Some(sum) = plain {
            return Some(i128::from(sum));
        }
    }
    let mut digits = token.text(text).chars().filter_map(digit);
    digits.try_fold(mantissa, |sum, value| sum.checked_mul(10)?.checked_add(i128::from(value)))
}

/// The separator after token `end - 1` and the group behind it, where one may belong to the same number.
fn step(text: &str, tokens: &[Token], at: usize, end: usize, lexicon: &Lexicon, steps: &[Step]) -> Option<Step> {
    let length = |step: &Step| tokens.get(step.token).map_or(0, |token| token.length);
    // Behind a group that is inside no number, one more tells that it is a list.
    let is_list = matches!(steps, [.., group, _] if !matches!(length(group), 2 | 3));
    if steps.len() >= MOST || is_list {
        return None;
    }
    let next = tokens.get(end)?;
    let head = tokens.get(at)?;
    let groups_by_space = |mark: char| lexicon.group.contains(&mark);
    if next.is_digits() {
        // Thousands parted by a space: 912 490.
        let fits = next.gap == Gap::Space && next.length == 3 && head.length <= 3 && groups_by_space(' ');
        // "3 100р.": a currency may touch the last group.
        let is_money = |after: &Token| after.word.roles.has(Role::Money);
        let is_alone = lexicon.per_character()
            || tokens.get(end + 1).is_none_or(|after| !(after.is_word() && after.is_joined()) || is_money(after));
        let is_uniform = steps.iter().all(|step| step.mark == ' ');
        return (fits && is_alone && is_uniform && next.is_on_line()).then_some(Step { mark: ' ', token: end });
    }
    let group = tokens.get(end + 1).filter(|token| token.is_digits() && token.is_joined())?;
    if !next.is_joined() {
        return None;
    }
    let mark = match next.first {
        '.' | ',' => next.first,
        '\u{066C}' => '\u{066C}',
        // 1.5·10^8: the sign for times.
        '·' if power::behind(text, tokens, end).is_some() => return None,
        '·' | '․' => '.',
        '\u{066B}' => '\u{066B}',
        '，' => ',',
        c if is_apostrophe(c) && group.length == 3 => '\'',
        _ => return None,
    };
    Some(Step { mark, token: end + 1 })
}

struct Plan {
    /// How many steps group thousands.
    groups: usize,
    has_decimals: bool,
    is_ambiguous: bool,
}

/// Which of the steps group and whether the last one opens decimals.
fn decide(tokens: &[Token], head: &Token, steps: &[Step], lexicon: &Lexicon, style: Style) -> Plan {
    let plain = |groups, has_decimals| Plan { groups, has_decimals, is_ambiguous: false };
    let length = |step: &Step| tokens.get(step.token).map_or(0, |token| token.length);
    let [leading @ .., last] = steps else { return plain(0, false) };
    let opens_well = opens_well(head);
    let thousands = |steps: &[Step]| opens_well && steps.iter().all(|step| length(step) == 3);
    // 9,12,490: pairs after the first group, three digits at the end.
    let indian = |steps: &[Step]| match steps {
        [pairs @ .., end] if !pairs.is_empty() => {
            head.length <= 2 && pairs.iter().all(|step| length(step) == 2) && length(end) == 3
        }
        _ => false,
    };
    let uniform =
        |steps: &[Step]| steps.windows(2).all(|pair| pair.first().map(|s| s.mark) == pair.last().map(|s| s.mark));
    if leading.is_empty() {
        return decide_one(head, last.mark, length(last), lexicon, style, opens_well);
    }
    if uniform(steps) && (thousands(steps) || indian(steps)) {
        return plain(steps.len(), false);
    }
    let parts = leading.first().is_some_and(|step| step.mark != last.mark);
    if parts
        && uniform(leading)
        && matches!(last.mark, '.' | ',' | '\u{066B}')
        && (thousands(leading) || indian(leading))
    {
        return plain(leading.len(), true);
    }
    // A list of numbers: 1,2,3 or 12,5, 13. Take what the head alone gives.
    let grouped = leading
        .iter()
        .take_while(|step| length(step) == 3 && Some(step.mark) == leading.first().map(|s| s.mark))
        .count();
    if opens_well && grouped > 0 { plain(grouped, false) } else { plain(0, false) }
}

/// Whether digits may open groups of thousands.
fn opens_well(head: &Token) -> bool {
    head.length <= 3 && !(head.length > 1 && head.first == '0')
}

fn decide_one(head: &Token, mark: char, length: u16, lexicon: &Lexicon, style: Style, opens_well: bool) -> Plan {
    let groups = Plan { groups: 1, has_decimals: false, is_ambiguous: false };
    let decimals = Plan { groups: 0, has_decimals: true, is_ambiguous: false };
    // The Arabic decimal separator is nothing else.
    if mark == '\u{066B}' {
        return decimals;
    }
    if !matches!(mark, '.' | ',') {
        return groups;
    }
    if length != 3 || !opens_well || head.first == '0' || head.length == 0 {
        return decimals;
    }
    let is_decimal = lexicon.decimal.contains(&mark);
    let is_group = lexicon.group.contains(&mark);
    match (style, mark) {
        (Style::PointDecimals, ',') | (Style::CommaDecimals, '.') => groups,
        (Style::PointDecimals | Style::CommaDecimals, _) => decimals,
        (Style::Unknown, _) if is_group && !is_decimal => groups,
        // The language's own decimal mark before just three digits: a foreign or translated text may group by it.
        (Style::Unknown, _) if is_decimal => Plan { is_ambiguous: true, ..decimals },
        (Style::Unknown, _) => Plan { is_ambiguous: true, ..groups },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::known::Known;
    use crate::tokenize::tokenize;

    fn read_text(text: &str, decimal: char, group: &[char]) -> Option<(String, bool)> {
        let mut lexicon = Lexicon::default();
        (lexicon.decimal, lexicon.group) = (vec![decimal], group.to_vec());
        let mut tokens = Vec::new();
        tokenize(text, 0, text.len() as u32, &lexicon, &mut String::new(), &mut Known::new(1), &mut tokens);
        let digits = read(text, &tokens, 0, &lexicon, Style::Unknown)?;
        Some((digits.value.to_string(), digits.flags.contains(Flag::AmbiguousSeparator)))
    }

    #[test]
    fn groups_are_read_in_every_style() {
        let group = [',', ' ', '\''];
        for text in
            ["912 490", "912\u{A0}490", "912\u{202F}490", "912,490", "912'490", "912’490", "٩١٢٬٤٩٠", "９１２,４９０"]
        {
            assert_eq!(read_text(text, '.', &group), Some(("912490".to_owned(), false)), "{text}");
        }
        assert_eq!(read_text("9,12,490", '.', &group).unwrap().0, "912490");
        assert_eq!(read_text("1.234.567,89", ',', &['.']).unwrap().0, "1234567.89");
    }

    #[test]
    fn the_language_decides_an_open_separator() {
        assert_eq!(read_text("5.000", ',', &['.']), Some(("5000".to_owned(), false)));
        assert_eq!(read_text("5.000", '.', &[',']), Some(("5".to_owned(), true)));
        assert_eq!(read_text("0,125", ',', &['.']), Some(("0.125".to_owned(), false)));
    }

    #[test]
    fn a_list_is_no_number() {
        assert_eq!(read_text("1,2,3", '.', &[',']).unwrap().0, "1");
        assert_eq!(read_text("2024 600", '.', &[' ']).unwrap().0, "2024");
    }

    #[test]
    fn more_than_38_digits_is_no_amount() {
        assert_eq!(read_text(&"7".repeat(39), '.', &[]), None);
    }
}

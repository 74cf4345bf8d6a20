//! How a document writes its separators, 1,234.5 or 1.234,5, and its dates, 3/25/2025 or 25/3/2025.

use crate::token::Token;

/// What the document itself shows of its separators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    #[default]
    Unknown,
    /// 1,234.5
    PointDecimals,
    /// 1.234,5
    CommaDecimals,
}

/// What a date in digits and slashes begins with, as far as the document itself shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DateOrder {
    #[default]
    Unknown,
    /// 3/25/2025
    MonthFirst,
    /// 25/3/2025
    DayFirst,
}

/// Bytes of a document that are asked how it writes.
const LOOKED_AT: usize = 1 << 16;

impl DateOrder {
    /// How the document writes its dates, where some of them can be read in one way only, and all of those in the same.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let bytes = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or(&[]);
        let mut shown = (false, false);
        for slash in memchr::memchr_iter(b'/', bytes) {
            match slashed_date(bytes, slash) {
                Some((13..=31, 1..=12)) => shown.0 = true,
                Some((1..=12, 13..=31)) => shown.1 = true,
                _ => {}
            }
        }
        match shown {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            _ => Self::Unknown,
        }
    }
}

/// The two numbers beside a slash where another slash and a year follow.
fn slashed_date(bytes: &[u8], slash: usize) -> Option<(u32, u32)> {
    // A year has four digits; a longer run is as good as none.
    const MOST: usize = 5;
    let is_digit = |byte: &&u8| byte.is_ascii_digit();
    let (before, behind) = bytes.split_at_checked(slash)?;
    let behind = behind.get(1..)?;
    let first = before.iter().rev().take(MOST).take_while(is_digit).count();
    let second = behind.iter().take(MOST).take_while(is_digit).count();
    let year = behind.get(second..)?.strip_prefix(b"/")?.iter().take(MOST).take_while(is_digit).count();
    let value = |digits: &[u8]| str::from_utf8(digits).ok()?.parse::<u32>().ok();
    let is_date = matches!(first, 1 | 2) && matches!(second, 1 | 2) && matches!(year, 2 | 4);
    let (start, goes_on) = (before.len().checked_sub(first)?, before.len() > first);
    let is_date = is_date && !(goes_on && before.get(start - 1) == Some(&b'/'));
    if is_date { Some((value(before.get(start..)?)?, value(behind.get(..second)?)?)) } else { None }
}

impl Style {
    /// How the document writes its separators, where a number of two marks or of two groups shows it.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let bytes = bytes.get(..bytes.len().min(LOOKED_AT))?;
        let mut votes = (0u32, 0u32);
        let mut done = 0;
        for mark in memchr::memchr2_iter(b'.', b',', bytes) {
            let Some(before) = bytes.get(done..mark) else { continue };
            let start = mark - before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            if start == mark || !bytes.get(mark + 1).is_some_and(u8::is_ascii_digit) {
                continue;
            }
            let rest = bytes.get(start..)?;
            let length = rest.iter().take_while(|byte| byte.is_ascii_digit() || matches!(**byte, b'.' | b',')).count();
            done = start + length;
            let run = rest.get(..length)?;
            let run = run.strip_suffix(b".").or_else(|| run.strip_suffix(b",")).unwrap_or(run);
            let marks = || run.iter().filter(|byte| matches!(byte, b'.' | b','));
            if marks().count() < 2 {
                continue;
            }
            let groups: Vec<&[u8]> = run.split(|byte| matches!(byte, b'.' | b',')).collect();
            if let (Some(first), Some(last)) = (marks().next(), marks().next_back()) {
                let inner = groups.get(1..groups.len() - 1).unwrap_or(&[]);
                let is_number =
                    inner.iter().all(|group| group.len() == 3) && groups.first().is_some_and(|head| head.len() <= 3);
                let grouped_by = if first != last || groups.last().is_some_and(|tail| tail.len() == 3) {
                    Some(*first)
                } else {
                    None
                };
                match grouped_by.filter(|_| is_number) {
                    Some(b',') => votes.0 += 1,
                    Some(b'.') => votes.1 += 1,
                    _ => {}
                }
            }
        }
        match votes {
            (point, 0) if point > 0 => Some(Self::PointDecimals),
            (0, comma) if comma > 0 => Some(Self::CommaDecimals),
            _ => None,
        }
    }
}

/// Whether some digits hold a separator that may group or open decimals.
pub(crate) fn has_open_separator(tokens: &[Token]) -> bool {
    tokens.windows(3).any(|three| match three {
        [_, mark, group] => {
            matches!(mark.first, '.' | ',')
                && mark.is_joined()
                && group.is_digits()
                && group.is_joined()
                && group.length == 3
        }
        _ => false,
    })
}

/// Whether some digits, and digits behind a slash, may be a day and a month in either order.
pub(crate) fn has_slashed_date(tokens: &[Token]) -> bool {
    tokens.windows(5).any(|five| match five {
        [_, slash, second, next, year] => {
            slash.is_mark('/') && next.is_mark('/') && second.is_digits() && year.is_digits() && slash.is_joined()
        }
        _ => false,
    })
}

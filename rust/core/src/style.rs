//! How a document writes its separators: 1,234.5 or 1.234,5.

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

impl Style {
    /// How the document writes its separators, where a number of two marks or of two groups shows it.
    pub(crate) fn of(text: &str) -> Option<Self> {
        const LOOKED_AT: usize = 1 << 16;
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

//! Calendar dates in EDTF: the pieces, their checks and how the document's date completes them.

use compact_str::{CompactString, format_compact};

/// What a text says of a date; what it leaves open stays open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: Option<u32>,
    /// 1 to 12, or 21 to 24 for a season.
    pub(crate) month: Option<u32>,
    pub(crate) day: Option<u32>,
}

impl Date {
    /// Whether there can be such a day: no 31 February.
    pub(crate) fn is_valid(self) -> bool {
        let Some(day) = self.day else { return self.month.is_none_or(|month| matches!(month, 1..=12 | 21..=24)) };
        let longest = match self.month {
            None if self.year.is_none() => 31,
            Some(2) if self.year.is_some_and(|year| !is_leap(year)) => 28,
            Some(2) => 29,
            Some(4 | 6 | 9 | 11) => 30,
            Some(1..=12) => 31,
            _ => return false,
        };
        (1..=longest).contains(&day)
    }

    /// As EDTF; an open year is `XXXX`.
    pub(crate) fn edtf(self) -> CompactString {
        match (self.year, self.month, self.day) {
            (Some(year), None, _) => format_compact!("{year:04}"),
            (Some(year), Some(month), None) => format_compact!("{year:04}-{month:02}"),
            (Some(year), Some(month), Some(day)) => format_compact!("{year:04}-{month:02}-{day:02}"),
            (None, Some(month), None) => format_compact!("XXXX-{month:02}"),
            (None, Some(month), Some(day)) => format_compact!("XXXX-{month:02}-{day:02}"),
            (None, None, Some(day)) => format_compact!("XXXX-XX-{day:02}"),
            (None, None, None) => CompactString::default(),
        }
    }

    /// The date with an open year taken from the document's: the one that lies nearest.
    pub(crate) fn resolved(self, of: Option<Self>) -> Self {
        let (None, Some(month), Some(Self { year: Some(year), month: now, .. })) = (self.year, self.month, of) else {
            return self;
        };
        if month > 12 {
            return Self { year: Some(year), ..self };
        }
        let now = now.unwrap_or(6);
        let year = if month > now + 6 {
            year - 1
        } else if now > month + 6 {
            year + 1
        } else {
            year
        };
        Self { year: Some(year), ..self }
    }

    /// Reads `2025`, `2025-03`, `2025-03-01`, a time after it being left out.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let day_part = text.split(['T', ' ']).next()?;
        let mut parts = day_part.split('-');
        let mut number = |width: usize| -> Option<Option<u32>> {
            let Some(part) = parts.next() else { return Some(None) };
            (part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())
        };
        let date = Self { year: number(4)?, month: number(2)?, day: number(2)? };
        (date.year.is_some() && date.is_valid() && parts.next().is_none()).then_some(date)
    }
}

/// Whether four digits are more likely the year of some news than so many of something.
pub(crate) fn is_of_our_times(year: u32) -> bool {
    (1900..2100).contains(&year)
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_31_february() {
        assert!(!Date { year: Some(2025), month: Some(2), day: Some(29) }.is_valid());
        assert!(Date { year: Some(2024), month: Some(2), day: Some(29) }.is_valid());
        assert!(!Date { year: None, month: Some(2), day: Some(31) }.is_valid());
    }

    #[test]
    fn an_open_year_is_the_nearest() {
        let open = Date { year: None, month: Some(12), day: Some(30) };
        assert_eq!(open.resolved(Date::parse("2025-01-03")).edtf(), "2024-12-30");
        assert_eq!(open.resolved(Date::parse("2025-11-03T10:00")).edtf(), "2025-12-30");
        assert_eq!(open.resolved(None).edtf(), "XXXX-12-30");
    }
}

//! Strings in one piece of memory, found by their hash.

use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use super::image::{Reader, Writer};

/// Strings numbered from 1 on, each there once.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The number of a string in the low half, bits of its hash in the high one; nought where there is none.
    cells: Box<[u64]>,
    /// Where each string ends in `text`, the first of them with a nought before it.
    ends: Box<[u32]>,
    text: Box<str>,
}

impl Table {
    /// Appends strings to an image, in the order of their numbers.
    pub(crate) fn write<'t>(strings: impl ExactSizeIterator<Item = &'t str> + Clone, image: &mut Writer) {
        image.number(strings.len() as u64);
        strings.clone().for_each(|string| image.number(string.len() as u64));
        image.text(&strings.collect::<String>());
    }

    /// What [`Table::write`] wrote.
    pub(crate) fn read(image: &mut Reader) -> Self {
        let count = image.number() as usize;
        let mut ends = Vec::with_capacity(count + 1);
        let mut end = 0;
        ends.push(end);
        ends.extend((0..count).map(|_| {
            end += image.small();
            end
        }));
        let mut table = Self {
            cells: vec![0; (count * 2).next_power_of_two()].into(),
            ends: ends.into(),
            text: image.text().into(),
        };
        for number in 1..=count as u32 {
            let (mut place, tag) = table.place(table.get(number));
            while let Some(cell) = table.cells.get_mut(place) {
                if *cell == 0 {
                    *cell = tag | u64::from(number);
                    break;
                }
                place = table.next(place);
            }
        }
        table
    }

    /// Where the search for a string begins, and the bits of its hash that its cell has.
    #[inline]
    fn place(&self, string: &str) -> (usize, u64) {
        let hash = FxBuildHasher.hash_one(string);
        (hash as usize & self.cells.len().wrapping_sub(1), hash >> 32 << 32)
    }

    #[inline]
    fn next(&self, place: usize) -> usize {
        (place + 1) & (self.cells.len() - 1)
    }

    /// The number of a string, 0 where it is not there.
    #[inline]
    pub(crate) fn find(&self, string: &str) -> u32 {
        let (mut place, tag) = self.place(string);
        // Half of the cells are free: the search ends.
        while let Some(cell) = self.cells.get(place).filter(|cell| **cell != 0) {
            if cell >> 32 << 32 == tag && self.get(*cell as u32) == string {
                return *cell as u32;
            }
            place = self.next(place);
        }
        0
    }

    /// The string of a number, an empty one where there is none.
    #[inline]
    pub(crate) fn get(&self, number: u32) -> &str {
        let end = |number: u32| self.ends.get(number as usize).map(|end| *end as usize);
        let range = number.checked_sub(1).and_then(end).zip(end(number));
        range.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len().saturating_sub(1)
    }

    /// The strings by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (1..=self.len() as u32).map(|number| self.get(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_by_number_and_number_by_string() {
        let strings: Vec<String> = (0..1000).map(|number| format!("слово{number}")).collect();
        let mut image = Writer::default();
        Table::write(strings.iter().map(String::as_str), &mut image);
        let table = Table::read(&mut Reader::new(image.bytes()));
        assert_eq!(table.iter().collect::<Vec<_>>(), strings);
        for (string, number) in strings.iter().zip(1..) {
            assert_eq!((table.find(string), table.get(number)), (number, string.as_str()));
        }
        assert_eq!((table.find("слово"), table.find(""), table.get(0), table.get(1001)), (0, 0, "", ""));
    }

    #[test]
    fn nothing_is_in_an_empty_table() {
        assert_eq!(Table::default().find("слово"), 0);
        assert_eq!(Table::read(&mut Reader::new(&[])).find(""), 0);
    }
}

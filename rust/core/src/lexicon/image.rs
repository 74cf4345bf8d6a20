//! Numbers and strings written one after another, as the build leaves lexicons for the library to load.
//!
//! A number takes a byte for each seven bits of it, so that an image is small and the same on every machine.

/// Bits of a number in one byte; the highest says that more follow.
const BITS: u32 = 7;
const MORE: u8 = 1 << BITS;

/// Bytes of an image on their way.
#[derive(Debug, Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(crate) fn number(&mut self, mut number: u64) {
        while number >= u64::from(MORE) {
            self.0.push(number as u8 | MORE);
            number >>= BITS;
        }
        self.0.push(number as u8);
    }

    /// A number of more than 64 bits or below nought.
    pub(crate) fn wide(&mut self, number: i128) {
        self.0.extend(number.to_le_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    pub(crate) fn texts<'t>(&mut self, texts: impl ExactSizeIterator<Item = &'t str>) {
        self.number(texts.len() as u64);
        texts.for_each(|text| self.text(text));
    }

    /// Bytes as they are.
    #[allow(dead_code, reason = "the build script makes images and the library loads them")]
    pub(crate) fn append(&mut self, bytes: &[u8]) {
        self.0.extend(bytes);
    }

    /// The cells of a filter, as they are.
    pub(crate) fn cells(&mut self, cells: &[u64]) {
        self.number(cells.len() as u64);
        self.0.extend(cells.iter().flat_map(|cell| cell.to_le_bytes()));
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// An image on its way into the library, in the order in which it was written. Past its end there are noughts.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'i>(&'i [u8]);

impl<'i> Reader<'i> {
    pub(crate) fn new(image: &'i [u8]) -> Self {
        Self(image)
    }

    #[inline]
    pub(crate) fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        while let [byte, rest @ ..] = self.0 {
            self.0 = rest;
            number |= u64::from(byte & !MORE) << shift;
            shift += BITS;
            if byte & MORE == 0 || shift >= u64::BITS {
                break;
            }
        }
        number
    }

    #[inline]
    pub(crate) fn small(&mut self) -> u32 {
        self.number() as u32
    }

    pub(crate) fn wide(&mut self) -> i128 {
        let (head, rest) = self.0.split_first_chunk().unwrap_or((&[0; 16], &[]));
        self.0 = rest;
        i128::from_le_bytes(*head)
    }

    pub(crate) fn text(&mut self) -> &'i str {
        let length = self.number() as usize;
        std::str::from_utf8(self.take(length)).unwrap_or_default()
    }

    pub(crate) fn texts<T: From<&'i str>>(&mut self) -> Vec<T> {
        (0..self.number()).map(|_| self.text().into()).collect()
    }

    pub(crate) fn cells(&mut self) -> Box<[u64]> {
        let count = self.number() as usize;
        let (cells, _) = self.take(count * 8).as_chunks();
        cells.iter().map(|cell| u64::from_le_bytes(*cell)).collect()
    }

    pub(crate) fn take(&mut self, length: usize) -> &'i [u8] {
        let (head, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        head
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        let mut image = Writer::default();
        for number in numbers {
            image.number(number);
        }
        image.wide(-7);
        image.texts(["", "двадцять"].into_iter());
        image.cells(&[1, u64::MAX]);
        let mut reader = Reader::new(image.bytes());
        assert_eq!(numbers.map(|_| reader.number()), numbers);
        assert_eq!(reader.wide(), -7);
        assert_eq!(reader.texts::<String>(), ["", "двадцять"]);
        assert_eq!(*reader.cells(), [1, u64::MAX]);
        assert_eq!((reader.number(), reader.text(), reader.wide()), (0, "", 0));
    }
}

//! Currencies that share a word or a sign, and the countries that each is of.

use compact_str::CompactString;

use super::image::{Reader, Writer};

/// The families of currencies of `_shared.toml`.
#[derive(Debug, Default)]
pub(crate) struct Currencies {
    families: Vec<Vec<CompactString>>,
    /// All of them, in the order of their codes.
    shared: Vec<CompactString>,
    /// Currencies of several countries, and those.
    areas: Vec<(CompactString, Vec<CompactString>)>,
}

impl Currencies {
    /// Whether other currencies are called as `code` is.
    pub(crate) fn is_shared(&self, code: &str) -> bool {
        self.shared.binary_search_by(|one| one.as_str().cmp(code)).is_ok()
    }

    /// Whether one word may mean both.
    pub(crate) fn are_alike(&self, one: &str, other: &str) -> bool {
        self.families.iter().any(|family| family.iter().any(|it| it == one) && family.iter().any(|it| it == other))
    }

    /// The other currencies that one word with `code` may mean.
    pub(crate) fn like(&self, code: &str) -> Vec<&str> {
        let families = self.families.iter().filter(|family| family.iter().any(|one| one == code));
        let others = families.flatten().map(CompactString::as_str).filter(|one| *one != code);
        others.collect()
    }

    /// The currency of `country` (ISO 3166-1) that is called as `code` (ISO 4217) is.
    pub(crate) fn of_country(&self, code: &str, country: &str) -> Option<&CompactString> {
        let is_of = |one: &CompactString| {
            // ISO 4217: the first two letters are those of the country.
            let area = self.areas.iter().find(|(area, _)| area == one);
            one.starts_with(country) || area.is_some_and(|(_, countries)| countries.iter().any(|it| it == country))
        };
        let families = self.families.iter().filter(|family| family.iter().any(|it| it == code));
        families.flatten().find(|one| is_of(one))
    }

    /// What [`Currencies::write`] wrote.
    pub(super) fn read(image: &mut Reader) -> Self {
        let families: Vec<Vec<CompactString>> = (0..image.number()).map(|_| image.texts()).collect();
        let mut shared: Vec<CompactString> = families.iter().flatten().cloned().collect();
        shared.sort_unstable();
        shared.dedup();
        let areas = (0..image.number()).map(|_| (image.text().into(), image.texts())).collect();
        Self { families, shared, areas }
    }

    /// Appends rows of a name and a code, one family or area behind the other, to an image.
    pub(super) fn write(families: &[(String, String)], areas: &[(String, String)], image: &mut Writer) {
        for (rows, is_named) in [(families, false), (areas, true)] {
            let groups: Vec<_> = rows.chunk_by(|one, next| one.0 == next.0).collect();
            image.number(groups.len() as u64);
            for group in groups {
                if let Some((name, _)) = group.first().filter(|_| is_named) {
                    image.text(name);
                }
                image.texts(group.iter().map(|(_, code)| code.as_str()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_tells_the_currency() {
        let rows = |rows: &[(&str, &str)]| -> Vec<(String, String)> {
            rows.iter().map(|(name, code)| ((*name).to_owned(), (*code).to_owned())).collect()
        };
        let families = rows(&[("franc", "CHF"), ("franc", "XOF"), ("peso", "MXN"), ("peso", "ARS")]);
        let mut image = Writer::default();
        Currencies::write(&families, &rows(&[("XOF", "ML"), ("XOF", "SN")]), &mut image);
        let currencies = Currencies::read(&mut Reader::new(image.bytes()));
        let of = |code, country| currencies.of_country(code, country).map(CompactString::as_str);
        assert_eq!(of("MXN", "AR"), Some("ARS"));
        assert_eq!(of("CHF", "SN"), Some("XOF"));
        assert_eq!((of("CHF", "AR"), of("USD", "AR"), of("MXN", "FR")), (None, None, None));
        assert!(currencies.is_shared("ARS") && !currencies.is_shared("EUR"));
        assert!(currencies.are_alike("MXN", "ARS") && !currencies.are_alike("MXN", "CHF"));
    }
}

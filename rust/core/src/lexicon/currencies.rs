//! Currencies that share a word or a sign, and the countries that each is of.

use compact_str::CompactString;

use super::image::{Reader, Writer};

/// The families of currencies of `_shared.toml`.
#[derive(Debug, Default)]
pub(crate) struct Currencies {
    families: Vec<Vec<CompactString>>,
    /// Currencies of several countries, and those.
    areas: Vec<(CompactString, Vec<CompactString>)>,
}

impl Currencies {
    /// Whether other currencies are called as `code` is.
    pub(crate) fn is_shared(&self, code: &str) -> bool {
        self.families.iter().flatten().any(|one| one == code)
    }

    /// Whether one word may mean both.
    pub(crate) fn are_alike(&self, one: &str, other: &str) -> bool {
        self.families.iter().any(|family| family.iter().any(|it| it == one) && family.iter().any(|it| it == other))
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
        let families = (0..image.number()).map(|_| image.texts()).collect();
        let areas = (0..image.number()).map(|_| (image.text().into(), image.texts())).collect();
        Self { families, areas }
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

//! Every lexicon there is, each loaded when a document first asks for it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock, RwLock};

use crate::error::Error;
use crate::lexicon::source::{self, Source};
use crate::lexicon::taxonomy::TAXONOMY;
use crate::lexicon::{Lexicon, Shared, compile, delta, shared};

include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

/// What the build knows of a language before its lexicon is loaded.
pub(crate) struct Language {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// Code of its trigram model, where that has another name.
    pub(crate) model: &'static str,
    /// Its lexicon as no region in particular has it.
    image: &'static [u8],
    /// What each region changes of that.
    regions: &'static [(&'static str, &'static [u8])],
    text: &'static str,
    /// Words made of CLDR.
    cldr: &'static str,
}

impl Language {
    fn delta(&self, region: &str) -> Option<&'static [u8]> {
        self.regions.iter().find(|(its, _)| *its == region).map(|(_, delta)| *delta)
    }

    /// Whether a region has words or choices of its own.
    fn has(&self, region: &str) -> bool {
        self.delta(region).is_some()
    }

    /// The image of its lexicon as a region has it.
    fn image(&self, region: &str) -> Cow<'static, [u8]> {
        match self.delta(region) {
            Some(delta) => Cow::Owned(delta::apply(self.image, delta)),
            None => Cow::Borrowed(self.image),
        }
    }
}

/// What an outcome can happen to, as the taxonomy says.
struct Fit {
    outcome: &'static str,
    /// Categories, by name; none for all.
    of: &'static [&'static str],
    /// What a word for it says of other categories: the first that can happen to them.
    otherwise: &'static [&'static str],
    /// The category that is counted where none is named; empty for none.
    alone: &'static str,
}

fn fit(outcome: &str) -> Option<&'static Fit> {
    FITS.iter().find(|fit| fit.outcome == outcome)
}

/// Whether `id` is one of `ids`, which are in the order of their names.
fn is_among(ids: &[&str], id: &str) -> bool {
    ids.binary_search(&id).is_ok()
}

/// Whether `category` is of people.
pub(crate) fn is_person(category: &str) -> bool {
    is_among(PEOPLE, category)
}

/// Whether `category` is of people of whom words for the loss of arms are said.
pub(crate) fn is_fighter(category: &str) -> bool {
    is_among(FIGHTERS, category)
}

/// Whether `category` is of people of whom nothing but age or sex is told.
pub(crate) fn is_by_age_or_sex(category: &str) -> bool {
    is_among(BY_AGE_OR_SEX, category)
}

/// Whether `category` is of minors, whose months are an age.
pub(crate) fn is_minor(category: &str) -> bool {
    is_among(MINORS, category)
}

/// Whether `category` is of arms and vehicles.
pub(crate) fn is_arm(category: &str) -> bool {
    is_among(ARMS, category)
}

/// Whether `category` is of weapons in flight, which hit others and are not hurt.
pub(crate) fn hits(category: &str) -> bool {
    is_among(HITTING, category)
}

/// Whether an everyday word for the end of `category` says that it was closed.
pub(crate) fn closes(category: &str) -> bool {
    is_among(CLOSING, category)
}

/// Whether `category` is of things that can be destroyed, and no event.
pub(crate) fn is_thing(category: &str) -> bool {
    can_happen("destroyed", category)
}

/// Whether `category` is of events, which are neither people nor things.
pub(crate) fn is_event(category: &str) -> bool {
    !is_person(category) && !is_thing(category)
}

/// Whether `outcome` can happen to `category`.
pub(crate) fn can_happen(outcome: &str, category: &str) -> bool {
    fit(outcome).is_none_or(|fit| fit.of.is_empty() || fit.of.binary_search(&category).is_ok())
}

/// Whether `outcome` can happen to people alone.
pub(crate) fn is_of_people(outcome: &str) -> bool {
    fit(outcome).is_some_and(|fit| !fit.of.is_empty() && fit.of.iter().all(|category| is_person(category)))
}

/// Whether there are things that `outcome` cannot happen to.
pub(crate) fn is_choosy(outcome: &str) -> bool {
    fit(outcome).is_some_and(|fit| !fit.of.is_empty())
}

/// Whether `outcome` is choosier than `other`: both happen only to some, and it to fewer.
pub(crate) fn happens_to_fewer(outcome: &str, other: &str) -> bool {
    let size = |outcome| fit(outcome).map_or(0, |fit| fit.of.len());
    size(outcome) > 0 && size(outcome) < size(other)
}

/// What a word for `outcome` says of `category`: that, or what it is called of such; `None` where it says nothing.
pub(crate) fn said_of(outcome: &str, category: &str) -> Option<&'static str> {
    let fit = fit(outcome)?;
    if can_happen(outcome, category) {
        return Some(fit.outcome);
    }
    // "5,000 households flooded": those who live there are not hurt.
    if category == "household" && fit.otherwise.contains(&"wounded") {
        return Some("affected");
    }
    fit.otherwise.iter().copied().find(|other| can_happen(other, category))
}

/// The category that is counted where `outcome` is said and no thing is named.
pub(crate) fn alone(outcome: &str) -> Option<&'static str> {
    fit(outcome).map(|fit| fit.alone).filter(|category| !category.is_empty())
}

/// Whether words for `outcome` are said in all sorts of news, and of an unknown thing say no loss.
pub(crate) fn is_everyday(outcome: &str) -> bool {
    is_among(EVERYDAY, outcome)
}

/// Whether everyday words for `outcome` only say of `category` what such people and things do.
pub(crate) fn is_at_work(outcome: &str, category: &str) -> bool {
    AT_WORK.binary_search(&(category, outcome)).is_ok()
}

/// Whether figures of other outcomes may be parts of what `outcome` is told of.
pub(crate) fn holds_others(outcome: &str) -> bool {
    is_among(HOLDING, outcome)
}

/// Whether those of whom a word for `outcome` is said own the things: they lost or launched them.
pub(crate) fn is_by_owner(outcome: &str) -> bool {
    is_among(BY_OWNER, outcome)
}

/// Whether `outcome` is what one side of a war suffers.
pub(crate) fn is_suffered(outcome: &str) -> bool {
    is_among(SUFFERED, outcome)
}

/// A folder to read lexicons from instead of the built-in ones, so that a word can be tried without a rebuild.
const FOLDER: &str = "FIGURES_LEXICONS";

/// The lexicons of one reader: ours, with the user's on top.
#[derive(Debug)]
pub(crate) struct Library {
    pub(crate) shared: Shared,
    own: BTreeMap<String, Vec<Source>>,
    folder: Option<std::path::PathBuf>,
    sources: BTreeMap<&'static str, OnceLock<Arc<Vec<Source>>>>,
    /// By place in [`LANGUAGES`], as no region in particular has it.
    plain: Vec<OnceLock<Arc<Lexicon>>>,
    /// As regions have it, and the languages of the user's own.
    loaded: RwLock<BTreeMap<(String, String), Arc<Lexicon>>>,
}

/// The languages that can be read: BCP 47 code and English name, by code.
///
/// ```
/// assert!(figures_core::languages().iter().any(|(code, name)| *code == "uk" && *name == "Ukrainian"));
/// ```
#[must_use]
pub fn languages() -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = LANGUAGES.iter().map(|language| (language.code, language.name)).collect();
    all.sort_unstable();
    all
}

/// The regions (ISO 3166-1, UN M49) that have words or choices of their own in a language: how they write numbers and dates, what
/// money they mean; none for a language that cannot be read.
///
/// ```
/// assert!(figures_core::regions("pt").contains(&"PT"));
/// ```
#[must_use]
pub fn regions(code: &str) -> Vec<&'static str> {
    let language = LANGUAGES.iter().find(|language| language.code == code);
    language.map_or(&[][..], |language| language.regions).iter().map(|(region, _)| *region).collect()
}

/// The taxonomy of `category` and `outcome`: the TOML file that the lexicons are checked against.
///
/// ```
/// assert!(figures_core::taxonomy().contains("[outcome.killed]"));
/// ```
#[must_use]
pub const fn taxonomy() -> &'static str {
    TAXONOMY
}

impl Library {
    /// The built-in lexicons with `own` (file name and content) on top.
    pub(crate) fn new(own: &[(String, String)]) -> Result<Self, Error> {
        let mut on_top: BTreeMap<String, Vec<Source>> = BTreeMap::new();
        for (file, text) in own {
            let read = source::parse(file, text).map_err(Error::lexicon)?;
            let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or(file);
            on_top.entry(stem.to_owned()).or_default().push(read);
        }
        let folder = std::env::var_os(FOLDER).map(std::path::PathBuf::from);
        let shared = match folder.as_ref().map(|folder| std::fs::read_to_string(folder.join("_shared.toml"))) {
            Some(Ok(text)) => Shared::load(&shared::image(&text).map_err(Error::lexicon)?),
            _ => Shared::load(SHARED),
        };
        Ok(Self {
            shared,
            own: on_top,
            folder,
            sources: LANGUAGES.iter().map(|language| (language.code, OnceLock::new())).collect(),
            plain: LANGUAGES.iter().map(|_| OnceLock::new()).collect(),
            loaded: RwLock::default(),
        })
    }

    /// Whether there is a lexicon of that language.
    pub(crate) fn knows(&self, code: &str) -> bool {
        self.sources.contains_key(code) || self.own.contains_key(code)
    }

    /// The lexicon of the language at `place` in [`LANGUAGES`].
    pub(crate) fn at(&self, place: usize) -> Arc<Lexicon> {
        match (self.plain.get(place), LANGUAGES.get(place)) {
            (Some(slot), Some(language)) => Arc::clone(slot.get_or_init(|| Arc::new(self.load(language.code, "")))),
            _ => self.get("und", ""),
        }
    }

    /// The lexicon of a language as a region has it; an empty one for a language that there is none of.
    pub(crate) fn get(&self, code: &str, region: &str) -> Arc<Lexicon> {
        if let Some(place) = LANGUAGES.iter().position(|language| language.code == code)
            && (region.is_empty() || self.is_ours(code) && LANGUAGES.get(place).is_some_and(|its| !its.has(region)))
        {
            return self.at(place);
        }
        let key = (code.to_owned(), region.to_owned());
        if let Ok(loaded) = self.loaded.read()
            && let Some(lexicon) = loaded.get(&key)
        {
            return Arc::clone(lexicon);
        }
        let lexicon = Arc::new(self.load(code, region));
        if let Ok(mut loaded) = self.loaded.write() {
            return Arc::clone(loaded.entry(key).or_insert(lexicon));
        }
        lexicon
    }

    /// Whether nothing of the user's is on top of a language's lexicon.
    fn is_ours(&self, code: &str) -> bool {
        self.folder.is_none() && !self.own.contains_key(code)
    }

    fn load(&self, code: &str, region: &str) -> Lexicon {
        if self.is_ours(code)
            && let Some(language) = LANGUAGES.iter().find(|language| language.code == code)
        {
            return Lexicon::load(&language.image(region));
        }
        let mut sources: Vec<Source> = self.built_in(code).map(|read| read.to_vec()).unwrap_or_default();
        sources.extend(self.own.get(code).into_iter().flatten().cloned());
        if sources.is_empty() {
            let mut empty = Lexicon::load(&compile::image("und", "", &[]));
            empty.decimal = vec!['.', ','];
            empty.group = vec![',', '.', ' ', '\''];
            return empty;
        }
        Lexicon::load(&compile::image(code, region, &sources))
    }

    fn built_in(&self, code: &str) -> Option<Arc<Vec<Source>>> {
        let slot = self.sources.get(code)?;
        let language = LANGUAGES.iter().find(|language| language.code == code)?;
        let read = slot.get_or_init(|| {
            let name = format!("lexicons/{code}.toml");
            let from_folder = |file: String| {
                let text = std::fs::read_to_string(self.folder.as_ref()?.join(&file)).ok()?;
                match source::parse(&format!("lexicons/{file}"), &text) {
                    Ok(read) => Some(read),
                    // The folder is for people who try words: they see the fault, the built-in lexicon reads on.
                    Err(fault) => {
                        eprintln!("{fault}");
                        None
                    }
                }
            };
            // The build script has checked the built-in ones.
            let mut read = from_folder(format!("{code}.toml")).or_else(|| source::parse(&name, language.text).ok());
            let generated =
                from_folder(format!("cldr/{code}.toml")).or_else(|| source::parse(&name, language.cldr).ok());
            if let (Some(read), Some(generated)) = (&mut read, generated) {
                read.fill(generated);
            }
            Arc::new(read.into_iter().collect())
        });
        Some(Arc::clone(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Role;

    /// What each language's files give as each region has it, beside what the build left of them.
    fn beside_their_sources(languages: &[Language]) {
        let library = Library::new(&[]).unwrap();
        for language in languages {
            let sources = library.built_in(language.code).unwrap();
            for region in std::iter::once("").chain(language.regions.iter().map(|(region, _)| *region)) {
                let made = compile::image(language.code, region, &sources);
                // The bytes would fill the screen.
                assert!(language.image(region) == made, "{} {region}", language.code);
            }
        }
    }

    #[test]
    fn every_image_is_what_its_sources_give() {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            for languages in LANGUAGES.chunks(LANGUAGES.len().div_ceil(workers)) {
                scope.spawn(|| beside_their_sources(languages));
            }
        });
        assert!(LANGUAGES.iter().any(|language| language.has("PT")));
    }

    #[test]
    fn regions_without_words_of_their_own_share_a_lexicon() {
        let library = Library::new(&[]).unwrap();
        let mut regions = 0;
        for Language { code, regions: own, .. } in LANGUAGES {
            assert!(Arc::ptr_eq(&library.get(code, "ZZ"), &library.get(code, "")), "{code}");
            for (region, _) in own.iter().take(1) {
                assert!(!Arc::ptr_eq(&library.get(code, region), &library.get(code, "")), "{code} {region}");
                assert!(Arc::ptr_eq(&library.get(code, region), &library.get(code, region)), "{code} {region}");
                regions += 1;
            }
        }
        assert!(regions > 0);
    }

    #[test]
    fn a_lexicon_on_top_leaves_the_words_below_as_they_are() {
        let library = Library::new(&[]).unwrap();
        let code =
            LANGUAGES.iter().map(|language| language.code).find(|code| library.get(code, "").word("сім") > 0).unwrap();
        let own = [(format!("{code}.toml"), "[cardinal]\n7 = [\"сьомка\"]\n".to_owned())];
        let (with, without) = (Library::new(&own).unwrap().get(code, ""), library.get(code, ""));
        assert_eq!((with.word("сьомка") > 0, without.word("сьомка")), (true, 0));
        let seven = with.value(with.root(with.word("сьомка")), Role::Cardinal);
        assert_eq!(seven, without.value(without.root(without.word("сім")), Role::Cardinal));
        assert_eq!(with.word("сім"), without.word("сім"));
    }
}

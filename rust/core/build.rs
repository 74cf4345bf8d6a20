//! Checks the lexicons, so that a fault in one stops the build, and leaves an image of each for the library to load.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, thread};

use lexicon::role::{Role, Roles};
use lexicon::source::{Source, parse};
use lexicon::{compile, delta, shared, trial};
use toml::de::DeTable;

// What makes an image of a lexicon is the library's own.
#[allow(dead_code, reason = "the library makes figures of texts; here lexicons are made ready for it")]
#[path = "src/decimal.rs"]
mod decimal;
#[allow(dead_code, reason = "the library asks for words")]
#[path = "src/clues.rs"]
mod clues;
#[allow(dead_code, reason = "the library looks words up")]
#[path = "src/known.rs"]
mod known;
#[allow(dead_code, reason = "the library passes over text")]
#[path = "src/block.rs"]
mod block;
#[allow(dead_code, reason = "the library passes over text")]
#[path = "src/letters.rs"]
mod letters;
#[allow(dead_code, unused_imports, reason = "the library reads with lexicons")]
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/stages"]
mod stages {
    #[allow(dead_code, reason = "lexicons need the folding of words alone")]
    pub(crate) mod fold;
}
#[allow(dead_code, reason = "lexicons need phrases cut into words alone")]
#[path = "src/token.rs"]
mod token;
#[allow(dead_code, reason = "no text is scanned here")]
#[path = "src/tokenize/mod.rs"]
mod tokenize;

/// Roles whose words speak for their language.
const SPEAKING: Roles = Roles::any(&[
    Role::Cardinal,
    Role::Ordinal,
    Role::Scale,
    Role::Category,
    Role::OutcomeNoun,
    Role::Outcome,
    Role::Duration,
    Role::Unit,
    Role::Money,
    Role::Month,
    Role::Percent,
    Role::Function,
]);

/// A language on its way into the library.
struct Language {
    code: String,
    name: String,
    model: String,
    /// Whether it gives way to others that know as much of a text.
    is_rare: bool,
    told: clues::Told,
    known: BTreeSet<u32>,
    image: String,
    regions: Vec<(String, String)>,
    text: String,
    cldr: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let folder = root.join("lexicons");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut codes: Vec<String> = fs::read_dir(&folder)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".toml").filter(|stem| !stem.starts_with('_')).map(str::to_owned))
        .collect();
    codes.sort();

    let out = PathBuf::from(env::var("OUT_DIR")?);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let each = codes.len().div_ceil(workers).max(1);
    let made: Vec<Result<Language, String>> = thread::scope(|scope| {
        let (folder, out) = (&folder, &out);
        let work = |codes: &'_ [String]| codes.iter().map(|code| language(code, folder, out)).collect::<Vec<_>>();
        let workers: Vec<_> = codes.chunks(each).map(|codes| scope.spawn(move || work(codes))).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|_| vec![Err("it fell over".into())]))
            .collect()
    });
    let mut languages = Vec::new();
    for made in made {
        match made {
            Ok(language) => languages.push(language),
            Err(fault) => println!("cargo::error={fault}"),
        }
    }
    // Where two know as much of a text, the first is meant.
    languages.sort_by_key(|language| language.is_rare);
    let mut list = String::from(
        "/// Every language, by code; those that give way to others last.\npub(crate) static LANGUAGES: &[Language] = &[\n",
    );
    for Language { code, name, model, image, regions, text, cldr, .. } in &languages {
        let regions: Vec<String> =
            regions.iter().map(|(region, delta)| format!("({region:?}, include_bytes!({delta:?}))")).collect();
        let regions = regions.join(", ");
        let cldr = cldr.as_ref().map_or_else(|| "\"\"".to_owned(), |path| format!("include_str!({path:?})"));
        writeln!(
            list,
            "    Language {{ code: {code:?}, name: {name:?}, model: {model:?}, image: include_bytes!({image:?}), \
             regions: &[{regions}], text: include_str!({text:?}), cldr: {cldr} }},"
        )?;
    }
    list.push_str("];\n");
    list.push_str(&taxonomy()?);
    let known: Vec<BTreeSet<u32>> = languages.iter().map(|language| language.known.clone()).collect();
    let trial = left(&out.join("trial.bin"), &trial::image(&known))?;
    writeln!(list, "\n/// Which languages know a word.\npub(crate) static TRIAL: &[u8] = include_bytes!({trial:?});")?;
    let told = languages.into_iter().map(|language| language.told).collect::<Vec<_>>();
    let clues = left(&out.join("clues.bin"), &clues::image(&told))?;
    writeln!(
        list,
        "\n/// Function words and letters of all languages.\npub(crate) static CLUES: &[u8] = include_bytes!({clues:?});"
    )?;
    let shared = shared::image(&fs::read_to_string(folder.join("_shared.toml"))?)?;
    let shared = left(&out.join("shared.bin"), &shared)?;
    writeln!(list, "\n/// Signs and symbols of all languages.\nstatic SHARED: &[u8] = include_bytes!({shared:?});")?;
    fs::write(out.join("lexicons.rs"), list)?;
    Ok(())
}

/// Leaves a file for the library; its path.
fn left(path: &Path, bytes: &[u8]) -> Result<String, String> {
    fs::write(path, bytes).map_err(|fault| format!("{}: {fault}", path.display()))?;
    Ok(path.display().to_string())
}

/// Reads and checks a lexicon file.
fn read(path: &Path, name: &str) -> Result<Source, String> {
    parse(name, &fs::read_to_string(path).map_err(|fault| format!("{name}: {fault}"))?)
}

/// Makes everything of a language that the library loads; a fault is one line.
fn language(code: &str, folder: &Path, out: &Path) -> Result<Language, String> {
    let text = folder.join(format!("{code}.toml"));
    let mut source = read(&text, &format!("lexicons/{code}.toml"))?;
    // Made of CLDR by scripts/cldr.py; a language of one's own need not have it.
    let cldr = Some(folder.join("cldr").join(format!("{code}.toml"))).filter(|path| path.exists());
    let setting = |table: &str, key: &str| -> Vec<String> {
        let found = source.settings.iter().find(|s| s.table == table && s.key == key && s.region.is_empty());
        found.map(|setting| setting.values.clone()).unwrap_or_default()
    };
    let (name, model) = (setting("", "name").concat(), setting("detect", "model").concat());
    let is_rare = setting("detect", "rare") == ["true"];
    let told = clues::Told {
        words: setting("detect", "words"),
        letters: setting("detect", "letters").concat(),
        scripts: setting("detect", "scripts"),
        never_without: setting("detect", "never_without") == ["true"],
    };
    let speaking = source.entries.iter().filter(|entry| SPEAKING.has(entry.role));
    let known: BTreeSet<u32> = speaking.flat_map(|entry| entry.words.split([' ', '-'])).map(trial::hash).collect();
    if let Some(path) = &cldr {
        source.fill(read(path, &format!("lexicons/cldr/{code}.toml"))?);
    }
    let of_regions = source.entries.iter().map(|entry| &entry.region).chain(source.settings.iter().map(|s| &s.region));
    let of_regions: BTreeSet<String> = of_regions.filter(|region| !region.is_empty()).cloned().collect();
    let sources = [source];
    let image = compile::image(code, "", &sources);
    let base = delta::Base::new(&image);
    let regions = of_regions.into_iter().map(|region| {
        let delta = base.delta(&compile::image(code, &region, &sources));
        let path = left(&out.join(format!("{code}-{region}.bin")), &delta)?;
        Ok((region, path))
    });
    Ok(Language {
        code: code.to_owned(),
        name,
        model,
        is_rare,
        told,
        known,
        regions: regions.collect::<Result<_, String>>()?,
        image: left(&out.join(format!("{code}.bin")), &image)?,
        text: text.display().to_string(),
        cldr: cldr.map(|path| path.display().to_string()),
    })
}

/// What the reader asks of the taxonomy: which categories are people, what each outcome can happen to, what has which mark.
fn taxonomy() -> Result<String, Box<dyn std::error::Error>> {
    let document = toml::de::DeTable::parse(lexicon::taxonomy::TAXONOMY)?;
    let table = |name: &str| {
        let entries = document.get_ref().get(name).and_then(|entries| entries.get_ref().as_table());
        entries
            .into_iter()
            .flatten()
            .filter_map(|(id, entry)| Some((id.get_ref().as_ref(), entry.get_ref().as_table()?)))
    };
    let text =
        |entry: &DeTable<'_>, key: &str| entry.get(key).and_then(|value| value.get_ref().as_str()).map(str::to_owned);
    let texts = |entry: &DeTable<'_>, key: &str| -> Vec<String> {
        let values = entry.get(key).and_then(|value| value.get_ref().as_array());
        values.into_iter().flatten().filter_map(|value| value.get_ref().as_str()).map(str::to_owned).collect()
    };
    let is_set = |entry: &DeTable<'_>, mark: &str| {
        entry.get(mark).is_some_and(|value| value.get_ref().as_bool().unwrap_or_default())
    };
    let coarser = |entry: &DeTable<'_>| {
        let parent = text(entry, "parent");
        table("category").find(|(id, _)| parent.as_deref() == Some(*id)).map(|(_, entry)| entry)
    };
    let mut list = String::new();
    // One that the taxonomy does not have is then none in the code either.
    for (kind, module) in [("outcome", "outcomes"), ("category", "categories")] {
        let reason = "few of them are told from the others by what they are";
        writeln!(list, "\n#[allow(dead_code, reason = {reason:?})]\npub(crate) mod {module} {{")?;
        for (id, _) in table(kind) {
            writeln!(list, "    pub(crate) const {}: &str = {id:?};", id.to_uppercase())?;
        }
        list.push_str("}\n");
    }
    // By name, so that they are found fast.
    let mut name_ids = |about: &str, name: &str, mut ids: Vec<&str>| {
        ids.sort_unstable();
        writeln!(list, "\n/// {about}, by name.\nconst {name}: &[&str] = &{ids:?};")
    };
    for (group, name, about) in
        [("person", "PEOPLE", "Categories that are people"), ("equipment", "ARMS", "Categories of arms and vehicles")]
    {
        let is_of = |entry: &DeTable<'_>| text(entry, "group").as_deref() == Some(group);
        name_ids(about, name, table("category").filter(|(_, entry)| is_of(entry)).map(|(id, _)| id).collect())?;
    }
    for (kind, mark, name) in [
        ("category", "fighter", "FIGHTERS"),
        ("category", "hits", "HITTING"),
        ("category", "closes", "CLOSING"),
        ("category", "by_age_or_sex", "BY_AGE_OR_SEX"),
        ("category", "minor", "MINORS"),
        ("outcome", "everyday", "EVERYDAY"),
        ("outcome", "holds_others", "HOLDING"),
        ("outcome", "by_owner", "BY_OWNER"),
        ("outcome", "suffered", "SUFFERED"),
    ] {
        let marked = table(kind)
            .filter(|(_, entry)| is_set(entry, mark) || coarser(entry).is_some_and(|entry| is_set(entry, mark)));
        name_ids(&format!("Those with `{mark}`"), name, marked.map(|(id, _)| id).collect())?;
    }
    let own = |entry: &DeTable<'_>| texts(entry, "at_work");
    let mut at_work: Vec<(&str, String)> = table("category")
        .flat_map(|(id, entry)| {
            let outcomes = own(entry).into_iter().chain(coarser(entry).into_iter().flat_map(own));
            outcomes.map(move |outcome| (id, outcome)).collect::<Vec<_>>()
        })
        .collect();
    at_work.sort_unstable();
    writeln!(list, "\n/// Categories and their `at_work`, by name.\nconst AT_WORK: &[(&str, &str)] = &{at_work:?};")?;
    list.push_str("\n/// Outcomes that cannot happen to everything, or that are said of nothing but people.\nconst FITS: &[Fit] = &[\n");
    for (id, entry) in table("outcome") {
        let (of, otherwise) = (texts(entry, "of"), texts(entry, "otherwise"));
        let alone = text(entry, "alone").unwrap_or_default();
        let happens_to = |id: &str, category: &DeTable<'_>| {
            let names = [Some(id.to_owned()), text(category, "group"), text(category, "parent")];
            names.into_iter().flatten().any(|name| of.contains(&name))
        };
        let mut of: Vec<&str> =
            table("category").filter(|(id, category)| happens_to(id, category)).map(|(id, _)| id).collect();
        of.sort_unstable();
        if !of.is_empty() || !alone.is_empty() {
            let fit = format!("outcome: {id:?}, of: &{of:?}, otherwise: &{otherwise:?}, alone: {alone:?}");
            writeln!(list, "    Fit {{ {fit} }},")?;
        }
    }
    list.push_str("];\n");
    Ok(list)
}

//! Lists the lexicons and checks each: a fault in one stops the build.

use std::fmt::Write as _;
use std::{env, fs, path::PathBuf};

#[path = "src/lexicon"]
mod lexicon {
    #[allow(dead_code, reason = "lexicons are checked here, not compiled")]
    pub(crate) mod role;
    pub(crate) mod schema;
    #[allow(dead_code, reason = "the library lays one file under another")]
    pub(crate) mod source;
    pub(crate) mod taxonomy;
    pub(crate) mod trial;
}

use lexicon::role::{Role, Roles};
use toml::de::DeTable;

#[path = "src/stages"]
mod stages {
    #[allow(dead_code, reason = "lexicons need the folding of words alone")]
    pub(crate) mod fold;
}

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

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let folder = root.join("lexicons");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = fs::read_dir(&folder)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".toml").filter(|stem| !stem.starts_with('_')).map(str::to_owned))
        .collect();
    names.sort();

    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut list = String::from(
        "/// What the build knows of a language before its lexicon is loaded.\n\
         pub(crate) struct Language {\n    pub(crate) code: &'static str,\n    pub(crate) name: &'static str,\n    \
         pub(crate) letters: &'static str,\n    pub(crate) words: &'static [&'static str],\n    \
         /// Hashes of its words, for short texts.\n    pub(crate) trial: &'static [u8],\n    text: &'static str,\n    /// Words made of CLDR.\n    \
         cldr: &'static str,\n}\n\n\
         /// Every language, by code.\npub(crate) const LANGUAGES: &[Language] = &[\n",
    );
    for name in &names {
        let path = folder.join(format!("{name}.toml"));
        let source = match lexicon::source::parse(&format!("lexicons/{name}.toml"), &fs::read_to_string(&path)?) {
            Ok(source) => source,
            Err(fault) => {
                println!("cargo::error={fault}");
                continue;
            }
        };
        // Made of CLDR by scripts/cldr.py; a language of one's own need not have it.
        let generated = folder.join("cldr").join(format!("{name}.toml"));
        let cldr = if generated.exists() { fs::read_to_string(&generated)? } else { String::new() };
        if let Err(fault) = lexicon::source::parse(&format!("lexicons/cldr/{name}.toml"), &cldr) {
            println!("cargo::error={fault}");
            continue;
        }
        let setting = |table: &str, key: &str| -> Vec<String> {
            let found = source.settings.iter().find(|s| s.table == table && s.key == key && s.region.is_empty());
            found.map(|setting| setting.values.clone()).unwrap_or_default()
        };
        let (title, letters) = (setting("", "name").concat(), setting("detect", "letters").concat());
        let (words, path) = (setting("detect", "words"), path.display().to_string());
        let speaking = source.entries.iter().filter(|entry| SPEAKING.has(entry.role));
        let mut hashes: Vec<u32> =
            speaking.flat_map(|entry| entry.words.split([' ', '-'])).map(lexicon::trial::hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let trial = out.join(format!("{name}.trial")).display().to_string();
        fs::write(&trial, hashes.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>())?;
        writeln!(
            list,
            "    Language {{ code: {name:?}, name: {title:?}, letters: {letters:?}, words: &{words:?}, \
             trial: include_bytes!({trial:?}), text: include_str!({path:?}), cldr: {cldr:?} }},"
        )?;
    }
    list.push_str("];\n");
    list.push_str(&taxonomy()?);
    let shared = folder.join("_shared.toml").display().to_string();
    writeln!(list, "\nconst SHARED: &str = include_str!({shared:?});")?;
    fs::write(out.join("lexicons.rs"), list)?;
    Ok(())
}

/// What the reader asks of the taxonomy: which categories are people, what each outcome can happen to.
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
    let people: Vec<&str> = table("category")
        .filter(|(_, entry)| text(entry, "group").as_deref() == Some("person"))
        .map(|(id, _)| id)
        .collect();
    let mut list = format!("\n/// Categories that are people.\nconst PEOPLE: &[&str] = &{people:?};\n");
    list.push_str("\n/// Outcomes that cannot happen to everything, or that are said of nothing but people.\nconst FITS: &[Fit] = &[\n");
    for (id, entry) in table("outcome") {
        let (of, otherwise) = (texts(entry, "of"), texts(entry, "otherwise"));
        let alone = text(entry, "alone").unwrap_or_default();
        let happens_to = |id: &str, category: &DeTable<'_>| {
            let names = [Some(id.to_owned()), text(category, "group"), text(category, "parent")];
            names.into_iter().flatten().any(|name| of.contains(&name))
        };
        let of: Vec<&str> =
            table("category").filter(|(id, category)| happens_to(id, category)).map(|(id, _)| id).collect();
        if !of.is_empty() || !alone.is_empty() {
            writeln!(list, "    Fit {{ outcome: {id:?}, of: &{of:?}, otherwise: &{otherwise:?}, alone: {alone:?} }},")?;
        }
    }
    list.push_str("];\n");
    Ok(list)
}

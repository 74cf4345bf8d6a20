//! Lists the lexicons and checks each: a fault in one stops the build.

use std::fmt::Write as _;
use std::{env, fs, path::PathBuf};

#[path = "src/lexicon"]
mod lexicon {
    #[allow(dead_code, reason = "lexicons are checked here, not compiled")]
    pub(crate) mod role;
    pub(crate) mod schema;
    pub(crate) mod source;
    pub(crate) mod taxonomy;
    pub(crate) mod trial;
}

use lexicon::role::{Role, Roles};

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
         /// Hashes of its words, for short texts.\n    pub(crate) trial: &'static [u8],\n    text: &'static str,\n}\n\n\
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
             trial: include_bytes!({trial:?}), text: include_str!({path:?}) }},"
        )?;
    }
    list.push_str("];\n");
    let taxonomy = toml::de::DeTable::parse(lexicon::taxonomy::TAXONOMY)?;
    let people: Vec<&str> = taxonomy
        .get_ref()
        .get("category")
        .and_then(|categories| categories.get_ref().as_table())
        .into_iter()
        .flatten()
        .filter(|(_, category)| {
            category.get_ref().get("group").and_then(|group| group.get_ref().as_str()) == Some("person")
        })
        .map(|(id, _)| id.get_ref().as_ref())
        .collect();
    writeln!(list, "\n/// Categories that are people.\npub(crate) const PEOPLE: &[&str] = &{people:?};")?;
    let shared = folder.join("_shared.toml").display().to_string();
    writeln!(list, "\nconst SHARED: &str = include_str!({shared:?});")?;
    fs::write(out.join("lexicons.rs"), list)?;
    Ok(())
}

//! What may be counted and what may happen to it: the ids of `lexicons/_taxonomy.toml`, which lexicons must keep to.
//!
//! Also compiled into the build script. Knows nothing of words.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use toml::de::DeTable;

use super::role::Role;

/// The file, as it is: TOML with a table for each id under `[outcome]` and `[category]`.
pub(crate) const TAXONOMY: &str = include_str!("../../lexicons/_taxonomy.toml");

type Ids = BTreeSet<(String, String)>;

/// The fault where `key` must be an id of the taxonomy and is none.
pub(crate) fn fault(role: Role, key: &str) -> Option<String> {
    static IDS: OnceLock<Ids> = OnceLock::new();
    let table = match role {
        Role::Category => "category",
        Role::Outcome | Role::OutcomeNoun | Role::Split => "outcome",
        _ => return None,
    };
    let is_known = IDS.get_or_init(ids).contains(&(table.to_owned(), key.to_owned()));
    (!is_known).then(|| format!("`{key}` is no {table} of the taxonomy; `figures schema --taxonomy` lists them"))
}

/// Whether what `outcome` says of one thing, with no number written, is looked for.
pub(crate) fn happens_to_one(outcome: &str) -> bool {
    static FOUND: OnceLock<BTreeSet<String>> = OnceLock::new();
    FOUND.get_or_init(to_one).contains(outcome)
}

/// The outcomes that have `to_one`.
fn to_one() -> BTreeSet<String> {
    let Ok(document) = DeTable::parse(TAXONOMY) else { return BTreeSet::new() };
    let entries = document.get_ref().get("outcome").and_then(|entries| entries.get_ref().as_table());
    let is_set = |entry: &DeTable<'_>| entry.get("to_one").is_some_and(|value| value.get_ref().as_bool() == Some(true));
    entries
        .into_iter()
        .flatten()
        .filter(|(_, entry)| entry.get_ref().as_table().is_some_and(is_set))
        .map(|(id, _)| id.get_ref().to_string())
        .collect()
}

/// Table and id of all there are; none where the file is no TOML, which `build.rs` refuses.
fn ids() -> Ids {
    let Ok(document) = DeTable::parse(TAXONOMY) else { return Ids::new() };
    let tables = ["outcome", "category"].into_iter().filter_map(|table| {
        let entries = document.get_ref().get(table)?.get_ref().as_table()?;
        Some(entries.iter().map(move |(id, _)| (table.to_owned(), id.get_ref().to_string())))
    });
    tables.flatten().collect()
}

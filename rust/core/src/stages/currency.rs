//! Stage 9: which of several currencies a word means: 57 million pesos are Argentine where the sentence names Argentina.
//!
//! Settled figures and what is known of their document come in; amounts of a currency that others are called like leave with the one
//! that is told, and without their flag. Knows no dollars: a bare one is that of the United States, whatever a text is about.

use compact_str::CompactString;

use super::read::View;
use crate::draft::Draft;
use crate::figure::{Flag, Kind};
use crate::lexicon::{Currencies, Role, Roles};

/// Bytes of a document in which it is said what country it is about.
pub(crate) const OPENING: usize = 400;

/// What a document has told of its currencies so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// The last currency of each family that was told in full.
    in_full: Vec<CompactString>,
    /// Countries that its first words name, once they were asked for.
    opening: Option<Vec<CompactString>>,
}

/// Settles the currencies of a stretch; `opening` reads the countries that its document begins with.
pub(crate) fn settle(
    view: &View,
    drafts: &mut [Draft],
    known: &mut Known,
    mut opening: impl FnMut() -> Vec<CompactString>,
) {
    let currencies = &view.shared.currencies;
    let mut near = None;
    for draft in drafts.iter_mut().filter(|draft| draft.figure.kind == Kind::Money) {
        let Some(code) = draft.figure.unit.as_ref().filter(|code| currencies.is_shared(code)) else { continue };
        if !draft.figure.flags.contains(Flag::AmbiguousCurrency) {
            known.in_full.retain(|other| !currencies.are_alike(other, code));
            known.in_full.push(code.clone());
            continue;
        }
        let near = near.get_or_insert_with(|| countries(view));
        let settled = only(currencies, code, near)
            .or_else(|| known.in_full.iter().find(|other| currencies.are_alike(other, code)))
            .or_else(|| only(currencies, code, known.opening.get_or_insert_with(&mut opening)));
        if let Some(settled) = settled.cloned() {
            draft.figure.unit = Some(settled);
            draft.figure.flags.lower(Flag::AmbiguousCurrency);
        }
    }
}

/// The countries that a stretch names, each once.
pub(crate) fn countries(view: &View) -> Vec<CompactString> {
    let mut named: Vec<CompactString> = Vec::new();
    let mut at = 0;
    while at < view.tokens.len() {
        let side = view.lexicon.longest(view.tokens, at, Roles::of(Role::Side));
        if let Some(name) = side.and_then(|side| view.lexicon.name(side.node, Role::Side))
            && !named.contains(name)
        {
            named.push(name.clone());
        }
        at = side.map_or(at + 1, |side| side.end);
    }
    named
}

/// The currency called as `code` is of the only country among `named` that has one; none where there are two such.
fn only<'c>(currencies: &'c Currencies, code: &str, named: &[CompactString]) -> Option<&'c CompactString> {
    let mut of = named.iter().filter_map(|country| currencies.of_country(code, country));
    let first = of.next()?;
    of.all(|other| other == first).then_some(first)
}

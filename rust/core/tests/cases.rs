//! Runs `tests/cases/*.toml`: every case, every failure shown with text, wanted and got.

use std::fmt::Write as _;
use std::{fs, path::PathBuf};

use figures_core::{Document, Figure, Reader, Scratch};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    want: Vec<String>,
    /// Today's answer where it is known to be wrong, and why.
    gets: Option<Vec<String>>,
    why: Option<String>,
    #[serde(rename = "bug")]
    _bug: Option<String>,
    region: Option<String>,
    date: Option<String>,
    #[serde(default)]
    detect: bool,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases")
}

/// Whether `figure` is what the right-hand side of a line asks for: kind, amount and unit exactly, the fields it names.
fn agrees(wanted: &str, figure: &Figure, text: &str) -> bool {
    let got = figure.describe(text);
    let (wanted, label) = split_label(wanted);
    let (got, its_label) = split_label(&got);
    if label.is_some() && label != its_label {
        return false;
    }
    let mut wanted = wanted.split(' ');
    let got: Vec<&str> = got.split(' ').collect();
    let unit_at = if figure.kind.name() == "date" { 1 } else { 2 };
    for place in 0..unit_at {
        if wanted.next() != got.get(place).copied() {
            return false;
        }
    }
    let mut left: Vec<&str> = wanted.collect();
    if let Some(unit) = figure.unit.as_deref() {
        if left.first() != Some(&unit) {
            return false;
        }
        left.remove(0);
    }
    left.iter().all(|field| match *field {
        "!category" => figure.category.is_none(),
        "!outcome" => figure.outcome.is_none(),
        "!side" => figure.side.is_none(),
        "!label" => figure.label.is_none(),
        "!scope" => figure.scope.is_none(),
        "!delta" => figure.delta.is_none(),
        "!date" => figure.date.is_none(),
        "!tally" => figure.tally.is_none(),
        "!part_of" => figure.part_of.is_none(),
        "!trend" => figure.trend.is_none(),
        "!per" => figure.per.is_none(),
        field => got.get(unit_at..).is_some_and(|fields| fields.contains(&field)),
    })
}

fn split_label(line: &str) -> (&str, Option<&str>) {
    match line.split_once(" \"") {
        Some((head, label)) => (head, Some(label.trim_end_matches('"'))),
        None => (line, None),
    }
}

/// Whether the figures are those of `want`, in order, none missing and none too many.
fn holds(want: &[String], figures: &[Figure], text: &str) -> bool {
    if want.len() != figures.len() {
        return false;
    }
    let mut from = 0;
    want.iter().zip(figures).all(|(line, figure)| {
        let Some((surface, wanted)) = line.split_once(" = ") else { return false };
        let (surface, nth) = match surface.rsplit_once('#') {
            Some((surface, nth)) if nth.parse::<usize>().is_ok() => (surface, nth.parse().unwrap_or(1)),
            _ => (surface, 1),
        };
        let Some(place) = text[from..].match_indices(surface).nth(nth - 1).map(|(place, _)| from + place) else {
            return false;
        };
        from = place + surface.len();
        figure.span.start as usize == place && figure.span.of(text) == surface && agrees(wanted, figure, text)
    })
}

#[test]
fn cases() {
    let reader = Reader::default();
    let only = std::env::var("CASES").unwrap_or_default();
    let mut report = String::new();
    let (mut run, mut failed) = (0, 0);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let code = path.file_stem().unwrap().to_str().unwrap();
        if !only.is_empty() && only != code {
            continue;
        }
        let file: File = toml::from_str(&fs::read_to_string(path).unwrap())
            .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        for case in &file.case {
            let tag = case.region.as_ref().map_or(code.to_owned(), |region| format!("{code}-{region}"));
            let lang = (!case.detect).then_some(tag.as_str());
            let mut figures = Vec::new();
            reader.parse_into(
                Document { text: &case.text, lang, date: case.date.as_deref() },
                &mut Scratch::default(),
                &mut figures,
            );
            run += 1;
            let expected = case.gets.as_ref().unwrap_or(&case.want);
            assert!(case.gets.is_none() || case.why.is_some(), "{code}/{}: `gets` needs a `why`", case.name);
            if holds(expected, &figures, &case.text) {
                continue;
            }
            failed += 1;
            writeln!(report, "\n{code}/{}\n  text {}", case.name, case.text.replace('\n', "\n       ")).unwrap();
            for line in expected {
                writeln!(report, "  want {line}").unwrap();
            }
            for figure in &figures {
                writeln!(report, "  got  {} = {}", figure.span.of(&case.text), figure.describe(&case.text)).unwrap();
            }
        }
    }
    assert!(run > 0, "no case was run");
    assert!(failed == 0, "{failed} of {run} cases failed:\n{report}");
}

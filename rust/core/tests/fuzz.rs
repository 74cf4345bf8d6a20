//! The fuzzer's targets in short, without the fuzzer: every case cut, glued to another and read as another language, pieces of
//! lexicons, and whatever the fuzzer once found. Changes are drawn from a fixed seed.

#![expect(clippy::unwrap_used, reason = "a case file that cannot be read is a failure of the test")]

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[path = "../../../fuzz/targets.rs"]
mod targets;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
}

/// Numbers that look drawn at random, the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end.max(1)
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).map(|files| files.flatten().map(|file| file.path()).collect()).unwrap_or_default();
    paths.sort();
    paths
}

/// Language and text of every case.
fn cases() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    for path in
        files(&root().join("tests/cases")).iter().filter(|path| path.extension().is_some_and(|end| end == "toml"))
    {
        let lang = path.file_stem().unwrap().to_string_lossy().into_owned();
        let file: File = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        cases.extend(file.case.into_iter().map(|case| (lang.clone(), case.text)));
    }
    assert!(!cases.is_empty());
    cases
}

/// Up to a byte, so that a letter may be cut in two.
fn cut<'t>(text: &'t str, draw: &mut Draw) -> &'t [u8] {
    text.as_bytes().get(draw.below(text.len())..).unwrap_or_default()
}

#[test]
fn cases_cut_and_glued_are_texts_too() {
    let cases = cases();
    let mut draw = Draw(20_250_301);
    for (lang, text) in &cases {
        let (other, more) = &cases[draw.below(cases.len())];
        targets::text(&[lang.as_bytes(), b"\n", cut(text, &mut draw), b" ", cut(more, &mut draw)].concat());
        targets::text(&[other.as_bytes(), b"\n", text.as_bytes(), cut(more, &mut draw)].concat());
        targets::text(&[b"\n", cut(more, &mut draw), b"\n", text.as_bytes()].concat());
        targets::number(&[lang.as_bytes(), b"\n", cut(text, &mut draw)].concat());
    }
}

#[test]
fn pieces_of_lexicons_are_taken_or_refused() {
    let mut draw = Draw(7);
    for path in files(&root().join("rust/core/lexicons"))
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
    {
        let lexicon = fs::read_to_string(path).unwrap();
        for _ in 0..8 {
            let start = draw.below(lexicon.len());
            let end = (start + draw.below(3_000)).min(lexicon.len());
            targets::lexicon(&[b"12 xx, 3 yy\n", &lexicon.as_bytes()[start..end]].concat());
        }
    }
}

#[test]
fn what_was_found_stays_mended() {
    for (folder, target) in
        [("text", targets::text as fn(&[u8])), ("number", targets::number), ("lexicon", targets::lexicon)]
    {
        for path in files(&root().join("fuzz/found").join(folder)) {
            target(&fs::read(path).unwrap());
        }
    }
}

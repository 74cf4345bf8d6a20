//! Counts the figures of many documents; what `bench/instructions.py` measures.
//!
//! In: a file of documents, each closed by a null byte, and the language of all, where it is to be told. Out: how many
//! documents there are and how many figures they have.

use std::io::{self, Write as _};
use std::{env, fs};

use figures_core::{Document, Reader, Scratch};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let Some(path) = arguments.next() else { return Err(io::Error::other("which file?")) };
    let (text, lang) = (fs::read_to_string(path)?, arguments.next());
    let (reader, mut scratch, mut figures) = (Reader::default(), Scratch::default(), Vec::new());
    let (mut documents, mut found) = (0, 0);
    for text in text.split_terminator('\0') {
        figures.clear();
        reader.parse_into(Document { text, lang: lang.as_deref(), date: None }, &mut scratch, &mut figures);
        documents += 1;
        found += figures.len();
    }
    writeln!(io::stdout(), "{documents} {found}")
}

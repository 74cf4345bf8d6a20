//! Counts the figures of many documents; what `bench/instructions.py` measures.
//!
//! In: a file of documents, each closed by a null byte. Out: how many there are and how many figures they have.

use std::io::{self, Write as _};
use std::{env, fs};

use figures_core::{Document, Reader, Scratch};

fn main() -> io::Result<()> {
    let Some(path) = env::args().nth(1) else { return Err(io::Error::other("which file?")) };
    let text = fs::read_to_string(path)?;
    let (reader, mut scratch, mut figures) = (Reader::default(), Scratch::default(), Vec::new());
    let (mut documents, mut found) = (0, 0);
    for text in text.split_terminator('\0') {
        figures.clear();
        reader.parse_into(Document { text, lang: None, date: None }, &mut scratch, &mut figures);
        documents += 1;
        found += figures.len();
    }
    writeln!(io::stdout(), "{documents} {found}")
}

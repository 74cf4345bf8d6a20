//! Prints the figures of a text on standard input, one a line; the language may be given: `cargo run --example read -- uk`.

use std::io::{self, Read as _, Write as _};

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let lang = std::env::args().nth(1);
    let mut out = io::stdout().lock();
    for figure in figures_core::Reader::default().parse(&text, lang.as_deref()) {
        writeln!(out, "{} = {}", figure.span.of(&text), figure.describe(&text))?;
    }
    Ok(())
}

//! Times the reader on documents parted by U+0001 on standard input.
use std::io::Read as _;
#[allow(clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::print_stdout)]
fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let docs: Vec<&str> = text.split('\u{1}').collect();
    let reader = figures_core::Reader::default();
    let mut scratch = figures_core::Scratch::default();
    let mut out = Vec::new();
    let mut n = 0;
    let rounds: usize = std::env::args().nth(1).and_then(|s| s.parse().ok()).unwrap_or(1);
    let t0 = std::time::Instant::now();
    for d in docs.iter().take(5) { reader.parse_into(figures_core::Document { text: d, lang: None, date: None }, &mut scratch, &mut out); }
    println!("first {:?}", t0.elapsed());
    let t = std::time::Instant::now();
    for _ in 0..rounds { for d in &docs {
        out.clear();
        reader.parse_into(figures_core::Document { text: d, lang: None, date: None }, &mut scratch, &mut out);
        n += out.len();
    } }
    let s = t.elapsed().as_secs_f64();
    println!("{n} figures, {:.1} MB/s", text.len() as f64 * rounds as f64 / 1e6 / s);
}

//! Documents read together: each has the figures that it has alone, whatever stands beside it.

use figures_core::{Document, Figure, Kind, Options, Reader, Scratch};

const TEXTS: [(&str, Option<&str>); 6] = [
    ("On 12 May 1,234 soldiers and 8 civilians, including 3 children, were killed.", None),
    ("", None),
    ("A obra custou US $ 1,37 bilhão. O relatório saiu em fevereiro de 2022.", None),
    ("Танки – 10 478 (+8)\nЛітаки – 370\nГелікоптери – 335\n", Some("uk")),
    ("No figures are here, and nobody counted.", Some("en")),
    ("1.234,5 km und 2.500 Menschen", Some("de")),
];

fn documents() -> Vec<Document<'static>> {
    TEXTS.iter().map(|(text, lang)| Document { text, lang: *lang, date: Some("2025-03-01") }).collect()
}

fn as_alone(reader: &Reader) {
    let (mut scratch, mut together, mut ends) = (Scratch::default(), Vec::new(), Vec::new());
    // What was there before stays.
    reader.parse_into(Document { text: "2 cats", ..Document::default() }, &mut scratch, &mut together);
    let before = together.len();
    for turn in 1..=3 {
        let repeated: Vec<Document<'_>> = documents().into_iter().cycle().take(turn * TEXTS.len() * 8).collect();
        together.truncate(before);
        ends.clear();
        reader.parse_many(&repeated, &mut scratch, &mut together, &mut ends);
        assert_eq!(ends.len(), repeated.len());
        assert_eq!(ends.last(), Some(&together.len()));
        let mut start = before;
        for (document, end) in repeated.iter().zip(&ends) {
            let mut alone: Vec<Figure> = Vec::new();
            reader.parse_into(*document, &mut Scratch::default(), &mut alone);
            assert_eq!(together.get(start..*end), Some(alone.as_slice()), "{}", document.text);
            start = *end;
        }
    }
}

#[test]
fn figures_are_those_of_each_alone() {
    let reader = Reader::default();
    as_alone(&reader);
    let found: Vec<usize> = TEXTS.iter().map(|(text, lang)| reader.parse(text, *lang).len()).collect();
    assert_eq!(found, [4, 0, 2, 3, 0, 2]);
}

#[test]
fn options_leave_out_the_same() {
    let options = Options { kinds: vec![Kind::Count], exclude: vec!["3 child|10 478".into()], ..Options::default() };
    as_alone(&Reader::new(options).unwrap());
}

//! Documents read together: each has the figures that it has alone, whatever stands beside it.

#![expect(clippy::unwrap_used, reason = "a document that was not given is a failure of the test")]

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
    let mut scratch = Scratch::default();
    for turn in 1..=3 {
        let repeated: Vec<Document<'_>> = documents().into_iter().cycle().take(turn * TEXTS.len() * 8).collect();
        let mut together: Vec<Vec<Figure>> = vec![Vec::new(); repeated.len()];
        let mut last = 0;
        reader.parse_each(&repeated, &mut scratch, |place, before, found| {
            assert!(place >= last && !found.is_empty());
            last = place;
            let own = together.get_mut(place).unwrap();
            assert_eq!(own.len(), before);
            own.append(found);
        });
        for (document, together) in repeated.iter().zip(&together) {
            let mut alone: Vec<Figure> = Vec::new();
            reader.parse_into(*document, &mut Scratch::default(), &mut alone);
            assert_eq!(together, &alone, "{}", document.text);
        }
    }
}

#[test]
fn documents_beside_a_very_long_one_come_in_order_too() {
    let long = "Nothing happened in the valley that day. ".repeat(1 << 15);
    let mut given = documents();
    given.insert(2, Document { text: &long, ..Document::default() });
    let (mut places, mut count) = (Vec::new(), 0);
    Reader::default().parse_each(&given, &mut Scratch::default(), |place, _, figures| {
        places.push(place);
        count += figures.len();
    });
    assert_eq!((places, count), (vec![0, 3, 4, 6], 11));
}

#[test]
fn what_was_there_before_stays() {
    let (reader, mut scratch, mut figures) = (Reader::default(), Scratch::default(), Vec::new());
    reader.parse_into(Document { text: "2 cats", ..Document::default() }, &mut scratch, &mut figures);
    let before = figures.clone();
    reader.parse_into(documents()[0], &mut scratch, &mut figures);
    assert_eq!(figures.len(), before.len() + 4);
    assert_eq!(figures[..before.len()], before);
}

#[test]
fn a_long_document_is_handed_over_bit_by_bit() {
    let text =
        "Then 12 soldiers, 3 of them women, were killed. The road along the river stayed open and the market also closed late. "
            .repeat(400);
    let (mut parts, mut count) = (0, 0);
    Reader::default().parse_each(
        &[Document { text: &text, ..Document::default() }],
        &mut Scratch::default(),
        |_, before, figures| {
            assert_eq!(before, count);
            // What a figure is part of is told by its place in the document, however it is handed over.
            assert!(figures.iter().zip(count..).all(|(figure, at)| match figure.part_of {
                Some(whole) => at % 2 == 1 && whole as usize + 1 == at,
                None => at % 2 == 0,
            }));
            (parts, count) = (parts + 1, count + figures.len());
        },
    );
    assert_eq!(count, 800);
    assert!(parts > 4, "{parts}");
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

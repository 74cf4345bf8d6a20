//! Texts longer than what is read at once: no figure is lost or cut where they are parted.

use figures_core::{Figure, Reader};

fn read(text: &str) -> Vec<Figure> {
    Reader::default().parse(text, Some("en"))
}

#[test]
fn paragraphs_are_read_as_they_are_alone() {
    let unit = "On 12 May 1,234 soldiers and 8 civilians, including 3 children, were killed.\n\n";
    let alone = read(unit);
    assert!(alone.iter().any(|figure| figure.part_of.is_some()));
    let times = 3_000;
    let all = read(&unit.repeat(times));
    assert_eq!(all.len(), alone.len() * times);
    for (turn, figures) in all.chunks(alone.len()).enumerate() {
        let by = (turn * unit.len()) as u32;
        for (figure, like) in figures.iter().zip(&alone) {
            let part_of = like.part_of.map(|whole| whole + (turn * alone.len()) as u32);
            assert_eq!((figure.value, &figure.outcome, figure.part_of), (like.value, &like.outcome, part_of));
            assert_eq!(figure.span.start, like.span.start + by);
        }
    }
}

#[test]
fn rows_of_a_list_are_whole_at_any_length() {
    let rows = 6_000;
    let all = read(&"tanks 1,730 (+8)\n".repeat(rows));
    assert_eq!(all.len(), rows);
    for figure in all {
        assert_eq!((figure.category.as_deref(), figure.value), (Some("tank"), Some(1_730.into())));
        assert!(figure.delta.is_some() && figure.tally.is_some());
    }
}

#[test]
fn a_text_without_spaces_is_parted_too() {
    let all = read(&"1;".repeat(50_000));
    assert_eq!(all.len(), 50_000);
    assert!(all.iter().enumerate().all(|(place, figure)| figure.span.start as usize == 2 * place));
}

//! Stage 1: one spelling for digits, spaces, quotes and apostrophes, letter by letter.
//!
//! Folding never moves offsets: a word is folded into a buffer of its own and the token keeps its place in the text.
//! Knows no language and no words.

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfc_quick};

/// The first digit of each decimal digit script of Unicode (general category Nd), ASCII apart.
const NOUGHTS: &[char] = &[
    '\u{0660}',
    '\u{06F0}',
    '\u{07C0}',
    '\u{0966}',
    '\u{09E6}',
    '\u{0A66}',
    '\u{0AE6}',
    '\u{0B66}',
    '\u{0BE6}',
    '\u{0C66}',
    '\u{0CE6}',
    '\u{0D66}',
    '\u{0DE6}',
    '\u{0E50}',
    '\u{0ED0}',
    '\u{0F20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17E0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19D0}',
    '\u{1A80}',
    '\u{1A90}',
    '\u{1B50}',
    '\u{1BB0}',
    '\u{1C40}',
    '\u{1C50}',
    '\u{A620}',
    '\u{A8D0}',
    '\u{A900}',
    '\u{A9D0}',
    '\u{A9F0}',
    '\u{AA50}',
    '\u{ABF0}',
    '\u{FF10}',
    '\u{104A0}',
    '\u{10D30}',
    '\u{11066}',
    '\u{110F0}',
    '\u{11136}',
    '\u{111D0}',
    '\u{112F0}',
    '\u{11450}',
    '\u{114D0}',
    '\u{11650}',
    '\u{116C0}',
    '\u{11730}',
    '\u{118E0}',
    '\u{11950}',
    '\u{11C50}',
    '\u{11D50}',
    '\u{11DA0}',
    '\u{11F50}',
    '\u{16A60}',
    '\u{16AC0}',
    '\u{16B50}',
    '\u{1D7CE}',
    '\u{1D7D8}',
    '\u{1D7E2}',
    '\u{1D7EC}',
    '\u{1D7F6}',
    '\u{1E140}',
    '\u{1E2F0}',
    '\u{1E4F0}',
    '\u{1E950}',
    '\u{1FBF0}',
];

/// The value of a decimal digit of any script.
pub(crate) fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    // Nearly all letters past ASCII stand before the first of them, or between two that are far apart.
    if matches!(c, '\u{80}'..='\u{65F}' | '\u{2000}'..='\u{A61F}' | '\u{ABFA}'..='\u{FF0F}') {
        return None;
    }
    let place = NOUGHTS.partition_point(|nought| *nought <= c);
    let nought = *NOUGHTS.get(place.checked_sub(1)?)?;
    let value = c as u32 - nought as u32;
    (value < 10).then_some(value as u8)
}

/// Numerator and denominator of a fraction written as one character.
pub(crate) fn vulgar_fraction(c: char) -> Option<(i64, i64)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

/// Whether `c` is written between words or thousands; line ends are no spaces.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Whether `c` ends a line.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `c` shows nothing and parts nothing: joiners, bidi marks, soft hyphens, byte order marks, variation selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

/// Whether `c` is one of the characters that people type for an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | '`' | '´' | '′' | '＇' | 'ʻ' | '‛')
}

/// Whether `c` is a dash or minus that may stand between the ends of a range.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '～' | '〜' | '－' | '﹣')
}

/// Whether `c` joins the parts of one word.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether `c` belongs to a word. Ordinal signs (º ª) are marks, not letters.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphabetic(),
        // The letters of the common scripts are asked for most; the general tables are slow.
        '\u{C0}'..='\u{24F}' => !matches!(c, '×' | '÷'),
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{300}'..='\u{36F}' => true,
        _ if is_common(c) => true,
        'º' | 'ª' | '\u{2000}'..='\u{206F}' => false,
        _ => c.is_alphabetic() || is_combining_mark(c),
    }
}

/// Whether `c` is a letter or mark of Hebrew or Arabic, of kana, Han or Hangul that needs no table.
fn is_common(c: char) -> bool {
    matches!(
        c,
        '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{65F}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}'
            | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
    )
}

/// The small letter of `c`, where that is one letter.
fn lower(c: char) -> Option<char> {
    let moved = match c {
        'a'..='z' | '\'' | 'à'..='ö' | 'ø'..='ÿ' | 'а'..='џ' | 'ґ' => 0,
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'А'..='Я' => 0x20,
        'Ѐ'..='Џ' => 0x50,
        'Ґ' => 1,
        '’' | 'ʼ' => return Some('\''),
        _ => return None,
    };
    char::from_u32(c as u32 + moved)
}

/// Whether `c` is left out of the folded form: nothing that shows, or the Arabic mark of a doubled letter, which print sets or not.
fn is_left_out(c: char) -> bool {
    is_invisible(c) || c == '\u{651}'
}

/// Appends the folded form of one word to `out`: lower case, composed, one apostrophe, one of the letters that are typed in several
/// ways, nothing that is left out.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        if let Some(folded) = out.get_mut(start..) {
            folded.make_ascii_lowercase();
        }
        return;
    }
    let start = out.len();
    for c in word.chars() {
        let Some(small) = lower(c) else {
            out.truncate(start);
            return fold_any(word, out);
        };
        out.push(small);
    }
}

/// The same for letters of any script.
fn fold_any(word: &str, out: &mut String) {
    // Some composed letters of Indian scripts are written apart in NFC.
    if word.chars().any(is_combining_mark) || is_nfc_quick(word.chars()) == IsNormalized::No {
        out.extend(word.chars().flat_map(char::to_lowercase).filter(|c| !is_left_out(*c)).nfc().map(one_spelling));
    } else {
        for c in word.chars() {
            // Lower case is one letter for nearly all; the exception is a dotted capital I, whose dot goes.
            let mut lower = c.to_lowercase();
            if let Some(first) = lower.next()
                && !is_invisible(first)
            {
                out.push(one_spelling(first));
            }
        }
    }
}

/// Small letters that are typed in several ways, the folded one first: sigma at the end of a word, ي and ك as Arabic and as Persian
/// keyboards have them, ş and ţ with a cedilla or a comma.
pub(crate) const TYPED: &[&[char]] =
    &[&['σ', 'ς'], &['\u{64A}', '\u{649}', '\u{6CC}'], &['\u{643}', '\u{6A9}'], &['ş', 'ș'], &['ţ', 'ț']];

/// One spelling of a small letter or an apostrophe.
fn one_spelling(c: char) -> char {
    match c {
        // What most letters are.
        'a'..='z' | '\u{C0}'..='\u{15E}' | '\u{400}'..='\u{642}' => c,
        _ if is_apostrophe(c) => '\'',
        _ => TYPED.iter().find(|typed| typed.contains(&c)).and_then(|typed| typed.first()).copied().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut out = String::new();
        fold_into(word, &mut out);
        out
    }

    #[test]
    fn every_apostrophe_is_one() {
        for word in ["П'ЯТЬ", "п’ять", "пʼять", "п‘ять", "п`ять"] {
            assert_eq!(folded(word), "п'ять");
        }
    }

    #[test]
    fn decomposed_letters_are_composed_and_never_stripped() {
        assert_eq!(folded("tre\u{301}"), "tré");
        assert_eq!(folded("и\u{306}"), "й");
        assert_eq!(folded("mi\u{AD}lione"), "milione");
        assert_eq!(folded("\u{9DF}"), "\u{9AF}\u{9BC}");
    }

    #[test]
    fn a_doubled_letter_needs_no_mark() {
        assert_eq!(folded("الأقل\u{651}"), "الأقل");
        assert_eq!(folded("خ\u{64F}مس"), "خ\u{64F}مس");
    }

    #[test]
    fn letters_typed_in_several_ways_are_one() {
        for words in [
            ["τρεις", "ΤΡΕΙΣ", "τρεισ"],
            ["ميليون", "میلیون", "مىلىون"],
            ["يك", "یک", "ىک"],
            ["șaisprezece", "şaisprezece", "Șaisprezece"],
            ["patruzeci și", "patruzeci şi", "patruzeci s\u{326}i"],
        ] {
            assert!(words.iter().all(|word| folded(word) == folded(words[0])), "{words:?}");
        }
    }

    #[test]
    fn digits_of_every_script_have_their_value() {
        assert_eq!(digit('7'), Some(7));
        assert_eq!(digit('٣'), Some(3));
        assert_eq!(digit('９'), Some(9));
        assert_eq!(digit('५'), Some(5));
        assert_eq!(digit('a'), None);
        assert_eq!(digit('²'), None);
    }

    #[test]
    fn noughts_are_sorted() {
        assert!(NOUGHTS.is_sorted());
    }
}

//! Letters joined to digits: T-72, TB2, 76ers, but not USD34, 5k and 300K.
//!
//! A chunk of tokens that touch comes in, the mask of those that are a name goes out.

use super::super::read::View;
use super::{SUFFIX, UNITS, designation, set};
use crate::lexicon::{Role, Roles, Sign};
use crate::stages::fold::{is_apostrophe, is_hyphen};
use crate::token::{Token, is_ideograph};

/// `T-72`, `TB2`, `M142`: but not `USD34`, `R$5`, `танки-12`, `mid-2022`.
pub(super) fn mask_letters_before(view: &View, at: usize, end: usize, place: usize, masked: &mut [bool]) {
    let Some(before) = place.checked_sub(1).filter(|before| *before >= at) else { return };
    let Some(touching) = view.token(before) else { return };
    let hyphen = is_hyphen(touching.first) && !touching.is_word();
    let word = if hyphen { before.checked_sub(1).filter(|word| *word >= at) } else { Some(before) };
    let Some((word, letters)) = word.and_then(|word| Some((word, view.token(word)?))) else { return };
    // Characters of a script without spaces say nothing of the digits behind them; words joined before them are no names.
    let stands_apart = view.lexicon.per_character() && is_ideograph(letters.first)
        || view.roles_at(word).meets(Roles::any(&[Role::JoinedBefore, Role::OrdinalBefore]));
    if letters.is_word() && stands_apart && hyphen && is_character_model(view, word, place) {
        let is_latin =
            view.token(place + 1).is_some_and(|next| next.is_joined() && next.is_word() && next.first.is_ascii());
        set(masked, before, place + 1 + usize::from(is_latin));
    }
    if !letters.is_word() || stands_apart {
        return;
    }
    // 30x40: a sign for times between digits.
    let is_times = !hyphen
        && letters.length == 1
        && matches!(letters.first, 'x' | 'х' | '×')
        && letters.is_joined()
        && view.before(word).is_some_and(Token::is_digits);
    if is_times {
        mask_wheels(view, word, masked);
        return;
    }
    if measures(view, word, letters, hyphen, place) || opens_amount(view, word, letters, hyphen, place) {
        return;
    }
    let (Some(first), Some(last)) = (view.token(word), view.token(end - 1)) else { return };
    let text = view.text.get(first.start as usize..last.end as usize).unwrap_or("");
    if !hyphen || text.len() > 64 || designation().is_match(text) {
        let mut stop = place + 1;
        while stop < end
            && view.token(stop).is_some_and(|t| {
                t.is_word() && !(view.lexicon.per_character() && is_ideograph(t.first))
                    || t.is_digits()
                    || is_hyphen(t.first)
                    || matches!(t.first, '.' | '/')
            })
        {
            stop += 1;
        }
        set(masked, word, stop);
    }
}

/// Whether the letters at token `word` before the digits at `place`, behind a hyphen perhaps, say in what those measure.
fn measures(view: &View, word: usize, letters: &Token, hyphen: bool, place: usize) -> bool {
    // M7.3: how strong an earthquake was.
    let is_strength = !hyphen
        && view.lexicon.per_character()
        && letters.text(view.text) == "M"
        && view.token(place + 1).is_some_and(|point| point.is_joined() && point.is_mark('.'))
        && view.token(place).is_some_and(|digit| digit.length == 1);
    // 1h30, 1min3sec: a sign of time between digits.
    let is_clock = !hyphen
        && letters.is_joined()
        && view.before(word).is_some_and(|token| token.is_digits())
        && view
            .shared
            .after(view.text, view.tokens, word, |sign| matches!(sign, Sign::Duration(..)).then_some(()))
            .is_some_and(|(end, ())| end == place);
    // "3km-5km": the same sign behind both.
    let is_unit = hyphen
        && letters.is_joined()
        && view.before(word).is_some_and(Token::is_digits)
        && view
            .token(place + 1)
            .is_some_and(|unit| unit.is_joined() && unit.text(view.text) == letters.text(view.text));
    // "magnitude-6.3 earthquake"
    is_strength || is_clock || is_unit || hyphen && roles_of_scale(view, word)
}

/// Whether they are the sign of a currency or another word that an amount is joined to.
fn opens_amount(view: &View, word: usize, letters: &Token, hyphen: bool, place: usize) -> bool {
    let is_code = view.shared.before(view.text, view.tokens, word + 1, |sign| {
        matches!(sign, Sign::Code(_) | Sign::Currency(..)).then_some(())
    });
    let roles = view.roles_at(word);
    let open = Roles::any(&[
        Role::Category,
        Role::OutcomeNoun,
        Role::Money,
        Role::YearBefore,
        Role::ApproxBefore,
        Role::Month,
    ]);
    let is_elided = letters.text(view.text).ends_with(is_apostrophe);
    // "С-400", "Shahed-136": a capital behind a word of the line, or a word that names what a number follows. Behind a comma it
    // may be a label of a list: "Танки-12, ББМ-15".
    let follows_word = letters.is_on_line() && view.before(word).is_some_and(Token::is_word);
    let is_model = roles.has(Role::NameBefore)
        || letters.is_capital && follows_word && (letters.length == 1 || !view.lexicon.switches.capital_nouns);
    // "CVE-2024-3094" is no escudos.
    let is_serial = hyphen
        && view.token(place + 1).is_some_and(|mark| mark.is_joined() && is_hyphen(mark.first))
        && view.token(place + 2).is_some_and(|part| part.is_joined() && part.is_digits());
    // "RM-70" is no money: letters of a code touch their amount or stand apart.
    let is_lettered = hyphen && letters.text(view.text).chars().all(char::is_alphabetic);
    // COP30 is a conference: nothing costs thirty pesos.
    let is_conference = view.cue(word, "conference") == Some(place)
        && view.token(place).is_some_and(|token| token.length == 2)
        && !view.token(place + 2).is_some_and(|part| part.is_joined() && part.is_digits());
    let is_sign =
        is_code.is_some() && !is_serial && !is_lettered && !is_conference || !hyphen && roles.has(Role::MoneyBefore);
    is_sign || is_elided || hyphen && !is_model && (roles.meets(open) || roles.has(Role::Cardinal))
}

/// "4x4": the same digit twice, of which nothing is measured; it calls a sort of car, or of a game.
fn mask_wheels(view: &View, times: usize, masked: &mut [bool]) {
    let Some(first) = times.checked_sub(1) else { return };
    let digit = |at: usize| view.token(at).filter(|digit| digit.is_digits() && digit.length == 1);
    let is_alike = digit(first).zip(digit(times + 1)).is_some_and(|(one, other)| one.first == other.first);
    let goes_on = view.token(times + 2).is_some_and(|next| next.is_joined() && next.first != '.' && next.first != ',')
        || view.token(times + 3).is_some_and(|next| next.is_joined() && next.is_digits());
    let is_measured = view.lexicon.longest(view.tokens, times + 2, UNITS).is_some()
        || view.shared.after(view.text, view.tokens, times + 2, Some).is_some();
    let opens = view.token(first).is_some_and(|digit| !digit.is_joined());
    if is_alike && opens && !goes_on && !is_measured && view.tokens.len() > times + 2 {
        set(masked, first, times + 2);
    }
}

/// "23-F", "11-M": a day that is called by the first letter of its month.
pub(super) fn mask_letter_behind(view: &View, place: usize, masked: &mut [bool]) {
    let is_day = view.token(place).is_some_and(|day| day.length <= 2 && !day.is_joined());
    let hyphen = view.token(place + 1).is_some_and(|mark| mark.is_joined() && !mark.is_word() && is_hyphen(mark.first));
    let is_letter = |letter: &Token| letter.is_joined() && letter.is_word() && letter.length == 1 && letter.is_capital;
    let closes =
        view.token(place + 3).is_none_or(|next| !next.is_joined() || !next.is_word() && !is_hyphen(next.first));
    if is_day && hyphen && closes && view.token(place + 2).is_some_and(is_letter) && !view.lexicon.per_character() {
        set(masked, place, place + 3);
    }
}

/// Whether the word is a unit that is an annotation, which stands before its number.
fn roles_of_scale(view: &View, word: usize) -> bool {
    let phrase = view.lexicon.longest(view.tokens, word, Roles::of(Role::Unit));
    phrase.and_then(|phrase| view.lexicon.name(phrase.node, Role::Unit)).is_some_and(|unit| unit.starts_with('{'))
}

/// 歼-20, 东风-41: a hyphen that joins digits to a character, unless it is the minus of an amount: 同比-5%.
fn is_character_model(view: &View, word: usize, place: usize) -> bool {
    let is_number = view.roles_at(word).meets(Roles::any(&[Role::Cardinal, Role::Scale]));
    let is_short = view.token(place).is_some_and(|token| token.is_joined() && token.length <= 3);
    let goes_on = view.token(place + 1).is_some_and(|next| {
        next.is_joined()
            && (next.is_digits() || !next.is_word() && matches!(next.first, '.' | '%' | '-' | '~' | '－' | '‰'))
    });
    let is_latin =
        view.token(place + 1).is_some_and(|next| next.is_joined() && next.is_word() && next.first.is_ascii());
    let counts = !is_latin && view.lexicon.longest(view.tokens, place + 1, UNITS).is_some()
        || view.shared.after(view.text, view.tokens, place + 1, Some).is_some_and(|(end, _)| end > place + 2);
    // Kana and Hangul write words, not the letters of models.
    let is_character = |letter: &Token| matches!(letter.first, '\u{3400}'..='\u{9FFF}' | '\u{E01}'..='\u{E4E}');
    let things = Roles::any(&[
        Role::Category,
        Role::OutcomeNoun,
        Role::Money,
        Role::Unit,
        Role::Month,
        Role::Minus,
        Role::Down,
        Role::Up,
    ]);
    let is_thing = view.lexicon.longest_before(view.tokens, word + 1, things).is_some();
    !is_thing && view.token(word).is_some_and(is_character) && is_short && !is_number && !goes_on && !counts
}

/// `76ers`, `3D`, `39A`: letters that touch digits and say nothing of an amount.
pub(super) fn mask_letters_after(view: &View, place: usize, end: usize, masked: &mut [bool]) {
    let after = place + 1;
    let Some(letters) = view.token(after).filter(|token| token.is_word() && after < end) else { return };
    let known = view.lexicon.longest(view.tokens, after, SUFFIX).is_some_and(|phrase| phrase.end > after)
        || view.shared.after(view.text, view.tokens, after, Some).is_some()
        || is_scale_letter(view, after)
        || view.lexicon.per_character()
        || letters.length == 1 && matches!(letters.first, 's' | 'x' | 'х' | '×' | 'h')
        || letters.length == 1 && letters.first == 'c' && follows_money(view, place);
    // 5G, 3D: no grams.
    let is_generation = letters.length == 1
        && matches!(letters.first, 'G' | 'D')
        && view.token(place).is_some_and(|digit| {
            digit.length == 1
                && !view.before(place).is_some_and(|mark| digit.is_joined() && matches!(mark.first, '.' | ','))
        })
        && view.lexicon.per_character();
    // "Haus 07A": a number that is written with a nought before it, and no ampere.
    let is_house = letters.length == 1
        && letters.is_capital
        && view.token(place).is_some_and(|digits| digits.first == '0' && digits.length == 2 && !digits.is_joined())
        && !view.token(after + 1).is_some_and(|next| next.is_digits() && next.is_joined());
    if !known || is_generation || is_house {
        set(masked, place, after + 1);
    }
    // 1998KY26: capitals between digits, where words are written joined.
    let is_serial = view.lexicon.per_character()
        && letters.length == 2
        && letters.text(view.text).bytes().all(|letter| letter.is_ascii_uppercase())
        && view.token(after + 1).is_some_and(|digits| digits.is_digits() && digits.is_joined())
        && view.shared.after(view.text, view.tokens, after, Some).is_none();
    if is_serial {
        set(masked, place, after + 2);
    }
}

/// "20 ringgit and 43c", "$20 and 43c": whether an amount of money stands right before, linked by one word at most.
fn follows_money(view: &View, place: usize) -> bool {
    let end = place - usize::from(view.before(place).is_some_and(|link| link.word.roles.has(Role::And)));
    let is_word = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Money)).is_some();
    let sign =
        |end| view.shared.before(view.text, view.tokens, end, |sign| matches!(sign, Sign::Currency(..)).then_some(()));
    is_word || view.before(end).is_some_and(Token::is_digits) && end > 1 && sign(end - 1).is_some()
}

/// A capital M or K right behind digits.
pub(crate) fn is_scale_letter(view: &View, at: usize) -> bool {
    view.token(at).is_some_and(|token| {
        token.is_joined()
            && token.length == 1
            && matches!(token.first, 'M' | 'K' | 'k' | 'К' | 'к' | 'B' | 'b' | 'Ｍ' | 'Ｋ' | 'ｋ')
            && !is_kelvin(view, at)
    })
}

/// "572 °F, 573.15K": whether the letter at `at` stands beside degrees, where it is no thousand.
pub(crate) fn is_kelvin(view: &View, at: usize) -> bool {
    const NEAR: usize = 10;
    let is_degree = |at: usize| view.token(at).is_some_and(|sign| matches!(sign.first, '°' | '℃' | '℉'));
    view.token(at).is_some_and(|letter| letter.first == 'K' && letter.length == 1)
        && (at.saturating_sub(NEAR)..at).rev().any(is_degree)
}

//! Digits with an ordinal mark: 1st, 2º, 5-го, 27.ª.

use super::date::is_of_our_times;
use crate::decimal::Decimal;
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, Sort, View};
use crate::token::Token;

/// Where the mark that makes `number` an ordinal ends.
pub(crate) fn mark_end(view: &View, number: &Number) -> Option<usize> {
    let is_one_token = number.end == number.first + 1 && !number.is_formatted;
    if number.sort != Sort::Plain || !number.value.is_whole() {
        return None;
    }
    if !number.has_digits || number.scale.is_some() {
        return spelled_mark_end(view, number);
    }
    let mut at = number.end;
    let token = view.token(at).filter(|token| token.is_joined())?;
    // "40. Mal", "28. Februar": the stop itself, with a word behind it that no sentence begins with.
    let switches = &view.lexicon.switches;
    if token.is_mark('.') && (switches.stop_is_ordinal || switches.ordinal_stop_alone) {
        if !is_one_token {
            return None;
        }
        if view.is_whole && number.first == 0 && at + 1 == view.tokens.len() {
            return Some(at + 1);
        }
        if !switches.stop_is_ordinal {
            return None;
        }
        // "Vertrag bis 2030. Er": the end of a sentence behind a year.
        let is_year = number.value.to_u32().is_some_and(is_of_our_times);
        let next = view.token(at + 1).filter(|next| next.is_word() && next.is_on_line() && !next.is_joined());
        if is_year && next.is_some_and(|next| next.is_capital) {
            return None;
        }
        let goes_on = next.is_some_and(|next| {
            !next.is_capital || view.lexicon.switches.capital_nouns && !view.opens_sentence(at + 1)
        });
        // "im Vorjahr waren es 92. Drei Kinder": a number opens the next sentence.
        let counts = Roles::any(&[Role::Cardinal, Role::Scale]);
        let goes_on = goes_on && !(next.is_some_and(|next| next.is_capital) && view.roles_at(at + 1).meets(counts));
        let is_month = view.lexicon.longest(view.tokens, at + 1, Roles::any(&[Role::Month, Role::NameAfter])).is_some();
        // "Er kommt am 3.": a day of the month, though the sentence ends there.
        let is_day = number.value.to_u32().is_some_and(|day| (1..=31).contains(&day))
            && view.lexicon.longest_before(view.tokens, number.first, Roles::of(Role::DateArticle)).is_some();
        return (is_day || next.is_some() && (goes_on || is_month)).then_some(at + 1);
    }
    if is_hyphen(token.first) && !token.is_word() || token.is_mark('.') {
        at += 1;
        view.token(at).filter(|token| token.is_joined())?;
    }
    // "21-ғасыр", "72-бригада": the hyphen stands for the mark.
    let others =
        Roles::any(&[Role::OrdinalMark, Role::NumberEnding, Role::Cardinal, Role::Scale, Role::ScaleAfterDigits]);
    if view.lexicon.switches.hyphen_is_ordinal
        && at > number.end
        && is_hyphen(token.first)
        && is_one_token
        && view.token(at).is_some_and(|word| word.is_word() && word.length > 2)
        && !view.roles_at(at).meets(others)
    {
        return Some(number.end);
    }
    let phrase = view.lexicon.longest(view.tokens, at, Roles::of(Role::OrdinalMark))?;
    // "4х100 м": a sign for times.
    let closes = !view.token(phrase.end).is_some_and(|next| next.is_joined() && (next.is_word() || next.is_digits()));
    // 10番目以上: words without spaces.
    (closes || view.lexicon.per_character() && phrase.end > at + 1).then_some(phrase.end)
}

/// Where a mark of two characters or more that stands behind a spelled number or a scale ends: 천삼십사번째, 십만 삼천 번째, 3만번째.
fn spelled_mark_end(view: &View, number: &Number) -> Option<usize> {
    let token = view.token(number.end).filter(|token| token.is_on_line() && view.lexicon.per_character())?;
    let phrase = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::OrdinalMark))?;
    let is_all = token.is_joined() && view.is_whole && number.first == 0 && phrase.end == view.tokens.len();
    (phrase.end > number.end + 1 || is_all).then_some(phrase.end)
}

/// "Un segundo hombre", "um segundo caso": the unit of time behind one is a place in an order before a noun.
pub(crate) fn is_second(view: &View, number: &Number) -> bool {
    let grammar = Roles::any(&[Role::Function, Role::And, Role::Place, Role::Others, Role::Change]);
    let roles = view.roles_at(number.end);
    let is_ordinal = roles.has(Role::Ordinal) && roles.has(Role::Duration);
    // "200.000 segundo os organizadores": who says so.
    if is_ordinal && number.value > Decimal::ONE && view.cue(number.end, "according_to").is_some() {
        return true;
    }
    is_ordinal
        && number.value == Decimal::ONE
        && !number.has_digits
        && view.token(number.end + 1).is_some_and(Token::is_word_on_line)
        && !view.roles_at(number.end + 1).meets(grammar)
}

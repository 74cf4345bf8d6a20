//! Numbers that words near them make names: of articles and resolutions, houses, service lines, the points of a list.
//!
//! A token comes in, the mask of the tokens that are its name goes out.

use super::super::read::{View, digits_value, numeric_run};
use super::{SUFFIX, set};
use crate::decimal::Decimal;
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

/// "Le 3637 reste ouvert", "il 115 riceve": whether an article of one thing stands before a number of many, which is then its name.
pub(super) fn is_called(view: &View, at: usize) -> bool {
    let Some(article) = at.checked_sub(1).filter(|article| view.cue(*article, "article_of_one") == Some(at)) else {
        return false;
    };
    let is_apart = view.token(article).is_some_and(|token| !token.is_joined() || token.is_on_line())
        && view.token(at).is_some_and(|token| token.is_on_line() && !token.is_joined());
    let value = view.token(at).and_then(|token| digits_value(view.text, token));
    // A day of a month, a year.
    let is_date = value.is_none_or(|value| {
        value <= Decimal::from(31) || value.to_u32().is_some_and(|year| (1000..2200).contains(&year))
    });
    let counted = SUFFIX.or(Roles::any(&[
        Role::Category,
        Role::OutcomeNoun,
        Role::Group,
        Role::RangeClose,
        Role::RangeJoiner,
        Role::OutOf,
        Role::Others,
    ]));
    let goes_on = view.token(at + 1).is_some_and(|next| {
        next.is_joined()
            && (next.is_word()
                || next.first != '.' && next.first != ','
                || view.token(at + 2).is_some_and(|more| more.is_joined() && more.is_digits()))
            || next.is_on_line() && (next.is_digits() || matches!(next.first, '%' | '‰') || is_hyphen(next.first))
            || next.is_word() && next.is_capital
    });
    // "Il 118 ha inviato": a word of grammar that looks like a unit.
    let is_grammar = view.roles_at(at + 1).has(Role::Function);
    // "del 118 e una volante": what joins ends, and no number behind it.
    let is_link = view.roles_at(at + 1).has(Role::And) && !view.token(at + 2).is_some_and(Token::is_digits);
    let counts = || !is_link && view.lexicon.longest(view.tokens, at + 1, counted).is_some();
    let sign = !is_grammar && view.shared.after(view.text, view.tokens, at + 1, Some).is_some();
    is_apart && !is_date && !goes_on && !sign && !counts()
}

/// 6、7号機: whether a comma and the next of a list stand behind, whose word makes it a name.
pub(super) fn is_listed_name(view: &View, at: usize) -> bool {
    let joins = view.token(at + 1).is_some_and(|mark| mark.is_joined() && matches!(mark.first, '、' | '・'));
    joins
        && view.token(at + 2).is_some_and(|next| next.is_digits() && next.is_joined())
        && view.cue(at + 3, "numbered").is_some()
}

/// `№ 5`, `Resolution 2202`, `article 3`.
pub(super) fn mask_after_cue(view: &View, at: usize, masked: &mut [bool]) {
    let is_on_line = view.token(at).is_some_and(|token| token.is_on_line());
    // "в т. ч. 88 млн": a longer phrase that opens a part.
    let part = || view.lexicon.longest_before(view.tokens, at, Roles::of(Role::PartOf)).map(|(first, _)| first);
    let cue = || {
        let cue = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::NameBefore));
        cue.filter(|(first, _)| part().is_none_or(|part| part >= *first))
    };
    if !is_on_line || cue().is_none() && !is_next_name(view, at, masked) {
        return;
    }
    // "la saison 2024-2025": years, though the word may number what it stands before.
    let is_year = view.token(at).is_some_and(|token| token.length == 4);
    if is_year && at.checked_sub(1).is_some_and(|word| view.cue(word, "season_of").is_some()) {
        return;
    }
    // "Article 5, 12 people" goes on after a comma and a space; "No. 5-7" does not.
    let mut run = numeric_run(view.tokens, at, &['.', '/', '-', ',']);
    while run.is_cut {
        run = numeric_run(view.tokens, run.end + 1, &['.', '/', '-', ',']);
    }
    // "The proposal of 8 months ago" may call the cue's name; with a unit of time or of money it is an amount, and so is a
    // great number: "a galaxy 13.5 billion light-years away".
    let units = Roles::any(&[Role::Duration, Role::Money, Role::Percent, Role::Scale]);
    // "закон 274 голосами", "Dax 18.200 Punkte": nor do votes and points number it.
    if view.token(run.end).is_some_and(|unit| unit.is_on_line() && !unit.is_joined())
        && (view.lexicon.longest(view.tokens, run.end, units).is_some()
            || ["votes", "points"].iter().any(|key| view.cue(run.end, key).is_some()))
    {
        return;
    }
    // 缴获手机1600部: a counter tells that the thing is counted, whatever it numbers elsewhere.
    if view.lexicon.per_character()
        && view.lexicon.longest(view.tokens, run.end, Roles::of(Role::Counter)).is_some()
        && view.token(run.end).is_some_and(|counter| counter.is_on_line())
        && !view.roles_at(run.end).has(Role::NameAfter)
    {
        return;
    }
    // "s. 112–125": up to what page.
    if view.token(run.end).is_some_and(|dash| dash.is_dash() && dash.is_joined())
        && view.token(run.end + 1).is_some_and(|page| page.is_digits() && page.is_joined())
    {
        run.end += 2;
    }
    // "numero verde 800 166 661": groups behind a cue are no thousands of a count, as nothing is counted.
    let mut end = run.end;
    while view.token(end).is_some_and(|next| next.is_on_line() && next.is_digits() && matches!(next.length, 2..=4)) {
        end += 1;
    }
    set(masked, at, end);
}

/// "90+3": minutes that are added to a half of a match.
pub(super) fn mask_added_time(view: &View, at: usize, masked: &mut [bool]) {
    if !view.token(at + 1).is_some_and(|plus| plus.is_mark('+') && plus.is_joined()) {
        return;
    }
    let added = view.token(at + 2).filter(|added| added.is_digits() && added.is_joined());
    let Some((half, added)) = view.token(at).zip(added) else { return };
    let is_match = added.length <= 2 && matches!(half.text(view.text), "45" | "90" | "105" | "120");
    // "kilometrul 109+500": a place on a road.
    let is_road = added.length == 3 && half.length <= 3 && !half.is_joined();
    if is_match || is_road {
        set(masked, at, at + 3);
    }
}

/// "w numerze 45/2025": a number and a year behind a slash call an issue or a case; up to twelve, it is a month.
pub(super) fn mask_issue(view: &View, at: usize, masked: &mut [bool]) {
    if !view.token(at + 1).is_some_and(|slash| slash.is_mark('/') && slash.is_joined()) {
        return;
    }
    let value = |at: usize| view.token(at).and_then(|token| digits_value(view.text, token)).and_then(Decimal::to_u32);
    let is_year = view.token(at + 2).is_some_and(|year| year.is_digits() && year.is_joined() && year.length == 4)
        && value(at + 2).is_some_and(|year| (1950..2100).contains(&year));
    let is_number = view.token(at).is_some_and(|number| !number.is_joined() && number.length <= 4)
        && value(at).is_some_and(|number| number > 12 && !(1900..2100).contains(&number));
    let goes_on = view.token(at + 3).is_some_and(|next| next.is_joined() && (next.is_word() || next.is_mark('/')));
    if is_year && is_number && !goes_on {
        set(masked, at, at + 3);
    }
}

/// "resolutions 2202 and 2216": whether the number before in a list of two is a name and nothing is counted behind.
pub(super) fn is_next_name(view: &View, at: usize, masked: &[bool]) -> bool {
    let Some(first) = at.checked_sub(2).filter(|first| masked.get(*first).copied().unwrap_or(false)) else {
        return false;
    };
    // The stop of the sentence touches it.
    let closes = |next: &Token| {
        matches!(next.first, '.' | ',' | ';' | ')') && !view.token(at + 2).is_some_and(|more| more.is_joined())
    };
    let is_alone = view.token(at + 1).is_none_or(|next| {
        !next.is_on_line()
            || !next.is_word() && (!next.is_joined() || closes(next))
            || view.roles_at(at + 1).has(Role::Function)
    });
    // "281 и 223.1 УК РФ": what numbers both stands behind the second.
    let part = view.token(at + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_joined())
        && view.token(at + 2).is_some_and(|part| part.is_digits() && part.is_joined());
    let end = at + 1 + 2 * usize::from(part);
    let is_named = view.token(end).is_some_and(Token::is_word_on_line)
        && view.lexicon.longest(view.tokens, end, Roles::of(Role::NameAfter)).is_some();
    (is_alone || is_named)
        && view.roles_at(at - 1).has(Role::And)
        && view.token(first).is_some_and(|token| token.is_digits() && !token.is_joined())
        && view.token(at).zip(view.token(first)).is_some_and(|(own, other)| own.length == other.length)
}

/// "27 Hill Road, 35": the number of a house behind its street and a comma.
pub(super) fn mask_house(view: &View, at: usize, masked: &mut [bool]) {
    const NAME: usize = 5;
    let is_comma = |at: usize| view.token(at).is_some_and(|mark| mark.is_mark(','));
    if is_before_street(view, at) {
        set(masked, at, at + 1);
        return;
    }
    let Some(before) = at.checked_sub(1) else { return };
    if view.before(at).is_some_and(Token::is_word) {
        mask_house_behind_name(view, at, masked);
        return;
    }
    let Some(comma) = Some(before).filter(|comma| is_comma(*comma)) else { return };
    let on_line = |at: usize| view.token(at).is_some_and(|token| token.is_on_line());
    let mut near = (comma.saturating_sub(NAME)..comma).rev().take_while(|at| on_line(*at) && !is_comma(*at));
    let named = near.any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::Street)).is_some());
    let is_joined = |at: usize| view.token(at).is_some_and(|next| next.is_joined() && !next.is_word());
    let counted = is_joined(at + 1) && is_joined(at + 2)
        // "gingen auf die Straße, 224 von ihnen wurden": some of those counted before.
        || view
            .lexicon
            .longest(view.tokens, at + 1, Roles::any(&[Role::Category, Role::Outcome, Role::PartOf]))
            .is_some();
    // "14 rue de Rivoli, 75001 Paris": and that of a town.
    let is_town = || view.token(at + 1).is_some_and(|town| town.is_word() && town.is_capital && town.is_on_line());
    let may_be = |token: &Token| token.length <= 3 || token.length == 5 && is_town();
    if named && !counted && on_line(at) && view.token(at).is_some_and(may_be) {
        set(masked, at, at + 1);
    }
}

/// "Musterstraße 14, 10115 Berlin", "Gracht 14, 1012 LG Amsterdam": a house and a town by their numbers behind names.
pub(super) fn mask_town(view: &View, at: usize, masked: &mut [bool]) {
    const LETTERS: u16 = 2;
    let is_code =
        view.token(at).is_some_and(|code| matches!(code.length, 4 | 5) && !code.is_joined() && code.is_on_line());
    let Some(house) = at.checked_sub(2).filter(|_| is_code) else { return };
    let is_comma = view.token(house + 1).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line());
    let is_house = view
        .token(house)
        .is_some_and(|house| house.is_digits() && house.length <= 3 && house.is_on_line() && !house.is_joined());
    let is_name = |at: usize| {
        view.token(at).is_some_and(|name| name.is_word() && name.is_capital && name.is_on_line() && !name.is_joined())
            && view.roles_at(at) == Roles::default()
    };
    if !is_comma || !is_house || !view.before(house).is_some_and(|name| name.is_word() && name.is_capital) {
        return;
    }
    let is_five = view.token(at).is_some_and(|code| code.length == 5);
    let are_letters =
        view.token(at + 1).is_some_and(|it| it.length == LETTERS && it.text(view.text).chars().all(char::is_uppercase));
    if is_five && is_name(at + 1) || !is_five && are_letters && is_name(at + 2) {
        set(masked, house, at + 1);
    }
}

/// "14 rue de Rivoli", "221B Baker Street": the number of a house before its street, or before the name and the street.
fn is_before_street(view: &View, at: usize) -> bool {
    const NAME: usize = 3;
    let is_small = view.token(at).is_some_and(|token| token.is_digits() && token.length <= 3);
    let is_street = |at: usize| view.roles_at(at).has(Role::Street) && view.token(at).is_some_and(Token::is_on_line);
    let is_name = |at: usize| {
        view.token(at).is_some_and(|word| word.is_word() && word.is_capital && word.is_on_line())
            && !view.roles_at(at).meets(Roles::any(&[Role::Month, Role::Side, Role::Category]))
    };
    let links = Roles::any(&[Role::DateOf, Role::LabelLink, Role::Definite]);
    // "12 street vendors" are no address: a name follows.
    let is_named = |at: usize| is_name(at) || view.roles_at(at).meets(links) && (is_name(at + 1) || is_name(at + 2));
    let names = (at + 1..at + 1 + NAME).take_while(|at| is_name(*at) && !is_street(*at)).count();
    // "au 12, rue Garibaldi"
    let comma = usize::from(view.token(at + 1).is_some_and(|comma| comma.is_mark(',') && comma.is_joined()));
    is_small && (names > 0 && is_street(at + 1 + names) || is_street(at + 1 + comma) && is_named(at + 2 + comma))
}

/// "przy ul. Długiej 27", "rue Victor Hugo 12": the number of a house right behind a name of capitals and its street.
pub(super) fn mask_house_behind_name(view: &View, at: usize, masked: &mut [bool]) {
    const NAME: usize = 4;
    let is_capital =
        |at: usize| view.token(at).is_some_and(|word| word.is_word() && word.is_capital && word.is_on_line());
    let names = (at.saturating_sub(NAME)..at).rev().take_while(|at| is_capital(*at)).count();
    let mut street = at - names;
    if view.before(street).is_some_and(|stop| stop.is_mark('.') && stop.is_joined()) {
        street -= 1;
    }
    let is_street = street.checked_sub(1).is_some_and(|street| view.roles_at(street).has(Role::Street));
    // A name may hold the word: "Hill Road 35".
    let is_in_name = (at - names..at).any(|at| view.roles_at(at).has(Role::Street));
    let is_counted =
        view.token(at + 1).is_some_and(Token::is_word_on_line) && !view.roles_at(at + 1).has(Role::Function);
    let is_number = view.token(at).is_some_and(|token| token.is_on_line() && token.length <= 3);
    if names > 0 && (is_street || is_in_name) && !is_counted && is_number {
        // "ul. Marszałkowska 84/92"
        set(masked, at, numeric_run(view.tokens, at, &['/']).end);
    }
}

/// 永田町1の7の1: the three numbers of a house, joined by a word.
pub(super) fn mask_joined_house(view: &View, at: usize, masked: &mut [bool]) {
    let is_number = |at: usize| view.token(at).is_some_and(|token| token.is_digits() && token.length <= 2);
    let joins = |at: usize| view.cue(at, "house_joint") == Some(at + 1) && is_number(at + 1);
    if joins(at + 1) && is_number(at) && joins(at + 3) {
        set(masked, at, at + 5);
    }
}

/// "1) the first point, 2) the second": a small number before a bracket that closes nothing counts the points of a list.
pub(super) fn mask_point(view: &View, at: usize, masked: &mut [bool]) {
    const REACH: usize = 60;
    let is_small = view.token(at).is_some_and(|token| token.length <= 2);
    let closes = view.token(at + 1).is_some_and(|mark| mark.is_mark(')') && mark.is_on_line());
    let goes_on = view.token(at + 2).is_some_and(Token::is_word_on_line);
    // A sign or a separator that touches it makes it part of an amount.
    let is_apart = at == 0 || view.token(at).is_some_and(|token| !token.is_joined());
    if !(is_small && closes && goes_on && is_apart) {
        return;
    }
    let before = view.tokens.get(at.saturating_sub(REACH)..at).unwrap_or(&[]);
    let bracket = before.iter().rev().find(|token| matches!(token.first, '(' | ')' | '[') && !token.is_word());
    if bracket.is_none_or(|bracket| bracket.is_mark(')')) {
        set(masked, at, at + 1);
    }
}

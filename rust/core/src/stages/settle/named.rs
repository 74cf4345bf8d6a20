//! Numbers that count nothing after all: of a name, of a label, of the minutes in which goals fell.
//!
//! A figure comes in, whether it is such a number goes out.

use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Flag, Kind, Relation};
use crate::lexicon::{Role, Roles};
use crate::stages::read::{Sort, View};
use crate::token::Token;

/// `Boeing 737,`, `Falcon 9`: a bare number right behind a name inside a sentence, and nothing that it counts.
pub(super) fn is_part_of_name(view: &View, draft: &Draft) -> bool {
    let figure = &draft.figure;
    if is_spelled_in_name(view, draft) {
        return true;
    }
    let is_known = figure.category.is_some() || figure.outcome.is_some() || figure.delta.is_some();
    // "Türksat 6A": a letter that is a unit elsewhere.
    let is_lettered = || {
        figure.kind == Kind::Measure
            && draft
                .number
                .and_then(|number| view.token(number.end))
                .is_some_and(|letter| letter.is_joined() && letter.is_word() && letter.is_capital && letter.length == 1)
    };
    if !matches!(figure.kind, Kind::Number | Kind::Count) && !is_lettered()
        || is_known
        || figure.tally.is_some()
        || draft.hedge_first != draft.first
    {
        return false;
    }
    let Some(number) =
        draft.number.filter(|number| number.has_digits && !number.is_formatted && number.scale.is_none())
    else {
        return false;
    };
    // "Ankara'da 41 bin 305": no name has a word for thousands.
    if (number.first..number.end).any(|at| view.token(at).is_some_and(Token::is_word)) && number.end > number.first + 2
    {
        return false;
    }
    let touches = view.token(draft.first).is_some_and(|token| token.is_on_line());
    let Some(before) = view.before(number.first).filter(|token| token.is_word() && token.is_capital && touches) else {
        return false;
    };
    // A label of the list that it stands in, or the word that opens the sentence, names nothing.
    let roles = view.roles_at(draft.first - 1);
    // Where every noun has a capital, only a number that counts nothing at all is taken for a name's.
    if view.lexicon.switches.capital_nouns && figure.kind == Kind::Count {
        return false;
    }
    // "Ukrainę 705 środkami": a country is no model, "KO 157 mandatów, PiS 194" tells of the same things.
    let is_inherited = figure.flags.contains(Flag::InheritedLabel) && figure.part_of.is_none();
    if figure.kind == Kind::Count && (roles.has(Role::Side) || is_inherited) {
        return false;
    }
    // "In Iran 22 hangings were counted": a place that opens its sentence, and a noun behind the number.
    let is_place = figure.kind == Kind::Count
        && draft.first.checked_sub(2).is_some_and(|place| {
            view.roles_at(place).has(Role::Place)
                && (view.token(place).is_some_and(|token| !token.is_on_line())
                    || view.before(place).is_none_or(|mark| !mark.is_word() && !mark.is_digits()))
        });
    // "Spain's 17 regions"
    if is_place || figure.kind == Kind::Count && before.is_owner(view.text) {
        return false;
    }
    // "Рада 254 голосами": what is counted of several sides.
    let counts = |at| ["votes", "public"].iter().any(|key| view.cue(at, key).is_some()) || view.thing(at).is_some();
    if figure.kind == Kind::Count && counts(draft.after()) {
        return false;
    }
    let opens = !view.lexicon.switches.capital_nouns
        && (!before.is_on_line()
            || view.before(draft.first - 1).is_none_or(|token| matches!(token.first, '.' | '!' | '?' | ':')));
    !opens && !roles.meets(Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Function, Role::Month]))
}

/// "em Três Rios", "em Arroio do Meio": a word for a number with a capital that others have on both sides, or a part of one behind a name.
fn is_spelled_in_name(view: &View, draft: &Draft) -> bool {
    let figure = &draft.figure;
    let is_open = matches!(figure.kind, Kind::Number | Kind::Count | Kind::Fraction)
        && figure.category.is_none()
        && figure.outcome.is_none()
        && draft.hedge_first == draft.first
        && !view.lexicon.switches.capital_nouns;
    let Some(own) = view.token(draft.first).filter(|own| is_open && own.is_word_on_line() && own.is_capital) else {
        return false;
    };
    let links = Roles::any(&[Role::Place, Role::LabelLink, Role::DateOf]);
    let is_linked = draft.first.checked_sub(1).is_some_and(|at| {
        view.token(at).is_some_and(|word| word.is_word() && !word.is_capital) && view.roles_at(at).meets(links)
    });
    let is_name = |at: usize| {
        view.token(at).is_some_and(|name| {
            name.is_word_on_line() && name.is_capital && !name.is_joined() && name.word.roles == Roles::default()
        })
    };
    let is_behind = || figure.kind == Kind::Fraction && draft.first.checked_sub(2).is_some_and(is_name);
    own.length > 1 && is_linked && draft.end == draft.first + 1 && (is_name(draft.end) || is_behind())
}

/// "Реклама. 18+.": from what age one may read it, alone between stops.
pub(super) fn is_rating(view: &View, draft: &Draft) -> bool {
    // No label says more, wherever such are asked for.
    const OLDEST: u32 = 21;
    let is_age = draft.figure.kind == Kind::Number
        && draft.figure.relation == Relation::AtLeast
        && draft.figure.low.and_then(Decimal::to_u32).is_some_and(|age| age <= OLDEST);
    let parts = |at: usize| {
        view.token(at)
            .is_none_or(|mark| !mark.is_on_line() || mark.is_full_stop() || mark.is_mark('|') || mark.is_mark('('))
    };
    let opens =
        || draft.first == 0 || !view.token(draft.first).is_some_and(Token::is_on_line) || parts(draft.first - 1);
    is_age
        && view.tokens.len() > 3
        && view.token(draft.first + 1).is_some_and(|plus| plus.is_mark('+') && plus.is_joined())
        && opens()
        && (parts(draft.first + 2) || view.token(draft.first + 2).is_some_and(|mark| mark.is_mark(')')))
}

/// "Kane (27, 64)", "Čvančara (12., 45.)": one of several minutes in brackets behind who scored, or the only one in news of a match.
pub(super) fn is_minute(view: &View, draft: &Draft, is_match: bool) -> bool {
    draft.hedge_first == draft.first
        && may_be_minute(view, draft, is_match)
        && (is_match && opens_scorer(view, draft) || is_among_minutes(view, draft, is_match))
}

/// Whether it is a plain number that a match is long enough for, or a place in an order.
fn may_be_minute(view: &View, draft: &Draft, is_match: bool) -> bool {
    const LATEST: i64 = 130;
    let figure = &draft.figure;
    if figure.kind == Kind::Ordinal {
        return figure.label.is_none();
    }
    let is_small = figure.value.is_some_and(|value| value.is_whole() && value <= Decimal::from(LATEST));
    let is_plain =
        || draft.number.is_some_and(|number| number.has_digits && number.sort == Sort::Plain && number.scale.is_none());
    // "Dobre (12, 55-pen.)"
    let is_penalty = || {
        is_match
            && view.token(draft.end).is_some_and(|hyphen| hyphen.is_joined() && hyphen.is_dash())
            && figure.category.is_none()
            && figure.outcome.is_none()
    };
    is_small
        && match figure.kind {
            Kind::Number => is_plain(),
            Kind::Count => is_penalty(),
            _ => false,
        }
}

/// "Branky: 15. Krollis - 8. a 37. Ladra": a minute before who scored in it.
fn opens_scorer(view: &View, draft: &Draft) -> bool {
    view.token(draft.first + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_joined())
        && view.token(draft.first + 2).is_some_and(|name| name.is_word_on_line() && name.is_capital)
        && view.before(draft.first).is_some_and(|mark| mark.lists() || mark.is_mark(':') || mark.is_dash())
}

/// Whether it stands in brackets behind a name, with other minutes where nothing else tells of a match.
fn is_among_minutes(view: &View, draft: &Draft, is_match: bool) -> bool {
    const LONGEST: usize = 16;
    let inside = |at: &usize| {
        view.token(*at).is_some_and(|it| {
            it.is_on_line()
                && (it.is_digits()
                    || is_match && (it.is_word() || it.is_dash())
                    || matches!(it.first, ',' | '.' | '+' | '\'' | '’' | '′')
                    || it.word.roles.has(Role::And))
        })
    };
    let Some(open) = (draft.first.saturating_sub(LONGEST)..draft.first).rev().find(|at| !inside(at)) else {
        return false;
    };
    let close = (draft.end..draft.end + LONGEST).find(|at| !inside(at));
    let lists = || (open + 2..close.unwrap_or(open)).any(|at| view.token(at).is_some_and(Token::lists));
    view.token(open).is_some_and(|mark| mark.is_mark('('))
        && close.and_then(|at| view.token(at)).is_some_and(|mark| mark.is_mark(')'))
        && view.before(open).is_some_and(|name| name.is_word() && !name.first.is_lowercase())
        && (is_match || lists())
}

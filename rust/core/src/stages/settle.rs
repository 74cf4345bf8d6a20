//! Stage 8: one winner where readings meet, by stated rules; and what the reader was told to leave out.
//!
//! The earlier figure wins, then the longer one; bare numbers that stand in a name give way to it.

use regex::Regex;

use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Figure, Flag, Kind, Relation, Span};
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, categories, is_of_people, is_person, outcomes, said_of};
use crate::stages::read::{Sort, View};
use crate::token::Token;

/// Drops what overlaps a figure before it, and bare numbers that belong to a name.
pub(crate) fn settle(view: &View, drafts: &mut Vec<Draft>) {
    for draft in drafts.iter_mut() {
        if draft.figure.flags.contains(Flag::Negated) {
            none(view, draft);
        }
        suit(&mut draft.figure);
    }
    drafts.sort_by_key(|draft| (draft.figure.span.start, std::cmp::Reverse(draft.figure.span.end)));
    // In news of a match a number in brackets behind a name is a minute, alone too.
    let is_match = drafts.iter().any(|draft| draft.figure.kind == Kind::Score);
    let mut end = 0;
    // The token behind the last figure that was kept.
    let mut last = usize::MAX;
    drafts.retain(|draft| {
        let keeps = draft.figure.span.start >= end
            && !draft.is_rate
            && !is_part_of_name(view, draft)
            && !is_minute(view, draft, is_match)
            && !is_rating(view, draft)
            && !is_grammar(view, draft, last)
            && !is_idle_none(view, draft)
            && !is_idle_one(draft);
        if keeps {
            end = draft.figure.span.end;
            last = draft.end;
        }
        keeps
    });
}

/// One word for what happens to people and to things: of what was wounded things were damaged.
fn suit(figure: &mut Figure) {
    let (Some(category), Some(outcome)) = (figure.category.as_deref(), figure.outcome.as_deref()) else { return };
    if !can_happen(outcome, category) {
        figure.outcome = said_of(outcome, category).map(Into::into);
    }
}

/// Whether what is told can happen to people and not to the thing counted.
fn happens_only_to_people(figure: &Figure) -> bool {
    let told = figure.category.as_deref().zip(figure.outcome.as_deref());
    told.is_some_and(|(category, outcome)| !can_happen(outcome, category) && can_happen(outcome, categories::PERSON))
}

/// "No one was hurt" is of people; "no injuries" has its noun in the span.
fn none(view: &View, draft: &mut Draft) {
    let has_noun = has_noun(view, draft);
    let figure = &mut draft.figure;
    let is_person = match &figure.category {
        // "The plane crashed, no one survived": what happens to no plane is told of people.
        Some(_) => !has_noun && happens_only_to_people(figure),
        // "No one was hurt" is of people, "no damage was done" is not.
        None => figure.outcome.as_deref().is_some_and(|outcome| !has_noun || is_of_people(outcome)),
    };
    if is_person {
        figure.category = Some(categories::PERSON.into());
    }
    figure.trend = None;
    if !has_noun {
        figure.label = None;
    }
    if let Some(label) = figure.label.filter(|label| label.start >= figure.span.end) {
        let last = (draft.end..view.tokens.len())
            .take_while(|at| view.token(*at).is_some_and(|token| token.end <= label.end))
            .last();
        let first = draft.first;
        draft.stretch(view, first, last.map_or(draft.end, |last| last + 1));
    }
}

/// Whether the word for none stands before a noun.
fn has_noun(view: &View, draft: &Draft) -> bool {
    let none = view.lexicon.longest(view.tokens, draft.first, Roles::any(&[Role::NoOne, Role::NoneOf]));
    none.is_some_and(|none| !view.lexicon.roles(none.node).has(Role::NoOne))
}

/// Nought of which nothing is told is grammar: "no one knows"; so is none of a noun that is no thing of the taxonomy and no outcome:
/// "no immediate reaction from the rescue service".
fn is_idle_none(view: &View, draft: &Draft) -> bool {
    let figure = &draft.figure;
    let telling = Roles::any(&[Role::Category, Role::Outcome, Role::OutcomeNoun, Role::Others]);
    // "Ninguno de los contactos": none of those named.
    let of_some = Roles::any(&[Role::DateOf, Role::OutOf, Role::PartOf]);
    let is_some = || draft.number.is_some_and(|number| view.roles_at(number.end).meets(of_some));
    let is_told =
        || is_some() || (draft.first..=draft.end).any(|at| view.lexicon.longest(view.tokens, at, telling).is_some());
    figure.flags.contains(Flag::Negated)
        && (figure.kind != Kind::Count || figure.outcome.is_none() || has_noun(view, draft) && !is_told())
}

/// A noun in the singular to which nothing happened stands for no one; things are merely affected all the time.
fn is_idle_one(draft: &Draft) -> bool {
    let figure = &draft.figure;
    let is_person = || figure.counts(is_person);
    figure.kind != Kind::Duration
        && figure.flags.contains(Flag::Implicit)
        && figure.outcome.as_deref().is_none_or(|outcome| outcome == outcomes::AFFECTED && !is_person())
}

/// `Boeing 737,`, `Falcon 9`: a bare number right behind a name inside a sentence, and nothing that it counts.
fn is_part_of_name(view: &View, draft: &Draft) -> bool {
    let figure = &draft.figure;
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

/// "Реклама. 18+.": from what age one may read it, alone between stops.
fn is_rating(view: &View, draft: &Draft) -> bool {
    let is_age = draft.figure.kind == Kind::Number
        && draft.figure.relation == Relation::AtLeast
        && draft.figure.low.and_then(Decimal::to_u32).is_some_and(|age| matches!(age, 0 | 6 | 12 | 16 | 18 | 21));
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
fn is_minute(view: &View, draft: &Draft, is_match: bool) -> bool {
    const LONGEST: usize = 16;
    let is_plain = draft.figure.kind == Kind::Number
        && draft.number.is_some_and(|number| number.has_digits && number.sort == Sort::Plain && number.scale.is_none())
        && draft.figure.value.is_some_and(|value| value.is_whole() && value <= Decimal::from(130))
        || draft.figure.kind == Kind::Ordinal && draft.figure.label.is_none();
    // "Dobre (12, 55-pen.)"
    let is_plain = is_plain
        || is_match
            && draft.figure.kind == Kind::Count
            && view.token(draft.end).is_some_and(|hyphen| hyphen.is_joined() && hyphen.is_dash())
            && draft.figure.category.is_none()
            && draft.figure.outcome.is_none()
            && draft.figure.value.is_some_and(|value| value.is_whole() && value <= Decimal::from(130));
    if !is_plain || draft.hedge_first != draft.first {
        return false;
    }
    // "Branky: 15. Krollis - 8. a 37. Ladra": before who scored.
    let opens = || view.before(draft.first).is_some_and(|mark| mark.lists() || mark.is_mark(':') || mark.is_dash());
    let is_before_name = view.token(draft.first + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_joined())
        && view.token(draft.first + 2).is_some_and(|name| name.is_word_on_line() && name.is_capital);
    if is_match && is_before_name && opens() {
        return true;
    }
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

/// Small words of the language's grammar that nothing shows to be numbers; the figure before ends before token `last`.
fn is_grammar(view: &View, draft: &Draft, last: usize) -> bool {
    let Some(number) = draft.number else { return false };
    // "the two would meet": a pronoun.
    let is_small = number.sort == Sort::Plain && !number.has_digits && number.value <= Decimal::from(10);
    let definite = draft.first.checked_sub(1).is_some_and(|before| view.roles_at(before).has(Role::Definite));
    // "un dos tres", "le sept huit neuf", "acht een nul": another number stands right behind it or before it.
    let is_listed = || {
        let opens = view.lexicon.longest_before(view.tokens, draft.first - 1, Roles::of(Role::Cardinal)).is_some();
        opens && last == draft.first
            || view.token(draft.end).is_some_and(Token::is_on_line)
                && view.lexicon.longest(view.tokens, draft.end, Roles::of(Role::Cardinal)).is_some()
    };
    if draft.figure.kind == Kind::Number && is_small && definite && draft.hedge_first == draft.first && !is_listed() {
        return true;
    }
    if draft.figure.kind != Kind::Fraction || number.has_digits || number.sort != Sort::Fraction {
        return false;
    }
    // "quarter" in "headquarters of the third quarter" and the like: a lone part needs an article or a number before it.
    let is_single = number.end == number.first + 1;
    is_single && view.roles_at(number.first).has(Role::Ordinal) && !view.is_whole
}

/// Drops figures that touch what the user's patterns match.
pub(crate) fn exclude(text: &str, patterns: &[Regex], figures: &mut Vec<Figure>) {
    if patterns.is_empty() || figures.is_empty() {
        return;
    }
    let mut spans: Vec<Span> = patterns
        .iter()
        .flat_map(|pattern| pattern.find_iter(text))
        .filter(|found| !found.is_empty())
        .map(|found| Span { start: found.start() as u32, end: found.end() as u32 })
        .collect();
    spans.sort();
    let mut place = 0;
    figures.retain(|figure| {
        while spans.get(place).is_some_and(|span| span.end <= figure.span.start) {
            place += 1;
        }
        !spans.iter().skip(place).take_while(|span| span.start < figure.span.end).any(|span| span.overlaps(figure.span))
    });
}

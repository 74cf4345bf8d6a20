//! Stage 8: one winner where readings meet, by stated rules; and what the reader was told to leave out.
//!
//! The earlier figure wins, then the longer one; bare numbers that stand in a name give way to it.

mod named;

use named::{is_minute, is_part_of_name, is_rating};
use regex::Regex;

use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Figure, Flag, Kind, Span};
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

//! Ages: 17-year-old, aged 45, de 45 ans, a 58 anni.

use crate::lexicon::{Role, Roles};
use crate::library::{is_by_age_or_sex, is_minor, is_person as is_person_name};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, Sort, View};
use crate::token::Token;

/// Where an age that begins with `number` ends; `None` where it is no age.
///
/// `unit_end` is where a length of time behind the number ends, if there is one.
pub(crate) fn end(view: &View, number: &Number, unit_end: Option<usize>) -> Option<usize> {
    let may_be = view.may_have(Roles::any(&[Role::AgeAfter, Role::AgeBefore, Role::AgeCue, Role::Cue]));
    if !may_be || !matches!(number.sort, Sort::Plain | Sort::Collective) {
        return None;
    }
    let skip_hyphen =
        |at: usize| at + usize::from(view.token(at).is_some_and(|mark| is_hyphen(mark.first) && mark.is_joined()));
    let after = |at: usize| {
        let at = skip_hyphen(at);
        view.token(at).filter(|token| token.is_on_line())?;
        view.lexicon.longest(view.tokens, at, Roles::of(Role::AgeAfter))
    };
    if let Some(phrase) = after(number.end).or_else(|| after(unit_end?)) {
        return Some(phrase.end);
    }
    if let Some(end) = unit_end.filter(|end| is_of_child(view, number, skip_hyphen(number.end), *end)) {
        return Some(end);
    }
    let cue = view.lexicon.longest_before(view.tokens, number.first, Roles::any(&[Role::AgeBefore, Role::AgeCue]));
    let (_, cue) = cue?;
    let roles = view.lexicon.roles(cue.node);
    let unit = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::AgeUnit));
    let unit = unit.filter(|_| view.token(number.end).is_some_and(|token| token.is_on_line()));
    if roles.has(Role::AgeBefore) {
        // "בן 12 קומות": of so many floors.
        if view.cue(number.end, "things").is_some() {
            return None;
        }
        return Some(unit.map_or(number.end, |unit| unit.end)).filter(|_| unit_end.is_none() || unit.is_some());
    }
    // "uma pena de 12 anos": how long it is.
    if view.cue_before(number.first, "term_of").is_some() {
        return None;
    }
    // Above that it is no life.
    let is_life = number.value.to_u32().is_some_and(|years| years <= 120);
    // "il a dix jours pour répondre": how long somebody has.
    unit.filter(|unit| is_life && !view.roles_at(unit.end).has(Role::Lasting)).map(|unit| unit.end)
}

/// "11-місячне немовля", "dreimonatiges Baby": whether the years, months, weeks or days up to token `end` are those of a child behind them.
fn is_of_child(view: &View, number: &Number, unit: usize, end: usize) -> bool {
    let is_fused = || {
        let ending = view.before(end).and_then(|word| view.lexicon.coded(word.ending, Role::DurationEnding));
        end == number.end && ending.is_some_and(|(_, unit)| unit == "mo")
    };
    // "पांच साल की बच्ची": what links them may be a word of its own.
    let close = view.cue(unit, "of_child").filter(|close| unit < end && *close >= end);
    let is_adjective = close.is_some() || is_fused();
    let child = || view.lexicon.longest(view.tokens, close.unwrap_or(end), Roles::of(Role::Category));
    let is_child =
        |node| view.lexicon.name(node, Role::Category).is_some_and(|it| is_minor(it) || is_by_age_or_sex(it));
    is_adjective && view.token(end).is_some_and(Token::is_on_line) && child().is_some_and(|child| is_child(child.node))
}

/// Whether words for age, and no mere preposition, stand before a range of years that begins at `first`, or before what opens it.
pub(crate) fn told_before(view: &View, opener: usize, first: usize) -> bool {
    let grammar = Roles::any(&[Role::RangeOpen, Role::Function, Role::DateOf, Role::Place]);
    // "kinderen tussen de 3 en 11 jaar": whom the range is of.
    let person = view.lexicon.longest_before(view.tokens, opener, Roles::of(Role::Category));
    let is_person = person.and_then(|(_, person)| view.lexicon.name(person.node, Role::Category));
    if opener < first && is_person.is_some_and(|name| is_person_name(name)) {
        return true;
    }
    // "les 15-24 ans": all of that age.
    let is_of_all = first - opener <= 1
        && (first.checked_sub(1).is_some_and(|article| view.roles_at(article).has(Role::Definite))
            || view.cue_before(first, "article_of_many").is_some())
        && view.token(first).is_some_and(|from| from.is_digits() && from.length == 2)
        && view.token(first + 1).is_some_and(|dash| dash.is_dash() && dash.is_joined());
    if is_of_all {
        return true;
    }
    // "niños de entre 3 y 11 años": the cue may end inside what opens the range.
    (opener..=first).any(|end| {
        let cue = view.lexicon.longest_before(view.tokens, end, Roles::any(&[Role::AgeBefore, Role::AgeCue]));
        cue.is_some_and(|(_, cue)| !view.lexicon.roles(cue.node).meets(grammar))
    })
}

/// "zehnjährige Anleihe", "10-летние облигации": whether what stands at token `end`, or one word on, has a term and no age.
pub(crate) fn is_term(view: &View, end: usize) -> bool {
    (end..end + 2).any(|at| view.token(at).is_some_and(Token::is_on_line) && view.cue(at, "has_term").is_some())
}

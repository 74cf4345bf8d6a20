//! Numbers behind the unit that they agree with: السنوات العشر الماضية, الساعات الـ24.
//!
//! A number comes in, the unit before it goes out where both have the article joined to them. Knows no word for one.

use super::suffix::{Suffix, word};
use crate::decimal::Decimal;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::stages::read::{Number, Sort, View};
use crate::token::Token;

/// "الأيام الثلاثة": where the length of time begins that stands before its number, which has the same article.
pub(crate) fn unit_before(view: &View, number: &Number) -> Option<(usize, Suffix)> {
    let many = number.sort == Sort::Plain && number.value.is_whole() && number.value > Decimal::ONE;
    if !many || number.scale.is_some() || !view.lexicon.switches.one_follows {
        return None;
    }
    // "الساعات الـ 24": before digits the article is a word of its own.
    let is_article = |at: &usize| number.has_digits && view.roles_at(*at).has(Role::JoinedBefore);
    let end = number.first.checked_sub(1).filter(is_article).unwrap_or(number.first);
    if number.has_digits && end == number.first || !view.token(end).is_some_and(Token::is_on_line) {
        return None;
    }
    let (first, _) = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Duration))?;
    let unit = word(view, first).filter(|unit| unit.end == end && unit.kind == Kind::Duration)?;
    // A single one is counted by its place or its date: "اليوم الثلاثاء", "الساعة 5".
    let single = Roles::any(&[Role::HourBefore, Role::TimeBefore, Role::YearBefore, Role::Function]);
    let opens = |at: usize| view.token(at).and_then(|word| word.text(view.text).get(..4));
    // "والأيام الثلاثة": the article may be split off with what is joined before it.
    let split = || {
        let before = view.before(first).filter(|it| it.is_word() && it.word.roles.has(Role::JoinedBefore))?;
        view.token(first).filter(|unit| unit.is_joined())?;
        Some(before.text(view.text).ends_with(opens(end)?))
    };
    let agrees = opens(first).is_some() && opens(first) == opens(end) || split() == Some(true);
    let is_many = !view.roles_at(first).meets(single) && view.cue(first, "unit_of_one").is_none();
    (agrees && is_many).then(|| (first, Suffix { end: number.end, ..unit }))
}

/// "الرهائن السبعة", "الركاب الـ15": where the noun begins that stands before its number, at token `at`, which has the same article.
pub(crate) fn noun_before(view: &View, at: usize) -> Option<usize> {
    const NOUNS: Roles = Roles::any(&[Role::Category, Role::OutcomeNoun]);
    if !view.lexicon.switches.one_follows {
        return None;
    }
    let is_digits = view.token(at).is_some_and(Token::is_digits);
    let is_article = |at: &usize| is_digits && view.roles_at(*at).has(Role::JoinedBefore);
    let end = at.checked_sub(1).filter(is_article).unwrap_or(at);
    if is_digits && end == at || !view.token(end).is_some_and(Token::is_on_line) {
        return None;
    }
    let opens = |at: usize| view.token(at).and_then(|word| word.text(view.text).get(..4));
    let article = opens(end)?;
    let agrees = |at: usize| opens(at) == Some(article);
    // "الرهائن الأحياء الـ20": what they are like may stand between.
    let noun = |end: usize| view.lexicon.longest_before(view.tokens, end, NOUNS).map(|(first, _)| first);
    let like = || noun(end.checked_sub(1).filter(|like| agrees(*like))?);
    noun(end).or_else(like).filter(|first| agrees(*first))
}

//! Parts put in between two marks: "another 17, including two children, were hurt".
//!
//! A count and the figures behind it come in, where its clause goes on goes out.

use compact_str::CompactString;

use super::carry::ends_between;
use super::outcome::Told;
use super::part::is_fewer;
use super::{Relating, end_of_label};
use crate::draft::{Draft, LONGEST_LIST, of_id};
use crate::figure::Kind;
use crate::lexicon::{Phrase, Role, Roles};
use crate::library::{categories, is_person, is_thing, outcomes};
use crate::stages::read::View;
use crate::token::Token;

/// "another 17, including two children, were hurt": where the clause goes on behind parts put in between two marks, and the next
/// figure there.
pub(super) fn aside(view: &View, draft: &Draft, behind: &[Draft]) -> Option<(usize, usize)> {
    const LABEL: usize = 6;
    const REACH: usize = 12;
    // A list without end is no aside; each of its figures would go through all of it.
    const PARTS: usize = 12;
    let is_mark = |at: &usize| {
        view.token(*at)
            .is_some_and(|mark| !mark.is_word() && (matches!(mark.first, ',' | '(' | ')') || mark.is_spaced_dash()))
    };
    let is_comma = |at: usize| view.token(at).is_some_and(|mark| mark.is_mark(','));
    let mut parts = behind.iter().peekable();
    let mut part = parts.next()?;
    let may_be_share = matches!(part.figure.kind, Kind::Percent | Kind::Fraction);
    let is_age = part.figure.kind == Kind::Age;
    if !may_be_share && !is_age && !view.may_have(Roles::of(Role::PartOf)) {
        return None;
    }
    let open = (draft.after()..part.hedge_first).take(LABEL).find(is_mark)?;
    let cue = view.lexicon.longest(view.tokens, open + 1, Roles::of(Role::PartOf));
    // うち子ども3人: who they are may stand before their number.
    let noun = if view.lexicon.per_character() { LABEL } else { 2 };
    let is_cued = cue.is_some_and(|cue| cue.end <= part.hedge_first && part.hedge_first - cue.end <= noun);
    // "22 passengers, seven of them children, are missing"
    let is_cued = is_cued
        || open + 1 == part.hedge_first
            && view.lexicon.longest(view.tokens, part.after(), Roles::of(Role::PartOf)).is_some();
    // "1.9 million people, about 90 percent of the population, have fled"
    let is_share = may_be_share && part.hedge_first <= open + 2;
    // "четверо містян, віком від 44 до 81 року, дістали поранення"
    let words = |from: usize, to: usize| (from..to).all(|at| view.token(at).is_some_and(Token::is_word));
    let is_aged = is_age && words(draft.after(), open) && part.hedge_first <= open + 3;
    if !is_cued && !is_share && !is_aged {
        return None;
    }
    for _ in 0..PARTS {
        let words = part.after()..part.after() + REACH;
        let close = words.take_while(|at| view.token(*at).is_some_and(Token::is_on_line)).find(is_mark)?;
        // ", з них 25 – у реанімації": a dash closes no comma.
        if is_comma(open) && view.token(close).is_some_and(Token::is_dash) {
            return None;
        }
        // "two children, three women and a man": the next of the list.
        let next = parts.peek().map_or(view.tokens.len(), |next| next.hedge_first);
        if next > close + 1 {
            return Some((close + 1, next));
        }
        part = parts.next()?;
    }
    None
}

/// "secured the release of 115 soldiers captured in Kursk": whether what stands behind had happened to those freed before.
pub(super) fn is_of_freed(before: &Told, after: &Told) -> bool {
    let were_held = matches!(after.name.as_str(), outcomes::CAPTURED | outcomes::KIDNAPPED | outcomes::DETAINED);
    were_held && before.is_close && before.name == outcomes::RELEASED
}

/// "kidnapping another 12, an official said": whether a comma parts the noun from the figure before, and its verb ends the clause.
pub(super) fn is_told_of(view: &View, open: usize, end: usize) -> bool {
    let verb = view.roles_at(end);
    let goes_on = Roles::any(&[Role::And, Role::Place, Role::DateOf, Role::LabelLink, Role::AgeBefore, Role::Passive]);
    let closes = view.token(end + 1).is_none_or(|next| {
        !next.is_on_line() || !next.is_word() || next.is_capital || view.roles_at(end + 1).has(Role::Place)
    });
    view.before(open).is_some_and(|comma| comma.is_mark(','))
        && view.token(end).is_some_and(|it| it.is_word() && it.is_on_line() && !it.is_capital)
        && verb.has(Role::Function)
        && !verb.meets(goes_on)
        && closes
}

/// "a woman, 29, was arrested", "ein Mann (34) starb": where the clause goes on behind an age between two marks.
pub(super) fn past_age(view: &View, end: usize, behind: &[Draft]) -> usize {
    const OPENING: usize = 3;
    let Some(age) = behind.first().filter(|age| age.figure.kind == Kind::Age) else { return end };
    let mark = |at: usize| view.token(at).filter(|mark| mark.is_on_line() && !mark.is_word()).map(|mark| mark.first);
    let close = age.reach();
    let is_put_in = matches!((mark(end), mark(close)), (Some(','), Some(',')) | (Some('('), Some(')')));
    let is_near = age.hedge_first > end && age.hedge_first <= end + OPENING;
    if is_put_in && is_near { close + 1 } else { end }
}

impl Relating<'_, '_> {
    /// "Two are missing after a yacht carrying 44 tourists sank": whether token `at` opens the cause, a thing in which the amount is.
    pub(super) fn is_aboard_since(&self, at: usize, first: usize) -> bool {
        let view = self.view;
        let Some(from) = view.cue(at, "because").filter(|from| from + 2 < first) else { return false };
        view.roles_at(from).has(Role::OneArticle)
            && (from + 1..first - 1).any(|at| {
                let noun = view.lexicon.longest(view.tokens, at, Roles::of(Role::Category));
                let noun = noun.filter(|noun| noun.end < first);
                noun.and_then(|noun| view.lexicon.name(noun.node, Role::Category)).is_some_and(|name| is_thing(name))
            })
    }

    /// "21 bodies and 40 patients": whether the noun for what happened is what those before are called, with nothing but "and" behind it.
    pub(super) fn calls_those_before(&self, at: usize, noun: Phrase, first: usize) -> bool {
        let view = self.view;
        // "1.200 de morți și 251 de ostatici"
        let of = usize::from(view.lexicon.switches.counts_with_of && view.roles_at(self.floor).has(Role::DateOf));
        at == self.floor + of
            && noun.end + 1 == first
            && view.roles_at(noun.end).has(Role::And)
            && view.lexicon.roles(noun.node).has(Role::OutcomeNoun)
            && !self.is_nested(first)
    }

    /// Whether the amount stands in a clause that tells a part of the figure before: "twelve people, including three".
    pub(super) fn is_nested(&self, first: usize) -> bool {
        self.is_listed_part
            || (first.saturating_sub(4).max(self.floor)..first)
                .any(|at| self.view.lexicon.longest(self.view.tokens, at, Roles::of(Role::PartOf)).is_some())
    }

    /// "16 police and firefighters": where a bare noun for people ends that "and" at token `at` right behind such joins to it.
    pub(super) fn end_of_second_noun(&self, at: usize, end: usize, category: Option<&str>) -> Option<usize> {
        let view = self.view;
        let joins = at == end && view.roles_at(at).has(Role::And) && category.is_some();
        if !joins {
            return None;
        }
        let are_people = category.is_some_and(is_person);
        if let Some(second) = self.end_of_second_words(at, are_people) {
            return Some(second);
        }
        if !are_people {
            return None;
        }
        // "eleven children and the bus driver died": one who is known.
        // "des milliers de touristes et de résidents ont été": nor one behind the same word for "of".
        let opening = Roles::any(&[Role::Definite, Role::LabelLink]);
        let known = |at: usize| view.roles_at(at).meets(opening) || view.cue(at, "their").is_some();
        let most = if known(at + 1) { at + 4 } else { at + 2 };
        let first = at + 1 + usize::from(known(at + 1));
        let is_people =
            |noun: &Phrase| view.lexicon.name(noun.node, Role::Category).is_some_and(|noun| is_person(noun));
        let noun = (first..most)
            .find_map(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::Category)).filter(is_people))?;
        (noun.end <= self.ceiling && view.token(at + 1)?.is_on_line()).then_some(noun.end)
    }

    /// "patients et accompagnants ont été tués", "homes and commercial structures were destroyed": where words end that the lexicon may
    /// not have, behind "and" at token `and` and right before the verb.
    fn end_of_second_words(&self, and: usize, are_people: bool) -> Option<usize> {
        const WORDS: usize = 3;
        let view = self.view;
        let is_noun = |at: usize| {
            let is_alike = || view.category_at(at).is_some_and(|noun| is_person(noun) == are_people);
            view.token(at).is_some_and(|word| {
                word.is_word_on_line()
                    && (word.word.roles == Roles::default()
                        && (!word.is_capital || view.lexicon.switches.capital_nouns)
                        || is_alike())
            })
        };
        let end = (and + 1..=and + 1 + WORDS).find(|at| !is_noun(*at)).filter(|end| *end > and + 1)?;
        let is_verb = |at: usize| view.roles_at(at).has(Role::Passive);
        let is_told = |verb: usize| {
            let told = view.lexicon.longest(view.tokens, verb, Roles::of(Role::Outcome));
            // "rebels and insurgents killed 40": what they did to the next.
            told.is_some_and(|told| {
                let closes = view.token(told.end).is_none_or(|next| {
                    !next.is_on_line()
                        || !next.is_word()
                        || next.word.roles.meets(Roles::any(&[Role::Place, Role::Agent]))
                });
                told.end <= self.far
                    && !view.token(told.end).is_some_and(Token::is_digits)
                    && (closes || view.before(verb).is_some_and(|noun| noun.word.roles == Roles::default()))
            })
        };
        let is_auxiliary = || view.roles_at(end).has(Role::Function) && is_verb(end + 1);
        (end < self.ceiling && view.token(end)?.is_on_line() && (is_verb(end) || is_auxiliary() || is_told(end)))
            .then_some(end)
    }

    /// "five workers, from the same village, were killed", "another seven, including the driver,": where a phrase that a preposition
    /// or a word for parts opens at the comma ends.
    pub(super) fn end_of_apposition(&self, comma: usize) -> Option<usize> {
        const LONGEST: usize = 14;
        let view = self.view;
        let openers =
            Roles::any(&[Role::Place, Role::DateOf, Role::LabelLink, Role::PartOf, Role::AgeBefore, Role::AgeCue]);
        // "two daughters, 9 and 13, died": how old they are; "957 Palestiniens, combattants ou civils, ont été tués": what they are.
        let links = Roles::any(&[Role::And, Role::Place, Role::DateOf, Role::LabelLink, Role::Definite]);
        let is_small = |at: usize| view.roles_at(at).has(Role::Function) && !view.roles_at(at).meets(links);
        let noun = comma + 1 + usize::from(is_small(comma + 1));
        let is_noun = view.lexicon.longest(view.tokens, noun, Roles::of(Role::Category)).is_some();
        // "61 people, most of them women and children, drowned": what most of them are.
        let is_relative = view.cue(comma + 1, "relative").is_some();
        if !is_noun && !is_relative && !view.token(comma + 1)?.is_digits() && view.cue(comma + 1, "mostly").is_none() {
            view.lexicon.longest(view.tokens, comma + 1, openers)?;
        }
        // "de 19, 25 y 31 años": a comma between numbers closes nothing.
        let close = (comma + 2..(comma + LONGEST).min(self.far)).find(|at| {
            view.token(*at).is_none_or(|token| !token.is_word() && !token.is_digits()) && !self.is_between_digits(*at)
        })?;
        view.token(close).filter(|mark| mark.is_mark(','))?;
        // "семеро людей, які перебували в автобусі, дістали травми": behind the clause right away what happened.
        if is_relative {
            let verb = close + 1 + usize::from(view.roles_at(close + 1).has(Role::Passive));
            view.lexicon.longest(view.tokens, verb, Roles::of(Role::Outcome))?;
        }
        // A list goes on with another noun, a clause with its verb.
        (!is_noun || is_small(close + 1)).then_some(close + 1)
    }

    /// "soldiers of the Frontier Corps (FC) were killed": where a name that is cut to capitals in brackets, which open at `open`, ends.
    pub(super) fn end_of_short_name(&self, open: usize) -> Option<usize> {
        let view = self.view;
        view.token(open).filter(|mark| mark.is_mark('(') && mark.is_on_line())?;
        let name = view.token(open + 1).filter(|name| name.is_word() && name.is_capital)?;
        view.token(open + 2).filter(|close| close.is_mark(')'))?;
        name.text(view.text).chars().all(char::is_uppercase).then_some(open + 3)
    }

    /// "17 people - locals and foreigners - were killed": where words that count nothing, put in behind the dash at token `dash`, end.
    pub(super) fn end_between_dashes(&self, dash: usize) -> Option<usize> {
        const LONGEST: usize = 12;
        let view = self.view;
        let inside = |at: &usize| {
            view.token(*at).is_some_and(|it| it.is_on_line() && (it.is_word() || it.is_mark(',') || it.is_joined()))
        };
        let close = (dash + 1..(dash + LONGEST).min(self.ceiling)).find(|at| !inside(at))?;
        view.token(close).filter(|mark| mark.is_on_line() && mark.is_spaced_dash() && close > dash + 1)?;
        Some(close + 1)
    }

    /// "Three of the wounded are critical, four are stable": a bare number that goes on behind some of those told of, who take a verb
    /// of grammar as it does, counts others of them; gives it what they are and the whole they are of.
    pub(super) fn goes_on_beside(&self, draft: &mut Draft, head: &[Draft]) -> bool {
        const NEAR: usize = 16;
        let view = self.view;
        if draft.figure.kind != Kind::Number || draft.figure.value.is_none_or(|value| !value.is_whole()) {
            return false;
        }
        let Some(last) = head.last().filter(|last| last.figure.kind == Kind::Count) else { return false };
        let end = end_of_label(view, last);
        let is_verb = |at: usize| {
            let roles = view.roles_at(at);
            view.token(at).is_some_and(|verb| verb.is_word() && verb.is_on_line() && !verb.is_capital)
                && roles.meets(Roles::any(&[Role::Passive, Role::Function]))
                && !roles.meets(Roles::any(&[Role::And, Role::Place, Role::DateOf, Role::LabelLink, Role::PartOf]))
        };
        let opens = view.before(draft.hedge_first).is_some_and(Token::lists);
        if !opens || !is_verb(draft.after()) || !is_verb(end) || draft.first > end + NEAR {
            return false;
        }
        let is_noun = view
            .lexicon
            .longest(view.tokens, last.after(), Roles::of(Role::OutOf))
            .and_then(|of| {
                let nouns = Roles::any(&[Role::OutcomeNoun, Role::Category]);
                let article = usize::from(view.roles_at(of.end).has(Role::Definite));
                view.lexicon.longest(view.tokens, of.end + article, nouns)
            })
            .is_some_and(|noun| noun.end == end);
        let whole = of_id(head, last.figure.part_of, LONGEST_LIST);
        if !is_noun && whole.is_none() || ends_between(view, last.end, draft.hedge_first) {
            return false;
        }
        draft.take_noun(&last.figure);
        // "127 of the dead were children and 261 were women"
        let own = self.said_to_be(draft.after());
        if is_noun {
            let all = whole.and_then(|whole| whole.figure.category.clone());
            draft.figure.category = own.or(all).or_else(|| Some(categories::PERSON.into()));
        } else if own.is_some() {
            draft.figure.category = own;
        }
        draft.figure.outcome =
            if is_noun { last.figure.outcome.clone() } else { whole.and_then(|whole| whole.figure.outcome.clone()) };
        draft.figure.part_of = whole.filter(|whole| is_fewer(&draft.figure, &whole.figure)).map(|whole| whole.id);
        true
    }
}

impl Relating<'_, '_> {
    /// "Five of the victims were children": what words of grammar behind token `from` say that people are.
    pub(super) fn said_to_be(&self, from: usize) -> Option<CompactString> {
        const GRAMMAR: usize = 3;
        let view = self.view;
        let dash = |mark: &Token| mark.is_on_line() && mark.is_dash();
        let from = from + usize::from(view.token(from).is_some_and(dash));
        for at in from..(from + GRAMMAR + 1).min(self.ceiling) {
            view.token(at).filter(|word| word.is_word_on_line())?;
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, Roles::of(Role::Category)) {
                return view.lexicon.name(phrase.node, Role::Category).filter(|name| is_person(name)).cloned();
            }
            let roles = view.roles_at(at);
            if !roles.meets(Roles::any(&[Role::Function, Role::Passive])) || roles.has(Role::Place) {
                return None;
            }
        }
        None
    }

    /// "Seven dead, including a woman of 40 and three children": whether the amount is the next part behind one and her age.
    pub(super) fn is_part_over_age(&self, draft: &Draft, head: &[Draft]) -> bool {
        const NEAR: usize = 8;
        let view = self.view;
        let Some(age) = head.last().filter(|age| age.figure.kind == Kind::Age) else { return false };
        let is_next = age.reach() + 1 == draft.hedge_first && view.roles_at(age.reach()).has(Role::And);
        is_next
            && (age.hedge_first.saturating_sub(NEAR).max(self.since)..age.hedge_first)
                .any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::PartOf)).is_some())
    }
}

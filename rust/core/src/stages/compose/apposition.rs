//! Bare numbers and lengths of time that are ages by where they stand: "Harold Pym, 45, lives", "la víctima, de 45 años".
//!
//! A figure comes in and may become an age. Knows no word for ages but the cues of the lexicon.

use super::Composing;
use super::amount::Amount;
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::lexicon::{Role, Roles};
use crate::library::{is_by_age_or_sex, is_person};
use crate::stages::read::{Number, Sort, number_at};
use crate::token::Token;

/// A number in brackets behind a name of two words is an age above this; below it may be a place's share of a count.
const LEAST_IN_BRACKETS: Decimal = Decimal::FIVE;

impl Composing<'_, '_> {
    /// "Harold Pym, 45, lives", "la víctima, de 45 años,", "Harold Pym (45)": an age beside whom it is of.
    pub(super) fn in_apposition(&self, draft: &mut Draft, amount: &Amount) {
        let view = self.view;
        let is_life = amount.value.is_whole() && amount.value.to_u32().is_some_and(|years| (1..=110).contains(&years));
        // "Наймолодшому звільненому 26 років": years, close behind the oldest.
        let is_years = draft.figure.kind == Kind::Duration && draft.figure.unit.as_deref() == Some("a");
        let is_oldest = || match draft.figure.kind {
            Kind::Number => self.is_of_oldest(draft, 8),
            _ => is_years && draft.figure.relation == Relation::Exact && self.is_of_oldest(draft, 3),
        };
        if is_life && is_oldest() {
            draft.figure.kind = Kind::Age;
            draft.figure.unit = Some("a".into());
            return;
        }
        let may_be_years = draft.figure.kind == Kind::Number || is_years;
        if may_be_years && is_life && self.is_age_bound(draft) {
            draft.figure.kind = Kind::Age;
            draft.figure.unit = Some("a".into());
            return;
        }
        let is_plain =
            draft.figure.kind == Kind::Number && !amount.number.is_formatted && amount.number.sort == Sort::Plain;
        // "2 e 3 anni": the years of the last are the first one's too.
        let shares = is_plain && self.shares_years(draft.end);
        // "aged six, seven and nine": in words only where years were told before or are behind.
        let is_next = self.age_end.is_some_and(|end| end + 1 == draft.hedge_first) && self.counts_nothing(draft.end);
        let is_number = is_plain && (amount.number.has_digits || shares || is_next);
        let is_years = shares || is_years;
        if !(is_number || is_years) || !is_life || amount.number.scale.is_some() {
            return;
        }
        // "aged 13 and 15", "van 17, 19 en 24 jaar": one after the other.
        let follows_age = self.age_end.is_some_and(|end| {
            let is_comma = view.token(end).is_some_and(|mark| mark.is_mark(','));
            end + 1 == draft.hedge_first
                && (view.roles_at(end).has(Role::And) || is_comma && (shares || self.lists_on(draft.end)))
                && draft.figure.relation == Relation::Exact
        });
        let mark = |at: usize| view.token(at).filter(|mark| !mark.is_word() && mark.is_on_line());
        let closing = mark(draft.hedge_end).filter(|mark| mark.is_joined()).map(|mark| mark.first);
        // "two daughters, 9 and 13, died"
        let pair = if is_number { self.closes_pair(draft.hedge_end) } else { None };
        let closing = closing.or_else(|| pair.map(|_| ','));
        let oldest = pair.unwrap_or(amount.value).max(amount.value);
        // A preposition and an adverb may stand between: "de 45 años", "di appena 2 anni".
        let small = |at: &usize| is_years && view.roles_at(*at).has(Role::Function);
        let words = (draft.hedge_first.saturating_sub(2)..draft.hedge_first).rev().take_while(small).count();
        // "two men, both 24, were held"
        let both = draft.hedge_first.checked_sub(1).filter(|at| view.cue(*at, "both") == Some(draft.hedge_first));
        let words = both.map_or(words, |_| 1);
        let Some(opener) = (draft.hedge_first - words).checked_sub(1) else { return };
        let cues = Roles::any(&[Role::AgeBefore, Role::AgeCue]);
        // "Drie verdachten van 17, 19 en 24 jaar": years of several people.
        let is_of_people = || {
            const NEAR: usize = 4;
            let near = (draft.hedge_first.saturating_sub(NEAR)..draft.hedge_first).rev();
            near.take_while(|at| {
                view.token(*at).is_some_and(|word| word.is_on_line() && (word.is_word() || word.is_spaced_dash()))
            })
            .any(|at| view.token(at).is_some_and(|word| self.names_person(word)))
        };
        let is_told =
            shares && (view.lexicon.longest_before(view.tokens, draft.hedge_first, cues).is_some() || is_of_people());
        let opening = mark(opener).map(|mark| mark.first);
        let is_capital =
            |back: usize| opener.checked_sub(back).and_then(|at| view.token(at)).is_some_and(|word| word.is_capital);
        // 男（45）: a word of several characters.
        let is_named = || {
            let roles = Roles::any(&[Role::Category, Role::OutcomeNoun]);
            let (_, phrase) = view.lexicon.longest_before(view.tokens, opener, roles)?;
            view.lexicon.name(phrase.node, Role::Category).map(|class| is_person(class))
        };
        let is_someone = || {
            self.view.before(opener).is_some_and(|word| self.names_person(word))
                || view.lexicon.per_character() && is_named() == Some(true)
        };
        // "The dead, 40, were": what happened to them is counted.
        let is_noun = self.view.before(opener).is_some_and(|word| !word.word.roles.has(Role::OutcomeNoun));
        let closing = if shares { Some(',') } else { closing };
        let is_one_opening = || {
            let article = opener.checked_sub(2).filter(|at| view.token(*at).is_some_and(|word| word.is_capital));
            let noun = view.before(opener).is_some_and(|noun| noun.is_word() && noun.word.roles == Roles::default());
            noun && article.is_some_and(|article| view.roles_at(article).has(Role::OneArticle))
        };
        // "A man of 35 years died with his son of 3": years are left out behind whom the second is of.
        let of_another = || {
            let cue = view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::AgeCue));
            let names = |at: usize| view.token(at).is_some_and(|word| self.names_person(word));
            let counts = view.token(draft.end).is_some_and(|next| {
                next.is_on_line() && next.is_word() && !view.roles_at(draft.end).has(Role::Function)
            });
            // The cue may name whom itself: "figlioletto di".
            let whose = cue.is_some_and(|(first, _)| (first.saturating_sub(1)..draft.hedge_first).any(names));
            !counts && self.age_end.is_some() && whose
        };
        // "In Texas, 38, mostly children, fell ill."
        let is_in_place = opener.checked_sub(2).is_some_and(|at| view.roles_at(at).has(Role::Place));
        // "Djokovic, 38, won": a surname that opens the sentence or follows a calling.
        let is_surname = || {
            let grammar = Roles::any(&[Role::Place, Role::DateOf, Role::Function, Role::And, Role::Month]);
            let before = opener.checked_sub(2).and_then(|at| view.token(at).map(|word| (at, word)));
            let stands = before
                .is_none_or(|(at, word)| word.is_mark('.') || word.is_word() && !view.roles_at(at).meets(grammar))
                || view.before(opener).is_some_and(|name| !name.is_on_line());
            let goes_on = view
                .token(draft.hedge_end + 1)
                .is_some_and(|next| next.is_on_line() && next.is_word() && !next.is_capital)
                && !view.roles_at(draft.hedge_end + 1).meets(Roles::any(&[Role::Place, Role::And, Role::DateOf]));
            let is_plain = |name: &Token| name.is_capital && name.length > 2 && name.word.roles == Roles::default();
            is_number
                && amount.value > Decimal::from(10)
                && stands
                && goes_on
                && view.before(opener).is_some_and(is_plain)
        };
        // "L'Espagnol de 22 ans": of which country somebody is.
        let is_of_country = || {
            let demonym = view.token(opener).filter(|word| word.is_capital && word.is_on_line());
            words > 0 && is_years && demonym.is_some() && view.roles_at(opener).has(Role::Side)
        };
        // 田中さん（45）, 김모(52)씨: a word that calls somebody beside the brackets.
        let is_called =
            || view.cue_before(opener, "called").is_some() || view.cue(draft.hedge_end + 1, "called").is_some();
        // "Mehmet K. (45)": a surname that is cut.
        let is_initial = || {
            let stop = view.before(opener).is_some_and(|stop| stop.is_mark('.') && stop.is_joined());
            let initial = opener.checked_sub(2).and_then(|at| view.token(at)).is_some_and(|it| it.length == 1);
            stop && initial && is_capital(2) && is_capital(3)
        };
        // "жінка 62 років,", "мальчик 8 лет погиб": years right behind one who is told of by age or sex.
        let is_of_one = || {
            let one = view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::Category));
            let is_one = one.and_then(|(_, one)| view.lexicon.name(one.node, Role::Category));
            let goes_on = view.token(draft.hedge_end).is_none_or(|next| {
                !next.is_on_line()
                    || matches!(next.first, ',' | '.' | ')' | ';')
                    || view.roles_at(draft.hedge_end).meets(Roles::any(&[Role::And, Role::Outcome]))
            });
            words == 0
                && view.token(draft.first).is_some_and(Token::is_on_line)
                && draft.figure.relation == Relation::Exact
                && is_one.is_some_and(|one| is_by_age_or_sex(one))
                && goes_on
        };
        // "محمد حلاق (9 أعوام)": a script without capitals.
        let is_uncased = || {
            let name = view.before(opener).filter(|name| name.is_word() && name.is_on_line());
            name.is_some_and(|name| !name.first.is_lowercase() && !name.first.is_uppercase())
                && !view.lexicon.per_character()
        };
        let is_age = match (opening, closing) {
            _ if is_of_country() || is_years && (is_of_one() || words > 0 && self.is_behind_person(draft, opener)) => {
                true
            }
            _ if follows_age
                || is_told
                || of_another()
                || self.is_of_those(draft, closing)
                || self.is_of_two(draft) =>
            {
                true
            }
            // "Dominique P., 71 ans, est jugé"
            (Some(','), Some(',')) if is_years && is_initial() => true,
            (Some(','), Some(',' | '.' | ')' | ';')) => {
                is_capital(1) && is_capital(2) && !is_in_place
                    || is_someone() && (is_years || is_noun && oldest > LEAST_IN_BRACKETS)
                    || is_years && is_capital(1)
                    // "El murciano, de 22 años, suma"
                    || is_years && words > 0 && amount.value > Decimal::from(10) && closing == Some(',')
                    || is_surname()
                    // "A guide, 34, is": someone whose calling the lexicon does not know.
                    || is_noun && amount.value > LEAST_IN_BRACKETS && is_one_opening()
            }
            (Some('(' | '（'), Some(')' | '）')) => {
                is_capital(1) && is_capital(2) && amount.value > LEAST_IN_BRACKETS
                    || is_initial() && amount.value > LEAST_IN_BRACKETS
                    || is_called()
                    || is_someone()
                    || is_years && is_uncased()
            }
            _ => false,
        };
        if is_age {
            draft.figure.kind = Kind::Age;
            draft.figure.unit = Some("a".into());
        }
    }

    /// "aged 21, 34 and 52": whether "and" at token `end` goes on with a last number that counts nothing.
    fn lists_on(&self, end: usize) -> bool {
        let view = self.view;
        // Behind one in words the last may be in words too.
        let is_spelled = || view.before(end).is_some_and(Token::is_word);
        let next =
            self.number_behind_and(end).filter(|next| next.has_digits || is_spelled() && next.sort == Sort::Plain);
        next.is_some_and(|next| {
            let noun = view.token(next.end).filter(|noun| noun.is_on_line() && noun.is_word());
            noun.is_none() || view.roles_at(next.end).has(Role::Function)
        })
    }

    /// The number right behind "and" at token `end`.
    fn number_behind_and(&self, end: usize) -> Option<&Number> {
        self.view.token(end).filter(|and| and.is_on_line() && and.word.roles.has(Role::And))?;
        number_at(self.numbers, end + 1)
    }

    /// The number behind "and" at token `end`, where a comma closes it.
    fn closes_pair(&self, end: usize) -> Option<Decimal> {
        let view = self.view;
        let next = self.number_behind_and(end).filter(|next| next.has_digits)?;
        let is_life = !next.is_formatted && next.value.to_u32().is_some_and(|years| years <= 110);
        view.token(next.end).filter(|comma| comma.is_mark(',') && is_life).map(|_| next.value)
    }

    /// "Una mujer de 46 años y sus hijas, de 9 y 13, murieron": behind an age, a bare number with a preposition between commas.
    fn is_of_those(&self, draft: &Draft, closing: Option<char>) -> bool {
        let view = self.view;
        let is_closed = closing == Some(',') && self.age_end.is_some() && draft.figure.kind == Kind::Number;
        let Some(of) = draft.first.checked_sub(1).filter(|_| is_closed) else { return false };
        let links = Roles::any(&[Role::DateOf, Role::LabelLink]);
        view.token(of).is_some_and(|of| of.is_on_line() && of.word.roles.meets(links))
            && view.before(of).is_some_and(|comma| comma.is_mark(','))
            && of.checked_sub(1).and_then(|comma| view.before(comma)).is_some_and(|word| self.names_person(word))
    }

    /// "haar twee dochters van 9 en 13": two numbers behind two people.
    fn is_of_two(&self, draft: &Draft) -> bool {
        let view = self.view;
        let links = Roles::any(&[Role::DateOf, Role::LabelLink, Role::AgeCue]);
        let Some(of) = draft.first.checked_sub(1).filter(|of| view.roles_at(*of).meets(links)) else { return false };
        let Some(two) = of.checked_sub(2).filter(|_| view.before(of).is_some_and(|word| self.names_person(word)))
        else {
            return false;
        };
        let are_two = number_at(self.numbers, two).is_some_and(|number| number.value == Decimal::from(2));
        let counts = |end: usize| {
            view.token(end).is_some_and(|noun| noun.is_on_line() && noun.is_word())
                && !view.roles_at(end).has(Role::Function)
        };
        are_two && self.number_behind_and(draft.end).is_some_and(|next| next.has_digits && !counts(next.end))
    }

    /// Whether "and" or a comma at token `end` goes on with more numbers, the last of them of years.
    fn shares_years(&self, end: usize) -> bool {
        const LISTED: usize = 4;
        let view = self.view;
        let mut link = end;
        for _ in 0..LISTED {
            let is_and = view.token(link).is_some_and(|link| link.is_on_line() && link.word.roles.has(Role::And));
            let is_comma = view.token(link).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line());
            let next = number_at(self.numbers, link + 1);
            let Some(next) = next.filter(|next| (is_and || is_comma) && !next.is_formatted) else { return false };
            let unit = view.lexicon.longest(view.tokens, next.end, Roles::of(Role::Duration));
            if unit.and_then(|unit| view.lexicon.name(unit.node, Role::Duration)).is_some_and(|unit| unit == "a") {
                return true;
            }
            link = next.end;
        }
        false
    }

    /// "The oldest of them was 40": whether the clause speaks of the oldest or the youngest and nothing is counted.
    fn is_of_oldest(&self, draft: &Draft, far: usize) -> bool {
        let view = self.view;
        if !view.may_have(Roles::of(Role::Cue)) {
            return false;
        }
        let counts = view.token(draft.end).is_some_and(|next| {
            next.is_on_line()
                && (next.is_mark('%') || next.is_word())
                && !view.roles_at(draft.end).meets(Roles::any(&[Role::Function, Role::And]))
        });
        // "найстаршому – 59": the dash stands for the verb.
        let dash = view.before(draft.hedge_first).is_some_and(Token::is_spaced_dash);
        let end = draft.hedge_first - usize::from(dash);
        let clause = (end.saturating_sub(far)..end).rev().take_while(|at| {
            view.token(*at).is_some_and(Token::is_word) && view.token(at + 1).is_some_and(Token::is_on_line)
        });
        !counts && clause.into_iter().any(|at| view.cue(at, "oldest").is_some())
    }

    /// "Children under five": whether the amount is a bound right behind people, and counts nothing.
    fn is_age_bound(&self, draft: &Draft) -> bool {
        let view = self.view;
        let is_cued = ["age_bound", "spanning"].iter().any(|key| view.cue(draft.hedge_first, key) == Some(draft.first));
        let things = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Side]);
        // "un menor de 15": the bound may name them itself.
        let own =
            || view.token(draft.hedge_first).filter(|word| self.names_person(word) && draft.hedge_first < draft.first);
        let before =
            || view.before(draft.hedge_first).filter(|word| word.is_word() && self.names_person(word)).or_else(own);
        // "Most of the dead were older than 65"
        let older_than = view.cue_before(draft.first, "older_than");
        if older_than.and_then(|first| view.token(first)).is_some_and(Token::is_on_line) {
            return view.lexicon.longest(view.tokens, draft.end, things).is_none();
        }
        is_cued
            && view.token(draft.first).is_some_and(Token::is_on_line)
            && (before().is_some() || self.are_people_under(draft.hedge_first))
            && view.lexicon.longest(view.tokens, draft.end, things).is_none()
    }

    /// "The patients were under five", "3 million, many of whom are under 18": whether a verb of being right before the bound at token
    /// `bound` speaks of people.
    fn are_people_under(&self, bound: usize) -> bool {
        const FAR: usize = 8;
        let view = self.view;
        let is_being = |at: usize| view.roles_at(at).has(Role::Passive);
        let Some(verb) = bound.checked_sub(1).filter(|verb| is_being(*verb)) else { return false };
        (verb.saturating_sub(FAR)..verb)
            .rev()
            .take_while(|at| {
                view.token(*at).is_some_and(Token::is_word) && view.token(at + 1).is_some_and(Token::is_on_line)
            })
            .find(|at| view.roles_at(*at).meets(Roles::any(&[Role::Category, Role::PartOf])))
            .is_some_and(|at| {
                view.roles_at(at).has(Role::PartOf) || view.token(at).is_some_and(|it| self.names_person(it))
            })
    }

    /// "uma estudante ucraniana de 19 anos": years that a word for "of" joins to a person, whom an adjective may describe.
    fn is_behind_person(&self, draft: &Draft, last: usize) -> bool {
        const ADJECTIVES: usize = 2;
        let view = self.view;
        let links = Roles::any(&[Role::DateOf, Role::LabelLink, Role::AgeCue]);
        let number_end = draft.number.map_or(draft.end, |number| number.end);
        let is_unit = view.lexicon.longest(view.tokens, number_end, Roles::of(Role::AgeUnit)).is_some();
        // "vítima de 20 anos de abusos"
        if !is_unit || !view.roles_at(last + 1).meets(links) || view.roles_at(draft.end).meets(links) {
            return false;
        }
        let articles = Roles::any(&[Role::Definite, Role::OneArticle]);
        for at in (last.saturating_sub(ADJECTIVES)..=last).rev() {
            let Some(word) = view.token(at).filter(|word| word.is_word() && word.is_on_line()) else { return false };
            if self.names_person(word) {
                return true;
            }
            let is_demonym = view.roles_at(at).has(Role::Side) && !word.is_capital;
            if view.roles_at(at).has(Role::Function)
                || is_demonym && at.checked_sub(1).is_some_and(|article| view.roles_at(article).meets(articles))
            {
                return is_demonym;
            }
        }
        false
    }

    /// Whether the word is a class of people, as "la víctima" or "Lehrer".
    fn names_person(&self, word: &Token) -> bool {
        let roles = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        word.word.roles.meets(roles)
            && self.view.lexicon.name(word.word.node, Role::Category).is_none_or(|class| is_person(class))
    }
}

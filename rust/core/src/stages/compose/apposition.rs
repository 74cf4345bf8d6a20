//! Bare numbers and lengths of time that are ages by where they stand: "Harold Pym, 45, lives", "la víctima, de 45 años".
//!
//! A figure comes in and may become an age. Knows no word for ages but the cues of the lexicon.

use super::Composing;
use super::amount::Amount;
use super::beside::Beside;
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::kinds::age;
use crate::lexicon::{Role, Roles};
use crate::library::is_person;
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, Sort, number_at};
use crate::token::Token;

impl Composing<'_, '_> {
    /// "Harold Pym, 45, lives", "la víctima, de 45 años,", "Harold Pym (45)": an age beside whom it is of.
    pub(super) fn in_apposition(&self, draft: &mut Draft, amount: &Amount) {
        let view = self.view;
        // "двоих её детей 4 и 7 лет": the numeral counts people.
        if view.cue(draft.first, "of_people") == Some(draft.end) {
            return;
        }
        if amount.value < Decimal::from(110) && self.is_mean_age(draft) {
            draft.figure.kind = Kind::Age;
            draft.figure.unit = Some("a".into());
            return;
        }
        let is_life = amount.value.is_whole() && amount.value.to_u32().is_some_and(|years| (1..=110).contains(&years));
        // "un bambino di due anni e mezzo"
        let is_half = |years: Decimal| years.checked_mul(Decimal::from(2)).is_some_and(Decimal::is_whole);
        let is_life =
            is_life || draft.figure.kind == Kind::Duration && is_half(amount.value) && amount.value < Decimal::from(10);
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
        let is_number = draft.figure.kind == Kind::Number;
        let is_told = is_number && (self.was_of_age(draft) || self.suspends_age(draft.end));
        if is_life && (is_told || (is_number || is_years) && self.is_age_bound(draft)) {
            draft.figure.kind = Kind::Age;
            draft.figure.unit = Some("a".into());
            return;
        }
        let is_plain =
            draft.figure.kind == Kind::Number && !amount.number.is_formatted && amount.number.sort == Sort::Plain;
        // "2 e 3 anni": the years of the last are the first one's too.
        let shares = is_plain && self.shares_years(draft.end);
        let is_next_to_age = || self.hangs_on_age(draft.end) || self.is_linked_to_age(draft.end);
        if is_plain && is_life && draft.figure.relation == Relation::Exact && is_next_to_age() {
            draft.figure.kind = Kind::Age;
            draft.figure.unit = Some("a".into());
            return;
        }
        // "aged six, seven and nine": in words only where years were told before or are behind.
        let is_next = self.age_end.is_some_and(|end| end + 1 == draft.hedge_first) && self.counts_nothing(draft.end);
        // "12 i 9 lat więzienia" behind "na": years of a sentence.
        let lasts = draft.first.checked_sub(1).filter(|_| shares && draft.hedge_first == draft.first);
        let cues = Roles::any(&[Role::AgeBefore, Role::AgeCue, Role::And, Role::DateOf, Role::LabelLink]);
        let lasting = Roles::any(&[Role::Lasting, Role::Place]);
        let is_lasting = |at| view.roles_at(at).meets(lasting) && !view.roles_at(at).meets(cues);
        if lasts.is_some_and(is_lasting) && view.token(draft.first - 1).is_some_and(Token::is_on_line) {
            draft.take_unit(Kind::Duration, Some("a".into()));
            return;
        }
        // "приговорил братьев к 12 и 14 годам", "до трьох і п'яти років": no bound either.
        if shares && self.is_condemned(draft) {
            draft.take_unit(Kind::Duration, Some("a".into()));
            if draft.figure.relation == Relation::AtMost {
                draft.state(amount.value, Relation::Exact);
            }
            return;
        }
        // "À 35 ans, elle gagne"
        let opening = draft.hedge_first.checked_sub(1).filter(|_| is_years && is_life);
        let opens = opening.is_some_and(|at| {
            view.token(at).is_some_and(|word| word.is_capital)
                && view.cue(at, "opens_age") == Some(draft.first)
                && view.token(draft.end).is_some_and(|comma| comma.is_mark(','))
        });
        if opens && amount.value > Decimal::from(10) {
            draft.figure.kind = Kind::Age;
            return;
        }
        let is_number = is_plain && (amount.number.has_digits || shares || is_next);
        let is_years = shares || is_years;
        if !(is_number || is_years) || !is_life || amount.number.scale.is_some() {
            return;
        }
        // "aged 13 and 15", "van 17, 19 en 24 jaar": one after the other; of "5 à 15 ans et 10 adultes" the next are counted.
        let follows_age = self.age_end.is_some_and(|end| {
            let is_comma = view.token(end).is_some_and(|mark| mark.is_mark(','));
            // "w wieku 28, 32, 50 lat"
            let is_last = || is_years && view.before(end).is_some_and(Token::is_digits);
            end + 1 == draft.hedge_first
                && (view.roles_at(end).has(Role::And) || is_comma && (shares || is_last() || self.lists_on(draft.end)))
                && draft.figure.relation == Relation::Exact
                && view.category_at(draft.end).is_none_or(|class| !is_person(class))
        });
        let mark = |at: usize| view.token(at).filter(|mark| !mark.is_word() && mark.is_on_line());
        let closing = mark(draft.hedge_end).filter(|mark| mark.is_joined()).map(|mark| mark.first);
        // "two daughters, 9 and 13, died"
        let pair = if is_number { self.closes_pair(draft) } else { None };
        let bracket = pair.map(|(_, mark)| mark).filter(|mark| *mark == ')');
        let closing = bracket.or(closing).or(pair.map(|(_, mark)| mark));
        let oldest = pair.map_or(amount.value, |(next, _)| next).max(amount.value);
        // A preposition and an adverb may stand between: "de 45 años", "di appena 2 anni".
        let small = |at: &usize| is_years && view.roles_at(*at).has(Role::Function);
        let words = (draft.hedge_first.saturating_sub(2)..draft.hedge_first).rev().take_while(small).count();
        // "two men, both 24, were held"
        let both = draft.hedge_first.checked_sub(1).filter(|at| view.cue(*at, "both") == Some(draft.hedge_first));
        let words = both.map_or(words, |_| 1);
        let Some(opener) = (draft.hedge_first - words).checked_sub(1) else { return };
        // "La economista, de 61 años y madre de cuatro hijos, obtuvo"
        let goes_on = words > 0
            && closing.is_none()
            && view.roles_at(draft.hedge_end).has(Role::And)
            && !view.roles_at(draft.hedge_end + 1).meets(Roles::any(&[
                Role::OneArticle,
                Role::Cardinal,
                Role::Definite,
            ]))
            && view.token(draft.hedge_end + 1).is_some_and(Token::is_word_on_line);
        let closing = if shares || goes_on { Some(',') } else { closing };
        let beside =
            Beside { composing: self, draft, years: amount.value, is_years, is_number, opener, words, closing };
        let cues = Roles::any(&[Role::AgeBefore, Role::AgeCue]);
        let is_cued = || view.lexicon.longest_before(view.tokens, draft.hedge_first, cues).is_some();
        let is_told = shares && (is_cued() || beside.is_of_people());
        let is_age = follows_age || is_told || beside.is_age(oldest);
        if is_age {
            draft.figure.kind = Kind::Age;
            draft.figure.unit = Some("a".into());
        }
    }

    /// "He was 95.": a bare number behind somebody who was.
    fn was_of_age(&self, draft: &Draft) -> bool {
        let view = self.view;
        let is_told = draft.figure.relation == Relation::Exact
            && draft.number.is_some_and(|number| number.sort == Sort::Plain && number.has_digits)
            && view.cue_before(draft.first, "was_aged").is_some()
            && view.token(draft.first).is_some_and(Token::is_on_line);
        is_told
            && view.token(draft.end).is_none_or(|next| {
                !next.is_on_line()
                    || matches!(next.first, '.' | ',' | ';') && !view.token(draft.end + 1).is_some_and(Token::is_joined)
            })
    }

    /// "16- und 17-Jährige": whether a hyphen that joins the number to nothing stands before a link and an age.
    fn suspends_age(&self, end: usize) -> bool {
        let view = self.view;
        let hyphen = view.token(end).filter(|hyphen| is_hyphen(hyphen.first) && hyphen.is_joined());
        let links = Roles::any(&[Role::And, Role::RangeJoiner, Role::RangeClose]);
        let link = view.lexicon.longest(view.tokens, end + 1, links).filter(|_| hyphen.is_some());
        let next = link.and_then(|link| number_at(self.numbers, link.end));
        next.is_some_and(|next| {
            let hyphen = view.token(next.end).is_some_and(|hyphen| is_hyphen(hyphen.first) && hyphen.is_joined());
            let age = next.end + usize::from(hyphen);
            view.lexicon.longest(view.tokens, age, Roles::of(Role::AgeAfter)).is_some()
        })
    }

    /// "aged 21, 34 and 52": whether "and" at token `end` goes on with a last number that counts nothing.
    fn lists_on(&self, end: usize) -> bool {
        const LISTED: usize = 6;
        let view = self.view;
        // "aged one, three, four and 10": others may stand between.
        let mut end = end;
        for _ in 0..LISTED {
            let comma = view.token(end).filter(|comma| comma.is_mark(',') && comma.is_on_line());
            let next = comma.and_then(|_| number_at(self.numbers, end + 1));
            let Some(next) = next.filter(|next| next.sort == Sort::Plain) else { break };
            end = next.end;
        }
        // Behind one in words the last may be in words too.
        let is_spelled = || view.before(end).is_some_and(Token::is_word);
        let next =
            self.number_behind_and(end).filter(|next| next.has_digits || is_spelled() && next.sort == Sort::Plain);
        next.is_some_and(|next| {
            let noun = view.token(next.end).filter(|word| word.is_word_on_line());
            noun.is_none() || view.roles_at(next.end).has(Role::Function)
        })
    }

    /// The number right behind "and" at token `end`.
    fn number_behind_and(&self, end: usize) -> Option<&Number> {
        self.view.token(end).filter(|and| and.is_on_line() && and.word.roles.has(Role::And))?;
        number_at(self.numbers, end + 1)
    }

    /// The last number behind "and" that goes on behind `draft`, and the mark that closes it: a comma, or the bracket that was opened
    /// before "two men (34 and 45)", "three teenagers (14, 15 and 17)".
    fn closes_pair(&self, draft: &Draft) -> Option<(Decimal, char)> {
        const LISTED: usize = 4;
        let view = self.view;
        let is_open = view.before(draft.hedge_first).is_some_and(|open| open.is_mark('('));
        let mut end = draft.hedge_end;
        for _ in 0..if is_open { LISTED } else { 0 } {
            let comma = view.token(end).is_some_and(|comma| comma.is_mark(','));
            let Some(next) = number_at(self.numbers, end + 1).filter(|next| comma && next.has_digits) else { break };
            end = next.end;
        }
        let next = self.number_behind_and(end).filter(|next| next.has_digits)?;
        let is_life = !next.is_formatted && next.value.to_u32().is_some_and(|years| years <= 110);
        let young = Decimal::from(10);
        // "12 dead (3 and 9)": so many of each, rather.
        let are_grown = || is_open && draft.figure.value.is_some_and(|value| value > young && next.value > young);
        let close = view.token(next.end)?;
        let mark =
            if close.is_mark(',') { ',' } else { Some(')').filter(|mark| close.is_mark(*mark) && are_grown())? };
        Some((next.value, mark)).filter(|_| is_life)
    }

    /// "39- und 41-Jährige", "39- i 41-latkowi": whether a hyphen at token `end` leaves out what makes an age of the next number.
    fn hangs_on_age(&self, end: usize) -> bool {
        const LISTED: usize = 3;
        let view = self.view;
        let mut at = end;
        for _ in 0..LISTED {
            let hangs = view.token(at).is_some_and(|mark| mark.is_joined() && !mark.is_word() && is_hyphen(mark.first));
            let link = view.token(at + 1).filter(|link| hangs && link.is_on_line());
            let links = link.is_some_and(|link| link.is_mark(',') || link.word.roles.has(Role::And));
            // "ein 39- und ein 41-Jähriger"
            let article = usize::from(view.roles_at(at + 2).meets(Roles::any(&[Role::OneArticle, Role::Definite])));
            let Some(next) = number_at(self.numbers, at + 2 + article).filter(|_| links) else { return false };
            if age::end(view, next, None).is_some() {
                return true;
            }
            at = next.end;
        }
        false
    }

    /// "4 ve 7 yaşındaki": whether a word that joins ends of ranges stands before an age.
    fn is_linked_to_age(&self, end: usize) -> bool {
        let view = self.view;
        let is_link =
            view.token(end).is_some_and(|link| link.is_word_on_line() && link.word.roles.has(Role::RangeLink));
        let next = number_at(self.numbers, end + 1).filter(|_| is_link);
        next.is_some_and(|next| view.lexicon.longest(view.tokens, next.end, Roles::of(Role::AgeAfter)).is_some())
    }

    /// "Una mujer de 46 años y sus hijas, de 9 y 13, murieron": behind an age, a bare number with a preposition between commas.
    pub(super) fn is_of_those(&self, draft: &Draft, closing: Option<char>) -> bool {
        let view = self.view;
        let is_closed = closing == Some(',') && self.age_end.is_some() && draft.figure.kind == Kind::Number;
        let Some(of) = draft.first.checked_sub(1).filter(|_| is_closed) else { return false };
        let links = Roles::any(&[Role::DateOf, Role::LabelLink]);
        view.token(of).is_some_and(|of| of.is_on_line() && of.word.roles.meets(links))
            && view.before(of).is_some_and(|comma| comma.is_mark(','))
            && of.checked_sub(1).and_then(|comma| view.before(comma)).is_some_and(|word| self.names_person(word))
    }

    /// "haar twee dochters van 9 en 13": two numbers behind two people.
    pub(super) fn is_of_two(&self, draft: &Draft) -> bool {
        let view = self.view;
        let links = Roles::any(&[Role::DateOf, Role::LabelLink, Role::AgeCue]);
        let Some(of) = draft.first.checked_sub(1).filter(|of| view.roles_at(*of).meets(links)) else { return false };
        let Some(two) = of.checked_sub(2).filter(|_| view.before(of).is_some_and(|word| self.names_person(word)))
        else {
            return false;
        };
        let are_two = number_at(self.numbers, two).is_some_and(|number| number.value == Decimal::from(2));
        let counts = |end: usize| {
            view.token(end).is_some_and(Token::is_word_on_line)
                && !view.roles_at(end).meets(Roles::any(&[Role::Function, Role::Outcome]))
                && view.cue(end, "gravely").is_none()
        };
        are_two && self.number_behind_and(draft.end).is_some_and(|next| next.has_digits && !counts(next.end))
    }

    /// Whether "and" or a comma at token `end` goes on with more numbers, the last of them of years.
    fn shares_years(&self, end: usize) -> bool {
        const LISTED: usize = 4;
        let view = self.view;
        let mut link = end;
        for _ in 0..LISTED {
            // "12 ve 14 yıl": what joins ranges too.
            let joins = |link: &Token| link.lists() || link.is_word() && link.word.roles.has(Role::RangeLink);
            let goes_on = view.token(link).is_some_and(|link| link.is_on_line() && joins(link));
            // "12, respectiv 14 ani"
            let other = Roles::any(&[Role::Place, Role::Lasting, Role::DateOf, Role::LabelLink, Role::Passive]);
            let is_small = view.roles_at(link + 1).has(Role::Function) && !view.roles_at(link + 1).meets(other);
            let is_apart = is_small && view.token(link).is_some_and(|comma| comma.is_mark(','));
            let next = number_at(self.numbers, link + 1 + usize::from(is_apart));
            let Some(next) = next.filter(|next| goes_on && !next.is_formatted) else { return false };
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

    /// "uma estudante ucraniana de 19 anos": years that a word for "of" joins to a person, whom an adjective may describe.
    pub(super) fn is_behind_person(&self, draft: &Draft, last: usize) -> bool {
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
            let Some(word) = view.token(at).filter(|word| word.is_word_on_line()) else { return false };
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
    pub(super) fn names_person(&self, word: &Token) -> bool {
        let roles = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        word.word.roles.meets(roles)
            && self.view.lexicon.name(word.word.node, Role::Category).is_none_or(|class| is_person(class))
    }
}

//! Whom a number in apposition is of: "Djokovic, 38, won", 田中さん（45）, "жінка 62 років".
//!
//! A number that may be years comes in with the words around it; whether they are those of somebody's life goes out.

use super::Composing;
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::Relation;
use crate::lexicon::{Role, Roles};
use crate::library::{is_by_age_or_sex, is_person};
use crate::stages::fold::is_hyphen;
use crate::token::Token;

/// A number in brackets behind a name of two words is an age above this; below it may be a place's share of a count.
const LEAST_IN_BRACKETS: Decimal = Decimal::FIVE;

/// A number between marks or words, as it stands beside somebody.
pub(super) struct Beside<'c, 'v, 'a> {
    pub(super) composing: &'c Composing<'v, 'a>,
    pub(super) draft: &'c Draft,
    pub(super) years: Decimal,
    /// Whether it says that they are years, or is a bare number.
    pub(super) is_years: bool,
    pub(super) is_number: bool,
    /// The token before it and before the words of grammar that belong to it, and how many those are.
    pub(super) opener: usize,
    pub(super) words: usize,
    /// The mark that closes it.
    pub(super) closing: Option<char>,
}

impl Beside<'_, '_, '_> {
    /// Whether it is how old somebody is; `oldest` is the greatest of the numbers that stand together.
    pub(super) fn is_age(&self, oldest: Decimal) -> bool {
        let (composing, view, years) = (self.composing, self.composing.view, self.years);
        // "varones de unos 20 años": the preposition may be a part of the hedge.
        let is_behind = self.is_years
            && (self.is_of_one()
                || (self.words > 0 || self.draft.hedge_first < self.draft.first)
                    && composing.is_behind_person(self.draft, self.opener));
        if self.is_of_country()
            || self.is_of_named()
            || is_behind
            || self.of_another()
            || composing.is_of_those(self.draft, self.closing)
            || composing.is_of_two(self.draft)
        {
            return true;
        }
        // "Boluarte, de 63, llegó"
        if self.is_number && self.is_aged_name() {
            return true;
        }
        // "The dead, 40, were": what happened to them is counted.
        let is_noun = view.before(self.opener).is_some_and(|word| !word.word.roles.has(Role::OutcomeNoun));
        // "In Texas, 38, mostly children, fell ill."
        let is_in_place = self.opener.checked_sub(2).is_some_and(|at| view.roles_at(at).has(Role::Place));
        let is_full_name = self.is_capital(1) && self.is_capital(2) || self.is_hyphened_name();
        // "(potrivit talibanilor, peste 40)": a bare number that is a bound counts others.
        let is_bound = !self.is_years && matches!(self.draft.figure.relation, Relation::MoreThan | Relation::AtLeast);
        let opening = view.token(self.opener).filter(|mark| !mark.is_word() && mark.is_on_line() && !is_bound);
        match (opening.map(|mark| mark.first), self.closing) {
            // "Dominique P., 71 ans, est jugé"
            (Some(','), Some(',')) if self.is_years && self.is_initial() => true,
            // "- Moisés Pavez, 33 años": the line of a list.
            (Some(','), None) => {
                is_full_name && self.is_years && view.token(self.draft.hedge_end).is_none_or(|next| !next.is_on_line())
            }
            (Some(','), Some(',' | '.' | ')' | ';')) => {
                is_full_name && !is_in_place
                    || self.is_someone() && (self.is_years || is_noun && oldest > LEAST_IN_BRACKETS)
                    || self.is_years && self.is_capital(1)
                    // "El murciano, de 22 años, suma"
                    || self.is_years && self.words > 0 && years > Decimal::from(10) && self.closing == Some(',')
                    || self.is_surname()
                    || self.is_years && self.closing == Some(',') && years > Decimal::from(10) && self.is_of_subject()
                    || is_noun && years > LEAST_IN_BRACKETS && self.is_one_opening()
            }
            // "Markus Söder (57, CSU)"
            (Some('('), Some(',')) => {
                const INSIDE: usize = 4;
                let closes = |at: usize| view.token(at).is_some_and(|mark| mark.is_mark(')') && mark.is_on_line());
                let from = self.draft.hedge_end + 1;
                let named = view.token(from).is_some_and(|word| word.is_word_on_line() && word.is_capital);
                named && years > LEAST_IN_BRACKETS && is_full_name && (from..from + INSIDE).any(closes)
            }
            // "(†42)"
            (Some('†'), Some(')')) => true,
            (Some('('), Some(')')) => {
                years > LEAST_IN_BRACKETS && (is_full_name || self.is_initial())
                    || self.is_called()
                    || self.is_someone()
                    || self.is_years && self.is_uncased()
            }
            _ => false,
        }
    }

    /// Whether the word so far before what opens it begins with a capital.
    fn is_capital(&self, back: usize) -> bool {
        let before = self.opener.checked_sub(back).and_then(|at| self.composing.view.token(at));
        before.is_some_and(|word| word.is_capital)
    }

    /// "Kim Min-jae, 28, joined": a name whose second half begins small.
    fn is_hyphened_name(&self) -> bool {
        let view = self.composing.view;
        let is_joined =
            |back: usize| self.opener.checked_sub(back).and_then(|at| view.token(at)).is_some_and(Token::is_joined);
        let hyphen = self.opener.checked_sub(2).and_then(|at| view.token(at));
        hyphen.is_some_and(|mark| !mark.is_word() && is_hyphen(mark.first))
            && is_joined(1)
            && is_joined(2)
            && self.is_capital(3)
            && self.is_capital(4)
    }

    /// "Drie verdachten van 17, 19 en 24 jaar": years of several people.
    pub(super) fn is_of_people(&self) -> bool {
        const NEAR: usize = 4;
        let (composing, view) = (self.composing, self.composing.view);
        // "drie bewoners (81, 84 en 90 jaar)"
        let open = view.before(self.draft.hedge_first).is_some_and(|open| open.is_mark('('));
        let end = self.draft.hedge_first - usize::from(open);
        let near = (end.saturating_sub(NEAR)..end).rev();
        near.take_while(|at| {
            view.token(*at).is_some_and(|word| word.is_on_line() && (word.is_word() || word.is_spaced_dash()))
        })
        .any(|at| view.token(at).is_some_and(|word| composing.names_person(word)))
    }

    /// 男（45）: a word of several characters.
    fn is_named(&self) -> Option<bool> {
        let view = self.composing.view;
        let roles = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        let (_, phrase) = view.lexicon.longest_before(view.tokens, self.opener, roles)?;
        view.lexicon.name(phrase.node, Role::Category).map(|class| is_person(class))
    }

    /// Whether a word for a person stands right before what opens it.
    fn is_someone(&self) -> bool {
        let (composing, view) = (self.composing, self.composing.view);
        view.before(self.opener).is_some_and(|word| composing.names_person(word))
            || view.lexicon.per_character() && self.is_named() == Some(true)
    }

    /// "A guide, 34, is": someone whose calling the lexicon does not know, behind an article that opens the sentence.
    fn is_one_opening(&self) -> bool {
        let view = self.composing.view;
        let article = self.opener.checked_sub(2).filter(|at| view.token(*at).is_some_and(|word| word.is_capital));
        let noun = view.before(self.opener).is_some_and(|noun| noun.is_word() && noun.word.roles == Roles::default());
        noun && article.is_some_and(|article| view.roles_at(article).has(Role::OneArticle))
    }

    /// "A man of 35 years died with his son of 3": years are left out behind whom the second is of.
    fn of_another(&self) -> bool {
        let (composing, view) = (self.composing, self.composing.view);
        let cue = view.lexicon.longest_before(view.tokens, self.draft.hedge_first, Roles::of(Role::AgeCue));
        let names = |at: usize| view.token(at).is_some_and(|word| composing.names_person(word));
        let counts = view.token(self.draft.end).is_some_and(|next| {
            next.is_on_line() && next.is_word() && !view.roles_at(self.draft.end).has(Role::Function)
        });
        // The cue may name whom itself: "figlioletto di".
        let whose = cue.is_some_and(|(first, _)| {
            (first.saturating_sub(1)..self.draft.hedge_first).any(names)
                // "um de 20 anos e outro de 35"
                || view.roles_at(first).has(Role::Others) && self.is_number
        });
        !counts && composing.age_end.is_some() && whose
    }

    /// "Djokovic, 38, won": a surname that opens the sentence or follows a calling.
    fn is_surname(&self) -> bool {
        let view = self.composing.view;
        let grammar = Roles::any(&[Role::Place, Role::DateOf, Role::Function, Role::And, Role::Month]);
        let before = self.opener.checked_sub(2).and_then(|at| view.token(at).map(|word| (at, word)));
        // "said Idris, 55, who": behind a verb, and no preposition.
        let places = Roles::any(&[
            Role::Place,
            Role::DateOf,
            Role::And,
            Role::Month,
            Role::RangeOpen,
            Role::RangeClose,
            Role::LabelLink,
            Role::Definite,
            Role::OneArticle,
            Role::Agent,
            Role::Passive,
        ]);
        let follows_verb =
            |at: usize| view.roles_at(self.draft.hedge_end + 1).has(Role::Function) && !view.roles_at(at).meets(places);
        // "her husband, Randall, 27, was"
        let is_whose = |at: usize| view.before(at).is_some_and(|whose| self.composing.names_person(whose));
        let stands = before.is_none_or(|(at, word)| {
            word.is_mark('.')
                || word.is_mark(',') && is_whose(at)
                || word.is_word() && (!view.roles_at(at).meets(grammar) || follows_verb(at))
        }) || view.before(self.opener).is_some_and(|name| !name.is_on_line());
        let goes_on = view
            .token(self.draft.hedge_end + 1)
            .is_some_and(|next| next.is_on_line() && next.is_word() && !next.is_capital)
            && !view.roles_at(self.draft.hedge_end + 1).meets(Roles::any(&[Role::Place, Role::And, Role::DateOf]));
        let is_plain = |name: &Token| name.is_capital && name.length > 2 && name.word.roles == Roles::default();
        self.is_number
            && self.years > Decimal::from(10)
            && stands
            && goes_on
            && view.before(self.opener).is_some_and(is_plain)
    }

    /// "Boluarte, de 63, llegó": a bare number with a word for ages between commas, behind a name.
    fn is_aged_name(&self) -> bool {
        let view = self.composing.view;
        let comma = view.before(self.opener).filter(|comma| comma.is_mark(','));
        let name = self.opener.checked_sub(2).and_then(|at| view.token(at));
        self.closing == Some(',')
            && comma.is_some()
            && self.years > Decimal::from(10)
            && view.roles_at(self.opener).meets(Roles::any(&[Role::LabelLink, Role::DateOf]))
            && name.is_some_and(|name| name.is_capital && name.word.roles == Roles::default())
            && self.draft.figure.relation == Relation::Exact
    }

    /// "Le conducteur du train, 56 ans, est mort": a subject whose verb of being follows, and which is no sentence of so many years.
    fn is_of_subject(&self) -> bool {
        const NEAR: usize = 4;
        let view = self.composing.view;
        let is_term = || {
            (self.opener.saturating_sub(NEAR)..self.opener)
                .any(|at| ["term_of", "has_term"].iter().any(|key| view.cue(at, key).is_some()))
        };
        let verb = self.draft.hedge_end + 1;
        // "L'azzurro, 24 anni, chiude la stagione": who is known, behind an article that opens the sentence.
        let article = self.opener.checked_sub(2);
        let is_opening = || {
            article.is_some_and(|at| {
                view.roles_at(at).has(Role::Definite) && view.token(at).is_some_and(|word| word.is_capital)
            }) && view.before(self.opener).is_some_and(|noun| !noun.is_capital)
        };
        self.draft.figure.relation == Relation::Exact
            && view.token(verb).is_some_and(Token::is_word_on_line)
            && (view.roles_at(verb).has(Role::Passive) || is_opening())
            && view.before(self.opener).is_some_and(Token::is_word)
            && !is_term()
    }

    /// "L'Espagnol de 22 ans": of which country somebody is.
    fn is_of_country(&self) -> bool {
        let view = self.composing.view;
        let demonym = view.token(self.opener).filter(|word| word.is_capital && word.is_on_line());
        // "Nigerians in a seven-year war": a preposition of place says nothing of their years.
        let is_where = || view.roles_at(self.opener + 1).has(Role::Place);
        self.words > 0
            && self.is_years
            && demonym.is_some()
            && view.roles_at(self.opener).has(Role::Side)
            && !is_where()
    }

    /// "Dino Neri di 62 anni è morto", "F.M. di 61 anni": a name of two words, or its letters, that a word for "of" joins to years.
    fn is_of_named(&self) -> bool {
        let view = self.composing.view;
        let links = Roles::any(&[Role::DateOf, Role::LabelLink]);
        let is_name = |at: usize| {
            view.token(at).is_some_and(|name| {
                name.is_word_on_line() && name.is_capital && name.length > 1 && name.word.roles == Roles::default()
            })
        };
        // The first name may open the text, or be a word elsewhere.
        let grammar = Roles::any(&[Role::Function, Role::Month, Role::Place, Role::Category]);
        let is_first = |at: usize| {
            view.token(at).is_some_and(|name| name.is_word() && name.is_capital) && !view.roles_at(at).meets(grammar)
        };
        let is_full = || is_name(self.opener) && self.opener.checked_sub(1).is_some_and(is_first);
        self.words == 1
            && self.is_years
            && self.years > Decimal::from(10)
            && view.roles_at(self.opener + 1).meets(links)
            && (is_full() || self.is_cut_before(self.opener + 1))
            && !view.roles_at(self.draft.end).meets(links)
            && view.cue(self.draft.end, "ago").is_none()
    }

    /// 田中さん（45）, 김모(52)씨: a word that calls somebody beside the brackets.
    fn is_called(&self) -> bool {
        let view = self.composing.view;
        view.cue_before(self.opener, "called").is_some() || view.cue(self.draft.hedge_end + 1, "called").is_some()
    }

    /// "Mehmet K. (45)": a surname that is cut.
    fn is_initial(&self) -> bool {
        self.is_cut_before(self.opener)
    }

    /// Whether a name ends before token `end` with a letter and a stop.
    fn is_cut_before(&self, end: usize) -> bool {
        let back = |back: usize| end.checked_sub(back).and_then(|at| self.composing.view.token(at));
        let is_capital = |at: usize| back(at).is_some_and(|name| name.is_capital);
        let stop = back(1).is_some_and(|stop| stop.is_mark('.') && stop.is_joined());
        let initial = back(2).is_some_and(|letter| letter.length == 1);
        // "A.Y. (19)": or both names.
        let is_cut = back(3).is_some_and(|it| it.is_mark('.'));
        stop && initial && is_capital(2) && (is_capital(3) || is_cut && is_capital(4))
    }

    /// "жінка 62 років,", "мальчик 8 лет погиб": years right behind one who is told of by age or sex.
    fn is_of_one(&self) -> bool {
        let view = self.composing.view;
        let one = view.lexicon.longest_before(view.tokens, self.draft.hedge_first, Roles::of(Role::Category));
        let of_sort = one.and_then(|(_, one)| view.lexicon.name(one.node, Role::Category));
        // "чоловік 45 років": a word that counts people elsewhere.
        let is_man = || one.is_some_and(|(first, _)| view.cue(first, "man_alone") == Some(self.draft.hedge_first));
        let goes_on = view.token(self.draft.hedge_end).is_none_or(|next| {
            !next.is_on_line()
                || matches!(next.first, ',' | '.' | ')' | ';')
                || view.roles_at(self.draft.hedge_end).meets(Roles::any(&[Role::And, Role::Outcome]))
        });
        self.words == 0
            && view.token(self.draft.first).is_some_and(Token::is_on_line)
            && self.draft.figure.relation == Relation::Exact
            && (of_sort.is_some_and(|one| is_by_age_or_sex(one)) || is_man())
            && goes_on
    }

    /// "محمد حلاق (9 أعوام)": a script without capitals.
    fn is_uncased(&self) -> bool {
        let view = self.composing.view;
        let name = view.before(self.opener).filter(|word| word.is_word_on_line());
        name.is_some_and(|name| !name.first.is_lowercase() && !name.first.is_uppercase())
            && !view.lexicon.per_character()
    }
}

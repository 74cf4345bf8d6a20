//! Number words that are grammar more often than numbers: one, un, uno, перший; and the articles about a number.
//!
//! A number comes in, whether to believe it goes out. Knows nothing of how it was put together.

use super::{Number, Reading, Sort};
use crate::decimal::Decimal;
use crate::kinds::ordinal::is_second;
use crate::kinds::suffix::before_one;
use crate::lexicon::{HEDGES_BEFORE, NUMBERS, OPENERS, Phrase, Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::token::{Class, Token};

impl Reading<'_, '_> {
    pub(super) fn has_article(&self, at: usize) -> bool {
        let view = self.view;
        at.checked_sub(1).is_some_and(|before| view.roles_at(before).has(Role::Article))
    }

    pub(super) fn skip_article(&self, at: usize) -> usize {
        let view = self.view;
        let article = view.lexicon.longest(view.tokens, at, Roles::of(Role::Article));
        article.filter(|_| view.token(at).is_some_and(|token| token.is_on_line())).map_or(at, |article| article.end)
    }

    /// Takes the article before a scale, a group or a part into the number: "a hundred", "une trentaine", "a third".
    pub(super) fn open_with_article(&self, number: &mut Number) {
        let view = self.view;
        let begins = view.lexicon.longest(view.tokens, number.first, OPENERS);
        let takes = begins.is_some_and(|phrase| {
            let roles = view.lexicon.roles(phrase.node);
            let half = view
                .lexicon
                .value(phrase.node, Role::Cardinal)
                .is_some_and(|value| value < Decimal::ONE && !value.is_zero());
            half || roles.meets(Roles::any(&[
                Role::Scale,
                Role::ScaleRespelled,
                Role::Group,
                Role::Collective,
                Role::Denominator,
            ]))
        });
        if !takes || number.sort == Sort::Ordinal || !view.token(number.first).is_some_and(|token| token.is_on_line()) {
            return;
        }
        if let Some(before) = number.first.checked_sub(1)
            && view.roles_at(before).has(Role::Article)
        {
            number.first = before;
        }
    }

    /// Whether the number is a single word that reads as grammar here.
    pub(super) fn is_weak(&self, number: &Number, roles: Roles) -> bool {
        let view = self.view;
        let weak = roles.meets(Roles::any(&[Role::Article, Role::NeverAlone, Role::BeforeNoun, Role::AfterArticle]));
        let is_percent =
            view.token(number.end).is_some_and(|sign| matches!(sign.first, '%' | '％') && sign.is_joined());
        // "a", "an": an article that is no numeral.
        let is_numeral = !(roles.has(Role::Article) && roles.has(Role::NeverAlone));
        let is_shown = || self.is_alone(number, is_numeral) || is_numeral && self.is_listed(number);
        if !weak || is_percent || is_shown() || self.is_marked(number) || self.is_bounded(number) {
            return false;
        }
        if roles.has(Role::AfterArticle) {
            let before = number.first.checked_sub(1);
            return !before.is_some_and(|at| view.roles_at(at).has(Role::Definite));
        }
        if roles.has(Role::NeverAlone) && is_numeral || is_second(view, number) {
            return true;
        }
        if view.lexicon.switches.one_follows && before_one(view, number).is_some() {
            return false;
        }
        if roles.has(Role::Article) && self.measures_one(number) {
            return false;
        }
        let nouns = if roles.has(Role::BeforeNoun) {
            Roles::any(&[
                Role::Unit,
                Role::Duration,
                Role::Money,
                Role::MoneyMinor,
                Role::Category,
                Role::Percent,
                Role::OutcomeNoun,
                Role::Outcome,
            ])
        } else {
            Roles::any(&[Role::Duration, Role::Money, Role::MoneyMinor, Role::OutcomeNoun])
        };
        // 오백 개, 서른 살: a counter, years of age or a bound behind a word of several characters.
        let counters =
            Roles::any(&[Role::Counter, Role::AgeAfter, Role::AgeUnit, Role::AtLeastAfter, Role::AtMostAfter])
                .or(Roles::any(&[Role::MoreThanAfter, Role::LessThanAfter]));
        let is_long = view.lexicon.per_character()
            && number.value > Decimal::ONE
            && view.text_of(number.first, number.end).is_some_and(|text| text.chars().count() > 1);
        if is_long
            && roles.has(Role::BeforeNoun)
            && view.token(number.end).is_some_and(|token| token.is_on_line())
            && view.lexicon.longest(view.tokens, number.end, counters).is_some()
        {
            return false;
        }
        if view.lexicon.per_character() && self.is_end_of_range(number)
            || self.opens_range(number)
            || self.is_one_at_place(number)
        {
            return false;
        }
        if roles.has(Role::BeforeNoun) && (self.is_of_those(number) || self.is_suffered(number)) {
            return false;
        }
        let reach = if roles.has(Role::BeforeNoun) { 3 } else { 1 };
        // "a death toll of 310": a total is not one of those that it counts.
        let is_total = |noun: &Phrase| view.roles_at(noun.end - 1).has(Role::Cumulative);
        // "une couronne ornée de diamants": with no more than an article a thing, and no coin.
        let is_object = |at: usize, noun: &Phrase| {
            roles.has(Role::Article) && view.cue(at, "no_sum_alone").is_some_and(|end| end == noun.end)
        };
        !(number.end..number.end + reach).any(|at| {
            view.token(at).is_some_and(Token::is_word_on_line)
                && view
                    .lexicon
                    .longest(view.tokens, at, nouns)
                    .is_some_and(|noun| !is_total(&noun) && !is_object(at, &noun))
        })
    }

    /// "a father-of-two": whether hyphens join the number and a word for "of" to what it only describes.
    pub(super) fn ends_compound(&self, at: usize) -> bool {
        let view = self.view;
        let joined = |back: usize| at.checked_sub(back).and_then(|at| view.token(at)).filter(|it| it.is_joined());
        let is_hyphened = |back: usize| joined(back).is_some_and(|mark| !mark.is_word() && is_hyphen(mark.first));
        let of = Roles::any(&[Role::LabelLink, Role::DateOf]);
        joined(0).is_some()
            && is_hyphened(1)
            && joined(2).is_some_and(|link| link.word.roles.meets(of))
            && is_hyphened(3)
    }

    /// "Nouă dintre ei": more than one of those; "12 Poláků a jeden Čech": behind "and", one of a country.
    fn is_of_those(&self, number: &Number) -> bool {
        let view = self.view;
        let Some(next) = view.token(number.end).filter(|word| word.is_word_on_line()) else {
            return false;
        };
        let some_of = Roles::any(&[Role::PartOf, Role::OutOf]);
        let is_listed = || number.first.checked_sub(1).is_some_and(|and| view.roles_at(and).has(Role::And));
        number.value > Decimal::ONE && view.lexicon.longest(view.tokens, number.end, some_of).is_some()
            || next.is_capital && view.roles_at(number.end).has(Role::Side) && is_listed()
    }

    /// "A gallon of milk", "un kilo de riz": an article before a unit of what is measured out, and of what. "The price of a litre of
    /// milk" tells of no amount.
    fn measures_one(&self, number: &Number) -> bool {
        const MEASURED: [&str; 8] = ["kg", "t", "l", "[gal_us]", "m", "km", "[mi_i]", "har"];
        let view = self.view;
        let of = Roles::any(&[Role::LabelLink, Role::DateOf]);
        let is_on_line = |at: usize| view.token(at).is_some_and(Token::is_on_line);
        let unit = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Unit));
        unit.is_some_and(|unit| {
            let code = view.lexicon.coded(unit.node, Role::Unit);
            let is_measured = code.is_some_and(|(factor, code)| factor == Decimal::ONE && MEASURED.contains(&code));
            let follows = view.lexicon.longest(view.tokens, unit.end, of).is_some() && is_on_line(unit.end);
            let priced = view.lexicon.longest_before(view.tokens, number.first, of).is_some();
            is_measured && is_on_line(number.end) && follows && !priced
        })
    }

    /// "у селищі Дворічна": a capital inside a sentence makes a number that is one word with its unit a name.
    pub(super) fn is_town(&self, at: usize) -> bool {
        let view = self.view;
        !view.lexicon.switches.capital_nouns
            && view.token(at).is_some_and(|word| word.ending != 0 && word.is_capital && word.is_on_line())
            && view.before(at).is_some_and(|word| word.is_word() && !word.is_capital && !word.is_joined())
    }

    /// "one, two, three": a number word stands right behind it, or it goes on with a row of them or closes it.
    fn is_listed(&self, number: &Number) -> bool {
        let view = self.view;
        if number.sort == Sort::Plain && self.is_in_row(number) {
            return true;
        }
        let comma = view.token(number.end).is_some_and(is_comma);
        let at = number.end + usize::from(comma);
        if number.sort == Sort::Ordinal {
            return self.is_among_ordinals(number, at);
        }
        let next = view
            .lexicon
            .longest(view.tokens, at, Roles::of(Role::Cardinal))
            .filter(|_| view.token(at).is_some_and(|token| token.is_on_line()));
        let is_article = view.roles_at(number.first).has(Role::Article);
        next.is_some_and(|next| {
            let counts =
                !view.lexicon.roles(next.node).meets(Roles::any(&[Role::Article, Role::NeverAlone, Role::And]));
            // "uno due tre": an article needs a row of them.
            let parted = comma && view.token(next.end).is_some_and(is_comma);
            // "uno, due e tre"
            let and = view.lexicon.longest(view.tokens, next.end, Roles::of(Role::And)).filter(|_| comma);
            let third = and.map_or(next.end + usize::from(parted), |and| and.end);
            let goes_on = view.lexicon.longest(view.tokens, third, Roles::of(Role::Cardinal)).is_some();
            counts && (!is_article || goes_on && (comma == parted || and.is_some()))
        })
    }

    /// "sette uno zero", "fünfzehn eins", "sept six un": number words that count stand right before it, two of them where it is grammar
    /// by itself, and behind it another one or nothing.
    fn is_in_row(&self, number: &Number) -> bool {
        let view = self.view;
        let counts = |node: u32| {
            let roles = view.lexicon.roles(node);
            let weak = Roles::any(&[Role::Article, Role::NeverAlone, Role::And, Role::NotANumber]);
            roles.has(Role::Cardinal) && !roles.meets(weak)
        };
        let is_on_line = |at: usize| view.token(at).is_some_and(Token::is_on_line);
        let before = |end: usize| {
            let comma = view.before(end).is_some_and(is_comma);
            let last = end - usize::from(comma);
            let found = view.lexicon.longest_before(view.tokens, last, Roles::of(Role::Cardinal));
            let found = found.filter(|(_, phrase)| counts(phrase.node) && is_on_line(end) && is_on_line(last));
            found.map(|(first, _)| (first, comma))
        };
        // A half in a row is a part of what stands before it.
        if number.value < Decimal::ONE && !number.value.is_zero() {
            return false;
        }
        let Some((first, comma)) = before(number.first) else { return false };
        let is_long = before(first).is_some_and(|(_, other)| other == comma);
        let next = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Cardinal));
        let next = next.filter(|_| is_on_line(number.end));
        let is_article = view.roles_at(number.first).has(Role::Article);
        let closes = view.token(number.end).is_none_or(|next| !next.is_on_line() || next.class == Class::Mark);
        // "four, five, one": behind one comma it may be what is said of some.
        if comma {
            return is_long && closes;
        }
        next.is_some_and(|next| is_long || counts(next.node)) || closes && (is_long || !is_article)
    }

    /// "bir iki üç": number words that say "a few" say what they say where one more stands behind them.
    pub(super) fn opens_row(&self, at: usize, phrase: Phrase) -> bool {
        let view = self.view;
        let is_number = |at: usize| {
            let token = view.token(at).filter(|token| token.is_on_line() || at == 0);
            token.is_some_and(|token| token.word.roles.has(Role::Cardinal) && !token.word.roles.has(Role::Article))
        };
        phrase.end > at + 1
            && !view.lexicon.per_character()
            && (at + 1..=phrase.end).all(is_number)
            && view.roles_at(at).has(Role::Cardinal)
    }

    /// 十分钟: whether a unit begins with the last character of a phrase that is no number by itself, and goes on behind it.
    pub(super) fn goes_on_in_unit(&self, phrase: Phrase) -> bool {
        let view = self.view;
        let units = Roles::any(&[Role::Duration, Role::Unit]);
        let unit = phrase.end.checked_sub(1).and_then(|last| view.lexicon.longest(view.tokens, last, units));
        view.lexicon.per_character() && unit.is_some_and(|unit| unit.end > phrase.end)
    }

    /// "A third day", "un terzo posto": a place in an order, as no "of" stands before a noun that has places.
    pub(super) fn is_place(&self, phrase: Phrase) -> bool {
        let view = self.view;
        let nouns = Roles::any(&[Role::Duration, Role::Category, Role::OutcomeNoun]);
        let is_noun = view.token(phrase.end).is_some_and(Token::is_word_on_line)
            && (view.roles_at(phrase.end).meets(nouns) || view.cue(phrase.end, "placed").is_some());
        // "A third-quarter loss"
        let is_bound = || {
            let hyphen = view.token(phrase.end).is_some_and(|mark| is_hyphen(mark.first) && mark.is_joined());
            hyphen && view.token(phrase.end + 1).is_some_and(|next| next.is_word() && next.is_joined())
        };
        view.lexicon.roles(phrase.node).has(Role::Ordinal) && (is_noun || is_bound())
    }

    /// Whether the number is but the article of such a place.
    pub(super) fn is_article_of_place(&self, number: &Number) -> bool {
        let view = self.view;
        let is_article = number.end == number.first + 1 && view.roles_at(number.first).has(Role::Article);
        let place = || view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Ordinal));
        is_article && place().is_some_and(|place| self.is_place(place))
    }

    /// 两小时十分: ten minutes, and no "very", where nothing goes on behind hours and it.
    pub(super) fn closes_hours(&self, at: usize, phrase: Phrase) -> bool {
        let view = self.view;
        let closes = || view.token(phrase.end).is_none_or(|next| !next.is_word_on_line());
        let is_named = || phrase.end.checked_sub(1).is_some_and(|last| view.cue(last, "minutes").is_some());
        let hours = || {
            let (_, hours) = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::Duration))?;
            view.lexicon.coded(hours.node, Role::Duration).filter(|(_, unit)| *unit == "h")
        };
        view.lexicon.per_character() && is_named() && closes() && hours().is_some()
    }

    /// "first, second, third": an ordinal stands right before or behind it, at `at`.
    fn is_among_ordinals(&self, number: &Number, at: usize) -> bool {
        let view = self.view;
        let ordinal = Roles::of(Role::Ordinal);
        let comma = view.before(number.first).is_some_and(is_comma);
        let end = number.first - usize::from(comma);
        let is_on_line = |at| view.token(at).is_some_and(|token| token.is_on_line());
        let follows = view.lexicon.longest_before(view.tokens, end, ordinal).is_some() && is_on_line(number.first);
        follows || view.lexicon.longest(view.tokens, at, ordinal).is_some() && is_on_line(at)
    }

    /// 一到五, 一以上: whether a word that joins it to a further number, or a bound of two characters, stands behind it.
    fn is_end_of_range(&self, number: &Number) -> bool {
        let view = self.view;
        if !view.token(number.end).is_some_and(|token| token.is_on_line()) {
            return false;
        }
        let bounds = Roles::any(&[Role::AtLeastAfter, Role::AtMostAfter, Role::MoreThanAfter, Role::LessThanAfter]);
        let bound = view.lexicon.longest(view.tokens, number.end, bounds);
        // 십점에서 십오점
        let counter = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Counter));
        let end = counter.map_or(number.end, |counter| counter.end);
        let joiner = view.lexicon.longest(view.tokens, end, Roles::of(Role::RangeJoiner));
        let is_joined = joiner.is_some_and(|joiner| {
            let second = view.lexicon.longest(view.tokens, joiner.end, Roles::of(Role::Cardinal));
            second.is_some_and(|second| view.lexicon.value(second.node, Role::Cardinal) > Some(number.value))
        });
        is_joined || bound.is_some_and(|bound| bound.end > number.end + 1)
    }

    /// "Yüz ile üç yüz arasında": whether a word that leads to a further number stands behind it, and one behind that closes the range.
    fn opens_range(&self, number: &Number) -> bool {
        const REACH: usize = 5;
        let view = self.view;
        let on_line = |at: usize| view.token(at).is_some_and(Token::is_on_line);
        let Some(link) = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::RangeLink)) else {
            return false;
        };
        let is_number = view.token(link.end).is_some_and(Token::is_digits) || view.roles_at(link.end).meets(NUMBERS);
        let closes = |at: usize| {
            let close = view.lexicon.longest(view.tokens, at, Roles::of(Role::RangeBehind));
            close.is_some_and(|close| {
                view.lexicon.is_pair((link.node, Role::RangeLink), (close.node, Role::RangeBehind))
            })
        };
        on_line(number.end) && is_number && (link.end + 1..link.end + REACH).take_while(|at| on_line(*at)).any(closes)
    }

    /// "yüzden fazla", "bini aşkın": whether a bound stands behind a form that is a number before one, and grammar elsewhere.
    fn is_bounded(&self, number: &Number) -> bool {
        let view = self.view;
        let bounds = Roles::any(&[Role::AtLeastAfter, Role::AtMostAfter, Role::MoreThanAfter, Role::LessThanAfter])
            .or(Roles::of(Role::ApproxAfter));
        view.cue(number.first, "number_when_bounded") == Some(number.end)
            && view.token(number.end).is_some_and(Token::is_on_line)
            && view.lexicon.longest(view.tokens, number.end, bounds).is_some()
    }

    /// "minus one", 第二: a word before it that stands before numbers only.
    fn is_marked(&self, number: &Number) -> bool {
        let view = self.view;
        let is_mark = |role| view.lexicon.longest_before(view.tokens, number.first, Roles::of(role)).is_some();
        let is_joined = view.token(number.first).is_some_and(|token| token.is_joined());
        let is_article = view.lexicon.switches.definite_ordinals;
        // "au moins une dizaine": an article, and no minus.
        let groups = Roles::any(&[Role::Collective, Role::Vague, Role::Group]);
        let opens_group = || view.lexicon.longest(view.tokens, number.end, groups).is_some();
        let is_hedged = || view.lexicon.longest_before(view.tokens, number.first, HEDGES_BEFORE).is_some();
        is_mark(Role::Minus) && !(is_hedged() && opens_group())
            || is_mark(Role::PercentBefore)
            || is_joined && !is_article && is_mark(Role::OrdinalBefore)
    }

    /// Whether the number, with what it is a number of, is all that the document says: "one", "a kilogram", 七℃.
    fn is_alone(&self, number: &Number, is_numeral: bool) -> bool {
        const UNITS: Roles = Roles::any(&[Role::Unit, Role::Duration, Role::Money, Role::MoneyMinor, Role::Percent]);
        let view = self.view;
        let minus = view.lexicon.longest_before(view.tokens, number.first, Roles::of(Role::Minus));
        if !view.is_whole || minus.map_or(number.first, |(first, _)| first) != 0 {
            return false;
        }
        let sign = || view.shared.after(view.text, view.tokens, number.end, |_| Some(())).map(|(end, ())| end);
        // 半個, 一只
        let units = if view.lexicon.per_character() { UNITS.or(Roles::of(Role::Counter)) } else { UNITS };
        let unit = || view.lexicon.longest(view.tokens, number.end, units).map(|unit| unit.end);
        let all = Some(view.tokens.len());
        is_numeral && Some(number.end) == all || unit() == all || sign() == all
    }
}

/// Whether a mark parts the numbers of a list.
fn is_comma(mark: &Token) -> bool {
    matches!(mark.first, ',' | '،') && !mark.is_word()
}

//! Parts joined into one number: twenty-three thousand four hundred, 5 mil 937, deux cent mille et un.
//!
//! A number that has been opened comes in, as far as it reaches goes out. What a part of one behind it adds is told elsewhere.

use super::piece::Piece;
use super::{CARDINAL, Number, Reading, SUMMED, Sort, Sum, digits, opens_phrase};
use crate::decimal::Decimal;
use crate::figure::Flag;

use crate::lexicon::{Part, Role, Roles};
use crate::token::Token;

impl Reading<'_, '_> {
    /// Takes in parts as long as they make one number, and what may close it: decimals, halves, parts, dozens.
    pub(super) fn extend(&mut self, sum: &mut Sum, number: &mut Number) {
        self.sum_up(sum, number);
        let is_ended = self.view.before(number.end).is_some_and(|word| word.ending != 0);
        if number.end == number.first || number.sort == Sort::Ordinal || is_ended || !self.may_go_on(number.end) {
            return;
        }
        self.decimals(sum, number);
        self.half(sum, number);
        self.parts(sum, number);
        self.dozens(number);
    }

    /// The number at `at` as far as its words and digits add up, without parts of one behind it.
    pub(super) fn plain(&mut self, at: usize) -> Option<Number> {
        let view = self.view;
        let token = view.token(at).filter(|token| token.is_on_line())?;
        let mut sum = Sum::default();
        let mut number = Number { has_digits: token.is_digits(), ..Number::new(at, at, Decimal::ZERO, Sort::Plain) };
        if token.is_digits() {
            let read = digits::read(view.text, view.tokens, at, view.lexicon, view.style)?;
            sum.digits(read.value, token.length, view.lexicon);
            number = Number { end: read.end, value: read.value, is_formatted: read.is_formatted, ..number };
        }
        let was_ahead = std::mem::replace(&mut self.is_ahead, true);
        self.sum_up(&mut sum, &mut number);
        self.is_ahead = was_ahead;
        (number.end > at).then_some(number)
    }

    fn sum_up(&mut self, sum: &mut Sum, number: &mut Number) {
        let view = self.view;
        let mut at = number.end;
        // Where the number ended before the open group, should a scale refuse that group.
        let mut before_group: Option<(usize, Decimal)> = None;
        loop {
            // A noun behind the number, as nearly always.
            if !sum.is_empty() && !self.may_go_on_with(at, SUMMED) {
                break;
            }
            let (from, is_linked) = self.link(at, sum, number);
            let Some(piece) = self.piece(from, sum, number) else { break };
            // "zero a b c": the article is no digit.
            if sum.total().is_some_and(Decimal::is_zero)
                && self.view.roles_at(from).has(Role::Article)
                && !sum.is_empty()
            {
                break;
            }
            if is_linked && !self.is_ahead && self.adds_apart(from, &piece, number) {
                break;
            }
            // "dois mil e um" is one number; the article in "deux mille et un soldat" does not matter.
            let fresh_group = sum.group().is_none();
            let mut trial = sum.clone();
            if self.view.token(at).is_some_and(|comma| comma.is_mark(',')) {
                trial.set_apart();
            }
            if !self.take(&mut trial, &piece, is_linked, number) {
                if self.as_year_pair(sum, &piece, number) || self.nought_year(from, sum, number) {
                    return;
                }
                let is_scale = piece.parts.first().is_some_and(|part| matches!(part, Part::Scale(_)));
                if let Some((end, value)) = before_group.filter(|_| is_scale && sum.group().is_some()) {
                    number.end = end;
                    number.value = value;
                    sum.drop_group();
                }
                break;
            }
            if is_linked {
                trial.set_linked();
            }
            let Some(value) = trial.total() else { break };
            if fresh_group && !sum.is_empty() {
                before_group = Some((number.end, number.value));
            }
            *sum = trial;
            at = piece.end;
            number.end = at;
            number.value = value;
            number.scale = if sum.is_closed() { sum.last_scale() } else { None };
            if self.view.before(at).is_some_and(|word| word.ending != 0) {
                return;
            }
            if piece.is_respelled {
                number.flags.insert(Flag::Respelled);
            }
            if piece.is_ordinal {
                number.sort = Sort::Ordinal;
                if !self.ordinal_goes_on(at) && !view.lexicon.switches.ordinal_opens {
                    return;
                }
            }
        }
        if view.lexicon.switches.last_unit_unsaid
            && let Some(value) = sum.total_by_unit()
        {
            number.value = value;
        }
    }

    /// The number that the word at `at` is, where it opens no phrase and multiplies nothing.
    pub(super) fn lone_cardinal(&self, at: usize) -> Option<Decimal> {
        let lexicon = self.view.lexicon;
        let token = self.view.token(at)?;
        let word = token.word;
        let is_cardinal = word.roles.has(Role::Cardinal) && !lexicon.switches.myriads;
        let is_lone = is_cardinal && !opens_phrase(token, self.view.token(at + 1));
        let multiplies = word.roles.meets(Roles::any(&[Role::Scale, Role::ScaleRespelled]));
        if is_lone && !multiplies { lexicon.value(word.node, Role::Cardinal) } else { None }
    }

    /// Whether what "and" links is a part of one or a number of dozens, which are added as a whole: twenty and three fifths.
    fn adds_apart(&mut self, at: usize, piece: &Piece, number: &Number) -> bool {
        let view = self.view;
        let group = view.lexicon.longest(view.tokens, piece.end, Roles::of(Role::Group));
        if group.is_some() && !number.has_digits {
            return true;
        }
        // "een miljard en een half miljoen": a half of what follows it.
        let half = view.lexicon.longest(view.tokens, piece.end, Roles::of(Role::Cardinal));
        let half = half.and_then(|half| view.lexicon.value(half.node, Role::Cardinal));
        if half.is_some_and(|half| half < Decimal::ONE && !half.is_zero()) && self.view.roles_at(at).has(Role::Article)
        {
            return true;
        }
        // "five hundred and two thousandth": words that make an ordinal together are none.
        let ordinal = self.plain(at).filter(|next| next.sort == Sort::Ordinal);
        // "cuarenta y cincomilésimo" is one in one word.
        let is_place = |end: usize| {
            let is_fused = view.before(end).is_some_and(|last| last.is_fused);
            is_fused || view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Ordinal)).is_some()
        };
        if ordinal.is_some_and(|next| is_place(next.end)) {
            return false;
        }
        // "one hundred and one thousandth" is a place in an order, "vingt et un centièmes" 21 of them.
        let switches = &view.lexicon.switches;
        // "soixante et onze millièmes" are 71 of them.
        let is_score = switches.score_tens.contains(&number.value.mantissa());
        let most = Decimal::from(if is_score { 11 } else { 1 });
        switches.and_adds_parts
            && self.part_at(at, false).is_some_and(|(part, bottom, _)| {
                bottom < Decimal::from(100) || part.checked_mul(bottom).is_none_or(|top| top > most)
            })
    }

    /// Where the next part would stand: behind a hyphen, an "and" or a comma that may be inside a number.
    pub(super) fn link(&mut self, at: usize, sum: &Sum, number: &Number) -> (usize, bool) {
        let view = self.view;
        if sum.is_empty() {
            return (at, false);
        }
        let Some(token) = view.token(at) else { return (at, false) };
        if token.is_mark('-')
            && token.is_joined()
            && view.token(at + 1).is_some_and(|next| next.is_word() && next.is_joined())
        {
            if view.roles_at(at + 1).has(Role::And) {
                let next = view.token(at + 2).is_some_and(|hyphen| hyphen.is_mark('-'));
                return (at + 2 + usize::from(next), true);
            }
            return (at + 1, false);
        }
        // "ninety - five": no range falls from tens to a unit.
        if token.is_mark('-') && !token.is_joined() && self.is_unit_behind(at + 1, sum) {
            return (at + 1, false);
        }
        // "thirty—first": a dash for the hyphen of an ordinal.
        if token.is_dash()
            && token.is_joined()
            && view.roles_at(at + 1).has(Role::Ordinal)
            && view.token(at + 1).is_some_and(Token::is_joined)
        {
            return (at + 1, false);
        }
        if number.has_digits && !sum.is_closed() && !sum.is_hundreds() {
            return (at, false);
        }
        // "14 тыс. и шесть": an abbreviation closes a number in digits.
        let ends_with = |role| view.lexicon.longest_before(view.tokens, at, Roles::of(role)).is_some();
        if number.has_digits && ends_with(Role::ScaleAfterDigits) && !ends_with(Role::Scale) {
            return (at, false);
        }
        if let Some(and) = view.lexicon.longest(view.tokens, at, Roles::of(Role::And)).filter(|_| token.is_on_line()) {
            return (and.end, true);
        }
        if token.is_mark('&') {
            return (at + 1, true);
        }
        // "eighteen thousand, six hundred": only between closed scales of words.
        if token.is_mark(',')
            && sum.is_closed()
            && !number.has_digits
            && (self.is_hundreds(at + 1) || self.is_rest(at + 1))
        {
            return (at + 1, false);
        }
        (at, false)
    }

    /// Whether the word for one to nine stands at `at`, behind tens.
    fn is_unit_behind(&self, at: usize, sum: &Sum) -> bool {
        let view = self.view;
        let tens = sum
            .group()
            .filter(|_| !view.lexicon.per_character())
            .and_then(Decimal::to_u32)
            .map_or(0, |group| group % 100);
        let unit = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cardinal));
        let unit = unit.and_then(|unit| view.lexicon.value(unit.node, Role::Cardinal)).filter(|unit| unit.is_whole());
        let is_apart = view.token(at).is_some_and(|token| token.is_word() && token.is_on_line() && !token.is_joined());
        tens >= 20
            && tens.is_multiple_of(10)
            && is_apart
            && unit.and_then(Decimal::to_u32).is_some_and(|unit| (1..10).contains(&unit))
    }

    /// "two thousand, one": whether a number at `at` is the rest of all that is written.
    fn is_rest(&mut self, at: usize) -> bool {
        let view = self.view;
        let is_word = view.token(at).is_some_and(Token::is_word_on_line);
        is_word
            && view.is_whole
            && !self.is_ahead
            && self.plain(at).is_some_and(|rest| rest.sort == Sort::Plain && rest.end == view.tokens.len())
    }

    /// Whether a number of hundreds or more is spelled at `at`: "fifty-six thousand", "duecentododici".
    fn is_hundreds(&mut self, at: usize) -> bool {
        const REACH: usize = 10;
        let hundred = Decimal::from(100);
        let (none, plain) = (Sum::default(), Number::new(at, at, Decimal::ZERO, Sort::Plain));
        let mut place = at;
        while place < at + REACH {
            let view = self.view;
            let Some(token) = view.token(place).filter(|token| token.is_on_line()) else { return false };
            let is_link = token.is_mark('-') && token.is_joined() || token.word.roles.has(Role::And);
            if is_link && place > at {
                place += 1;
                continue;
            }
            let Some(piece) = self.piece(place, &none, &plain).filter(|_| token.is_word()) else { return false };
            let is_large = |part: &Part| match part {
                Part::Add(value) | Part::Scale(value) => *value >= hundred,
            };
            if piece.parts.iter().any(is_large) {
                return true;
            }
            place = piece.end;
        }
        false
    }

    pub(super) fn take(&self, sum: &mut Sum, piece: &Piece, is_linked: bool, number: &Number) -> bool {
        let view = self.view;
        let is_chained = piece.is_ordinal && number.sort == Sort::Ordinal;
        // A linked scale alone would be "and thousands".
        if is_linked
            && matches!(piece.parts.as_slice(), [Part::Scale(scale)] if *scale > Decimal::from(100))
            && sum.group().is_some()
        {
            return false;
        }
        // "vier zwanzig", "zwanzig dreihundert": where units come before tens, "and" stands between, or they are one word.
        let units_first = view.lexicon.switches.units_before_tens && !is_linked && sum.group().is_some();
        let is_refused = match piece.parts.as_slice() {
            [Part::Add(tens)] => {
                *tens >= Decimal::from(20)
                    && sum.group().is_some_and(|group| !group.is_zero() && group < Decimal::from(10))
            }
            [Part::Add(_), rest @ ..] => rest.iter().any(|part| matches!(part, Part::Scale(_))),
            _ => false,
        };
        if units_first && is_refused {
            return false;
        }
        // A half or a quarter behind a number is added by what follows this loop.
        if !sum.is_empty()
            && matches!(piece.parts.as_slice(), [Part::Add(value)] if *value < Decimal::ONE && !value.is_zero())
        {
            return false;
        }
        // Where ordinals chain or are fused, a cardinal takes only the large ones behind it: trinta segundos is no 32nd.
        let opens_ordinal = piece.is_ordinal && !sum.is_empty() && !is_chained;
        let is_large = matches!(piece.parts.as_slice(), [Part::Scale(scale)] if *scale >= Decimal::from(1000));
        // "undici milioni e duecentomillesimo": below a million, a word of several parts.
        let is_below = piece.parts.len() > 1 && sum.is_closed() && sum.last_scale() >= Some(Decimal::from(1_000_000));
        // "quinientos oncemilésimo": where parts are plurals, what ends so many thousandths and is none is a place in an order.
        let is_denominator = || view.token(piece.end - 1).is_some_and(|last| last.word.roles.has(Role::Denominator));
        let is_place = matches!(piece.parts.as_slice(), [Part::Add(_), .., Part::Scale(scale)] if *scale >= Decimal::from(1000))
            && view.lexicon.switches.plural_parts
            && !is_denominator();
        if opens_ordinal && !view.lexicon.switches.ordinal_follows && !is_large && !is_below && !is_place {
            return false;
        }
        if opens_ordinal && self.is_part(piece, number) {
            return false;
        }
        piece.parts.iter().all(|part| match part {
            Part::Add(value) if is_chained => sum.add_ordinal(*value, view.lexicon),
            Part::Add(value) if view.token(piece.end - 1).is_some_and(|token| token.is_digits()) => {
                sum.digits(*value, view.token(piece.end - 1).map_or(0, |token| token.length), view.lexicon)
            }
            Part::Add(value) => sum.add(*value, view.lexicon),
            Part::Scale(scale) => sum.scale(*scale, view.lexicon),
        })
    }

    /// "dos millonésimas", "un centième de seconde": whether a large ordinal of one word says what parts are counted.
    fn is_part(&self, piece: &Piece, number: &Number) -> bool {
        let view = self.view;
        let [Part::Scale(scale)] = piece.parts.as_slice() else { return false };
        let Some(phrase) = piece.end.checked_sub(1).and_then(|at| view.lexicon.longest(view.tokens, at, CARDINAL))
        else {
            return false;
        };
        let goes_on = view.lexicon.longest(view.tokens, piece.end, CARDINAL).is_some();
        let switches = &view.lexicon.switches;
        // "две тысячных", "een honderdste": so many of such parts, where places are told in one word.
        let is_named = view.lexicon.value(phrase.node, Role::Denominator) == Some(*scale);
        let ends = view.token(piece.end).is_none_or(|stop| !stop.is_word() && piece.end + 1 == view.tokens.len());
        let is_all = view.is_whole && number.first == 0 && ends;
        if switches.ordinal_denominator && !switches.plural_parts && is_named && !goes_on && !number.has_digits {
            let is_one = number.value == Decimal::ONE;
            return switches.parts_apart && number.value < *scale || is_one && !is_all;
        }
        if !switches.plural_parts || goes_on {
            return false;
        }
        // Behind a place in an order it is as well the plural of another: once millonésimo cien milésimos.
        let follows = || view.lexicon.longest_before(view.tokens, number.first, Roles::of(Role::Ordinal)).is_some();
        let is_all = is_all || view.is_whole && piece.end == view.tokens.len() && follows();
        let is_article = number.end == number.first + 1 && view.roles_at(number.first).has(Role::Article);
        let of = view.lexicon.longest(view.tokens, piece.end, Roles::any(&[Role::DateOf, Role::LabelLink])).is_some();
        // Alone it is as well the plural of a place in an order, unless places are told in one word: "cento bilionesimi". No
        // place below a million is told with an article.
        let is_plural = is_named && (!is_all || switches.fused && !switches.ordinal_chain && !switches.ordinal_follows);
        is_plural || is_article && (of || is_all && *scale < Decimal::from(1_000_000))
    }

    /// Whether more of an ordinal follows: centésimo décimo; or cardinals that a further ordinal scales, as in "onze
    /// milionésimo duzentos milésimo".
    fn ordinal_goes_on(&mut self, at: usize) -> bool {
        let view = self.view;
        if !view.lexicon.switches.ordinal_chain || !view.token(at).is_some_and(|token| token.is_on_line()) {
            return false;
        }
        let Some(next) = view.lexicon.longest(view.tokens, at, CARDINAL) else {
            return view.token(at).is_some_and(|token| token.is_fused);
        };
        let roles = view.lexicon.roles(next.node);
        if roles.has(Role::Ordinal) && !roles.has(Role::Cardinal) {
            return true;
        }
        !self.is_ahead && self.plain(at).is_some_and(|next| next.sort == Sort::Ordinal)
    }
}

//! Two amounts that are the ends of one: 5–7, from ten to twelve thousand, above 1000 and below 1500.
//!
//! Two amounts come in, one range goes out, or none where the first is what was before a change. Knows no hedge.

use super::Composing;
use super::amount::Amount;
use super::between::dots_end;
use super::change::is_little;
use super::ends::{bounds, is_bound_behind, is_wave, of_hundredths, steps_on};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::kinds::{date_words, suffix};
use crate::lexicon::{HEDGES_BEFORE, Role, Roles};
use crate::stages::read::{Number, Sort};
use crate::token::Token;

impl Composing<'_, '_> {
    /// From `numbers[at]` to the next number, where something joins the two.
    pub(super) fn range(&self, at: usize, from: &Amount) -> Option<Draft> {
        let view = self.view;
        if !matches!(from.number.sort, Sort::Plain | Sort::Fraction) {
            return None;
        }
        let past_hyphen = self.suspended(at, from);
        let from = past_hyphen.as_ref().unwrap_or(from);
        let opened = view.lexicon.longest_before(view.tokens, from.first, Roles::of(Role::RangeOpen));
        if !self.may_join(from.end, opened.is_some()) || self.counts_people_apart(from) {
            return None;
        }
        // "three-nought-four": a row of digits as they are called out.
        let is_row = view.before(from.first).is_some_and(|dash| dash.is_dash() && dash.is_joined())
            && at.checked_sub(1).and_then(|at| self.numbers.get(at)).is_some_and(|number| number.end + 1 == from.first);
        if is_row && view.token(from.end).is_some_and(Token::is_joined) && !from.number.has_digits {
            return None;
        }
        let (next_at, next) = self.numbers.iter().enumerate().skip(at + 1).find(|(_, next)| next.first >= from.end)?;
        // "from 1/4 to 1/2": behind a word an end may be a part of one; "2-1/2" is one number.
        let is_worded = view.token(from.end).is_some_and(Token::is_word);
        let is_end = next.sort == Sort::Plain || next.sort == Sort::Fraction && is_worded;
        let to = self.amount(next_at, from.end).filter(|_| is_end && !next.is_weak)?;
        // "5000 혹은 6000 이하": one or a bound, where bounds stand behind.
        let or_bound = || opened.is_none() && view.lexicon.per_character() && is_bound_behind(view, to.end);
        if is_worded && (or_bound() || opened.is_none() && self.changes_by(from, &to)) {
            return None;
        }
        let closed = self.closed_behind(from, &to);
        if closed.is_none() {
            self.joins(from, &to, opened.map(|(_, phrase)| phrase.node))?;
        }
        // "tra il 18 e il 19 novembre": the second is a day of its own.
        if is_worded && to.kind == Kind::Number && date_words::date(view, self.numbers, next_at, self.date).is_some() {
            return None;
        }
        // "1 євро — 48,56": what one of a currency costs.
        let is_rate = from.kind == Kind::Money && from.value == Decimal::ONE && to.kind == Kind::Number;
        // "горят ещё пять — 3,6 тыс. га": a dash for the verb.
        let is_told = !from.number.has_digits && to.number.has_digits;
        // "один — четыре года условно": one of them, and how long.
        let is_one = from.value == Decimal::ONE && !from.number.has_digits && to.kind != Kind::Number;
        if (is_rate || is_told || is_one) && opened.is_none() && view.token(from.end).is_some_and(Token::is_spaced_dash)
        {
            return None;
        }
        let is_little = is_little(from, &to);
        if opened.is_none() && self.leads_to(from, &to) {
            return None;
        }
        // "cède 0,62 % à 7 431 points": a share, and the level that it led to.
        let is_level = from.kind == Kind::Percent && to.kind == Kind::Number && is_little;
        // "chuté de 5,2 % à 842 000 unités": no share is as great.
        let is_far = to.value > Decimal::from(100) && from.value <= Decimal::from(100);
        if is_level && (is_far || is_worded && opened.is_none()) {
            return None;
        }
        // "între 15 și 8 lei": between the two, whichever is told first.
        let is_between = opened.is_some() && view.roles_at(from.end).has(Role::And);
        let ends = self.ends_below_zero(from, &to, opened.is_some()).or_else(|| bounds(from, &to)).or_else(|| {
            let is_turned = is_between || dots_end(view, from.end).is_some() || self.is_cooler(from, &to);
            bounds(&to, from).filter(|_| is_turned).or_else(|| of_hundredths(from, &to))
        });
        let (low, high) = ends?;
        let carrier = if to.kind == Kind::Number && to.number.sort != Sort::Multiplier { from } else { &to };
        let mut draft = self.draft_of(carrier, from.first, to.end);
        draft.figure.relation = Relation::Range;
        (draft.figure.low, draft.figure.high) = (Some(low), Some(high));
        draft.figure.flags.extend(from.number.flags);
        draft.number = Some(to.number);
        draft.hedge_first = opened.map_or(from.first, |(first, _)| first);
        draft.hedge_end = closed.unwrap_or(draft.end);
        Some(draft)
    }

    /// "10人至15人", "between 10 men and 15 men": the same, where what is counted is told behind both ends.
    pub(super) fn range_of_nouns(&self, at: usize, from: &mut Amount) -> Option<Draft> {
        const LONGEST: usize = 2;
        let view = self.view;
        let next = self.numbers.get(at + 1).filter(|next| next.first <= from.end + 2 * LONGEST)?;
        let is_plain = from.kind == Kind::Number && from.number.sort == Sort::Plain && next.sort == Sort::Plain;
        let noun = view.token(from.end).filter(|noun| is_plain && noun.is_word() && noun.is_on_line())?;
        if noun.word.roles.meets(Roles::any(&[Role::Function, Role::And])) {
            return None;
        }
        let is_again = |length: &usize| {
            let [first, second] = [from.end, next.end].map(|at| view.text_of(at, at + length));
            first.is_some() && first == second
        };
        let length = (1..=LONGEST).rev().find(is_again)?;
        let own = from.end;
        from.end += length;
        let range = self.range(at, from);
        from.end = own;
        range
    }

    /// "rose from 120 to 133", "est passé de 120 à": what was before a change; where that opener begins.
    pub(super) fn was(&self, from: &Amount) -> Option<usize> {
        let view = self.view;
        let wanted = Roles::any(&[Role::Up, Role::Down, Role::Previous]);
        if self.ends_as_from(from) || self.comes_from(from) {
            return Some(from.first);
        }
        let wanted_before = wanted.or(Roles::of(Role::RangeOpen));
        let before = view.lexicon.longest_before(view.tokens, from.first, wanted_before);
        let (opener, phrase) = before.or_else(|| {
            // "contro le 29 del giorno prima"
            let article = from.first.checked_sub(1).filter(|at| view.roles_at(*at).has(Role::Definite))?;
            let opener = view.lexicon.longest_before(view.tokens, article, Roles::of(Role::Previous));
            let of = Roles::any(&[Role::DateOf, Role::LabelLink]);
            opener.filter(|_| self.counts_nothing(from.end) || view.roles_at(from.end).meets(of))
        })?;
        let roles = view.lexicon.roles(phrase.node);
        // "pět ze sedmi členů": some of them.
        let is_of_all = || self.number_before(opener).is_some_and(|some| some.end == opener && some.value < from.value);
        if roles.has(Role::OutOf) && !roles.has(Role::Previous) && is_of_all() {
            return None;
        }
        // "rose between 3 and 5 %": both ends of one change.
        let is_between =
            view.token(from.end).is_some_and(|joint| joint.is_on_line() && joint.word.roles.has(Role::And));
        if roles.has(Role::RangeOpen) && is_between && !roles.has(Role::Previous) {
            return None;
        }
        // "auf die Spanne von 3,75 bis 4,00 Prozent": a word that joins the ends of a range and nothing else.
        if roles.has(Role::RangeOpen) && !roles.has(Role::Previous) && view.cue(from.end, "only_range").is_some() {
            return None;
        }
        // "baissé d'un quart de point à 2 %": steps tell by how much, and not from what.
        if from.suffix.as_ref().is_some_and(|step| matches!(step.unit.as_str(), "[pp]" | "{basis_point}")) {
            return None;
        }
        if roles.has(Role::Previous) || roles.has(Role::RangeOpen) && roles.meets(wanted) {
            return Some(opener);
        }
        roles.has(Role::RangeOpen).then_some(())?;
        // "en moins de douze heures": the end of a hedge.
        let hedge = view.lexicon.longest_before(view.tokens, from.first, HEDGES_BEFORE);
        if hedge.is_some_and(|(first, _)| first < opener) && !self.goes_on_to(from.end) {
            return None;
        }
        if self.became(from) {
            return Some(opener);
        }
        // "caiu numa ribanceira de 80 metros", "a perda de 12 tanques": what the noun is of, where nothing is told that it came to.
        let is_of_noun = roles.meets(Roles::any(&[Role::DateOf, Role::LabelLink]))
            && !self.goes_on_to(from.end)
            && (!self.counts_nothing(from.end)
                || opener
                    .checked_sub(2)
                    .is_some_and(|at| view.roles_at(at).meets(Roles::any(&[Role::Place, Role::OneArticle]))));
        if is_of_noun {
            return None;
        }
        let told = view.lexicon.longest_before(view.tokens, opener, wanted).map(|(first, _)| first);
        // "crește cu 3 %, de la 7 lei la 8", "rose to 54 from 48": by how much it changed or to what, then from what.
        let is_from = || self.goes_on_to(from.end) || self.counts_nothing(from.end);
        let follows = self.changed_end.filter(|end| (*end..=end + 1).contains(&opener) && is_from());
        let is_told_behind = || self.changes_behind(from).then_some(opener);
        let closes = || view.lexicon.longest(view.tokens, from.end, Roles::of(Role::RangeClose)).is_some();
        let is_told_far = || (closes() && self.changed_far_before(opener)).then_some(opener);
        told.or_else(|| self.change_before(opener)).or(follows).or_else(is_told_behind).or_else(is_told_far)
    }

    /// Whether no noun that an amount could count stands at token `end`.
    pub(super) fn counts_nothing(&self, end: usize) -> bool {
        let view = self.view;
        let grammar = Roles::any(&[Role::Function, Role::Place, Role::Article, Role::Earlier]);
        !view.token(end).is_some_and(Token::is_word_on_line) || view.roles_at(end).meets(grammar)
    }

    /// "de la 7 lei la 8": whether what it has come to is told right behind token `end` or one word.
    fn goes_on_to(&self, end: usize) -> bool {
        let view = self.view;
        (end..end + 2).any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::RangeClose)).is_some())
    }

    /// Whether token `at` may join two ends at all: what is behind it need not be read where it cannot.
    fn may_join(&self, at: usize, is_opened: bool) -> bool {
        let view = self.view;
        let begins = |role| view.lexicon.longest(view.tokens, at, Roles::of(role)).is_some();
        view.token(at).is_some_and(|joint| {
            joint.is_on_line()
                && (joint.is_dash()
                    || matches!(joint.first, '.' | '…') && joint.is_joined()
                    || is_wave(joint)
                    || matches!(joint.first, '/' | '、'))
        }) || begins(Role::RangeJoiner)
            || at.checked_sub(1).is_some_and(|unit| view.cue(unit, "from_form") == Some(at))
            || is_opened && begins(Role::RangeClose)
            || begins(Role::RangeLink)
    }

    /// "5 és 9 között", 5和9之间: where the word ends that closes a range from behind it.
    fn closed_behind(&self, from: &Amount, to: &Amount) -> Option<usize> {
        let view = self.view;
        let has_form = |amount: &Amount, form| view.cue(amount.end.saturating_sub(1), form) == Some(amount.end);
        // "8 yıldan 15 yıla kadar": the forms of the units tell from what and to what.
        if from.end == to.first && has_form(from, "from_form") && has_form(to, "to_form") {
            let close = view.lexicon.longest(view.tokens, to.end, Roles::of(Role::ApproxAfter))?;
            return view.token(to.end).is_some_and(Token::is_on_line).then_some(close.end);
        }
        let links = view.lexicon.longest(view.tokens, from.end, Roles::of(Role::RangeLink))?;
        let close = view.lexicon.longest(view.tokens, to.end, Roles::of(Role::RangeBehind))?;
        let is_on_line = |at: usize| view.token(at).is_some_and(|token| token.is_on_line());
        let is_near = links.end == to.first && is_on_line(from.end) && is_on_line(to.first) && is_on_line(to.end);
        let pairs = view.lexicon.is_pair((links.node, Role::RangeLink), (close.node, Role::RangeBehind));
        (is_near && pairs).then_some(close.end)
    }

    pub(super) fn is_article(&self, at: usize) -> bool {
        let articles = Roles::any(&[Role::Definite, Role::DateArticle, Role::Article]);
        self.view.roles_at(at).meets(articles) && self.view.token(at).is_some_and(|token| token.is_on_line())
    }

    /// Where the word ends that leads from what was to what it became: "from 62.4 to".
    fn became_end(&self, from: &Amount) -> Option<usize> {
        let view = self.view;
        let (_, opener) = view.lexicon.longest_before(view.tokens, from.first, Roles::of(Role::RangeOpen))?;
        let close = view.lexicon.longest(view.tokens, from.end, Roles::of(Role::RangeClose))?;
        let pairs = view.lexicon.is_pair((opener.node, Role::RangeOpen), (close.node, Role::RangeClose));
        pairs.then_some(close.end)
    }

    /// "Fell from 62.4 to 82.7 billion euros", "7,69 statt 6,99 Euro": what was and what it became share scale and unit.
    pub(super) fn shares_unit(&self, at: usize, from: &Amount, was: bool) -> Option<Amount> {
        let view = self.view;
        // "с 60 млн до 20 млн рублей"
        let own = from.number.scale.filter(|scale| *scale >= Decimal::from(1000));
        let is_bare = from.kind == Kind::Number && from.number.sort == Sort::Plain;
        if !is_bare || own.is_none() && from.number.scale.is_some() {
            return None;
        }
        if let Some(shared) = self.shares_past_brackets(from) {
            return Some(shared);
        }
        let became = if was { self.became_end(from) } else { None };
        let opened = if was { None } else { self.became_end(from) };
        let link = if was {
            became?
        } else if let Some(link) = opened {
            link
        } else {
            view.lexicon.longest(view.tokens, from.end, Roles::of(Role::Previous))?.end
        };
        let next =
            self.numbers.get(at + 1).filter(|next| next.first >= link && next.has_digits == from.number.has_digits)?;
        let to = self.amount(at + 1, from.end).filter(|to| to.first == link && !next.is_weak)?;
        // "dal 35 al 33 %": what falls is no range.
        let scale = if own.is_some() { None } else { to.number.scale };
        let plain = from.value.checked_mul(scale.unwrap_or(Decimal::ONE))?;
        if opened.is_some() && (plain <= to.value || !matches!(to.kind, Kind::Percent | Kind::Money))
            || own.is_some() && to.kind != Kind::Money
        {
            return None;
        }
        let is_one = matches!(to.kind, Kind::Money | Kind::Percent | Kind::Measure | Kind::Duration)
            || to.number.scale.is_some();
        let least = to.number.scale.unwrap_or(Decimal::from(1_000_000));
        if !is_one || own.is_none() && from.value >= least || to.number.sort != Sort::Plain {
            return None;
        }
        let factor = to.suffix.as_ref().map_or(Decimal::ONE, |suffix| suffix.factor);
        let value = plain.checked_mul(factor)?;
        let suffix = to.suffix.map(|suffix| suffix::Suffix { end: from.end, ..suffix });
        let number = Number { scale: own.or(scale), ..from.number };
        Some(Amount {
            number,
            value,
            first: from.first,
            end: from.end,
            kind: to.kind,
            suffix,
            prefix: to.prefix,
            is_less: false,
        })
    }

    /// Whether what stands between the two makes them one range.
    fn joins(&self, from: &Amount, to: &Amount, opener: Option<u32>) -> Option<()> {
        let view = self.view;
        let joint = view.token(from.end).filter(|joint| joint.is_on_line())?;
        // "between 2 l and about 7 l", "2 - ~7 litres": a hedge of the second end changes nothing.
        let hedge = view.lexicon.longest_before(view.tokens, to.first, Roles::of(Role::ApproxBefore));
        let sign = view.before(to.first).filter(|sign| matches!(sign.first, '~' | '≈')).map(|_| to.first - 1);
        let hedge = hedge.map(|(first, _)| first).or(sign).filter(|first| *first > from.end);
        let to_first = hedge.unwrap_or(to.first);
        if dots_end(view, from.end) == Some(to_first) {
            return Some(());
        }
        let second = view.token(to_first).filter(|second| second.is_on_line())?;
        if to_first == from.end + 1 && !joint.is_word() {
            // "2 -7 l": the unit of the second tells that the dash is no minus.
            let is_shared = second.is_joined() && to.suffix.is_some() && from.suffix.is_none() && from.prefix.is_none();
            let is_tight = joint.is_joined() == second.is_joined() || is_shared;
            // 30/40 is a range; 9/11 may be a day.
            let is_day = to.value <= Decimal::from(31) && to.kind == Kind::Number && to.value.is_whole();
            let slash =
                joint.is_mark('/') && joint.is_joined() && second.is_joined() && from.number.has_digits && !is_day;
            // "12 - 14" may be a list with bullets; a label would follow the first then.
            let is_joiner = joint.word.roles.has(Role::RangeJoiner);
            let waves = (is_wave(joint) || steps_on(view, from, to)) && joint.is_joined() && second.is_joined();
            return ((joint.is_dash() || is_joiner) && is_tight || slash || waves).then_some(());
        }
        // "entre un tercio y la mitad": parts may have an article.
        let begins_at = |end: usize| {
            let is_part = to.number.sort == Sort::Fraction;
            end == to.first
                || view.cue(end, "plus") == Some(to.first)
                // "от -3 до +2"
                || end + 1 == to.first && view.token(end).is_some_and(|sign| sign.is_mark('+') && from.value.is_negative())
                || is_part && end + 1 == to.first && self.is_article(end)
                || is_part && end == to.first + 1 && self.is_article(to.first)
        };
        if let Some(opener) = opener {
            let close = view.lexicon.longest(view.tokens, from.end, Roles::of(Role::RangeClose));
            let pairs = close
                .filter(|close| close.end == to_first || begins_at(close.end))
                .is_some_and(|close| view.lexicon.is_pair((opener, Role::RangeOpen), (close.node, Role::RangeClose)));
            if pairs {
                return Some(());
            }
        }
        let joiner = view.lexicon.longest(view.tokens, from.end, Roles::of(Role::RangeJoiner))?;
        // "24 km a 100 km dalla costa": how deep and how far off.
        let is_place = view.roles_at(from.end).has(Role::Place)
            && from.suffix.is_some()
            && to.suffix.is_some()
            && (to.kind != Kind::Measure || view.roles_at(to.end).has(Role::Function));
        if is_place {
            return None;
        }
        // "tři až 12 let": two lengths of time, however each is written.
        let is_lasting = to.kind == Kind::Duration && from.kind == Kind::Number && from.value > Decimal::ONE;
        // "deset až 14 lidí", "zehn bis 14 Grad": what joins only the ends of a range; "zwei bis 2030" is a time.
        let is_only = || {
            view.cue(from.end, "only_range") == Some(to.first)
                && from.value < to.value
                && to.value < Decimal::from(1000)
        };
        let is_alike = from.number.has_digits == to.number.has_digits || to.number.sort == Sort::Fraction || is_lasting;
        let is_alike = is_alike || is_only();
        (begins_at(joiner.end) && is_alike).then_some(())
    }
}

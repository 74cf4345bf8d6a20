//! Stage 5: numbers and the words that touch them in, amounts of their kind out, with range, hedge and sign.
//!
//! Knows nothing of what is counted: labels, outcomes and sides come after.

mod age_bound;
mod amount;
mod apposition;
mod bare;
mod beside;
mod between;
mod bounds;
mod carried;
mod change;
mod changed;
mod delta;
mod ends;
mod frost;
mod hedge;
mod no_bound;
mod place;
mod rain;
mod range;
mod result;
mod sign;
mod smaller;
mod years;

pub(crate) use {change::change_apart, hedge::hedge_after};

use std::ops::ControlFlow;

use amount::Amount;
use bare::is_bare;
use bounds::close_bounds;
use compact_str::CompactString;
use delta::{deltas, takes_change};
use smaller::{thing_and_half_end, unit_and_half};

use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Flag, Kind, Relation, Scope, Trend};
use crate::kinds::date::Date;
use crate::kinds::{age, date_words, lap, time, until};
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_dash;
use crate::stages::read::{Number, Sort, View, number_at};
use crate::token::Token;

struct Composing<'v, 'a> {
    view: &'v View<'a>,
    numbers: &'v [Number],
    date: Option<Date>,
    /// Where the amount before a change ended: "from 120".
    was_end: Option<usize>,
    /// Where the amount that a change measures ended: "rose by 3".
    changed_end: Option<usize>,
    /// Where the length of time before a change ended: "from 3 h 50".
    length_end: Option<usize>,
    /// Where the last time of day ended.
    time_end: Option<usize>,
    /// Where the last score ended.
    score_end: Option<usize>,
    /// Where the last age ended.
    age_end: Option<usize>,
    /// What the last amount of a unit is, its unit and where it ended.
    level: Option<(Kind, CompactString, usize)>,
    /// The currency of the last great sum, and where that ended.
    sum: Option<(CompactString, usize)>,
}

/// Appends the amounts of `numbers` to `drafts`, in order; a change beside its total is taken into that.
pub(crate) fn compose(view: &View, numbers: &[Number], date: Option<Date>, drafts: &mut Vec<Draft>) {
    let mut composing = Composing {
        view,
        numbers,
        date,
        was_end: None,
        changed_end: None,
        length_end: None,
        time_end: None,
        score_end: None,
        age_end: None,
        level: None,
        sum: None,
    };
    let mut at = 0;
    let mut taken = 0;
    while let Some(number) = numbers.get(at) {
        if number.first < taken {
            at += 1;
            continue;
        }
        if is_bare(view, number) {
            (composing.changed_end, composing.was_end) = (None, None);
            (taken, at) = (number.end, at + 1);
            // Most totals of a tally have their change: no figure is made of it first.
            if !drafts.last_mut().is_some_and(|total| takes_change(view, total, number)) {
                drafts.push(Draft::bare(view, number));
            }
            continue;
        }
        let count = drafts.len();
        composing.figure(at, taken, drafts);
        if let (before, [draft]) = drafts.split_at_mut(count) {
            taken = draft.hedge_end.max(draft.end);
            if before.last_mut().is_some_and(|before| close_bounds(view, before, draft)) {
                drafts.pop();
            }
        }
        at += 1;
    }
    deltas(view, drafts);
}

impl Composing<'_, '_> {
    /// Appends the figure of the number in place `at` to `drafts`, if it makes one; it is told there of it, as drafts are large.
    fn figure(&mut self, at: usize, taken: usize, drafts: &mut Vec<Draft>) -> Option<()> {
        let number = self.numbers.get(at)?;
        if let ControlFlow::Break(found) = self.no_amount(at, number, taken) {
            drafts.push(found?);
            return Some(());
        }
        let mut amount = self.amount(at, taken)?;
        let was = self.was(&amount).is_some() && !self.rains(amount.end);
        let range = if was { None } else { self.range(at, &amount).or_else(|| self.range_of_nouns(at, &mut amount)) };
        if let Some(range) = range {
            drafts.push(self.of_hours(self.of_age(range)));
        } else {
            if let Some(shared) = self.shares_unit(at, &amount, was) {
                amount = shared;
            }
            drafts.push(self.draft_of(&amount, amount.first, amount.end));
            Self::single(&amount, drafts.last_mut()?);
        }
        let draft = drafts.last_mut()?;
        self.hedge(draft, taken);
        if amount.is_less {
            draft.figure.trend = Some(Trend::Down);
        }
        self.changed_end = self.change_before(draft.hedge_first).map(|_| draft.hedge_end.max(draft.end));
        (self.was_end, self.length_end) = (None, None);
        if was {
            draft.figure.scope = Some(Scope::Previous);
            self.was_end = Some(draft.end);
            self.length_end = self.was_end.filter(|_| draft.figure.kind == Kind::Duration);
        }
        // "37 million sold a year earlier, and": an article of when it was, and no number.
        let then = Roles::any(&[Role::Earlier, Role::Previous]);
        if draft.figure.kind == Kind::Number
            && self.view.roles_at(amount.first).has(Role::Article)
            && self.view.lexicon.longest(self.view.tokens, amount.first, then).is_some_and(|it| it.end > amount.end)
        {
            drafts.pop();
            return None;
        }
        self.as_before(draft);
        self.of_level(draft);
        self.in_apposition(draft, &amount);
        if draft.figure.kind == Kind::Age {
            self.age_end = Some(draft.end);
            // Those years were no length of time after all.
            self.level.take_if(|(kind, ..)| *kind == Kind::Duration);
        }
        Some(())
    }

    /// What a number is that is no amount: a time, a score, a date, a place, or nothing at all.
    fn no_amount(&mut self, at: usize, number: &Number, taken: usize) -> ControlFlow<Option<Draft>> {
        let view = self.view;
        if let Some(time) = time::clock_digits(view, number.first) {
            return ControlFlow::Break(Some(self.time_of_day(&time)));
        }
        if let Some((value, suffix)) = lap::lap(view, number.first).filter(|_| number.has_digits) {
            let mut draft = Draft::new(view, suffix.kind, number.first, suffix.end);
            draft.state(value, Relation::Exact);
            draft.figure.unit = Some(suffix.unit);
            self.hedge(&mut draft, taken);
            return ControlFlow::Break(Some(draft));
        }
        if let Some(decade) = self.life_decade(number) {
            self.age_end = Some(decade.end);
            return ControlFlow::Break(Some(decade));
        }
        if let Some(score) = self.result(at, true) {
            return ControlFlow::Break(Some(score));
        }
        if let Some(found) = date_words::date(view, self.numbers, at, self.date).filter(|found| found.first >= taken) {
            let mut draft = Draft::new(view, Kind::Date, found.first, found.end);
            draft.figure.date = Some(found.edtf);
            draft.figure.flags = found.flags;
            return ControlFlow::Break(Some(draft));
        }
        // "De 3 h 50 à 2 h 45": how long it took, then how long it takes.
        let is_length = self.length_end.is_some_and(|end| end + 1 == number.first);
        let until = |end: usize| until::until(view, end, number);
        if number.has_digits
            && !is_length
            && let Some(time) = time::time(view, number.first).or_else(|| self.time_end.and_then(until))
        {
            return ControlFlow::Break(Some(self.time_of_day(&time)));
        }
        if let Some(score) = self.result(at, false) {
            return ControlFlow::Break(Some(score));
        }
        // "в три часа ночи"
        if let Some(time) = (!number.has_digits).then(|| self.hour_in_words(number, number.end)).flatten() {
            self.time_end = Some(time.end);
            return ControlFlow::Break(Some(time));
        }
        let is_one = number.sort == Sort::Plain && number.value == Decimal::ONE;
        let is_and_half = || thing_and_half_end(view, number.end).is_some() || unit_and_half(view, number.end);
        // 神舟二十号: a spelled number of a name.
        if view.lexicon.per_character() && !number.has_digits && view.cue(number.end, "vessel").is_some() {
            return ControlFlow::Break(None);
        }
        if number.is_weak && !(is_one && is_and_half()) {
            return ControlFlow::Break(None);
        }
        if let Some(end) = self.ordinal_end(number) {
            let Some(place) = self.ordinal(at, end) else { return ControlFlow::Break(None) };
            // 10番目以上15番目未満
            let place = self.bounded(place);
            return ControlFlow::Break(Some(self.places(at, &place).unwrap_or(place)));
        }
        if let Some(first) = self.ordinal_before(number).filter(|first| *first >= taken) {
            let mut place = self.ordinal(at, number.end);
            if let Some(place) = &mut place {
                place.stretch(view, first, number.end);
            }
            return ControlFlow::Break(place);
        }
        if self.is_rate_word(number, taken) {
            return ControlFlow::Break(None);
        }
        ControlFlow::Continue(())
    }

    /// "w wieku od 18 do 65 lat", "âgés de 18 à 65 ans": years behind words for age.
    fn of_age(&self, mut range: Draft) -> Draft {
        let is_in_years = matches!(range.figure.unit.as_deref(), Some("a" | "mo"));
        if range.figure.kind == Kind::Duration
            && is_in_years
            && age::told_before(self.view, range.hedge_first, range.first)
        {
            range.figure.kind = Kind::Age;
        }
        range
    }

    fn time_of_day(&mut self, time: &time::Time) -> Draft {
        let mut draft = Draft::new(self.view, Kind::Time, time.first, time.end);
        draft.state(time.hours, Relation::Exact);
        self.time_end = Some(draft.end);
        draft
    }

    /// "600 drones a day": the article belongs to the rate of the figure before.
    fn is_rate_word(&self, number: &Number, taken: usize) -> bool {
        let view = self.view;
        let is_per = view.lexicon.longest(view.tokens, number.first, Roles::of(Role::Per)).is_some();
        let is_article = view.roles_at(number.first).has(Role::Article);
        let follows_grammar = number.first.checked_sub(1).is_some_and(|at| view.roles_at(at).has(Role::Function));
        is_per && is_article && !follows_grammar && taken > 0 && number.first - taken.min(number.first) <= 6
    }

    /// The number behind the one in place `at` that begins at token `first`: nearly always the next, if there is one.
    fn number_near(&self, at: usize, first: usize) -> Option<&Number> {
        let next = self.numbers.get(at + 1)?;
        if next.first >= first { Some(next).filter(|next| next.first == first) } else { number_at(self.numbers, first) }
    }

    /// "6.4 billion dollars, Yahoo! (2.1 billion)": great sums of one sentence are of one currency.
    fn as_before(&mut self, draft: &mut Draft) {
        const NEAR: usize = 30;
        let view = self.view;
        let is_great =
            draft.number.and_then(|number| number.scale).is_some_and(|scale| scale >= Decimal::from(1_000_000));
        if draft.figure.kind == Kind::Money && is_great {
            self.sum = draft.figure.unit.clone().map(|unit| (unit, draft.end));
        }
        let closes = view.token(draft.hedge_end.max(draft.end)).is_none_or(|next| {
            !next.is_on_line()
                || !next.is_word() && (is_dash(next.first) || matches!(next.first, ',' | '.' | '!' | '(' | ')' | ';'))
        });
        // 观影人次超3亿: people stand before it.
        let counts = view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::Category)).is_some();
        let closes = (closes || self.goes_on_as_sum(draft)) && !counts;
        if draft.figure.kind != Kind::Number || !is_great || !(closes || self.is_next_sum(draft)) {
            return;
        }
        let Some((unit, end)) = self.sum.as_ref().filter(|(_, end)| draft.first - end <= NEAR) else { return };
        // Behind a full stop too, as it is said once: "Ricavi per 5 miliardi di euro. Il debito scende a 57 miliardi."
        // "Revenue was 1.1 trillion roubles. The number of orders rose to 616 million."
        let opens_count = |at: usize| view.lexicon.longest(view.tokens, at, Roles::of(Role::NumberOf)).is_some();
        // "310 mln zł. Sprzedano 60 mln egzemplarzy, a rok temu 35 mln": another great number counted something.
        let before = self.numbers.partition_point(|number| number.first < draft.hedge_first);
        let before = self.numbers.get(..before).unwrap_or(&[]).iter().rev();
        let mut between = before.take_while(|number| number.first >= *end);
        let is_other = between.any(|number| number.scale.is_some_and(|scale| scale >= Decimal::from(1_000_000)));
        let stops =
            is_other || (*end..draft.first).any(|at| !view.token(at).is_some_and(Token::is_on_line) || opens_count(at));
        if !stops {
            draft.figure.kind = Kind::Money;
            draft.figure.unit = Some(unit.clone());
            draft.figure.flags.insert(Flag::InheritedLabel);
            self.sum = draft.figure.unit.clone().map(|unit| (unit, draft.end));
        }
    }

    /// Tells a draft the value of its only amount.
    fn single(amount: &Amount, draft: &mut Draft) {
        match amount.number.sort {
            Sort::Vague => {
                draft.figure.relation = Relation::Vague;
                draft.figure.low = Some(amount.value);
            }
            Sort::Collective => draft.state(amount.value, Relation::Approx),
            _ => draft.state(amount.value, Relation::Exact),
        }
    }

    fn draft_of(&self, amount: &Amount, first: usize, end: usize) -> Draft {
        let kind = match (amount.kind, amount.number.sort) {
            (Kind::Number, Sort::Fraction) => Kind::Fraction,
            (Kind::Number, Sort::Multiplier) => Kind::Multiplier,
            (kind, _) => kind,
        };
        let mut draft = Draft::new(self.view, kind, first, end);
        draft.number = Some(amount.number);
        let figure = &mut draft.figure;
        figure.flags = amount.number.flags;
        if let Some(prefix) = &amount.prefix {
            figure.unit = Some(prefix.code.clone());
            figure.flags.extend(prefix.flags);
        }
        if let Some(suffix) = &amount.suffix {
            figure.flags.extend(suffix.flags);
            let keeps = kind == Kind::Money && figure.unit.is_some() && suffix.flags.contains(Flag::AmbiguousCurrency);
            if !keeps {
                figure.unit = Some(suffix.unit.clone());
            }
        }
        // "3 billones": the region tells of what size, and so does a currency other than that of the country which differs.
        let is_great = amount.number.scale.is_some_and(|scale| scale >= Decimal::from(1_000_000_000));
        let is_open = is_great && (kind != Kind::Money || figure.unit.as_deref() == Some("USD"));
        let word = amount.number.end.saturating_sub(1);
        if is_open && self.view.region.is_empty() && self.view.cue(word, "several_scales") == Some(word + 1) {
            figure.flags.insert(Flag::AmbiguousScale);
        }
        if kind == Kind::Age && amount.suffix.as_ref().is_none_or(|suffix| suffix.kind != Kind::Duration) {
            figure.unit = Some("a".into());
        }
        draft
    }
}

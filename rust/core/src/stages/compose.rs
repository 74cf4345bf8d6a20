//! Stage 4: numbers and the words that touch them in, amounts of their kind out, with range, hedge and sign.
//!
//! Knows nothing of what is counted: labels, outcomes and sides come after.

use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Flag, Kind, Relation, Scope};
use crate::kinds::date::Date;
use crate::kinds::suffix::Suffix;
use crate::kinds::{age, date_words, money, ordinal, score, suffix, time};
use crate::lexicon::{Role, Roles};
use crate::stages::fold::{is_dash, is_hyphen};
use crate::stages::names::is_scale_letter;
use crate::stages::read::{Number, Sort, View};

const BEFORE: [(Role, Relation); 5] = [
    (Role::ApproxBefore, Relation::Approx),
    (Role::AtLeastBefore, Relation::AtLeast),
    (Role::MoreThanBefore, Relation::MoreThan),
    (Role::AtMostBefore, Relation::AtMost),
    (Role::LessThanBefore, Relation::LessThan),
];
const AFTER: [(Role, Relation); 5] = [
    (Role::ApproxAfter, Relation::Approx),
    (Role::AtLeastAfter, Relation::AtLeast),
    (Role::MoreThanAfter, Relation::MoreThan),
    (Role::AtMostAfter, Relation::AtMost),
    (Role::LessThanAfter, Relation::LessThan),
];

/// Appends the amounts of `numbers` to `drafts`, in order.
pub(crate) fn compose(view: &View, numbers: &[Number], date: Option<Date>, drafts: &mut Vec<Draft>) {
    let mut composing = Composing { view, numbers, date };
    let mut at = 0;
    let mut taken = 0;
    while let Some(number) = numbers.get(at) {
        if number.first < taken {
            at += 1;
            continue;
        }
        if let Some(draft) = composing.figure(at, taken) {
            taken = draft.hedge_end.max(draft.end);
            if !drafts.last_mut().is_some_and(|before| close_bounds(view, before, &draft)) {
                drafts.push(draft);
            }
        }
        at += 1;
    }
}

/// "above 1000 and below 1500": two bounds of one thing make a range. Widens `lower` and tells so.
fn close_bounds(view: &View, before: &mut Draft, after: &Draft) -> bool {
    const LINKS: usize = 3;
    let is_lower = |draft: &Draft| matches!(draft.figure.relation, Relation::AtLeast | Relation::MoreThan);
    let is_upper = |draft: &Draft| matches!(draft.figure.relation, Relation::AtMost | Relation::LessThan);
    let opposite = is_lower(before) && is_upper(after) || is_upper(before) && is_lower(after);
    let same = before.figure.kind == after.figure.kind && before.figure.unit == after.figure.unit;
    let plain = matches!(before.figure.kind, Kind::Number | Kind::Money | Kind::Percent | Kind::Measure | Kind::Duration | Kind::Age | Kind::Fraction);
    let gap = after.hedge_first.checked_sub(before.hedge_end.max(before.end)).unwrap_or(usize::MAX);
    if !opposite || !same || !plain || gap > LINKS || after.hedge_first == after.first {
        return false;
    }
    let linked = (before.hedge_end.max(before.end)..after.hedge_first).all(|at| {
        view.token(at).is_some_and(|token| token.is_mark(',') || token.is_word() && token.is_on_line())
            && (view.token(at).is_some_and(|token| token.is_mark(',')) || view.lexicon.roles_at(view.tokens, at).meets(Roles::any(&[Role::And, Role::Function])))
    });
    let (low, high) = if is_lower(before) { (before.figure.low, after.figure.high) } else { (after.figure.low, before.figure.high) };
    if !linked || low >= high {
        return false;
    }
    let first = before.first;
    before.stretch(view, first, after.end);
    before.hedge_end = after.hedge_end;
    before.number = after.number;
    let figure = &mut before.figure;
    (figure.value, figure.low, figure.high, figure.relation) = (None, low, high, Relation::Range);
    true
}

struct Composing<'v, 'a> {
    view: &'v View<'a>,
    numbers: &'v [Number],
    date: Option<Date>,
}

/// A number with its sign, currency before it and suffix behind it.
struct Amount {
    number: Number,
    value: Decimal,
    first: usize,
    end: usize,
    kind: Kind,
    suffix: Option<Suffix>,
    prefix: Option<money::Prefix>,
}

impl Composing<'_, '_> {
    fn figure(&mut self, at: usize, taken: usize) -> Option<Draft> {
        let view = self.view;
        let number = self.numbers.get(at)?;
        if let Some(found) = date_words::date(view, self.numbers, at, self.date).filter(|found| found.first >= taken) {
            let mut draft = Draft::new(view, Kind::Date, found.first, found.end);
            draft.figure.date = Some(found.edtf);
            draft.figure.flags = found.flags;
            return Some(draft);
        }
        if number.has_digits
            && let Some(time) = time::time(view, number.first)
        {
            let mut draft = Draft::new(view, Kind::Time, number.first, time.end);
            draft.state(time.hours, Relation::Exact);
            draft.figure.unit = Some("h".into());
            return Some(draft);
        }
        if let Some(next) = self.numbers.get(at + 1)
            && let Some((left, right)) = score::sides(view, number, next)
        {
            let mut draft = Draft::new(view, Kind::Score, number.first, next.end);
            (draft.figure.low, draft.figure.high) = (Some(left), Some(right));
            return Some(draft);
        }
        if number.is_weak {
            return None;
        }
        if let Some(draft) = self.ordinal(number) {
            return draft;
        }
        if self.is_rate_word(number, taken) {
            return None;
        }
        let amount = self.amount(at, taken)?;
        let draft = match self.range(at, &amount) {
            Some(range) => range,
            None => self.single(&amount),
        };
        let mut draft = self.hedged(draft, taken);
        if self.was(&amount).is_some() {
            draft.figure.scope = Some(Scope::Previous);
        }
        self.in_apposition(&mut draft, &amount);
        Some(draft)
    }

    /// "600 drones a day": the article belongs to the rate of the figure before.
    fn is_rate_word(&self, number: &Number, taken: usize) -> bool {
        let view = self.view;
        let is_per = view.lexicon.longest(view.tokens, number.first, Roles::of(Role::Per)).is_some();
        let is_article = view.lexicon.roles_at(view.tokens, number.first).has(Role::Article);
        let follows_grammar = number.first.checked_sub(1).is_some_and(|at| view.lexicon.roles_at(view.tokens, at).has(Role::Function));
        is_per && is_article && !follows_grammar && taken > 0 && number.first - taken.min(number.first) <= 6
    }

    /// An ordinal, or nothing where it is a name: 72-га бригада.
    fn ordinal(&self, number: &Number) -> Option<Option<Draft>> {
        let view = self.view;
        let end = match number.sort {
            Sort::Ordinal => number.end,
            _ => ordinal::mark_end(view, number)?,
        };
        let names = (end..end + 3).any(|at| {
            view.token(at).is_some_and(|token| token.is_word() && token.is_on_line())
                && view.lexicon.longest(view.tokens, at, Roles::of(Role::NameAfter)).is_some()
        });
        // "i primi due giorni", "the first 30 minutes": the first few, no place in an order.
        let counts = self.numbers.iter().any(|next| next.first == end && next.sort == Sort::Plain);
        if names || counts && number.value <= Decimal::from(3) {
            return Some(None);
        }
        let mut draft = Draft::new(view, Kind::Ordinal, number.first, end);
        draft.state(number.value, Relation::Exact);
        draft.figure.flags = number.flags;
        draft.number = Some(*number);
        Some(Some(draft))
    }

    fn amount(&self, at: usize, taken: usize) -> Option<Amount> {
        let view = self.view;
        let mut number = *self.numbers.get(at)?;
        let prefix = money::prefix(view, number.first).filter(|prefix| prefix.first >= taken);
        if prefix.is_some() {
            let longer = money::scale_in_money(view, &mut number);
            if longer { number.is_formatted = true }
        }
        if number.scale.is_none() && number.has_digits && is_scale_letter(view, number.end) {
            self.scale_letter(&mut number, prefix.is_some());
        }
        let mut found = suffix::suffix(view, &number);
        if found.is_none() && prefix.is_none() {
            // "61m euros": the scale of money, when money follows it.
            let mut longer = number;
            if money::scale_in_money(view, &mut longer) {
                found = suffix::suffix(view, &longer).filter(|suffix| suffix.kind == Kind::Money);
                if found.is_some() {
                    number = longer;
                }
            }
        }
        let prefix = prefix.or_else(|| if found.is_none() { money::word_before(view, &number).filter(|prefix| prefix.first >= taken) } else { None });
        if prefix.is_some() {
            // "$ 20,000 $ 37,305": the second sign opens the second amount.
            let opens_next = |suffix: &Suffix| view.token(suffix.end).is_some_and(|token| token.is_digits() && token.is_on_line());
            found = found.filter(|suffix| suffix.kind == Kind::Money && suffix.factor == Decimal::ONE && !opens_next(suffix));
        }
        let closes = found.as_ref().map_or(number.end, |suffix| suffix.end) == view.tokens.len();
        let (first, value) = self.sign(&number, prefix.as_ref(), taken, closes);
        let mut amount = Amount { number, value, first, end: number.end, kind: Kind::Number, suffix: None, prefix };
        if let Some(prefix) = &amount.prefix {
            amount.kind = Kind::Money;
            amount.first = amount.first.min(prefix.first);
        }
        if let Some(suffix) = found {
            amount.kind = suffix.kind;
            amount.end = suffix.end;
            amount.value = amount.value.checked_mul(suffix.factor)?;
            if suffix.kind == Kind::Money
                && let Some((end, more)) = money::minor(view, self.numbers, suffix.end, &suffix)
            {
                amount.value = amount.value.checked_add(more)?;
                amount.end = end;
            }
            amount.suffix = Some(suffix);
        }
        let unit_end = amount.suffix.as_ref().filter(|suffix| suffix.kind == Kind::Duration).map(|suffix| suffix.end);
        self.and_less(&mut amount);
        if let Some(end) = self.times_end(&amount) {
            amount.end = end;
            amount.number.sort = Sort::Multiplier;
        }
        self.and_a_half(&mut amount);
        if let Some(end) = age::end(view, &number, unit_end) {
            amount.kind = Kind::Age;
            amount.end = end;
        }
        Some(amount)
    }

    /// "2 years and 3 months", "1h30": smaller units behind a length of time, all in the smallest.
    fn and_less(&self, amount: &mut Amount) {
        const STEPS: [(&str, &str, i64); 6] =
            [("a", "mo", 12), ("wk", "d", 7), ("d", "h", 24), ("h", "min", 60), ("min", "s", 60), ("h", "s", 3600)];
        let view = self.view;
        for _ in 0..4 {
            let Some(suffix) = amount.suffix.as_ref().filter(|suffix| suffix.kind == Kind::Duration) else { return };
            if !amount.value.is_whole() {
                return;
            }
            let link = view.lexicon.longest(view.tokens, amount.end, Roles::of(Role::And)).map(|and| and.end);
            let comma = view.token(amount.end).is_some_and(|token| token.is_mark(','));
            let from = link.unwrap_or(amount.end + usize::from(comma));
            let Some(next) = self.numbers.iter().find(|next| next.first == from && next.sort == Sort::Plain) else { return };
            if !view.token(from).is_some_and(|token| token.is_on_line()) {
                return;
            }
            let found = suffix::suffix_at(view, next.end, next).filter(|found| found.kind == Kind::Duration && found.factor == Decimal::ONE);
            // "1h30", "une heure trente": digits that touch the sign of the hour, or a number that nothing follows, are minutes.
            let touches = from == amount.end && view.token(from).is_some_and(|token| token.is_joined() && token.length == 2);
            let closes = view.token(next.end).is_none_or(|after| !after.is_word() && !after.is_digits() && after.first != '%');
            let is_clock = found.is_none() && suffix.unit == "h" && (touches || closes && !comma) && next.value < Decimal::from(60);
            let (unit, end) = match &found {
                Some(found) => (found.unit.as_str(), found.end),
                None if is_clock => ("min", next.end),
                None => return,
            };
            let Some((_, _, factor)) = STEPS.iter().find(|(large, small, _)| *large == suffix.unit && *small == unit) else { return };
            let sum = amount.value.checked_mul(Decimal::from(*factor)).and_then(|value| value.checked_add(next.value));
            let Some(value) = sum.filter(|_| next.value < Decimal::from(*factor)) else { return };
            let unit = compact_str::CompactString::from(unit);
            amount.value = value;
            amount.end = end;
            amount.suffix = Some(Suffix { unit, end, ..suffix.clone() });
        }
    }

    /// "five times", "3-fold", "у 5 разів".
    fn times_end(&self, amount: &Amount) -> Option<usize> {
        let view = self.view;
        if amount.kind != Kind::Number || amount.number.sort != Sort::Plain {
            return None;
        }
        let hyphen = view.token(amount.end).is_some_and(|mark| !mark.is_word() && is_hyphen(mark.first) && mark.is_joined());
        let at = amount.end + usize::from(hyphen);
        let is_on_line = view.token(at).is_some_and(|token| token.is_on_line());
        view.lexicon.longest(view.tokens, at, Roles::of(Role::MultiplierMark)).filter(|_| is_on_line).map(|mark| mark.end)
    }

    /// "deux heures et demie": a half of the unit behind it.
    fn and_a_half(&self, amount: &mut Amount) {
        let view = self.view;
        let Some(suffix) = amount.suffix.as_ref().filter(|suffix| matches!(suffix.kind, Kind::Duration | Kind::Measure)) else { return };
        let Some(and) = view.lexicon.longest(view.tokens, amount.end, Roles::of(Role::And)) else { return };
        let article = view.lexicon.longest(view.tokens, and.end, Roles::of(Role::Article));
        let starts = [Some(and.end), article.map(|article| article.end)];
        for from in starts.into_iter().flatten() {
            let Some(phrase) = view.lexicon.longest(view.tokens, from, Roles::any(&[Role::Cardinal, Role::Denominator])) else { continue };
            let half = view.lexicon.value(phrase.node, Role::Cardinal).filter(|value| *value < Decimal::ONE && !value.is_zero());
            let quarter = || view.lexicon.value(phrase.node, Role::Denominator).filter(|_| from > and.end).and_then(|of| Decimal::ONE.checked_div(of));
            let part = half.or_else(quarter);
            let more = part.and_then(|part| part.checked_mul(suffix.factor)).and_then(|more| amount.value.checked_add(more));
            let counts = suffix_follows(view, phrase.end);
            if let Some(value) = more.filter(|_| !counts) {
                amount.value = value;
                amount.end = phrase.end;
                return;
            }
        }
    }

    /// `3M`, `100K`: a scale unless it is a name, which it is when a lower-case word of no count follows.
    fn scale_letter(&self, number: &mut Number, is_money: bool) {
        let Some(letter) = self.view.token(number.end) else { return };
        let scale = Decimal::from(match letter.first {
            'M' => 1_000_000,
            'B' | 'b' => 1_000_000_000,
            _ => 1000,
        });
        let closes = self.view.token(number.end + 1).is_none_or(|next| !next.is_word() || !next.is_joined());
        let is_all = self.view.is_whole && number.first <= 1 && number.end + 1 == self.view.tokens.len();
        let is_billion = matches!(letter.first, 'B' | 'b');
        let counted = self.view.token(number.end + 1).is_some_and(|next| next.is_word() && next.is_on_line() && !next.is_capital);
        if closes
            && (is_money || is_all || !is_billion && (counted || letter.first != 'M'))
            && let Some(value) = number.value.checked_mul(scale)
        {
            *number = Number { value, end: number.end + 1, scale: Some(scale), ..*number };
        }
    }

    /// Takes a minus before the number or its currency into the amount; a hyphen after a word is none.
    fn sign(&self, number: &Number, prefix: Option<&money::Prefix>, taken: usize, closes: bool) -> (usize, Decimal) {
        let view = self.view;
        let first = prefix.map_or(number.first, |prefix| prefix.first);
        let plain = (first, number.value);
        let Some(before) = first.checked_sub(1).filter(|before| *before >= taken) else { return plain };
        let Some(mark) = view.token(before) else { return plain };
        let negative = (before, number.value.negated());
        if matches!(mark.first, '-' | '\u{2212}' | '－') && !mark.is_word() {
            let touches = view.token(first).is_some_and(|token| token.is_joined());
            let opens = before == 0 || !mark.is_joined() || view.before(before).is_some_and(|token| matches!(token.first, '(' | '[' | '"' | '«'));
            let alone = view.is_whole && before == 0 && closes;
            let after_number = view.before(before).is_some_and(|token| token.is_digits()) && mark.is_on_line();
            let in_brackets = view.before(before).is_some_and(|token| token.is_mark('(')) && mark.first != '\u{2013}';
            return if opens && !after_number && (touches || alone || in_brackets) { negative } else { plain };
        }
        let is_word = view.lexicon.roles_at(view.tokens, before).has(Role::Minus);
        if is_word && view.token(first).is_some_and(|token| token.is_on_line()) && !view.lexicon.longest_before(view.tokens, first, hedge_roles()).is_some() {
            return negative;
        }
        plain
    }

    /// "Harold Pym, 45, lives", "Karim Belhaj, 34 ans,": an age between commas behind a name of two words.
    fn in_apposition(&self, draft: &mut Draft, amount: &Amount) {
        let view = self.view;
        let is_years = draft.figure.kind == Kind::Number && amount.number.has_digits && !amount.number.is_formatted
            || draft.figure.kind == Kind::Duration && draft.figure.unit.as_deref() == Some("a");
        let is_life = amount.value.is_whole() && amount.value.to_u32().is_some_and(|years| (1..=110).contains(&years));
        if !is_years || !is_life || amount.number.scale.is_some() {
            return;
        }
        let closes = view.token(draft.hedge_end).is_some_and(|mark| matches!(mark.first, ',' | '.' | ')' | ';') && mark.is_joined() && !mark.is_word());
        let opens = draft.hedge_first.checked_sub(1).and_then(|at| view.token(at)).is_some_and(|mark| mark.is_mark(',') && mark.is_joined());
        let name = |back: usize| draft.hedge_first.checked_sub(back).and_then(|at| view.token(at)).is_some_and(|word| word.is_capital);
        if closes && opens && name(2) && name(3) {
            draft.figure.kind = Kind::Age;
            draft.figure.unit = Some("a".into());
        }
    }

    fn single(&self, amount: &Amount) -> Draft {
        let mut draft = self.draft_of(amount, amount.first, amount.end);
        match amount.number.sort {
            Sort::Vague => {
                draft.figure.relation = Relation::Vague;
                draft.figure.low = Some(amount.value);
            }
            Sort::Collective => draft.state(amount.value, Relation::Approx),
            _ => draft.state(amount.value, Relation::Exact),
        }
        draft
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
        if kind == Kind::Age && !amount.suffix.as_ref().is_some_and(|suffix| suffix.kind == Kind::Duration) {
            figure.unit = Some("a".into());
        }
        draft
    }

    /// From `numbers[at]` to the next number, where something joins the two.
    fn range(&self, at: usize, from: &Amount) -> Option<Draft> {
        let view = self.view;
        if !matches!(from.number.sort, Sort::Plain | Sort::Fraction) {
            return None;
        }
        if self.was(from).is_some() {
            return None;
        }
        let (next_at, next) = self.numbers.iter().enumerate().skip(at + 1).find(|(_, next)| next.first >= from.end)?;
        let opened = view.lexicon.longest_before(view.tokens, from.first, Roles::of(Role::RangeOpen));
        let to = self.amount(next_at, from.end).filter(|_| next.sort == Sort::Plain && !next.is_weak)?;
        self.joins(from, &to, opened.map(|(_, phrase)| phrase.node))?;
        let (low, high) = self.bounds(from, &to)?;
        let carrier = if to.kind == Kind::Number { from } else { &to };
        let mut draft = self.draft_of(carrier, from.first, to.end);
        draft.figure.relation = Relation::Range;
        (draft.figure.low, draft.figure.high) = (Some(low), Some(high));
        draft.figure.flags.extend(from.number.flags);
        draft.number = Some(to.number);
        draft.hedge_first = opened.map_or(from.first, |(first, _)| first);
        Some(draft)
    }

    /// "rose from 120 to 133", "est passé de 120 à": what was before a change; where that opener begins.
    pub(crate) fn was(&self, from: &Amount) -> Option<usize> {
        let view = self.view;
        let wanted = Roles::any(&[Role::Up, Role::Down, Role::Previous]);
        let (opener, phrase) = view.lexicon.longest_before(view.tokens, from.first, Roles::any(&[Role::RangeOpen, Role::Up, Role::Down, Role::Previous]))?;
        let roles = view.lexicon.roles(phrase.node);
        if roles.has(Role::Previous) || roles.has(Role::RangeOpen) && roles.meets(wanted) {
            return Some(opener);
        }
        roles.has(Role::RangeOpen).then_some(())?;
        view.lexicon.longest_before(view.tokens, opener, wanted).map(|(first, _)| first)
    }

    /// Whether what stands between the two makes them one range.
    fn joins(&self, from: &Amount, to: &Amount, opener: Option<u32>) -> Option<()> {
        let view = self.view;
        let joint = view.token(from.end)?;
        let second = view.token(to.first)?;
        if !joint.is_on_line() || !second.is_on_line() {
            return None;
        }
        if to.first == from.end + 1 && !joint.is_word() {
            let is_tight = joint.is_joined() == second.is_joined();
            let slash = joint.is_mark('/') && joint.is_joined() && second.is_joined() && from.number.has_digits;
            // "12 - 14" may be a list with bullets; a label would follow the first then.
            return (is_dash(joint.first) && is_tight || slash).then_some(());
        }
        if let Some(opener) = opener {
            let close = view.lexicon.longest(view.tokens, from.end, Roles::of(Role::RangeClose));
            let pairs = close.filter(|close| close.end == to.first).is_some_and(|close| {
                let opens: Vec<u32> = view.lexicon.pairs(opener, Role::RangeOpen).collect();
                view.lexicon.pairs(close.node, Role::RangeClose).any(|pair| opens.contains(&pair))
            });
            if pairs {
                return Some(());
            }
        }
        let joiner = view.lexicon.longest(view.tokens, from.end, Roles::of(Role::RangeJoiner))?;
        (joiner.end == to.first && from.number.has_digits == to.number.has_digits).then_some(())
    }

    /// Both ends, the scale of the second shared by the first, where they make a range.
    fn bounds(&self, from: &Amount, to: &Amount) -> Option<(Decimal, Decimal)> {
        let unit = |amount: &Amount| {
            amount.prefix.as_ref().map(|p| p.code.clone()).or_else(|| amount.suffix.as_ref().map(|s| s.unit.clone()))
        };
        let (own, other) = (unit(from), unit(to));
        if own.is_some() && other.is_some() && own != other {
            return None;
        }
        // "$15 to 20 people": a currency before the first only, and a thing counted behind the second.
        let mut low = from.value;
        let high = to.value;
        if let (None, Some(scale)) = (from.number.scale, to.number.scale)
            && let Some(shared) = low.checked_mul(scale)
            && shared < high
            && !(from.number.has_digits && low >= scale)
        {
            low = shared;
        }
        if let Some(suffix) = to.suffix.as_ref().filter(|_| from.suffix.is_none()) {
            low = low.checked_mul(suffix.factor)?;
        }
        let is_year = |amount: &Amount| {
            amount.kind == Kind::Number && !amount.number.is_formatted && amount.value.to_u32().is_some_and(|v| (1900..2100).contains(&v))
        };
        (low < high && !(is_year(from) && is_year(to))).then_some((low, high))
    }

    /// Reads the hedge before or after the amount.
    fn hedged(&self, mut draft: Draft, taken: usize) -> Draft {
        let view = self.view;
        if matches!(draft.figure.relation, Relation::Range | Relation::Vague) {
            return draft;
        }
        let Some(value) = draft.figure.value else { return draft };
        if let Some((first, relation)) = self.hedge_before(draft.first, taken) {
            draft.state(value, relation);
            draft.hedge_first = first;
            // "about five hundred or less": a bound says more than "about".
            if relation != Relation::Approx {
                return draft;
            }
        }
        if let Some((end, relation, is_amount)) = hedge_after(view, draft.end) {
            draft.state(value, relation);
            draft.hedge_end = end;
            if is_amount {
                draft.stretch(view, draft.first, end);
            }
        }
        draft
    }

    fn hedge_before(&self, first: usize, taken: usize) -> Option<(usize, Relation)> {
        let view = self.view;
        let token = view.token(first)?;
        let mut end = first;
        if let Some(mark) = end.checked_sub(1).filter(|at| *at >= taken).and_then(|at| view.token(at))
            && !mark.is_word()
            && token.is_on_line()
        {
            let relation = match mark.first {
                '~' | '≈' | '∼' | '≃' => Relation::Approx,
                '<' => Relation::LessThan,
                '>' => Relation::MoreThan,
                '≤' => Relation::AtMost,
                '≥' => Relation::AtLeast,
                '=' => match view.before(first - 1).filter(|angle| !angle.is_word()).map(|angle| angle.first) {
                    Some('<') => return Some((first - 2, Relation::AtMost)),
                    Some('>') => return Some((first - 2, Relation::AtLeast)),
                    _ => return self.hedge_phrase(first, taken),
                },
                _ => return self.hedge_phrase(first, taken),
            };
            return Some((first - 1, relation));
        }
        if !token.is_on_line() {
            return None;
        }
        if let Some(found) = self.hedge_phrase(end, taken) {
            return Some(found);
        }
        // "more than the 600", "gli oltre": an article may stand between.
        let before = end.checked_sub(1).filter(|at| *at >= taken)?;
        if view.lexicon.roles_at(view.tokens, before).meets(Roles::any(&[Role::Definite, Role::Article])) && view.token(before)?.is_on_line() {
            end = before;
            return self.hedge_phrase(end, taken);
        }
        None
    }

    fn hedge_phrase(&self, end: usize, taken: usize) -> Option<(usize, Relation)> {
        let view = self.view;
        let (first, phrase) = view.lexicon.longest_before(view.tokens, end, hedge_roles())?;
        if first < taken {
            return None;
        }
        let roles = view.lexicon.roles(phrase.node);
        BEFORE.iter().find(|(role, _)| roles.has(*role)).map(|(_, relation)| (first, *relation))
    }


}

/// Where a hedge behind the amount ends, what it says, and whether it belongs to the amount as written (`6,000+`).
pub(crate) fn hedge_after(view: &View, end: usize) -> Option<(usize, Relation, bool)> {
    let token = view.token(end)?;
    if !token.is_on_line() {
        return None;
    }
    if token.is_mark('+') && token.is_joined() && !view.token(end + 1).is_some_and(|next| next.is_digits() && next.is_joined()) {
        return Some((end + 1, Relation::AtLeast, true));
    }
    let from = end + usize::from(token.is_mark(',') || is_hyphen(token.first) && token.is_joined());
    let roles: Vec<Role> = AFTER.iter().map(|(role, _)| *role).collect();
    let phrase = view.lexicon.longest(view.tokens, from, Roles::any(&roles))?;
    let roles = view.lexicon.roles(phrase.node);
    AFTER.iter().find(|(role, _)| roles.has(*role)).map(|(_, relation)| (phrase.end, *relation, false))
}

/// Whether a unit or a currency stands at token `at`, which then belongs to a number of its own.
fn suffix_follows(view: &View, at: usize) -> bool {
    let wanted = Roles::any(&[Role::Duration, Role::Unit, Role::Money, Role::Scale]);
    view.token(at).is_some_and(|token| token.is_on_line()) && view.lexicon.longest(view.tokens, at, wanted).is_some()
}

fn hedge_roles() -> Roles {
    const ROLES: Roles = Roles::any(&[
        Role::ApproxBefore,
        Role::AtLeastBefore,
        Role::MoreThanBefore,
        Role::AtMostBefore,
        Role::LessThanBefore,
    ]);
    ROLES
}

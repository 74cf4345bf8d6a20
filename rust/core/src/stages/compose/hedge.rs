//! Hedges: about, at least, понад, not even; `~`, `≥` and `+`.
//!
//! An amount comes in, how its value relates to the truth and where the hedge stands go out. Knows no kinds.

use super::Composing;
use super::between::more_end;
use super::bounds::{is_amount_at, is_of_next};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::kinds::suffix;
use crate::lexicon::{HEDGES_BEFORE, NUMBERS, Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, View, last_before};
use crate::token::Token;

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

/// The hedges that stand behind one.
const AFTER_ROLES: Roles =
    Roles::any(&[Role::ApproxAfter, Role::AtLeastAfter, Role::MoreThanAfter, Role::AtMostAfter, Role::LessThanAfter]);

/// Words behind an amount within which somebody is said to have expected it.
const EXPECTED: usize = 5;

impl Composing<'_, '_> {
    /// "ضبطت الشرطة (15) متهما": takes in the brackets that some papers print a number in before its noun; behind a name in capitals they
    /// would hold an age, and where words are written joined any word may be one.
    fn take_brackets(&self, draft: &mut Draft, taken: usize) {
        let view = self.view;
        let is_plain = draft.figure.kind == Kind::Number && draft.number.is_some_and(|number| number.has_digits);
        let open = draft.first.checked_sub(1).filter(|open| is_plain && *open >= taken);
        let Some(open) = open.filter(|open| view.token(*open).is_some_and(|mark| mark.is_mark('('))) else { return };
        let close = view.token(draft.end).is_some_and(|mark| mark.is_mark(')') && mark.is_joined());
        let has_capital = view.before(open).is_some_and(|word| word.is_capital);
        let counted = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        let noun = draft.end + 1;
        let is_counted = || {
            view.token(noun).is_some_and(|noun| noun.is_on_line() && !noun.is_joined())
                && view.lexicon.longest(view.tokens, noun, counted).is_some()
        };
        if close && !has_capital && !view.lexicon.per_character() && is_counted() {
            draft.hedge_end = noun;
            draft.hedge_first = open;
            if let Some((first, relation, _)) = self.hedge_before(open, taken)
                && let Some(value) = draft.figure.value
            {
                draft.state(value, relation);
                draft.hedge_first = first;
            }
        }
    }

    /// Reads the hedge before or after the amount.
    pub(super) fn hedge(&self, draft: &mut Draft, taken: usize) {
        let view = self.view;
        self.take_brackets(draft, taken);
        if draft.hedge_end > draft.end {
            return;
        }
        // "более тысячи": behind a hedge a form of one, alone of many.
        let is_one = draft.figure.relation == Relation::Vague
            && view.cue(draft.first, "one_when_hedged") == Some(draft.end)
            && self.hedge_before(draft.first, taken).is_some();
        if is_one {
            draft.figure.value = draft.figure.low;
        } else if matches!(draft.figure.relation, Relation::Range | Relation::Vague) {
            return;
        }
        let Some(value) = draft.figure.value else { return };
        let inside = draft.number.and_then(|number| more_end(view, number.end)).filter(|more| *more < draft.end);
        if let Some(relation) = hedge_within(view, draft).or(inside.map(|_| Relation::MoreThan)) {
            draft.state(value, relation);
            return;
        }
        if self.take_hedge_before(draft, value, taken) {
            return;
        }
        // "zaidi ya watu 12": before what is counted, which stands before its number.
        let nouns = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        if view.lexicon.switches.noun_first
            && draft.figure.kind == Kind::Number
            && draft.hedge_first == draft.first
            && let Some((noun, _)) = view.lexicon.longest_before(view.tokens, draft.first, nouns)
            && noun > taken
            && let Some((_, relation, _)) = self.hedge_before(noun, taken)
        {
            draft.state(value, relation);
            return;
        }
        // "under the age of five": before words for age.
        if draft.figure.kind == Kind::Age
            && draft.hedge_first == draft.first
            && let Some((age, _)) = view.lexicon.longest_before(view.tokens, draft.first, Roles::of(Role::AgeBefore))
            && age > taken
            && let Some((first, relation, false)) = self.hedge_before(age, taken)
        {
            draft.state(value, relation);
            draft.hedge_first = first;
        }
        // "تجاوز عدد السكان 107 ملايين": a verb of exceeding before its subject.
        if draft.hedge_first == draft.first
            && draft.figure.relation == Relation::Exact
            && self.is_exceeded(draft, taken)
        {
            draft.state(value, Relation::MoreThan);
            return;
        }
        if let Some((end, relation, is_amount)) = hedge_after(view, draft.end) {
            // "yüzde 11,6 daha fazla": a share without an ending, by which it is more.
            let is_by = draft.figure.kind == Kind::Percent
                && matches!(relation, Relation::MoreThan | Relation::LessThan)
                && !view.lexicon.per_character()
                && view.before(draft.end).is_some_and(Token::is_digits);
            if is_by {
                return;
            }
            draft.state(value, relation);
            draft.hedge_end = end;
            if is_amount {
                draft.stretch(view, draft.first, end);
            }
        }
    }

    /// Reads the hedge right before the amount; whether one behind it would say nothing more.
    fn take_hedge_before(&self, draft: &mut Draft, value: Decimal, taken: usize) -> bool {
        const NEAR: usize = 5;
        let view = self.view;
        // 时速约110公里: behind the words that the amount opens with.
        let inside = || {
            let number = draft.number.filter(|number| number.first > draft.first)?;
            self.hedge_phrase(number.first, draft.first + 1)
        };
        let hedge = self.hedge_before(draft.first, taken).or_else(inside);
        let Some((first, relation, is_to)) = hedge else { return false };
        // "rose to 15", "от 120 до 133", "na 2 %, do 20 %" behind a verb of change: what it is now, and no bound.
        let follows = |end: Option<usize>| end.is_some_and(|end| first.saturating_sub(end) <= NEAR);
        let is_told = follows(self.was_end)
            || follows(self.changed_end)
            || self.change_before(first).is_some()
            || self.change_before_comma(first)
            || self.opens_change(draft, first)
            || is_to && relation == Relation::AtMost && self.changed_at_place(first)
            || draft.figure.kind == Kind::Duration && self.is_sentence(first);
        let is_now = relation == Relation::AtMost
            && is_to
            && (is_told || self.changed_over_gap(first) || self.changed_by_share(first) || self.changes_alike(first))
            && !self.is_precipitation(draft);
        // "od 17 st. C na wschodzie do 22 st. C na zachodzie": the other end of a range that words stand in.
        let is_end = relation == Relation::AtMost && is_to && !is_now && self.is_opened(first, draft);
        if self.is_no_bound(draft, first, relation, taken) {
            return true;
        }
        draft.is_now = is_now;
        let exact = if is_now || is_end { Relation::Exact } else { relation };
        let (first, relation) = self.hedge_before_to(first, taken).filter(|_| is_now).unwrap_or((first, exact));
        draft.state(value, relation);
        draft.hedge_first = first.min(draft.first);
        // "about five hundred or less": a bound says more than "about", and so does 可达10厘米以上 than how far it may go.
        let is_open = || hedge_after(view, draft.end).is_some_and(|(_, behind, _)| behind == Relation::AtLeast);
        relation != Relation::Approx && !(relation == Relation::AtMost && is_open())
    }

    /// Where the hedge before token `first` begins, what it says, and whether it is also the "to" of ranges.
    fn hedge_before(&self, first: usize, taken: usize) -> Option<(usize, Relation, bool)> {
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
                    Some('<') => return Some((first - 2, Relation::AtMost, false)),
                    Some('>') => return Some((first - 2, Relation::AtLeast, false)),
                    _ => return self.hedge_phrase(first, taken),
                },
                _ => return self.hedge_phrase(first, taken),
            };
            return Some((first - 1, relation, false));
        }
        if !token.is_on_line() {
            return None;
        }
        // "above the $33 billion analysts had expected", "abaixo dos 90,2% deste ano": what is known, and no bound.
        let is_known = || {
            (first + 1..=first + EXPECTED)
                .any(|at| view.cue(at, "expected").or_else(|| view.cue(at, "last_time")).is_some())
        };
        if let Some(found) = self.hedge_phrase(end, taken) {
            let has_article = end.checked_sub(1).is_some_and(|at| view.roles_at(at).has(Role::Definite));
            return Some(found).filter(|_| !has_article || !is_known());
        }
        // "more than the 600", "gli oltre": an article may stand between.
        let before = end.checked_sub(1).filter(|at| *at >= taken)?;
        if view.roles_at(before).meets(Roles::any(&[Role::Definite, Role::Article])) && view.token(before)?.is_on_line()
        {
            end = before;
            return self.hedge_phrase(end, taken).filter(|_| !is_known());
        }
        // "почти на 20 %", "более чем в 20 странах": so may a preposition, behind a hedge that goes before one.
        let is_preposition = view.roles_at(before).meets(Roles::any(&[Role::Function, Role::Place]))
            && view.token(before).is_some_and(|word| word.is_word() && word.length <= 3 && word.is_on_line());
        let found = is_preposition.then(|| self.hedge_phrase(before, taken)).flatten();
        found.filter(|(hedge, ..)| view.cue(*hedge, "before_preposition") == Some(before))
    }

    /// Whether the number before the word at token `first`, which closes a range, stands behind the word that opens one.
    fn is_opened(&self, first: usize, draft: &Draft) -> bool {
        const FAR: usize = 8;
        let view = self.view;
        let near = |from: &&Number| from.end <= first && first - from.end <= FAR;
        let Some(from) = last_before(self.numbers, first).filter(near) else { return false };
        // "vom 28. April waren bis zu 60": a day is of no such range.
        let unit = suffix::suffix_at(view, from.end, from).map(|suffix| suffix.unit);
        if from.end < first && (unit.is_none() || unit != draft.figure.unit) {
            return false;
        }
        let open = view.lexicon.longest_before(view.tokens, from.first, Roles::of(Role::RangeOpen));
        let close = view.lexicon.longest(view.tokens, first, Roles::of(Role::RangeClose));
        open.zip(close).is_some_and(|((_, open), close)| {
            view.lexicon.is_pair((open.node, Role::RangeOpen), (close.node, Role::RangeClose))
        }) && (from.end..first).all(|at| {
            view.token(at).is_some_and(|token| {
                token.is_on_line() && (token.is_word() || token.is_joined() && !matches!(token.first, ',' | ';'))
            })
        })
    }

    /// Whether a verb that says more than opens the clause, and nothing but its subject stands between it and the amount.
    fn is_exceeded(&self, draft: &Draft, taken: usize) -> bool {
        const SUBJECT: usize = 5;
        let view = self.view;
        if !view.lexicon.switches.one_follows || draft.figure.kind == Kind::Duration {
            return false;
        }
        let first = draft.first;
        let is_between = |at: &usize| {
            let goes_on = view.token(at + 1).is_some_and(Token::is_on_line) && !view.roles_at(at + 1).has(Role::And);
            goes_on && view.token(*at).is_some_and(Token::is_word)
        };
        let mut near = (first.saturating_sub(SUBJECT).max(taken)..first).rev().take_while(is_between);
        // "لا يتجاوز": a small word before it says that it is not.
        let is_denied = |verb: usize| {
            let before = view.before(verb).filter(|small| small.is_word() && small.length <= 2 && !small.is_joined());
            before.is_some_and(|small| small.word.roles.has(Role::Function) && !small.word.roles.has(Role::And))
        };
        near.find(|at| view.cue(*at, "exceeds").is_some()).is_some_and(|verb| !is_denied(verb))
    }

    /// "засудив чоловіка до 15 років": whether a verb of those who pass sentence stands before token `end` in its clause.
    fn is_sentence(&self, end: usize) -> bool {
        const FAR: usize = 10;
        let view = self.view;
        let goes_on = |at: &usize| view.token(*at).is_some_and(|it| it.is_word() || it.is_digits() || it.is_joined());
        let mut near = (end.saturating_sub(FAR)..end).rev().take_while(goes_on);
        near.any(|at| view.cue(at, "condemns").is_some())
    }

    pub(super) fn hedge_phrase(&self, end: usize, taken: usize) -> Option<(usize, Relation, bool)> {
        let view = self.view;
        let (first, phrase) = view.lexicon.longest_before(view.tokens, end, HEDGES_BEFORE)?;
        // "handed over 185 prisoners", "goes up to 12 pounds": a word of the verb.
        let is_of_verb = || first.checked_sub(1).is_some_and(|verb| view.cue(verb, "before_particle") == Some(first));
        // "a four-under 67": the end of another word.
        let is_bound = || {
            view.token(first).is_some_and(Token::is_joined)
                && view.before(first).is_some_and(|mark| is_hyphen(mark.first) && !mark.is_word() && mark.is_joined())
        };
        // งบประมาณ: the end of a longer word, where words stand without spaces.
        let is_in_word = || {
            let word = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::NotANumber));
            view.lexicon.per_character() && word.is_some_and(|(word, _)| word < first)
        };
        if first < taken || phrase.end <= first + 2 && is_of_verb() || is_bound() || is_in_word() {
            return None;
        }
        let roles = view.lexicon.roles(phrase.node);
        let is_to = roles.meets(Roles::any(&[Role::RangeClose, Role::RangeJoiner]));
        BEFORE.iter().find(|(role, _)| roles.has(*role)).map(|(_, relation)| (first, *relation, is_to))
    }
}

/// "80 dead and over 140 hurt", "200 o más de 190": whether the end of the phrase is the hedge of a number behind it.
fn opens_next(view: &View, first: usize, end: usize) -> bool {
    let numbers = Roles::any(&[Role::Cardinal, Role::Scale]);
    (end..end + 3)
        .take_while(|at| view.token(*at).is_some_and(|token| token.is_on_line()))
        .find(|at| view.token(*at).is_some_and(|token| token.is_digits()) || view.roles_at(*at).meets(numbers))
        .and_then(|number| view.lexicon.longest_before(view.tokens, number, HEDGES_BEFORE))
        .is_some_and(|(hedge, _)| (first..end).contains(&hedge))
}

/// 五百多万, 二百三十余万: a word of more inside the number.
fn hedge_within(view: &View, draft: &Draft) -> Option<Relation> {
    let number = draft.number.filter(|_| view.lexicon.switches.myriads)?;
    (number.first + 1..number.end)
        .map(|at| view.roles_at(at))
        .filter(|roles| !roles.meets(Roles::any(&[Role::Cardinal, Role::Scale])))
        .find_map(|roles| AFTER.iter().find(|(role, _)| roles.has(*role)))
        .map(|(_, relation)| *relation)
}

/// Where a hedge behind the amount ends, what it says, and whether it belongs to the amount as written (`6,000+`).
pub(crate) fn hedge_after(view: &View, end: usize) -> Option<(usize, Relation, bool)> {
    let token = view.token(end)?;
    if !token.is_on_line() {
        return None;
    }
    if token.is_mark('+')
        && token.is_joined()
        && !view.token(end + 1).is_some_and(|next| next.is_digits() && next.is_joined())
    {
        return Some((end + 1, Relation::AtLeast, true));
    }
    let from = end + usize::from(token.is_mark(',') || is_hyphen(token.first) && token.is_joined());
    let phrase = view.lexicon.longest(view.tokens, from, AFTER_ROLES).or_else(|| {
        // 30件以上, 30점 이하: behind the word that counts, where words are written joined.
        let counter = view.lexicon.longest(view.tokens, end, Roles::of(Role::Counter));
        let counter = counter.filter(|_| view.lexicon.per_character() && token.is_joined())?;
        let hedge = view.lexicon.longest(view.tokens, counter.end, AFTER_ROLES)?;
        view.token(counter.end).is_some_and(Token::is_on_line).then_some(hedge)
    })?;
    // "84 311 dětí, nejméně od roku 1785": fewer than ever since, and no bound. "yüzde 30,5, geçen yılın eylülüne göre": when.
    let times = Roles::any(&[Role::Since, Role::Duration, Role::Month]);
    let may_be_time = token.is_mark(',') || view.lexicon.roles(phrase.node).has(Role::Period);
    if may_be_time && view.lexicon.longest(view.tokens, phrase.end, times).is_some() {
        return None;
    }
    // 27살 여성: where words are written joined, the first character of who it is.
    // 3辆多管火箭炮: behind the word that counts too.
    let counter = view.lexicon.longest(view.tokens, from, Roles::of(Role::Counter));
    let opening = counter.map(|counter| counter.end).filter(|at| *at < phrase.end).unwrap_or(from);
    let noun = || view.lexicon.longest(view.tokens, opening, Roles::of(Role::Category));
    let is_noun = view.lexicon.per_character() && noun().is_some_and(|noun| noun.end > phrase.end);
    // "12 366 případů, zhruba o pětinu více": of the next amount, before which a preposition stands.
    // "задержаны 27 поездов, максимум — на девять часов": a dash stands for the verb of the next.
    let stands_for = || view.token(phrase.end).is_some_and(Token::is_spaced_dash);
    let is_of_change = from > end
        && (view.roles_at(phrase.end).has(Role::Function)
            && (view.roles_at(phrase.end + 1).meets(NUMBERS) || is_amount_at(view, phrase.end + 1))
            || stands_for());
    if is_noun
        || is_of_change
        || is_of_next(view, from, phrase.end)
        || opens_next(view, from, phrase.end)
        || !view.lexicon.per_character() && is_amount_at(view, phrase.end)
    {
        return None;
    }
    let roles = view.lexicon.roles(phrase.node);
    // "15 yıla kadar": up to, behind the form of a unit that says to what.
    if roles.has(Role::ApproxAfter) && end.checked_sub(1).is_some_and(|unit| view.cue(unit, "to_form") == Some(end)) {
        return Some((phrase.end, Relation::AtMost, false));
    }
    // "8 százalékkal több": by so much, and not above it.
    let is_more = roles.meets(Roles::any(&[Role::MoreThanAfter, Role::LessThanAfter]));
    if is_more && end.checked_sub(1).is_some_and(|unit| view.cue(unit, "by_form") == Some(end)) {
        return None;
    }
    // "1204-მდე გაიზარდა": to which it rose, and no bound.
    if roles.has(Role::AtMostAfter) && view.lexicon.longest(view.tokens, phrase.end, Roles::of(Role::Change)).is_some()
    {
        return None;
    }
    AFTER.iter().find(|(role, _)| roles.has(*role)).map(|(_, relation)| (phrase.end, *relation, false))
}

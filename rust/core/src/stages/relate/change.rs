//! How an amount stands in time: its period, its rate, whether it rose or fell.
//!
//! An amount with its label comes in; scope, `per` and trend go out. Compares no figures.

use super::carry::ends_between;
use super::part::is_fewer;
use super::{LONGEST_LABEL, Relating, end_of_label};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Flag, Kind, Scope, Trend};
use crate::kinds::suffix;
use crate::lexicon::{Role, Roles, Sign};
use crate::stages::compose::change_apart;
use crate::stages::read::Sort;
use crate::token::Token;
use compact_str::CompactString;

/// What tells the period of an amount.
const PERIODS: Roles = Roles::any(&[Role::NewlyReported, Role::Cumulative, Role::Previous]);

impl Relating<'_, '_> {
    /// The period that the clause names: "over the past day", "since the beginning".
    pub(super) fn scope(&self, draft: &mut Draft, head: &[Draft]) {
        const NEAR: usize = 12;
        let view = self.view;
        if draft.is_now && draft.figure.outcome.is_some() {
            draft.figure.scope.get_or_insert(Scope::Cumulative);
        }
        if draft.figure.scope == Some(Scope::Previous) && !self.is_replaced(draft, head) {
            draft.figure.scope = None;
            return;
        }
        if draft.figure.scope.is_some() || draft.figure.outcome.is_none() && draft.figure.category.is_none() {
            return;
        }
        if !view.may_have(PERIODS) {
            return;
        }
        let floor = self.floor.max(draft.hedge_first.saturating_sub(NEAR));
        let end = end_of_label(view, draft);
        let before = (floor..draft.hedge_first)
            .rev()
            .take_while(|at| self.is_in_clause(*at, floor))
            .find_map(|at| self.scope_at(at, draft.hedge_first));
        let after = || {
            let after = end..(end + NEAR).min(self.ceiling);
            let mut after = after.take_while(|at| self.is_in_clause(*at, floor) && !self.opens_total(*at));
            after.find_map(|at| self.scope_at(at, draft.hedge_first))
        };
        draft.figure.scope = match before {
            // "Total losses: 1,190 soldiers over the past day": all of those of the period.
            Some(Scope::Cumulative) => after().filter(|scope| *scope == Scope::New).or(before),
            None => after(),
            known => known,
        };
    }

    /// "Last year 158 people were killed": those are of that year and replaced by nothing, unless the like was counted just before.
    fn is_replaced(&self, draft: &Draft, head: &[Draft]) -> bool {
        const NEAR: usize = 4;
        const FIGURES: usize = 3;
        let view = self.view;
        let end = draft.hedge_first.min(draft.first);
        let mut near = end.saturating_sub(NEAR)..draft.first;
        let is_then = near.any(|at| view.cue(at, "last_time").is_some_and(|then| then == end || then == draft.first));
        let is_behind = draft.figure.label.is_some_and(|label| label.start >= draft.figure.span.end);
        let is_alike = |other: &Draft| other.figure.outcome == draft.figure.outcome;
        !is_then || !is_behind || head.iter().rev().take(FIGURES).any(is_alike)
    }

    /// "five more than the day before": whether it tells by how much something differs.
    pub(super) fn is_difference(&self, draft: &Draft) -> bool {
        let view = self.view;
        let from = draft.after();
        let compared = Roles::any(&[Role::MoreThanBefore, Role::LessThanBefore]);
        let is_compared = |at: usize| {
            let phrase = view.lexicon.longest(view.tokens, at, compared);
            at < self.ceiling && phrase.is_some_and(|phrase| phrase.end > at + 1)
        };
        let is_than = from + 1 < self.ceiling && view.roles_at(from + 1).has(Role::Than);
        is_compared(from) || is_compared(from + 1) || is_than && view.roles_at(from).has(Role::Others)
    }

    /// "The day before it was 158", "dzień wcześniej bilans wynosił 31": a total of an earlier day gives way to what came after.
    pub(super) fn earlier(&self, draft: &mut Draft, head: &[Draft]) {
        const NEAR: usize = 12;
        const MANY: i64 = 20;
        let view = self.view;
        if !view.may_have(Roles::any(&[Role::Earlier, Role::Cue])) {
            return;
        }
        let is_difference = self.is_difference(draft);
        let is_count = match draft.figure.kind {
            Kind::Count => draft.figure.outcome.is_some(),
            Kind::Number => false,
            _ => return,
        };
        if !is_count && draft.figure.kind == Kind::Count {
            return;
        }
        let goes_on = |at: &usize| {
            let ends = |token: &Token| !token.is_word() && matches!(token.first, '.' | '!' | '?' | ';');
            !view.token(*at).is_none_or(ends) && view.token(at + 1).is_none_or(Token::is_on_line)
        };
        let sentence = (draft.hedge_first.saturating_sub(NEAR)..draft.hedge_first).rev().take_while(goes_on);
        // "64 were ill. In the week before there were 88": a noun of the sentence before.
        let opens = sentence.clone().last().and_then(|at| view.token(at)).map(|token| token.start);
        let is_of_sentence_before = draft.figure.label.zip(opens).is_some_and(|(label, opens)| label.end <= opens);
        // "Last year there were 158" tells it of a bare number alone: deaths of last year are not replaced.
        let is_told = |at: usize| {
            view.lexicon.longest(view.tokens, at, Roles::of(Role::Earlier)).is_some()
                || (!is_count || is_of_sentence_before) && view.cue(at, "last_time").is_some()
        };
        // "it was 158 a day earlier"
        let end = end_of_label(view, draft);
        let behind = (end..(end + NEAR).min(self.far))
            .take_while(|at| view.token(*at).is_some_and(|token| token.is_word() && token.is_on_line()));
        if !sentence.clone().chain(behind).any(is_told) {
            return;
        }
        if is_count {
            let is_subject = draft.figure.label.is_some_and(|label| label.start < draft.figure.span.start);
            let is_total = is_subject || draft.figure.scope == Some(Scope::Cumulative);
            if is_total && !(is_difference && draft.figure.flags.contains(Flag::InheritedLabel)) {
                draft.figure.scope = Some(Scope::Previous);
            }
            return;
        }
        // "it was 158": nothing but a verb of being stands before the number.
        // "17 deaths, after 12 the day before": or it was of then.
        let is_of_then = is_told(draft.after()) && view.token(draft.after()).is_some_and(Token::is_on_line);
        let is_bare = draft.number.is_some_and(|number| number.sort == Sort::Plain && !number.is_weak)
            && draft.hedge_first.checked_sub(1).is_some_and(|at| {
                let roles = view.roles_at(at);
                is_of_then
                    || roles.has(Role::Function) && !roles.meets(Roles::any(&[Role::Place, Role::And, Role::DateOf]))
            });
        let begin = sentence.last().unwrap_or(draft.hedge_first);
        let is_only = head.last().is_none_or(|before| before.end <= begin || !may_be_total(before));
        let whole = head.iter().rev().take(NEAR / 2).find(|before| {
            before.figure.kind == Kind::Count && before.figure.outcome.is_some() && before.figure.part_of.is_none()
        });
        let is_alike = |whole: &&Draft| {
            // It may have been more.
            let (now, was) = (whole.figure.value.or(whole.figure.low), draft.figure.value.or(draft.figure.low));
            now.zip(was).is_some_and(|(now, was)| now.checked_mul(Decimal::from(MANY)).is_some_and(|most| was <= most))
        };
        let is_only = is_only || is_of_then;
        if let Some(whole) = whole.filter(|whole| is_bare && is_only && is_alike(whole)) {
            draft.take_noun(&whole.figure);
            draft.figure.outcome.clone_from(&whole.figure.outcome);
            draft.figure.scope = (!is_difference).then_some(Scope::Previous);
        }
    }

    /// Whether the sentence that began at or after `floor` still goes on at token `at`.
    fn is_in_clause(&self, at: usize, floor: usize) -> bool {
        self.view.token(at).is_some_and(|token| {
            let ends = matches!(token.first, '.' | '!' | '?' | ';') && !token.is_word();
            !ends && (token.is_on_line() || at == floor)
        })
    }

    /// "two deaths, in all 1,204 cases": whether a word for a total behind a comma is that of the next figure.
    fn opens_total(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        let view = self.view;
        // "1 150 żołnierzy, a od początku inwazji 1 165 820"
        let links = Roles::any(&[Role::And, Role::Function]);
        let and = at.checked_sub(1).filter(|and| view.roles_at(*and).meets(links)).unwrap_or(at);
        view.before(and).is_some_and(|comma| comma.is_mark(','))
            && view.lexicon.longest(view.tokens, at, Roles::of(Role::Cumulative)).is_some_and(|total| {
                self.ceiling < view.tokens.len() && total.end <= self.ceiling && self.ceiling - total.end <= NEAR
            })
    }

    /// The period that a phrase at token `at` names; "up from" speaks only of the amount right behind it.
    fn scope_at(&self, at: usize, amount: usize) -> Option<Scope> {
        let view = self.view;
        let phrase = view.lexicon.longest(view.tokens, at, PERIODS)?;
        let roles = view.lexicon.roles(phrase.node);
        if roles.has(Role::Previous) {
            return (phrase.end == amount).then_some(Scope::Previous);
        }
        Some(if roles.has(Role::NewlyReported) { Scope::New } else { Scope::Cumulative })
    }

    /// "600 a day", "12 per 100 000 inhabitants".
    pub(super) fn rate(&self, draft: &mut Draft, next: Option<&mut Draft>) {
        let view = self.view;
        if matches!(draft.figure.kind, Kind::Date | Kind::Time | Kind::Score | Kind::Ordinal)
            || !view.may_have(Roles::any(&[Role::Per, Role::PerWord]))
        {
            return;
        }
        let label_end = draft.figure.label.and_then(|label| {
            (draft.end..self.ceiling.min(draft.end + LONGEST_LABEL + 2))
                .find(|at| view.token(*at).is_some_and(|token| token.start >= label.end))
        });
        let ends = [Some(draft.hedge_end.max(draft.end)), label_end.or_else(|| self.stuff_end(draft))];
        // Where words stand without spaces, what an amount is told for stands before it.
        if let Some(next) = next.filter(|_| !view.lexicon.per_character()) {
            let stated = ends.into_iter().flatten().find_map(|at| {
                let phrase = view.lexicon.longest(view.tokens, at, Roles::of(Role::PerWord))?;
                (phrase.end == next.hedge_first && view.token(at)?.is_on_line()).then_some(())
            });
            if stated.is_some() && matches!(next.figure.kind, Kind::Number) {
                next.is_rate = true;
                draft.figure.per = view.text_of(next.first, self.label_behind(next)).map(Into::into);
                return;
            }
        }
        if let Some(per) = self.per_slash(draft) {
            draft.figure.per = Some(per);
            return;
        }
        for at in ends.into_iter().flatten() {
            if let Some(per) = self.per_noun(at) {
                draft.figure.per = Some(per);
                return;
            }
            let Some(phrase) = view.lexicon.longest(view.tokens, at, Roles::of(Role::Per)) else { continue };
            // "4.9 per cent a year earlier" says when.
            if view.lexicon.longest(view.tokens, at, Roles::of(Role::Earlier)).is_some() {
                continue;
            }
            if at < self.ceiling && view.token(at).is_some_and(|token| token.is_on_line()) {
                draft.figure.per = view.lexicon.name(phrase.node, Role::Per).cloned();
                return;
            }
        }
    }

    /// "210,000 tonnes of CO2 a year", "90 Liter Regen pro Quadratmeter": where what is measured ends.
    fn stuff_end(&self, draft: &Draft) -> Option<usize> {
        const LONGEST: usize = 3;
        let view = self.view;
        let link = view.lexicon.longest(view.tokens, draft.end, Roles::of(Role::LabelLink)).map(|link| link.end);
        let noun = link.unwrap_or(draft.end);
        let is_noun = view.token(noun).is_some_and(|word| word.is_word() && word.is_on_line())
            && !view.roles_at(noun).meets(Roles::any(&[Role::Function, Role::And, Role::Change]));
        if draft.figure.kind != Kind::Measure || !is_noun {
            return None;
        }
        let longest = if link.is_some() { LONGEST } else { 1 };
        let rates = Roles::any(&[Role::Per, Role::PerWord]);
        (noun + 1..=noun + longest)
            .take_while(|at| view.token(*at).is_some_and(|token| token.is_on_line() && !token.is_mark(',')))
            .find(|at| view.lexicon.longest(view.tokens, *at, rates).is_some())
    }

    /// "per litre", "por barril": the unit, or the word where it is none.
    fn per_noun(&self, at: usize) -> Option<CompactString> {
        let view = self.view;
        let phrase = view.lexicon.longest(view.tokens, at, Roles::of(Role::PerWord))?;
        let noun =
            view.token(phrase.end).filter(|noun| noun.is_word() && noun.is_on_line() && phrase.end < self.ceiling)?;
        if view.lexicon.longest(view.tokens, at, Roles::of(Role::Per)).is_some() || !view.token(at)?.is_on_line() {
            return None;
        }
        // 1人当たりの負担
        if view.lexicon.per_character() && view.roles_at(phrase.end).has(Role::Function) {
            return None;
        }
        // "miljoenen op de vlucht": where a word for it is one of place too, only a number behind it is a rate.
        if view.roles_at(at).has(Role::Place) && self.unit_at(phrase.end).is_none() {
            return None;
        }
        Some(self.unit_at(phrase.end).unwrap_or_else(|| noun.text(view.text).into()))
    }

    /// "€95/MWh", "$499/unit": what a sum is told for behind a slash.
    fn per_slash(&self, draft: &Draft) -> Option<CompactString> {
        let view = self.view;
        let slash = view.token(draft.end).filter(|slash| slash.is_mark('/') && slash.is_joined())?;
        let noun = view.token(draft.end + 1).filter(|noun| noun.is_word() && noun.is_joined() && slash.length == 1)?;
        if draft.figure.kind != Kind::Money
            || view.lexicon.longest(view.tokens, draft.end, Roles::of(Role::Per)).is_some()
        {
            return None;
        }
        Some(self.unit_at(draft.end + 1).unwrap_or_else(|| noun.text(view.text).into()))
    }

    /// The unit of measure or time at token `at`.
    fn unit_at(&self, at: usize) -> Option<CompactString> {
        let view = self.view;
        let wanted = Roles::any(&[Role::Unit, Role::Duration]);
        if let Some(unit) = view.lexicon.longest(view.tokens, at, wanted) {
            let name =
                view.lexicon.name(unit.node, Role::Unit).or_else(|| view.lexicon.name(unit.node, Role::Duration));
            return name.cloned();
        }
        let symbol = view.shared.after(view.text, view.tokens, at, |sign| match sign {
            Sign::Unit(unit, _) | Sign::Duration(unit, _) => Some(unit),
            _ => None,
        });
        symbol.map(|(_, unit)| unit.clone())
    }

    /// Where the words that an amount counts end.
    pub(super) fn label_behind(&self, draft: &Draft) -> usize {
        let from = draft.after();
        let inside = Relating::within(self.view, draft.end, self.view.tokens.len());
        inside.label(from).map_or(from, |label| label.end)
    }

    /// "3.2 million, 46,000 more than in July": by how much it differs, of the thing counted before.
    pub(super) fn difference(&self, draft: &mut Draft, head: &[Draft], from: usize) -> bool {
        let view = self.view;
        let compared = Roles::any(&[Role::MoreThanBefore, Role::LessThanBefore]);
        if !view.may_have(compared.or(Roles::of(Role::Than))) {
            return false;
        }
        // "35 000 de plus que", "dois a mais que"
        let is_link = view.roles_at(from).meets(Roles::any(&[Role::Function, Role::LabelLink, Role::DateOf]));
        let is_told = [from, from + usize::from(is_link)].into_iter().any(|at| {
            let phrase = view.lexicon.longest(view.tokens, at, compared);
            // "captured 30 over the past week": how long it took.
            view.token(at).is_some_and(Token::is_on_line)
                && view.cue(at, "spanning").is_none()
                && phrase.is_some_and(|phrase| at < self.far && phrase.end <= self.far)
        });
        let is_than = is_link
            && from + 2 < self.ceiling
            && view.token(from + 1).is_some_and(|token| token.is_word() && token.is_on_line())
            && !view.roles_at(from + 1).meets(Roles::any(&[Role::Category, Role::Outcome, Role::OutcomeNoun]))
            && view.lexicon.longest(view.tokens, from + 2, Roles::of(Role::Than)).is_some();
        let is_told = is_told || is_than;
        let Some(before) = head.last().filter(|before| is_told && before.figure.kind == Kind::Count) else {
            return false;
        };
        if ends_between(view, before.end, draft.hedge_first) || !is_fewer(&draft.figure, &before.figure) {
            return false;
        }
        draft.take_noun(&before.figure);
        draft.figure.outcome.clone_from(&before.figure.outcome);
        true
    }

    /// "fell by 2 %", "+3 pp".
    pub(super) fn trend(&self, draft: &mut Draft) {
        let view = self.view;
        if matches!(draft.figure.kind, Kind::Date | Kind::Time | Kind::Score | Kind::Ordinal | Kind::Age) {
            return;
        }
        let wanted = Roles::any(&[Role::Up, Role::Down]);
        if draft.figure.kind != Kind::Percent && !view.may_have(wanted) {
            return;
        }
        let mut end = draft.hedge_first;
        // "200 mm of rain fell in two days", "rose for five days": how long it took.
        let spanning = Roles::any(&[Role::Place, Role::Lasting]);
        let is_span = draft.figure.kind == Kind::Duration
            && (end.checked_sub(1).is_some_and(|before| view.roles_at(before).meets(spanning))
                || draft.number.is_some_and(|number| suffix::days_counted(view, &number).is_some()));
        if is_span {
            return;
        }
        let trend = |node| if view.lexicon.roles(node).has(Role::Up) { Trend::Up } else { Trend::Down };
        // "26%減", "2.3%上昇した": where verbs come last and words are written joined, the change stands right behind.
        let is_behind = view.lexicon.switches.verb_final && view.lexicon.per_character();
        if is_behind && let Some(behind) = view.lexicon.longest(view.tokens, draft.hedge_end.max(draft.end), wanted) {
            draft.figure.trend = Some(trend(behind.node));
            return;
        }
        // What stands right behind the figure before was said of that.
        let from = self.floor + usize::from(is_behind);
        for _ in 0..2 {
            if let Some((_, phrase)) =
                view.lexicon.longest_before(view.tokens, end, wanted).filter(|(first, _)| *first >= from)
            {
                draft.figure.trend = Some(trend(phrase.node));
                return;
            }
            let Some(before) = end.checked_sub(1).filter(|at| *at >= self.floor) else { return };
            end = before;
        }
        if matches!(draft.figure.kind, Kind::Percent | Kind::Money | Kind::Measure)
            && let Some((_, change)) = change_apart(view, draft.hedge_first).filter(|(verb, _)| *verb >= self.floor)
        {
            draft.figure.trend = Some(trend(change.node));
            return;
        }
        let plus = draft.first.checked_sub(1).and_then(|at| view.token(at)).is_some_and(|mark| mark.is_mark('+'));
        if plus && draft.figure.kind == Kind::Percent && view.token(draft.first).is_some_and(|token| token.is_joined())
        {
            draft.figure.trend = Some(Trend::Up);
        }
    }
}

/// Whether a figure may be a total: a length of time is none.
fn may_be_total(draft: &Draft) -> bool {
    matches!(draft.figure.kind, Kind::Count | Kind::Number)
}

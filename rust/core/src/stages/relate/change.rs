//! How an amount stands in time: its period, whether it rose or fell.
//!
//! An amount with its label comes in; scope and trend go out. Compares no figures.

use super::carry::ends_between;
use super::part::{is_alike, is_fewer};
use super::trends::closing_change;
use super::{Relating, end_of_label};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Flag, Kind, Scope, Trend};
use crate::kinds::suffix;
use crate::lexicon::{Phrase, Role, Roles, UP_OR_DOWN};
use crate::library::{categories, outcomes};
use crate::stages::compose::change_apart;
use crate::stages::read::Sort;
use crate::token::Token;

/// What may link a noun to the one before it.
const LINKS: Roles = Roles::any(&[Role::Function, Role::LabelLink, Role::DateOf]);

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
        if draft.figure.scope == Some(Scope::Previous)
            && (!self.is_replaced(draft, head) || self.is_of_other_things(draft, head))
        {
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
            // ", bringing the toll to": behind a comma it is told of the next figure.
            let is_next =
                |at: usize| self.ceiling < view.tokens.len() && view.token(at).is_some_and(|it| it.is_mark(','));
            let mut after =
                after.take_while(|at| self.is_in_clause(*at, floor) && !self.opens_total(*at) && !is_next(*at));
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
        let is_behind = draft.has_label_behind();
        let is_alike = |other: &Draft| other.figure.outcome == draft.figure.outcome;
        !is_then || !is_behind || head.iter().rev().take(FIGURES).any(is_alike)
    }

    /// "700 pompiers contre 40 foyers": whether a noun of its own tells that it was set against no figure of its sentence.
    fn is_of_other_things(&self, draft: &Draft, head: &[Draft]) -> bool {
        const FIGURES: usize = 4;
        let Some(own) = draft.figure.category.as_ref() else { return false };
        let is_behind = draft.has_label_behind();
        let is_before = |before: &&Draft| !ends_between(self.view, before.end, draft.hedge_first);
        let mut counted =
            head.iter().rev().take(FIGURES).take_while(is_before).filter(|before| before.is_amount()).peekable();
        let is_first = counted.peek().is_none();
        let is_alike = |before: &Draft| before.figure.category.as_ref().is_none_or(|other| is_alike(other, own));
        is_behind && !is_first && !counted.any(is_alike)
    }

    /// Whether a verb of change stands before token `end` in its clause.
    pub(super) fn changes_far_before(&self, end: usize, stop: usize) -> bool {
        const FAR: usize = 16;
        let view = self.view;
        (end.saturating_sub(FAR).max(stop)..end)
            .rev()
            .take_while(|at| {
                view.token(*at).is_some_and(|token| token.is_word() || token.is_digits())
                    && view.token(at + 1).is_some_and(|next| next.is_on_line())
            })
            .any(|at| view.roles_at(at).has(Role::Change))
    }

    /// "five more than the day before": whether it tells by how much something differs.
    pub(super) fn is_difference(&self, draft: &Draft) -> bool {
        let view = self.view;
        let from = draft.after();
        let compared = Roles::any(&[Role::MoreThanBefore, Role::LessThanBefore]);
        // "21 au-dessus de celle de Briansk": a place, as a name tells.
        let is_where = |at: usize, end: usize| {
            const NAME: usize = 4;
            view.roles_at(at).has(Role::Place)
                && (end..end + NAME)
                    .take_while(|at| view.token(*at).is_some_and(Token::is_word_on_line))
                    .any(|at| view.token(at).is_some_and(|word| word.is_capital))
        };
        let is_compared = |at: usize| {
            let phrase = view.lexicon.longest(view.tokens, at, compared);
            at < self.ceiling && phrase.is_some_and(|phrase| phrase.end > at + 1 && !is_where(at, phrase.end))
        };
        let is_than = from + 1 < self.ceiling && view.roles_at(from + 1).has(Role::Than);
        let is_told = is_compared(from) || is_compared(from + 1) || is_than && view.roles_at(from).has(Role::Others);
        // "dont 43 au-dessus de Belgorod": some of them, over a place.
        is_told && view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::PartOf)).is_none()
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
            let ends = |token: &Token| token.is_full_stop() || token.is_mark(';');
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
        let behind =
            (end..(end + NEAR).min(self.far)).take_while(|at| view.token(*at).is_some_and(Token::is_word_on_line));
        if !sentence.clone().chain(behind).any(is_told) {
            return;
        }
        if is_count {
            let is_subject = draft.has_label_before();
            // "menos 18 do que na véspera, 94 dos quais": some are no total.
            let is_total =
                draft.figure.part_of.is_none() && is_subject || draft.figure.scope == Some(Scope::Cumulative);
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
        let is_only = head.last().is_none_or(|before| before.end <= begin || !before.is_amount());
        let whole =
            head.iter().rev().take(NEAR / 2).find(|before| before.is_whole_count() && before.figure.outcome.is_some());
        let is_alike = |whole: &&Draft| {
            // It may have been more.
            let (now, was) = (whole.figure.value.or(whole.figure.low), draft.figure.value.or(draft.figure.low));
            now.zip(was).is_some_and(|(now, was)| now.checked_mul(Decimal::from(MANY)).is_some_and(|most| was <= most))
        };
        let is_only = is_only || is_of_then;
        // "22 fires burned, up from 17 the day before": of those, and of nobody told of before.
        let is_of_sentence = |last: &Draft| last.end > begin && last.is_whole_count() && last.figure.label.is_some();
        let is_of_others = head.last().is_some_and(|last| is_of_sentence(last) && last.figure.outcome.is_none());
        // "two died; last year there were 23 such cases": of those, and not of the dead.
        let of_cases = || (begin..draft.hedge_first).any(|at| view.cue(at, "cases").is_some());
        let infected = |whole: &&Draft| {
            whole.is_whole_count()
                && whole.figure.outcome.as_deref() == Some(outcomes::INFECTED)
                && whole.figure.category.as_deref() == Some(categories::PERSON)
        };
        let whole = if of_cases() { head.iter().rev().take(NEAR / 2).find(infected) } else { whole };
        if let Some(whole) = whole.filter(|whole| is_bare && is_only && !is_of_others && is_alike(whole)) {
            draft.take_noun(&whole.figure);
            draft.figure.outcome.clone_from(&whole.figure.outcome);
            draft.figure.scope = (!is_difference).then_some(Scope::Previous);
        }
    }

    /// Whether the sentence that began at or after `floor` still goes on at token `at`.
    fn is_in_clause(&self, at: usize, floor: usize) -> bool {
        self.view.token(at).is_some_and(|token| {
            let ends = token.is_full_stop() || token.is_mark(';');
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
        // "for a total of 51,587", "raising the toll to 328": right before a count.
        let total = view.lexicon.longest(view.tokens, at, Roles::of(Role::Cumulative));
        let is_of_next = self.far == self.ceiling
            && self.far < view.tokens.len()
            && total.is_some_and(|total| {
                total.end <= self.far
                    && self.far - total.end <= 1
                    && (total.end..self.far).all(|at| view.roles_at(at).has(Role::Function))
            });
        is_of_next
            || view.before(and).is_some_and(|comma| comma.is_mark(','))
                && view.lexicon.longest(view.tokens, at, Roles::of(Role::Cumulative)).is_some_and(|total| {
                    self.ceiling < view.tokens.len() && total.end <= self.ceiling && self.ceiling - total.end <= NEAR
                })
    }

    /// The period that a phrase at token `at` names; "up from" speaks only of the amount right behind it.
    fn scope_at(&self, at: usize, amount: usize) -> Option<Scope> {
        let view = self.view;
        let phrase = view.lexicon.longest(view.tokens, at, PERIODS)?;
        // "põrkas kokku", 計画: a part of a verb or of a longer word.
        let longer = || view.lexicon.longest(view.tokens, at, Roles::of(Role::Function));
        let is_opening = || view.lexicon.per_character() && longer().is_some_and(|word| word.end > phrase.end);
        if self.is_in_verb(at, 0) || is_opening() {
            return None;
        }
        let roles = view.lexicon.roles(phrase.node);
        if roles.has(Role::Previous) {
            return (phrase.end == amount).then_some(Scope::Previous);
        }
        Some(if roles.has(Role::NewlyReported) { Scope::New } else { Scope::Cumulative })
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
            && view.token(from + 1).is_some_and(Token::is_word_on_line)
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
        if draft.figure.kind != Kind::Percent && !view.may_have(UP_OR_DOWN) {
            return;
        }
        // "200 mm of rain fell in two days", "rose for five days": how long it took.
        let spanning = Roles::any(&[Role::Place, Role::Lasting]);
        let is_span = draft.figure.kind == Kind::Duration
            && (view.before(draft.hedge_first).is_some_and(|before| before.word.roles.meets(spanning))
                || draft.number.is_some_and(|number| suffix::days_counted(view, &number).is_some()));
        if is_span {
            return;
        }
        // "26%減", "yüzde 6 arttı": where verbs come last, the change stands right behind; not of what ends in "to", as "6'ya" does.
        let is_share = draft.figure.kind == Kind::Percent
            && view
                .before(draft.hedge_end.max(draft.end))
                .is_some_and(|last| !last.is_word() || last.word.roles.has(Role::Percent));
        let is_behind = view.lexicon.switches.verb_final && (view.lexicon.per_character() || is_share);
        let told = self.trend_behind(draft, is_behind).or_else(|| self.trend_before(draft, is_behind));
        let closing = || closing_change(view, draft);
        let told = told.or_else(|| closing().map(|change| self.trend_of(change)));
        draft.figure.trend = told.or(draft.figure.trend);
    }

    /// What a change says that stands behind the amount, or right behind it as `is_behind` says, where verbs come last.
    fn trend_behind(&self, draft: &Draft, is_behind: bool) -> Option<Trend> {
        let view = self.view;
        let change = |at: usize| view.lexicon.longest(view.tokens, at, UP_OR_DOWN);
        if let Some(behind) = change(draft.hedge_end.max(draft.end)).filter(|_| is_behind) {
            return Some(self.trend_of(behind));
        }
        // 83万人減り, "150 अंकों की गिरावट": behind what is counted too, where no verb of another may stand there.
        if !view.lexicon.switches.verb_final {
            return None;
        }
        let end = end_of_label(view, draft);
        let is_noun = |behind: &Phrase| view.roles_at(end).meets(LINKS) && behind.end > end + 1;
        let is_verb = view.lexicon.per_character() && draft.figure.kind == Kind::Count;
        change(end).filter(|behind| is_verb || is_noun(behind)).map(|behind| self.trend_of(behind))
    }

    /// What a change or a plus says that stands before the amount; where `is_behind`, what touches the figure before was said of that.
    fn trend_before(&self, draft: &Draft, is_behind: bool) -> Option<Trend> {
        let view = self.view;
        let is_final = view.lexicon.switches.verb_final;
        // "emelkedtek egy év alatt": nor how long that took.
        let is_length = is_final && draft.figure.kind == Kind::Duration;
        let from = self.floor + usize::from((is_behind || is_length) && self.floor > 0);
        // The sentence before, or the clause "27'ye yükseldi,", ended with its verb.
        let closes = |stop: &Token| {
            let is_comma = matches!(stop.first, ',' | '、') && !stop.is_word();
            stop.is_mark('.') || stop.is_mark('!') || is_comma && draft.figure.kind == Kind::Count && self.floor > 0
        };
        let mut end = draft.hedge_first;
        for _ in 0..2 {
            let change = view.lexicon.longest_before(view.tokens, end, UP_OR_DOWN);
            if let Some((_, change)) = change.filter(|(first, _)| *first >= from) {
                return Some(self.trend_of(change));
            }
            end = end.checked_sub(1).filter(|at| *at >= self.floor)?;
            // "climbed to 14": what it came to is no change.
            if is_final && view.token(end).is_some_and(closes) || view.roles_at(end).has(Role::RangeClose) {
                return None;
            }
        }
        // "Die Zahl sank im Mai um 300", and no "queda de uma torre de 12 andares": a link to a noun is not by how much.
        let is_by = || {
            view.before(draft.hedge_first)
                .is_some_and(|by| !by.word.roles.meets(Roles::any(&[Role::LabelLink, Role::DateOf])))
        };
        if (matches!(draft.figure.kind, Kind::Percent | Kind::Money | Kind::Measure)
            || draft.figure.kind == Kind::Count && is_by())
            && let Some((_, change)) = change_apart(view, draft.hedge_first).filter(|(verb, _)| *verb >= self.floor)
        {
            return Some(self.trend_of(change));
        }
        // "3.4 billion dollars, up 12%", "Prices up 3%"; "women make up 12% of them".
        let after = draft.after();
        let is_share = view.roles_at(after).meets(Roles::any(&[Role::OutOf, Role::DateOf]))
            || (after..after + 3).any(|at| view.cue(at, "votes").is_some());
        let opens = |at: &usize| view.before(*at).is_some_and(|mark| !is_share || !mark.is_word() && !mark.is_digits());
        let apart = |key| view.cue_before(draft.hedge_first, key).filter(opens).filter(|first| *first >= self.floor);
        let up = || apart("up_apart").map(|_| Trend::Up);
        let down = || apart("down_apart").map(|_| Trend::Down);
        if draft.figure.kind == Kind::Percent
            && let Some(trend) = up().or_else(down)
        {
            return Some(trend);
        }
        let plus = view.before(draft.first).is_some_and(|mark| mark.is_mark('+'));
        let touches = plus && view.token(draft.first).is_some_and(Token::is_joined);
        (touches && draft.figure.kind == Kind::Percent).then_some(Trend::Up)
    }

    fn trend_of(&self, change: Phrase) -> Trend {
        if self.view.lexicon.roles(change.node).has(Role::Up) { Trend::Up } else { Trend::Down }
    }
}

//! Bare numbers whose currency or unit is left out: great sums that go on behind one, shares behind a share, points of per cent.
//!
//! A figure comes in and may get the unit of the one before. Knows nothing of what is counted.

use super::Composing;
use super::amount::Amount;
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation, Trend};
use crate::kinds::suffix::{Suffix, suffix_at};
use crate::lexicon::{CHANGES, Role, Roles};
use crate::stages::read::{Number, Sort, place_from};
use crate::token::Token;

/// All of a hundred per cent, and what rounding adds.
const WHOLE: i64 = 101;

/// The least that two rivals share between them.
const MOST: i64 = 85;

impl Composing<'_, '_> {
    /// "4.8 billion euros, 600 million more than planned", "53 Mrd für Verteidigung": whether a great number right behind a sum goes
    /// on with a word of grammar and counts nothing, so that it is of that sum's currency. Shares and years may stand between.
    pub(super) fn goes_on_as_sum(&self, draft: &Draft) -> bool {
        const NEAR: usize = 16;
        let view = self.view;
        let end = draft.hedge_end.max(draft.end);
        let of = Roles::any(&[Role::LabelLink, Role::DateOf, Role::OutOf, Role::PartOf, Role::And, Role::Passive]);
        // "2.5 billion euros and saves 600 million a year"
        let more =
            Roles::any(&[Role::Others, Role::MoreThanBefore, Role::LessThanBefore, Role::Up, Role::Down, Role::Per]);
        let is_digits = |at: usize| view.token(at).is_some_and(|it| it.is_digits() && it.is_joined());
        let is_within = |at: usize| {
            view.token(at).is_some_and(|it| {
                // "Davon sollen 97,9 Milliarden": some of the sum before.
                let is_of_it =
                    || it.is_mark('.') && view.lexicon.longest(view.tokens, at + 1, Roles::of(Role::PartOf)).is_some();
                it.is_word()
                    || it.is_digits()
                    || matches!(it.first, ',' | '%') && !it.is_word()
                    || is_digits(at + 1)
                    || is_of_it()
            })
        };
        let is_near = self.sum.as_ref().is_some_and(|(_, sum)| {
            draft.first <= sum + NEAR
                && (*sum..draft.hedge_first).all(is_within)
                && self.no_great_between(*sum, draft.first)
        });
        let compares = || view.lexicon.longest(view.tokens, end, more).is_some();
        // "rispetto ai 2,06 miliardi del 2024", "dello stesso periodo": of when it was.
        let earlier = |at| {
            view.lexicon.longest(view.tokens, at, Roles::of(Role::Earlier)).is_some()
                || view.cue(at, "last_time").is_some()
        };
        let of_when = |roles: Roles| {
            roles.meets(Roles::any(&[Role::DateOf, Role::LabelLink]))
                && (view.token(end + 1).is_some_and(|year| year.is_digits() && year.length == 4)
                    || view.roles_at(end + 1).has(Role::Month)
                    || earlier(end)
                    || earlier(end + 1))
        };
        let is_grammar = || {
            let roles = view.roles_at(end);
            roles.meets(Roles::any(&[Role::Function, Role::Place])) && (!roles.meets(of) || of_when(roles))
                || earlier(end)
        };
        // "2 billion dollars and reached 14 million in March": behind "and" it may be of anything, but "for Israel and 8.1bn for Taiwan".
        let follows_and = || {
            let sum = self.sum.as_ref().map_or(draft.first, |(_, sum)| *sum);
            let is_alike = view
                .token(sum)
                .zip(view.token(end))
                .is_some_and(|(one, own)| one.is_on_line() && one.text(view.text) == own.text(view.text));
            !is_alike && (sum..draft.hedge_first).any(|at| view.roles_at(at).has(Role::And))
        };
        is_near && view.token(end).is_some_and(Token::is_word) && (compares() || is_grammar() && !follows_and())
    }

    /// Whether every number from token `from` to `end` is a small one, as shares, years and lengths of time are.
    fn no_great_between(&self, from: usize, end: usize) -> bool {
        let numbers = self.numbers.get(..self.numbers.partition_point(|number| number.first < end)).unwrap_or(&[]);
        let mut between = numbers.iter().rev().take_while(|number| number.first >= from);
        between.all(|number| number.scale.is_none() && number.value < Decimal::from(10_000))
    }

    /// "sank auf 3,6 (Vorjahr: 6,2) Prozent", "2,3 (1,9) Milliarden Euro": the unit that stands behind what was, in brackets, is of both.
    pub(super) fn shares_past_brackets(&self, from: &Amount) -> Option<Amount> {
        const INSIDE: usize = 6;
        let view = self.view;
        let is = |at: usize, mark: char| view.token(at).is_some_and(|it| it.is_on_line() && it.is_mark(mark));
        let has_digits = |mut at: std::ops::Range<usize>| at.any(|at| view.token(at).is_some_and(Token::is_digits));
        let (open, close) = if is(from.end, '(') {
            (from.end, (from.end + 2..from.end + 2 + INSIDE).find(|at| is(*at, ')'))?)
        } else if is(from.end, ')') {
            let least = from.first.saturating_sub(INSIDE);
            ((least..from.first).rev().find(|at| is(*at, '('))?, from.end)
        } else {
            return None;
        };
        let was =
            self.number_before(close).filter(|was| was.end == close && was.scale.is_none() && was.first > open)?;
        let now = self.number_before(open).filter(|now| now.end == open && now.scale.is_none())?;
        // "14 (2018: 12) Tote": of things nothing is said.
        if was.sort != Sort::Plain || now.sort != Sort::Plain || !has_digits(open..close) {
            return None;
        }
        let word = view.token(close + 1).filter(|word| word.is_on_line() && !word.is_joined())?;
        let scale = view.lexicon.longest(view.tokens, close + 1, Roles::any(&[Role::Scale, Role::ScaleAfterDigits]));
        let scale = scale.filter(|_| word.is_word()).and_then(|it| {
            let value =
                view.lexicon.value(it.node, Role::Scale).or(view.lexicon.value(it.node, Role::ScaleAfterDigits));
            Some((value?, it.end))
        });
        let unit = suffix_at(view, scale.map_or(close + 1, |(_, end)| end), &from.number)?;
        let is_meant =
            matches!(unit.kind, Kind::Percent | Kind::Money) || unit.kind == Kind::Measure && scale.is_none();
        let scale = scale.map(|(value, _)| value);
        let value = from.value.checked_mul(scale.unwrap_or(Decimal::ONE))?.checked_mul(unit.factor)?;
        is_meant.then(|| Amount {
            number: Number { scale, ..from.number },
            value,
            kind: unit.kind,
            suffix: Some(Suffix { end: from.end, ..unit }),
            prefix: None,
            ..*from
        })
    }

    /// "2,3 (1,9) Milliarden Euro": the scale behind the brackets is no figure of its own.
    pub(super) fn past_unit_of_both(&self, draft: &mut Draft) {
        let view = self.view;
        let close = draft.end;
        let is_scaled = draft.figure.kind == Kind::Money && draft.number.is_some_and(|number| number.scale.is_some());
        if !is_scaled || !view.token(close).is_some_and(|mark| mark.is_on_line() && mark.is_mark(')')) {
            return;
        }
        let scale = view.lexicon.longest(view.tokens, close + 1, Roles::any(&[Role::Scale, Role::ScaleAfterDigits]));
        let unit = scale.zip(draft.number).and_then(|(scale, number)| suffix_at(view, scale.end, &number));
        if let Some(unit) = unit.filter(|unit| Some(&unit.unit) == draft.figure.unit.as_ref()) {
            draft.hedge_end = unit.end;
        }
    }

    /// "18 years, of which 12 must be served": some of a length of time, told right behind it, that counts nothing itself.
    pub(super) fn is_rest_of_term(&self, draft: &Draft) -> bool {
        let view = self.view;
        let things = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Counter]);
        // "7 anni e 4 mesi, di cui due già scontati": of years, which are not the unit of the sum.
        let term = self.number_before(draft.hedge_first).and_then(|it| it.first.checked_sub(1));
        let is_sum = term.is_some_and(|and| view.roles_at(and).has(Role::And));
        draft.is_unscaled_whole()
            && !is_sum
            && view.lexicon.longest(view.tokens, draft.end, things).is_none()
            && (self.counts_nothing(draft.end) || view.lexicon.longest(view.tokens, draft.end, CHANGES).is_some())
    }

    /// "ночью минус 12, днём +3…+5": a sign makes degrees of a bare number where the weather is told of.
    pub(super) fn in_degrees(&self, draft: &mut Draft) {
        const FAR: usize = 14;
        let view = self.view;
        let is_bare = draft.figure.kind == Kind::Number
            && draft.number.is_some_and(|it| it.has_digits && it.scale.is_none() && it.sort == Sort::Plain);
        if !is_bare || !view.may_have(Roles::of(Role::UnitNear)) || !self.counts_nothing(draft.end) {
            return;
        }
        let sign = |at: usize| view.token(at).is_some_and(|it| it.is_mark('+'));
        let figure = &draft.figure;
        let is_signed = figure.value.or(figure.low).is_some_and(Decimal::is_negative)
            || draft.first.checked_sub(1).is_some_and(sign)
            || view.cue_before(draft.first, "plus").is_some();
        let told = |at: usize| {
            let word = view.lexicon.longest(view.tokens, at, Roles::of(Role::UnitNear));
            word.and_then(|word| view.lexicon.name(word.node, Role::UnitNear)).is_some_and(|unit| unit == "Cel")
        };
        let was_told =
            || matches!(&self.level, Some((Kind::Measure, unit, end)) if unit == "Cel" && draft.first <= end + FAR);
        // "15 Prozent (plus 1)": a change beside a share.
        let opens = |at: usize| view.token(at).is_some_and(|mark| mark.is_mark('('));
        let is_beside = [1, 2].into_iter().any(|back| draft.first.checked_sub(back).is_some_and(opens));
        let is_of_share = is_beside && matches!(&self.level, Some((Kind::Percent, _, end)) if draft.first <= end + 3);
        // "28–31 degrees by day, 8 to 11 by night"
        let is_next_range = || draft.figure.relation == Relation::Range && was_told();
        let is_frost = || was_told() || (draft.first.saturating_sub(FAR)..draft.first).any(told);
        if is_next_range() || is_signed && !is_of_share && is_frost() {
            (draft.figure.kind, draft.figure.unit) = (Kind::Measure, Some("Cel".into()));
        }
    }

    /// Makes per cent of a bare number, and percentage points of one in points, where a share before it says so.
    pub(super) fn in_percent(&self, draft: &mut Draft) {
        const SENTENCE: usize = 24;
        let view = self.view;
        self.less_by_points(draft);
        let Some(number) = draft.number.filter(|number| {
            draft.figure.kind == Kind::Number
                && number.sort == Sort::Plain
                && number.scale.is_none()
                && number.value < Decimal::from(100)
        }) else {
            return;
        };
        if let Some(end) = view.cue(number.end, "points").filter(|_| draft.end == number.end) {
            if self.points_of_share(draft, end) {
                draft.stretch(view, draft.first, end);
                (draft.figure.kind, draft.figure.unit) = (Kind::Percent, Some("[pp]".into()));
                self.less_by_points(draft);
            }
            return;
        }
        let level = self.level.as_ref().filter(|(kind, unit, _)| *kind == Kind::Percent && unit == "%");
        let level = level.filter(|_| number.has_digits);
        let Some((_, _, end)) = level.filter(|(_, _, end)| draft.first <= end + SENTENCE) else { return };
        let is_next = self.is_rival_share(draft, *end) || self.is_share_of_list(draft, *end);
        if is_next {
            draft.take_unit(Kind::Percent, Some("%".into()));
        }
    }

    /// "40,2%, menos 8,4 pontos": a word for minus behind a share and a comma tells that it is so much less.
    fn less_by_points(&self, draft: &mut Draft) {
        const NEAR: usize = 3;
        let view = self.view;
        let follows = self.level.as_ref().is_some_and(|(kind, unit, end)| {
            *kind == Kind::Percent && unit == "%" && (end + 1..=end + NEAR).contains(&draft.first)
        });
        let is_less = draft.figure.unit.as_deref() == Some("[pp]")
            && view.token(draft.first).is_some_and(Token::is_word)
            && view.before(draft.first).is_some_and(|comma| comma.is_mark(','));
        let value = draft.figure.value.filter(|value| value.is_negative() && follows && is_less);
        if let Some((value, number)) = value.zip(draft.number) {
            draft.state(value.negated(), draft.figure.relation);
            draft.stretch(view, number.first, draft.end);
            draft.figure.trend = Some(Trend::Down);
        }
    }

    /// "63.2 per cent, down 4.1 points", "22 Prozent, 2 Punkte mehr", "fell 0.2 points to 7.3 percent": points, up to token `end`, by
    /// which a share has changed or differs.
    fn points_of_share(&self, draft: &Draft, end: usize) -> bool {
        const NEAR: usize = 7;
        const FAR: usize = 14;
        const LINK: usize = 3;
        let view = self.view;
        let most = Decimal::from(40);
        let small = draft.figure.value.is_some_and(|value| value < most);
        let differs = Roles::any(&[
            Role::Others,
            Role::MoreThanBefore,
            Role::LessThanBefore,
            Role::Up,
            Role::Down,
            Role::Change,
            Role::Than,
        ]);
        // "43 % jugent la mesure injuste, soit 6 points de plus": compared, it may stand farther.
        let is_compared = view.lexicon.longest(view.tokens, end, differs).is_some();
        let near = if is_compared { FAR } else { NEAR };
        let before = self.level.as_ref().filter(|(kind, unit, at)| {
            *kind == Kind::Percent && unit == "%" && draft.hedge_first <= at + near && *at <= draft.hedge_first
        });
        let is_other = |at: usize| view.token(at).is_none_or(|it| !it.is_on_line() || matches!(it.first, '.' | ';'));
        let changes = |first: usize, end: usize| (first..end).any(|at| view.roles_at(at).meets(CHANGES));
        let behind_share = before.is_some_and(|(_, _, share)| {
            let is_near = !(*share..draft.hedge_first).any(is_other);
            let more = is_compared
                || view.cue(end, "age_bound").is_some()
                || view.lexicon.longest_before(view.tokens, draft.first, differs).is_some();
            // "58.1 per cent, up 3.4 points": right behind a share that is no change itself.
            let is_beside = || {
                let of_place = Roles::any(&[Role::And, Role::RangeClose, Role::RangeJoiner, Role::Definite]);
                let words = share + 1..draft.hedge_first;
                let first = self.number_before(*share).map_or(0, |number| number.first);
                view.token(*share).is_some_and(|comma| comma.is_mark(','))
                    && words.len() <= 2
                    && words.clone().all(|at| view.token(at).is_some_and(|word| word.is_word() || word.is_mark('+')))
                    && !words.clone().any(|at| view.roles_at(at).meets(of_place))
                    && !changes(first.saturating_sub(LINK + 1), first)
            };
            is_near && (more || changes(*share, draft.first) || is_beside())
        });
        let before_share = || {
            let at = place_from(self.numbers, end);
            let Some(share) = self.numbers.get(at).filter(|share| share.first > end && share.first <= end + LINK)
            else {
                return false;
            };
            // "22.74 points or 0.3%": a word that only joins tells the same otherwise, and no level.
            let closes = Roles::any(&[Role::RangeClose, Role::AtMostBefore]);
            let joins = (end..share.first).any(|at| view.lexicon.longest(view.tokens, at, closes).is_some())
                && (end..share.first).all(|at| view.token(at).is_some_and(|it| it.is_word() || it.is_mark(',')));
            let is_share = self.amount(at, end).is_some_and(|it| {
                it.kind == Kind::Percent && it.suffix.as_ref().is_some_and(|suffix| suffix.unit == "%")
            });
            joins && is_share
        };
        small && (behind_share || before_share())
    }

    /// "55.3 percent to 44.7", "55,3 % contra 44,7": what is left for the other of two.
    fn is_rival_share(&self, draft: &Draft, end: usize) -> bool {
        const NEAR: usize = 7;
        let view = self.view;
        let joins = Roles::any(&[Role::RangeClose, Role::RangeJoiner, Role::ScoreJoiner, Role::Previous]);
        let share = self.share_before(end);
        let both = share.zip(draft.figure.value).and_then(|(share, other)| share.checked_add(other));
        both.is_some_and(|both| both >= Decimal::from(MOST) && both <= Decimal::from(WHOLE))
            && draft.first <= end + NEAR
            // "41 percent, and Smith, 45, resigned": "and" sets nobody against another.
            && (end..draft.first).any(|at| {
                !view.roles_at(at).has(Role::And) && view.lexicon.longest(view.tokens, at, joins).is_some()
            })
            && (end..draft.first).all(|at| {
                let is_plain = view.token(at).is_some_and(|it| it.is_word() || it.is_mark(','));
                is_plain && !view.roles_at(at).meets(CHANGES)
            })
            && view.lexicon.longest(view.tokens, draft.end, Roles::any(&[Role::Per, Role::PerWord])).is_none()
            && self.counts_nothing(draft.end)
    }

    /// "CDU 30 Prozent, SPD 15, Grüne auf 11", "(28,1 %) et la majorité (20,3)": the next share of a list, behind a name.
    fn is_share_of_list(&self, draft: &Draft, end: usize) -> bool {
        const NEAR: usize = 10;
        let view = self.view;
        let first = draft.hedge_first;
        let Some(before) = view.before(first).filter(|_| draft.figure.relation == Relation::Exact) else {
            return false;
        };
        // "31,5 Prozent (+2,1), die SPD auf 14,9 (-0,8)"
        let is_signed = |at: usize| {
            let sign = |mark: &Token| !mark.is_word() && (mark.is_mark('+') || mark.is_dash() || mark.first == '±');
            view.token(at).is_some_and(|open| open.is_mark('(')) && view.token(at + 1).is_some_and(sign)
        };
        let closes = |at: usize| {
            is_signed(at)
                || view.token(at).is_none_or(|next| {
                    !next.is_on_line() || next.lists() || !next.is_word() && matches!(next.first, '.' | ';' | ')')
                }) && !view.token(at + 1).is_some_and(|more| more.is_joined() && more.is_digits())
        };
        let ends = |at: usize| view.token(at).is_none_or(|mark| !mark.is_on_line() || mark.is_full_stop());
        if (end..first).any(ends) {
            return false;
        }
        // "2,3 % en juin et 2,6 en mai": the same of another month.
        let and = [first.checked_sub(1), first.checked_sub(2)].into_iter().flatten();
        let is_next = || and.clone().any(|at| at >= end && view.roles_at(at).has(Role::And));
        let of_month = view.roles_at(draft.end).meets(Roles::any(&[Role::Place, Role::Function, Role::DateOf]))
            && view.roles_at(draft.end + 1).has(Role::Month);
        if of_month && is_next() && first <= end + NEAR {
            return true;
        }
        if !closes(draft.end) {
            return false;
        }
        if before.is_mark('(') {
            let is_share = view.token(draft.end).is_some_and(|mark| mark.is_mark(')'));
            let was_in_brackets = view.token(end).is_some_and(|mark| mark.is_mark(')'));
            return is_share && was_in_brackets && draft.figure.value.is_some_and(|value| !value.is_whole());
        }
        let is_name = |at: usize| {
            view.token(at).is_some_and(|name| name.is_word() && name.is_capital && name.is_on_line() && name.length > 1)
                && !view.roles_at(at).meets(Roles::any(&[
                    Role::Month,
                    Role::Category,
                    Role::NameBefore,
                    Role::Duration,
                ]))
        };
        let grammar = Roles::any(&[Role::Place, Role::Function, Role::RangeClose]);
        // "la SPD auf 15", "el PSOE baja al 29,8"
        let is_small = |at: usize| view.roles_at(at).meets(grammar);
        let named = first.checked_sub(1).is_some_and(is_name)
            || first.checked_sub(2).is_some_and(is_name) && is_small(first - 1)
            || first.checked_sub(3).is_some_and(is_name)
                && is_small(first - 1)
                && view.roles_at(first - 2).meets(CHANGES);
        // "34,5 procenta hlasů, Spolu 23,4": of what, before the comma.
        let noun = view.token(end).is_some_and(|noun| noun.is_word() && noun.is_on_line() && !noun.is_capital);
        let end = if noun && view.token(end + 1).is_some_and(|mark| mark.is_mark(',')) { end + 1 } else { end };
        // One figure stands between two names, and no clause of its own.
        let joins = view.token(end).is_some_and(Token::lists);
        let is_listed = first <= end + NEAR && (joins || is_signed(end));
        let both = self.share_before(end).zip(draft.figure.value).and_then(|(share, other)| share.checked_add(other));
        named && is_listed && both.is_some_and(|both| both <= Decimal::from(WHOLE))
    }

    /// How much the share that ends before token `end` is.
    fn share_before(&self, end: usize) -> Option<Decimal> {
        self.number_before(end).map(|share| share.value)
    }

    /// The last number that ends before token `end`.
    pub(super) fn number_before(&self, end: usize) -> Option<&Number> {
        let at = self.numbers.partition_point(|number| number.end <= end).checked_sub(1)?;
        self.numbers.get(at)
    }
}

//! Places in an order: the 72nd, trzeci, 第15, with a bound or from the end.
//!
//! Numbers and the marks that touch them come in, ordinals go out; what only names something is none.

use super::{Composing, hedge_after};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::kinds::{ordinal, suffix};
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, Sort};
use crate::token::Token;

impl Composing<'_, '_> {
    /// Where the number ends with its mark, if it is a place in an order.
    pub(super) fn ordinal_end(&self, number: &Number) -> Option<usize> {
        match number.sort {
            Sort::Ordinal => Some(number.end),
            Sort::Plain if self.is_ordinal_alone(number) => Some(number.end),
            _ => ordinal::mark_end(self.view, number)
                .filter(|end| !self.is_degree(number, *end) && !self.is_length(number, *end)),
        }
    }

    /// "3일 동안", "3일 연속": whether the mark that ends before token `end` is of a day of a month, and days are counted.
    fn is_length(&self, number: &Number, end: usize) -> bool {
        let view = self.view;
        if !view.lexicon.per_character() {
            return false;
        }
        let unit = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::Duration));
        unit.is_some_and(|unit| unit.end > end) || suffix::days_counted(view, number).is_some()
    }

    /// "to tusinde", "المائة وخمسة": whether all that is written is a number that begins or ends as places in an order do.
    fn is_ordinal_alone(&self, number: &Number) -> bool {
        let view = self.view;
        let is_all = view.is_whole && number.first == 0 && number.end == view.tokens.len() && !number.has_digits;
        if !is_all || !view.lexicon.switches.ordinal_alone || number.value.is_zero() {
            return false;
        }
        let place = |at: usize| view.lexicon.value(view.token(at)?.word.node, Role::Ordinal);
        place(0).is_some_and(|place| place >= Decimal::from(100)) || place(number.end - 1).is_some()
    }

    /// "32° C", "-10°": whether the mark that ends before token `end` is of degrees, though ordinals have it too.
    fn is_degree(&self, number: &Number, end: usize) -> bool {
        let view = self.view;
        let scale = view.token(end).is_some_and(|scale| {
            scale.is_on_line() && scale.is_word() && scale.length == 1 && matches!(scale.first, 'C' | 'c' | 'F' | 'f')
        });
        let minus = view.before(number.first).is_some_and(|mark| matches!(mark.first, '-' | '\u{2212}'));
        view.before(end).is_some_and(|mark| matches!(mark.first, '°' | 'º')) && (scale || minus)
    }

    /// 10番目以上: a place in an order with a bound behind it, where words stand without spaces.
    pub(super) fn bounded(&self, mut place: Draft) -> Draft {
        let bound = hedge_after(self.view, place.end).filter(|_| self.view.lexicon.per_character());
        if let Some((end, relation, _)) = bound.filter(|(_, relation, _)| *relation != Relation::Approx)
            && let Some(value) = place.figure.value
        {
            place.state(value, relation);
            place.hedge_end = end;
        }
        place
    }

    /// Where the mark before a number that makes it a place in an order begins: 第15, ke-4.
    pub(super) fn ordinal_before(&self, number: &Number) -> Option<usize> {
        let view = self.view;
        let hyphen = view.before(number.first).is_some_and(|mark| is_hyphen(mark.first) && mark.is_joined());
        let end = number.first - usize::from(hyphen);
        let (first, _) = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::OrdinalBefore))?;
        let is_plain = number.sort == Sort::Plain && number.value.is_whole();
        let token = view.token(number.first)?;
        let is_apart = view.lexicon.switches.ordinal_mark_apart && number.has_digits && token.is_on_line();
        if view.lexicon.switches.definite_ordinals && !self.closes_noun(number) {
            return None;
        }
        (is_plain && (token.is_joined() || is_apart)).then_some(first)
    }

    /// "השורה השש מאות ואחת": whether a definite number past ten in words stands behind its noun, as nothing follows that it counts.
    fn closes_noun(&self, number: &Number) -> bool {
        let view = self.view;
        let counts = view
            .token(number.end)
            .is_some_and(|next| next.is_on_line() && next.is_word() && !view.roles_at(number.end).has(Role::Function));
        !number.has_digits && number.value > Decimal::from(10) && !counts
    }

    /// The ordinal of the number in this place, or nothing where it is a name: 72-га бригада.
    pub(super) fn ordinal(&self, at: usize, end: usize) -> Option<Draft> {
        let (view, number) = (self.view, self.numbers.get(at)?);
        let names = (end..end + 3).any(|at| {
            view.token(at).is_some_and(Token::is_word_on_line)
                && view.lexicon.longest(view.tokens, at, Roles::of(Role::NameAfter)).is_some()
        });
        // "最後から三番目", 倒数第二: a place from the end.
        let start = self.ordinal_before(number).unwrap_or(number.first);
        let names = names
            || view.lexicon.per_character()
                && view.lexicon.longest_before(view.tokens, start, Roles::of(Role::NameBefore)).is_some();
        // "i primi due giorni", "the first 30 minutes": the first few, no place in an order.
        let counts = self.number_near(at, end).is_some_and(|next| next.sort == Sort::Plain);
        if names || counts && number.value <= Decimal::from(3) {
            return None;
        }
        // "po 16. hodině"
        if let Some(hour) = view.cue(end, "ordinal_hour").filter(|_| number.value <= Decimal::from(24)) {
            let mut time = Draft::new(view, Kind::Time, number.first, hour);
            time.state(number.value, Relation::Exact);
            return Some(time);
        }
        let mut draft = Draft::new(view, Kind::Ordinal, number.first, end);
        draft.state(number.value, Relation::Exact);
        draft.figure.flags = number.flags;
        draft.number = Some(*number);
        Some(draft)
    }
}

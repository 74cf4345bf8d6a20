//! What an amount is told for: 600 a day, €95/MWh; before it where words stand without spaces: 1人当たり2万円, 每天3000人.

use compact_str::CompactString;

use super::{LONGEST_LABEL, Relating};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles, Sign};
use crate::library::is_person;
use crate::token::Token;

/// Tokens between what an amount is told for and the amount: 1世帯あたり計7千円, 每天接待3000人.
const NEAR: usize = 3;

impl Relating<'_, '_> {
    /// "600 a day", "12 per 100 000 inhabitants".
    pub(super) fn rate(&self, draft: &mut Draft, mut next: Option<&mut Draft>) {
        let view = self.view;
        if matches!(draft.figure.kind, Kind::Date | Kind::Time | Kind::Score | Kind::Ordinal)
            || !view.may_have(Roles::any(&[Role::Per, Role::PerWord]))
                && !self.has_slash(draft)
                && !next.as_deref().is_some_and(|next| self.is_round_of_people(next))
        {
            return;
        }
        let label_end = draft.figure.label.and_then(|label| {
            (draft.end..self.ceiling.min(draft.end + LONGEST_LABEL + 2))
                .find(|at| view.token(*at).is_some_and(|token| token.start >= label.end))
        });
        let ends = [Some(draft.hedge_end.max(draft.end)), label_end.or_else(|| self.stuff_end(draft))];
        // Where words stand without spaces, what an amount is told for stands before it.
        if let Some(next) = next.as_deref_mut().filter(|_| !view.lexicon.per_character()) {
            let every = |at| ["out_of_every", "into_next", "became"].iter().find_map(|key| view.cue(at, key));
            let per = |at: usize| {
                let phrase = view.lexicon.longest(view.tokens, at, Roles::of(Role::PerWord)).map(|phrase| phrase.end);
                let end = phrase.or_else(|| every(at).filter(|_| self.is_round_of_people(next)))?;
                (end == next.hedge_first && view.token(at)?.is_on_line()).then_some(())
            };
            // "1.106 casos de gripe por cada 100.000 habitantes": of what they are may stand between.
            let past_link = |at: usize| {
                let link = view.lexicon.longest(view.tokens, at, Roles::of(Role::LabelLink))?;
                let is_word = view.token(link.end).is_some_and(|word| word.is_word() && word.is_on_line());
                is_word.then(|| per(link.end + 1)).flatten()
            };
            let stated = ends.into_iter().flatten().find_map(|at| per(at).or_else(|| past_link(at)));
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
        if self.told_per_one(draft, next) {
            return;
        }
        for at in ends.into_iter().flatten() {
            if let Some(per) = self.per_noun(at) {
                draft.figure.per = Some(per);
                return;
            }
            let Some(phrase) = view.lexicon.longest(view.tokens, at, Roles::of(Role::Per)) else { continue };
            // "4.9 per cent a year earlier" says when.
            let is_then = |at: usize| view.cue(at, "last_time").is_some_and(|end| end > phrase.end);
            if view.lexicon.longest(view.tokens, at, Roles::of(Role::Earlier)).is_some()
                || (at..phrase.end).any(is_then)
            {
                continue;
            }
            if at < self.ceiling && view.token(at).is_some_and(|token| token.is_on_line()) {
                draft.figure.per = view.lexicon.name(phrase.node, Role::Per).cloned();
                return;
            }
        }
    }

    /// 1人当たり国内総生産は2700ドル: whether the amount is what the next one of the clause is told for.
    fn told_per_one(&self, draft: &mut Draft, next: Option<&mut Draft>) -> bool {
        const LONGEST: usize = 20;
        let view = self.view;
        // "1 คนต่อวัน": where verbs do not close, the amount is told for what follows.
        let may_open = view.lexicon.per_character() && view.lexicon.switches.verb_final;
        if !may_open || draft.figure.value != Some(Decimal::ONE) {
            return false;
        }
        let from = draft.number.map_or(draft.end, |number| number.end);
        let per = (from + 1..from + LONGEST_LABEL)
            .take_while(|at| view.token(*at).is_some_and(Token::is_joined))
            .find_map(|at| Some((at, view.lexicon.longest(view.tokens, at, Roles::of(Role::PerWord))?.end)));
        let Some((noun_end, end)) = per else { return false };
        draft.is_rate = true;
        let goes_on = |at: usize| {
            view.token(at)
                .is_some_and(|token| token.is_on_line() && (token.is_word() || matches!(token.first, '(' | ')')))
        };
        if let Some(next) = next.filter(|next| next.hedge_first >= end && next.hedge_first - end <= LONGEST)
            && matches!(next.figure.kind, Kind::Count | Kind::Number | Kind::Money | Kind::Measure)
            && (end..next.hedge_first).all(goes_on)
        {
            next.figure.per = match draft.figure.kind {
                Kind::Duration | Kind::Measure => draft.figure.unit.clone(),
                _ => view.text_of(from, noun_end).map(Into::into),
            };
        }
        true
    }

    /// "210,000 tonnes of CO2 a year", "90 Liter Regen pro Quadratmeter": where what is measured ends.
    fn stuff_end(&self, draft: &Draft) -> Option<usize> {
        const LONGEST: usize = 3;
        let view = self.view;
        let link = view.lexicon.longest(view.tokens, draft.end, Roles::of(Role::LabelLink)).map(|link| link.end);
        let noun = link.unwrap_or(draft.end);
        let is_noun = view.token(noun).is_some_and(Token::is_word_on_line)
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
        // "خمس سنوات لكل منهم": of each of them.
        if view.roles_at(phrase.end).has(Role::PartOf) {
            return None;
        }
        // 1人当たりの負担
        if view.lexicon.per_character() && view.roles_at(phrase.end).has(Role::Function) {
            return None;
        }
        // "150 presos cada uno": so many of each.
        if view.roles_at(phrase.end).meets(Roles::any(&[Role::Article, Role::OneArticle, Role::Cardinal]))
            && view.token(phrase.end + 1).is_none_or(|next| !next.is_word_on_line())
        {
            return None;
        }
        // "miljoenen op de vlucht": where a word for it is one of place too, only a number behind it is a rate.
        if view.roles_at(at).has(Role::Place) && self.unit_at(phrase.end).is_none() {
            return None;
        }
        Some(self.unit_at(phrase.end).unwrap_or_else(|| noun.text(view.text).into()))
    }

    /// "на 100 тис. населення": a round number of people.
    fn is_round_of_people(&self, next: &Draft) -> bool {
        let is_round = next
            .figure
            .value
            .and_then(Decimal::to_u32)
            .is_some_and(|many| matches!(many, 100 | 1000 | 10_000 | 100_000 | 1_000_000));
        // "5,1 casos por 100.000.": of how many they are goes without saying.
        let is_bare = || {
            next.figure.value.and_then(Decimal::to_u32).is_some_and(|many| many >= 10_000)
                && self.view.token(next.after()).is_none_or(|mark| {
                    !mark.is_on_line() || matches!(mark.first, '.' | ',' | ';' | ')') && !mark.is_word()
                })
        };
        is_round && self.view.category_at(next.after()).map_or_else(is_bare, |people| is_person(people))
    }

    /// Whether a slash touches the amount.
    fn has_slash(&self, draft: &Draft) -> bool {
        self.view.token(draft.end).is_some_and(|slash| slash.is_mark('/') && slash.is_joined())
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
    fn label_behind(&self, draft: &Draft) -> usize {
        let from = draft.after();
        let inside = Relating::within(self.view, draft.end, self.view.tokens.len());
        inside.label(from).map_or(from, |label| label.end)
    }

    /// "varil başına 82 dolar", "за баррель 82 доллара": a price right behind what it is told for, where no amount stands before that.
    fn price_behind_unit(&self, draft: &mut Draft, before: Option<&Draft>) {
        let view = self.view;
        let first = draft.hedge_first.min(draft.first);
        let told = || view.lexicon.longest_before(view.tokens, first, Roles::of(Role::Per));
        let Some((open, phrase)) = (draft.figure.kind == Kind::Money).then(told).flatten() else { return };
        let is_next = view.token(first).is_some_and(|token| token.is_on_line());
        if is_next && open >= self.floor && before.is_none_or(|before| before.after() < open) {
            draft.figure.per = view.lexicon.name(phrase.node, Role::Per).cloned();
        }
    }

    /// Takes what stands before the amount for what it is told for; a figure in it, `before`, is none of its own.
    pub(super) fn rate_before(&self, draft: &mut Draft, mut before: Option<&mut Draft>) {
        let view = self.view;
        let may_have_rate = matches!(draft.figure.kind, Kind::Count | Kind::Number | Kind::Money | Kind::Measure);
        let may_be_told = view.may_have(Roles::any(&[Role::Per, Role::PerWord]));
        if !may_be_told || !may_have_rate || draft.figure.per.is_some() {
            return;
        }
        if !view.lexicon.per_character() {
            self.price_behind_unit(draft, before.as_deref());
            return;
        }
        let is_between = |at: usize| view.token(at).is_some_and(Token::is_word_on_line);
        let first = draft.hedge_first.min(draft.first);
        for end in (first.saturating_sub(NEAR).max(1)..=first).rev() {
            if end < first && !is_between(end) || !view.token(first).is_some_and(|token| token.is_on_line()) {
                return;
            }
            if let Some((open, phrase)) = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Per)) {
                let time = view.lexicon.name(phrase.node, Role::Per).cloned();
                match before.as_deref_mut() {
                    Some(before) if before.end > open => {
                        // 1日当たり: the word has the unit in it.
                        let is_one = || {
                            before.figure.value == Some(Decimal::ONE) && before.number.is_some_and(|it| it.end == open)
                        };
                        let is_inside = (before.first >= open || is_one()) && before.after() <= end;
                        if is_inside && before.figure.kind == Kind::Duration {
                            (before.is_rate, draft.figure.per) = (true, time);
                        }
                    }
                    _ => draft.figure.per = time,
                }
                return;
            }
            let word = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::PerWord));
            // "1 คนต่อวัน": where verbs do not close, what it is told for stands behind.
            let word = word.filter(|_| view.lexicon.switches.verb_final);
            if let Some((open, _)) = word
                && let Some(before) = before.as_deref_mut()
                && matches!(before.figure.kind, Kind::Count | Kind::Number | Kind::Measure | Kind::Duration)
            {
                let is_one = before.figure.value == Some(Decimal::ONE);
                let from = if is_one && before.after() < open { before.after() } else { before.first };
                if self.label_behind(before) == open || before.after() == open {
                    draft.figure.per = view.text_of(from, open).map(Into::into);
                    before.is_rate = true;
                }
                return;
            }
        }
    }
}

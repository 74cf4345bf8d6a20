//! Numbers that are asked for: "the number of new contracts fell to 24,300".
//!
//! A number and the figures before it come in; what the words that ask for it name is what it counts.

use super::Relating;
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::kinds::date::is_of_our_times;
use crate::lexicon::{CHANGES, Role, Roles};
use crate::library::{alone, can_happen, categories};
use crate::stages::fold::is_apostrophe;
use crate::token::Token;

impl Relating<'_, '_> {
    /// "The number of new contracts fell to 24,300": what the words that ask for a number name, whatever it is.
    pub(super) fn numbered(&self, draft: &mut Draft, head: &[Draft]) {
        const REACH: usize = 20;
        let view = self.view;
        if let Some(label) = self.subject_of_being(draft) {
            draft.figure.label = self.span(label.0, label.1);
            return;
        }
        if !view.may_have(Roles::of(Role::NumberOf)) {
            return;
        }
        let end = draft.hedge_first;
        let stop = head.iter().rev().take(3).find(|before| before.is_amount()).map_or(0, |before| before.reach());
        let mut verb = None;
        let mut at = end;
        let phrase = loop {
            let Some(before) = at.checked_sub(1).filter(|before| *before >= stop && end - before <= REACH) else {
                return;
            };
            at = before;
            // "rose by 40.2% to 84,172", "subió un 4,2 %, hasta 84.172": the change stands between.
            let is_of_change = |token: &Token| {
                token.is_mark('%') || token.is_joined() && matches!(token.first, '.' | ',') && token.is_on_line()
            };
            // "тайфуну «Калмаегі»": a name in quotation marks.
            let is_quote = |token: &Token| token.is_quotation_mark() && token.is_on_line();
            // "in der Woche 24-30: 2.180"
            let is_dash = |token: &Token| token.is_dash() && token.is_joined();
            let is_colon = |token: &Token| token.is_mark(':') && at + 1 == end;
            // "sayısı 27 Mayıs'tan bu yana 2 bin 123'e": since when.
            let is_elided = |token: &Token| is_apostrophe(token.first) && token.is_joined() && token.length == 1;
            let is_joint = |token: &Token| is_dash(token) || is_colon(token) || is_elided(token);
            let is_mark = |token: &Token| is_of_change(token) || is_quote(token) || is_joint(token);
            let may_stand = |token: &&Token| token.is_word() || token.is_digits() || is_mark(token);
            let Some(token) = view.token(at).filter(may_stand) else { return };
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, Roles::of(Role::NumberOf)) {
                break phrase;
            }
            if view.lexicon.longest(view.tokens, at, CHANGES).is_some_and(|change| change.end <= draft.first) {
                verb = Some(at);
            }
            if !token.is_on_line() {
                return;
            }
        };
        let ceiling = verb.unwrap_or(end);
        let inside = Relating { floor: phrase.end, since: phrase.end, ceiling, beyond: ceiling, far: ceiling, ..*self };
        let first = phrase.end + usize::from(view.roles_at(phrase.end).has(Role::Definite));
        let Some(label) = inside.label(first) else { return self.numbered_behind(draft, at, stop) };
        draft.figure.label = self.span(label.first, label.end);
        draft.figure.category = label.category.and_then(|node| view.lexicon.name(node, Role::Category)).cloned();
        draft.figure.side = label.side.and_then(|node| view.lexicon.name(node, Role::Side)).cloned();
        let own = label.outcome.and_then(|node| self.outcome_name(node)).cloned();
        let told = || inside.outcome_after(first, label.end, draft.figure.category.as_deref()).map(|told| told.name);
        draft.figure.outcome = own.or_else(told);
        if draft.figure.category.is_none() {
            draft.figure.category = draft.figure.outcome.as_deref().and_then(alone).map(Into::into);
        }
    }

    /// "Boşanan çiftlerin sayısı 568 bin": what stands before the words for a number, at token `at`, where those have nothing behind them.
    fn numbered_behind(&self, draft: &mut Draft, at: usize, stop: usize) {
        const NOUNS: Roles = Roles::any(&[Role::Category, Role::OutcomeNoun]);
        const OTHER: Roles = Roles::any(&[
            Role::Function,
            Role::Definite,
            Role::Place,
            Role::And,
            Role::Change,
            Role::Month,
            Role::Ordinal,
            Role::Cardinal,
            Role::Duration,
        ]);
        let view = self.view;
        let unknown = |at: usize| {
            let is_noun = view.token(at).is_some_and(|noun| noun.is_word() && !noun.word.roles.meets(OTHER));
            (is_noun && view.token(at + 1).is_some_and(Token::is_on_line)).then_some(at)
        };
        // "kaybedenlerin toplam sayısı": a word for all of them may stand between.
        let in_all = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::Cumulative));
        let at = in_all.map_or(at, |(first, _)| first);
        let known = view.lexicon.longest_before(view.tokens, at, NOUNS);
        let first = known.map(|(first, _)| first).or_else(|| unknown(at.checked_sub(1)?));
        let Some(first) = first.filter(|first| *first >= stop && draft.figure.kind == Kind::Number) else {
            return;
        };
        draft.figure.label = self.span(first, at);
        let Some((_, noun)) = known else { return };
        draft.figure.category = view.lexicon.name(noun.node, Role::Category).cloned();
        let own = Some(noun.node).filter(|node| view.lexicon.roles(*node).has(Role::OutcomeNoun));
        // "öldürülen terörist sayısı"
        let told = || view.lexicon.longest_before(view.tokens, first, Roles::of(Role::Outcome)).map(|(_, it)| it.node);
        let name = own.or_else(told).and_then(|node| self.outcome_name(node));
        let may_be = |name: &str| draft.figure.category.as_deref().is_none_or(|category| can_happen(name, category));
        draft.figure.outcome = name.filter(|name| may_be(name)).cloned();
        if draft.figure.category.is_none() {
            draft.figure.category = draft.figure.outcome.as_deref().and_then(alone).map(Into::into);
        }
    }

    /// Whether four digits may as well be a year: no scale, point or hedge and no verb of change says that they count.
    pub(super) fn may_be_year(&self, draft: &Draft) -> bool {
        const VERB: usize = 3;
        let view = self.view;
        let is_likely = draft.figure.value.and_then(Decimal::to_u32).is_some_and(is_of_our_times);
        let is_plain =
            draft.number.is_none_or(|number| number.has_digits && number.scale.is_none() && !number.is_formatted);
        let end = draft.hedge_first;
        // "زاد عدد المصابين إلى 2059": a verb before the words that ask for a number.
        let asks = |at: &usize| view.lexicon.longest(view.tokens, *at, Roles::of(Role::NumberOf)).is_some();
        let asked = (end.saturating_sub(VERB + 1).max(self.floor)..end).find(asks).and_then(|at| at.checked_sub(1));
        let rose = |at: usize| view.lexicon.longest(view.tokens, at, CHANGES).is_some();
        is_likely
            && is_plain
            && !asked.is_some_and(rose)
            && draft.figure.relation == Relation::Exact
            && !(end.saturating_sub(VERB).max(self.floor)..end)
                .any(|at| view.lexicon.longest(view.tokens, at, CHANGES).is_some())
    }

    /// "Le consegne sono state 3.152", "Los expedientes son 48": where several things of any sort that open a clause, and that a verb of
    /// being says to be so many, begin and end.
    fn subject_of_being(&self, draft: &Draft) -> Option<(usize, usize)> {
        const VERBS: usize = 3;
        const NOUNS: usize = 4;
        let view = self.view;
        let is_word =
            |at: usize| view.token(at).is_some_and(|token| token.is_word() && token.is_on_line() && !token.is_capital);
        let end = draft.hedge_first;
        let verbs = (end.saturating_sub(VERBS).max(self.floor)..end)
            .rev()
            .take_while(|at| is_word(*at) && view.roles_at(*at).has(Role::Function))
            .filter(|at| view.roles_at(*at).has(Role::Passive))
            .last()?;
        // "I ricavi sono stati 120 milioni": a sum whose currency is left out.
        let many = draft.figure.value.filter(|value| value.is_whole() && *value > Decimal::ONE)?;
        let noun = |at: usize| {
            let other = Roles::any(&[Role::Function, Role::Place, Role::And, Role::Change, Role::Month, Role::Ordinal]);
            is_word(at) && !view.roles_at(at).meets(other)
        };
        let first = (verbs.saturating_sub(NOUNS).max(self.floor)..verbs).rev().take_while(|at| noun(*at)).last()?;
        // "La temperatura è 20": of one thing there are not so many.
        let article = first.checked_sub(1).filter(|article| view.cue(*article, "article_of_many") == Some(first))?;
        let opens = view.token(article).is_some_and(|token| token.is_capital || !token.is_on_line())
            || view
                .before(article)
                .is_some_and(|mark| matches!(mark.first, ',' | ';' | ':') || mark.word.roles.has(Role::And));
        let closes = view.token(draft.after()).is_none_or(|next| {
            !next.is_on_line()
                || !next.is_word() && !next.is_mark('%')
                || view.roles_at(draft.after()).has(Role::Function)
        });
        (opens && closes && many < Decimal::from(1_000_000)).then_some((first, verbs))
    }

    /// "Deaths in 2023: 310": the date between what is counted and a colon right before token `end`.
    pub(super) fn date_before_colon<'d>(&self, head: &'d [Draft], end: usize) -> Option<&'d Draft> {
        let date = head.last().filter(|date| date.figure.kind == Kind::Date && date.reach() + 1 == end)?;
        self.view.token(date.reach()).filter(|colon| colon.is_mark(':')).map(|_| date)
    }

    /// "A vessel with a capacity of 352", "a city of 90,000": whether the word before "of", right before token `at`, has so many of others.
    pub(super) fn is_of_measure(&self, at: usize, floor: usize) -> bool {
        let view = self.view;
        // "of about" may be one hedge.
        let is_of = |of: &usize| *of > floor && view.roles_at(*of).has(Role::LabelLink);
        let of = Some(at).filter(is_of).or_else(|| at.checked_sub(1).filter(is_of));
        let measure = of.and_then(|of| view.before(of)).filter(|noun| noun.is_word_on_line());
        let town = || view.category_at(of?.checked_sub(1)?);
        let is_town = || town().is_some_and(|name| name == categories::SETTLEMENT);
        measure.is_some_and(|noun| noun.word.roles == Roles::default() && !noun.is_capital || is_town())
    }
}

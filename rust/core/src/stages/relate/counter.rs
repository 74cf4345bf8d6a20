//! Counts told by the word that counts alone: 780명, 車5台が, 13기.
//!
//! A bare number comes in, a count of what its counter is said of goes out. Where a noun is named, it is told elsewhere.

use super::Relating;
use super::label::Label;
use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, categories, is_person};
use crate::token::Token;

impl Relating<'_, '_> {
    /// Makes a number with a counter joined to it a count, of people where only they are counted so.
    pub(super) fn by_counter(&self, draft: &mut Draft, head: &[Draft]) {
        const FIGURES: usize = 4;
        let view = self.view;
        if draft.figure.kind != Kind::Number || !view.lexicon.per_character() {
            return;
        }
        // 300多次: more than so many times.
        let counter = |from: usize| {
            let counter = view.lexicon.longest(view.tokens, from, Roles::of(Role::Counter));
            Some((from, counter.filter(|_| view.token(from).is_some_and(Token::is_on_line))?))
        };
        let found = counter(draft.end).or_else(|| counter(draft.after()));
        // 757只。: what is a word of grammar before others counts where nothing follows.
        let found = found.filter(|(_, counter)| {
            let closes = || view.token(counter.end).is_none_or(|next| !next.is_word() || !next.is_on_line());
            let roles = view.lexicon.roles(counter.node);
            !roles.has(Role::Function) || closes() && !roles.has(Role::RangeBehind)
        });
        let Some((from, counter)) = found else { return };
        if counter.end > self.ceiling {
            return;
        }
        draft.figure.kind = Kind::Count;
        draft.figure.label = self.span(from, counter.end);
        if view.cue(from, "people_counter").is_some() {
            draft.figure.category = Some(categories::PERSON.into());
            return;
        }
        // 無人機62機が飛来し、17機が着弾した: what was counted with the same word before.
        let word = |at: usize, end: usize| view.text_of(at, end);
        let is_same = |before: &&Draft| {
            let own = view.lexicon.longest(view.tokens, before.after(), Roles::of(Role::Counter));
            own.is_some_and(|own| word(before.after(), own.end) == word(from, counter.end))
        };
        if let Some(before) = head.iter().rev().take(FIGURES).find(is_same) {
            draft.figure.category.clone_from(&before.figure.category);
        }
    }

    /// 13人の行方が分かっていない: people of whom no more is said than that they are, or of whom the figure before told a part
    /// (여성 6명을 포함해 37명); whether it is so.
    pub(super) fn people_alone(&self, draft: &mut Draft, head: &[Draft]) -> bool {
        let view = self.view;
        let from = draft.after();
        let Some(end) = view.cue(from, "people_counter").filter(|end| *end <= self.ceiling) else { return false };
        let is_behind_part = || {
            let opener = view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::PartOf));
            opener.zip(head.last()).is_some_and(|((first, _), part)| {
                let counter = view.lexicon.longest(view.tokens, part.after(), Roles::of(Role::Counter));
                counter.map_or(part.after(), |counter| counter.end) == first
            })
        };
        let is_alone = end > from + 1 || view.lexicon.switches.verb_final && is_behind_part();
        if is_alone {
            draft.figure.category = Some(categories::PERSON.into());
            draft.figure.label = self.span(from, self.counter_end(from, end));
        }
        is_alone
    }

    /// 13人の: where the counter from token `from` to `end` ends without the grammar behind it.
    fn counter_end(&self, from: usize, end: usize) -> usize {
        let is_grammar = |at: &usize| self.view.roles_at(*at).has(Role::Function);
        end - (from + 1..end).rev().take_while(is_grammar).count()
    }

    /// 1万2千戸が停電し、64人が負傷: people, as the word says that they are counted with.
    pub(super) fn people_by_counter(&self, draft: &mut Draft) {
        let from = draft.after();
        if let Some(end) = self.view.cue(from, "people_counter").filter(|end| *end <= self.ceiling) {
            draft.figure.category = Some(categories::PERSON.into());
            draft.figure.label = self.span(from, self.counter_end(from, end));
        }
    }

    /// รถถัง 45 คันถูกทำลาย: behind a counter of several letters at `end` what happened is told, where the noun stands before.
    pub(super) fn past_counter(&self, draft: &Draft, end: usize) -> usize {
        let view = self.view;
        let has_noun = draft.figure.label.is_some_and(|label| label.end <= draft.figure.span.start);
        let counter = view.lexicon.longest(view.tokens, end, Roles::of(Role::Counter));
        let counter = counter.filter(|counter| counter.end > end + 1 && counter.end <= self.ceiling);
        counter.filter(|_| has_noun && view.lexicon.per_character()).map_or(end, |counter| counter.end)
    }

    /// บ้านเสียหาย 45 หลัง: who or what suffered stands before the verb, behind which the number and a counter say how many.
    pub(super) fn who_suffered(&self, draft: &mut Draft, end: usize) {
        const BETWEEN: usize = 3;
        let (view, lexicon) = (self.view, self.view.lexicon);
        let is_plain = draft.figure.category.as_deref().is_none_or(|it| it == categories::PERSON);
        let first = draft.hedge_first;
        let counter = lexicon.longest(view.tokens, draft.after(), Roles::any(&[Role::Counter, Role::Category]));
        if !lexicon.per_character()
            || lexicon.switches.verb_final
            || !is_plain
            || counter.is_none() && end == draft.after()
        {
            return;
        }
        let mut verb = (first.saturating_sub(BETWEEN).max(self.floor)..=first).rev();
        let verb = verb.find_map(|at| lexicon.longest_before(view.tokens, at, Roles::of(Role::Suffers)));
        let Some((verb, told)) = verb.filter(|(at, _)| *at > self.floor) else { return };
        let whose = lexicon.longest_before(view.tokens, verb, Roles::of(Role::Side));
        let noun = |end: usize| lexicon.longest_before(view.tokens, end, Roles::of(Role::Category));
        let noun = noun(verb).or_else(|| whose.and_then(|(at, _)| noun(at)));
        let Some((at, noun)) = noun.filter(|(at, _)| *at >= self.floor) else { return };
        let name = lexicon.name(noun.node, Role::Category);
        let outcome = self.outcome_name(told.node);
        if let Some((name, outcome)) = name.zip(outcome).filter(|(name, outcome)| can_happen(outcome, name)) {
            draft.figure.kind = Kind::Count;
            draft.figure.category = Some(name.clone());
            draft.figure.outcome = Some(outcome.clone());
            draft.figure.label = self.span(at, noun.end);
            if let Some((_, whose)) = whose.filter(|(side, _)| *side == noun.end) {
                draft.figure.side = lexicon.name(whose.node, Role::Side).cloned();
            }
        }
    }

    /// 1万2千戸が停電し、64本が運休: whether it is counted with another word than what was counted before.
    pub(super) fn counts_otherwise(&self, draft: &Draft, head: &[Draft]) -> bool {
        let view = self.view;
        let from = draft.after();
        let counter = view.lexicon.longest(view.tokens, from, Roles::of(Role::Counter));
        let counter = counter.filter(|_| view.token(from).is_some_and(Token::is_on_line));
        let last = head.iter().rev().take(3).find(|before| before.figure.kind == Kind::Count);
        let Some((counter, before)) = counter.zip(last) else { return false };
        let is_function = view.lexicon.roles(counter.node).has(Role::Function);
        let word = |at: usize| view.token(at).filter(|word| word.is_word()).map(|word| word.text(view.text));
        !is_function && word(before.after()) != word(from)
    }

    /// 作業員13人が死亡: who they are stands before the number, where behind it only the word stands that people are counted by.
    pub(super) fn who_before(&self, draft: &mut Draft, label: &Label) {
        let view = self.view;
        if !view.lexicon.per_character() || view.cue(label.first, "people_counter") != Some(label.end) {
            return;
        }
        let first = draft.hedge_first;
        // パレスチナ人22人: a people's name.
        let people = view.lexicon.longest_before(view.tokens, first, Roles::of(Role::Side));
        let people = people.filter(|(at, _)| *at >= self.floor && view.token(first).is_some_and(Token::is_on_line));
        if let Some((at, people)) = people.filter(|_| draft.figure.side.is_none()) {
            draft.figure.side = view.lexicon.name(people.node, Role::Side).cloned();
            draft.figure.label = self.span(at, people.end);
        }
        let noun = view.lexicon.longest_before(view.tokens, first, Roles::of(Role::Category));
        let Some((at, noun)) = noun.filter(|(at, _)| *at >= self.floor) else { return };
        let name = view
            .lexicon
            .name(noun.node, Role::Category)
            .filter(|name| is_person(name) && !matches!(name.as_str(), categories::PERSON | categories::HOUSEHOLD));
        let is_on_line = view.token(first).is_some_and(Token::is_on_line);
        if let Some(name) = name.filter(|_| is_on_line) {
            draft.figure.category = Some(name.clone());
            draft.figure.label = self.span(at, noun.end);
        }
    }
}

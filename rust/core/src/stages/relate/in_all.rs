//! Totals of what was counted before: "12 were hurt, bringing the total to 340", "загалом — 6057".
//!
//! A number and the counts before it come in; where it is what all of them come to, it counts the same.

use super::carry::ends_between;
use super::part::is_fewer;
use super::{Relating, end_of_label, may_count};
use crate::draft::Draft;
use crate::figure::{Kind, Scope};
use crate::lexicon::{Phrase, Role, Roles};
use crate::library::is_person;
use crate::token::Token;

impl Relating<'_, '_> {
    /// "передали 1245 тіл, загалом — 6057": the total of what was counted before, its noun left out.
    pub(super) fn in_all(&self, draft: &mut Draft, head: &[Draft]) -> bool {
        const BEFORE: usize = 7;
        const NEAR: usize = 20;
        let view = self.view;
        if !view.may_have(Roles::of(Role::Cumulative)) {
            return false;
        }
        let end = draft.hedge_first;
        // "since early June – already 52"
        let may_stand = |at: &usize| {
            let opens = |mark: &Token| mark.first == ':' || mark.is_spaced_dash();
            let is_part = |token: &Token| token.is_word() || token.is_digits() || opens(token);
            *at == end || view.token(*at).is_some_and(|token| token.is_on_line() && is_part(token))
        };
        let total = (end.saturating_sub(BEFORE)..=end)
            .rev()
            .take_while(may_stand)
            .find_map(|end| view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Cumulative)));
        let floor = if head.last().is_some_and(may_count) { self.floor } else { self.since };
        // What is in brackets behind its count is told of that.
        let is_told = |first: usize| first < floor || view.before(first).is_some_and(|mark| mark.is_mark('('));
        let is_other = |(first, total): (usize, Phrase)| is_told(first) || self.counts_others(total.end, draft);
        if total.is_none_or(is_other) {
            return false;
        }
        // "waarmee het totaal op 21.000 komt": nor is a word of grammar.
        let is_noun_behind = view.token(draft.after()).is_some_and(Token::is_word_on_line)
            && (!view.roles_at(draft.after()).has(Role::Function) || self.is_some_of(draft, draft.after()));
        // "700 people came in 14 boats, taking the total to 24,335": where, and not who.
        let is_where = |last: &&Draft| {
            let place = last.hedge_first.checked_sub(1).is_some_and(|at| view.roles_at(at).has(Role::Place));
            place && !last.figure.counts(is_person) || self.loss_over(last).is_some() || self.is_put_in(last, draft)
        };
        let before = head.iter().rev().filter(|it| may_count(it)).take(2).find(|last| !is_where(last));
        let before = before.filter(|before| {
            before.figure.kind == Kind::Count
                && (before.figure.outcome.is_some()
                    || before.figure.category.is_some() && before.figure.part_of.is_none())
                && is_fewer(&before.figure, &draft.figure)
                && !ends_between(view, before.end, draft.hedge_first)
        });
        // "The number of those killed since the war began rose to 412": the clause names what it counts.
        let is_named = |before: &&Draft| {
            let near = draft.hedge_first.saturating_sub(NEAR).max(end_of_label(view, before))..draft.hedge_first;
            // "39 people were killed": no noun.
            let names = |at| view.lexicon.longest(view.tokens, at, Roles::of(Role::OutcomeNoun)).is_some();
            near.into_iter().any(|at| names(at) && !view.roles_at(at - 1).has(Role::Passive))
        };
        let Some(before) = before.filter(|before| !is_noun_behind && !is_named(before)) else { return false };
        draft.take_noun(&before.figure);
        draft.figure.outcome.clone_from(&before.figure.outcome);
        draft.figure.scope = Some(Scope::Cumulative);
        true
    }

    /// "O número de mortos na operação, que libertou quatro reféns, subiu para 274": whether `last` is told in a clause that was put in
    /// behind a loss, and ends before `draft`.
    fn is_put_in(&self, last: &Draft, draft: &Draft) -> bool {
        const CLAUSE: usize = 8;
        const NEAR: usize = 14;
        let view = self.view;
        let is_comma = |at: &usize| view.token(*at).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line());
        let open = (last.hedge_first.saturating_sub(CLAUSE)..last.hedge_first).rev().find(is_comma);
        let Some(open) = open.filter(|open| view.cue(open + 1, "relative").is_some()) else { return false };
        let mut behind = end_of_label(view, last)..draft.hedge_first;
        let is_word = |at: &usize| view.token(at + 1).is_some_and(Token::is_on_line);
        let mut before = (open.saturating_sub(NEAR)..open).rev().take_while(is_word);
        behind.any(|at| is_comma(&at))
            && before.any(|at| {
                let loss = view.lexicon.longest(view.tokens, at, Roles::of(Role::OutcomeNoun)).is_some();
                loss && view.lexicon.longest_before(view.tokens, at, Roles::of(Role::NumberOf)).is_some()
            })
    }

    /// "The toll from the collision of two trains rose to 45": the loss before things that only tell its place or its cause.
    pub(super) fn loss_over(&self, last: &Draft) -> Option<(usize, Phrase)> {
        const NEAR: usize = 12;
        let view = self.view;
        let are_people = last.figure.category.as_deref().is_none_or(is_person);
        if last.figure.kind != Kind::Count || are_people {
            return None;
        }
        let links = Roles::any(&[Role::Place, Role::RangeOpen, Role::DateOf, Role::LabelLink, Role::OutOf]);
        let is_link = |at: usize| view.roles_at(at).meets(links) || view.cue(at, "because").is_some();
        let before = last.hedge_first.min(last.first).checked_sub(1)?;
        let is_article = view.roles_at(before).has(Role::Definite) && !is_link(before);
        // "число погибших при столкновении двух поездов": where cases link, the noun that they are of.
        let is_noun = view.token(before).is_some_and(Token::is_word) && view.roles_at(before) == Roles::default();
        let link = before.checked_sub(usize::from(is_article)).filter(|link| is_link(*link) || is_noun)?;
        (link.saturating_sub(NEAR)..link)
            .rev()
            .take_while(|at| {
                let ends = |token: &Token| !token.is_word() && matches!(token.first, ',' | ';' | ':' | '.' | '!' | '?');
                view.token(at + 1).is_some_and(Token::is_on_line) && !view.token(*at).is_some_and(ends)
            })
            .filter_map(|at| Some((at, view.lexicon.longest(view.tokens, at, Roles::of(Role::OutcomeNoun))?)))
            .find(|(_, loss)| loss.end <= link && (is_link(loss.end) || is_noun && loss.end == link))
    }
}

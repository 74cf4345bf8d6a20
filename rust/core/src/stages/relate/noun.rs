//! The noun of an amount: behind it, behind a word for others, or in the number's own word.
//!
//! An amount comes in; where its noun may begin, and the label found there, go out.

use super::Relating;
use super::label::{Label, NOUNS, past_quotation_mark};
use crate::draft::Draft;
use crate::figure::{Kind, Relation};
use crate::kinds::agreed;
use crate::lexicon::{Phrase, Role, Roles};
use crate::library::{is_event, is_person, is_thing};
use crate::stages::read::{Sort, View};
use crate::token::Token;

/// The word of `nouns` at token `at`, before the figure that begins at token `next`: "trois personnes âgées de 18 ans" are people of
/// that age, and no old people.
pub(super) fn noun_at(view: &View, at: usize, nouns: Roles, next: usize) -> Option<Phrase> {
    let noun = view.lexicon.longest(view.tokens, at, nouns)?;
    let tells_age = || {
        let cue = view.lexicon.longest(view.tokens, at + 1, Roles::any(&[Role::AgeCue, Role::AgeBefore]));
        cue.is_some_and(|cue| cue.end > noun.end && cue.end >= next)
    };
    let may_tell = noun.end == at + 2
        && view.roles_at(noun.end).meets(Roles::any(&[Role::LabelLink, Role::Place, Role::RangeOpen]));
    let shorter = || view.lexicon.longest(view.tokens.get(..=at)?, at, nouns);
    if may_tell && tells_age() { shorter().or(Some(noun)) } else { Some(noun) }
}

impl Relating<'_, '_> {
    /// What the amount counts by the words at it, and where those may begin; `is_whole`: whether it may be counted at all.
    pub(super) fn noun_of(&self, draft: &Draft, is_whole: bool) -> (usize, Option<Label>) {
        let (view, lexicon) = (self.view, self.view.lexicon);
        let mut from = self.label_start(draft);
        // "12 of their colleagues": whose they are stands before who they are.
        let is_noun = |end: &usize| {
            *end < self.ceiling && view.lexicon.longest(view.tokens, *end, Roles::of(Role::Category)).is_some()
        };
        from = view.cue(from, "whose").filter(is_noun).unwrap_or(from);
        let mut label = self.label_of_compound(draft, from).or_else(|| self.label(from));
        // "17 others were hurt", "quinze autres femmes": the noun is behind the word or left out.
        let others =
            lexicon.longest(view.tokens, from, Roles::of(Role::Others)).filter(|others| others.end <= self.ceiling);
        // "seis más que ayer": a comparison, and no others.
        let is_compared = |end: usize| lexicon.longest(view.tokens, end, Roles::of(Role::Than)).is_some();
        let compared = Roles::of(Role::MoreThanBefore);
        let others =
            others.filter(|others| !is_compared(others.end) || lexicon.longest(view.tokens, from, compared).is_none());
        // "أربعة آخرون بانفجار": four others, in an explosion.
        let names_event = |label: &Label| {
            let category = label.category.and_then(|node| lexicon.name(node, Role::Category));
            category.is_some_and(|category| is_event(category))
        };
        let is_no_thing = |label: &Label| label.category.is_none() || names_event(label);
        if let Some(others) = others.filter(|_| label.as_ref().is_none_or(is_no_thing)) {
            from = others.end;
            label = self.label(from).filter(|label| !names_event(label));
        }
        // "6 kişiden biri hastanede öldü": some of those before, and no hospital.
        let is_by_ending = draft.end.checked_sub(1).and_then(|at| view.cue(at, "some_ending")) == Some(draft.end);
        let names_people = |label: &Label| {
            let category = label.category.and_then(|node| lexicon.name(node, Role::Category));
            category.is_none_or(|category| is_person(category))
        };
        // "bunların 15'inin Moskova bölgesinde düşürüldüğü": of those before, at a place.
        let is_some = || lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::PartOf)).is_some();
        let is_where = |label: &Label| label.side.is_some() && label.category.is_none() && is_some();
        label =
            label.filter(|label| !is_by_ending || names_people(label) && !self.is_placed(label) && !is_where(label));
        // "الرهائن السبعة يتمتعون": behind a number that agrees with the noun before it stands none.
        let is_behind_noun = agreed::noun_before(view, draft.first).is_some();
        label = label.filter(|_| !is_behind_noun);
        // "contro 31 l'anno scorso": when it was.
        let is_then = |label: &Label| view.cue(label.first, "last_time").is_some_and(|end| end >= label.end);
        // "two aged 16 and one aged 17": how old they are.
        let ages = Roles::any(&[Role::AgeBefore, Role::AgeCue]);
        let is_aged = |label: &Label| label.category.is_none() && view.roles_at(label.first).meets(ages);
        label = label.filter(|label| !self.is_some_only(label) && !is_then(label) && !is_aged(label));
        // "جنديان", two soldiers: the word holds its number and what it counts.
        if let Some(own) = self.dual(draft) {
            let narrower = label
                .take()
                .filter(|label| label.category.is_none() && (label.side.is_some() || label.outcome.is_some()));
            label = Some(Label {
                first: draft.first,
                end: narrower.as_ref().map_or(draft.end, |label| label.end),
                category: Some(own),
                // "جريحين": two who were wounded.
                outcome: narrower.as_ref().and_then(|label| label.outcome).or(Some(own).filter(|own| {
                    lexicon.roles(*own).has(Role::OutcomeNoun) && !lexicon.roles(*own).has(Role::Category)
                })),
                side: narrower.as_ref().and_then(|label| label.side),
            });
        }
        let label = label
            .filter(|label| !is_whole || !self.is_verb_alone(label) && !self.is_change_alone(label))
            .or_else(|| self.label_behind_article(from))
            .or_else(|| self.label_behind_agent(from))
            .or_else(|| self.label_of_kinds(from))
            .or_else(|| self.label_of_being(draft, from));
        (from, label)
    }
    /// "« 41 ou 42 » personnes", "“about nine” were hurt": behind the mark that closes what is quoted.
    fn past_closing_mark(&self, end: usize) -> usize {
        let view = self.view;
        let closes = |mark: &Token| {
            mark.is_on_line()
                && !mark.is_word()
                && matches!(mark.first, '”' | '»' | '"' | '“')
                && (mark.is_joined() || mark.first == '»')
        };
        let goes_on = view.token(end + 1).is_some_and(|next| next.is_word_on_line() && !next.is_joined());
        end + usize::from(goes_on && end + 1 < self.ceiling && view.token(end).is_some_and(closes))
    }

    /// A collective or vague amount links to its noun by "of".
    fn label_start(&self, draft: &Draft) -> usize {
        let from = self.past_closing_mark(draft.after());
        let links = draft
            .number
            .is_some_and(|number| matches!(number.sort, Sort::Collective | Sort::Vague) || number.scale.is_some());
        let hyphen = self.view.token(from).is_some_and(|mark| mark.is_mark('-') && mark.is_joined());
        // "entre 35 y 45" fallecidos: what somebody said was so many of those behind.
        let quotes = |at: usize| past_quotation_mark(self.view, at) > at;
        let quote = quotes(from)
            && self.view.token(from).is_some_and(Token::is_joined)
            && self.view.token(from + 1).is_some_and(Token::is_word_on_line)
            && draft.hedge_first.checked_sub(1).is_some_and(quotes);
        let from = from + usize::from(hyphen || quote);
        // 約3千の病院: beside a hedge a bare number counts.
        let is_about = self.view.lexicon.per_character() && draft.figure.relation == Relation::Approx;
        let links = links || is_about || self.view.lexicon.switches.counts_with_of;
        let counter = self.view.lexicon.longest(self.view.tokens, from, Roles::of(Role::Counter));
        // 100機余りを発射: where words are written joined, it may be the first character of another word.
        let is_longer = |counter: &Phrase| {
            self.view.lexicon.longest(self.view.tokens, from, NOUNS).is_some_and(|word| word.end > counter.end)
        };
        let counter = counter.filter(|counter| !self.view.lexicon.per_character() || !is_longer(counter));
        let from = counter.map_or(from, |counter| counter.end);
        let link = self.view.lexicon.longest(self.view.tokens, from, Roles::any(&[Role::DateOf, Role::LabelLink]));
        // "contre 1,6 million en octobre": when, and not of what.
        let link = link.filter(|link| !self.view.roles_at(link.end).has(Role::Month));
        // "47 din cele 60 de drone": some of so many, and no noun.
        let some = self.view.lexicon.longest(self.view.tokens, from, Roles::of(Role::OutOf));
        let is_number =
            |at: usize| self.view.token(at).is_some_and(Token::is_digits) || self.view.roles_at(at).has(Role::Cardinal);
        let link = link.filter(|_| some.is_none_or(|of| !is_number(of.end)));
        link.filter(|_| links || counter.is_some()).map_or(from, |link| link.end)
    }

    /// "Sono 17 gli incendi", "subiu para 46 o número de mortos": the thing counted stands behind an article.
    fn label_behind_article(&self, from: usize) -> Option<Label> {
        let view = self.view;
        let is_definite = |at: usize| {
            let roles = view.roles_at(at);
            // "seis pelo Corpo de Bombeiros": by whom.
            let links = Roles::any(&[Role::DateOf, Role::LabelLink, Role::Place, Role::OutOf, Role::Agent]);
            view.token(at).is_some_and(|token| token.is_on_line())
                && roles.has(Role::Definite)
                && !roles.meets(links)
                && !roles.has(Role::Passive)
        };
        // "Von den 18 konnten vier das Krankenhaus verlassen": where verbs come last, what they do is done to that.
        if !is_definite(from) || view.lexicon.switches.verb_final {
            return None;
        }
        let links = Roles::any(&[Role::DateOf, Role::LabelLink, Role::OutOf]);
        // "150 gli interventi dei pompieri": an article in the plural opens what is counted itself, and no word for its number.
        let is_itself = view.cue(from, "article_of_many").is_some();
        let counted = !is_itself
            && view.token(from + 1).is_some_and(|token| token.is_word())
            && view.roles_at(from + 2).meets(links);
        let of_what = from + 3 + usize::from(counted && is_definite(from + 3));
        let at = if counted { of_what } else { from + 1 };
        // "portant à 14 le nombre de narchomicides": whatever the words ask for the number of.
        let asks =
            (from..from + 2).any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::NumberOf)).is_some());
        self.label(at).filter(|label| label.category.is_some() || label.outcome.is_some() || asks)
    }

    /// "81 von Russland gestarteten Drohnen": the noun behind who did it and a participle, which says what happened.
    fn label_behind_agent(&self, from: usize) -> Option<Label> {
        const LONGEST: usize = 5;
        let view = self.view;
        let is_word = |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line);
        let agent = view.lexicon.longest(view.tokens, from, Roles::of(Role::Agent)).filter(|_| is_word(&from))?;
        let near = agent.end..(agent.end + LONGEST).min(self.ceiling);
        for at in near.take_while(is_word) {
            let Some(told) = view.lexicon.longest(view.tokens, at, Roles::of(Role::Outcome)) else { continue };
            let mut label = self.label(told.end).filter(|label| label.category.is_some() && is_word(&told.end))?;
            label.outcome = label.outcome.or(Some(told.node));
            label.side = label
                .side
                .or_else(|| view.lexicon.longest(view.tokens, agent.end, Roles::of(Role::Side)).map(|side| side.node));
            return Some(label);
        }
        None
    }

    /// "24 U.N. peacekeepers": whether the stop at token `at` is one of an abbreviation, behind which its next letter or a small word stands.
    pub(super) fn is_in_abbreviation(&self, at: usize) -> bool {
        let view = self.view;
        let is_letter = |token: &Token| token.is_word() && token.is_capital && token.length == 1;
        let goes_on = |next: &Token| {
            is_letter(next) && next.is_joined()
                || next.is_word() && next.is_on_line() && !next.is_joined() && !next.is_capital
        };
        view.token(at).is_some_and(|stop| stop.is_mark('.') && stop.is_joined())
            && view.before(at).is_some_and(is_letter)
            && view.token(at + 1).is_some_and(goes_on)
    }

    /// "Sono stati 39.462 gli sbarchi", ", 262 i volontari", "Oltre duemila sono i posti": things of any sort behind their article, where
    /// a verb of being or nothing of its clause stands before the number.
    fn label_of_being(&self, draft: &Draft, from: usize) -> Option<Label> {
        let view = self.view;
        if !draft.is_unscaled_whole() && draft.number.is_none_or(|number| number.has_digits) {
            return None;
        }
        let on_line = |at: usize| view.token(at).is_some_and(Token::is_word_on_line);
        let article = |at: usize| view.cue(at, "article_of_many").filter(|_| on_line(at));
        let is_being = |at: usize| on_line(at) && view.roles_at(at).has(Role::Passive);
        let verb = draft.hedge_first.checked_sub(1).filter(|verb| view.roles_at(*verb).has(Role::Passive));
        let begins = view.token(draft.hedge_first).is_some_and(|first| !first.is_on_line())
            || view.before(draft.hedge_first).is_none_or(|mark| !mark.is_word() && mark.ends_clause() || mark.lists());
        // "Sono stati 703 stanotte gli interventi": an adverb may stand between.
        let adverb = || {
            on_line(from)
                && view.token(from).is_some_and(|word| !word.is_capital)
                && view.roles_at(from) == Roles::default()
        };
        let end = match article(from) {
            Some(end) => (verb.is_some() || begins).then_some(end),
            None if is_being(from) && begins => article(from + 1),
            None if verb.is_some() && adverb() => article(from + 1),
            None => None,
        };
        self.label(end?)
    }

    /// "Of the dead, 61 were children", "12 sono bambini": who a verb of being behind the amount says that so many were.
    pub(super) fn label_of_predicate(&self, draft: &Draft, from: usize) -> Option<Label> {
        const VERBS: usize = 2;
        let view = self.view;
        let is_being =
            |at: &usize| view.token(*at).is_some_and(Token::is_word_on_line) && view.roles_at(*at).has(Role::Passive);
        let verbs = (from..from + VERBS).take_while(is_being).count();
        // "Unter den zwölf waren Kinder": some of them, and nobody knows how many.
        let is_all = draft.hedge_first.checked_sub(1).is_some_and(|article| view.roles_at(article).has(Role::Definite));
        if verbs == 0 || is_all {
            return None;
        }
        let at = from + verbs;
        let at = view.cue(at, "article_of_many").unwrap_or(at);
        let label = self.label(at).filter(|label| label.first == at && label.outcome.is_none())?;
        let category = label.category.and_then(|node| view.lexicon.name(node, Role::Category))?;
        (!is_event(category)).then_some(label)
    }

    /// Makes a number that counts nothing yet one of what a verb of being says that so many were.
    pub(super) fn count_predicate(&self, draft: &mut Draft) {
        let is_open = draft.figure.kind == Kind::Number && draft.is_unscaled_whole();
        if let Some(label) = is_open.then(|| self.label_of_predicate(draft, draft.after())).flatten() {
            draft.figure.kind = Kind::Count;
            draft.figure.label = self.span(label.first, label.end);
            draft.figure.category =
                label.category.and_then(|node| self.view.lexicon.name(node, Role::Category)).cloned();
        }
    }

    /// "219 tra droni e velivoli esca", "200 entre drones y misiles": things of several kinds, of which the first is named.
    fn label_of_kinds(&self, from: usize) -> Option<Label> {
        const NEAR: usize = 6;
        let view = self.view;
        let end = view.cue(from, "kinds").filter(|_| view.token(from).is_some_and(Token::is_on_line))?;
        let label = self.label(end)?;
        let thing = view.lexicon.name(label.category?, Role::Category)?;
        let is_and = |at: &usize| view.roles_at(*at).has(Role::And);
        let and = (label.end..label.end + NEAR).find(is_and)?;
        // "250 tra carabinieri e finanzieri": people of one class.
        let is_same = || view.category_at(and + 1).is_some_and(|next| next == thing);
        (is_thing(thing) || label.outcome.is_none() && is_same()).then_some(label)
    }
}

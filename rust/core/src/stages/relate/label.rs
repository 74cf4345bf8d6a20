//! The noun phrase that says what is counted, behind an amount.
//!
//! An amount comes in, the words of its label and what the lexicon knows of them go out. Looks for no verb.

use super::noun::noun_at;
use super::{LONGEST_LABEL, Relating, end_of_label};
use crate::draft::Draft;
use crate::lexicon::{Phrase, Role, Roles, TELLING};
use crate::library::{categories, is_person, is_thing, outcomes};
use crate::stages::compose::hedge_after;
use crate::stages::fold::is_hyphen;
use crate::stages::read::View;
use crate::token::Token;

/// A noun phrase behind or before an amount.
#[derive(Default)]
pub(super) struct Label {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) category: Option<u32>,
    pub(super) outcome: Option<u32>,
    pub(super) side: Option<u32>,
}

pub(super) const NOUNS: Roles =
    Roles::any(&[Role::Category, Role::Outcome, Role::OutcomeNoun, Role::Side, Role::Function, Role::LabelLink]);

impl Relating<'_, '_> {
    /// What stands behind an ordinal.
    pub(super) fn label_only(&mut self, draft: &mut Draft) {
        // "ein vierter im Krankenhaus": where, and not who.
        let is_where = |label: &Label| self.view.roles_at(label.first).has(Role::Place);
        if let Some(label) = self.label(draft.end).filter(|label| !is_where(label)) {
            draft.figure.label = self.span(label.first, label.end);
        }
    }

    /// The noun phrase that begins at token `from`: words up to a function word, a mark or the next figure.
    pub(super) fn label(&self, from: usize) -> Option<Label> {
        let view = self.view;
        if let Some(quoted) = self.quoted(from) {
            return Some(quoted);
        }
        if self.opens_no_label(from) {
            return None;
        }
        let is_compound = self.is_compound(from) && view.roles_at(from) == Roles::default();
        let mut label = Label { first: from, end: from, ..Label::default() };
        let mut at = from;
        let mut words = 0;
        while at < self.ceiling && words < LONGEST_LABEL {
            let token = view.token(at)?;
            // "a 12-storey block": the adjective alone, and not its noun.
            let is_past_compound = is_compound && label.end > from && token.is_word() && !token.is_joined();
            if is_past_compound || !token.is_on_line() {
                break;
            }
            // "เด็ก 3 คน หญิง 2 คน": where words stand joined, a space parts what is told.
            let switches = &view.lexicon.switches;
            if label.end > from && switches.per_character && !switches.verb_final && !token.is_joined() {
                break;
            }
            if !token.is_word() {
                let Some(past) = self.past_mark(at, &mut label) else { break };
                at = past;
                continue;
            }
            // "160 тысяч рабочих мест": a thing of several words, none of which is read alone.
            let several = view.thing(at).filter(|end| words < 3 && *end > at + 1 && *end <= self.ceiling);
            if let Some(end) = several {
                (label.end, words, at) = (end, words + 2, end);
                continue;
            }
            let phrase = noun_at(view, at, NOUNS, self.ceiling);
            if let Some(end) = self.end_of_joined(at, phrase) {
                let is_told = view.roles_at(end - 1).meets(TELLING);
                label.side = label.side.or(phrase.map(|side| side.node).filter(|_| is_told));
                (label.end, words, at) = (end, words + 2, end);
                continue;
            }
            let is_thing = |word: &Phrase| view.lexicon.roles(word.node).has(Role::Category);
            let phrase = phrase.filter(|word| !is_thing(word) || !is_apart(view, at, word));
            let roles = phrase.map_or(Roles::default(), |phrase| view.lexicon.roles(phrase.node));
            if label.end > label.first && self.closes_label(at, phrase, &label) {
                break;
            }
            if ends_label(roles, &label) {
                if !self.links_on(roles, at, &label) {
                    break;
                }
                at += 1;
                continue;
            }
            let end = phrase.map_or(at + 1, |phrase| phrase.end).min(self.ceiling);
            self.note(phrase, at, end, &mut label);
            label.end = end;
            words += end - at;
            at = end;
            let is_unknown = label.category.is_none() && label.outcome.is_none();
            // "three U.S. soldiers": letters and stops of a side are no words.
            if is_unknown && label.end - label.first >= 4 && label.side.is_none() || !is_unknown && !self.goes_on(at) {
                break;
            }
        }
        self.cut_short(&mut label);
        (label.end > label.first && (is_compound || !self.is_small_word(&label))).then_some(label)
    }

    /// Whether the words at token `from` are no noun phrase, whatever follows.
    fn opens_no_label(&self, from: usize) -> bool {
        let view = self.view;
        // "чотирьох врятували рятувальники": a verb, and who did it.
        let saves = |verb: &Phrase| {
            !view.lexicon.roles(verb.node).has(Role::OutcomeNoun)
                && self.outcome_name(verb.node).is_some_and(|name| name == outcomes::RESCUED)
        };
        let verb = view.lexicon.longest(view.tokens, from, Roles::of(Role::Outcome)).filter(saves);
        if verb.is_some_and(|verb| view.category_at(verb.end).is_some_and(|name| name == categories::RESCUER)) {
            return true;
        }
        // "116 jets, 11 more than in May": by how many.
        let compared = Roles::any(&[Role::MoreThanBefore, Role::LessThanBefore]);
        let is_compared = |than: Phrase| than.end > from + 1 && view.roles_at(than.end - 1).has(Role::Than);
        if view.lexicon.longest(view.tokens, from, compared).is_some_and(is_compared) {
            return true;
        }
        // "إلى 69 والجرحى إلى 147": "and", written joined to the noun of the next.
        let is_and = view.roles_at(from).has(Role::And) && !view.token(from).is_some_and(Token::is_joined);
        is_and && view.token(from + 1).is_some_and(|noun| noun.is_joined() && noun.is_word())
    }

    /// "29 Russia-launched drones", "Iranian-made": where a word ends that a hyphen joins to the side that `phrase` is, or to an unknown
    /// word at token `at`, and that only describes the noun behind it.
    fn end_of_joined(&self, at: usize, phrase: Option<Phrase>) -> Option<usize> {
        let view = self.view;
        let noun = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Side]);
        let is_side = |word: &Phrase| view.lexicon.roles(word.node).has(Role::Side);
        if phrase.is_some_and(|word| !is_side(&word)) {
            return None;
        }
        let first = phrase.map_or(at + 1, |side| side.end);
        let joined = |at: usize| view.token(at).filter(|token| token.is_joined());
        joined(first).filter(|hyphen| is_hyphen(hyphen.first) && !hyphen.is_word() && first < self.ceiling)?;
        let tail = joined(first + 1).filter(|tail| tail.is_word() && !tail.is_capital)?;
        let end = first + 2;
        let is_noun = tail.word.roles.meets(noun);
        // "81 flood-affected families": by what.
        if phrase.is_none() && !tail.word.roles.has(Role::Outcome) {
            return None;
        }
        let goes_on = view.token(end).is_some_and(|next| next.is_word_on_line() && !next.is_joined());
        (!is_noun && goes_on && end < self.ceiling).then_some(end)
    }

    /// Where the label goes on behind the mark at token `at`, if it does.
    fn past_mark(&self, at: usize, label: &mut Label) -> Option<usize> {
        let view = self.view;
        if at == label.first {
            return None;
        }
        // "two Su-34 jets": the number of a model.
        if let Some(end) = self.model_end(at) {
            label.end = end;
            return Some(end);
        }
        if self.is_in_abbreviation(at) {
            return Some(at + 1);
        }
        // A hyphen inside a label: co-workers.
        let joins = view.token(at).is_some_and(|mark| matches!(mark.first, '-' | '/'))
            && view.token(at + 1).is_some_and(|next| next.is_word() && next.is_joined());
        joins.then_some(at + 1)
    }

    /// Whether the word at token `at`, of `phrase` perhaps, is no part of the label before it.
    fn closes_label(&self, at: usize, phrase: Option<Phrase>, label: &Label) -> bool {
        let view = self.view;
        // 30件以上の事故: a bound behind what is counted, where words are written joined.
        let is_bound = || hedge_after(view, at).is_some_and(|(end, ..)| end > at + 1);
        if view.lexicon.per_character() && is_bound() {
            return true;
        }
        // "خمسة فلسطينيين بينهم طفلان": what opens some of those counted.
        if view.roles_at(at).has(Role::PartOf) {
            return true;
        }
        // "deux Allemands âgés de 28 à 41 ans": how old they are.
        if label.side.is_some()
            && phrase.is_none()
            && view.lexicon.longest(view.tokens, at, Roles::of(Role::AgeCue)).is_some()
        {
            return true;
        }
        // "12 floors killed six people": what the thing does to those counted next.
        let does = |verb: Phrase| verb.end == self.ceiling && view.lexicon.roles(verb.node).has(Role::Outcome);
        if self.ceiling < view.tokens.len() && !view.lexicon.switches.verb_final && phrase.is_some_and(does) {
            return true;
        }
        // "600 Stellen wegfallen": where nouns have capitals, a small word behind one is none.
        self.has_noun_capitals()
            && phrase.is_none()
            && label.end == at
            && view.token(at).is_some_and(|word| !word.is_capital)
            && view.before(at).is_some_and(|noun| noun.is_capital)
    }

    /// Takes from the label what only closes it, and from its thing what that is of.
    fn cut_short(&self, label: &mut Label) {
        let view = self.view;
        // "من الخارج", "آخرين بالسجن": the article or the preposition that is written joined to what ends the label.
        let is_cut = |end: usize| {
            let next = view.token(end).is_some_and(|next| next.is_word() && next.is_joined() && end < self.ceiling);
            next && view.before(end).is_some_and(Token::is_word) && !view.lexicon.per_character()
        };
        if label.category.is_none() && label.outcome.is_none() && label.end > label.first && is_cut(label.end) {
            label.end -= 1;
        }
        // "14 районів зосередження особового складу": what the thing counted is of.
        let own = view.thing(label.first).filter(|end| *end < label.end);
        let is_thing_itself = || view.lexicon.longest(view.tokens, label.first, Roles::of(Role::Category)).is_some();
        if own.is_some() && !is_thing_itself() {
            (label.category, label.outcome, label.side) = (None, None, None);
        }
    }

    /// "werden noch 49 festgehalten": whether all of it is a small word, where nouns have capitals.
    fn is_small_word(&self, label: &Label) -> bool {
        let view = self.view;
        self.has_noun_capitals()
            && label.end == label.first + 1
            && label.category.is_none()
            && label.outcome.is_none()
            && label.side.is_none()
            && view.token(label.first).is_none_or(|word| word.is_word() && !word.is_capital)
            && view.roles_at(label.first) == Roles::default()
    }

    /// Whether a small letter tells a verb from a noun.
    fn has_noun_capitals(&self) -> bool {
        let switches = &self.view.lexicon.switches;
        switches.capital_nouns && switches.verb_final
    }

    /// "12-storey", "22-köpfig": whether a hyphen joins the word at token `from` to digits.
    pub(super) fn is_compound(&self, from: usize) -> bool {
        let view = self.view;
        let joined = |at: usize| view.token(at).filter(|token| token.is_joined());
        let hyphen = from.checked_sub(1).and_then(joined).is_some_and(|mark| is_hyphen(mark.first) && !mark.is_word());
        hyphen
            && joined(from).is_some()
            && from.checked_sub(2).and_then(|at| view.token(at)).is_some_and(Token::is_digits)
    }

    /// "98 منها", "خمسة بينهم ضابط": whether the words only say that some are meant, or who some of them are.
    pub(super) fn is_some_only(&self, label: &Label) -> bool {
        let lexicon = self.view.lexicon;
        let some = lexicon.longest(self.view.tokens, label.first, Roles::of(Role::PartOf));
        some.is_some_and(|some| match label.category {
            None => some.end >= label.end,
            Some(_) => some.end < label.end && !lexicon.roles(some.node).meets(super::NOUN),
        })
    }

    /// "9-балльном шторме", "12-piętrowego hotelu": a word that a hyphen joins to digits describes what follows, and does not count it.
    pub(super) fn label_of_compound(&self, draft: &Draft, from: usize) -> Option<Label> {
        let view = self.view;
        let hyphen = from.checked_sub(1).filter(|hyphen| *hyphen == draft.after())?;
        let is_bound = view.token(hyphen).is_some_and(|mark| is_hyphen(mark.first) && mark.is_joined());
        let word =
            view.token(from).filter(|word| is_bound && word.is_joined() && word.is_word() && !word.is_capital)?;
        let is_unknown = word.word.roles == Roles::default() && view.token(draft.first).is_some_and(Token::is_digits);
        is_unknown.then_some(Label { first: from, end: from + 1, ..Label::default() })
    }

    /// "19'u Belgorod'da", "1 milyonu Çin'de": whether the last word is a name with an ending behind an apostrophe, which says where.
    pub(super) fn is_placed(&self, label: &Label) -> bool {
        let last = self.view.before(label.end).filter(|name| name.is_capital && label.category.is_none());
        last.is_some_and(|name| name.is_owner(self.view.text))
    }

    /// Where the model ends whose hyphen stands at token `at`: "F-16s", "Су-34".
    fn model_end(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let joined = |at: usize| view.token(at).filter(|token| token.is_joined());
        joined(at).filter(|hyphen| is_hyphen(hyphen.first) && !hyphen.is_word())?;
        view.before(at).filter(|name| name.is_word() && name.is_capital)?;
        joined(at + 1).filter(|number| number.is_digits())?;
        let end = at + 2 + usize::from(joined(at + 2).is_some_and(|letter| letter.is_word() && letter.length <= 2));
        (end <= self.ceiling).then_some(end)
    }

    /// Whether a label that names its thing goes on: with a side, another noun of the taxonomy, or what happened as a noun.
    fn goes_on(&self, at: usize) -> bool {
        let wanted = Roles::any(&[Role::Category, Role::Side, Role::Outcome, Role::OutcomeNoun, Role::LabelLink]);
        let next = self.view.lexicon.longest(self.view.tokens, at, wanted);
        next.is_some_and(|word| !is_apart(self.view, at, &word))
    }

    /// "members of the crew": a linking word inside a label that has no category yet.
    fn links_on(&self, roles: Roles, at: usize, label: &Label) -> bool {
        // "400 ألف سوداني من منازلهم": from where those of a country came.
        let is_from = label.side.is_some() && roles.has(Role::Place);
        if !roles.has(Role::LabelLink)
            || is_from
            || label.category.is_some()
            || label.outcome.is_some()
            || label.end == label.first
        {
            return false;
        }
        (at + 1..(at + 3).min(self.ceiling)).any(|next| {
            let phrase = self.view.lexicon.longest(self.view.tokens, next, Roles::of(Role::Category));
            phrase.is_some() && self.view.token(next).is_some_and(|token| token.is_on_line())
        })
    }

    /// Takes what `phrase`, from token `at` to `end`, says of what is counted.
    fn note(&self, phrase: Option<Phrase>, at: usize, end: usize, label: &mut Label) {
        let Some(phrase) = phrase else { return };
        let roles = self.view.lexicon.roles(phrase.node);
        let is_narrowed = label.category.is_some();
        if roles.has(Role::Category) {
            // "women and children" is not here: the first noun is what is counted, a later one narrows a general word, but to
            // people still: "жителів міста".
            let name = |node| self.view.lexicon.name(node, Role::Category);
            let is_narrower = label.category.and_then(name).is_some_and(|id| id == categories::PERSON)
                // "dört kişiyi itfaiyeciler kurtardı": rescuers are those who act.
                && name(phrase.node).is_some_and(|id| is_person(id) && id != categories::RESCUER);
            // 12辆俄军坦克: an army before its tanks says only whose they are.
            let is_of_army = self.view.lexicon.per_character()
                && label.category.is_some_and(|node| self.view.lexicon.roles(node).has(Role::Side))
                && name(phrase.node).is_some_and(|id| is_thing(id));
            // "two hospital patients", but "civilian casualties".
            let are_both_people = || {
                label.category.and_then(name).is_some_and(|id| is_person(id))
                    && name(phrase.node).is_some_and(|id| id == categories::PERSON)
            };
            let is_described = self.view.lexicon.switches.noun_describes_noun && label.end == at && !are_both_people();
            if label.category.is_none() || is_narrower || is_of_army || is_described {
                label.category = Some(phrase.node);
            }
        }
        if roles.meets(TELLING)
            && label.outcome.is_none()
            // "civilian casualties": the general word behind the narrower one says what happened to them.
            && (!roles.has(Role::Category) || roles.has(Role::OutcomeNoun) && is_narrowed)
        {
            label.outcome = Some(phrase.node);
        }
        // "3 kişi Gürcistan'dan getirildi": from where, and not whose.
        let is_place =
            label.category.is_some() && self.view.before(end).is_some_and(|name| name.is_owner(self.view.text));
        if !roles.has(Role::Side) || is_place {
            return;
        }
        label.side = label.side.or(Some(phrase.node));
        if label.category.is_none() {
            // "Russian occupiers" as a side: the last word of it is who they are.
            let view = self.view;
            let inner =
                (at + 1..end).find_map(|inside| view.lexicon.longest(view.tokens, inside, Roles::of(Role::Category)));
            label.category = inner.map(|inner| inner.node);
        }
    }
}

/// Whether the label stops before a phrase with these roles.
fn ends_label(roles: Roles, label: &Label) -> bool {
    let noun = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Side]);
    if roles.has(Role::Function) && !roles.meets(noun) {
        return true;
    }
    // "12 people killed": what happened closes the label, unless it opens it ("12 killed").
    let outcome = roles.has(Role::Outcome) && !roles.meets(Roles::any(&[Role::Category, Role::Side]));
    outcome
        && label.end > label.first
        && (label.category.is_some() || label.outcome.is_some() || !roles.has(Role::OutcomeNoun))
}

/// Token `at`, or the one behind it where that opens or closes what is quoted.
pub(super) fn past_quotation_mark(view: &View, at: usize) -> usize {
    let is_mark = |mark: &Token| mark.is_on_line() && mark.is_quotation_mark();
    at + usize::from(view.token(at).is_some_and(is_mark))
}

/// "six missing hikers": whether the label itself says what happened.
pub(super) fn says_outcome(view: &View, draft: &Draft) -> bool {
    (draft.after()..end_of_label(view, draft)).any(|at| view.lexicon.longest(view.tokens, at, TELLING).is_some())
}

/// 붙잡아 이 중: whether two characters that are a word (아이) stand in two here, where words are read character by character.
pub(super) fn is_apart(view: &View, at: usize, word: &Phrase) -> bool {
    view.lexicon.per_character()
        && word.end == at + 2
        && view.token(at + 1).is_some_and(|second| second.is_word() && !second.is_joined())
}

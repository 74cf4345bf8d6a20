//! Whose the things counted are: behind the label, as the subject of the verb, or the only side named so far.
//!
//! An amount with its label and outcome comes in, a side goes out. Never guesses between two sides.

use compact_str::CompactString;

use super::Relating;
use crate::draft::Draft;
use crate::figure::Figure;
use crate::lexicon::{Phrase, Role, Roles, TELLING};
use crate::library::{categories, is_arm, is_by_owner, is_event, is_fighter, is_person, outcomes, said_of};
use crate::stages::read::View;
use crate::token::Token;

impl Relating<'_, '_> {
    /// "of Russia", "delle forze russe" right behind the label.
    pub(super) fn side_of_state(&self, end: usize) -> Option<u32> {
        let view = self.view;
        for at in end..(end + 4).min(self.ceiling) {
            let token = view.token(at).filter(|word| word.is_word_on_line())?;
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, Roles::of(Role::Side)) {
                return Some(phrase.node);
            }
            let roles = view.roles_at(at);
            // "114 personnes aux Philippines": where, and not whose.
            if at == end && roles.has(Role::Place) {
                return None;
            }
            if token.length > 5 && !roles.meets(Roles::any(&[Role::LabelLink, Role::DateOf, Role::Category])) {
                return None;
            }
            if !roles.meets(Roles::any(&[Role::LabelLink, Role::DateOf, Role::Category, Role::Definite])) {
                return None;
            }
        }
        None
    }

    /// "Ukrayna'ya ait 46 İHA": whose they are, where a word for it stands right before the amount at token `first`.
    pub(super) fn side_of_owner(&self, first: usize) -> Option<u32> {
        let view = self.view;
        let end = view.cue_before(first, "whose")?;
        // An ending and its apostrophe may stand between.
        (end.saturating_sub(2)..=end).rev().find_map(|end| {
            let (at, side) = view.lexicon.longest_before(view.tokens, end, Roles::of(Role::Side))?;
            (at >= self.floor).then_some(side.node)
        })
    }

    /// "Russia lost 35 tanks": the side before a verb of losing or launching is the side of what was lost or launched.
    pub(super) fn side_of_subject(&self, node: u32, at: usize) -> Option<CompactString> {
        const AIM: usize = 4;
        let view = self.view;
        let near = if view.lexicon.per_character() { 12 } else { 5 };
        if !self.outcome_name(node).is_some_and(|told| is_by_owner(told)) {
            return None;
        }
        // "le perdite russe": of a noun the side stands right behind.
        let is_loss = self.outcome_name(node).is_some_and(|told| told == outcomes::LOSSES);
        let nouns = if is_loss { TELLING } else { Roles::of(Role::OutcomeNoun) };
        let told = view.lexicon.longest(view.tokens, at, nouns);
        if let Some(own) = told.and_then(|told| view.lexicon.longest(view.tokens, told.end, Roles::of(Role::Side))) {
            return view.lexicon.name(own.node, Role::Side).cloned();
        }
        let at = self.before_date(at);
        // "Rusko na Ukrajinu vyslalo": at whom, where who did it stands before.
        let mut aim = None;
        for before in (at.saturating_sub(near + AIM)..at).rev() {
            let Some(token) = view.token(before).filter(|token| token.is_word()) else { break };
            if aim.is_none() && before + near < at {
                break;
            }
            let side = view.lexicon.longest(view.tokens, before, Roles::of(Role::Side));
            if let Some(phrase) = side.filter(|_| !self.is_teller(before)) {
                let name = view.lexicon.name(phrase.node, Role::Side);
                if !self.is_where(before) {
                    return name.cloned();
                }
                // 向乌克兰发射
                aim = aim.or(name.filter(|_| !view.lexicon.per_character()));
            }
            if !token.is_on_line() {
                break;
            }
        }
        aim.cloned()
    }

    /// "Росія в ніч на середу, 13 вересня, випустила": token `at`, or where a date begins that stands between commas before it.
    fn before_date(&self, at: usize) -> usize {
        const DATE: usize = 5;
        let view = self.view;
        let comma = |at: &usize| view.token(*at).is_some_and(|mark| mark.is_mark(',') && mark.is_on_line());
        let Some(close) = at.checked_sub(1).filter(comma) else { return at };
        let is_month = |at: usize| view.roles_at(at).has(Role::Month);
        let open = (close.saturating_sub(DATE)..close).rev().find(comma);
        open.filter(|open| (open + 1..close).any(is_month)).unwrap_or(at)
    }

    /// "drones launched by Russia": the side that did it, behind the verb.
    pub(super) fn side_of_agent(&self, node: u32, at: usize) -> Option<CompactString> {
        const NEAR: usize = 3;
        let view = self.view;
        if self.outcome_name(node).map(CompactString::as_str) != Some(outcomes::LAUNCHED) {
            return None;
        }
        let verb = view.lexicon.longest(view.tokens, at, Roles::of(Role::Outcome))?;
        // "launched at" is at whom.
        if verb.end > at + 1 && view.roles_at(verb.end - 1).has(Role::Place) {
            return None;
        }
        for at in verb.end..(verb.end + NEAR).min(self.far) {
            let token = view.token(at).filter(|word| word.is_word_on_line())?;
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, Roles::of(Role::Side)) {
                return view.lexicon.name(phrase.node, Role::Side).cloned();
            }
            let roles = view.roles_at(at);
            // "launched against Israel" is at whom; behind "and" others act.
            if !roles.has(Role::Function) || roles.has(Role::And) || roles.has(Role::Place) || token.length > 5 {
                return None;
            }
        }
        None
    }

    /// "Russia's casualties range from 5,000 to 9,000", "the Kremlin has committed 150,000 soldiers": the only side that the
    /// sentence has named so far, for those it is said to have lost and for soldiers to whom nothing is said to have happened.
    /// Where the verb comes last, also for what it says was lost: "hat Russland 290 Panzer verloren".
    pub(super) fn side_before(&self, draft: &Draft) -> Option<CompactString> {
        const NEAR: usize = 48;
        let view = self.view;
        let is_final = view.lexicon.switches.verb_final;
        let lost = is_final && draft.figure.outcome.as_deref().is_some_and(is_by_owner);
        let are_soldiers = matches!(draft.figure.category.as_deref(), Some(categories::SOLDIER | categories::OFFICER));
        // "Israel killed 50 fighters, including six commanders": a part is of the side of its whole, and not of those who did it.
        let is_part = || view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::PartOf)).is_some();
        let is_soldier = are_soldiers && draft.figure.outcome.is_none() && !is_part();
        let own = are_soldiers && self.announces_own(draft);
        let suffers = matches!(
            draft.figure.outcome.as_deref(),
            Some(outcomes::KILLED | outcomes::WOUNDED | outcomes::KILLED_OR_WOUNDED | outcomes::LOSSES)
        );
        if !suffers && !is_soldier && !lost {
            return None;
        }
        let search = Search { relating: self, draft, lost, suffers, is_soldier };
        let found = search.found(draft.hedge_first.saturating_sub(NEAR))?;
        found.side.filter(|_| found.is_of_loss || is_soldier || lost || own).cloned()
    }

    /// "according to Kyiv", "nach Einschätzung Seouls": whether the side, or the people, at token `at` only tell.
    pub(super) fn is_teller(&self, at: usize) -> bool {
        const NEAR: usize = 6;
        let view = self.view;
        let is_word = |at: &usize| view.token(*at).is_some_and(|token| token.is_word());
        let mut before = (at.saturating_sub(NEAR)..at).rev().take_while(is_word);
        let is_side = |at: usize| view.lexicon.longest(view.tokens, at, Roles::of(Role::Side)).is_some();
        before.any(|open| view.cue(open, "according_to").is_some_and(|close| close <= at && !(close..at).any(is_side)))
    }

    /// "The army announced the death of 12 soldiers": whether the words before the amount are those in which one tells of one's own dead.
    fn announces_own(&self, draft: &Draft) -> bool {
        const NEAR: usize = 4;
        let view = self.view;
        let end = draft.hedge_first;
        (end.saturating_sub(NEAR).max(self.floor)..end).any(|at| {
            view.cue(at, "own_dead").is_some_and(|close| {
                (close..end)
                    .all(|at| view.roles_at(at).meets(Roles::any(&[Role::LabelLink, Role::DateOf, Role::Definite])))
            })
        })
    }

    /// "in Gaza", "aux Philippines": whether a preposition says that the side at token `at` is where it happened.
    fn is_where(&self, at: usize) -> bool {
        let view = self.view;
        let back = |steps: usize| at.checked_sub(steps).map_or(Roles::default(), |at| view.roles_at(at));
        let near = back(1);
        near.has(Role::Place) || near.has(Role::Definite) && back(2).has(Role::Place)
    }
}

/// A search for the only side that the sentence has named before an amount.
struct Search<'r, 'v, 'a> {
    relating: &'r Relating<'v, 'a>,
    draft: &'r Draft,
    /// Whether the verb at the end of the clause tells it to be lost or launched.
    lost: bool,
    /// Whether something happened to them.
    suffers: bool,
    /// Whether they are soldiers to whom nothing happened.
    is_soldier: bool,
}

/// The side that was found, if any.
struct Found<'v> {
    side: Option<&'v CompactString>,
    /// Whether its loss is what the amount counts.
    is_of_loss: bool,
}

impl<'v> Search<'_, 'v, '_> {
    /// What stands between token `from` and the amount; nothing where two sides are named.
    fn found(&self, from: usize) -> Option<Found<'v>> {
        let view = self.relating.view;
        let mut found: Option<&CompactString> = None;
        let mut is_parted = false;
        for at in (from..self.draft.hedge_first).rev() {
            let token = view.token(at)?;
            if self.closes(at, token) {
                break;
            }
            is_parted |= token.is_mark(',') && found.is_some();
            if let Some(phrase) = view.lexicon.longest(view.tokens, at, Roles::of(Role::Side)) {
                let side = view.lexicon.name(phrase.node, Role::Side);
                // "на війні проти України": whom they fight.
                let is_foe = || view.cue_before(at, "against").is_some();
                if self.relating.is_where(at) || self.relating.is_teller(at) || is_foe() {
                    continue;
                }
                if found.is_some() && found != side {
                    match self.of_two(at, phrase, is_parted) {
                        Of::Nearer => break,
                        Of::Further => found = side,
                        Of::Neither => return None,
                    }
                    continue;
                }
                found = side;
                if self.suffers && self.is_of_losses(at, phrase) {
                    return Some(Found { side: found, is_of_loss: true });
                }
            }
            if !token.is_on_line() {
                break;
            }
        }
        Some(Found { side: found, is_of_loss: false })
    }

    /// Whether the mark at token `at` ends the sentence before.
    fn closes(&self, at: usize, mark: &Token) -> bool {
        // A point inside a number ends nothing.
        let is_inside = || {
            mark.is_joined()
                && self.relating.view.token(at + 1).is_some_and(|next| next.is_joined() && next.is_digits())
                // "Russian losses: about 1,190 soldiers": a colon that only opens the list.
                || mark.is_mark(':') && at + 1 == self.draft.hedge_first
        };
        mark.ends_clause() && !is_inside()
    }

    /// Which of two sides is meant, of which `phrase` at token `at` names the one that stands further from the amount.
    fn of_two(&self, at: usize, phrase: Phrase, is_parted: bool) -> Of {
        const SAID: usize = 6;
        let (view, lost) = (self.relating.view, self.lost);
        // "Rusya, Ukrayna'ya 108 İHA ile saldırdı": a comma behind who does it.
        let opens = || view.before(at).is_none_or(|mark| !mark.is_word() && matches!(mark.first, '.' | '!' | ';'));
        if lost && opens() && view.token(phrase.end).is_some_and(|comma| comma.is_mark(',')) {
            return Of::Further;
        }
        // A clause of its own: "Seoul says that North Korea has sent 15,000 soldiers".
        if is_parted && (lost || self.is_soldier) {
            return Of::Nearer;
        }
        // "Kiew sagt dass Russland 80 Drohnen gestartet hat": who tells it is named first.
        if lost && (phrase.end..phrase.end + SAID).any(|at| view.cue(at, "says_that").is_some()) {
            return Of::Nearer;
        }
        // "hat Russland die Ukraine mit 112 Drohnen angegriffen": who does it is named first.
        if lost && self.draft.figure.outcome.as_deref() == Some(outcomes::LAUNCHED) {
            return Of::Further;
        }
        Of::Neither
    }

    /// Whether the loss right before or behind the side that `phrase` at token `at` names is what it is the side of.
    fn is_of_losses(&self, at: usize, phrase: Phrase) -> bool {
        const BEFORE: usize = 3;
        const BEHIND: usize = 2;
        let (relating, view, draft) = (self.relating, self.relating.view, self.draft);
        // "İsrail saldırılarında ölenler", "жертвами израильских ударов": who attacked, and not whose.
        if view.category_at(phrase.end).is_some_and(|noun| is_event(noun)) {
            return false;
        }
        // "حصيلة القصف الإسرائيلي", "los bombardeos rusos": the same behind its noun.
        let attack = view.lexicon.longest_before(view.tokens, at, Roles::of(Role::Category));
        let attack = attack.and_then(|(_, noun)| view.lexicon.name(noun.node, Role::Category));
        if attack.is_some_and(|noun| is_event(noun)) {
            return false;
        }
        let is_of_side = |near: usize, loss: Phrase| {
            let is_noun = view.lexicon.roles(loss.node).has(Role::OutcomeNoun);
            let is_loss = || relating.outcome_name(loss.node).is_some_and(|name| name == outcomes::LOSSES);
            // "Russian troops killed five civilians": a verb, and they did it.
            let links = Roles::any(&[Role::Others, Role::Definite]);
            let is_link = |at: usize| view.roles_at(at).meets(links);
            let is_right_before = loss.end + 1 >= draft.hedge_first && (loss.end..draft.hedge_first).all(is_link);
            // "a ucis 25 de persoane și a rănit alte 77": what they did to those counted before.
            let is_of_others = loss.end < draft.hedge_first && view.token(loss.end).is_some_and(Token::is_digits);
            let is_deed = near >= phrase.end
                && view.lexicon.roles(loss.node).has(Role::Outcome)
                && (is_right_before || is_of_others);
            loss.end <= draft.first && (is_noun && !is_deed || is_loss())
        };
        (at.saturating_sub(BEFORE)..at)
            .chain(phrase.end..phrase.end + BEHIND)
            .any(|near| view.lexicon.longest(view.tokens, near, TELLING).is_some_and(|loss| is_of_side(near, loss)))
    }
}

/// Which of two sides is meant.
enum Of {
    Nearer,
    Further,
    Neither,
}

/// "destroyed 27 Russian ships. A submarine was destroyed too": whether the sentence of `draft` begins behind token `from` and says "also".
pub(super) fn says_also(view: &View, from: usize, draft: &Draft) -> bool {
    const NEAR: usize = 12;
    let near = from..draft.hedge_first + NEAR / 4;
    let is_stop = |at: &usize| {
        view.token(*at).is_some_and(|mark| mark.is_mark('.'))
            && view.token(at + 1).is_some_and(|next| next.is_capital && next.is_on_line())
    };
    let mut stops = near.clone().filter(is_stop);
    let Some(stop) = stops.next().filter(|stop| stop + NEAR > draft.hedge_first) else { return false };
    let is_one_line = (from + 1..draft.hedge_first).all(|at| view.token(at).is_some_and(Token::is_on_line));
    stops.next().is_none() && is_one_line && (stop..near.end).any(|at| view.cue(at, "also").is_some())
}

/// ", а також": whether the word before token `end` says that a list goes on.
pub(super) fn is_also(view: &View, end: usize) -> bool {
    end.checked_sub(1).is_some_and(|at| view.cue(at, "also") == Some(end))
}

/// "знищено 34 окупанти, 2 гармати": what a verb that is said of fighters and of arms says of the others.
pub(super) fn of_war(before: &Figure, category: Option<&str>) -> Option<CompactString> {
    let (outcome, whose, category) = (before.outcome.as_deref()?, before.category.as_deref()?, category?);
    // "ліквідовано 800 росіян і 12 танків": those of a side.
    let is_enemy = before.side.is_some() && is_person(whose) && outcome == outcomes::KILLED;
    let are_of_war = (is_fighter(whose) || is_enemy) && is_arm(category) || is_arm(whose) && is_fighter(category);
    let told =
        said_of(outcome, category).filter(|_| are_of_war && matches!(outcome, outcomes::KILLED | outcomes::DESTROYED));
    told.map(|told| if told == outcomes::SHOT_DOWN { outcomes::DESTROYED } else { told }.into())
}

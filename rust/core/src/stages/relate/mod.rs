//! Stage 6: what is counted, what happened to it and whose it is, from the words around an amount.
//!
//! Looks only at tokens between an amount and its neighbours, and never past its sentence.

mod again;
mod ahead;
mod alone;
mod among;
mod aside;
mod behind;
mod brackets;
mod carry;
mod change;
mod compound;
mod count;
mod counter;
mod date;
mod doer;
mod earlier_verb;
mod everyday;
mod except;
mod final_verb;
mod followed;
mod gap;
mod gravely;
mod in_all;
mod itemise;
mod label;
mod launched;
mod listed;
mod measured;
mod noun;
mod numbered;
mod one;
mod one_told;
mod outcome;
mod part;
mod past;
mod per;
mod quoted;
mod reached;
mod relative;
mod replaced;
mod respective;
mod rival;
mod row;
mod share;
mod side;
mod some;
mod split;
mod subject;
mod telling;
mod trends;
mod unit_gap;

use again::{count_next_one, share_named_again, share_others_of_one};
use ahead::share_ahead;
use among::parts_among;
use behind::{share_noun_behind, share_noun_described, share_verb_of_two};
use compact_str::CompactString;
use date::date_counts;
use except::except;
use followed::{share_beside, share_of_one, share_over_ages};
use gap::{share_gapped, share_over_gap, told_of_those_from};
use itemise::{break_down, itemise};
use label::past_quotation_mark;
use listed::{parts_before, side_of_parts};
use measured::{count_no_parts, share_over_area};
use one::add_ones;
use reached::{share_before_and_now, share_over_dates, share_over_names, share_reached};
use replaced::{share_first_told, share_replaced};
use respective::share_respective;
use rival::{share_pairs, share_rivals};
use row::take_row;
use share::{is_next_in_list, share, share_out_of, share_sides};
use some::{share_opened, share_reckoned};
use trends::{come_to_sums, share_trends};
use unit_gap::{share_last_unit, share_units, share_votes};

use crate::draft::{Draft, Sorts};
use crate::figure::{Kind, Scope, Span};
use crate::lexicon::{Role, Roles};
use crate::library::{can_happen, categories, is_fighter, is_person, is_thing, outcomes, said_of};
use crate::stages::read::View;
use crate::token::Token;

/// Words that open a noun phrase, so that a participle behind them is of its noun.
const IN_NOUN: Roles = Roles::any(&[Role::Definite, Role::OneArticle, Role::Place]);

/// Words for a thing, or for people by what happened to them.
const NOUN: Roles = Roles::any(&[Role::Category, Role::OutcomeNoun]);

/// Words of a label that are looked at.
const LONGEST_LABEL: usize = 8;

#[derive(Clone, Copy)]
struct Relating<'v, 'a> {
    view: &'v View<'a>,
    /// No token before it may be taken: it is the figure's before.
    floor: usize,
    /// Where the figure before ends that may count things itself; ages and dates may stand between.
    since: usize,
    /// Nor this one or any after.
    ceiling: usize,
    /// Where the ceiling is behind a change that stands behind the label.
    beyond: usize,
    /// The next figure that may count things itself; ages and dates may stand between.
    far: usize,
    /// Whether the figure before is a part and this one the next of its list.
    is_listed_part: bool,
    /// Behind parts put in between commas: where the clause goes on, and the next figure there.
    aside: Option<(usize, usize)>,
}

impl<'v, 'a> Relating<'v, 'a> {
    /// All that the tokens from `floor` to `ceiling` say, whatever figures are around.
    fn within(view: &'v View<'a>, floor: usize, ceiling: usize) -> Self {
        Self { view, floor, since: floor, ceiling, beyond: ceiling, far: ceiling, is_listed_part: false, aside: None }
    }
}

/// Gives the drafts labels, categories, outcomes, sides and dates.
pub(crate) fn relate(view: &View, drafts: &mut Vec<Draft>) {
    for (id, draft) in drafts.iter_mut().enumerate() {
        draft.id = id as u32;
    }
    for at in 0..drafts.len() {
        let floor = at
            .checked_sub(1)
            .and_then(|before| drafts.get(before))
            .map_or(0, |draft| draft.hedge_end.max(draft.reach()));
        let adjective = compound::adjective_behind(view, drafts, at);
        let ceiling = drafts
            .get(at + 1 + usize::from(adjective.is_some()))
            .map_or(view.tokens.len(), |draft| draft.hedge_first.max(draft.first.min(draft.hedge_first)));
        let (head, tail) = drafts.split_at_mut(at);
        let Some((draft, mut behind)) = tail.split_first_mut() else { continue };
        if let Some(end) = adjective {
            draft.hedge_end = end;
            behind = behind.get_mut(1..).unwrap_or_default();
        }
        // Of when something was, nothing is told.
        let is_when = matches!(draft.figure.kind, Kind::Date | Kind::Time | Kind::Score);
        if is_when || take_row(view, draft, floor) {
            continue;
        }
        let since = last_count(head);
        let is_listed_part =
            head.last().is_some_and(|before| before.figure.part_of.is_some() && is_next_in_list(view, before, draft));
        let beyond = ceiling;
        // A change behind the label ends what may be said of the thing.
        let ceiling =
            draft.change.filter(|(open, _)| *open > draft.after()).map_or(ceiling, |(open, _)| open.min(ceiling));
        let far = match draft.change {
            Some(_) => ceiling,
            None => next_count(view, behind),
        };
        let aside = aside::aside(view, draft, behind);
        let mut relating = Relating { view, floor, since, ceiling, beyond, far, is_listed_part, aside };
        match draft.figure.kind {
            Kind::Number if compound::is_of_parent(view, draft) => relating.count_children(draft),
            Kind::Number => relating.count(draft, head),
            Kind::Ordinal => relating.label_only(draft),
            _ => {}
        }
        if matches!(draft.figure.kind, Kind::Count | Kind::Number) {
            let may_be_part = draft.figure.kind == Kind::Number || !relating.is_difference(draft);
            if draft.figure.part_of.is_none() && may_be_part && !relating.part_of_named(draft, head) {
                relating.part_of(draft, head);
            }
            relating.part_of_list(draft, head);
            relating.part_by_ending(draft, head);
            relating.told_as_whole(draft, head);
            relating.count_predicate(draft);
            if draft.figure.kind == Kind::Number {
                relating.count_some_of(draft);
            }
            if draft.figure.category.is_none() && view.cue(draft.first, "of_people") == Some(draft.end) {
                relating.count_people(draft);
            }
        }
        relating.rate(draft, behind.first_mut());
        relating.rate_before(draft, head.last_mut());
        relating.trend(draft);
        if draft.figure.kind == Kind::Count {
            relating.scope(draft, head);
        }
        relating.earlier(draft, head);
        if draft.figure.delta.is_some() && draft.figure.kind == Kind::Count {
            draft.figure.scope = Some(Scope::Cumulative);
        }
    }
    add_ones(view, drafts);
    let sorts = Sorts::of(drafts);
    if sorts.are_ones {
        share_others_of_one(view, drafts);
    }
    // The rest is told of a figure by another.
    if drafts.len() < 2 {
        except(view, drafts);
    } else {
        tell_by_others(view, drafts, sorts);
    }
}

/// Tells of figures what others of them say; `sorts` are those that there are.
fn tell_by_others(view: &View, drafts: &mut [Draft], sorts: Sorts) {
    // A number of nothing yet may count what is told beside it, or be of the unit of another.
    let has_bare = sorts.has(&[Kind::Number]);
    let has_units = sorts.has(&[Kind::Money, Kind::Percent, Kind::Measure]);
    let has_measures = sorts.has(&[Kind::Duration, Kind::Age, Kind::Measure]);
    told_of_those_from(view, drafts);
    share_opened(view, drafts);
    parts_before(view, drafts);
    parts_among(view, drafts);
    if has_bare {
        share_rivals(view, drafts);
    }
    share_before_and_now(view, drafts);
    share_over_dates(view, drafts);
    share_over_names(view, drafts);
    share_replaced(view, drafts);
    share_first_told(view, drafts);
    share_named_again(view, drafts);
    share_respective(view, drafts);
    share_out_of(view, drafts);
    share_pairs(view, drafts);
    if sorts.has(&[Kind::Measure]) {
        share_over_area(view, drafts);
    }
    share(view, drafts);
    share_ahead(view, drafts);
    share_gapped(view, drafts);
    share_over_gap(view, drafts);
    if has_bare && has_units || has_measures {
        share_last_unit(view, drafts);
    }
    if has_units {
        share_units(view, drafts);
        share_trends(view, drafts);
        come_to_sums(view, drafts);
    }
    if has_bare {
        share_votes(view, drafts);
        share_reached(view, drafts);
    }
    share_noun_behind(view, drafts);
    share_noun_described(view, drafts);
    compound::share_kinds(view, drafts);
    share_verb_of_two(view, drafts);
    if has_bare {
        share_beside(view, drafts);
        share_reckoned(view, drafts);
    }
    if sorts.has(&[Kind::Age]) {
        share_over_ages(view, drafts);
    }
    if sorts.are_ones {
        share_of_one(view, drafts);
    }
    if sorts.has(&[Kind::Fraction]) {
        count_next_one(view, drafts);
    }
    break_down(view, drafts);
    itemise(view, drafts);
    share_sides(view, drafts);
    side_of_parts(drafts);
    except(view, drafts);
    date_counts(view, drafts);
    count_no_parts(drafts);
}

impl Relating<'_, '_> {
    /// "A building of four floors collapsed": whether the amount only describes the thing before it, and counts none that the taxonomy has.
    fn describes(&self, draft: &Draft) -> bool {
        let view = self.view;
        let of = Roles::any(&[Role::DateOf, Role::LabelLink]);
        // "the 12-storey block was evacuated", "12-этажный дом"
        let is_compound = || draft.figure.category.is_none() && self.is_compound(draft.after() + 1);
        if is_compound() || self.label_of_compound(draft, draft.after() + 1).is_some() {
            return true;
        }
        let Some(link) = draft.hedge_first.checked_sub(1).filter(|link| *link > self.floor) else { return false };
        let is_in_town = || {
            // "une commune de 8 000 habitants": those who live there.
            draft.figure.category.as_deref() == Some(categories::PERSON)
                && view
                    .lexicon
                    .longest_before(view.tokens, link, Roles::of(Role::Category))
                    .and_then(|(_, town)| view.lexicon.name(town.node, Role::Category))
                    .is_some_and(|town| town == categories::SETTLEMENT)
        };
        if view.roles_at(link).meets(of) && is_in_town() {
            return true;
        }
        draft.figure.category.is_none()
            && view.roles_at(link).meets(of)
            && view
                .lexicon
                .longest_before(view.tokens, link, Roles::of(Role::Category))
                .and_then(|(_, thing)| view.lexicon.name(thing.node, Role::Category))
                .is_some_and(|thing| is_thing(thing))
    }

    /// "A boat with 55 migrants sank", "12 guns in a collapsed house": whether what stands at token `at` may be told of the thing that
    /// those counted are in. Of people only fighters are said to be destroyed.
    fn is_of_holder(&self, first: usize, at: usize, category: Option<&str>) -> bool {
        let view = self.view;
        let is_grammar = |at: usize| view.roles_at(at).has(Role::Function) && !view.roles_at(at).has(Role::And);
        let holder = first.checked_sub(1).filter(|with| *with > self.floor && is_grammar(*with)).and_then(|with| {
            let (_, thing) = view.lexicon.longest_before(view.tokens, with, Roles::of(Role::Category))?;
            view.lexicon.name(thing.node, Role::Category)
        });
        let is_aboard = || {
            let told = view.lexicon.longest(view.tokens, at, Roles::of(Role::Outcome));
            let is_loss =
                told.and_then(|told| self.outcome_name(told.node)).is_some_and(|name| name == outcomes::DESTROYED);
            is_loss && category.is_some_and(|category| is_person(category) && !is_fighter(category))
        };
        holder.is_some_and(|holder| is_thing(holder))
            || at.checked_sub(1).is_some_and(|article| view.roles_at(article).meets(IN_NOUN))
            || is_aboard()
    }

    /// The class of things that the word for a number names itself.
    fn dual(&self, draft: &Draft) -> Option<u32> {
        let view = self.view;
        // "طائرتين مسيرتين": or the words.
        let is_word = draft.number.is_some() && view.token(draft.first).is_some_and(Token::is_word);
        let thing = view.lexicon.longest(view.tokens, draft.first, NOUN).filter(|_| is_word)?;
        (thing.end == draft.end).then_some(thing.node)
    }

    fn outcome_name(&self, node: u32) -> Option<&CompactString> {
        self.view.lexicon.name(node, Role::Outcome).or_else(|| self.view.lexicon.name(node, Role::OutcomeNoun))
    }

    /// What a phrase says happened to things of a category; where it may say another thing of them than its own, that.
    fn suited(&self, node: u32, category: Option<&str>, may_differ: bool) -> Option<CompactString> {
        let name = self.outcome_name(node)?;
        match category {
            Some(category) if !can_happen(name, category) => {
                // "Die Arbeitslosenzahl ist gesunken": numbers sink as ships do.
                let is_change = self.view.lexicon.roles(node).has(Role::Change);
                // "dwóm obywatelom, którzy uszkodzili tory": people are not damaged, they damage.
                let is_done = name == outcomes::DAMAGED
                    && is_person(category)
                    && !is_fighter(category)
                    && category != categories::HOUSEHOLD;
                said_of(name, category).filter(|_| may_differ && !is_change && !is_done).map(Into::into)
            }
            _ => Some(name.clone()),
        }
    }

    fn span(&self, first: usize, end: usize) -> Option<Span> {
        let (head, tail) = (self.view.token(first)?, self.view.before(end)?);
        Some(Span { start: head.start, end: tail.end })
    }
}

/// Figures that are looked over for one that may count things.
const NEAR_FIGURES: usize = 6;

/// Whether a figure may count things or share a verb with those that do.
fn may_count(draft: &Draft) -> bool {
    !matches!(draft.figure.kind, Kind::Age | Kind::Date | Kind::Duration | Kind::Time | Kind::Multiplier)
}

/// Where the last of `drafts` that may count things ends.
fn last_count(drafts: &[Draft]) -> usize {
    let mut near = drafts.iter().rev().take(NEAR_FIGURES);
    let is_all = drafts.len() <= NEAR_FIGURES;
    let last = near.clone().find(|draft| may_count(draft)).or_else(|| near.next_back().filter(|_| !is_all));
    last.map_or(0, |draft| draft.reach())
}

/// Where the first of `drafts` that may count things begins.
fn next_count(view: &View, drafts: &[Draft]) -> usize {
    let near = drafts.get(..NEAR_FIGURES).unwrap_or(drafts);
    let next = near.iter().find(|draft| may_count(draft));
    let next = next.or_else(|| near.last().filter(|_| drafts.len() > NEAR_FIGURES));
    next.map_or(view.tokens.len(), |draft| draft.hedge_first.min(draft.first))
}

/// The token after a figure and its label.
fn end_of_label(view: &View, draft: &Draft) -> usize {
    let from = draft.after();
    let Some(label) = draft.figure.label.filter(|label| label.end > draft.figure.span.start) else {
        // 生徒303人: the word that people are counted by, behind the number.
        let may_be_counted = view.lexicon.per_character() && draft.figure.label.is_some();
        let counter = if may_be_counted { view.cue(draft.reach(), "people_counter") } else { None };
        return counter.unwrap_or(draft.reach());
    };
    let last = (from..from + LONGEST_LABEL + 4)
        .take_while(|at| view.token(*at).is_some_and(|token| token.start < label.end))
        .last();
    let end = last.map_or(from, |last| last + 1).max(draft.reach());
    if end > from { past_quotation_mark(view, end) } else { end }
}

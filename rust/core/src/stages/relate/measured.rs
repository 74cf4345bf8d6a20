//! What is told behind an area of it and of the count before: "218,000 homes and 432,000 hectares were destroyed".
//!
//! A count and the measure behind it come in, what the verb behind both says of the count goes out.

use super::part::fitting;
use super::{Relating, end_of_label};
use crate::draft::{Draft, each_pair};
use crate::figure::{Flag, Kind};
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// Words that say what an area is of.
const OF_WHAT: usize = 2;

/// "218,000 homes and 432,000 hectares were destroyed": a count that opens the clause, an area joined to it by "and", and the verb.
pub(super) fn share_over_area(view: &View, drafts: &mut [Draft]) {
    each_pair(drafts, |before, area| {
        let is_area = area.figure.kind == Kind::Measure
            && matches!(area.figure.unit.as_deref(), Some("har" | "[acr_us]" | "km2"));
        if !is_area || before.figure.kind != Kind::Count || before.figure.outcome.is_some() {
            return;
        }
        let and = end_of_label(view, before);
        let is_joined = view.roles_at(and).has(Role::And) && and + 1 == area.hedge_first;
        let opens = view.token(before.hedge_first).is_none_or(|first| !first.is_on_line())
            || view.before(before.hedge_first).is_none_or(|mark| !mark.is_word());
        if !is_joined || !opens || !view.token(and).is_some_and(Token::is_on_line) {
            return;
        }
        // "hectáreas de cultivos", "Hektar Ackerland": of what, before the verb.
        let is_plain = |at: &usize| {
            view.token(*at).is_some_and(Token::is_word_on_line)
                && !view.roles_at(*at).meets(Roles::any(&[Role::Passive, Role::And, Role::Outcome, Role::OutcomeNoun]))
        };
        let end = area.reach();
        let end = end + (end..end + OF_WHAT).take_while(is_plain).count();
        let behind = Relating::within(view, end, view.tokens.len());
        if let Some((node, at)) = behind.outcome_behind(end)
            && (end..at).any(|at| view.roles_at(at).has(Role::Passive))
        {
            before.figure.outcome = fitting(behind.outcome_name(node), before);
        }
    });
}

/// "43 Mandate, die FPÖ kommt auf 20,4": a number with decimals counts none of those whole ones before it.
pub(super) fn count_no_parts(drafts: &mut [Draft]) {
    let counts =
        |draft: &Draft| draft.figure.kind == Kind::Count && draft.figure.value.is_some_and(|value| !value.is_whole());
    let is_inherited = |draft: &Draft| draft.figure.flags.contains(Flag::InheritedLabel);
    if !drafts.iter().any(counts) || drafts.iter().any(|draft| counts(draft) && !is_inherited(draft)) {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| counts(draft)) {
        let figure = &mut draft.figure;
        figure.flags.lower(Flag::InheritedLabel);
        (figure.kind, figure.label, figure.category, figure.outcome) = (Kind::Number, None, None, None);
        (figure.side, figure.part_of, figure.scope) = (None, None, None);
    }
}

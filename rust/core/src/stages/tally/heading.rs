//! The lines above a block: what happened, whose, as of when, in which period.
//!
//! Lines and drafts come in, what they say of all rows goes out. A date that only opens a period is none.

use std::ops::Range;

use compact_str::CompactString;

use super::lines::Line;
use super::words;
use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles, TELLING};
use crate::stages::read::View;

/// Words that a heading may have.
const LONGEST_HEADING: usize = 16;

/// Words behind what happened in which it says whose the things are.
const OWN: usize = 2;

/// What is said of all rows of a block.
#[derive(Default)]
pub(super) struct Heading {
    pub(super) outcome: Option<u32>,
    pub(super) side: Option<u32>,
    pub(super) date: Option<CompactString>,
    pub(super) is_new: bool,
}

impl Heading {
    /// Whether it says by itself what happened and whose the things are.
    fn is_whole(&self) -> bool {
        self.outcome.is_some() && self.side.is_some()
    }
}

/// What the lines above a block say of its rows: what happened, whose, as of when, in which period.
pub(super) fn heading(view: &View, drafts: &[Draft], lines: &[Line], top: usize) -> Option<Heading> {
    let name = |node: u32| view.lexicon.name(node, Role::Side);
    let same = |side: u32, other: Option<u32>| other.is_none_or(|other| name(other) == name(side));
    let mut found: Option<Heading> = None;
    for up in 1..=3 {
        let Some(line) = top.checked_sub(up).and_then(|at| lines.get(at)) else { break };
        if words(view, line.first, line.end) > LONGEST_HEADING * 2 {
            break;
        }
        let heading = heading_line(view, drafts, line);
        match &mut found {
            // Two headings of two blocks, run together: what they say differently is said of neither.
            Some(known) if known.is_whole() && heading.is_whole() => {
                known.side = known.side.filter(|side| same(*side, heading.side));
                known.date = known.date.take().filter(|date| heading.date.as_ref().is_none_or(|other| other == date));
                break;
            }
            // What is nearer to the rows is meant.
            Some(known) if known.outcome.is_none() || known.side.is_none() => {
                known.outcome = known.outcome.or(heading.outcome);
                known.side = known.side.or(heading.side);
                known.date = known.date.take().or(heading.date);
            }
            Some(known) => {
                known.date = known.date.take().or(heading.date);
                break;
            }
            None => found = Some(heading),
        }
    }
    found
}

fn heading_line(view: &View, drafts: &[Draft], line: &Line) -> Heading {
    // What the last sentence of the line says is nearer than what those before it say.
    let is_stop = |at: &usize| {
        view.token(*at).is_some_and(|mark| mark.is_full_stop())
            && view.token(at + 1).is_some_and(|next| next.is_capital && !next.is_joined())
    };
    let last = (line.first..line.end).rev().find(is_stop).map_or(line.first, |stop| stop + 1);
    let find = |at, roles| view.lexicon.longest(view.tokens, at, roles);
    let side_at = |at| find(at, Roles::of(Role::Side)).map(|phrase| phrase.node);
    let told = |mut tokens: Range<usize>| tokens.find_map(|at| find(at, TELLING));
    let of_last = told(last..line.end);
    let first = if of_last.is_some() { last } else { line.first };
    let told = of_last.or_else(|| told(line.first..last));
    // "Kyiv also spoke of losses of Russian arms": whose they are stands right behind.
    let own = told.and_then(|told| (told.end..(told.end + OWN).min(line.end)).find_map(side_at));
    let mut heading = Heading { outcome: told.map(|told| told.node), side: own, ..Heading::default() };
    for at in first..line.end {
        heading.side = heading.side.or_else(|| side_at(at));
        heading.is_new |= find(at, Roles::of(Role::NewlyReported)).is_some();
    }
    // "від 24.02.22 по 28.02.25": what is told is told as of the end.
    let own = drafts.get(line.drafts_first..line.drafts_end).unwrap_or(&[]);
    let last = own.iter().rev().find(|draft| draft.figure.kind == Kind::Date);
    heading.date = last.filter(|draft| !opens_period(view, draft)).and_then(|draft| draft.figure.date.clone());
    heading
}

/// "since 24 February 2022": a date from which something is counted.
fn opens_period(view: &View, draft: &Draft) -> bool {
    let told = |role| view.lexicon.longest_before(view.tokens, draft.first, Roles::of(role));
    told(Role::Since).is_some() && told(Role::AsOf).is_none()
}

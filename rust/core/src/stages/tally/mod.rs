//! Stage 7: lines that form a block, read as one: number above label, label above number, label – number, number label.
//!
//! Gives rows of a block their label, category and number, and what the heading says of all of them.

mod heading;
mod lines;

use compact_str::CompactString;
use heading::{Heading, heading};
use lines::{Line, find_lines};

use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Figure, Kind, Scope, Span};
use crate::lexicon::{Role, Roles, TELLING};
use crate::library::{categories, is_event, is_person, outcomes};
use crate::stages::read::View;

/// Words that a label alone on its line may have.
const LONGEST_LABEL: usize = 9;

/// What the label of a row may name: a thing, or what happened to people.
const LABELS: Roles = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Outcome]);

/// Where a row's label stands.
#[derive(Clone, Copy, Debug)]
struct Row {
    line: usize,
    draft: usize,
    label_first: usize,
    label_end: usize,
    label_line: usize,
}

/// Room for the lines of a stretch and the rows of its blocks, from one stretch to the next.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    lines: Vec<Line>,
    rows: Vec<Row>,
}

/// Reads the blocks of the view; `next_tally` counts them through the document.
pub(crate) fn tally(view: &View, drafts: &mut [Draft], next_tally: &mut u32, blocks: &mut Blocks) {
    if !drafts.iter().any(Draft::is_amount) {
        return;
    }
    let Blocks { lines, rows } = blocks;
    find_lines(view, drafts, lines);
    if lines.len() < 2 && drafts.len() != 1 {
        return;
    }
    find_rows(view, drafts, lines, rows);
    let mut at = 0;
    while at < rows.len() {
        let mut end = at + 1;
        while let (Some(last), Some(row)) = (rows.get(end - 1), rows.get(end)) {
            let reach = last.line.max(last.label_line);
            let begins = row.line.min(row.label_line);
            if begins > reach + 1 {
                break;
            }
            end += 1;
        }
        if let Some(block) = rows.get(at..end) {
            read_block(view, drafts, lines, block, next_tally);
        }
        at = end;
    }
}

fn words(view: &View, from: usize, to: usize) -> usize {
    (from..to).filter(|at| view.token(*at).is_some_and(|token| token.is_word())).count()
}

/// Makes `rows` those of all blocks, in order of their lines.
fn find_rows(view: &View, drafts: &[Draft], lines: &[Line], rows: &mut Vec<Row>) {
    rows.clear();
    for (index, line) in lines.iter().enumerate() {
        let Some(at) = line.draft() else { continue };
        let Some(draft) = drafts.get(at).filter(|draft| draft.is_amount()) else { continue };
        let first = (line.first..draft.hedge_first).find(|at| view.token(*at).is_some_and(|token| token.is_word()));
        let after = words(view, draft.reach(), line.end);
        if let Some(label_first) = first {
            if let Some(row) = label_before(view, draft, line, label_first, after) {
                rows.push(Row { line: index, draft: at, ..row_at(row, index) });
            }
        } else if words(view, draft.after(), line.end) > 0
            && draft.figure.kind == Kind::Count
            && draft.figure.category.is_some()
        {
            let label = draft.figure.label.unwrap_or_default();
            let from = draft.after();
            let end = (from..line.end)
                .find(|at| view.token(*at).is_some_and(|token| token.start >= label.end))
                .unwrap_or(line.end);
            let first =
                (from..end).find(|at| view.token(*at).is_some_and(|token| token.start >= label.start)).unwrap_or(end);
            // Prose may begin with a number; a row ends where its label ends.
            if words(view, end, line.end) <= 3 {
                rows.push(Row { line: index, draft: at, label_first: first, label_end: end, label_line: index });
            }
        } else if let Some((first, end)) = label_after(view, draft, line) {
            rows.push(Row { line: index, draft: at, ..row_at((first, end), index) });
        } else if after == 0 && !line.is_cut {
            rows.extend(label_beside(view, lines, index, at, line));
        }
    }
    // Labels above or below: both fit line by line, so the block as a whole decides.
    orient(view, lines, rows);
}

fn row_at((label_first, label_end): (usize, usize), line: usize) -> Row {
    Row { line, draft: 0, label_first, label_end, label_line: line }
}

/// "Танки — 1730 (+8)": the label before the number on its line.
fn label_before(view: &View, draft: &Draft, line: &Line, first: usize, after: usize) -> Option<(usize, usize)> {
    let mut end = draft.hedge_first;
    while end > first && view.token(end - 1).is_some_and(|token| !token.is_word() && !token.is_mark(')')) {
        end -= 1;
    }
    let parted = end < draft.hedge_first;
    let category = view.lexicon.longest(view.tokens, first, LABELS);
    let is_thing = |node| view.lexicon.roles(node).has(Role::Category);
    let is_whole = category.is_some_and(|phrase| phrase.end == end && is_thing(phrase.node));
    let count = words(view, first, end);
    // "Polis 24 kişiyi gözaltına aldı": what is counted stands behind the number, and who did it before.
    let is_behind = draft.figure.category.is_some()
        && after > 0
        && draft
            .figure
            .label
            .is_some_and(|label| view.token(draft.after()).is_some_and(|next| label.start >= next.start));
    let named = || {
        let node = category?.node;
        view.lexicon.name(node, Role::Category).filter(|_| !view.lexicon.roles(node).meets(TELLING))
    };
    let is_row = after <= 3
        && !(is_behind && (!parted || named().is_some_and(|named| is_headline(view, draft, named))))
        && count <= LONGEST_LABEL
        && (is_whole || parted && (category.is_some() || draft.figure.delta.is_some()));
    // A sentence that happens to open with a counted noun goes on after its number.
    (is_row && line.end > first).then_some((first, end))
}

/// "School shooting: 3 children killed", "Rescuers: 12 people trapped": whether the noun behind the number counts what the words before
/// the colon, which name `named`, only lead up to. "Personnel: 1,730 people" and "Soldiers: 12 wounded" are rows.
fn is_headline(view: &View, draft: &Draft, named: &str) -> bool {
    let are_people = draft.figure.counts(is_person);
    let is_told = || view.lexicon.longest(view.tokens, draft.after(), TELLING).is_some();
    are_people != is_person(named)
        || draft.figure.counts(is_event) != is_event(named)
        || are_people && draft.figure.outcome.is_some() && !is_told()
}

/// "1 730 (+8) — танки": the label behind a dash.
fn label_after(view: &View, draft: &Draft, line: &Line) -> Option<(usize, usize)> {
    let from = draft.after();
    let first = (from..line.end).find(|at| view.token(*at).is_some_and(|token| token.is_word()))?;
    let parted =
        first > from && view.before(first).is_some_and(|mark| mark.is_dash() || matches!(mark.first, ':' | '|'));
    let thing = view.lexicon.longest(view.tokens, first, LABELS)?;
    let is_row = parted && words(view, first, line.end) <= LONGEST_LABEL && words(view, thing.end, line.end) <= 3;
    is_row.then_some((first, line.end))
}

/// A number alone on its line and the label below it, else above it.
fn label_beside(view: &View, lines: &[Line], index: usize, draft: usize, line: &Line) -> Option<Row> {
    let is_bare = (line.first..line.end).all(|at| view.token(at).is_some_and(|token| !token.is_word()));
    if !is_bare {
        return None;
    }
    let is_label = |at: usize| {
        let line = lines.get(at)?;
        let count = words(view, line.first, line.end);
        (line.is_empty() && (1..=LONGEST_LABEL).contains(&count)).then_some(line)
    };
    let row = |at: usize, line: &Line| Row {
        line: index,
        draft,
        label_first: line.first,
        label_end: line.end,
        label_line: at,
    };
    is_label(index + 1)
        .map(|line| row(index + 1, line))
        .or_else(|| index.checked_sub(1).and_then(|above| is_label(above).map(|line| row(above, line))))
}

/// Turns rows whose label is on another line to the side on which more labels are of the taxonomy.
fn orient(view: &View, lines: &[Line], rows: &mut Vec<Row>) {
    let apart: Vec<usize> = rows.iter().filter(|row| row.line != row.label_line).map(|row| row.line).collect();
    let Some(top) = apart.first() else { return };
    let at = |line: usize, is_below: bool| if is_below { lines.get(line + 1) } else { lines.get(line.checked_sub(1)?) };
    // Where things are counted, a heading that says what happened names no row.
    let counts_things = apart.iter().any(|line| is_thing(view, at(*line, true)) || is_thing(view, at(*line, false)));
    let is_label = |line: Option<&Line>| {
        is_thing(view, line) || !counts_things && line.is_some_and(|line| begins_with(view, line, LABELS))
    };
    let is_above = |line: usize| is_label(at(line, false));
    let below = apart.iter().filter(|line| is_label(at(**line, true))).count();
    let above = apart.iter().filter(|line| is_above(**line)).count();
    // As many of both: the first label or the last one was cut off, and the first line tells which.
    let takes_above = above > below || above == below && is_above(*top);
    let free =
        |at: usize| lines.get(at).filter(|line| line.is_empty() && words(view, line.first, line.end) <= LONGEST_LABEL);
    rows.retain_mut(|row| {
        if row.line == row.label_line {
            return true;
        }
        let at = if takes_above { row.line.checked_sub(1) } else { Some(row.line + 1) };
        let Some((at, line)) = at.and_then(|at| Some((at, free(at)?))) else { return false };
        // Two labels beside each other: two blocks run together, and which of them is the number's is open.
        let other = if takes_above { at.checked_sub(1) } else { Some(at + 1) };
        if other.is_some_and(|other| is_thing(view, lines.get(other))) && is_thing(view, Some(line)) {
            return false;
        }
        (row.label_line, row.label_first, row.label_end) = (at, line.first, line.end);
        true
    });
}

/// Whether a line without numbers begins with a thing of the taxonomy.
fn is_thing(view: &View, line: Option<&Line>) -> bool {
    line.is_some_and(|line| line.is_empty() && begins_with(view, line, Roles::of(Role::Category)))
}

/// Whether the first words of a line have one of `wanted`.
fn begins_with(view: &View, line: &Line, wanted: Roles) -> bool {
    let first = (line.first..line.end).find(|at| view.token(*at).is_some_and(|token| token.is_word()));
    first.is_some_and(|first| view.lexicon.longest(view.tokens, first, wanted).is_some())
}

fn read_block(view: &View, drafts: &mut [Draft], lines: &[Line], block: &[Row], next_tally: &mut u32) {
    let names_thing = |row: &Row| view.lexicon.longest(view.tokens, row.label_first, LABELS).is_some();
    let deltas =
        block.iter().filter(|row| drafts.get(row.draft).is_some_and(|draft| draft.figure.delta.is_some())).count();
    if deltas < 2 && !block.iter().any(names_thing) {
        return;
    }
    let top = block.iter().map(|row| row.line.min(row.label_line)).min().unwrap_or(0);
    let heading = heading(view, drafts, lines, top);
    let whole = whole(view, drafts, lines, block, top);
    let is_block = block.len() > 1;
    for row in block {
        let Some(draft) = drafts.get_mut(row.draft) else { continue };
        let figure = &mut draft.figure;
        name(view, figure, row);
        if is_block {
            figure.tally = Some(*next_tally);
        }
        if let Some((id, whole)) = &whole
            && figure.part_of.is_none()
        {
            figure.part_of = Some(*id);
            figure.outcome = figure.outcome.take().or_else(|| whole.outcome.clone());
            figure.side = figure.side.take().or_else(|| whole.side.clone());
            figure.scope = figure.scope.or(whole.scope);
        }
        if let Some(heading) = &heading {
            head(view, figure, heading, deltas > 0);
        }
    }
    if is_block {
        *next_tally += 1;
    }
}

/// Tells of a figure what the label of its row names.
fn name(view: &View, figure: &mut Figure, row: &Row) {
    if let Some(span) = label_span(view, row) {
        figure.label = Some(span);
    }
    figure.kind = Kind::Count;
    let named = view.lexicon.longest(view.tokens, row.label_first, LABELS);
    let is_thing = named.is_some_and(|named| view.lexicon.roles(named.node).has(Role::Category));
    let thing = match named {
        Some(_) if !is_thing => view.lexicon.longest(view.tokens, row.label_first, Roles::of(Role::Category)),
        known => known,
    };
    // "Three of the victims were children": the clause has said more than the noun.
    if let Some(name) = thing.and_then(|thing| view.lexicon.name(thing.node, Role::Category))
        && !(name == categories::PERSON && figure.counts(is_person))
    {
        figure.category = Some(name.clone());
    }
    // "lance-roquettes" is no launch: the longer phrase is meant.
    let own = named
        .filter(|_| !is_thing)
        .and_then(|_| view.lexicon.longest(view.tokens, row.label_first, TELLING))
        .filter(|phrase| phrase.end <= row.label_end && !view.lexicon.roles(phrase.node).has(Role::Category))
        .filter(|phrase| thing.is_none_or(|thing| thing.end <= phrase.end));
    if let Some(own) = own {
        figure.outcome = outcome_name(view, own.node);
        if figure.category.is_none() {
            let thing = (row.label_first..row.label_end)
                .find_map(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::Category)));
            let name = thing.and_then(|thing| view.lexicon.name(thing.node, Role::Category)).cloned();
            figure.category = name.or_else(|| Some(categories::PERSON.into()));
        }
    }
}

/// Tells of a figure what the heading of its block says, where its row does not; some rows of it may have changes.
fn head(view: &View, figure: &mut Figure, heading: &Heading, has_deltas: bool) {
    if figure.outcome.is_none() {
        figure.outcome = heading.outcome.and_then(|node| outcome_name(view, node));
    }
    if figure.side.is_none() {
        figure.side = heading.side.and_then(|node| view.lexicon.name(node, Role::Side).cloned());
    }
    // The staff that a side has lost are its soldiers.
    if figure.category.as_deref() == Some(categories::WORKER)
        && heading.side.is_some()
        && figure.outcome.as_deref() == Some(outcomes::LOSSES)
    {
        figure.category = Some(categories::SOLDIER.into());
    }
    if figure.scope.is_none() && figure.outcome.is_some() && figure.part_of.is_none() {
        // Beside totals with their changes, what did not change is a total too.
        figure.scope = Some(if heading.is_new && !has_deltas { Scope::New } else { Scope::Cumulative });
    }
    if figure.date.is_none() && figure.outcome.is_some() {
        figure.date.clone_from(&heading.date);
    }
}

/// "9 people were killed, among them:", then who they were, a row each: the count above a block of people that its rows are parts
/// of, as the words before the colon or the sum say, and its number among the drafts.
fn whole(view: &View, drafts: &[Draft], lines: &[Line], block: &[Row], top: usize) -> Option<(u32, Figure)> {
    const NEAR: usize = 4;
    let line = lines.get(top.checked_sub(1)?)?;
    let colon = line.end.checked_sub(1).filter(|colon| view.token(*colon).is_some_and(|mark| mark.is_mark(':')))?;
    let is_people = |node| view.lexicon.name(node, Role::Category).is_some_and(|name| is_person(name));
    let whole = drafts
        .get(line.drafts_first..line.drafts_end)?
        .iter()
        .rev()
        .find(|draft| draft.figure.kind == Kind::Count && draft.figure.counts(is_person))?;
    let total = whole.figure.value?;
    let mut sum = Decimal::ZERO;
    for row in block {
        let thing = view.lexicon.longest(view.tokens, row.label_first, Roles::of(Role::Category))?;
        let part = drafts.get(row.draft)?.figure.value.filter(|part| *part <= total && is_people(thing.node))?;
        sum = sum.checked_add(part)?;
    }
    let says_so = (colon.saturating_sub(NEAR).max(line.first)..colon)
        .any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::PartOf)).is_some());
    (sum == total || says_so && sum < total).then(|| (whole.id, whole.figure.clone()))
}

fn outcome_name(view: &View, node: u32) -> Option<CompactString> {
    view.lexicon.name(node, Role::Outcome).or_else(|| view.lexicon.name(node, Role::OutcomeNoun)).cloned()
}

fn label_span(view: &View, row: &Row) -> Option<Span> {
    let mut end = row.label_end;
    while end > row.label_first && view.token(end - 1).is_some_and(|token| !token.is_word() && !token.is_mark(')')) {
        end -= 1;
    }
    let (head, tail) = (view.token(row.label_first)?, view.token(end.checked_sub(1)?)?);
    (head.start < tail.end).then_some(Span { start: head.start, end: tail.end })
}

//! Stage 7: lines that form a block, read as one: number above label, label above number, label – number, number label.
//!
//! Gives rows of a block their label, category, delta and number, and what the heading says of all of them.

use compact_str::CompactString;

use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::figure::{Kind, Scope, Span};
use crate::lexicon::{Role, Roles};
use crate::stages::fold::is_dash;
use crate::stages::read::View;

/// Words that a label alone on its line may have.
const LONGEST_LABEL: usize = 9;
/// Words that a heading may have.
const LONGEST_HEADING: usize = 16;

/// What the label of a row may name: a thing, or what happened to people.
const LABELS: Roles = Roles::any(&[Role::Category, Role::OutcomeNoun, Role::Outcome]);

/// One line of the stretch.
#[derive(Clone, Copy, Debug)]
struct Line {
    first: usize,
    end: usize,
    /// The only draft on it, if there is just one.
    draft: Option<usize>,
    drafts: usize,
}

/// Where a row's label stands.
#[derive(Clone, Copy, Debug)]
struct Row {
    line: usize,
    draft: usize,
    label_first: usize,
    label_end: usize,
    label_line: usize,
}

/// Reads the blocks of the view; `next_tally` counts them through the document.
pub(crate) fn tally(view: &View, drafts: &mut Vec<Draft>, next_tally: &mut u32) {
    deltas(view, drafts);
    let lines = lines(view, drafts);
    if lines.len() < 2 && drafts.len() != 1 {
        return;
    }
    let rows = rows(view, drafts, &lines);
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
            read_block(view, drafts, &lines, block, next_tally);
        }
        at = end;
    }
}

/// Takes "(+1 050)" behind a total into it.
fn deltas(view: &View, drafts: &mut Vec<Draft>) {
    let mut taken: Vec<usize> = Vec::new();
    for at in 0..drafts.len().saturating_sub(1) {
        let (Some(total), Some(change)) = (drafts.get(at), drafts.get(at + 1)) else { break };
        if !matches!(total.figure.kind, Kind::Number | Kind::Count) || taken.last() == Some(&at) {
            continue;
        }
        let Some((delta, closes)) = delta(view, total, change) else { continue };
        if let Some(total) = drafts.get_mut(at) {
            total.figure.delta = Some(delta);
            total.hedge_end = closes;
        }
        taken.push(at + 1);
    }
    let mut index = 0;
    drafts.retain(|_| {
        index += 1;
        taken.binary_search(&(index - 1)).is_err()
    });
}

/// The change in brackets right behind a total or its label, and where the bracket ends.
fn delta(view: &View, total: &Draft, change: &Draft) -> Option<(Decimal, usize)> {
    let value = change.figure.value?;
    let is_negative = value.is_negative();
    let sign = if is_negative { change.first } else { change.first.checked_sub(1)? };
    let sign_token = view.token(sign)?;
    let is_signed = sign_token.is_mark('+') || is_negative || is_dash(sign_token.first) && !sign_token.is_word();
    let open = sign.checked_sub(1)?;
    if !is_signed || !view.token(open)?.is_mark('(') || !view.token(open)?.is_on_line() {
        return None;
    }
    let between = open.checked_sub(total.end)?;
    let is_near = between == 0
        || between <= 8
            && (total.end..open)
                .all(|at| view.token(at).is_some_and(|t| t.is_word() && t.is_on_line() || t.is_mark('.')));
    if !is_near {
        return None;
    }
    let close = (change.end..change.end + 8).find(|at| view.token(*at).is_some_and(|token| token.is_mark(')')))?;
    let falls = !is_negative && !sign_token.is_mark('+');
    Some((if falls { value.negated() } else { value }, close + 1))
}

fn lines(view: &View, drafts: &[Draft]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (at, token) in view.tokens.iter().enumerate() {
        match lines.last_mut() {
            Some(line) if token.is_on_line() => line.end = at + 1,
            _ => lines.push(Line { first: at, end: at + 1, draft: None, drafts: 0 }),
        }
    }
    let mut place = 0;
    for (index, draft) in drafts.iter().enumerate() {
        while lines.get(place).is_some_and(|line| line.end <= draft.first) {
            place += 1;
        }
        if let Some(line) = lines.get_mut(place) {
            line.drafts += 1;
            line.draft = (line.drafts == 1).then_some(index);
        }
    }
    lines
}

fn words(view: &View, from: usize, to: usize) -> usize {
    (from..to).filter(|at| view.token(*at).is_some_and(|token| token.is_word())).count()
}

fn is_amount(draft: &Draft) -> bool {
    matches!(draft.figure.kind, Kind::Number | Kind::Count)
}

/// The rows of all blocks, in order of their lines.
fn rows(view: &View, drafts: &[Draft], lines: &[Line]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(at) = line.draft else { continue };
        let Some(draft) = drafts.get(at).filter(|draft| is_amount(draft)) else { continue };
        let first = (line.first..draft.hedge_first).find(|at| view.token(*at).is_some_and(|token| token.is_word()));
        let after = words(view, draft.end.max(draft.hedge_end), line.end);
        if let Some(label_first) = first {
            if let Some(row) = label_before(view, draft, line, label_first, after) {
                rows.push(Row { line: index, draft: at, ..row_at(row, index) });
            }
        } else if after > 0 && draft.figure.kind == Kind::Count && draft.figure.category.is_some() {
            let label = draft.figure.label.unwrap_or_default();
            let end = (draft.end..line.end)
                .find(|at| view.token(*at).is_some_and(|token| token.start >= label.end))
                .unwrap_or(line.end);
            let first = (draft.end..end)
                .find(|at| view.token(*at).is_some_and(|token| token.start >= label.start))
                .unwrap_or(end);
            // Prose may begin with a number; a row ends where its label ends.
            if words(view, end, line.end) <= 2 {
                rows.push(Row { line: index, draft: at, label_first: first, label_end: end, label_line: index });
            }
        } else if after == 0 {
            rows.extend(label_beside(view, lines, index, at, line));
        }
    }
    // Labels above or below: both fit line by line, so the block as a whole decides.
    orient(view, lines, &mut rows);
    rows
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
    let is_row = after <= 3
        && count <= LONGEST_LABEL
        && (is_whole || parted && (category.is_some() || draft.figure.delta.is_some()));
    // A sentence that happens to open with a counted noun goes on after its number.
    (is_row && line.end > first).then_some((first, end))
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
        (line.drafts == 0 && (1..=LONGEST_LABEL).contains(&count)).then_some(line)
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
    let has_category = |line: Option<&Line>| {
        line.is_some_and(|line| {
            let first = (line.first..line.end).find(|at| view.token(*at).is_some_and(|token| token.is_word()));
            first.is_some_and(|first| view.lexicon.longest(view.tokens, first, LABELS).is_some())
        })
    };
    let apart: Vec<usize> = rows.iter().filter(|row| row.line != row.label_line).map(|row| row.line).collect();
    if apart.is_empty() {
        return;
    }
    let below = apart.iter().filter(|line| has_category(lines.get(**line + 1))).count();
    let above =
        apart.iter().filter(|line| line.checked_sub(1).is_some_and(|above| has_category(lines.get(above)))).count();
    let takes_above = above > below
        || above == below && apart.last().is_some_and(|last| lines.get(last + 1).is_none_or(|line| line.drafts > 0));
    let free =
        |at: usize| lines.get(at).filter(|line| line.drafts == 0 && words(view, line.first, line.end) <= LONGEST_LABEL);
    rows.retain_mut(|row| {
        if row.line == row.label_line {
            return true;
        }
        let at = if takes_above { row.line.checked_sub(1) } else { Some(row.line + 1) };
        let Some((at, line)) = at.and_then(|at| Some((at, free(at)?))) else { return false };
        (row.label_line, row.label_first, row.label_end) = (at, line.first, line.end);
        true
    });
}

fn read_block(view: &View, drafts: &mut [Draft], lines: &[Line], block: &[Row], next_tally: &mut u32) {
    let categories =
        block.iter().filter(|row| view.lexicon.longest(view.tokens, row.label_first, LABELS).is_some()).count();
    let deltas =
        block.iter().filter(|row| drafts.get(row.draft).is_some_and(|draft| draft.figure.delta.is_some())).count();
    if categories == 0 && deltas < 2 {
        return;
    }
    let is_block = block.len() > 1;
    let top = block.iter().map(|row| row.line.min(row.label_line)).min().unwrap_or(0);
    let heading = heading(view, lines, top);
    for row in block {
        let Some(draft) = drafts.get_mut(row.draft) else { continue };
        let figure = &mut draft.figure;
        if let Some(span) = label_span(view, row) {
            figure.label = Some(span);
        }
        figure.kind = Kind::Count;
        let wanted = Roles::of(Role::Category);
        if let Some(phrase) = view.lexicon.longest(view.tokens, row.label_first, wanted) {
            figure.category = view.lexicon.name(phrase.node, Role::Category).cloned();
        }
        let wanted = Roles::any(&[Role::OutcomeNoun, Role::Outcome]);
        let own = view
            .lexicon
            .longest(view.tokens, row.label_first, wanted)
            .filter(|phrase| phrase.end <= row.label_end && !view.lexicon.roles(phrase.node).has(Role::Category));
        if let Some(own) = own {
            figure.outcome = outcome_name(view, own.node);
            if figure.category.is_none() {
                let thing = (row.label_first..row.label_end)
                    .find_map(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::Category)));
                let name = thing.and_then(|thing| view.lexicon.name(thing.node, Role::Category)).cloned();
                figure.category = name.or_else(|| Some("person".into()));
            }
        }
        if is_block {
            figure.tally = Some(*next_tally);
        }
        let Some(heading) = &heading else { continue };
        if figure.outcome.is_none() {
            figure.outcome = heading.outcome.and_then(|node| outcome_name(view, node));
        }
        if figure.side.is_none() {
            figure.side = heading.side.and_then(|node| view.lexicon.name(node, Role::Side).cloned());
        }
        if figure.scope.is_none() && figure.outcome.is_some() {
            figure.scope = Some(if heading.is_new { Scope::New } else { Scope::Cumulative });
        }
    }
    if is_block {
        *next_tally += 1;
    }
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

struct Heading {
    outcome: Option<u32>,
    side: Option<u32>,
    is_new: bool,
}

/// What the lines above a block say of its rows: what happened, whose, in which period.
fn heading(view: &View, lines: &[Line], top: usize) -> Option<Heading> {
    let mut found: Option<Heading> = None;
    for up in 1..=3 {
        let Some(line) = top.checked_sub(up).and_then(|at| lines.get(at)) else { break };
        if words(view, line.first, line.end) > LONGEST_HEADING * 2 {
            break;
        }
        let mut heading = Heading { outcome: None, side: None, is_new: false };
        let mut at = line.first;
        while at < line.end {
            let find =
                |roles: &[Role]| view.lexicon.longest(view.tokens, at, Roles::any(roles)).map(|phrase| phrase.node);
            heading.outcome = heading.outcome.or_else(|| find(&[Role::Outcome, Role::OutcomeNoun]));
            heading.side = heading.side.or_else(|| find(&[Role::Side]));
            heading.is_new |= find(&[Role::NewlyReported]).is_some();
            at += 1;
        }
        match &mut found {
            Some(known) => {
                known.outcome = known.outcome.or(heading.outcome);
                known.side = known.side.or(heading.side);
            }
            None => found = Some(heading),
        }
        if found.as_ref().is_some_and(|heading| heading.outcome.is_some() && heading.side.is_some()) {
            break;
        }
    }
    found
}

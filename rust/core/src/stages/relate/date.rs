//! The time that a sentence states its counts for: "As of 28 February 2025, ...", "in the past 24 hours ...".
//!
//! Dates, lengths of time and counts come in, the counts go out with date and scope. Takes no date that the text does not
//! state them for.

use compact_str::CompactString;

use crate::draft::Draft;
use crate::figure::{Kind, Scope};
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// Gives the counts of each sentence the date or the period that it states them for.
pub(super) fn date_counts(view: &View, drafts: &mut [Draft]) {
    let mut first = 0;
    while first < drafts.len() {
        let mut end = first + 1;
        while let (Some(before), Some(draft)) = (drafts.get(end - 1), drafts.get(end)) {
            if ends_sentence(view, before.reach(), draft.hedge_first) {
                break;
            }
            end += 1;
        }
        let Some(sentence) = drafts.get_mut(first..end) else { break };
        let dated = (0..sentence.len()).rev().find_map(|at| {
            let beside = |at: Option<usize>| at.and_then(|at| sentence.get(at));
            stated(view, sentence.get(at)?, beside(at.checked_sub(1)), beside(Some(at + 1)))
        });
        if let Some(date) = dated {
            for draft in sentence.iter_mut().filter(|draft| draft.figure.kind == Kind::Count) {
                if draft.figure.outcome.is_some() && draft.figure.date.is_none() {
                    draft.figure.date = Some(date.clone());
                }
            }
        }
        if let Some(period) = sentence.iter().position(|draft| is_period(view, draft)) {
            let (mut is_total, mut is_all) = (false, false);
            let mut from = sentence.get(period).map_or(0, |draft| draft.end);
            for (at, draft) in sentence.iter_mut().enumerate().filter(|(_, draft)| draft.figure.outcome.is_some()) {
                if draft.figure.kind == Kind::Count {
                    // "taking all infections to 48,310 and deaths to 1,327": the next total behind one, its noun before it too.
                    let is_subject = draft.has_label_before();
                    // "220 in the past 24 hours, bringing the toll since May to 42,289 dead and 98,684 wounded"
                    let opens = at > period
                        && (from..draft.first)
                            .any(|at| view.lexicon.longest(view.tokens, at, Roles::of(Role::Cumulative)).is_some());
                    from = draft.reach();
                    let is_next = at > period && (is_total && (is_subject || is_all) || opens);
                    is_all |= opens;
                    let scope = if is_next { Scope::Cumulative } else { Scope::New };
                    draft.figure.scope.get_or_insert(scope);
                    is_total = at > period && draft.figure.scope == Some(Scope::Cumulative);
                }
            }
        }
        first = end;
    }
}

/// The date that a draft is, where the words beside it say that something is told as of it. A time may stand between:
/// "станом на 18:00 5 травня", 25日午後5時現在.
fn stated(view: &View, draft: &Draft, before: Option<&Draft>, behind: Option<&Draft>) -> Option<CompactString> {
    if draft.figure.kind != Kind::Date {
        return None;
    }
    let wanted = Roles::of(Role::AsOf);
    let is_time = |time: &&Draft| time.figure.kind == Kind::Time;
    let first = before.filter(is_time).filter(|time| time.end == draft.first).map_or(draft.first, |time| time.first);
    let end = behind.filter(is_time).filter(|time| time.first == draft.end).map_or(draft.end, |time| time.end);
    let before = view.lexicon.longest_before(view.tokens, first, wanted).is_some();
    let on_line = |at: usize| view.token(at).is_some_and(|token| token.is_on_line());
    let after = on_line(end) && view.lexicon.longest(view.tokens, end, wanted).is_some();
    (before && on_line(draft.first) || after).then(|| draft.figure.date.clone()).flatten()
}

/// "in the past 24 hours": whether a draft is a length of time that is the one reported; of years none is new.
fn is_period(view: &View, draft: &Draft) -> bool {
    draft.figure.kind == Kind::Duration
        && draft.figure.unit.as_deref() != Some("a")
        && view.lexicon.longest_before(view.tokens, draft.hedge_first, Roles::of(Role::Period)).is_some()
}

/// Whether a sentence or a line ends between two tokens.
fn ends_sentence(view: &View, from: usize, to: usize) -> bool {
    (from..=to).any(|at| {
        let Some(token) = view.token(at) else { return true };
        // Where letters have no case, any word may open a sentence.
        let may_open = |next: &Token| next.is_capital || next.is_word() && !next.first.is_lowercase();
        let opens = || view.token(at + 1).is_some_and(|next| may_open(next) && !next.is_joined());
        !token.is_on_line() || at < to && token.is_full_stop() && opens()
    })
}

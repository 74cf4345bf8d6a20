//! Parts put in between two marks: "another 17, including two children, were hurt".
//!
//! A count and the figures behind it come in, where its clause goes on goes out.

use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// "another 17, including two children, were hurt": where the clause goes on behind parts put in between two marks, and the next
/// figure there.
pub(super) fn aside(view: &View, draft: &Draft, behind: &[Draft]) -> Option<(usize, usize)> {
    const LABEL: usize = 6;
    const REACH: usize = 8;
    let is_mark = |at: &usize| {
        view.token(*at)
            .is_some_and(|mark| !mark.is_word() && (matches!(mark.first, ',' | '(' | ')') || mark.is_spaced_dash()))
    };
    let is_comma = |at: usize| view.token(at).is_some_and(|mark| mark.is_mark(','));
    let mut parts = behind.iter().peekable();
    let mut part = parts.next()?;
    let may_be_share = matches!(part.figure.kind, Kind::Percent | Kind::Fraction);
    let is_age = part.figure.kind == Kind::Age;
    if !may_be_share && !is_age && !view.may_have(Roles::of(Role::PartOf)) {
        return None;
    }
    let open = (draft.after()..part.hedge_first).take(LABEL).find(is_mark)?;
    let cue = view.lexicon.longest(view.tokens, open + 1, Roles::of(Role::PartOf));
    let is_cued = cue.is_some_and(|cue| cue.end <= part.hedge_first && part.hedge_first - cue.end <= 2);
    // "22 passengers, seven of them children, are missing"
    let is_cued = is_cued
        || open + 1 == part.hedge_first
            && view.lexicon.longest(view.tokens, part.after(), Roles::of(Role::PartOf)).is_some();
    // "1.9 million people, about 90 percent of the population, have fled"
    let is_share = may_be_share && part.hedge_first <= open + 2;
    // "четверо містян, віком від 44 до 81 року, дістали поранення"
    let words = |from: usize, to: usize| (from..to).all(|at| view.token(at).is_some_and(Token::is_word));
    let is_aged = is_age && words(draft.after(), open) && part.hedge_first <= open + 3;
    if !is_cued && !is_share && !is_aged {
        return None;
    }
    loop {
        let words = part.after()..part.after() + REACH;
        let close = words.take_while(|at| view.token(*at).is_some_and(Token::is_on_line)).find(is_mark)?;
        // ", з них 25 – у реанімації": a dash closes no comma.
        if is_comma(open) && view.token(close).is_some_and(Token::is_dash) {
            return None;
        }
        // "two children, three women and a man": the next of the list.
        let next = parts.peek().map_or(view.tokens.len(), |next| next.hedge_first);
        if next > close + 1 {
            return Some((close + 1, next));
        }
        part = parts.next()?;
    }
}

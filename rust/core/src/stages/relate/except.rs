//! What is told of some and not of others: "all but two survived", "eleven were convicted and two acquitted".
//!
//! Related figures come in; of those left out nothing is told any more.

use super::{Relating, end_of_label};
use crate::draft::Draft;
use crate::figure::Kind;
use crate::lexicon::{Role, Roles};
use crate::stages::read::View;
use crate::token::Token;

/// "All but two of the 45 passengers survived": what the clause tells happened to the others.
pub(super) fn except(view: &View, drafts: &mut [Draft]) {
    if !view.may_have(Roles::of(Role::Cue)) {
        return;
    }
    for draft in drafts {
        let is_told = draft.figure.kind == Kind::Count && draft.figure.outcome.is_some();
        if is_told && view.cue_before(draft.hedge_first, "excepted").is_some() {
            draft.figure.outcome = None;
        }
    }
}

impl Relating<'_, '_> {
    /// "Eleven men were convicted and two acquitted": whether one participle closes what is told of those before, so that the
    /// next ones behind "and" are none of them.
    pub(super) fn was_told_of(&self, before: &Draft, draft: &Draft) -> bool {
        const VERBS: usize = 3;
        let view = self.view;
        let end = end_of_label(view, before);
        let is_word = |at: usize| view.token(at).is_some_and(|word| word.is_word() && word.is_on_line());
        let is_auxiliary = |at: &usize| is_word(*at) && view.roles_at(*at).has(Role::Passive);
        let told = end + (end..end + VERBS).take_while(is_auxiliary).count();
        let others = Roles::any(&[Role::Function, Role::Place, Role::Category, Role::And]);
        told > end
            && told + 2 == draft.hedge_first
            && is_word(told)
            && !view.roles_at(told).meets(others)
            && view.token(told + 1).is_some_and(Token::is_on_line)
            && view.roles_at(told + 1).has(Role::And)
    }
}

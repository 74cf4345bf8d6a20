//! Labels that name nothing counted: a people's name, a verb of change or of what happened and no more.
//!
//! A label comes in, whether it is such a one goes out.

use super::{Relating, label};
use crate::decimal::Decimal;
use crate::draft::Draft;
use crate::lexicon::{CHANGES, Phrase, Role, Roles, TELLING};
use crate::library::outcomes;

impl Relating<'_, '_> {
    /// Whether the label is the name of a people and nothing else.
    pub(super) fn is_people(&self, label: &label::Label) -> bool {
        let phrase = self.view.lexicon.longest(self.view.tokens, label.first, Roles::of(Role::Side));
        // "two Russian Su-34": a name behind it is what is counted.
        let is_last =
            self.view.token(label.end).is_none_or(|next| !next.is_on_line() || !next.is_word() || !next.is_capital);
        is_last && phrase.is_some_and(|phrase| phrase.end == label.end)
    }

    /// Whether the label is no more than a verb of change: "auf 17 gestiegen".
    pub(super) fn is_change_alone(&self, label: &label::Label) -> bool {
        // "hat nő": who they are, though the word is a verb too.
        if !self.view.lexicon.switches.verb_final || label.category.is_some() {
            return false;
        }
        let phrase = self.view.lexicon.longest(self.view.tokens, label.first, CHANGES);
        // "4 nő": women, though the word is said of growth too.
        label.category.is_none() && phrase.is_some_and(|phrase| phrase.end == label.end)
    }

    /// Whether the noun before the amount is not what it counts.
    pub(super) fn is_no_subject(&self, draft: &Draft, noun: Phrase) -> bool {
        let view = self.view;
        let roles = view.lexicon.roles(noun.node);
        // "ztráty tři až čtyři miliardy": so many people there are not, and what was lost is money.
        let scale = draft.number.and_then(|number| number.scale);
        let is_loss = self.outcome_name(noun.node).is_some_and(|name| name == outcomes::LOSSES);
        let most = if is_loss { 1_000_000 } else { 1_000_000_000 };
        let is_vast = scale.is_some_and(|scale| scale >= Decimal::from(most));
        // "Survivors said that 169 had been aboard": who tells it.
        let is_teller = view.cue_before(draft.hedge_first, "says_that").is_some();
        // "290 800 forintra nő a 266 800-ról": a verb of change that is a noun elsewhere.
        is_teller || roles.meets(CHANGES) && roles.has(Role::Category) || roles.has(Role::OutcomeNoun) && is_vast
    }

    /// Whether the label is no more than a verb that tells what happened: "ранены", "survived".
    pub(super) fn is_verb_alone(&self, label: &label::Label) -> bool {
        let view = self.view;
        let Some(node) = label.outcome.filter(|_| label.category.is_none() && label.side.is_none()) else {
            return false;
        };
        let whole = view.lexicon.longest(view.tokens, label.first, TELLING);
        // "14 feriti ricoverati": the noun that the participle is of.
        let noun = view.lexicon.longest(view.tokens, label.first, Roles::of(Role::OutcomeNoun));
        let is_bare = |noun: Phrase| {
            noun.end < label.end && (noun.end..label.end).all(|at| !view.roles_at(at).has(Role::Function))
        };
        let is_verb = !view.lexicon.roles(node).has(Role::OutcomeNoun) && !noun.is_some_and(is_bare);
        // A word that the lexicon does not know may be the noun: "three damaged warehouses".
        let ends = label.end >= self.ceiling
            || view.token(label.end).is_none_or(|next| !next.is_word_on_line())
            || view.roles_at(label.end).has(Role::Function)
            // "8 au murit înecați": an auxiliary opens no noun phrase.
            || label.end > label.first + 1
                && view.roles_at(label.first).meets(Roles::any(&[Role::Passive, Role::Place, Role::Function, Role::LabelLink]));
        // "made seven saves"
        let is_thing = view.thing(label.first).is_some_and(|end| end == label.end);
        is_verb && ends && !is_thing && whole.is_some_and(|phrase| phrase.end == label.end)
    }
}

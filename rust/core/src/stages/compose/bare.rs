//! Numbers beside which nothing stands that could make more of them, as in the rows of a tally: "– 912 532 (+32)".
//!
//! A number comes in, whether it is all of its amount goes out. What is told apart here is what the readers of amounts ask for:
//! who teaches one of them to ask for more asks for it here too.

use crate::lexicon::{Role, Roles};
use crate::stages::read::{Number, Sort, View};
use crate::token::{Class, Token};

/// What a word on the line below may mean: no reader of amounts asks what stands behind one for that.
const BELOW: Roles = Roles::any(&[
    Role::Category,
    Role::Outcome,
    Role::OutcomeNoun,
    Role::Side,
    Role::AgeEnding,
    Role::NameAfter,
    Role::DurationEnding,
    Role::ApproxBefore,
]);

/// What may stand behind brackets and belong to what is in them.
const UNITS: Roles = Roles::any(&[Role::Percent, Role::Money, Role::Scale, Role::ScaleAfterDigits]);

/// Whether a number in digits is an amount without a unit, a hedge or a sign, and neither date nor time, score or end of a range.
pub(super) fn is_bare(view: &View, number: &Number) -> bool {
    let is_plain = number.has_digits && number.sort == Sort::Plain && number.scale.is_none() && !number.is_weak;
    let switches = &view.lexicon.switches;
    let Some(head) = view.token(number.first).filter(|_| is_plain && !switches.per_character && !switches.myriads)
    else {
        return false;
    };
    // Four digits may be a year or an hour.
    let is_written = head.is_digits()
        && head.length != 4
        && view.before(number.end).is_some_and(Token::is_digits)
        && (number.end == number.first + 1 || is_grouped(view, number.first + 1));
    if !is_written || !ends_bare(view, number.end) {
        return false;
    }
    let Some(before) = view.before(number.first) else { return true };
    let is_mark = before.class == Class::Mark && !before.word.may_end_any();
    is_mark
        && match before.first {
            // "Harold Pym (45)": an age.
            '(' => !view.token(number.end).is_some_and(|close| close.is_mark(')')),
            '+' | '|' | '•' | '–' | '—' => true,
            ':' => !head.is_joined(),
            '-' => {
                let opens = number.first < 2 || view.token(number.first - 2).is_some_and(|open| open.is_mark('('));
                !head.is_joined() && !before.is_joined() && !opens
            }
            _ => false,
        }
        && !view.shared.may_close(view.text, before)
}

/// Whether the groups of a number go on at token `at` as those of thousands do: no date is written so.
fn is_grouped(view: &View, at: usize) -> bool {
    let Some(joint) = view.token(at) else { return false };
    joint.is_digits()
        || joint.is_mark(',')
        || joint.is_mark('.') && view.token(at + 1).is_some_and(|group| group.length == 3)
}

/// Whether what stands at token `end` says nothing of the number before it.
fn ends_bare(view: &View, end: usize) -> bool {
    let Some(next) = view.token(end) else { return true };
    // "66,0 (2018: 67,3) Prozent": the unit of both.
    if next.is_mark(')') && view.token(end + 1).is_some_and(|unit| unit.is_word() && unit.word.may_begin(UNITS)) {
        return false;
    }
    if next.is_on_line() {
        return next.class == Class::Mark
            && matches!(next.first, '(' | ')' | '|')
            && !next.word.may_begin_any()
            && !view.shared.may_open(view.text, next);
    }
    match next.class {
        Class::Word => next.word.means_only(BELOW),
        Class::Digits => true,
        Class::Mark => next.first == '•' && !next.word.may_begin_any(),
    }
}

//! What may stand between the noun of a count and the next of its list: a name, an adjective, whose they are, a thing without a number.
//!
//! Where a label ends comes in, where what belongs to it ends goes out.

use super::side::is_also;
use crate::lexicon::{Role, Roles};
use crate::library::{is_person, is_thing};
use crate::stages::read::View;
use crate::token::Token;

/// "697 військових Нацгвардії та 60 цивільних", "8 ракет «Іскандер-М», 4 дрони типу Shahed та 5": where a name behind a label ends whose list goes on.
pub(super) fn past_name(view: &View, label_end: usize, stop: usize) -> usize {
    const QUOTED: usize = 5;
    let links = |at: usize| at < stop && (view.token(at).is_some_and(Token::lists) || is_also(view, at + 1));
    let is_quote = |at: usize| {
        let is_single = |mark: &Token| matches!(mark.first, '\'' | '‘' | '’') && !mark.is_word();
        view.token(at).is_some_and(|mark| mark.is_quotation_mark() || is_single(mark))
    };
    let of_type = view.cue(label_end, "of_type");
    let first = of_type.unwrap_or(label_end);
    let name = view.token(first).filter(|name| name.is_word_on_line());
    let is_part = |part: &Token| part.is_word() || part.is_digits() || matches!(part.first, '-' | '/');
    let goes_on = |at: usize| view.token(at).is_some_and(|part| part.is_joined() && is_part(part));
    // "5 carri armati nemici, 7 aerei": or an adjective, where no verb stands last and none before its noun.
    let switches = &view.lexicon.switches;
    let may_describe = !switches.verb_final && !switches.per_character && !switches.noun_describes_noun;
    let is_model = name.is_some_and(|name| {
        let is_unknown = name.word.roles == Roles::default();
        let is_name = name.is_capital && (of_type.is_some() || goes_on(first + 1));
        is_name || is_unknown && (name.is_capital || may_describe)
    });
    let end = if is_model || goes_on(first) {
        (first + 1..stop).find(|at| !goes_on(*at)).unwrap_or(stop)
    } else if is_quote(first) && (label_end.saturating_sub(QUOTED)..label_end).rev().any(is_quote) && links(first + 1) {
        // "1.567 'drones' e 56 mísseis": the noun itself is quoted.
        first + 1
    } else if is_quote(first) {
        (first + 1..(first + QUOTED).min(stop)).find(|at| is_quote(*at)).map_or(label_end, |close| close + 1)
    } else {
        past_owner(view, label_end)
    };
    if links(end) { end } else { label_end }
}

/// "nueve guerrilleros de las FARC y dos policías": where a name ends that a word for "of" joins to the noun, whose they are.
fn past_owner(view: &View, label_end: usize) -> usize {
    const NAME: usize = 4;
    let of = Roles::any(&[Role::DateOf, Role::LabelLink]);
    let opens = view.token(label_end).is_some_and(Token::is_word_on_line) && view.roles_at(label_end).meets(of);
    let article = usize::from(view.roles_at(label_end + 1).has(Role::Definite));
    let first = label_end + 1 + article;
    let is_name = |at: &usize| {
        view.token(*at).is_some_and(|name| name.is_word_on_line() && name.is_capital)
            && !view.roles_at(*at).has(Role::Month)
    };
    let words = if opens { (first..first + NAME).take_while(is_name).count() } else { 0 };
    if words == 0 { label_end } else { first + words }
}

/// Where a noun of the taxonomy ends that a comma before it and a mark or "and" behind it make one of a list.
pub(super) fn past_one(view: &View, comma: usize, stop: usize) -> Option<usize> {
    const WORDS: usize = 3;
    let opens = |mark: &&Token| mark.is_on_line() && mark.lists();
    view.token(comma).filter(opens)?;
    let is_noun = |at: usize| {
        let noun = view.lexicon.longest(view.tokens, at, Roles::of(Role::Category))?;
        let name = view.lexicon.name(noun.node, Role::Category)?;
        (is_thing(name) && !is_person(name)).then_some(noun.end)
    };
    let grammar = Roles::any(&[Role::Function, Role::And, Role::Place, Role::Outcome, Role::OutcomeNoun, Role::PartOf]);
    let mut words = (comma + 1..(comma + 1 + WORDS).min(stop))
        .take_while(|at| view.token(*at).is_some_and(Token::is_word_on_line))
        .take_while(|at| !view.roles_at(*at).meets(grammar));
    words.find_map(is_noun).filter(|end| *end < stop && view.token(*end).is_some_and(Token::lists))
}

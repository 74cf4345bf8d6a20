//! Currency before an amount, and amounts of two units: $61bn, US $ 1,37 bilhão, 12 euros 50, 13 euros and 45 cents.

use compact_str::CompactString;

use super::suffix::{Suffix, suffix_at};
use crate::decimal::Decimal;
use crate::figure::{Flag, Flags, Kind};
use crate::lexicon::{Phrase, Role, Roles, Sign};
use crate::stages::fold::is_hyphen;
use crate::stages::read::{Number, Sort, View, number_at};
use crate::token::Token;

/// A currency written before its amount.
#[derive(Clone, Debug)]
pub(crate) struct Prefix {
    pub(crate) code: CompactString,
    pub(crate) flags: Flags,
    pub(crate) first: usize,
}

pub(crate) fn hundredth() -> Decimal {
    Decimal::new(1, 2).unwrap_or(Decimal::ONE)
}

/// The currency sign or code that stands right before token `first`.
pub(crate) fn prefix(view: &View, first: usize) -> Option<Prefix> {
    let amount = view.token(first)?;
    if !amount.is_on_line() {
        return None;
    }
    // "US$:12.99", "$-99.99": a mark between the sign and what it is a sign of.
    if let Some(end) = first.checked_sub(1).filter(|mark| amount.is_joined() && parts_sign(view, *mark)) {
        return signed(view, end, true);
    }
    signed(view, first, false)
}

/// Whether the mark at `at` touches a currency sign before it and is a colon or a minus.
fn parts_sign(view: &View, at: usize) -> bool {
    let is_mark = view
        .token(at)
        .is_some_and(|mark| !mark.is_word() && mark.is_joined() && matches!(mark.first, ':' | '.' | '-' | '\u{2212}'));
    let sign =
        || view.shared.before(view.text, view.tokens, at, |sign| matches!(sign, Sign::Currency(..)).then_some(()));
    is_mark && view.before(at).is_some_and(|sign| !sign.is_word() && !sign.is_digits()) && sign().is_some()
}

/// The currency sign or code that ends right before token `first`; whether a mark parts the two.
fn signed(view: &View, first: usize, is_parted: bool) -> Option<Prefix> {
    let amount = view.token(first + usize::from(is_parted))?;
    // What the language or the region itself means by a sign goes before what all do: kr in Norway, $ but not US$ in Canada.
    let own =
        view.lexicon.longest_before(view.tokens, first, Roles::of(Role::MoneyBefore)).filter(|_| amount.is_digits());
    let shared = view.shared.before(view.text, view.tokens, first, |sign| match sign {
        Sign::Code(code) => Some((code, false)),
        Sign::Currency(code, is_ambiguous) => Some((code, *is_ambiguous)),
        _ => None,
    });
    if let Some((at, phrase)) = own
        && shared.as_ref().is_none_or(|(longer, _)| *longer >= at)
        && let Some(code) = view.lexicon.name(phrase.node, Role::MoneyBefore)
    {
        return Some(Prefix { code: code.clone(), flags: Flags::default(), first: at });
    }
    let (at, (code, is_ambiguous)) = shared?;
    // "SOS 7,3%": a name and a share.
    let mut end = first + usize::from(is_parted);
    while view.token(end).is_some_and(|part| part.is_digits() || part.is_joined() && matches!(part.first, '.' | ',')) {
        end += 1;
    }
    if view.before(first).is_some_and(Token::is_word) && view.token(end).is_some_and(|mark| mark.is_mark('%')) {
        return None;
    }
    let opener = view.token(at)?;
    // "cost 12 $ 5 times": a sign that touches the number before it belongs there.
    let is_taken = at
        .checked_sub(1)
        .and_then(|before| view.token(before))
        .is_some_and(|before| before.is_digits() && opener.is_joined());
    let is_inside_word =
        opener.is_joined() && opener.is_word() && view.before(at).is_some_and(|before| before.is_word());
    // Letters that are a code only by chance (TRY, ALL) need capitals, which they have, and digits.
    // "ALL 5 solutions": a word of grammar in capitals; the A of A$ is none.
    let is_all = || view.is_whole && at == 0 && view.tokens.iter().skip(1).all(|token| !token.is_word());
    if opener.is_word()
        && at + 1 == first
        && !is_all()
        && view.roles_at(at).meets(Roles::any(&[Role::Function, Role::Cardinal, Role::Ordinal]))
    {
        return None;
    }
    if is_taken || is_inside_word || !amount.is_digits() && opener.is_word() {
        return None;
    }
    let mut flags = Flags::default();
    if is_ambiguous {
        flags.insert(Flag::AmbiguousCurrency);
    }
    Some(Prefix { code: code.clone(), flags, first: at })
}

/// A currency word right before digits that nothing else claims: "ringgit 42".
pub(crate) fn word_before(view: &View, number: &Number) -> Option<Prefix> {
    let free = view.token(number.end).is_none_or(|next| !next.is_word_on_line());
    if !number.has_digits || !free || !view.token(number.first)?.is_on_line() {
        return None;
    }
    let (first, phrase) = view.lexicon.longest_before(view.tokens, number.first, Roles::of(Role::Money))?;
    // "the party won 78": a currency whose name is another word of the language too.
    let is_other = view.roles_at(first).has(Role::Function);
    let code = view.lexicon.name(phrase.node, Role::Money).filter(|code| !is_other && !code.contains('.'))?;
    let has_amount = first.checked_sub(1).is_some_and(|at| {
        view.token(at).is_some_and(|token| token.is_digits())
            || view.roles_at(at).meets(Roles::any(&[Role::Cardinal, Role::Scale]))
    });
    // "za dolara 3,65": what one costs.
    let is_priced = number.scale.is_none()
        && !number.value.is_whole()
        && first.checked_sub(1).is_some_and(|at| {
            let small = Roles::any(&[Role::Function, Role::Place]);
            view.roles_at(at).meets(small) && view.token(first).is_some_and(Token::is_on_line)
        });
    (!has_amount && !is_priced).then(|| Prefix { code: code.clone(), flags: Flags::default(), first })
}

/// Extends an amount of money by a scale that is read only there: `£3m`.
pub(crate) fn scale_in_money(view: &View, number: &mut Number) -> bool {
    if !number.has_digits || number.scale.is_some() || !view.token(number.end).is_some_and(|token| token.is_on_line()) {
        return false;
    }
    let Some(phrase) = view.lexicon.longest(view.tokens, number.end, Roles::of(Role::ScaleInMoney)) else {
        return false;
    };
    let Some(scale) = view.lexicon.value(phrase.node, Role::ScaleInMoney) else { return false };
    let Some(value) = number.value.checked_mul(scale) else { return false };
    *number = Number { value, end: phrase.end, scale: Some(scale), ..*number };
    true
}

/// Whether the word at `at` compares the amount before it with another: less, more.
fn is_compared(view: &View, at: usize) -> bool {
    let compares = Roles::any(&[Role::Up, Role::Down, Role::Change, Role::MoreThanBefore, Role::LessThanBefore]);
    view.token(at).is_some_and(|token| token.is_on_line())
        && (view.roles_at(at).meets(Roles::any(&[Role::Up, Role::Down, Role::Change, Role::Others]))
            || view.lexicon.longest(view.tokens, at, compares).is_some())
}

/// The hundredths behind an amount of money: "12 euros 50", "13 euros and 45 cents"; their end and value.
pub(crate) fn minor(view: &View, numbers: &[Number], end: usize, suffix: Option<&Suffix>) -> Option<(usize, Decimal)> {
    let and = view.lexicon.longest(view.tokens, end, Roles::any(&[Role::And, Role::LabelLink]));
    // "75 dólares com 63 centavos": one short word of grammar may link them.
    let links = view.token(end).is_some_and(|token| token.is_word() && token.length <= 3)
        && view.roles_at(end).has(Role::Function)
        && number_at(numbers, end).is_none();
    let mut from = and.map_or(end + usize::from(links), |and| and.end);
    if and.is_none() && view.token(end).is_some_and(|comma| comma.is_mark(',')) {
        from = end + 1;
    }
    let next = number_at(numbers, from)?;
    // "stellte 5 Millionen Euro ein": the word for one is grammar where nothing links it.
    let is_grammar = and.is_none() && next.is_weak;
    // "50 tys. zł i 10-letni zakaz"
    let is_compound =
        view.token(next.end).is_some_and(|mark| mark.is_joined() && !mark.is_word() && is_hyphen(mark.first))
            && view.token(next.end + 1).is_some_and(|word| word.is_joined() && word.is_word());
    if is_grammar
        || is_compound
        || next.sort != Sort::Plain
        || !view.token(from)?.is_on_line()
        || next.value >= Decimal::from(100)
    {
        return None;
    }
    // "65 Dollar, 85 Cent weniger": by how much it changed.
    let is_apart = from > end && and.is_none() && !links;
    let named = suffix_at(view, next.end, next)
        .filter(|found| !is_apart || !is_compared(view, found.end))
        .filter(|found| found.kind == Kind::Money && found.factor == hundredth())
        .map(|found| found.end)
        .or_else(|| cents_letter(view, next));
    let hundredths = next.value.checked_mul(hundredth())?;
    if let Some(named) = named {
        return suffix.is_none_or(|suffix| suffix.factor == Decimal::ONE).then_some((named, hundredths));
    }
    // "12 euros 50", "twenty dollars and 43": two digits behind, and no word that they could count; not "75 грн за десяток".
    let is_and = and.is_some_and(|and| view.lexicon.roles(and.node).has(Role::And));
    let last = view.tokens.len()
        - usize::from(next.has_digits && view.before(view.tokens.len()).is_some_and(|it| it.is_mark('.')));
    let is_all = (links || and.is_some()) && view.is_whole && next.end == last;
    let is_pair = (from == end || is_and || is_all)
        && next.value.is_whole()
        && (!next.has_digits || view.token(from)?.length == 2);
    let follows = view.token(next.end);
    let counts = follows.is_some_and(|token| token.is_word() && token.is_on_line() || token.is_mark('%'));
    // "por 15 dólares 50 puedes comer": nothing parts the two, and what follows is nothing to count.
    let is_bound = from == end && next.has_digits && suffix.is_some() && !is_countable(view, next.end);
    // "$20 43", "$100 and fifty": behind a sign before the first, digits only as the whole text.
    let is_told = suffix.is_some() || !next.has_digits || view.is_whole && next.end == view.tokens.len();
    (is_pair && is_told && (!counts || is_bound)).then_some((next.end, hundredths))
}

/// "20 dollars and 43c": the letter for cents, which alone would say nothing.
fn cents_letter(view: &View, number: &Number) -> Option<usize> {
    let letter = view.token(number.end).filter(|token| token.is_on_line())?;
    // "23 c": apart where nothing follows.
    let closes =
        view.token(number.end + 1).is_none_or(|next| !next.is_on_line() || !next.is_word() && !next.is_joined());
    (letter.is_joined() || closes).then_some(())?;
    (number.has_digits && letter.length == 1 && letter.first == 'c').then_some(number.end + 1)
}

/// Whether what stands at `at` may be counted by the number before: a word of grammar is not, if it opens nothing else.
fn is_countable(view: &View, at: usize) -> bool {
    let Some(token) = view.token(at) else { return false };
    if !view.roles_at(at).meets(Roles::any(&[Role::Function, Role::Passive, Role::Change, Role::Others])) {
        return true;
    }
    let named = Roles::any(&[
        Role::Category,
        Role::OutcomeNoun,
        Role::Outcome,
        Role::Unit,
        Role::Duration,
        Role::Money,
        Role::MoneyMinor,
        Role::Percent,
        Role::Scale,
        Role::Month,
        Role::Counter,
    ]);
    let is_sign = || view.shared.after(view.text, view.tokens, at, |_| Some(())).is_some();
    // "10 rmb 20 usd"
    let is_code = || token.length == 3 && view.shared.code(&token.text(view.text).to_ascii_uppercase()).is_some();
    token.is_capital || is_sign() || is_code() || view.lexicon.longest(view.tokens, at, named).is_some()
}

/// "hai đồng phạm": whether the word for money at token `at` is the first of who they are.
pub(super) fn opens_noun(view: &View, at: usize, word: &Phrase) -> bool {
    view.lexicon.roles(word.node).meets(Roles::any(&[Role::Money, Role::MoneyMinor]))
        && view.lexicon.longest(view.tokens, at, Roles::of(Role::Category)).is_some_and(|noun| noun.end > word.end)
}

//! Units over units in signs: J/m², t/ha, mm/h, g/kWh.
//!
//! A unit comes in, the unit that a slash makes of it goes out. What is told per day or per head is a rate, not a unit.

use compact_str::{CompactString, format_compact};

use super::suffix::{Suffix, word};
use crate::figure::Kind;
use crate::lexicon::{Role, Roles, Sign};
use crate::stages::fold::digit;
use crate::stages::read::View;

/// The unit that a slash and another right behind `unit` make of it, and where they end.
pub(crate) fn divided(view: &View, unit: &Suffix) -> Option<(CompactString, usize)> {
    let slash = view.token(unit.end).filter(|slash| slash.is_mark('/') && slash.is_joined())?;
    let at = unit.end + 1;
    view.token(at).filter(|word| word.is_word() && word.is_joined())?;
    if unit.kind != Kind::Measure || unit.unit.contains(['/', '{']) || slash.is_word() {
        return None;
    }
    let sign = view.shared.after(view.text, view.tokens, at, |sign| match sign {
        Sign::Unit(unit, _) | Sign::Duration(unit, _) => Some(unit.as_str()),
        _ => None,
    });
    // л/мин, м³/ч: signs of time that belong to a language.
    let time = || {
        let phrase =
            view.lexicon.longest(view.tokens, at, Roles::of(Role::Duration)).filter(|time| time.end == at + 1)?;
        let name = view.lexicon.name(phrase.node, Role::Duration)?;
        matches!(name.as_str(), "s" | "min" | "h").then_some((phrase.end, name.as_str()))
    };
    let (end, by) = sign.or_else(time)?;
    let touches = view.token(end).is_some_and(|next| next.is_joined() && (next.is_word() || next.is_digits()));
    let by = if by.contains('.') { format_compact!("({by})") } else { by.into() };
    (!touches && !by.contains(['/', '{'])).then(|| (format_compact!("{}/{by}", unit.unit), end))
}

/// "5 litres per 100 kilometres", 升/100千米: where the way ends on which that much is used.
pub(super) fn per_hundred(view: &View, used: &Suffix) -> Option<usize> {
    if !matches!(used.unit.as_str(), "l" | "kW.h") {
        return None;
    }
    let link = view.lexicon.longest(view.tokens, used.end, Roles::any(&[Role::PerWord, Role::Function]));
    let slash = usize::from(view.token(used.end)?.is_mark('/'));
    let at = link.map_or(used.end + slash, |link| link.end);
    let hundred = view.token(at).filter(|token| token.is_digits() && token.is_on_line())?;
    if !hundred.text(view.text).chars().map(digit).eq([Some(1), Some(0), Some(0)]) {
        return None;
    }
    let sign = || {
        view.shared.after(view.text, view.tokens, at + 1, |sign| match sign {
            Sign::Unit(unit, _) if unit == "km" => Some(()),
            _ => None,
        })
    };
    let words = word(view, at + 1).filter(|way| way.unit == "km").map(|way| way.end);
    words.or_else(|| sign().map(|(end, ())| end))
}

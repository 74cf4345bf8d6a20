"""CLDR's words for currencies, units, per cent, months, weekdays and scales, as lexicons under the hand-written ones.

    python scripts/cldr.py            # writes rust/core/lexicons/cldr/*.toml

What comes in is Babel's CLDR, rust/core/lexicons/_shared.toml (the currencies that are read, the signs that need no
entry) and scripts/cldr.toml. It does not look into the hand-written lexicons: the reader drops what they know already.

What is left out, because a reader would find it wrong more often than right:

- short words: an abbreviation needs four letters (mar is the sea, fur grows on animals), three with a slash or an
  exponent among them, two signs in Han, kana and Hangul. Shorter ones stand in _shared.toml, where they need evidence;
- a currency's name with digits or brackets ("(1962-1999)"), and one word of fewer than five letters (sol, real);
- words that are listed in scripts/cldr.toml because they mean something else more often;
- patterns that do not simply end with the word.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import babel
from babel import Locale, localedata
from babel.core import get_cldr_version
from babel.numbers import get_territory_currencies

LEXICONS = Path(__file__).parents[1] / "rust/core/lexicons"
TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SHARED = tomllib.loads((LEXICONS / "_shared.toml").read_text(encoding="utf-8"))
CODES = set(SHARED["currency"]["codes"])
RANKS = {code: rank for rank, code in enumerate(TABLES["currency"]["most_used"])}
BABEL_CODES = {"nb": ("nb", "no")}  # one language under two codes of CLDR
WIDTH = 120
# English in the letters of Shaw and of Deseret, Hindi that is English for the most part, and Chinese in Latin letters.
UNREAD = re.compile("en_(Shaw|Dsrt)|hi_Latn|zh_Latn")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
MONEY_SIGN = re.compile("[$£¥₡-₿]")
CURRENT = {code for region in Locale("en").territories for code in get_territory_currencies(region)}

Words = dict[str, dict[str, set[str]]]
"""Table, key, words."""


def languages() -> list[str]:
    return sorted(path.stem for path in LEXICONS.glob("[a-z]*.toml"))


def locales(lang: str) -> list[str]:
    """The locales of the language that are written as its lexicon is, the general one first."""
    own = [name for name in localedata.locale_identifiers() if name.split("_")[0] in BABEL_CODES.get(lang, (lang,))]
    return sorted((name for name in own if not UNREAD.match(name)), key=lambda name: (len(name), name))


def load(name: str) -> Locale:
    """A locale with data of its own: Babel writes what it resolves into what locales share, and the next one has it."""
    localedata._cache.clear()
    locale = Locale.parse(name)
    locale._data.get("months")  # loads it now
    return locale


@cache
def fold(text: str) -> str:
    """As the reader folds words."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text.lower().replace("i\u0307", "i")))
    return re.sub(r"\s+", " ", re.sub("[’‘ʼʹ`´′＇ʻ‛]", "'", text)).strip()


# Letters typed in several ways, which the reader takes for one: see `TYPED` of stages/fold.rs.
ONE_SPELLING = str.maketrans("ςىیکșț", "σييكşţ")


def letters(word: str) -> int:
    return sum(char.isalpha() or unicodedata.category(char).startswith("M") for char in word)


def is_long(word: str) -> bool:
    """Whether an abbreviation has letters enough to be no other word."""
    if UNSPACED.search(word):
        return len(word) > 1
    return letters(word) > (2 if re.search("[/²³]", word) else 3)


def suffix(pattern: str) -> str | None:
    """What stands behind the number, where nothing stands before it."""
    before, found, after = pattern.partition("{0}")
    return fold(after) or None if found and not INVISIBLE.sub("", before).strip() else None


SIGNS = {
    fold(sign)
    for table in ("currency_sign", "unit_symbol", "duration_symbol", "percent_sign")
    for signs in SHARED[table].values()
    for sign in signs
}
"""What has its meaning, and the evidence it needs, from _shared.toml."""
UNITS = {fold(sign) for signs in SHARED["unit_symbol"].values() for sign in signs}


class Table:
    """What the locales of a language say each word means, and in what order of trust."""

    def __init__(self, lang: str) -> None:
        self.other = set(TABLES["other_words"].get(lang, ()))
        self.said: dict[str, dict[tuple[str, str], tuple[int, ...]]] = defaultdict(dict)
        self.written: dict[str, str] = {}

    def add(self, word: str | None, table: str, key: str, *trust: int) -> None:
        # No phrase holds digits.
        if word and not re.search(r"\d", word) and fold(word) not in self.other:
            folded = fold(word).translate(ONE_SPELLING)
            self.written.setdefault(folded, fold(word))
            meanings = self.said[folded]
            meanings[table, key] = min(trust, meanings.get((table, key), trust))

    def settled(self) -> Words:
        """Each word under the meaning that is trusted most; of equals, the first by name."""
        words: Words = defaultdict(lambda: defaultdict(set))
        for word, meanings in self.said.items():
            table, key = min(meanings, key=lambda meaning: (meanings[meaning], meaning))
            words[table][key].add(self.written[word])
        return words


def lexicon(lang: str) -> Words:
    said = Table(lang)
    known = [load(name) for name in locales(lang)]
    for place, locale in enumerate(known):
        add_currencies(said, locale, place)
        add_units(said, locale, place)
        add_calendar(said, locale, place)
        add_scales(said, locale, place)
    words = said.settled()
    words["money_before"] = signs_before(words["money"])
    for locale in known:
        add_region(words, locale)
        add_region_scales(words, locale)
    return words


def rank(code: str) -> int:
    return RANKS.get(code, len(RANKS))


def add_currencies(said: Table, locale: Locale, place: int) -> None:
    names = {code: {name} for code, name in locale._data["currency_names"].items()}
    for code, forms in locale._data["currency_names_plural"].items():
        names.setdefault(code, set()).update(forms.values())
    for code in sorted(CODES & names.keys() - set(TABLES["currency"]["nameless"])):
        for name in sorted(names[code]):
            if is_printed(fold(name)):
                said.add(name, "money", code, 0, code not in CURRENT, place, rank(code))
        sign = locale._data["currency_symbols"].get(code, code)
        if sign != code and fold(sign) not in SIGNS and is_telling(sign):
            said.add(sign, "money", code, 1, code not in CURRENT, place, rank(code))


def is_printed(name: str) -> bool:
    """Whether a newspaper writes a currency's name so."""
    is_word = " " in name or (UNSPACED.search(name) and len(name) > 2) or letters(name) > 4
    return bool(is_word) and not re.search(r"[\d()（）/]", name)


def is_telling(sign: str) -> bool:
    """Whether a currency's sign can be no other word: three letters, two and a sign of money, or each with a stop."""
    count = letters(fold(sign))
    return count > (1 if MONEY_SIGN.search(sign) else 2) or (count > 1 and sign.count(".") == count)


def signs_before(money: dict[str, set[str]]) -> dict[str, set[str]]:
    """Signs stand before amounts as well; names do only where nothing else could be meant."""
    return {
        code: signs
        for code, words in money.items()
        if (signs := {word for word in words if MONEY_SIGN.search(word) or (word.endswith(".") and " " not in word)})
    }


def add_region(words: Words, locale: Locale) -> None:
    """The sign of the region's own money, where it means another one elsewhere: $ in Canada, R in South Africa."""
    region = locale.territory or ""
    if not region.isalpha():
        return
    for code in sorted(CODES.intersection(get_territory_currencies(region))):
        sign = locale._data["currency_symbols"].get(code, code)
        is_unit = fold(sign) in UNITS  # KM are convertible marks, and kilometres in small letters
        if (
            sign == code
            or is_unit
            or not fold(sign)
            or fold(sign) in words["money"].get(code, ())
            or sign in SHARED["currency_sign"].get(code, ())
        ):
            continue
        before = locale.currency_formats["standard"].pattern.lstrip("\u200f\u200e").startswith("¤")
        if before:
            words[f"region.{region}.money_before"].setdefault(code, set()).add(fold(sign))
        if letters(sign) != 1:
            words[f"region.{region}.money"].setdefault(code, set()).add(fold(sign))


def add_units(said: Table, locale: Locale, place: int) -> None:
    unit_first = hand_written(ours(locale.language))["number"].get("unit_first", False)
    for table in ("duration", "unit", "percent"):
        for order, (unit, key) in enumerate(TABLES[table].items()):
            forms = locale._data["unit_patterns"].get(unit, {})
            for word in suffixes(forms.get("long", {}), unit_first):
                if letters(word) > 1:
                    said.add(word, table, key, 0, place, order)
            for word in suffixes(forms.get("short", {}), unit_first):
                if is_long(word) and word not in SIGNS:
                    said.add(word, table, key, 1, place, order)


def suffixes(patterns: Any, unit_first: bool) -> Iterator[str]:
    for count, pattern in sorted(patterns.items()):
        before, _, after = pattern.partition("{0}")
        if count != "per" and (word := fold(before) if unit_first and before and not after else suffix(pattern)):
            yield word


def add_calendar(said: Table, locale: Locale, place: int) -> None:
    for context in ("format", "stand-alone"):
        for number, name in locale.months[context]["wide"].items():
            if not re.search(r"[\d '’]", name) and not UNSPACED.search(name):
                said.add(name, "month", str(number), 0, place)
        for number, name in locale.months[context]["abbreviated"].items():
            if is_long(name) and not re.search(r"[\d ]|d[’']", name):
                said.add(name, "month", str(number), 1, place)
        for name in locale.days[context]["wide"].values():
            if letters(name) > 4 or (UNSPACED.search(name) and len(name) > 2):
                said.add(name, "function", "words", 2, place)


def add_scales(said: Table, locale: Locale, place: int) -> None:
    for style, word, value in scales(locale):
        if is_long(word):
            said.add(word, "scale_after_digits", f"{value:_}", style == "short", place)
        elif known_scale(locale.language, word) != value:
            said.add(word, "scale_in_money", f"{value:_}", style == "short", place)


def known_scale(lang: str, word: str) -> int | None:
    """What the hand-written lexicon has the word for wherever it stands behind digits."""
    return hand_scales(ours(lang)).get(word)


def ours(lang: str) -> str:
    """The code of the lexicon that has CLDR's language."""
    return next((code for code, codes in BABEL_CODES.items() if lang in codes), lang)


@cache
def hand_scales(lang: str) -> dict[str, int]:
    tables = hand_written(lang)
    return {
        fold(word): int(key.replace("_", ""))
        for table in ("scale", "scale_after_digits")
        for key, words in tables.get(table, {}).items()
        for word in words
    }


@cache
def hand_written(lang: str) -> dict[str, Any]:
    """The tables of a hand-written lexicon, with every form of the words that are inflected like a model."""
    tables = tomllib.loads((LEXICONS / f"{lang}.toml").read_text(encoding="utf-8"))
    models = tables.pop("inflected", {})

    def spelled_out(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: spelled_out(value) for key, value in node.items()}
        if not isinstance(node, list):
            return node
        found: list[Any] = []
        for word in node:
            stem, _, model = word.partition("|") if isinstance(word, str) else ("", "", "")
            found += [stem + ending for ending in models[model]] if model else [word]
        return found

    return {name: spelled_out(table) for name, table in tables.items()}


def scales(locale: Locale) -> Iterator[tuple[str, str, int]]:
    """Of each compact form its style, its word and the scale that this is."""
    for style in ("long", "short"):
        for patterns in locale.compact_decimal_formats.get(style, {}).values():
            for size, pattern in patterns.items():
                written = INVISIBLE.sub("", pattern.pattern.split(";")[0].replace("'", ""))
                noughts = written.count("0")
                word = suffix("{0}" + written.replace("0", "")) if written.startswith("0") else None
                if word and not MONEY_SIGN.search(word):
                    # The stop of a short one is read as any other.
                    yield style, word if is_long(word) else word.removesuffix("."), int(size) // 10 ** (noughts - 1)


def add_region_scales(words: Words, locale: Locale) -> None:
    """Abbreviations that are another scale in the region than in its language: 1 Bi of Portugal."""
    region = locale.territory or ""
    if not region.isalpha():
        return
    said = defaultdict(set)
    for _, word, value in scales(locale):
        said[word].add(value)
    for word, values in said.items():
        known = known_scale(locale.language, word)
        table = "scale_after_digits" if known or is_long(word) else "scale_in_money"
        general = {int(key.replace("_", "")) for key, its in words[table].items() if word in its} | {known} - {None}
        if general and not general & values:
            words[f"region.{region}.{table}"].setdefault(f"{min(values):_}", set()).add(word)


def written(lang: str) -> str:
    """The lexicon file of a language, sorted."""
    lines = [
        f"# made by: python scripts/cldr.py (CLDR {get_cldr_version()}, Babel {babel.__version__}). Do not edit.",
        f"# Hand-written words stand in ../{lang}.toml and win.",
    ]
    for table, keys in sorted(lexicon(lang).items()):
        if keys:
            lines += ["", f"[{table}]"]
        for key, words in sorted(keys.items(), key=lambda item: (number(item[0]), item[0])):
            name = key if re.fullmatch(r"[\w-]+", key) else f'"{key}"'
            lines += wrapped(f"{name} = ", [quoted(word) for word in sorted(words)])
    return "\n".join(lines) + "\n"


def number(key: str) -> int:
    return int(key.replace("_", "")) if key[0].isdigit() and "." not in key else 0


def quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def wrapped(head: str, items: list[str]) -> list[str]:
    whole = f"{head}[{', '.join(items)}]"
    if len(whole) <= WIDTH:
        return [whole]
    lines, line = [f"{head}["], "   "
    for item in items:
        if len(line) + len(item) + 2 > WIDTH:
            lines.append(line)
            line = "   "
        line += f" {item},"
    return [*lines, line, "]"]


def main() -> None:
    folder = LEXICONS / "cldr"
    folder.mkdir(exist_ok=True)
    for lang in languages():
        (folder / f"{lang}.toml").write_text(written(lang), encoding="utf-8")


if __name__ == "__main__":
    main()

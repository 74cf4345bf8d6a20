"""Numbers in digits are read back as every locale of CLDR writes them: grouped, with decimals, native, compact.

What comes in is Babel's print of the same amounts in every locale of our languages. Where the region is given all of it
must be read exactly; where only the language is, 99 % of what is unambiguous. A print is ambiguous, and not asked for,

- without its region, where another region of the language reads its digits as another number ("1.234" of Spain and of
  Mexico), or has its abbreviation for another scale ("1 Bi" of Brazil and of Portugal);
- with it, too, where its abbreviation is the symbol of a unit and no scale of our own lexicon ("1 t" is a tonne), or
  stands in tests/cldr.toml or among the other words of scripts/cldr.toml, for the reason that is given there.

What CLDR itself prints wrong is listed in tests/cldr.toml, too.

    FIGURES_ORACLE_EXAMPLES=240 pytest tests/test_digits.py   # twenty times as many amounts; some minutes

With FIGURES_ORACLE_RECORD=bench/record/digits.csv as well, what was reached is kept: a line a language and style.
"""

import csv
import os
import random
import re
import runpy
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import icu  # type: ignore[import-untyped]
import pytest
from babel import Locale
from babel.numbers import NumberFormatError, format_compact_decimal, format_decimal, parse_decimal

from figures import FiguresError, Reader, languages

ROOT = Path(__file__).parents[1]
EXAMPLES = max(
    1, int(os.environ.get("FIGURES_ORACLE_EXAMPLES", "12")) // 12
)  # amounts of a length, a locale and a style
RECORD = os.environ.get("FIGURES_ORACLE_RECORD")
COLUMNS = ["lang", "style", "told", "amounts", "prints", "misread", "share"]
BAR = 0.99
GENERATOR = runpy.run_path(str(ROOT / "scripts/cldr.py"))
SHARED: dict[str, Any] = GENERATOR["SHARED"]
OTHER_WORDS: dict[str, list[str]] = GENERATOR["TABLES"]["other_words"]
LISTED: dict[str, Any] = tomllib.loads((ROOT / "tests/cldr.toml").read_text(encoding="utf-8"))
AMBIGUOUS: list[dict[str, Any]] = LISTED["ambiguous"]
fold: Callable[[str], str] = GENERATOR["fold"]
SYMBOLS = {
    sign for table in ("unit_symbol", "duration_symbol") for signs in SHARED[table].values() for sign in signs
} | set(SHARED["currency"]["codes"])


@dataclass(frozen=True)
class Print:
    """What a locale prints, in Latin digits and in its own, and of which number."""

    locale: str
    text: str
    number: Decimal
    latin: str


@cache
def locales(lang: str) -> list[Locale]:
    return [GENERATOR["load"](name) for name in GENERATOR["locales"](lang)]


@cache
def amounts() -> list[int]:
    """Numbers of every length below 10**12."""
    draw = random.Random(0)
    return [draw.randrange(10**length, 10 ** (length + 1)) for length in range(12) for _ in range(EXAMPLES)]


def integers(locale: Locale) -> Iterator[Print]:
    for number in map(Decimal, amounts()):
        yield decimal(locale, number, "latn")


def decimals(locale: Locale) -> Iterator[Print]:
    for number in amounts():
        for places in (1, 2, 3):
            yield decimal(locale, Decimal(number).scaleb(-places), "latn")


def native(locale: Locale) -> Iterator[Print]:
    """In the digits that the locale has beside or instead of the Latin ones."""
    systems = {locale.default_numbering_system, *locale.other_numbering_systems.values()} - {"latn"}
    # 一二三: no digits of Unicode, and written one by one without separators, which Babel has between them.
    for system in sorted(systems & locale.number_symbols.keys() - {"hanidec"}):
        for number in amounts():
            for amount in (Decimal(number), Decimal(number).scaleb(-2)):
                printed = decimal(locale, amount, system)
                yield Print(printed.locale, translated(printed.text, system), amount, printed.latin)


def translated(text: str, system: str) -> str:
    """Babel prints the separators of a numbering system and leaves the digits as they are."""
    digits = icu.NumberingSystem.createInstanceByName(system).getDescription()
    return text.translate({ord("0") + value: digit for value, digit in enumerate(digits)})


def decimal(locale: Locale, number: Decimal, system: str) -> Print:
    if system not in locale.number_symbols:
        system = "default"
    text = format_decimal(number, locale=locale, decimal_quantization=False, numbering_system=system)
    return Print(str(locale), text, number, text)


def compact(style: str) -> Callable[[Locale], Iterator[Print]]:
    def printed(locale: Locale) -> Iterator[Print]:
        draw = random.Random(1)
        if style not in locale.compact_decimal_formats:
            return
        for zeros in range(3, 13):
            # Three digits and two decimals lose nothing.
            for digits in (1, 5, *[draw.randrange(1, 1000) for _ in range(EXAMPLES)]):
                number = Decimal(digits).scaleb(zeros)
                for system in sorted({"latn", locale.default_numbering_system} & locale.number_symbols.keys()):
                    text = format_compact_decimal(
                        number, format_type=style, locale=locale, fraction_digits=2, numbering_system=system
                    )
                    yield Print(str(locale), translated(text, system), number, text)

    return printed


STYLES: dict[str, Callable[[Locale], Iterator[Print]]] = {
    "integer": integers,
    "decimal": decimals,
    "native": native,
    "compact-long": compact("long"),
    "compact-short": compact("short"),
}


def printed(lang: str, style: str) -> list[Print]:
    """All that the locales of the language print in the style and that is not listed as a slip or as something else."""
    slips = [e["printed"] for e in LISTED["wrong"] if re.fullmatch(e["lang"], lang) and re.fullmatch(e["style"], style)]
    return [
        found
        for locale in locales(lang)
        for found in STYLES[style](locale)
        if not is_something_else(lang, found) and not any(re.search(slip, fold(found.text)) for slip in slips)
    ]


@cache
def conventions(lang: str) -> list[Locale]:
    """One locale for each way in which the language's regions part digits."""
    ways = {}
    for locale in locales(lang):
        system = locale.default_numbering_system
        signs = locale.number_symbols.get("latn", locale.number_symbols[system])
        ways.setdefault((signs["decimal"], signs["group"], str(locale.decimal_formats[None])), locale)
    return list(ways.values())


@cache
def scales(lang: str) -> dict[str, set[int]]:
    """What each abbreviation is in the regions of the language."""
    said = defaultdict(set)
    for locale in locales(lang):
        for _, word, value in GENERATOR["scales"](locale):
            said[word.removesuffix(".")].add(value)
    return said


@cache
def digits_of(text: str, locale: Locale) -> Decimal | None:
    """What the locale reads them as, if it could have written them."""
    try:
        return parse_decimal(text, locale=locale, strict=True)
    except NumberFormatError:
        return None


def word_of(printed: Print) -> str:
    return re.sub(r"^[\d\W]+", "", re.sub("[\u200e\u200f\u061c]", "", printed.latin)).strip().removesuffix(".")


def is_something_else(lang: str, printed: Print) -> bool:
    """Whether the abbreviation is a unit as much as a scale."""
    word = word_of(printed)
    listed = any(re.fullmatch(entry["lang"], lang) and word in entry["words"] for entry in AMBIGUOUS)
    is_unit = word in SYMBOLS and GENERATOR["known_scale"](lang, fold(word)) is None
    return is_unit or fold(word) in OTHER_WORDS.get(lang, ()) or listed


def is_regional(lang: str, printed: Print) -> bool:
    """Whether another region of the language reads it as another number."""
    word = word_of(printed)
    if len(scales(lang).get(fold(word), ())) > 1:
        return True
    digits = re.sub(r"[^\d]+$", "", re.sub("[\u200e\u200f\u061c]", "", printed.latin))
    read = {digits_of(digits, locale) for locale in conventions(lang)} - {None}
    return len(read) > 1


@cache
def reader(lang: str) -> Reader:
    return Reader(lang=lang)


def misreading(lang: str, tag: str, printed: Print) -> str | None:
    try:
        read = reader(lang).parse_number(printed.text, tag)
    except FiguresError as error:
        return str(error)
    return None if Decimal(read) == printed.number else str(read)


def judged(lang: str, style: str, told: str, prints: list[Print]) -> tuple[float, str]:
    """The share of them that is read right, and the shortest that are not; `told` is the region or the language."""

    def tag(found: Print) -> str:
        return f"{lang}-{Locale.parse(found.locale).territory}" if told == "region" else lang

    misread = [(found, read) for found in prints if (read := misreading(lang, tag(found), found)) is not None]
    misread.sort(key=lambda found: len(found[0].text))
    shown = "".join(f"\n  {p.locale} {p.text!r}, {p.number}: {read}" for p, read in misread[:10])
    reached = 1 - len(misread) / len(prints) if prints else 1.0
    if RECORD:
        line = [lang, style, told, str(EXAMPLES), str(len(prints)), str(len(misread)), f"{reached:.4f}"]
        record(Path(RECORD), line)
    return reached, shown


def record(path: Path, line: list[str]) -> None:
    """Puts the line in place of the one that stood there."""
    lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:] if path.exists() else []
    kept = [other for other in lines if other[:3] != line[:3]]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *sorted([*kept, line])])


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("lang", [code for code, _ in languages()])
def test_with_its_region_all_is_read_exactly(lang: str, style: str) -> None:
    prints = [found for found in printed(lang, style) if Locale.parse(found.locale).territory]
    reached, shown = judged(lang, style, "region", prints)
    assert reached == 1, f"{lang} {style}: {reached:.2%} of {len(prints)} are read right{shown}"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("lang", [code for code, _ in languages()])
def test_without_it_all_that_is_unambiguous_is(lang: str, style: str) -> None:
    said = {found.text: found for found in printed(lang, style)}
    prints = [found for found in said.values() if not is_regional(lang, found)]
    reached, shown = judged(lang, style, "language", prints)
    assert reached >= BAR, f"{lang} {style}: {reached:.2%} of {len(prints)} are read right, {BAR:.0%} are wanted{shown}"


@pytest.mark.parametrize("entry", AMBIGUOUS, ids=lambda entry: f"{entry['lang']}-{entry['words'][0]}")
def test_what_is_listed_as_ambiguous_is_printed_and_has_its_reason(entry: dict[str, Any]) -> None:
    assert entry.keys() == {"lang", "words", "why"}
    printed = {word for lang, _ in languages() if re.fullmatch(entry["lang"], lang) for word in scales(lang)}
    assert {fold(word) for word in entry["words"]} <= printed

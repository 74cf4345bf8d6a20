"""Numbers that others spell in words are read back exactly: ICU and num2words. Digits are in test_digits.py.

What comes in is every public rule set that a speller has for a language of ours, and integers below 10**12: 0 to 120,
one digit and noughts, and some that hypothesis draws, always the same ones. What must hold is the share read right:
99.9 % for the nine languages of `TIER_A`, 99 % for the others. Numbers of one, two and up to twelve digits weigh alike
in it, so it hardly depends on how many are drawn. The exceptions stand in tests/spellers.toml with their reasons. This
file knows no word of any language.

    FIGURES_ORACLE_EXAMPLES=10000 pytest tests/test_oracles.py   # many more numbers; a quarter of an hour

With FIGURES_ORACLE_RECORD=bench/record/oracles.csv as well, what was reached is kept: a line for each rule set.
"""

import csv
import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any

import icu  # type: ignore[import-untyped]
import num2words  # type: ignore[import-untyped]
import pytest
from babel import Locale
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from figures import FiguresError, Reader, languages

EXAMPLES = int(os.environ.get("FIGURES_ORACLE_EXAMPLES", 200))
RECORD = os.environ.get("FIGURES_ORACLE_RECORD")
COLUMNS = ["lang", "speller", "locale", "rules", "examples", "numbers", "listed_as_wrong", "misread", "share"]
TIER_A = set("en uk ru pt it fr es de pl".split())
BAR, BAR_A = 0.99, 0.999
ENDLESS = {"am": 1_000_000}  # num2words does not come back from such numbers and greater ones
YEARS = range(1002, 2100, 3)  # no round one among them
OTHER_CODES = {"nb": ["nb", "no"]}  # the spellers' codes, where they are not ours
WRONG: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "spellers.toml").read_text(encoding="utf-8"))[
    "wrong"
]


@dataclass(frozen=True)
class Rules:
    """One way of spelling: a rule set of a speller in a locale."""

    lang: str
    speller: str
    locale: str
    name: str
    spell: Callable[[int], str]

    def __str__(self) -> str:
        return f"{self.lang}-{self.speller} {self.locale} {self.name}"

    def numbers(self) -> list[int]:
        if "year" in self.name:
            return list(YEARS)
        return drawn()


@dataclass(frozen=True)
class Reading:
    number: int
    spelling: str
    read: str
    is_right: bool


def rules() -> Iterator[Rules]:
    for lang, _ in languages():
        yield from icu_rules(lang)
        yield from num2words_rules(lang)


def icu_rules(lang: str) -> Iterator[Rules]:
    """The public rule sets of the language, and those of its countries and scripts whose rules are others."""
    known = set()
    for locale in sorted({lang} | {name for name in icu.Locale.getAvailableLocales() if is_of(name, lang)}):
        speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(locale))
        if (text := speller.getRules()) in known:
            continue
        known.add(text)
        for index in range(speller.getNumberOfRuleSetNames()):
            name = speller.getRuleSetName(index)
            if not name.startswith("%%"):
                yield Rules(lang, "icu", locale, name.removeprefix("%spellout-"), icu_spell(speller, name))


def icu_spell(speller: Any, name: str) -> Callable[[int], str]:
    def spell(number: int) -> str:
        speller.setDefaultRuleSet(name)
        return str(speller.format(number))

    return spell


def num2words_rules(lang: str) -> Iterator[Rules]:
    for locale in sorted(num2words.CONVERTER_CLASSES):
        if is_of(locale, lang):
            for to in ("cardinal", "ordinal", "year"):
                yield Rules(lang, "num2words", locale, to, num2words_spell(locale, to))


def num2words_spell(locale: str, to: str) -> Callable[[int], str]:
    """What it raises stands as a spelling that begins with "!", so that what it cannot spell is listed too."""

    def spell(number: int) -> str:
        if number >= ENDLESS.get(locale, number + 1):
            return "!endless"
        try:
            return str(num2words.num2words(number, lang=locale, to=to))
        except Exception as error:
            return f"!{type(error).__name__}"

    return spell


def is_of(locale: str, lang: str) -> bool:
    return re.split("[_-]", locale)[0] in OTHER_CODES.get(lang, [lang])


@cache
def drawn() -> list[int]:
    """0 to 120, the round numbers and what hypothesis draws: every length alike, half of it round as news has it."""
    numbers = {*range(121), *(digit * 10**zeros for digit in range(1, 10) for zeros in range(2, 12))}
    # Digit by digit: integers of a wide range would be drawn from the constants of the modules that are loaded, too,
    # and be others when other tests run beside these.
    digit = st.integers(0, 9)
    shapes = st.tuples(st.integers(3, 12), st.sampled_from([1, 2, 3, 4, 12, 12, 12, 12]))
    digits = shapes.flatmap(
        lambda shape: st.tuples(*[digit] * min(shape)).map(lambda kept: (*kept, *[0] * (shape[0] - len(kept))))
    )

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(digits)
    def draw(digits: tuple[int, ...]) -> None:
        numbers.add(int("".join(map(str, digits))))

    draw()
    return sorted(numbers)


@cache
def reader(lang: str) -> Reader:
    return Reader(lang=lang)


@cache
def readings(rules: Rules) -> list[Reading]:
    """What is read of each number that is spelled; the region is given where the locale has one."""
    region = Locale.parse(rules.locale).territory if "_" in rules.locale else None
    tag = f"{rules.lang}-{region}" if region else rules.lang
    found = []
    for number in rules.numbers():
        spelling = rules.spell(number)
        try:
            read = reader(rules.lang).parse_number(spelling, tag)
            is_right = Decimal(read) == number
        except FiguresError as error:
            read, is_right = str(error), False
        found.append(Reading(number, spelling, read, is_right))
    return found


def share(found: list[Reading]) -> float:
    """The share read right, where numbers of each length weigh alike, round ones as much as the others."""
    right = defaultdict(list)
    for reading in found:
        digits = str(reading.number)
        right[len(digits), digits[1:].strip("0") == ""].append(reading.is_right)
    return mean(mean(group) for group in right.values())


def record(path: Path, rules: Rules, found: list[Reading], reached: float) -> None:
    """Puts the line of the rule set in place of the one that stood there."""
    key = [rules.lang, rules.speller, rules.locale, rules.name]
    misread = sum(not reading.is_right for reading in found)
    listed = len(readings(rules)) - len(found)
    line = [*key, str(EXAMPLES), str(len(found)), str(listed), str(misread), f"{reached:.4f}"]
    lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:] if path.exists() else []
    kept = [other for other in lines if other[: len(key)] != key]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *sorted([*kept, line])])


def entries(rules: Rules) -> Iterator[dict[str, Any]]:
    for entry in WRONG:
        if (entry["lang"], entry["speller"]) == (rules.lang, rules.speller) and re.fullmatch(
            entry["rules"], f"{rules.locale} {rules.name}"
        ):
            yield entry


def is_misspelt(reading: Reading, wrong: list[dict[str, Any]]) -> bool:
    return any(
        reading.number >= entry.get("from", 0)
        and re.search(entry.get("number", ""), str(reading.number))
        and re.search(entry["spelling"], reading.spelling)
        for entry in wrong
    )


ALL = list(rules())


@pytest.mark.parametrize("rules", ALL, ids=str)
def test_what_is_spelled_is_read_back(rules: Rules) -> None:
    wrong = list(entries(rules))
    found = [reading for reading in readings(rules) if not is_misspelt(reading, wrong)]
    if not found:
        return  # all of it is listed as wrong
    reached, bar = share(found), BAR_A if rules.lang in TIER_A else BAR
    if RECORD:
        record(Path(RECORD), rules, found, reached)
    misread = sorted((reading for reading in found if not reading.is_right), key=lambda reading: len(reading.spelling))
    shown = "".join(f"\n  {reading.number}: {reading.spelling!r}: {reading.read}" for reading in misread[:10])
    if reached < bar:
        pytest.fail(f"{rules}: {reached:.2%} are read right, {bar:.2%} are wanted{shown}", pytrace=False)


@pytest.mark.parametrize("entry", WRONG, ids=lambda entry: f"{entry['lang']}-{entry['spelling']}")
def test_what_is_listed_as_wrong_is_spelled_and_misread(entry: dict[str, Any]) -> None:
    assert entry.keys() - {"from", "number"} == {"lang", "speller", "rules", "spelling", "why"}
    listed = [rules for rules in ALL if entry in entries(rules)]
    assert listed, "no such rule set"
    assert any(
        not reading.is_right for rules in listed for reading in readings(rules) if is_misspelt(reading, [entry])
    ), "the speller does not say this any more, or it is read right: take the entry away"

"""tests/cases/*.toml through Python; the rules of matching are those of tests/cases/README.md."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from figures import Figure, Reader, languages

FOLDER = Path(__file__).parent / "cases"
LINE = re.compile(r'(?P<plain>[^"]*?)(?: per=(?P<per>.*?))?(?P<flags>(?: ![a-z_]+)*)(?: "(?P<label>.*)")?', re.DOTALL)
MAY_BE_ABSENT = set("category outcome side label scope delta date tally part_of trend per".split())
KEYS = set("name text want gets why bug region date detect".split())


def cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8")).get("case", []):
            yield pytest.param(file.stem, case, id=f"{file.stem}-{case['name']}")


@pytest.mark.parametrize(("lang", "case"), list(cases()))
def test_case(lang: str, case: dict[str, Any]) -> None:
    assert case.keys() <= KEYS, f"no keys of a case: {case.keys() - KEYS}"
    assert "gets" not in case or "why" in case, "`gets` needs a `why`"
    got = read(lang, case)
    lines = case.get("gets", case["want"])
    faults = list(differences(lines, got, case["text"]))
    if "gets" in case and faults and not list(differences(case["want"], got, case["text"])):
        faults = ["read right now: take `gets` and `why` away"]
    if faults:
        wanted, answer = "\n           ".join(lines), "\n           ".join(shown(figure) for figure in got)
        pytest.fail(
            f"\n  text:    {case['text']}\n  wanted:  {wanted}\n  got:     {answer}\n  because: " + "; ".join(faults),
            pytrace=False,
        )


def test_every_language_has_cases() -> None:
    missing = [code for code, _ in languages() if not (FOLDER / f"{code}.toml").exists()]
    assert missing == []


def read(lang: str, case: dict[str, Any]) -> list[Figure]:
    tag = f"{lang}-{case['region']}" if "region" in case else lang
    return reader(None if case.get("detect") else tag).parse(case["text"], date=case.get("date"))


@cache
def reader(tag: str | None) -> Reader:
    return Reader(lang=tag)


def shown(figure: Figure) -> str:
    return f"{figure.text} = {figure.describe()}"


def differences(lines: list[str], got: list[Figure], text: str) -> Iterator[str]:
    """What keeps `got` from being what `lines` want."""
    if len(lines) != len(got):
        yield f"{len(lines)} figures are wanted, {len(got)} were read"
    after = 0
    for line, figure in zip(lines, got, strict=False):
        surface, _, wanted = line.partition(" = ")
        start, end = place(surface, text, after)
        after = end
        if (figure.start, figure.end) != (start, end):
            yield f"{surface!r} is at {start}:{end}, the figure at {figure.start}:{figure.end}"
        yield from (f"{surface!r} {fault}" for fault in faults(wanted, figure))


def place(surface: str, text: str, after: int) -> tuple[int, int]:
    """Where the surface stands, looked for from `after` on."""
    words, times = surface, 1
    if numbered := re.fullmatch(r"(.+)#(\d+)", surface, re.DOTALL):
        words, times = numbered[1], int(numbered[2])
    start = end = after
    for _ in range(times):
        start = text.find(words, end)
        assert start >= 0, f"the text has no {surface!r} from character {after} on"
        end = start + len(words)
    return start, end


def faults(wanted: str, figure: Figure) -> Iterator[str]:
    """Fields that the line names and the figure has otherwise."""
    line = LINE.fullmatch(wanted)
    assert line, f"no line of a case: {wanted}"
    amount = figure.date if figure.kind == "date" else figure.describe().split()[1]
    head = [figure.kind, str(amount)] + ([figure.unit] if figure.unit else [])
    plain = [token for token in line["plain"].split() if "=" not in token and not token.startswith("!")]
    named = dict(token.split("=", 1) for token in line["plain"].split() if "=" in token)
    if plain[: len(head)] != head:
        yield f"is {' '.join(head)}"
    for word in plain[len(head) :]:
        if word not in (figure.category, figure.outcome):
            yield f"is no {word}"
    if line["per"] is not None:
        named["per"] = line["per"]
    for field, value in named.items():
        if str(getattr(figure, field)) != value:
            yield f"has {field}={getattr(figure, field)}"
    for flag in re.findall(r"!([a-z_]+)", f"{line['plain']} {line['flags']}"):
        if flag in MAY_BE_ABSENT:
            if getattr(figure, flag) is not None:
                yield f"has {flag} {getattr(figure, flag)}"
        elif flag not in figure.flags:
            yield f"is not flagged {flag}"
    if line["label"] is not None and figure.label != line["label"]:
        yield f"has the label {figure.label!r}"

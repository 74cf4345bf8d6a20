"""Why a figure is read as it is: the words that each part of it hangs on, and how else it could be read.

A text comes in, its figures with their reasons go out. No rule is traced: a word is a reason for what changes when an
unknown word stands in its place. So the answer is about the reader as it is, in every language, and what two words say
at once has no reason among them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from figures._core import Figure, FiguresError, regions
from figures.readers import reader

if TYPE_CHECKING:
    import datetime

LONGEST = 50_000
"""Characters of a text that is explained: each word of it is read without once."""
REACH = 300
"""Characters from a figure within which words are asked for."""
_ASKED = ("kind", "value", "low", "high", "relation", "unit", "category", "outcome", "side", "scope", "delta", "date")
_ASKED_TOO = ("trend", "per")
_OPEN = ("value", "low", "high", "unit", "date")
# A document that writes its numbers so decides what a separator is.
_STYLES = ("1,111,111.1", "1.111.111,1")
Read = Callable[[str, str | None], list[Figure]]
"""A text and the BCP 47 tag of its language in, its figures out."""
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True)
class Reason:
    """What one column of a figure hangs on: `words`, as the text has them. Without those of `kind` it would be none."""

    column: str
    value: Any
    words: tuple[str, ...]


@dataclass(frozen=True)
class Doubt:
    """How else a flagged figure can be read: what its columns would have.

    `langs` are the BCP 47 tags that would mean it, `style` a number of the document that would. Without either it takes
    other words around it.
    """

    columns: dict[str, Any]
    langs: tuple[str, ...] = ()
    style: str | None = None


@dataclass(frozen=True)
class Explanation:
    """A figure, the reasons of its columns in the order of the table, and its other readings where it is flagged."""

    figure: Figure
    reasons: tuple[Reason, ...]
    doubts: tuple[Doubt, ...]


def explain(text: str, lang: str | None = None, date: str | datetime.date | None = None) -> list[Explanation]:
    """The figures of `text` as `figures.parse` gives them, each with why it is read so.

    Raises `FiguresError` for an unknown language and for a text of more than `LONGEST` characters.
    """
    if len(text) > LONGEST:
        raise FiguresError(f"texts of up to {LONGEST} characters are explained, and this one has {len(text)}")
    day = None if date is None else str(date)

    def read(text: str, tag: str | None) -> list[Figure]:
        return reader(tag).parse(text, date=day)

    # Those in doubt are all read again in the same regions.
    again = cache(read)
    found = read(text, lang)
    explained: list[Explanation] = []
    for start, end in _paragraphs(text):
        inside = [figure for figure in found if start <= figure.start < end]
        if inside:
            reasons = _reasons(text, (start, end), inside, lang, read)
            explained += (
                Explanation(figure, own, tuple(_doubts(text, figure, lang, again)))
                for figure, own in zip(inside, reasons, strict=True)
            )
    return explained


def _reasons(
    text: str, span: tuple[int, int], figures: list[Figure], lang: str | None, read: Read
) -> Iterator[tuple[Reason, ...]]:
    """The reasons of each of the figures of one paragraph; it is read alone where it reads so by itself."""
    tag = _tag(lang, figures[0].lang)
    start, end = span
    alone = read(text[start:end], tag)
    is_alone = [_columns(figure) for figure in alone] == [_columns(figure) for figure in figures]
    if not is_alone:
        start, end = 0, len(text)
        alone = [_at(read(text, tag), figure.start, figure.end) or figure for figure in figures]
    within = text[start:end]
    reasons: list[dict[str, list[tuple[int, int]]]] = [{} for _ in figures]
    for word in _words(within, span[0] - start, span[1] - start):
        near = [
            place
            for place, figure in enumerate(alone)
            if word[0] < figure.end + REACH and word[1] > figure.start - REACH
        ]
        if not near:
            continue
        without = read(_without(within, word), tag)
        for place in near:
            for column in _changed(alone[place], _at(without, alone[place].start, alone[place].end)):
                reasons[place].setdefault(column, []).append(word)
    for figure, own in zip(figures, reasons, strict=True):
        columns = [column for column in (*_ASKED, *_ASKED_TOO) if column in own]
        yield tuple(Reason(name, getattr(figure, name), _phrases(within, own[name])) for name in columns)


def _doubts(text: str, figure: Figure, lang: str | None, read: Read) -> Iterator[Doubt]:
    """The other readings of an ambiguous figure: those of separators, of regions, of like currencies."""
    if not any(flag.startswith("ambiguous_") for flag in figure.flags):
        return
    tag = _tag(lang, figure.lang)

    def other(text: str, tag: str | None) -> dict[str, Any]:
        again = _at(read(text, tag), figure.start, figure.end)
        told = {} if again is None else {column: getattr(again, column) for column in _OPEN}
        return {column: value for column, value in told.items() if value != getattr(figure, column)}

    for style in _STYLES if "ambiguous_separator" in figure.flags else ():
        if columns := other(f"{text}\n\n{style}", tag):
            yield Doubt(columns, style=style)
    by_region: dict[tuple[tuple[str, Any], ...], list[str]] = {}
    for region in regions(figure.lang):
        if columns := other(text, f"{figure.lang}-{region}"):
            by_region.setdefault(tuple(columns.items()), []).append(f"{figure.lang}-{region}")
    for told, tags in by_region.items():
        yield Doubt(dict(told), langs=tuple(tags))
    if "ambiguous_currency" in figure.flags and figure.unit is not None:
        of_regions = {dict(told).get("unit") for told in by_region}
        alike = reader(tag).currencies_like(figure.unit)
        yield from (Doubt({"unit": code}) for code in alike if code not in of_regions)


def _tag(given: str | None, found: str) -> str | None:
    """The language to read again in: the one given with its region, where it is the one that was read."""
    if found == "und":
        return given
    return given if given is not None and given.split("-")[0].lower() == found else found


def _changed(figure: Figure, other: Figure | None) -> list[str]:
    """The columns that are not told alike any more; of a figure that is gone, or of another kind, its kind."""
    if other is None or other.kind != figure.kind:
        return ["kind"]
    columns = [column for column in (*_ASKED, *_ASKED_TOO) if getattr(figure, column) is not None]
    changed = [column for column in columns if getattr(figure, column) != getattr(other, column)]
    # That it is stated exactly is what is so without a word.
    return [column for column in changed if (column, figure.relation) != ("relation", "exact")]


def _columns(figure: Figure) -> tuple[Any, ...]:
    return tuple(getattr(figure, column) for column in (*_ASKED, *_ASKED_TOO, "text", "label"))


def _at(figures: list[Figure], start: int, end: int) -> Figure | None:
    """The figure that stands between `start` and `end`, or most of it."""
    touching = [figure for figure in figures if figure.start < end and figure.end > start]
    return max(touching, key=lambda figure: min(figure.end, end) - max(figure.start, start), default=None)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of `text[start:end]`; letters that are written without spaces between words stand each for itself."""
    at = start
    while at < end:
        first = at
        while at < end and _is_of_word(text[at]) and not _is_wide(text[at]):
            at += 1
        if at > first:
            yield first, at
        elif _is_wide(text[at]):
            yield at, at + 1
            at += 1
        else:
            at += 1


def _is_of_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LM"


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) == "W" and letter.isalpha()


def _without(text: str, word: tuple[int, int]) -> str:
    """`text` with a word of as many letters that no language has in the place of `word`."""
    start, end = word
    if _is_wide(text[start]):
        unknown = "囧"
    else:
        unknown = "q" * (end - start)
        unknown = unknown.capitalize() if text[start].isupper() else unknown
    return text[:start] + unknown + text[end:]


def _phrases(text: str, words: list[tuple[int, int]]) -> tuple[str, ...]:
    """The words as the text has them, those together between which nothing but spaces stands."""
    joined: list[tuple[int, int]] = []
    for start, end in words:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(text[start:end] for start, end in joined)

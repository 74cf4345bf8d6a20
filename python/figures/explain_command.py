"""`figures explain`: a text in, the same text with its figures marked and why each is read so out."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figures._core import Figure
    from figures.explanations import Doubt, Explanation

_EXAMPLES = """
\b
Examples:
  figures explain "About 1.234 people were killed."     one text
  figures explain --lang pt < article.txt               standard input
"""
_AMOUNTS = ("value", "low", "high")


@click.command(epilog=_EXAMPLES, short_help="Show the figures in a text, and why each is read so.")
@click.argument("text", required=False)
@click.option("--lang", metavar="CODE", help="Language (BCP 47) of the text; detected without it.")
@click.option("--date", metavar="DATE", help="Date the text is of, for dates it leaves open.")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", help="[default: text]")
def explain_command(text: str | None, lang: str | None, date: str | None, format_: str) -> None:
    """Show the figures in TEXT, or in standard input, and why each is read so.

    Below the text each figure stands with the words that it hangs on: one of them left out, the figure would be read
    otherwise, or not at all. A flag says what a careful reader would ask, and the other readings there are.
    """
    from figures._core import FiguresError
    from figures.explanations import explain

    article = _standard_input() if text in (None, "-") else str(text)
    try:
        explained = explain(article, lang, date)
    except FiguresError as error:
        raise click.UsageError(str(error)) from None
    lines = _json(explained) if format_ == "jsonl" else _shown(article, explained)
    for line in lines:
        click.echo(line)


def _standard_input() -> str:
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise click.ClickException(f"standard input: line {line}: not UTF-8, at byte {error.start}") from None


def _json(explained: Sequence[Explanation]) -> Iterator[str]:
    for one in explained:
        reasons = {reason.column: reason.words for reason in one.reasons}
        row = one.figure.as_dict() | {"reasons": reasons, "doubts": [asdict(doubt) for doubt in one.doubts]}
        yield json.dumps(row, ensure_ascii=False, default=str)


def _shown(text: str, explained: Sequence[Explanation]) -> Iterator[str]:
    from figures.glossary import FLAGS
    from figures.terminal import plain, width

    yield from _marked(text, [one.figure for one in explained])
    widest = max((width(plain(one.figure.text)) for one in explained), default=0)
    for place, one in enumerate(explained, 1):
        figure = one.figure
        written = plain(figure.text)
        yield ""
        head = f"{place:>2}  {written}{' ' * (min(widest, 40) - width(written))}  {plain(figure.describe())}"
        yield _styled(head, figure.kind)
        rows = [(" … ".join(plain(word) for word in words), ", ".join(names)) for names, words in _together(one)]
        rows += [(flag, FLAGS[flag]) for flag in figure.flags]
        rows += [("", f"or {other}") for other in _others(one.doubts)]
        space = max((width(head) for head, _ in rows), default=0)
        for head, told in rows:
            yield f"      {head}{' ' * (space - width(head))}  {told}"
    if explained:
        yield ""
        found = {one.figure.lang: None for one in explained}
        yield f"read as: {', '.join(found)}"


def _marked(text: str, figures: Sequence[Figure]) -> Iterator[str]:
    """The text, line for line, with its figures in brackets and, on a terminal, in the colour of their kind."""
    from figures.terminal import plain, plain_lines

    pieces, end = [], 0
    for figure in figures:
        pieces.append(plain_lines(text[end : figure.start]))
        pieces.append(_styled(f"⟦{plain(figure.text)}⟧", figure.kind))
        end = figure.end
    pieces.append(plain_lines(text[end:]))
    yield from "".join(pieces).rstrip("\n").split("\n")


def _together(one: Explanation) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """What hangs on the same words: the columns with what they hold, an amount without it."""
    shown: dict[tuple[str, ...], list[str]] = {}
    for reason in one.reasons:
        name = "amount" if reason.column in _AMOUNTS else f"{reason.column} {reason.value}"
        names = shown.setdefault(reason.words, [])
        if name not in names:
            names.append(name)
    for words, names in shown.items():
        yield names, words


def _others(doubts: Sequence[Doubt]) -> Iterator[str]:
    """What the figure may be instead, and where; many currencies in one line."""
    from figures.terminal import plain

    currencies = [doubt for doubt in doubts if doubt.columns.keys() == {"unit"}]
    for doubt in doubts:
        if doubt not in currencies:
            told = dict.fromkeys(_told(name, value) for name, value in doubt.columns.items())
            where = f"beside {doubt.style}" if doubt.style else f"in {' '.join(doubt.langs)}"
            yield plain(f"{' '.join(told)}, {where}")
    if currencies:
        yield plain(" ".join(doubt.columns["unit"] for doubt in currencies))


def _told(name: str, value: Any) -> str:
    from figures.terminal import number

    return number(float(value)) if name in _AMOUNTS and value is not None else str(value)


def _styled(piece: str, kind: str) -> str:
    from figures.terminal import COLOURS

    is_plain = not sys.stdout.isatty() or "NO_COLOR" in os.environ
    return piece if is_plain else click.style(piece, fg=COLOURS.get(kind), bold=True)

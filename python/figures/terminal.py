"""Figures in, lines for eyes out.

Nothing that an article holds can command the terminal: see `plain`. Numbers are never cut; texts are.
"""

import shutil
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from figures.outputs import Stream

THIN = "\u202f"
PAGE = 2000
"""Rows whose widths are settled together."""
_SIGNS = {"approx": "~", "at_least": "\u2265", "more_than": ">", "at_most": "\u2264", "less_than": "<"}
_COLOURS = {"count": "yellow", "money": "green", "percent": "cyan", "date": "blue", "time": "blue"}
_HEADS = ("doc", "text", "kind", "value", "unit", "label", "category", "outcome", "side", "date")
_RIGHT = {"value"}
# Narrowed where the terminal is too narrow, the widest first, down to the width given; the numbers never.
_GIVING = {"doc": 8, "label": 8, "text": 8, "category": 6, "outcome": 6, "date": 10}
_GAP = "  "


def plain(text: str) -> str:
    """`text` on one line and harmless: no control, escape, line end, or mark that turns the writing direction."""
    if text.isprintable() and text.isascii():
        return text
    kept = []
    for letter in text:
        category = unicodedata.category(letter)
        if letter in "\t\n\r\v\f" or category in ("Zs", "Zl", "Zp"):
            kept.append(" " if letter not in "\u00a0\u2009\u202f" else letter)
        elif category in ("Cc", "Cs"):
            kept.append("\ufffd")
        elif category != "Cf":
            kept.append(letter)
    return "".join(kept)


def width(text: str) -> int:
    """The cells that a terminal needs for `text`."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(letter) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def number(value: float | int) -> str:
    """A number in digits, its thousands apart."""
    written = f"{Decimal(repr(value)):f}"
    whole, _, part = written.partition(".")
    grouped = f"{int(whole):,}".replace(",", THIN) if len(whole.lstrip("-")) > 4 else whole
    return f"{grouped}.{part}" if part.strip("0") else grouped


def amount(row: dict[str, Any]) -> str:
    """The amount of a row with its relation: `≥12`, `5–9`, `100s`."""
    value, low, high, relation = (row[name] for name in ("value", "low", "high", "relation"))
    if row["kind"] == "score" or relation == "range":
        shown = "\u2013".join(number(end) for end in (low, high) if end is not None)
    elif relation == "vague":
        shown = "" if low is None else number(low) + "s"
    else:
        stated = next((one for one in (value, low, high) if one is not None), None)
        shown = "" if stated is None else _SIGNS.get(relation, "") + number(stated)
    delta = row["delta"]
    return shown if delta is None else f"{shown} ({'+' if delta >= 0 else ''}{number(delta)})"


class Table:
    """Writes a table page by page; the widths of a page are settled by what is on it."""

    def __init__(self, file: "Stream", terminal: bool) -> None:
        self._file = file
        self._terminal = terminal
        self._rows: list[dict[str, str]] = []
        self._has_head = False
        self._doc: str | None = None

    def write(self, figures: "pl.DataFrame") -> None:
        for row in figures.iter_rows(named=True):
            self._rows.append(_cells(row))
            if len(self._rows) >= PAGE:
                self._page()

    def close(self) -> None:
        self._page()
        self._file.flush()

    def _page(self) -> None:
        if not self._rows:
            return
        heads = [head for head in _HEADS if head in ("text", "value") or any(row[head] for row in self._rows)]
        space = shutil.get_terminal_size((140, 24)).columns if self._terminal else 100_000
        widths = _widths(heads, self._rows, space)
        lines = []
        lines.append(self._styled(_line(heads, widths, dict(zip(heads, heads, strict=True))), bold=True))
        for row in self._rows:
            shown = row | {"doc": ""} if row["doc"] == self._doc else row
            self._doc = row["doc"]
            line = _line(heads, widths, shown)
            lines.append(self._styled(line, fg=_COLOURS.get(row["kind"])))
        self._file.write(("\n".join(lines) + "\n").encode("utf-8", "replace"))
        self._file.flush()
        self._rows = []

    def _styled(self, line: str, **style: Any) -> str:
        import os

        import click

        return click.style(line, **style) if self._terminal and not os.environ.get("NO_COLOR") else line


def _cells(row: dict[str, Any]) -> dict[str, str]:
    cells = {name: plain(str(row[name])) if row[name] is not None else "" for name in _HEADS if name != "value"}
    cells["value"] = amount(row)
    if row["per"] is not None:
        cells["unit"] = f"{cells['unit']}/{plain(row['per'])}"
    return cells


def _widths(heads: Sequence[str], rows: Sequence[dict[str, str]], space: int) -> dict[str, int]:
    widths = {head: max(width(head), max(width(row[head]) for row in rows)) for head in heads}
    over = sum(widths.values()) + len(_GAP) * (len(heads) - 1) - space
    while over > 0:
        giving = [head for head, least in _GIVING.items() if widths.get(head, 0) > least]
        if not giving:
            break
        widths[max(giving, key=widths.__getitem__)] -= 1
        over -= 1
    return widths


def _line(heads: Sequence[str], widths: dict[str, int], cells: dict[str, str]) -> str:
    return _GAP.join(_fitted(cells[head], widths[head], head) for head in heads).rstrip()


def _fitted(cell: str, space: int, head: str) -> str:
    """`cell` in `space` cells: of a path the end counts, of a text the beginning."""
    if width(cell) > space:
        kept = ""
        for letter in reversed(cell) if head == "doc" else cell:
            if width(kept) + width(letter) >= space:
                break
            kept += letter
        cell = "…" + kept[::-1] if head == "doc" else kept + "…"
    blank = " " * (space - width(cell))
    return blank + cell if head in _RIGHT else cell + blank

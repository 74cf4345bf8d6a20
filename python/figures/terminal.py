"""Figures in, lines for eyes out.

Nothing that an article holds can command the terminal: see `plain`. Numbers are never cut; texts are.
"""

import re
import shutil
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from figures.outputs import Stream

THIN = "\u202f"
LONGEST_PART = 6
"""Decimals that are shown: a third has no end of them."""
PAGE = 2000
"""Rows whose widths are settled together."""
_SIGNS = {"approx": "~", "at_least": "\u2265", "more_than": ">", "at_most": "\u2264", "less_than": "<"}
COLOURS = {"count": "yellow", "money": "green", "percent": "cyan", "date": "blue", "time": "blue"}
"""The colour of a kind; what is not here has none."""
_HEADS = ("doc", "text", "kind", "value", "unit", "label", "category", "outcome", "side", "date")
# Narrowed where the terminal is too narrow, the widest first, down to the width given; the numbers never.
_GIVING = {"doc": 8, "label": 8, "text": 8, "category": 8, "outcome": 8, "unit": 6}
_DIGITS = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_GAP = "  "
_WIDEST = 100_000


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


def plain_lines(text: str) -> str:
    """`text` harmless line by line: its line ends stay."""
    return "\n".join(plain(line) for line in text.split("\n"))


def width(text: str) -> int:
    """The cells that a terminal needs for `text`."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(letter) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def number(value: float | int) -> str:
    """A number in digits, its thousands apart; a third ends in an ellipsis."""
    written = f"{Decimal(repr(value)):f}"
    whole, _, part = written.partition(".")
    grouped = f"{int(whole):,}".replace(",", THIN) if len(whole.lstrip("-")) > 4 else whole
    if len(part) > LONGEST_PART:
        part = part[:LONGEST_PART] + "…"
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
    return with_change(shown, row["delta"])


def with_change(shown: str, delta: float | None) -> str:
    """An amount with the change that is printed beside it, in brackets."""
    return shown if delta is None else f"{shown} ({'+' if delta >= 0 else ''}{number(delta)})"


class Table:
    """Writes a table page by page; the widths of a page are settled by what is on it.

    On a terminal, where width is scarce, a document stands on a line of its own above its rows; in a file it is a
    column.
    """

    def __init__(self, file: "Stream", terminal: bool) -> None:
        self._file = file
        self._terminal = terminal
        self._rows: list[dict[str, str]] = []
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
        space = _WIDEST
        if self._terminal:
            heads.remove("doc")
            space = shutil.get_terminal_size((140, 24)).columns
        widths = _widths(heads, self._rows, space)
        lines = [self._styled(_line(heads, widths, dict(zip(heads, heads, strict=True))), bold=True)]
        for row in self._rows:
            is_next, self._doc = row["doc"] != self._doc, row["doc"]
            if is_next and self._terminal:
                lines.append(self._styled(fitted(row["doc"], min(space, width(row["doc"])), "doc"), underline=True))
            shown = row if is_next else row | {"doc": ""}
            lines.append(self._styled(_line(heads, widths, shown), fg=COLOURS.get(row["kind"])))
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
    if row["kind"] == "date":
        # Its value is null, and a column for dates alone is seldom worth its width.
        cells["value"], cells["date"] = cells["date"], ""
    if row["per"] is not None:
        cells["unit"] = f"{cells['unit']}/{plain(row['per'])}"
    return cells


def _widths(heads: Sequence[str], rows: Sequence[dict[str, str]], space: int) -> dict[str, int]:
    widths = {head: max(width(head), max(width(row[head]) for row in rows)) for head in heads}
    # A long value may begin under the blank that follows a short kind.
    pairs = [("kind", "value"), *((row["kind"], row["value"]) for row in rows)]
    widths["value"] = max(width(kind) + width(value) for kind, value in pairs) - widths["kind"]
    over = sum(widths.values()) + len(_GAP) * (len(heads) - 1) - space
    while over > 0:
        giving = [head for head, least in _GIVING.items() if widths.get(head, 0) > least]
        if not giving:
            break
        widths[max(giving, key=widths.__getitem__)] -= 1
        over -= 1
    return widths


def _line(heads: Sequence[str], widths: dict[str, int], cells: dict[str, str]) -> str:
    line = ""
    for head in heads:
        if head == "value":
            # Right-aligned, over the blank of the cell before.
            line = line.rstrip()
            space = sum(widths[one] + len(_GAP) for one in heads[: heads.index(head) + 1]) - len(_GAP)
            line += " " * (space - width(line) - width(cells[head])) + cells[head] + _GAP
        else:
            line += fitted(cells[head], widths[head], head) + _GAP
    return line.rstrip()


def fitted(cell: str, space: int, head: str) -> str:
    """`cell` in `space` cells: of a path the end counts, of a text the beginning; no number is cut in two."""
    if width(cell) > space:
        kept = ""
        for letter in reversed(cell) if head == "doc" else cell:
            if width(kept) + width(letter) >= space:
                break
            kept += letter
        if head == "doc":
            cell = "…" + kept[::-1]
        else:
            cut = next((run for run in _DIGITS.finditer(cell) if run.start() < len(kept) < run.end()), None)
            cell = (kept[: cut.start()] if cut else kept) + "…"
    return cell + " " * (space - width(cell))

"""A tally in, lines for eyes out. Numbers are never cut; texts are, where a terminal is too narrow."""

import shutil
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from figures.terminal import fitted, number, plain, width, with_change
from figures.wide import INDEX

if TYPE_CHECKING:
    import polars as pl

_GAP = "  "
_HEADS = ("doc", "date", "side", "category", "outcome", "scope", "amount", "flags")
_LEAST = {"doc": 8, "flags": 8}
"""What may be narrowed, and to how much."""
_RIGHT = {"amount"}

Cells = dict[str, str]


def drawn(tally: "pl.DataFrame", is_terminal: bool, is_wide: bool) -> str:
    """The tally as a table; a wide one as a table a side, of as many columns as fit beside each other."""
    space = shutil.get_terminal_size((140, 24)).columns if is_terminal else None
    rows = tally.iter_rows(named=True)
    lines = _wide(list(rows), space) if is_wide else _grid(_HEADS, [_cells(row) for row in rows], _RIGHT, space)
    return "".join(f"{line}\n" for line in lines)


def _cells(row: dict[str, Any]) -> Cells:
    cells = {name: plain(row[name] or "") for name in ("doc", "date", "side", "category", "outcome", "scope")}
    return cells | {"amount": amount(row), "flags": " ".join(row["flags"])}


def amount(row: dict[str, Any]) -> str:
    """The amount of a row of a tally, with its bounds and the change printed beside it."""
    value, low, high, delta = (row[name] for name in ("value", "low", "high", "delta"))
    if value is None:
        shown = f"{number(low)}–{number(high)}" if high is not None and low is not None else _open(low, high)
    elif low is not None and high is not None:
        shown = number(value)
    else:
        shown = f"~{number(value)}" if low is None and high is None else _open(low, high)
    return with_change(shown, delta)


def _open(low: float | None, high: float | None) -> str:
    if low is not None:
        return f"≥{number(low)}"
    return "" if high is None else f"≤{number(high)}"


def _wide(rows: list[dict[str, Any]], space: int | None) -> Iterator[str]:
    for side, of_side in groupby(rows, key=lambda row: row["side"]):
        found = list(of_side)
        things = [name for name in found[0] if name not in (*INDEX, "documents", "flags")]
        things = [name for name in things if any(row[name] is not None for row in found)]
        cells = [
            {name: "" if row[name] is None else number(row[name]) for name in things}
            | {"date": row["date"] or "", "scope": row["scope"] or "", "flags": " ".join(row["flags"])}
            for row in found
        ]
        yield f"side {plain(side)}" if side else "no side"
        for some in _parted(things, cells, space):
            yield from _grid(["date", "scope", *some, "flags"], cells, set(things), space)
        yield ""


def _parted(things: list[str], rows: list[Cells], space: int | None) -> Iterator[list[str]]:
    """The columns, as many at a time as fit beside date, scope and flags."""
    if space is None:
        yield things
        return
    left = space - len("2024-07-01  cumulative  ") - _LEAST["flags"]
    some: list[str] = []
    used = 0
    for name in things:
        cost = max([width(name), *(width(row[name]) for row in rows)]) + len(_GAP)
        if some and used + cost > left:
            yield some
            some, used = [], 0
        some.append(name)
        used += cost
    yield some


def _grid(heads: Sequence[str], rows: list[Cells], right: set[str], space: int | None) -> Iterator[str]:
    """A line of heads and a line a row; columns without anything are left out."""
    heads = [head for head in heads if head in right or any(row[head] for row in rows)]
    widths = {head: max([width(head), *(width(row[head]) for row in rows)]) for head in heads}
    over = 0 if space is None else sum(widths.values()) + len(_GAP) * (len(heads) - 1) - space
    for head in sorted(_LEAST.keys() & widths.keys(), key=widths.__getitem__, reverse=True):
        given = min(max(over, 0), max(widths[head] - _LEAST[head], 0))
        widths[head] -= given
        over -= given
    for row in [dict(zip(heads, heads, strict=True)), *rows] if rows else []:
        line = [
            " " * (widths[head] - width(row[head])) + row[head]
            if head in right
            else fitted(row[head], widths[head], head)
            for head in heads
        ]
        yield _GAP.join(line).rstrip()

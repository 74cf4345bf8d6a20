"""Figures in, one tidy table of losses and casualties out, its running totals checked.

Finds and judges no figure: rows are chosen by what the reader says of them.
"""

import datetime
from collections.abc import Mapping
from typing import Any, cast

import polars as pl

from figures import series, wide
from figures._core import FiguresError
from figures.tables import SCHEMA

_READ = cast("Any", SCHEMA["flags"]).inner.categories
TALLY_SCHEMA = pl.Schema(
    {name: SCHEMA[name] for name in ("doc", "date", "side", "category", "outcome", "scope")}
    | {name: SCHEMA[name] for name in ("value", "low", "high", "delta", "part_of", "figure", "start", "end", "text")}
    | {"flags": pl.List(pl.Enum([*_READ, *series.CHECKS]))}
)
"""The columns of a tally and their types, in order."""

NOTHING = pl.Schema(SCHEMA | {"document_date": pl.String()}).to_frame()
"""The figures of no document."""
_SERIES = ["side", "category", "outcome"]
_DAY = r"^\d{4}-\d{2}-\d{2}$"
# A time of day, or EDTF's marks of doubt, may follow.
_DATE = r"^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ?~%].*)?$"


def tally(
    figures: pl.DataFrame | pl.LazyFrame,
    *,
    dates: "Mapping[str, str | datetime.date] | None" = None,
    date: str | datetime.date | None = None,
    wide: bool = False,
) -> pl.DataFrame:
    """The losses and casualties among `figures`, one a row, in their order: the columns of `figures.TALLY_SCHEMA`.

    `figures` is what `table` and `scan` give. A row is a count with an outcome; rates ("12 a day") and changes
    ("fell by 12") are none. `date` is the date that the figure is stated for, else the document's: `dates` by `doc`,
    `date` for the others. `flags` are those of the reader and of four checks of the running totals of each side,
    category and outcome, day by day: `total_falls`, `delta_mismatch`, `digits_transposed`, `documents_disagree`. No
    amount is changed, averaged or left out.

    With `wide`, one row a side, date and scope with a Float64 column for each thing counted, named by its category
    where the outcome is `losses`, by both else (`child_killed`), then `documents` (UInt32) and `flags`. Where
    statements differ, the second has a row of its own below. Ranges are in `_low` and `_high` columns of the same name.

    Raises `FiguresError` where a column is missing.

    >>> reports = ["Tanks: 8,114 (+5)", "Tanks: 8,112 (+3)"]
    >>> found = figures.table(reports, ids=["mon", "tue"], lang="en")
    >>> figures.tally(found, dates={"mon": "2024-07-01", "tue": "2024-07-02"})["flags"].to_list()
    [[], ['total_falls', 'delta_mismatch']]
    """
    frame = figures.collect() if isinstance(figures, pl.LazyFrame) else figures
    if missing := [name for name in SCHEMA if name not in frame.columns]:
        raise FiguresError(f"no column `{missing[0]}`; a tally is made of the table that figures.table gives")
    own = {doc: str(day) for doc, day in (dates or {}).items()}
    stated = pl.col("doc").replace_strict(own, default=None, return_dtype=pl.String) if own else pl.lit(None, pl.String)
    rest = pl.lit(None if date is None else str(date), pl.String)
    rows, _ = chosen(frame.with_columns(pl.coalesce(stated, rest).alias("document_date")))
    return shown(checked(rows), wide)


def chosen(figures: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """The rows of a tally with what the checks need beside, and how many rates and changes are none.

    `figures` has a `document_date` beside the columns of the table; its documents are whole, one after the other.
    """
    numbered = figures.with_columns(document=_documents("doc"))
    wholes = numbered.select("document", pl.col("figure").alias("part_of"), "category", "outcome")
    counts = (
        numbered.filter((pl.col("kind") == "count") & pl.col("outcome").is_not_null())
        .join(wholes, on=["document", "part_of"], how="left", suffix="_of_whole", maintain_order="left")
        .with_columns(
            is_part=pl.col("category").eq_missing(pl.col("category_of_whole"))
            & pl.col("outcome").eq_missing(pl.col("outcome_of_whole"))
            & pl.col("part_of").is_not_null(),
            date=pl.coalesce("date", pl.col("document_date").str.extract(_DATE)),
            is_worded=pl.col("text").str.contains(r"\p{L}"),
        )
    )
    rows = counts.filter(pl.col("per").is_null() & pl.col("trend").is_null()).select(
        *(pl.col(name).cast(TALLY_SCHEMA[name]) for name in TALLY_SCHEMA), "document", "is_part", "is_worded"
    )
    return rows, counts.height - rows.height


def _documents(*names: str) -> pl.Expr:
    """The number of each row's document: the next begins where one of `names` differs or the figures begin anew."""
    differs = (pl.col(name) != pl.col(name).shift() for name in names)
    is_next = pl.any_horizontal(*differs, pl.col("figure") <= pl.col("figure").shift())
    return is_next.fill_null(False).cum_sum()


def shown(rows: pl.DataFrame, is_wide: bool) -> pl.DataFrame:
    """What the caller sees of checked rows."""
    return wide.widened(rows) if is_wide else rows.select(TALLY_SCHEMA.names())


def checked(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows`, of one call of `chosen` or put together of many, with the flags of the checks behind the reader's."""
    # Batches number their documents each from 0.
    rows = rows.with_columns(document=_documents("document", "doc"))
    raised: dict[int, list[str]] = {}

    def flag(row: int, name: str) -> None:
        if name not in (flags := raised.setdefault(row, [])):
            flags.append(name)

    for found in _comparable(rows).partition_by([*_SERIES, "scope"], maintain_order=True):
        _check_series(found, flag)
    flags = pl.DataFrame(
        {"row": list(raised), "raised": [sorted(names, key=series.CHECKS.index) for names in raised.values()]},
        schema={"row": pl.UInt32, "raised": pl.List(pl.String)},
    )
    together = pl.concat_list(pl.col("flags").cast(pl.List(pl.String)), pl.col("raised").fill_null([]))
    return (
        rows.with_row_index("row")
        .join(flags, on="row", how="left", maintain_order="left")
        .with_columns(flags=together.cast(TALLY_SCHEMA["flags"]))
        .drop("row", "raised")
    )


def _comparable(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that speak of one series on one day: totals, and what is new."""
    day = pl.when(pl.col("date").str.contains(_DAY)).then(pl.col("date")).str.to_date("%Y-%m-%d", strict=False)
    comparable = (
        rows.with_row_index("row")
        .with_columns(day=day.to_physical())
        .filter(pl.col("day").is_not_null() & pl.col("category").is_not_null() & ~pl.col("is_part"))
        .filter(pl.col("scope").cast(pl.String).is_in(["cumulative", "new"]))
    )
    # "Lost 5 tanks (total: 8,114)": the figure beside a total is the change that led to it.
    beside: list[pl.Expr] = []
    for step in (1, -1):
        is_change = pl.all_horizontal(
            pl.col("scope").shift(step) == "new",
            pl.col("figure").cast(pl.Int64) - pl.col("figure").shift(step).cast(pl.Int64) == step,
            *(pl.col(name).eq_missing(pl.col(name).shift(step)) for name in (*_SERIES, "day", "document")),
        )
        beside.append(pl.when(is_change & (pl.col("scope") == "cumulative")).then(pl.col("value").shift(step)))
    return comparable.with_columns(delta=pl.coalesce("delta", *beside))


def _check_series(rows: pl.DataFrame, flag: series.Flag) -> None:
    """Checks the totals, or the new ones, of one series."""
    totals = []
    for row, document, day, value, low, high, delta, is_worded in rows.select(
        "row", "document", "day", "value", "low", "high", "delta", "is_worded"
    ).iter_rows():
        least, most, slack = series.bounds(value, low, high, delta, is_worded)
        totals.append(series.Total(row, document, day, least, most, value, slack, delta))
    if rows["scope"][0] == "cumulative":
        series.check(totals, flag)
    of_day: dict[int, list[series.Total]] = {}
    for total in totals:
        of_day.setdefault(total.day, []).append(total)
    for stated in of_day.values():
        contradicted = series.disagreeing((total.document, total.low, total.high) for total in stated)
        for total in stated:
            if total.document in contradicted:
                flag(total.row, "documents_disagree")

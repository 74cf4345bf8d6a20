"""`figures tally`: the options of `figures parse` in, one checked table of losses and casualties out.

The rows of the whole dump are held until its end, since a running total is checked against those of other days.
"""

from __future__ import annotations

import collections
import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import polars as pl

    from figures._core import Reader
    from figures.batches import Batch
    from figures.dumps import Answer
    from figures.outputs import Stream

_EXAMPLES = """
\b
Examples:
  figures tally reports/ --date 2024-07-01              losses and casualties, a table on the terminal
  figures tally dump.jsonl.zst -o tally.parquet         into a file
  figures tally dump.csv --wide -o tally.csv            a row a side and date, a column a category
"""
_HELP = """Make one table of the losses and casualties in files, in folders, or in standard input (-).

One row for each count of people or things to which something happened. Running totals are checked day by day: those
that fall, that the change printed beside them does not lead to, that have two digits swapped, or that another document
contradicts are flagged. Nothing is averaged or left out for that.

Reads what `figures parse` reads.
"""


def tally_command(parse: click.Command, run: Callable[..., None]) -> click.Command:
    """The command: the options of `parse` that serve here, and `run` to do what it does with outputs of our own."""

    def tally(wide: bool, **options: Any) -> None:
        run(
            **options,
            kinds=(),
            partition=None,
            opened=partial(opened, is_wide=wide, quiet=options["quiet"]),
            answer=partial(dated, date=options["date"]),
        )

    wide = click.Option(["--wide"], is_flag=True, help="One row a side, date and scope, one column a thing counted.")
    return click.Command(
        "tally",
        params=[*(option for option in parse.params if option.name not in ("kinds", "partition")), wide],
        callback=tally,
        help=_HELP,
        epilog=_EXAMPLES,
        short_help="Make one table of the losses and casualties, and check it.",
    )


def dated(reader: Reader, batch: Batch, date: str | None) -> Answer:
    """The figures of one batch with the date of their document, `document_date`, `date` where it has none."""
    import polars as pl

    from figures import dumps

    _, given = dumps.date_meant(date)
    answer = dumps.answer(reader, batch)
    of_document = pl.lit(given, pl.String)
    documents = batch.documents
    if documents is not None and "date" in documents.columns:
        # Of two documents with one id and two dates nobody can tell which is which.
        known = documents.select(doc="id", document_date="date").drop_nulls().unique().unique("doc", keep="none")
        answer.figures = answer.figures.join(known, on="doc", how="left", maintain_order="left")
        of_document = pl.coalesce("document_date", of_document)
    answer.figures = answer.figures.with_columns(document_date=of_document)
    return answer


class Rows:
    """Holds the rows of a tally, batch by batch."""

    def __init__(self) -> None:
        self.batches: list[pl.DataFrame] = []
        self.left_out = 0
        """Counts with an outcome that are rates or changes."""

    def write(self, figures: pl.DataFrame) -> None:
        from figures import tallies

        chosen, left_out = tallies.chosen(figures)
        self.left_out += left_out
        self.batches.append(chosen)

    def close(self) -> None: ...


@contextlib.contextmanager
def opened(path: Path | None, format_: str, is_wide: bool, quiet: bool) -> Iterator[Rows]:
    """Takes the figures of a run; at its end their tally is at `path`, on standard output where that is None."""
    import sys

    import polars as pl

    from figures import outputs, tallies, whole

    if format_ == "duckdb":
        raise click.UsageError("figures tally writes table, csv, jsonl, parquet and arrow, no duckdb")
    with contextlib.ExitStack() as stack:
        part = None if path is None else stack.enter_context(whole.whole_file(path))
        yield (rows := Rows())
        held = rows.batches or [tallies.chosen(tallies.NOTHING)[0]]
        checked = tallies.checked(pl.concat(held))
        shown = tallies.shown(checked, is_wide)
        file = sys.stdout.buffer if part is None else stack.enter_context(part.open("wb"))
        with outputs.compressed(file, path.suffix.lower() if path else "") as stream:
            _write(shown, format_, stream, path is None and sys.stdout.isatty(), is_wide)
        file.flush()
    if not quiet:
        _account(checked, rows.left_out, is_wide)


def _write(tally: pl.DataFrame, format_: str, stream: Stream, is_terminal: bool, is_wide: bool) -> None:
    import io

    from figures import outputs, tally_table

    if format_ == "csv":
        outputs.Csv(stream).write(tally)
    elif format_ == "jsonl":
        outputs.Lines(stream).write(tally)
    elif format_ == "table":
        stream.write(tally_table.drawn(tally, is_terminal, is_wide).encode("utf-8", "replace"))
    else:
        held = io.BytesIO()  # Both formats go back and forth in what they write.
        if format_ == "parquet":
            tally.write_parquet(held)
        else:
            tally.write_ipc(held, compression="zstd")
        stream.write(held.getbuffer())


def _account(rows: pl.DataFrame, left_out: int, is_wide: bool) -> None:
    """The closing line: what there is, what was flagged, what has no place."""
    from figures import series, wide
    from figures.ledger import counted, say

    dates = rows["date"].drop_nulls()
    account = f"{counted(rows.height, 'row')} of losses and casualties"
    if dates.len():
        account += f", {min(dates)} to {max(dates)}"
    if undated := rows.height - dates.len():
        account += f"; {undated} without a date"
    if left_out:
        account += f"; {counted(left_out, 'rate or change', 'rates and changes')} left to figures parse"
    if is_wide and (unplaced := rows.filter(~wide.has_place()).height):
        account += f"; {unplaced} without a place in the wide form"
    raised = collections.Counter(flag for flags in rows["flags"].to_list() for flag in flags if flag in series.CHECKS)
    flagged = ", ".join(f"{raised[name]} {name}" for name in series.CHECKS if raised[name])
    say(f"{account}; flagged: {flagged or 'none'}")

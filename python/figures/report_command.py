"""`figures report`: the options of `figures parse` in, one HTML page of marked articles and charts out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from figures._core import Reader
    from figures.batches import Batch
    from figures.dumps import Answer
    from figures.reports import Report

_EXAMPLES = """
\b
Examples:
  figures report seeds/ -o seeds.html                   ten articles, their figures marked
  figures report reports/ --date published -o war.html  daily reports, and charts of what they count
"""
_HELP = """Make one HTML page of the documents in files, in folders, or in standard input (-).

Charts of the losses and casualties, day by day, then each document that holds figures with these marked. The page needs
no network and runs no script: it can be sent as it is. For a dump of many thousands choose a part.

Reads what `figures parse` reads; needs the extra `report`: pip install 'newsfigures[report]'
"""
_NO_USE = ("format_", "partition", "output")


def report_command(parse: click.Command, run: Callable[..., None]) -> click.Command:
    """The command: the options of `parse` that serve here, and `run` to do what it does with an output of our own."""

    def report(output: str, title: str | None, **options: Any) -> None:
        run(
            **options,
            output=output,
            partition=None,
            format_="html",
            opened=partial(opened, title=title),
            answer=partial(answer, date=options["date"]),
        )

    own = [
        click.Option(["-o", "--output"], metavar="FILE", required=True, help="Write to FILE, whole or not at all."),
        click.Option(["--title"], metavar="TEXT", help="Heading of the page. [default: the name of FILE]"),
    ]
    return click.Command(
        "report",
        params=[parse.params[0], *own, *(option for option in parse.params[1:] if option.name not in _NO_USE)],
        callback=report,
        help=_HELP,
        epilog=_EXAMPLES,
        short_help="Make one HTML page of marked articles and charts.",
    )


def answer(reader: Reader, batch: Batch, date: str | None) -> Answer:
    """The figures of one batch with their articles."""
    from figures import dumps, reports

    _, given = dumps.date_meant(date)
    return reports.with_articles(reader, batch, given)


@contextlib.contextmanager
def opened(path: Path | None, format_: str, title: str | None) -> Iterator[Report]:
    """Takes the figures of a run; at its end the page is at `path`, on standard output where that is None."""
    import sys
    import tempfile

    from figures import reports, whole

    reports.check()
    with contextlib.ExitStack() as stack:
        part = None if path is None else stack.enter_context(whole.whole_file(path))
        file = sys.stdout.buffer if part is None else stack.enter_context(part.open("wb"))
        articles = stack.enter_context(tempfile.TemporaryFile())
        out = reports.Report(file, articles, title or (path.stem if path else "figures"))
        yield out
        out.close()

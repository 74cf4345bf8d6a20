"""The command: options in, a run over dumps, an exit code out.

0: fine; 1: some input could not be read; 2: usage; 130: interrupted. polars and the core are imported by the
commands that need them, so that `--help` answers at once.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from figures import interrupts
from figures.explain_command import explain_command
from figures.report_command import report_command
from figures.tally_command import tally_command

if TYPE_CHECKING:
    from figures._core import Reader
    from figures.batches import Batch
    from figures.dumps import Answer
    from figures.outputs import Output

_EXAMPLES = """
\b
Examples:
  figures parse seeds/                                  a folder, a table on the terminal
  figures parse dump.jsonl.zst -o figures.parquet       JSON Lines in, Parquet out
  figures parse dump.csv --text body --kind money       figures of one kind
  zcat dump.gz | figures parse - | head                 answers come as the lines do
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="newsfigures", prog_name="figures", message="%(prog)s %(version)s")
def figures() -> None:
    """Reads the figures out of news text in many languages.

    \b
    Example: figures parse seeds/
    """


@figures.command(epilog=_EXAMPLES, short_help="Find the figures in files, folders or standard input.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all; its suffix gives the format.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "jsonl", "parquet", "arrow", "duckdb"]),
    help="[default: by the suffix of -o, else table on a terminal and jsonl in a pipe]",
)
@click.option("--partition", metavar="COLUMN", help="Make -o a folder with one below it for each value of COLUMN.")
@click.option("--lang", metavar="CODE", help="Language (BCP 47) of documents that name none; detected without it.")
@click.option("--text", metavar="COLUMN", help="[default: text, body, content or maintext]")
@click.option("--id", "id_", metavar="COLUMN", help="[default: id or url; else the file, # and the line]")
@click.option("--lang-column", metavar="COLUMN", help="[default: lang or language]")
@click.option(
    "--date", metavar="COLUMN|DATE", help="Date the text is of, for dates it leaves open. [default: date or published]"
)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Keep this kind of figure; may be repeated.")
@click.option(
    "--exclude", multiple=True, metavar="REGEX", help="No figure may touch what this matches; may be repeated."
)
@click.option("--lexicon", "lexicons", multiple=True, metavar="FILE", help="Words on top of ours; may be repeated.")
@click.option(
    "--input-format",
    type=click.Choice(["txt", "jsonl", "csv", "tsv", "html", "warc", "parquet", "arrow"]),
    help="[default: by suffix; standard input by its first character]",
)
@click.option(
    "--encoding", metavar="NAME", help="Encoding of the text, where it is not UTF-8 and has no byte order mark."
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Threads. [default: one a processor]")
@click.option(
    "--errors", metavar="FILE", help="Write what could not be read to FILE, as JSON Lines: file, line, reason."
)
@click.option(
    "--resume/--no-resume",
    default=None,
    help="Go on with the run into -o that was stopped, or begin it anew. [default: neither, if one was stopped]",
)
@click.option("--progress/--no-progress", default=None, help="[default: on a terminal]")
@click.option("--quiet", "-q", is_flag=True, help="No notices and no summary, only what went wrong.")
def parse(**options: Any) -> None:
    """Find the figures in files, in folders, or in standard input (-): one row a figure.

    Reads .txt, .jsonl, .ndjson, .csv, .tsv, .html, .warc, .wet (also .gz, .zst, .bz2, .xz), .parquet, .arrow and
    .feather. A run into -o that was stopped goes on with --resume.
    """
    from figures import dumps, outputs

    _run(**options, opened=partial(outputs.opened, partition=options["partition"]), answer=dumps.answer)


def _run(
    *,
    paths: Sequence[str],
    output: str | None,
    format_: str | None,
    partition: str | None,
    lang: str | None,
    kinds: Sequence[str],
    exclude: Sequence[str],
    lexicons: Sequence[str],
    text: str | None,
    id_: str | None,
    lang_column: str | None,
    date: str | None,
    input_format: str | None,
    encoding: str | None,
    jobs: int | None,
    errors: str | None,
    resume: bool | None,
    progress: bool | None,
    quiet: bool,
    opened: "Callable[[Path | None, str], AbstractContextManager[Output]]",
    answer: "Callable[[Reader, Batch], Answer]",
) -> None:
    """Reads the inputs with `answer` into the output that `opened` gives."""
    from figures import options

    options.check_encoding(encoding)
    target = None if output in (None, "-") else Path(str(output))
    format_ = options.format(format_, output, target, partition)
    from figures import dumps, whole
    from figures.columns import Names
    from figures.ledger import Ledger
    from figures.runs import Run

    import_module("polars")
    # polars takes Ctrl-C for its own queries, and one of ours may wait for input for ever: take it back.
    interrupts.listen()
    found_paths = options.paths(paths, input_format)
    date_column, date_given = dumps.date_meant(date)
    reader = options.reader(lang, kinds, exclude, lexicons, date_given)
    own = [path for path in (target, Path(errors) if errors else None) if path is not None]
    options.check_own(own, found_paths, partition is not None)
    names = Names(text, id_, lang_column, date_column)
    journal = options.journal(target, resume, click.get_current_context().params, found_paths)
    # The bar and the table would write over each other.
    is_busy = target is None and sys.stdout.isatty()
    shown = False if progress is None and (quiet or is_busy) else progress
    run = Run(found_paths, input_format, encoding, names, reader, jobs or dumps.threads(), own, shown, answer)
    try:
        with contextlib.ExitStack() as stack:
            try:
                out = stack.enter_context(opened(target, format_))
                faults = stack.enter_context(whole.whole_file(Path(errors))) if errors else None
                ledger = stack.enter_context(Ledger(faults, quiet, errors))
            except OSError as error:
                raise click.UsageError(f"{error.filename or output}: cannot be written: {_told(error)}") from None
            run.feed(out, ledger, journal)
    except BaseException as error:
        kept = journal is not None and journal.is_there
        if (stopped := interrupts.asked()) is not None:
            stopped.is_kept = kept
            raise stopped from error
        if isinstance(error, BrokenPipeError):
            # click would end with 1, where who reads us has only had enough.
            raise interrupts.Stopped(0) from error
        if isinstance(error, OSError):
            # Inputs that fail are answers; what comes here is the output.
            raise _Unwritten(errors if errors and error.filename == errors else output, error, kept) from error
        raise
    if journal is not None:
        journal.remove()
    ledger.close()
    if ledger.has_failed:
        raise click.exceptions.Exit(1)


figures.add_command(tally_command(parse, _run))
figures.add_command(explain_command, "explain")
figures.add_command(report_command(parse, _run))


@figures.command(short_help="List the languages that are read.")
def languages() -> None:
    """List the languages that are read.

    \b
    Example: figures languages
    """
    from figures._core import languages as known

    for code, name in known():
        click.echo(f"{code:8}{name}")


@figures.command(short_help="List the columns of the figure table, or what category and outcome can be.")
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", help="[default: table]")
@click.option("--taxonomy", is_flag=True, help="List the ids of `category` and `outcome` instead.")
def schema(format_: str, taxonomy: bool) -> None:
    """List the columns of the figure table, their types and what they mean.

    With --taxonomy, list what `outcome` and `category` can hold: group, coarser class, meaning, and in jsonl also what
    it is called in public code lists.

    \b
    Examples:
      figures schema --format jsonl
      figures schema --taxonomy
    """
    import json

    if taxonomy:
        from figures.categories import taxonomy as entries

        for entry in entries():
            if format_ == "jsonl":
                click.echo(json.dumps(entry, ensure_ascii=False))
            else:
                of = entry["parent"] or entry["group"] or ""
                click.echo(f"{entry['column']:10}{entry['id']:28}{of:18}{entry['meaning']}")
        return

    import polars as pl

    from figures.glossary import MEANINGS
    from figures.tables import SCHEMA

    for name, dtype in SCHEMA.items():
        inner = dtype.inner if isinstance(dtype, pl.List) else dtype
        values = list(inner.categories) if isinstance(inner, pl.Enum) else None
        short = "Enum" if isinstance(inner, pl.Enum) else str(inner)
        type_ = f"List({short})" if isinstance(dtype, pl.List) else short
        if format_ == "jsonl":
            click.echo(json.dumps({"column": name, "type": type_, "values": values, "meaning": MEANINGS[name]}))
        else:
            click.echo(f"{name:13}{type_:12}{MEANINGS[name]}" + (f": {', '.join(values)}" if values else ""))


class _Unwritten(Exception):
    """The output failed while it was written."""

    def __init__(self, output: str | None, error: OSError, is_kept: bool) -> None:
        where = f"{output}: cannot be written: {_told(error)}; no file was made{_GO_ON if is_kept else ''}"
        super().__init__(where if output not in (None, "-") else f"standard output: cannot be written: {_told(error)}")


_GO_ON = "; the same command with --resume goes on from here"


def _told(error: OSError) -> str:
    from figures.inputs import told

    return told(error)


def _say(message: str) -> None:
    from figures.terminal import plain

    with contextlib.suppress(OSError, ValueError):
        click.echo(f"figures: {plain(message)}", err=True)


def main() -> NoReturn:
    """The `figures` command."""
    try:
        code, message = _outcome()
        interrupts.settle()
    except BaseException:
        # What libraries make of a stop is nobody's concern.
        if interrupts.asked() is None:
            raise
        # Again, as it may have come while the first was under way.
        interrupts.settle()
    if (stopped := interrupts.asked()) is not None:
        code = stopped.code
        message = "interrupted" + (_GO_ON if stopped.is_kept else "") if code == 128 + signal.SIGINT else None
    if message is not None:
        _say(message)
    # Threads may still be reading; what they do is of no use to anybody now.
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


def _outcome() -> tuple[int, str | None]:
    """Runs the command; the exit code and what went wrong."""
    try:
        interrupts.listen()
        result = figures(standalone_mode=False)
        sys.stdout.flush()
    except interrupts.Stopped as stopped:
        return stopped.code, None
    except (KeyboardInterrupt, click.Abort):
        return 130, "interrupted"
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1, None
    except BrokenPipeError:
        return 0, None
    except click.UsageError as error:
        hint = f" ({error.ctx.command_path} --help tells more)" if error.ctx else ""
        return 2, f"{error.format_message()}{hint}"
    except click.ClickException as error:
        return error.exit_code, error.format_message()
    except _Unwritten as error:
        return 1, str(error)
    except OSError as error:
        return 1, f"{error.filename or 'standard output'}: {_told(error)}"
    return result if isinstance(result, int) else 0, None

"""Dumps in, figures out, batch by batch: what the command and `scan` both run on.

Threads share the batches; what comes out is in the order of what went in. Memory holds a few batches, whatever the
size of the dump.
"""

import contextlib
import os
import queue
import re
import threading
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from figures.batches import At, Batch, Unit
from figures.columns import Names
from figures.documents import units
from figures.inputs import READABLE, Notice, Rejected, expanded, recognised, sources

if TYPE_CHECKING:
    import polars as pl

    from figures._core import Reader

_EDTF = re.compile(r"-?[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?")


class RejectedDocument(UserWarning):
    """A document of a scanned dump could not be read; the message says which and why."""


@dataclass(slots=True)
class Answer:
    """The figures of one batch, and what is to be said of it."""

    figures: "pl.DataFrame"
    documents: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    at: At = field(default_factory=At)


def scan(
    source: str | Path | Sequence[str | Path],
    *,
    text: str | None = None,
    id: str | None = None,
    lang: str | None = None,
    date: str | None = None,
    kinds: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    lexicons: Sequence[tuple[str, str]] | None = None,
    lang_column: str | None = None,
    encoding: str | None = None,
    jobs: int | None = None,
) -> "pl.LazyFrame":
    """Figures in files and folders, lazily: the columns of `figures.SCHEMA`, by document and `start`.

    `source` is one path or many: .txt, .html, .jsonl, .csv, .tsv, .warc, .wet (also .gz, .zst, .bz2, .xz), .parquet,
    .arrow, folders and patterns. `text`, `id` and `lang_column` name columns; `date` names one or is an EDTF date;
    `lang`, `kinds`, `exclude` and `lexicons` are those of `figures.table`. `jobs` threads read, one a processor unless
    told. Only the batches that a query asks for are read, each of some megabytes whatever the size of the dump. A
    document that cannot be read gives a `RejectedDocument` warning, the others their rows.

    Raises `FileNotFoundError` where a path is not there, `FiguresError` for an unknown language, kind or pattern.

    >>> figures.scan("dump.jsonl.zst").filter(pl.col("kind") == "money").head(10).collect()  # doctest: +SKIP
    """
    from polars.io.plugins import register_io_source

    from figures._core import Reader
    from figures.tables import SCHEMA

    given = [source] if isinstance(source, str | Path) else list(source)
    paths = checked(os.fspath(path) for path in given)
    date_column, date_given = date_meant(date)
    reader = Reader(lang, kinds, exclude, lexicons, date_given)

    def read(
        with_columns: list[str] | None, predicate: "pl.Expr | None", n_rows: int | None, batch_size: int | None
    ) -> Iterator["pl.DataFrame"]:
        work = units(sources(paths), Names(text, id, lang_column, date_column), encoding)
        with contextlib.closing(answers(work, reader, jobs or threads())) as found:
            for answer in found:
                for rejected in answer.rejected:
                    warnings.warn(str(rejected), RejectedDocument, stacklevel=2)
                frame = answer.figures
                if n_rows is not None:
                    frame = frame.head(n_rows)
                    n_rows -= frame.height
                if predicate is not None:
                    frame = frame.filter(predicate)
                yield frame if with_columns is None else frame.select(with_columns)
                if n_rows == 0:
                    return

    return register_io_source(read, schema=SCHEMA, is_pure=True)


def checked(paths: Iterable[str], any_format: bool = False) -> list[str]:
    """The paths, patterns expanded; `FileNotFoundError` for one that is not there, `ValueError` for an unknown sort."""
    found = []
    for path in paths:
        here = expanded(path)
        if not here:
            raise FileNotFoundError(f"{path}: no such file or folder")
        for one in here:
            if not any_format and one != "-" and not Path(one).is_dir() and recognised(Path(one)) is None:
                raise ValueError(f"{path}: not a format that is read; readable: {READABLE}")
        found += here
    return found


def date_meant(date: str | None) -> tuple[str | None, str | None]:
    """`date` as a column and as a date: one of the two."""
    return (None, date) if date is not None and _EDTF.fullmatch(date) else (date, None)


def threads() -> int:
    """The processors that we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answers(
    work: Iterator[Unit], reader: "Reader", jobs: int, read: "Callable[[Reader, Batch], Answer] | None" = None
) -> Generator[Answer, None, None]:
    """The answers to `work` in its order, made by `read` in `jobs` threads; what fails in a thread is raised here.

    The caller's thread only waits, so it can be interrupted at any moment. Closing the iterator stops the threads.
    """
    line: queue.Queue[Future[Answer] | None] = queue.Queue(maxsize=jobs + 2)
    over = threading.Event()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="figures")
    feeder = threading.Thread(
        target=_feed, args=(work, partial(_answer, reader, read or answer), pool, line, over), daemon=True
    )
    feeder.start()
    try:
        while (future := line.get()) is not None:
            yield future.result()
    finally:
        over.set()
        pool.shutdown(wait=False, cancel_futures=True)


def _feed(
    work: Iterator[Unit],
    read: Callable[[Unit], Answer],
    pool: ThreadPoolExecutor,
    line: "queue.Queue[Future[Answer] | None]",
    over: threading.Event,
) -> None:
    def put(item: "Future[Answer] | None") -> bool:
        while not over.is_set():
            try:
                line.put(item, timeout=0.05)
            except queue.Full:
                continue
            return True
        return False

    try:
        for unit in work:
            if over.is_set() or not put(pool.submit(read, unit)):
                return
    except BaseException as error:
        # The waiting thread must learn of it, whatever it is.
        if not over.is_set():
            failed: Future[Answer] = Future()
            failed.set_exception(error)
            put(failed)
    put(None)


def _answer(reader: "Reader", read: "Callable[[Reader, Batch], Answer]", unit: Unit) -> Answer:
    found = read(reader, unit.read())
    found.at = unit.at
    return found


def answer(reader: "Reader", batch: Batch, by_row: bool = False) -> Answer:
    """The figures of one batch; `by_row` they have the rows of their documents, from 0, for ids, as ids may repeat."""
    from figures.tables import SCHEMA, frame

    documents = batch.documents
    if documents is None or not documents.height:
        return Answer(SCHEMA.to_frame(), 0, batch.rejected, batch.notices)
    optional = {role: documents[role] if role in documents.columns else None for role in ("lang", "date")}
    ids = None if by_row else documents["id"]
    found, refused = reader.read_batch(documents["text"], ids, optional["lang"], optional["date"])
    rejected = batch.rejected + [Rejected(*batch.place(row), reason) for row, reason in refused]
    rejected.sort(key=lambda one: one.line or 0)
    return Answer(frame(found), documents.height - len(refused), rejected, batch.notices)

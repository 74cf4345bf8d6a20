"""Figures in, a file or standard output out. A file gets its name only when it is whole."""

import contextlib
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from figures.compression import suffixes
from figures.sinks import Duck, Frames, safe
from figures.whole import whole_file, whole_folder

if TYPE_CHECKING:
    import polars as pl

FORMATS = ("table", "csv", "jsonl", "parquet", "arrow", "duckdb")
WHOLE = ("parquet", "arrow", "duckdb")
"""Formats whose first byte cannot leave before the last row is known."""
SUFFIXES = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
    ".duckdb": "duckdb",
    ".txt": "table",
}


class Stream(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes | memoryview, /) -> object: ...
    def flush(self) -> object: ...


class Output(Protocol):
    """Takes the figures of a run, batch by batch."""

    def write(self, figures: "pl.DataFrame") -> None: ...
    def close(self) -> None: ...


def format_of(path: Path) -> str | None:
    """The format that the name of an output asks for."""
    return SUFFIXES.get(suffixes(path)[0])


@contextlib.contextmanager
def opened(path: Path | None, format_: str, partition: str | None = None) -> Iterator[Output]:
    """An output of `format_` at `path`, on standard output where that is None.

    With `partition` it is a folder that holds one for each value of that column, `lang=uk`, as Hive lays them out.
    """
    if path is None:
        if format_ in WHOLE:
            with tempfile.TemporaryDirectory() as folder:
                whole = Path(folder, "figures")
                yield from _closed(Frames(whole, format_))
                with whole.open("rb") as made:
                    shutil.copyfileobj(made, sys.stdout.buffer)
        else:
            yield from _closed(_stream(sys.stdout.buffer, format_, sys.stdout.isatty()))
        sys.stdout.flush()
    elif partition:
        with whole_folder(path) as folder_part:
            yield from _closed(Frames(folder_part, format_, partition))
    else:
        with whole_file(path) as part:
            if format_ == "duckdb":
                yield from _closed(Duck(part, path))
            elif format_ in WHOLE:
                yield from _closed(Frames(part, format_))
            else:
                with part.open("wb") as file, compressed(file, path.suffix.lower()) as stream:
                    yield from _closed(_stream(stream, format_, False))


def _closed(output: Output) -> Iterator[Output]:
    try:
        yield output
    except BaseException:
        if isinstance(output, Frames | Duck):
            output.abandon()
        raise
    output.close()


def _stream(file: Stream, format_: str, terminal: bool) -> Output:
    if format_ == "table":
        from figures.terminal import Table

        return Table(file, terminal)
    return Csv(file) if format_ == "csv" else Lines(file)


@contextlib.contextmanager
def compressed(file: IO[bytes], suffix: str) -> Iterator[Stream]:
    """What compresses into `file` as `suffix` (.gz, .bz2, .xz, .zst) asks, else `file` itself."""
    if suffix == ".gz":
        import gzip

        with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as stream:
            yield stream
    elif suffix == ".bz2":
        import bz2

        with bz2.open(file, "wb") as stream:
            yield stream
    elif suffix == ".xz":
        import lzma

        with lzma.open(file, "wb") as stream:
            yield stream
    elif suffix == ".zst":
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
        with zstd.open(file, "wb") as stream:
            yield stream
    else:
        yield file


class Lines:
    """One JSON object a figure and line; each batch leaves at once."""

    def __init__(self, file: Stream) -> None:
        self._file = file

    def write(self, figures: "pl.DataFrame") -> None:
        buffer = io.BytesIO()
        figures.write_ndjson(buffer)
        self._file.write(buffer.getbuffer())
        self._file.flush()

    def close(self) -> None:
        self._file.flush()


class Csv:
    """Comma-separated values that a spreadsheet can open: flags in one cell, no text that it would run."""

    def __init__(self, file: Stream) -> None:
        self._file = file
        self._has_head = False

    def write(self, figures: "pl.DataFrame") -> None:
        buffer = io.BytesIO()
        safe(figures).write_csv(buffer, include_header=not self._has_head)
        self._has_head = True
        self._file.write(buffer.getbuffer())
        self._file.flush()

    def close(self) -> None:
        if not self._has_head:
            from figures.tables import SCHEMA

            self.write(SCHEMA.to_frame())

"""Figures in, a file or standard output out. A file gets its name only when it is whole."""

import contextlib
import io
import os
import queue
import shutil
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from figures.inputs import COMPRESSIONS

if TYPE_CHECKING:
    import polars as pl

FORMATS = ("table", "csv", "jsonl", "parquet", "arrow")
SUFFIXES = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
    ".txt": "table",
}
# A spreadsheet runs a cell that begins with one of these.
_RUN = r"^[=+\-@\t\r\n]"


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
    suffix = path.suffix.lower()
    return SUFFIXES.get(Path(path.stem).suffix.lower() if suffix in COMPRESSIONS else suffix)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the name of `path` when the block ends well, else it is removed.

    What is there and no plain file (a device, a pipe) is written to as it is.
    """
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        yield path
        return
    path = path.resolve()
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None  # The part is no name that the user knows.
    os.close(handle)
    part = Path(name)
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def opened(path: Path | None, format_: str) -> Iterator[Output]:
    """An output of `format_` at `path`, on standard output where that is None."""
    if path is None:
        if format_ in ("parquet", "arrow"):
            # Both want a whole file before the first byte leaves.
            with tempfile.TemporaryDirectory() as folder:
                whole = Path(folder, "figures")
                yield from _closed(Frames(whole, format_))
                with whole.open("rb") as made:
                    shutil.copyfileobj(made, sys.stdout.buffer)
        else:
            yield from _closed(_stream(sys.stdout.buffer, format_, sys.stdout.isatty()))
        sys.stdout.flush()
        return
    with whole_file(path) as part:
        if format_ in ("parquet", "arrow"):
            yield from _closed(Frames(part, format_))
            return
        with part.open("wb") as file, compressed(file, path.suffix.lower()) as stream:
            yield from _closed(_stream(stream, format_, False))


def _closed(output: Output) -> Iterator[Output]:
    try:
        yield output
    except BaseException:
        if isinstance(output, Frames):
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
        import polars as pl
        import polars.selectors as cs

        text = cs.string()
        safe = figures.with_columns(
            pl.col("flags").cast(pl.List(pl.String)).list.join(" "),
            pl.when(text.str.contains(_RUN)).then(pl.lit("'") + text).otherwise(text).name.keep(),
        )
        buffer = io.BytesIO()
        safe.write_csv(buffer, include_header=not self._has_head)
        self._has_head = True
        self._file.write(buffer.getbuffer())
        self._file.flush()

    def close(self) -> None:
        if not self._has_head:
            from figures.tables import SCHEMA

            self.write(SCHEMA.to_frame())


class Frames:
    """Parquet or Arrow, written by polars in a thread of its own while batches come in."""

    def __init__(self, path: Path, format_: str) -> None:
        self._queue: queue.Queue[pl.DataFrame | None] = queue.Queue(maxsize=4)
        self._error: BaseException | None = None
        self._abandoned = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(path, format_), daemon=True)
        self._thread.start()

    def write(self, figures: "pl.DataFrame") -> None:
        self._put(figures)

    def close(self) -> None:
        self._put(None)
        while self._thread.is_alive():
            self._thread.join(0.1)
        self._check()

    def abandon(self) -> None:
        """Ends the thread without a whole file."""
        self._abandoned = True
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)
        self._thread.join(1)

    def _put(self, item: "pl.DataFrame | None") -> None:
        while True:
            self._check()
            try:
                self._queue.put(item, timeout=0.1)
            except queue.Full:
                continue
            return

    def _check(self) -> None:
        if self._error is not None:
            if isinstance(self._error, OSError):
                raise self._error
            raise OSError(None, str(self._error)) from self._error

    def _batches(self) -> Iterator["pl.DataFrame"]:
        while (item := self._queue.get()) is not None and not self._abandoned:
            if item.height:
                yield item

    def _run(self, path: Path, format_: str) -> None:
        from polars.io.plugins import register_io_source

        from figures.tables import SCHEMA

        try:
            lazy = register_io_source(lambda *_: self._batches(), schema=SCHEMA)
            if format_ == "parquet":
                lazy.sink_parquet(path)
            else:
                lazy.sink_ipc(path, compression="zstd")
        except BaseException as error:
            # Raised in the thread that writes, by `_check`.
            self._error = error

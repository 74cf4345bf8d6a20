"""Figures in, files that others write for us: polars and DuckDB."""

import contextlib
import os
import queue
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from figures.whole import scratch

if TYPE_CHECKING:
    import polars as pl

# A spreadsheet runs a cell that begins with one of these; some take the full-width ones for them.
_RUN = r"^[=+\-@\t\r\n\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]"
Frame = TypeVar("Frame", "pl.DataFrame", "pl.LazyFrame")


def safe(figures: Frame) -> Frame:
    """The table as cells that a spreadsheet can open: flags in one cell, no text that it would run."""
    import polars as pl
    import polars.selectors as cs

    text = cs.string()
    return figures.with_columns(
        pl.col("flags").cast(pl.List(pl.String)).list.join(" "),
        pl.when(text.str.contains(_RUN)).then(pl.lit("'") + text).otherwise(text).name.keep(),
    )


def of_system(error: BaseException) -> OSError:
    """The failure of the system that made an engine stop: engines wrap it, each layer of them in words of its own."""
    if isinstance(error, OSError):
        return error
    number = re.search(r"\(os error (\d+)\)", str(error))
    return OSError(int(number[1]), os.strerror(int(number[1]))) if number else OSError(None, str(error))


class Frames:
    """What polars writes, in a thread of its own while batches come in: Parquet, Arrow, folders of any format."""

    def __init__(self, path: Path, format_: str, partition: str | None = None) -> None:
        """With `partition`, `path` is a folder and gets one below it for each value of that column."""
        self._queue: queue.Queue[pl.DataFrame | None] = queue.Queue(maxsize=4)
        self._error: BaseException | None = None
        self._abandoned = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(path, format_, partition), daemon=True)
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
            failed = of_system(self._error)
            raise failed from None if failed is self._error else self._error

    def _batches(self) -> Iterator["pl.DataFrame"]:
        while (item := self._queue.get()) is not None and not self._abandoned:
            if item.height:
                yield item

    def _run(self, path: Path, format_: str, partition: str | None) -> None:
        import polars as pl
        from polars.io.plugins import register_io_source

        from figures.tables import SCHEMA

        try:
            lazy = register_io_source(lambda *_: self._batches(), schema=SCHEMA)
            target = pl.PartitionBy(path, key=partition, include_key=True) if partition else path
            if format_ == "parquet":
                lazy.sink_parquet(target, mkdir=True)
            elif format_ == "arrow":
                lazy.sink_ipc(target, compression="zstd", mkdir=True)
            elif format_ == "csv":
                safe(lazy).sink_csv(target, mkdir=True)
            else:
                lazy.sink_ndjson(target, mkdir=True)
        except BaseException as error:
            # Raised in the thread that writes, by `_check`.
            self._error = error


class MissingExtraError(OSError):
    """The library that writes this is not installed."""


class Duck:
    """A DuckDB file with the table `figures`, in the order of the run.

    By way of a Parquet file beside it: DuckDB then needs neither pyarrow nor more memory than it is given.
    """

    def __init__(self, path: Path, old: Path) -> None:
        """Raises `OSError` where `old`, which `path` will replace, holds other tables, or DuckDB is not installed."""
        try:
            import duckdb
        except ImportError:
            raise MissingExtraError(None, "needs the extra `duckdb`: pip install 'newsfigures[duckdb]'") from None
        self._duckdb = duckdb
        if old.exists() and old.stat().st_size:
            try:
                with duckdb.connect(str(old), read_only=True) as there:
                    names = {name for (name,) in there.execute("select table_name from duckdb_tables()").fetchall()}
            except duckdb.Error as error:
                raise OSError(None, f"is there and no DuckDB file: {str(error).splitlines()[0]}") from None
            if names - {"figures"}:
                raise OSError(None, f"holds other tables ({', '.join(sorted(names))}); name a new file")
        self._path = path
        self._scratch = contextlib.ExitStack()
        self._rows = self._scratch.enter_context(scratch(old.resolve())) / "figures"
        self._frames = Frames(self._rows, "parquet")

    def write(self, figures: "pl.DataFrame") -> None:
        self._frames.write(figures)

    def close(self) -> None:
        with self._scratch:
            self._frames.close()
            self._path.unlink()  # DuckDB opens no empty file.
            try:
                with self._duckdb.connect(str(self._path), config={"memory_limit": "512MB"}) as made:
                    made.execute("create table figures as from read_parquet(?)", [str(self._rows)])
            except self._duckdb.Error as error:
                raise OSError(None, str(error).splitlines()[0]) from error

    def abandon(self) -> None:
        with self._scratch:
            self._frames.abandon()

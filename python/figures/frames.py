"""Parquet and Arrow files in, units out; polars does the reading."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from figures.batches import Batch, Input, Unit, finished
from figures.inputs import CHUNK, InputError, Rejected, told

if TYPE_CHECKING:
    import polars as pl

FIRST_ROWS = 1000
"""Rows of a frame that are read first, to see how large they are."""
SLICE = 4 * CHUNK
"""Bytes of a frame that are decoded at a time."""


def units(one: Input) -> Iterator[Unit]:
    """Parquet and Arrow; a row's number stands for its line.

    In slices: polars decodes a whole row group at a time, which may be gigabytes, but of a slice only the pages in it.
    """
    import polars as pl

    source, path = one.source, one.source.path
    if path is None:
        raise InputError(source.name, None, f"{source.format} cannot be read from standard input; write it to a file")
    try:
        if not (size := path.stat().st_size):
            raise InputError(source.name, None, "empty: there is nothing to read")
        lazy = pl.scan_parquet(path, glob=False) if source.format == "parquet" else pl.scan_ipc(path, glob=False)
        schema = lazy.collect_schema()
        columns, notices = one.names.chosen(source.name, schema.names())
        wanted = {as_: schema[column] for as_, column in columns.items()}
        text = wanted["text"]
        if text not in (pl.String, pl.Null) and not isinstance(text, pl.Categorical | pl.Enum):
            raise InputError(
                source.name, None, f"column `{columns.text}` holds {text}, not text; name another with --text"
            )
        if notices:
            yield one.unit(partial(Batch, None, [], notices), 0)
        shown = lazy.select(_plain(column, wanted[as_]).alias(as_) for as_, column in columns.items())
        height = int(lazy.select(pl.len()).collect().item())
        row, rows = max(1, one.start), FIRST_ROWS
        while row <= height:
            frame = shown.slice(row - 1, rows).collect(engine="streaming")
            for part in _parts(frame):
                one.count(size * part.height // height)
                yield one.unit(partial(_frame, source.name, part, row), row + part.height)
                row += part.height
            rows = max(1, min(4 * rows, frame.height * SLICE // max(1, int(frame.estimated_size()))))
    except OSError as error:
        raise InputError(source.name, None, told(error)) from None
    except pl.exceptions.PolarsError as error:
        reason = f"damaged {source.format} file ({str(error).splitlines()[0]}); nothing after that was read"
        raise InputError(source.name, None, reason) from None


def _plain(column: str, dtype: Any) -> "pl.Expr":
    import polars as pl

    if dtype.is_temporal():
        return pl.col(column).dt.strftime("%Y-%m-%d")
    if dtype.is_nested() or dtype == pl.Binary:
        return pl.lit(None, dtype=pl.String)
    return pl.col(column).cast(pl.String)


def _parts(frame: "pl.DataFrame") -> Iterator["pl.DataFrame"]:
    count = max(1, int(frame.estimated_size()) // CHUNK)
    yield from frame.iter_slices(max(1, -(-frame.height // count)))


def _frame(name: str, frame: "pl.DataFrame", row: int) -> Batch:
    import polars as pl

    lines: list[int] | range = range(row, row + frame.height)
    batch = Batch()
    if frame["text"].null_count():
        missing = frame["text"].is_null()
        batch.rejected = [Rejected(name, row + at, "the text is null") for at in missing.arg_true().to_list()]
        lines = [row + at for at in (~missing).arg_true().to_list()]
        frame = frame.filter(pl.col("text").is_not_null())
    batch.place = lambda at: (name, lines[at])
    return finished(batch, name, frame, lines)

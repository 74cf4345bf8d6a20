"""Sources in, units out: calls that each give one batch of documents, so that threads can share the work.

A unit is cheap to make and does the decoding when called. A bad document never takes a good one with it: a batch
that the fast reader refuses is read again one document at a time, and what is bad is named.
"""

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from figures import records
from figures.columns import Columns, Names
from figures.inputs import CHUNK, LONGEST, InputError, Notice, Rejected, Source, pieces, told

if TYPE_CHECKING:
    import polars as pl

TEXTS = 1000
"""Text files that are read as one batch, at most."""


@dataclass(slots=True)
class Batch:
    """Documents read together, and what is to be said of them."""

    documents: "pl.DataFrame | None" = None
    """Columns `id` and `text`, `lang` and `date` where the input has them; no nulls in the first two."""
    rejected: list[Rejected] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    place: Callable[[int], tuple[str, int | None]] = lambda row: ("", None)
    """File and line of a row of `documents`."""


Unit = Callable[[], Batch]


def units(inputs: Iterator[Source | Rejected | Notice], names: Names, encoding: str | None = None) -> Iterator[Unit]:
    """Units of about `CHUNK` bytes each, in the order of the inputs; inputs that fail give a unit that says so."""
    texts: list[Source] = []
    weight = 0
    for source in inputs:
        if isinstance(source, Source) and source.format == "txt" and source.path and not source.compression:
            with contextlib.suppress(OSError):  # Opening it will say why.
                weight += source.path.stat().st_size
            texts.append(source)
            if weight >= CHUNK or len(texts) >= TEXTS:
                yield partial(_texts, texts, encoding)
                texts, weight = [], 0
            continue
        if texts:
            yield partial(_texts, texts, encoding)
            texts, weight = [], 0
        if isinstance(source, Source):
            yield from _guarded(source, names, encoding)
        elif isinstance(source, Notice):
            yield partial(Batch, None, [], [source])
        else:
            yield partial(Batch, None, [source])
    if texts:
        yield partial(_texts, texts, encoding)


def _guarded(source: Source, names: Names, encoding: str | None) -> Iterator[Unit]:
    try:
        if source.format in ("parquet", "arrow"):
            yield from _frames(source, names)
            return
        content = pieces(source, encoding)
        format_ = source.format
        if not format_:
            content, format_ = _sniffed(content)
        if format_ == "jsonl":
            yield from _lines(source, names, content)
        elif format_ in ("csv", "tsv"):
            yield from _records(source, names, content, format_)
        else:
            whole = b"".join(content)
            yield partial(_text, source.name, whole)
    except InputError as error:
        yield partial(Batch, None, [error.rejected])


def _sniffed(content: Iterator[bytes]) -> tuple[Iterator[bytes], str]:
    head = b""
    for piece in content:
        head += piece
        if head.lstrip():
            break
    format_ = "jsonl" if head.lstrip().startswith(b"{") else "txt"

    def again() -> Iterator[bytes]:
        yield head
        yield from content

    return again(), format_


def _texts(sources: list[Source], encoding: str | None) -> Batch:
    import polars as pl

    batch = Batch()
    ids, texts = [], []
    for source in sources:
        try:
            content = b"".join(pieces(source, encoding))
            texts.append(_decoded(source.name, content))
            ids.append(source.name)
        except InputError as error:
            batch.rejected.append(error.rejected._replace(is_document=True))
    batch.documents = pl.DataFrame({"id": ids, "text": texts}, schema={"id": pl.String, "text": pl.String})
    batch.place = lambda row: (ids[row], None)
    return batch


def _text(name: str, content: bytes) -> Batch:
    import polars as pl

    try:
        text = _decoded(name, content)
    except InputError as error:
        return Batch(None, [error.rejected._replace(is_document=True)])
    return Batch(pl.DataFrame({"id": [name], "text": [text]}), place=lambda row: (name, None))


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = f"not UTF-8 at byte {error.start}; convert the file or name its --encoding"
        raise InputError(name, line, reason) from None


def _cut(source: Source, content: Iterator[bytes], ends: Callable[[bytes], int]) -> Iterator[tuple[bytes, int]]:
    """Chunks that end where `ends` says (0: nowhere yet), each with the number of its first line.

    Standard input is cut as it comes, so that an answer does not wait for more; files in chunks of `CHUNK`.
    """
    least = 1 if source.path is None else CHUNK
    line, waiting, size = 1, [], 0
    fault: InputError | None = None
    try:
        for piece in content:
            waiting.append(piece)
            size += len(piece)
            if size < least or (source.path is None and b"\n" not in piece):
                continue
            held = b"".join(waiting)
            end = ends(held)
            if end:
                yield held[:end], line
                line += held.count(b"\n", 0, end)
                held = held[end:]
            elif size > LONGEST:
                raise InputError(
                    source.name, line, f"a line or record of more than {LONGEST >> 20} MB; nothing after it was read"
                )
            waiting, size = [held], len(held)
            least = len(held) + (1 if source.path is None else CHUNK)
    except InputError as error:
        fault = error
    rest = b"".join(waiting)
    if fault:
        # What follows the last whole line was cut off by the fault and is no document.
        rest = rest[: ends(rest)]
    if rest.strip():
        yield rest, line
    if fault:
        if fault.rejected.line is None and line + rest.count(b"\n") > 1:
            fault.rejected = fault.rejected._replace(line=line + rest.count(b"\n"))
        raise fault


def _lines(source: Source, names: Names, content: Iterator[bytes]) -> Iterator[Unit]:
    columns: Columns | None = None
    for chunk, line in _cut(source, content, lambda held: held.rfind(b"\n") + 1):
        notices: list[Notice] = []
        if columns is None and (keys := _keys(chunk)):
            columns, notices = names.chosen(source.name, keys)
        yield partial(_json, source.name, chunk, line, columns or names.first(), notices)


def _keys(chunk: bytes) -> list[str]:
    """The keys of the first objects of a chunk, in order of appearance."""
    keys: dict[str, None] = {}
    for line in chunk[:CHUNK].split(b"\n", 100)[:100]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            keys.update(dict.fromkeys(found))
    return list(keys)


def _json(name: str, chunk: bytes, line: int, columns: Columns, notices: list[Notice]) -> Batch:
    batch = Batch(notices=notices)
    frame = records.fast_json(chunk, columns)
    if frame is None:
        frame, lines, faults = records.slow_json(chunk, line, columns)
        batch.rejected = [Rejected(name, at, reason) for at, reason in faults]
        batch.place = lambda row: (name, lines[row])
        return _finished(batch, name, frame, lines)
    batch.place = lambda row: (name, line + row)
    return _finished(batch, name, frame, range(line, line + frame.height))


def _finished(batch: Batch, name: str, frame: "pl.DataFrame", lines: "list[int] | range") -> Batch:
    """Gives a document without an id its file's name and its line."""
    import polars as pl

    own = pl.concat_str(pl.lit(name + "#"), pl.Series("id", lines, dtype=pl.Int64).cast(pl.String))
    if "id" in frame.columns:
        if frame["id"].null_count():
            frame = frame.with_columns(pl.coalesce("id", own).alias("id"))
    else:
        frame = frame.with_columns(own.alias("id"))
    batch.documents = frame
    return batch


def _records(source: Source, names: Names, content: Iterator[bytes], format_: str) -> Iterator[Unit]:
    head: records.Head | None = None
    columns: Columns | None = None
    for chunk, line in _cut(source, content, records.last_record_end):
        notices: list[Notice] = []
        body, first = chunk, line
        if head is None or columns is None:
            head, body, first = records.head(source.name, chunk, line, format_)
            columns, notices = names.chosen(source.name, head.names)
        if body or notices:
            yield partial(_csv, source.name, body, first, head, columns, notices)


def _csv(name: str, chunk: bytes, line: int, head: records.Head, columns: Columns, notices: list[Notice]) -> Batch:
    batch = Batch(notices=notices)
    frame, lines, faults = records.fast_csv(chunk, line, head, columns) or records.slow_csv(chunk, line, head, columns)
    batch.rejected = [Rejected(name, at, reason) for at, reason in faults]
    batch.place = lambda row: (name, lines[row])
    return _finished(batch, name, frame, lines)


def _frames(source: Source, names: Names) -> Iterator[Unit]:
    """Parquet and Arrow, in row groups; a row's number stands for its line."""
    import polars as pl

    path = source.path
    if path is None:
        raise InputError(source.name, None, f"{source.format} cannot be read from standard input; write it to a file")
    try:
        if not path.stat().st_size:
            raise InputError(source.name, None, "empty: there is nothing to read")
        lazy = pl.scan_parquet(path, glob=False) if source.format == "parquet" else pl.scan_ipc(path, glob=False)
        schema = lazy.collect_schema()
        columns, notices = names.chosen(source.name, schema.names())
        wanted = {as_: schema[column] for as_, column in columns.items()}
        text = wanted["text"]
        if text not in (pl.String, pl.Null) and not isinstance(text, pl.Categorical | pl.Enum):
            raise InputError(
                source.name, None, f"column `{columns.text}` holds {text}, not text; name another with --text"
            )
        if notices:
            yield partial(Batch, None, [], notices)
        row = 1
        shown = [_plain(column, wanted[as_]).alias(as_) for as_, column in columns.items()]
        for frame in lazy.select(shown).collect_batches(maintain_order=True, lazy=True):
            for part in _parts(frame):
                yield partial(_frame, source.name, part, row)
                row += part.height
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
    return _finished(batch, name, frame, lines)

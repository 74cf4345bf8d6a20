"""Chunks of JSON Lines and CSV in, columns of documents out.

Each format has a fast reader, which gives None where a chunk holds anything unusual, and a slow one, which reads
any chunk document by document and says what is wrong with which. Where both read a document they agree.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from figures.columns import Columns
from figures.inputs import InputError

if TYPE_CHECKING:
    import polars as pl

Faults = list[tuple[int, str]]

# polars turns what is no string into its JSON: a text that looks like that is looked at again.
_TURNED = r"^(?:-?[0-9][0-9.eE+-]*|true|false|\{.*\}|\[.*\])$"
_SURROGATE = re.compile("[\ud800-\udfff]")
_SEPARATORS = ",;\t|"
_KIND_NAMES = {
    "NoneType": "null",
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "list": "a list",
    "dict": "an object",
    "str": "a string",
}


def fast_json(chunk: bytes, ends: int, columns: Columns) -> "pl.DataFrame | None":
    """The documents of a chunk of JSON Lines, with so many line ends, that has nothing but good ones, else None."""
    import polars as pl

    try:
        frame = pl.read_ndjson(chunk, schema={column: pl.String() for _, column in columns.items()})
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None
    if frame.height != ends + (not chunk.endswith(b"\n")):
        return None
    frame = frame.select(pl.col(column).alias(role) for role, column in columns.items())
    text = frame["text"]
    # A surrogate without its other half comes out of simd-json as NUL.
    unusual = (
        text.null_count() or text.str.contains("\0", literal=True).any() or text.str.contains(f"(?s){_TURNED}").any()
    )
    return None if unusual else frame


def slow_json(chunk: bytes, line: int, columns: Columns) -> tuple["pl.DataFrame", list[int], Faults]:
    """The good documents of a chunk of JSON Lines, their lines, and what is wrong with the others."""
    rows: list[dict[str, str | None]] = []
    lines: list[int] = []
    faults: Faults = []
    for at, raw in enumerate(chunk.split(b"\n"), line):
        if not raw.strip():
            continue
        try:
            rows.append(_document(raw, columns))
            lines.append(at)
        except ValueError as error:
            faults.append((at, str(error)))
        except RecursionError:
            faults.append((at, "JSON nested too deep"))
    return _frame(rows, columns), lines, faults


def _document(raw: bytes, columns: Columns) -> dict[str, str | None]:
    try:
        found = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start} of the line") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg.lower().removesuffix(' at')} at character {error.pos}") from None
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from None
    if not isinstance(found, dict):
        raise ValueError(f"{_KIND_NAMES[type(found).__name__]}, not a JSON object")
    if columns.text not in found:
        there = ", ".join(f"`{key}`" for key in list(found)[:20]) or "none"
        raise ValueError(f"no `{columns.text}`; there are: {there}")
    text = found[columns.text]
    if not isinstance(text, str):
        raise ValueError(f"`{columns.text}` is {_KIND_NAMES[type(text).__name__]}, not a string")
    row = {role: _scalar(found.get(column)) for role, column in columns.items()}
    row["text"] = _SURROGATE.sub("\ufffd", text)
    return row


def _scalar(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()


def _frame(rows: list[dict[str, str | None]], columns: Columns) -> "pl.DataFrame":
    import polars as pl

    return pl.DataFrame(rows, schema={role: pl.String for role, _ in columns.items()})


def not_utf8(error: UnicodeDecodeError | None = None) -> str:
    """What is to be said of a file in another encoding, and of the first byte that tells so."""
    where = "" if error is None else f" at byte {error.start}"
    return f"not UTF-8{where}; convert the file or name its --encoding"


@dataclass(frozen=True, slots=True)
class Head:
    """The first record of a CSV file: its names and what separates them."""

    names: list[str]
    separator: str


def last_record_end(held: bytes) -> int:
    """Where the last whole record of `held` ends: after a line end outside quotation marks."""
    end = held.rfind(b"\n") + 1
    quotes = held.count(b'"', 0, end)
    while end and quotes % 2:
        before = held.rfind(b"\n", 0, end - 1) + 1
        quotes -= held.count(b'"', before, end)
        end = before
    return end


def head(name: str, chunk: bytes, line: int, format_: str) -> tuple[Head, bytes, int]:
    """The head of a CSV file, the rest of the chunk and the rest's first line.

    The separator of a `.csv` is what the head has most of: comma, semicolon, tab or bar.
    """
    end = 0
    while True:
        end = chunk.find(b"\n", end) + 1 or len(chunk)
        if end == len(chunk) or chunk.count(b'"', 0, end) % 2 == 0:
            break
    try:
        first = chunk[:end].decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(name, line, not_utf8(error)) from None
    separator = "\t" if format_ == "tsv" else max(_SEPARATORS, key=first.count)
    names = next(csv.reader([first], delimiter=separator), [])
    return Head([column.strip() for column in names], separator), chunk[end:], line + chunk.count(b"\n", 0, end)


def fast_csv(chunk: bytes, ends: range, head: Head, columns: Columns) -> tuple["pl.DataFrame", range, Faults] | None:
    """The documents of a chunk of CSV, with line ends of these numbers, that has only good ones, of a line each."""
    import polars as pl

    places = [f"column_{at}" for at in range(1, len(head.names) + 1)]
    try:
        frame = pl.read_csv(
            chunk,
            has_header=False,
            separator=head.separator,
            schema={place: pl.String() for place in places},
            columns=[places[at] for at in sorted({head.names.index(column) for _, column in columns.items()})],
            empty_string_is_null=False,
            raise_if_empty=False,
        )
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None
    if frame.height != len(ends) + (not chunk.endswith(b"\n")):
        return None
    chosen = frame.select(pl.col(places[head.names.index(column)]).alias(role) for role, column in columns.items())
    if chosen["text"].null_count():
        return None
    return (
        chosen.with_columns(_filled(role) for role in chosen.columns if role != "text"),
        range(ends.start, ends.start + frame.height),
        [],
    )


def _filled(role: str) -> "pl.Expr":
    import polars as pl

    return pl.when(pl.col(role) != "").then(pl.col(role)).alias(role)


def slow_csv(chunk: bytes, line: int, head: Head, columns: Columns) -> tuple["pl.DataFrame", list[int], Faults]:
    """The good documents of a chunk of CSV, the lines they start on, and what is wrong with the others."""
    csv.field_size_limit(2**31 - 1)
    at = {role: head.names.index(column) for role, column in columns.items()}
    rows: list[dict[str, str | None]] = []
    lines: list[int] = []
    faults: Faults = []
    content = io.StringIO(chunk.decode("utf-8", "surrogateescape"), newline="")
    reader = csv.reader(content, delimiter=head.separator, strict=chunk.count(b'"') % 2 == 1)
    while True:
        start = line + reader.line_num
        try:
            record = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            faults.append((start, f"not CSV: {error}; is a quotation mark not closed?"))
            continue
        if not record:
            continue
        try:
            if len(record) > len(head.names) or len(record) <= at["text"]:
                raise ValueError(f"{len(record)} fields where the head has {len(head.names)}")
            row = {role: record[place] if place < len(record) else "" for role, place in at.items()}
            if any(_SURROGATE.search(value) for value in row.values()):
                raise ValueError(not_utf8())
        except ValueError as error:
            faults.append((start, str(error)))
            continue
        rows.append({role: value if value or role == "text" else None for role, value in row.items()})
        lines.append(start)
    return _frame(rows, columns), lines, faults

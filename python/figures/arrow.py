"""Record batches of documents in, record batches of figures out: what every engine runs on.

Needs neither pyarrow nor polars. Batches come from any holder of Arrow data and go to any: what has the PyCapsule
interface (`__arrow_c_array__` or `__arrow_c_stream__`) is a batch.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

from figures import _core
from figures.readers import reader

SCHEMA = _core.schema(plain=True)
"""The columns of `figures.SCHEMA` in the types that every engine has: strings, 64-bit integers, doubles and, for
`flags`, lists of strings. `pyarrow.schema(SCHEMA)` is the same as an object of pyarrow's."""

MAX_BYTES = 8 << 20
"""How many bytes a batch may take unless told otherwise."""

_SPARK = {"Utf8": "STRING", "Int64": "BIGINT", "Float64": "DOUBLE", "List(Utf8)": "ARRAY<STRING>"}

SPARK_DDL = ", ".join(
    f"`{name}` {_SPARK[held]}{'' if is_nullable else ' NOT NULL'}" for name, held, is_nullable in SCHEMA.columns()
)
"""`SCHEMA` as Spark writes it, for `mapInArrow`."""


def parse_batches(
    batches: Any,
    *,
    text: str = "text",
    id: str | None = None,
    lang: str | None = None,
    lang_column: str | None = None,
    date: str | datetime.date | None = None,
    date_column: str | None = None,
    kinds: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    lexicons: Sequence[tuple[str, str]] | None = None,
    max_bytes: int = MAX_BYTES,
) -> "Figures":
    """The figures in `batches`, one a row, in the order of the documents; columns and types are `SCHEMA`.

    `batches` is an iterable of record batches or tables, or one of them, or a stream, from pyarrow, polars, pandas,
    DuckDB or another holder; it is read as the figures are asked for. `text`, `id`, `lang_column` and `date_column`
    name columns. Without `id`, or where it is null, `doc` is the number of the document among all that this call is
    given: Spark and Ray call once a partition, so name an `id` there. `lang` (a BCP 47 tag) and `date` (EDTF) serve
    for documents that name none. `kinds`, `exclude` and `lexicons` are those of `figures.table`. No more than
    `max_bytes` of text are read at a time and no batch that comes out is much larger; one document, or one figure,
    always goes through.

    Raises `FiguresError` at once for an unknown option, and while reading for a column that is not there or holds no
    text. A document that could not be read is left out with a `RuntimeWarning`.

    >>> frame = pl.DataFrame({"url": ["a"], "body": ["12 people"]})
    >>> pl.DataFrame(figures.arrow.parse_batches(frame, text="body", id="url"))  # doctest: +SKIP
    """
    reading = reader(lang, kinds, exclude, lexicons, date)
    if max_bytes < 1:
        raise _core.FiguresError(f"max_bytes: {max_bytes} is less than 1")
    if hasattr(batches, "__arrow_c_stream__") or hasattr(batches, "__arrow_c_array__"):
        batches = [batches]
    return Figures(_parsed(batches, reading, text, [id, lang_column, date_column], max_bytes))


class Figures(Iterator[Any]):
    """Figures as they are read: an iterator of record batches and an Arrow stream, to be read once.

    `pl.DataFrame(it)`, `pyarrow.table(it)` and `FROM it` in DuckDB take it as a stream. As an iterator it gives
    `pyarrow.RecordBatch` for documents that pyarrow holds and `ArrowArray`, which any holder takes, for all others.
    """

    def __init__(self, batches: Iterator[tuple[_core.ArrowArray, Callable[[_core.ArrowArray], Any]]]) -> None:
        self._batches = batches
        self._is_begun = False

    def __next__(self) -> Any:
        self._is_begun = True
        batch, held = next(self._batches)
        return held(batch)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """An Arrow stream. Raises `FiguresError` where reading has begun: what was read would be missing."""
        if self._is_begun:
            raise _core.FiguresError("these figures were read before; call parse_batches again")
        return _core.stream(self._plain(), requested_schema)

    def _plain(self) -> Iterator[_core.ArrowArray]:
        self._is_begun = True
        for batch, _ in self._batches:
            yield batch


def _parsed(
    batches: Iterable[Any], reading: _core.Reader, text: str, beside: list[str | None], max_bytes: int
) -> Iterator[tuple[_core.ArrowArray, Callable[[_core.ArrowArray], Any]]]:
    first = 0
    for given in batches:
        held = _holder(given)
        for texts, (ids, langs, dates) in _core.Pieces(given, text, beside, max_bytes):
            found, rejected = reading.read_batch(texts, ids, langs, dates, first)
            first += len(texts)
            if rejected:
                from figures.tables import warn

                warn(rejected, stacklevel=4)
            for batch in found.plain(max_bytes):
                yield batch, held


def _holder(batch: object) -> Callable[[_core.ArrowArray], Any]:
    """What makes a batch of the sort that the engine who gave this one wants back."""
    if type(batch).__module__.partition(".")[0] == "pyarrow":
        make: Callable[[_core.ArrowArray], Any] = import_module("pyarrow").record_batch
        return make
    return lambda found: found

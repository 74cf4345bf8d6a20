"""The figure table as a polars frame."""

import datetime
import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from figures import _core
from figures.readers import reader

if TYPE_CHECKING:
    from figures._core import _ArrowArray, _ArrowStream

    Column = _ArrowArray | _ArrowStream | Iterable[Any]

SCHEMA = pl.Schema(_core.schema())
"""The table's columns and their types, in order."""


def table(
    texts: "Column",
    ids: "Column | None" = None,
    *,
    lang: str | None = None,
    langs: "Column | None" = None,
    dates: "Column | None" = None,
    date: str | datetime.date | None = None,
    kinds: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    lexicons: Sequence[tuple[str, str]] | None = None,
) -> pl.DataFrame:
    """The figures in `texts`, one a row, ordered by text and `start`; columns and types are `SCHEMA`.

    `texts`, `ids`, `langs` and `dates` are columns of one length: a polars or pandas series, any Arrow array, a list.
    A null text gives no row. `doc` is the text's id, or its index where it has none. Offsets count code points.
    `langs` and `dates` go before `lang` and `date`, which serve for all texts that name none. `kinds` keeps figures of
    these kinds only, `exclude` holds regular expressions that no figure may touch, `lexicons` pairs of file name and
    TOML text on top of ours.

    Raises `FiguresError` for an unknown language, kind, pattern or date and for columns of different lengths,
    `LexiconError` for a lexicon with a fault. A text that could not be read is left out with a `RuntimeWarning`.
    """
    ids, langs, dates = (None if column is None else arrow(column) for column in (ids, langs, dates))
    batch, rejected = reader(lang, kinds, exclude, lexicons, date).read_batch(arrow(texts), ids, langs, dates)
    warn(rejected, stacklevel=3)
    return frame(batch)


def frame(batch: _core.ArrowArray) -> pl.DataFrame:
    """The batch that `Reader.read_batch` gives, taken over without a copy."""
    return pl.DataFrame(batch)


def warn(rejected: list[tuple[int, str]], stacklevel: int) -> None:
    """A `RuntimeWarning` that names the first of the rows that could not be read."""
    if rejected:
        row, reason = rejected[0]
        others = f" (and {len(rejected) - 1} more)" if len(rejected) > 1 else ""
        warnings.warn(f"text {row}{others}: {reason}", RuntimeWarning, stacklevel=stacklevel)


def arrow(column: "Column") -> "_ArrowArray | _ArrowStream":
    """The column as something that hands out Arrow."""
    if not isinstance(column, pl.Series):
        if hasattr(column, "__arrow_c_array__") or hasattr(column, "__arrow_c_stream__"):
            return cast("_ArrowArray | _ArrowStream", column)
        column = pl.Series(column if isinstance(column, Sequence) else list(column))
    # polars 2.1 hands over a column of type Null with a buffer too many, which Arrow refuses.
    return column.cast(pl.String) if column.dtype == pl.Null else column

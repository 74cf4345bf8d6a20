"""What passes between those who cut the inputs and those who read them: batches of documents, and how to get them.

Knows no format.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from figures.columns import Names
from figures.inputs import Notice, Rejected, Source, pieces

if TYPE_CHECKING:
    import polars as pl


@dataclass(slots=True)
class Batch:
    """Documents read together, and what is to be said of them."""

    documents: "pl.DataFrame | None" = None
    """Columns `id` and `text`, `lang` and `date` where the input has them; no nulls in the first two."""
    rejected: list[Rejected] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    place: Callable[[int], tuple[str, int | None]] = lambda row: ("", None)
    """File and line of a row of `documents`."""


class At(NamedTuple):
    """How far in the inputs a unit takes us: what a run that was stopped goes on from."""

    done: tuple[Source, ...] = ()
    """Inputs that are read to their end with it."""
    source: Source | None = None
    """The input that it ends within, and the first line, row or record that it leaves."""
    place: int = 0
    size: int = 0
    """Bytes of files that it took, as they lie there."""


class Unit(NamedTuple):
    """A call that gives one batch, and where it ends."""

    read: Callable[[], Batch]
    at: At = At()


@dataclass(frozen=True, slots=True)
class Known:
    """What need not be read again: whole inputs, and the beginnings of others."""

    done: frozenset[str] = frozenset()
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Input:
    """One input while its units are made."""

    source: Source
    names: Names
    encoding: str | None
    start: int
    _size: int = 0

    def count(self, size: int) -> None:
        self._size += size

    def content(self) -> Iterator[bytes]:
        return pieces(self.source, self.encoding, self.count)

    def unit(self, read: Callable[[], Batch], place: int) -> Unit:
        size, self._size = self._size, 0
        return Unit(read, At((), self.source, place, size))

    def last(self, batch: Batch) -> Unit:
        size, self._size = self._size, 0
        return Unit(lambda: batch, At((self.source,), None, 0, size))


def finished(batch: Batch, name: str, frame: "pl.DataFrame", lines: "list[int] | range") -> Batch:
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

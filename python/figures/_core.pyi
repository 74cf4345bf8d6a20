"""The Rust reader as Python sees it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Protocol, final

__all__ = [
    "ArrowArray",
    "ArrowSchema",
    "Figure",
    "FiguresError",
    "LexiconError",
    "Pieces",
    "Reader",
    "detect",
    "kinds",
    "languages",
    "line_ends",
    "regions",
    "schema",
    "stream",
    "taxonomy",
]

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class FiguresError(ValueError):
    """Something the caller gave cannot be used: a language, a kind, a column, a number that is none."""

class LexiconError(FiguresError):
    """A lexicon has a fault; the message names file, line and what would do."""

@final
class Figure:
    """One figure of a text. The attributes are the columns of the table, `doc` aside; offsets count code points."""

    @property
    def figure(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def relation(self) -> str: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def label(self) -> str | None: ...
    @property
    def label_start(self) -> int | None: ...
    @property
    def label_end(self) -> int | None: ...
    @property
    def category(self) -> str | None: ...
    @property
    def outcome(self) -> str | None: ...
    @property
    def side(self) -> str | None: ...
    @property
    def scope(self) -> str | None: ...
    @property
    def delta(self) -> Decimal | None: ...
    @property
    def date(self) -> str | None: ...
    @property
    def tally(self) -> int | None: ...
    @property
    def part_of(self) -> int | None: ...
    @property
    def lang(self) -> str: ...
    @property
    def trend(self) -> str | None: ...
    @property
    def per(self) -> str | None: ...
    @property
    def flags(self) -> tuple[str, ...]: ...
    def describe(self) -> str:
        """The one-line form of tests/cases: kind, amount, unit, what else is known, the label in quotation marks."""

    def as_dict(self) -> dict[str, Any]:
        """The attributes by name, in the order of the table's columns."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ArrowArray:
    """An Arrow array for any holder that takes its PyCapsules: `pl.DataFrame(it)`, `pyarrow.record_batch(it)`."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...
    def __arrow_c_schema__(self) -> object: ...
    def __len__(self) -> int: ...
    def plain(self, most: int | None = None) -> list[ArrowArray]:
        """The same in the types that every engine has; rows of a batch in parts of `most` bytes each, about."""

@final
class ArrowSchema:
    """An Arrow schema for any holder that takes its PyCapsules: `pyarrow.schema(it)`."""

    def __arrow_c_schema__(self) -> object: ...
    def columns(self) -> list[tuple[str, str, bool]]:
        """Name, Arrow type and whether it may be null, of each column in order."""

@final
class Pieces:
    """Iterates over the pieces of a record batch, a table or a stream of batches, which is read as it is asked for.

    A piece is the column `text`, of no more than `most` bytes or one row, and the columns named by `beside`.

    Raises `FiguresError` for a column that is not there or texts that are none.
    """

    def __new__(
        cls, batches: _ArrowArray | _ArrowStream, text: str, beside: Sequence[str | None], most: int
    ) -> Pieces: ...
    def __iter__(self) -> Pieces: ...
    def __next__(self) -> tuple[ArrowArray, list[ArrowArray | None]]: ...

@final
class Reader:
    """Reads figures. Made once, used by many threads at a time: the interpreter lock is free while it reads.

    `lang` is a BCP 47 tag for texts that name none (without it the language is detected), `kinds` are the kinds to
    keep, `exclude` regular expressions that no figure may touch, `lexicons` pairs of file name and TOML text on top of
    ours, `date` an EDTF date that resolves open dates of texts that name none.

    Raises `FiguresError` for an unknown language, kind, pattern or date, `LexiconError` for a lexicon with a fault.
    """

    def __new__(
        cls,
        lang: str | None = None,
        kinds: Sequence[str] | None = None,
        exclude: Sequence[str] | None = None,
        lexicons: Sequence[tuple[str, str]] | None = None,
        date: str | None = None,
    ) -> Reader: ...
    def parse(self, text: str, lang: str | None = None, date: str | None = None) -> list[Figure]:
        """The figures of one text, by start, never overlapping."""

    def read_batch(
        self,
        texts: _ArrowArray | _ArrowStream,
        ids: _ArrowArray | _ArrowStream | None = None,
        langs: _ArrowArray | _ArrowStream | None = None,
        dates: _ArrowArray | _ArrowStream | None = None,
        first: int = 0,
    ) -> tuple[ArrowArray, list[tuple[int, str]]]:
        """The figure table of many texts, and the rows that could not be read, each with its reason.

        A null text gives no row of the table and is not rejected. Without `ids`, or where an id is null, `doc` is the
        row's index, `first` that of the first row. Ids may be strings, numbers or whatever else prints; dates may be
        strings, dates or datetimes.
        """

    def read_lists(
        self,
        texts: _ArrowArray | _ArrowStream,
        langs: _ArrowArray | _ArrowStream | None = None,
        dates: _ArrowArray | _ArrowStream | None = None,
    ) -> tuple[ArrowArray, list[tuple[int, str]]]:
        """One list of figures a text, and the rows that could not be read, each with its reason.

        A figure is a struct of the table's columns without `doc`; a text that is null or was rejected gives null.
        """

    def currencies_like(self, code: str) -> list[str]:
        """The currencies (ISO 4217) that are called as `code` is: the pesos of other countries."""

    def parse_number(self, text: str, lang: str | None = None, region: str | None = None) -> str:
        """The number that the whole of `text` writes, as plain digits; `FiguresError` says what was not understood."""

    def parse_numbers(
        self, texts: _ArrowArray | _ArrowStream, lang: str | None = None, region: str | None = None
    ) -> ArrowArray:
        """The number of each text as a double; null where there is none."""

def detect(text: str) -> str | None:
    """The language that `text` is in: BCP 47 code, or `None` where no language that can be read is likely."""

def line_ends(data: bytes) -> int:
    """How many lines of a dump end in `data`; unlike `bytes.count`, it lets other threads run."""

def languages() -> list[tuple[str, str]]:
    """The languages that can be read: BCP 47 code and English name, by code."""

def regions(code: str) -> list[str]:
    """The regions (ISO 3166-1, UN M49) that have words or choices of their own in a language, by code."""

def kinds() -> list[str]:
    """The kinds of figure, in the order of the table's enumeration."""

def taxonomy() -> str:
    """The taxonomy of `category` and `outcome`, as the TOML file that the reader was built from."""

def schema(plain: bool = False) -> ArrowSchema:
    """The Arrow schema of the table; if `plain`, in the types that every engine has."""

def stream(batches: Iterator[ArrowArray], requested_schema: object | None = None) -> object:
    """The batches of an iterator as the capsule of an Arrow stream."""

"""Readers kept for the next call: each loads the lexicon of a language at its first text in it."""

from __future__ import annotations

from functools import lru_cache

from figures._core import Reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence


def reader(
    lang: str | None = None,
    kinds: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    lexicons: Sequence[tuple[str, str]] | None = None,
    date: str | datetime.date | None = None,
) -> Reader:
    """The reader with these options, which are those of `Reader`; a `date` may be Python's."""
    pairs = tuple((name, text) for name, text in lexicons or ())
    return _kept(lang, tuple(kinds or ()), tuple(exclude or ()), pairs, None if date is None else str(date))


@lru_cache(maxsize=32)
def _kept(
    lang: str | None,
    kinds: tuple[str, ...],
    exclude: tuple[str, ...],
    lexicons: tuple[tuple[str, str], ...],
    date: str | None,
) -> Reader:
    return Reader(lang, kinds, exclude, lexicons, date)

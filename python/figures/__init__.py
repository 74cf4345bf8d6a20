"""Reads the figures out of news text in many languages.

    figures.parse("Загинуло щонайменше 12 людей.")           # list[Figure], one text
    figures.parse_number("912 490", lang="uk")               # Decimal("912490")
    figures.table(texts, ids=ids)                            # pl.DataFrame, one row a figure
    figures.scan("dump.parquet", text="body", id="url")      # pl.LazyFrame, streamed
    figures.tally(table)                                     # pl.DataFrame of losses and casualties, checked
    figures.explain(text)                                    # list[Explanation]: why each figure is read so
    pl.col("text").figures.parse()                           # pl.Expr of List(Struct)
    figures.arrow.parse_batches(batches, id="url")           # Arrow in, Arrow out
    figures.engines.spark(documents, id="url")               # also ray, duckdb and pandas

Importing `figures` imports neither polars nor any other engine. What needs polars imports it on first use, and the
expression namespace registers itself as soon as both are imported, in whichever order.
"""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module

from figures import namespace, processor

# Before the core, which an older processor could not run.
processor.check()

from figures._core import Figure, FiguresError, LexiconError, Reader, detect, kinds, languages  # noqa: E402
from figures.readers import reader  # noqa: E402

# What `typing` would say; importing it takes longer than all the rest of this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from typing import Any

    from figures import arrow, engines
    from figures.categories import taxonomy
    from figures.dumps import scan
    from figures.explanations import explain
    from figures.lexicons import Lexicon
    from figures.tables import SCHEMA, table
    from figures.tallies import TALLY_SCHEMA, tally

__all__ = [
    "SCHEMA",
    "TALLY_SCHEMA",
    "Figure",
    "FiguresError",
    "Lexicon",
    "LexiconError",
    "Reader",
    "arrow",
    "detect",
    "engines",
    "explain",
    "kinds",
    "languages",
    "parse",
    "parse_number",
    "scan",
    "table",
    "tally",
    "taxonomy",
]

_LAZY = {
    "SCHEMA": "figures.tables",
    "Lexicon": "figures.lexicons",
    "TALLY_SCHEMA": "figures.tallies",
    "explain": "figures.explanations",
    "scan": "figures.dumps",
    "table": "figures.tables",
    "tally": "figures.tallies",
    "taxonomy": "figures.categories",
}
_MODULES = ("arrow", "engines")

namespace.register_with_polars()


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"figures.{name}")
    if name not in _LAZY:
        raise AttributeError(f"module 'figures' has no attribute {name!r}")
    value = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))


def parse(text: str, lang: str | None = None, date: str | datetime.date | None = None) -> list[Figure]:
    """The figures of one text, by start, never overlapping.

    `lang` is a BCP 47 tag, without it the language is detected; `date` (EDTF, ISO 8601-2) resolves dates that the text
    leaves open. A figure's attributes are the columns of the table, `doc` aside; `value`, `low`, `high` and `delta` are
    `Decimal`, offsets count code points: `text[figure.start:figure.end] == figure.text`.

    Raises `FiguresError` for an unknown language.
    """
    return reader(lang).parse(text, date=None if date is None else str(date))


def parse_number(text: str, lang: str | None = None, region: str | None = None) -> Decimal:
    """The number that the whole of `text` writes, in digits or words: `"2,3 тис."` is `Decimal("2300")`.

    `region` decides where countries differ: `lang="pt", region="PT"`. Raises `FiguresError`, a `ValueError`, that says
    what was not understood.
    """
    return Decimal(reader(None).parse_number(text, lang, region))

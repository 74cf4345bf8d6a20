"""`pl.col("text").figures`: reading as polars expressions, in eager, lazy and streaming queries."""

from typing import Any

import polars as pl

from figures.readers import reader

# This module is imported while polars is, see `namespace`, and `tables` may be what imports polars: so its names are
# looked up in the calls.


@pl.api.register_expr_namespace("figures")
class FiguresExpressions:
    """What `pl.col("text").figures` can do."""

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def parse(self, lang: str | None = None, **options: Any) -> pl.Expr:
        """The figures of each text as `List(Struct)`, the struct's fields the table's columns without `doc`.

        Null for a null text; also, with a `RuntimeWarning`, for one that could not be read. `options` are those of
        `figures.Reader`: `kinds`, `exclude`, `lexicons`, `date`.

            df.select("url", pl.col("text").figures.parse()).explode("text").unnest("text")

        Raises `FiguresError` at once for an unknown language or option.
        """
        from figures.tables import SCHEMA, arrow, warn

        reading = reader(lang, **options)

        def read(texts: pl.Series) -> pl.Series:
            lists, rejected = reading.read_lists(arrow(texts))
            warn(rejected, stacklevel=2)
            return pl.Series(texts.name, lists)

        figure = pl.Struct({name: dtype for name, dtype in SCHEMA.items() if name != "doc"})
        return self._expr.map_batches(read, pl.List(figure), is_elementwise=True)

    def number(self, lang: str | None = None, region: str | None = None) -> pl.Expr:
        """The number that the whole of each string writes, as Float64; null where it is none."""
        from figures.tables import arrow

        reading = reader()

        def read(texts: pl.Series) -> pl.Series:
            return pl.Series(texts.name, reading.parse_numbers(arrow(texts), lang, region))

        return self._expr.map_batches(read, pl.Float64, is_elementwise=True)

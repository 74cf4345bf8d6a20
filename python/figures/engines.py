"""`figures.arrow` in the engines that people run: thin, and none of them imported before it is asked for.

Each function takes what its engine holds documents in and gives what it holds tables in, with the columns of
`figures.arrow.SCHEMA`. Options are those of `figures.arrow.parse_batches`. An engine keeps no order of rows unless
told: sort by `doc` and `start`.
"""

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from figures.arrow import SCHEMA, SPARK_DDL, parse_batches
from figures.readers import reader

if TYPE_CHECKING:
    import duckdb as duckdb_
    import pandas as pandas_
    import pyarrow
    from pyspark.sql import DataFrame
    from ray.data import Dataset

_DUCKDB = {"Utf8": "VARCHAR", "Int64": "BIGINT", "Float64": "DOUBLE", "List(Utf8)": "VARCHAR[]"}


def pandas(frame: "pandas_.DataFrame", *, id: str | None = None, **options: Any) -> "pandas_.DataFrame":
    """The figures in a frame of documents, as a frame whose columns are of `ArrowDtype`: an integer may be null.

    Without `id`, `doc` is the document's number in the frame.
    """
    import pandas as pd
    import pyarrow as pa

    found = pa.table(parse_batches(frame, id=id, **options))
    return found.to_pandas(types_mapper=pd.ArrowDtype)


def duckdb(
    connection: "duckdb_.DuckDBPyConnection",
    name: str = "figures",
    *,
    lang: str | None = None,
    date: str | datetime.date | None = None,
    kinds: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    lexicons: Sequence[tuple[str, str]] | None = None,
) -> None:
    """Gives `connection` a function `name(text)`: a list of structs, the table's columns without `doc`; null for null.

    >>> connection.sql("SELECT id AS doc, unnest(figures(text), max_depth := 2) FROM 'dump.parquet'")  # doctest: +SKIP
    """
    reading = reader(lang, kinds, exclude, lexicons, date)

    # DuckDB evaluates annotations, so they must not name what is not imported.
    def read(texts: Any) -> Any:
        import pyarrow as pa

        found, rejected = reading.read_lists(texts)
        if rejected:
            from figures.tables import warn

            warn(rejected, stacklevel=2)
        (lists,) = found.plain()
        return pa.array(lists)

    columns = [f'"{column}" {_DUCKDB[held]}' for column, held, _ in SCHEMA.columns() if column != "doc"]
    connection.create_function(name, read, ["VARCHAR"], f"STRUCT({', '.join(columns)})[]", type="arrow")


def spark(frame: "DataFrame", *, id: str, **options: Any) -> "DataFrame":
    """The figures in a data frame of documents, read where its partitions are."""
    columns = ["`" + column.replace("`", "``") + "`" for column in _columns(id, options)]
    return frame.select(*columns).mapInArrow(partial(parse_batches, id=id, **options), SPARK_DDL)


def ray(dataset: "Dataset", *, id: str, **options: Any) -> "Dataset":
    """The figures in a dataset of documents, read where its blocks are."""
    columns = _columns(id, options)
    read = partial(_tables, id=id, **options)
    return dataset.select_columns(columns).map_batches(read, batch_format="pyarrow", batch_size=None)


def _tables(table: "pyarrow.Table", **options: Any) -> Iterator["pyarrow.Table"]:
    """Ray takes tables and, of what gives several, only generators."""
    import pyarrow as pa

    is_empty = True
    for batch in parse_batches(table, **options):
        is_empty = False
        yield pa.Table.from_batches([batch])
    if is_empty:
        # Without a table Ray would not know the columns of a block that has no figures.
        yield pa.schema(SCHEMA).empty_table()


def _columns(id: str, options: dict[str, Any]) -> list[str]:
    """The columns that are read; options that cannot be used are told here, not by a worker far away."""
    parse_batches([], id=id, **options)
    named = [id, options.get("text", "text"), options.get("lang_column"), options.get("date_column")]
    return [column for column in dict.fromkeys(named) if column is not None]

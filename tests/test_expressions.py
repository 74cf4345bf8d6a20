"""`pl.col("text").figures` in eager, lazy and streaming queries."""

# mypy does not know namespaces that are registered at run time.
# mypy: disable-error-code="attr-defined"

from typing import Any

import polars as pl
import pytest

import figures

FRAME = pl.DataFrame({"url": ["a", "b", "c", "d"], "text": ["12 people and 30 cats", None, "nothing", "é 7 people"]})
NUMBERS = pl.DataFrame({"text": ["912 490", None, "hello", "0"]})


def parsed() -> pl.Expr:
    return pl.col("text").figures.parse("en").alias("found")  # type: ignore[no-any-return]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_lazy_is_eager(engine: Any) -> None:
    query = FRAME.lazy().with_columns(parsed())
    found = query.collect(engine=engine)
    assert found.equals(FRAME.with_columns(parsed()))
    assert found.schema == query.collect_schema()


def test_lists_hold_the_rows_of_the_table() -> None:
    lists = FRAME.select(doc="url", found=parsed())
    assert lists["found"].is_null().to_list() == [False, True, False, False]
    rows = lists.filter(pl.col("found").list.len() > 0).explode("found").unnest("found")
    assert rows.equals(figures.table(FRAME["text"], FRAME["url"], lang="en"))


def test_options_are_those_of_the_reader() -> None:
    only = FRAME.select(pl.col("text").figures.parse("en", kinds=["money"]))["text"]
    assert only.list.len().to_list() == [0, None, 0, 0]
    with pytest.raises(figures.FiguresError, match="is no kind of figure"):
        pl.col("text").figures.parse(kinds=["cash"])


def test_a_large_frame_in_pieces() -> None:
    large = pl.concat([FRAME] * 5000, rechunk=False)
    found = large.lazy().select(parsed().list.len().sum()).collect(engine="streaming").item()
    assert found == 5000 * FRAME.select(parsed().list.len().sum()).item()


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_numbers_are_null_where_there_is_none(engine: Any) -> None:
    read = NUMBERS.lazy().select(pl.col("text").figures.number(lang="uk")).collect(engine=engine)
    assert read.schema == {"text": pl.Float64}
    assert read["text"].to_list() == [912490.0, None, None, 0.0]


def test_an_empty_column() -> None:
    assert FRAME.clear().select(parsed()).schema == FRAME.select(parsed()).schema

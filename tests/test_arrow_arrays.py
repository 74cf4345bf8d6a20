"""Columns however their holder keeps them: sliced at odd offsets, with nulls, in chunks, as views, as dictionaries.

Each is read beside the plain list of the same strings, through Arrow's own interface.
"""

from typing import Any

import polars as pl
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from figures._core import Reader

READER = Reader("en")
STRINGS = st.one_of(
    st.none(),
    st.sampled_from(["", "12 people", "Загинуло 12 людей", "a\x00b 7", "Around 600 Chinese soldiers.", "½ 👨‍👩‍👧 5"]),
    st.text(max_size=20),
)
TYPES = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]


@st.composite
def columns(draw: st.DrawFn, rows: int | None = None) -> tuple[list[str | None], Any]:
    """Strings, and a column of them that its holder has cut and kept in one way or another."""
    size = {} if rows is None else {"min_size": rows, "max_size": rows}
    strings = draw(st.lists(STRINGS, **({"max_size": 40} | size)))
    before, after = draw(st.lists(STRINGS, max_size=9)), draw(st.lists(STRINGS, max_size=9))
    kept = draw(st.sampled_from(TYPES))

    def sliced(some: list[str | None]) -> pa.Array:
        # Cut twice: an offset on an offset.
        whole = pa.array([None, *before, *some, *after], pa.string()).cast(kept)
        return whole.slice(1).slice(len(before), len(some))

    if draw(st.booleans()):
        return strings, sliced(strings)
    cut = draw(st.integers(0, len(strings)))
    return strings, pa.chunked_array([sliced(strings[:cut]), sliced(strings[cut:])], kept)


def rows(texts: Any, *beside: Any) -> tuple[list[dict[str, Any]], list[tuple[int, str]]]:
    batch, rejected = READER.read_batch(texts, *beside)
    return pl.DataFrame(batch).to_dicts(), rejected


@settings(max_examples=200, deadline=None)
@given(columns())
def test_a_column_reads_as_its_strings(column: tuple[list[str | None], Any]) -> None:
    strings, held = column
    plain = pl.Series(strings, dtype=pl.String)
    assert rows(held) == rows(plain)
    lists, rejected = READER.read_lists(held)
    read = pl.Series(lists)
    assert not rejected
    assert len(read) == len(strings)
    assert read.is_null().to_list() == [text is None for text in strings]
    assert [[figure["text"] for figure in row or []] for row in read.to_list()] == [
        [figure.text for figure in READER.parse(text)] if text is not None else [] for text in strings
    ]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_columns_beside_keep_their_rows(data: st.DataObject) -> None:
    texts, held = data.draw(columns())
    ids, held_ids = data.draw(columns(len(texts)))
    langs, held_langs = data.draw(columns(len(texts)))
    plain = [pl.Series(strings, dtype=pl.String) for strings in (texts, ids, langs)]
    assert rows(held, held_ids, held_langs) == rows(*plain)

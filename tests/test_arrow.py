"""`figures.arrow.parse_batches`: documents however they are held, in pieces of any size, from no engine at all."""

import datetime
from collections.abc import Iterator
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

import figures
from command import python
from figures.arrow import SCHEMA, SPARK_DDL, parse_batches

DOCUMENTS = pl.DataFrame(
    {
        "url": ["a", "b", None, "d", "e"],
        "body": ["12 people and 30 cats for $5 million.", None, "Próximo de 7,5%", "", "й😀e\u0301 3 dead, 4 hurt"],
    }
)
NAMED: dict[str, Any] = {"text": "body", "id": "url"}
PLAIN = pl.Schema(SCHEMA)


class OneArray:
    """A holder of a record batch that is no library's."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        self.batch = batch

    def __arrow_c_array__(self, requested_schema: object = None) -> object:
        return self.batch.__arrow_c_array__(requested_schema)


def record_batch() -> pa.RecordBatch:
    return DOCUMENTS.to_arrow().combine_chunks().to_batches()[0]


def expected() -> pl.DataFrame:
    return figures.table(DOCUMENTS["body"], DOCUMENTS["url"]).cast(dict(PLAIN))


def test_the_schema_has_the_columns_of_the_table_in_plain_types() -> None:
    plain = {pl.UInt32: pl.Int64, pl.Enum: pl.String, pl.List: pl.List(pl.String)}
    wanted = {name: plain.get(held.base_type(), held) for name, held in figures.SCHEMA.items()}
    assert dict(PLAIN) == wanted
    assert {str(held) for held in pa.schema(SCHEMA).types} == {"string", "int64", "double", "list<item: string>"}


def test_the_schema_tells_what_is_never_null() -> None:
    required = {field.name for field in pa.schema(SCHEMA) if not field.nullable}
    assert required == {"doc", "figure", "start", "end", "text", "kind", "relation", "lang", "flags"}
    assert {part.split()[0].strip("`") for part in SPARK_DDL.split(", ") if part.endswith("NOT NULL")} == required
    assert [part.split()[0].strip("`") for part in SPARK_DDL.split(", ")] == list(figures.SCHEMA)


@pytest.mark.parametrize(
    "held",
    [
        lambda: DOCUMENTS,
        lambda: pl.concat([DOCUMENTS[:2], DOCUMENTS[2:]], rechunk=False),
        lambda: DOCUMENTS.to_arrow(),
        lambda: DOCUMENTS.to_arrow(compat_level=pl.CompatLevel.oldest()),
        record_batch,
        lambda: OneArray(record_batch()),
        lambda: pa.RecordBatchReader.from_batches(record_batch().schema, [record_batch()]),
        lambda: [DOCUMENTS[:1], DOCUMENTS[1:1], DOCUMENTS[1:]],
        lambda: iter([record_batch()[:3], record_batch()[3:]]),
        lambda: (frame for frame in DOCUMENTS.iter_slices(1)),
    ],
)
def test_any_holder_gives_the_rows_of_the_table(held: Any) -> None:
    assert pl.DataFrame(parse_batches(held(), **NAMED)).equals(expected())


def test_pyarrow_gets_what_pyarrow_gives() -> None:
    for held in (record_batch(), DOCUMENTS.to_arrow()):
        batches = list(parse_batches([held], **NAMED))
        assert all(isinstance(batch, pa.RecordBatch) for batch in batches)
        assert batches[0].schema == pa.schema(SCHEMA)
        batches[0].validate(full=True)
        assert pl.DataFrame(pa.table(parse_batches(held, **NAMED))).equals(expected())


@pytest.mark.parametrize("max_bytes", [1, 200, 1000, 10**9])
def test_pieces_of_any_size_give_the_same_rows(max_bytes: int) -> None:
    batches = list(parse_batches(record_batch(), **NAMED, max_bytes=max_bytes))
    assert pl.DataFrame(pa.Table.from_batches(batches)).equals(expected())
    assert (len(batches) == 1) == (max_bytes == 10**9)


def test_batches_stay_near_their_size_however_dense_the_text() -> None:
    texts = pa.record_batch({"text": ["1 2 3 4 5 6 7 8 9 " * 2000] * 20})
    batches = list(parse_batches(texts, lang="en", max_bytes=100_000))
    assert sum(batch.num_rows for batch in batches) == 20 * 2000 * 9
    assert max(batch.nbytes for batch in batches) < 200_000


def test_documents_without_an_id_are_numbered_over_all_batches() -> None:
    batches = [pa.record_batch({"text": ["1 cat", None, "2 cats"]}), pa.record_batch({"text": ["none", "3 cats"]})]
    for max_bytes in (1, 10**6):
        found = pl.DataFrame(parse_batches(batches, lang="en", max_bytes=max_bytes))
        assert found["doc"].to_list() == ["0", "2", "4"]


def test_languages_and_dates_come_from_columns() -> None:
    documents = pl.DataFrame(
        {
            "text": ["28 лютого загинуло 12 людей.", "12"],
            "language": ["uk", None],
            "published": [datetime.date(2025, 3, 1), None],
        }
    )
    columns = {"lang_column": "language", "date_column": "published"}
    found = pl.DataFrame(parse_batches(documents, **columns, lang="fi", date="2024-03-01"))
    assert found["lang"].unique(maintain_order=True).to_list() == ["uk", "fi"]
    assert found.filter(kind="date")["date"].to_list() == ["2025-02-28"]


def test_options_are_those_of_the_table() -> None:
    found = pl.DataFrame(parse_batches(DOCUMENTS, **NAMED, kinds=["money"], exclude=["cats"]))
    assert found["text"].to_list() == ["$5 million"]


def test_no_documents_give_no_rows_of_the_schema() -> None:
    for nothing in ([], DOCUMENTS.clear(), record_batch()[:0], [DOCUMENTS.clear()]):
        assert pl.DataFrame(parse_batches(nothing, **NAMED)).schema == PLAIN


def test_batches_are_asked_for_one_at_a_time() -> None:
    given: list[int] = []

    def batches() -> Iterator[pl.DataFrame]:
        for number in range(3):
            given.append(number)
            yield DOCUMENTS

    found = parse_batches(batches(), **NAMED)
    assert given == []
    next(found)
    assert given == [0]


def test_figures_are_read_once() -> None:
    found = parse_batches(DOCUMENTS, **NAMED)
    next(found)
    with pytest.raises(figures.FiguresError, match=r"^these figures were read before; call parse_batches again$"):
        pl.DataFrame(found)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kinds": ["cash"]}, "`cash` is no kind of figure; kinds are count"),
        ({"lang": "tlh"}, ""),
        ({"max_bytes": 0}, "max_bytes: 0 is less than 1"),
    ],
)
def test_an_option_that_cannot_be_used_is_told_at_once(options: dict[str, Any], message: str) -> None:
    with pytest.raises(figures.FiguresError) as caught:
        parse_batches([], **options)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "no column `text`; there are: `url`, `body`"),
        ({"text": "body", "id": "link"}, "no column `link`; there are: `url`, `body`"),
        ({"text": "body", "date_column": "day"}, "no column `day`; there are: `url`, `body`"),
    ],
)
def test_a_column_that_is_not_there_is_named(options: dict[str, Any], message: str) -> None:
    with pytest.raises(figures.FiguresError) as caught:
        next(parse_batches(DOCUMENTS, **options))
    assert str(caught.value) == message
    # A stream has nothing but a message to say it with.
    with pytest.raises(pl.exceptions.PolarsError, match=message):
        pl.DataFrame(parse_batches(DOCUMENTS, **options))


def test_texts_that_are_none_are_named() -> None:
    with pytest.raises(figures.FiguresError, match=r"^column `text`: strings are wanted, not Int64$"):
        next(parse_batches(pl.DataFrame({"text": [1]})))


def test_what_breaks_the_batches_is_raised() -> None:
    def batches() -> Iterator[pl.DataFrame]:
        yield DOCUMENTS
        raise OSError("the disk went away")

    found = parse_batches(batches(), **NAMED)
    next(found)
    with pytest.raises(OSError, match="the disk went away"):
        next(found)
    with pytest.raises(pl.exceptions.PolarsError, match="the disk went away"):
        pl.DataFrame(parse_batches(batches(), **NAMED))


WITHOUT = """
import sys
from importlib.machinery import PathFinder

class Others(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        hidden = name.partition(".")[0] in ("pyarrow", "pandas", "numpy")
        return None if hidden else super().find_spec(name, path, target)

sys.meta_path = [Others if finder is PathFinder else finder for finder in sys.meta_path]
"""


def test_polars_needs_no_pyarrow() -> None:
    code = WITHOUT + (
        "import figures, figures.arrow, polars as pl\n"
        "texts = pl.DataFrame({'id': ['a'], 'text': ['12 people']})\n"
        "print(pl.DataFrame(figures.arrow.parse_batches(texts, id='id'))['text'].item())\n"
        "print(figures.table(texts['text'])['text'].item())\n"
        "print(texts.lazy().select(pl.col('text').figures.parse().list.len()).collect(engine='streaming').item())\n"
        "try: import pyarrow\n"
        "except ModuleNotFoundError as error: print(error)\n"
    )
    done = python(code)
    assert (done.stdout, done.stderr) == ("12\n12\n1\nNo module named 'pyarrow'\n", "")


def test_importing_loads_no_engine() -> None:
    code = (
        "import sys, figures\n"
        "assert figures.engines\n"
        "list(figures.arrow.parse_batches([]))\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(loaded & {'polars', 'pyarrow', 'pandas', 'numpy', 'duckdb', 'pyspark', 'ray'}))\n"
    )
    done = python(code)
    assert (done.stdout, done.stderr) == ("[]\n", "")

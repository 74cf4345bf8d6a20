"""Every engine gives the rows that `figures.table` gives, to the byte: each runs as bench/engines.py runs it.

An engine that is not installed is skipped, Spark also where there is no Java: `pip install '.[engines]'`.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import corpus
import engines as bench
import figures
from command import ENVIRONMENT
from figures import engines
from installed import missing

ROOT = Path(__file__).parent.parent
NEEDED = {"scan": "polars", "duckdb stream": "duckdb", "spark": "pyspark"}
UNUSUAL = [
    None,
    "",
    "nothing",
    "\ufeff1 cat\x00 and 2 dogs",
    "й😀e\u0301 12 осіб, 30 поранено",
    '"7,5%"\r\n\t9 km',
    "٣ قتلى",
]


def needs(engine: str) -> Any:
    reason = missing([NEEDED.get(engine, engine)])
    return pytest.mark.skipif(bool(reason), reason=reason)


@pytest.fixture(scope="module")
def documents() -> pl.DataFrame:
    """Some in each language of the corpus, and some of the sort that engines trip over."""
    rows = [(f"odd-{number}", text) for number, text in enumerate(UNUSUAL)]
    for language in corpus.LANGUAGES:
        made = corpus.documents(language, 40_000, 1)
        rows += [(f"{language}/{number} №", text) for number, (text, _, _) in enumerate(made)]
    return pl.DataFrame(rows, schema={"id": pl.String, "text": pl.String}, orient="row").sample(
        fraction=1, shuffle=True, seed=1
    )


@pytest.fixture(scope="module")
def dump(documents: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dump")
    for number, part in enumerate(documents.iter_slices(20)):
        part.write_parquet(folder / f"part-{number}.parquet")
    return folder


@pytest.fixture(scope="module")
def wanted(documents: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("wanted")
    figures.table(documents["text"], documents["id"]).write_parquet(folder / "rows.parquet")
    return bench.rows_of(folder)


@pytest.mark.parametrize("engine", [pytest.param(engine, marks=needs(engine)) for engine in bench.ENGINES])
def test_engines_agree_to_the_byte(engine: str, dump: Path, wanted: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, ROOT / "bench" / "engines.py", "--measure", engine, dump, out, "0"]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=600)
    assert done.returncode == 0, done.stderr
    found = bench.rows_of(out)
    assert wanted.count(b"\n") > 300
    assert found.splitlines() == wanted.splitlines()
    assert found == wanted


@needs("duckdb")
def test_duckdb_gives_null_for_null_and_a_list_for_every_text(documents: pl.DataFrame) -> None:
    import duckdb

    connection = duckdb.connect()
    engines.duckdb(connection, "money", lang="en", kinds=["money"])
    texts = pl.DataFrame({"text": ["$5 for 2 cats", None, "", "2 cats"]})
    lists = connection.execute("SELECT money(text) FROM texts").fetchall()
    assert [found and [figure["text"] for figure in found] for (found,) in lists] == [["$5"], None, [], []]
    assert texts.height == len(lists)


@needs("duckdb")
def test_duckdb_filters_and_joins_by_columns_of_the_table(documents: pl.DataFrame) -> None:
    import duckdb

    connection = duckdb.connect()
    engines.duckdb(connection)
    query = """
        SELECT kind, count(*) FROM (SELECT unnest(figures(text), max_depth := 2) FROM documents)
        WHERE list_contains(flags, 'ambiguous_currency') OR value > 1000 GROUP BY kind ORDER BY kind
    """
    table = figures.table(documents["text"]).cast({"kind": pl.String})
    chosen = table.filter(pl.col("flags").list.contains("ambiguous_currency") | (pl.col("value") > 1000))
    assert connection.execute(query).fetchall() == chosen.group_by("kind").len().sort("kind").rows()


@needs("pandas")
def test_pandas_keeps_nulls_and_integers() -> None:
    import pandas as pd

    texts = pd.DataFrame({"body": ["12 people", "no more than 7 km"]}, index=[5, 3])
    found = engines.pandas(texts, text="body", lang="en")
    assert found["doc"].tolist() == ["0", "1"]
    assert found.dtypes["start"] == "int64[pyarrow]"
    assert found["label_start"].isna().tolist() == [False, True]
    assert found["high"].tolist() == [12.0, 7.0]


@pytest.mark.parametrize("engine", [engines.spark, engines.ray])
@pytest.mark.parametrize(
    ("options", "message"),
    [({"kinds": ["cash"]}, "`cash` is no kind of figure"), ({"max_bytes": -1}, "max_bytes: -1 is less than 1")],
)
def test_a_cluster_is_not_asked_with_options_that_cannot_be_used(
    engine: Any, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(figures.FiguresError, match=re.escape(message)):
        engine(None, id="id", **options)

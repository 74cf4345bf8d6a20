"""DuckDB files and folders by column."""

from pathlib import Path

import polars as pl
import pytest

import figures
from command import lines, run

TEXTS = ["12 people were killed.", "Загинуло 13 людей.", "=SUM(1) 5% of 30 soldiers."] * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in.jsonl").write_bytes(lines(*({"id": f"{n:03}", "text": t} for n, t in enumerate(TEXTS))))
    return tmp_path


def table() -> pl.DataFrame:
    return figures.table(TEXTS, ids=[f"{n:03}" for n in range(len(TEXTS))])


def test_a_duckdb_file_holds_the_table(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    for _ in range(2):
        done = run("parse", "in.jsonl", "-o", "out.duckdb", cwd=folder)
        assert done.returncode == 0, done.stderr
    with duckdb.connect(str(folder / "out.duckdb"), read_only=True) as made:
        found = made.execute("select doc, figure, text, kind, value, flags from figures").fetchall()
    wanted = table().with_columns(pl.col("flags").cast(pl.List(pl.String)), pl.col("kind").cast(pl.String))
    assert found == wanted.select("doc", "figure", "text", "kind", "value", "flags").rows()
    assert len(found) > len(TEXTS)
    assert sorted(path.name for path in folder.iterdir()) == ["in.jsonl", "out.duckdb"]


def test_a_database_with_other_tables_is_left_alone(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(folder / "out.duckdb")) as mine:
        mine.execute("create table mine as select 1")
    done = run("parse", "in.jsonl", "-o", "out.duckdb", cwd=folder)
    assert done.returncode == 2
    assert b"figures: out.duckdb: cannot be written: holds other tables (mine); name a new file" in done.stderr
    with duckdb.connect(str(folder / "out.duckdb")) as mine:
        assert mine.execute("from mine").fetchall() == [(1,)]


@pytest.mark.parametrize("format_", ["parquet", "arrow", "csv", "jsonl"])
def test_a_folder_by_language(folder: Path, format_: str) -> None:
    done = run("parse", "in.jsonl", "-o", "out/", "--partition", "lang", "--format", format_, cwd=folder)
    assert done.returncode == 0, done.stderr
    wanted = table()
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["lang=en", "lang=uk"]
    for lang in ("en", "uk"):
        (file,) = (folder / "out" / f"lang={lang}").iterdir()
        part = wanted.filter(pl.col("lang") == lang)
        assert part.height
        if format_ == "parquet":
            assert pl.read_parquet(file, hive_partitioning=False).equals(part)
        elif format_ == "arrow":
            assert pl.read_ipc(file).equals(part)
        else:
            back = pl.read_csv(file, infer_schema=False) if format_ == "csv" else pl.read_ndjson(file)
            assert back["text"].to_list() == part["text"].to_list()
    assert sorted(path.name for path in folder.iterdir()) == ["in.jsonl", "out"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "full", "--partition", "lang"], "full: cannot be written: it is there and not empty"),
        (["-o", "out", "--partition", "doc"], "--partition doc: choose one of lang, kind, "),
        (["--partition", "lang"], "--partition: name a folder with -o"),
        (["-o", "out", "--partition", "lang", "--format", "table"], "--partition: table is one file"),
        (["--format", "duckdb"], "duckdb is not for a terminal; name a file with -o"),
    ],
)
def test_a_wrong_output_is_a_usage_error(folder: Path, arguments: list[str], says: str) -> None:
    (folder / "full").mkdir()
    (folder / "full" / "a").write_text("mine")
    done = run("parse", "in.jsonl", *arguments, cwd=folder)
    assert done.returncode == 2
    assert f"figures: {says}" in done.stderr.decode()
    assert sorted(path.name for path in folder.iterdir()) == ["full", "in.jsonl"]

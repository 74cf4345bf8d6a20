"""`figures.scan`: the lazy source."""

import gzip
from pathlib import Path

import polars as pl
import pytest

import figures
from command import ENGLISH, lines
from figures.dumps import RejectedDocument, date_meant

TEXTS = [ENGLISH, "12 people were killed.", "Nobody came."]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    (tmp_path / "in.jsonl.gz").write_bytes(
        gzip.compress(lines(*({"id": str(n), "text": t} for n, t in enumerate(TEXTS))))
    )
    return tmp_path / "in.jsonl.gz"


def test_a_scan_gives_the_table(dump: Path) -> None:
    found = figures.scan(dump)
    assert found.collect_schema() == figures.SCHEMA
    frame = found.collect()
    assert frame.equals(figures.table(TEXTS, ids=["0", "1", "2"]))
    assert frame.height >= 3


def test_a_scan_is_asked_again_and_from_many_paths(dump: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("13 people were killed.")
    found = figures.scan([dump, str(tmp_path / "b.txt")])
    assert found.collect().equals(found.collect())
    assert found.collect()["doc"][-1] == str(tmp_path / "b.txt")


def test_projection_predicate_and_head_are_honoured(dump: Path) -> None:
    found = figures.scan(dump)
    whole = found.collect()
    assert found.select("value", "doc").collect().equals(whole.select("value", "doc"))
    money = pl.col("kind") == "money"
    assert found.filter(money).collect().equals(whole.filter(money))
    assert found.head(2).collect().equals(whole.head(2))
    assert found.filter(money).head(1).select("text").collect().equals(whole.filter(money).head(1).select("text"))
    assert found.head(2).filter(money).collect().equals(whole.head(2).filter(money))
    assert found.select(pl.len()).collect().item() == whole.height


def test_head_reads_no_more_than_it_needs(tmp_path: Path) -> None:
    text = "12 people were killed. " * 100
    (tmp_path / "in.jsonl").write_bytes(lines(*[{"text": text}] * 30_000, b"bad"))
    # The bad line at the end is never reached: warnings are errors here.
    assert figures.scan(tmp_path / "in.jsonl").head(3).collect().height == 3


def test_parquet_and_options(tmp_path: Path) -> None:
    frame = pl.DataFrame({"body": TEXTS, "url": ["a", "b", "c"], "when": ["2024-03-01"] * 3, "n": [1, 2, 3]})
    frame.write_parquet(tmp_path / "in.parquet", row_group_size=1)
    found = figures.scan(
        tmp_path / "in.parquet", text="body", id="n", date="when", lang="en", kinds=["money"]
    ).collect()
    assert found["kind"].cast(pl.String).to_list() == ["money"]
    assert found["doc"].to_list() == ["1"]


def test_a_rejected_document_warns_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines({"text": "12 people were killed."}, b"bad"))
    with pytest.warns(RejectedDocument, match=r"in\.jsonl:2: not JSON: expecting value at character 0"):
        assert figures.scan(tmp_path / "in.jsonl").collect().height == 1


def test_what_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.txt: no such file or folder"):
        figures.scan(tmp_path / "nowhere.txt")
    (tmp_path / "a.md").write_text("12")
    with pytest.raises(ValueError, match=r"a\.md: not a format that is read"):
        figures.scan(tmp_path / "a.md")


@pytest.mark.parametrize(
    ("date", "meant"),
    [
        (None, (None, None)),
        ("2024-02-28", (None, "2024-02-28")),
        ("2024", (None, "2024")),
        ("XXXX-02-28", (None, "XXXX-02-28")),
        ("published", ("published", None)),
    ],
)
def test_a_date_is_told_from_a_column(date: str | None, meant: tuple[str | None, str | None]) -> None:
    assert date_meant(date) == meant

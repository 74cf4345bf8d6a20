"""What a text holds commands nobody who looks at its figures: no terminal, no spreadsheet, no reader of lines."""

import csv
import io
import json
import unicodedata
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command import lines, run
from figures.terminal import plain

# What a terminal obeys, what turns the direction of text around, what ends a line or a cell, what a spreadsheet runs.
HOSTILE = [
    *"\x1b[2J \x1b]0;title\x07 \x9b31m \x07 \x08 \x7f \x00 \r".split(" "),
    *"\u202e \u202d \u2066 \u2067 \u2068 \u2069 \u200e \u200f \u061c".split(" "),
    *"\u2028 \u2029 \u0085 \n \t".split(" "),
    *"=1+1 +1 -1 @SUM(A1) =cmd|'/c_calc'!A0 \" ' , ; <script> &lt; </td>".split(" "),
    *"\uff1d1+1 \uff0b1 \uff0d1 \uff20SUM(A1) \t=1 \r=1".split(" "),
]
RUN = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
TEXTS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=12).map("".join)


def commands(shown: str) -> list[str]:
    """Characters of `shown` that are there to command."""
    return [c for c in shown if unicodedata.category(c) in ("Cc", "Zl", "Zp") or unicodedata.bidirectional(c) in BIDI]


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_nothing_shown_commands_a_terminal(text: str) -> None:
    assert commands(plain(text)) == []
    assert "\u200e" not in plain(text)
    assert "\u200f" not in plain(text)


def documents() -> list[dict[str, str]]:
    """A document for each: its id and the label of its figure hold what is hostile."""
    return [{"id": f"{bad}id{bad}", "text": f"12 {bad} soldiers{bad} died, 5{bad}dogs."} for bad in HOSTILE]


def written(format_: str, folder: Path) -> str:
    """What the command writes of all of them."""
    done = run("parse", "-", "--format", format_, "--lang", "en", cwd=folder, stdin=lines(*documents()))
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def test_the_table_is_inert(tmp_path: Path) -> None:
    assert commands(written("table", tmp_path).replace("\n", "")) == []


def test_csv_runs_nothing_in_a_spreadsheet(tmp_path: Path) -> None:
    head, *rows = csv.reader(io.StringIO(written("csv", tmp_path), newline=""))
    assert len(rows) >= len(HOSTILE)
    texts = [at for at, name in enumerate(head) if name in ("doc", "text", "unit", "label", "category", "per", "date")]
    for row in rows:
        assert len(row) == len(head)
        for at in texts:
            assert not row[at].startswith(tuple(RUN)), row


def test_json_lines_are_lines(tmp_path: Path) -> None:
    found = [json.loads(line) for line in written("jsonl", tmp_path).split("\n")[:-1]]
    assert {row["doc"] for row in found} == {document["id"] for document in documents()}


@pytest.mark.parametrize("bad", ["\x1b[2Jevil", "\u202eevil"])
def test_messages_on_standard_error_are_inert(bad: str, tmp_path: Path) -> None:
    done = run("parse", f"no{bad}file.jsonl", cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert "evil" in done.stderr.decode()
    assert commands(done.stderr.decode().replace("\n", "")) == []


def test_a_rejected_document_is_named_without_its_commands(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["\x1b[2Jevil"], "text": [None]}, schema={"id": pl.String, "text": pl.String})
    frame.write_parquet(tmp_path / "\x1b[2Jdump.parquet")
    done = run("parse", "\x1b[2Jdump.parquet", cwd=tmp_path)
    assert done.returncode == 1
    assert "null" in done.stderr.decode()
    assert commands(done.stderr.decode().replace("\n", "")) == []

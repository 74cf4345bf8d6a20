"""The command's inputs, outputs and options."""

import bz2
import gzip
import json
import subprocess
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import figures
from command import COMMAND, ENGLISH, docs, lines, python, read_back, rows, run, started
from figures.glossary import MEANINGS


def zstd(data: bytes) -> bytes:
    zstd = pytest.importorskip("backports.zstd", reason="the standard library has it from 3.14 on")
    return bytes(zstd.compress(data))


RECORDS = lines({"id": "a", "text": ENGLISH}, {"id": "b", "text": "12 people were killed."})
TABLE = f'id,text\na,"{ENGLISH}"\nb,12 people were killed.\n'.encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.jsonl", RECORDS),
        ("in.ndjson", RECORDS),
        ("in.jsonl.gz", gzip.compress(RECORDS)),
        ("two-members.jsonl.gz", gzip.compress(RECORDS[:40]) + gzip.compress(RECORDS[40:])),
        ("in.jsonl.bz2", bz2.compress(RECORDS)),
        ("in.csv", TABLE),
        ("crlf.csv", TABLE.replace(b"\n", b"\r\n")),
        ("semicolons.csv", TABLE.replace(b",", b";")),
        ("in.tsv", TABLE.replace(b",", b"\t")),
        ("in.csv.gz", gzip.compress(TABLE)),
        ("bom.csv", b"\xef\xbb\xbf" + TABLE),
        ("bom.jsonl", b"\xef\xbb\xbf" + RECORDS),
        ("utf16.jsonl", RECORDS.decode().encode("utf-16")),
        ("no-last-line-end.jsonl", RECORDS.rstrip()),
    ],
)
def test_every_format_gives_the_same_rows(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "plain.jsonl").write_bytes(RECORDS)
    done = run("parse", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert docs(done.stdout) == ["a", "b"]
    assert rows(done.stdout) == rows(run("parse", "plain.jsonl", cwd=tmp_path).stdout)


def test_zstd_is_read_and_written(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.zst").write_bytes(zstd(RECORDS[:30]) + zstd(RECORDS[30:]))
    assert docs(run("parse", "in.jsonl.zst", cwd=tmp_path).stdout) == ["a", "b"]
    assert run("parse", "in.jsonl.zst", "-o", "out.jsonl.zst", cwd=tmp_path).returncode == 0
    assert pl.read_ndjson(tmp_path / "out.jsonl.zst")["doc"].unique(maintain_order=True).to_list() == ["a", "b"]


@pytest.mark.parametrize("name", ["in.parquet", "in.arrow", "in.feather"])
def test_frames_are_read(tmp_path: Path, name: str) -> None:
    frame = pl.read_ndjson(RECORDS)
    if name.endswith("parquet"):
        frame.write_parquet(tmp_path / name)
    else:
        frame.write_ipc(tmp_path / name)
    done = run("parse", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert docs(done.stdout) == ["a", "b"]


def test_folders_are_walked_by_name_and_documents_named_by_their_path(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "b.txt").write_text(ENGLISH)
    (tmp_path / "in" / "a.jsonl").write_bytes(lines({"text": ENGLISH}, {"text": ENGLISH}))
    (tmp_path / "in" / "deep" / "c.txt.gz").write_bytes(gzip.compress(ENGLISH.encode()))
    (tmp_path / "in" / "notes.md").write_text("99 no")
    (tmp_path / "in" / ".hidden.txt").write_text("99 no")
    (tmp_path / "in" / "deep" / "loop").symlink_to(tmp_path / "in")
    done = run("parse", "in", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert docs(done.stdout) == ["in/a.jsonl#1", "in/a.jsonl#2", "in/b.txt", "in/deep/c.txt.gz"]


def test_a_pattern_stands_for_what_it_matches(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ENGLISH)
    assert docs(run("parse", "?.txt", cwd=tmp_path).stdout) == ["a.txt", "b.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12 people were killed.")
    done = run("parse", "a.txt", "./a.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert b"figures: ./a.txt: named twice; read once" in done.stderr
    assert len(rows(done.stdout)) == 1


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet", "out.arrow", "out.jsonl.gz"])
def test_outputs_read_back(tmp_path: Path, name: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(RECORDS)
    done = run("parse", "in.jsonl", "-o", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    back = read_back(tmp_path / name)
    wanted = figures.table([ENGLISH, "12 people were killed."], ids=["a", "b"])
    assert back.columns == wanted.columns
    assert back["text"].to_list() == wanted["text"].to_list()
    assert wanted.height >= 3
    if name.endswith((".parquet", ".arrow")):
        assert back.equals(wanted)
        assert back.schema == figures.SCHEMA
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["in.jsonl", name])


@pytest.mark.parametrize("format_", ["parquet", "arrow", "csv"])
def test_formats_reach_standard_output(tmp_path: Path, format_: str) -> None:
    done = run("parse", "-", "--format", format_, cwd=tmp_path, stdin=RECORDS)
    assert done.returncode == 0, done.stderr
    (tmp_path / "back").write_bytes(done.stdout)
    read: Any = {"parquet": pl.read_parquet, "arrow": pl.read_ipc, "csv": pl.read_csv}[format_]
    assert read(tmp_path / "back")["doc"].unique(maintain_order=True).to_list() == ["a", "b"]


@pytest.mark.parametrize("name", ["out.parquet", "out.arrow", "out.csv", "out.jsonl"])
def test_an_output_without_figures_is_whole(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("No figure here.")
    done = run("parse", "a.txt", "-o", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).exists()
    if name.endswith("parquet"):
        assert pl.read_parquet(tmp_path / name).schema == figures.SCHEMA


def test_an_output_in_the_folder_read_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12 people were killed.")
    for _ in range(2):
        assert run("parse", ".", "-o", "out.jsonl", cwd=tmp_path).returncode == 0
        assert docs((tmp_path / "out.jsonl").read_bytes()) == ["a.txt"]


def test_cells_that_a_spreadsheet_would_run_are_made_safe_in_csv_only(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines({"id": "=1+1", "text": ENGLISH}))
    assert b"'=1+1" in run("parse", "in.jsonl", "--format", "csv", cwd=tmp_path).stdout
    assert docs(run("parse", "in.jsonl", cwd=tmp_path).stdout) == ["=1+1"]


def test_columns_by_option_and_by_convention(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines({"url": "u", "Body": "12 people were killed.", "other": "34 cats"}))
    done = run("parse", "in.jsonl", cwd=tmp_path)
    assert docs(done.stdout) == ["u"]
    assert b"figures: in.jsonl: text from `Body`, id from `url`; --text" in done.stderr
    done = run("parse", "in.jsonl", "--text", "other", "--id", "Body", cwd=tmp_path)
    assert docs(done.stdout) == ["12 people were killed."]
    assert [row["value"] for row in rows(done.stdout)] == [34]
    assert b"text from" not in done.stderr


def test_an_id_that_is_missing_is_the_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines({"id": 7, "text": "12 people."}, {"id": None, "text": "34 people."}))
    assert docs(run("parse", "in.jsonl", cwd=tmp_path).stdout) == ["7", "in.jsonl#2"]


def test_language_by_option_and_by_column(tmp_path: Path) -> None:
    both = lines({"id": 1, "text": "12", "lang": "it"}, {"id": 2, "text": "13"})
    found = rows(run("parse", "-", "--lang", "fr", cwd=tmp_path, stdin=both).stdout)
    assert [row["lang"] for row in found] == ["it", "fr"]
    other = lines({"id": 1, "text": "12", "l": "it"})
    assert rows(run("parse", "-", "--lang-column", "l", cwd=tmp_path, stdin=other).stdout)[0]["lang"] == "it"


def test_date_is_a_date_or_a_column(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(
        lines({"id": 1, "text": "On 28 February 12 people were killed.", "d": "2024-03-01"})
    )
    for date in ("2024-03-01", "d"):
        found = rows(run("parse", "in.jsonl", "--date", date, cwd=tmp_path).stdout)
        assert "2024-02-28" in [row["date"] for row in found]


def test_kind_and_exclude(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    found = rows(run("parse", "a.txt", "--kind", "money", cwd=tmp_path).stdout)
    assert [row["kind"] for row in found] == ["money"]
    found = rows(run("parse", "a.txt", "--exclude", r"\d{3} Chinese", cwd=tmp_path).stdout)
    assert "600" not in [row["text"] for row in found]


def test_standard_input_is_json_lines_or_text(tmp_path: Path) -> None:
    assert docs(run("parse", "-", cwd=tmp_path, stdin=b"\n " + lines({"text": ENGLISH})).stdout) == ["-#2"]
    assert docs(run("parse", "-", cwd=tmp_path, stdin=ENGLISH.encode()).stdout) == ["-"]
    done = run("parse", "-", "--input-format", "csv", cwd=tmp_path, stdin=TABLE)
    assert docs(done.stdout) == ["a", "b"]


def test_answers_stream_out_while_standard_input_is_open(tmp_path: Path) -> None:
    with started([*COMMAND, "parse", "-"], cwd=tmp_path, stdin=subprocess.PIPE) as running:
        assert running.stdin
        assert running.stdout
        for name in ("first", "second"):
            running.stdin.write(lines({"id": name, "text": "12 people were killed."}))
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["doc"] == name
        running.stdin.close()
        assert running.stdout.read() == b""
        assert running.stderr
        running.stderr.read()
        assert running.wait(30) == 0


def test_rows_are_in_the_order_of_the_documents_whatever_the_threads(tmp_path: Path) -> None:
    # Some chunks' worth of text, and few rows to write.
    text = "12 people were killed. " + "Nobody knew why the road was closed. " * 250
    (tmp_path / "in.jsonl").write_bytes(lines(*({"id": number, "text": text} for number in range(3000))))
    outputs = [run("parse", "in.jsonl", "--jobs", jobs, "--quiet", cwd=tmp_path) for jobs in ("1", "3")]
    assert outputs[0].stdout == outputs[1].stdout
    assert docs(outputs[0].stdout) == [str(number) for number in range(3000)]


def test_the_account_adds_up(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines({"text": "12 people were killed."}, {"text": "Nobody came."}, b"no"))
    done = run("parse", "in.jsonl", cwd=tmp_path)
    last = done.stderr.decode().splitlines()[-1]
    assert last.startswith("figures: 3 documents: 1 with figures, 1 without, 1 rejected")
    assert last.endswith("1 figure: 1 count")
    assert run("parse", "in.jsonl", "--quiet", cwd=tmp_path).stderr.count(b"\n") == 1


def test_help_gives_an_example_for_each_command(tmp_path: Path) -> None:
    whole = run("--help", cwd=tmp_path).stdout.decode()
    for command in ("parse", "tally", "languages", "schema"):
        assert command in whole
        assert f"figures {command}" in run(command, "--help", cwd=tmp_path).stdout.decode()


def test_help_loads_no_polars() -> None:
    code = "import sys, figures.cli; sys.exit('polars' in sys.modules or 'rich' in sys.modules)"
    assert python(code).returncode == 0


def test_help_is_fast(tmp_path: Path) -> None:
    def once() -> float:
        start = time.perf_counter()
        run("--help", cwd=tmp_path)
        return time.perf_counter() - start

    # The aim is 0.15 s on a quiet machine; a busy one is given room.
    assert min(once() for _ in range(5)) < 0.3


def test_languages_schema_and_version(tmp_path: Path) -> None:
    for code in ("en", "fr", "it", "pt", "uk"):
        assert f"\n{code} " in "\n" + run("languages", cwd=tmp_path).stdout.decode()
    shown = rows(run("schema", "--format", "jsonl", cwd=tmp_path).stdout)
    assert [row["column"] for row in shown] == list(figures.SCHEMA) == list(MEANINGS)
    assert run("schema", cwd=tmp_path).stdout.count(b"\n") == len(figures.SCHEMA)
    assert run("--version", cwd=tmp_path).stdout.startswith(b"figures ")

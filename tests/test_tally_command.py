"""`figures tally`: inputs and options of `parse`, one table at the end, a closing line that says what was flagged."""

import json
import subprocess
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

import figures
from command import COMMAND, lines, read_back, rows, run, started
from figures import cli

REPORTS = [
    {
        "id": "mon",
        "published": "2024-07-01",
        "body": "Losses of the Russian army\nTanks: 8,114 (+5)\nUAVs: 11,512 (+9)",
    },
    {
        "id": "tue",
        "published": "2024-07-02",
        "body": "Losses of the Russian army\nTanks: 8,112 (+3)\nUAVs: 11,519 (+7)",
    },
    {"id": "wed", "published": None, "body": "At least 12 people were killed. Nobody knows the cost of $3 million."},
]
DUMP = lines(*REPORTS)


def in_folder(folder: Path, content: bytes = DUMP) -> Path:
    (folder / "in.jsonl").write_bytes(content)
    return folder


def test_rows_dates_and_flags_come_out(tmp_path: Path) -> None:
    done = run("tally", "in.jsonl", cwd=in_folder(tmp_path))
    assert done.returncode == 0, done.stderr
    found = rows(done.stdout)
    assert list(found[0]) == list(figures.TALLY_SCHEMA)
    assert [(row["doc"], row["date"], row["category"], row["value"]) for row in found] == [
        ("mon", "2024-07-01", "tank", 8114),
        ("mon", "2024-07-01", "uav", 11_512),
        ("tue", "2024-07-02", "tank", 8112),
        ("tue", "2024-07-02", "uav", 11_519),
        ("wed", None, "person", 12),
    ]
    assert [row["flags"] for row in found] == [[], [], ["total_falls", "delta_mismatch"], [], []]


def test_the_closing_line_says_what_there_is(tmp_path: Path) -> None:
    in_folder(tmp_path)
    said = run("tally", "in.jsonl", cwd=tmp_path).stderr.decode().splitlines()
    line = "figures: 5 rows of losses and casualties, 2024-07-01 to 2024-07-02; 1 without a date"
    assert f"{line}; flagged: 1 total_falls, 1 delta_mismatch" in said
    assert run("tally", "in.jsonl", "--quiet", cwd=tmp_path).stderr == b""
    clean = run("tally", "-", cwd=tmp_path, stdin=lines(REPORTS[0]))
    assert b"2 rows of losses and casualties, 2024-07-01 to 2024-07-01; flagged: none\n" in clean.stderr


def test_the_date_option_is_for_documents_without_one(tmp_path: Path) -> None:
    in_folder(tmp_path, DUMP.replace(b"published", b"date"))
    found = rows(run("tally", "in.jsonl", "--date", "2024-07-09", cwd=tmp_path).stdout)
    assert {row["doc"]: row["date"] for row in found} == {"mon": "2024-07-01", "tue": "2024-07-02", "wed": "2024-07-09"}


def test_an_id_with_two_dates_has_none(tmp_path: Path) -> None:
    twice = lines(*({"id": "same", "date": f"2024-07-0{day}", "text": "12 people were killed."} for day in (1, 2)))
    found = rows(run("tally", "-", cwd=tmp_path, stdin=twice).stdout)
    assert [row["date"] for row in found] == [None, None]


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet", "out.arrow", "out.jsonl.gz"])
@pytest.mark.parametrize("is_wide", [False, True])
def test_outputs_read_back(tmp_path: Path, name: str, is_wide: bool) -> None:
    wide = ["--wide"] if is_wide else []
    done = run("tally", "in.jsonl", "-o", name, *wide, cwd=in_folder(tmp_path))
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    back = read_back(tmp_path / name)
    read = figures.table([one["body"] or "" for one in REPORTS], ids=[one["id"] or "" for one in REPORTS], lang="en")
    dates = {str(one["id"]): one["published"] for one in REPORTS if one["published"]}
    wanted = figures.tally(read, dates=dates, wide=is_wide)
    assert back.columns == wanted.columns
    assert back["date"].to_list() == wanted["date"].to_list()
    if name.endswith((".parquet", ".arrow")):
        assert back.equals(wanted)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["in.jsonl", name])


def test_a_table_a_side_for_eyes(tmp_path: Path) -> None:
    shown = run("tally", "in.jsonl", "--wide", "--format", "table", cwd=in_folder(tmp_path)).stdout.decode()
    assert shown.splitlines() == [
        "side RU",
        "date        scope       tank     uav  flags",
        "2024-07-01  cumulative  8114  11\u202f512",
        "2024-07-02  cumulative  8112  11\u202f519  total_falls delta_mismatch",
        "",
        "no side",
        "person_killed",
        "           12",
        "",
    ]
    shown = run("tally", "in.jsonl", "--format", "table", cwd=tmp_path).stdout.decode()
    assert "mon  2024-07-01  RU    tank      losses   cumulative    8114 (+5)" in shown
    assert "≥12" in shown


def test_an_id_cannot_command_the_terminal(tmp_path: Path) -> None:
    bad = lines({"id": "\x1b[31mred", "text": "12 people were killed."})
    shown = run("tally", "-", "--format", "table", cwd=tmp_path, stdin=bad).stdout
    assert b"red" in shown
    assert b"\x1b" not in shown


def test_an_empty_tally_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing happened for $3 million.")
    for name in ("out.parquet", "out.csv", "out.arrow"):
        done = run("tally", "a.txt", "-o", name, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert b"0 rows of losses and casualties; flagged: none" in done.stderr
    assert pl.read_parquet(tmp_path / "out.parquet").schema == figures.TALLY_SCHEMA
    assert (tmp_path / "out.csv").read_text().strip() == ",".join(figures.TALLY_SCHEMA)


def test_a_bad_document_is_named_and_the_others_are_tallied(tmp_path: Path) -> None:
    done = run(
        "tally", "in.jsonl", "--errors", "bad.jsonl", cwd=in_folder(tmp_path, lines(REPORTS[0], b"no", REPORTS[2]))
    )
    assert done.returncode == 1
    assert b"figures: in.jsonl:2: not JSON: expecting value at character 0" in done.stderr
    assert {row["doc"] for row in rows(done.stdout)} == {"mon", "wed"}
    assert json.loads((tmp_path / "bad.jsonl").read_text())["line"] == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.jsonl"], "nowhere.jsonl: no such file or folder"),
        (["in.jsonl", "-o", "out.xyz"], "out.xyz: its suffix names no format"),
        (["in.jsonl", "-o", "no/out.csv"], "no/out.csv: cannot be written"),
        (["in.jsonl", "--kind", "money"], "--kind"),
        (["in.jsonl", "--lang", "xx"], "--lang xx: unknown language"),
    ],
)
def test_wrong_usage_is_one_line_and_leaves_no_file(tmp_path: Path, arguments: list[str], says: str) -> None:
    done = run("tally", *arguments, cwd=in_folder(tmp_path))
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1
    assert says in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_interrupted_it_leaves_no_file(tmp_path: Path) -> None:
    import signal

    with started([*COMMAND, "tally", "-", "-o", "out.csv"], cwd=tmp_path, stdin=subprocess.PIPE) as running:
        assert running.stdin
        assert running.stderr
        running.stdin.write(DUMP)
        running.stdin.flush()
        # The notice of the columns comes when the first lines were read.
        assert b"text from" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        assert running.stderr.read() == b"figures: interrupted\n"
        assert running.wait(30) == 130
    assert list(tmp_path.iterdir()) == []


def test_options_are_those_of_parse() -> None:
    parse, tally = (
        {option for parameter in cli.figures.commands[name].params for option in parameter.opts}
        for name in ("parse", "tally")
    )
    assert parse - tally == {"--kind", "--partition"}
    assert tally - parse == {"--wide"}
    assert "figures tally" in CliRunner().invoke(cli.figures, ["tally", "--help"]).output


def test_a_tally_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12 people were killed.")
    done = run("tally", "a.txt", "-o", "out.duckdb", cwd=tmp_path)
    assert done.returncode == 2
    assert b"figures: figures tally writes table, csv, jsonl, parquet and arrow, no duckdb" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]

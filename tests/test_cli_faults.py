"""Bad inputs, bad options, interruptions: one clear line, the good rows, the right exit code."""

import gzip
import os
import signal
import time
from pathlib import Path

import polars as pl
import pytest

from command import COMMAND, docs, faults, lines, rows, run, started

GOOD = {"id": "good", "text": "12 people were killed."}
LAST = {"id": "last", "text": "13 people were killed."}


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"xx", "in.jsonl:2: not JSON: expecting value at character 0"),
        (b'{"text": "12"', "in.jsonl:2: not JSON: expecting ',' delimiter at character 13"),
        (b"[1]", "in.jsonl:2: a list, not a JSON object"),
        (b'"12 cats"', "in.jsonl:2: a string, not a JSON object"),
        (b'{"text": null}', "in.jsonl:2: `text` is null, not a string"),
        (b'{"text": 12}', "in.jsonl:2: `text` is a number, not a string"),
        (b'{"text": true}', "in.jsonl:2: `text` is true or false, not a string"),
        (b'{"text": ["12 cats"]}', "in.jsonl:2: `text` is a list, not a string"),
        (b'{"text": {"en": "12 cats"}}', "in.jsonl:2: `text` is an object, not a string"),
        (b'{"body": "12"}', "in.jsonl:2: no `text`; there are: `body`"),
        (b'{"text": "12 \xff cats"}', "in.jsonl:2: not UTF-8 at byte 13 of the line"),
        (b'{"text": ' + b"[" * 100_000, "in.jsonl:2: JSON nested too deep"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, bad: bytes, says: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(GOOD, bad, LAST))
    done = run("parse", "in.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert faults(done.stderr)[0] == f"figures: {says}"
    assert docs(done.stdout) == ["good", "last"]


def test_half_a_surrogate_and_nul_are_read(tmp_path: Path) -> None:
    odd = [b'{"id": "a", "text": "\\ud800 12 cats"}', b'{"id": "b", "text": "\\u0000 12 cats"}']
    (tmp_path / "in.jsonl").write_bytes(lines(*odd))
    done = run("parse", "in.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [(row["doc"], row["start"]) for row in rows(done.stdout)] == [("a", 2), ("b", 2)]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"b,12 cats,extra", "in.csv:3: 3 fields where the head has 2"),
        (b"b", "in.csv:3: 1 fields where the head has 2"),
        (b"b,12 \xff cats", "in.csv:3: not UTF-8; convert the file or name its --encoding"),
    ],
)
def test_a_bad_record_is_named_and_the_others_are_read(tmp_path: Path, bad: bytes, says: str) -> None:
    (tmp_path / "in.csv").write_bytes(b"id,text\na,12 people.\n" + bad + b'\nc,"13\n""people""."\nd,14 people.\n')
    done = run("parse", "in.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert faults(done.stderr)[0] == f"figures: {says}"
    assert docs(done.stdout) == ["a", "c", "d"]


def test_a_record_without_id_is_named_by_the_line_it_starts_on(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b'text,n\n"12\npeople.",1\n13 people.,2\n')
    assert docs(run("parse", "in.csv", cwd=tmp_path).stdout) == ["in.csv#2", "in.csv#4"]


def test_an_open_quotation_mark_ends_a_csv(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b'id,text\na,12 people.\nb,"13 people.\nc,14 people.\n')
    done = run("parse", "in.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert b"figures: in.csv:3: not CSV: unexpected end of data; is a quotation mark not closed?" in done.stderr
    assert docs(done.stdout) == ["a"]


def test_a_null_text_in_parquet_is_named_by_its_row(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["a", "b", "c"], "text": ["12 people", None, "13 people"]})
    frame.write_parquet(tmp_path / "in.parquet")
    done = run("parse", "in.parquet", cwd=tmp_path)
    assert done.returncode == 1
    assert faults(done.stderr)[0] == "figures: in.parquet:2: the text is null"
    assert docs(done.stdout) == ["a", "c"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("bad.txt", b"one\ntwo \xff", "bad.txt:2: not UTF-8 at byte 8; convert the file or name its --encoding"),
        ("bad.txt", b"", "bad.txt: empty: there is nothing to read"),
        ("bad.jsonl", b"", "bad.jsonl: empty: there is nothing to read"),
        ("bad.parquet", b"", "bad.parquet: empty: there is nothing to read"),
        ("bad.csv", b"a,b\n1,2\n", "bad.csv: no column `text`; there are: `a`, `b`; name one with --text"),
        ("bad.jsonl", b'{"a": 1, "b": 2}\n', "bad.jsonl: no column `text`; there are: `a`, `b`; name one with --text"),
        ("bad.jsonl.gz", b"no gzip", "bad.jsonl.gz: damaged gzip data (Error -3 while decompressing data:"),
        ("bad.parquet", b"no parquet at all", "bad.parquet: damaged parquet file ("),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_read(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text("12 people were killed.")
    done = run("parse", name, "good.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"figures: {says}")
    assert b"Traceback" not in done.stderr
    assert docs(done.stdout) == ["good.txt"]


def test_a_column_of_another_type_is_named(tmp_path: Path) -> None:
    pl.DataFrame({"text": [1, 2]}).write_parquet(tmp_path / "in.parquet")
    done = run("parse", "in.parquet", cwd=tmp_path)
    assert done.returncode == 1
    assert b"in.parquet: column `text` holds Int64, not text; name another with --text" in done.stderr


@pytest.mark.parametrize("compression", ["gz", "zst"])
def test_what_stands_before_a_break_is_read(tmp_path: Path, compression: str) -> None:
    noise = [
        {
            "id": str(n),
            "text": "12 people " + os.urandom(500).hex().translate(str.maketrans("0123456789", "ghijklmnop")),
        }
        for n in range(2000)
    ]
    if compression == "gz":
        packed = gzip.compress(lines(*noise))
    else:
        packed = pytest.importorskip("backports.zstd").compress(lines(*noise))
    name = f"in.jsonl.{compression}"
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    done = run("parse", name, cwd=tmp_path)
    assert done.returncode == 1
    read = len(docs(done.stdout))
    assert 500 < read < 1500
    assert f"{name}:{read + 1}: truncated {'gzip' if compression == 'gz' else 'zstd'} data".encode() in done.stderr
    assert b"not JSON" not in done.stderr


def test_a_folder_with_nothing_to_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.md").write_text("12")
    done = run("parse", "in", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(b"figures: in: no readable file in this folder; readable: .txt, .jsonl")


def test_errors_are_collected(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(GOOD, b"xx"))
    done = run("parse", "in.jsonl", "--errors", "bad.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert rows((tmp_path / "bad.jsonl").read_bytes()) == [
        {"file": "in.jsonl", "line": 2, "reason": "not JSON: expecting value at character 0"}
    ]


def test_rejected_documents_are_named_up_to_a_limit(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(GOOD, *[b"xx"] * 1000))
    done = run("parse", "in.jsonl", cwd=tmp_path)
    assert len(faults(done.stderr)) == 102
    assert b"1 with figures, 0 without, 1000 rejected" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file or folder"),
        (["*.nothing"], "*.nothing: no such file or folder"),
        (["a.md"], "a.md: not a format that is read; readable: .txt"),
        (["a.txt", "--lang", "xq"], "--lang xq: unknown language"),
        (["a.txt", "--lang", "ukrainian"], "--lang ukrainian: unknown language; did you mean uk?"),
        (["a.txt", "--kind", "mony"], "--kind mony: no such kind; did you mean money?; kinds: count, number, money"),
        (["a.txt", "--exclude", "("], "--exclude (: "),
        (["a.txt", "--lexicon", "none.toml"], "none.toml: no such file or directory"),
        (["a.txt", "--encoding", "klingon"], "klingon: unknown encoding"),
        (["a.txt", "-o", "nowhere/out.csv"], "nowhere/out.csv: cannot be written: no such file or directory"),
        (["a.txt", "-o", "."], ".: its suffix names no format; give one with --format"),
        (["a.txt", "-o", "out.what"], "out.what: its suffix names no format; give one with --format"),
        (["a.txt", "-o", "a.txt"], "a.txt: is an input; write to another file"),
        (["a.txt", "--errors", "nowhere/bad"], "nowhere/bad: cannot be written: no such file or directory"),
        (["-", "-"], "-: standard input can be read once"),
        ([], "Missing argument 'PATH...'"),
        (["a.txt", "--jobs", "0"], "Invalid value for '--jobs'"),
    ],
)
def test_a_wrong_option_is_a_usage_error(tmp_path: Path, arguments: list[str], says: str) -> None:
    for name in ("a.txt", "a.md"):
        (tmp_path / name).write_text("12 people were killed.")
    done = run("parse", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "a.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(GOOD))
    done = run("parse", "in.jsonl", "-o", "/dev/full", "--format", "jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert b"figures: /dev/full: cannot be written: no space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
def test_a_full_disk_under_the_errors_is_said(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(GOOD, b"xx"))
    done = run("parse", "in.jsonl", "--errors", "/dev/full", cwd=tmp_path)
    assert done.returncode == 1
    assert b"figures: /dev/full: cannot be written: no space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(*[{"text": "12 people were killed. " * 200}] * 5000))
    with started([*COMMAND, "parse", "in.jsonl", "--quiet"], cwd=tmp_path) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 0


@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet", "out.csv.gz"])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path, output: str, sent: int, code: int) -> None:
    reading, writing = os.pipe()
    (tmp_path / "in.jsonl").write_bytes(lines(*[GOOD] * 1000))
    with started([*COMMAND, "parse", "in.jsonl", "-", "-o", output], cwd=tmp_path, stdin=reading) as running:
        os.close(reading)
        deadline = time.monotonic() + 30
        while not list(tmp_path.glob(".out*.part")) and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.3)
        start = time.monotonic()
        running.send_signal(sent)
        assert running.stderr
        said = running.stderr.read()
        assert running.wait(10) == code
        assert time.monotonic() - start < 1.5
    os.close(writing)
    assert faults(said) == (["figures: interrupted"] if sent == signal.SIGINT else [])
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.1, 0.2, 0.4, 0.8])
def test_an_interruption_at_any_moment_shows_no_traceback(tmp_path: Path, delay: float) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(*[{"text": "12 people were killed. " * 200}] * 20_000))
    # Before Python has come to our first line nobody can catch a signal: the clock starts there.
    code = "from figures.cli import main; print('here', flush=True); main()"
    command = [COMMAND[0], "-c", code, "parse", "in.jsonl", "-o", "out.parquet", "--jobs", "1"]
    with started(command, cwd=tmp_path) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline() == b"here\n"
        time.sleep(delay)
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
        assert running.wait(10) == 130
    begun = tmp_path / ".out.parquet.resume"
    goes_on = "; the same command with --resume goes on from here"
    assert faults(said) == ["figures: interrupted" + (goes_on if begun.exists() else "")]
    assert {path.name for path in tmp_path.iterdir()} - {begun.name} == {"in.jsonl"}


_CALLED_BACK = """
import signal
from figures import cli, ledger

class Called:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

def take(*_, **__):
    Called()
    {then}

ledger.Ledger.take = take
cli.main()
"""


@pytest.mark.parametrize(
    "then", ["", "raise TypeError('the library does not know what hit it')", "raise OSError(28, 'No space left')"]
)
def test_an_interruption_that_a_library_drops_ends_the_command_all_the_same(tmp_path: Path, then: str) -> None:
    """As where polars calls back into Python: what a handler raises there is dropped, or becomes another exception."""
    reading, writing = os.pipe()
    (tmp_path / "in.jsonl").write_bytes(lines(GOOD))
    command = [COMMAND[0], "-c", _CALLED_BACK.format(then=then), "parse", "in.jsonl", "-", "-o", "out.csv"]
    with started(command, cwd=tmp_path, stdin=reading) as running:
        os.close(reading)
        assert running.stderr
        said = running.stderr.read()
        assert running.wait(10) == 130
    os.close(writing)
    assert faults(said) == ["figures: interrupted"]
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]

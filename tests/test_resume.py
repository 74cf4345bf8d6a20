"""A run that was stopped goes on: no row is lost, none is there twice."""

import errno
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import polars as pl
import pytest

from command import COMMAND, faults, lines, run, started
from figures.sinks import of_system
from kills import killed, make

RECORD = {"text": "12 people were killed and 30 soldiers arrived. " * 20}
BEGUN = ".out.parquet.resume"


def until(path: Path, longest: float = 60) -> None:
    """Waits until `path` is there."""
    deadline = time.monotonic() + longest
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} did not come"
        time.sleep(0.01)


@pytest.fixture
def stopped(tmp_path: Path) -> Path:
    """A folder in which a run from `in/` into `out.parquet` was stopped by Ctrl-C after it had read some."""
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.jsonl").write_bytes(lines(b"no document", *[RECORD] * 12_000))
    with started([*COMMAND, "parse", "in", "-o", "out.parquet", "--jobs", "1"], cwd=tmp_path) as running:
        until(tmp_path / BEGUN / "000000.json")
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        assert running.stderr
        said = running.stderr.read()
        assert running.wait(10) == 130
        assert time.monotonic() - began < 5  # A second, or what that is on a busy machine.
    assert faults(said)[-1] == "figures: interrupted; the same command with --resume goes on from here"
    assert sorted(path.name for path in tmp_path.iterdir()) == [BEGUN, "in"]
    return tmp_path


def test_kill_at_random_moments_and_resume_gives_the_table_of_a_whole_run(tmp_path: Path) -> None:
    make(tmp_path / "in", files=22, documents=400)
    killed(tmp_path, kills=3)
    whole, resumed = pl.read_parquet(tmp_path / "whole.parquet"), pl.read_parquet(tmp_path / "killed.parquet")
    assert whole.equals(resumed)
    assert whole.height == 22 * 400 * 16
    assert (tmp_path / "whole.errors").read_bytes() == (tmp_path / "killed.errors").read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_stopped_run_goes_on_within_a_file(stopped: Path) -> None:
    part = json.loads((stopped / BEGUN / "000000.json").read_text())
    assert part["within"] or part["done"]
    done = run("parse", "in", "-o", "out.parquet", "--resume", "--errors", "bad.jsonl", cwd=stopped)
    assert done.returncode == 1, done.stderr
    whole = run("parse", "in", "-o", "whole.parquet", cwd=stopped)
    assert whole.returncode == 1
    # The account is of both runs together.
    assert done.stderr.splitlines()[-1] == whole.stderr.splitlines()[-1]
    assert b"24002 documents" in whole.stderr.replace("\u202f".encode(), b"")
    assert pl.read_parquet(stopped / "out.parquet").equals(pl.read_parquet(stopped / "whole.parquet"))
    assert (stopped / "bad.jsonl").read_text().count("no document") == 0
    assert len((stopped / "bad.jsonl").read_text().splitlines()) == 2
    assert not (stopped / BEGUN).exists()


def test_a_stopped_run_is_neither_forgotten_nor_mixed_with_another(stopped: Path) -> None:
    def said(*options: str) -> str:
        done = run("parse", "in", "-o", "out.parquet", *options, cwd=stopped)
        assert done.returncode == 2
        return done.stderr.decode()

    assert "out.parquet: a run into this file was stopped; --resume goes on with it, --no-resume begins anew" in said()
    other = said("--resume", "--kind", "age")
    assert "out.parquet: the stopped run had another kinds; --no-resume begins anew" in other
    with (stopped / "in" / "a.jsonl").open("ab") as file:
        file.write(lines(RECORD))
    assert "out.parquet: in/a.jsonl has changed since the run was stopped; --no-resume begins anew" in said("--resume")
    shutil.rmtree(stopped / "in")
    (stopped / "in").mkdir()
    (stopped / "in" / "c.txt").write_text("12 people were killed.")
    assert run("parse", "in", "-o", "out.parquet", "--no-resume", cwd=stopped).returncode == 0
    assert pl.read_parquet(stopped / "out.parquet").height == 1
    assert not (stopped / BEGUN).exists()


@pytest.mark.parametrize("arguments", [["in.txt"], ["-", "-o", "out.csv"], ["in.txt", "-o", "/dev/null"]])
def test_only_files_into_a_file_go_on(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "in.txt").write_text("12 people were killed.")
    done = run("parse", *arguments, "--resume", "--format", "csv", cwd=tmp_path)
    assert done.returncode == 2
    assert b"figures: --resume: only a run from files into a file (-o) can go on" in done.stderr


def test_resume_without_a_stopped_run_begins_one(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("12 people were killed.")
    assert run("parse", "in.txt", "-o", "out.csv", "--resume", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.txt", "out.csv"]


def test_what_a_killed_run_left_is_swept_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("12 people were killed.")
    (tmp_path / ".out.csv.abcdefgh.part").write_text("half a table")
    assert run("parse", "in.txt", "-o", "out.csv", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.txt", "out.csv"]


def test_what_the_system_said_is_found_in_an_engine_s_words() -> None:
    wrapped = "parquet: file out of specification: underlying io error: no room (os error 28)"
    failed = of_system(pl.exceptions.ComputeError(wrapped))
    assert (failed.errno, failed.strerror) == (errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert str(of_system(pl.exceptions.ComputeError("no such column"))).endswith("no such column")


def test_a_full_disk_ends_the_run_and_room_lets_it_go_on(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)]
    if os.name != "posix" or os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small tmpfs")
    try:
        # Texts that compress badly, so that the table soon has no room.
        texts = [{"text": " ".join(f"{n * 7919 % 9973} {n * k} cats." for k in range(2, 60))} for n in range(1500)]
        (tmp_path / "in.jsonl").write_bytes(lines(*texts))
        done = run("parse", "in.jsonl", "-o", "disk/out.parquet", cwd=tmp_path)
        assert done.returncode == 1
        assert b"figures: disk/out.parquet: cannot be written: no space left on device" in done.stderr
        assert b"Traceback" not in done.stderr
        assert not (disk / "out.parquet").exists()
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        assert run("parse", "in.jsonl", "-o", "disk/out.parquet", "--resume", cwd=tmp_path).returncode == 0
        assert run("parse", "in.jsonl", "-o", "whole.parquet", cwd=tmp_path).returncode == 0
        assert pl.read_parquet(disk / "out.parquet").equals(pl.read_parquet(tmp_path / "whole.parquet"))
    finally:
        subprocess.run(["umount", str(disk)], check=True)

"""HTML pages and web archives."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from archives import conversion, members, page, record
from command import ENVIRONMENT, docs, faults, rows, run

RECORDS = [record(f"https://news.example/{n}", page(f"{n + 10} people were killed.")) for n in range(6)]
URLS = [f"https://news.example/{n}" for n in range(6)]


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def parsed(folder: Path, name: str, content: bytes) -> tuple[list[str], list[str], int]:
    """Documents, complaints and exit code."""
    (folder / name).write_bytes(content)
    done = run("parse", name, cwd=folder)
    return docs(done.stdout), faults(done.stderr)[:-1], done.returncode


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.warc", b"".join(RECORDS)),
        ("in.warc.gz", members(*RECORDS)),
        ("one-member.warc.gz", gzip.compress(b"".join(RECORDS))),
        ("in.wet", b"".join(conversion(u, f"{n} people were killed.") for n, u in enumerate(URLS, 10))),
        ("in.warc.wet.gz", members(*(conversion(u, f"{n} people were killed.") for n, u in enumerate(URLS, 10)))),
    ],
)
def test_archives_are_read_record_by_record(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("parse", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = [(row["doc"], row["value"], row["category"], row["outcome"]) for row in rows(done.stdout)]
    assert found == [(url, n, "person", "killed") for n, url in enumerate(URLS, 10)]


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    others = [
        record("https://news.example/picture", b"12 people", "image/png"),
        record("https://news.example/gone", page("12 people were killed."), status="404 Not Found"),
        record("https://news.example/text", b"13 people were killed.", "text/plain"),
    ]
    assert parsed(tmp_path, "in.warc", b"".join(others)) == (["https://news.example/text"], [], 0)


@pytest.mark.parametrize(
    ("name", "content", "read", "says"),
    [
        (
            "flipped.warc.gz",
            members(*RECORDS[:2]) + flipped(members(RECORDS[2]), 90) + members(*RECORDS[3:]),
            [0, 1, 3, 4, 5],
            "flipped.warc.gz:3: damaged gzip data in this record",
        ),
        (
            "sum.warc.gz",
            members(*RECORDS[:2]) + flipped(members(RECORDS[2]), -6) + members(*RECORDS[3:]),
            [0, 1, 3, 4, 5],
            "sum.warc.gz:3: damaged gzip data in this record",
        ),
        (
            "cut.warc.gz",
            members(*RECORDS)[:-40],
            [0, 1, 2, 3, 4],
            "cut.warc.gz: truncated or damaged gzip data; nothing after the break was read",
        ),
        (
            "length.warc",
            b"".join([*RECORDS[:2], RECORDS[2].replace(b"Content-Length: ", b"Content-Length: 9", 1), *RECORDS[3:]]),
            [0, 1, 3, 4, 5],
            "length.warc:3: damaged or cut off: it does not end where its head says",
        ),
        (
            "long.warc",
            b"".join(
                [*RECORDS[:2], RECORDS[2].replace(b"Content-Length: ", b"Content-Length: 9999999", 1), *RECORDS[3:]]
            ),
            [0, 1, 3, 4, 5],
            "long.warc:3: a record of more than 64 MB",
        ),
        (
            "start.warc",
            b"".join([*RECORDS[:2], RECORDS[2].replace(b"WARC/1.0", b"XXXX/1.0", 1), *RECORDS[3:]]),
            [0, 1, 3, 4, 5],
            "start.warc:3: damaged: no record begins where one should",
        ),
        (
            "end.warc",
            b"".join(RECORDS)[:-60],
            [0, 1, 2, 3, 4],
            "end.warc:6: damaged or cut off: it does not end where its head says",
        ),
    ],
)
def test_damage_costs_the_record_it_is_in(
    tmp_path: Path, name: str, content: bytes, read: list[int], says: str
) -> None:
    found, said, code = parsed(tmp_path, name, content)
    assert found == [URLS[n] for n in read]
    assert said == [f"figures: {says}"]
    assert code == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty: there is nothing to read"),
        (b"12 people were killed.", "not a web archive: it does not begin with WARC/1"),
    ],
)
def test_what_is_no_archive_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    assert parsed(tmp_path, "in.warc", content) == ([], [f"figures: in.warc: {says}"], 1)


@pytest.mark.parametrize(
    "content",
    [
        page("Загинуло 12 людей."),
        b"\xef\xbb\xbf" + page("Загинуло 12 людей."),
        '<html><head><meta charset="windows-1251"></head><p>Загинуло 12 людей.</p>'.encode("cp1251"),
        "\ufeff<html><p>Загинуло 12 людей.</p>".encode("utf-16-le"),
    ],
)
def test_a_page_says_its_encoding(tmp_path: Path, content: bytes) -> None:
    for name, data in (("in.html", content), ("in.htm.gz", gzip.compress(content))):
        (tmp_path / name).write_bytes(data)
        found = rows(run("parse", name, cwd=tmp_path).stdout)
        assert [(row["doc"], row["value"], row["lang"], row["outcome"]) for row in found] == [
            (name, 12, "uk", "killed")
        ]


def test_the_date_of_the_fetch_is_taken_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "in.warc").write_bytes(record(URLS[0], page("12 people were killed on 28 February.")))
    for options, wanted in (([], {"XXXX-02-28"}), (["--date", "warc_date"], {"2024-02-28"})):
        found = rows(run("parse", "in.warc", *options, cwd=tmp_path).stdout)
        assert {row["date"] for row in found if row["kind"] == "date"} == wanted


def test_without_the_extra_the_page_is_named_and_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page("12 people were killed."))
    (tmp_path / "b.txt").write_text("13 people were killed.")
    (tmp_path / "c.warc").write_bytes(RECORDS[0])
    code = "import sys; sys.modules |= {'resiliparse': None, 'fastwarc': None}; from figures.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "parse", "."], cwd=tmp_path, capture_output=True, env=ENVIRONMENT, timeout=60
    )
    needs = "HTML and WARC need the extra `warc`: pip install 'newsfigures[warc]'"
    assert faults(done.stderr)[:-1] == [f"figures: a.html: {needs}", f"figures: c.warc:1: {needs}"]
    assert (docs(done.stdout), done.returncode) == (["b.txt"], 1)

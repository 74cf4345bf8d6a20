"""A folder of everything, whole and broken: the good rows, one line for each bad thing, an account that adds up."""

import gzip
import json
import os
import re
import zlib
from pathlib import Path

import polars as pl
import pytest

from archives import members, page, record
from command import docs, faults, lines, rows, run
from figures.inputs import LONGEST

TEXT = "12 people were killed."


def good(name: str) -> dict[str, str]:
    return {"id": name, "text": TEXT}


def fill(folder: Path) -> dict[str, str]:
    """Writes the folder; returns what must be said of which file."""

    def put(name: str, content: bytes) -> None:
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(content)

    put("good/a.txt", TEXT.encode())
    put("good/b.jsonl", lines(good("b")))
    put("good/c.ndjson.gz", gzip.compress(lines(good("c"))))
    put("good/d.csv", f"id,text\nd,{TEXT}\n".encode())
    put("good/e.tsv.gz", gzip.compress(f"id\ttext\ne\t{TEXT}\n".encode()))
    pl.DataFrame([good("f")]).write_parquet(folder / "good" / "f.parquet")
    pl.DataFrame([good("g")]).write_ipc(folder / "good" / "g.feather")
    put("good/h.html", page(TEXT))
    put("good/i.warc.gz", members(record("i", page(TEXT))))
    put("good/j.txt", TEXT.encode("utf-16"))
    noise = os.urandom(4000).hex().encode()
    put("bad/cut.jsonl.gz", gzip.compress(lines(*[good(f"cut{n}") for n in range(3)]) + noise)[:-2000])
    put("bad/empty.jsonl", b"")
    put("bad/encoding.txt", b"12 \xff people")
    pl.DataFrame({"text": [1, 2]}).write_parquet(folder / "bad" / "column.parquet")
    put("bad/columns.csv", b"a,b\n1,2\n")
    put("bad/nul.jsonl", lines(good("nul1"), b'{"id": "x", "text": "12 \x00 cats"}', good("nul2")))
    long = b'{"id": "x", "text": "' + b"x" * (LONGEST + (17 << 20)) + b'"}'
    put("bad/long.jsonl", lines(good("long1"), long, good("long2")))
    damaged = bytearray(members(record("w2", page(TEXT))))
    damaged[90] ^= 0xFF
    put("bad/record.warc.gz", members(record("w1", page(TEXT))) + damaged + members(record("w3", page(TEXT))))
    return {
        "bad/cut.jsonl.gz": "truncated gzip data; nothing after the break was read",
        "bad/empty.jsonl": "empty: there is nothing to read",
        "bad/encoding.txt": "not UTF-8 at byte 3; convert the file or name its --encoding",
        "bad/column.parquet": "column `text` holds Int64, not text; name another with --text",
        "bad/columns.csv": "no column `text`; there are: `a`, `b`; name one with --text",
        "bad/nul.jsonl:2": "not JSON: invalid control character at character 24",
        "bad/long.jsonl:2": "a line or record of more than 64 MB",
        "bad/record.warc.gz:2": "damaged gzip data in this record",
    }


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_mixed_folder(tmp_path: Path, jobs: str) -> None:
    wanted = fill(tmp_path / "in")
    done = run("parse", "in", "-o", "out.jsonl", "--errors", "bad.jsonl", "--jobs", jobs, cwd=tmp_path)
    assert done.returncode == 1
    said = dict(line.removeprefix("figures: in/").split(": ", 1) for line in faults(done.stderr)[:-1])
    # Where exactly a stream breaks is not our concern here.
    assert {re.sub(r"(cut\.jsonl\.gz|encoding\.txt):\d+$", r"\1", name): why for name, why in said.items()} == wanted
    assert len(faults(done.stderr)) == len(wanted) + 1
    read = docs((tmp_path / "out.jsonl").read_bytes())
    broken = ["cut0", "cut1", "cut2", "long1", "long2", "nul1", "nul2", "w1", "w3"]
    whole = ["in/good/a.txt", *"bcdefg", "in/good/h.html", "i", "in/good/j.txt"]
    assert read == broken + whole
    account = re.match(
        r"figures: (\d+) documents: (\d+) with figures, (\d+) without, (\d+) rejected; "
        r"(\d+) inputs failed; (\d+) figures",
        faults(done.stderr)[-1],
    )
    assert account
    documents, with_figures, without, rejected, failed, figures = map(int, account.groups())
    assert documents == with_figures + without + rejected
    assert (with_figures, without, rejected, failed, figures) == (19, 0, 4, 4, 19)
    assert len(rows((tmp_path / "bad.jsonl").read_bytes())) == rejected + failed


@pytest.mark.parametrize("ending", [b"\n", b""])
@pytest.mark.parametrize("compression", ["gzip", "zstd", "xz"])
def test_all_that_stands_before_a_bad_checksum_is_read(tmp_path: Path, compression: str, ending: bytes) -> None:
    content = lines(*[good(str(n)) for n in range(3000)]).rstrip() + ending
    if compression == "gzip":
        packed, suffix = gzip.compress(content)[:-8] + (zlib.crc32(content) ^ 1).to_bytes(4, "little") + b"1234", "gz"
    elif compression == "zstd":
        zstd = pytest.importorskip("backports.zstd")
        whole = zstd.compress(content, options={zstd.CompressionParameter.checksum_flag: 1})
        packed, suffix = whole[:-1] + bytes([whole[-1] ^ 1]), "zst"
    else:
        import lzma

        whole = lzma.compress(content)
        packed, suffix = whole[:-1] + bytes([whole[-1] ^ 1]), "xz"
    (tmp_path / f"in.jsonl.{suffix}").write_bytes(packed)
    done = run("parse", f"in.jsonl.{suffix}", cwd=tmp_path)
    assert done.returncode == 1
    assert len(docs(done.stdout)) == 3000
    assert len(faults(done.stderr)) == 2
    assert f"damaged {compression} data (" in faults(done.stderr)[0]


def test_ids_that_repeat_or_are_null_lose_no_document(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["a", "a", None], "text": [TEXT, TEXT, TEXT]})
    frame.write_parquet(tmp_path / "in.parquet")
    done = run("parse", "in.parquet", cwd=tmp_path)
    assert (done.returncode, len(rows(done.stdout))) == (0, 3)
    assert docs(done.stdout) == ["a", "in.parquet#3"]


def test_an_output_in_the_input_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(lines(good("a")))
    for _ in range(2):
        done = run("parse", "in", "-o", "in/out.jsonl", "--errors", "in/bad.jsonl", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert docs((tmp_path / "in" / "out.jsonl").read_bytes()) == ["a"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.jsonl"):
        (tmp_path / name).write_text(json.dumps(good("x")))
        (tmp_path / name).chmod(0)
    (tmp_path / "c.txt").write_text(TEXT)
    done = run("parse", ".", cwd=tmp_path)
    assert faults(done.stderr)[:-1] == [f"figures: {name}: permission denied" for name in ("a.txt", "b.jsonl")]
    assert (docs(done.stdout), done.returncode) == (["c.txt"], 1)


def test_a_frame_is_read_in_slices_and_its_rows_keep_their_numbers(tmp_path: Path) -> None:
    texts = [None if n % 1000 == 7 else f"{n + 2} people were killed." for n in range(5000)]
    pl.DataFrame({"text": texts}).write_parquet(tmp_path / "in.parquet", row_group_size=5000)
    done = run("parse", "in.parquet", cwd=tmp_path)
    assert faults(done.stderr)[:-1] == [f"figures: in.parquet:{n + 1}: the text is null" for n in range(7, 5000, 1000)]
    assert [row["doc"] for row in rows(done.stdout)] == [f"in.parquet#{n + 1}" for n in range(5000) if n % 1000 != 7]

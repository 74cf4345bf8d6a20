"""Counts the instructions that reading a small corpus takes, which a busy machine does not change.

The corpus is the bench's, 200 kB in its languages, seed 1. It is read by `rust/core/examples/count.rs` under valgrind's
callgrind; what one document a language costs, with the loading of lexicons, is told apart. `load` is one sentence: its
lexicon is loaded, and all that every first text needs. Exit code 1 where `load` or `reading` is more than 5 % above the
record or the figures are others; `--record` writes it anew. Without valgrind, or with another compiler than the
record's, nothing is checked, and it says so.
"""

import argparse
import csv
import datetime
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus

ROOT = Path(__file__).parent.parent
RECORD = Path(__file__).parent / "record" / "instructions.csv"
SLACK = 0.05
SIZE = 200_000
COLUMNS = ["date", "rustc", "bytes", "documents", "figures", "load", "loading", "reading"]
SENTENCE = "У селі немає світла, а дорогу до лікарні засипало снігом."


def documents() -> tuple[list[str], list[str]]:
    """The first document of each language, and all the others."""
    firsts: list[str] = []
    others: list[str] = []
    for language in corpus.LANGUAGES:
        first, *rest = (text for text, _, _ in corpus.documents(language, SIZE // len(corpus.LANGUAGES), 1))
        firsts.append(first)
        others += rest
    return firsts, others


def built() -> Path:
    """The program that reads, optimised as ./check does: link-time optimisation takes minutes."""
    environment = os.environ | {"CARGO_PROFILE_RELEASE_LTO": "off", "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16"}
    command = ["cargo", "build", "--quiet", "--release", "--package", "figures-core", "--example", "count"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"), "release", "examples", "count")


def counted(program: Path, texts: list[str], lang: str | None = None) -> tuple[int, int]:
    """Instructions and figures of reading `texts`, all in `lang` if it is told, in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "documents")
        path.write_text("".join(text + "\0" for text in texts), "utf-8")
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", str(program), str(path)]
        command += [] if lang is None else [lang]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not collected:
        sys.exit(f"valgrind failed: {done.stderr[-500:]}")
    return int(collected[1]), int(done.stdout.split()[1])


def compiler() -> str:
    done = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--record", action="store_true", help=f"write record/{RECORD.name}")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("instructions: not checked, there is no valgrind")
        return 0
    firsts, others = documents()
    program = built()
    nothing, _ = counted(program, [])
    sentence, _ = counted(program, [SENTENCE])
    loading, _ = counted(program, firsts)
    whole, figures = counted(program, firsts + others)
    row = {
        "date": str(datetime.date.today()),
        "rustc": compiler(),
        "bytes": sum(len(text.encode()) for text in firsts + others),
        "documents": len(firsts + others),
        "figures": figures,
        "load": sentence - nothing,
        "loading": loading,
        "reading": whole - loading,
    }
    if options.record:
        with RECORD.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerow(row)
        print(f"instructions: {row['load']:,} to load a lexicon and {row['reading']:,} to read recorded")
        return 0
    with RECORD.open(newline="", encoding="utf-8") as file:
        old = next(csv.DictReader(file))
    if old["rustc"] != row["rustc"]:
        print(f"instructions: not checked, the record is of rustc {old['rustc']} and this is {row['rustc']}")
        return 0
    changes = {what: int(row[what]) / int(old[what]) - 1 for what in ("load", "reading")}
    for what, change in changes.items():
        print(f"instructions: {what} {row[what]:,}, {change:+.1%} beside the record")
    print(f"instructions: {figures} figures of {old['figures']}")
    if max(changes.values()) > SLACK or str(figures) != old["figures"]:
        print("if that is meant: python bench/instructions.py --record")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

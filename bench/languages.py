"""Counts what all languages cost those who need five: instructions of a reader with five lexicons and of one with all.

The corpus is that of `instructions.py`, in the bench's five languages, none told to the reader. The reader of five is
the same code, built in a folder of its own from which the other lexicons are left out. Then what the first text of each
language costs, which loads its lexicon. Exit code 1 where all languages cost more than 10 % above five, or the figures
differ; `--record` writes `record/languages.csv`. It needs valgrind, and builds the core twice.
"""

import argparse
import csv
import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus
import instructions

ROOT = Path(__file__).parent.parent
RECORD = Path(__file__).parent / "record" / "languages.csv"
SLACK = 0.10
COLUMNS = ["date", "rustc", "what", "languages", "instructions"]


def of_five(folder: Path) -> Path:
    """The program that reads, built of the bench's languages alone."""
    for name in ("Cargo.toml", "Cargo.lock"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "rust", folder / "rust")
    for path in (folder / "rust/core/lexicons").rglob("[a-z]*.toml"):
        if path.stem not in corpus.LANGUAGES:
            path.unlink()
    environment = os.environ | {
        "CARGO_PROFILE_RELEASE_LTO": "off",
        "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16",
        "CARGO_TARGET_DIR": str(folder / "target"),
    }
    command = ["cargo", "build", "--quiet", "--release", "--package", "figures-core", "--example", "count"]
    subprocess.run(command, cwd=folder, env=environment, check=True)
    return folder / "target" / "release" / "examples" / "count"


def reading(program: Path) -> tuple[int, int]:
    """Instructions and figures of the corpus without the first document of each language, which loads its lexicon."""
    firsts, others = instructions.documents()
    loading, _ = instructions.counted(program, firsts)
    whole, figures = instructions.counted(program, firsts + others)
    return whole - loading, figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--record", action="store_true", help=f"write record/{RECORD.name}")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("languages: there is no valgrind")
    codes = sorted(path.stem for path in (ROOT / "rust/core/lexicons").glob("[a-z]*.toml"))
    program = instructions.built()
    all_of_them, figures = reading(program)
    with tempfile.TemporaryDirectory() as folder:
        five, figures_of_five = reading(of_five(Path(folder)))
    nothing, _ = instructions.counted(program, [])
    loads = {code: instructions.counted(program, ["7"], code)[0] - nothing for code in codes}
    more = all_of_them / five - 1
    print(f"languages: {five:,} to read with {len(corpus.LANGUAGES)}, {all_of_them:,} with {len(codes)}: {more:+.2%}")
    slowest = max(loads, key=lambda code: loads[code])
    print(f"languages: at most {loads[slowest]:,} to load one ({slowest})")
    if options.record:
        head = [str(datetime.date.today()), instructions.compiler()]
        rows = [["reading", len(corpus.LANGUAGES), five], ["reading", len(codes), all_of_them]]
        rows += [[f"loading {code}", len(codes), count] for code, count in loads.items()]
        with RECORD.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS, *([*head, *row] for row in rows)])
    return int(more > SLACK or figures != figures_of_five)


if __name__ == "__main__":
    sys.exit(main())

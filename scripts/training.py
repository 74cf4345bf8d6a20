"""Reads what `figures` is for, so that a compiler can count which ways through the code are taken.

Generated news and tallies of the bench's languages, of another seed than the bench's, and, where they are there (a
source archive has none), the cases of all languages. Run with the reader that counts: by `scripts/make_profile.py`, and
by `maturin build --pgo`, which makes the released wheels.
"""

import sys
import tomllib
from pathlib import Path

import polars as pl

from figures._core import Reader

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import corpus  # noqa: E402  # what makes the bench's texts

SEED = 7
SIZES = {"news": 1_000_000, "dense": 100_000, "none": 100_000}


def main() -> None:
    languages = sorted(path.stem for path in (ROOT / "bench" / "prose").glob("*.toml"))
    texts = [
        text
        for language in languages
        for kind, size in SIZES.items()
        for text, _, _ in corpus.documents(language, size, SEED, kind)
    ]
    cases = [
        case["text"]
        for path in sorted((ROOT / "tests" / "cases").glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]
    reader = Reader()
    found = [len(reader.read_batch(pl.Series(what, dtype=pl.String))[0]) for what in (texts, cases)]
    print(
        f"{found[0]} figures in {len(texts)} documents of {len(languages)} languages, {found[1]} in {len(cases)} cases"
    )


if __name__ == "__main__":
    main()

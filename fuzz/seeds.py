"""Writes the fuzzer's first inputs to corpus/<target>/: our own cases and articles, and the bench's hostile texts.

In: tests/cases/*.toml, seeds/*.txt, rust/core/lexicons/*.toml. Out: files named by what is in them, so that a second
run adds only what is new.
"""

import hashlib
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
# Ways in which `fuzz_targets/arrays.rs` keeps a column.
ARRAYS = 6


def write(target: str, first_line: str, rest: str) -> None:
    put(target, f"{first_line}\n{rest}".encode())


def put(target: str, data: bytes) -> None:
    path = HERE / "corpus" / target / hashlib.sha1(data).hexdigest()[:16]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def main() -> None:
    for path in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        lang = path.stem.split("-")[0]
        cases = tomllib.loads(path.read_text("utf-8"))["case"]
        for case in cases:
            write("text", lang, case["text"])
            for line in case["want"]:
                write("number", lang, line.split(" = ")[0])
        for kept in range(ARRAYS):
            # Rows of nulls and of texts, cut in their middle.
            rows = "\n".join(f"{case['text']}\n\0" for case in cases[kept::40])
            put("arrays", bytes([kept, 1, kept, 5]) + rows.encode())
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        write("text", "", path.read_text("utf-8"))
    sys.path.insert(0, str(ROOT / "bench"))
    import hostile

    for unit in hostile.UNITS:
        write("text", unit.lang or "", unit.text(600))
    for path in sorted((ROOT / "rust" / "core" / "lexicons").glob("[a-z]*.toml")):
        # Its head, up to a table's end: large files only slow the fuzzer down.
        tables = path.read_text("utf-8").split("\n[")
        models = [table for table in tables if table.startswith("inflected]")]
        for last in range(1, len(tables), 6):
            write("lexicon", "12 xx, 3 yy", "\n[".join([tables[0], *models, *tables[last : last + 3]])[:4_000])
    for target in ("text", "number", "lexicon", "arrays"):
        print(target, len(list((HERE / "corpus" / target).iterdir())))


if __name__ == "__main__":
    main()

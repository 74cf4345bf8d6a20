"""No panic reaches Python: a document that makes the reader panic is rejected by its id, and the others are read.

Needs the extension built with `--features deliberate-panic`, in which a text with the words "panic here" panics; where
it lies is told by FIGURES_PANICKING, as ./check does.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILT = os.environ.get("FIGURES_PANICKING")
pytestmark = pytest.mark.skipif(not BUILT, reason="FIGURES_PANICKING names no build with --features deliberate-panic")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to import the panicking package from."""
    assert BUILT
    folder = tmp_path_factory.mktemp("panicking")
    ignored = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd")
    shutil.copytree(ROOT / "python" / "figures", folder / "figures", ignore=ignored)
    shutil.copy(BUILT, folder / "figures" / "_core.abi3.so")
    return folder


def run(package: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Python with the panicking package."""
    environment = os.environ | {"PYTHONPATH": str(package), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, *arguments], env=environment, input=given, capture_output=True, text=True)


def test_a_column_loses_one_row_and_says_why(package: Path) -> None:
    done = run(
        package,
        "-c",
        """
import polars as pl
from figures._core import FiguresError, Reader

reader = Reader("en")
texts = pl.Series(["12 people", "panic here, 5 dogs", "7 cats"])
batch, rejected = reader.read_batch(texts, pl.Series(["a", "b", "c"]))
print(pl.DataFrame(batch)["doc"].to_list(), [row for row, _ in rejected])
assert "the reader failed at" in rejected[0][1] and "a deliberate one; please report it" in rejected[0][1]
lists, rejected = reader.read_lists(texts)
print(pl.Series(lists).list.len().to_list(), [row for row, _ in rejected])
# What was taken before the document was met is there once.
texts = pl.Series(["12 people were there, " * 50] * 100 + ["panic here", "7 cats"])
batch, rejected = reader.read_batch(texts)
print(pl.DataFrame(batch)["figure"].sum(), len(batch), [row for row, _ in rejected])
try:
    reader.parse("panic here")
except FiguresError as error:
    print("refused:", "a deliberate one" in str(error))
print(len(reader.parse("12 people")))
""",
    )
    assert done.stdout.splitlines() == [
        "['a', 'c'] [1]",
        "[1, None, 1] [1]",
        f"{100 * sum(range(50))} 5001 [100]",
        "refused: True",
        "1",
    ], done.stderr
    # A library has no business on the caller's standard error.
    assert done.stderr == ""


def test_the_command_names_the_document_and_writes_the_others(package: Path) -> None:
    texts = {"good-1": "12 people", "bad": "panic here", "good-2": "7 cats"}
    lines = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items())
    done = run(package, "-m", "figures", "parse", "-", "--format", "csv", given=lines)
    assert done.returncode == 1
    assert [line.split(",")[0] for line in done.stdout.splitlines()[1:]] == ["good-1", "good-2"]
    assert "-:2: " in done.stderr
    assert "a deliberate one" in done.stderr
    assert "Traceback" not in done.stderr

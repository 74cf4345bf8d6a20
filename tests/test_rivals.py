"""The bench beside other tools judges answers by what was planted; the rivals themselves are only run by hand."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))

import beside
import rivals


@pytest.mark.parametrize(
    ("planted", "found", "judged"),
    [
        ([(0, 4)], [(0, 4)], (1, 0, 0, 0)),
        ([(0, 4)], [(0, 2)], (0, 1, 0, 0)),
        ([(0, 4)], [(6, 8)], (0, 0, 1, 1)),
        ([(0, 4), (10, 12)], [], (0, 0, 0, 2)),
        # A number and a time in the same place are one reading, the longer one.
        ([(0, 7)], [(0, 2), (0, 7), (3, 7)], (1, 0, 0, 0)),
        ([], [(1, 2)], (0, 0, 1, 0)),
        # Half-open: what ends where the other begins does not touch it.
        ([(0, 4)], [(4, 6)], (0, 0, 1, 1)),
    ],
)
def test_answers_are_judged_by_what_was_planted(
    planted: list[tuple[int, int]], found: list[tuple[int, int]], judged: tuple[int, int, int, int]
) -> None:
    assert rivals.judged(planted, found) == judged


def test_figures_is_judged_as_its_rivals_are() -> None:
    rows = list(rivals.measures(["figures"], ["en"], 20_000, 1, 60))
    by_task = {row["task"]: row for row in rows}
    assert set(by_task) == {"find", "digits", "words", "count", "read"}
    for task in ("find", "digits", "words"):
        row = by_task[task]
        assert row["right"] + row["partial"] + row["missed"] + (row["wrong"] if task != "find" else 0) == row["planted"]
        assert row["right"] > 0.9 * row["planted"]


def test_a_tool_that_cannot_be_run_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals.corpus, "documents", lambda *_: iter([("12", [0], [2])]))
    monkeypatch.setattr(rivals, "python_of", lambda _: sys.executable)
    monkeypatch.setattr(rivals, "BASELINES", {})
    monkeypatch.setitem(rivals.RIVALS, "no such tool", rivals.Rival("1", ["xx"], [], []))
    (row,) = rivals.measures(["no such tool"], ["xx"], 100, 1, 1)
    assert row["task"].startswith("not run: KeyError")


def test_the_page_has_the_table_of_the_newest_record() -> None:
    written = beside.PAGE.read_text("utf-8")
    assert beside.table(beside.newest()) in written
    assert beside.page(beside.newest()) == written

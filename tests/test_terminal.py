"""The table for eyes."""

import io

import polars as pl
import pytest

import figures
from figures.terminal import Table, amount, number, plain, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\nb\tc", "a b c"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("\x9b31m\x07", "\ufffd31m\ufffd"),
        ("abc\u202ecba\u2066x\u200f", "abccbax"),
        ("a\u2028b", "a b"),
        ("912\u00a0490 осіб", "912\u00a0490 осіб"),
    ],
)
def test_nothing_in_a_text_commands_the_terminal(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_widths_count_cells() -> None:
    assert [width(text) for text in ("abc", "й", "и\u0306", "日本")] == [3, 1, 1, 4]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12.0, "12"),
        (2024.0, "2024"),
        (912490.0, "912\u202f490"),
        (1.37e9, "1\u202f370\u202f000\u202f000"),
        (-0.5, "-0.5"),
        (1e21, "1" + "\u202f000" * 7),
    ],
)
def test_numbers_are_grouped_and_whole(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("relation", "value", "low", "high", "shown"),
    [
        ("exact", 12.0, 12.0, 12.0, "12"),
        ("approx", 600.0, None, None, "~600"),
        ("at_least", 12.0, 12.0, None, "≥12"),
        ("less_than", 5.0, None, 5.0, "<5"),
        ("range", None, 5.0, 9.0, "5–9"),
        ("vague", None, 100.0, None, "100s"),
    ],
)
def test_the_relation_is_shown(
    relation: str, value: float | None, low: float | None, high: float | None, shown: str
) -> None:
    row = {"kind": "count", "relation": relation, "value": value, "low": low, "high": high, "delta": None}
    assert amount(row) == shown


def drawn(monkeypatch: pytest.MonkeyPatch, columns: int, **cells: object) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    row = {name: None for name in figures.SCHEMA} | {"kind": "count", "relation": "exact"} | cells
    file = io.BytesIO()
    table = Table(file, terminal=True)
    table.write(pl.DataFrame([row], schema=figures.SCHEMA))
    table.close()
    return file.getvalue().decode()


def test_a_table_fits_the_terminal_and_keeps_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = drawn(
        monkeypatch, 60, doc="a/long/path/" * 9 + "end.txt", text="12 " * 40, value=123456789012.0, label="людей " * 30
    )
    assert all(width(line) <= 60 for line in shown.splitlines())
    assert "123\u202f456\u202f789\u202f012" in shown
    assert "end.txt" in shown


def test_empty_columns_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = drawn(monkeypatch, 80, doc="a", text="12", value=12.0)
    assert shown.splitlines()[0].split() == ["doc", "text", "kind", "value"]

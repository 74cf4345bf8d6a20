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
        (1 / 3, "0.333333…"),
        (0.000123, "0.000123"),
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


def drawn(monkeypatch: pytest.MonkeyPatch, columns: int, *rows: dict[str, object], terminal: bool = True) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    every = {name: None for name in figures.SCHEMA} | {"kind": "count", "relation": "exact"}
    file = io.BytesIO()
    table = Table(file, terminal)
    table.write(pl.DataFrame([every | row for row in rows], schema=figures.SCHEMA))
    table.close()
    return file.getvalue().decode()


def test_a_table_fits_the_terminal_and_keeps_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    long = {"doc": "a/long/path/" * 9 + "end.txt", "text": "12 " * 40, "value": 123456789012.0, "label": "людей " * 30}
    shown = drawn(monkeypatch, 60, long)
    assert all(width(line) <= 60 for line in shown.splitlines())
    assert "123\u202f456\u202f789\u202f012" in shown
    assert "end.txt" in shown


def test_a_long_value_takes_the_blank_after_a_short_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    money = {"doc": "a", "text": "x", "kind": "money", "value": 1e9, "unit": "EUR"}
    other = {"doc": "a", "text": "x", "kind": "multiplier", "value": 3.0}
    assert drawn(monkeypatch, 80, money, other).splitlines()[2:] == [
        "x     money  1\u202f000\u202f000\u202f000  EUR",
        "x     multiplier         3",
    ]


def test_a_number_in_a_text_is_whole_or_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"doc": "a", "text": "US$ 1 370 000 000 a lot", "value": 1.37e9, "label": "word " * 20, "category": "c" * 30}
    shown = drawn(monkeypatch, 60, row).splitlines()[-1].split("  ")[0]
    assert shown == "US$ …"


ROWS = [
    {"doc": "a", "text": "12", "value": 12.0},
    {"doc": "a", "text": "345", "value": 345.0},
    {"doc": "b", "text": "6", "value": 6.0},
]


def test_documents_are_headings_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [line.split() for line in drawn(monkeypatch, 80, *ROWS).splitlines()] == [
        ["text", "kind", "value"],
        ["a"],
        ["12", "count", "12"],
        ["345", "count", "345"],
        ["b"],
        ["6", "count", "6"],
    ]


def test_documents_are_a_column_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [line.split() for line in drawn(monkeypatch, 80, *ROWS, terminal=False).splitlines()] == [
        ["doc", "text", "kind", "value"],
        ["a", "12", "count", "12"],
        ["345", "count", "345"],
        ["b", "6", "count", "6"],
    ]

"""`figures.explain` and `figures explain`: the words that a figure hangs on, and how else it could be read."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import figures
from command import run
from figures.explanations import LONGEST
from figures.glossary import FLAGS
from figures.tables import SCHEMA

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def reasons(text: str, **options: Any) -> list[dict[str, tuple[str, ...]]]:
    """Of each figure, the words that its columns hang on."""
    return [{reason.column: reason.words for reason in one.reasons} for one in figures.explain(text, **options)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "At least 40 soldiers were wounded in the clash.",
            {"relation": ("At least",), "category": ("soldiers",)},
        ),
        ("Щонайменше 40 солдатів поранено.", {"relation": ("Щонайменше",), "outcome": ("поранено",)}),
        ("La fábrica costó 5 millones de euros.", {"kind": ("millones de euros",)}),
        ("Il prezzo è salito del 3 % a luglio.", {"trend": ("salito del",)}),
        ("袭击造成至少12人死亡。", {"relation": ("至少",)}),
        ("The plant makes 600 cars a day.", {"per": ("a day",)}),
    ],
)
def test_columns_hang_on_the_words_that_tell_them(text: str, wanted: dict[str, tuple[str, ...]]) -> None:
    (told,) = reasons(text)
    assert {column: told.get(column) for column in wanted} == wanted


def test_what_no_word_tells_has_no_reason() -> None:
    (explained,) = figures.explain("He had 12.")
    assert explained.figure.value == 12
    assert explained.reasons == ()
    assert explained.doubts == ()


def test_an_open_separator_can_be_read_the_other_way() -> None:
    (explained,) = figures.explain("They counted 1.234 trees.", lang="en")
    doubts = {doubt.style: doubt.columns["value"] for doubt in explained.doubts if doubt.style}
    assert explained.figure.flags == ("ambiguous_separator",)
    assert {explained.figure.value, *doubts.values()} == {Decimal("1234"), Decimal("1.234")}


def test_a_date_of_either_order_is_read_as_regions_do() -> None:
    (explained,) = figures.explain("It was filed on 03/04/2025.", lang="en")
    (doubt,) = explained.doubts
    assert doubt.columns == {"date": "2025-04-03"}
    assert "en-GB" in doubt.langs
    assert figures.explain("It was filed on 03/04/2025.", lang="en-GB")[0].doubts == ()


def test_pesos_may_be_those_of_each_country() -> None:
    (explained,) = figures.explain("Costó 57 pesos.", lang="es")
    units = [doubt.columns["unit"] for doubt in explained.doubts]
    assert explained.figure.unit == "MXN"
    assert {"ARS", "CLP", "COP", "UYU"} <= set(units)
    assert len(units) == len(set(units))


@pytest.mark.parametrize("article", SEEDS, ids=lambda path: path.stem)
def test_figures_are_those_of_parse(article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    assert [one.figure for one in figures.explain(text)] == figures.parse(text)


def test_each_flag_has_a_meaning() -> None:
    dtype = SCHEMA["flags"]
    assert isinstance(dtype, pl.List)
    assert isinstance(dtype.inner, pl.Enum)
    assert list(FLAGS) == list(dtype.inner.categories)


def test_a_text_too_long_to_explain_is_told() -> None:
    with pytest.raises(figures.FiguresError, match=f"up to {LONGEST} characters"):
        figures.explain("a" * (LONGEST + 1))


def test_the_command_marks_figures_and_gives_reasons(tmp_path: Path) -> None:
    done = run("explain", "At least 40 soldiers were wounded.", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert shown.startswith("At least ⟦40⟧ soldiers were wounded.\n")
    assert "relation at_least" in next(line for line in shown.splitlines() if line.startswith("      At least"))
    assert "outcome wounded" in shown


def test_the_command_reads_standard_input_and_writes_json(tmp_path: Path) -> None:
    done = run("explain", "--lang", "en", "--format", "jsonl", cwd=tmp_path, stdin=b"\xef\xbb\xbfIt cost 57 pesos.\n")
    (row,) = map(json.loads, done.stdout.decode().splitlines())
    assert (row["text"], row["kind"], row["reasons"]["kind"]) == ("57 pesos", "money", ["pesos"])
    assert {"columns": {"unit": "ARS"}, "langs": [], "style": None} in row["doubts"]


def test_nothing_in_a_text_commands_the_terminal(tmp_path: Path) -> None:
    done = run("explain", "\x1b[2J At least 40 \u202esoldiers\x07 were wounded.", cwd=tmp_path)
    assert done.returncode == 0
    shown = done.stdout.decode()
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "⟦40⟧" in shown


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "told"),
    [
        (["--lang", "xx", "12"], b"", 2, b"xx"),
        ([], b"12 dead\n\xff\xfe broken", 1, b"standard input: line 2: not UTF-8, at byte 8"),
        ([], b"a" * (LONGEST + 1), 2, b"characters are explained"),
    ],
)
def test_what_cannot_be_explained_is_told_in_a_line(
    tmp_path: Path, arguments: list[str], stdin: bytes, code: int, told: bytes
) -> None:
    done = run("explain", *arguments, cwd=tmp_path, stdin=stdin)
    assert done.returncode == code
    assert told in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert done.stdout == b""

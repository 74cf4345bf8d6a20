"""The table as others get it: its types, and texts however an Arrow holder stores them."""

import datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

import figures
from command import python
from figures import _core

TEXTS = ["Around 600 soldiers were killed.", None, "", "й😀e\u0301 12 people", "Nothing."]
KINDS = ("count number money percent measure duration date time age ordinal fraction multiplier score").split()
RELATIONS = "exact approx at_least more_than at_most less_than range vague".split()


def contract() -> dict[str, Any]:
    """The columns of DESIGN.md."""
    flags = figures.SCHEMA["flags"]
    return {
        "doc": pl.String,
        "figure": pl.UInt32,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "text": pl.String,
        "kind": pl.Enum(KINDS),
        "value": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
        "relation": pl.Enum(RELATIONS),
        "unit": pl.String,
        "label": pl.String,
        "label_start": pl.UInt32,
        "label_end": pl.UInt32,
        "category": pl.String,
        "outcome": pl.String,
        "side": pl.String,
        "scope": pl.Enum(["cumulative", "new", "previous"]),
        "delta": pl.Float64,
        "date": pl.String,
        "tally": pl.UInt32,
        "part_of": pl.UInt32,
        "lang": pl.String,
        "trend": pl.Enum(["up", "down"]),
        "per": pl.String,
        "flags": flags,
    }


def test_schema_is_the_contract() -> None:
    assert list(figures.SCHEMA.items()) == list(contract().items())
    flags = figures.SCHEMA["flags"]
    assert isinstance(flags, pl.List)
    assert isinstance(flags.inner, pl.Enum)
    assert {"ambiguous_separator", "ambiguous_scale", "respelled", "negated"} <= set(flags.inner.categories)


@pytest.mark.parametrize("texts", [TEXTS, [], [None], ["no figure"]])
def test_table_has_the_schema_whatever_the_texts(texts: list[str | None]) -> None:
    assert figures.table(texts).schema == figures.SCHEMA


def test_figure_has_the_columns() -> None:
    figure = figures.parse("12 people", lang="en")[0]
    assert list(figure.as_dict()) == list(figures.SCHEMA)[1:]
    assert figure.value == Decimal(12)
    assert eval(repr(figure.flags)) == figure.flags
    assert repr(figure).startswith("<Figure 0:2 ")


@pytest.mark.parametrize(
    "held",
    [
        pl.Series(TEXTS),
        pl.Series(TEXTS, dtype=pl.Categorical),
        pl.concat([pl.Series(TEXTS[:2]), pl.Series(TEXTS[2:])], rechunk=False),
        pl.Series(["x 99 people", *TEXTS, "y 99 people"]).slice(1, len(TEXTS)),
        pa.array(TEXTS),
        pa.array(TEXTS, pa.large_string()),
        pa.array(TEXTS, pa.string_view()),
        pa.array(TEXTS).dictionary_encode(),
        pa.array(["x 99 people", *TEXTS, "y 99 people"]).slice(1, len(TEXTS)),
        pa.array(["x 99 people", *TEXTS, "y 99 people"], pa.string_view()).slice(1, len(TEXTS)),
        pa.chunked_array([TEXTS[:1], [], TEXTS[1:]], pa.string()),
        tuple(TEXTS),
        iter(TEXTS),
    ],
    ids=lambda held: type(held).__name__ + str(getattr(held, "type", getattr(held, "dtype", ""))),
)
def test_any_holder_gives_the_same_table(held: Any) -> None:
    assert figures.table(held, lang="en").equals(figures.table(TEXTS, lang="en"))


def test_offsets_count_code_points_behind_emoji_and_combining_marks() -> None:
    text = "й😀e\u0301👨‍👩‍👧 и\u0306 12 people, 30 wounded"
    rows = figures.table([text], lang="en").to_dicts()
    assert [text[row["start"] : row["end"]] for row in rows] == ["12", "30"]
    assert [row["text"] for row in rows] == ["12", "30"]


def test_half_an_emoji_keeps_offsets() -> None:
    text = "\ud83d 12 people"
    assert [text[figure.start : figure.end] for figure in figures.parse(text, lang="en")] == ["12"]


def test_null_text_gives_no_row_and_doc_is_the_id_or_the_index() -> None:
    docs = figures.table([None, "12 people", "13 people", "14 people"], ["a", "b", None, ""], lang="en")["doc"]
    assert docs.to_list() == ["b", "2", "3"]
    assert figures.table(["12 people"], [7], lang="en")["doc"].to_list() == ["7"]


def test_langs_go_before_lang() -> None:
    langs = figures.table(["12", "12", "12"], langs=["uk", None, "tlh"], lang="en")["lang"]
    assert langs.to_list() == ["uk", "en", "und"]


def test_dates_may_be_dates() -> None:
    days = [datetime.date(2025, 3, 1), datetime.datetime(2025, 3, 1, 23, 59), "2025-03-01"]
    text = "28 лютого загинуло 12 людей."
    told = [figures.table([text], lang="uk", dates=[day])["date"][0] for day in days]
    assert told == ["2025-02-28"] * 3
    assert figures.parse(text, "uk", datetime.date(2025, 3, 1))[0].date == told[0]


def test_kinds_are_kept() -> None:
    text = "12 people paid $5, or 3 %."
    assert set(figures.table([text], lang="en", kinds=["money"])["kind"]) == {"money"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"texts": [1, 2]}, "texts: strings are wanted, not Int64"),
        ({"texts": ["a"], "ids": ["b", "c"]}, "ids: 2 rows beside 1 texts; give one for each text"),
        ({"texts": ["a"], "langs": [["b"]]}, "langs: strings are wanted, not LargeList"),
        ({"texts": ["a"], "kinds": ["cash"]}, "`cash` is no kind of figure; kinds are count, number, money"),
    ],
)
def test_a_wrong_argument_is_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(figures.FiguresError) as caught:
        figures.table(**arguments)
    assert str(caught.value).startswith(message)


def test_a_region_needs_its_language() -> None:
    with pytest.raises(figures.FiguresError, match="region `PT` stands alone; name the language too"):
        figures.parse_number("1", region="PT")


def test_parse_number_is_exact() -> None:
    assert figures.parse_number("912 490", lang="uk") == Decimal(912490)
    assert isinstance(figures.parse_number("0,1", lang="uk"), Decimal)
    with pytest.raises(ValueError, match=r"."):
        figures.parse_number("hello")


def test_other_holders_take_the_batch() -> None:
    batch, rejected = _core.Reader(lang="en").read_batch(pl.Series(TEXTS))
    assert rejected == []
    taken = pa.record_batch(batch)
    taken.validate(full=True)
    assert taken.schema.equals(pa.schema(_core.schema()))
    assert taken.num_rows == len(batch) > 0


def test_importing_figures_leaves_polars_alone() -> None:
    code = "import sys, figures; assert 'polars' not in sys.modules; figures.parse('12'); print('done')"
    assert python(code).stdout == "done\n"


@pytest.mark.parametrize(
    "order",
    [
        "import figures, polars as pl",
        "import polars as pl, figures",
        "import figures; figures.table([]); import polars as pl",
        "import figures.expressions, polars as pl",
        "from figures.tables import SCHEMA; import polars as pl",
    ],
)
def test_the_namespace_is_there_in_either_order(order: str) -> None:
    code = f"{order}; print(pl.select(pl.lit('12').figures.number()).item())"
    done = python(code, "-W", "error")
    assert (done.stdout, done.stderr) == ("12.0\n", "")

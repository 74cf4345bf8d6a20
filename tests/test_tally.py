"""Losses and casualties as one table: what is a row, what its date is, and which faults of a series are flagged."""

import datetime
from typing import Any

import polars as pl
import pytest

import figures
from figures import series

START = datetime.date(2024, 7, 1)

CLASSES = {
    "en": ("Losses of the Russian army as of {date}", {"soldier": "Personnel", "tank": "Tanks", "uav": "UAVs"}),
    "uk": ("Втрати російських військ", {"soldier": "Особовий склад", "tank": "Танки", "uav": "БпЛА"}),
    "pl": ("Straty wojsk rosyjskich", {"soldier": "Żołnierze", "tank": "Czołgi", "uav": "Drony"}),
}
TOTALS = {
    "soldier": [540_210, 541_360, 542_500, 543_620, 544_790, 545_900],
    "tank": [8084, 8099, 8103, 8127, 8137, 8146],
    "uav": [11_512, 11_549, 11_583, 11_642, 11_668, 11_694],
}

Series = dict[str, list[tuple[int, int | None]]]
"""Totals of each class, day by day, with the change printed beside each."""


def stated(totals: dict[str, list[int]], has_deltas: bool = True) -> Series:
    """The totals with the changes that lead to them, from the second day on."""
    return {
        name: [
            (value, value - before if has_deltas and before is not None else None)
            for before, value in zip([None, *values], values, strict=False)
        ]
        for name, values in totals.items()
    }


def report(lang: str, day: int, of_day: dict[str, tuple[int, int | None]]) -> str:
    title, labels = CLASSES[lang]
    lines = [title.format(date=(START + datetime.timedelta(day)).strftime("%d %B %Y"))]
    for name, (value, delta) in of_day.items():
        lines.append(f"{labels[name]}: {value:,}".replace(",", " ") + ("" if delta is None else f" ({delta:+d})"))
    return "\n".join(lines)


def tallied(
    data: Series, lang: str = "en", more: tuple[tuple[int, dict[str, tuple[int, int | None]]], ...] = ()
) -> Any:
    """The tally of one report a day, and of `more` reports, as day and totals."""
    days = max(len(values) for values in data.values())
    reports = [(day, {name: values[day] for name, values in data.items()}) for day in range(days)] + list(more)
    ids = [f"{at}" for at in range(len(reports))]
    read = figures.table([report(lang, *one) for one in reports], ids=ids, lang=lang)
    return figures.tally(
        read, dates={id_: START + datetime.timedelta(day) for id_, (day, _) in zip(ids, reports, strict=True)}
    )


def flagged(tally: pl.DataFrame) -> dict[tuple[str, str], list[str]]:
    """The checks' flags by document and category."""
    found = {}
    for row in tally.iter_rows(named=True):
        if flags := [flag for flag in row["flags"] if flag in series.CHECKS]:
            found[row["doc"], row["category"]] = flags
    return found


@pytest.mark.parametrize("has_deltas", [True, False])
@pytest.mark.parametrize("lang", CLASSES)
def test_a_clean_series_has_no_flag(lang: str, has_deltas: bool) -> None:
    tally = tallied(stated(TOTALS, has_deltas), lang)
    assert tally.height == 18
    assert tally.schema == figures.TALLY_SCHEMA
    assert tally["value"].to_list() == [value for day in zip(*TOTALS.values(), strict=True) for value in day]
    assert set(tally.select("side", "outcome", "scope").unique().rows()) == {("RU", "losses", "cumulative")}
    assert tally["date"].n_unique() == 6
    assert tally["flags"].list.len().sum() == 0


def planted(name: str, day: int, total: int | None = None, delta: int | None = None) -> Series:
    """A clean series with another total or change on one day."""
    data = stated(TOTALS)
    value, change = data[name][day]
    data[name][day] = (value if total is None else total, change if delta is None else delta)
    return data


@pytest.mark.parametrize("lang", CLASSES)
@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        # 8127 as 8172, 11549 as 15149 and 543620 as 534620, on the last day 8146 as 8416.
        (planted("tank", 3, total=8172), {("3", "tank"): ["delta_mismatch", "digits_transposed"]}),
        (planted("uav", 1, total=15_149), {("1", "uav"): ["delta_mismatch", "digits_transposed"]}),
        (planted("soldier", 3, 534_620), {("3", "soldier"): ["total_falls", "delta_mismatch", "digits_transposed"]}),
        (planted("tank", 5, total=8416), {("5", "tank"): ["delta_mismatch", "digits_transposed"]}),
        # The first total has no change beside it: the second day's tells.
        (planted("tank", 0, total=8048), {("0", "tank"): ["digits_transposed"]}),
        # A change of 24 as 42, and of 24 as 30.
        (planted("tank", 3, delta=42), {("3", "tank"): ["delta_mismatch", "digits_transposed"]}),
        (planted("tank", 3, delta=30), {("3", "tank"): ["delta_mismatch"]}),
        # A wrong total, above and below, blames no other day.
        (planted("tank", 3, total=8600), {("3", "tank"): ["delta_mismatch"]}),
        (planted("tank", 3, total=8000), {("3", "tank"): ["total_falls", "delta_mismatch"]}),
        (planted("uav", 5, total=11_600), {("5", "uav"): ["total_falls", "delta_mismatch"]}),
    ],
    ids=str,
)
def test_a_planted_fault_is_flagged_and_nothing_else(
    lang: str, data: Series, wanted: dict[tuple[str, str], list[str]]
) -> None:
    assert flagged(tallied(data, lang)) == wanted


def test_a_correction_that_is_announced_still_falls() -> None:
    totals = TOTALS | {"tank": [8084, 8099, 8103, 8096, 8106, 8115]}
    assert flagged(tallied(stated(totals))) == {("3", "tank"): ["total_falls"]}


def test_without_changes_neighbours_tell_of_two_digits() -> None:
    # 8103 as 8301, then the next day is below it; 8127 as 8217: between 8103 and 8137 there is 8127.
    totals = TOTALS | {"tank": [8084, 8099, 8103, 8217, 8137, 8146]}
    found = flagged(tallied(stated(totals, has_deltas=False)))
    assert found == {("3", "tank"): ["digits_transposed"], ("4", "tank"): ["total_falls"]}


def test_documents_that_disagree_are_both_flagged_and_both_kept() -> None:
    other = ((3, {"tank": (8129, 26), "uav": (11_642, 59)}),)
    tally = tallied(stated(TOTALS), more=other)
    assert flagged(tally) == {
        ("3", "tank"): ["documents_disagree"],
        ("6", "tank"): ["documents_disagree"],
    }
    assert tally.filter(date=str(START + datetime.timedelta(3)), category="tank")["value"].to_list() == [8127, 8129]


@pytest.mark.parametrize(
    ("amounts", "is_flagged"),
    [
        (("at least 40", "about 50", "47"), False),
        (("about 600", "612"), False),
        (("at least 40", "39"), True),
        (("about 600", "700"), True),
        (("47", "48"), True),
    ],
)
def test_only_amounts_that_exclude_each_other_disagree(amounts: tuple[str, ...], is_flagged: bool) -> None:
    read = figures.table([f"So far {amount} people have been killed." for amount in amounts], lang="en")
    read = read.with_columns(scope=pl.lit("cumulative", figures.SCHEMA["scope"]))
    found = flagged(figures.tally(read, date="2024-07-01"))
    wanted = {(str(at), "person"): ["documents_disagree"] for at in range(len(amounts))}
    assert found == (wanted if is_flagged else {})


def test_after_a_gap_a_change_is_held_to_less() -> None:
    # The report of a day between is not there: 8127 (+24) fits any total up to 8103, 8127 (+40) does not fit 8099.
    data = stated(TOTALS)
    days = (0, 1, 3)
    reports = [report("en", day, {"tank": data["tank"][day]}) for day in days]
    dates = {str(at): START + datetime.timedelta(day) for at, day in enumerate(days)}
    read = figures.table(reports, ids=list(dates), lang="en")
    assert flagged(figures.tally(read, dates=dates)) == {}
    reports[2] = report("en", 3, {"tank": (8127, 40)})
    read = figures.table(reports, ids=list(dates), lang="en")
    assert flagged(figures.tally(read, dates=dates)) == {("2", "tank"): ["delta_mismatch"]}


def test_a_rounded_total_is_held_to_what_it_says() -> None:
    texts = ["Losses of the army\nPersonnel: 1.2 million (+1,100)\nTanks: 800 (+4)"] * 2
    read = figures.table(texts, ids=["a", "b"], lang="en")
    found = figures.tally(read, dates={"a": "2024-07-01", "b": "2024-07-02"})
    assert found["value"].to_list() == [1_200_000, 800] * 2
    assert flagged(found) == {("b", "tank"): ["delta_mismatch"]}


def test_rows_are_counts_with_an_outcome_and_keep_their_place_in_the_text() -> None:
    text = (
        "On 3 May 2024, at least 12 people were killed, including 3 children, and 40 homes were damaged for $2 million."
    )
    read = figures.table([text], ids=["a"], lang="en")
    found = figures.tally(read, date="2024-05-04")
    assert found.select("category", "outcome", "low", "part_of").rows() == [
        ("person", "killed", 12, None),
        ("child", "killed", 3, found["figure"][0]),
        ("home", "damaged", 40, None),
    ]
    for row in found.iter_rows(named=True):
        assert text[row["start"] : row["end"]] == row["text"]
    assert "12" in found["text"].to_list()


def test_the_date_is_the_figures_else_the_documents() -> None:
    read = figures.table(["12 people were killed.", "13 people were killed.", "14 people were killed."], lang="en")
    own = pl.when(pl.col("doc") == "0").then(pl.lit("2024-07-05")).alias("date")
    found = figures.tally(
        read.with_columns(own), dates={"0": "2024-07-01", "1": "2024-07-02T09:30:00Z"}, date="2024-07"
    )
    assert found["date"].to_list() == ["2024-07-05", "2024-07-02", "2024-07"]
    assert figures.tally(read, date="yesterday")["date"].null_count() == 3


def test_rates_and_changes_are_no_tallies() -> None:
    texts = ["There are 12 deaths a day.", "Road deaths fell by 12 in May.", "12 people were killed."]
    read = figures.table(texts, lang="en").filter(kind="count")
    assert read["outcome"].to_list() == ["killed"] * 3
    assert figures.tally(read)["doc"].to_list() == ["2"]


def test_wide_has_a_row_a_side_and_date_and_drops_nothing() -> None:
    read = figures.table(
        [
            "Losses of the Russian army\nTanks: 8084\nUAVs: 11 512",
            "Losses of the Russian army\nTanks: 8085\nUAVs: 11 512",
            "From 5 to 9 people were killed, including 3 in the capital. 40 people were wounded.",
        ],
        lang="en",
    )
    found = figures.tally(read, date="2024-07-01", wide=True)
    columns = ["side", "date", "scope", "person_killed", "person_killed_low", "person_killed_high", "person_wounded"]
    assert found.columns == [*columns, "tank", "uav", "documents", "flags"]
    assert found.select("side", "date", "tank", "uav", "documents").rows() == [
        ("RU", "2024-07-01", 8084, 11_512, 2),
        ("RU", "2024-07-01", 8085, None, 1),
        (None, "2024-07-01", None, None, 1),
    ]
    assert found["flags"].to_list() == [["documents_disagree"], ["documents_disagree"], []]
    assert found.select("person_killed", "person_killed_low", "person_killed_high", "person_wounded").row(2) == (
        None,
        5,
        9,
        40,
    )


def test_a_tally_of_nothing_has_its_columns() -> None:
    empty = figures.SCHEMA.to_frame()
    assert figures.tally(empty).schema == figures.TALLY_SCHEMA
    assert figures.tally(empty, wide=True).columns == ["side", "date", "scope", "documents", "flags"]
    assert figures.tally(empty.lazy()).height == 0


def test_a_frame_that_is_no_table_of_figures_is_refused() -> None:
    with pytest.raises(figures.FiguresError, match="no column `category`; a tally is made of the table"):
        figures.tally(figures.SCHEMA.to_frame().drop("category"))


@pytest.mark.parametrize(
    ("value", "swapped"), [(21, [12]), (210, [120, 201]), (100, []), (11, []), (5, []), (-21, [-12]), (1.5, [])]
)
def test_two_digits_swapped(value: float, swapped: list[float]) -> None:
    assert sorted(series.swaps(value)) == sorted(swapped)


def test_many_documents_of_one_day_take_no_long_time() -> None:
    totals = [series.Total(row, row, row % 2, row, row, float(row), 0.0, 3.0) for row in range(20_000)]
    raised: set[str] = set()
    series.check(totals, lambda _, flag: raised.add(flag))
    assert "delta_mismatch" in raised

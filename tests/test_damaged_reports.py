"""Reports that were cut, emptied, blown up or run together: rows that are certain, null where not, in linear time."""

import random
import time
from collections.abc import Callable

import pytest

from figures import Figure
from reports.compare import FIELDS, agrees, reader
from reports.days import Day, sample
from reports.layouts import Layout, layouts
from reports.render import render

LISTS = [layout for layout in layouts() if layout.row and layout.between.strip(" ,") == "\n" * len(layout.between)]
DAY = next(day for day in sample() if day.date.isoformat() == "2025-02-28")


def named(name: str) -> Layout:
    return next(layout for layout in layouts() if layout.name == name)


def parse(text: str, layout: Layout, day: Day = DAY) -> list[Figure]:
    return reader(layout.lang).parse(text, date=day.date.isoformat() if layout.is_given else None)


@pytest.mark.parametrize("layout", LISTS, ids=lambda layout: layout.name)
def test_a_cut_report_gives_the_rows_before_the_cut(layout: Layout) -> None:
    page = render(DAY, layout)
    rows = {(row.start, row.end): row for row in page.rows}
    chance = random.Random(layout.name)
    for cut in chance.sample(range(len(page.text) // 3, len(page.text)), 12):
        text = page.text[:cut]
        found = {(figure.start, figure.end): figure for figure in parse(text, layout)}
        # A row that another one follows has all its lines.
        whole = [row for row, after in zip(page.rows, page.rows[1:], strict=False) if after.end <= cut]
        for row in whole:
            figure = found.get((row.start, row.end))
            assert figure is not None, f"cut at {cut}: {text[row.start : row.end]!r} is gone"
            wrong = [name for name in FIELDS if not agrees(row, name, figure)]
            assert wrong == [], f"cut at {cut}: {figure.describe()}, not {row}"
        after = whole[-1].end if whole else 0
        for figure in found.values():
            assert figure.end <= cut
            # On the line that the cut goes through, what is left of it is read.
            if figure.kind in ("count", "number") and after <= figure.start and "\n" in text[figure.end :].rstrip():
                row = rows.get((figure.start, figure.end))
                assert row is not None, f"cut at {cut}: {figure.text!r} is no amount of the report"
                assert (figure.value, figure.delta) in {(row.value, row.delta), (row.value, None)}


@pytest.mark.parametrize("lang", ["uk", "en"])
def test_labels_without_numbers_give_no_rows(lang: str) -> None:
    missing = {"uk": "не надано", "en": "not provided"}[lang]
    layout = named({"uk": "uk-bullets-em-dash", "en": "en-bullets"}[lang])
    page = render(DAY, layout)
    labels = [line.split("—")[0].split(":")[0].strip() for line in page.text.splitlines()[1:] if line.strip()]
    for text in ("\n".join(labels), "\n".join(f"{label}: {missing}" for label in labels)):
        assert parse(text, layout) == []


@pytest.mark.parametrize("layout", [named("uk-widget"), named("uk-bullets-em-dash")], ids=lambda layout: layout.name)
def test_numbers_without_labels_count_nothing(layout: Layout) -> None:
    page = render(DAY, layout)
    numbers = [page.text[row.start : row.end] for row in page.rows]
    figures = parse("\n".join(numbers), layout)
    assert [figure.text for figure in figures] == numbers
    for figure in figures:
        assert (figure.category, figure.outcome, figure.side, figure.delta) == (None, None, None, None)


def long_list(rows: int) -> str:
    return "Втрати Росії на 12.05.2024:\n" + "".join(
        f"Танки — {7000 + row % 900} (+{row % 7})\n" for row in range(rows)
    )


def long_line(rows: int) -> str:
    told = ", ".join(f"танки – {7000 + row % 900} (+{row % 7})" for row in range(rows))
    return f"Втрати Росії на 12.05.2024: {told}."


def long_widget(rows: int) -> str:
    return "Втрати Росії на 12.05.2024\n" + "".join(f"{7000 + row % 900}\n+{row % 7}\nТАНКИ\n" for row in range(rows))


def long_prose(rows: int) -> str:
    return "Росія втратила " + ", ".join(f"{7000 + row % 900} танків (загалом – {9000 + row})" for row in range(rows))


@pytest.mark.parametrize("make", [long_list, long_line, long_widget])
def test_ten_thousand_rows_come_back(make: Callable[[int], str]) -> None:
    figures = [figure for figure in reader("uk").parse(make(10_000)) if figure.kind == "count"]
    assert len(figures) == 10_000
    read = [(int(figure.value or 0), figure.delta, figure.category, figure.side, figure.date) for figure in figures]
    assert read == [(7000 + row % 900, row % 7, "tank", "RU", "2024-05-12") for row in range(10_000)]


@pytest.mark.parametrize("make", [long_list, long_line, long_widget, long_prose])
def test_time_is_linear_in_rows(make: Callable[[int], str]) -> None:
    def cost(rows: int) -> float:
        text, spent = make(rows), []
        for _ in range(2):
            begun = time.process_time()
            reader("uk").parse(text)
            spent.append(time.process_time() - begun)
        return min(spent)

    # Eight times the rows: eight times the work, and sixty-four times if it were square.
    assert cost(8_000) < 24 * max(cost(1_000), 0.001)


def test_rows_of_two_lists_run_together_keep_what_their_lines_say() -> None:
    other = next(day for day in sample() if day.date.isoformat() == "2024-05-12")
    layout = named("uk-bullets-em-dash")
    ours, theirs = render(DAY, layout), render(other, layout)
    second = theirs.text.replace("окупантів", "України")
    lines = [line for pair in zip(ours.text.splitlines(), second.splitlines(), strict=True) for line in pair]
    figures = [figure for figure in parse("\n".join(lines), layout) if figure.kind not in ("date", "time")]
    wanted = sorted((row.value, row.delta, row.category) for row in [*ours.rows, *theirs.rows])
    read = [(int(figure.value or 0), figure.delta, figure.category) for figure in figures]
    assert sorted(read, key=str) == sorted(wanted, key=str)
    # Which heading a row belongs to is open.
    assert {figure.side for figure in figures} == {None}
    assert {figure.date for figure in figures} == {None}


def test_cells_of_two_widgets_run_together_get_no_label_of_the_other() -> None:
    text = """Втрати Росії
10 222
7 454
ТАНКИ
ГЕЛІКОПТЕРИ
370
1 066
ЛІТАКИ
РСЗВ
"""
    figures = reader("uk").parse(text)
    assert [figure.text for figure in figures] == ["10 222", "7 454", "370", "1 066"]
    assert {figure.category for figure in figures} == {None}

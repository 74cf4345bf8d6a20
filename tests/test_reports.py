"""Daily reports made of known numbers come back, in every layout; the full run is `python -m tests.reports FOLDER`."""

import os
import random
from pathlib import Path

import pytest

from reports.compare import compare
from reports.days import Day, all_days, sample
from reports.layouts import Layout, layouts
from reports.render import render

# Where the series of days.toml lie as a whole, if they do.
SERIES = os.environ.get("FIGURES_SERIES")


def told(days: list[Day], layout: Layout) -> list[Day]:
    return [day for day in days if day.series == layout.series]


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_every_row_of_the_sample_days_comes_back(layout: Layout) -> None:
    for day in told(sample(), layout):
        counts, faults = compare(day, layout)
        assert counts["rows"] > 0, f"{day.date} has no rows"
        assert faults == [], f"{day.date}\n{render(day, layout).text}"


@pytest.mark.skipif(not SERIES, reason="FIGURES_SERIES names no folder of the series")
@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_every_row_of_other_days_comes_back(layout: Layout) -> None:
    days = told(all_days(Path(str(SERIES))), layout)
    for day in random.Random(2202).sample(days, 20):
        assert compare(day, layout)[1] == [], f"{day.date}\n{render(day, layout).text}"


def test_the_layouts_are_of_many_languages() -> None:
    prose = {layout.lang for layout in layouts() if "prose" in layout.name or layout.series == "casualties"}
    assert prose >= set("uk ru en pl de fr it es pt ro ar tr".split())
    assert len(layouts()) >= 16

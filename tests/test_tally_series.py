"""Faults planted in long public series, one a class and fortnight: each is flagged where it is, and nothing else is."""

import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest

import figures
from figures import series

SERIES = Path(__file__).parent.parent.parent / "shared" / "series" / "russia_losses_equipment.json"
"""The losses that the General Staff of Ukraine published, day by day (MIT, P. Ivaniuk), where they lie beside us."""
CLASSES = {
    "tank": ("tank", "Tanks"),
    "APC": ("armoured_vehicle", "Armoured combat vehicles"),
    "field artillery": ("artillery_system", "Artillery systems"),
    "MRL": ("mlrs", "MLRS"),
    "aircraft": ("aircraft", "Aircraft"),
    "helicopter": ("helicopter", "Helicopters"),
    "drone": ("uav", "UAVs"),
}

Place = tuple[str, str]
"""Date and category."""


def falls(days: list[dict[str, Any]]) -> set[Place]:
    """Where the published totals themselves are corrected downwards."""
    return {
        (day["date"], category)
        for before, day in itertools.pairwise(days)
        for name, (category, _) in CLASSES.items()
        if day[name] < before[name]
    }


def report(rows: dict[str, tuple[int, int | None]]) -> str:
    lines = [
        f"{CLASSES[name][1]}: {value:,}" + ("" if d is None else f" ({d:+d})") for name, (value, d) in rows.items()
    ]
    return "\n".join(["Losses of the Russian army", *lines])


@pytest.mark.skipif(not SERIES.exists(), reason="the public series are not beside the project")
def test_each_planted_fault_is_flagged_where_it_is() -> None:
    chance = random.Random(7)
    days = sorted(json.loads(SERIES.read_text("utf-8")), key=lambda day: str(day["date"]))
    real = falls(days)
    rows: list[dict[str, tuple[int, int | None]]] = [
        {name: (day[name], None if before is None else day[name] - before[name]) for name in CLASSES}
        for before, day in zip([None, *days], days, strict=False)
    ]
    others: dict[str, tuple[str, str]] = {}
    wanted: dict[Place, str] = dict.fromkeys(real, "total_falls")
    for name, (category, _) in CLASSES.items():
        for at in range(10, len(days) - 5, 14):
            if any((day["date"], category) in real for day in days[at - 3 : at + 4]):
                continue
            (value, delta), before = rows[at][name], days[at - 1][name]
            assert delta is not None
            fault = chance.choice(series.CHECKS)
            if fault == "digits_transposed" and (swapped := list(series.swaps(value))):
                rows[at][name] = (int(chance.choice(swapped)), delta)
            elif fault == "delta_mismatch":
                rows[at][name] = (value, delta + chance.randint(1, 9))
            elif fault == "total_falls":
                rows[at][name] = (before - chance.randint(1, 5), delta)
            elif fault == "documents_disagree":
                others[f"other {len(others)}"] = (days[at]["date"], report({name: (value + 1, delta + 1)}))
            else:
                continue
            wanted[days[at]["date"], category] = fault
    dates = {day["date"]: day["date"] for day in days} | {id_: date for id_, (date, _) in others.items()}
    texts = [report(of_day) for of_day in rows] + [f"{text}\nSubmarines: 1" for _, text in others.values()]
    tally = figures.tally(figures.table(texts, ids=list(dates), lang="en"), dates=dates)
    assert tally.filter(category="submarine").height == len(others)
    assert tally.filter(tally["category"] != "submarine").height == len(days) * len(CLASSES) + len(others)
    found: dict[Place, set[str]] = {}
    for row in tally.iter_rows(named=True):
        if flags := {flag for flag in row["flags"] if flag in series.CHECKS}:
            found.setdefault((row["date"], row["category"]), set()).update(flags)
    assert set(wanted.values()) == set(series.CHECKS)
    assert found.keys() == wanted.keys()
    assert [place for place, flag in wanted.items() if flag not in found[place]] == []

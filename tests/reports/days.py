"""Daily totals, which the reports tell: the sample days beside this file, or every day of the series they are from."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parent / "days.toml"

# Keys of a day's totals: the thing counted and what happened to it; None where the report's heading says it.
CLASSES: dict[str, tuple[str, str | None]] = {
    "soldier": ("soldier", None),
    "tank": ("tank", None),
    "armoured_vehicle": ("armoured_vehicle", None),
    "artillery_system": ("artillery_system", None),
    "mlrs": ("mlrs", None),
    "air_defence": ("air_defence", None),
    "aircraft": ("aircraft", None),
    "helicopter": ("helicopter", None),
    "ground_robot": ("ground_robot", None),
    "uav": ("uav", None),
    "cruise_missile": ("cruise_missile", None),
    "ship": ("ship", None),
    "submarine": ("submarine", None),
    "vehicle": ("vehicle", None),
    "special_equipment": ("special_equipment", None),
    "ballistic_missile_launcher": ("ballistic_missile_launcher", None),
    "killed": ("person", "killed"),
    "wounded": ("person", "wounded"),
    "child": ("child", "killed"),
    "woman": ("woman", "killed"),
    "health_worker": ("health_worker", "killed"),
    "journalist": ("journalist", "killed"),
}

LOSSES = {
    "tank": "tank",
    "APC": "armoured_vehicle",
    "field artillery": "artillery_system",
    "MRL": "mlrs",
    "anti-aircraft warfare": "air_defence",
    "aircraft": "aircraft",
    "helicopter": "helicopter",
    "ground robotic systems": "ground_robot",
    "drone": "uav",
    "cruise missiles": "cruise_missile",
    "naval ship": "ship",
    "submarines": "submarine",
    "vehicles and fuel tanks": "vehicle",
    "special equipment": "special_equipment",
    "mobile SRBM system": "ballistic_missile_launcher",
}
CASUALTIES = {
    "ext_killed_cum": "killed",
    "ext_injured_cum": "wounded",
    "ext_killed_children_cum": "child",
    "ext_killed_women_cum": "woman",
    "ext_med_killed_cum": "health_worker",
    "ext_press_killed_cum": "journalist",
}


@dataclass(frozen=True)
class Day:
    """One report's facts. `deltas` holds the change since the day before, where that day is known."""

    series: str
    date: date
    totals: dict[str, int]
    deltas: dict[str, int]


def sample() -> list[Day]:
    """The days that the project ships."""
    days = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))["day"]
    return [Day(day["series"], day["date"], day["total"], day["delta"]) for day in days]


def all_days(folder: Path) -> list[Day]:
    """Every day of the series in `folder`, file names as published by their makers."""
    equipment = by_date(folder / "russia_losses_equipment.json", "date")
    personnel = by_date(folder / "russia_losses_personnel.json", "date")
    losses = {
        day: {"soldier": personnel[day]["personnel"]} | named(row, LOSSES)
        for day, row in equipment.items()
        if day in personnel
    }
    casualties = {
        day: named(row, CASUALTIES)
        for day, row in by_date(folder / "gaza_casualties_daily.json", "report_date").items()
    }
    return [*with_deltas("losses", losses), *with_deltas("casualties", casualties)]


def by_date(file: Path, column: str) -> dict[date, dict[str, Any]]:
    rows = json.loads(file.read_text(encoding="utf-8"))
    return {date.fromisoformat(row[column]): row for row in sorted(rows, key=lambda row: row[column])}


def named(row: dict[str, Any], names: dict[str, str]) -> dict[str, int]:
    return {ours: row[theirs] for theirs, ours in names.items() if row.get(theirs) is not None}


def with_deltas(series: str, days: dict[date, dict[str, int]]) -> Iterator[Day]:
    """The days that follow another one, with what changed."""
    for (before, old), (day, new) in pairwise(days.items()):
        if (day - before).days == 1:
            yield Day(series, day, new, {key: new[key] - old[key] for key in new if key in old})

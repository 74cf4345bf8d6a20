"""The layouts: one TOML file a language, with its labels and the reports that are written with them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

# The order of a daily report.
LOSSES = (
    "soldier tank armoured_vehicle artillery_system mlrs air_defence aircraft helicopter ground_robot uav "
    "cruise_missile ship submarine vehicle special_equipment ballistic_missile_launcher"
).split()


@dataclass(frozen=True)
class Layout:
    """How a report is written and what it states besides its numbers."""

    name: str
    lang: str
    series: str
    # The report; {rows} and {date} are filled in.
    text: str
    # A row, and a row of a class without a change; empty for none. `rows` and `same` are for single classes.
    row: str
    row_same: str
    rows: dict[str, str]
    same: dict[str, str]
    order: list[str]
    between: str
    last: str
    labels: dict[str, str]
    nouns: dict[str, Any]
    group: str
    plain_below: int
    # Whether "(+0)" is printed.
    prints_zero: bool
    # A pattern of Unicode's date fields; empty where no date is stated.
    date: str
    # Whether the reader is told the document's date.
    is_given: bool
    side: str | None
    # Classes of whose rows the text says no side.
    sideless: list[str]
    outcome: str | None

    def label(self, key: str) -> str:
        return self.labels.get(key, "")


@cache
def layouts() -> list[Layout]:
    """Every layout, by language."""
    return [layout for file in sorted(FOLDER.glob("*.toml")) for layout in of_language(file)]


def of_language(file: Path) -> list[Layout]:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return [made(file.stem, data, given) for given in data["layout"]]


def made(lang: str, data: dict[str, Any], given: dict[str, Any]) -> Layout:
    given = dict(given)
    rows = given.pop("rows", {})
    row = given.pop("row", "")
    between = given.pop("between", "\n")
    layout = Layout(
        name=f"{lang}-{given.pop('name')}",
        lang=lang,
        series=given.pop("series", "losses"),
        text=given.pop("text"),
        row=row,
        row_same=given.pop("row_same", ""),
        rows=rows,
        same=given.pop("same", {}),
        order=given.pop("order", None) or (LOSSES if row else list(rows)),
        between=between,
        last=given.pop("last", between),
        labels=data.get("labels", {}).get(given.pop("labels", ""), {}),
        nouns=data.get("nouns", {}),
        group=given.pop("group", data["group"]),
        plain_below=given.pop("plain_below", data.get("plain_below", 1000)),
        prints_zero=given.pop("prints_zero", False),
        date=given.pop("date", ""),
        is_given=given.pop("is_given", False),
        side=given.pop("side", None),
        sideless=given.pop("sideless", []),
        outcome=given.pop("outcome", "losses"),
    )
    assert not given, f"{layout.name}: no keys of a layout: {sorted(given)}"
    return layout

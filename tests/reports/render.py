"""A day's facts and a layout in, the report's text and the rows it must give out.

A template's words in braces are filled in: `{total}` and `{new}` are figures, `{delta}` belongs to the total before it.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from babel.dates import format_date

from .days import CLASSES, Day
from .layouts import Layout

FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Row:
    """What one row of the table must say."""

    start: int
    end: int
    value: int
    delta: int | None
    category: str
    outcome: str | None
    side: str | None
    scope: str
    date: str | None


@dataclass
class Page:
    """A report under way."""

    text: str = ""
    rows: list[Row] = field(default_factory=list)


def render(day: Day, layout: Layout) -> Page:
    """The day's report in the layout."""
    page = Page()
    for part in re.split(r"(\{rows\})", layout.text):
        if part == "{rows}":
            fill_rows(page, day, layout)
        else:
            page.text += dated(part, day, layout)
    return page


def fill_rows(page: Page, day: Day, layout: Layout) -> None:
    told = [key for key in layout.order if key in day.totals and template(key, day, layout)]
    for place, key in enumerate(told):
        if place:
            page.text += layout.last if place == len(told) - 1 else layout.between
        fill(page, template(key, day, layout), key, day, layout)


def template(key: str, day: Day, layout: Layout) -> str:
    """How the row of a class is written; empty where the layout does not tell it or has no label for it."""
    own = layout.rows.get(key, layout.row)
    if "{label}" in own.lower() and not layout.label(key):
        return ""
    if "{delta}" not in own and "{new}" not in own:
        return own
    delta = day.deltas.get(key)
    is_told = delta is not None and (delta > 0 or (delta < 0 and "{sign}" in own) or (not delta and layout.prints_zero))
    return own if is_told else layout.same.get(key, layout.row_same)


def fill(page: Page, text: str, key: str, day: Day, layout: Layout) -> None:
    first = len(page.rows)
    for part in re.split(r"(\{\w+\})", text):
        name = FIELD.fullmatch(part)
        page.text += filled(page, name[1], key, day, layout) if name else part
    if "{delta}" in text:
        total = next(place for place in range(first, len(page.rows)) if page.rows[place].scope == "cumulative")
        page.rows[total] = Row(**{**vars(page.rows[total]), "delta": day.deltas[key]})


def filled(page: Page, name: str, key: str, day: Day, layout: Layout) -> str:
    total, delta = day.totals[key], day.deltas.get(key, 0)
    label = layout.label(key)
    match name:
        case "total" | "new":
            value = total if name == "total" else delta
            words = grouped(value, layout)
            page.rows.append(row(len(page.text), words, value, name, key, day, layout))
            return words
        case "delta":
            return grouped(abs(delta), layout)
        case "sign":
            return "-" if delta < 0 else "+"
        case "label":
            return label
        case "Label":
            return label[:1].upper() + label[1:]
        case "LABEL":
            return label.upper()
        case "noun":
            return noun(layout.nouns[key], page.rows[-1].value, layout.lang)
        case _:
            raise KeyError(f"{layout.name}: {{{name}}} is no field of a row")


def row(start: int, words: str, value: int, name: str, key: str, day: Day, layout: Layout) -> Row:
    category, outcome = CLASSES[key]
    return Row(
        start=start,
        end=start + len(words),
        value=value,
        delta=None,
        category=category,
        outcome=outcome or layout.outcome,
        side=None if key in layout.sideless else layout.side,
        scope="cumulative" if name == "total" else "new",
        date=stated(day, layout),
    )


def stated(day: Day, layout: Layout) -> str | None:
    """The date that the report states, as far as it does."""
    if not layout.date:
        return None
    tells_year = "y" in layout.date or layout.is_given
    return day.date.isoformat() if tells_year else f"XXXX-{day.date:%m-%d}"


def dated(text: str, day: Day, layout: Layout) -> str:
    return text.replace("{date}", format_date(day.date, layout.date, locale=layout.lang) if layout.date else "{date}")


def grouped(value: int, layout: Layout) -> str:
    if value < layout.plain_below:
        return str(value)
    return f"{value:,}".replace(",", layout.group)


def noun(forms: dict[str, str] | str, value: int, lang: str) -> str:
    """The noun in the form that the number asks for."""
    if isinstance(forms, str):
        return forms
    wanted: Any = Locale.parse(lang).plural_form(value)
    return forms.get(wanted) or forms["other"]

"""What `figures.parse` makes of a report, beside what it must make of it."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from figures import Figure, Reader

from .days import Day
from .layouts import Layout
from .render import Page, Row, render

FIELDS = ("value", "delta", "category", "outcome", "side", "scope", "date")


@cache
def reader(lang: str | None) -> Reader:
    return Reader(lang=lang)


def read(page: Page, day: Day, layout: Layout) -> list[Figure]:
    """The report's figures; its language is left to be told."""
    return reader(None).parse(page.text, date=day.date.isoformat() if layout.is_given else None)


def agrees(row: Row, field: str, figure: Figure) -> bool:
    got = getattr(figure, field)
    # A total that the text does not call one may stay open.
    if field == "scope" and row.scope == "cumulative" and got is None:
        return True
    return bool(got == getattr(row, field))


def compare(day: Day, layout: Layout) -> tuple[Counter[str], list[str]]:
    """How often each field came back, of how many rows, and what did not."""
    page = render(day, layout)
    figures = read(page, day, layout)
    return tally(page, figures), list(faults(page, figures))


def tally(page: Page, figures: list[Figure]) -> Counter[str]:
    found = {(figure.start, figure.end): figure for figure in figures}
    counts = Counter(rows=len(page.rows), extra=len(extra(page, figures)))
    for row in page.rows:
        figure = found.get((row.start, row.end))
        counts.update(name for name in FIELDS if figure is not None and agrees(row, name, figure))
    return counts


def faults(page: Page, figures: list[Figure]) -> Iterator[str]:
    found = {(figure.start, figure.end): figure for figure in figures}
    for row in page.rows:
        words = page.text[row.start : row.end]
        figure = found.get((row.start, row.end))
        if figure is None:
            yield f"{words!r} at {row.start}: no row"
            continue
        for name in FIELDS:
            if not agrees(row, name, figure):
                wanted, got = getattr(row, name), getattr(figure, name)
                yield f"{words!r} at {row.start} ({row.category}): {name} is {got}, not {wanted}"
    for figure in extra(page, figures):
        yield f"{figure.text!r} at {figure.start}: a row that is none: {figure.describe()}"


def extra(page: Page, figures: list[Figure]) -> list[Figure]:
    """Rows for nothing that the report counts; dates and lengths of time in its heading are none."""
    spans = {(row.start, row.end) for row in page.rows}
    beside = ("date", "time", "duration")
    return [figure for figure in figures if figure.kind not in beside and (figure.start, figure.end) not in spans]

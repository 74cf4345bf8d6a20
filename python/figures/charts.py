"""Tallies in, charts out, as SVG: running totals over days, and the largest counts. Needs the extra `report`.

Knows no page that shows them. Nothing of an article is in a chart: its words are those of the taxonomy and ISO 3166-1.
"""

import base64
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from figures.series import CHECKS

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.figure import Figure

MOST_SERIES = 24
MOST_BARS = 16
_COLUMNS = 3
_DAYS = 4
_SERIES = ["side", "category", "outcome"]
_DAY = r"^\d{4}-\d{2}-\d{2}$"


class Chart(NamedTuple):
    """A drawing, in base64, and what it shows in words."""

    svg: str
    alt: str


def charts(tally: "pl.DataFrame") -> Iterator[Chart]:
    """The charts of a tally as `figures.tally` makes it: of series of two days or more, of what was counted most."""
    series = _over_days(tally)
    if series:
        yield _lines(series[:MOST_SERIES], len(series))
    bars = _largest(tally)
    if bars:
        yield _bars(bars)


def is_flagged() -> "pl.Expr":
    """Whether a check of the tally raised a flag of the row."""
    import polars as pl

    return pl.col("flags").list.eval(pl.element().cast(pl.String).is_in(CHECKS)).list.any()


class _Series(NamedTuple):
    name: str
    days: list[Any]
    amounts: list[float]
    is_flagged: list[bool]


def _over_days(tally: "pl.DataFrame") -> list[_Series]:
    """Statements of one side, category and outcome on two days or more, those of most days first."""
    import polars as pl

    stated = tally.filter(pl.col("date").str.contains(_DAY)).with_columns(
        day=pl.col("date").str.to_date("%Y-%m-%d", strict=False),
        amount=pl.coalesce("value", (pl.col("low") + pl.col("high")) / 2, "low", "high"),
        is_flagged=is_flagged(),
    )
    # What is new of a day is another statement; those without a scope are totals, as reports mostly give them.
    is_total = pl.col("scope").cast(pl.String).fill_null("cumulative") == "cumulative"
    stated = stated.filter(is_total).drop_nulls(["day", "amount"])
    found = []
    for key, rows in stated.group_by(_SERIES, maintain_order=True):
        if rows["day"].n_unique() > 1:
            rows = rows.sort("day", maintain_order=True)
            columns = (rows[name].to_list() for name in ("day", "amount", "is_flagged"))
            found.append(_Series(_name(key), *columns))
    return sorted(found, key=lambda one: -len(one.days))


def _largest(tally: "pl.DataFrame") -> list[tuple[str, float]]:
    """What was counted, with the largest count of each, the largest first."""
    import polars as pl

    amount = pl.coalesce("value", "high", "low")
    counted = tally.group_by(_SERIES, maintain_order=True).agg(most=amount.max()).drop_nulls("most")
    counted = counted.filter(pl.col("most") > 0).sort("most", descending=True, maintain_order=True).head(MOST_BARS)
    return [(_name(row[:3]), row[3]) for row in counted.iter_rows()]


def _name(key: Sequence[Any]) -> str:
    return " ".join(str(part) for part in key if part is not None)


def _lines(series: Sequence[_Series], count: int) -> Chart:
    from matplotlib.figure import Figure

    rows = -(-len(series) // _COLUMNS)
    figure = Figure(figsize=(11, 2.2 * rows), layout="constrained")
    grid = figure.subplots(rows, _COLUMNS, squeeze=False)
    for axes, one in zip(grid.flat, series, strict=False):
        axes.plot(one.days, one.amounts, marker=".", linewidth=1.2, color="#3566a8")
        flagged = [place for place, is_flagged in enumerate(one.is_flagged) if is_flagged]
        axes.plot(
            [one.days[place] for place in flagged], [one.amounts[place] for place in flagged], "o", color="#cc3333"
        )
        axes.set_title(one.name, fontsize=9)
        axes.tick_params(labelsize=7)
        _ticks(axes, one.days)
    for axes in list(grid.flat)[len(series) :]:
        axes.set_visible(False)
    shown = f"{len(series)} of {count} series" if count > len(series) else f"{count} series"
    names = ", ".join(one.name for one in series)
    return Chart(_svg(figure), f"Totals by day, {shown}: {names}; what is flagged is red")


def _ticks(axes: Any, days: Sequence[Any]) -> None:
    """Few days below, whole numbers beside."""
    from matplotlib.ticker import MaxNLocator

    from figures.terminal import number

    own = sorted(set(days))
    few = own[:: -(-len(own) // _DAYS)]
    axes.set_xticks(few, [day.isoformat() for day in few])
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: number(float(value)))


def _bars(bars: Sequence[tuple[str, float]]) -> Chart:
    from matplotlib.figure import Figure

    from figures.terminal import number

    figure = Figure(figsize=(11, 0.6 + 0.32 * len(bars)), layout="constrained")
    axes = figure.subplots()
    names, amounts = [name for name, _ in bars][::-1], [amount for _, amount in bars][::-1]
    drawn = axes.barh(names, amounts, color="#7fa3d1")
    axes.bar_label(drawn, [number(amount) for amount in amounts], padding=3, fontsize=8)
    axes.set_title("Largest count of each", fontsize=9)
    # Tanks beside soldiers: some hundreds beside hundreds of thousands.
    axes.set_xscale("symlog", linthresh=10)
    axes.set_xlim(right=max(amounts) * 4)
    axes.xaxis.set_visible(False)
    axes.tick_params(labelsize=8)
    return Chart(_svg(figure), "Largest count of each: " + ", ".join(f"{name} {number(most)}" for name, most in bars))


def _svg(figure: "Figure") -> str:
    import matplotlib as mpl

    drawn = io.BytesIO()
    # Text as text, and the same bytes for the same tally.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "figures"}):
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    return base64.b64encode(drawn.getvalue()).decode("ascii")

"""Totals of one thing over dates in, what is wrong with them out.

A running total should not fall, should be the total of the day before plus the change printed beside it, and should be
the same in all documents of its date. Where it is not, rows are flagged; no amount is changed.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

CHECKS = ("total_falls", "delta_mismatch", "digits_transposed", "documents_disagree")
"""The flags that the checks raise."""

Flag = Callable[[int, str], None]


@dataclass(slots=True)
class Total:
    """One running total, as a document states it for a day."""

    row: int
    """Where it stands in the table."""
    document: int
    day: int
    """Days since any one day."""
    low: float
    """The least and the most that the statement allows; infinite where it leaves a side open."""
    high: float
    value: float | None
    """The total as a number, where it is one."""
    slack: float
    """How far `value` may be rounded."""
    delta: float | None
    """The change printed beside it."""
    is_confirmed: bool = False
    """Whether the change printed beside it leads to the total of the day before."""
    believed: list[float] = field(default_factory=list)
    """What it may be if `value` is a mistake."""

    @property
    def readings(self) -> list[float]:
        """Every number that this total may be."""
        return self.believed if self.value is None else [self.value, *self.believed]

    @property
    def least(self) -> float:
        """The least that it may be, mistakes allowed for."""
        return min([self.low, *self.believed])


def bounds(
    value: float | None, low: float | None, high: float | None, delta: float | None, is_worded: bool
) -> tuple[float, float, float]:
    """The least and the most that a row of the table allows, and how far its value may be rounded.

    Without bounds a value is approximate: 600 may be 550 to 650. Where a change is printed beside it, a total is meant
    to the last digit whatever its hedge, unless a scale word (`is_worded`) rounds it: "1.2 million (+3 400)".
    """
    if value is None:
        return -math.inf if low is None else low, math.inf if high is None else high, 0.0
    is_approximate = low is None and high is None and delta is None
    slack = _half_of_last_place(value) if is_approximate or (is_worded and value >= 1000) else 0.0
    if is_approximate or delta is not None or low == high:
        return value - slack, value + slack, slack
    return -math.inf if low is None else low, math.inf if high is None else high, slack


def _half_of_last_place(value: float) -> float:
    """Half a unit of the last place that is not zero: 50 for 600, half for 612."""
    if value == 0 or value != int(value):
        return 0.0
    digits = str(int(abs(value)))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))) / 2)


def check(totals: Iterable[Total], flag: Flag) -> None:
    """Flags what is wrong with the totals of one series, in any order; `flag` takes a row and one of `CHECKS`."""
    ordered = sorted(totals, key=lambda total: total.day)
    days = [list(of_day) for _, of_day in groupby(ordered, key=lambda total: total.day)]
    for at, today in enumerate(days):
        if at:
            _check_deltas(days[at - 1], today, days[at + 1] if at + 1 < len(days) else [], flag)
    for at in range(1, len(days)):
        before = days[at - 2] if at > 1 else []
        after = days[at + 1] if at + 1 < len(days) else []
        _check_falls(before, days[at - 1], days[at], after, flag)


def disagreeing(statements: Iterable[tuple[int, float, float]]) -> set[int]:
    """The documents that another contradicts: `statements` are document, least and most, all of one thing and date.

    A document that states several amounts allows all from the least to the most of them.
    """
    allowed: dict[int, tuple[float, float]] = {}
    for document, low, high in statements:
        least, most = allowed.get(document, (low, high))
        allowed[document] = (min(least, low), max(most, high))
    highest_low = max(low for low, _ in allowed.values())
    lowest_high = min(high for _, high in allowed.values())
    return {document for document, (low, high) in allowed.items() if highest_low > high or lowest_high < low}


def _check_deltas(before: list[Total], today: list[Total], after: list[Total], flag: Flag) -> None:
    """A total less its change is the total of the day before; after a gap, it is not below the last total.

    Where two digits of either day would mend it, it is today that is wrong, unless the day after goes on from it.
    """
    gap = today[0].day - before[0].day
    readings = sorted((reading, total.slack) for total in before for reading in total.readings)
    numbers = {reading for reading, _ in readings}
    least = min(total.least for total in before)
    doubtful = {
        swapped: total
        for total in before
        if not total.is_confirmed and total.value is not None
        for swapped in swaps(total.value)
    }
    continued = {total.value - total.delta for total in after if total.value is not None and total.delta is not None}
    for total in today:
        if total.value is None or total.delta is None or not readings:
            continue
        needed = total.value - total.delta
        if gap > 1:
            # The reports of the days between are not there: no more can be said than this.
            if total.delta > 0 and needed + total.slack < least:
                flag(total.row, "delta_mismatch")
            continue
        nearest, slack = _nearest(readings, needed)
        if abs(nearest - needed) <= total.slack + slack:
            total.is_confirmed = True
            continue
        own = any(swapped - total.delta in numbers for swapped in swaps(total.value))
        guilty = doubtful.get(needed)
        if guilty and (not own or total.value in continued):
            flag(guilty.row, "digits_transposed")
            guilty.believed.append(needed)
            total.is_confirmed = True
            continue
        flag(total.row, "delta_mismatch")
        total.believed.append(nearest + total.delta)
        if own or any(total.value - swapped in numbers for swapped in swaps(total.delta)):
            flag(total.row, "digits_transposed")


def _check_falls(earlier: list[Total], before: list[Total], today: list[Total], after: list[Total], flag: Flag) -> None:
    """Flags totals below all of the day before, and on either day those that two digits put out of line."""
    stated_floor = min(total.low for total in before)
    floor = min(total.least for total in before)
    falling = [total for total in today if total.high < stated_floor]
    if not falling:
        return
    top = max((total.high for total in after), default=-math.inf)
    for total in falling:
        if total.high < floor:
            flag(total.row, "total_falls")
        if _fits(total, stated_floor, top):
            flag(total.row, "digits_transposed")
    bottom = min((total.low for total in earlier), default=math.inf)
    highest = max(total.high for total in falling)
    for total in before:
        if _fits(total, bottom, highest):
            flag(total.row, "digits_transposed")


def _fits(total: Total, low: float, high: float) -> bool:
    """Whether a total that nothing confirms would lie between its neighbours, were two of its digits swapped."""
    if total.is_confirmed or total.value is None:
        return False
    return any(low <= swapped <= high for swapped in swaps(total.value))


def swaps(value: float) -> Iterator[float]:
    """The numbers that `value` becomes where two neighbouring digits change places: 12 and 201 for 21 and 210."""
    if value != int(value):
        return
    sign, digits = (-1 if value < 0 else 1), str(int(abs(value)))
    for at in range(len(digits) - 1):
        first, second = digits[at], digits[at + 1]
        if first != second and not (at == 0 and second == "0"):
            yield float(sign * int(digits[:at] + second + first + digits[at + 2 :]))


def _nearest(readings: list[tuple[float, float]], wanted: float) -> tuple[float, float]:
    at = bisect_left(readings, (wanted, -math.inf))
    return min(readings[max(at - 1, 0) : at + 1], key=lambda reading: abs(reading[0] - wanted))

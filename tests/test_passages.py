"""How well news is read, and that it is read no worse than before; passages/README.md has the rules."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

import pytest

from figures import Figure, Reader
from marked import FOLDER, Gold, MarkError, Passage, passage, passages, taxonomy

FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.toml") if file.stem != "floors")
AMOUNTS_IN_TRAPS = {"count", "money", "number"}


@dataclass
class Comparison:
    """What one passage or many add to the measures, and what was missed, a line each."""

    hits: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def f1(self, hit: str, wanted: str, read: str) -> float:
        return 2 * self.hits[hit] / max(1, self.hits[wanted] + self.hits[read])

    def measures(self) -> dict[str, float]:
        return {
            "amount": self.f1("amount", "wanted", "read"),
            "tally": self.f1("tally", "wanted counts", "read counts"),
            "full": self.f1("full", "wanted counts", "read counts"),
            "trapped": self.hits["trapped"] / max(1, self.hits["read"]),
        }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_news_is_read_no_worse_than_before(lang: str) -> None:
    whole = Comparison()
    for one in passages(lang):
        part = compare(one)
        whole.hits += part.hits
    measures = whole.measures()
    print(lang, {name: round(value, 4) for name, value in measures.items()})
    floors = FLOORS[lang]
    fallen = [
        f"{name} {measures[name]:.4f} < {floors[name]}"
        for name in ("amount", "tally", "full")
        if measures[name] < floors[name]
    ]
    if measures["trapped"] > floors["trapped"]:
        fallen.append(f"trapped {measures['trapped']:.4f} > {floors['trapped']}")
    assert not fallen, f"{fallen}; `python tests/marked.py {lang}` shows what is missed"


def test_each_language_has_floors_and_enough_passages() -> None:
    assert set(FLOORS) - {"goal"} == set(LANGUAGES)
    assert {lang: len(passages(lang)) for lang in LANGUAGES if len(passages(lang)) < 25} == {}


def test_marks_become_offsets() -> None:
    one = passage(
        "flood",
        "uk",
        '\n— [[щонайменше|trap]] [[17|count 17.. person killed UA new date=2024-05-01 part "осіб"]] осіб '
        "[[торік|ignore]] у [[2023-му|date 2023]]\n",
    )
    assert one.text == "— щонайменше 17 осіб торік у 2023-му"
    assert one.figures == [
        Gold(
            "17",
            13,
            15,
            "count",
            "17",
            "17",
            None,
            "at_least",
            None,
            "осіб",
            "person",
            "killed",
            "UA",
            "new",
            None,
            "2024-05-01",
            None,
            True,
        ),
        Gold("2023-му", 29, 36, "date", iso="2023"),
    ]
    assert one.trap_spans == [(2, 12), (29, 36)]
    assert one.ignore_spans == [(21, 26)]


@pytest.mark.parametrize(
    ("amount", "value", "low", "high", "relation"),
    [
        ("12", "12", "12", "12", "exact"),
        ("~12", "12", None, None, "approx"),
        ("12..", "12", "12", None, "at_least"),
        (">12", "12", "12", None, "more_than"),
        ("..12", "12", None, "12", "at_most"),
        ("<12", "12", None, "12", "less_than"),
        ("5..9.5", None, "5", "9.5", "range"),
        ("vague(100)", None, "100", None, "vague"),
    ],
)
def test_amounts_are_written_as_in_the_cases(amount: str, value: str, low: str, high: str, relation: str) -> None:
    (gold,) = passage("one", "en", f"[[x|money {amount} EUR]]").figures
    assert (gold.value, gold.low, gold.high, gold.relation, gold.unit) == (value, low, high, relation, "EUR")


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("[[12|counts]]", "`counts` is no kind"),
        ("[[twelve|count person]]", "its amount is missing"),
        ("[[5 km|measure 5]]", "its unit is missing"),
        ("[[12|count persons]]", "`persons` is not understood"),
        ("[[May|date 5]]", "`5` is no EDTF date"),
        ("[[2:1|score 2]]", "`2` is no score"),
        ("[[12|count person] and so on", "a mark is not closed"),
    ],
)
def test_a_mark_that_cannot_be_understood_is_refused(marked: str, message: str) -> None:
    with pytest.raises(MarkError, match=message):
        passage("one", "en", marked)


def compare(one: Passage) -> Comparison:
    """Reads a passage in its language and compares what was read with what is wanted."""
    result = Comparison()
    rows = reader(one.lang).parse(one.text)
    pairs = list(paired(one.figures, rows))
    for gold, row in pairs:
        count = gold.kind == "count"
        result.hits["wanted"] += 1
        result.hits["wanted counts"] += count
        if row is None or not amount_is_right(gold, row):
            result.missed.append(f"missed {gold.text!r} {gold.kind}: {row.describe() if row else 'no row'}")
            continue
        result.hits["amount"] += 1
        wrong = list(differences(gold, row))
        result.missed += [f"{gold.text!r} {name}: wanted {want}, read {got}" for name, want, got in wrong]
        names = {name for name, _, _ in wrong}
        result.hits["tally"] += count and not names & {"kind", "relation", "unit", "category", "outcome"}
        result.hits["full"] += count and not names
    for row in rows:
        trapped = row.kind in AMOUNTS_IN_TRAPS and touches(row, one.trap_spans)
        wanted = any(overlap(row, (gold.start, gold.end)) > 0 for gold in one.figures)
        if not wanted and not trapped and touches(row, one.trap_spans + one.ignore_spans):
            continue
        result.hits["read"] += 1
        result.hits["read counts"] += row.kind == "count"
        result.hits["trapped"] += trapped
        if trapped or not wanted:
            result.missed.append(f"{'in a trap' if trapped else 'not wanted'} {row.text!r}: {row.describe()}")
    return result


@cache
def reader(tag: str) -> Reader:
    return Reader(lang=tag)


def paired(golds: list[Gold], rows: list[Figure]) -> Iterator[tuple[Gold, Figure | None]]:
    """Each wanted figure with the row that fits it best; a row whose amount is right serves once."""
    left = list(rows)
    for gold in golds:
        near = [row for row in left if overlap(row, (gold.start, gold.end)) > 0]
        best = max(
            near, key=lambda row: (amount_is_right(gold, row), overlap(row, (gold.start, gold.end))), default=None
        )
        if best is not None and amount_is_right(gold, best):
            left.remove(best)
        yield gold, best


def overlap(row: Figure, span: tuple[int, int]) -> int:
    return min(row.end, span[1]) - max(row.start, span[0])


def touches(row: Figure, spans: list[tuple[int, int]]) -> bool:
    return any(overlap(row, span) > 0 for span in spans)


def amount_is_right(gold: Gold, row: Figure) -> bool:
    if gold.kind in ("date", "time"):
        return row.kind == gold.kind and (gold.kind == "time" or row.date == gold.iso)
    if gold.kind == "score":
        return row.kind == "score" and equal(gold.low, row.low) and equal(gold.high, row.high)
    if gold.relation == "range":
        return equal(gold.low, row.low) and equal(gold.high, row.high)
    if gold.relation == "vague":
        return row.relation == "vague"
    return equal(gold.value, row.value, Decimal("1e-4") if gold.kind == "fraction" else Decimal(0))


def equal(wanted: str | None, got: Decimal | None, tolerance: Decimal = Decimal(0)) -> bool:
    """Thirds have no end as decimals, hence the tolerance; all other amounts are exact."""
    if wanted is None or got is None:
        return wanted is None and got is None
    return abs(Decimal(wanted) - got) <= tolerance


def differences(gold: Gold, row: Figure) -> Iterator[tuple[str, object, object]]:
    """Fields of the row that are not as wanted: name, what is wanted, what was read."""
    yield from (
        (name, getattr(gold, name), getattr(row, name))
        for name in ("kind", "relation", "unit")
        if getattr(gold, name) != getattr(row, name)
    )
    if gold.kind != "count":
        return
    if gold.category != row.category and not akin(gold.category, row.category):
        yield "category", gold.category, row.category
    for name, want, got in (
        ("outcome", gold.outcome, row.outcome),
        ("side", gold.side, row.side),
        ("date", gold.as_of, row.date),
    ):
        if want != got:
            yield name, want, got
    left_open = None in (gold.scope, row.scope) and "previous" not in (gold.scope, row.scope)
    if gold.scope != row.scope and not left_open:
        yield "scope", gold.scope, row.scope
    if not equal(gold.delta, row.delta):
        yield "delta", gold.delta, row.delta
    if gold.subset != (row.part_of is not None):
        yield "part_of", gold.subset, row.part_of


def akin(one: str | None, other: str | None) -> bool:
    """A class and its coarser one."""
    if one is None or other is None:
        return False
    return taxonomy("category").get(one) == other or taxonomy("category").get(other) == one

"""Passages of tests/passages: marked text in, figures with offsets out. passages/README.md says how they are written.

python tests/marked.py LANG [--jsonl]     what is missed, or the passages as JSON Lines
"""

import argparse
import json
import re
import sys
import tomllib
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / "passages"
TAXONOMY = HERE.parent / "rust" / "core" / "lexicons" / "_taxonomy.toml"
KINDS = set("count number money percent measure duration date time age ordinal fraction multiplier score".split())
NO_COUNTS = {"date", "time", "duration", "age", "ordinal", "score"}
WITH_UNIT = {"money", "measure", "duration"}
USUAL_UNIT = {"percent": "%", "age": "a"}
MARK = re.compile(r"\[\[(?P<text>.+?)\|(?P<reading>[^|\n]*?)\]\](?!\])", re.DOTALL)
NUMBER = r"-?\d+(?:\.\d+)?"
AMOUNTS = {
    "range": re.compile(rf"(?P<low>{NUMBER})\.\.(?P<high>{NUMBER})"),
    "at_least": re.compile(rf"(?P<low>{NUMBER})\.\."),
    "at_most": re.compile(rf"\.\.(?P<high>{NUMBER})"),
    "more_than": re.compile(rf">(?P<low>{NUMBER})"),
    "less_than": re.compile(rf"<(?P<high>{NUMBER})"),
    "approx": re.compile(rf"~(?P<value>{NUMBER})"),
    "vague": re.compile(r"vague\((?P<low>\d+)\)"),
    "exact": re.compile(rf"(?P<value>{NUMBER})"),
}
EDTF = re.compile(r"(?:\d{4}|XXXX|\d{2}XX|\d{3}X)(?:-(?:\d\d|XX)(?:-\d\d)?)?(?:/(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?)?")
SCORE = re.compile(r"\d+-\d+")


@dataclass
class Gold:
    """A figure as it should be read, in columns of the table.

    `as_of` is the `date` of a count, `iso` that of a date; `subset` asks for a `part_of`.
    """

    text: str
    start: int
    end: int
    kind: str
    value: str | None = None
    low: str | None = None
    high: str | None = None
    relation: str = "exact"
    unit: str | None = None
    label: str | None = None
    category: str | None = None
    outcome: str | None = None
    side: str | None = None
    scope: str | None = None
    delta: str | None = None
    as_of: str | None = None
    iso: str | None = None
    subset: bool = False
    flags: list[str] = field(default_factory=list)


@dataclass
class Passage:
    id: str
    lang: str
    text: str
    figures: list[Gold]
    trap_spans: list[tuple[int, int]]
    ignore_spans: list[tuple[int, int]]


class MarkError(ValueError):
    """A mark that cannot be understood; the message says which."""


@cache
def taxonomy(table: str) -> dict[str, str | None]:
    """Ids of `category` or `outcome`, each with its coarser one."""
    entries = tomllib.loads(TAXONOMY.read_text(encoding="utf-8"))[table]
    return {name: entry.get("parent") for name, entry in entries.items()}


def passages(lang: str) -> list[Passage]:
    """The passages of one language."""
    file = FOLDER / f"{lang}.toml"
    found: list[Passage] = []
    for entry in tomllib.loads(file.read_text(encoding="utf-8"))["passage"]:
        try:
            if unknown := entry.keys() - {"id", "lang", "text"}:
                raise MarkError(f"no keys of a passage: {', '.join(sorted(unknown))}")
            if any(entry["id"] == other.id for other in found):
                raise MarkError("another passage has this id")
            found.append(passage(entry["id"], entry.get("lang", lang), entry["text"]))
        except MarkError as error:
            raise MarkError(f"{file.name}: {entry['id']}: {error}") from None
    return found


def passage(name: str, lang: str, marked: str) -> Passage:
    """Takes the marks out of a text and keeps what they say."""
    marked = marked.strip("\n")
    result = Passage(name, lang, "", [], [], [])
    after = 0
    for mark in MARK.finditer(marked):
        result.text += marked[after : mark.start()]
        start, end = len(result.text), len(result.text) + len(mark["text"])
        result.text += mark["text"]
        after = mark.end()
        if mark["reading"] in ("trap", "ignore"):
            (result.trap_spans if mark["reading"] == "trap" else result.ignore_spans).append((start, end))
            continue
        gold = Gold(mark["text"], start, end, "")
        try:
            understand(mark["reading"], gold)
        except MarkError as error:
            raise MarkError(f"[[{mark['text']}|{mark['reading']}]]: {error}") from None
        result.figures.append(gold)
        if gold.kind in NO_COUNTS:
            result.trap_spans.append((start, end))
    result.text += marked[after:]
    if stray := re.search(r"\[\[|\]\]", result.text):
        raise MarkError(f"a mark is not closed or not opened: {result.text[max(0, stray.start() - 30) :][:60]!r}")
    return result


def understand(reading: str, gold: Gold) -> None:
    """Fills `gold` from what its mark says."""
    if labelled := re.search(r'\s*"(.*)"$', reading, re.DOTALL):
        gold.label, reading = labelled[1], reading[: labelled.start()]
    kind, *words = reading.split()
    if kind not in KINDS:
        raise MarkError(f"`{kind}` is no kind")
    gold.kind = kind
    amount(words, gold)
    gold.unit = words.pop(0) if kind in WITH_UNIT and words else USUAL_UNIT.get(kind)
    if kind in WITH_UNIT and not gold.unit:
        raise MarkError("its unit is missing")
    if kind in ("percent", "age") and words:
        gold.unit = words.pop(0)
    for word in words:
        attribute(word, gold)


def amount(words: list[str], gold: Gold) -> None:
    """Takes the amount from the front of `words`, or from the marked text where that is only digits."""
    first = words[0] if words else ""
    if gold.kind in ("date", "score"):
        words[:] = words[1:]
        if not (EDTF if gold.kind == "date" else SCORE).fullmatch(first):
            raise MarkError(f"`{first}` is no {'EDTF date' if gold.kind == 'date' else 'score'}")
        if gold.kind == "date":
            gold.iso = first
        else:
            gold.low, gold.high = first.split("-")
        return
    for relation, form in AMOUNTS.items():
        if found := form.fullmatch(first):
            del words[0]
            parts = found.groupdict()
            gold.relation = relation
            gold.low, gold.high = parts.get("low"), parts.get("high")
            gold.value = parts.get("value")
            if relation == "exact":
                gold.low = gold.high = gold.value
            elif relation not in ("range", "vague", "approx"):
                gold.value = gold.low or gold.high
            return
    if re.fullmatch(r"\d+|\d{1,3}(?:[ \u00A0\u202F]\d{3})+", gold.text):
        gold.value = gold.low = gold.high = re.sub(r"\D", "", gold.text)
    elif gold.kind != "time":
        raise MarkError("its amount is missing")


def attribute(word: str, gold: Gold) -> None:
    """One word of a mark behind kind, amount and unit."""
    if word in taxonomy("category"):
        gold.category = word
    elif word in taxonomy("outcome"):
        gold.outcome = word
    elif re.fullmatch("[A-Z]{2}", word):
        gold.side = word
    elif word in ("new", "cumulative", "previous"):
        gold.scope = word
    elif word == "part":
        gold.subset = True
    elif word in ("implicit", "negated"):
        gold.flags.append(word)
    elif change := re.fullmatch(rf"delta=({NUMBER})", word):
        gold.delta = change[1]
    elif word.startswith("date=") and EDTF.fullmatch(word[5:]):
        gold.as_of = word[5:]
    else:
        raise MarkError(f"`{word}` is not understood")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lang")
    parser.add_argument("--jsonl", action="store_true")
    arguments = parser.parse_args()
    try:
        found = passages(arguments.lang)
    except (MarkError, FileNotFoundError) as error:
        sys.exit(f"marked: {error}")
    if arguments.jsonl:
        for one in found:
            print(json.dumps(asdict(one) | {"id": f"{arguments.lang}-{one.id}"}, ensure_ascii=False))
        return
    from test_passages import compare  # it needs the package; the passages do not

    for one in found:
        for line in compare(one).missed:
            print(f"{one.id}: {line}")


if __name__ == "__main__":
    main()

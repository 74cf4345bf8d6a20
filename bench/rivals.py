"""Measures `figures` beside other tools that read numbers: right, wrong and missed first, then the clock.

Each rival is installed in an environment of its own below corpora/rivals, in the version that `RIVALS` names. The
answers of all tasks are known: to `find` the amounts in the bench's news, and to give the value of strings that are one
number in `digits` or in `words`. Slow tools stop after `--seconds` and are judged by what they read till then.
Baselines are polars counting digits and reading the file. Exit code 1 where a tool could not be run.
"""

import argparse
import csv
import datetime
import importlib.metadata
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import corpus

HERE = Path(__file__).parent
ENVIRONMENTS = HERE / "corpora" / "rivals"
COLUMNS = "tool version task language texts bytes planted right partial wrong missed mb_per_s peak_rss_mb".split(" ")
ALL = "en uk pt it fr ru de zh ar".split(" ")
WEST = "en pt it fr de".split(" ")
STRINGS = 400
Row = dict[str, Any]
Span = tuple[int, int]


class Rival(NamedTuple):
    version: str
    """As it is asked for; `figures` is what is installed beside this script."""
    finds: list[str]
    """Languages in whose texts it finds amounts."""
    digits: list[str]
    """Languages of whose numbers in digits it gives the value."""
    words: list[str]
    """Languages of whose numbers in words it gives the value."""


RIVALS = {
    "figures": Rival("", ALL, ALL, ALL),
    "pyduckling-native-phihos": Rival("0.3.0", ALL, ALL, ALL),
    "ms-recognizers-text-suite": Rival("1.0.1", [*WEST, "zh"], [*WEST, "zh"], [*WEST, "zh"]),
    "quantulum3": Rival("0.10.0", ["en"], ["en"], ["en"]),
    "text2num": Rival("3.1.0", WEST, [], WEST),
    "words2num2": Rival("0.4.11", [], ALL, ALL),
    "price-parser": Rival("0.5.1", [], ALL, []),
}


def python_of(tool: str) -> str:
    """The interpreter that has the tool, made and filled where there is none yet; the reason where that fails."""
    version = RIVALS[tool].version
    if not version:
        return sys.executable
    folder = ENVIRONMENTS / f"{tool}-{version}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "whole").exists():
        print(f"installing {tool} {version}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{tool}=={version}"]
        done = subprocess.run(pip, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        (folder / "whole").touch()
    return str(python)


def asked(tool: str, task: str, language: str, texts: list[str], seconds: float) -> dict[str, Any]:
    """Answers, seconds and peak of memory of the tool in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        adapter = str(HERE / "adapters.py")
        command = [python_of(tool), "-W", "ignore", adapter, tool, task, language, file.name, str(seconds)]
        # Into a file: Duckling's runtime makes pipes that take no more than they hold.
        with tempfile.TemporaryFile("w+", encoding="utf-8") as answers:
            done = subprocess.run(command, stdout=answers, stderr=subprocess.PIPE, text=True, check=False)
            answers.seek(0)
            told = answers.read().splitlines()
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no message"])[-1])
    result: dict[str, Any] = json.loads(told[-1])
    return result


def apart(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap the longest: two readings of one amount are one."""
    kept: list[Span] = []
    for start, end in sorted(map(tuple, spans), key=lambda span: (span[0] - span[1], span)):
        if start < end and all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end))
    return sorted(kept)


def judged(planted: Iterable[Span], found: Iterable[Span]) -> tuple[int, int, int, int]:
    """How many are right (the planted span itself), partial (touched by another), wrong (touch none) and missed."""
    planted, found = list(planted), apart(found)

    def touches(one: Span, other: Span) -> bool:
        return one[0] < other[1] and other[0] < one[1]

    right = len(set(planted) & set(found))
    missed = sum(not any(touches(span, one) for one in found) for span in planted)
    wrong = sum(not any(touches(span, one) for one in planted) for span in found)
    return right, len(planted) - right - missed, wrong, missed


def numbers(language: str, seed: int) -> list[tuple[str, Decimal, str]]:
    """Strings that are one number each, what it is, and whether it is in the language's digits or in its words."""
    from num2words import num2words

    rng = random.Random(f"{seed} {language} numbers")
    prose = corpus.Prose(language, rng)
    rows: list[tuple[str, Decimal, str]] = []
    for place in range(STRINGS):
        whole = int(10 ** rng.uniform(1, 6))
        if place % 2:
            try:
                rows.append((num2words(whole, lang=language), Decimal(whole), "words"))
            except NotImplementedError:
                continue
        else:
            cents = rng.randint(1, 99)
            written = f"{whole:,}".replace(",", prose.group) + f"{prose.decimal}{cents:02}"
            rows.append((written, Decimal(whole) + Decimal(cents) / 100, "digits"))
    return rows


def found(tool: str, language: str, size: int, seed: int, seconds: float) -> Row:
    """How well and how fast a tool finds the amounts in news."""
    documents = list(corpus.documents(language, size, seed))
    result = asked(tool, "find", language, [text for text, _, _ in documents], seconds)
    read = documents[: len(result["answers"])]
    counts = [0, 0, 0, 0]
    for (_, starts, ends), answer in zip(read, result["answers"], strict=True):
        for place, count in enumerate(judged(zip(starts, ends, strict=True), answer)):
            counts[place] += count
    texts = [text for text, _, _ in read]
    return row_of(tool, "find", language, texts, sum(len(starts) for _, starts, _ in read), counts, result)


def valued(tool: str, language: str, seed: int, seconds: float, written: str) -> Row | None:
    """How many strings of one number a tool gives the value of; none where nobody spells the language."""
    rows = [row for row in numbers(language, seed) if row[2] == written]
    if not rows:
        return None
    result = asked(tool, "value", language, [text for text, _, _ in rows], seconds)
    read = rows[: len(result["answers"])]
    answers = list(zip(read, result["answers"], strict=True))
    missed = sum(answer is None for _, answer in answers)
    right = sum(answer is not None and Decimal(answer) == value for (_, value, _), answer in answers)
    counts = [right, 0, len(answers) - right - missed, missed]
    return row_of(tool, written, language, [text for text, _, _ in read], len(read), counts, result)


def row_of(tool: str, task: str, language: str, texts: list[str], planted: int, counts: list[int], result: Row) -> Row:
    size = sum(len(text.encode()) for text in texts)
    right, partial, wrong, missed = counts
    return {
        "tool": tool,
        "version": version_of(tool),
        "task": task,
        "language": language,
        "texts": len(texts),
        "bytes": size,
        "planted": planted,
        "right": right,
        "partial": partial,
        "wrong": wrong,
        "missed": missed,
        "mb_per_s": f"{size / 1e6 / result['seconds']:.4g}",
        "peak_rss_mb": f"{result['peak_rss_mb']:.0f}",
    }


def version_of(tool: str) -> str:
    if RIVALS[tool].version:
        return RIVALS[tool].version
    try:
        return importlib.metadata.version("newsfigures")
    except importlib.metadata.PackageNotFoundError:
        return "checkout"


BASELINES = {
    r"polars \d+": r"texts = frame['text']; work = lambda: texts.str.count_matches(r'\d+').sum()",
    "polars [0-9]+": "texts = frame['text']; work = lambda: texts.str.count_matches('[0-9]+').sum()",
    "reading the file": "work = lambda: pl.read_parquet(sys.argv[1]).height",
}
BASELINE = """
import json, resource, sys, time
import polars as pl
frame = pl.read_parquet(sys.argv[1])
{work}
work()
start = time.perf_counter()
count = work()
taken = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
print(json.dumps({{"count": count, "seconds": taken, "peak_rss_mb": peak, "version": pl.__version__}}))
"""


def baseline(name: str, language: str, size: int, seed: int) -> Row:
    """What polars takes, on one thread; how many it counts stands under `right`, for it knows no spans."""
    path = corpus.made([language], size / 1e6, seed)
    environment = os.environ | {"POLARS_MAX_THREADS": "1"}
    command = [sys.executable, "-c", BASELINE.format(work=BASELINES[name]), str(path)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    result = json.loads(done.stdout)
    documents = list(corpus.documents(language, size, seed))
    bytes_ = sum(len(text.encode()) for text, _, _ in documents)
    return {
        "tool": name,
        "version": result["version"],
        "task": "read" if name == "reading the file" else "count",
        "language": language,
        "texts": len(documents),
        "bytes": bytes_,
        "planted": sum(len(starts) for _, starts, _ in documents),
        "right": "" if name == "reading the file" else result["count"],
        "mb_per_s": f"{bytes_ / 1e6 / result['seconds']:.4g}",
        "peak_rss_mb": f"{result['peak_rss_mb']:.0f}",
    }


def measures(tools: list[str], languages: list[str], size: int, seed: int, seconds: float) -> Iterable[Row]:
    """A row for each tool, task and language; one with the reason where a tool could not be run."""
    for language in languages:
        for tool in tools:
            rival = RIVALS[tool]
            try:
                if language in rival.finds:
                    yield found(tool, language, size, seed, seconds)
                for written, languages_read in (("digits", rival.digits), ("words", rival.words)):
                    row = valued(tool, language, seed, seconds, written) if language in languages_read else None
                    if row:
                        yield row
            except RuntimeError as reason:
                yield {"tool": tool, "version": rival.version, "task": f"not run: {reason}", "language": language}
        for name in BASELINES:
            yield baseline(name, language, size, seed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=float, default=1, metavar="MB", help="of news in each language (default 1)")
    parser.add_argument("--languages", default=",".join(ALL), help="comma-separated (default %(default)s)")
    parser.add_argument("--tools", default=",".join(RIVALS), help="comma-separated (default all)")
    parser.add_argument("--seconds", type=float, default=60, help="that a tool may read a task (default 60)")
    parser.add_argument("--seed", type=int, default=1, help="of the random choices (default 1)")
    parser.add_argument("--record", action="store_true", help="write record/rivals-<date>-<machine>.csv")
    default = f"{platform.system()}-{platform.machine()}-{os.cpu_count()}cpu".lower()
    parser.add_argument("--machine", default=default, help="its name in the record (default %(default)s)")
    options = parser.parse_args()

    began, rows = time.monotonic(), []
    print("  ".join(COLUMNS))
    tools, languages = options.tools.split(","), options.languages.split(",")
    for row in measures(tools, languages, int(options.size * 1e6), options.seed, options.seconds):
        rows.append(row)
        print("  ".join(str(row.get(column, "")) for column in COLUMNS), flush=True)
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)
    if options.record:
        today = datetime.date.today().isoformat()
        path = HERE / "record" / f"rivals-{today}-{options.machine}.csv"
        told = {"date": today, "machine": options.machine, "seed": options.seed}
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [*told, *COLUMNS], restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(row | told for row in rows)
        print(f"recorded in record/{path.name}", file=sys.stderr)
    return int(any("right" not in row for row in rows))


if __name__ == "__main__":
    sys.exit(main())

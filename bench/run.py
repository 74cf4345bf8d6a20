"""Measures `figures` beside polars counting digits: the answers first, then the clock.

One command makes the corpus if it is not there, checks how many of the planted figures come back, and only then takes
times: figures and polars in turn, in one process with one thread, medians of several rounds. Peak memory is taken in a
process of its own for each. Exit code 1 where the answers differ from the newest record of the same corpus.
"""

import argparse
import csv
import datetime
import importlib.metadata
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import corpus

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, Any]

HERE = Path(__file__).parent
RECORD = HERE / "record"
SHOWN = ["tool", "languages", "bytes", "planted", "found", "right", "overlapping", "mb_per_s", "ratio", "peak_rss_mb"]
COLUMNS = ["date", "machine", "version", "seed", "kind", "documents", *SHOWN]
BASELINE = r"polars \d+"
DIGITS = {BASELINE: r"\d+", "polars [0-9]+": "[0-9]+"}
TOOLS = ("figures", *DIGITS, "reading the file")


# What runs in the measured processes. Nothing here is imported before POLARS_MAX_THREADS is set.


def load(path: str) -> "pl.DataFrame":
    """The corpus in memory, its text in one chunk."""
    import polars as pl

    return pl.read_parquet(path).rechunk()


def reader_of(tool: str) -> "Callable[[pl.Series], int]":
    """A call that takes the text column, does the work and returns what it counted."""
    if tool == "figures":
        from figures._core import Reader

        reader = Reader()

        def read(texts: "pl.Series") -> int:
            batch, rejected = reader.read_batch(texts)
            if rejected:
                sys.exit(f"{len(rejected)} documents rejected, the first: {rejected[0]}")
            return len(batch)

        return read
    if tool in DIGITS:
        return lambda texts: int(texts.str.count_matches(DIGITS[tool]).sum())
    return len


def answers(path: str) -> list[Row]:
    """Planted, found and right figures by language: right has the planted span, overlapping touches one."""
    import polars as pl

    from figures._core import Reader

    frame = load(path)
    batch, _ = Reader().read_batch(frame["text"], frame["id"])
    found = pl.DataFrame(batch).select("doc", "start", "end").sort("doc", "start")
    planted = (
        frame.select(doc="id", lang="lang", start="starts", end="ends")
        .explode("start", "end")
        .drop_nulls("start")
        .sort("doc", "start")
    )
    right = planted.join(found, on=["doc", "start", "end"], how="semi")
    # Of found figures the last that starts before a planted one ends is the only one that can touch it last.
    nearest = planted.sort("end").join_asof(
        found.rename({"start": "at", "end": "until"}).sort("at"),
        left_on="end",
        right_on="at",
        by="doc",
        allow_exact_matches=False,
        check_sortedness=False,
    )
    overlapping = nearest.filter(pl.col("until") > pl.col("start"))
    rows = []
    for language in frame["lang"].unique().sort():
        texts = frame.filter(lang=language)
        rows.append(
            {
                "languages": language,
                "bytes": texts["text"].str.len_bytes().sum(),
                "documents": texts.height,
                "planted": planted.filter(lang=language).height,
                "found": found.join(texts, left_on="doc", right_on="id", how="semi").height,
                "right": right.filter(lang=language).height,
                "overlapping": overlapping.filter(lang=language).height,
            }
        )
    return rows


def clock(path: str, rounds: int) -> dict[str, float]:
    """Median seconds of each tool, taken in turn so that a slow minute hits all alike."""
    texts = load(path)["text"]
    tools = {tool: reader_of(tool) for tool in ("figures", *DIGITS)}
    times: dict[str, list[float]] = {tool: [] for tool in tools}
    counts: dict[str, set[int]] = {tool: set() for tool in tools}
    for number in range(rounds + 1):
        for tool, work in tools.items():
            start = time.perf_counter()
            counts[tool].add(work(texts))
            # The first round warms up.
            if number:
                times[tool].append(time.perf_counter() - start)
    unsteady = [tool for tool, seen in counts.items() if len(seen) != 1]
    if unsteady:
        sys.exit(f"not the same answer twice: {', '.join(unsteady)}")
    return {tool: statistics.median(seen) for tool, seen in times.items()}


def peak(path: str, tool: str) -> float:
    """Peak resident memory in MB of a process that reads the file and does the work once."""
    texts = load(path)["text"]
    reader_of(tool)(texts)
    status = Path("/proc/self/status")
    if status.exists():
        # Of this program alone, where getrusage on Linux counts what the parent held before it was started.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1e3
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


# What runs in the process that the user started.


def measured(*arguments: str) -> Any:
    """The JSON that this script prints when started as a measured process."""
    environment = os.environ | {"POLARS_MAX_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    command = [sys.executable, __file__, "--measure", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"the measured process failed: {' '.join(arguments)}")
    return json.loads(done.stdout)


def version_of(tool: str) -> str:
    return importlib.metadata.version("newsfigures" if tool == "figures" else "polars")


def total_of(rows: list[Row], languages: str) -> Row:
    summed = ("bytes", "documents", "planted", "found", "right", "overlapping")
    return {"languages": languages} | {column: sum(row[column] for row in rows) for column in summed}


def recorded(languages: str, kind: str, seed: int, size: int) -> Row | None:
    """The newest record of `figures` on the same corpus."""
    for path in sorted(RECORD.glob("[0-9]*.csv"), reverse=True):
        with path.open(newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                same = (row["tool"], row["languages"], row.get("kind", "news"), row["seed"], row["bytes"])
                if same == ("figures", languages, kind, str(seed), str(size)):
                    return row | {"file": path.name}
    return None


def differences(rows: list[Row], kind: str, seed: int) -> list[str]:
    """What the answers no longer have in common with the record, a line each."""
    lines = []
    for row in rows:
        if old := recorded(row["languages"], kind, seed, row["bytes"]):
            for column in ("planted", "found", "right"):
                if str(row[column]) != old[column]:
                    lines.append(f"{row['languages']}: {column} {row[column]}, record {old['file']} has {old[column]}")
    return lines


def show(rows: list[Row]) -> None:
    """Prints the rows as a table."""
    cells = [SHOWN] + [[str(row.get(column, "")) for column in SHOWN] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    corpus.add_options(parser)
    parser.add_argument("--rounds", type=int, default=5, help="timed rounds of each tool (default 5)")
    parser.add_argument("--answers-only", action="store_true", help="check the answers and take no times")
    parser.add_argument("--record", action="store_true", help="write the result to record/<date>-<machine>.csv")
    default = f"{platform.system()}-{platform.machine()}-{os.cpu_count()}cpu".lower()
    parser.add_argument("--machine", default=default, help=f"its name in the record (default {default})")
    options = parser.parse_args()

    languages = options.languages.split(",")
    path = corpus.made(languages, options.size, options.seed, options.kind)

    by_language = measured("answers", str(path))
    whole = total_of(by_language, "+".join(sorted(languages)))
    rows = [row | {"tool": "figures"} for row in by_language] if len(languages) > 1 else []
    rows.append(whole | {"tool": "figures"})
    changed = differences(rows, options.kind, options.seed)

    if not options.answers_only:
        seconds = measured("clock", str(path), str(options.rounds))
        megabytes = whole["bytes"] / 1e6
        rows += [{"tool": tool, "languages": whole["languages"], "bytes": whole["bytes"]} for tool in TOOLS[1:]]
        for row in rows:
            if row["languages"] != whole["languages"]:
                continue
            if taken := seconds.get(row["tool"]):
                row["mb_per_s"] = f"{megabytes / taken:.1f}"
                # How fast the tool is beside polars counting digits: above 1 is faster than that.
                row["ratio"] = f"{seconds[BASELINE] / taken:.3f}"
            row["peak_rss_mb"] = f"{measured('peak', str(path), row['tool']):.0f}"
    show(rows)

    if options.record:
        today = datetime.date.today().isoformat()
        common = {"date": today, "machine": options.machine, "seed": options.seed, "kind": options.kind}
        RECORD.mkdir(exist_ok=True)
        name = [today, options.machine, *([options.kind] if options.kind != "news" else [])]
        # One language alone, or other kinds of documents, beside the record of the usual corpus.
        name += [options.languages] if len(languages) == 1 else []
        target = RECORD / f"{'-'.join(name)}.csv"
        with target.open("w", newline="", encoding="utf-8") as lines:
            writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
            writer.writeheader()
            for row in rows:
                writer.writerow(row | common | {"version": version_of(row["tool"])})
        print(f"recorded in record/{target.name}", file=sys.stderr)
        return 0
    for line in changed:
        print(f"answers changed: {line}", file=sys.stderr)
    return 1 if changed else 0


def measure(what: str, path: str, *rest: str) -> None:
    """The measured process: one JSON value on standard output."""
    match what:
        case "answers":
            result: object = answers(path)
        case "clock":
            result = clock(path, int(rest[0]))
        case _:
            result = peak(path, rest[0])
    print(json.dumps(result))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(*sys.argv[2:])
    else:
        sys.exit(main())

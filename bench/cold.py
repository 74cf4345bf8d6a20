"""Measures what a cold start costs: the command's help, one small file, the import, the first answer, each lexicon.

What is installed is measured, each time in a process of its own, `--rounds` times; medians are printed in milliseconds
beside the most that they may be. `import` and `first answer` (with the import) are our own time, without the start of
Python; `slowest lexicon` is the first text in the language that takes longest, in a process that has read another. Exit
code 1 where a median is above its limit; `--record` writes record/cold-<date>-<machine>.csv.
"""

import argparse
import csv
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "uk-zvit.txt"
COLUMNS = ["date", "machine", "version", "rounds", "what", "milliseconds", "limit"]
# Milliseconds that each may take.
LIMITS = {"figures --help": 150, "figures parse": 500, "import": 30, "first answer": 30, "slowest lexicon": 10}
# Import and first answer, then the first text of every other language.
INSIDE = """
import json, sys, time
text = open(sys.argv[1], encoding="utf-8").read()
start = time.perf_counter()
import figures
imported = time.perf_counter()
assert figures.parse(text)
answered = time.perf_counter()
lexicons = {}
for code, _ in figures.languages():
    begin = time.perf_counter()
    figures.parse("7", lang=code)
    lexicons[code] = time.perf_counter() - begin
took = {"import": imported - start, "first answer": answered - start, "slowest lexicon": max(lexicons.values())}
print(json.dumps(took))
"""


def command(*arguments: str) -> float:
    """Seconds that the command takes with these arguments."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "figures", *arguments], capture_output=True, check=True)
    return time.perf_counter() - start


def inside() -> dict[str, float]:
    """Seconds of the steps within one process."""
    done = subprocess.run([sys.executable, "-c", INSIDE, str(SEED)], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, help="of which medians are taken; 15 unless told")
    parser.add_argument("--record", action="store_true", help="write record/cold-<date>-<machine>.csv")
    default = f"{platform.system()}-{platform.machine()}-{os.cpu_count()}cpu".lower()
    parser.add_argument("--machine", default=default, help="its name in the record (default %(default)s)")
    options = parser.parse_args()
    rounds = [
        {"figures --help": command("--help"), "figures parse": command("parse", str(SEED)), **inside()}
        # The first one fills the file cache.
        for _ in range(options.rounds + 1)
    ][1:]
    date = str(datetime.date.today())
    version = tomllib.loads((HERE.parent / "Cargo.toml").read_text("utf-8"))["workspace"]["package"]["version"]
    rows = []
    for what, limit in LIMITS.items():
        median = round(1000 * statistics.median(took[what] for took in rounds), 1)
        values = (date, options.machine, version, options.rounds, what, median, limit)
        rows.append(dict(zip(COLUMNS, values, strict=True)))
        print(f"{what:16} {median:8.1f} ms, at most {limit}")
    if options.record:
        path = HERE / "record" / f"cold-{date}-{options.machine}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return int(any(row["milliseconds"] > row["limit"] for row in rows))


if __name__ == "__main__":
    sys.exit(main())

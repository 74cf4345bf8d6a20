"""Runs the fuzzer's targets in turn for so many seconds of processor time, each then a row in bench/record/fuzz.csv.

Needs `cargo install cargo-fuzz`. Stops at the first find, which cargo-fuzz leaves in artifacts/<target>/; the exit code
is 1 then.
"""

import argparse
import csv
import datetime
import re
import resource
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
RECORD = HERE.parent / "bench" / "record" / "fuzz.csv"
# Texts have the most to fail at.
SHARES = {"text": 0.55, "number": 0.15, "lexicon": 0.15, "arrays": 0.15}
# A busy machine stops a process for longer than a slow input takes.
TIMEOUT = 300


def used() -> float:
    """Processor seconds of the processes that ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def run(target: str, seconds: float) -> tuple[float, int, str]:
    """Processor seconds spent, inputs tried and what ended the run before its time."""
    spent, tried = 0.0, 0
    while spent < seconds:
        before = used()
        limits = [f"-max_total_time={max(10, seconds - spent):.0f}", f"-timeout={TIMEOUT}", "-rss_limit_mb=4000"]
        command = ["cargo", "fuzz", "run", "--sanitizer", "none", target, "--", *limits, "-print_final_stats=1"]
        done = subprocess.run(
            command, cwd=HERE.parent, stderr=subprocess.PIPE, text=True, errors="replace", check=False
        )
        spent += used() - before
        tried += sum(int(count) for count in re.findall(r"number_of_executed_units: (\d+)", done.stderr))
        if done.returncode:
            told = [
                line for line in done.stderr.splitlines() if "panicked" in line or line.startswith(("SUMMARY", "error"))
            ]
            return spent, tried, " ".join(told[:2]) or f"exit code {done.returncode}"
    return spent, tried, ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=7200, help="of processor time in all (default 7200)")
    parser.add_argument("--targets", default=",".join(SHARES), help="comma-separated (default %(default)s)")
    options = parser.parse_args()
    targets = options.targets.split(",")
    whole = sum(SHARES[target] for target in targets)
    # Built first, so that the compiler's time is not the fuzzer's.
    subprocess.run(["cargo", "fuzz", "build", "--sanitizer", "none"], cwd=HERE.parent, check=True)
    for target in targets:
        seconds, tried, found = run(target, options.seconds * SHARES[target] / whole)
        print(f"{target}: {seconds:.0f} s, {tried} inputs {found}", flush=True)
        with RECORD.open("a", newline="", encoding="utf-8") as file:
            row = (datetime.date.today(), target, round(seconds), tried, found)
            csv.writer(file, lineterminator="\n").writerow(row)
        if found:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

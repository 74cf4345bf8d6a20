"""The full run: every day of the series in every layout, and how much of it comes back."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from .compare import FIELDS, compare
from .days import all_days, sample
from .layouts import layouts
from .render import render


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.reports", description=__doc__)
    parser.add_argument("series", type=Path, nargs="?", help="folder of the series; the sample days without it")
    parser.add_argument("--layout", help="only layouts whose name holds this")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth day")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show up to N faults a layout")
    parser.add_argument("--show", action="store_true", help="print the first report of each layout")
    options = parser.parse_args()
    days = (all_days(options.series) if options.series else sample())[:: options.every]
    head = ("layout", "reports", "whole", "rows", *FIELDS, "extra")
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    whole = True
    for layout in layouts():
        if options.layout and options.layout not in layout.name:
            continue
        counts: Counter[str] = Counter()
        missed: list[str] = []
        told = [day for day in days if day.series == layout.series]
        for day in told:
            counted, faults = compare(day, layout)
            counts += counted
            counts["whole"] += not faults
            missed += [f"  {layout.name} {day.date}: {fault}" for fault in faults]
        row = (layout.name, len(told), *(counts[name] for name in head[2:]))
        print("| " + " | ".join(map(str, row)) + " |", flush=True)
        whole &= not missed
        if options.show and told:
            print(render(told[-1], layout).text, file=sys.stderr)
        for fault in missed[: options.misses]:
            print(fault, file=sys.stderr)
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())

"""How figures does beside other tools, from the newest record of rivals.py.

Prints the table of docs/rivals.md; `--write` puts it there. tests/test_rivals.py fails where page and record differ.
"""

import argparse
import csv
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "rivals.md"
BEGIN = "<!-- made by: python bench/beside.py --write. Do not edit. -->"
END = "<!-- end -->"
TASKS = ("find", "digits", "words")


def newest() -> Path:
    """The newest record of rivals.py."""
    return max((HERE / "record").glob("rivals-*.csv"))


def table(record: Path) -> str:
    """Markdown: of each tool and task what all its languages together give."""
    with record.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    out = [
        f"Measured ([record](../bench/record/{record.name}), {rows[0]['date']}, {rows[0]['machine']}).",
        "",
        "| task | tool | languages | asked | right | touched | missed | wrong | MB/s | peak MB |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for task in TASKS:
        for tool in dict.fromkeys(row["tool"] for row in rows if row["task"] == task):
            own = [row for row in rows if (row["task"], row["tool"]) == (task, tool)]
            total = {name: sum(int(row[name]) for row in own) for name in ("planted", "right", "partial", "missed")}
            shares = " | ".join(f"{total[name] / total['planted']:.1%}" for name in ("right", "partial", "missed"))
            wrong, size = sum(int(row["wrong"]) for row in own), sum(int(row["bytes"]) for row in own)
            seconds = sum(int(row["bytes"]) / 1e6 / float(row["mb_per_s"]) for row in own)
            languages = " ".join(sorted(row["language"] for row in own))
            peak = max(int(row["peak_rss_mb"]) for row in own)
            out.append(
                f"| {task} | {tool} {own[0]['version']} | {languages} | {total['planted']:,} | {shares} | {wrong:,} "
                f"| {size / 1e6 / seconds:.3g} | {peak} |"
            )
    return "\n".join(out)


def page(record: Path) -> str:
    """docs/rivals.md with the table of `record`."""
    head, rest = PAGE.read_text("utf-8").split(BEGIN)
    return f"{head}{BEGIN}\n\n{table(record)}\n\n{END}{rest.split(END)[1]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"put it into docs/{PAGE.name}")
    options = parser.parse_args()
    if options.write:
        PAGE.write_text(page(newest()), "utf-8")
    else:
        print(table(newest()))


if __name__ == "__main__":
    main()

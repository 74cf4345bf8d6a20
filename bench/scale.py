"""What a month of the web and a month of news cost, from the newest record of engines.py.

Prints the tables of docs/scale.md; `--write` puts them there. tests/test_scale.py fails where page and record differ.
"""

import argparse
import csv
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "scale.md"
BEGIN = "<!-- made by: python bench/scale.py --write. Do not edit. -->"
END = "<!-- end -->"
CORES = 100
HOUR = 3600.0


class Month(NamedTuple):
    """What there is to read."""

    name: str
    documents: float
    bytes: float


WEB = Month("web crawl", 2.1e9, 18e12)
# 120.3 million articles in 2025, and 3.4 TB of text in 1357 million, says the data card of infini-news-corpus.
NEWS = Month("CC-NEWS", 120.3e6 / 12, 120.3e6 / 12 * 3.4e12 / 1357.0e6)


def newest() -> Path:
    """The newest record of engines.py."""
    return max((HERE / "record").glob("engines-*.csv"))


def table(record: Path) -> str:
    """Markdown: each engine's measured speed and what follows from it, how much there is to read and to keep."""
    with record.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    told = rows[0]
    out = [
        f"Measured ([record](../bench/record/{record.name}), {told['date']}, {told['machine']}, load {told['load']}): "
        f"{int(told['bytes']) / 1e6:.0f} MB of text in {told['documents']} documents, {told['rows']} figures.",
        "",
        f"| | MB per core and second | first run, s | {WEB.name}, core-hours | on {CORES} cores, hours "
        f"| {NEWS.name}, core-hours |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        speed = float(row["mb_per_cpu_s"])
        web, news = (month.bytes / 1e6 / speed / HOUR for month in (WEB, NEWS))
        first = f"{float(row['first_s']):.0f}" if row["first_s"] else ""
        out.append(f"| {row['engine']} | {speed:.1f} | {first} | {web:,.0f} | {web / CORES:,.1f} | {news:.2f} |")
    figures = int(told["rows"]) / int(told["bytes"])
    spark = next(row for row in rows if row["engine"] == "spark")
    size = int(spark["out_bytes"]) / int(spark["bytes"])
    out += [
        "",
        f"| | documents | text | figures, at {1 / figures:.0f} bytes of text each "
        f"| as Parquet, at {size:.3f} bytes a byte of text |",
        "|---|--:|--:|--:|--:|",
    ]
    for month in (WEB, NEWS):
        out.append(
            f"| {month.name} | {month.documents / 1e6:,.0f} million | {month.bytes / 1e9:,.0f} GB "
            f"| {month.bytes * figures / 1e6:,.0f} million | {month.bytes * size / 1e9:,.1f} GB |"
        )
    return "\n".join(out)


def page(record: Path) -> str:
    """docs/scale.md with the tables of this record."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table(record)}\n\n{END}{after}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the tables into docs/scale.md")
    if parser.parse_args().write:
        PAGE.write_text(page(newest()), "utf-8")
    else:
        print(table(newest()))


if __name__ == "__main__":
    main()

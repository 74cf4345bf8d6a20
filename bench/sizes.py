"""Measures what a byte costs by how long the documents are and how many, and what two threads gain on one.

The documents are the bench's news, glued and cut to size. A cost is processor time of this process by bytes of text,
the best of several rounds; `ratio` is by the cost of the documents as they are, and of short documents by that of the
fewest. Two threads share the documents; their ratio is the wall time of one by that of two.
"""

import argparse
import csv
import datetime
import os
import platform
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

import corpus
from figures._core import Reader

HERE = Path(__file__).parent
COLUMNS = ["measure", "documents", "bytes", "figures", "ns_per_byte", "ratio"]
LENGTHS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
COUNTS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]
SHORT = 200
"""Bytes of a document where the number of documents is what matters."""
Row = dict[str, object]


def glued(texts: list[str], length: int, most: int) -> Iterator[str]:
    """Documents of `length` bytes or a little less, `most` bytes in all, out of the texts over and over."""
    paragraphs, filled, total = [], 0, 0
    while True:
        for text in texts:
            for paragraph in text.split("\n\n"):
                size = len(paragraph.encode()) + 2
                if paragraphs and filled + size > length:
                    yield "\n\n".join(paragraphs)
                    total += filled
                    paragraphs, filled = [], 0
                    if total + length > most:
                        return
                paragraphs.append(paragraph)
                filled += size


def cost(reader: Reader, texts: pl.Series, rounds: int) -> tuple[float, int]:
    """Seconds of processor time, the best of `rounds`, and the figures found."""
    best, figures = float("inf"), 0
    for _ in range(rounds):
        start = time.process_time()
        batch, rejected = reader.read_batch(texts)
        best = min(best, time.process_time() - start)
        if rejected:
            sys.exit(f"a document was rejected: {rejected[0][1]}")
        figures = len(batch)
    return best, figures


def row(measure: str, texts: pl.Series, seconds: float, figures: int, base: float | None) -> Row:
    size = int(texts.str.len_bytes().sum())
    of_byte = seconds / size * 1e9
    ratio = 1.0 if base is None else of_byte / base
    values = (measure, len(texts), size, figures, round(of_byte, 2), round(ratio, 3))
    return dict(zip(COLUMNS, values, strict=True))


def threads(reader: Reader, texts: pl.Series, rounds: int) -> Row:
    """The wall time of one thread by that of two which share the documents."""
    halves = [texts[0::2].rechunk(), texts[1::2].rechunk()]
    best = {1: float("inf"), 2: float("inf")}
    counts = set()
    for _ in range(rounds):
        for number in best:
            with ThreadPoolExecutor(number) as pool:
                start = time.perf_counter()
                batches = list(pool.map(reader.read_batch, halves))
                best[number] = min(best[number], time.perf_counter() - start)
            counts.add(sum(len(batch) for batch, _ in batches))
    (figures,) = counts
    told = row("two threads", texts, best[2], figures, None)
    return told | {"ratio": round(best[1] / best[2], 3)}


def measures(size: int, longest: int, most: int, rounds: int, seed: int) -> Iterator[Row]:
    """All rows, each as soon as it is there."""
    reader = Reader()
    share = size // len(corpus.LANGUAGES)
    texts = [text for language in corpus.LANGUAGES for text, _, _ in corpus.documents(language, share, seed)]
    as_they_are = pl.Series(texts, dtype=pl.String)
    seconds, figures = cost(reader, as_they_are, rounds + 1)
    yield row("documents as they are", as_they_are, seconds, figures, None)
    base = seconds / int(as_they_are.str.len_bytes().sum()) * 1e9
    for length in LENGTHS:
        if length <= longest:
            cut = pl.Series(list(glued(texts, length, max(size, length))), dtype=pl.String)
            yield row(f"documents of {length} bytes", cut, *cost(reader, cut, rounds), base)
    short = list(glued(texts, SHORT, min(most, 100_000) * SHORT))
    of_short: float | None = None
    for count in COUNTS:
        if count <= most:
            many = pl.Series(short, dtype=pl.String).head(count)
            while len(many) < count:
                many = pl.concat([many, many]).head(count)
            told = row(f"{count} short documents", many, *cost(reader, many, rounds), of_short)
            of_short = of_short or float(str(told["ns_per_byte"]))
            yield told
    yield threads(reader, as_they_are, rounds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=float, default=20, metavar="MB", help="of text for each length (default 20)")
    parser.add_argument("--longest", type=int, default=LENGTHS[-1], help="bytes of a document (default %(default)s)")
    parser.add_argument("--most", type=int, default=COUNTS[-2], help="documents (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="of each measurement, the best counts (default 3)")
    parser.add_argument("--seed", type=int, default=1, help="of the random choices (default 1)")
    parser.add_argument("--record", action="store_true", help="write record/sizes-<date>-<machine>.csv")
    default = f"{platform.system()}-{platform.machine()}-{os.cpu_count()}cpu".lower()
    parser.add_argument("--machine", default=default, help="its name in the record (default %(default)s)")
    options = parser.parse_args()
    rows = []
    print("  ".join(COLUMNS))
    for told in measures(int(options.size * 1e6), options.longest, options.most, options.rounds, options.seed):
        rows.append(told)
        print("  ".join(str(told.get(column, "")) for column in COLUMNS), flush=True)
    if options.record:
        path = HERE / "record" / f"sizes-{datetime.date.today()}-{options.machine}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        print(f"recorded in record/{path.name}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

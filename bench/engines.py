"""Runs the same dump through every engine: the rows first, which must be the same to the byte, then the clock.

A dump is a folder of Parquet files, a run reads them and writes its figures as Parquet. Each engine has a process of
its own with two workers. `first_s` is its first run with what it starts up, `wall_s` and `cpu_s` are medians of the
runs after that; `cpu_s` counts the processor time of the process and of all its workers, so that a busy machine does
not change it much. Exit code 1 where the rows of two engines differ.
"""

import argparse
import csv
import datetime
import gzip
import hashlib
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import corpus

Run = Callable[[str, str], None]
"""Reads a folder of Parquet files, writes figures into another."""

HERE = Path(__file__).parent
RECORD = HERE / "record"
CPUS = 2
FILES = 8
"""How many files a dump has: enough for every worker to have some."""
SECONDS = ["first_s", "wall_s", "cpu_s", "mb_per_cpu_s"]
SHOWN = ["engine", "version", "documents", "bytes", "rows", "out_bytes", "cpus", *SECONDS]
COLUMNS = ["date", "machine", "load", "figures", "languages", "seed", *SHOWN, "rows_sha256"]


# The engines. Each starts what it needs, gives its run and ends what it started.


@contextmanager
def scan() -> Iterator[Run]:
    """`figures.scan`, which `figures parse` runs on too."""
    import figures

    yield lambda dump, out: figures.scan(dump).sink_parquet(f"{out}/rows.parquet")


@contextmanager
def polars() -> Iterator[Run]:
    import polars as pl

    import figures  # noqa: F401

    def run(dump: str, out: str) -> None:
        found = pl.col("text").figures.parse().alias("found")  # type: ignore[attr-defined]
        lists = pl.scan_parquet(f"{dump}/*.parquet").select(pl.col("id").alias("doc"), found)
        rows = lists.filter(pl.col("found").list.len() > 0).explode("found").unnest("found")
        rows.sink_parquet(f"{out}/rows.parquet")

    yield run


@contextmanager
def duckdb() -> Iterator[Run]:
    """The function in SQL."""
    import duckdb

    from figures import engines

    connection = duckdb.connect(config={"threads": CPUS})
    engines.duckdb(connection)

    def run(dump: str, out: str) -> None:
        rows = f"SELECT id AS doc, unnest(figures(text), max_depth := 2) FROM '{dump}/*.parquet'"
        connection.execute(f"COPY ({rows}) TO '{out}/rows.parquet'")

    yield run


@contextmanager
def duckdb_stream() -> Iterator[Run]:
    """A stream of figures in the FROM of a query, by replacement scan; read by one thread."""
    import duckdb

    from figures.arrow import parse_batches

    connection = duckdb.connect(config={"threads": CPUS})

    def run(dump: str, out: str) -> None:
        documents = connection.sql(f"SELECT id, text FROM '{dump}/*.parquet'")
        found = parse_batches(documents, id="id")  # noqa: F841, the query names it
        connection.cursor().execute(f"COPY (FROM found) TO '{out}/rows.parquet'")

    yield run


@contextmanager
def pandas() -> Iterator[Run]:
    """One thread, everything in memory."""
    import pandas as pd

    from figures import engines

    def run(dump: str, out: str) -> None:
        documents = pd.read_parquet(dump, columns=["id", "text"], dtype_backend="pyarrow")
        engines.pandas(documents, id="id").to_parquet(f"{out}/rows.parquet")

    yield run


@contextmanager
def spark() -> Iterator[Run]:
    from pyspark.sql import SparkSession

    from figures import engines

    # Else its workers are whatever Python the path has first.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        "spark.ui.showConsoleProgress": "false",
    }
    session = SparkSession.builder.master(f"local[{CPUS}]").config(map=settings).getOrCreate()

    def run(dump: str, out: str) -> None:
        documents = session.read.parquet(dump)
        engines.spark(documents, id="id").write.mode("overwrite").parquet(out)

    yield run
    session.stop()


@contextmanager
def ray() -> Iterator[Run]:
    import ray
    import ray.data

    from figures import engines

    ray.init(num_cpus=CPUS, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False

    def run(dump: str, out: str) -> None:
        engines.ray(ray.data.read_parquet(dump), id="id").write_parquet(out)

    yield run
    ray.shutdown()


ENGINES = {
    "scan": (scan, "newsfigures"),
    "polars": (polars, "polars"),
    "duckdb": (duckdb, "duckdb"),
    "duckdb stream": (duckdb_stream, "duckdb"),
    "pandas": (pandas, "pandas"),
    "spark": (spark, "pyspark"),
    "ray": (ray, "ray"),
}


# What runs in the measured processes.


def measure(engine: str, dump: str, out: str, rounds: int) -> dict[str, Any]:
    """Seconds of the first run and medians of the others; the figures of the last run lie in `out`."""
    begun = time.perf_counter()
    walls, cpus = [], []
    with ENGINES[engine][0]() as run:
        for number in range(rounds + 1):
            shutil.rmtree(out, ignore_errors=True)
            Path(out).mkdir(parents=True)
            cpu, start = processor_seconds(), time.perf_counter()
            run(dump, out)
            if number:
                walls.append(time.perf_counter() - start)
                cpus.append(processor_seconds() - cpu)
            else:
                first = time.perf_counter() - begun
    medians = {"wall_s": statistics.median(walls), "cpu_s": statistics.median(cpus)} if rounds else {}
    return {"first_s": first} | medians


def processor_seconds() -> float:
    """Of this process and of all that descend from it, those that have ended and were waited for too. Linux only."""
    spent, children = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # It ended meanwhile.
            continue
        process = int(stat.parent.name)
        spent[process] = sum(map(int, fields[11:15]))
        children.setdefault(int(fields[1]), []).append(process)
    total, waiting = 0, [os.getpid()]
    while waiting:
        process = waiting.pop()
        total += spent.get(process, 0)
        waiting += children.get(process, [])
    return total / os.sysconf("SC_CLK_TCK")


# What runs in the process that the user started.


def rows_of(folder: Path) -> bytes:
    """The figures in a folder of Parquet files as JSON Lines in the types of `figures.arrow.SCHEMA`, sorted."""
    import polars as pl

    from figures.arrow import SCHEMA

    found = pl.read_parquet(folder / "**/*.parquet").cast(dict(pl.Schema(SCHEMA)))
    return found.select(list(pl.Schema(SCHEMA))).sort("doc", "start").write_ndjson().encode()


def dump_of(languages: list[str], megabytes: float, seed: int) -> Path:
    """The corpus of these options as a folder of `FILES` files, made if it is not there."""
    import polars as pl

    whole = corpus.made(languages, megabytes, seed)
    folder = whole.with_suffix("")
    if not folder.exists():
        frame = pl.read_parquet(whole)
        partial = folder.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        for number, part in enumerate(frame.select("id", "text").iter_slices(-(-frame.height // FILES))):
            part.write_parquet(partial / f"part-{number}.parquet")
        partial.rename(folder)
    return folder


def measured(engine: str, dump: Path, out: Path, rounds: int) -> dict[str, Any]:
    """The JSON that this script prints when started as a measured process."""
    threads = dict.fromkeys(("POLARS_MAX_THREADS", "RAYON_NUM_THREADS"), str(CPUS))
    command = [sys.executable, __file__, "--measure", engine, str(dump), str(out), str(rounds)]
    done = subprocess.run(command, env=os.environ | threads, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{engine} failed")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def unpacking(dump: Path, rounds: int) -> dict[str, Any]:
    """What it costs to unpack the texts from gzip, as web archives come; one thread."""
    import polars as pl

    packed = gzip.compress("".join(pl.read_parquet(dump / "*.parquet")["text"]).encode(), 6)
    times = []
    for _ in range(rounds):
        start = time.process_time()
        gzip.decompress(packed)
        times.append(time.process_time() - start)
    return {"cpu_s": statistics.median(times)}


def main() -> int:
    import polars as pl

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    corpus.add_options(parser)
    parser.add_argument("--engines", default=",".join(ENGINES), help="comma-separated (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="timed runs of each engine after the first (default 3)")
    parser.add_argument("--record", action="store_true", help="write the result to record/engines-<date>-<machine>.csv")
    default = f"{platform.system()}-{platform.machine()}-{os.cpu_count()}cpu".lower()
    parser.add_argument("--machine", default=default, help=f"its name in the record (default {default})")
    options = parser.parse_args()

    languages = options.languages.split(",")
    dump = dump_of(languages, options.size, options.seed)
    texts = pl.scan_parquet(dump / "*.parquet").select(documents=pl.len(), bytes=pl.col("text").str.len_bytes().sum())
    common = texts.collect().row(0, named=True) | {"cpus": CPUS}
    # What else the machine had to do: `wall_s` means little where that is much.
    load = f"{os.getloadavg()[0]:.1f}"
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for engine in options.engines.split(","):
            out = Path(scratch, engine)
            result = measured(engine, dump, out, options.rounds)
            found = rows_of(out)
            written = sum(file.stat().st_size for file in out.rglob("*.parquet"))
            result |= {"rows": found.count(b"\n"), "out_bytes": written}
            result["rows_sha256"] = hashlib.sha256(found).hexdigest()
            rows.append(common | result | {"engine": engine, "version": importlib.metadata.version(ENGINES[engine][1])})
            shutil.rmtree(out)
    if options.rounds:
        rows.append(common | {"engine": "gunzip", "version": platform.python_version(), "cpus": 1})
        rows[-1] |= unpacking(dump, options.rounds)
    for row in rows:
        if row.get("cpu_s"):
            row["mb_per_cpu_s"] = row["bytes"] / 1e6 / row["cpu_s"]
        row |= {column: f"{row[column]:.2f}" for column in SECONDS if column in row}
    show(rows)
    if len({row["rows_sha256"] for row in rows if "rows_sha256" in row}) > 1:
        print("the engines do not give the same rows", file=sys.stderr)
        return 1
    if options.record:
        today = datetime.date.today().isoformat()
        target = RECORD / f"engines-{today}-{options.machine}.csv"
        told = {"date": today, "machine": options.machine, "load": load, "seed": options.seed}
        told["languages"] = "+".join(languages)
        with target.open("w", newline="", encoding="utf-8") as lines:
            writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(row | told | {"figures": importlib.metadata.version("newsfigures")} for row in rows)
        print(f"recorded in record/{target.name}", file=sys.stderr)
    return 0


def show(rows: list[dict[str, Any]]) -> None:
    """Prints the rows as a table."""
    cells = [SHOWN] + [[str(row.get(column, "")) for column in SHOWN] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        engine, dump, out, rounds = sys.argv[2:]
        print(json.dumps(measure(engine, dump, out, int(rounds))))
    else:
        sys.exit(main())

"""Measures `figures parse` on dumps of gigabytes beside polars reading the same file and counting digits.

Makes the dumps if they are not there (JSON Lines in .zst and Parquet, the documents of `corpus.py` over and over
under new ids), runs both tools in turn as processes of their own, and prints seconds, the ratio of the speeds and the
peak of anonymous memory, which is what a machine must have free: pages of mapped files can be dropped and do not count.
"""

import argparse
import contextlib
import csv
import datetime
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import corpus

if TYPE_CHECKING:
    import polars as pl

HERE = Path(__file__).parent
FORMATS = {"jsonl": ".jsonl.zst", "parquet": ".parquet"}
COLUMNS = ["date", "machine", "tool", "format", "bytes", "file_bytes", "jobs", "rounds", "seconds", "ratio", "peak_mb"]
BASELINE = """
import sys
import polars as pl
path = sys.argv[1]
lazy = pl.scan_parquet(path) if path.endswith("parquet") else pl.scan_ndjson(path)
print(lazy.select(pl.col("text").str.count_matches(r"\\d+").sum()).collect(engine="streaming").item())
"""
EVERY = 0.02
"""Seconds between two looks at the memory of a process."""


def repeated(base: "pl.DataFrame", gigabytes: float) -> Iterator["pl.DataFrame"]:
    """The documents of `base` until there are `gigabytes` of text, each time under other ids."""
    import polars as pl

    size = int(base["text"].str.len_bytes().sum())
    left, turn = int(gigabytes * 1e9), 0
    while left > 0:
        share = min(1.0, left / size)
        part = base.head(max(1, round(base.height * share)))
        # No text twice, or Parquet would hold them as numbers into a dictionary. Letters, for digits are figures.
        mark = f" {turn:b}.".replace("0", "o").replace("1", "i")
        yield part.select(
            pl.concat_str("id", pl.lit(f"-{turn}")).alias("id"), pl.concat_str("text", pl.lit(mark)).alias("text")
        )
        left -= size
        turn += 1


def make(format_: str, gigabytes: float, folder: Path, seed: int) -> Path:
    """Writes the dump of these options where it is not there yet."""
    import polars as pl
    from polars.io.plugins import register_io_source

    path = folder / f"news-{gigabytes:g}GB-{seed}{FORMATS[format_]}"
    if path.exists():
        return path
    print(f"making {path}", file=sys.stderr)
    base = pl.read_parquet(corpus.made(list(corpus.LANGUAGES), min(100, gigabytes * 1000), seed))
    partial = path.with_name(path.name + ".partial")
    if format_ == "parquet":
        schema = {"id": pl.String, "text": pl.String}
        register_io_source(lambda *_: repeated(base, gigabytes), schema=schema).sink_parquet(partial)
    else:
        with subprocess.Popen(["zstd", "-q", "-3", "-f", "-o", partial], stdin=subprocess.PIPE) as packer:
            assert packer.stdin
            for frame in repeated(base, gigabytes):
                frame.write_ndjson(packer.stdin)
        if packer.returncode:
            sys.exit("zstd failed; is the command installed?")
    partial.rename(path)
    return path


def measured(command: list[str], jobs: int) -> tuple[float, float, str]:
    """Seconds, peak anonymous memory in MB and standard output of a command."""
    environment = os.environ | {"POLARS_MAX_THREADS": str(jobs), "PYTHONWARNINGS": ""}
    peak = 0
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=said, env=environment) as running:
            status = Path(f"/proc/{running.pid}/status")
            while running.poll() is None:
                with contextlib.suppress(OSError):
                    for line in status.read_text().splitlines():
                        if line.startswith("RssAnon"):
                            peak = max(peak, int(line.split()[1]))
                time.sleep(EVERY)
        seconds = time.perf_counter() - start
        if running.returncode:
            sys.exit(f"{' '.join(command[:4])}: exit code {running.returncode}")
        said.seek(0)
        return seconds, peak / 1e3, said.read()


def compare(path: Path, rounds: int, jobs: int) -> dict[str, tuple[float, float]]:
    """Median seconds and highest peak of both tools, taken in turn."""
    seen: dict[str, list[tuple[float, float]]] = {"figures": [], "polars": []}
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        out = str(Path(folder, "figures.parquet"))
        parse = [sys.executable, "-m", "figures", "parse", str(path), "-o", out, "--jobs", str(jobs), "--quiet"]
        for _ in range(rounds):
            seen["figures"].append(measured(parse, jobs)[:2])
            seen["polars"].append(measured([sys.executable, "-c", BASELINE, str(path)], jobs)[:2])
    return {
        tool: (statistics.median(s for s, _ in values), max(peak for _, peak in values))
        for tool, values in seen.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="1,5", metavar="GB", help="gigabytes of text, several by comma (default 1,5)")
    parser.add_argument("--formats", default=",".join(FORMATS), help="default %(default)s")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each tool on each dump (default 3)")
    parser.add_argument("--jobs", type=int, default=2, help="threads of each tool (default 2)")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus (default 1)")
    parser.add_argument("--folder", type=Path, default=HERE / "corpora", help="where the dumps lie (default corpora/)")
    parser.add_argument("--keep", action="store_true", help="leave the dumps for the next run")
    parser.add_argument("--record", action="store_true", help="write the result to record/dumps-<date>-<machine>.csv")
    default = f"{platform.system()}-{platform.machine()}-{os.cpu_count()}cpu".lower()
    parser.add_argument("--machine", default=default, help="its name in the record (default %(default)s)")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)

    today = datetime.date.today().isoformat()
    rows = []
    print("tool     format   GB    seconds  ratio  peak anonymous MB")
    for size in map(float, options.size.split(",")):
        for format_ in options.formats.split(","):
            path = make(format_, size, options.folder, options.seed)
            found = compare(path, options.rounds, options.jobs)
            for tool, (seconds, peak) in found.items():
                ratio = found["polars"][0] / seconds
                print(f"{tool:9}{format_:9}{size:<6g}{seconds:7.1f}{ratio:8.3f}{peak:9.0f}", flush=True)
                measures = [round(seconds, 2), round(ratio, 3), round(peak)]
                sizes = [int(size * 1e9), path.stat().st_size]
                rows.append([today, options.machine, tool, format_, *sizes, options.jobs, options.rounds, *measures])
            if not options.keep:
                path.unlink()
    if options.record:
        target = HERE / "record" / f"dumps-{today}-{options.machine}.csv"
        with target.open("w", newline="", encoding="utf-8") as lines:
            csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *rows])
        print(f"recorded in record/{target.name}", file=sys.stderr)


if __name__ == "__main__":
    main()

"""Kills runs at random moments, lets them go on, and compares the table with that of a run left alone.

`python tests/kills.py` does it 20 times over 200 files; the tests do it a few times over fewer.
"""

import argparse
import gzip
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from command import COMMAND, ENVIRONMENT, lines, run

EVERY = 20
"""Every so many files one is Parquet, one CSV, one gzip; the others are JSON Lines."""


def make(folder: Path, files: int, documents: int, seed: int = 1) -> None:
    """A folder of dumps of several formats, some lines of which are no documents."""
    rng = random.Random(seed)
    folder.mkdir()
    for number in range(files):
        records = [
            {
                "id": f"{number}-{at}",
                "text": " ".join(
                    f"{rng.randint(2, 999)} people were killed and {rng.randint(2, 99)} soldiers arrived in town."
                    for _ in range(8)
                ),
            }
            for at in range(documents)
        ]
        stem = f"{number:04}"
        match number % EVERY:
            case 1:
                pl.DataFrame(records).write_parquet(folder / f"{stem}.parquet", row_group_size=100)
            case 2:
                pl.DataFrame(records).write_csv(folder / f"{stem}.csv")
            case 3:
                (folder / f"{stem}.jsonl.gz").write_bytes(gzip.compress(lines(*records)))
            case 4:
                (folder / f"{stem}.jsonl").write_bytes(lines(*records[:5], b"no document", *records[5:]))
            case _:
                (folder / f"{stem}.jsonl").write_bytes(lines(*records))


def killed(folder: Path, kills: int, output: str = "killed.parquet", seed: int = 1) -> int:
    """Kills a run over `in/` of `folder` until it has been hit `kills` times, then lets it end.

    Returns how many kills hit a run that had something to go on from. The moments are spread over the time that the
    whole takes, measured by a run into `whole.parquet` first.
    """
    rng = random.Random(seed)
    start = time.monotonic()
    whole = run("parse", "in", "-o", "whole.parquet", "--errors", "whole.errors", "--quiet", cwd=folder)
    taken = time.monotonic() - start
    assert whole.returncode == 1, whole.stderr
    command = [*COMMAND, "parse", "in", "-o", output, "--errors", "killed.errors", "--quiet", "--resume"]
    hit = 0
    for _ in range(kills):
        began = (folder / f".{output}.resume" / "000000.json").exists()
        running = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
        try:
            running.wait(rng.uniform(0.1, 0.6) * taken)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            hit += began or (folder / f".{output}.resume" / "000000.json").exists()
        else:
            (folder / output).unlink()  # It came to its end: the next begins anew.
    done = run(*command[len(COMMAND) :], cwd=folder)
    assert done.returncode == 1, done.stderr
    return hit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--documents", type=int, default=2000, help="in each file (default 2000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "in", options.files, options.documents, options.seed)
        hit = killed(folder, options.kills, seed=options.seed)
        whole, resumed = pl.read_parquet(folder / "whole.parquet"), pl.read_parquet(folder / "killed.parquet")
        same = whole.equals(resumed) and whole.schema == resumed.schema
        errors = (folder / "whole.errors").read_bytes() == (folder / "killed.errors").read_bytes()
        left = sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
    print(f"{options.kills} kills over {options.files} files, {hit} of runs that had rows to go on from")
    print(f"{whole.height} rows, table {'equal' if same else 'DIFFERENT'}, errors {'equal' if errors else 'DIFFERENT'}")
    print(f"left behind: {', '.join(left) or 'nothing'}")
    sys.exit(not (same and errors and not left))


if __name__ == "__main__":
    main()

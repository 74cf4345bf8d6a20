"""Runs the real command, as the tests of the command line do."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

COMMAND = [sys.executable, "-m", "figures"]
ENGLISH = "Around 600 Chinese soldiers arrived. The damage is $500 million."
ENVIRONMENT = os.environ | {
    "PYTHONWARNINGS": "",
    "COLUMNS": "100",
    # Spark: half the time goes into compiling what runs once, and nobody need reach it from outside.
    "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "SPARK_LOCAL_IP": "127.0.0.1",
}
LONGEST = 120.0
"""Seconds after which a command hangs."""

# A shell that runs us in the background ignores Ctrl-C for us and all our children, and they could not be interrupted.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def run(*arguments: str | Path, cwd: Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """The command run to its end in `cwd`."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        input=stdin or b"",
        capture_output=True,
        timeout=LONGEST,
        env=ENVIRONMENT,
    )


def python(
    code: str, *options: str, cwd: Path | None = None, longest: float = LONGEST
) -> subprocess.CompletedProcess[str]:
    """Code run to its end in a Python of its own."""
    return subprocess.run(
        [sys.executable, *options, "-c", code],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=longest,
        env=ENVIRONMENT,
        text=True,
    )


def read_back(path: Path) -> pl.DataFrame:
    """The table in an output file, by its name."""
    readers: dict[str, Any] = {
        ".csv": pl.read_csv,
        ".jsonl": pl.read_ndjson,
        ".parquet": pl.read_parquet,
        ".arrow": pl.read_ipc,
    }
    frame: pl.DataFrame = readers[Path(path.name.removesuffix(".gz")).suffix](path)
    return frame


@contextlib.contextmanager
def started(
    command: list[str], *, cwd: Path, stdin: int = subprocess.DEVNULL, longest: float = 60
) -> Iterator[subprocess.Popen[bytes]]:
    """A process to talk to: killed after `longest` seconds, and at the end of the block whatever fails there.

    `Popen` alone waits at the end of its block, for ever where the process waits for us.
    """
    with subprocess.Popen(
        command, cwd=cwd, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as running:
        clock = threading.Timer(longest, running.kill)
        clock.start()
        try:
            yield running
        finally:
            clock.cancel()
            running.kill()


def rows(output: bytes) -> list[dict[str, Any]]:
    """JSON Lines as dictionaries."""
    return [json.loads(line) for line in output.splitlines()]


def faults(said: bytes) -> list[str]:
    """The lines on standard error, without the one that says which columns were chosen."""
    return [line for line in said.decode().splitlines() if not line.endswith("choose others")]


def docs(output: bytes) -> list[str]:
    """The documents that have rows, in order, each once."""
    return list(dict.fromkeys(row["doc"] for row in rows(output)))


def lines(*records: Any) -> bytes:
    """Records as JSON Lines; bytes stand as they are."""
    return b"".join(
        (r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode()) + b"\n" for r in records
    )

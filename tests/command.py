"""Runs the real command, as the tests of the command line do."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "figures"]
ENGLISH = "Around 600 Chinese soldiers arrived. The damage is $500 million."
ENVIRONMENT = os.environ | {"PYTHONWARNINGS": "", "COLUMNS": "100"}


def run(*arguments: str | Path, cwd: Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """The command run to its end in `cwd`."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], cwd=cwd, input=stdin or b"", capture_output=True, timeout=120, env=ENVIRONMENT
    )


def rows(output: bytes) -> list[dict[str, Any]]:
    """JSON Lines as dictionaries."""
    return [json.loads(line) for line in output.splitlines()]


def docs(output: bytes) -> list[str]:
    """The documents that have rows, in order, each once."""
    return list(dict.fromkeys(row["doc"] for row in rows(output)))


def lines(*records: Any) -> bytes:
    """Records as JSON Lines; bytes stand as they are."""
    return b"".join(
        (r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode()) + b"\n" for r in records
    )

"""What a run leaves beside its output, so that it can go on after it was stopped, at whatever moment.

The answers are kept in parts, each with the place in the inputs up to which it goes. A part counts from the moment when
its `.json` has its name; everything before that is written and synced. So no row is lost or there twice.
"""

import contextlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from figures.batches import At, Known
from figures.dumps import Answer
from figures.inputs import Rejected, Source
from figures.whole import sync

EVERY = 1.0
"""Seconds between two parts at first; a hundredth of the time that has passed where that is more."""
LONGEST = 60.0
LARGEST = 32 << 20
"""Bytes of figures that make a part at once: they are in memory until then."""


class ResumeError(Exception):
    """The run cannot go on from what is there."""


class Journal:
    """The parts of one run, in a hidden folder beside its output that goes when the output is whole."""

    def __init__(self, output: Path, options: dict[str, Any]) -> None:
        """`options` are those that decide which rows there are; a run goes on only under the same."""
        self._folder = output.absolute().parent / f".{output.name}.resume"
        self._options = options
        self._answers: list[Answer] = []
        self._weight = 0
        self._number = 0
        self._begun = self._written = time.monotonic()
        self._lock: int | None = None

    @property
    def is_there(self) -> bool:
        """Whether a stopped run has left parts."""
        return (self._folder / "000000.json").exists()

    def check(self, is_wanted: bool) -> None:
        """Raises `ResumeError` where another run is at it, had other options, or has read what has changed since.

        Where what is there is not wanted, only the first matters.
        """
        self._locked()
        if not is_wanted:
            return
        head = json.loads((self._folder / "run.json").read_text("utf-8"))
        other = [name for name, value in self._options.items() if head.get(name) != value]
        if other:
            raise ResumeError(f"the stopped run had another {' and '.join(other)}")
        for part in self._parts():
            for name, *status in [*part["done"], *part["within"]]:
                if status != _status(Path(os.fsdecode(name.encode("utf-8", "surrogateescape")))):
                    raise ResumeError(f"{name} has changed since the run was stopped")

    def known(self) -> Known:
        """What the parts hold and need not be read again."""
        done: set[str] = set()
        places: dict[str, int] = {}
        for part in self._parts():
            done.update(name for name, *_ in part["done"])
            places.update({name: part["place"] for name, *_ in part["within"]})
        return Known(frozenset(done), places)

    def replay(self) -> Iterator[Answer]:
        """The answers of the parts, as they came."""
        import polars as pl

        for part in self._parts():
            figures = pl.read_ipc(self._folder / f"{self._number:06}.arrow")
            rejected = [Rejected(*one) for one in part["rejected"]]
            self._number += 1
            yield Answer(figures, part["documents"], rejected, [], At(size=part["size"]))

    def take(self, answer: Answer) -> None:
        """Keeps an answer; writes a part where it is time."""
        self._answers.append(answer)
        self._weight += int(answer.figures.estimated_size())
        now = time.monotonic()
        pause = min(LONGEST, max(EVERY, (now - self._begun) / 100))
        if now - self._written >= pause or self._weight >= LARGEST:
            self.write()

    def write(self) -> None:
        """Makes a part of what has come since the last one."""
        import polars as pl

        answers = self._answers
        if not answers:
            return
        if not self._number:
            self._begin()
        name = self._folder / f"{self._number:06}"
        frame = pl.concat([answer.figures for answer in answers])
        with _synced(name.with_suffix(".arrow")) as path:
            frame.write_ipc(path, compression="lz4")
        within = next((a.at for a in reversed(answers) if a.at.source or a.at.done), At())
        part = {
            "documents": sum(answer.documents for answer in answers),
            "rejected": [one for answer in answers for one in answer.rejected],
            "done": [_named(source) for answer in answers for source in answer.at.done],
            "within": [_named(within.source)] if within.source else [],
            "place": within.place,
            "size": sum(answer.at.size for answer in answers),
        }
        with _synced(name.with_suffix(".json")) as path:
            path.write_text(json.dumps(part), "utf-8")
        # In this order a signal between the two does no harm.
        self._answers = []
        self._number += 1
        self._weight, self._written = 0, time.monotonic()

    def remove(self) -> None:
        """The run is over, or nothing of it is wanted."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._close()

    def close(self) -> None:
        """The run was stopped: writes what there is, as far as there is room."""
        with contextlib.suppress(OSError):
            self.write()
        self._close()

    def _close(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _parts(self) -> Iterator[dict[str, Any]]:
        number = 0
        while (path := self._folder / f"{number:06}.json").exists():
            yield json.loads(path.read_text("utf-8"))
            number += 1

    def _begin(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        self._locked()
        with _synced(self._folder / "run.json") as path:
            path.write_text(json.dumps(self._options), "utf-8")

    def _locked(self) -> None:
        try:
            import fcntl
        except ImportError:  # Windows: two runs into one file are not told apart there.
            return
        self._close()
        self._lock = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ResumeError("another run is writing it") from None


@contextlib.contextmanager
def _synced(path: Path) -> Iterator[Path]:
    """A path to write to; what stands there takes its name when it is on the disk."""
    part = path.with_name(path.name + ".part")
    yield part
    sync(part)
    part.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _named(source: Source) -> list[Any]:
    assert source.path is not None
    return [source.name, *_status(source.path)]


def _status(path: Path) -> list[int]:
    try:
        status = path.stat()
    except OSError:
        return []
    return [status.st_size, status.st_mtime_ns]

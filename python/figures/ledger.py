"""Answers in, messages and the closing account out, on standard error and into the file of `--errors`."""

import collections
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from figures.dumps import Answer
from figures.inputs import Rejected
from figures.terminal import number, plain

SHOWN = 100
"""Rejected documents that are named one by one; a dump may hold millions."""


class Ledger:
    """Counts what was read and says what was not."""

    def __init__(self, path: Path | None, quiet: bool, name: str | None = None) -> None:
        """`path` takes what could not be read; `name` is what the user calls it."""
        self._path = path
        self._name = name or str(path)
        self._file: IO[str] | None = None
        self._quiet = quiet
        self._said = 0
        self._documents = 0
        self._with_figures = 0
        self._unknown = 0
        self._rejected = 0
        self._failed = 0
        self._kinds: collections.Counter[str] = collections.Counter()

    def __enter__(self) -> "Ledger":
        if self._path is not None:
            self._file = self._path.open("w", encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            with self._named():
                self._file.close()

    @contextlib.contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OSError(error.errno, error.strerror, self._name) from None

    @property
    def has_failed(self) -> bool:
        """Whether anything could not be read."""
        return bool(self._rejected or self._failed)

    def take(self, answer: Answer, is_said: bool = True) -> None:
        """Counts an answer and says what is to be said of it, unless that was said by the run before."""
        if not self._quiet:
            for notice in answer.notices:
                say(str(notice))
        for rejected in answer.rejected:
            self._reject(rejected, is_said)
        self._documents += answer.documents
        figures = answer.figures
        if figures.height:
            first = figures["figure"] == 0
            self._with_figures += int(first.sum())
            self._unknown += int((first & (figures["lang"] == "und")).sum())
            self._kinds.update(dict(figures["kind"].cast(str).value_counts().iter_rows()))

    def close(self) -> None:
        """Says what was read, unless quiet."""
        if self._quiet:
            return
        read = self._documents + self._rejected
        account = f"{counted(read, 'document')}: {number(self._with_figures)} with figures, "
        account += f"{number(self._documents - self._with_figures)} without, {number(self._rejected)} rejected"
        if self._failed:
            account += f"; {counted(self._failed, 'input')} failed"
        if self._unknown:
            account += f"; {number(self._unknown)} in a language not known here"
        by_count = sorted(self._kinds.items(), key=lambda item: (-item[1], item[0]))
        kinds = ", ".join(f"{number(count)} {kind}" for kind, count in by_count)
        say(f"{account}; {counted(self._kinds.total(), 'figure')}{': ' if kinds else ''}{kinds}")

    def _reject(self, rejected: Rejected, is_said: bool) -> None:
        if rejected.is_document:
            self._rejected += 1
        else:
            self._failed += 1
        if self._file is not None:
            record = {"file": rejected.file, "line": rejected.line, "reason": rejected.reason}
            with self._named():
                self._file.write(json.dumps(record, ensure_ascii=False) + "\n")
        if not is_said:
            return
        self._said += rejected.is_document
        if not rejected.is_document or self._said <= SHOWN:
            say(str(rejected))
        elif self._said == SHOWN + 1:
            say("more documents were rejected; they are counted below, and --errors FILE collects them")


def counted(count: int, thing: str, things: str | None = None) -> str:
    """A number of things in words for people: "1 row", "2 rows"."""
    return f"{number(count)} {thing if count == 1 else things or thing + 's'}"


def say(message: str) -> None:
    """Prints a line of ours on standard error, harmless to the terminal."""
    with contextlib.suppress(OSError):  # Nobody listens: the rows are still wanted.
        print(f"figures: {plain(message)}", file=sys.stderr, flush=True)

"""One run of `figures parse`: sources in; output, journal, account and progress fed with the answers."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from figures import dumps, outputs
from figures.documents import units
from figures.inputs import Source, sources
from figures.ledger import Ledger
from figures.progress import Bar

if TYPE_CHECKING:
    from figures._core import Reader
    from figures.batches import Batch
    from figures.columns import Names
    from figures.resume import Journal


@dataclass(frozen=True, slots=True)
class Run:
    """What to read and how."""

    paths: Sequence[str]
    input_format: str | None
    encoding: str | None
    names: "Names"
    reader: "Reader"
    jobs: int
    own: Sequence[Path]
    """What we write ourselves and never read."""
    progress: bool | None
    answer: "Callable[[Reader, Batch], dumps.Answer]"
    """Makes the figures of a batch."""

    def feed(self, out: outputs.Output, ledger: Ledger, journal: "Journal | None") -> None:
        """Reads everything; what is in the journal comes from there."""
        known = journal.known() if journal else None
        with Bar(self._size(), self.progress) as bar:
            if journal:
                for answer in journal.replay():
                    ledger.take(answer, is_said=False)
                    bar.take(answer)
                    _write(out, answer)
            work = units(sources(self.paths, self.input_format, self.own), self.names, self.encoding, known)
            with (
                _kept(journal),
                contextlib.closing(dumps.answers(work, self.reader, self.jobs, self.answer)) as answers,
            ):
                for answer in answers:
                    ledger.take(answer)
                    bar.take(answer)
                    if journal:
                        journal.take(answer)
                    _write(out, answer)

    def _size(self) -> int | None:
        """Bytes of the inputs; asked only where somebody will see it."""
        if "-" in self.paths or not Bar(None, self.progress).is_shown:
            return None
        found = (one.path for one in sources(self.paths, self.input_format, self.own) if isinstance(one, Source))
        size = 0
        for path in found:
            with contextlib.suppress(OSError):
                size += path.stat().st_size if path else 0
        return size


def _write(out: outputs.Output, answer: dumps.Answer) -> None:
    if answer.figures.height:
        out.write(answer.figures)


@contextlib.contextmanager
def _kept(journal: "Journal | None") -> Iterator[None]:
    try:
        yield
    except BaseException:
        if journal:
            journal.close()
        raise

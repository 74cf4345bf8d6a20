"""How far a long run has come, as a bar on standard error; nothing where that is no terminal."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from figures.dumps import Answer

if TYPE_CHECKING:
    from rich.progress import Progress


class Bar:
    """Documents, bytes, figures, rate and time left."""

    def __init__(self, total: int | None, is_shown: bool | None = None) -> None:
        """`total` is how many bytes the inputs have, None where nobody knows; without `is_shown` a terminal decides."""
        self._total = total
        self._is_shown = sys.stderr.isatty() if is_shown is None else is_shown
        self._bar: Progress | None = None
        self._documents = 0
        self._figures = 0

    @property
    def is_shown(self) -> bool:
        return self._is_shown

    def __enter__(self) -> "Bar":
        if self._is_shown:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                DownloadColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
                TransferSpeedColumn,
            )

            self._bar = Progress(
                BarColumn(bar_width=None),
                TextColumn("{task.fields[documents]:,} documents, {task.fields[figures]:,} figures"),
                DownloadColumn(),
                TransferSpeedColumn(),
                TimeRemainingColumn(),
                console=Console(file=sys.stderr),
                transient=True,
                redirect_stdout=False,
            )
            self._bar.add_task("", total=self._total, documents=0, figures=0)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def take(self, answer: Answer) -> None:
        """Moves on by an answer."""
        self._documents += answer.documents + sum(one.is_document for one in answer.rejected)
        self._figures += answer.figures.height
        if self._bar is not None:
            task = self._bar.task_ids[0]
            self._bar.update(task, advance=answer.at.size, documents=self._documents, figures=self._figures)

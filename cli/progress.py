"""A progress bar for long runs: on standard error, on a terminal only, and only after a second of work.

It is drawn when asked, without a thread of its own, so that lines of output can be written in between.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds of work before a bar is shown."""

INTERVAL = 0.1
"""Seconds between two drawings."""


class ProgressBar:
    """A bar that is not there until it is needed, and gone when the work is done."""

    def __init__(self, stream: TextIO, text: str) -> None:
        """Prepare a bar on ``stream``, with ``text`` in front of it."""
        self._stream = stream
        self._text = text
        self._enabled = stream.isatty()
        self._next = time.monotonic() + PATIENCE
        self._bar: Progress | None = None

    def show(self, done: int, total: int | None) -> None:
        """Say how many records are done, of how many where that is known."""
        if not self._enabled or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + INTERVAL
        if self._bar is None:
            self._bar = self._start()
        task = self._bar.task_ids[0]
        self._bar.update(task, completed=done, total=total)
        self._bar.refresh()

    def clear(self) -> None:
        """Take the bar away before something else is written."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _start(self) -> Progress:
        from rich.console import Console  # noqa: PLC0415 - only a terminal needs rich
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = Progress(*columns, console=Console(file=self._stream), transient=True, auto_refresh=False)
        bar.add_task(self._text, total=None)
        bar.start()
        return bar

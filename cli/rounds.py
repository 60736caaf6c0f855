"""The rounds of a run while it goes on: a table on a terminal, nothing at all in a pipe."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from cli.output import visible
from cli.texts import say
from generator.model import Candidate, Round, Trouble

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live


class Rounds:
    """A live table of rounds on ``stream``; gone when the run is over, so that the result stands alone."""

    def __init__(self, stream: TextIO, language: str, most: int) -> None:
        self._stream = stream
        self._language = language
        self._most = most
        self._rounds: list[Round] = []
        self._live: Live | None = None

    def __enter__(self) -> Self:
        if self._stream.isatty():
            from rich.console import Console  # noqa: PLC0415 - only a terminal needs rich
            from rich.live import Live  # noqa: PLC0415

            console = Console(file=self._stream, highlight=False, markup=False, emoji=False)
            self._live = Live(self._table(), console=console, transient=True, refresh_per_second=8)
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def add(self, done: Round) -> None:
        """A round is finished."""
        self._rounds.append(done)
        if self._live is not None:
            self._live.update(self._table())

    def _table(self) -> RenderableType:
        from rich.console import Group  # noqa: PLC0415 - only a terminal needs rich
        from rich.spinner import Spinner  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        table = Table(box=None, show_header=False, pad_edge=False)
        for done in self._rounds:
            for candidate in done.candidates:
                mark = "*" if (candidate.round, candidate.number) == done.best else " "
                style = {"accepted": "green", "open": "yellow"}.get(candidate.decision.value, "red")
                table.add_row(
                    Text(f"{mark} {candidate.round}.{candidate.number}"), Text(candidate.generator),
                    Text(standing(candidate, self._language), style), Text(visible(candidate.text)),
                )  # fmt: skip
            for trouble in done.troubles:
                table.add_row(Text(f"  {done.number}"), Text(trouble.generator), Text(told(trouble, self._language)))
        number = len(self._rounds) + 1
        if number > self._most:
            return table
        return Group(table, Spinner("dots", Text(say("rounds-running", self._language, number=number))))


def standing(candidate: Candidate, language: str) -> str:
    """Decision and score of a candidate in a few words."""
    score = f"{candidate.score:.2f}"
    return f"{say(candidate.decision.value, language)} {score.replace('.', ',') if language == 'nl' else score}"


def told(trouble: Trouble, language: str) -> str:
    """What kept a generator from answering, in words."""
    return say(f"trouble-{trouble.kind.value}", language, detail=visible(trouble.detail))

"""The port through which the loop does everything that is not a pure function of what it holds.

``generator.local`` implements it in memory, for the command line; the service implements it with steps that survive a
crash. Everything that goes through it turns into plain JSON (``generator.data``), and is asked in the same order when
a run is done again.
"""

from __future__ import annotations

from typing import Protocol

from engine.model import Definition
from generator.model import Judged, Proposed, Round, Spent
from plugins.generating import Ask


class Steps(Protocol):
    """What the loop asks of its surroundings."""

    async def seed(self) -> int:
        """A seed for a run that was given none."""
        ...

    async def now(self) -> float:
        """The time in seconds; only differences count."""
        ...

    async def propose(self, generator: str, ask: Ask) -> Proposed:
        """Ask a generator, with its calls on the account of this run and under a time-out.

        Whatever the generator raises comes back as a trouble, never as an exception.
        """
        ...

    async def judge(self, definition: Definition) -> Judged:
        """Fix to a fixed point and judge by all rules of the packs that the run is pinned to."""
        ...

    async def note(self, done: Round) -> None:
        """A round is finished: keep it, show it."""
        ...

    async def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        ...

    async def spent(self) -> Spent:
        """What was settled on the account of this run, failed attempts included."""
        ...

    async def digest(self) -> str:
        """Digest of the packs in use now, to see whether they changed meanwhile."""
        ...

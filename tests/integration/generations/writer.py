"""A generator for tests: writes what it is told to, and makes a call on account for every candidate."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from plugins.generating import Answer, Ask, Attempt, Calls, Proposal, Usage

WRONG, RIGHT = (
    "eigenlijk een deur voor schepen in ronde {round}.{number}",
    "waterbouwkundig werk tussen twee waterstanden",
)
USED = Usage(100, 20)


async def _nothing(_: str) -> None:
    pass


@dataclass(slots=True)
class Writer:
    """Wrong in every round but the last one of ``rounds``; then the first candidate is right.

    Args:
        rounds: after which it is right.
        called: is told of every call at the moment at which a service would have it.
        held: calls wait for this.
    """

    rounds: int = 2
    called: Callable[[str], Awaitable[None]] = _nothing
    held: asyncio.Event | None = None
    name: str = "writer"
    calls: list[str] = field(default_factory=list)

    async def propose(self, ask: Ask, calls: Calls) -> Sequence[Proposal]:
        """As ``Generator``."""
        return await asyncio.gather(*(self._one(ask, calls, number) for number in range(1, ask.count + 1)))

    async def _one(self, ask: Ask, calls: Calls, number: int) -> Proposal:
        attempt = Attempt(
            f"{ask.key}/{number}/1", "proef", "proef-1", 200, 50, Decimal(1), Decimal(2),
            prompt_version=ask.prompt.version,
        )  # fmt: skip

        async def call() -> Answer:
            self.calls.append(attempt.key)
            await self.called(attempt.key)
            if self.held is not None:
                await self.held.wait()
            right = ask.round >= self.rounds and number == 1
            text = RIGHT if right else WRONG.format(round=ask.round, number=number)
            return Answer(text, USED, "stop", "proef-1")

        answer = await calls.make(attempt, call)
        return Proposal(
            answer.text, provider="proef", model=answer.model, usage=answer.usage, cost=attempt.cost(answer.usage)
        )

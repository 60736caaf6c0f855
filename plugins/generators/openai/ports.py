"""What the generator asks of its surroundings: somebody who watches, a store of answers, a choice of models, time."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Protocol

from plugins.generating import Answer, Ask, Left, Usage
from plugins.generators.openai.model import Choice, Provider


class Observer(Protocol):
    """Is told what happens, for metrics. Names of providers and words of reasons only: no label without a bound."""

    def called(self, provider: str, outcome: str, usage: Usage, cost: Decimal, currency: str) -> None:
        """A request ended: ``ok`` or a reason, with the tokens and money that it took as far as they are known."""
        ...

    def retried(self, provider: str, reason: str, seconds: float) -> None:
        """A request will be made again after so many seconds."""
        ...

    def circuit(self, provider: str, state: str) -> None:
        """A circuit breaker is ``closed``, ``opened`` or ``half-opened`` from now on."""
        ...

    def looked_up(self, *, hit: bool) -> None:
        """An answer was looked for in the cache."""
        ...


class Nobody:
    """Watches nothing."""

    def called(self, provider: str, outcome: str, usage: Usage, cost: Decimal, currency: str) -> None:
        """As ``Observer``."""

    def retried(self, provider: str, reason: str, seconds: float) -> None:
        """As ``Observer``."""

    def circuit(self, provider: str, state: str) -> None:
        """As ``Observer``."""

    def looked_up(self, *, hit: bool) -> None:
        """As ``Observer``."""


class Answers(Protocol):
    """Keeps answers by the content of what was asked."""

    async def get(self, key: str) -> Answer | None:
        """The answer that was kept; ``None`` where there is none, or none that can be read."""
        ...

    async def put(self, key: str, answer: Answer) -> None:
        """Keep an answer. That it could not be kept is no failure."""
        ...


Route = Callable[[Sequence[Provider], Ask, Left], Sequence[Choice]]
"""The models to ask, best first, for a question and what is left to spend."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Clock, sleep and chance, so that tests need none of them.

    Attributes:
        clock: seconds; only differences count.
        now: the moment, for dates.
        sleep: waits for a turn. Between attempts it is stamina that waits; its test mode leaves that out.
        chance: a number from 0 up to 1.
    """

    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random

"""The steps of a run in memory: for the command line, for replays, and for tests."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from engine.model import Definition
from generator.judging import Jury
from generator.model import Judged, Proposed, Round, Spent, Trouble, TroubleKind
from plugins.generating import Answer, Ask, Attempt, BudgetError, Calls, Generator, Proposal, UnavailableError

log = logging.getLogger(__name__)
T = TypeVar("T")

PATIENCE = 180.0
"""Seconds that one generator gets for a round: four calls of 30 s with the waits between them, and some."""


async def ask_generator(
    name: str, generators: Mapping[str, Generator], ask: Ask, calls: Calls, *, seconds: float = PATIENCE
) -> Proposed:
    """Ask a generator; whatever goes wrong is a trouble with its name.

    Args:
        name: of the generator.
        generators: those there are, by name.
        ask: the question.
        calls: on whose account.
        seconds: after which it counts as hanging.
    """
    if name not in generators:
        return _trouble(name, TroubleKind.UNKNOWN, ", ".join(sorted(generators)))
    try:
        async with asyncio.timeout(seconds):
            proposals = _checked(await generators[name].propose(ask, calls))
    except BudgetError as error:
        return _trouble(name, TroubleKind.BUDGET, error.budget)
    except UnavailableError as error:
        return _trouble(name, TroubleKind.UNAVAILABLE, str(error))
    except TimeoutError:
        return _trouble(name, TroubleKind.TIMEOUT, f"{seconds:g} s")
    except Exception as error:  # a plugin may raise anything: it sinks nothing but itself
        log.exception("generator %s failed", name)
        return _trouble(name, TroubleKind.FAILED, f"{type(error).__name__}: {error}")
    return Proposed(proposals[: ask.count])


def _trouble(name: str, kind: TroubleKind, detail: str) -> Proposed:
    return Proposed(trouble=Trouble(name, kind, detail[:300]))


def _checked(answer: object) -> tuple[Proposal, ...]:
    """What a plugin gave, if it is what it should be; a plain text is a proposal without more."""
    given = tuple(answer) if isinstance(answer, Sequence) and not isinstance(answer, str) else (answer,)
    proposals = tuple(Proposal(each) if isinstance(each, str) else each for each in given)
    for proposal in proposals:
        if not isinstance(proposal, Proposal) or not isinstance(proposal.text, str):
            raise TypeError(f"{type(proposal).__name__} is no Proposal")
    return proposals


class OpenCalls:
    """Calls without limits and without an account: for generators that cost nothing, and for tests."""

    async def make(self, attempt: Attempt, call: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer of the call."""
        return await call()


@dataclass(slots=True)
class LocalSteps:
    """Steps in memory, for one run.

    Attributes:
        jury: judges.
        generators: by name.
        calls: the account of the run; one with ``spent`` knows what failed attempts took.
        noted: is told of every round.
        clock: in seconds.
        patience: seconds for one question to a generator.
    """

    jury: Jury
    generators: Mapping[str, Generator]
    calls: Calls = field(default_factory=OpenCalls)
    noted: Callable[[Round], None] | None = None
    clock: Callable[[], float] = time.monotonic
    patience: float = PATIENCE
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _proposed: Spent = field(default_factory=Spent)

    def cancel(self) -> None:
        """Ask the run to stop; a question that is being answered is given up."""
        self._stop.set()

    async def seed(self) -> int:
        """A seed from the system."""
        return random.SystemRandom().randrange(2**31)

    async def now(self) -> float:
        """The clock's time."""
        return self.clock()

    async def propose(self, generator: str, ask: Ask) -> Proposed:
        """Ask a generator, until it answers, time is up or the run is cancelled."""
        work = ask_generator(generator, self.generators, ask, self.calls, seconds=self.patience)
        answer = await _unless(self._stop, work)
        if answer is None:
            return _trouble(generator, TroubleKind.CANCELLED, "")
        for proposal in answer.proposals:
            usage = Spent(proposal.usage.input_tokens, proposal.usage.output_tokens, proposal.cost)
            self._proposed = self._proposed.plus(usage)
        return answer

    async def judge(self, definition: Definition) -> Judged:
        """Judge here and now."""
        return self.jury.judge(definition)

    async def note(self, done: Round) -> None:
        """Tell who listens."""
        if self.noted is not None:
            self.noted(done)

    async def cancelled(self) -> bool:
        """Whether :meth:`cancel` was called."""
        return self._stop.is_set()

    async def spent(self) -> Spent:
        """What the account says, else what the proposals say."""
        known = getattr(self.calls, "spent", None)
        return known if isinstance(known, Spent) else self._proposed

    async def digest(self) -> str:
        """That of the jury: nothing changes under a run in memory."""
        return self.jury.digest


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """What the work gives; ``None`` where it was stopped before."""
    task, halt = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((task, halt), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        for each in (task, halt):
            each.cancel()
        await asyncio.gather(task, halt, return_exceptions=True)

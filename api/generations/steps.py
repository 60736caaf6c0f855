"""The port of the loop (``generator.steps``) as durable steps: each is done once, and read where it was done before.

Clock, seed and budgets are steps too, since a run that is taken up again must see what it saw the first time.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from api.durable import Course, Json
from api.generations.ledger import StoredLedger
from api.generations.trace import candidate_details, round_details
from engine.model import Definition
from generator.calls import LocalCalls
from generator.data import from_data, to_data
from generator.judging import Jury
from generator.local import PATIENCE, ask_generator
from generator.model import Judged, Proposed, Round, Spent, Trouble, TroubleKind
from plugins.generating import Ask, Generator
from storage.database import Database

LOOK_SECONDS = 0.25
"""Between looks whether somebody asked to stop, while a generator is thinking."""


@dataclass(slots=True)
class DurableSteps:
    """The steps of one run.

    Args:
        course: of the workflow.
        run: its id.
        database: keeps its trace, and whether somebody asked to stop it.
        jury: the packs that it is pinned to.
        generators: by name.
        calls: its account.
        ledger: where that is kept.
        in_use: digest of the packs in use now.
        patience: seconds for one question to a generator.
    """

    course: Course
    run: UUID
    database: Database
    jury: Jury
    generators: Mapping[str, Generator]
    calls: LocalCalls
    ledger: StoredLedger
    in_use: Callable[[], str]
    patience: float = PATIENCE
    _proposed: Spent = field(default_factory=Spent)

    async def seed(self) -> int:
        """A seed from the system."""
        return int(await self.course.step("seed", _async(lambda: random.SystemRandom().randrange(2**31))))

    async def now(self) -> float:
        """The time, also across processes."""
        return float(await self.course.step("now", _async(time.time)))

    async def propose(self, generator: str, ask: Ask) -> Proposed:
        """Ask a generator, until it answers, its time is up, or somebody asked to stop."""

        async def work() -> Json:
            return to_data(await self._ask(generator, ask))

        answer = from_data(Proposed, await self.course.step("propose", work))
        for proposal in answer.proposals:
            usage = Spent(proposal.usage.input_tokens, proposal.usage.output_tokens, proposal.cost)
            self._proposed = self._proposed.plus(usage)
        return answer

    async def judge(self, definition: Definition) -> Judged:
        """Fix and judge, beside the loop of the service."""

        async def work() -> Json:
            return to_data(await asyncio.to_thread(self.jury.judge, definition))

        return from_data(Judged, await self.course.step("judge", work))

    async def note(self, done: Round) -> None:
        """Keep the round and its candidates, for who reads the trace or follows it."""

        async def work() -> Json:
            now, prompt = datetime.now(UTC), f"{done.prompt.system}\n\n{done.prompt.user}"
            async with self.database.unit() as unit:
                for each in done.candidates:
                    await unit.generations.note(
                        self.run, done.number, each.number, prompt=prompt, response=each.proposal.text,
                        details=candidate_details(each, done.prompt.version), finished_at=now,
                    )  # fmt: skip
                # Last: who sees the round sees its candidates.
                await unit.generations.note(
                    self.run, done.number, 0, prompt=prompt, response=None, details=round_details(done), finished_at=now
                )

        await self.course.step("note", work)

    async def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return bool(await self.course.step("cancelled", self._stop_asked))

    async def spent(self) -> Spent:
        """What the ledger says; of generators that make no calls on account, what their proposals say."""

        async def work() -> Json:
            entries = await self.ledger.entries(str(self.run))
            if not entries:
                return None
            total = Spent()
            for entry in entries:
                total = total.plus(Spent(entry.usage.input_tokens, entry.usage.output_tokens, entry.cost))
            return to_data(total)

        known = await self.course.step("spent", work)
        return self._proposed if known is None else from_data(Spent, known)

    async def digest(self) -> str:
        """Of the packs in use now."""
        return str(await self.course.step("digest", _async(self.in_use)))

    async def _ask(self, generator: str, ask: Ask) -> Proposed:
        question = ask_generator(generator, self.generators, ask, self.calls, seconds=self.patience)
        task = asyncio.ensure_future(question)
        try:
            while not task.done():
                await asyncio.wait((task,), timeout=LOOK_SECONDS)
                if not task.done() and await self._stop_asked():
                    return Proposed(trouble=Trouble(generator, TroubleKind.CANCELLED))
            return task.result()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _stop_asked(self) -> bool:
        async with self.database.unit() as unit:
            return await unit.generations.stop_asked(self.run)


def _async(call: Callable[[], Any]) -> Callable[[], Awaitable[Json]]:
    async def work() -> Json:
        return call()

    return work

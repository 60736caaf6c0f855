"""Writers for tests of the loop: they answer what they were told to, and remember what they were asked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.model import Category, Definition
from generator.judging import Jury
from generator.local import LocalSteps
from generator.loop import generate
from generator.model import Limits, Request, Result
from plugins.generating import Ask, Calls, Generator, Proposal

RECORD = Definition("meldkamer", "", category=Category.TYPE)
PURPOSE = "ruimte om noodoproepen te ontvangen"
EXAMPLE = "ruimte waar noodoproepen, bijvoorbeeld van burgers, binnenkomen en worden doorgezet"
GOOD = "ruimte waar noodoproepen binnenkomen en worden doorgezet"
BAD = (PURPOSE, EXAMPLE)

Said = str | Proposal | BaseException


@dataclass(slots=True)
class Writer:
    """Answers round by round; after the last one it has nothing more to say."""

    answers: Sequence[Sequence[Said]]
    name: str = "writer"
    asked: list[Ask] = field(default_factory=list)

    async def propose(self, ask: Ask, calls: Calls) -> list[Proposal]:
        """The next answers; an exception among them is raised."""
        answers = self.answers[len(self.asked)] if len(self.asked) < len(self.answers) else ()
        self.asked.append(ask)
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
        return [answer if isinstance(answer, Proposal) else Proposal(str(answer)) for answer in answers]


@dataclass
class Sleeper:
    """Never answers."""

    name: str = "sleeper"

    async def propose(self, ask: Ask, calls: Calls) -> list[Proposal]:
        """Wait for ever."""
        await asyncio.Event().wait()
        return []


def steps(jury: Jury, *generators: Generator, **how: object) -> LocalSteps:
    """Steps in memory with these generators."""
    return LocalSteps(jury, {generator.name: generator for generator in generators}, **how)  # type: ignore[arg-type]


async def run(jury: Jury, *generators: Generator, limits: Limits | None = None, **asked: object) -> Result:
    """A run with these generators in this order, for three rounds of one candidate unless told otherwise."""
    names = tuple(generator.name for generator in generators)
    request = Request(
        **{"record": RECORD, "generators": names, "candidates": 1, "seed": 1, "limits": limits or Limits(), **asked}  # type: ignore[arg-type]
    )
    return await generate(request, jury, steps(jury, *generators))

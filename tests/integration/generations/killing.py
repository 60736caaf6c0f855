"""Kills a run at every moment that ``scenes.Moments`` knows, each in a process of its own, and lets another go on.

Used by the test, and by ``benchmarks.durable`` for figures. With one candidate a round one call is under way at a time;
with several, all that are under way at the moment of the kill have no answer, and each of them is made once more.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from generator.ledger import State
from storage.database import Database
from storage.models import DefinitionRow, GenerationAttemptRow, GenerationRow, GenerationRunRow, Role
from tests.integration.generations.scenes import seen_of
from tests.integration.generations.zygote import Zygote


@dataclass(frozen=True, slots=True)
class Ended:
    """What is known of a run when all is over.

    Args:
        moment: at which its process was killed; ``None`` for the one that was not.
        result: all that must be the same.
        calls: that reached the service, each as often as it did.
        open: reservations that are left.
    """

    moment: str | None
    result: dict[str, Any]
    calls: list[str]
    open: int


async def kill_everywhere(lanes: Sequence[Database], zygote: Zygote, candidates: int = 1) -> tuple[Ended, list[Ended]]:
    """The run that nobody killed, and those that were, one for every moment.

    Args:
        lanes: empty databases, with the table of marks. In each one process runs at a time, so that nobody takes up the
            work of another before it is killed.
        zygote: makes the processes.
        candidates: asked for at once in a round.
    """
    urls = [lane.engine.url.render_as_string(hide_password=False) for lane in lanes]
    owners = [await new_owner(lane) for lane in lanes]
    assert (
        zygote.wait(zygote.fork("generate", url=urls[0], begrip="begrip 0", owner=owners[0], candidates=candidates))
        == 0
    )
    passed = await moments_of(lanes[0])
    numbers = [*range(1, len(passed) + 1)]
    for begin in range(0, len(numbers), len(lanes)):
        children = [
            zygote.fork(
                "generate", url=url, begrip=f"begrip {number}", owner=owner, candidates=candidates, kill_at=number
            )
            for number, url, owner in zip(numbers[begin : begin + len(lanes)], urls, owners, strict=False)
        ]
        assert {zygote.wait(child) for child in children} == {-signal.SIGKILL}
    survivors = [zygote.fork("recover", url=url) for url in urls]
    assert {zygote.wait(child) for child in survivors} == {0}
    whole = await ended(lanes[0], "begrip 0", None)
    places = [(number, lanes[at % len(lanes)]) for at, number in enumerate(numbers)]
    return whole, [await ended(lane, f"begrip {number}", passed[number - 1]) for number, lane in places]


async def new_owner(database: Database) -> str:
    """The id of somebody who may ask."""
    async with database.unit() as unit:
        return str((await unit.users.add("eva", "-", Role.USER)).id)


async def moments_of(database: Database) -> list[str]:
    """The moments that the run that nobody killed passed."""
    return [what.removeprefix("moment ") for what, _ in await seen_of(database, "moment %")]


async def ended(database: Database, begrip: str, moment: str | None) -> Ended:
    """What became of the run for a term."""
    async with database.unit() as unit:
        run = (await unit.session.scalars(select(GenerationRunRow).where(GenerationRunRow.begrip == begrip))).one()
        drafts = (await unit.session.scalars(select(DefinitionRow).where(DefinitionRow.begrip == begrip))).all()
        attempts = (
            await unit.session.scalars(select(GenerationAttemptRow).where(GenerationAttemptRow.run_id == run.id))
        ).all()
        trace = (await unit.session.scalars(select(GenerationRow).where(GenerationRow.run_id == run.id))).all()
    outcome: Any = (run.result or {}).get("outcome") or {}
    best = outcome.get("best") or {}
    result = {
        "state": run.state,
        "stop": run.stop_reason,
        "stale": run.stale,
        "seed": outcome.get("seed"),
        "best": {name: best.get(name) for name in ("round", "number", "text", "answer", "decision", "score")},
        "drafts": [(row.definitie, row.version, row.id == run.id) for row in drafts],
        "linked": run.definition_id == run.id,
        "trace": sorted(
            (row.iteration, row.attempt, row.response or "", str(row.details.get("codes"))) for row in trace
        ),
        "settled": sorted(row.key.split("/", 1)[1] for row in attempts if row.state == State.SETTLED),
    }
    calls = [what.removeprefix("call ") for what, key in await seen_of(database, "call %") if key == run.id]
    return Ended(moment, result, calls, sum(row.state == State.INTENT for row in attempts))

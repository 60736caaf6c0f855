"""``kill -9`` wherever something is at stake: the result is the same, and at most one call to a model is repeated."""

from __future__ import annotations

from collections.abc import Callable

from storage.database import Database
from tests.integration.generations.killing import kill_everywhere
from tests.integration.generations.zygote import Zygote

LANES = 4
STEPS = {"begin", "seed", "cancelled", "now", "propose", "judge", "note", "spent", "digest", "save", "finish"}


async def test_killed_anywhere_a_run_ends_as_if_nothing_had_happened(
    durable_database: Callable[[], str], zygote: Zygote
) -> None:
    lanes = [Database(durable_database(), pool_size=2) for _ in range(LANES)]
    whole, killed = await kill_everywhere(lanes, zygote)
    for lane in lanes:
        await lane.close()
    moments = [each.moment or "" for each in killed]
    assert {moment.split()[1] for moment in moments if moment.startswith("step ")} >= STEPS - {"seed"}
    assert {moment.split()[0] for moment in moments} == {"step", "reserved", "answered", "settled"}
    assert (whole.result["stop"], len(whole.result["drafts"]), len(whole.calls)) == ("accepted", 1, 2)
    for each in killed:
        assert each.result == whole.result, each.moment
        assert each.open == 0, each.moment
        assert set(each.calls) == set(whole.calls), each.moment
        assert len(each.calls) <= len(whole.calls) + 1, each.moment
    assert any(len(each.calls) > len(whole.calls) for each in killed), "there is such a moment"

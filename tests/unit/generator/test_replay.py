"""A stored run judged by other rules."""

from __future__ import annotations

from engine.compile.plan import make_plan
from engine.engine import Engine
from generator.judging import Jury
from generator.model import StopReason
from generator.replay import replay
from plugins import load_engine
from tests.unit.generator.writers import EXAMPLE, GOOD, PURPOSE, Writer, run

WARNED = "ruimte waar onder andere noodoproepen binnenkomen en worden doorgezet"


async def test_the_same_packs_choose_the_same(jury: Jury) -> None:
    result = await run(jury, Writer([[PURPOSE], [EXAMPLE], [GOOD]]))
    again = replay(result, jury)
    assert (again.stop, again.rounds, again.best) == (StopReason.ACCEPTED, 3, result.best)
    assert [old for old, _ in again.pairs] == [new for _, new in again.pairs]


async def test_other_rules_may_end_a_run_earlier_and_choose_otherwise(jury: Jury) -> None:
    result = await run(jury, Writer([[PURPOSE], [EXAMPLE], [GOOD]]))
    lenient = Jury.of(with_rules(jury, without={"ESS-01", "STR-06"}))
    again = replay(result, lenient)
    assert (again.stop, again.rounds) == (StopReason.ACCEPTED, 1)
    assert again.best is not None
    assert again.best.text == PURPOSE
    assert [new.decision.value for _, new in again.pairs] == ["accepted", "rejected", "accepted"]


async def test_rules_may_have_become_stricter(jury: Jury) -> None:
    result = await run(jury, Writer([[PURPOSE], [WARNED]]))
    assert result.stop is StopReason.ACCEPTED
    again = replay(result, Jury.of(load_engine(profile="streng", verify=False)))
    assert (again.stop, again.rounds) == (None, 2)
    assert again.best is not None
    assert again.best.text == WARNED


def with_rules(jury: Jury, without: set[str]) -> Engine:
    """The engine without some rules."""
    engine = jury.engine
    plan = make_plan(planned for planned in engine.plan.rules if planned.rule.code not in without)
    return Engine(engine.packs, engine.profile, plan, engine.registry, engine.analyzer)

"""Budgets and the cache around real calls: what does not fit is not called, what is kept costs nothing."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from generator.answers import FolderAnswers, MemoryAnswers
from generator.budgets import Budgets, Limit
from plugins.generating import BudgetError, UnavailableError
from plugins.generators.openai.model import Model, Price
from tests.integration.generator.asks import PRICE, World, a_provider, an_ask
from tests.integration.generator.scripted import Scripted, fails, says, silent

TEXT = "ruimte waar noodoproepen binnenkomen"


@pytest.mark.parametrize(
    ("budgets", "name"),
    [
        (Budgets(run=Limit(tokens=0)), "tokens"),
        (Budgets(run=Limit(money=Decimal(0))), "money"),
        (Budgets(seconds=0), "time"),
        (Budgets(user_day=Limit(tokens=0)), "user-day"),
        (Budgets(month=Limit(money=Decimal(0))), "month"),
    ],
)
async def test_a_budget_of_zero_calls_nobody(budgets: Budgets, name: str) -> None:
    world = World()
    async with Scripted([says(TEXT)]) as server:
        with pytest.raises(BudgetError) as caught:
            await world.generator(a_provider(server.url)).propose(an_ask(), world.calls(budgets=budgets))
    assert (caught.value.budget, server.received) == (name, [])


async def test_samples_that_fit_are_given_and_the_others_are_not_called() -> None:
    world = World()
    async with Scripted([says(TEXT)] * 3) as server:
        found = await world.generator(a_provider(server.url)).propose(
            an_ask(count=3), world.calls(budgets=Budgets(run=Limit(tokens=300)))
        )
    assert (len(found), len(server.received)) == (2, 2)


async def test_a_model_without_a_price_is_refused_where_money_is_bounded() -> None:
    world = World()
    async with Scripted([says(TEXT)]) as server:
        generator = world.generator(a_provider(server.url, "hoofd", Model("onbekend")))
        budgets = Budgets(run=Limit(money=Decimal(1)))
        with pytest.raises(BudgetError, match="no price is known for hoofd/onbekend"):
            await generator.propose(an_ask(), world.calls(budgets=budgets))
        assert await generator.propose(an_ask(key="run/2"), world.calls())
    entry = (await world.entries())[-1]
    assert (entry.cost, entry.attempt.priced) == (Decimal(0), False)


async def test_what_is_too_expensive_goes_to_the_cheaper_provider() -> None:
    world = World()
    dear = Model("duur", price=Price(Decimal(1_000), Decimal(1_000)))
    async with Scripted([]) as first, Scripted([says(TEXT)]) as second:
        generator = world.generator(a_provider(first.url, "duur", dear), a_provider(second.url, "goedkoop"))
        (proposal,) = await generator.propose(an_ask(), world.calls(budgets=Budgets(run=Limit(money=Decimal("0.01")))))
    assert (proposal.provider, first.received) == ("goedkoop", [])


async def test_a_kept_answer_costs_nothing_and_says_so() -> None:
    world = World(answers=MemoryAnswers())
    async with Scripted([says(TEXT)]) as server:
        generator = world.generator(a_provider(server.url))
        (first,) = await generator.propose(an_ask(key="een"), world.calls("een"))
        (again,) = await generator.propose(an_ask(key="twee"), world.calls("twee"))
    assert (first.cached, first.cost > 0) == (False, True)
    assert (again.text, again.cached, again.cost) == (TEXT, True, Decimal(0))
    assert world.seen.hits == [False, True]
    (entry,) = await world.entries("twee")
    assert entry.cost == 0


@pytest.mark.parametrize(
    "other",
    [{"digest": "sha256:1"}, {"round": 2}, {"max_tokens": 50}],
    ids=lambda other: next(iter(other)),
)
async def test_another_question_is_asked_anew(other: dict[str, object]) -> None:
    world = World(answers=MemoryAnswers())
    async with Scripted([says(TEXT), says("iets anders")]) as server:
        generator = world.generator(a_provider(server.url))
        await generator.propose(an_ask(key="een"), world.calls())
        (again,) = await generator.propose(an_ask(key="twee", **other), world.calls())
    assert again.text == "iets anders"


async def test_only_answers_that_can_be_used_are_kept(tmp_path: Path) -> None:
    world = World(answers=FolderAnswers(tmp_path))
    async with Scripted([says("ruimte wa", finish="length"), says(TEXT)]) as server:
        generator = world.generator(a_provider(server.url))
        with pytest.raises(UnavailableError):
            await generator.propose(an_ask(key="een"), world.calls())
        (again,) = await generator.propose(an_ask(key="twee"), world.calls())
    assert (again.text, again.cached) == (TEXT, False)


async def test_a_call_that_was_made_before_is_not_made_again() -> None:
    world = World()
    async with Scripted([fails(500), says(TEXT)]) as server:
        provider = a_provider(server.url)
        (first,) = await world.generator(provider).propose(an_ask(), world.calls())
        (again,) = await world.generator(provider).propose(an_ask(), world.calls())
    assert (again, len(server.received)) == (first, 2)
    assert len(await world.entries()) == 2


async def test_who_asks_again_after_a_crash_chooses_the_same_model() -> None:
    """What the question itself took before the crash does not make it go to a cheaper model."""
    world = World()
    models = (Model("klein", price=PRICE), Model("groot", strong=True, price=Price(Decimal(20), Decimal(20))))
    budgets = Budgets(run=Limit(money=Decimal("0.0060")))
    async with Scripted([says(TEXT)] * 2) as server:
        provider = a_provider(server.url, "hoofd", *models)
        ask = an_ask(round=2)
        (first,) = await world.generator(provider).propose(ask, world.calls(budgets=budgets))
        (again,) = await world.generator(provider).propose(ask, world.calls(budgets=budgets))
        (other,) = await world.generator(provider).propose(an_ask(round=2, key="run/2"), world.calls(budgets=budgets))
    assert again == first
    assert [received.body["model"] for received in server.received] == ["groot", "klein"]
    assert other.cost < first.cost


async def test_the_time_of_a_run_cuts_off_a_call_and_its_cost_counts_in_full() -> None:
    world = World()
    async with Scripted([silent]) as server:
        generator = world.generator(a_provider(server.url))
        with pytest.raises(BudgetError, match="time"):
            async with asyncio.timeout(5):
                await generator.propose(an_ask(), world.calls(budgets=Budgets(seconds=0.1)))
        await generator.close()
    (entry,) = await world.entries()
    assert (entry.state, entry.reason, entry.usage) == ("unknown", "out-of-time", entry.attempt.most)

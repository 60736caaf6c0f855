"""A generator of a plugin may block, raise and call: nothing around it notices."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from decimal import Decimal

import pytest

from plugins.generating import Answer, Ask, Attempt, BudgetError, Calls, Prompt, Proposal, Usage
from plugins.isolation import IsolatedGenerator, TooLateError, within

ASK = Ask("meldkamer", None, None, "nl", (), Prompt("", "", "1"), 1, 1, 1, "run/1", "sha256:x")
ATTEMPT = Attempt("run/1/1", "here", "model", 10, 20, Decimal(1), Decimal(2))


class Account:
    """Calls that live in the event loop they were made in."""

    def __init__(self, refuses: bool = False) -> None:
        self.home = asyncio.get_running_loop()
        self.refuses = refuses
        self.made: list[str] = []

    async def make(self, attempt: Attempt, call: Callable[[], Awaitable[Answer]]) -> Answer:
        assert asyncio.get_running_loop() is self.home
        if self.refuses:
            raise BudgetError("money")
        self.made.append(attempt.key)
        return await call()


class Caller:
    """Makes one call, and does so in its own event loop."""

    name = "caller"

    async def propose(self, ask: Ask, calls: Calls) -> list[Proposal]:
        here = asyncio.get_running_loop()

        async def call() -> Answer:
            assert asyncio.get_running_loop() is here
            return Answer("tekst", Usage(1, 2), "stop", "model")

        answer = await calls.make(ATTEMPT, call)
        return [Proposal(answer.text, model=threading.current_thread().name)]


async def test_it_runs_on_a_thread_of_its_own_and_calls_on_the_account_of_the_run() -> None:
    account = Account()
    proposals = await IsolatedGenerator(Caller(), "caller").propose(ASK, account)
    assert proposals == [Proposal("tekst", model="definitie-plugin")]
    assert account.made == ["run/1/1"]


async def test_a_refused_call_is_refused_to_it() -> None:
    with pytest.raises(BudgetError, match="money"):
        await IsolatedGenerator(Caller(), "caller").propose(ASK, Account(refuses=True))


async def test_one_that_blocks_its_thread_does_not_block_the_loop() -> None:
    release = threading.Event()

    class Blocker:
        name = "blocker"

        async def propose(self, ask: Ask, calls: Calls) -> list[Proposal]:
            release.wait(30)
            return []

    question = asyncio.ensure_future(IsolatedGenerator(Blocker(), "blocker").propose(ASK, Account()))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await question
    release.set()


def test_what_a_call_raises_is_raised_and_what_takes_too_long_is_given_up() -> None:
    assert within(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0)
    release = threading.Event()
    with pytest.raises(TooLateError):
        within(0.02, lambda: release.wait(30))
    release.set()

"""Turns: the law of the window, for any calls at any times, and patience."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.generating import CallError
from plugins.generators.openai.model import Limits
from plugins.generators.openai.turns import WINDOW, Turns


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    async def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


@given(
    calls=st.lists(st.tuples(st.floats(0, 40), st.integers(1, 100)), max_size=30),
    requests=st.integers(1, 6),
    tokens=st.integers(100, 300),
)
def test_no_window_of_a_minute_holds_more_than_is_allowed(
    calls: list[tuple[float, int]], requests: int, tokens: int
) -> None:
    time = Time()
    turns = Turns(Limits(requests=requests, tokens=tokens, wait=1e9), lambda: time.now, time.sleep)
    begun: list[tuple[float, int]] = []

    async def all_of_them() -> None:
        for pause, size in calls:
            time.now += pause
            async with turns.turn(size) as turn:
                begun.append((turn.at, size))

    asyncio.run(all_of_them())
    assert [size for _, size in begun] == [size for _, size in calls]
    for start, _ in begun:
        window = [size for at, size in begun if start <= at < start + WINDOW]
        assert len(window) <= requests
        assert sum(window) <= tokens


async def test_nobody_waits_longer_than_patience_allows() -> None:
    time = Time()
    turns = Turns(Limits(requests=1, wait=59), lambda: time.now, time.sleep)
    async with turns.turn(1):
        pass
    with pytest.raises(CallError, match="busy"):
        async with turns.turn(1):
            pass
    time.now += 1
    async with turns.turn(1):
        assert time.now == WINDOW


async def test_a_call_that_never_fits_is_refused_at_once() -> None:
    with pytest.raises(CallError, match="busy"):
        async with Turns(Limits(tokens=10), lambda: 0.0).turn(11):
            pass


async def test_who_was_told_to_wait_waits() -> None:
    time = Time()
    turns = Turns(Limits(), lambda: time.now, time.sleep)
    turns.hold(20)
    turns.hold(5)
    async with turns.turn(1):
        assert time.now == 20


async def test_what_was_not_taken_comes_free() -> None:
    time = Time()
    turns = Turns(Limits(tokens=100), lambda: time.now, time.sleep)
    async with turns.turn(90) as turn:
        turn.tokens = 10
    async with turns.turn(90):
        assert time.now == 0


async def test_who_came_first_goes_first_also_where_a_later_one_would_fit() -> None:
    time = Time()

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(0)
        await time.sleep(seconds)

    turns = Turns(Limits(tokens=100), lambda: time.now, sleep)
    begun: list[int] = []

    async def call(size: int) -> None:
        async with turns.turn(size):
            begun.append(size)

    await call(50)
    async with asyncio.TaskGroup() as group:
        group.create_task(call(60))
        group.create_task(call(10))
    assert begun == [50, 60, 10]

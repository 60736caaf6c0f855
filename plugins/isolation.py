"""Let a plugin raise or hang without taking anything else along.

What a plugin does at load or in a hook runs on a thread of its own that is waited for so long and no longer; a
generator of a plugin gets a thread with an event loop of its own, so that even code that blocks holds up nobody. A
thread that hangs cannot be ended: it is left behind, and does not keep the process from ending.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from plugins.generating import Answer, Ask, Attempt, Calls, Generator, Proposal

T = TypeVar("T")


class TooLateError(Exception):
    """A plugin did not answer within the time it had."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """What ``call`` gives, if it does so in time.

    Raises:
        TooLateError: when it does not.
        Exception: what it raised itself; also where that would end the program.
    """
    try:
        return _started(call).result(seconds)
    except TimeoutError:
        raise TooLateError(f"no answer within {seconds:g} s") from None


def _started(call: Callable[[], T]) -> Future[T]:
    future: Future[T] = Future()

    def work() -> None:
        future.set_running_or_notify_cancel()  # from here on nobody can cancel it, so that its result has a place
        try:
            future.set_result(call())
        except Exception as error:  # noqa: BLE001 - it is raised again where it is waited for
            future.set_exception(error)
        except BaseException as error:  # noqa: BLE001 - a plugin that calls sys.exit ends nothing but itself
            future.set_exception(RuntimeError(f"{type(error).__name__}: {error}"))

    threading.Thread(target=work, name="definitie-plugin", daemon=True).start()
    return future


@dataclass(frozen=True, slots=True)
class IsolatedGenerator:
    """A generator of an installed plugin, run on a thread with an event loop of its own."""

    inner: Generator
    name: str

    async def propose(self, ask: Ask, calls: Calls) -> Sequence[Proposal]:
        """What the generator proposes; raises what it raises."""
        across = _CallsAcross(asyncio.get_running_loop(), calls)
        return await asyncio.wrap_future(_started(lambda: asyncio.run(_proposed(self.inner, ask, across))))


async def _proposed(generator: Generator, ask: Ask, calls: Calls) -> Sequence[Proposal]:
    return await generator.propose(ask, calls)


@dataclass(frozen=True, slots=True)
class _CallsAcross:
    """The calls of a run, which live in its event loop, for a generator that lives in another."""

    home: asyncio.AbstractEventLoop
    calls: Calls

    async def make(self, attempt: Attempt, call: Callable[[], Awaitable[Answer]]) -> Answer:
        here = asyncio.get_running_loop()

        async def made() -> Answer:
            return await call()

        async def from_home() -> Answer:
            return await _across(here, made())

        return await _across(self.home, self.calls.make(attempt, from_home))


async def _across(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T]) -> T:
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, loop))

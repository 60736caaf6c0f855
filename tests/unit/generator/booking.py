"""Calls to book, and a way to use a ledger in memory without an event loop."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar

from plugins.generating import Answer, Attempt, Usage

T = TypeVar("T")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """The result of work that never waits for anything: nothing can come in between."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    work.close()
    raise AssertionError("it waits")


def an_attempt(key: str = "run/1", tokens: tuple[int, int] = (100, 50), **other: Any) -> Attempt:
    given: dict[str, Any] = {"input_price": Decimal(1), "output_price": Decimal(2)}
    return Attempt(key, "hoofd", "klein", *tokens, **(given | other))


def an_answer(read: int, written: int) -> Answer:
    return Answer("tekst", Usage(read, written), "stop", "klein")

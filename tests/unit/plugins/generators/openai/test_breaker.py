"""A circuit breaker: when it opens, who may try, and what closes it."""

from __future__ import annotations

from contextlib import suppress

import pytest

from plugins.generating import CallError
from plugins.generators.openai.breaker import Breaker
from plugins.generators.openai.failures import Reason
from plugins.generators.openai.model import Resilience


class Case:
    def __init__(self, failures: int = 2, probes: int = 3) -> None:
        self.now = 0.0
        self.states: list[str] = []
        resilience = Resilience(failures=failures, pause=60, probes=probes)
        self.breaker = Breaker("hoofd", resilience, lambda: self.now, self.states.append)

    def call(self, reason: Reason | None = None) -> None:
        with suppress(CallError), self.breaker.watch():
            if reason is not None:
                raise CallError(reason)

    def opened(self) -> Case:
        for _ in range(2):
            self.call(Reason.TIMEOUT)
        assert self.breaker.state == "opened"
        return self


def is_open(case: Case) -> bool:
    try:
        case.breaker.require_open_way()
    except CallError as error:
        return error.reason == Reason.CIRCUIT_OPEN
    return False


@pytest.mark.parametrize("reason", [Reason.TIMEOUT, Reason.SERVER_ERROR, Reason.CUT_OFF, Reason.MALFORMED])
def test_failures_in_a_row_open_it(reason: Reason) -> None:
    case = Case()
    case.call(reason)
    assert not is_open(case)
    case.call(reason)
    assert is_open(case)


@pytest.mark.parametrize("reason", [None, Reason.AUTHENTICATION, Reason.CONTEXT_LENGTH, Reason.BAD_REQUEST])
def test_a_provider_that_answers_works_whatever_it_says(reason: Reason | None) -> None:
    case = Case()
    for _ in range(4):
        case.call(Reason.TIMEOUT)
        case.call(reason)
    assert case.states == []


def test_too_busy_neither_opens_nor_closes() -> None:
    case = Case()
    for _ in range(9):
        case.call(Reason.RATE_LIMITED)
    case.call(Reason.TIMEOUT)
    case.call(Reason.RATE_LIMITED)
    case.call(Reason.TIMEOUT)
    assert case.states == ["opened"]


def test_it_stays_open_for_the_pause_and_then_lets_three_try() -> None:
    case = Case().opened()
    case.now = 59.9
    assert is_open(case)
    case.now = 60.0
    with case.breaker.watch(), case.breaker.watch(), case.breaker.watch():
        assert is_open(case)
    assert case.states == ["opened", "half-opened", "closed"]


def test_one_good_probe_is_not_enough() -> None:
    case = Case().opened()
    case.now = 60.0
    case.call()
    case.call()
    assert case.breaker.state == "half-opened"
    case.call(Reason.TIMEOUT)
    assert case.breaker.state == "opened"
    case.now = 119.9
    assert is_open(case)


def test_a_probe_that_proves_nothing_makes_room_for_another() -> None:
    case = Case(probes=1).opened()
    case.now = 60.0
    case.call(Reason.RATE_LIMITED)
    with suppress(KeyboardInterrupt), case.breaker.watch():
        raise KeyboardInterrupt
    case.call()
    assert case.breaker.state == "closed"


def test_a_late_end_of_an_old_call_says_nothing_about_now() -> None:
    case = Case(probes=1)
    with case.breaker.watch():
        case.opened()
    assert case.breaker.state == "opened"
    with suppress(CallError), case.breaker.watch():
        case.now = 60.0
    case = Case(probes=1)
    with suppress(CallError), case.breaker.watch():
        case.opened()
        case.now = 60.0
        case.call()
        assert case.breaker.state == "closed"
        raise CallError(Reason.TIMEOUT)
    case.call(Reason.TIMEOUT)
    assert case.breaker.state == "closed"

"""The generator ``openai``: for each candidate a call of its own, and for each call the next provider if one fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from plugins.generating import (
    Answer,
    Ask,
    Attempt,
    BudgetError,
    CallError,
    Calls,
    Left,
    Meter,
    Proposal,
    UnavailableError,
)
from plugins.generators.openai.failures import OF_THE_MODEL, Reason, failed
from plugins.generators.openai.model import Choice, Provider
from plugins.generators.openai.ports import Answers, Nobody, Observer, Route, Timing

if TYPE_CHECKING:
    from plugins.generators.openai.asking import Asking, Question

NAME = "openai"


class OpenAIGenerator:
    """Proposes definitions by models (``plugins.generating.Generator``). One object for one event loop.

    Args:
        providers: in fallback order.
        route: chooses models for a question.
        count: tokens that a text takes at most.
        answers: where answers are kept, if anywhere.
        observer: is told what happens.
        timing: clock, sleep and chance.
    """

    name = NAME

    def __init__(
        self,
        providers: Sequence[Provider],
        route: Route,
        count: Callable[[str], int],
        answers: Answers | None = None,
        observer: Observer | None = None,
        timing: Timing | None = None,
    ) -> None:
        self.providers = tuple(providers)
        self._route = route
        self._count = count
        self._answers = answers
        self._observer = Nobody() if observer is None else observer
        self._timing = Timing() if timing is None else timing
        self._asking: dict[str, Asking] = {}

    async def propose(self, ask: Ask, calls: Calls) -> Sequence[Proposal]:
        """As ``Generator``: ``ask.count`` samples, begun in order, answered at the same time.

        A sample that fails is left out. If all do, the first failure tells: a budget, or all providers with reasons.
        """
        from plugins.generators.openai.asking import Question  # noqa: PLC0415 - with it comes the package openai

        if not ask.begrip.strip():
            return ()
        left = await calls.left(ask.key) if isinstance(calls, Meter) else Left()
        choices = tuple(self._route(self.providers, ask, left))
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._sample(choices, Question(ask, number), calls))
                for number in range(1, ask.count + 1)
            ]
        outcomes = [task.result() for task in tasks]
        found = [outcome for outcome in outcomes if isinstance(outcome, Proposal)]
        if not found and outcomes:
            budgets = [outcome for outcome in outcomes if isinstance(outcome, BudgetError)]
            raise budgets[0] if budgets else next(o for o in outcomes if isinstance(o, UnavailableError))
        return found

    async def close(self) -> None:
        """Close all connections."""
        for asking in self._asking.values():
            await asking.close()

    async def _sample(
        self, choices: Sequence[Choice], question: Question, calls: Calls
    ) -> Proposal | BudgetError | UnavailableError:
        reasons: list[tuple[Choice, Reason]] = []
        for choice in choices:
            if _pointless(choice, reasons):
                continue
            try:
                attempt, answer = await self._of(choice.provider).answer(choice.model, question, calls)
            except BudgetError as error:
                return error
            except CallError as error:
                reasons.append((choice, failed(error.reason)))
            else:
                return _proposal(attempt, answer)
        return UnavailableError(_in_words(reasons))

    def _of(self, provider: Provider) -> Asking:
        from plugins.generators.openai.asking import Asking  # noqa: PLC0415

        if provider.name not in self._asking:
            self._asking[provider.name] = Asking(provider, self._count, self._answers, self._observer, self._timing)
        return self._asking[provider.name]


def _pointless(choice: Choice, reasons: Sequence[tuple[Choice, Reason]]) -> bool:
    """Whether what failed before will fail here too: the provider as a whole, or a window that is no larger."""
    for tried, reason in reasons:
        if tried.provider.name == choice.provider.name and reason not in OF_THE_MODEL:
            return True
        if reason is Reason.CONTEXT_LENGTH and not _larger(choice, tried):
            return True
    return False


def _larger(choice: Choice, tried: Choice) -> bool:
    """Whether a window is larger, or may be since it is not known."""
    if choice.model.window is None or tried.model.window is None:
        return (choice.provider.base_url, choice.model.name) != (tried.provider.base_url, tried.model.name)
    return choice.model.window > tried.model.window


def _proposal(attempt: Attempt, answer: Answer) -> Proposal:
    return Proposal(
        answer.text, (), attempt.provider, answer.model, answer.usage, attempt.cost(answer.usage), answer.cached
    )


def _in_words(reasons: Sequence[tuple[Choice, Reason]]) -> str:
    if not reasons:
        return "no model is configured"
    return "; ".join(f"{choice.provider.name}/{choice.model.name}: {reason}" for choice, reason in reasons)

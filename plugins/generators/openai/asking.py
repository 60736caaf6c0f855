"""Ask one provider: each attempt is a call on the account, each retry an attempt of its own, each wait bounded."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

import stamina
from stamina.instrumentation import set_on_retry_hooks

from plugins.generating import Answer, Ask, Attempt, CallError, Calls, Prompt, Usage
from plugins.generators.openai.answers import answer_key
from plugins.generators.openai.breaker import Breaker
from plugins.generators.openai.client import Client
from plugins.generators.openai.failures import RETRIED, Reason, failed
from plugins.generators.openai.model import Model, Provider
from plugins.generators.openai.ports import Answers, Observer, Timing
from plugins.generators.openai.reading import flaw
from plugins.generators.openai.turns import Turns

log = logging.getLogger(__name__)
HOLD_MAX = 3_600.0
"""Longest time that a provider is left alone because it asked for it, in seconds."""
MESSAGE_TOKENS = 16
"""Tokens that a chat template adds to each message, at most."""


@dataclass(frozen=True, slots=True)
class Question:
    """One sample of an answer that is wanted.

    Attributes:
        ask: the question.
        sample: its number, from 1.
    """

    ask: Ask
    sample: int

    @property
    def seed(self) -> int:
        """Another one for each sample, the same one when asked again; never negative."""
        return (self.ask.seed * 1_000 + self.sample) % 2**31


class Asking:
    """Asks one provider. Keeps its breaker, its turns and its connections.

    Args:
        provider: whom.
        count: tokens that a text takes at most.
        answers: where answers are kept, if anywhere.
        observer: is told what happens.
        timing: clock, sleep and chance.
    """

    def __init__(
        self,
        provider: Provider,
        count: Callable[[str], int],
        answers: Answers | None,
        observer: Observer,
        timing: Timing,
    ) -> None:
        # Else stamina writes every retry to standard output, in the middle of a result; we log what there is to say.
        set_on_retry_hooks(())
        self.provider = provider
        self._count = count
        self._answers = answers
        self._observer = observer
        self._timing = timing
        self._client = Client(provider, timing.now)
        self._turns = Turns(provider.limits, timing.clock, timing.sleep)
        self.breaker = Breaker(
            provider.name, provider.resilience, timing.clock, lambda state: observer.circuit(provider.name, state)
        )

    async def answer(self, model: Model, question: Question, calls: Calls) -> tuple[Attempt, Answer]:
        """An answer that can be used, and the attempt that gave it.

        Raises:
            BudgetError: as ``calls`` does.
            CallError: after all retries; the reason is one of ``Reason``.
        """
        made, answer = await self._with_retries(model, question, calls)
        if (reason := flaw(answer)) is not None:
            raise CallError(reason, answer.usage)
        return made, answer

    async def close(self) -> None:
        """Close its connections."""
        await self._client.close()

    async def _with_retries(self, model: Model, question: Question, calls: Calls) -> tuple[Attempt, Answer]:
        tried: list[Attempt] = []
        async for attempt in stamina.retry_context(
            on=lambda error: self._wait_before_retry(error, len(tried)),
            attempts=self.provider.resilience.retries + 1,
            timeout=None,
        ):
            with attempt:
                made = self._attempt(model, question, len(tried) + 1)
                tried.append(made)
                return made, await calls.make(made, partial(self._once, model, question, made))
        raise AssertionError("stamina ends with an answer or with the last error")

    def _attempt(self, model: Model, question: Question, number: int) -> Attempt:
        ask, price = question.ask, model.price
        key = f"{ask.key}/{question.sample}/{self.provider.name}/{model.name}/{number}"
        return Attempt(
            key, self.provider.name, model.name, self._tokens(ask.prompt), ask.max_tokens,
            Decimal(0) if price is None else price.input, Decimal(0) if price is None else price.output,
            "USD" if price is None else price.currency, price is not None, ask.prompt.version,
        )  # fmt: skip

    def _tokens(self, prompt: Prompt) -> int:
        return self._count(prompt.system) + self._count(prompt.user) + 2 * MESSAGE_TOKENS

    async def _once(self, model: Model, question: Question, attempt: Attempt) -> Answer:
        """One attempt: from the cache, or one request."""
        key = answer_key(self.provider, model, question.ask, question.sample, question.seed)
        if self._answers is not None:
            kept = await self._answers.get(key)
            self._observer.looked_up(hit=kept is not None)
            if kept is not None:
                return replace(kept, usage=Usage(), cached=True)
        answer = await self._watched(question, attempt)
        if self._answers is not None and flaw(answer) is None:
            await self._answers.put(key, answer)
        return answer

    async def _watched(self, question: Question, attempt: Attempt) -> Answer:
        try:
            answer = await self._request(question, attempt)
        except CallError as error:
            self._told(attempt, error.reason, attempt.most if error.usage is None else error.usage)
            if error.reason == Reason.RATE_LIMITED and error.wait:
                self._turns.hold(min(error.wait, HOLD_MAX))
            raise
        self._told(attempt, flaw(answer) or "ok", answer.usage)
        return answer

    async def _request(self, question: Question, attempt: Attempt) -> Answer:
        self.breaker.require_open_way()
        most = attempt.most
        async with self._turns.turn(most.input_tokens + most.output_tokens) as turn:
            with self.breaker.watch():
                answer = await self._client.ask(question.ask.prompt, attempt, question.seed)
            turn.tokens = answer.usage.input_tokens + answer.usage.output_tokens
        return answer

    def _told(self, attempt: Attempt, outcome: str, usage: Usage) -> None:
        self._observer.called(attempt.provider, outcome, usage, attempt.cost(usage), attempt.currency)
        log.info(
            "model call: provider=%s model=%s outcome=%s tokens=%d+%d",
            attempt.provider, attempt.model, outcome, usage.input_tokens, usage.output_tokens,
        )  # fmt: skip

    def _wait_before_retry(self, error: Exception, number: int) -> bool | float:
        """Seconds until the next attempt, or whether there is none. Doubles, with chance on top (stamina waits)."""
        resilience = self.provider.resilience
        if not isinstance(error, CallError) or failed(error.reason) not in RETRIED:
            return False
        if error.recorded:
            return 0.0
        if self.breaker.is_open:
            return False
        asked = error.wait or 0.0
        if asked > resilience.backoff_max:
            return False
        wait = min(resilience.backoff_max, resilience.backoff * 2.0 ** (number - 1))
        wait = max(asked, wait * (1 + resilience.jitter * self._timing.chance()))
        if number <= resilience.retries:
            self._observer.retried(self.provider.name, error.reason, wait)
            log.info("model call again: provider=%s reason=%s seconds=%.1f", self.provider.name, error.reason, wait)
        return wait

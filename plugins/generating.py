"""What a generator is asked and what it answers: the contract between the loop and its generators (DESIGN §8).

A generator is a plugin: ``definitie_generators`` gives objects that follow :class:`Generator`. One that asks a paid
or unreliable service makes each attempt through :class:`Calls`, which reserves, settles and keeps what it costs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, runtime_checkable

from engine.model import Category, Context, Source


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text in which a generator may look: data, never instructions.

    ``lines`` of the text keep their order; ``title`` is how it is cited, ``url`` where it can be found.
    """

    title: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked, made from the pack. ``version`` is that of the wording, and part of the key of a cache."""

    system: str
    user: str
    version: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a generator.

    Attributes:
        begrip: the term to be defined.
        category: its ontological category, if stated.
        context: in which it is used, if stated.
        language: of the definition (BCP 47).
        sources: texts to look in.
        prompt: for generators that are a model.
        count: candidates wanted.
        round: from 1.
        seed: the same question with the same seed may get the same answer.
        key: names the question uniquely within all runs (``run/round/generator``); attempts are numbered below it.
        digest: of the packs that the run is pinned to.
        max_tokens: of one answer.
    """

    begrip: str
    category: Category | None
    context: Context | None
    language: str
    sources: tuple[SourceText, ...]
    prompt: Prompt
    count: int
    round: int
    seed: int
    key: str
    digest: str
    max_tokens: int = 300


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that an attempt took; zero where nobody counts."""

    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A definition that a generator offers: its text as it came, where it stands, and who wrote it.

    ``usage`` and ``cost`` are those of the answer it came from; failed attempts before it stand in the ledger.
    ``cached`` says that the answer was kept from an earlier call and cost nothing.
    """

    text: str
    sources: tuple[Source, ...] = ()
    provider: str | None = None
    model: str | None = None
    usage: Usage = Usage()
    cost: Decimal = Decimal(0)
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call that is about to be made, with the most that it can take.

    ``key`` is unique for the call: who repeats it after a crash uses the same one. Prices are in ``currency`` for a
    million tokens; where nobody knows them they are zero and ``priced`` is false. ``prompt_version`` is that of
    :class:`Prompt`.
    """

    key: str
    provider: str
    model: str
    input_tokens: int
    max_output_tokens: int
    input_price: Decimal = Decimal(0)
    output_price: Decimal = Decimal(0)
    currency: str = "USD"
    priced: bool = True
    prompt_version: str = ""

    def cost(self, usage: Usage) -> Decimal:
        """What so many tokens cost, in ``currency``."""
        return (self.input_price * usage.input_tokens + self.output_price * usage.output_tokens) / 1_000_000

    @property
    def most(self) -> Usage:
        """The tokens that it can take."""
        return Usage(self.input_tokens, self.max_output_tokens)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call gave. ``finish`` is the service's own word (``stop``, ``length``); ``cached``: without a call."""

    text: str
    usage: Usage
    finish: str
    model: str
    cached: bool = False


class Calls(Protocol):
    """Makes calls on somebody's account: intent row – call – result row (at most one repeat after a crash)."""

    async def make(self, attempt: Attempt, call: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer, from the record where the same call was answered before.

        Raises:
            BudgetError: when what it can cost does not fit; nothing was called.
            CallError: as the call raised it, after its reservation was settled; from the record where it failed before.
            Exception: what else the call raised, after its reservation was settled as unknown.
        """
        ...


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of the narrowest budget of each kind; ``None`` where nothing bounds it."""

    tokens: int | None = None
    money: Decimal | None = None
    seconds: float | None = None


@runtime_checkable
class Meter(Protocol):
    """Calls that can also say what is left, for a generator that chooses by it. Not all calls can."""

    async def left(self, question: str = "") -> Left:
        """What a next call may take.

        Args:
            question: key of an :class:`Ask`. What its own attempts took is left out, so that one who asks the same
                again, after a crash, chooses the same.
        """
        ...


class BudgetError(Exception):
    """A call does not fit in a budget: ``rounds``, ``tokens``, ``money``, ``time``, ``user-day`` or ``month``.

    ``detail`` says more where the name is not enough; it holds no text of a user and no secret.
    """

    def __init__(self, budget: str, detail: str = "") -> None:
        super().__init__(f"{budget}: {detail}" if detail else budget)
        self.budget = budget
        self.detail = detail


class CallError(Exception):
    """A call failed, and the one who made it knows how.

    Attributes:
        reason: a word for why (``timeout``, ``rate-limited``); never what the service wrote.
        usage: what it took; ``None`` where nobody knows, and then all that was reserved counts as spent.
        wait: seconds that the service asks to wait before the next.
        recorded: whether it happened before and was read from the record.
    """

    def __init__(
        self, reason: str, usage: Usage | None = Usage(), *, wait: float | None = None, recorded: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.usage = usage
        self.wait = wait
        self.recorded = recorded


class UnavailableError(Exception):
    """A generator cannot answer now, after all it could try. The message says why, without secrets."""


@runtime_checkable
class Generator(Protocol):
    """Proposes definitions of a term. One object serves many runs at once."""

    @property
    def name(self) -> str:
        """How it is chosen: ``source``, ``openai``."""
        ...

    async def propose(self, ask: Ask, calls: Calls) -> Sequence[Proposal]:
        """At most ``ask.count`` candidates, best first; none where it knows nothing (more).

        A plain text is taken as a proposal without more, so that a plugin need import nothing of ours.

        Raises:
            BudgetError: as ``calls`` does.
            UnavailableError: when it cannot answer.
        """
        ...

"""Questions, providers and surroundings for tests of the generator ``openai``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from generator.budgets import Budgets
from generator.calls import LocalCalls
from generator.ledger import Account, Entry, MemoryLedger
from generator.routing import Routing
from generator.tokens import estimate_tokens
from plugins.generating import Ask, Prompt, Usage
from plugins.generators.openai.generator import OpenAIGenerator
from plugins.generators.openai.keys import Key
from plugins.generators.openai.model import Limits, Model, Price, Provider, Resilience
from plugins.generators.openai.ports import Answers, Timing

SECRET = "sk-proef-0123456789"
PRICE = Price(Decimal("0.15"), Decimal("0.60"))
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def an_ask(**other: Any) -> Ask:
    given: dict[str, Any] = {
        "begrip": "meldkamer", "category": None, "context": None, "language": "nl", "sources": (),
        "prompt": Prompt("Schrijf een definitie.", "Begrip: meldkamer", "1"), "count": 1, "round": 1, "seed": 7,
        "key": "run/1", "digest": "sha256:0", "max_tokens": 100,
    }  # fmt: skip
    return Ask(**(given | other))


def a_provider(url: str, name: str = "hoofd", *models: Model, **other: Any) -> Provider:
    resilience = Resilience(**({"timeout": 5.0} | other.pop("resilience", {})))
    return Provider(
        name, url, models or (Model("klein", price=PRICE),), Key("SLEUTEL", None, {"SLEUTEL": SECRET}),
        other.pop("limits", Limits()), resilience, **other,
    )  # fmt: skip


@dataclass
class FakeTime:
    """A clock that goes on when somebody sleeps. Chance is always the same."""

    seconds: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds - 1_000)

    @property
    def timing(self) -> Timing:
        return Timing(lambda: self.seconds, self.now, self.sleep, lambda: 0.5)


@dataclass
class Seen:
    """What an observer was told."""

    calls: list[tuple[str, str]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    circuits: list[tuple[str, str]] = field(default_factory=list)
    hits: list[bool] = field(default_factory=list)
    tokens: int = 0
    cost: Decimal = Decimal(0)

    def called(self, provider: str, outcome: str, usage: Usage, cost: Decimal, currency: str) -> None:
        self.calls.append((provider, outcome))
        self.tokens += usage.input_tokens + usage.output_tokens
        self.cost += cost

    def retried(self, provider: str, reason: str, seconds: float) -> None:
        self.waits.append(seconds)

    def circuit(self, provider: str, state: str) -> None:
        self.circuits.append((provider, state))

    def looked_up(self, *, hit: bool) -> None:
        self.hits.append(hit)


@dataclass
class World:
    """A generator with all that it needs, and what came of it."""

    time: FakeTime = field(default_factory=FakeTime)
    seen: Seen = field(default_factory=Seen)
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    answers: Answers | None = None

    def generator(self, *providers: Provider) -> OpenAIGenerator:
        return OpenAIGenerator(
            providers, Routing(estimate_tokens), estimate_tokens, self.answers, self.seen, self.time.timing
        )

    def calls(self, run: str = "run", budgets: Budgets | None = None) -> LocalCalls:
        return LocalCalls(self.ledger, budgets or Budgets(), Account(run, "u1"), self.time.now)

    async def states(self, run: str = "run") -> list[tuple[str, str | None]]:
        return [(entry.state.value, entry.reason) for entry in await self.ledger.entries(run)]

    async def entries(self, run: str = "run") -> list[Entry]:
        return await self.ledger.entries(run)


def reasons_in(message: str) -> Mapping[str, str]:
    """Provider/model and reason in the message of an ``UnavailableError``."""
    return dict(part.split(": ") for part in message.split("; "))

"""What is known of a provider: where it is, which models it has, what may be asked of it, and how failing is met."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from plugins.generators.openai.keys import Key


@dataclass(frozen=True, slots=True)
class Price:
    """Of a million tokens, in ``currency``."""

    input: Decimal
    output: Decimal
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Model:
    """A model of a provider.

    Attributes:
        name: as the provider calls it.
        window: tokens that question and answer may take together; ``None`` where unknown.
        strong: meant for demanding questions.
        price: ``None`` where nobody knows it.
    """

    name: str
    window: int | None = None
    strong: bool = False
    price: Price | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a provider may be asked: requests and tokens in any 60 seconds, calls at once, and bytes of an answer.

    ``wait`` is the longest wait for a turn, in seconds; after it the next provider is asked.
    """

    requests: int = 60
    tokens: int = 90_000
    concurrent: int = 10
    wait: float = 60.0
    answer_bytes: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Resilience:
    """How failing is met.

    Attributes:
        retries: of a call that may succeed when made again.
        backoff: wait before the first retry, in seconds; doubled for each further one.
        backoff_max: longest wait between two attempts. A provider that asks for a longer one is left for the next.
        jitter: largest random addition to a wait, as a share of it.
        timeout: of a whole answer, in seconds, however slowly it comes in.
        failures: in a row after which a provider is not asked for a while.
        pause: how long, in seconds.
        probes: calls that are let through after it; all must succeed before the provider is asked as usual.
    """

    retries: int = 3
    backoff: float = 0.5
    backoff_max: float = 30.0
    jitter: float = 0.5
    timeout: float = 30.0
    failures: int = 5
    pause: float = 60.0
    probes: int = 3


@dataclass(frozen=True, slots=True)
class Provider:
    """One endpoint.

    Attributes:
        name: in results, the ledger and metrics; chosen by who configures it.
        base_url: with the version, ``https://…/v1``.
        models: in order of preference.
        key: where its key is found; ``None`` for an endpoint without one.
        limits: of what it may be asked.
        resilience: how failing is met.
        temperature: of the models; theirs unless given.
        token_field: how the endpoint calls the bound of an answer.
        seeds: whether the endpoint knows ``seed``.
    """

    name: str
    base_url: str
    models: tuple[Model, ...]
    key: Key | None = None
    limits: Limits = field(default_factory=Limits)
    resilience: Resilience = field(default_factory=Resilience)
    temperature: float | None = None
    token_field: str = "max_tokens"
    seeds: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A model of a provider that can be asked."""

    provider: Provider
    model: Model

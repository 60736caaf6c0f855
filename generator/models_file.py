"""The settings file of models: providers, limits, prices, budgets. Keys come by reference and never stand in it.

YAML, read as strictly as a rule pack; every mistake is reported with file, line and field, all together. No message
repeats a value: somebody may have put a key where it does not belong.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that are this machine; a key may go to them without encryption."""


def _base_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise ValueError("must be an address like https://host/v1") from None
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValueError("must be an address like https://host/v1")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ValueError("must hold no user, password, query or fragment")
    return text.rstrip("/")


Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
ModelName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:/@+-]{0,119}$")]
Count = Annotated[int, Field(ge=1, le=1_000_000_000)]
Bound = Annotated[int, Field(ge=0, le=1_000_000_000_000)]
Seconds = Annotated[float, Field(gt=0, le=3_600, allow_inf_nan=False)]
Money = Annotated[Decimal, Field(ge=0, le=1_000_000_000, allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, protected_namespaces=())


class KeyPart(_Part):
    """``key``: where the key is found."""

    env: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] | None = None
    file: Path | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.env is None) == (self.file is None):
            raise ValueError("needs one of ‘env’ (name of a variable) and ‘file’")
        return self


class PricePart(_Part):
    """``prices``: of a million tokens, in the file's currency."""

    input: Money
    output: Money


class ModelPart(_Part):
    """One of ``models``."""

    name: ModelName
    window: Count | None = None
    strong: bool = False
    prices: PricePart | None = None


class LimitsPart(_Part):
    """``limits``; what is not given is as in ``plugins.generators.openai.model.Limits``."""

    requests: Count | None = None
    tokens: Count | None = None
    concurrent: Annotated[int, Field(ge=1, le=1_000)] | None = None
    wait: Seconds | None = None
    answer_bytes: Annotated[int, Field(ge=1_000, le=100_000_000)] | None = None


class ResiliencePart(_Part):
    """``resilience``; what is not given is as in ``plugins.generators.openai.model.Resilience``."""

    retries: Annotated[int, Field(ge=0, le=10)] | None = None
    backoff: Seconds | None = None
    backoff_max: Seconds | None = None
    jitter: Annotated[float, Field(ge=0, le=1)] | None = None
    timeout: Seconds | None = None
    failures: Annotated[int, Field(ge=1, le=1_000)] | None = None
    pause: Seconds | None = None
    probes: Annotated[int, Field(ge=1, le=100)] | None = None


class ProviderPart(_Part):
    """One of ``providers``."""

    name: Name
    base_url: Annotated[str, AfterValidator(_base_url)]
    models: Annotated[list[ModelPart], Field(min_length=1, max_length=16)]
    key: KeyPart | None = None
    allow_http: bool = False
    limits: LimitsPart = LimitsPart()
    resilience: ResiliencePart = ResiliencePart()
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    token_field: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    seeds: bool = False

    @model_validator(mode="after")
    def _encrypted(self) -> Self:
        parts = urlsplit(self.base_url)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK and not self.allow_http:
            raise ValueError("base_url must begin with https:// (or say allow_http: true)")
        names = [model.name for model in self.models]
        if len(set(names)) < len(names):
            raise ValueError("two models have the same name")
        return self


class LimitPart(_Part):
    """A budget of a day or a month."""

    tokens: Bound | None = None
    money: Money | None = None


class RunPart(LimitPart):
    """The budget of a run."""

    rounds: Annotated[int, Field(ge=0, le=100)] | None = None
    seconds: Annotated[float, Field(ge=0, le=86_400)] | None = None


class BudgetsPart(_Part):
    """``budgets``."""

    run: RunPart = RunPart()
    user_day: LimitPart = LimitPart()
    month: LimitPart = LimitPart()


class CachePart(_Part):
    """``cache``: answers that are kept, in memory, and in a folder where one is named."""

    answers: Annotated[int, Field(ge=0, le=1_000_000)] = 1_000
    folder: Path | None = None
    days: Annotated[int, Field(ge=1, le=3_650)] = 30


class ModelsFile(_Part):
    """The whole file."""

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"
    providers: Annotated[list[ProviderPart], Field(min_length=1, max_length=16)]
    limits: LimitsPart = LimitsPart()
    resilience: ResiliencePart = ResiliencePart()
    budgets: BudgetsPart = BudgetsPart()
    cache: CachePart = CachePart()

    @model_validator(mode="after")
    def _names(self) -> Self:
        names = [provider.name for provider in self.providers]
        if len(set(names)) < len(names):
            raise ValueError("two providers have the same name")
        return self

"""What calls of models take, for Prometheus (``plugins.generators.openai.ports.Observer``).

Labels are names of configured providers and words of ours: never a model, a user or a text.
"""

from __future__ import annotations

from decimal import Decimal

from prometheus_client import CollectorRegistry, Counter, Gauge

from plugins.generating import Usage

STATES = {"closed": 0, "half-opened": 1, "opened": 2}
"""Circuit breakers as numbers: the higher, the worse."""


class ModelMetrics:
    """Requests, tokens, money, retries, circuit breakers and kept answers.

    Args:
        registry: where the figures are found.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "definitie_model_requests", "Requests to providers of models.", ("provider", "outcome"), registry=registry
        )
        self._tokens = Counter(
            "definitie_model_tokens", "Tokens read and written by models; the most possible where nobody counts.",
            ("provider", "direction"), registry=registry,
        )  # fmt: skip
        self._cost = Counter(
            "definitie_model_cost", "Money that requests took, as far as prices are known.", ("provider", "currency"),
            registry=registry,
        )  # fmt: skip
        self._retries = Counter(
            "definitie_model_retries", "Requests made again.", ("provider", "reason"), registry=registry
        )
        self._circuit = Gauge(
            "definitie_model_circuit", "Circuit breaker: 0 closed, 1 half open, 2 open; the worst of all processes.",
            ("provider",), registry=registry, multiprocess_mode="livemax",
        )  # fmt: skip
        self._cache = Counter(
            "definitie_model_answer_cache", "Answers looked for in the cache.", ("result",), registry=registry
        )

    def called(self, provider: str, outcome: str, usage: Usage, cost: Decimal, currency: str) -> None:
        """A request ended."""
        self._requests.labels(provider, outcome).inc()
        self._tokens.labels(provider, "read").inc(usage.input_tokens)
        self._tokens.labels(provider, "written").inc(usage.output_tokens)
        self._cost.labels(provider, currency).inc(float(cost))

    def retried(self, provider: str, reason: str, seconds: float) -> None:
        """A request will be made again."""
        self._retries.labels(provider, reason).inc()

    def circuit(self, provider: str, state: str) -> None:
        """A circuit breaker has another state."""
        self._circuit.labels(provider).set(STATES[state])

    def looked_up(self, *, hit: bool) -> None:
        """An answer was looked for in the cache."""
        self._cache.labels("hit" if hit else "miss").inc()

"""What is counted and measured of the service, for Prometheus. Labels come from our own tables, never from a request.

Where ``PROMETHEUS_MULTIPROC_DIR`` is set before this is imported, the library keeps the figures in files there, so that
one process can add up those of all.
"""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from sqlalchemy.pool import QueuePool

from api.host.judged import Judged
from api.model_metrics import ModelMetrics

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds; close to each other around the bound of 50 ms that the service has to keep."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NO_DECISION = "none"


class Metrics:
    """The figures of a process.

    Args:
        registry: where they are found; one of its own unless given.
    """

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = CollectorRegistry() if registry is None else registry
        self._requests = Counter(
            "definitie_http_requests", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "definitie_http_request_seconds",
            "Time from a request to the end of its answer.",
            ("route", "method"),
            buckets=BOUNDS,
            registry=self.registry,
        )
        self._reports = Counter("definitie_reports", "Reports given.", ("decision",), registry=self.registry)
        self._findings = Counter("definitie_findings", "Findings given.", ("rule",), registry=self.registry)
        self._cache = Counter(
            "definitie_report_cache", "Reports asked of the caches, by where they were found.", ("level",),
            registry=self.registry,
        )  # fmt: skip
        self._waiting = self._gauge("definitie_engine_waiting", "Records that wait for the thread of the engine.")
        self._batches = self._gauge("definitie_batches", "Batches under way.")
        self._connections = self._gauge("definitie_database_connections", "Connections to the database.", ("state",))
        self._delivered = Counter(
            "definitie_events_delivered", "Events delivered, by receiver.", ("sink",), registry=self.registry
        )
        self._undelivered = Counter(
            "definitie_events_failed", "Deliveries that failed, by receiver.", ("sink",), registry=self.registry
        )
        self._lag = self._gauge("definitie_events_lag", "Events that a receiver has not got yet.", ("sink",))
        self._lag_seconds = self._gauge("definitie_events_lag_seconds", "Age of the oldest of those.", ("sink",))
        self._so_far: dict[Counter, int] = {}
        self._pool_processes = self._gauge(
            "definitie_pool_processes", "Processes for long texts and batches that are alive."
        )
        self._pool_records = Counter(
            "definitie_pool_records", "Records judged in those processes.", registry=self.registry
        )
        self._pool_broken = Counter(
            "definitie_pool_broken", "Times that all those processes of a worker were replaced, since one died.",
            registry=self.registry,
        )  # fmt: skip
        self.models = ModelMetrics(self.registry)

        self._activations = Counter(
            "definitie_pack_activations", "Tries at activating a version of a pack, by what came of them.",
            ("pack", "outcome"), registry=self.registry,
        )  # fmt: skip
        self._revalidation = Gauge(
            "definitie_revalidation", "Definitions of the latest judging again: all, done, changed, to be reviewed; and"
            " those that wait since others of their scheme changed (touched, 10000 at most).",
            ("definitions",), registry=self.registry, multiprocess_mode="livemax",
        )  # fmt: skip
        self._evaluations = Gauge(
            "definitie_revalidation_evaluations", "Rules asked of definitions in the latest judging again.",
            registry=self.registry, multiprocess_mode="livemax",
        )  # fmt: skip

    def _gauge(self, name: str, text: str, labels: tuple[str, ...] = ()) -> Gauge:
        return Gauge(name, text, labels, registry=self.registry, multiprocess_mode="livesum")

    def _raise(self, counter: Counter, count: int) -> None:
        """Bring a counter to what was counted elsewhere since the process began."""
        counter.inc(count - self._so_far.get(counter, 0))
        self._so_far[counter] = count

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request was answered.

        Args:
            route: its address as declared.
            method: of the request.
            status: of the answer; 0 where the connection broke first.
            seconds: that it took.
        """
        known = method if method in METHODS else "other"
        self._requests.labels(route, known, str(status)).inc()
        self._seconds.labels(route, known).observe(seconds)

    def judged(self, judged: Judged) -> None:
        """A report was given."""
        self._reports.labels(judged.decision or NO_DECISION).inc()
        for code, count in judged.findings.items():
            self._findings.labels(code).inc(count)

    def delivered(self, sink: str, count: int) -> None:
        """Events were delivered to a receiver."""
        self._delivered.labels(sink).inc(count)

    def lagging(self, sink: str, count: int, seconds: float) -> None:
        """How far a receiver is behind, as the process that delivers to it sees it; others say that it is not."""
        self._lag.labels(sink).set(count)
        self._lag_seconds.labels(sink).set(seconds)

    def undelivered(self, sink: str) -> None:
        """A receiver did not take what was sent."""
        self._undelivered.labels(sink).inc()

    def activation(self, pack: str, outcome: str) -> None:
        """A version of a pack was activated, or not."""
        self._activations.labels(pack, outcome).inc()

    def revalidated(self, total: int, checked: int, evaluated: int, changed: int, to_review: int) -> None:
        """How far the latest judging again is.

        Args:
            total: definitions.
            checked: of them that are done.
            evaluated: rules asked of all of them together.
            changed: definitions with another outcome.
            to_review: established definitions that fail now.
        """
        for name, count in {"all": total, "done": checked, "changed": changed, "review": to_review}.items():
            self._revalidation.labels(name).set(count)
        self._evaluations.set(evaluated)

    def touched(self, waiting: int) -> None:
        """So many definitions wait to be judged again since others of their scheme changed."""
        self._revalidation.labels("touched").set(waiting)

    def pooled(self, alive: int, judged: int, broken: int) -> None:
        """How the processes stand that judge long texts and batches.

        Args:
            alive: of them now.
            judged: records, since the process that started them began.
            broken: pools that lost a process, since then.
        """
        self._pool_processes.set(alive)
        self._raise(self._pool_records, judged)
        self._raise(self._pool_broken, broken)

    def looked(self, hits: Mapping[str, int], waiting: int, batches: int, pool: QueuePool | None) -> None:
        """How things stand now.

        Args:
            hits: of the report cache since the process began.
            waiting: records that wait for the engine.
            batches: under way.
            pool: of connections to the database.
        """
        for level, count in hits.items():
            self._raise(self._cache.labels(level), count)
        self._waiting.set(waiting)
        self._batches.set(batches)
        if pool is not None:
            self._connections.labels("used").set(pool.checkedout())
            self._connections.labels("idle").set(pool.checkedin())

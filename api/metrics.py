"""What is counted and measured of the service, for Prometheus. Labels come from our own tables, never from a request.

Where ``PROMETHEUS_MULTIPROC_DIR`` is set before this is imported, the library keeps the figures in files there, so that
one process can add up those of all.
"""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from sqlalchemy.pool import QueuePool

from api.host.judged import Judged

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
        self._hits: dict[str, int] = {}

    def _gauge(self, name: str, text: str, labels: tuple[str, ...] = ()) -> Gauge:
        return Gauge(name, text, labels, registry=self.registry, multiprocess_mode="livesum")

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

    def looked(self, hits: Mapping[str, int], waiting: int, batches: int, pool: QueuePool | None) -> None:
        """How things stand now.

        Args:
            hits: of the report cache since the process began.
            waiting: records that wait for the engine.
            batches: under way.
            pool: of connections to the database.
        """
        for level, count in hits.items():
            self._cache.labels(level).inc(count - self._hits.get(level, 0))
            self._hits[level] = count
        self._waiting.set(waiting)
        self._batches.set(batches)
        if pool is not None:
            self._connections.labels("used").set(pool.checkedout())
            self._connections.labels("idle").set(pool.checkedin())

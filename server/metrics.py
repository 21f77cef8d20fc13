"""What Prometheus reads: counts and times of requests and queries, and how the pool stands.

With several web processes the counts of all are added up (`PROMETHEUS_MULTIPROC_DIR`, which `server.serve` sets).
"""

import os
from collections.abc import Callable
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST as OPEN_METRICS
from prometheus_client.openmetrics.exposition import generate_latest as generate_open_metrics

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
# Most queries take milliseconds, and the longest as long as the limit lets them.
SECONDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)


class Metrics:
    """The numbers of one web process."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.requests = Counter("innograf_requests", "Requests, by status.", ["method", "status"], registry=registry)
        self.request_seconds = Histogram(
            "innograf_request_seconds",
            "Time to the last byte of an answer, in seconds.",
            ["endpoint"],
            buckets=SECONDS,
            registry=registry,
        )
        self.queries = Counter(
            "innograf_queries",
            "SPARQL queries, by what came of them: answered, cached, or the name of a fault.",
            ["outcome"],
            registry=registry,
        )
        self.query_seconds = Histogram(
            "innograf_query_seconds",
            "Time of queries that were run, with their waiting, in seconds.",
            buckets=SECONDS,
            registry=registry,
        )
        self.killed = Counter("innograf_workers_killed", "Workers ended in the middle of a query.", registry=registry)
        self._gauges: list[tuple[Gauge, Callable[[], float]]] = []
        # Finding the number for some labels takes longer than counting.
        self._request = cache(self.requests.labels)
        self._endpoint = cache(self.request_seconds.labels)
        self._query = cache(self.queries.labels)

    def requested(self, method: str, status: int | str, endpoint: str, seconds: float) -> None:
        """Count a request."""
        self._request(method, status).inc()
        self._endpoint(endpoint).observe(seconds)

    def queried(self, outcome: str, seconds: float | None = None) -> None:
        """Count a query, and its time when it was run."""
        self._query(outcome).inc()
        if seconds is not None:
            self.query_seconds.observe(seconds)

    def watch(self, name: str, help: str, value: Callable[[], float]) -> None:
        """Have a number read whenever somebody asks; it is that of all web processes together."""
        self._gauges.append((Gauge(name, help, registry=self.registry, multiprocess_mode="livesum"), value))

    def written(self, open_metrics: bool = False) -> tuple[bytes, str]:
        """All numbers in Prometheus' text format, or in OpenMetrics, and the content type."""
        for gauge, value in self._gauges:
            gauge.set(value())
        registry = self.registry
        if os.environ.get(FOLDER_VARIABLE):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        if open_metrics:
            return generate_open_metrics(registry), OPEN_METRICS  # type: ignore[no-untyped-call]
        return generate_latest(registry), "text/plain; version=0.0.4; charset=utf-8"

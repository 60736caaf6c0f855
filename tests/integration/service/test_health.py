"""Whether the service lives, can do its work, and what it measures of itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

from api.app import create_app
from api.bootstrap import assemble, open_host
from api.host.engine_host import EngineHost
from api.host.judged import Judged
from api.metrics import Metrics
from api.metrics_server import forget_dead, metrics_server
from api.readiness import STALE_SECONDS, Readiness
from api.sampling import look, sampling
from api.services import Services
from api.settings import Settings
from engine.engine import Engine
from engine.model import Definition
from storage.database import Database
from storage.migrate import downgrade, upgrade
from storage.repositories.rules import RuleMirror
from tests.integration.service.conftest import client_of

ROOT = Path(__file__).resolve().parents[3]


class Clock:
    """Time in a test's hands, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def wrong(readiness: Readiness) -> set[str]:
    """The names of what is not right."""
    return {check.name for check in await readiness.checks() if not check.ok}


async def test_health_asks_nothing_of_anybody(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health", headers={"authorization": "Bearer onzin"})
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


async def test_ready_tells_each_thing_with_its_reason(client: httpx.AsyncClient) -> None:
    answer = await client.get("/ready")
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    checks = answer.json()["checks"]
    assert list(checks) == ["database", "migrations", "packs", "staleness", "activation", "events"]
    assert all(check["ok"] and check["reason"] for check in checks.values())
    assert checks["packs"]["reason"] == "eigen 1.2.0"


async def test_without_a_database_it_lives_and_is_not_ready(settings: Settings, host: EngineHost) -> None:
    gone = Database("postgresql://postgres@127.0.0.1:9/niets")
    async with client_of(create_app(settings, assemble(settings, gone, None, host))) as client:
        assert (await client.get("/health")).status_code == 200
        answer = await client.get("/ready", headers={"accept-language": "en"})
    await gone.close()
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")
    checks = answer.json()["checks"]
    assert [name for name, check in checks.items() if not check["ok"]] == list(checks)[:-2]
    assert "does not answer" in checks["database"]["reason"]
    assert "127.0.0.1:9" not in answer.text


async def test_tables_of_another_version_are_told_from_no_database(
    database: Database, database_url: str, host: EngineHost
) -> None:
    clock = Clock()
    readiness = Readiness(database, host, clock)
    await downgrade(database_url, "0002")
    assert await wrong(readiness) == {"migrations", "packs", "staleness"}
    await upgrade(database_url)
    assert await wrong(readiness) == {"migrations", "packs", "staleness"}, "it looks once a second at most"
    clock.now = 1.0
    assert await wrong(readiness) == set()


async def test_packs_that_were_replaced_make_it_unready_in_time(database: Database, host: EngineHost) -> None:
    clock = Clock()
    readiness = Readiness(database, host, clock)
    await readiness.start()
    async with database.unit() as unit:
        await unit.packs.mirror("eigen", "2.0.0", "sha256:anders", list[RuleMirror]())
    clock.now = 1.0
    assert await wrong(readiness) == set()
    clock.now += STALE_SECONDS + 0.1
    assert await wrong(readiness) == {"staleness"}


# --- metrics ---------------------------------------------------------------------------------------------------------


def samples(metrics: Metrics) -> dict[tuple[str, ...], float]:
    """Name and values of the labels → value."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in metrics.registry.collect()
        for sample in family.samples
    }


async def test_requests_are_counted_by_the_address_as_declared(client: httpx.AsyncClient, services: Services) -> None:
    await client.get("/api/v1/rules/KORT-01")
    await client.get("/api/v1/rules/NIETS-99")
    await client.get("/geheim/pad")
    await client.request("VERZONNEN", "/api/v1/rules")
    await client.get("/health")
    counted = {
        key[1:]: value for key, value in samples(services.metrics).items() if key[0] == "definitie_http_requests_total"
    }
    assert counted == {
        ("/api/v1/rules/{code}", "GET", "200"): 1,
        ("/api/v1/rules/{code}", "GET", "404"): 1,
        ("(none)", "GET", "404"): 1,
        ("/api/v1/rules", "other", "405"): 1,
    }
    assert samples(services.metrics)["definitie_http_request_seconds_count", "/api/v1/rules/{code}", "GET"] == 2


def test_reports_are_counted_by_decision_and_rule() -> None:
    metrics = Metrics()
    metrics.judged(Judged(b"{}", "rejected", 0, {"KORT-01": 2, "WOORD-01": 1}))
    metrics.judged(Judged(b"{}", None, None, {}))
    found = samples(metrics)
    assert found["definitie_reports_total", "rejected"] == found["definitie_reports_total", "none"] == 1
    assert found["definitie_findings_total", "KORT-01"] == 2


async def test_the_host_tells_of_every_report(engine: Engine, settings: Settings, database: Database) -> None:
    metrics = Metrics()
    own = open_host(settings, None, metrics, engine)
    services = assemble(settings, database, None, own, metrics)
    async with client_of(create_app(settings, services)) as client, sampling(services):
        for _ in range(3):
            await client.post("/api/v1/validate", json={"begrip": "a", "definitie": "b"})
        await own.validate_chunk([Definition("a", "b")], own.manner())
        look(services)
        look(services)
    own.close()
    found = samples(metrics)
    assert found["definitie_reports_total", "accepted"] == 4
    assert found["definitie_findings_total", "KORT-01"] == 4
    assert (found["definitie_report_cache_total", "none"], found["definitie_report_cache_total", "near"]) == (1, 2)
    assert found[("definitie_batches",)] == found[("definitie_engine_waiting",)] == 0
    assert found[("definitie_pool_records_total",)] == found[("definitie_pool_processes",)] == 1


def test_processes_of_the_pool_are_counted_from_when_the_worker_began() -> None:
    metrics = Metrics()
    assert samples(metrics)[("definitie_pool_broken_total",)] == 0
    for alive, judged, broken in ((0, 0, 0), (2, 64, 0), (1, 96, 1)):
        metrics.pooled(alive, judged, broken)
    found = samples(metrics)
    assert found[("definitie_pool_processes",)] == 1
    assert found[("definitie_pool_records_total",)] == 96
    assert found[("definitie_pool_broken_total",)] == 1


def test_the_figures_of_several_processes_are_added_up(tmp_path: Path) -> None:
    code = (
        "from api.metrics import Metrics; m = Metrics(); m.answered('/x', 'GET', 200, 0.1); "
        "m.looked({'near': 2}, 3, 0, None)"
    )
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)
    with metrics_server(tmp_path, "127.0.0.1", 0) as port:
        text = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
    found = {sample.name: sample.value for family in text_string_to_metric_families(text) for sample in family.samples}
    assert found["definitie_http_requests_total"] == 2
    assert found["definitie_report_cache_total"] == 4
    assert "definitie_engine_waiting" not in found, "processes that ended have nothing waiting"


def test_the_state_of_a_living_process_is_kept(tmp_path: Path) -> None:
    living = tmp_path / f"gauge_livesum_{os.getpid()}.db"
    living.touch()
    forget_dead(tmp_path)
    assert living.exists()

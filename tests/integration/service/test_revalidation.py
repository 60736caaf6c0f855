"""Stored definitions are judged again when rules change: only by these rules, to the end, and none is demoted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import SecretStr

from api.definitions.judging import judge
from api.revalidation import checking
from api.revalidation.process import work
from api.services import Services
from api.settings import Settings
from storage.models import RevalidationRow, RevalidationState, Status
from storage.records import to_record
from storage.repositories.definitions import Filter
from tests.integration.service.packs import PACKS, PackFolder, events, longer

EVERYTHING = Filter(everything=True)
TEXTS = {
    "kort": "gebouw van leger",
    "lang": "groot gebouw van het leger",
    "fout": "eigenlijk een gebouw van het leger",
}


@pytest.fixture
async def stored(admin: httpx.AsyncClient, one: Services) -> dict[str, UUID]:
    """Definitions of a scheme, each with its report: the short one is established."""
    await admin.post("/api/v1/schemes", json={"name": "proef", "title": "Proef"})
    made = {}
    for number in range(3):
        for kind, text in TEXTS.items():
            body = {"begrip": f"{kind} {number}", "definitie": f"{text} {number}", "scheme": "proef"}
            answer = await admin.post("/api/v1/definitions", json=body)
            assert answer.status_code == 201, answer.text
            made[f"{kind} {number}"] = UUID(answer.json()["id"])
    return made


async def judged_again(services: Services, url: str, settings: Settings) -> RevalidationRow:
    """What the process does, here."""
    await work(settings.model_copy(update={"database_url": SecretStr(url), "revalidation_rate": 1_000_000}))
    async with services.database.unit() as unit:
        row = await unit.revalidations.latest()
    assert row is not None
    return row


async def reports(services: Services) -> dict[UUID, dict[str, Any]]:
    """The newest report of every definition, without what says what it was made with."""
    async with services.database.unit() as unit:
        rows = [row async for row in unit.definitions.stream(EVERYTHING)]
        kept = {row.id: await unit.reports.latest(row.id) for row in rows}
    return {key: said(row.report) for key, row in kept.items() if row is not None}


def said(report: dict[str, Any]) -> dict[str, Any]:
    """What a report says: not by which versions, nor what of a rule that passes."""
    told = {name: value for name, value in report.items() if name not in {"packs", "corpus_revision"}}
    return told | {"outcomes": [each for each in report["outcomes"] if each["outcome"] != "pass" or each["unjudged"]]}


async def in_full(services: Services) -> dict[UUID, dict[str, Any]]:
    """What judging every definition in full says now."""
    async with services.database.unit() as unit:
        rows = [row async for row in unit.definitions.stream(EVERYTHING)]
    return {row.id: said((await judge(services, to_record(row), row.scheme_id)).document) for row in rows}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.revalidation.process.SETTLED", timedelta(0))


async def test_only_what_changed_is_asked_and_the_rest_is_as_it_was(
    one: Services,
    admin: httpx.AsyncClient,
    folder: PackFolder,
    stored: dict[str, UUID],
    own_settings: Settings,
    database_url: str,
) -> None:
    longer(folder)
    told = (await admin.post(f"{PACKS}/activate", json={"source": True})).json()
    assert told["revalidation"] is not None
    row = await judged_again(one, database_url, own_settings)
    assert (row.state, row.total, row.checked, row.rules) == (RevalidationState.DONE, 9, 9, ["KORT-01"])
    assert row.evaluated == 9 + 9, "the rule for each, and that on doubles, since the scheme grew after each was saved"
    assert await reports(one) == await in_full(one)
    assert row.changed == 0, "with a number behind them all have enough words"


async def test_what_it_says_of_each_is_what_judging_in_full_says(
    one: Services,
    admin: httpx.AsyncClient,
    folder: PackFolder,
    stored: dict[str, UUID],
    own_settings: Settings,
    database_url: str,
) -> None:
    folder.version("2.0.0")
    folder.rule("KORT-01", "default: 3", "default: 5")
    folder.rule("KORT-01", "definitie: gebouw van het leger", "definitie: groot gebouw van het leger")
    folder.rule("WOORD-01", "zegt niets over", "voegt niets toe aan")
    folder.rule("DUBBEL-01", "severity: info", "severity: warning")
    before = await reports(one)
    await admin.post(f"{PACKS}/activate", json={"source": True})
    row = await judged_again(one, database_url, own_settings)
    assert await reports(one) == await in_full(one)
    assert row.changed == 3
    assert row.evaluated == 9 + 9 + 3, "with another number, on doubles, in other words where it objects"
    changed = [event for event in await events(one, "DefinitionValidated") if event["data"].get("cause") == "rules"]
    assert {event["subject"] for event in changed} == {f"definition/{stored[f'kort {number}']}" for number in range(3)}
    assert all(event["data"]["rules"] == ["KORT-01"] for event in changed)
    after = await reports(one)
    assert {key for key in after if before[key] != after[key]} == {
        stored[f"{kind} {number}"] for kind in ("kort", "fout") for number in range(3)
    }


async def test_what_is_established_and_fails_now_is_to_be_reviewed_and_stays_established(
    one: Services,
    admin: httpx.AsyncClient,
    folder: PackFolder,
    stored: dict[str, UUID],
    own_settings: Settings,
    database_url: str,
) -> None:
    key = stored["kort 0"]
    async with one.database.unit() as unit:
        row = await unit.definitions.get(key)
        row.status = Status.ESTABLISHED.value
    folder.version("2.0.0")
    folder.rule("KORT-01", "default: 3", "default: 5")
    folder.rule("KORT-01", "severity: warning", "severity: error")
    folder.rule("KORT-01", "definitie: gebouw van het leger", "definitie: groot gebouw van het leger")
    await admin.post(f"{PACKS}/activate", json={"source": True})
    done = await judged_again(one, database_url, own_settings)
    assert (done.changed, done.to_review) == (3, 1)
    (review,) = (await admin.get(f"{PACKS}/revalidation/reviews")).json()["items"]
    assert (review["definition_id"], review["codes"], review["decision"]) == (str(key), ["KORT-01"], "rejected")
    shown = (await admin.get(f"/api/v1/definitions/{key}")).json()
    assert (shown["status"], shown["version"]) == ("established", 1)
    report = (await admin.get(f"/api/v1/definitions/{key}/report")).json()
    assert report["report"]["packs"]["eigen"]["version"] == "2.0.0"
    listed = (await admin.get("/api/v1/definitions", params={"needs_review": True})).json()["items"]
    assert [each["id"] for each in listed] == [str(key)]

    await admin.post(f"{PACKS}/rollback")
    await judged_again(one, database_url, own_settings)
    assert (await admin.get(f"{PACKS}/revalidation/reviews")).json()["items"] == [], "the old rules accept it"


async def test_a_change_of_severity_alone_asks_no_rule_that_does_not_compare(
    one: Services,
    admin: httpx.AsyncClient,
    folder: PackFolder,
    stored: dict[str, UUID],
    own_settings: Settings,
    database_url: str,
) -> None:
    folder.version("1.2.1")
    folder.rule("WOORD-01", "severity: error", "severity: info")
    folder.rule("DUBBEL-01", "status: stable", "status: draft")
    await admin.post(f"{PACKS}/activate", json={"source": True})
    row = await judged_again(one, database_url, own_settings)
    assert (row.evaluated, row.rules) == (0, ["DUBBEL-01"])
    assert await reports(one) == await in_full(one)
    assert row.changed == 3, "those with the word score more now"


async def test_a_change_of_what_nobody_is_judged_by_judges_nothing_again(
    admin: httpx.AsyncClient, folder: PackFolder, stored: dict[str, UUID]
) -> None:
    folder.version("1.2.1")
    folder.rule("WOORD-01", "explanation: Het woord zegt niets.", "explanation: Het woord voegt niets toe.")
    told = (await admin.post(f"{PACKS}/activate", json={"source": True})).json()
    assert (told["version"], told["revalidation"]) == ("1.2.1", None)
    assert [(each["code"], each["verdict_changed"]) for each in told["rules"]] == [("WOORD-01", False)]
    assert (await admin.get(f"{PACKS}/revalidation")).status_code == 404


async def test_it_goes_on_where_it_was_and_another_change_takes_over(
    one: Services,
    admin: httpx.AsyncClient,
    folder: PackFolder,
    stored: dict[str, UUID],
    own_settings: Settings,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Killed(BaseException):
        pass

    monkeypatch.setattr(checking, "SOME", 2)
    write, calls = checking.Checking._write, []

    async def killed(self: checking.Checking, *given: Any) -> None:
        calls.append(given)
        if len(calls) == 3:
            raise Killed
        await write(self, *given)

    monkeypatch.setattr(checking.Checking, "_write", killed)
    longer(folder)
    await admin.post(f"{PACKS}/activate", json={"source": True})
    with pytest.raises(Killed):
        await judged_again(one, database_url, own_settings)
    async with one.database.unit() as unit:
        half = await unit.revalidations.latest()
    assert half is not None
    assert (half.state, half.checked) == (RevalidationState.RUNNING, 4)

    folder.version("1.4.0")
    folder.rule("KORT-01", "default: 4", "default: 5")
    folder.rule("KORT-01", "groot gebouw van het leger", "heel groot gebouw van het leger")
    await admin.post(f"{PACKS}/activate", json={"source": True})
    row = await judged_again(one, database_url, own_settings)
    assert (row.state, row.checked, row.id != half.id) == (RevalidationState.DONE, 9, True)
    async with one.database.unit() as unit:
        before = await unit.session.get(RevalidationRow, half.id)
    assert before is not None
    assert before.state == RevalidationState.SUPERSEDED
    assert await reports(one) == await in_full(one)
    told = [event["data"]["id"] for event in await events(one, "DefinitionValidated") if event["data"].get("cause")]
    assert len(told) == len(set(told)), "each is told once"


async def test_what_is_saved_meanwhile_is_left_alone(
    one: Services,
    admin: httpx.AsyncClient,
    folder: PackFolder,
    stored: dict[str, UUID],
    own_settings: Settings,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged = checking.Checking._judged
    key = stored["kort 1"]

    async def saved(self: checking.Checking, kept: Any) -> list[checking.Judged]:
        found = await judged(self, kept)
        body = {"begrip": "kort 1", "definitie": "heel groot gebouw van het leger"}
        answer = await admin.put(f"/api/v1/definitions/{key}", json=body, headers={"If-Match": '"1"'})
        assert answer.status_code in (200, 412), answer.text
        return found

    monkeypatch.setattr(checking.Checking, "_judged", saved)
    folder.version("1.3.0")
    folder.rule("KORT-01", "default: 3", "default: 5")
    folder.rule("KORT-01", "definitie: gebouw van het leger", "definitie: groot gebouw van het leger")
    await admin.post(f"{PACKS}/activate", json={"source": True})
    row = await judged_again(one, database_url, own_settings)
    assert row.changed == 2
    async with one.database.unit() as unit:
        latest = await unit.reports.latest(key)
    assert latest is not None
    assert (latest.version, latest.decision) == (2, "accepted")

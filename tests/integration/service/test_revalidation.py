"""Stored definitions are judged again when rules change: only by these rules, to the end, and none is demoted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from api.revalidation import checking, judging
from storage.models import RevalidationRow, RevalidationState, Status
from tests.integration.service.packs import PACKS, longer
from tests.integration.service.scene import Scene


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.revalidation.process.SETTLED", timedelta(0))


async def test_only_what_changed_is_asked_and_the_rest_is_as_it_was(scene: Scene) -> None:
    longer(scene.folder)
    told = await scene.activate()
    assert told["revalidation"] is not None
    row = await scene.judged_again()
    assert (row.state, row.total, row.checked, row.rules) == (RevalidationState.DONE, 9, 9, ["KORT-01"])
    assert row.evaluated == 9 + 9, "the rule for each, and that on doubles, since the scheme grew after each was saved"
    assert await scene.reports() == await scene.in_full()
    assert row.changed == 0, "with a number behind them all have enough words"


async def test_what_it_says_of_each_is_what_judging_in_full_says(scene: Scene) -> None:
    scene.folder.version("2.0.0")
    scene.folder.rule("KORT-01", "default: 3", "default: 5")
    scene.folder.rule("KORT-01", "definitie: gebouw van het leger", "definitie: groot gebouw van het leger")
    scene.folder.rule("WOORD-01", "zegt niets over", "voegt niets toe aan")
    scene.folder.rule("DUBBEL-01", "severity: info", "severity: warning")
    before = await scene.reports()
    await scene.activate()
    row = await scene.judged_again()
    assert await scene.reports() == await scene.in_full()
    assert row.changed == 3
    assert row.evaluated == 9 + 9 + 3, "with another number, on doubles, in other words where it objects"
    changed = await scene.told("rules")
    assert {event["subject"] for event in changed} == {
        f"definition/{scene.stored[f'kort {number}']}" for number in range(3)
    }
    assert all(event["data"]["rules"] == ["KORT-01"] for event in changed)
    after = await scene.reports()
    assert {key for key in after if before[key] != after[key]} == {
        scene.stored[f"{kind} {number}"] for kind in ("kort", "fout") for number in range(3)
    }


async def test_what_is_established_and_fails_now_is_to_be_reviewed_and_stays_established(scene: Scene) -> None:
    key = scene.stored["kort 0"]
    async with scene.services.database.unit() as unit:
        row = await unit.definitions.get(key)
        row.status = Status.ESTABLISHED.value
    scene.folder.version("2.0.0")
    scene.folder.rule("KORT-01", "default: 3", "default: 5")
    scene.folder.rule("KORT-01", "severity: warning", "severity: error")
    scene.folder.rule("KORT-01", "definitie: gebouw van het leger", "definitie: groot gebouw van het leger")
    await scene.activate()
    done = await scene.judged_again()
    assert (done.changed, done.to_review) == (3, 1)
    (review,) = (await scene.admin.get(f"{PACKS}/revalidation/reviews")).json()["items"]
    assert (review["definition_id"], review["codes"], review["decision"]) == (str(key), ["KORT-01"], "rejected")
    shown = (await scene.admin.get(f"/api/v1/definitions/{key}")).json()
    assert (shown["status"], shown["version"]) == ("established", 1)
    report = (await scene.admin.get(f"/api/v1/definitions/{key}/report")).json()
    assert report["report"]["packs"]["eigen"]["version"] == "2.0.0"
    listed = (await scene.admin.get("/api/v1/definitions", params={"needs_review": True})).json()["items"]
    assert [each["id"] for each in listed] == [str(key)]

    await scene.admin.post(f"{PACKS}/rollback")
    await scene.judged_again()
    assert (await scene.admin.get(f"{PACKS}/revalidation/reviews")).json()["items"] == [], "the old rules accept it"


async def test_a_change_of_severity_alone_asks_no_rule_that_does_not_compare(scene: Scene) -> None:
    scene.folder.version("1.2.1")
    scene.folder.rule("WOORD-01", "severity: error", "severity: info")
    scene.folder.rule("DUBBEL-01", "status: stable", "status: draft")
    await scene.activate()
    row = await scene.judged_again()
    assert (row.evaluated, row.rules) == (0, ["DUBBEL-01"])
    assert await scene.reports() == await scene.in_full()
    assert row.changed == 3, "those with the word score more now"


async def test_a_change_of_what_nobody_is_judged_by_judges_nothing_again(scene: Scene) -> None:
    scene.folder.version("1.2.1")
    scene.folder.rule("WOORD-01", "explanation: Het woord zegt niets.", "explanation: Het woord voegt niets toe.")
    told = await scene.activate()
    assert (told["version"], told["revalidation"]) == ("1.2.1", None)
    assert [(each["code"], each["verdict_changed"]) for each in told["rules"]] == [("WOORD-01", False)]
    assert (await scene.admin.get(f"{PACKS}/revalidation")).status_code == 404


async def test_it_goes_on_where_it_was_and_another_change_takes_over(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
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
    longer(scene.folder)
    await scene.activate()
    with pytest.raises(Killed):
        await scene.judged_again()
    async with scene.services.database.unit() as unit:
        half = await unit.revalidations.latest()
    assert half is not None
    assert (half.state, half.checked) == (RevalidationState.RUNNING, 4)

    scene.folder.version("1.4.0")
    scene.folder.rule("KORT-01", "default: 4", "default: 5")
    scene.folder.rule("KORT-01", "groot gebouw van het leger", "heel groot gebouw van het leger")
    await scene.activate()
    row = await scene.judged_again()
    assert (row.state, row.checked, row.id != half.id) == (RevalidationState.DONE, 9, True)
    async with scene.services.database.unit() as unit:
        before = await unit.session.get(RevalidationRow, half.id)
    assert before is not None
    assert before.state == RevalidationState.SUPERSEDED
    assert await scene.reports() == await scene.in_full()
    told = [event["data"]["id"] for event in await scene.told("rules")]
    assert len(told) == len(set(told)), "each is told once"


async def test_what_is_saved_meanwhile_is_left_alone(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = judging.Judging.judged
    key = scene.stored["kort 1"]

    async def saved(self: judging.Judging, kept: Any) -> list[judging.Judged]:
        found = await judged(self, kept)
        body = {"begrip": "kort 1", "definitie": "heel groot gebouw van het leger"}
        answer = await scene.admin.put(f"/api/v1/definitions/{key}", json=body, headers={"If-Match": '"1"'})
        assert answer.status_code in (200, 412), answer.text
        return found

    monkeypatch.setattr(judging.Judging, "judged", saved)
    scene.folder.version("1.3.0")
    scene.folder.rule("KORT-01", "default: 3", "default: 5")
    scene.folder.rule("KORT-01", "definitie: gebouw van het leger", "definitie: groot gebouw van het leger")
    await scene.activate()
    row = await scene.judged_again()
    assert row.changed == 2
    async with scene.services.database.unit() as unit:
        latest = await unit.reports.latest(key)
    assert latest is not None
    assert (latest.version, latest.decision) == (2, "accepted")

"""A definition is saved: those of its scheme that it touches are judged again, and only by rules that compare."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from api.packs.following import count_touched
from api.revalidation import judging
from storage.database import Database
from storage.errors import StorageError
from storage.models import Status
from storage.repositories.touched import Touched
from storage.unit import UnitOfWork
from tests.integration.service.packs import PACKS
from tests.integration.service.scene import Scene

DEFINITIONS = "/api/v1/definitions"
TEXT = "gebouw van leger 0"
"""What ``kort 0`` says."""
OTHER = "gebouw waarin soldaten rustig slapen"


class Asked(list[tuple[UUID, int]]):
    """What was judged again, and how many rules were asked for it."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.revalidation.process.SETTLED", timedelta(0))


@pytest.fixture
def asked(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """All that is judged again from now on."""
    seen, write = Asked(), judging.Judging.write

    async def watched(self: judging.Judging, unit: UnitOfWork, judged: Sequence[judging.Judged], *given: Any) -> Any:
        seen.extend((each.kept.row.id, each.again.asked) for each in judged)
        return await write(self, unit, judged, *given)

    monkeypatch.setattr(judging.Judging, "write", watched)
    return seen


async def change(scene: Scene, key: UUID, text: str) -> None:
    """Give a definition another text."""
    shown = await scene.admin.get(f"{DEFINITIONS}/{key}")
    body = {"begrip": shown.json()["begrip"], "definitie": text, "force": True, "reason": "proef"}
    answer = await scene.admin.put(
        f"{DEFINITIONS}/{key}", json=body, headers={"If-Match": f'"{shown.json()["version"]}"'}
    )
    assert answer.status_code == 200, answer.text


async def delete(scene: Scene, key: UUID) -> None:
    """Delete a definition."""
    version = (await scene.admin.get(f"{DEFINITIONS}/{key}")).json()["version"]
    answer = await scene.admin.delete(f"{DEFINITIONS}/{key}", headers={"If-Match": f'"{version}"'})
    assert answer.status_code == 204, answer.text


async def archive(scene: Scene, key: UUID) -> None:
    """Archive a definition, whatever its status."""
    async with scene.services.database.unit() as unit:
        row = await unit.definitions.get(key, for_update=True)
        row.status = Status.ESTABLISHED.value
    version = (await scene.admin.get(f"{DEFINITIONS}/{key}")).json()["version"]
    answer = await scene.admin.post(f"{DEFINITIONS}/{key}/archive", headers={"If-Match": f'"{version}"'})
    assert answer.status_code == 200, answer.text


async def test_only_what_a_save_touches_is_asked_and_only_what_compares(scene: Scene, asked: Asked) -> None:
    twin = await scene.save("kopie", TEXT)
    await scene.work()
    assert sorted(asked) == sorted([(scene.stored["kort 0"], 1), (twin, 1)])
    assert await scene.reports() == await scene.in_full()
    (told,) = await scene.told("corpus")
    assert (told["subject"], told["data"]["rules"]) == (f"definition/{scene.stored['kort 0']}", ["DUBBEL-01"])
    shown = (await scene.admin.get(f"{DEFINITIONS}/{scene.stored['kort 0']}")).json()
    assert (shown["version"], shown["validation_score"]) == (1, told["data"]["score"])
    asked.clear()
    await scene.work()
    assert asked == [], "what was done is not done again"


@pytest.mark.parametrize("leave", ["change", "delete", "archive", "change and delete"])
async def test_what_no_longer_touches_is_found_by_how_it_was(scene: Scene, asked: Asked, leave: str) -> None:
    twin = await scene.save("kopie", TEXT)
    await scene.work()
    asked.clear()
    if "change" in leave:
        await change(scene, twin, OTHER)
    if "delete" in leave:
        await delete(scene, twin)
    if leave == "archive":
        await archive(scene, twin)
    await scene.work()
    assert [each["data"]["findings"] for each in await scene.told("corpus")] == [1, 0]
    assert await scene.reports() == await scene.in_full()
    others = {key for key, _ in asked} - {twin, scene.stored["kort 0"]}
    assert bool(others) is (leave == "change and delete"), "how it was is gone with it: then all are asked"


async def test_the_leader_counts_what_waits_until_another_leads(scene: Scene) -> None:
    database, metrics = scene.services.database, scene.services.metrics
    two = list(scene.stored.values())[:2]
    async with database.unit() as unit:
        row = await unit.definitions.get(two[0])
        assert row.scheme_id is not None
        await unit.touched.queue(row.scheme_id, 1, two)

    def waiting() -> float | None:
        return metrics.registry.get_sample_value("definitie_revalidation", {"definitions": "touched"})

    counting = asyncio.create_task(count_touched(database, metrics))
    async with asyncio.timeout(60):
        while waiting() is None:
            await asyncio.sleep(0.01)
    assert waiting() == len(two)
    counting.cancel()
    await asyncio.gather(counting, return_exceptions=True)
    assert waiting() == 0


async def test_who_has_it_gets_the_new_score_and_may_still_change_it(scene: Scene) -> None:
    address = f"{DEFINITIONS}/{scene.stored['kort 0']}"
    seen = await scene.admin.get(address)
    held = {"If-None-Match": seen.headers["etag"]}
    assert (await scene.admin.get(address, headers=held)).status_code == 304
    await scene.save("kopie", TEXT)
    await scene.work()
    now = await scene.admin.get(address, headers=held)
    assert (now.status_code, now.json()["version"]) == (200, seen.json()["version"])
    assert now.json()["validation_score"] < seen.json()["validation_score"]
    body = {"begrip": "kort 0", "definitie": OTHER}
    changed = await scene.admin.put(address, json=body, headers={"If-Match": seen.headers["etag"]})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    again = await scene.admin.put(address, json=body, headers={"If-Match": seen.headers["etag"]})
    assert again.status_code == 412, "another version is another text"


async def test_what_is_established_and_fails_beside_another_stays_so_and_is_to_be_reviewed(scene: Scene) -> None:
    scene.folder.version("2.0.0")
    scene.folder.rule("DUBBEL-01", "severity: info", "severity: error")
    assert (await scene.activate())["version"] == "2.0.0"
    await scene.work()
    key = scene.stored["kort 0"]
    async with scene.services.database.unit() as unit:
        (await unit.definitions.get(key)).status = Status.ESTABLISHED.value
    twin = await scene.save("kopie", TEXT)
    await scene.work()
    (review,) = (await scene.admin.get(f"{PACKS}/revalidation/reviews")).json()["items"]
    assert (review["definition_id"], review["codes"], review["revalidation"]) == (str(key), ["DUBBEL-01"], None)
    assert (await scene.admin.get(f"{DEFINITIONS}/{key}")).json()["status"] == "established"
    await delete(scene, twin)
    await scene.work()
    assert (await scene.admin.get(f"{PACKS}/revalidation/reviews")).json()["items"] == []


@pytest.mark.parametrize("moment", ["queue", "first", "done"])
async def test_who_is_killed_on_the_way_is_followed_up(
    scene: Scene, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    async def killed(*_: Any) -> None:
        raise Killed

    await scene.save("kopie", TEXT)
    with monkeypatch.context() as patched:
        patched.setattr(Touched, moment, killed)
        with pytest.raises(Killed):
            await scene.work()
    assert await scene.told("corpus") == []
    await scene.work()
    assert len(await scene.told("corpus")) == 1
    assert await scene.reports() == await scene.in_full()


async def test_a_save_that_fails_leaves_nothing_to_do(scene: Scene, asked: Asked) -> None:
    database: Database = scene.services.database

    async def failing() -> None:
        async with database.unit() as unit:
            row = await unit.definitions.locked(scene.stored["kort 1"], 1)
            await unit.definitions.delete(row)
            raise StorageError("no")

    with pytest.raises(StorageError):
        await failing()
    await scene.work()
    assert asked == []


async def with_nested(scene: Scene) -> None:
    """Let the rule on doubles also find texts that hold another one."""
    scene.folder.version("2.0.0")
    scene.folder.rule("DUBBEL-01", "(similarity: 100)", "(similarity: 100)\n  forbid nested")
    assert (await scene.activate())["version"] == "2.0.0"
    await scene.work()


async def test_a_process_that_has_just_begun_finds_what_features_would_find(scene: Scene) -> None:
    """What they keep of every text is made when they first ask for it: here it was not asked for yet."""
    await with_nested(scene)
    holder = await scene.save("fort", f"terrein met een {OTHER} en schepen worden gebouwd")
    await scene.work()
    await scene.save("kwartier", OTHER)
    await scene.work()
    assert [each["data"]["id"] for each in await scene.told("corpus")] == [str(holder)]
    assert await scene.reports() == await scene.in_full()


async def test_whatever_is_done_reports_end_as_judging_in_full_says(scene: Scene) -> None:
    await with_nested(scene)
    chance = random.Random(7)  # noqa: S311 - to be had again
    parts = ["gebouw van steen", "dat aan zee staat", "waarin soldaten rustig slapen", "en schepen worden gebouwd"]
    for number in range(24):
        text = " ".join(chance.sample(parts, chance.randint(1, 3)))
        key = chance.choice(list(scene.stored.values()))
        act = chance.choice(["save", "save", "change", "change", "delete", "work"])
        if act == "save":
            await scene.save(f"woord {number}", text)
        elif act == "change":
            await change(scene, key, text)
        elif act == "delete":
            await delete(scene, key)
            scene.forget(key)
        else:
            await scene.work()
            assert await scene.reports() == await scene.in_full()
    await scene.work()
    assert await scene.reports() == await scene.in_full()
    assert await scene.told("corpus")

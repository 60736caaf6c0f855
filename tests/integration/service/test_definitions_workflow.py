"""The life of a definition: every step there is, every step there is not, and the bar before it is established."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from api.definitions.workflow import STEPS
from api.services import Services
from engine.model import Definition, Source
from storage.models import Status
from storage.repositories.definitions import Filter
from tests.integration.service.conftest import Person, client_of
from tests.integration.service.definitions import (
    DEFINITIONS,
    SLUIS,
    SOURCE,
    MakePerson,
    MakeScheme,
    SignIn,
    create,
    put,
    step,
)

ALLOWED = {
    ("imported", "adopt"): "draft",
    ("draft", "submit"): "review",
    ("review", "reject"): "draft",
    ("review", "approve"): "established",
    ("review", "override"): "established",
    ("established", "archive"): "archived",
    ("archived", "reopen"): "draft",
}
NAMES = sorted({name for _, name in ALLOWED})


async def stored(services: Services, status: str, owner: Person, *, source: bool = True) -> str:
    """The address of a definition of a status that others wrote."""
    record = Definition(**SLUIS, sources=(Source("Handboek"),) if source else ())
    async with services.database.unit() as unit:
        row = await unit.definitions.add(record, status=Status(status), owner_id=owner.id)
    return f"{DEFINITIONS}/{row.id}"


def test_the_steps_are_the_ones_written_out_here() -> None:
    assert {(step.source.value, step.name): step.target.value for step in STEPS} == ALLOWED


@pytest.fixture
def lenient(services: Services) -> None:
    """A policy that lets an administrator override."""
    services.settings = services.settings.model_copy(update={"approve_override": True})


@pytest.mark.parametrize("status", Status)
@pytest.mark.usefixtures("lenient")
async def test_every_step_that_is_allowed_is_and_every_other_is_not(
    status: Status, sign_in: SignIn, person: MakePerson, services: Services
) -> None:
    admin, owner = await sign_in("admin"), await person()
    for name in NAMES:
        address = await stored(services, status, owner)
        answer = await step(admin, address, name, 1, reason="omdat")
        now = (await admin.get(address)).json()
        if (status, name) in ALLOWED:
            assert answer.status_code == 200, (name, answer.text)
            assert (now["status"], now["version"]) == (ALLOWED[status, name], 2)
        else:
            assert (answer.status_code, answer.json()["code"]) == (409, "wrong-state"), name
            assert (now["status"], now["version"]) == (status, 1)


@pytest.mark.parametrize("status", ["established", "archived"])
async def test_a_text_that_was_approved_is_not_changed(
    status: str, sign_in: SignIn, person: MakePerson, services: Services
) -> None:
    admin, address = await sign_in("admin"), await stored(services, status, await person())
    for answer in (
        await put(admin, address, {**SLUIS, "definitie": "een heel ander werk"}, 1),
        await admin.post(f"{address}/restore", json={"version": 1}, headers={"If-Match": '"1"'}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "wrong-state")


async def test_from_draft_to_public_and_back(sign_in: SignIn, client: httpx.AsyncClient, services: Services) -> None:
    user, editor = await sign_in(), await sign_in("editor")
    made = await create(user, **SOURCE)
    address = made.headers["location"]
    assert (await step(user, address, "submit", 1)).json()["status"] == "review"
    assert (await put(user, address, SLUIS, 2)).status_code == 403
    rejected = await step(editor, address, "reject", 2, reason="te kort")
    assert (rejected.json()["status"], rejected.headers["etag"]) == ("draft", '"3"')
    assert (await put(user, address, {**SLUIS, **SOURCE, "definitie": "werk tussen twee peilen"}, 3)).status_code == 200
    assert (await step(user, address, "submit", 4)).status_code == 200
    assert (await client.get(address)).status_code == 404
    approved = await step(editor, address, "approve", 5)
    assert (approved.status_code, approved.json()["report"]["decision"]) == (200, "accepted")
    public = await client.get(address)
    assert (public.json()["status"], public.headers["cache-control"]) == ("established", "public, no-cache")
    assert [each["id"] for each in (await client.get(DEFINITIONS)).json()["items"]] == [made.json()["id"]]
    assert (await step(editor, address, "archive", 6, reason="vervallen")).json()["status"] == "archived"
    assert (await client.get(address)).status_code == 404
    assert (await step(editor, address, "reopen", 7)).json()["status"] == "draft"
    async with services.database.unit() as unit:
        log = await unit.audit.of(f"definition/{made.json()['id']}")
        versions = await unit.definitions.versions(made.json()["id"])
    done = ["created", "submitted", "rejected", "updated", "submitted", "approved", "archived", "reopened"]
    assert [row.action for row in log] == [f"definition.{each}" for each in done]
    assert log[2].after == {"status": "draft", "version": 3, "decision": "accepted"}
    assert [each.reason for each in versions if each.reason] == ["vervallen", "te kort"]


@pytest.mark.parametrize("name", ["reject", "override"])
@pytest.mark.usefixtures("lenient")
async def test_some_steps_take_a_reason(name: str, sign_in: SignIn, person: MakePerson, services: Services) -> None:
    admin, address = await sign_in("admin"), await stored(services, "review", await person())
    for body in ({}, {"reason": " "}, {"reason": ""}):
        answer = await step(admin, address, name, 1, **body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/reason")


async def test_a_step_takes_the_version_that_was_seen(sign_in: SignIn) -> None:
    user = await sign_in()
    address = (await create(user)).headers["location"]
    assert (await user.post(f"{address}/submit")).status_code == 428
    assert (await step(user, address, "submit", 2)).status_code == 412


BARS: Mapping[str, tuple[dict[str, Any], list[str]]] = {
    "good": ({}, []),
    "no source": ({"sources": None}, ["source"]),
    "sources known to be none": ({"sources": []}, ["source"]),
    "a source that says nothing": ({"sources": [{"title": " "}]}, ["source"]),
    "rejected": ({"definitie": "eigenlijk een werk tussen twee peilen"}, ["decision", "score"]),
    "empty": ({"definitie": ""}, ["decision", "score"]),
}


@pytest.mark.parametrize(("changed", "short"), BARS.values(), ids=BARS)
async def test_what_does_not_meet_the_bar_is_not_approved(
    changed: dict[str, Any], short: list[str], sign_in: SignIn, services: Services
) -> None:
    services.settings = services.settings.model_copy(update={"approve_score": 0.95})
    user, editor = await sign_in(), await sign_in("editor")
    address = (await create(user, **(SOURCE | changed))).headers["location"]
    await step(user, address, "submit", 1)
    answer = await step(editor, address, "approve", 2)
    if not short:
        assert answer.status_code == 200
        return
    assert (answer.status_code, answer.json()["code"]) == (409, "not-approvable")
    assert [error["code"] for error in answer.json()["errors"]] == short
    assert (await editor.get(address)).json()["version"] == 2


async def test_a_policy_can_ask_for_less(sign_in: SignIn, services: Services) -> None:
    services.settings = services.settings.model_copy(update={"approve_source": False, "approve_score": 0})
    user, editor = await sign_in(), await sign_in("editor")
    address = (await create(user)).headers["location"]
    await step(user, address, "submit", 1)
    assert (await step(editor, address, "approve", 2)).status_code == 200


async def test_nobody_establishes_his_own_text(sign_in: SignIn, person: MakePerson) -> None:
    first, second, third = [await sign_in(who=await person("editor")) for _ in range(3)]
    address = (await create(first, **SOURCE)).headers["location"]
    await step(first, address, "submit", 1)
    own = await step(first, address, "approve", 2)
    assert (own.status_code, own.json()["code"]) == (403, "forbidden")
    await put(second, address, {**SLUIS, **SOURCE, "definitie": "werk tussen twee peilen"}, 2)
    wrote = await step(second, address, "approve", 3)
    assert (wrote.status_code, wrote.json()["code"]) == (403, "four-eyes")
    assert (await step(second, address, "reject", 3, reason="toch niet")).status_code == 200
    await step(first, address, "submit", 4)
    # Steps are no text: it is still the second who wrote it last.
    assert (await step(second, address, "approve", 5)).json()["code"] == "four-eyes"
    assert (await step(third, address, "approve", 5)).status_code == 200


async def test_a_key_is_its_owner_for_four_eyes(sign_in: SignIn, person: MakePerson, app: Any) -> None:
    admin = await person("admin")
    mine = await sign_in(who=admin)
    user = await sign_in()
    address = (await create(user, **SOURCE)).headers["location"]
    await put(mine, address, {**SLUIS, **SOURCE, "definitie": "werk tussen twee peilen"}, 1)
    await step(user, address, "submit", 2)
    key = (await mine.post("/api/v1/keys", json={"name": "k", "scopes": ["review"], "days": 1})).json()["key"]
    async with client_of(app, **{"x-api-key": key}) as program:
        assert (await step(program, address, "approve", 3)).json()["code"] == "four-eyes"
        assert (await step(program, address, "submit", 3)).status_code == 403


async def test_overriding_is_for_administrators_where_policy_allows(
    sign_in: SignIn, person: MakePerson, services: Services
) -> None:
    admin, editor, owner = await sign_in("admin"), await sign_in("editor"), await person()
    address = await stored(services, "review", owner, source=False)
    off = await step(admin, address, "override", 1, reason="spoed")
    assert (off.status_code, off.json()["code"]) == (409, "override-off")
    services.settings = services.settings.model_copy(update={"approve_override": True})
    assert (await step(editor, address, "override", 1, reason="spoed")).status_code == 403
    assert (await step(admin, address, "approve", 1)).json()["code"] == "not-approvable"
    assert (await step(admin, address, "override", 1, reason="spoed")).json()["status"] == "established"
    async with services.database.unit() as unit:
        (done,) = await unit.audit.of(address.replace(f"{DEFINITIONS}/", "definition/"))
    assert (done.action, done.after) == (
        "definition.overridden",
        {"status": "established", "version": 2, "decision": "accepted", "overridden": ["source"]},
    )


async def test_four_eyes_stay_needed_to_override(sign_in: SignIn, services: Services) -> None:
    services.settings = services.settings.model_copy(update={"approve_override": True})
    admin, user = await sign_in("admin"), await sign_in()
    address = (await create(user)).headers["location"]
    await put(admin, address, {**SLUIS, "definitie": "werk tussen twee peilen"}, 1)
    await step(user, address, "submit", 2)
    assert (await step(admin, address, "override", 3, reason="spoed")).json()["code"] == "four-eyes"


async def test_what_is_established_was_judged_by_the_scheme_as_it_is(
    sign_in: SignIn, services: Services, make_scheme: MakeScheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = await make_scheme("water")
    user, editor = await sign_in(), await sign_in("editor")
    made = await create(user, scheme="water", **SOURCE)
    address = made.headers["location"]
    await step(user, address, "submit", 1)
    hold = type(services.corpora).of
    meanwhile = asyncio.Event()

    async def then_others_save(self: Any, scheme_id: Any, unit: Any = None) -> Any:
        found = await hold(self, scheme_id, unit)
        if unit is None and not meanwhile.is_set():
            meanwhile.set()
            async with services.database.unit() as other:
                await other.definitions.add(Definition("schutkolk", SLUIS["definitie"]), scheme_id=scheme.id)
        return found

    monkeypatch.setattr(type(services.corpora), "of", then_others_save)
    approved = await step(editor, address, "approve", 2)
    assert approved.status_code == 200
    assert [each["code"] for each in approved.json()["report"]["outcomes"] if each["findings"]] == ["DUBBEL-01"]


async def test_of_two_who_decide_at_once_one_does(sign_in: SignIn, services: Services) -> None:
    user, one, other = await sign_in(), await sign_in("editor"), await sign_in("editor")
    address = (await create(user, **SOURCE)).headers["location"]
    await step(user, address, "submit", 1)
    answers = await asyncio.gather(
        step(one, address, "approve", 2),
        step(other, address, "reject", 2, reason="nee"),
        step(other, address, "approve", 2),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412]
    async with services.database.unit() as unit:
        (row,) = (await unit.definitions.page(Filter(everything=True))).items
    assert row.version == 3

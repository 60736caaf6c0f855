"""The same term or text twice: answered with what is there, saved beside it with a reason, and never by accident."""

from __future__ import annotations

import asyncio

import pytest

from api.services import Services
from storage.repositories.definitions import Filter
from tests.integration.service.definitions import DEFINITIONS, SLUIS, MakeScheme, SignIn, create, put, step

TWINS = {
    "same term": ({"begrip": " SLUIS  "}, "term"),
    "a synonym": ({"begrip": "schutsluis", "definitie": "iets heel anders dan dat"}, "term"),
    "same text": ({"begrip": "kolk"}, "text"),
    "same text in another dress": (
        {"begrip": "kolk", "definitie": "Kolk: een Waterbouwkundig werk, tussen twee  waterstanden."},
        "text",
    ),
}


@pytest.mark.parametrize(("changed", "same"), TWINS.values(), ids=TWINS)
async def test_a_twin_is_answered_with_what_is_there(
    changed: dict[str, str], same: str, sign_in: SignIn, make_scheme: MakeScheme
) -> None:
    await make_scheme("water")
    user = await sign_in()
    there = await create(user, scheme="water", synonyms=["schutsluis"])
    answer = await user.post(DEFINITIONS, json={**SLUIS, "scheme": "water"} | changed)
    assert answer.status_code == 409, answer.text
    problem = answer.json()
    assert (problem["code"], problem["existing"]) == ("duplicate", there.headers["location"])
    assert problem["duplicates"] == [{"href": there.headers["location"], "same": same}]
    assert answer.links["duplicate"]["url"] == there.headers["location"]


async def test_schemes_do_not_see_each_other(sign_in: SignIn, make_scheme: MakeScheme) -> None:
    user = await sign_in()
    for name in ("water", "weg"):
        await make_scheme(name)
        await create(user, scheme=name)
    await create(user)
    again = await user.post(DEFINITIONS, json=dict(SLUIS))
    assert again.json()["code"] == "duplicate"
    await create(user, begrip="kolk")  # outside any scheme there is no corpus to find a text in


async def test_what_one_may_not_read_is_not_told_of(sign_in: SignIn) -> None:
    await create(await sign_in())
    answer = await (await sign_in()).post(DEFINITIONS, json=dict(SLUIS))
    assert (answer.status_code, answer.json()["existing"], answer.json()["duplicates"]) == (409, None, [])
    assert DEFINITIONS not in answer.text
    assert "link" not in answer.headers


async def test_a_twin_is_saved_with_a_reason_and_noted(
    sign_in: SignIn, services: Services, make_scheme: MakeScheme
) -> None:
    await make_scheme("water")
    user = await sign_in()
    there = (await create(user, scheme="water")).json()["id"]
    beside = (await create(user, scheme="water", force=True, reason="homoniem")).json()
    assert "DUBBEL-01" in {each["code"] for each in beside["report"]["outcomes"] if each["findings"]}
    async with services.database.unit() as unit:
        (noted,) = await unit.audit.of(f"definition/{beside['id']}")
    assert noted.after is not None
    assert noted.after["forced_beside"] == [there]


async def test_a_change_cannot_make_a_twin_but_a_twin_can_be_changed(sign_in: SignIn, make_scheme: MakeScheme) -> None:
    await make_scheme("water")
    user = await sign_in()
    there = await create(user, scheme="water")
    other = await create(user, scheme="water", begrip="kolk", definitie="ruimte tussen twee deuren")
    address = other.headers["location"]
    answer = await put(user, address, {**SLUIS, "definitie": "ruimte tussen twee deuren"}, 1)
    assert (answer.status_code, answer.json()["existing"]) == (409, there.headers["location"])
    forced = await put(user, address, {**SLUIS, "force": True, "reason": "homoniem"}, 1)
    assert forced.status_code == 200
    # Only synonyms change: it was a twin before, and stays one.
    assert (await put(user, address, {**SLUIS, "synonyms": ["keersluis"]}, 2)).status_code == 200


async def test_what_is_archived_or_deleted_is_no_twin(
    sign_in: SignIn, make_scheme: MakeScheme, services: Services
) -> None:
    await make_scheme("water")
    services.settings = services.settings.model_copy(update={"approve_source": False})
    user, admin = await sign_in(), await sign_in("admin")
    address = (await create(user, scheme="water")).headers["location"]
    for version, (who, name) in enumerate([(user, "submit"), (admin, "approve"), (admin, "archive")], start=1):
        assert (await step(who, address, name, version)).status_code == 200
    second = (await create(user, scheme="water")).headers["location"]
    assert (await admin.delete(second, headers={"If-Match": '"1"'})).status_code == 204
    await create(user, scheme="water")


@pytest.mark.parametrize("scheme", ["water", None])
async def test_of_many_twins_at_once_one_is_made(
    scheme: str | None, sign_in: SignIn, make_scheme: MakeScheme, services: Services
) -> None:
    await make_scheme("water")
    user = await sign_in()
    body = {**SLUIS, "scheme": scheme}
    answers = await asyncio.gather(*(user.post(DEFINITIONS, json=body) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
    async with services.database.unit() as unit:
        assert len((await unit.definitions.page(Filter(everything=True))).items) == 1


async def test_of_many_with_one_text_at_once_one_is_made(sign_in: SignIn, make_scheme: MakeScheme) -> None:
    await make_scheme("water")
    user = await sign_in()
    bodies = [{**SLUIS, "begrip": f"sluis {number}", "scheme": "water"} for number in range(10)]
    answers = await asyncio.gather(*(user.post(DEFINITIONS, json=body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9

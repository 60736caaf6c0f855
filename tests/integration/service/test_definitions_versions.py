"""Versions: listed, compared and made current again; each shows to whom its status showed."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.definitions.compare import changes_of, pieces_of
from api.services import Services
from tests.integration.service.definitions import SLUIS, SOURCE, SignIn, create, put, step


@given(st.text(max_size=60), st.text(max_size=60))
def test_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = pieces_of(old, new)
    assert "".join(piece.text for piece in pieces if piece.op != "insert") == old
    assert "".join(piece.text for piece in pieces if piece.op != "delete") == new


def test_words_are_compared_whole() -> None:
    pieces = pieces_of("werk tussen twee peilen", "werk tussen drie peilen")
    assert [(piece.op, piece.text) for piece in pieces] == [
        ("equal", "werk tussen "),
        ("delete", "twee"),
        ("insert", "drie"),
        ("equal", " peilen"),
    ]


def test_a_field_that_became_known_differs_from_an_empty_one() -> None:
    (change,) = changes_of({"begrip": "a"}, {"begrip": "a", "synonyms": []})
    assert (change.field, change.before, change.after, change.pieces) == ("synonyms", None, [], None)


async def test_versions_are_kept_compared_and_restored(sign_in: SignIn, services: Services) -> None:
    user, editor = await sign_in(), await sign_in("editor")
    made = await create(user, synonyms=["schutsluis"], **SOURCE)
    address = made.headers["location"]
    await put(user, address, {**SLUIS, "definitie": "werk tussen twee peilen", "reason": "korter"}, 1)
    listed = (await user.get(f"{address}/versions")).json()["items"]
    assert [(each["version"], each["status"], each["reason"]) for each in listed] == [
        (2, "draft", "korter"),
        (1, "draft", None),
    ]
    whole = (await user.get(f"{address}/versions/1")).json()
    assert (whole["record"]["definitie"], whole["record"]["synonyms"]) == (SLUIS["definitie"], ["schutsluis"])
    compared = (await user.get(f"{address}/compare", params={"from": 1, "to": 2})).json()
    assert (compared["from"], compared["to"], compared["status"]) == (1, 2, None)
    assert [each["field"] for each in compared["fields"]] == ["definitie", "sources", "synonyms"]
    assert compared["fields"][2] == {"field": "synonyms", "before": ["schutsluis"], "after": None, "pieces": None}
    assert [piece["text"] for piece in compared["fields"][0]["pieces"] if piece["op"] == "insert"] == ["peilen"]

    body, seen = {"version": 1}, {"If-Match": '"2"'}
    assert (await user.post(f"{address}/restore", json=body, headers=seen)).status_code == 403
    assert (await editor.post(f"{address}/restore", json=body)).status_code == 428
    assert (await editor.post(f"{address}/restore", json={"version": 9}, headers=seen)).status_code == 404
    assert (await editor.post(f"{address}/restore", json={"version": 0}, headers=seen)).status_code == 422
    restored = await editor.post(f"{address}/restore", json=body, headers=seen)
    assert (restored.status_code, restored.headers["etag"]) == (200, '"3"')
    now = restored.json()
    assert (now["definitie"], now["synonyms"], now["status"]) == (SLUIS["definitie"], ["schutsluis"], "draft")
    assert now["report"]["id"] == now["id"]
    same = await editor.post(f"{address}/restore", json=body, headers={"If-Match": '"3"'})
    assert (same.status_code, same.headers["etag"]) == (200, '"3"')
    async with services.database.unit() as unit:
        log = await unit.audit.of(f"definition/{now['id']}")
    assert [row.action for row in log] == [f"definition.{each}" for each in ("created", "updated", "restored")]
    again = (await user.get(f"{address}/compare", params={"from": 1, "to": 3})).json()
    assert again["fields"] == []


async def test_drafts_stay_hidden_when_the_definition_is_public(sign_in: SignIn, client: httpx.AsyncClient) -> None:
    user, editor, stranger = await sign_in(), await sign_in("editor"), await sign_in()
    address = (await create(user, **SOURCE)).headers["location"]
    await step(user, address, "submit", 1)
    await step(editor, address, "approve", 2)

    async def seen(who: httpx.AsyncClient) -> list[int]:
        return [each["version"] for each in (await who.get(f"{address}/versions")).json()["items"]]

    assert [await seen(who) for who in (client, stranger, user, editor)] == [[3], [3, 2], [3, 2, 1], [3, 2, 1]]
    assert (await client.get(f"{address}/versions/1")).status_code == 404
    assert (await client.get(f"{address}/versions/3")).status_code == 200
    assert (await client.get(f"{address}/compare", params={"from": 1, "to": 3})).status_code == 404
    assert (await client.get(f"{address}/report")).status_code == 401
    assert (await stranger.get(f"{address}/report")).status_code == 200


@pytest.mark.parametrize("path", ["versions/0", "versions/x", "versions/9999999999", "compare", "compare?from=1&to=x"])
async def test_what_is_no_version_is_refused(path: str, sign_in: SignIn) -> None:
    user = await sign_in()
    address = (await create(user)).headers["location"]
    assert (await user.get(f"{address}/{path}")).status_code == 422

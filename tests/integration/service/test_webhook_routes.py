"""Webhooks as an administrator runs them, and which addresses are refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

import httpx
import pytest

from api.services import Services
from storage.identifiers import new_id
from tests.integration.outbox import written

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
HOOKS = "/api/v1/webhooks"


async def test_an_administrator_runs_them(sign_in: SignIn, services: Services) -> None:
    admin = await sign_in("admin")
    body = {"name": "register", "url": "https://ontvanger.example/x", "types": ["DefinitionCreated"]}
    made = await admin.post(HOOKS, json=body)
    assert made.status_code == 201, made.text
    assert made.headers["cache-control"] == "no-store"
    secret = made.json()["secret"]
    assert secret.startswith("whsec_")
    path = f"{HOOKS}/{made.json()['id']}"
    assert made.headers["location"] == path
    assert secret not in (await admin.get(HOOKS)).text + (await admin.get(path)).text
    async with services.database.unit() as unit:
        row = await unit.webhooks.get(UUID(made.json()["id"]))
        assert secret not in row.secret
        assert services.sealer.open(row.secret, row.id) == secret
    rotated = (await admin.post(f"{path}/rotate")).json()
    assert rotated["secret"] not in {secret, ""}
    assert rotated["old_until"] is not None
    changed = await admin.patch(path, json={"state": "disabled", "types": None})
    assert (changed.json()["state"], changed.json()["types"], changed.json()["name"]) == ("disabled", None, "register")
    assert (await admin.get(f"{path}/deliveries")).json() == {"items": []}
    assert (await admin.post(f"{path}/redeliver", json={})).json() == {"count": 0}
    lost = await admin.post(f"{path}/redeliver", json={"delivery_id": str(new_id())})
    assert lost.status_code == 404
    assert (await admin.delete(path)).status_code == 204
    assert (await admin.get(path)).status_code == 404
    async with services.database.unit() as unit:
        actions = [row.event["data"]["action"] for row in await written(unit) if row.subject.startswith("webhook")]
    assert actions == [
        "webhook.made",
        "webhook.rotated",
        "webhook.changed",
        "webhook.redelivered",
        "webhook.deleted",
    ]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://ontvanger.example/", "not-https"),
        ("https://127.0.0.1/", "private-address"),
        ("https://[::1]/", "private-address"),
        ("https://10.1.2.3/", "private-address"),
        ("https://169.254.169.254/latest/meta-data", "private-address"),
        ("https://[::ffff:10.0.0.1]/", "private-address"),
        ("https://2130706433/", "private-address"),
        ("https://0x7f.1/", "private-address"),
        ("ftp://ontvanger.example/", "bad-url"),
        ("https://eva:geheim@ontvanger.example/", "bad-url"),
        ("https://", "bad-url"),
        ("geen adres", "bad-url"),
    ],
)
async def test_an_address_that_will_not_do_is_refused(url: str, code: str, sign_in: SignIn) -> None:
    admin = await sign_in("admin")
    answer = await admin.post(HOOKS, json={"name": "x", "url": url})
    assert (answer.status_code, [each["code"] for each in answer.json()["errors"]]) == (422, [code])

"""Users, tokens, keys, idempotency, journal and the mirror of packs: each keeps what it promises."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from engine.model import Definition
from storage.database import Database
from storage.errors import ConflictError, NotFoundError
from storage.identifiers import new_id
from storage.models import Role
from storage.repositories.rules import RuleMirror
from storage.unit import Actor
from tests.integration.outbox import written

LATER = datetime(2126, 1, 1, tzinfo=UTC)
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


async def test_a_user_signs_in_with_a_name_in_any_case_and_has_it_alone(database: Database) -> None:
    async with database.unit() as unit:
        eva = await unit.users.add("Eva", "hash", Role.ADMIN)
        assert (eva.role, eva.active, eva.failures) == ("admin", True, 0)
    async with database.unit() as unit:
        assert (found := await unit.users.by_name("EVA")) is not None
        assert found.id == eva.id
        assert await unit.users.by_name("ev") is None
        assert await unit.users.admins() == 1
        with pytest.raises(NotFoundError):
            await unit.users.get(new_id())
    with pytest.raises(ConflictError, match="uq_users_name"):
        async with database.unit() as unit:
            await unit.users.add("eva", "hash", Role.USER)


async def test_revoking_a_family_leaves_the_others(database: Database) -> None:
    one, other = new_id(), new_id()
    async with database.unit() as unit:
        user = await unit.users.add("eva", "hash", Role.USER)
        for digest, family in (("a" * 64, one), ("b" * 64, one), ("c" * 64, other)):
            await unit.tokens.add(digest, family, user.id, LATER)
        await unit.tokens.revoke_family(one)
    async with database.unit() as unit:
        revoked = [(await unit.tokens.locked(letter * 64)) for letter in "abc"]
        assert [row is not None and row.revoked_at is not None for row in revoked] == [True, True, False]
        assert await unit.tokens.locked("d" * 64) is None


async def test_a_key_is_found_with_its_owner(database: Database) -> None:
    async with database.unit() as unit:
        user = await unit.users.add("eva", "hash", Role.EDITOR)
        key = await unit.keys.add(
            digest="a" * 64, prefix="def_1234", name="ci", user_id=user.id, scopes=["validate"], expires_at=LATER
        )
        await unit.keys.used(key.id, BEFORE)
    async with database.unit() as unit:
        assert (found := await unit.keys.by_digest("a" * 64)) is not None
        assert (found[0].scopes, found[0].last_used_at, found[1].name) == (["validate"], BEFORE, "eva")
        assert await unit.keys.by_digest("b" * 64) is None
        assert [row.id for row in await unit.keys.all(user.id)] == [key.id]


async def test_of_many_requests_with_one_key_one_is_let_through(database: Database) -> None:
    async def claim() -> bool:
        async with database.unit() as unit:
            return await unit.idempotency.claim("user:1", "k", "digest", LATER) is None

    assert sum(await asyncio.gather(*(claim() for _ in range(10)))) == 1
    async with database.unit() as unit:
        await unit.idempotency.answer("user:1", "k", 201, {"location": "/x"}, b"{}")
    async with database.unit() as unit:
        assert (row := await unit.idempotency.claim("user:1", "k", "digest", LATER)) is not None
        assert (row.status, row.headers, row.body, row.request_digest) == (201, {"location": "/x"}, b"{}", "digest")
        assert await unit.idempotency.claim("user:2", "k", "digest", LATER) is None


async def test_a_key_whose_time_is_over_or_that_was_given_back_is_free(database: Database) -> None:
    past = datetime.now(UTC) - timedelta(minutes=1)
    async with database.unit() as unit:
        assert await unit.idempotency.claim("p", "old", "1", past) is None
        assert await unit.idempotency.claim("p", "failed", "1", LATER) is None
        await unit.idempotency.release("p", "failed", LATER)
    async with database.unit() as unit:
        assert await unit.idempotency.claim("p", "old", "2", past) is None
        assert await unit.idempotency.claim("p", "failed", "2", LATER) is None
        assert await unit.idempotency.forget_old() == 1


async def test_what_was_carried_out_is_not_given_back_by_who_did_not_hear_of_it(database: Database) -> None:
    async with database.unit() as unit:
        await unit.idempotency.claim("p", "done", "1", LATER)
        await unit.idempotency.extend("p", "done", LATER + timedelta(hours=1))
        await unit.idempotency.release("p", "done", LATER)
        assert await unit.idempotency.claim("p", "done", "1", LATER) is not None


async def test_audit_and_events_stand_in_the_order_of_what_happened(database: Database) -> None:
    for step in ("made", "changed"):
        async with database.unit(Actor("user:eva", None, "req-1")) as unit:
            await unit.audit.add(f"definition.{step}", "definition/1", before=None, after={"step": step})
            await unit.outbox.add("DefinitionUpdated", "definition/1", {"step": step})
    async with database.unit() as unit:
        log = await unit.audit.of("definition/1")
        events = await written(unit)
    assert [(row.actor, row.request_id, row.before, row.after) for row in log] == [
        ("user:eva", "req-1", None, {"step": "made"}),
        ("user:eva", "req-1", None, {"step": "changed"}),
    ]
    assert [row.event["data"]["step"] for row in events] == ["made", "changed"]
    assert {"specversion", "id", "source", "type", "subject", "time"} <= events[0].event.keys()


async def test_a_pack_is_mirrored_once_a_digest_and_the_last_is_active(database: Database) -> None:
    rule = RuleMirror("ESS-01", "essentie", "error", 'forbid "om"', {"words": 3}, "sha256:v", "sha256:c")
    async with database.unit() as unit:
        first = await unit.packs.mirror("astra-nl", "1.0.0", "sha256:1", [rule])
        second = await unit.packs.mirror("astra-nl", "1.1.0", "sha256:2", [rule])
        again = await unit.packs.mirror("astra-nl", "1.0.0", "sha256:1", [rule])
        assert again.id == first.id
        assert [row.rule_code for row in await unit.packs.rules(first.id)] == ["ESS-01"]
    async with database.unit() as unit:
        await unit.session.refresh(row := await unit.session.merge(second))
        assert (again.active, row.active) == (True, False)


async def test_reports_are_kept_and_the_newest_is_given(database: Database) -> None:
    async with database.unit() as unit:
        key = (await unit.definitions.add(Definition("sluis", "werk in het water"))).id
        await unit.reports.add(key, 1, {"decision": "rejected", "score": 0.4}, "sha256:1")
        await unit.reports.add(key, 2, {"decision": "accepted", "score": 1.0}, "sha256:1")
    async with database.unit() as unit:
        assert (latest := await unit.reports.latest(key)) is not None
        assert (latest.version, latest.decision) == (2, "accepted")
        assert await unit.reports.latest(new_id()) is None

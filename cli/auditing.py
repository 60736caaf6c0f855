"""The work behind ``definitie audit``: check the chain in one moment of the database, and say what is wrong with it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TextIO

from sqlalchemy import text

from cli.guard import FINDINGS, SUCCESS, UNUSABLE
from cli.texts import say
from storage.chain import FAULTS_MAX, Verified, verify
from storage.database import opened
from storage.location import database_at
from storage.models import AuditLinkRow

EXPECTED = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def run_verify(
    expect: str | None, database_url: str | None, data: Path | None, language: str, *, stdout: TextIO, stderr: TextIO
) -> int:
    """Check the whole log; the exit status.

    Raises:
        StorageError: where the database does not answer or has other tables.
    """
    expected: tuple[int, str] | None = None
    if expect is not None:
        given = EXPECTED.fullmatch(expect.strip())
        if given is None:
            stderr.write(say("audit-expected-wrong", language) + "\n")
            return UNUSABLE
        expected = int(given[1]), given[2]
    with database_at(database_url, data) as url:
        found = asyncio.run(_verified(url, expected))
    for fault in found.faults:
        place = {"number": fault.number or "?", "sequence": fault.sequence or "?"}
        stdout.write(say(f"audit-{fault.kind.value}", language, **place) + "\n")
    if len(found.faults) >= FAULTS_MAX:
        stdout.write(say("audit-more", language, count=FAULTS_MAX) + "\n")
    counts = {"acts": found.acts, "waiting": found.waiting, "erased": found.erased, "faults": len(found.faults)}
    stdout.write(say("audit-broken" if found.faults else "audit-whole", language, **counts) + "\n")
    if found.head is not None:
        stdout.write(say("audit-head", language, link=f"{found.head[0]}:{found.head[1]}") + "\n")
    return FINDINGS if found.faults else SUCCESS


def run_head(database_url: str | None, data: Path | None, language: str, *, stdout: TextIO, stderr: TextIO) -> int:
    """Print the newest link as ``verify --expect`` takes it; the exit status.

    Raises:
        StorageError: where the database does not answer or has other tables.
    """
    with database_at(database_url, data) as url:
        newest = asyncio.run(_head(url))
    if newest is None:
        stderr.write(say("audit-empty", language) + "\n")
        return UNUSABLE
    stdout.write(f"{newest.sequence}:{newest.digest}\n")
    return SUCCESS


async def _verified(url: str, expected: tuple[int, str] | None) -> Verified:
    async with opened(url) as database, database.unit() as unit:
        # One moment, though acts are added meanwhile; to read all of it may take longer than a request may.
        await unit.session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        await unit.session.execute(text("SET LOCAL statement_timeout = 0"))
        return await verify(unit.session, expected)


async def _head(url: str) -> AuditLinkRow | None:
    async with opened(url) as database, database.unit() as unit:
        return await unit.audit.head()

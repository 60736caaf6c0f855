"""The process in which stored definitions are judged again, so that who asks something meanwhile waits for nobody.

It is told what to do by a line of JSON on its standard input, which stays open as long as the service lives: when it
closes, the process ends. It stands back for all others (``nice``), and ends when for a while nothing is left to do.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from pydantic import SecretStr

from api import logs
from api.corpora import Corpora
from api.host.cache import ReportCache
from api.host.engine_host import EngineHost
from api.packs.library import Library, NotKeptError
from api.packs.start import begin, shelf_of
from api.revalidation.checking import Checking, LostError, progress
from api.revalidation.judging import ACTOR, Judging
from api.revalidation.neighbours import Neighbours
from api.settings import Settings
from api.standing_back import only_what_is_left
from storage.database import Database
from storage.errors import NotFoundError
from storage.models import RevalidationRow, RevalidationState

THREADS = 2
SETTLED = timedelta(seconds=3)
"""After an activation: by then no process saves by the old rules any more."""
PASSED_ON = ("data_folder", "packs", "packs_keys", "profile", "revalidation_rate", "log_level")
"""Settings that it needs, beside the database."""
OLD_VERSIONS = 3
LINGER = 60.0
"""How long the process stays when there is nothing to do, in seconds: who saves one definition saves more."""
LOOK_SECONDS = 0.5

log = structlog.get_logger(__name__)


def order_of(settings: Settings, address: str) -> bytes:
    """What the process is told."""
    told: dict[str, Any] = {name: getattr(settings, name) for name in PASSED_ON}
    return json.dumps(told | {"database_url": address}, default=str).encode() + b"\n"


def main() -> None:
    """Do what the line on standard input says."""
    told = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_service, name="service", daemon=True).start()
    settings = Settings.model_validate(told)
    logs.configure(settings.log_level)
    # In a thread, since this one takes what is left only, which cannot be undone: who waits for the database may not.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, _work_of_this_process(settings)).result()


async def _work_of_this_process(settings: Settings) -> None:
    # What computes does so in threads, between transactions.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, initializer=only_what_is_left))
    await work(settings, LINGER)


def _end_with_service() -> None:
    sys.stdin.read()
    os._exit(1)


async def work(settings: Settings, linger: float = 0.0) -> None:
    """Judge again until nothing is left to judge again: by other rules first, then what changes of others touch.

    Args:
        settings: what the process was told.
        linger: how long to stay when there is nothing to do, in seconds: engine and schemes are at hand then.

    Raises:
        StorageError: where the database cannot do it now.
        PackError: where the packs do not load.
    """
    address = (settings.database_url or SecretStr("")).get_secret_value()
    opening = await begin(settings, address)
    database = Database(address, pool_size=2)
    host = EngineHost(opening.engine, opening.packs, processes=1, cache=ReportCache(), others=OLD_VERSIONS)
    library = Library(database, host, shelf_of(settings), settings.profile)
    corpora, rate, idle = Corpora(database, host), settings.revalidation_rate, 0.0
    try:
        while idle <= linger:
            async with database.unit(ACTOR) as unit:
                row = await unit.revalidations.open()
            if row is not None:
                await one(database, library, corpora, row, rate)
            elif not await neighbours(database, library, corpora, rate):
                idle += LOOK_SECONDS
                await asyncio.sleep(min(LOOK_SECONDS, linger))
                continue
            idle = 0.0
    finally:
        host.close()
        await database.close()


async def neighbours(database: Database, library: Library, corpora: Corpora, rate: int) -> bool:
    """Judge some definitions again that changes of others touch, by the packs that are active; false where none are.

    Args:
        database: of the service.
        library: of versions.
        corpora: the schemes.
        rate: definitions a second, at most.
    """
    async with database.unit(ACTOR) as unit:
        if not await unit.touched.waiting():
            return False
    try:
        await library.follow()
    except (NotFoundError, NotKeptError) as error:
        log.error("active-packs-not-loaded", reason=str(error))
    work = Neighbours(database, corpora, Judging(database, library, corpora, library.used), rate)
    began = time.monotonic()
    while await work.round():
        pass
    count = await work.some()
    await asyncio.sleep(max(0.0, began + count / rate - time.monotonic()))
    return True


async def one(database: Database, library: Library, corpora: Corpora, row: RevalidationRow, rate: int) -> None:
    """Do one re-validation, or as much of it as is asked for.

    Args:
        database: of the service.
        library: of versions.
        corpora: the schemes.
        row: says which.
        rate: definitions a second, at most.
    """
    try:
        loaded = await library.loaded("+".join(digest for _, digest in row.packs["items"]))
    except (NotFoundError, NotKeptError) as error:
        await _end(database, row.id, RevalidationState.FAILED, f"packs not loaded: {error}")
        return
    checking = Checking(database, Judging(database, library, corpora, loaded), row.id, rate)
    try:
        cursor = await _begin(database, row.id)
        while True:
            began = time.monotonic()
            count, after = await checking.some(cursor)
            if not count and cursor is not None:
                await checking.again_from_start(cursor)
                after = None
            elif not count and datetime.now(UTC) - row.created_at >= SETTLED:
                break
            elif not count:
                count = rate  # wait a second
            cursor = after
            await asyncio.sleep(max(0.0, began + count / rate - time.monotonic()))
    except LostError:
        log.info("revalidation-left", revalidation=str(row.id))
        return
    await _end(database, row.id, RevalidationState.DONE)


async def _begin(database: Database, key: UUID) -> UUID | None:
    async with database.unit(ACTOR) as unit:
        row = await unit.revalidations.locked(key)
        if row is None:
            raise LostError
        if row.state != RevalidationState.RUNNING:
            row.state = RevalidationState.RUNNING
            row.started_at = datetime.now(UTC)
            progress(unit, row)
        log.info("revalidation-begun", revalidation=str(key), checked=row.checked, total=row.total)
        return row.cursor


async def _end(database: Database, key: UUID, state: RevalidationState, reason: str | None = None) -> None:
    async with database.unit(ACTOR) as unit:
        row = await unit.revalidations.locked(key)
        if row is None:
            return
        row.state, row.reason, row.finished_at = state, reason, datetime.now(UTC)
        progress(unit, row)
        unit.audit.put(
            "revalidation.ended",
            f"pack/{row.name}",
            after={"state": state.value, "checked": row.checked, "changed": row.changed, "to_review": row.to_review},
        )
    log.info("revalidation-ended", revalidation=str(key), state=state.value, reason=reason)

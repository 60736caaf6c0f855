"""Looks at the sources of packs, and offers what is new there to the activation.

A folder is taken when its files have not changed for a moment, so that an editor or a checkout is not met half-way.
What was offered once is not offered again by itself, also not after a restart: so nobody's rollback is undone, and two
installations with other folders on one database do not chase each other. A change that is seen happening always is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import structlog
from watchfiles import awatch

from api.host.engine_host import EngineHost
from api.packs.activation import Activator, BusyError
from api.packs.announcing import Candidate, note_failure, note_same
from api.packs.git_source import RewrittenError
from api.packs.refusals import Reason, RefusedError, told_by
from api.packs.sources import Sources
from engine.errors import PackError
from engine.packs.archive import archive_digest
from engine.packs.sources import pack_digest
from plugins.signing import SUFFIX as SIGNATURE
from storage.database import Database
from storage.errors import StorageError
from storage.models import Origin
from storage.unit import Actor, UnitOfWork

SETTLE_SECONDS = 0.7
"""For so long the files must stay as they are."""
DEBOUNCE_MILLISECONDS = 300
LOOK_MILLISECONDS = 2000
"""Between two looks at whether the folders are still there."""
BUSY_SECONDS = 2.0
ACTOR = Actor()
"""The service itself."""

log = structlog.get_logger(__name__)


class Watching:
    """Of the process that leads.

    Args:
        database: of the service.
        host: that judges.
        sources: of packs.
        activator: that versions are offered to.
        auto: whether they are.
        git_seconds: between two looks at git.
    """

    def __init__(
        self,
        database: Database,
        host: EngineHost,
        sources: Sources,
        activator: Activator,
        *,
        auto: bool,
        git_seconds: float,
    ) -> None:
        self._database = database
        self._host = host
        self._sources = sources
        self._activator = activator
        self._auto = auto
        self._git_seconds = git_seconds
        self._seen: dict[str, str] = {}

    async def folders(self) -> None:
        """Watch the folders until it is cancelled."""
        logging.getLogger("watchfiles").setLevel(logging.WARNING)  # it tells of every save
        while True:
            # Before they are read: what changes after that is seen as a change.
            there = await asyncio.to_thread(self._sources.watched)
            prints = await asyncio.to_thread(prints_of, there)
            for name in self._sources.folders:
                await self.look(name)
            await self._until_changed(there, prints)

    async def git(self) -> None:
        """Look at the git repositories from time to time until it is cancelled."""
        while self._sources.git:
            for name in self._sources.git:
                await self.look(name)
            await asyncio.sleep(self._git_seconds)

    async def _until_changed(self, folders: Sequence[Path], prints: Sequence[str]) -> None:
        """Told by the system where it can; looked at from time to time all the same, for disks of other machines."""
        while folders:
            try:
                async for changes in awatch(
                    *folders,
                    watch_filter=None,
                    debounce=DEBOUNCE_MILLISECONDS,
                    rust_timeout=LOOK_MILLISECONDS,
                    yield_on_timeout=True,
                    ignore_permission_denied=True,
                ):
                    if changes or await asyncio.to_thread(prints_of, folders) != prints:
                        return
            except OSError as error:
                log.warning("pack-sources-not-watched", reason=type(error).__name__)
                break
        await asyncio.sleep(LOOK_MILLISECONDS / 1000)

    async def look(self, name: str) -> None:
        """Offer what the source of a pack holds, where it is new."""
        try:
            candidate = await self._settled(name)
        except FileNotFoundError as error:
            await self._tell(name, Reason.of("source-gone", str(error)))
        except RewrittenError as error:
            await self._tell(name, Reason.of("source-rewritten", str(error)))
        except PackError as error:
            await self._tell(name, told_by(error, "not-loadable", self._sources.root(name)))
        except OSError as error:
            await self._tell(name, Reason.of("not-readable", error.strerror or type(error).__name__))
        else:
            await self._offer(name, candidate)

    async def _settled(self, name: str) -> Candidate:
        """What the source holds, when that does not change any more.

        Raises:
            FileNotFoundError: where it is gone.
        """
        before: str | None = None
        while True:
            try:
                found = await asyncio.to_thread(self._sources.read, name)
            except PackError:
                if before == "":
                    raise
                now = ""
            else:
                now = _key(found)
                if now in (before, self._seen.get(name)):
                    return found
            before = now
            await asyncio.sleep(SETTLE_SECONDS)

    async def _offer(self, name: str, candidate: Candidate) -> None:
        files = archive_digest(candidate.archive)
        offered = _key(candidate)
        if self._seen.get(name) == offered:
            return
        first = name not in self._seen
        self._seen[name] = offered
        try:
            async with self._unit() as unit:
                active = next((row for row in await unit.packs.active() if row.name == name), None)
                latest = (await unit.activations.latest()).get(name)
                known = await unit.activations.seen(name, files)
                if active is not None and active.archive_digest == files:
                    if latest is not None and latest.outcome == "failed" and latest.origin == Origin.SOURCE:
                        pack = next(each for each in self._host.engine.packs if each.name == name)
                        await note_same(unit, pack, candidate)
                    return
            if not self._auto or (first and known):
                log.info("pack-source-differs", pack=name, automatic=self._auto)
                return
            await self._activator.activate(name, candidate, self._unit, self._unit)
        except BusyError:
            del self._seen[name]
            await asyncio.sleep(BUSY_SECONDS)
        except RefusedError:
            pass  # noted, logged and counted by the activator
        except StorageError:
            del self._seen[name]
            raise

    async def _tell(self, name: str, reason: Reason) -> None:
        """Note what is wrong with a source, once."""
        self._seen.setdefault(name, "")
        if self._seen[name] == reason.said[0]:
            return
        async with self._unit() as unit:
            latest = (await unit.activations.latest()).get(name)
            told = latest is not None and latest.outcome == "failed" and latest.reason == reason.document()
            if not told:
                await note_failure(unit, name, Origin.SOURCE, reason)
        self._seen[name] = reason.said[0]
        log.warning("pack-source-wrong", pack=name, reason=reason.said[1])

    def _unit(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._database.unit(ACTOR)


def _key(candidate: Candidate) -> str:
    """What tells one offer from another: its files, and what is said of who signed them."""
    return f"{archive_digest(candidate.archive)} {candidate.signature or ''}"


def prints_of(folders: Sequence[Path]) -> list[str]:
    """What tells whether the files of packs are still the same; nothing for a folder that cannot be read."""
    found = []
    for folder in folders:
        try:
            signatures = sorted(folder.parent.glob(f"*{SIGNATURE}"))
            found.append(
                pack_digest(folder) + "".join(f" {each.name} {each.stat().st_mtime_ns}" for each in signatures)
            )
        except OSError:
            found.append("")
    return found

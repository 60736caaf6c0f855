"""Whether this process can do its work: the database, its tables, the packs, and whether the packs are still current.

Asked by load balancers every second or so and by anybody else, so the database is looked at once a second at most.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from api.host.engine_host import EngineHost
from api.mirror import mirror
from storage.database import Database
from storage.errors import NotMigratedError, StorageError

LOOK_SECONDS = 1.0
STALE_SECONDS = 2.0
"""How long a process may go on with packs that were replaced (DESIGN section 7)."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be right; ``reason`` says what is, in Dutch and English."""

    name: str
    ok: bool
    reason: tuple[str, str]


class Readiness:
    """The readiness of a process.

    Args:
        database: its database.
        host: its engine.
        clock: in seconds.
    """

    def __init__(self, database: Database, host: EngineHost, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._host = host
        self._clock = clock
        self._lock = asyncio.Lock()
        self._looked = float("-inf")
        self._checks: tuple[Check, ...] = ()
        self._mirrored = ""
        self._stale_since: float | None = None

    async def checks(self) -> tuple[Check, ...]:
        """What was found, a second ago at most."""
        async with self._lock:
            if self._clock() - self._looked >= LOOK_SECONDS:
                self._checks = await self._look()
                self._looked = self._clock()
            return self._checks

    async def start(self) -> None:
        """Mirror the packs now; where the database is not there yet, ``checks`` does it when it is."""
        await self.checks()

    async def _look(self) -> tuple[Check, ...]:
        try:
            await self._database.ready()
        except StorageError as error:
            answers = isinstance(error, NotMigratedError)
            return (
                Check("database", answers, ANSWERS if answers else SILENT),
                Check("migrations", False, BEHIND if answers else UNKNOWN),
                Check("packs", bool(self._mirrored), self._packs() if self._mirrored else UNKNOWN),
                Check("staleness", False, UNKNOWN),
            )
        fine = (Check("database", True, ANSWERS), Check("migrations", True, CURRENT))
        try:
            await self._mirror()
            current = await self._current()
        except StorageError as error:
            log.error("packs-not-mirrored", exc_info=error)
            return (*fine, Check("packs", False, NOT_MIRRORED), Check("staleness", False, UNKNOWN))
        return (*fine, Check("packs", True, self._packs()), self._staleness(current))

    async def _mirror(self) -> None:
        digest = self._host.digest
        if self._mirrored != digest:
            await mirror(self._database, self._host.engine.packs)
            self._mirrored = digest
            log.info("packs-mirrored", packs=[f"{pack.name} {pack.version}" for pack in self._host.engine.packs])

    async def _current(self) -> bool:
        async with self._database.unit() as unit:
            active = await unit.packs.active_digests()
        return all(active.get(pack.name) == pack.content_digest for pack in self._host.engine.packs)

    def _staleness(self, current: bool) -> Check:
        now = self._clock()
        if current:
            self._stale_since = None
        elif self._stale_since is None:
            self._stale_since = now
        seconds = 0.0 if self._stale_since is None else now - self._stale_since
        if current or seconds <= STALE_SECONDS:
            return Check("staleness", True, (f"{seconds:.1f} s achter", f"{seconds:.1f} s behind"))
        return Check("staleness", False, REPLACED)

    def _packs(self) -> tuple[str, str]:
        named = ", ".join(f"{pack.name} {pack.version}" for pack in self._host.engine.packs)
        return named, named


ANSWERS = ("antwoordt", "answers")
SILENT = ("antwoordt niet of is te oud; zie het logboek", "does not answer or is too old; see the log")
CURRENT = ("de tabellen zijn bij", "the tables are current")
BEHIND = ("de tabellen zijn niet bij: ‘definitie db upgrade’", "the tables are not current: ‘definitie db upgrade’")
UNKNOWN = ("niet na te gaan zonder database", "cannot be told without the database")
NOT_MIRRORED = ("de pakketten staan nog niet in de database", "the packs are not in the database yet")
REPLACED = (
    "een ander proces gebruikt al andere pakketten: herstart dit proces",
    "another process uses other packs already: restart this one",
)

"""Whether this process can do its work: the database, its tables, the packs, and whether the packs are still current.

A version of a pack that was refused is told too; it makes nobody unready, since the one that was active goes on.

Asked by load balancers every second or so and by anybody else, so the database is looked at once a second at most.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from api.host.engine_host import EngineHost
from api.mirror import mirror_first
from api.problems import LANGUAGES
from storage.database import Database
from storage.errors import NotMigratedError, StorageError

LOOK_SECONDS = 1.0
STALE_SECONDS = 2.0
"""How long a process may go on with packs that were replaced (DESIGN section 7)."""
LATE = timedelta(seconds=10)
"""Age of an event that was not delivered from which on the receiver is named."""

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
        sinks: names of the receivers of events.
    """

    def __init__(
        self,
        database: Database,
        host: EngineHost,
        clock: Callable[[], float] = time.monotonic,
        sinks: Sequence[str] = (),
    ) -> None:
        self._database = database
        self._sinks = sinks
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
                Check("activation", True, UNKNOWN),
                Check("events", True, UNKNOWN),
            )
        fine = (Check("database", True, ANSWERS), Check("migrations", True, CURRENT))
        try:
            await self._mirror()
            current, refused = await self._current()
            events = await self._events()
        except StorageError as error:
            log.error("packs-not-mirrored", exc_info=error)
            return (
                *fine,
                Check("packs", False, NOT_MIRRORED),
                Check("staleness", False, UNKNOWN),
                Check("activation", True, UNKNOWN),
                Check("events", True, UNKNOWN),
            )
        packs = Check("packs", True, self._packs())
        return (
            *fine,
            packs,
            self._staleness(current),
            Check("activation", True, refused or ACTIVATED),
            Check("events", True, events),
        )

    async def _events(self) -> tuple[str, str]:
        """Which receivers of events are behind. It makes nobody unready: the events wait."""
        async with self._database.unit() as unit:
            behind = await unit.sinks.behind(self._sinks)
        now = datetime.now(UTC)
        late = [
            (each.name, each.events, (now - each.since).total_seconds())
            for each in behind
            if each.since is not None and now - each.since > LATE
        ]
        if not late:
            return DELIVERED
        return (
            "; ".join(f"{name} loopt {count} gebeurtenissen ({age:.0f} s) achter" for name, count, age in late),
            "; ".join(f"{name} is {count} events ({age:.0f} s) behind" for name, count, age in late),
        )

    async def _mirror(self) -> None:
        digest = self._host.digest
        if self._mirrored != digest:
            await mirror_first(self._database, self._host.engine.packs, self._host.loaded.packs)
            self._mirrored = digest
            log.info("packs-mirrored", packs=[f"{pack.name} {pack.version}" for pack in self._host.engine.packs])

    async def _current(self) -> tuple[bool, tuple[str, str] | None]:
        """Whether the packs are the active ones, and what is wrong with the last versions that were tried."""
        async with self._database.unit() as unit:
            active = await unit.packs.active_digests()
            latest = await unit.activations.latest()
        packs = self._host.engine.packs
        current = all(active.get(pack.name) == pack.content_digest for pack in packs)
        failed = [latest[pack.name] for pack in packs if pack.name in latest and latest[pack.name].outcome == "failed"]
        if not failed:
            return current, None
        dutch, english = (
            "; ".join(f"{row.name} {row.to_version or '–'}: {(row.reason or {}).get(language)}" for row in failed)
            for language in LANGUAGES
        )
        return current, (f"niet geactiveerd: {dutch}", f"not activated: {english}")

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
    "andere pakketten zijn actief, en dit proces kan ze niet laden: herstart het; zie het logboek",
    "other packs are active, and this process cannot load them: restart it; see the log",
)
DELIVERED = ("alle ontvangers zijn bij", "all receivers are current")
ACTIVATED = ("de laatste versies die zijn aangeboden, zijn actief", "the latest versions that were offered are active")

"""Signing in: with a name and password, then with refresh tokens that hold once (RFC 9700, section 4.14.2).

Failures make the next try wait, twice as long each time: for the name (known or not, so that nobody learns which) and
for the address. A try is counted before the password is looked at, so that trying at the same time wins nothing.
Each that fails is on record, with the user that was meant where there is one, never with what was typed: people type
passwords where a name belongs. Who is sent away to wait tried nothing, and could otherwise fill the log.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from api.identity.journal import note
from api.identity.passwords import Passwords
from api.identity.secrets import REFRESH_MARK, digest, new_secret
from api.identity.tokens import Tokens
from api.limits import Limiter
from api.problems import Problem
from api.settings import Settings
from storage.database import Database
from storage.identifiers import new_id
from storage.unit import Actor, UnitOfWork

ADDRESS_RATE = "sign-in"
REMEMBERED = 10_000
FORGIVEN = timedelta(days=1)
UNKNOWN = "unknown"
"""In place of the id of a user, in the subject of a failure that nobody is known for."""


def now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Session:
    """What a sign-in gives: an access token, and a refresh token for the next one. Lives are in seconds."""

    access_token: str
    expires_in: int
    refresh_token: str
    refresh_expires_in: int


class SignIn:
    """Gives out sessions.

    Args:
        database: of users and refresh tokens.
        passwords: checks passwords.
        tokens: makes access tokens.
        limiter: has the rate ``sign-in``.
        settings: times and bounds.
        clock: the time in UTC.
    """

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        tokens: Tokens,
        limiter: Limiter,
        settings: Settings,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database, self._passwords, self._tokens, self._limiter = database, passwords, tokens, limiter
        self._settings, self._clock = settings, clock
        self._strangers: OrderedDict[str, tuple[int, datetime | None]] = OrderedDict()
        self._trying: Counter[str] = Counter()

    async def with_password(self, name: str, password: str, *, address: str, request_id: str | None = None) -> Session:
        """Sign in.

        Args:
            name: of the user.
            password: as typed.
            address: where it comes from.
            request_id: for the audit log.

        Raises:
            Problem: ``bad-credentials``, or ``sign-in-slowed`` with Retry-After.
        """
        await self._address_may_try(address)
        self._trying[address] += 1
        try:
            meant, known = await self._count_try(name)
            kept = await self._passwords.verify(password, known)
            if kept is None:
                await self._limiter.take(ADDRESS_RATE, address)
                await self._note_failure(meant, request_id)
                raise Problem("bad-credentials")
        finally:
            self._trying[address] -= 1
            if not self._trying[address]:
                del self._trying[address]
        async with self._database.unit() as unit:
            user = await unit.users.by_name(name, for_update=True)
            # Changed meanwhile, the password that was looked at opens nothing, and must not be put back.
            if user is None or not user.active or user.password_hash != known:
                raise Problem("bad-credentials")
            user.failures, user.blocked_until, user.password_hash = 0, None, kept
            unit.actor = Actor(f"user:{user.id}", user.id, request_id)
            await note(unit, "user.signed-in", f"user/{user.id}")
            return await self._session(unit, user.id, new_id())

    async def refresh(self, token: str, *, request_id: str | None = None) -> Session:
        """A new session for a refresh token, which ends with this. One that was used before ends its whole family.

        Raises:
            Problem: ``bad-credentials``.
        """
        session: Session | None = None
        async with self._database.unit() as unit:
            row = await unit.tokens.locked(digest(token))
            if row is None:
                raise Problem("bad-credentials")
            user = await unit.users.get(row.user_id)
            unit.actor = Actor(f"user:{user.id}", user.id, request_id)
            moment = self._clock()
            if row.used_at is not None and row.revoked_at is None:
                await unit.tokens.revoke_family(row.family)
                await note(unit, "user.refresh-token-reused", f"user/{user.id}")
            elif row.revoked_at is None and row.expires_at > moment and user.active:
                row.used_at = moment
                session = await self._session(unit, user.id, row.family)
        if session is None:  # only now: what was revoked above must stay so
            raise Problem("bad-credentials")
        return session

    async def sign_out(self, token: str, *, request_id: str | None = None) -> None:
        """End the family of a refresh token. Says nothing of whether there was one."""
        async with self._database.unit() as unit:
            row = await unit.tokens.locked(digest(token))
            if row is None:
                return
            user_id, living = row.user_id, row.revoked_at is None  # what it was before all of its family are revoked
            await unit.tokens.revoke_family(row.family)
            if living:
                unit.actor = Actor(f"user:{user_id}", user_id, request_id)
                await note(unit, "user.signed-out", f"user/{user_id}")

    async def _session(self, unit: UnitOfWork, user_id: UUID, family: UUID) -> Session:
        secret, life = new_secret(REFRESH_MARK), timedelta(days=self._settings.refresh_days)
        await unit.tokens.add(digest(secret), family, user_id, self._clock() + life)
        return Session(self._tokens.make(user_id), self._tokens.seconds, secret, int(life.total_seconds()))

    async def _address_may_try(self, address: str) -> None:
        wait = await self._limiter.wait(ADDRESS_RATE, address, self._trying[address])
        if wait:
            raise slowed(wait)

    async def _note_failure(self, meant: UUID | None, request_id: str | None) -> None:
        async with self._database.unit(Actor(request_id=request_id)) as unit:
            await note(unit, "user.sign-in-failed", f"user/{meant or UNKNOWN}")

    async def _count_try(self, name: str) -> tuple[UUID | None, str | None]:
        """Count this try as a failure until it proves right.

        Returns:
            The user who is meant, where there is one, and the hash of the password, where that can be right.
        """
        moment = self._clock()
        async with self._database.unit() as unit:
            user = await unit.users.by_name(name, for_update=True)
            if user is None or not user.active:
                failures, until = self._strangers.get(digest(name.casefold()), (0, None))
                self._remember(name, *self._counted(failures, until, moment))
                return None if user is None else user.id, None
            user.failures, user.blocked_until = self._counted(user.failures, user.blocked_until, moment)
            return user.id, user.password_hash

    def _counted(self, failures: int, until: datetime | None, moment: datetime) -> tuple[int, datetime | None]:
        if until is not None and until > moment:
            raise slowed((until - moment).total_seconds())
        if until is not None and moment - until > FORGIVEN:
            failures = 0
        wait = wait_after(failures + 1, self._settings.sign_in_free, self._settings.sign_in_wait_max)
        return failures + 1, moment + timedelta(seconds=wait) if wait else None

    def _remember(self, name: str, failures: int, until: datetime | None) -> None:
        key = digest(name.casefold())
        self._strangers[key] = (failures, until)
        self._strangers.move_to_end(key)
        if len(self._strangers) > REMEMBERED:
            self._strangers.popitem(last=False)


def wait_after(failures: int, free: int, longest: int) -> int:
    """Seconds to wait after so many failures in a row: none for the first few, then 1, 2, 4, … up to the longest."""
    beyond = failures - free
    return 0 if beyond < 1 else min(longest, 2 ** min(beyond - 1, 30))


def slowed(seconds: float) -> Problem:
    """The answer to who must wait."""
    wait = max(1, math.ceil(seconds))
    return Problem("sign-in-slowed", headers={"Retry-After": str(wait)}, seconds=wait)

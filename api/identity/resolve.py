"""From what a request shows (a token, a key) to who it comes from, with a short memory so that it costs no query.

A change of role, a barred user, a revoked key or the end of a token is seen by every process within ``SECONDS``, the
staleness that DESIGN section 7 allows.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from api.identity.principal import Level, Principal
from api.identity.secrets import KEY_MARK, digest
from api.identity.tokens import BadTokenError, Tokens
from api.problems import Problem
from storage.database import Database
from storage.errors import NotFoundError

SECONDS = 2.0
REMEMBERED = 10_000
USED_EVERY = timedelta(minutes=5)
"""How exact ``last_used_at`` of a key is: a write for every request would cost more than it tells."""
LEVELS = {"user": Level.USER, "editor": Level.EDITOR, "admin": Level.ADMIN}
Look = Callable[[], Coroutine[Any, Any, Principal | None]]
CHALLENGE = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


class Identities:
    """Who requests come from.

    Args:
        database: of users and keys.
        tokens: reads access tokens.
        clock: seconds, for how long something is remembered.
    """

    def __init__(self, database: Database, tokens: Tokens, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._tokens = tokens
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, Principal]] = OrderedDict()
        self._looking: dict[str, asyncio.Task[Principal | None]] = {}

    async def of(self, authorization: str | None, api_key: str | None) -> Principal | None:
        """Who shows this.

        Args:
            authorization: the header (``Bearer …``: a token, or an API key too).
            api_key: the header ``X-API-Key``.

        Returns:
            ``None`` where nothing is shown.

        Raises:
            Problem: ``bad-credentials`` for what is wrong, over, revoked or of another kind.
        """
        if authorization is None and api_key is None:
            return None
        secret = api_key if api_key is not None else _bearer(authorization or "")
        who: Principal | None = None
        if secret.startswith(KEY_MARK):
            known = digest(secret)
            who = await self._remembered(known, lambda: self._by_key(known))
        elif api_key is None and secret:
            who = await self._remembered(digest(secret), lambda: self._by_token(secret))
        if who is None:
            raise Problem("bad-credentials", headers=CHALLENGE)
        return who

    def forget(self) -> None:
        """Look everything up anew: something about identities was changed here."""
        self._known.clear()
        self._looking.clear()  # what was begun before the change is not joined any more

    async def _remembered(self, key: str, look: Look) -> Principal | None:
        found = self._known.get(key)
        if found is not None and found[0] > self._clock():
            return found[1]
        # Whoever else asks meanwhile waits for the same answer: at full speed that is everybody, every two seconds.
        looking = self._looking.get(key)
        if looking is None:
            looking = self._looking[key] = asyncio.create_task(self._looked_up(key, look))
        return await asyncio.shield(looking)

    async def _looked_up(self, key: str, look: Look) -> Principal | None:
        """Look, and remember it from when that began; not at all where something was changed meanwhile."""
        until, this, current = self._clock() + SECONDS, asyncio.current_task(), False
        try:
            who = await look()
        finally:
            current = self._looking.get(key) is this
            if current:
                del self._looking[key]
        if current and who is not None:
            self._known[key] = (until, who)
            self._known.move_to_end(key)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        elif current:
            self._known.pop(key, None)
        return who

    async def _by_token(self, token: str) -> Principal | None:
        try:
            user_id = self._tokens.read(token)
        except BadTokenError:
            return None
        async with self._database.unit() as unit:
            try:
                row = await unit.users.get(user_id)
            except NotFoundError:
                return None
            return Principal(LEVELS[row.role], row.id) if row.active else None

    async def _by_key(self, known: str) -> Principal | None:
        now = datetime.now(UTC)
        async with self._database.unit() as unit:
            found = await unit.keys.by_digest(known)
            if found is None:
                return None
            key, owner = found
            if not owner.active or key.revoked_at is not None or key.expires_at <= now:
                return None
            if key.last_used_at is None or now - key.last_used_at > USED_EVERY:
                await unit.keys.used(key.id, now)
            return Principal(LEVELS[owner.role], owner.id, key.id, frozenset(key.scopes))


def _bearer(header: str) -> str:
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer":
        raise Problem("bad-credentials", headers=CHALLENGE)
    return secret.strip()

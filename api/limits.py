"""How many requests each may make: a token bucket per principal, in Redis where there is one, else in the process.

The library's own token bucket counts whole seconds and forgets parts of a token at each request, so that one who asks
steadily never gets any back at rates under one a second. Its GCRA is the same bucket computed exactly (the bucket's
level is kept as the time at which it will be full again), so that is what is used.
"""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar, cast

import structlog
from redis.asyncio import Redis
from throttled.asyncio import MemoryStore, RateLimiterType, RateLimitState, RedisStore, Throttled
from throttled.exceptions import StoreUnavailableError
from throttled.rate_limiter import Quota, quota_parser
from throttled.types import AsyncRedisClientP

PREFIX = "definitie:limit"
REMEMBERED = 50_000
"""Buckets that a process holds; beyond that the one that was not used for longest is forgotten."""
RETRY_SECONDS = 1.0

Answer = TypeVar("Answer")
log = structlog.get_logger(__name__)


class _SharedRedis(RedisStore):
    """The library's store on the connections that the service has already."""

    def __init__(self, client: Redis) -> None:
        super().__init__("redis://")
        self._backend._client = cast("AsyncRedisClientP", client)


class Limiter:
    """The buckets of one process, or of all where there is a Redis.

    When Redis does not answer, each process counts for itself until it does: a limit is then up to as many times too
    wide as there are processes, and nobody is refused by mistake. ``shared`` tells which of the two holds now.

    Args:
        rates: what a bucket is called → its rate (``100/s burst 200``).
        redis: to share the buckets in.
        clock: seconds, for when to try Redis again.
    """

    def __init__(
        self, rates: Mapping[str, str], redis: Redis | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        quotas = {name: _quota(rate) for name, rate in rates.items()}
        memory = MemoryStore(options={"MAX_SIZE": REMEMBERED})
        self._quotas = quotas
        self._own = {name: _bucket(quota, memory, name) for name, quota in quotas.items()}
        store = None if redis is None else _SharedRedis(redis)
        self._shared = {} if store is None else {name: _bucket(quota, store, name) for name, quota in quotas.items()}
        self._clock = clock
        self._again = -math.inf
        self.shared = store is not None

    async def take(self, name: str, key: str, cost: int = 1) -> tuple[bool, RateLimitState]:
        """Take from a bucket.

        Args:
            name: of the rate.
            key: whose bucket.
            cost: how much.

        Returns:
            Whether there was enough, and how the bucket now stands.
        """
        result = await self._ask(name, lambda bucket: bucket.limit(key, cost))
        return not result.limited, result.state

    async def wait(self, name: str, key: str, pending: int = 0) -> float:
        """Seconds until a bucket will have one more than what is pending; 0 where it has. Nothing is taken.

        The library's own ``retry_after`` of a look is short by the time that one token takes.
        """
        state = await self._ask(name, lambda bucket: bucket.peek(key))
        quota = self._quotas[name]
        return max(0.0, state.reset_after - (quota.burst - 1 - pending) * quota.emission_interval)

    async def _ask(self, name: str, question: Callable[[Throttled], Awaitable[Answer]]) -> Answer:
        if self._shared and self._clock() >= self._again:
            try:
                answer = await question(self._shared[name])
            except (StoreUnavailableError, OSError) as error:
                self._again = self._clock() + RETRY_SECONDS
                if self.shared:
                    log.warning("limits-not-shared", reason=type(error).__name__)
                self.shared = False
            else:
                if not self.shared:
                    log.info("limits-shared-again")
                self.shared = True
                return answer
        return await question(self._own[name])

    def headers(self, name: str, state: RateLimitState) -> list[tuple[bytes, bytes]]:
        """``RateLimit-Policy`` and ``RateLimit`` (draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4)."""
        quota = self._quotas[name]
        window = max(1, math.ceil(quota.burst * quota.emission_interval))
        return [
            (b"ratelimit-policy", f'"{name}";q={quota.burst};w={window}'.encode()),
            (b"ratelimit", f'"{name}";r={state.remaining};t={math.ceil(state.reset_after)}'.encode()),
        ]


def _quota(rate: str) -> Quota:
    (quota,) = quota_parser.parse(rate)
    return quota


def _bucket(quota: Quota, store: MemoryStore | RedisStore, name: str) -> Throttled:
    return Throttled(using=RateLimiterType.GCRA.value, quota=quota, store=store, key_prefix=f"{PREFIX}:{name}")

"""Reports that were given before: in the process for five minutes, in Redis for an hour.

A report is kept under all that decides it: the packs' digests, the profile, the language, every field of the record
and the revision of its corpus. So a changed rule or definition has another key, and no old report can be given.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Mapping
from time import monotonic
from typing import TypeVar

from cachetools import TTLCache
from redis.asyncio import Redis
from redis.exceptions import RedisError

from api.host.judged import Judged
from engine.model import Definition
from engine.record import record_to_dict

NEAR_SECONDS = 300
NEAR_BYTES = 16_000_000
"""Of a process, for the lines of reports: some 1,700 reports of all rules of astra-nl."""
FAR_SECONDS = 3600
FAR_TIMEOUT = 0.25
"""Seconds that an answer of Redis is waited for."""
REST_SECONDS = 10
"""How long Redis is left alone after it failed: a service without it must be as fast as one that never had it."""
PREFIX = "definitie:report:"

log = logging.getLogger(__name__)


def report_key(definition: Definition, manner: Mapping[str, object]) -> str:
    """What a report goes by: SHA-256 over the record and all else that decides it."""
    said = json.dumps([record_to_dict(definition), manner], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


T = TypeVar("T")


class ReportCache:
    """Two levels. Whatever goes wrong with the far one costs a line in the log, never an answer.

    Args:
        far: Redis; ``None`` for the process alone.
    """

    def __init__(self, far: Redis | None = None) -> None:
        self._near: TTLCache[str, Judged] = TTLCache(NEAR_BYTES, NEAR_SECONDS, getsizeof=lambda each: len(each.line))
        self._far = far
        self._resting_until = 0.0
        self.hits = {"near": 0, "far": 0, "none": 0}

    async def get(self, key: str) -> Judged | None:
        """The report kept under the key; ``None`` where there is none."""
        found = self._near.get(key)
        if found is not None:
            self.hits["near"] += 1
            return found
        found = await self._from_far(key)
        self.hits["none" if found is None else "far"] += 1
        if found is not None:
            self._keep(key, found)
        return found

    async def put(self, key: str, judged: Judged) -> None:
        """Keep a report."""
        self._keep(key, judged)
        if self._far is not None and monotonic() >= self._resting_until:
            await self._asked(self._far.set(PREFIX + key, judged.packed(), ex=FAR_SECONDS))

    def _keep(self, key: str, judged: Judged) -> None:
        if len(judged.line) < NEAR_BYTES // 10:
            self._near[key] = judged

    async def _from_far(self, key: str) -> Judged | None:
        if self._far is None or monotonic() < self._resting_until:
            return None
        kept = await self._asked(self._far.get(PREFIX + key))
        try:
            return Judged.unpacked(kept) if isinstance(kept, bytes) else None
        except ValueError:
            log.warning("what Redis holds under %s is no report of ours", PREFIX + key)
            return None

    async def _asked(self, question: Awaitable[T]) -> T | None:
        try:
            async with asyncio.timeout(FAR_TIMEOUT):
                return await question
        except (RedisError, OSError, TimeoutError) as error:
            self._resting_until = monotonic() + REST_SECONDS
            log.warning("Redis failed (%s) and is left alone for %d s", type(error).__name__, REST_SECONDS)
            return None

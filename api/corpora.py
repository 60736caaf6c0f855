"""Schemes as corpora: each indexed once in a process, and from then on only what changed.

Before a corpus is used its revision is asked for, so no process judges by an old one, however many there are.
"""

from __future__ import annotations

import asyncio
from uuid import UUID

from api.host.engine_host import Corpus, EngineHost
from api.host.kept import Kept
from api.host.pool import CorpusName
from storage.database import Database
from storage.unit import UnitOfWork


class Corpora:
    """The corpora of a process.

    Args:
        database: where the schemes are.
        host: whose engine indexes them.
    """

    def __init__(self, database: Database, host: EngineHost) -> None:
        self._database = database
        self._host = host
        self._locks: dict[UUID, asyncio.Lock] = {}
        self._known: Kept[UUID, Corpus] = Kept(
            lambda corpus: len(corpus.index.entries), gone=lambda key: self._locks.pop(key, None)
        )

    async def of(self, scheme_id: UUID, unit: UnitOfWork | None = None) -> Corpus:
        """The scheme as it is now, or as it is inside a transaction that changes it.

        Args:
            scheme_id: of the scheme.
            unit: the transaction to look from; what it has not committed is seen, and not kept for others.

        Raises:
            NotFoundError: where there is no such scheme.
        """
        if unit is not None:
            return await self._current(scheme_id, unit, self._known.get(scheme_id))
        lock = self._locks.setdefault(scheme_id, asyncio.Lock())
        async with lock, self._database.unit() as own:
            corpus = await self._current(scheme_id, own, self._known.get(scheme_id))
            self._known.put(scheme_id, corpus)
            return corpus

    def forget(self) -> None:
        """Index all anew when next asked for: another engine may read the words otherwise."""
        self._known.clear()

    async def _current(self, scheme_id: UUID, unit: UnitOfWork, known: Corpus | None) -> Corpus:
        if known is None:
            revision, entries = await unit.schemes.corpus(scheme_id)
            index = await asyncio.to_thread(self._host.engine.index, entries)
            return Corpus(CorpusName(str(scheme_id), revision), index)
        if await unit.schemes.revision(scheme_id) == known.name.revision:
            return known
        changes = await unit.schemes.changes(scheme_id, known.name.revision)
        index = await asyncio.to_thread(known.index.with_changes, changes.entries, changes.gone)
        return Corpus(CorpusName(str(scheme_id), changes.revision), index)

"""When a definition changes, those of its scheme that it touches are judged again, by the rules that compare only.

A save leaves nothing but its row in ``scheme_changes``. In rounds it is found what the changes of a scheme since the
last one touch (``engine.features.touched``), by lookup keys, in the scheme as it is and as it was; that is queued, and
worked off some at a time. Each step is one transaction: a crash at any moment repeats at most what was not written.
Reports do not change a scheme, so one round never leads to another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from api.corpora import Corpora
from api.host.engine_host import Corpus
from api.revalidation.judging import ACTOR, Cause, Judging
from engine.features.corpus import CorpusIndex
from engine.features.touched import touched
from storage.database import Database
from storage.repositories.touched import Before

SOME = 250
"""Definitions in one transaction, at most."""
SAMPLE = 20
"""Definitions of a scheme that are looked at before it is asked what a change touches: what features keep of texts, and
so the keys they find them by, is there only once a feature has asked for it."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Judges again what changes of others touch.

    Args:
        database: where the definitions are.
        corpora: the schemes.
        judging: by the packs that are active.
        rate: definitions a second at most, and so in one go.
    """

    database: Database
    corpora: Corpora
    judging: Judging
    rate: int

    async def round(self) -> bool:
        """Find out for one scheme what its changes touch, and queue that; false where none has changed.

        Raises:
            StorageError: where the database cannot do it now.
        """
        async with self.database.unit(ACTOR) as unit:
            found = await unit.touched.scheme()
        if found is None:
            return False
        scheme, since = found
        # First the scheme, then how it was: what is saved in between is in the second only, and found the next time.
        corpus = await self.corpora.of(scheme)
        async with self.database.unit(ACTOR) as unit:
            before = await unit.touched.before(scheme, since)
        queued: Sequence[UUID] | None = None
        if before.known:
            await self._look(scheme, before, corpus)
            queued = [*before.changed, *await asyncio.to_thread(_touched, corpus.index, before)]
        async with self.database.unit(ACTOR) as unit:
            await unit.touched.queue(scheme, corpus.name.revision, queued)
        return True

    async def some(self) -> int:
        """Judge the first in the queue again; how many there were.

        Raises:
            StorageError: where the database cannot do it now.
        """
        async with self.database.unit(ACTOR) as unit:
            queued = await unit.touched.first(min(SOME, self.rate))
            kept = await unit.revalidations.these([each.definition_id for each in queued]) if queued else []
        judged = await self.judging.judged(kept) if kept else []
        if queued:
            async with self.database.unit(ACTOR) as unit:
                await self.judging.write(unit, judged, Cause.CORPUS)
                await unit.touched.done(queued)
        return len(queued)

    async def _look(self, scheme: UUID, before: Before, corpus: Corpus) -> None:
        async with self.database.unit(ACTOR) as unit:
            kept = [
                *await unit.revalidations.these(before.changed[:SAMPLE]),
                *await unit.revalidations.of_scheme(scheme, SAMPLE),
            ]
        await self.judging.look(kept, corpus)


def _touched(now: CorpusIndex, before: Before) -> list[UUID]:
    was = now.with_changes(before.entries, before.absent)
    # The same in both directions; places are those of ``was``, where what is new is gone: it was judged when saved.
    names = {was.entries[at].id for at in touched(now, was)}
    return [UUID(name) for name in names if name is not None]

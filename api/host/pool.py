"""Processes for what would hold up the thread: long texts and batches. Started when there is first work for them.

Each loads the engine from the cache of compiled packs. A corpus is sent once to each process, and kept there as long
as it is the newest of its scheme.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Final

from api.host.judged import Judged
from api.host.kept import Kept
from api.host.memory import give_back
from engine.engine import Engine
from engine.features.corpus import CorpusIndex
from engine.model import Definition, Entry
from engine.render import Renderer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manner:
    """How records are judged, in words that another process understands."""

    profile: str
    language: str
    all_outcomes: bool | None


@dataclass(frozen=True, slots=True)
class CorpusName:
    """A scheme at a revision."""

    scheme: str
    revision: int


@dataclass(slots=True)
class Tally:
    """What pools did together: records judged, and how often a pool broke since one of its processes died."""

    judged: int = 0
    broken: int = 0


class Pool:
    """Some processes with the engine of these packs.

    Args:
        packs: names or folders.
        processes: how many.
        tally: of all pools that are counted together; one of its own unless given.
    """

    def __init__(self, packs: Sequence[str], processes: int, tally: Tally | None = None) -> None:
        self._packs = tuple(packs)
        self._size = processes
        self._tally = Tally() if tally is None else tally
        self._running: ProcessPoolExecutor | None = None

    @property
    def size(self) -> int:
        """How many processes there are when there is work."""
        return self._size

    @property
    def alive(self) -> int:
        """How many of its processes there are now."""
        if self._running is None:
            return 0
        return sum(process.is_alive() for process in list(self._running._processes.values()))

    async def judge(
        self, definitions: Sequence[Definition], manner: Manner, corpus: CorpusName | None, entries: Sequence[Entry]
    ) -> list[Judged]:
        """Judge records in one of the processes; those lost with a process that died are done once more.

        Args:
            definitions: some tens of records, or a long one.
            manner: how.
            corpus: the scheme they see, with its ``entries``.
            entries: sent where the process does not have them yet.

        Raises:
            BrokenProcessPool: when the second try ended so too.
        """
        running = self._processes()
        try:
            found = await self._once(running, definitions, manner, corpus, entries)
        except BrokenProcessPool:
            log.warning("a process that judged %d records died; they are done once more", len(definitions))
            self._forget(running)
            running = self._processes()
            try:
                found = await self._once(running, definitions, manner, corpus, entries)
            except BrokenProcessPool:
                self._forget(running)
                raise
        self._tally.judged += len(found)
        return found

    async def _once(
        self,
        running: ProcessPoolExecutor,
        definitions: Sequence[Definition],
        manner: Manner,
        corpus: CorpusName | None,
        entries: Sequence[Entry],
    ) -> list[Judged]:
        run = asyncio.get_running_loop().run_in_executor
        found = await run(running, _judge, tuple(definitions), manner, corpus, None)
        if found is None:
            found = await run(running, _judge, tuple(definitions), manner, corpus, tuple(entries))
        if found is None:
            raise RuntimeError("a process forgot the corpus it was sent")
        return found

    def _processes(self) -> ProcessPoolExecutor:
        if self._running is None:
            self._running = ProcessPoolExecutor(
                self._size, mp_context=get_context("spawn"), initializer=_open, initargs=(self._packs,)
            )
        return self._running

    def _forget(self, broken: ProcessPoolExecutor) -> None:
        # All that was under way learns of it; only the first may put others in its place.
        if self._running is broken:
            self._running = None
            self._tally.broken += 1
            broken.shutdown(wait=False)

    def close(self) -> None:
        """End the processes after what they have to do."""
        if self._running is not None:
            self._running.shutdown(wait=False)
            self._running = None


class _Child:
    """What a process of the pool has open."""

    def __init__(self, engine: Engine) -> None:
        self.engines = {engine.profile.name: engine}
        self.base = engine
        self.renderers: dict[Manner, Renderer] = {}
        self.corpora: Kept[str, tuple[int, CorpusIndex]] = Kept(lambda known: len(known[1].entries))

    def engine(self, profile: str) -> Engine:
        if profile not in self.engines:
            self.engines[profile] = self.base.with_profile(profile)
        return self.engines[profile]

    def renderer(self, manner: Manner) -> Renderer:
        if manner not in self.renderers:
            self.renderers[manner] = Renderer(
                self.engine(manner.profile), language=manner.language, all_outcomes=manner.all_outcomes
            )
        return self.renderers[manner]

    def corpus(self, name: CorpusName, entries: Sequence[Entry] | None) -> CorpusIndex | None:
        known = self.corpora.get(name.scheme)
        if known is not None and known[0] == name.revision:
            return known[1]
        if entries is None:
            return None
        index = self.base.index(entries)
        self.corpora.put(name.scheme, (name.revision, index))
        return index


_CHILD: Final[list[_Child]] = []
"""Of a process of the pool only: filled when it starts."""


def _open(packs: tuple[str, ...]) -> None:
    from plugins import load_engine  # noqa: PLC0415 - in the process of the pool, not in the one that makes it

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which ends its processes itself
    threading.Thread(target=end_with_parent, name="parent", daemon=True).start()
    # Nothing is left to do at the end, and to take an engine apart piece by piece takes half a second of a core.
    atexit.register(os._exit, 0)
    _CHILD.append(_Child(load_engine(packs, verify=False)))
    give_back()


def end_with_parent() -> None:
    """End when the service was killed: the queue that this process waits at would never tell it."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _judge(
    definitions: tuple[Definition, ...], manner: Manner, name: CorpusName | None, entries: tuple[Entry, ...] | None
) -> list[Judged] | None:
    child = _CHILD[-1]
    corpus = child.corpus(name, entries) if name is not None else None
    if name is not None and corpus is None:
        return None
    renderer = child.renderer(manner)
    return [Judged.of(report, renderer) for report in child.engine(manner.profile).validate_many(definitions, corpus)]

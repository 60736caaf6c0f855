"""The one way in which the service judges: by cache, thread or processes, with an engine that can be replaced.

A new engine is swapped in whole: what was begun with the old one ends with it. Other versions of the packs may be
loaded beside the one in use, a few at a time; who judges by one of them holds it (``Loaded``), so it stays.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from api.host.cache import ReportCache, report_key
from api.host.judged import Judged
from api.host.pool import CorpusName, Manner, Pool, Tally
from api.host.worker import Task, Worker
from api.standing_back import look_again
from engine.engine import Engine
from engine.features.corpus import CorpusIndex
from engine.model import Definition
from engine.render import Renderer

INLINE_WORDS = 2000
"""Longer texts go to another process (DESIGN §7), so that nobody waits behind them."""
CHUNK = 64
"""Records of a batch that one process judges at a time."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A scheme as its definitions see it, at one revision."""

    name: CorpusName
    index: CorpusIndex


RECENT = 64
"""Records that are remembered, to get a new engine used to what is asked."""
OTHERS = 2
"""Versions that stay loaded beside the one in use; the one that was not asked for longest goes first."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An engine that can be judged by, with what was made of it for other profiles and languages.

    ``digest`` is that of its packs (``EngineHost.digest``), ``packs`` are names or folders that they are loaded from.
    """

    engine: Engine
    pool: Pool
    digest: str
    packs: tuple[str, ...]
    engines: dict[str, Engine] = field(default_factory=dict)
    renderers: dict[Manner, Renderer] = field(default_factory=dict)

    def of(self, manner: Manner) -> Engine:
        """The engine under the profile of a manner."""
        if manner.profile not in self.engines:
            self.engines[manner.profile] = self.engine.with_profile(manner.profile)
        return self.engines[manner.profile]

    def renderer(self, manner: Manner) -> Renderer:
        """What puts its reports into words."""
        if manner not in self.renderers:
            self.renderers[manner] = Renderer(
                self.of(manner), language=manner.language, all_outcomes=manner.all_outcomes
            )
        return self.renderers[manner]


class EngineHost:
    """The engine of a process of the service.

    Args:
        engine: to begin with.
        packs: what it was loaded from, for the processes.
        processes: for long texts and batches.
        cache: of reports.
        told: of every report that is given.
        others: versions that stay loaded beside the one in use.
    """

    def __init__(
        self,
        engine: Engine,
        packs: Sequence[str],
        *,
        processes: int,
        cache: ReportCache,
        told: Callable[[Judged], None] | None = None,
        others: int = OTHERS,
    ) -> None:
        self._worker = Worker()
        self._processes = processes
        self.cache = cache
        self._told = told
        self._most = others
        self._others: OrderedDict[str, Loaded] = OrderedDict()
        self._recent: deque[Definition] = deque(maxlen=RECENT)
        self.tally = Tally()
        self._active = self._made(engine, packs)

    def _made(self, engine: Engine, packs: Sequence[str]) -> Loaded:
        pool = Pool(packs, self._processes, self.tally)
        return Loaded(engine, pool, digest_of(engine), tuple(packs), {engine.profile.name: engine})

    @property
    def engine(self) -> Engine:
        """The engine in use, under its own profile."""
        return self._active.engine

    @property
    def digest(self) -> str:
        """What the packs in use contain, in one word."""
        return self._active.digest

    @property
    def waiting(self) -> int:
        """Records that wait for the thread."""
        return self._worker.waiting

    @property
    def alive(self) -> int:
        """Processes for long texts and batches that there are now, of all versions that are loaded."""
        return sum(loaded.pool.alive for loaded in (self._active, *self._others.values()))

    @property
    def recent(self) -> tuple[Definition, ...]:
        """The short records that were judged last, oldest first."""
        return tuple(self._recent)

    @property
    def loaded(self) -> Loaded:
        """The engine in use, to be held by who must not notice that another takes its place."""
        return self._active

    def of(self, digest: str) -> Loaded | None:
        """The engine of packs with this digest, where it is loaded; ``None`` where it is not."""
        if digest == self._active.digest:
            return self._active
        if digest in self._others:
            self._others.move_to_end(digest)
        return self._others.get(digest)

    def add(self, engine: Engine, packs: Sequence[str]) -> Loaded:
        """Keep another engine beside the one in use."""
        return self.of(digest_of(engine)) or self._keep(self._made(engine, packs))

    def swap(self, engine: Engine, packs: Sequence[str]) -> None:
        """Use another engine from the next record on; the old one stays among the others for a while."""
        known = self._others.pop(digest_of(engine), None)
        made = known if known is not None and known.engine is engine else self._made(engine, packs)
        old, self._active = self._active, made
        old.pool.close()
        if old.digest != made.digest:
            self._keep(old)

    def _keep(self, loaded: Loaded) -> Loaded:
        self._others[loaded.digest] = loaded
        if len(self._others) > self._most:
            while len(self._others) > self._most:
                self._others.popitem(last=False)[1].pool.close()
            look_again()
        return loaded

    def knows(
        self, profile: str | None, language: str, *, all_outcomes: bool | None = None, loaded: Loaded | None = None
    ) -> bool:
        """Whether all is made for this manner, so that ``manner`` takes no time."""
        by = loaded or self._active
        return self._named(by, profile, language, all_outcomes) in by.renderers

    def manner(
        self,
        profile: str | None = None,
        language: str = "nl",
        *,
        all_outcomes: bool | None = None,
        loaded: Loaded | None = None,
    ) -> Manner:
        """How to judge.

        Raises:
            PackError: for a profile that the pack does not have.
        """
        by = loaded or self._active
        manner = self._named(by, profile, language, all_outcomes)
        by.renderer(manner)
        return manner

    @staticmethod
    def _named(by: Loaded, profile: str | None, language: str, all_outcomes: bool | None) -> Manner:
        name = (profile or by.engine.profile.name).removeprefix(f"{by.engine.packs[0].name}/")
        return Manner(name, language, all_outcomes)

    async def validate(
        self, definition: Definition, manner: Manner, corpus: Corpus | None = None, loaded: Loaded | None = None
    ) -> Judged:
        """Judge one record, by another version than the one in use where one is given.

        Raises:
            OverloadedError: when too many wait.
        """
        active = loaded or self._active
        key = self._key(active, definition, manner, corpus)
        found = await self.cache.get(key)
        if found is None:
            if is_long(definition):
                found = (await self._in_pool(active, [definition], manner, corpus))[0]
            else:
                index = corpus.index if corpus is not None else None
                self._recent.append(definition)
                task = Task(active.of(manner), active.renderer(manner), index)
                found = await self._worker.judge(task, definition)
            await self.cache.put(key, found)
        if self._told is not None:
            self._told(found)
        return found

    async def validate_chunk(
        self,
        definitions: Sequence[Definition],
        manner: Manner,
        corpus: Corpus | None = None,
        loaded: Loaded | None = None,
    ) -> list[Judged]:
        """Judge some records of a batch (at most ``CHUNK``) in another process, in order. They are not cached."""
        found = await self._in_pool(loaded or self._active, definitions, manner, corpus) if definitions else []
        if self._told is not None:
            for judged in found:
                self._told(judged)
        return found

    @property
    def parallel(self) -> int:
        """Chunks that are worth having under way at once."""
        return self._active.pool.size + 1

    async def _in_pool(
        self, active: Loaded, definitions: Sequence[Definition], manner: Manner, corpus: Corpus | None
    ) -> list[Judged]:
        name, entries = (corpus.name, corpus.index.entries) if corpus is not None else (None, ())
        return await active.pool.judge(definitions, manner, name, entries)

    @staticmethod
    def _key(active: Loaded, definition: Definition, manner: Manner, corpus: Corpus | None) -> str:
        return report_key(
            definition,
            {
                "packs": active.digest,
                "profile": manner.profile,
                "language": manner.language,
                "all": manner.all_outcomes,
                "corpus": None if corpus is None else [corpus.name.scheme, corpus.name.revision],
            },
        )

    def close(self) -> None:
        """End thread and processes."""
        self._worker.close()
        for loaded in (self._active, *self._others.values()):
            loaded.pool.close()


def digest_of(engine: Engine) -> str:
    """What the packs of an engine contain, in one word."""
    return "+".join(pack.content_digest for pack in engine.packs)


def is_long(definition: Definition) -> bool:
    """Whether the text is so long that it would hold up the others."""
    return definition.definitie.count(" ") > INLINE_WORDS or len(definition.definitie) > 10 * INLINE_WORDS

"""Stored definitions are judged anew and what came of it is written: the same for other rules as for other neighbours.

What somebody saved meanwhile is left alone: it was judged when it was saved, or is found in the next round. What is
established is never demoted; where it fails now somebody has to look at it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from api.corpora import Corpora
from api.definitions.journal import VALIDATED, state_of, subject_of
from api.host.engine_host import Corpus, Loaded
from api.packs.library import Library, NotKeptError
from api.packs.sets import set_digest
from api.revalidation.changes import Changes, changes_between
from api.revalidation.merging import Again, Merging, Stored, changed_codes, failing, same
from engine.features.corpus import CorpusIndex
from engine.model import Decision
from storage.database import Database
from storage.errors import NotFoundError
from storage.models import ReviewRow, Status
from storage.records import to_record
from storage.repositories.revalidations import Kept, Renewed
from storage.unit import Actor, UnitOfWork

ACTOR = Actor()
"""The service itself."""


class Cause(StrEnum):
    """Why something is judged again, as its event tells."""

    RULES = "rules"
    CORPUS = "corpus"


Said = tuple[Again, tuple[str, ...], bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """A definition with what is said of it now."""

    kept: Kept
    again: Again
    codes: tuple[str, ...]
    """Rules that say something else."""
    equal: bool
    """Whether the report says the same as the one that is stored."""

    @property
    def document(self) -> dict[str, Any]:
        """The report that was stored; empty where there is none."""
        return {} if self.kept.report is None else self.kept.report.report

    @property
    def differs(self) -> bool:
        """Whether it is worth an event: another outcome, decision or score."""
        old = self.document
        return bool(self.codes) or any(old.get(name) != self.again.report[name] for name in ("decision", "score"))


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rules that were asked, definitions that say something else, those of them to be reviewed."""

    evaluated: int
    changed: int
    to_review: int


@dataclass(slots=True)
class Judging:
    """Judges by some packs.

    Args:
        database: where the definitions are.
        library: of versions, those among them that gave the reports that are stored.
        corpora: the schemes.
        loaded: the packs to judge by.
    """

    database: Database
    library: Library
    corpora: Corpora
    loaded: Loaded
    target: str = field(init=False)
    """The digest of the packs, as reports have it."""
    _merging: Merging = field(init=False)
    _names: tuple[str, ...] = field(init=False)
    _changes: dict[str, Changes | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        packs = self.loaded.engine.packs
        self._merging = Merging(self.loaded.engine)
        self._names = tuple(pack.name for pack in packs)
        self.target = set_digest([pack.content_digest for pack in packs])

    async def judged(self, kept: Sequence[Kept]) -> list[Judged]:
        """What is said of definitions now, each seen in its scheme as it is. Nothing is locked.

        Raises:
            StorageError: where the database cannot do it now.
        """
        stored = [
            Stored(to_record(each.row), None if each.report is None else each.report.report, await self._since(each))
            for each in kept
        ]
        places: dict[UUID | None, list[int]] = {}
        for place, each in enumerate(kept):
            places.setdefault(each.row.scheme_id, []).append(place)
        found: dict[int, Said] = {}
        for scheme, here in places.items():
            corpus = None if scheme is None else (await self.corpora.of(scheme)).index
            said = await asyncio.to_thread(self._again, [stored[place] for place in here], corpus)
            found.update(zip(here, said, strict=True))
        return [Judged(each, *found[place]) for place, each in enumerate(kept)]

    def _again(self, stored: Sequence[Stored], corpus: CorpusIndex | None) -> list[Said]:
        """What is said of records now, the rules that say something else, and whether the reports say the same."""
        found = self._merging.again(stored, corpus)
        return [
            (again, tuple(changed_codes(old or {}, again.report)), old is not None and same(old, again.report))
            for old, again in zip((each.report for each in stored), found, strict=True)
        ]

    async def look(self, kept: Sequence[Kept], corpus: Corpus) -> None:
        """Ask the rules that compare of some definitions, for what the index of a scheme then has made of its texts."""
        stored = [Stored(to_record(each.row), None, None) for each in kept]
        await asyncio.to_thread(self._merging.again, stored, corpus.index)

    async def _since(self, kept: Kept) -> Changes | None:
        """What changed since the report of a definition; ``None`` where that cannot be told."""
        report = kept.report
        if report is None or report.report.get("profile") != self.loaded.engine.profile_name:
            return None
        known = report.holds_for or report.pack_digest
        if known not in self._changes:
            self._changes[known] = await self._between(kept)
        return self._changes[known]

    async def _between(self, kept: Kept) -> Changes | None:
        report = kept.report
        assert report is not None  # noqa: S101 - asked of those that have one
        packs = {name: pack["digest"] for name, pack in report.report["packs"].items()}
        if report.holds_for is not None:
            async with self.database.unit(ACTOR) as unit:
                packs = dict(await unit.revalidations.packs_of(report.holds_for) or ())
        if tuple(packs) != self._names:
            return None
        try:
            old = await self.library.loaded("+".join(packs.values()))
        except (NotFoundError, NotKeptError):
            return None
        return await asyncio.to_thread(changes_between, old.engine, self.loaded.engine)

    async def write(self, unit: UnitOfWork, judged: Sequence[Judged], cause: Cause, key: UUID | None = None) -> Written:
        """Write reports, scores, events and what is to be reviewed.

        Args:
            unit: the transaction.
            judged: what ``judged`` gave.
            cause: why.
            key: of the re-validation, where there is one.
        """
        free = await unit.revalidations.unchanged({each.kept.row.id: each.kept.row.version for each in judged})
        mine = [each for each in judged if each.kept.row.id in free]
        equal = {each.kept.report.id: each for each in mine if each.kept.report and each.equal}
        written = [each for each in mine if each.kept.report is None or each.kept.report.id not in equal]
        if key is not None:  # whose row tells later which packs these are
            await unit.revalidations.holds(list(equal), self.target)
        await unit.revalidations.renew([self._renewed(each) for each in written])
        told = [each for each in written if each.differs]
        for each in told:
            unit.outbox.put(VALIDATED, subject_of(each.kept.row), self._event(each, cause))
        reviews = [review for each in told if (review := _review(each, key)) is not None]
        await unit.revalidations.reviewed([each.kept.row.id for each in told])
        await unit.revalidations.to_review(reviews)
        return Written(sum(each.again.asked for each in judged), len(told), len(reviews))

    def _renewed(self, each: Judged) -> Renewed:
        row, again = each.kept.row, each.again
        score = None if again.score is None else Decimal(again.score) / 100
        return Renewed(row.id, row.version, again.report, again.decision, score, self.target)

    def _event(self, each: Judged, cause: Cause) -> dict[str, Any]:
        row, again = each.kept.row, each.again
        return {
            "id": str(row.id),
            "scheme": None if row.scheme is None else row.scheme.name,
            **state_of(row),
            "decision": again.decision,
            "score": None if again.score is None else again.score / 100,
            "findings": again.findings,
            "pack_digest": self.target,
            "cause": cause.value,
            "rules": list(each.codes),
        }


def _review(each: Judged, key: UUID | None) -> ReviewRow | None:
    row, again = each.kept.row, each.again
    new = sorted(failing(again.report) - failing(each.document))
    if row.status != Status.ESTABLISHED or again.decision != Decision.REJECTED or not new:
        return None
    return ReviewRow(definition_id=row.id, version=row.version, revalidation_id=key, codes=new, decision=again.decision)

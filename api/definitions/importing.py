"""Imports: records of an upload become definitions of a scheme, all that fit or, where asked, all or none.

As with a single save, records are compared and judged with nothing locked, among each other and the scheme's; then the
scheme is held, and what others saved meanwhile is compared once more. A twin is never imported.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from fastapi import Request

from api.definitions.duplicates import address_of, ids_with_text, keys_of_text
from api.definitions.journal import CREATED, VALIDATED
from api.definitions.judging import Verdict
from api.definitions.uploads import Read
from api.dependencies import unit_of
from api.host.engine_host import CHUNK, Corpus
from api.host.pool import CorpusName
from api.identity.journal import EVENT
from api.identity.principal import Principal
from api.services import Services
from engine.features.corpus import CorpusIndex
from engine.model import Definition, Entry
from storage.identifiers import new_id
from storage.models import SchemeRow, Status
from storage.records import term_key
from storage.repositories.imports import Judged
from storage.unit import UnitOfWork


@dataclass(slots=True)
class Line:
    """A record of the upload on its way: what it became, and why it did not."""

    read: Read
    record: Definition | None = None
    verdict: Verdict | None = None
    twin: UUID | None = None
    same: str | None = None

    @property
    def fits(self) -> bool:
        """Whether it is to be imported."""
        return self.record is not None and self.twin is None


@dataclass(slots=True)
class _Known:
    """Terms and texts that are there already, with the definition that has them."""

    index: CorpusIndex
    terms: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, index: CorpusIndex) -> _Known:
        known = cls(index)
        for entry in index.entries:
            for term in (entry.begrip, *entry.synonyms):
                if entry.id is not None and term:
                    known.terms.setdefault(term_key(term), entry.id)
        return known

    def find(self, record: Definition) -> tuple[str, str] | None:
        """The definition that is the same, and in what; a new record is known from then on."""
        if (found := self.terms.get(term_key(record.begrip))) is not None:
            return found, "term"
        keys = keys_of_text(Entry(record.begrip, record.definitie))
        same = sorted(ids_with_text(self.index, keys)) or [self.texts[key] for key in keys if key in self.texts]
        if same:
            return same[0], "text"
        for term in (record.begrip, *(record.synonyms or ())):
            self.terms.setdefault(term_key(term), record.id or "")
        self.texts.update(dict.fromkeys(keys, record.id or ""))
        return None


async def import_records(
    services: Services,
    request: Request,
    who: Principal,
    scheme: SchemeRow,
    reads: Sequence[Read],
    *,
    whole: bool,
    reason: str | None,
) -> list[Line]:
    """Import what can be.

    Args:
        services: has engine and corpora.
        request: that the transaction is made for.
        who: becomes the owner.
        scheme: that they become part of.
        reads: of the upload.
        whole: import nothing where one does not fit.
        reason: kept with each version.

    Returns:
        What became of each; where nothing was imported because of ``whole``, those that would fit have no verdict.
    """
    keys = sorted(new_id() for _ in reads)  # those of one millisecond are in no order, and lists go by them
    lines = [Line(read, _named(read, key)) for read, key in zip(reads, keys, strict=True)]
    corpus = await services.corpora.of(scheme.id)
    await asyncio.to_thread(_compare, lines, corpus.index)
    if _refused(lines, whole=whole):
        return lines
    await _judge(services, corpus.index, lines)
    async with unit_of(request) as unit:
        if await unit.schemes.hold(scheme.id) != corpus.name.revision:
            now = await services.corpora.of(scheme.id, unit)
            await asyncio.to_thread(_compare, lines, now.index)
        if _refused(lines, whole=whole):
            for line in lines:
                line.verdict = None
            return lines
        await _save(unit, who, scheme, [line for line in lines if line.fits], reason)
    return lines


def _named(read: Read, key: UUID) -> Definition | None:
    if read.record is None or read.errors:
        return None
    return replace(read.record, id=str(key), corpus=None)


def _compare(lines: Sequence[Line], index: CorpusIndex) -> None:
    known = _Known.of(index)
    for line in lines:
        if line.record is not None:
            found = known.find(line.record)
            line.twin, line.same = (None, None) if found is None else (UUID(found[0]), found[1])


def _refused(lines: Sequence[Line], *, whole: bool) -> bool:
    return not any(line.fits for line in lines) or (
        whole and any(not line.fits for line in lines if not line.read.warning)
    )


async def _judge(services: Services, index: CorpusIndex, lines: Sequence[Line]) -> None:
    """Judge the records as they will stand in the scheme: beside what is there and beside each other."""
    fitting = [line for line in lines if line.record is not None and line.fits]
    records = [line.record for line in fitting if line.record is not None]
    entries = [Entry(each.begrip, each.definitie, each.id, each.synonyms or ()) for each in records]
    together = await asyncio.to_thread(index.with_changes, entries)
    # The processes keep the newest corpus of each name: one name for all imports, so that they keep one in all.
    corpus = Corpus(CorpusName("import", new_id().int), together)
    host = services.host
    manner = host.manner()
    if len(records) <= CHUNK:
        found = list(await asyncio.gather(*(host.validate(each, manner, corpus) for each in records)))
    else:
        gate = asyncio.Semaphore(host.parallel)

        async def chunk(start: int) -> list[Any]:
            async with gate:
                return await host.validate_chunk(records[start : start + CHUNK], manner, corpus)

        chunks = await asyncio.gather(*(chunk(start) for start in range(0, len(records), CHUNK)))
        found = [each for some in chunks for each in some]
    for line, judged in zip(fitting, found, strict=True):
        line.verdict = Verdict.of(judged, corpus)


async def _save(unit: UnitOfWork, who: Principal, scheme: SchemeRow, lines: Sequence[Line], reason: str | None) -> None:
    pairs = [(line.record, line.verdict) for line in lines]
    items = [
        Judged(record, verdict.document, verdict.score, verdict.decision, verdict.pack_digest)
        for record, verdict in pairs
        if record is not None and verdict is not None
    ]
    await unit.imports.add(items, scheme.id, who.user_id, reason)
    for item in items:
        subject = f"definition/{item.key}"
        state = {"status": Status.IMPORTED.value, "version": 1}
        data = {"id": str(item.key), "scheme": scheme.name} | state
        judged = {
            "decision": item.decision,
            "score": None if item.score is None else float(item.score),
            "pack_digest": item.pack_digest,
        }
        unit.outbox.put(CREATED, subject, data)
        unit.outbox.put(VALIDATED, subject, data | judged)
        unit.outbox.put(EVENT, subject, {"action": "definition.imported", "actor": unit.actor.name})
        unit.audit.put("definition.imported", subject, after=state | {"decision": item.decision})
    await unit.session.flush()


def shown(line: Line) -> dict[str, Any]:
    """What became of a record, as it is sent (its errors apart)."""
    outcome = "imported"
    if line.read.warning:
        outcome = "remark"
    elif line.record is None:
        outcome = "unusable"
    elif line.twin is not None:
        outcome = "duplicate"
    elif line.verdict is None:
        outcome = "not-imported"
    verdict = line.verdict if outcome == "imported" else None
    return {
        "line": line.read.line,
        "begrip": line.read.begrip,
        "outcome": outcome,
        "id": UUID(line.record.id) if line.record is not None and outcome == "imported" else None,
        "existing": None if line.twin is None else address_of(line.twin),
        "same": line.same,
        "decision": None if verdict is None else verdict.decision,
        "validation_score": None if verdict is None or verdict.score is None else float(verdict.score),
    }

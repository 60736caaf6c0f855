"""The same term, or the same text, twice in one scheme: found before it is saved, while nobody else can save another.

Terms are compared by the store (the term or a synonym of another, folded), texts as rule DUP-01 compares them: without
case, blanks, punctuation and lead-in. Outside any scheme there is no corpus, and only terms are compared.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.host.engine_host import Corpus
from api.identity.permissions import Action, Resource, permitted
from api.identity.principal import Principal
from api.problems import Problem
from api.routing import BASE
from engine.features.corpus import CorpusIndex
from engine.features.entries import analyse_entry, text_keys
from engine.model import Definition, Entry
from storage.errors import NotFoundError
from storage.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class Twin:
    """A definition that is there already, and in what it is the same: ``term`` or ``text``."""

    id: UUID
    same: str


async def find_twins(unit: UnitOfWork, record: Definition, scheme_id: UUID | None, corpus: Corpus | None) -> list[Twin]:
    """What is the same as a record in its scheme, the record itself left out.

    Args:
        unit: the transaction that holds the scheme (``SchemeRow``) or, outside any, the term.
        record: with its id.
        scheme_id: of its scheme.
        corpus: the scheme as it was shortly before; what was changed since is looked up.
    """
    same = await unit.definitions.by_term(record.begrip, scheme_id)
    twins = {key: Twin(key, "term") for key in same if str(key) != record.id}
    if scheme_id is not None and corpus is not None:
        for key in await _same_text(unit, record, scheme_id, corpus):
            twins.setdefault(key, Twin(key, "text"))
    return list(twins.values())


async def refuse_twins(unit: UnitOfWork, who: Principal, twins: list[Twin]) -> None:
    """Answer with what is there already.

    Args:
        unit: to look them up in.
        who: asks; is told of those only that he may read.
        twins: found.

    Raises:
        Problem: ``duplicate``, where there is one.
    """
    if not twins:
        return
    shown: list[dict[str, Any]] = []
    for twin in twins[:10]:
        try:
            row = await unit.definitions.get(twin.id)
        except NotFoundError:  # the corpus was ahead of what this transaction sees
            continue
        if permitted(who, Action.DEFINITION_READ, Resource(row.status, row.owner_id)):
            shown.append({"href": address_of(twin.id), "same": twin.same})
    members: dict[str, Any] = {"existing": shown[0]["href"] if shown else None, "duplicates": shown}
    headers = {"Link": f'<{shown[0]["href"]}>; rel="duplicate"'} if shown else {}
    raise Problem("duplicate", headers=headers, members=members, existing=members["existing"] or "–")


def address_of(key: UUID) -> str:
    """Where a definition is."""
    return f"{BASE}/definitions/{key}"


def keys_of_text(entry: Entry) -> tuple[str, ...]:
    """The key by which its text is compared; none for one that says nothing."""
    return tuple(text_keys(analyse_entry(entry, {})))


def ids_with_text(index: CorpusIndex, keys: tuple[str, ...]) -> set[str]:
    """The ids of the entries that have one of the keys."""
    places = {place for key in keys for place in index.by_text.get(key)}
    return {index.entries[place].id or "" for place in places}


async def _same_text(unit: UnitOfWork, record: Definition, scheme_id: UUID, corpus: Corpus) -> list[UUID]:
    keys = keys_of_text(Entry(record.begrip, record.definitie))
    # A thread, because the first question to an index makes the table that it is looked up in.
    found = await asyncio.to_thread(ids_with_text, corpus.index, keys)
    if await unit.schemes.revision(scheme_id) != corpus.name.revision:
        changes = await unit.schemes.changes(scheme_id, corpus.name.revision)
        found -= set(changes.gone) | {entry.id or "" for entry in changes.entries}
        found |= {entry.id or "" for entry in changes.entries if set(keys) & set(keys_of_text(entry))}
    return [UUID(each) for each in sorted(found - {record.id or "", ""})]

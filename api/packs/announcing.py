"""What an activation leaves in the database: the version, who did it, an event a rule, and what is to be judged again.

All of it in one transaction with the row that says which version is active: that row is the truth. Where the process
dies before, nothing happened; where it dies after, it comes up with the new version, and every event is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.identity.journal import note
from api.mirror import rules_of
from api.packs.refusals import Reason
from api.packs.sets import set_digest
from api.revalidation.changes import changes_between
from engine.engine import Engine
from engine.packs.archive import archive_digest
from engine.packs.diff import Digests, PackDiff, RuleChange
from engine.packs.model import Pack
from storage.models import ActivationRow, Origin, PackRow, RevalidationRow
from storage.unit import UnitOfWork

RULE_CHANGED, ACTIVATED, FAILED = "ValidationRuleChanged", "PackActivated", "PackActivationFailed"


class ReplacedError(Exception):
    """Another version became active while this one was being proven."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A version that is to become the active one: its files, where they came from, and their signature."""

    origin: Origin
    archive: bytes
    signature: str | None = None


def subject_of(name: str) -> str:
    """What a pack is called in log and events."""
    return f"pack/{name}"


async def announce(
    unit: UnitOfWork, old: Engine, new: Engine, diff: PackDiff, candidate: Candidate, active: PackRow | None
) -> RevalidationRow | None:
    """Make a version the active one.

    Args:
        unit: the transaction.
        old: the engine that it takes the place of in this process.
        new: the engine with the version.
        diff: between the two packs.
        candidate: its files.
        active: the version that was the active one; that of ``old``, where this program can load it.

    Returns:
        What is to be judged again; ``None`` where every report stays as it is.

    Raises:
        ReplacedError: where another version is active by now.
    """
    name = diff.new.name
    pack = next(each for each in new.packs if each.name == name)
    was = None if active is None else active.digest
    if await unit.packs.hold(name) != was:
        raise ReplacedError
    files = await keep(unit, pack, candidate)
    await unit.packs.activate(name, pack.content_digest, unit.actor.name)
    row = ActivationRow(
        name=name,
        origin=candidate.origin,
        archive_digest=files,
        from_version=None if active is None else active.version,
        from_digest=was,
        to_version=pack.version,
        to_digest=pack.content_digest,
        actor=unit.actor.name,
        outcome="activated",
    )
    await unit.activations.add(row)
    unit.outbox.put(ACTIVATED, subject_of(name), _event_of(row))
    for change in diff.rules:
        unit.outbox.put(RULE_CHANGED, f"rule/{name}/{change.code}", told(change, diff))
    action = "pack.rolled-back" if candidate.origin is Origin.ROLLBACK else "pack.activated"
    before, after = _state(diff.old.version, diff.old.digests), _state(pack.version, diff.new.digests)
    counts = {kind: sum(change.kind == kind for change in diff.rules) for kind in ("added", "changed", "removed")}
    await note(unit, action, subject_of(name), before=before, after=after | {"origin": candidate.origin} | counts)
    return await _judge_again(unit, old, new, pack, was)


async def keep(unit: UnitOfWork, pack: Pack, candidate: Candidate) -> str:
    """Write a version, with its files; the digest of these."""
    files = archive_digest(candidate.archive)
    await unit.packs.keep(
        pack.name, pack.version, pack.content_digest, rules_of(pack),
        archive=candidate.archive, archive_digest=files, signature=candidate.signature,
    )  # fmt: skip
    return files


async def _judge_again(
    unit: UnitOfWork, old: Engine, new: Engine, pack: Pack, was: str | None
) -> RevalidationRow | None:
    changes = changes_between(old, new)
    known = any(each.content_digest == was for each in old.packs)
    if known and changes.none and await unit.revalidations.open() is None:
        return None
    packs = [[each.name, each.content_digest] for each in new.packs]
    return await unit.revalidations.begin(
        RevalidationRow(
            name=pack.name,
            from_digest=was,
            to_digest=pack.content_digest,
            packs={"items": packs},
            set_digest=set_digest([digest for _, digest in packs]),
            rules=sorted(changes.asked | changes.gone),
        )
    )


async def note_failure(
    unit: UnitOfWork, name: str, origin: Origin, reason: Reason, *, files: str | None = None, tried: Pack | None = None
) -> None:
    """Note that a version was not activated, and that the one that was active still is.

    Args:
        unit: the transaction.
        name: of the pack.
        origin: of the version.
        reason: why.
        files: digest of its archive, where there is one.
        tried: what was loaded, where that went well.
    """
    active = next((row for row in await unit.packs.active() if row.name == name), None)
    row = ActivationRow(
        name=name,
        origin=origin,
        archive_digest=files,
        from_version=None if active is None else active.version,
        from_digest=None if active is None else active.digest,
        to_version=None if tried is None else tried.version,
        to_digest=None if tried is None else tried.content_digest,
        actor=unit.actor.name,
        outcome="failed",
        reason=reason.document(),
    )
    await unit.activations.add(row)
    unit.outbox.put(FAILED, subject_of(name), _event_of(row) | {"code": reason.code})
    await note(unit, "pack.refused", subject_of(name), after={"origin": origin.value, "code": reason.code})


async def note_same(unit: UnitOfWork, pack: Pack, candidate: Candidate) -> None:
    """Note that a source holds what is active already, so that it is not looked into again."""
    await unit.activations.add(
        ActivationRow(
            name=pack.name,
            origin=candidate.origin,
            archive_digest=archive_digest(candidate.archive),
            from_version=pack.version,
            from_digest=pack.content_digest,
            to_version=pack.version,
            to_digest=pack.content_digest,
            actor=unit.actor.name,
            outcome="activated",
        )
    )


def told(change: RuleChange, diff: PackDiff) -> dict[str, Any]:
    """The data of the event of one rule."""
    return {
        "pack": diff.new.name,
        "code": change.code,
        "change": change.kind.value,
        "from_version": diff.old.version,
        "to_version": diff.new.version,
        "old": _digests(change.old_digests),
        "new": _digests(change.new_digests),
        "verdict_changed": change.verdict_changed,
        "fields": [{"path": each.path, "old": each.old, "new": each.new} for each in change.fields],
    }


def _event_of(row: ActivationRow) -> dict[str, Any]:
    return {
        "pack": row.name,
        "origin": str(row.origin),
        "from_version": row.from_version,
        "from_digest": row.from_digest,
        "to_version": row.to_version,
        "to_digest": row.to_digest,
        "actor": row.actor,
    }


def _digests(digests: Digests | None) -> Mapping[str, str] | None:
    return None if digests is None else {"verdict": digests.verdict, "content": digests.content}


def _state(version: str, digests: Digests) -> dict[str, str]:
    return {"version": version, "verdict_digest": digests.verdict, "content_digest": digests.content}

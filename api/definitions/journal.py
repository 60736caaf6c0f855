"""What was done with definitions, in the audit log and as events, in the transaction that does it.

Events carry no text of a definition: who may read it fetches it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.definitions.judging import Verdict
from api.identity.journal import EVENT
from storage.models import DefinitionRow
from storage.unit import UnitOfWork

CREATED, UPDATED, VALIDATED = "DefinitionCreated", "DefinitionUpdated", "DefinitionValidated"


async def note_saved(
    unit: UnitOfWork,
    row: DefinitionRow,
    verdict: Verdict,
    action: str,
    *,
    before: Mapping[str, Any] | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Keep the report of a version that was just saved, and note the save.

    Args:
        unit: that saved it.
        row: as it is now.
        verdict: on it.
        action: ``created``, ``updated``, ``submitted``, …
        before: status and version that it had; ``None`` for one that is new.
        details: more for the audit log.
    """
    subject = subject_of(row)
    state = state_of(row)
    judged = {
        "decision": verdict.decision,
        "score": None if verdict.score is None else float(verdict.score),
        "findings": verdict.findings,
        "pack_digest": verdict.pack_digest,
    }
    scheme = None if row.scheme is None else row.scheme.name
    data = {"id": str(row.id), "scheme": scheme} | state
    unit.outbox.put(CREATED if before is None else UPDATED, subject, data)
    unit.outbox.put(VALIDATED, subject, data | judged)
    unit.outbox.put(EVENT, subject, {"action": f"definition.{action}", "actor": unit.actor.name})
    after = state | {"decision": verdict.decision} | dict(details or {})
    unit.audit.put(f"definition.{action}", subject, before=before, after=after)
    await unit.reports.add(row.id, row.version, verdict.document, verdict.pack_digest)  # writes the others with it


def subject_of(row: DefinitionRow) -> str:
    """What a definition is called in log and events."""
    return f"definition/{row.id}"


def state_of(row: DefinitionRow) -> dict[str, Any]:
    """Its status and version."""
    return {"status": str(row.status), "version": row.version}

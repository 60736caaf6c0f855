"""Whether the events that the service wrote are what their schemas say: asked after every test that has services."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator
from pydantic import ValidationError

from api.events.envelope import event_of
from api.events.kinds import KINDS
from api.events.schemas import event_schema
from storage.database import Database

MOST = 2000


async def unfit_events(database: Database) -> list[Any]:
    """What is wrong with events in the outbox; a kind that is unknown must be registered in ``api/events/kinds.py``."""
    while True:
        async with database.unit() as unit:
            if not await unit.events.place():
                break
    async with database.unit() as unit:
        found = await unit.events.after(0, MOST)
    faults: list[Any] = []
    for each in found:
        kind = KINDS.get(each.type)
        if kind is None:
            faults.append((each.type, "is no kind of event: see api/events/kinds.py"))
            continue
        event = event_of(each, None)
        faults += [
            (each.type, error.message) for error in Draft202012Validator(event_schema(kind)).iter_errors(event.document)
        ]
        try:
            kind.data.model_validate(event.data)
        except ValidationError as error:
            faults += [(each.type, fault["loc"], fault["msg"]) for fault in error.errors()]
    return faults

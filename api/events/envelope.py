"""An event as it leaves the service: CloudEvents 1.0 in JSON (structured mode), the same for every receiver."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from api.events.kinds import KINDS
from storage.repositories.events import Written

MEDIA_TYPE = "application/cloudevents+json"
SCHEMA_URN = "urn:definitie:event:{name}:1"
SCHEMAS_PATH = "/api/v1/events/schemas"
SEQUENCE_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Event:
    """An event at its position, with its bytes.

    Args:
        position: its place among all events.
        id: unique; the same again when it is delivered again.
        type: name of its kind.
        subject: what it is about; events of one subject keep their order.
        data: its content.
        owner_id: of the definition that it is about.
        written_at: when its transaction began.
        document: all of it.
        body: the same as JSON.
    """

    position: int
    id: str
    type: str
    subject: str
    data: dict[str, Any]
    owner_id: UUID | None
    written_at: datetime
    document: dict[str, Any]
    body: bytes


def schema_address(name: str, public_url: str | None) -> str:
    """Where the schema of the data of a kind is found; a name for it where the service knows no address of its own."""
    if public_url is None:
        return SCHEMA_URN.format(name=name)
    return f"{public_url.rstrip('/')}{SCHEMAS_PATH}/{name}"


def event_of(written: Written, public_url: str | None) -> Event:
    """What is delivered of an event that was written.

    Args:
        written: as it stands in the outbox.
        public_url: of the service, for the address of the schema.
    """
    attributes = {name: value for name, value in written.event.items() if name != "data"}
    if written.type in KINDS:
        attributes["dataschema"] = schema_address(written.type, public_url)
    # Extensions of CloudEvents: a string that sorts as the events do, and what keeps one subject on one partition.
    attributes["sequence"] = f"{written.position:0{SEQUENCE_DIGITS}}"
    attributes["partitionkey"] = written.subject
    document = attributes | {"data": written.event["data"]}
    return Event(
        position=written.position,
        id=written.event["id"],
        type=written.type,
        subject=written.subject,
        data=written.event["data"],
        owner_id=written.owner_id,
        written_at=written.written_at,
        document=document,
        body=json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(),
    )

"""The AsyncAPI 3 document and the reference page of the events, made from the registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from api.events.envelope import MEDIA_TYPE
from api.events.kinds import KINDS
from api.events.schemas import DIALECT, data_schema, event_schema

SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12"
MESSAGES = "#/components/messages/"
CHANNELS: Mapping[str, tuple[str, str]] = {
    "stream": (
        "/api/v1/events",
        "Server-sent events (`GET`): `id` is the position, `event` the type, `data` the event.",
    ),
    "redis": (
        "definitie:events",
        "A stream of Redis or Valkey, fields `event` (JSON), `id`, `type`, `subject`, `sequence`. A setting names it.",
    ),
    "kafka": (
        "definitie.events",
        "A topic of Kafka, in structured mode, keyed by the subject. The name is a setting.",
    ),
    "webhook": ("{url}", "A POST to the address of a webhook, signed as Standard Webhooks says."),
}


INTRODUCTION = """\
# Events

{note}

What happens in the service is told as [CloudEvents 1.0](https://cloudevents.io) in JSON, delivered at least once and in
order for each subject. How to receive them: [how-to/events.md](../how-to/events.md). The same for programs:
[asyncapi.yaml](asyncapi.yaml), and `GET /api/v1/events/schemas/{{type}}` for the JSON Schema of the data of one type.

Every event has `id` (the same when it is delivered again: take it in once), `source`, `type`, `subject`, `time`,
`datacontenttype`, `dataschema`, `data`, and two extensions: `sequence` (place among all events; as a text it sorts as
they do) and `partitionkey` (the subject). Data may get more fields; none is removed or changes its meaning. It never
holds the text of a definition, and of a person no more than the id that acted.

| where | address | how |
|---|---|---|"""


def asyncapi_document() -> dict[str, Any]:
    """The document."""
    messages = {
        name: {
            "name": name,
            "title": name,
            "summary": " ".join(kind.text.split()),
            "contentType": MEDIA_TYPE,
            "payload": {"schemaFormat": SCHEMA_FORMAT, "schema": {"$schema": DIALECT} | event_schema(kind)},
        }
        for name, kind in sorted(KINDS.items())
    }
    channels: dict[str, Any] = {
        name: {
            "address": address,
            "description": text,
            "messages": {message: {"$ref": MESSAGES + message} for message in messages},
        }
        for name, (address, text) in CHANNELS.items()
    }
    channels["webhook"]["parameters"] = {"url": {"description": "As registered."}}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Definitie: events",
            "version": "1",
            "description": "What happened, as CloudEvents 1.0: delivered at least once, in order for each subject.",
            "license": {"name": "EUPL-1.2"},
        },
        "defaultContentType": MEDIA_TYPE,
        "channels": channels,
        "operations": {
            f"send-{name}": {"action": "send", "channel": {"$ref": f"#/channels/{name}"}} for name in CHANNELS
        },
        "components": {"messages": messages},
    }


def asyncapi_page() -> str:
    """The document as YAML."""
    note = "# Written by python -m api.reference; a test compares it.\n"
    return note + yaml.dump(asyncapi_document(), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)


class _Plain(yaml.SafeDumper):
    """Without anchors: the same words twice are written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def events_page(note: str) -> str:
    """The reference page.

    Args:
        note: that it is made.
    """
    lines = [
        INTRODUCTION.format(note=note),
        *(f"| {name} | `{address}` | {text} |" for name, (address, text) in CHANNELS.items()),
    ]
    for name, kind in sorted(KINDS.items()):
        lines += ["", f"## {name}", "", " ".join(kind.text.split()), ""]
        lines += [f"Subject: `{kind.subject}`. In the stream it is seen by {kind.audience.value}.", ""]
        lines += ["| field | type | what it is |", "|---|---|---|"]
        schema = data_schema(kind)
        lines += [
            f"| `{field}` | {_type(about)}{'' if field in schema.get('required', ()) else ', may be absent'} "
            f"| {about.get('description', '')} |"
            for field, about in schema["properties"].items()
        ]
    return "\n".join(lines) + "\n"


def _type(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if schema.get("type") == "object" and "properties" in schema:
        return "object (" + ", ".join(f"`{name}`" for name in schema["properties"]) + ")"
    return str(schema.get("format") or schema.get("type") or "any value")

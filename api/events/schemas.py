"""JSON Schemas of the events, made from the registry: of the data of each kind, and of a whole event."""

from __future__ import annotations

from typing import Any

from api.events.envelope import SCHEMA_URN
from api.events.kinds import Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def data_schema(kind: Kind) -> dict[str, Any]:
    """The schema of the data of a kind. It lets more fields through than it names: some may be added later."""
    schema = _opened(kind.data.model_json_schema(mode="serialization"))
    about = {"$schema": DIALECT, "$id": SCHEMA_URN.format(name=kind.name), "title": kind.name}
    return about | {"description": " ".join(kind.text.split())} | schema | {"examples": [kind.example]}


def event_schema(kind: Kind) -> dict[str, Any]:
    """The schema of an event of a kind: the attributes of CloudEvents 1.0, and its data."""
    text = {"type": "string", "minLength": 1}
    return {
        "type": "object",
        "description": " ".join(kind.text.split()),
        "required": [
            "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "sequence",
            "partitionkey", "data",
        ],
        "properties": {
            "specversion": {"const": "1.0"},
            "id": text | {"description": "Unique. An event that is delivered again has the same."},
            "source": {"type": "string", "format": "uri-reference", "const": "urn:definitie:service"},
            "type": {"const": kind.name},
            "subject": text | {"description": f"What it is about: `{kind.subject}`."},
            "time": {"type": "string", "format": "date-time"},
            "datacontenttype": {"const": "application/json"},
            "dataschema": {"type": "string", "format": "uri"},
            "sequence": {
                "type": "string",
                "pattern": "^[0-9]{20}$",
                "description": "Place among all events of the service; as a text it sorts as they do.",
            },
            "partitionkey": text | {"description": "The subject: events of one subject keep their order."},
            "data": {key: value for key, value in data_schema(kind).items() if key not in {"$schema", "$id"}},
        },
    }  # fmt: skip


def _opened(schema: dict[str, Any]) -> dict[str, Any]:
    """Without ``additionalProperties: false``, with definitions in place: consumers read schemas one by one."""
    definitions = schema.get("$defs", {})

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(each) for each in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            found = definitions[node["$ref"].rpartition("/")[2]]
            return walk(found | {key: value for key, value in node.items() if key != "$ref"})
        return {
            key: walk(value)
            for key, value in node.items()
            if key != "$defs" and not (key == "additionalProperties" and value is False)
        }

    # Titles that only repeat a name in capitals say nothing.
    opened: dict[str, Any] = _without_titles(walk(schema))
    return opened


def _without_titles(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_titles(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: _without_titles(each) for name, each in value.items()}
        if key == "properties"
        else _without_titles(value)
        for key, value in node.items()
        if key != "title" or not isinstance(value, str)
    }

"""The published schemas: that they can tell right from wrong, and that every kind has an example which fits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from api.events.asyncapi import asyncapi_document, asyncapi_page
from api.events.envelope import event_of
from api.events.kinds import KINDS
from api.events.schemas import data_schema, event_schema
from storage.database import Database
from storage.repositories.events import Written
from tests.integration.service.fitting import unfit_events

RIGHT = {"action": "user.changed", "actor": None}


def written(name: str, data: dict[str, Any], **changed: Any) -> Written:
    event = {
        "specversion": "1.0",
        "id": "1",
        "source": "urn:definitie:service",
        "type": name,
        "subject": "user/1",
        "time": "2026-11-24T12:00:00+00:00",
        "datacontenttype": "application/json",
        "data": data,
    }
    return Written(7, name, "user/1", event | changed, datetime.now(UTC), None)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_example_of_a_kind_fits_its_schemas(name: str) -> None:
    kind = KINDS[name]
    Draft202012Validator.check_schema(data_schema(kind))
    Draft202012Validator.check_schema(event_schema(kind))
    Draft202012Validator(data_schema(kind)).validate(kind.example)
    Draft202012Validator(event_schema(kind)).validate(event_of(written(name, kind.example), None).document)
    kind.data.model_validate(kind.example)
    # Consumers keep a schema for years: fields may come, so it must not forbid them; those that are there are told of.
    Draft202012Validator(data_schema(kind)).validate(kind.example | {"added-later": 1})
    for field in data_schema(kind).get("required", ()):
        missing = {key: value for key, value in kind.example.items() if key != field}
        assert not Draft202012Validator(data_schema(kind)).is_valid(missing)


def test_no_kind_has_data_for_a_text_of_a_definition_or_a_name_of_a_person() -> None:
    forbidden = {"begrip", "definitie", "name", "text", "email", "password", "owner_id", "user"}
    for name, kind in KINDS.items():
        schema = data_schema(kind)
        assert not forbidden & set(schema["properties"]), name
        assert "$ref" not in str(schema)


@pytest.mark.parametrize(
    "changed",
    [{"specversion": "0.3"}, {"id": ""}, {"source": "elsewhere"}, {"subject": ""}, {"datacontenttype": "text/plain"}],
)
def test_wrong_attributes_are_noticed(changed: dict[str, Any]) -> None:
    kind = KINDS["UserActionPerformed"]
    document = event_of(written(kind.name, RIGHT), None).document
    assert Draft202012Validator(event_schema(kind)).is_valid(document)
    assert not Draft202012Validator(event_schema(kind)).is_valid(document | changed)


def test_the_schema_is_named_by_the_address_of_the_service_where_that_is_known() -> None:
    event = event_of(written("UserActionPerformed", RIGHT), "https://definities.example/")
    assert event.document["dataschema"] == "https://definities.example/api/v1/events/schemas/UserActionPerformed"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("Onzin", {}),
        ("UserActionPerformed", {"action": "user.changed"}),
        ("UserActionPerformed", RIGHT | {"name": "Eva"}),
        ("UserActionPerformed", {"action": "Iets anders", "actor": None}),
    ],
)
async def test_an_event_that_does_not_fit_is_noticed_after_a_test(
    kind: str, data: dict[str, Any], database: Database
) -> None:
    async with database.unit() as unit:
        await unit.outbox.add("UserActionPerformed", "user/1", RIGHT)
    assert await unfit_events(database) == []
    async with database.unit() as unit:
        await unit.outbox.add(kind, "user/1", data)
    assert await unfit_events(database) != []


def references(node: Any) -> list[str]:
    """All that a document refers to."""
    if isinstance(node, list):
        return [found for each in node for found in references(each)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [found for each in node.values() for found in references(each)]


def test_the_asyncapi_document_holds_together() -> None:
    document = asyncapi_document()
    assert document["asyncapi"] == "3.0.0"
    for reference in references(document):
        place: Any = document
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
    assert {each["channel"]["$ref"] for each in document["operations"].values()} == {
        f"#/channels/{name}" for name in document["channels"]
    }
    messages = document["components"]["messages"]
    assert set(messages) == set(KINDS)
    for name, message in messages.items():
        schema = message["payload"]["schema"]
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(event_of(written(name, KINDS[name].example), None).document)
    assert yaml.safe_load(asyncapi_page()) == document

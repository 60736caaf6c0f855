"""What the OpenAPI document says beyond the routes themselves: how to sign in, and the shape of a problem."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from api.engine_schemas import engine_schemas
from api.examples import add_examples
from api.idempotency import HEADER
from api.identity.permissions import WITHOUT_EFFECT
from api.problem_table import PROBLEMS
from api.problems import MEDIA_TYPE, URN
from api.routing import action_of
from api.rule_schemas import RULE_SCHEMAS

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "RFC 9457 problem details.",
    "type": "object",
    "required": ["type", "code", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri", "examples": [URN + "not-found"]},
        "code": {"type": "string", "enum": sorted(PROBLEMS)},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail", "code"],
                "properties": {
                    "pointer": {"type": "string"},
                    "detail": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
}
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "Access token or API key."},
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
EVERYWHERE: dict[str, Any] = {
    "default": {
        "description": "Problem",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}
IF_MATCH: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of the version that is meant.",
    "schema": {"type": "string", "pattern": r'^"[0-9]{1,9}"$'},
}
IDEMPOTENCY_KEY: dict[str, Any] = {
    "name": HEADER,
    "in": "header",
    "description": "Of your own choosing: the same request under the same key is carried out once.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
}
OF_THE_FRAMEWORK = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> None:
    """Let the app give this document."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            made = deepcopy(made)  # routes share parts of it, and have examples of their own
            _name_keys(app, made)
            app.openapi_schema = _completed(made)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _name_keys(app: FastAPI, document: dict[str, Any]) -> None:
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and "POST" in (route.methods or ()) and action_of(route) not in WITHOUT_EFFECT:
            document["paths"][context.path]["post"].setdefault("parameters", []).append(IDEMPOTENCY_KEY)


def operation_name(route: APIRoute) -> str:
    """What a route is called in the document, and so in clients that are generated from it."""
    return f"{route.tags[0]}_{route.name}"


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in OF_THE_FRAMEWORK:
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    schemas |= engine_schemas() | RULE_SCHEMAS
    components["securitySchemes"] = SECURITY
    document["security"] = [{}, {"bearer": []}, {"apiKey": []}]
    for operations in document["paths"].values():
        for operation in operations.values():
            responses = operation["responses"]
            if "HTTPValidationError" in str(responses.get("422", "")):
                del responses["422"]
            if "428" in responses:
                operation.setdefault("parameters", []).append(IF_MATCH)
            responses.update(EVERYWHERE)
    add_examples(document)
    return document

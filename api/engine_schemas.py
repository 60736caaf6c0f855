"""The JSON Schemas of record and report, as the OpenAPI document holds them."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

SCHEMAS = "#/components/schemas/"
RECORD = {"$ref": f"{SCHEMAS}Record"}
REPORT = {"$ref": f"{SCHEMAS}Report"}


def engine_schemas() -> dict[str, Any]:
    """Name → schema, with what each defines for itself beside it."""
    found: dict[str, Any] = {}
    for name in ("record", "report"):
        schema = json.loads((files("engine") / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
        found |= schema.pop("$defs", {})
        found[name.capitalize()] = {key: value for key, value in schema.items() if key not in {"$schema", "$id"}}
    return _elsewhere(found)  # type: ignore[no-any-return]


def _elsewhere(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            key: value.replace("#/$defs/", SCHEMAS) if key == "$ref" else _elsewhere(value)
            for key, value in part.items()
        }
    return [_elsewhere(each) for each in part] if isinstance(part, list) else part

"""The JSON Schemas of what ``rule_documents`` makes: for the OpenAPI document and who generates a client from it."""

from __future__ import annotations

from typing import Any

from api.engine_schemas import SCHEMAS

TEXT: dict[str, Any] = {"type": "string"}
TEXTS: dict[str, Any] = {"type": "array", "items": TEXT}
MAYBE: dict[str, Any] = {"type": ["string", "null"]}
NUMBER: dict[str, Any] = {"type": ["integer", "null"]}
FLAG: dict[str, Any] = {"type": "boolean"}
NAMED: dict[str, Any] = {"type": "object", "additionalProperties": TEXT}
SEVERITY: dict[str, Any] = {"type": "string", "enum": ["error", "warning", "info"]}
RECORD: dict[str, Any] = {"$ref": f"{SCHEMAS}Record"}
RULE: dict[str, Any] = {"$ref": f"{SCHEMAS}Rule"}
RULES: dict[str, Any] = {"$ref": f"{SCHEMAS}Rules"}
PACKS: dict[str, Any] = {"$ref": f"{SCHEMAS}Packs"}


def answered(description: str, schema: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    """What a route says in OpenAPI of its answer."""
    return {200: {"description": description, "content": {"application/json": {"schema": schema}}}}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _items(item: dict[str, Any]) -> dict[str, Any]:
    return _object({"profile": TEXT, "items": {"type": "array", "items": item}})


_SHORT: dict[str, Any] = {
    "code": TEXT, "name": TEXT, "aliases": TEXTS, "pack": TEXT, "title": TEXT, "question": TEXT, "theme": TEXT,
    "family": TEXT, "severity": SEVERITY, "status": {"type": "string", "enum": ["draft", "stable", "deprecated"]},
    "active": FLAG,
}  # fmt: skip
_EXAMPLES: dict[str, Any] = {"type": "array", "items": {"$ref": f"{SCHEMAS}RuleExample"}}
_VALUE: dict[str, Any] = {"type": ["integer", "boolean", "string"]}

RULE_SCHEMAS: dict[str, Any] = {
    "RuleExample": _object(
        {"record": RECORD, "profile": TEXT, "clause": TEXT, "match": TEXT, "fixed": TEXT, "each": TEXT},
        ("profile", "clause", "match", "fixed", "each"),
    ),
    "RuleClause": _object({"name": TEXT, "check": TEXT, "message": TEXT, "suggestion": TEXT, "fixes": FLAG}),
    "RuleConfig": _object(
        {"name": TEXT, "type": TEXT, "default": _VALUE, "value": _VALUE, "minimum": NUMBER, "maximum": NUMBER,
         "text": TEXT}
    ),
    "RuleSummary": _object(_SHORT),
    "Rule": _object(
        _SHORT
        | {
            "profile": TEXT, "explanation": TEXT,
            "instruction": {"anyOf": [_object({"text": TEXT, "good": _EXAMPLES}), {"type": "null"}]},
            "clauses": {"type": "array", "items": {"$ref": f"{SCHEMAS}RuleClause"}},
            "examples": _object({"pass": _EXAMPLES, "fail": _EXAMPLES}),
            "config": {"type": "array", "items": {"$ref": f"{SCHEMAS}RuleConfig"}},
            "penalty": NUMBER, "conflicts": {"type": "array", "items": _object({"code": TEXT, "reason": TEXT})},
            "note": TEXT, "source": TEXT, "since": MAYBE, "replaced_by": MAYBE, "reason": TEXT,
            "verdict_digest": TEXT, "content_digest": TEXT,
        }
    ),
    "Rules": _items({"$ref": f"{SCHEMAS}RuleSummary"}),
    "Profile": _object(
        {"name": TEXT, "text": TEXT, "default": FLAG, "block_at": SEVERITY, "required_for_acceptance": TEXTS,
         "enable": TEXTS, "disable": TEXTS}
    ),
    "Pack": _object(
        {
            "name": TEXT, "version": TEXT, "title": TEXT, "language": TEXT, "licence": TEXT, "extends": TEXTS,
            "verdict_digest": TEXT, "content_digest": TEXT, "rules": {"type": "integer"}, "themes": NAMED,
            "families": NAMED, "profiles": {"type": "array", "items": {"$ref": f"{SCHEMAS}Profile"}},
        }
    ),
    "Packs": _items({"$ref": f"{SCHEMAS}Pack"}),
}  # fmt: skip
"""Name → schema, for the components of the OpenAPI document."""

"""Write the JSON Schemas of pack files, for editors: ``python -m engine.packs.schema_export``.

An editor's YAML reader takes ``yes`` for an answer and ``6`` for a number, where this project reads texts; so the
schemas allow both. They help while typing; the loader decides.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from engine.packs.lexiconfile import LexiconFile
from engine.packs.manifest import PackFile
from engine.packs.rulefile import RuleFile

FOLDER = Path(__file__).parent.parent / "schema"
MODELS: Mapping[str, type[BaseModel]] = {"pack": PackFile, "rule": RuleFile, "lexicon": LexiconFile}
_SCALARS = ["string", "number", "boolean"]


def pack_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file: ``pack``, ``rule`` or ``lexicon``."""
    schema = MODELS[kind].model_json_schema(by_alias=True)
    if kind == "rule":
        one_fix = {"$ref": "#/$defs/FixFile"}
        fix = schema["properties"]["fix"]
        fix["anyOf"] = [one_fix, {"type": "object", "minProperties": 1, "additionalProperties": one_fix}]
    if kind == "lexicon":
        words = schema["properties"]["words"]
        words["items"] = {"anyOf": [{"type": _SCALARS}, words["items"]]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:definitie:schema:{kind}",
        **_for_editors(schema),
    }


def _for_editors(node: Any) -> Any:
    """The schema without ``null`` (YAML files leave out what is absent), and with scalars as editors read them."""
    if isinstance(node, list):
        return [_for_editors(child) for child in node if child != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    cleaned = {key: _for_editors(value) for key, value in node.items() if not (key == "default" and value is None)}
    if cleaned.get("type") == "string" and "enum" not in cleaned and "pattern" not in cleaned:
        cleaned["type"] = _SCALARS
    return cleaned


def schema_file(kind: str) -> Path:
    """Where the schema of a kind of file stands."""
    return FOLDER / f"{kind}.schema.json"


def schema_text(kind: str) -> str:
    """The schema as it stands in its file."""
    return json.dumps(pack_schema(kind), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write all three, and say where."""
    for kind in MODELS:
        schema_file(kind).write_text(schema_text(kind), encoding="utf-8")
        sys.stdout.write(f"{schema_file(kind)}\n")


if __name__ == "__main__":
    main()

"""The examples of the OpenAPI document: for every operation a request, and what it is answered with.

They stand in ``examples.json``; a test sends every one of them.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def add_examples(document: dict[str, Any]) -> None:
    """Put the examples where they belong in a document.

    Args:
        document: OpenAPI 3.1; is changed.
    """
    known = json.loads((files("api") / "examples.json").read_text(encoding="utf-8"))
    for operations in document["paths"].values():
        for operation in operations.values():
            example = known.get(operation["operationId"])
            if example is not None:
                _add(operation, example)


def _add(operation: dict[str, Any], example: dict[str, Any]) -> None:
    for position, parameter in enumerate(operation.get("parameters", ())):
        values = example.get(parameter["in"], {})
        if parameter["name"] in values:
            # A new one: some parameters are shared by several operations.
            operation["parameters"][position] = parameter | {"example": values[parameter["name"]]}
    if "body" in example:
        content = operation["requestBody"]["content"]
        content[example.get("media", next(iter(content)))]["example"] = example["body"]
    if "answer" in example:
        content = operation["responses"][str(example["status"])]["content"]
        content[example.get("answer_media", next(iter(content)))]["example"] = example["answer"]

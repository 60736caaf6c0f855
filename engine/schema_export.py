"""Write the JSON Schema of a record from the model that reads it: ``python -m engine.schema_export``.

The schema of a report is written by hand (``engine/schema/report.schema.json``): reports are dataclasses,
and its texts are for who reads them. Tests hold both to the code.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from engine.record import Record

SCHEMA_FOLDER = Path(__file__).parent / "schema"
RECORD_SCHEMA = SCHEMA_FOLDER / "record.schema.json"
REPORT_SCHEMA = SCHEMA_FOLDER / "report.schema.json"


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:definitie:schema:record",
        **Record.model_json_schema(),
    }


def main() -> None:
    """Write the schema of a record and say where."""
    text = json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n"
    RECORD_SCHEMA.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{RECORD_SCHEMA}\n")


if __name__ == "__main__":
    main()

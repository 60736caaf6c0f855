"""The file of one run: everything that was asked, proposed and judged, so that it can be looked at and replayed."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from generator.data import DataError, from_data, to_data
from generator.model import Result

FORMAT = 1
"""Version of the shape of the file."""


def write_run(result: Result, path: Path) -> None:
    """Write a run.

    Raises:
        OSError: it cannot be written.
    """
    data = run_file(to_data(result))
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def run_file(result: dict[str, Any]) -> dict[str, Any]:
    """What the file of a run holds, for a result as data (``generator.data``)."""
    return {"run": FORMAT, "made_with": _program(), "result": result}


def read_run(path: Path) -> Result:
    """A run that :func:`write_run` wrote.

    Raises:
        OSError: it cannot be read.
        DataError: it is no such file.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataError(f"JSON: {error}") from None
    if not isinstance(data, dict) or data.get("run") != FORMAT:
        raise DataError(f"run: {FORMAT}")
    return from_data(Result, data.get("result"))


def _program() -> str:
    try:
        return f"definitie {version('definitie')}"
    except PackageNotFoundError:
        return "definitie"

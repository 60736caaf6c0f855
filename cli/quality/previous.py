"""An earlier report, read back to compare with."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from cli.quality.model import FORMAT, QualityReport
from cli.quality.texts import words


class NoReportError(Exception):
    """A file that cannot be compared with; its words are for the reader of the new report."""


def read_previous(path: Path, language: str) -> QualityReport:
    """The report in a JSON file.

    Args:
        path: the file.
        language: of what is said when it is none.

    Raises:
        NoReportError: it cannot be read, is no quality report, or one of another format version.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _no_report(path, error.strerror or str(error), language) from None
    except (ValueError, RecursionError) as error:
        raise _no_report(path, f"JSON: {error}".splitlines()[0], language) from None
    found = data.get("format") if isinstance(data, dict) else None
    if isinstance(found, str) and found != FORMAT:
        raise NoReportError(words("other-format", language, name=path, found=found, known=FORMAT))
    try:
        return TypeAdapter(QualityReport).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = "/".join(map(str, first["loc"]))
        raise _no_report(path, f"/{place}: {first['msg']}", language) from None


def _no_report(path: Path, reason: str, language: str) -> NoReportError:
    return NoReportError(words("no-report", language, name=path, reason=reason))

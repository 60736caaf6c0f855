"""The reports of one partition, written as they come: JSON Lines as ``check`` writes them, or Parquet with columns."""

from __future__ import annotations

import json
from typing import IO, Any, Final, Protocol

ROWS: Final = 1024
"""Reports in a row group of Parquet, and at most in memory."""


class PartWriter(Protocol):
    """Writes reports that are rendered as JSON."""

    def add(self, text: str) -> None:
        """One report."""
        ...

    def end(self) -> None:
        """After the last one."""
        ...


class Lines:
    """One report a line."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def add(self, text: str) -> None:
        """Write one line."""
        self._stream.write(text.encode("utf-8", "surrogatepass") + b"\n")

    def end(self) -> None:
        """Nothing is left to write."""


class Table:
    """One report a row: what is asked for most in columns, findings as a list, and the whole report as JSON."""

    def __init__(self, stream: IO[bytes]) -> None:
        import pyarrow  # noqa: PLC0415 - loaded for this format only
        import pyarrow.parquet  # noqa: PLC0415

        text, whole = pyarrow.string(), pyarrow.int64()
        finding = [("code", text), ("severity", text), ("clause", text), ("message", text), ("field", text),
                   ("start", whole), ("end", whole), ("match", text)]  # fmt: skip
        columns = [
            ("id", text), ("begrip", text), ("decision", text), ("score", pyarrow.float64()),
            ("coverage", pyarrow.float64()), ("file", text), ("line", whole), ("iri", text),
            ("findings", pyarrow.list_(pyarrow.struct(finding))), ("report", text),
        ]  # fmt: skip
        self._schema = pyarrow.schema(columns)
        self._table = pyarrow.Table
        self._writer = pyarrow.parquet.ParquetWriter(stream, self._schema)
        self._rows: list[dict[str, Any]] = []

    def add(self, text: str) -> None:
        """Keep one row, and write a row group when there are enough."""
        self._rows.append(_row(text))
        if len(self._rows) == ROWS:
            self._write()

    def end(self) -> None:
        """Write what is left, and the index of the file."""
        if self._rows:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        self._writer.write_table(self._table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


WRITERS: Final[dict[str, type[Lines] | type[Table]]] = {"jsonl": Lines, "parquet": Table}
"""The writer of each ``--output-format``."""


def _row(text: str) -> dict[str, Any]:
    report = json.loads(text)
    origin = report.get("origin") or {}
    findings = [
        {"code": outcome["code"], "severity": outcome["severity"], **finding}
        for outcome in report["outcomes"]
        for finding in outcome["findings"]
    ]
    head = {name: report.get(name) for name in ("id", "begrip", "decision", "score", "coverage")}
    place = {name: origin.get(name) for name in ("file", "line", "iri")}
    return {**head, **place, "findings": findings, "report": text}

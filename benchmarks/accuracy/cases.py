"""Labelled cases: what a rule must say of a record, written from the table of rules before its check.

A third of the cases is the test part: it is scored, but its cases are never shown. Which third is decided by the
case's id alone, so that adding cases moves none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine.model import Definition, Origin
from engine.record import parse_record

FOLDER = Path(__file__).resolve().parent
LABELLED = FOLDER / "astra-nl.jsonl"
QUALITY = FOLDER / "quality.jsonl"
TEST_SHARE = 3


@dataclass(frozen=True)
class Case:
    """One case: the record, the rule, what it must say (``fail``, ``silent``, or an outcome) and where."""

    id: str
    rule: str
    expect: str
    hard: bool
    ground: str
    domain: str
    record: Definition
    match: str | None
    why: str

    @property
    def test(self) -> bool:
        """Whether the case belongs to the part that is scored but not looked at."""
        return sha256(self.id.encode()).digest()[0] % TEST_SHARE == 0


@dataclass(frozen=True)
class Sample:
    """A whole definition of known quality: ``good``, ``bad`` or ``salad`` (words in meaningless order)."""

    id: str
    quality: str
    record: Definition
    faults: tuple[str, ...]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def read_cases(path: Path = LABELLED) -> list[Case]:
    """All labelled cases of a file."""
    return [
        Case(
            data["id"], data["rule"], data["expect"], data["difficulty"] == "hard", data.get("ground", ""),
            data.get("domain", ""), parse_record(data["record"], where=Origin(data["id"])), data.get("match"),
            data.get("why", ""),
        )
        for data in _lines(path)
    ]  # fmt: skip


def read_samples(path: Path = QUALITY) -> list[Sample]:
    """Whole definitions of known quality; none if the file is not there."""
    if not path.exists():
        return []
    return [
        Sample(
            data["id"],
            data["quality"],
            parse_record(data["record"], where=Origin(data["id"])),
            tuple(data.get("faults", ())),
        )
        for data in _lines(path)
    ]

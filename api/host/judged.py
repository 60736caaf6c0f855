"""What the service keeps of a report: the line that is sent, and the few facts that others ask for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.model import Outcome, Report
from engine.render import Renderer


@dataclass(frozen=True, slots=True)
class Judged:
    """A report as JSON (UTF-8, one line, as the command line prints it), with decision, score and findings per rule.

    ``score`` is in hundredths.
    """

    line: bytes
    decision: str | None
    score: int | None
    findings: Mapping[str, int]

    @classmethod
    def of(cls, report: Report, renderer: Renderer) -> Judged:
        """The report of one record, rendered."""
        counts = Counter({each.code: len(each.findings) for each in report.outcomes if each.outcome is Outcome.FAIL})
        decision = None if report.decision is None else report.decision.value
        return cls(renderer.to_line(report).encode("utf-8", "replace"), decision, report.score, counts)

    def document(self) -> dict[str, Any]:
        """The report as data."""
        found: dict[str, Any] = json.loads(self.line)
        return found

    def packed(self) -> bytes:
        """As it is kept in a cache outside the process."""
        facts = json.dumps([self.decision, self.score, dict(self.findings)], separators=(",", ":"))
        return facts.encode() + b"\n" + self.line

    @classmethod
    def unpacked(cls, data: bytes) -> Judged:
        """What ``packed`` made.

        Raises:
            ValueError: for anything else.
        """
        facts, _, line = data.partition(b"\n")
        match json.loads(facts):
            case [str() | None as decision, int() | None as score, dict() as findings] if line.startswith(b"{"):
                return cls(line, decision, score, findings)
        raise ValueError("this is no report of ours")

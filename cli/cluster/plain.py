"""Tallies and problems as plain data and back: what a worker says of a partition, and the manifest keeps."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from cli.tally import Bad, Tally
from engine.errors import Mark, Problem
from engine.model import Decision, Origin, ReasonCode, Severity
from plugins.formats.items import Undefined


def tally_to_data(tally: Tally) -> dict[str, Any]:
    """What some records add up to, as plain data; severities are left out, since they are those of the packs."""
    return {
        "records": tally.records,
        "with_findings": tally.with_findings,
        "decisions": {decision.value: count for decision, count in tally.decisions.items()},
        "findings": dict(+tally.findings),
        "unjudged": {reason.value: dict(counts) for reason, counts in tally.unjudged.items()},
        "partly": {reason.value: dict(counts) for reason, counts in tally.partly.items()},
        "questions": dict(+tally.questions),
        "worst": [asdict(bad) for bad in tally.worst],
        "undefined": [asdict(concept) for concept in tally.undefined],
    }


def tally_from_data(data: dict[str, Any], severities: dict[str, Severity]) -> Tally:
    """What :func:`tally_to_data` was made from."""
    return Tally(
        severities,
        records=data["records"],
        with_findings=data["with_findings"],
        decisions=Counter({Decision(name): count for name, count in data["decisions"].items()}),
        findings=Counter(data["findings"]),
        unjudged={ReasonCode(name): Counter(counts) for name, counts in data["unjudged"].items()},
        partly={ReasonCode(name): Counter(counts) for name, counts in data["partly"].items()},
        questions=Counter(data["questions"]),
        worst=[Bad(**{**bad, "origin": _origin(bad["origin"])}) for bad in data["worst"]],
        undefined=[
            Undefined(each["begrip"], _origin(each["origin"]) or Origin(), tuple(each["synonyms"]))
            for each in data["undefined"]
        ],
    )


def problem_to_data(problem: Problem) -> dict[str, Any]:
    """A problem as plain data."""
    return {**asdict(problem), "values": dict(problem.values)}


def problem_from_data(data: dict[str, Any]) -> Problem:
    """What :func:`problem_to_data` was made from."""
    return Problem(**{**data, "mark": None if data["mark"] is None else Mark(**data["mark"])})


def _origin(data: dict[str, Any] | None) -> Origin | None:
    return None if data is None else Origin(**data)

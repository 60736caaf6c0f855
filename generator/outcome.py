"""A result for who reads it: what was decided, on what ground, and what it took, without the trace of the run."""

from __future__ import annotations

from typing import Any

from engine.record import record_to_dict
from generator.data import to_data
from generator.model import Candidate, Result


def outcome_of(result: Result) -> dict[str, Any]:
    """The result as plain JSON. ``definition`` is there only when it was accepted; ``best`` may be anything."""
    accepted = result.accepted
    prompts = {done.prompt.version for done in result.rounds}
    return {
        "begrip": result.request.record.begrip,
        "stop": result.stop.value,
        "detail": result.detail,
        "definition": None if accepted is None else record_to_dict(accepted),
        "best": None if result.best is None else candidate_of(result.best),
        "rounds": len(result.rounds),
        "candidates": sum(len(done.candidates) for done in result.rounds),
        "spent": to_data(result.spent),
        "packs": {pin.name: {"version": pin.version, "digest": pin.digest} for pin in result.pins},
        "profile": result.profile,
        "stale": result.stale,
        "seed": result.request.seed,
        "prompt_version": max(prompts, default=None),
    }


def candidate_of(candidate: Candidate) -> dict[str, Any]:
    """One candidate as plain JSON: text, where it came from, and its report."""
    return {
        "round": candidate.round,
        "number": candidate.number,
        "text": candidate.text,
        "answer": candidate.proposal.text,
        "decision": candidate.decision.value,
        "score": candidate.score,
        "generator": candidate.generator,
        "provider": candidate.proposal.provider,
        "model": candidate.proposal.model,
        "sources": None if candidate.sources is None else [to_data(source) for source in candidate.sources],
        "changes": [to_data(change) for change in candidate.judged.changes],
        "report": candidate.judged.report,
    }

"""What is kept of each round and candidate of a run, as plain JSON: for the table, for the API, and for who follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.data import to_data
from generator.model import Candidate, Round
from storage.models import GenerationAttemptRow, GenerationRow


def candidate_details(candidate: Candidate, prompt_version: str) -> dict[str, Any]:
    """Who wrote it, what it became by fixes, what was found in it, what it took."""
    proposal = candidate.proposal
    return {
        **summary_of(candidate),
        "generator": candidate.generator,
        "provider": proposal.provider,
        "model": proposal.model,
        "prompt_version": prompt_version,
        "fixes": [to_data(change) for change in candidate.judged.changes],
        "findings": [to_data(flaw) for flaw in candidate.flaws],
        "undecided": [list(each) for each in candidate.undecided],
        "sources": None if candidate.sources is None else [to_data(source) for source in candidate.sources],
        "input_tokens": proposal.usage.input_tokens,
        "output_tokens": proposal.usage.output_tokens,
        "cost": str(proposal.cost),
        "cached": proposal.cached,
    }


def round_details(done: Round) -> dict[str, Any]:
    """What a round brought, in short."""
    return {
        "candidates": [summary_of(each) for each in done.candidates],
        "troubles": [to_data(trouble) for trouble in done.troubles],
        "best": None if done.best is None else {"round": done.best[0], "number": done.best[1]},
        "prompt_version": done.prompt.version,
        "began": round(done.began, 3),
        "ended": round(done.ended, 3),
    }


def summary_of(candidate: Candidate) -> dict[str, Any]:
    """A candidate in one line."""
    return {
        "number": candidate.number,
        "text": candidate.text,
        "decision": candidate.decision.value,
        "score": candidate.score,
        "errors": candidate.judged.errors,
        "codes": list(dict.fromkeys(flaw.code for flaw in candidate.flaws)),
    }


def rounds_of(rows: Sequence[GenerationRow]) -> list[dict[str, Any]]:
    """The trace of a run as it is sent: its rounds, each with its prompt and its candidates."""
    rounds: list[dict[str, Any]] = []
    candidates: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        if row.attempt:
            candidates.setdefault(row.iteration, []).append({"answer": row.response, **row.details})
    for row in rows:
        if not row.attempt:
            made = candidates.get(row.iteration, [])
            rounds.append({"number": row.iteration, "prompt": row.prompt, **row.details, "candidates": made})
    return rounds


def call_of(row: GenerationAttemptRow) -> dict[str, Any]:
    """A line of the ledger as it is sent."""
    return {
        "key": row.key,
        "repeat": row.number,
        "state": row.state,
        "reason": row.reason,
        "provider": row.provider,
        "model": row.model,
        "prompt_version": row.prompt_version,
        "input_tokens": row.input_tokens,
        "output_tokens": row.output_tokens,
        "input_price": str(row.input_price.normalize()),
        "output_price": str(row.output_price.normalize()),
        "cost": str(row.cost.normalize()),
        "currency": row.currency,
        "reserved_at": row.reserved_at,
        "settled_at": row.settled_at,
    }

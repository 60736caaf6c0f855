"""Which candidate is the best, and what a round means for the run: pure functions over what the run holds.

The best has the fewest findings that block, then the fewest errors, then the highest score, then it came first. A text
that was accepted comes before all others, one in another language after them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from engine.model import Decision
from generator.model import Candidate, StopReason, Trouble, TroubleKind

PATIENCE = 2
"""Rounds without a better candidate after which a run has stagnated."""

Weight = tuple[bool, bool, int, int, float]


def weight(candidate: Candidate) -> Weight:
    """Smaller is better; equal ones are as good as each other."""
    judged = candidate.judged
    accepted = candidate.decision is Decision.ACCEPTED
    return (not accepted, candidate.foreign, judged.blocking, judged.errors, -candidate.score)


def best_of(candidates: Iterable[Candidate]) -> Candidate | None:
    """The best of some candidates in the order in which they came; ``None`` of none."""
    return min(candidates, key=weight, default=None)


def text_key(text: str) -> str:
    """What two texts have in common that say the same in the same words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(".;, ")


def verdict(best: Candidate | None) -> StopReason | None:
    """Whether the best candidate ends the run by itself: it is accepted, or only a person can say more."""
    if best is None:
        return None
    if best.decision is Decision.ACCEPTED:
        return StopReason.ACCEPTED
    if best.decision is Decision.OPEN and not best.judged.blocking and not best.foreign:
        return StopReason.NEEDS_HUMAN
    return None


def without_news(troubles: Sequence[Trouble], best: Candidate | None) -> tuple[StopReason, str]:
    """Why a run ends in which no generator had anything new: the reason, and what the generators said.

    A budget that was too small says so; texts that keep coming back are an oscillation; a generator that could not
    answer may have more to say another time; and where all had their say, the best is what there is.
    """
    kinds = {trouble.kind for trouble in troubles}
    said = "; ".join(
        f"{trouble.generator}: {trouble.kind.value}" + (f" ({trouble.detail})" if trouble.detail else "")
        for trouble in troubles
    )
    if TroubleKind.CANCELLED in kinds:
        return StopReason.CANCELLED, said
    if TroubleKind.BUDGET in kinds:
        return StopReason.BUDGET_EXHAUSTED, said
    if TroubleKind.REPEATED in kinds:
        return StopReason.OSCILLATION, said
    if best is not None and kinds <= {TroubleKind.NOTHING}:
        return StopReason.BEST_EFFORT, said
    return StopReason.PROVIDER_UNAVAILABLE, said

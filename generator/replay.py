"""A stored run judged by other packs: what would be chosen and decided now, without asking anybody anything."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.judging import Jury
from generator.model import Candidate, Result, StopReason
from generator.select import best_of, verdict
from generator.tidy import tidied


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came out.

    Attributes:
        pairs: every candidate as it was judged then, and as it is judged now.
        best: the best of them now, among those of the rounds that would have been run.
        stop: why the run would end there; ``None`` where it would have gone on asking.
        rounds: rounds after which it would end.
    """

    pairs: tuple[tuple[Candidate, Candidate], ...]
    best: Candidate | None
    stop: StopReason | None
    rounds: int


def replay(result: Result, jury: Jury) -> Replayed:
    """Judge the candidates of a run again, from the answers as they came.

    The rounds are gone through as the loop would: it ends at the first one after which the best is accepted, or only a
    person can say more. Later candidates are judged too, but cannot be chosen: they would not have been asked for.
    """
    record = result.request.record
    pairs: list[tuple[Candidate, Candidate]] = []
    best: Candidate | None = None
    stop: StopReason | None = None
    rounds = 0
    for done in result.rounds:
        again = []
        for old in done.candidates:
            text = tidied(old.proposal.text, record.begrip) or old.text
            judged = jury.judge(replace(record, definitie=text, sources=old.sources))
            again.append(replace(old, judged=judged))
        pairs += zip(done.candidates, again, strict=True)
        if stop is None:
            best = best_of([*([] if best is None else [best]), *again])
            stop, rounds = verdict(best), done.number
    return Replayed(tuple(pairs), best, stop, rounds)

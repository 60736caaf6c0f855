"""What a run of the loop is made of: what was asked, its rounds, its candidates, and how it ended (DESIGN §8).

Immutable values that turn into plain JSON and back without loss (``generator.data``), so that a durable run can keep
them in a database and a run file can be read by another version of the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from engine.model import Decision, Definition, ReasonCode, Source
from plugins.generating import Prompt, Proposal, SourceText


class StopReason(StrEnum):
    """Why a run ended. Only ``accepted`` means that the best candidate may be used as it is."""

    ACCEPTED = "accepted"
    BEST_EFFORT = "best_effort"
    NEEDS_HUMAN = "needs_human"
    BUDGET_EXHAUSTED = "budget_exhausted"
    OSCILLATION = "oscillation"
    STAGNATED = "stagnated"
    PROVIDER_UNAVAILABLE = "provider_unavailable"
    CANCELLED = "cancelled"


class TroubleKind(StrEnum):
    """Why a generator gave nothing to judge in a round."""

    BUDGET = "budget"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    UNUSABLE = "unusable"
    NOTHING = "nothing"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept a generator from giving something new; ``detail`` is the budget's name, or words without secrets."""

    generator: str
    kind: TroubleKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may take at most; ``None``: as much as the user and the month may.

    Attributes:
        rounds: of proposals.
        tokens: read and written together.
        money: in the currency of the prices.
        seconds: from the start of the run to the start of its last round.
    """

    rounds: int = 3
    tokens: int | None = None
    money: Decimal | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a run.

    Attributes:
        record: what is known of the concept (term, category, context, synonyms …); its text is not looked at.
        sources: texts to look in.
        generators: names in fallback order; the loop asks the next one where one has nothing new.
        candidates: wanted in a round, from 1.
        limits: see there.
        seed: makes proposals repeatable; ``None`` lets the steps choose one.
        key: names the run uniquely; keys of attempts begin with it.
        max_tokens: of one answer.
    """

    record: Definition
    sources: tuple[SourceText, ...] = ()
    generators: tuple[str, ...] = ("source",)
    candidates: int = 3
    limits: Limits = Limits()
    seed: int | None = None
    key: str = "run"
    max_tokens: int = 300


@dataclass(frozen=True, slots=True)
class Proposed:
    """What asking one generator gave: proposals, or the reason why there are none. Never an exception."""

    proposals: tuple[Proposal, ...] = ()
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One fix that was made: the rule it came from, the text before and after."""

    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the engine made of a text: the text after all fixes, and its report.

    Attributes:
        text: after the fixes.
        changes: the fixes, in order.
        report: the report of ``text`` as plain JSON (``engine.render``), passes left out.
        blocking: findings at or above the profile's ``block_at``.
        errors: findings of severity error.
    """

    text: str
    changes: tuple[Change, ...]
    report: Mapping[str, Any]
    blocking: int
    errors: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """One finding in words, as a writer needs it."""

    code: str
    family: str
    severity: str
    message: str
    suggestion: str | None
    match: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal with what the engine says of it. ``round`` and ``number`` count from 1 and are its place."""

    round: int
    number: int
    generator: str
    proposal: Proposal
    sources: tuple[Source, ...] | None
    judged: Judged

    @property
    def text(self) -> str:
        """The text, after all fixes."""
        return self.judged.text

    @property
    def decision(self) -> Decision:
        """What the report says of it as a whole."""
        return Decision(self.judged.report["decision"])

    @property
    def score(self) -> float:
        """0.00–1.00."""
        return float(self.judged.report["score"] or 0)

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        """All findings, those of the worst severity first, else in the order of the plan."""
        found = [
            Flaw(
                outcome["code"], outcome["family"], outcome["severity"],
                finding["message"], finding["suggestion"], finding["match"],
            )
            for outcome in self.judged.report["outcomes"] for finding in outcome["findings"]
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda flaw: ("error", "warning", "info").index(flaw.severity)))

    @property
    def undecided(self) -> tuple[tuple[str, str], ...]:
        """Rules that could not say yes or no, each with its outcome."""
        return tuple(
            (outcome["code"], outcome["outcome"])
            for outcome in self.judged.report["outcomes"]
            if outcome["outcome"] in ("not_evaluated", "needs_judgement")
        )

    @property
    def foreign(self) -> bool:
        """Whether it is written in another language, so that most rules could say nothing of it."""
        return any(
            outcome["reason"] is not None and outcome["reason"]["code"] == ReasonCode.OTHER_LANGUAGE
            for outcome in self.judged.report["outcomes"]
        )

    @property
    def signature(self) -> frozenset[tuple[str, str, str]]:
        """Its set of findings: rule, clause and the words they are about."""
        return frozenset(
            (outcome["code"], finding["clause"], finding["match"] or "")
            for outcome in self.judged.report["outcomes"]
            for finding in outcome["findings"]
        )


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run took so far, the attempts that failed included."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: Decimal = Decimal(0)

    def plus(self, other: Spent) -> Spent:
        """Both together."""
        return Spent(
            self.input_tokens + other.input_tokens, self.output_tokens + other.output_tokens, self.cost + other.cost
        )


@dataclass(frozen=True, slots=True)
class Round:
    """One round: what was asked, what came, and what was the best of the run after it.

    ``best`` is the place (round, number) of the best candidate so far; ``began`` and ``ended`` are in seconds from the
    start of the run.
    """

    number: int
    prompt: Prompt
    candidates: tuple[Candidate, ...]
    troubles: tuple[Trouble, ...]
    best: tuple[int, int] | None
    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class Pin:
    """A pack that the run was pinned to."""

    name: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Result:
    """How a run ended.

    Attributes:
        request: as asked, with the seed that was used.
        stop: why it ended.
        detail: which budget, or what the generators said; empty where there is nothing to add.
        rounds: all of them.
        best: the best candidate, if there is any; not accepted unless ``accepted`` says so.
        pins: the packs that judged.
        profile: under which.
        spent: what it took.
        stale: whether other packs were in use when it ended.
        required: rules that the profile requires for acceptance.
    """

    request: Request
    stop: StopReason
    detail: str
    rounds: tuple[Round, ...]
    best: Candidate | None
    pins: tuple[Pin, ...]
    profile: str
    spent: Spent
    stale: bool = False
    required: tuple[str, ...] = ()

    @property
    def undecided(self) -> tuple[str, ...]:
        """Rules on which acceptance of the best candidate waits for a person."""
        found = () if self.best is None else self.best.undecided
        return tuple(code for code, _ in found if code in self.required)

    @property
    def accepted(self) -> Definition | None:
        """The definition that was accepted; ``None`` for anything less, however good it looks."""
        if self.stop is not StopReason.ACCEPTED or self.best is None or self.best.decision is not Decision.ACCEPTED:
            return None
        return replace(self.request.record, definitie=self.best.text, sources=self.best.sources)

"""Judging definitions by two versions of a pack, running only what can differ.

A rule says the same in both where its verdict digest, its configuration and all that it is told are the same; such a
rule is asked at most once, and only where a definition is touched at all, for the decision and the score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cli.packdiff.model import Effect, Place, Touched
from engine.compile.plan import PlannedRule
from engine.engine import Engine
from engine.features.corpus import CorpusIndex
from engine.features.registry import Need
from engine.model import Definition, Finding, Known, Outcome, Report, RuleOutcome
from engine.render import Renderer

SILENT = frozenset({Outcome.PASS, Outcome.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of some definitions: those that are touched, and how many times a rule judged a definition."""

    definitions: int
    touched: tuple[Touched, ...]
    evaluations: int


class Pair:
    """Two engines, and what they share."""

    def __init__(self, old: Engine, new: Engine) -> None:
        self.old = old
        self.new = new

    @cached_property
    def reweighed(self) -> frozenset[str]:
        """Codes of the rules of which the same findings weigh otherwise."""
        before, after = self.old.plan.by_code, self.new.plan.by_code
        return frozenset(code for code in before.keys() & after.keys() if _weight(before[code]) != _weight(after[code]))

    @cached_property
    def shared(self) -> frozenset[str]:
        """Codes of the rules that say the same in both, and weigh the same."""
        before, after = self.old.plan.by_code, self.new.plan.by_code
        same = {code for code in before.keys() & after.keys() if _told(before[code]) == _told(after[code])}
        return frozenset(same - self.reweighed)

    @cached_property
    def changed(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes of the rules that can say something else, weigh otherwise, or run in one of the two: before, after."""
        before, after = (
            tuple(rule.rule.code for rule in engine.plan.rules if rule.rule.code not in self.shared)
            for engine in (self.old, self.new)
        )
        return before, after

    @cached_property
    def decides_anew(self) -> bool:
        """Whether settings of the pack or profile can give any definition another score or decision."""
        return _settings(self.old, self.new) != _settings(self.new, self.old)

    def matters(self, before: Sequence[RuleOutcome], after: Sequence[RuleOutcome]) -> bool:
        """Whether what the rules that were run say can change anything."""
        weighs = any(outcome.findings and outcome.code in self.reweighed for outcome in (*before, *after))
        return weighs or bool(differing(self, before, after))


def _told(rule: PlannedRule) -> tuple[object, ...]:
    """All that decides what a rule says of a record."""
    resources = rule.resources
    return (
        rule.rule.verdict_digest, dict(rule.config), rule.judges_empty, resources.language,
        dict(resources.abbreviations),
    )  # fmt: skip


def _weight(rule: PlannedRule) -> tuple[object, ...]:
    """What the findings of a rule count for."""
    return rule.penalty, rule.rule.severity, rule.rule.family


def _settings(engine: Engine, other: Engine) -> tuple[object, ...]:
    """What else makes a score and a decision of outcomes, of the families that the other has too."""
    themes = {family: theme for family, theme in engine.plan.themes.items() if family in other.plan.themes}
    return (
        engine.packs[0].score, engine.profile.block_at, engine.profile.required_for_acceptance, themes,
        Need.MORPHOLOGY in engine.plan.needs.layers,
    )  # fmt: skip


class Comparing:
    """Judges batches by both; made once for each scheme, since its corpus belongs to it."""

    def __init__(self, pair: Pair, corpora: tuple[CorpusIndex | None, CorpusIndex | None], language: str) -> None:
        self._pair = pair
        self._corpora = corpora
        changed = pair.changed
        self._parts = tuple(
            engine.restricted(codes) if codes else None
            for engine, codes in zip((pair.old, pair.new), changed, strict=True)
        )
        self._rest = pair.old.restricted(sorted(pair.shared)) if pair.shared else None
        self._describe = Describing(pair.old, pair.new, language)

    def __call__(self, records: Sequence[Definition]) -> Judged:
        """Judge some definitions."""
        before, after = (
            [report.outcomes for report in part.validate_many(records, corpus)] if part else [()] * len(records)
            for part, corpus in zip(self._parts, self._corpora, strict=True)
        )
        evaluations = len(records) * sum(map(len, self._pair.changed))
        places = [
            place
            for place in range(len(records))
            if self._pair.decides_anew or self._pair.matters(before[place], after[place])
        ]
        reports = self._conclude([(records[place], before[place], after[place]) for place in places])
        touched = [self._describe(records[place], *pair) for place, pair in zip(places, reports, strict=True)]
        evaluations += len(places) * len(self._pair.shared)
        return Judged(len(records), tuple(row for row in touched if row is not None), evaluations)

    def _conclude(
        self, rows: Sequence[tuple[Definition, tuple[RuleOutcome, ...], tuple[RuleOutcome, ...]]]
    ) -> Iterator[tuple[Report, Report]]:
        """The whole reports of both, with what they share asked once."""
        records = [record for record, _, _ in rows]
        old, new = self._corpora
        rest = (
            [report.outcomes for report in self._rest.validate_many(records, old)]
            if self._rest is not None
            else [()] * len(records)
        )
        none: frozenset[str] = frozenset()
        first = [Known(row[0], none, (*row[1], *shared)) for row, shared in zip(rows, rest, strict=True)]
        second = [Known(row[0], none, (*row[2], *shared)) for row, shared in zip(rows, rest, strict=True)]
        return zip(self._pair.old.judge_again(first, old), self._pair.new.judge_again(second, new), strict=True)


def whole(pair: Pair, corpora: tuple[CorpusIndex | None, CorpusIndex | None], language: str,
          records: Sequence[Definition]) -> tuple[Touched, ...]:  # fmt: skip
    """The touched definitions found the long way: both packs run whole. What :class:`Comparing` is held against."""
    describe = Describing(pair.old, pair.new, language)
    reports = zip(pair.old.validate_many(records, corpora[0]), pair.new.validate_many(records, corpora[1]), strict=True)
    rows = (describe(record, *both) for record, both in zip(records, reports, strict=True))
    return tuple(row for row in rows if row is not None)


def differing(
    pair: Pair, before: Sequence[RuleOutcome], after: Sequence[RuleOutcome]
) -> list[tuple[str, RuleOutcome | None, RuleOutcome | None]]:
    """The rules that say something else, with what they said and say; a rule that comes or goes silently is none."""
    old, new = ({outcome.code: outcome for outcome in outcomes} for outcomes in (before, after))
    found = []
    for code in sorted({*old, *new}):
        was, becomes = _of(pair.old, old, code), _of(pair.new, new, code)
        quiet = all(outcome is None or outcome.outcome in SILENT for outcome in (was, becomes))
        if was != becomes and not (quiet and (was is None or becomes is None)):
            found.append((code, was, becomes))
    return found


def _of(engine: Engine, said: Mapping[str, RuleOutcome], code: str) -> RuleOutcome | None:
    if code not in engine.plan.by_code:
        return None
    return said.get(code) or RuleOutcome(code, Outcome.PASS)


class Describing:
    """Puts what changed for one definition in words."""

    def __init__(self, old: Engine, new: Engine, language: str) -> None:
        self._pair = Pair(old, new)
        self._renderers = Renderer(old, language=language), Renderer(new, language=language)

    def __call__(self, record: Definition, before: Report, after: Report) -> Touched | None:
        """What changed; ``None`` where nothing did."""
        effects = tuple(
            self._effect(record, *found) for found in differing(self._pair, before.outcomes, after.outcomes)
        )
        if not effects and (before.decision, before.score) == (after.decision, after.score):
            return None
        origin = record.origin
        where = "" if origin is None else f"{origin.file or ''}{'' if origin.line is None else f':{origin.line}'}"
        decided, decides = (None if each.decision is None else each.decision.value for each in (before, after))
        return Touched(
            record.id, record.begrip, record.definitie, where, decided, decides, before.score, after.score, effects
        )

    def _effect(self, record: Definition, code: str, was: RuleOutcome | None, becomes: RuleOutcome | None) -> Effect:
        findings = [outcome.findings if outcome is not None else () for outcome in (was, becomes)]
        gone = tuple(finding for finding in findings[0] if finding not in findings[1])
        come = tuple(finding for finding in findings[1] if finding not in findings[0])
        said, says = (None if outcome is None else outcome.outcome.value for outcome in (was, becomes))
        places = self._places(0, code, gone, record), self._places(1, code, come, record)
        return Effect(code, _kind(was, becomes), said, says, *places)

    def _places(self, side: int, code: str, findings: Sequence[Finding], record: Definition) -> tuple[Place, ...]:
        renderer = self._renderers[side]
        return tuple(
            Place(
                found.clause, renderer.message(code, found, record.begrip), found.field, found.start, found.end,
                found.match,
            )
            for found in findings
        )  # fmt: skip


def _kind(was: RuleOutcome | None, becomes: RuleOutcome | None) -> str:
    failed, fails = (outcome is not None and outcome.outcome is Outcome.FAIL for outcome in (was, becomes))
    if failed and fails:
        return "elsewhere" if was is not None and becomes is not None and was.findings != becomes.findings else "other"
    return "fails" if fails else "passes" if failed else "other"

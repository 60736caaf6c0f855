"""What a change does to all definitions in some files: read, judged (in several processes if asked), and added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from cli.judging import batches, prepare
from cli.packdiff.judge import Comparing, Judged, Pair
from cli.packdiff.model import Impact, Moved, RuleImpact, Scores, Touched, Work
from cli.workers import Lost, Workers
from engine.engine import BATCH, Engine
from engine.errors import Mark, Problem
from engine.features.corpus import CorpusIndex
from engine.messages.rule_texts import localised
from engine.model import Definition, Severity
from plugins.formats.items import Scheme, Undefined
from plugins.formats.reading import read_schemes

MOST_ROWS = 10_000
"""Touched definitions that a report names; all are counted."""


@dataclass(slots=True)
class Tally:
    """What was found so far."""

    definitions: int = 0
    touched: int = 0
    evaluations: int = 0
    rows: list[Touched] = field(default_factory=list)
    decisions: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    effects: Counter[tuple[str, str]] = field(default_factory=Counter)
    better: int = 0
    worse: int = 0
    moved: int = 0
    """Sum of what the scores moved, in hundredths."""

    def add(self, judged: Judged) -> None:
        """Count some definitions."""
        self.definitions += judged.definitions
        self.evaluations += judged.evaluations
        self.touched += len(judged.touched)
        self.rows += judged.touched[: max(0, MOST_ROWS - len(self.rows))]
        for row in judged.touched:
            if row.decision_before != row.decision_after:
                self.decisions[row.decision_before, row.decision_after] += 1
            moved = (row.score_after or 0) - (row.score_before or 0)
            self.better += moved > 0
            self.worse += moved < 0
            self.moved += moved
            self.effects.update((effect.code, effect.kind) for effect in row.effects)


def impact(
    old: Engine, new: Engine, files: Sequence[str], language: str, *, jobs: int = 1,
    complain: Callable[[Problem], None], progress: Callable[[int], None],
) -> Impact:  # fmt: skip
    """What a change does to the definitions in some files.

    Args:
        old: the earlier pack.
        new: the later one, with the same profile.
        files: as for ``check``; those of one scheme are each other's corpus.
        language: of the messages of findings.
        jobs: processes to judge in.
        complain: is told of what cannot be read or judged.
        progress: is told how many definitions are done.

    Returns:
        The figures, with the first touched definitions.
    """
    pair, tally = Pair(old, new), Tally()
    unread = 0
    for scheme in read_schemes(files, language=new.packs[0].language):
        if isinstance(scheme, Problem):
            unread += 1
            complain(scheme)
            continue
        for part in _judged(pair, scheme, language, jobs, complain):
            if isinstance(part, Judged):
                tally.add(part)
                progress(tally.definitions)
            else:
                unread += not part.warning
                complain(part)
    return _impact(pair, tally, files, unread, language)


def _judged(
    pair: Pair, scheme: Scheme, language: str, jobs: int, complain: Callable[[Problem], None]
) -> Iterator[Judged | Problem]:
    """What became of the definitions of one scheme, batch by batch, and what could not be judged."""
    wrong: list[Problem] = []
    corpora = _corpora(pair, scheme)
    comparing = Comparing(pair, corpora, language)
    records = _records(scheme, wrong)
    first = list(islice(records, BATCH if jobs > 1 else 0))
    records = chain(first, records)
    if len(first) < BATCH:
        for batch in batches(records):
            yield comparing(batch)
    else:
        for index in {id(each): each for each in corpora if each is not None}.values():
            prepare(index)  # else every process makes its tables for itself
        with Workers(comparing, jobs) as workers:
            for done in workers.run(batches(records)):
                for part in done.parts:
                    yield part if isinstance(part, Judged) else _lost(part)
    yield from wrong


def _corpora(pair: Pair, scheme: Scheme) -> tuple[CorpusIndex | None, CorpusIndex | None]:
    """The corpus for each of the two, where it compares; one for both where they read it alike."""
    if not (pair.old.compares or pair.new.compares):
        return None, None
    entries = scheme.entries()
    if not entries:
        return None, None
    index = pair.old.index(entries)
    if pair.old.analyzer is pair.new.analyzer or (
        pair.old.analyzer and pair.new.analyzer and pair.old.analyzer.digest == pair.new.analyzer.digest
    ):
        return index, index
    return index, pair.new.index(entries)


def _records(scheme: Scheme, wrong: list[Problem]) -> Iterator[Definition]:
    for item in scheme.items():
        if isinstance(item, Problem):
            wrong.append(item)
        elif not isinstance(item, Undefined):
            yield item


def _lost(lost: Lost[Definition]) -> Problem:
    origin = lost.piece.origin
    mark = None if origin is None or origin.file is None else Mark(origin.file, origin.line or 1, 1)
    return Problem("record-ends-worker", mark, values={"begrip": lost.piece.begrip, "reason": lost.reason})


def _impact(pair: Pair, tally: Tally, files: Sequence[str], unread: int, language: str) -> Impact:
    run = tuple(sorted({*pair.changed[0], *pair.changed[1]}))
    rules = sum(len(engine.plan.rules) for engine in (pair.old, pair.new))
    return Impact(
        files=tuple(files),
        profile=pair.new.profile_name,
        definitions=tally.definitions,
        unread=unread,
        touched=tally.touched,
        decisions=tuple(Moved(*key, count) for key, count in sorted(tally.decisions.items(), key=_often)),
        scores=Scores(
            tally.better, tally.worse, round(tally.moved / tally.definitions, 4) if tally.definitions else 0.0
        ),
        rules=tuple(_rules(pair, tally, language)),
        work=Work(run, len(pair.shared), tally.evaluations, rules * tally.definitions),
        rows=tuple(tally.rows),
    )


def _often(item: tuple[tuple[str | None, str | None], int]) -> tuple[int, str]:
    return -item[1], str(item[0])


def _rules(pair: Pair, tally: Tally, language: str) -> Iterator[RuleImpact]:
    """The rules that say something else somewhere, those that newly fail most first."""
    codes = {code for code, _ in tally.effects}
    for code in sorted(codes, key=lambda code: (-tally.effects[code, "fails"], -tally.effects[code, "passes"], code)):
        planned = pair.new.plan.by_code.get(code) or pair.old.plan.by_code[code]
        counts = [tally.effects[code, kind] for kind in ("fails", "passes", "elsewhere", "other")]
        severity: Severity = planned.rule.severity
        yield RuleImpact(code, localised(planned.rule.title, language), severity.value, *counts)

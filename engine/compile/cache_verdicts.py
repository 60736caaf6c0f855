"""The cache of verdicts (DESIGN §5): what a rule said of a record is not asked again while nothing it rests on changes.

A verdict is known by engine, rule (verdict digest, configuration, what the pack tells features), analyzer, and the
fields of the record that the rule's needs name. What rests on a corpus also carries the revision of that corpus, and
takes the place of what an earlier revision gave. Failures and limits are never kept: the next run may do better.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any, Final, Protocol

from engine.compile.plan import Plan, PlannedRule
from engine.features.registry import Need
from engine.model import Definition, Finding, Outcome, ReasonCode, RuleOutcome
from engine.version import ENGINE_VERSION

FAILURES: Final = frozenset({ReasonCode.INTERNAL_ERROR, ReasonCode.LIMIT})
OVERHEAD: Final = 400
"""Bytes that a verdict takes beside its findings: key, entry of the table, outcome."""
FINDING: Final = 700
"""Bytes of a finding beside its texts: objects and maps of CPython 3.11 on 64 bits, measured with ``tracemalloc``."""
CORPUS_FIELDS: Final = ("id", "begrip", "definitie", "synonyms")
"""Fields by which a record is found in its corpus, and told from the others."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one rule for one record; ``revision`` is that of the corpus it rests on, if it rests on one."""

    outcome: RuleOutcome
    revision: str | None = None

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        outcome = self.outcome
        return (
            OVERHEAD + sum(map(_size, outcome.findings)) + FINDING * (len(outcome.unjudged) + len(outcome.judgements))
        )


class VerdictCache(Protocol):
    """Keeps verdicts by key, in this process or outside. It may forget any of them at any time."""

    def get(self, keys: Sequence[str]) -> Sequence[Verdict | None]:
        """The verdict for each key; ``None`` where there is none."""
        ...

    def put(self, verdicts: Mapping[str, Verdict]) -> None:
        """Keep verdicts; what was kept for a key before is replaced."""
        ...


class MemoryVerdicts:
    """Verdicts in memory, those not asked for longest forgotten first. Threads can share it."""

    def __init__(self, limit: int = 64 << 20) -> None:
        """A cache of at most about ``limit`` bytes."""
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[str, Verdict] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, keys: Sequence[str]) -> Sequence[Verdict | None]:
        """The verdict for each key, which is then the one asked for last."""
        with self._lock:
            found = [self._kept.get(key) for key in keys]
            for key, verdict in zip(keys, found, strict=True):
                if verdict is not None:
                    self._kept.move_to_end(key)
        return found

    def put(self, verdicts: Mapping[str, Verdict]) -> None:
        """Keep verdicts, and forget old ones until all fit."""
        with self._lock:
            for key, verdict in verdicts.items():
                old = self._kept.pop(key, None)
                self._size += verdict.size - (0 if old is None else old.size)
                self._kept[key] = verdict
            while self._size > self._limit:
                self._size -= self._kept.popitem(last=False)[1].size

    @property
    def size(self) -> int:
        """About how many bytes are in use."""
        return self._size

    def __len__(self) -> int:
        return len(self._kept)


class Verdicts:
    """What is known of the rules of one plan. Made once for an engine; keeps nothing itself."""

    def __init__(self, plan: Plan, analyzer: str | None, cache: VerdictCache, code: str = "") -> None:
        """Look verdicts up in a cache.

        Args:
            plan: the rules.
            analyzer: the digest of the analyzer, if there is one.
            cache: where verdicts are kept.
            code: digest of the code of features; needed where the cache outlives the process.
        """
        self._plan = plan
        self._base = [ENGINE_VERSION, analyzer, code]
        self._cache = cache

    def outcomes(
        self,
        record: Definition,
        revision: str | None,
        evaluate: Callable[[Sequence[PlannedRule]], Sequence[RuleOutcome]],
    ) -> tuple[RuleOutcome, ...]:
        """All outcomes of a record that are not a plain pass, in the order of the plan.

        Args:
            record: the record to judge.
            revision: the revision of the corpus it is compared with, if any.
            evaluate: gives the outcome of each of some rules; asked only for what is not known.
        """
        known = self._known(record, revision)
        missing = [rule for number, rule in enumerate(self._plan.rules) if known[number][1] is None]
        made = dict(zip((rule.rule.code for rule in missing), evaluate(missing) if missing else (), strict=True))
        self._keep(known, made, revision)
        said = [
            made[rule.rule.code] if verdict is None else verdict.outcome
            for rule, (_, verdict) in zip(self._plan.rules, known, strict=True)
        ]
        return tuple(outcome for outcome in said if outcome.outcome is not Outcome.PASS or outcome.unjudged)

    def _known(self, record: Definition, revision: str | None) -> list[tuple[str | None, Verdict | None]]:
        """The key of each rule (``None``: it cannot be kept), and what is kept and still holds."""
        digests: dict[tuple[str, ...], str] = {}
        keys: list[str | None] = []
        for rule, names in self._rules:
            if names not in digests:
                digests[names] = _digest([_plain(getattr(record, name)) for name in names])
            keys.append(None if rule is None else f"{rule}{digests[names]}")
        found = iter(self._cache.get([key for key in keys if key is not None]))
        verdicts = [None if key is None else next(found) for key in keys]
        return [
            (key, verdict if verdict is not None and verdict.revision == self._revision(rule, revision) else None)
            for key, verdict, rule in zip(keys, verdicts, self._plan.rules, strict=True)
        ]

    def _keep(
        self, known: Sequence[tuple[str | None, Verdict | None]], made: Mapping[str, RuleOutcome], revision: str | None
    ) -> None:
        fresh = {
            key: Verdict(made[rule.rule.code], self._revision(rule, revision))
            for (key, verdict), rule in zip(known, self._plan.rules, strict=True)
            if key is not None and verdict is None and not _failed(made[rule.rule.code])
        }
        if fresh:
            self._cache.put(fresh)

    @cached_property
    def _rules(self) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
        """The digest of each rule with what it is judged by, and the fields of a record that it looks at."""
        return tuple((self._rule_digest(rule), fields_of(rule)) for rule in self._plan.rules)

    def _rule_digest(self, planned: PlannedRule) -> str | None:
        if not planned.rule.verdict_digest:
            return None  # a rule that did not come from a pack has no identity
        resources = planned.resources
        return _digest(
            [
                *self._base, planned.rule.code, planned.rule.verdict_digest, dict(planned.config), planned.judges_empty,
                resources.language, dict(resources.abbreviations),
            ]
        )  # fmt: skip

    @staticmethod
    def _revision(rule: PlannedRule, revision: str | None) -> str | None:
        return revision if Need.CORPUS in rule.needs.layers else None


def fields_of(planned: PlannedRule) -> tuple[str, ...]:
    """The fields of a record that the outcome of a rule can depend on, by name.

    Those its needs name; term and text always, since they tell the lead-in from the body and the language the record
    is in; where it compares with a corpus, those by which the record is found there.
    """
    named = {"begrip", "definitie", *(field.split("/")[1] for field in planned.needs.fields)}
    if Need.CORPUS in planned.needs.layers:
        named |= set(CORPUS_FIELDS)
    return tuple(field.name for field in fields(Definition) if field.name in named)


def _failed(outcome: RuleOutcome) -> bool:
    reasons = [outcome.reason, *(clause.reason for clause in outcome.unjudged)]
    return any(reason is not None and reason.code in FAILURES for reason in reasons)


def _plain(value: Any) -> Any:
    """A field as plain data; absent and empty stay different."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return value


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _size(finding: Finding) -> int:
    """Bytes of a finding; a character takes at most four, mostly one."""
    texts = [finding.match or "", *finding.parts.values(), *finding.variables.values()]
    return FINDING + sum(64 + (len(text) if text.isascii() else 4 * len(text)) for text in texts)

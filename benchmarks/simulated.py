"""A simulated writer over real Dutch: what it mends and breaks is drawn by lot, its words come from pack examples.

A text is a good example of a pack with faults appended: the very words that failing examples of rules were found at.
The writer sees nothing but the prompt. A fault in the text that an objection speaks of it mends with probability
``MENDS``, others it leaves, and it breaks another rule with probability ``BREAKS``.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.engine import Engine
from engine.model import Decision, Definition
from engine.spans import DEFINITIE
from generator.material import CLOSE, OPEN
from plugins.generating import Ask, Calls, Proposal

MENDS, BREAKS = 0.7, 0.1
"""Chances of the writer, as the issue states them."""
FAULTS = (1, 2, 3, 4)
"""Faults of a first text, each number as likely as the other."""
PROBES = 8
"""Good texts that a fault must show in to be used."""


@dataclass(frozen=True, slots=True)
class Material:
    """Good definitions, and words that are a fault wherever they are appended, with the rule that says so."""

    good: tuple[Definition, ...]
    faults: tuple[tuple[str, str], ...]


def material(engine: Engine) -> Material:
    """What the examples of a pack give, held against the engine itself."""
    examples = {
        (example.definition.begrip, example.definition.definitie): Definition(
            example.definition.begrip, example.definition.definitie
        )
        for rule in engine.rules
        for example in rule.passing
        if example.profile is None and len(example.definition.definitie.split()) > 4
    }
    good = [
        definition
        for definition, report in zip(examples.values(), engine.validate_many(examples.values()), strict=True)
        if report.decision is Decision.ACCEPTED and not report.findings
    ]
    probes = good[:: max(1, len(good) // PROBES)]
    faults = {match: code for code, match in _matches(engine)}
    usable = [(match, code) for match, code in faults.items() if all(_shows(engine, probe, match) for probe in probes)]
    return Material(tuple(good), tuple(usable))


def _matches(engine: Engine) -> list[tuple[str, str]]:
    """Where rules found their failing examples wrong, past the beginning of the text."""
    cases = [(rule.code, example.definition) for rule in engine.rules for example in rule.failing]
    reports = engine.validate_many(definition for _, definition in cases)
    return [
        (code, finding.match)
        for (code, _), report in zip(cases, reports, strict=True)
        for outcome in report.outcomes
        if outcome.code == code
        for finding in outcome.findings
        if finding.field == DEFINITIE and finding.start is not None and finding.start > 8 and finding.match
    ]


def _shows(engine: Engine, probe: Definition, fault: str) -> bool:
    report = engine.validate(Definition(probe.begrip, f"{probe.definitie} {fault}"))
    places = [finding.start or 0 for finding in report.findings if finding.field == DEFINITIE]
    return report.decision is Decision.REJECTED and any(place >= len(probe.definitie) - 1 for place in places)


@dataclass(slots=True)
class SimulatedWriter:
    """Writes one definition, by lot; the same seed writes the same."""

    core: str
    faults: Sequence[tuple[str, str]]
    seed: int
    name: str = "simulated"
    prompts: list[Ask] = field(default_factory=list)

    async def propose(self, ask: Ask, calls: Calls) -> list[Proposal]:
        """As many samples as asked for."""
        self.prompts.append(ask)
        return [Proposal(self._sample(ask, number)) for number in range(ask.count)]

    def _sample(self, ask: Ask, number: int) -> str:
        lot = random.Random(f"{self.seed}/{ask.round}/{number}")  # noqa: S311 - a simulation, no secret
        data = json.loads(ask.prompt.user.split(OPEN)[1].split(CLOSE)[0])
        text = data.get("definitie")
        if text is None:
            faults = lot.sample([fault for fault, _ in self.faults], lot.choice(FAULTS))
        else:
            objections = " ".join(data["bezwaren"]).casefold()
            there = [fault for fault, _ in self.faults if f" {fault}" in text.removeprefix(self.core)]
            faults = [fault for fault in there if not (_named(fault, objections) and lot.random() < MENDS)]
            others = [fault for fault, _ in self.faults if fault not in there]
            if others and lot.random() < BREAKS:
                faults.append(lot.choice(others))
        return " ".join((self.core, *faults))


def _named(fault: str, objections: str) -> bool:
    """Whether an objection speaks of a fault: it holds its words, or a good part of them."""
    words = fault.casefold().split()
    return any(" ".join(words[start : start + 2]) in objections for start in range(max(1, len(words) - 1)))

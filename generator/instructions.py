"""What the rules of a pack ask of a writer: the instructions that apply, by family, the weightiest first.

Nothing about single rules is known here: whether one takes part is read off what it says of its own examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.engine import Engine
from engine.features.corpus import CorpusIndex
from engine.messages.rule_texts import localised
from engine.model import Definition, Outcome, ReasonCode, Severity
from engine.packs.model import Rule
from engine.spans import DEFINITIE

SAME = 0.8
"""Share of its longer words that an instruction must have in common with its family to be said already."""

LACKING = frozenset(
    {
        ReasonCode.NO_CORPUS, ReasonCode.NO_CONTEXT, ReasonCode.NO_SOURCES, ReasonCode.NO_SYNONYMS,
        ReasonCode.NO_PREFERRED_TERM, ReasonCode.NO_CATEGORY, ReasonCode.NO_ANALYZER,
    }
)  # fmt: skip
"""Reasons that no other text would change."""

_WORD = re.compile(r"\w{4,}")
_PART = re.compile(r"(?<=[.;])\s+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one family asks, in as few words as its rules allow."""

    family: str
    severity: Severity
    codes: tuple[str, ...]
    text: str


def taking_part(engine: Engine, record: Definition, corpus: CorpusIndex | None = None) -> list[Rule]:
    """The active rules that ask something of a writer of this record, whatever its term.

    Left out are rules that have no part in its category, that lack what they compare with, and that find fault with the
    term or the sources instead of the text. The engine says so itself, judging their examples with what is known of the
    record.
    """
    empty = engine.packs[0].empty_rule
    return [
        rule
        for rule in engine.rules
        if rule.instruction is not None and rule.code != empty and _asks(engine, rule, record, corpus)
    ]


def _asks(engine: Engine, rule: Rule, record: Definition, corpus: CorpusIndex | None) -> bool:
    alone = engine.restricted((rule.code,))
    good = rule.instruction.good if rule.instruction is not None else ()
    for example in (*rule.failing, *rule.passing, *good):
        known = replace(record, begrip=example.definition.begrip, definitie=example.definition.definitie)
        outcome = next(iter(alone.validate(known, corpus).outcomes), None)
        if outcome is None or outcome.outcome is Outcome.NEEDS_JUDGEMENT:
            return True
        if outcome.outcome is Outcome.FAIL:
            return any(finding.field == DEFINITIE for finding in outcome.findings)
        if outcome.reason is not None and outcome.reason.code in LACKING:
            return False
    return False


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """Rules by the precedence that their pack declares: a worse severity first, then the order of the pack's themes."""
    return sorted(rules, key=lambda rule: rule.severity.rank)


def grouped(rules: Sequence[Rule], language: str) -> tuple[Asked, ...]:
    """Instructions by family, in the order of precedence of the first rule of each; what was said is not said again."""
    families: dict[str, list[Rule]] = {}
    for rule in in_order(rules):
        families.setdefault(rule.family, []).append(rule)
    said: set[str] = set()
    asked = []
    for family, members in families.items():
        parts = _said_once([localised(_text(rule), language) for rule in members], said)
        if parts:
            worst = min((rule.severity for rule in members), key=lambda severity: severity.rank)
            asked.append(Asked(family, worst, tuple(rule.code for rule in members), " ".join(parts)))
    return tuple(asked)


def _text(rule: Rule) -> Mapping[str, str]:
    return {} if rule.instruction is None else rule.instruction.text


def _said_once(texts: Sequence[str], said: set[str]) -> list[str]:
    """The texts without the parts that were said, in this family or (word for word) in an earlier one."""
    kept: list[str] = []
    words: set[str] = set()
    for text in texts:
        own = set(_WORD.findall(text.casefold()))
        if kept and own and len(own & words) >= SAME * len(own):
            continue
        parts = [part for part in _PART.split(text) if _key(part) not in said]
        said.update(_key(part) for part in parts)
        words |= own
        if parts:
            kept.append(_sentence(" ".join(parts)))
    return kept


def _key(part: str) -> str:
    return part.strip(" .;").casefold()


def _sentence(text: str) -> str:
    text = text.strip().rstrip(";").rstrip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", ")")) else ".")

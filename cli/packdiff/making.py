"""From a comparison of two packs to the report on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cli.packdiff.model import FORMAT, DiffReport, Field, Impact, PackSide, RuleSide, Steps, Why, Words
from engine.messages.rule_texts import localised
from engine.packs.diff import Digests, PackDiff, RuleChange, Version
from engine.packs.fields import FieldChange
from engine.packs.model import LexiconEntry
from engine.packs.step import next_version, says


def report_of(diff: PackDiff, given: tuple[str, str], impact: Impact | None, language: str) -> DiffReport:
    """The report.

    Args:
        diff: what changed.
        given: how the two packs were named.
        impact: what that does to definitions; ``None`` where none were given.
        language: ``nl`` or ``en``.
    """
    old, new = (_side(*pair) for pair in zip(given, (diff.old, diff.new), strict=True))
    return DiffReport(
        format=FORMAT,
        language=language,
        old=old,
        new=new,
        verdict_changed=diff.verdict_changed,
        steps=Steps(
            diff.step.value,
            next_version(old.version, diff.step),
            says(old.version, new.version, diff.step),
            tuple(Why(reason.step.value, reason.key, reason.subject) for reason in diff.reasons),
        ),
        rules=tuple(_rule(change, language) for change in diff.rules),
        lexicons=tuple(
            Words(each.name, each.kind.value, _texts(each.added), _texts(each.removed), _texts(each.noted), each.rules)
            for each in diff.lexicons
        ),
        fields=tuple(_fields(diff.fields)),
        impact=impact,
    )


def _side(given: str, version: Version) -> PackSide:
    return PackSide(given, version.name, version.version, version.digests.verdict, version.digests.content)


def _rule(change: RuleChange, language: str) -> RuleSide:
    rule = change.new or change.old
    assert rule is not None  # noqa: S101 - one of the two is there
    return RuleSide(
        code=change.code,
        title=localised(rule.title, language),
        kind=change.kind.value,
        severity=rule.severity.value,
        verdict_changed=change.verdict_changed,
        reused=change.reused,
        moved_to=change.moved_to,
        step=change.step.value,
        old_digests=_pair(change.old_digests),
        new_digests=_pair(change.new_digests),
        fields=tuple(_fields(change.fields)),
    )


def _pair(digests: Digests | None) -> tuple[str, str] | None:
    return None if digests is None else (digests.verdict, digests.content)


def _fields(changes: Iterable[FieldChange]) -> Iterator[Field]:
    for change in changes:
        yield Field(change.path, change.old, change.new)


def _texts(entries: Iterable[LexiconEntry]) -> tuple[str, ...]:
    return tuple(entry.text if entry.tag is None else f"{entry.text} [{entry.tag}]" for entry in entries)

"""Which version step a change of a pack asks for (https://semver.org, read for rules).

Major: what others name or count on is no longer so. Minor: verdicts, scores or decisions can be others. Patch: only
words for people changed. The table, with reasons, is decision 0019 (``docs/decisions/0019-pack-archives.md``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from engine.model import Severity
from engine.packs.fields import FieldChange
from engine.packs.model import ConfigField, Pack, Profile, Rule, Status


class Step(StrEnum):
    """How far a version number has to go, from not at all."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"

    @property
    def rank(self) -> int:
        """0 for none to 3 for major."""
        return list(Step).index(self)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that asks for a step: its key in the table, and the rule, lexicon, profile or name it is about."""

    step: Step
    key: str
    subject: str


TABLE: Final[dict[str, Step]] = {
    "rule-removed": Step.MAJOR,
    "code-reused": Step.MAJOR,
    "severity-to-error": Step.MAJOR,
    "rule-withdrawn": Step.MAJOR,
    "alias-gone": Step.MAJOR,
    "config-gone": Step.MAJOR,
    "config-narrower": Step.MAJOR,
    "profile-gone": Step.MAJOR,
    "profile-stricter": Step.MAJOR,
    "theme-gone": Step.MAJOR,
    "family-gone": Step.MAJOR,
    "lexicon-gone": Step.MAJOR,
    "selector-gone": Step.MAJOR,
    "other-pack": Step.MAJOR,
    "other-language": Step.MAJOR,
    "rule-added": Step.MINOR,
    "rule-activated": Step.MINOR,
    "rule-deprecated": Step.MINOR,
    "rule-renamed": Step.MINOR,
    "verdict-changed": Step.MINOR,
    "weight-changed": Step.MINOR,
    "words-changed": Step.MINOR,
    "setting-changed": Step.MINOR,
    "texts-changed": Step.PATCH,
}
"""Every kind of change that counts, with its step."""

_SEMVER: Final = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?")
_WEIGHTS: Final = ("/theme", "/family", "/penalty")
_GONE: Final = {"profiles": "profile-gone", "themes": "theme-gone", "families": "family-gone",
                "selectors": "selector-gone"}  # fmt: skip


def highest(reasons: Iterable[Reason]) -> Step:
    """The largest step of some reasons."""
    return max((reason.step for reason in reasons), key=lambda step: step.rank, default=Step.NONE)


def rule_reasons(
    code: str, old: Rule | None, new: Rule | None, *, reused: bool, fields: Sequence[FieldChange]
) -> tuple[Reason, ...]:
    """What the change of one rule asks for. A rule that was and is a draft never asks for more than a minor step."""
    keys = set(_of_rule(old, new, reused=reused, fields=fields)) or {"texts-changed"}
    reasons = [Reason(TABLE[key], key, code) for key in sorted(keys)]
    if all(rule is None or rule.status is Status.DRAFT for rule in (old, new)):
        reasons = [replace(reason, step=min(reason.step, Step.MINOR, key=lambda step: step.rank)) for reason in reasons]
    return tuple(reasons)


def _of_rule(old: Rule | None, new: Rule | None, *, reused: bool, fields: Sequence[FieldChange]) -> Iterator[str]:
    if old is None or new is None:
        yield "rule-added" if old is None else "rule-removed"
        return
    if reused:
        yield "code-reused"
    elif new.name != old.name:
        yield "rule-renamed"
    if {*old.aliases} - {*new.aliases}:
        yield "alias-gone"
    if new.severity is not old.severity:
        yield "severity-to-error" if new.severity is Severity.ERROR else "weight-changed"
    if new.status is not old.status:
        yield _of_status(old.status, new.status)
    yield from _of_config(old.config, new.config)
    if old.verdict_digest != new.verdict_digest:
        yield "verdict-changed"
    if any(field.path in _WEIGHTS for field in fields):
        yield "weight-changed"


def _of_status(old: Status, new: Status) -> str:
    if new is Status.DRAFT:
        return "rule-withdrawn"
    return "rule-activated" if old is Status.DRAFT else "rule-deprecated"


def _of_config(old: Sequence[ConfigField], new: Sequence[ConfigField]) -> Iterator[str]:
    after = {field.name: field for field in new}
    for field in old:
        found = after.get(field.name)
        if found is None or found.type is not field.type:
            yield "config-gone"
        elif _above(found.minimum, field.minimum) or _above(_minus(found.maximum), _minus(field.maximum)):
            yield "config-narrower"


def _minus(bound: int | None) -> int | None:
    return None if bound is None else -bound


def _above(new: int | None, old: int | None) -> bool:
    """Whether a lower bound leaves out something that was allowed."""
    return new is not None and (old is None or new > old)


def lexicon_reasons(name: str, *, gone: bool, words: bool) -> tuple[Reason, ...]:
    """What the change of a lexicon asks for; rules that lean on it say so for themselves."""
    key = "lexicon-gone" if gone else "words-changed" if words else "texts-changed"
    return (Reason(TABLE[key], key, name),)


def pack_reasons(old: Pack, new: Pack, fields: Sequence[FieldChange]) -> Iterator[Reason]:
    """What the changes of the manifest ask for."""
    found = {(key, subject) for field in fields for key, subject in _of_manifest(field)}
    for kind, key in _GONE.items():
        found |= {(key, name) for name in getattr(old, kind).keys() - getattr(new, kind).keys()}
    for name in old.profiles.keys() & new.profiles.keys():
        if _stricter(old.profiles[name], new.profiles[name]):
            found.add(("profile-stricter", name))
    for key, subject in sorted(found):
        yield Reason(TABLE[key], key, subject)


def _of_manifest(field: FieldChange) -> Iterator[tuple[str, str]]:
    """The reason of one field of the manifest; the version is no reason for a version."""
    steps = field.path.split("/")[1:]
    if steps[0] == "name":
        yield "other-pack", str(field.new)
    elif steps[0] == "language":
        yield "other-language", str(field.new)
    elif steps[0] == "title" or (steps[0] == "profiles" and steps[2:3] == ["text"]):
        yield "texts-changed", "/".join(steps)
    elif steps[0] in ("themes", "families"):
        whole = field.old is None or field.new is None
        yield ("setting-changed" if whole else "texts-changed"), "/".join(steps[:2])
    elif steps[0] != "version":
        yield "setting-changed", "/".join(steps)


def _stricter(old: Profile, new: Profile) -> bool:
    """Whether a profile holds back definitions that it let through, by settings alone."""
    return new.block_at.rank > old.block_at.rank or bool(new.required_for_acceptance - old.required_for_acceptance)


# --- version numbers ---------------------------------------------------------------------------------------------


def next_version(version: str, step: Step) -> str:
    """The lowest version that says a step, after a version. Below 1.0.0 a step says one place less, as is customary."""
    major, minor, patch, early = _parts(version)
    if step is Step.NONE:
        return version
    if early:
        return f"{major}.{minor}.{patch}"
    places = step.rank - 1 if major == 0 and step is not Step.PATCH else step.rank
    if places == Step.MAJOR.rank:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if places == Step.MINOR.rank else f"{major}.{minor}.{patch + 1}"


def says(old: str, new: str, step: Step) -> bool:
    """Whether the number of a new version says at least a step after the old one.

    A version before another (``2.0.0-rc.1``) says what that one says; after such a version any later one will do.
    """
    if step is Step.NONE:
        return _order(new) >= _order(old)
    if _order(new) <= _order(old):
        return False
    return bool(_parts(old)[3]) or _parts(new)[:3] >= _parts(next_version(old, step))[:3]


def _parts(version: str) -> tuple[int, int, int, str]:
    found = _SEMVER.fullmatch(version)
    if found is None:
        raise ValueError(f"no version: {version!r}")
    return int(found[1]), int(found[2]), int(found[3]), found[4] or ""


def _order(version: str) -> tuple[object, ...]:
    """What versions are ordered by (semver 11): a version before another comes before it."""
    *numbers, early = _parts(version)
    names = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in early.split(".")] if early else []
    return (*numbers, not early, names)

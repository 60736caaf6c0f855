"""What changed from one version of a pack to another: rules, lexicons and settings, and the version step it asks for.

Made for who reviews a change, and for the service that announces it. What a rule rests on (the lexicons and selectors
it uses) counts as its own; how files are laid out does not. The table of steps is in ``engine.packs.step``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from engine.language.print import print_clause
from engine.packs.digest import names_leaned_on, normal
from engine.packs.fields import FieldChange, differences, reordered
from engine.packs.json_data import pack_data, rule_data
from engine.packs.model import Lexicon, LexiconEntry, Pack, Rule
from engine.packs.step import Reason, Step, highest, lexicon_reasons, pack_reasons, rule_reasons


class Kind(StrEnum):
    """What became of a rule or lexicon."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Digests:
    """The two digests of a rule or pack: what decides its verdicts, and all that it says."""

    verdict: str
    content: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule that is not as it was.

    ``old`` and ``new`` are the rule itself, ``None`` where it is not there; ``verdict_changed``: its verdicts can be
    others; ``reused``: the code now stands for another rule; ``moved_to``: the code under which the old rule goes on.
    """

    code: str
    kind: Kind
    old: Rule | None
    new: Rule | None
    verdict_changed: bool
    old_digests: Digests | None
    new_digests: Digests | None
    fields: tuple[FieldChange, ...]
    reused: bool = False
    moved_to: str | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def step(self) -> Step:
        """The version step this change asks for by itself."""
        return highest(self.reasons)


@dataclass(frozen=True, slots=True)
class LexiconChange:
    """One lexicon that is not as it was; ``rules`` are the codes of rules that lean on it, before or after."""

    name: str
    kind: Kind
    added: tuple[LexiconEntry, ...]
    removed: tuple[LexiconEntry, ...]
    noted: tuple[LexiconEntry, ...]
    """Entries of which only the note changed."""
    rules: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """Which pack it is."""

    name: str
    version: str
    digests: Digests


@dataclass(frozen=True, slots=True)
class PackDiff:
    """All that changed between two versions of a pack. ``fields`` are those of the manifest."""

    old: Version
    new: Version
    rules: tuple[RuleChange, ...]
    lexicons: tuple[LexiconChange, ...]
    fields: tuple[FieldChange, ...]
    reasons: tuple[Reason, ...]
    """Why the step is what it is: of the pack, its rules and its lexicons, the largest steps first."""

    @property
    def step(self) -> Step:
        """The version step that all of it asks for."""
        return highest(self.reasons)

    @property
    def verdict_changed(self) -> bool:
        """Whether verdicts can be others."""
        return self.old.digests.verdict != self.new.digests.verdict

    @property
    def empty(self) -> bool:
        """Whether nothing changed at all."""
        return not (self.rules or self.lexicons or self.fields)


def compare(old: Pack, new: Pack) -> PackDiff:
    """What changed from one pack to another, all that they extend included.

    Args:
        old: the earlier version, with its digests.
        new: the later one; also another pack altogether.
    """
    rules = tuple(_rules(old, new))
    lexicons = tuple(_lexicons(old, new))
    fields = tuple(_manifest(old, new))
    reasons = [
        *(reason for change in rules for reason in change.reasons),
        *(reason for change in lexicons for reason in change.reasons),
        *pack_reasons(old, new, fields),
    ]
    return PackDiff(
        _version(old), _version(new), rules, lexicons, fields,
        tuple(sorted(reasons, key=lambda reason: (-reason.step.rank, reason.key, reason.subject))),
    )  # fmt: skip


def _version(pack: Pack) -> Version:
    return Version(pack.name, pack.version, Digests(pack.verdict_digest, pack.content_digest))


def _rules(old: Pack, new: Pack) -> Iterator[RuleChange]:
    before, after = ({rule.code: rule for rule in pack.rules} for pack in (old, new))
    for code in sorted({*before, *after}):
        was, becomes = before.get(code), after.get(code)
        if was is None or becomes is None:
            yield _one_sided(code, was, becomes, old, new)
        elif was.content_digest != becomes.content_digest:
            yield _changed(was, becomes, old, new)


def _one_sided(code: str, was: Rule | None, becomes: Rule | None, old: Pack, new: Pack) -> RuleChange:
    kind = Kind.ADDED if was is None else Kind.REMOVED
    data = [_whole(rule, pack) for rule, pack in ((was, old), (becomes, new))]
    fields = tuple(FieldChange(f"/{key}", data[0].get(key), data[1].get(key)) for key in data[was is None])
    moved = None if was is None else _moved(was, new)
    return RuleChange(
        code, kind, was, becomes, True, _digests(was), _digests(becomes), fields, moved_to=moved,
        reasons=rule_reasons(code, was, becomes, reused=False, fields=fields),
    )  # fmt: skip


def _changed(was: Rule, becomes: Rule, old: Pack, new: Pack) -> RuleChange:
    fields = tuple(_fields(_data(was, old), _data(becomes, new)))
    moved = _moved(was, new) if was.name != becomes.name else None
    reused = _reused(was, becomes) or moved is not None or (was.name != becomes.name and bool(_moved(becomes, old)))
    return RuleChange(
        was.code, Kind.CHANGED, was, becomes, was.verdict_digest != becomes.verdict_digest, _digests(was),
        _digests(becomes), fields, reused, moved, rule_reasons(was.code, was, becomes, reused=reused, fields=fields),
    )  # fmt: skip


def _digests(rule: Rule | None) -> Digests | None:
    return None if rule is None else Digests(rule.verdict_digest, rule.content_digest)


def _reused(was: Rule, becomes: Rule) -> bool:
    """Whether nothing ties the two rules of one code together: no name, no clause, no example."""
    if {was.name, *was.aliases} & {becomes.name, *becomes.aliases}:
        return False
    tied = [
        {print_clause(clause.syntax) for clause in rule.clauses}
        | {(each.definition.begrip, each.definition.definitie) for each in (*rule.passing, *rule.failing)}
        for rule in (was, becomes)
    ]
    return not tied[0] & tied[1]


def _moved(rule: Rule, pack: Pack) -> str | None:
    """The code under which a rule of this name goes on in a pack, if it is another one."""
    return next((each.code for each in pack.rules if each.name == rule.name and each.code != rule.code), None)


def _data(rule: Rule, pack: Pack) -> dict[str, Any]:
    """A rule with all it rests on as JSON data, where all that has a name is found by it."""
    data = rule_data(rule)
    for key in ("code", "verdict_digest", "content_digest"):
        del data[key]
    used = names_leaned_on(rule, pack)
    return {
        **data,
        "aliases": {alias: alias for alias in rule.aliases},
        "config": {field["name"]: field for field in data["config"]},
        "clauses": {clause["name"]: clause for clause in data["clauses"]},
        "lexicons": {name: _words(pack.lexicons[name]) for name in used & pack.lexicons.keys()},
        "selectors": {name: text for name, text in _selectors(pack).items() if name in used},
    }


def _whole(rule: Rule | None, pack: Pack) -> dict[str, Any]:
    """The fields of a rule that say something, for one that came or went."""
    if rule is None:
        return {}
    return {key: value for key, value in normal(_data(rule, pack)).items() if value not in (None, "", [], {})}


def _fields(old: dict[str, Any], new: dict[str, Any]) -> Iterator[FieldChange]:
    before, after = normal(old), normal(new)
    for key in before:
        yield from differences(before[key], after[key], f"/{key}")
    yield from reordered(list(before["clauses"]), list(after["clauses"]), "/clauses")


def _words(lexicon: Lexicon) -> dict[str, str]:
    return {_word(entry): _word(entry) for entry in lexicon.entries}


def _word(entry: LexiconEntry) -> str:
    return entry.text if entry.tag is None else f"{entry.text} [{entry.tag}]"


def _selectors(pack: Pack) -> dict[str, str]:
    selectors: dict[str, str] = pack_data(pack)["selectors"]
    return selectors


def _lexicons(old: Pack, new: Pack) -> Iterator[LexiconChange]:
    leaning = [_leaning(pack) for pack in (old, new)]
    for name in sorted({*old.lexicons, *new.lexicons}):
        before, after = old.lexicons.get(name), new.lexicons.get(name)
        words = [{normal(_word(entry)): entry for entry in (each.entries if each else ())} for each in (before, after)]
        added = tuple(words[1][key] for key in sorted(words[1].keys() - words[0].keys()))
        removed = tuple(words[0][key] for key in sorted(words[0].keys() - words[1].keys()))
        both = sorted(words[0].keys() & words[1].keys())
        noted = tuple(words[1][key] for key in both if normal(words[0][key].note) != normal(words[1][key].note))
        if before is not None and after is not None and not (added or removed or noted):
            continue
        kind = Kind.ADDED if before is None else Kind.REMOVED if after is None else Kind.CHANGED
        rules = tuple(sorted({*leaning[0].get(name, ()), *leaning[1].get(name, ())}))
        reasons = lexicon_reasons(name, gone=after is None, words=bool(added or removed or before is None))
        yield LexiconChange(name, kind, added, removed, noted, rules, reasons)


def _leaning(pack: Pack) -> Mapping[str, list[str]]:
    """The codes of the rules that lean on each lexicon or selector, by its name."""
    found: dict[str, list[str]] = {}
    for rule in pack.rules:
        for name in names_leaned_on(rule, pack):
            found.setdefault(name, []).append(rule.code)
    return found


OF_THE_MANIFEST = (
    "name", "version", "title", "language", "licence", "extends", "empty_rule", "themes", "families", "abbreviations",
    "score", "profiles", "selectors",
)  # fmt: skip


def _manifest(old: Pack, new: Pack) -> Iterator[FieldChange]:
    before, after = (_settings(pack) for pack in (old, new))
    for key in OF_THE_MANIFEST:
        yield from differences(before[key], after[key], f"/{key}")
    yield from reordered(list(old.themes), list(new.themes), "/themes")


def _settings(pack: Pack) -> dict[str, Any]:
    data = pack_data(pack)
    data["themes"] = {theme["name"]: theme["title"] for theme in data["themes"]}
    for profile in data["profiles"].values():
        for key in ("enable", "disable", "required_for_acceptance"):
            profile[key] = {code: code for code in profile[key]}
    settings: dict[str, Any] = normal({key: data[key] for key in OF_THE_MANIFEST})
    return settings

"""Fold the packs that a pack extends into what it starts from. Diamonds are fine: the same rule twice is one rule."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from engine.packs.model import Lexicon, LexiconEntry, Localised, Pack, Profile, Rule, ScoreParameters, Selector
from engine.packs.nodes import Document, Path
from engine.packs.scope import Scope


@dataclass(slots=True)
class Inherited:
    """What a pack starts from."""

    rules: dict[str, Rule] = field(default_factory=dict)
    themes: dict[str, Localised] = field(default_factory=dict)
    families: dict[str, Localised] = field(default_factory=dict)
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    selectors: dict[str, Selector] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    score: ScoreParameters = field(default_factory=ScoreParameters)
    empty_rule: str | None = None


def fold(document: Document, bases: Sequence[Pack], overrides: Collection[str], scope: Scope) -> Inherited:
    """The extended packs as one.

    Args:
        document: ``pack.yaml`` of the extending pack, for places.
        bases: the extended packs, in the order named; of settings that both have, the later one counts.
        overrides: codes the extending pack replaces: two packs may differ in those.
        scope: the list of problems.
    """
    found = Inherited()
    for position, base in enumerate(bases):
        path: Path = ["extends", position]
        for rule in base.rules:
            known = found.rules.get(rule.code)
            if known is not None and known.mark != rule.mark and rule.code not in overrides:
                scope.report(document.problem("inherited-twice", path, code=rule.code, pack=base.name))
            found.rules[rule.code] = rule
        for name, lexicon in base.lexicons.items():
            found.lexicons[name] = _joined(found.lexicons.get(name), lexicon)
        for name, selector in base.selectors.items():
            if name in found.selectors and found.selectors[name].syntax != selector.syntax:
                scope.report(document.problem("name-taken", path, name=name, kind="selector"))
            found.selectors[name] = selector
        _update(found, base)
    return found


def _update(found: Inherited, base: Pack) -> None:
    found.themes.update(base.themes)
    found.families.update(base.families)
    found.abbreviations.update(base.abbreviations)
    found.profiles.update(base.profiles)
    found.score = base.score
    found.empty_rule = base.empty_rule or found.empty_rule


def _joined(first: Lexicon | None, second: Lexicon) -> Lexicon:
    """Both lists as one: packs that extend the same list differently both count."""
    if first is None:
        return second
    entries: dict[tuple[str, str | None], LexiconEntry] = {}
    for entry in (*first.entries, *second.entries):
        entries.setdefault((entry.text, entry.tag), entry)
    return Lexicon(first.name, tuple(entries.values()), first.mark)

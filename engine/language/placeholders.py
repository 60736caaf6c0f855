"""Which ``{placeholders}`` the texts of a clause may use: derived from the clause, so no message shows a hole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from engine.features.registry import Type
from engine.language import tree
from engine.language.environment import Environment, labels_of, meaning_of

ALWAYS = frozenset({"match", "begrip"})
COMPARISON = frozenset({"found", "expected"})


def walk(node: object) -> Iterator[tree.Node]:
    """The node and every node below it."""
    if isinstance(node, tuple):
        for part in node:
            yield from walk(part)
    elif is_dataclass(node) and isinstance(node, tree.Node):
        yield node
        for part in fields(node):
            if part.name != "at":
                yield from walk(getattr(node, part.name))


def placeholders(clause: tree.Clause, environment: Environment) -> frozenset[str]:
    """Names that a message, suggestion or fix of this clause may use between braces."""
    found = set(ALWAYS | labels_of(clause.subject) | {f"config.{name}" for name in environment.config})
    places = (clause.subject, *(suffix.expression for suffix in clause.suffixes if suffix.kind == "at"))
    for node in walk(places):
        counted = isinstance(node, tree.Quantified) and node.number is not None
        if (counted or isinstance(node, tree.Compare | tree.Between)) and clause.verb == "require":
            found |= COMPARISON
        if isinstance(node, tree.Name | tree.Call):
            found |= _of_feature(node.name, environment)
    return frozenset(found)


def _of_feature(name: str, environment: Environment) -> set[str]:
    meaning = meaning_of(name, environment)
    if meaning is None:
        return set()
    if meaning.kind == "selector":
        return {
            variable
            for node in walk(environment.selectors[name])
            if isinstance(node, tree.Name | tree.Call) and node.name != name
            for variable in _of_feature(node.name, environment)
        }
    if meaning.feature is None:
        return set()
    return {*meaning.feature.variables, *([name] if meaning.type is Type.WORD else [])}

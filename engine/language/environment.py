"""What the names in a check can mean, and the types of what is written: shared by type checker and compiler."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as defaulted
from typing import Literal

from engine.features.registry import Feature, Registry, Type
from engine.language import tree

CONFIG_TYPES: Mapping[str, Type] = {"integer": Type.NUMBER, "yes/no": Type.YES_NO, "text": Type.TEXT}
TAGS = frozenset(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)  # Universal Dependencies, https://universaldependencies.org/u/pos/
MARKS = frozenset("inf part fin sing plur def ind rel dem pers poss".split())
MATCH = "match"


@dataclass(frozen=True, slots=True)
class Environment:
    """The names a check may use. ``config`` maps a name (without ``config.``) to its type as written in the rule."""

    registry: Registry
    lexicons: Collection[str] = ()
    selectors: Mapping[str, tree.Expression] = defaulted(default_factory=dict)
    config: Mapping[str, str] = defaulted(default_factory=dict)

    def known_names(self) -> list[str]:
        """Every name, for "did you mean"."""
        features = [feature.name for feature in self.registry]
        return [*features, *self.lexicons, *self.selectors, *(f"config.{name}" for name in self.config)]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means: its kind, its type where it has one, and the feature behind it."""

    kind: Literal["feature", "selector", "lexicon", "config", "label"]
    type: Type | None = None
    feature: Feature | None = None


def meaning_of(name: str, environment: Environment, labels: Collection[str] = ()) -> Meaning | None:
    """The meaning of a name, ``None`` for an unknown one. Labels (with ``match``) come before all others."""
    if name in labels:
        return Meaning("label", Type.WORD)
    if name.startswith("config."):
        written = environment.config.get(name.removeprefix("config."))
        return None if written is None else Meaning("config", CONFIG_TYPES[str(written)])
    feature = environment.registry.get(name)
    if feature is not None:
        return Meaning("feature", feature.type, feature)
    if name in environment.selectors:
        return Meaning("selector", Type.SEARCH)
    return Meaning("lexicon") if name in environment.lexicons else None


def single_atom(expression: tree.Expression) -> tree.Atom | None:
    """The one atom that an expression consists of, without relations, repetition or label."""
    if isinstance(expression, tree.Related) and expression.sequence is not None and not expression.relations:
        items = expression.sequence.items
        if len(items) == 1 and (items[0].minimum, items[0].maximum, items[0].label) == (1, 1, None):
            return items[0].atom
    return None


def unwrap(expression: tree.Expression) -> tree.Expression:
    """The expression without superfluous parentheses around it."""
    atom = single_atom(expression)
    return unwrap(atom.inner) if isinstance(atom, tree.Group) else expression


def labels_of(node: tree.Node | None) -> frozenset[str]:
    """The labels that a search gives (not those inside features' arguments)."""
    match node:
        case tree.Related():
            own = labels_of(node.sequence)
            return own.union(*(labels_of(relation.target) for relation in node.relations))
        case tree.Sequence():
            return frozenset[str]().union(*(labels_of(item) for item in node.items))
        case tree.Item():
            return labels_of(node.atom) | ({node.label} if node.label else frozenset())
        case tree.Group():
            return labels_of(node.inner)
        case tree.Or() | tree.And():
            return frozenset[str]().union(*(labels_of(part) for part in node.parts))
    return frozenset()

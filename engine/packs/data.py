"""A loaded pack as plain data (lists, maps, texts, numbers) and back, with its syntax trees: what a cache can keep.

An object becomes a list: the number of its class, then its fields in their order. Tuples, sets and choices have
numbers of their own below zero. Reading back fills the slots directly: that takes a third of the time of calling the
constructors, which check nothing. Nothing is executed on reading: classes come from the fixed table below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, Final

from engine import errors, model
from engine.language import tree
from engine.packs import model as packs

CLASSES: Final[tuple[type[Any], ...]] = (
    errors.Mark, model.Context, model.Definition, model.Entry, model.Origin, model.Source,
    tree.And, tree.AnyOf, tree.At, tree.Between, tree.Call, tree.Check, tree.Clause, tree.Compare, tree.Edge, tree.Gap,
    tree.Group, tree.Is, tree.Item, tree.Lemma, tree.Name, tree.Not, tree.NotAlternative, tree.Number, tree.Or,
    tree.Quantified, tree.Regex, tree.Related, tree.Relation, tree.Sequence, tree.Suffix, tree.TagAlternative,
    tree.Text, tree.Token,
    packs.CheckText, packs.ConfigField, packs.Conflict, packs.EachWord, packs.Example, packs.FixSpec,
    packs.Instruction, packs.Lexicon, packs.LexiconEntry, packs.Pack, packs.Profile, packs.Rule, packs.RuleClause,
    packs.ScoreParameters, packs.Selector,
)  # fmt: skip
"""Everything that a pack is made of; a test holds it against the models."""
CHOICES: Final[tuple[type[StrEnum], ...]] = (
    model.Severity, model.Category, packs.Status, packs.ConfigType, model.Outcome,
)  # fmt: skip
TUPLE: Final = -1
SET: Final = -2
MAP: Final = -3
"""A map whose keys are not texts: keys and values in turn."""
FIRST_CHOICE: Final = -4

_NUMBERS: Final = {each: number for number, each in enumerate(CLASSES)}
_FIELDS: Final = tuple(tuple(field.name for field in fields(each)) for each in CLASSES)
_CHOICE_NUMBERS: Final = {each: FIRST_CHOICE - number for number, each in enumerate(CHOICES)}


def to_data(value: object) -> Any:
    """Plain data that :func:`from_data` turns into an equal value.

    Args:
        value: a pack, or any value inside one.

    Raises:
        TypeError: it holds something that packs do not hold.
    """
    if isinstance(value, StrEnum):
        return [_CHOICE_NUMBERS[type(value)], value.value]
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [TUPLE, *map(to_data, value)]
    if isinstance(value, frozenset):
        return [SET, *sorted(value)]
    if isinstance(value, Mapping):
        if all(type(key) is str for key in value):
            return {key: to_data(child) for key, child in value.items()}
        return [MAP, *(to_data(part) for pair in value.items() for part in pair)]
    number = _NUMBERS.get(type(value))
    if number is None:
        raise TypeError(f"not a part of a pack: {type(value).__name__}")
    return [number, *(to_data(getattr(value, name)) for name in _FIELDS[number])]


def from_data(data: Any) -> Any:
    """The value that :func:`to_data` wrote.

    Raises:
        ValueError, TypeError, IndexError, AttributeError, KeyError: the data is not of that making.
    """
    if type(data) is dict:
        return {key: from_data(child) if type(child) in _NESTED else child for key, child in data.items()}
    if type(data) is not list:
        return data
    kind = data[0]
    if kind >= 0:
        return _MAKERS[kind](data)
    parts = [from_data(child) if type(child) in _NESTED else child for child in data[1:]]
    if kind == TUPLE:
        return tuple(parts)
    if kind == SET:
        return frozenset(parts)
    if kind == MAP:
        return dict(zip(parts[::2], parts[1::2], strict=True))
    return CHOICES[FIRST_CHOICE - kind](parts[0])


def _maker(made: type[Any]) -> Callable[[list[Any]], Any]:
    """A function that makes an object of a class from its data."""
    slots = [_slot(made, field.name) for field in fields(made)]
    new = object.__new__
    length = len(slots) + 1

    def make(data: list[Any]) -> Any:
        if len(data) != length:
            raise ValueError(f"{len(data) - 1} fields for {made.__name__}")
        value = new(made)
        for place, fill in enumerate(slots, 1):
            part = data[place]
            fill(value, from_data(part) if type(part) in _NESTED else part)
        return value

    return make


def _slot(made: type[Any], name: str) -> Callable[[Any, Any], None]:
    """What fills a slot of a frozen object; it may stand in a base class."""
    found = next(vars(each)[name] for each in made.__mro__ if hasattr(vars(each).get(name), "__set__"))
    fill: Callable[[Any, Any], None] = found.__set__
    return fill


_NESTED: Final = frozenset({list, dict})
_MAKERS: Final = tuple(_maker(each) for each in CLASSES)

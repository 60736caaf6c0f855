"""The one registry of features: what the rule language can ask, its type, needs, variables and reasons.

A feature is a Python function with a decorator; the type checker, the needs analysis, the evaluator and the
reference page all read the specification made here, so nothing about a feature is written down twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from engine.model import ReasonCode


class Type(StrEnum):
    """Types of the rule language. ``WORDS`` is a list of words given with the record, used after ``any of``."""

    SEARCH = "search"
    WORD = "word"
    NUMBER = "number"
    TEXT = "text"
    YES_NO = "yes/no"
    CHOICE = "choice"
    WORDS = "words"


class Need(StrEnum):
    """What must be computed before a feature can answer, from cheap to dear (DESIGN §5)."""

    TEXT = "text"
    TOKENS = "tokens"
    MORPHOLOGY = "morphology"
    CORPUS = "corpus"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a feature. ``default`` ``None`` means that it must be given."""

    name: str
    type: Type
    text: str
    default: int | str | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """The specification of one feature.

    ``fields`` are the JSON pointers (first step, ``/sources``) that its spans lie in and that its answer depends
    on; ``needs`` what it computes from; ``variables`` what its spans add to messages; ``reasons`` why it may not
    answer; ``values`` the answers of a choice; ``text`` its description by language; ``example`` a clause.
    ``signs`` are lists of words (lower case, or as written; in capitals they count too) of each of which the definition
    must hold one, else the feature finds nothing, whatever else it looks at: then it is not asked. Empty: always ask.
    """

    name: str
    type: Type
    function: Callable[..., Any]
    text: Mapping[str, str]
    example: str
    parameters: tuple[Parameter, ...] = ()
    needs: frozenset[Need] = frozenset({Need.TOKENS})
    fields: tuple[str, ...] = ("/definitie",)
    variables: tuple[str, ...] = ()
    reasons: tuple[ReasonCode, ...] = ()
    values: tuple[str, ...] = ()
    limits: str = ""
    signs: tuple[frozenset[str], ...] = ()


class Registry:
    """Features by name. ``registry.feature(...)`` is the decorator that fills it."""

    def __init__(self, features: Iterable[Feature] = ()) -> None:
        self._features: dict[str, Feature] = {}
        for feature in features:
            self.add(feature)

    def add(self, feature: Feature) -> None:
        """Add one feature; a second one with the same name is a programming error."""
        if feature.name in self._features:
            raise ValueError(f"feature {feature.name!r} is registered twice")
        self._features[feature.name] = feature

    def feature(
        self,
        name: str,
        type: Type,  # noqa: A002 - the word of the rule language
        *,
        text: Mapping[str, str],
        example: str,
        parameters: tuple[Parameter, ...] = (),
        needs: Iterable[Need] = (Need.TOKENS,),
        fields: tuple[str, ...] = ("/definitie",),
        variables: tuple[str, ...] = (),
        reasons: tuple[ReasonCode, ...] = (),
        values: tuple[str, ...] = (),
        limits: str = "",
        signs: Iterable[Iterable[str]] = (),
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register the decorated function, called as ``function(view, **arguments)``, by its parameters' names."""

        def register(function: Callable[..., Any]) -> Callable[..., Any]:
            self.add(
                Feature(
                    name,
                    type,
                    function,
                    text,
                    example,
                    parameters,
                    frozenset(needs),
                    fields,
                    variables,
                    reasons,
                    values,
                    limits,
                    tuple(frozenset({*words, *(word.upper() for word in words)}) for words in map(tuple, signs)),
                )
            )
            return function

        return register

    def merged(self, *others: Registry) -> Registry:
        """A new registry with the features of this one and of ``others``."""
        return Registry([*self, *(feature for other in others for feature in other)])

    def get(self, name: str) -> Feature | None:
        """The feature of that name, if there is one."""
        return self._features.get(name)

    def __iter__(self) -> Iterator[Feature]:
        return iter(self._features.values())

    def __contains__(self, name: object) -> bool:
        return name in self._features

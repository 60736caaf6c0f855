"""A feature that declares signs finds nothing in a text that lacks one: else the filter would change a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from benchmarks.accuracy.cases import read_cases
from engine.compile.said import Mark, Said, silent
from engine.features.builtin import BUILTIN
from engine.features.registry import Feature
from engine.features.view import Resources, View
from engine.model import Definition
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.features import REGISTRY

EVERY = 12
"""Of the labelled texts one in so many."""
SIGNED = [feature for feature in BUILTIN.merged(REGISTRY) if feature.signs and not feature.parameters]


@cache
def analyzer() -> LexicalAnalyzer:
    return LexicalAnalyzer.load()


@cache
def texts() -> list[str]:
    """Open labelled texts as they are, and the same words in any order."""
    chance = Random(5)  # noqa: S311 - the same texts every time
    found = [case.record.definitie for case in read_cases() if not case.test][::EVERY]
    words = [word for text in found for word in text.split()]
    return [*found, *(" ".join(chance.choices(words, k=chance.randint(2, 25))) for _ in found)]


def lacking(feature: Feature) -> Iterator[View]:
    """Views of texts without any word of one of the feature's signs, the other words kept."""
    for sign in feature.signs:
        for text in texts():
            kept = " ".join(word for word in text.split() if word.lower().strip(".,;:()") not in sign)
            view = View(Definition("xyz", kept), resources=Resources(), analyzer=analyzer())
            if silent((Mark(sign),), Said(view)):
                yield view


@pytest.mark.parametrize("feature", SIGNED, ids=lambda feature: feature.name)
def test_without_a_sign_nothing_is_found(feature: Feature) -> None:
    views = list(lacking(feature))

    assert len(views) > EVERY
    assert [view.definition.definitie for view in views if list(feature.function(view))] == []


def test_some_features_declare_signs() -> None:
    assert {"core_negation", "double_negation", "mixed_conjunctions"} <= {feature.name for feature in SIGNED}

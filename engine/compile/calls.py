"""Calls of features: most take no argument and are asked for every record, so the shortest way there is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.compile.run import Run
from engine.features.registry import Feature
from engine.language import tree
from engine.spans import Span

Call = Callable[[Run, "Span | None"], Any]
"""What a feature gives for a record and the match at hand depends on its type."""


def plain_function(atom: tree.Name | tree.Call, feature: Feature | None) -> Callable[..., Any] | None:
    """The function of a feature that is asked with nothing but the record; ``None`` for any other."""
    bare = not isinstance(atom, tree.Call) or not (atom.arguments or atom.keywords)
    if feature is None or not bare or any(each.default is not None for each in feature.parameters):
        return None
    return feature.function


def caller(function: Callable[..., Any], arguments: Mapping[str, Call], defaults: Mapping[str, object]) -> Call:
    """A call of a feature with its arguments, which are asked anew each time, and the defaults of the others."""
    if not arguments:
        return lambda run, _match: function(run.view, **defaults)
    if len(arguments) == 1:
        ((name, value),) = arguments.items()
        return lambda run, match: function(run.view, **defaults, **{name: value(run, match)})

    def call(run: Run, match: Span | None) -> Any:
        return function(run.view, **defaults, **{name: value(run, match) for name, value in arguments.items()})

    return call

"""What a plugin can offer. A third-party plugin needs only ``pluggy.HookimplMarker("definitie")`` and an entry point.

Hooks for generators, lookups, judges and formats come with the parts that use them.
"""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from engine.features.registry import Registry
from engine.ports import Analyzer

PROJECT = "definitie"
"""Name of the hook marker and of the entry-point group."""
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def definitie_analyzers() -> Sequence[Analyzer]:  # type: ignore[empty-body]
    """Analyzers, best first. The first one for a language is used; installed plugins come before built-in ones."""


@hookspec
def definitie_features() -> Registry:  # type: ignore[empty-body]
    """Features for the rule language."""

"""What a plugin can offer. A third-party plugin needs only ``pluggy.HookimplMarker("definitie")`` and an entry point.

Each hook takes no arguments and gives what the plugin offers; ``plugins.installed`` calls them one by one, so that one
plugin that fails takes no other along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pluggy

from engine.features.registry import Registry
from engine.ports import Analyzer
from plugins.formats.items import Reader
from plugins.generating import Generator
from plugins.offering import Judge, Lookup

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


@hookspec
def definitie_generators() -> Sequence[Generator]:  # type: ignore[empty-body]
    """Generators, each under a name of its own. Those of installed plugins run on a thread of their own."""


@hookspec
def definitie_formats() -> Mapping[str, Reader]:  # type: ignore[empty-body]
    """Readers of further formats, by suffix (``.xyz``); the formats of the program itself stay as they are."""


@hookspec
def definitie_lookups() -> Sequence[Lookup]:  # type: ignore[empty-body]
    """Where terms can be looked up."""


@hookspec
def definitie_judges() -> Sequence[Judge]:  # type: ignore[empty-body]
    """Who answers the questions of rules that ask for a judgement."""

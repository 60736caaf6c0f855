"""The built-in plugins, offered through the same hooks as any other."""

from __future__ import annotations

from collections.abc import Sequence

from engine.features.registry import Registry
from engine.ports import Analyzer
from plugins.analyzers.lexical import LexicalAnalyzer
from plugins.features import REGISTRY
from plugins.hookspecs import hookimpl


@hookimpl
def definitie_analyzers() -> Sequence[Analyzer]:
    """The lexical analyzer for Dutch."""
    return [LexicalAnalyzer.load()]


@hookimpl
def definitie_features() -> Registry:
    """Features that know Dutch."""
    return REGISTRY

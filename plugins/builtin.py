"""The built-in plugins, offered through the same hooks as any other."""

from __future__ import annotations

from collections.abc import Sequence

from engine.features.registry import Registry
from engine.ports import Analyzer
from plugins.analyzers.morphology import MorphologyAnalyzer
from plugins.features import REGISTRY
from plugins.generating import Generator
from plugins.hookspecs import hookimpl


@hookimpl
def definitie_analyzers() -> Sequence[Analyzer]:
    """The trained morphology of Dutch; the tables below it are an analyzer of their own for who names them."""
    return [MorphologyAnalyzer.load()]


@hookimpl
def definitie_features() -> Registry:
    """Features that know Dutch."""
    return REGISTRY


@hookimpl
def definitie_generators() -> Sequence[Generator]:
    """The generator that needs no model. The one that does is put together from its settings (``generator.models``)."""
    from plugins.generators.source.generator import SourceGenerator  # noqa: PLC0415 - only who generates needs it

    return [SourceGenerator()]

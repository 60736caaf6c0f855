"""All features that come with the engine, registered."""

from __future__ import annotations

from engine.features import context, counting, likeness, mentions, sentences, terms, uses
from engine.features.catalog import BUILTIN

__all__ = ["BUILTIN", "context", "counting", "likeness", "mentions", "sentences", "terms", "uses"]

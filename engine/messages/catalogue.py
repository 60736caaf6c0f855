"""All words by code: each module of this package that has a ``CATALOGUE`` adds its own."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from engine.messages.words import Words


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Words]:
    """The words for every code; a code with two entries is a programming error."""
    found: dict[str, Words] = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        words: Mapping[str, Words] = getattr(import_module(f"engine.messages.{module.name}"), "CATALOGUE", {})
        twice = found.keys() & words.keys()
        if twice:
            raise ValueError(f"words given twice: {', '.join(sorted(twice))}")
        found.update(words)
    return MappingProxyType(found)

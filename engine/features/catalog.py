"""The registry of the features that come with the engine; the modules beside this one fill it by decorator.

It stands alone so that those modules can reach it without importing each other. ``engine.features.builtin`` is
what callers import: it makes sure that every module has registered.
"""

from __future__ import annotations

from typing import Final

from engine.features.registry import Registry

BUILTIN: Final = Registry()

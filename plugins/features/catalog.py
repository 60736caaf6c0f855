"""The registry that the modules beside this one fill by decorator."""

from __future__ import annotations

from typing import Final

from engine.features.registry import Registry

REGISTRY: Final = Registry()

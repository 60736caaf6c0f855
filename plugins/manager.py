"""Find installed plugins and build an engine with what they offer: the way to get an engine."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pluggy

from engine.engine import Engine
from engine.features.registry import Registry
from engine.ports import Analyzer
from plugins import builtin, hookspecs
from plugins.compiled import pack_cache


@lru_cache(maxsize=1)
def plugin_manager() -> pluggy.PluginManager:
    """The manager with the built-in plugins and those of the entry-point group ``definitie``; made once a process."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(builtin, "builtin")
    manager.load_setuptools_entrypoints(hookspecs.PROJECT)
    return manager


def analyzers() -> list[Analyzer]:
    """All analyzers, those of installed plugins first."""
    return [analyzer for offered in plugin_manager().hook.definitie_analyzers() for analyzer in offered]


def features() -> list[Registry]:
    """The features of all plugins."""
    return list(plugin_manager().hook.definitie_features())


def pack_folders() -> list[Path]:
    """Folders in which packs are looked for by name: those that come with the program."""
    return [Path(str(files("rulepacks")))]


def load_engine(
    paths: Sequence[Path | str] = ("astra-nl",),
    *,
    profile: str | None = None,
    only: Collection[str] = (),
    verify: bool | Literal["once"] = True,
) -> Engine:
    """An engine for these packs (names or folders) with all installed analyzers and features.

    Raises ``PackError`` with every mistake of the packs. ``verify`` runs the examples of all rules first, once for as
    long as the packs stay the same; ``"once"`` only where that can be remembered. Compiled packs are kept in the
    user's cache (``plugins.compiled``).
    """
    return Engine.load(
        paths, profile=profile, only=only, analyzers=analyzers(), features=features(), search=pack_folders(),
        verify=verify, cache=pack_cache(distributions()),
    )  # fmt: skip


def distributions() -> list[tuple[str, str]]:
    """Name and version of the distributions whose plugins are installed."""
    return [(found.project_name, found.version) for _, found in plugin_manager().list_plugin_distinfo()]

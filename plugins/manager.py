"""Find installed plugins and build an engine with what they offer: the way to get an engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from engine.engine import Engine
from engine.features.builtin import BUILTIN
from engine.features.registry import Registry
from engine.ports import Analyzer
from plugins import builtin
from plugins.compiled import pack_cache
from plugins.formats.items import Reader
from plugins.generating import Generator
from plugins.installed import IsolatedReader, Plugins
from plugins.isolation import IsolatedGenerator


@lru_cache(maxsize=1)
def plugins() -> Plugins:
    """The built-in plugins and those of the entry-point group ``definitie``; found once a process."""
    return Plugins({"builtin": builtin})


def analyzers() -> list[Analyzer]:
    """All analyzers, those of installed plugins first."""
    return [analyzer for _, analyzer in plugins().listed("definitie_analyzers", Analyzer)]  # type: ignore[type-abstract]


def features() -> list[Registry]:
    """The features of all plugins; a plugin whose features clash with those of others is left out."""
    found: list[Registry] = []
    for plugin, registry in sorted(plugins().offers("definitie_features"), key=lambda offer: not offer[0].own):
        try:
            if not isinstance(registry, Registry):
                raise TypeError(f"{type(registry).__name__} is no Registry")
            BUILTIN.merged(*found, registry)
        except Exception as error:
            if plugin.own:
                raise
            plugin.failed(f"definitie_features: {error}")
            continue
        found.append(registry)
    return found


def generators() -> dict[str, Generator]:
    """All generators by name. A name of the program's own stays its own."""
    found: dict[str, Generator] = {}
    offered = plugins().listed("definitie_generators", Generator)  # type: ignore[type-abstract]
    for plugin, generator in sorted(offered, key=lambda offer: not offer[0].own):
        name = generator.name
        if name in found:
            plugin.failed(f"definitie_generators: the name {name} is taken")
            continue
        found[name] = generator if plugin.own else IsolatedGenerator(generator, name)
    return found


def formats() -> dict[str, Reader]:
    """Readers of installed plugins, by suffix."""
    found: dict[str, Reader] = {}
    for plugin, readers in plugins().offers("definitie_formats"):
        if not isinstance(readers, Mapping) or not all(callable(reader) for reader in readers.values()):
            plugin.failed("definitie_formats: no map of suffix to reader")
            continue
        for suffix, reader in readers.items():
            found.setdefault(str(suffix).lower(), IsolatedReader(plugin, reader))
    return found


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
    return plugins().distributions()

"""The plugins of this environment: found, loaded and asked one by one; whatever fails is kept under its name.

A plugin that raises or hangs while it is loaded, or in a hook, offers nothing; everything else works as without it, and
``definitie plugins list`` says what went wrong. One that is asked is given ``PATIENCE`` seconds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import Distribution, EntryPoint, distributions
from types import ModuleType
from typing import TypeVar

import pluggy

from engine.errors import Mark, Problem
from plugins import hookspecs
from plugins.formats.items import Item, Reader, Source
from plugins.isolation import within

log = logging.getLogger(__name__)
T = TypeVar("T")

PATIENCE = 10.0
"""Seconds that a plugin gets to load, and to answer a hook."""
HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("definitie_"))
"""All hooks, in the order in which they are listed."""


@dataclass(slots=True)
class Plugin:
    """One plugin: where it comes from, and what went wrong with it.

    ``distribution`` and ``version`` are ``None`` for what comes with the program.
    """

    name: str
    distribution: str | None = None
    version: str | None = None
    hooks: tuple[str, ...] = ()
    problems: list[str] = field(default_factory=list)

    @property
    def own(self) -> bool:
        """Whether it comes with the program."""
        return self.distribution is None

    def failed(self, what: str) -> None:
        """Keep what went wrong; it is told once."""
        if what not in self.problems:
            self.problems.append(what)
            log.warning("plugin %s: %s", self.name, what)


@dataclass(frozen=True, slots=True)
class IsolatedReader:
    """A reader of a plugin: what it raises becomes a problem of the file, with the plugin's name."""

    plugin: Plugin
    reader: Reader

    def __call__(self, source: Source) -> Iterator[Item]:
        """What the reader gives, until it fails."""
        try:
            yield from self.reader(source)
        except Exception as error:
            log.exception("plugin %s cannot read %s", self.plugin.name, source.name)
            values = {"path": source.name, "plugin": self.plugin.name, "reason": _words(error)}
            yield Problem("plugin-cannot-read", Mark(source.name, 1, 1), values=values)


class Plugins:
    """All plugins, those of the program and the installed ones.

    Args:
        own: modules of the program with hooks, by name.
        found: the distributions to look in; those of the environment unless given.
        patience: seconds that a plugin gets for an answer.
    """

    def __init__(
        self,
        own: Mapping[str, ModuleType],
        found: Callable[[], Sequence[Distribution]] = lambda: list(distributions()),
        patience: float = PATIENCE,
    ) -> None:
        self.manager = pluggy.PluginManager(hookspecs.PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self._patience = patience
        self._plugins: dict[str, Plugin] = {}
        for name, module in own.items():
            self._register(Plugin(name), module)
        for distribution in found():
            for entry in distribution.entry_points.select(group=hookspecs.PROJECT):
                self._load(entry, distribution)

    def __iter__(self) -> Iterator[Plugin]:
        return iter(self._plugins.values())

    def offers(self, hook: str) -> Iterator[tuple[Plugin, object]]:
        """What each plugin gives for a hook, those registered last first; who fails is left out and remembered."""
        for implementation in reversed(getattr(self.manager.hook, hook).get_hookimpls()):
            plugin = self._plugins[implementation.plugin_name]
            try:
                given = self._asked(plugin, implementation.function)
            except Exception as error:
                if plugin.own:
                    raise  # what comes with the program is not optional: without it verdicts would change
                plugin.failed(f"{hook}: {_words(error)}")
                continue
            if given is not None:
                yield plugin, given

    def listed(self, hook: str, kind: type[T]) -> Iterator[tuple[Plugin, T]]:
        """The single things that plugins give for a hook whose answer is a sequence of ``kind`` (a protocol)."""
        for plugin, given in self.offers(hook):
            things = given if isinstance(given, Sequence) else (given,)
            for thing in things:
                if isinstance(thing, kind):
                    yield plugin, thing
                else:
                    plugin.failed(f"{hook}: {type(thing).__name__} is no {kind.__name__}")

    def distributions(self) -> list[tuple[str, str]]:
        """Name and version of the distributions whose plugins are loaded."""
        return sorted({(each.distribution, each.version or "") for each in self if each.hooks and each.distribution})

    def _load(self, entry: EntryPoint, distribution: Distribution) -> None:
        name = entry.name if entry.name not in self._plugins else f"{entry.name} ({distribution.name})"
        plugin = Plugin(name, distribution.name, distribution.version)
        try:
            loaded = self._asked(plugin, entry.load)
        except Exception as error:  # noqa: BLE001 - importing runs the plugin's own code
            self._plugins[name] = plugin
            plugin.failed(_words(error))
            return
        self._register(plugin, loaded)

    def _register(self, plugin: Plugin, loaded: object) -> None:
        self._plugins[plugin.name] = plugin
        try:
            self.manager.register(loaded, name=plugin.name)
        except (ValueError, pluggy.PluginValidationError) as error:
            plugin.failed(_words(error))
            return
        callers = self.manager.get_hookcallers(loaded) or []
        plugin.hooks = tuple(name for name in HOOKS if name in {caller.name for caller in callers})
        unknown = sorted({caller.name for caller in callers} - set(HOOKS))
        if unknown:
            plugin.failed(f"unknown hooks: {', '.join(unknown)}")
        elif not plugin.hooks:
            plugin.failed("no hooks")

    def _asked(self, plugin: Plugin, call: Callable[[], T]) -> T:
        return call() if plugin.own else within(self._patience, call)


def _words(error: BaseException) -> str:
    said = str(error).strip()
    return f"{type(error).__name__}: {said}" if said else type(error).__name__

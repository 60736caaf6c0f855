"""The work behind ``definitie plugins list``: every hook of every plugin is asked, so that what fails shows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TextIO

from cli.guard import FINDINGS, SUCCESS
from cli.output import Output, visible
from cli.texts import say
from plugins.installed import HOOKS, Plugin
from plugins.manager import features, formats, generators, plugins


def run_list(language: str, *, as_json: bool, stdout: TextIO) -> int:
    """List the plugins; the exit status."""
    offered = _offered()
    features(), formats(), generators()  # what clashes shows only where it is put together
    found = sorted(plugins(), key=lambda plugin: (not plugin.own, plugin.name))
    if as_json:
        stdout.write(json.dumps([_data(plugin, offered) for plugin in found], ensure_ascii=False, indent=2) + "\n")
    else:
        output = Output(stdout)
        for plugin in found:
            _write(output, plugin, offered, language)
        if all(plugin.own for plugin in found):
            output.line((say("plugin-none", language), ""))
    return FINDINGS if any(plugin.problems for plugin in found) else SUCCESS


def _offered() -> dict[tuple[str, str], list[str]]:
    """The names of what each plugin gives for each hook."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for hook in HOOKS:
        for plugin, given in plugins().offers(hook):
            found[plugin.name, hook] += _names(given)
    return found


def _names(given: object) -> list[str]:
    if isinstance(given, Mapping):
        return sorted(map(str, given))
    things = given if isinstance(given, Sequence) else [given]
    return [str(getattr(thing, "name", type(thing).__name__)) for thing in things]


def _data(plugin: Plugin, offered: Mapping[tuple[str, str], list[str]]) -> dict[str, object]:
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "hooks": {hook: offered.get((plugin.name, hook), []) for hook in plugin.hooks},
        "problems": plugin.problems,
    }


def _write(output: Output, plugin: Plugin, offered: Mapping[tuple[str, str], list[str]], language: str) -> None:
    where = say("plugin-own", language) if plugin.own else f"{plugin.distribution} {plugin.version}"
    output.line((visible(plugin.name), "bold"), (f"  {where}", ""))
    for hook in plugin.hooks:
        names = ", ".join(offered.get((plugin.name, hook), [])) or "–"
        output.line((f"  {hook.removeprefix('definitie_')}: {visible(names)}", ""))
    for problem in plugin.problems:
        output.line((f"  {say('plugin-failed', language, reason=visible(problem))}", "red"))

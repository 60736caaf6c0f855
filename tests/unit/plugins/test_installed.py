"""Plugins are found, loaded and asked one by one: what fails is named, and sinks nothing else."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest

from engine.errors import Problem
from engine.model import Definition
from plugins import builtin, manager
from plugins.features import REGISTRY
from plugins.formats.reading import read_schemes
from plugins.generating import Generator
from plugins.generators.source import SourceGenerator
from plugins.installed import Plugins

HOOK = "import pluggy\nhookimpl = pluggy.HookimplMarker('definitie')\n"
GOOD = HOOK + (
    "class One:\n"
    "    name = 'one'\n"
    "    async def propose(self, ask, calls):\n"
    "        return ['tekst']\n"
    "@hookimpl\n"
    "def definitie_generators():\n"
    "    return [One()]\n"
)
BROKEN = {
    "raises_at_load": ("raise RuntimeError('no licence')", "RuntimeError: no licence"),
    "exits_at_load": ("import sys\nsys.exit(3)", "SystemExit: 3"),
    "hangs_at_load": ("import threading\nthreading.Event().wait(20)", "TooLateError"),
    "lacks_a_module": ("import no_such_module", "ModuleNotFoundError"),
    "raises_in_hook": (HOOK + "@hookimpl\ndef definitie_generators():\n    return 1 / 0", "ZeroDivisionError"),
    "hangs_in_hook": (
        HOOK + "import threading\n@hookimpl\ndef definitie_generators():\n    threading.Event().wait(20)",
        "TooLateError",
    ),
    "gives_something_else": (HOOK + "@hookimpl\ndef definitie_generators():\n    return ['x']", "str is no Generator"),
    "has_wrong_arguments": (HOOK + "@hookimpl\ndef definitie_generators(extra):\n    return []", "PluginValidation"),
    "has_no_hooks": ("", "no hooks"),
    "has_unknown_hooks": (HOOK + "@hookimpl\ndef definitie_wonders():\n    return []", "definitie_wonders"),
}  # fmt: skip


class Folder:
    """A folder with installed distributions."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def install(self, module: str, text: str) -> None:
        (self.path / f"{module}.py").write_text(text, encoding="utf-8")
        info = self.path / f"{module}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: dist-{module}\nVersion: 1.2\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[definitie]\n{module} = {module}\n", encoding="utf-8")

    def distributions(self) -> list[Distribution]:
        return [PathDistribution(info) for info in sorted(self.path.glob("*.dist-info"))]

    def plugins(self) -> Plugins:
        return Plugins({"builtin": builtin}, self.distributions, patience=0.3)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    yield Folder(tmp_path)
    for name in set(sys.modules) - before:
        if Path(str(getattr(sys.modules[name], "__file__", ""))).parent == tmp_path:
            del sys.modules[name]


def names(plugins: Plugins) -> list[str]:
    return [generator.name for _, generator in plugins.listed("definitie_generators", Generator)]  # type: ignore[type-abstract]


def test_an_installed_plugin_comes_before_those_of_the_program(folder: Folder) -> None:
    folder.install("good", GOOD)
    plugins = folder.plugins()
    assert names(plugins) == ["one", "source"]
    good = next(plugin for plugin in plugins if plugin.name == "good")
    assert (good.distribution, good.version, good.hooks) == ("dist-good", "1.2", ("definitie_generators",))
    assert good.problems == []
    assert plugins.distributions() == [("dist-good", "1.2")]


@pytest.mark.parametrize("module", BROKEN)
def test_one_that_fails_is_named_and_the_others_work(folder: Folder, module: str) -> None:
    text, reason = BROKEN[module]
    folder.install("good", GOOD)
    folder.install(module, text)
    plugins = folder.plugins()
    assert names(plugins) == ["one", "source"]
    failed = [plugin for plugin in plugins if plugin.problems]
    assert [plugin.name for plugin in failed] == [module]
    assert reason in failed[0].problems[0]


def test_two_plugins_of_one_name_are_told_apart(folder: Folder) -> None:
    folder.install("first", GOOD)
    folder.install("second", GOOD.replace("'one'", "'two'"))
    (folder.path / "second-1.2.dist-info" / "entry_points.txt").write_text("[definitie]\nfirst = second\n")
    plugins = folder.plugins()
    assert [plugin.name for plugin in plugins] == ["builtin", "first", "first (dist-second)"]
    assert names(plugins) == ["two", "one", "source"]


def test_a_problem_is_told_once(folder: Folder, caplog: pytest.LogCaptureFixture) -> None:
    folder.install("raises_in_hook", BROKEN["raises_in_hook"][0])
    plugins = folder.plugins()
    names(plugins)
    names(plugins)
    assert [record.getMessage() for record in caplog.records] == [
        "plugin raises_in_hook: definitie_generators: ZeroDivisionError: division by zero"
    ]


def test_plugins_of_the_program_are_asked_on_the_thread_of_the_caller() -> None:
    before = threading.active_count()
    assert names(Plugins({"builtin": builtin}, list)) == ["source"]
    assert threading.active_count() == before


LISTS = HOOK + (
    "from engine.model import Definition\n"
    "def read(source):\n"
    "    for line in source.lines():\n"
    "        begrip, text = line.decode().strip().split('=')\n"
    "        yield Definition(begrip, text)\n"
    "@hookimpl\n"
    "def definitie_formats():\n"
    "    return {'.lst': read, '.jsonl': read}\n"
)


def test_a_format_of_a_plugin_is_read_and_what_it_raises_is_a_problem_of_the_file(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.install("lists", LISTS)
    found = folder.plugins()
    monkeypatch.setattr(manager, "plugins", lambda: found)
    path = folder.path / "begrippen.lst"
    path.write_text("meldkamer=ruimte\nkapot\n", encoding="utf-8")
    (scheme,) = read_schemes([str(path)])
    assert not isinstance(scheme, Problem)
    definition, problem = scheme.items()
    assert definition == Definition("meldkamer", "ruimte")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values["plugin"]) == ("plugin-cannot-read", "lists")
    (other,) = read_schemes([str(folder.path / "lists.py")])
    assert isinstance(other, Problem)
    assert ".lst" in other.values["known"]


def test_the_names_of_the_program_stay_its_own(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.install("good", GOOD.replace("'one'", "'source'"))
    found = folder.plugins()
    monkeypatch.setattr(manager, "plugins", lambda: found)
    assert isinstance(manager.generators()["source"], SourceGenerator)
    assert [plugin.problems for plugin in found if not plugin.own] == [
        ["definitie_generators: the name source is taken"]
    ]


def test_features_that_clash_are_left_out(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.install("clash", HOOK + (
        "from plugins.features import REGISTRY\n@hookimpl\ndef definitie_features():\n    return REGISTRY\n"
    ))  # fmt: skip
    folder.install("other", HOOK + "@hookimpl\ndef definitie_features():\n    return 7\n")
    found = folder.plugins()
    monkeypatch.setattr(manager, "plugins", lambda: found)
    assert manager.features() == [REGISTRY]
    assert {plugin.name for plugin in found if plugin.problems} == {"clash", "other"}

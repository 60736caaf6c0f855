"""What holds for the repository as a whole: names, size of modules, what is packaged, loaded and locked."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OUTSIDE_THE_WHEEL = {"tests", "benchmarks", "docs", "examples", "deploy", "ui"}
PACKAGES = sorted(
    folder.parent.name for folder in ROOT.glob("*/__init__.py") if folder.parent.name not in OUTSIDE_THE_WHEEL
)
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
HEAVY = ("fastapi", "numpy", "openai", "rdflib", "redis", "rich", "spacy", "sqlalchemy", "typer")


def files_in_git() -> list[Path]:
    """All files that are, or would be, committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git repository: which files belong to it cannot be told")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [Path(name) for name in names.split("\0") if name and (ROOT / name).is_file()]


def run(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """A program run in a folder, without a PYTHONPATH that would hide where it finds its modules."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_every_package_is_built_checked_and_layered() -> None:
    tools = SETTINGS["tool"]
    included = [name for name in tools["setuptools"]["packages"]["find"]["include"] if "." not in name]
    assert sorted(included) == PACKAGES
    assert sorted(tools["importlinter"]["root_packages"]) == sorted([*PACKAGES, "benchmarks"])
    assert set(PACKAGES) <= set(tools["mypy"]["files"])


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_owns_our_names(package: str) -> None:
    assert set(packages_distributions()[package]) == {"definitie"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_are_short_and_say_why_they_exist(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) < 300


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = []
    for path in (path for path in files_in_git() if path.suffix == ".md"):
        targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", (ROOT / path).read_text(encoding="utf-8"))
        broken += [f"{path}: {target}" for target in targets if not (ROOT / path.parent / target).exists()]
    assert broken == []


def test_no_file_names_a_place_on_this_machine_or_a_package_index() -> None:
    places = re.compile(r"(?<![\w./~-])/(?:home|root|Users|work|opt|private)/\w|[A-Z]:\\Users")
    # Written so that this file does not match itself.
    indexes = re.compile(r"pypi\.(?:org|python)|[p]ythonhosted|--(?:extra-)?index[-]url[ =]|registry\.[n]pmjs")
    found = []
    for path in files_in_git():
        text = (ROOT / path).read_text(encoding="utf-8", errors="replace")
        for pattern in (places, indexes):
            found += [f"{path}: {match.group()}" for match in pattern.finditer(text)]
    assert found == []


def test_the_engine_loads_no_web_database_model_or_terminal_code(tmp_path: Path) -> None:
    program = (
        "import importlib, pkgutil, sys, engine\n"
        "for module in pkgutil.walk_packages(engine.__path__, 'engine.'):\n"
        "    importlib.import_module(module.name)\n"
        f"print(*sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = run(sys.executable, "-c", program, folder=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_the_wheel_holds_the_packages_with_their_data_and_nothing_else(tmp_path: Path) -> None:
    source = tmp_path / "source"
    files = files_in_git()
    for path in files:
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, source / path)
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(tmp_path)]
    built = run(sys.executable, "-m", "pip", "wheel", *options, source, folder=tmp_path)
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == {path.as_posix() for path in files if path.parts[0] in PACKAGES}


def test_the_command_does_not_import_from_the_working_folder(tmp_path: Path) -> None:
    for package in PACKAGES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("raise SystemExit('taken from the working folder')")
    done = run(Path(sys.executable).with_name("definitie"), "--help", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "check" in done.stdout


def test_the_lock_pins_every_dependency_with_hashes() -> None:
    project = SETTINGS["project"]
    extras = project["optional-dependencies"]
    wanted = [Requirement(text) for text in [*project["dependencies"], *extras["dev"], *extras["service"]]]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    name, hashes = r"^([\w.-]+)(?:\[[\w,.-]+\])?==(\S+?)(?: ;[^\\]*)?", r"((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)"
    blocks = re.findall(rf"{name} \\\n{hashes}", lock, re.MULTILINE)
    pins = {canonicalize_name(name): version for name, version, _ in blocks}
    assert len(blocks) == len(re.findall(r"^\w", lock, re.MULTILINE))
    for requirement in (each for each in wanted if each.name != project["name"]):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), requirement

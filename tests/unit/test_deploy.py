"""The container and its composition, checked as far as that goes without a container engine."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from api.settings import FILE, PREFIX, SHORT_NAMES, Settings
from cli.main import app

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
OURS = ("service", "migration")
VARIABLES = {PREFIX + name.upper() for name in Settings.model_fields} | set(SHORT_NAMES.values())


def test_every_variable_is_a_setting() -> None:
    named = set(re.findall(r"^\s+(?:ENV )?(DEFINITIE_\w+)=", DOCKERFILE, re.MULTILINE))
    for name in OURS:
        named |= set(COMPOSE["services"][name]["environment"])
    assert named
    assert {variable.removesuffix(FILE) for variable in named} <= VARIABLES


def test_secrets_are_files_only() -> None:
    secret = {PREFIX + "TOKEN_KEYS", "DATABASE_URL", "POSTGRES_PASSWORD"}
    for service in COMPOSE["services"].values():
        environment = service.get("environment", {})
        assert not secret & set(environment)
        for variable, value in environment.items():
            if variable.endswith(FILE):
                assert Path(value).name in service["secrets"]
                assert Path(value).name in COMPOSE["secrets"]


def test_what_others_wait_for_is_there_and_can_be_healthy() -> None:
    for service in COMPOSE["services"].values():
        for name, how in service.get("depends_on", {}).items():
            waited = COMPOSE["services"][name]
            assert how["condition"] == "service_completed_successfully" or "healthcheck" in waited


def test_volumes_are_declared() -> None:
    used = {volume.split(":")[0] for service in COMPOSE["services"].values() for volume in service.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_the_commands_exist() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert set(commands["db"].commands) >= {COMPOSE["services"]["migration"]["command"][1]}
    assert 'ENTRYPOINT ["definitie"]' in DOCKERFILE


def test_the_image_gets_every_package_and_runs_as_nobody_in_particular() -> None:
    packages = {folder.parent.name for folder in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    copied = set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.MULTILINE))
    let_in = set(re.findall(r"^!(\w+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))
    assert copied == packages
    assert copied <= let_in
    assert re.search(r"^USER definitie$", DOCKERFILE, re.MULTILINE)


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")
def test_secrets_are_made_once(tmp_path: Path) -> None:
    script = Path(shutil.copy(ROOT / "deploy" / "make-secrets.sh", tmp_path))
    made = []
    for _ in range(2):
        subprocess.run(["sh", script], check=True, capture_output=True)  # noqa: S607
        made.append({file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "secrets").iterdir()})
    assert made[0] == made[1]
    assert set(made[0]) == set(COMPOSE["secrets"])
    assert made[0]["postgres_password"].strip() in made[0]["database_url"]
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o711
    assert len(made[0]["token_keys"].strip().partition("=")[2]) >= 32


def test_what_the_image_installs_is_what_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    blocks = re.findall(r"^(?:dependencies|service) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    named = [name for block in blocks for name in re.findall(r'^    "([^"]*)"', block, re.MULTILINE)]
    assert named == [*project["dependencies"], *project["optional-dependencies"]["service"]]

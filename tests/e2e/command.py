"""Running ``definitie`` in tests: inside the test's process, or as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

from typer.testing import CliRunner, Result

from cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PACK = str(Path(__file__).parent / "packs" / "eigen")
PROGRAM = [sys.executable, "-c", "from cli.main import main; main()"]


def definitie(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run a command inside this process; an unexpected exception is raised here."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, prog_name="definitie")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def check(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run ``definitie check`` with the pack of these tests."""
    return definitie("check", "--pack", PACK, *arguments, stdin=stdin)


def start(*arguments: str | Path, stdout: int | IO[str] = subprocess.PIPE, **environment: str) -> subprocess.Popen[str]:
    """Start the program with pipes on all sides, or with another place for its output."""
    return subprocess.Popen(
        [*PROGRAM, *(str(argument) for argument in arguments)],
        stdin=subprocess.PIPE, stdout=stdout, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
    )  # fmt: skip

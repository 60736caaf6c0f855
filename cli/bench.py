"""``definitie bench``: measurements that need a checkout, started from the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import typer

from cli.guard import UNUSABLE, guarded
from cli.options import Lang, Language, examples
from cli.texts import say

app = typer.Typer(no_args_is_help=True, help="Measure accuracy and speed; needs a checkout of the repository.")
CHECKOUT = Path(__file__).resolve().parents[1]
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@app.command(
    "accuracy",
    context_settings=PASS_ON,
    epilog=examples(
        "definitie bench accuracy",
        "definitie bench accuracy --rule ESS-01 --show",
        "definitie bench accuracy --html juistheid.html",
    ),
)
def accuracy(context: typer.Context, lang: Lang = Language.NL) -> None:
    """Precision, recall and F1 of every rule on labelled cases, and how well the score separates good from bad."""
    _run("benchmarks.accuracy", context.args, lang.value)


@app.command(
    "speed",
    context_settings=PASS_ON,
    epilog=examples("definitie bench speed", "definitie bench speed --records 5000 --json"),
)
def speed(context: typer.Context, lang: Lang = Language.NL) -> None:
    """Definitions a second, time of one call, start-up and memory, against a loop of regular expressions."""
    _run("benchmarks.speed", context.args, lang.value)


@guarded
def _run(module: str, arguments: list[str], language: str) -> int:
    if not (CHECKOUT / "benchmarks").is_dir():
        sys.stderr.write(say("needs-checkout", language) + "\n")
        return UNUSABLE
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode  # noqa: S603 - our own module, no shell

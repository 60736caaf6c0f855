"""``definitie plugins``: what is installed beside the program, what it offers, and what failed and why."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.generate import GenerateFormat
from cli.guard import guarded
from cli.options import Lang, Language, examples

app = typer.Typer(
    no_args_is_help=True,
    help="Look at installed plugins.",
    epilog=examples("definitie plugins list", "definitie plugins list --format json"),
)


@app.callback()
def plugins() -> None:
    """Look at installed plugins."""


@app.command("list", epilog=examples("definitie plugins list", "definitie plugins list --format json"))
@guarded
def list_plugins(
    format: Annotated[GenerateFormat, typer.Option("--format", help="How the list is written.")] = GenerateFormat.TEXT,
    lang: Lang = Language.NL,
) -> int:
    """All plugins with their version and distribution, the hooks they answer, and what failed and why.

    Exit status: 0 all work, 1 one failed.
    """
    from cli.plugin_list import run_list  # noqa: PLC0415 - plugins are loaded when they are asked for

    return run_list(lang.value, as_json=format is GenerateFormat.JSON, stdout=sys.stdout)

"""``definitie rules``: list the rules of a pack, show one, make a new one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.guard import guarded
from cli.options import DEFAULT_PACK, Lang, Language, Packs, ProfileName, examples

app = typer.Typer(no_args_is_help=True, help="List, show and make rules.", epilog=examples(
    "definitie rules list", "definitie rules show ESS-01",
    "definitie rules new EIGEN-01 --pack mijn-pakket --theme eigen",
))  # fmt: skip


@app.command("list", epilog=examples("definitie rules list", "definitie rules list --profile streng --lang en"))
@guarded
def list_rules(
    pack: Packs = [DEFAULT_PACK],  # noqa: B006 - typer copies it
    profile: ProfileName = None,
    lang: Lang = Language.NL,
) -> int:
    """List all rules with theme, severity, status and title; those the profile does not run are marked."""
    from cli.rule_list import write_list  # noqa: PLC0415 - the engine is loaded when there is work for it

    return write_list(tuple(pack), profile, lang.value, sys.stdout)


@app.command("show", epilog=examples("definitie rules show ESS-01", "definitie rules show ess-01 --lang en | less"))
@guarded
def show(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code, name or alias of a rule.")],
    pack: Packs = [DEFAULT_PACK],  # noqa: B006 - typer copies it
    profile: ProfileName = None,
    lang: Lang = Language.NL,
) -> int:
    """Show the page of a rule: question, explanation, check, examples, configuration, source."""
    from cli.rule_list import write_page  # noqa: PLC0415 - the engine is loaded when there is work for it

    return write_page(code, tuple(pack), profile, lang.value, sys.stdout)


@app.command("new", epilog=examples("definitie rules new EIGEN-01 --pack mijn-pakket --theme eigen"))
@guarded
def new(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the new rule, such as EIGEN-01.")],
    pack: Annotated[Path, typer.Option("--pack", metavar="DIR", help="Folder of the pack.")],
    theme: Annotated[str, typer.Option("--theme", metavar="THEME", help="Theme of the rule: the folder under rules/.")],
    lang: Lang = Language.NL,
) -> int:
    """Make a new rule that works at once; then edit its texts, check and examples in the file."""
    from cli.scaffold import new_rule  # noqa: PLC0415 - the engine is loaded when there is work for it

    return new_rule(code, pack, theme, lang.value, sys.stdout)

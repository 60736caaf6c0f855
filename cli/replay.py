"""``definitie replay``: judge the candidates of a stored run by other packs, without asking any generator."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.generate import GenerateFormat
from cli.guard import guarded
from cli.options import DEFAULT_PACK, Lang, Language, Packs, ProfileName, examples

EPILOG = examples(
    "definitie replay meldkamer.run.json",
    "definitie replay meldkamer.run.json --pack mijn-pakket/ --profile streng",
)


@guarded
def replay(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="File that generate --out wrote.")],
    pack: Packs = [DEFAULT_PACK],  # noqa: B006 - typer copies it
    profile: ProfileName = None,
    corpus: Annotated[
        list[str] | None, typer.Option("--corpus", metavar="FILE", help="Existing scheme to judge against.")
    ] = None,
    format: Annotated[GenerateFormat, typer.Option("--format", help="How the result is written.")] = (
        GenerateFormat.TEXT
    ),
    lang: Lang = Language.NL,
) -> int:
    """Show what would now be chosen and decided of everything that was proposed then.

    Exit status: 0 the candidate chosen now is accepted, 1 it is not, 2 unusable file, pack or arguments.
    """
    from cli.replaying import run_replay  # noqa: PLC0415 - the engine is loaded when there is work for it

    return run_replay(
        run, tuple(pack), profile, tuple(corpus or ()), lang.value,
        as_json=format is GenerateFormat.JSON, stdout=sys.stdout, stderr=sys.stderr,
    )  # fmt: skip

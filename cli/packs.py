"""``definitie packs``: make a pack, check it as a whole, and build the one file that it is compiled into."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.guard import guarded
from cli.options import Lang, Language, examples

app = typer.Typer(no_args_is_help=True, help="Make, check and build rule packs.", epilog=examples(
    "definitie packs new mijn-pakket", "definitie packs validate mijn-pakket/",
    "definitie packs build mijn-pakket/ --out dist",
))  # fmt: skip

PackArgument = Annotated[str, typer.Argument(metavar="PACK", help="Rule pack, by name or folder.")]


@app.command(
    "new", epilog=examples("definitie packs new mijn-pakket", "definitie packs new mijn-pakket --in pakketten")
)
@guarded
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the pack: small letters, digits, hyphens.")],
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help="Where the folder of the pack is made.")] = Path(),
    lang: Lang = Language.NL,
) -> int:
    """Make a new pack with one rule that works at once."""
    from cli.scaffold import new_pack  # noqa: PLC0415 - the engine is loaded when there is work for it

    return new_pack(name, folder, lang.value, sys.stdout)


@app.command(
    "validate", epilog=examples("definitie packs validate mijn-pakket/", "definitie packs validate astra-nl --lang en")
)
@guarded
def validate(pack: PackArgument, lang: Lang = Language.NL) -> int:
    """Read every file of a pack, run every example, and name all mistakes together with file, line and column."""
    from cli.pack_build import run_validate  # noqa: PLC0415 - the engine is loaded when there is work for it

    return run_validate(pack, lang.value, sys.stdout)


@app.command(
    "build", epilog=examples("definitie packs build mijn-pakket/", "definitie packs build astra-nl --out dist")
)
@guarded
def build(
    pack: PackArgument,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the file is written.")] = Path(),
    lang: Lang = Language.NL,
) -> int:
    """Check a pack and write it, resolved and with its digests, as one file NAME-VERSION.json."""
    from cli.pack_build import run_build  # noqa: PLC0415 - the engine is loaded when there is work for it

    return run_build(pack, out, lang.value, sys.stdout)

"""``definitie packs``: make a pack, check it as a whole, see what a change does, and build, lock and sign it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.guard import guarded
from cli.options import Lang, Language, ProfileName, examples

app = typer.Typer(no_args_is_help=True, help="Make, check, compare, build and sign rule packs.", epilog=examples(
    "definitie packs new mijn-pakket", "definitie packs validate mijn-pakket/",
    "definitie packs diff HEAD:mijn-pakket mijn-pakket/ --corpus kader.ttl",
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
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the files are written.")] = Path(),
    lang: Lang = Language.NL,
) -> int:
    """Check a pack and write it as data (NAME-VERSION.json) and as an archive to load and sign (NAME-VERSION.pack.tar).

    Equal contents give equal files, whenever and wherever they are made.
    """
    from cli.pack_build import run_build  # noqa: PLC0415 - the engine is loaded when there is work for it

    return run_build(pack, out, lang.value, sys.stdout)


class DiffFormat(StrEnum):
    """Forms of the report on a change."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    HTML = "html"


Version = "A folder, REV:FOLDER (git), NAME-VERSION.pack.tar, NAME@VERSION (stored by the service), or NAME."


@app.command(
    "diff",
    epilog=examples(
        "definitie packs diff HEAD:mijn-pakket mijn-pakket/",
        "definitie packs diff v1.2.0:mijn-pakket mijn-pakket/ --check",
        "definitie packs diff origin/main:mijn-pakket mijn-pakket/ --corpus kader.ttl --format md > gevolgen.md",
        "definitie packs diff mijn-pakket@1.2.0 mijn-pakket/ --database postgresql://… --corpus kader.ttl",
    ),
)
@guarded
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=Version)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same.")],
    corpus: Annotated[
        list[str] | None,
        typer.Option("--corpus", metavar="FILE", help="Definitions to show the effect on; may be repeated."),
    ] = None,
    profile: ProfileName = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit status 1 where the new version number says less than it should.")
    ] = False,
    format: Annotated[DiffFormat, typer.Option("--format", help="Form of the report.")] = DiffFormat.TEXT,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes that judge definitions.")] = 1,
    database: Annotated[
        str | None, typer.Option("--database", metavar="URL", help="PostgreSQL of the service; else DATABASE_URL.")
    ] = None,
    lang: Lang = Language.NL,
) -> int:
    """Show what changed between two versions of a pack, which version step that asks for, and what it does.

    With --corpus: which definitions newly fail or pass, by rule, and which decisions and scores change. Only rules
    whose verdict can differ are run. Exit status: 0; 1 with --check where the version says too little; 2 where
    something could not be read.
    """
    from cli.packdiff.running import DiffRequest, run_diff  # noqa: PLC0415 - the engine is loaded when needed

    request = DiffRequest(
        old=old, new=new, corpus=tuple(corpus or ()), profile=profile, check=check, format=format.value, jobs=jobs,
        database=database, language=lang.value,
    )  # fmt: skip
    return run_diff(request, stdout=sys.stdout, stderr=sys.stderr)


@app.command("lock", epilog=examples("definitie packs lock mijn-pakket/", "definitie packs lock mijn-pakket/ --check"))
@guarded
def lock(
    pack: PackArgument = ".",
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit status 1 where the file is not what it would be.")
    ] = False,
    lang: Lang = Language.NL,
) -> int:
    """Write pack.lock.yaml: versions and digests of all packs that a pack extends. It then loads on just those."""
    from cli.pack_build import run_lock  # noqa: PLC0415 - the engine is loaded when there is work for it

    return run_lock(pack, lang.value, sys.stdout, check=check)


ArchiveArgument = Annotated[Path, typer.Argument(metavar="ARCHIVE", help="A file NAME-VERSION.pack.tar.")]


@app.command("keygen", epilog=examples("definitie packs keygen ~/.sleutels/uitgever"))
@guarded
def keygen(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the private key goes; the public one: FILE.pub.")],
    lang: Lang = Language.NL,
) -> int:
    """Make a key (Ed25519) to sign packs with."""
    from cli.pack_sign import run_keygen  # noqa: PLC0415 - loaded when there is work for it

    return run_keygen(file, lang.value, sys.stdout)


@app.command("sign", epilog=examples("definitie packs sign dist/mijn-pakket-1.0.0.pack.tar --key ~/.sleutels/uitgever"))
@guarded
def sign(
    archive: ArchiveArgument,
    key: Annotated[Path, typer.Option("--key", metavar="FILE", help="The private key.")],
    days: Annotated[
        int | None, typer.Option("--days", min=1, max=36_500, help="How long it holds; without an end if not given.")
    ] = None,
    lang: Lang = Language.NL,
) -> int:
    """Sign an archive; the signature is written beside it, as ARCHIVE.sig."""
    from cli.pack_sign import run_sign  # noqa: PLC0415 - loaded when there is work for it

    return run_sign(archive, key, days, lang.value, sys.stdout)


@app.command(
    "verify",
    epilog=examples(
        "definitie packs verify mijn-pakket-1.0.0.pack.tar --key uitgever.pub",
        "definitie packs verify mijn-pakket-1.0.0.pack.tar --trusted sleutels/",
    ),
)
@guarded
def verify(
    archive: ArchiveArgument,
    key: Annotated[
        list[Path] | None, typer.Option("--key", metavar="FILE", help="A public key to trust; may be repeated.")
    ] = None,
    trusted: Annotated[
        list[Path] | None, typer.Option("--trusted", metavar="DIR", help="A folder of public keys (*.pub) to trust.")
    ] = None,
    signature: Annotated[
        Path | None, typer.Option("--signature", metavar="FILE", help="The signature; else ARCHIVE.sig.")
    ] = None,
    lang: Lang = Language.NL,
) -> int:
    """Tell by whom an archive was signed. Exit status 2 where that does not hold, with the reason."""
    from cli.pack_sign import run_verify  # noqa: PLC0415 - loaded when there is work for it

    return run_verify(archive, signature, [*(key or ()), *(trusted or ())], lang.value, sys.stdout)

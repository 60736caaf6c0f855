"""``definitie db``: bring the database up or down a migration, back it up, put it back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.guard import guarded
from cli.options import Lang, Language, examples
from cli.texts import say

app = typer.Typer(
    no_args_is_help=True,
    help="Migrate, back up and restore the database of the service.",
    epilog=examples("definitie db upgrade", "definitie db backup kopie.dump", "definitie db restore kopie.dump"),
)
Url = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        envvar=["DEFINITIE_DATABASE_URL", "DATABASE_URL"],
        help="A PostgreSQL; without it an embedded one is used.",
    ),
]
Data = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Data folder of the embedded PostgreSQL.")]


@app.command("upgrade", epilog=examples("definitie db upgrade", "definitie db upgrade 0002"))
@guarded
def upgrade(
    revision: Annotated[str, typer.Argument(metavar="[MIGRATION]", help="Up to this one; all without it.")] = "head",
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Bring the tables up to this version of the program. Nothing is lost; safe to repeat."""
    import asyncio  # noqa: PLC0415 - loaded when there is work for it, as the rest

    from storage.location import database_at  # noqa: PLC0415
    from storage.migrate import upgrade as run  # noqa: PLC0415

    with database_at(database_url, data) as url:
        asyncio.run(run(url, revision))
    sys.stdout.write(say("database-at", lang.value, migration=revision) + "\n")
    return 0


@app.command("downgrade", epilog=examples("definitie db downgrade 0002", "definitie db downgrade base --yes"))
@guarded
def downgrade(
    revision: Annotated[str, typer.Argument(metavar="MIGRATION", help="Down to this one; ‘base’ drops all tables.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Bring the tables down to an older version. What the newer tables hold is lost."""
    import asyncio  # noqa: PLC0415 - loaded when there is work for it, as the rest

    from storage.location import database_at  # noqa: PLC0415
    from storage.migrate import downgrade as run  # noqa: PLC0415

    if not yes and not typer.confirm(say("ask-downgrade", lang.value, migration=revision), err=True):
        return 2
    with database_at(database_url, data) as url:
        asyncio.run(run(url, revision))
    sys.stdout.write(say("database-at", lang.value, migration=revision) + "\n")
    return 0


@app.command("backup", epilog=examples("definitie db backup kopie.dump"))
@guarded
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the backup.")],
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Write the whole database to a file, while the service may go on."""
    from storage.backup import backup as run  # noqa: PLC0415 - loaded when there is work for it
    from storage.location import database_at  # noqa: PLC0415

    with database_at(database_url, data) as url:
        size = run(url, file)
    sys.stdout.write(say("database-backed-up", lang.value, file=str(file), size=f"{size:,}") + "\n")
    return 0


@app.command("restore", epilog=examples("definitie db restore kopie.dump --yes"))
@guarded
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup that ‘definitie db backup’ made.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Put the database back as it was in the backup. What was added since is lost."""
    from storage.backup import restore as run  # noqa: PLC0415 - loaded when there is work for it
    from storage.location import database_at  # noqa: PLC0415

    if not yes and not typer.confirm(say("ask-restore", lang.value, file=str(file)), err=True):
        return 2
    with database_at(database_url, data) as url:
        run(url, file)
    sys.stdout.write(say("database-restored", lang.value, file=str(file)) + "\n")
    return 0

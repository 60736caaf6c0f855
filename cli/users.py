"""``definitie users``: the first administrator, further users, and new passwords, without the service having to run."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from cli.db import Data, Url
from cli.guard import UNUSABLE, guarded
from cli.options import Lang, Language, examples
from cli.texts import say

app = typer.Typer(
    no_args_is_help=True,
    help="Add and list users of the service, and give them a new password.",
    epilog=examples("definitie users add eva --role admin", "definitie users list", "definitie users reset eva"),
)


class RoleName(StrEnum):
    """What a user may do."""

    USER = "user"
    EDITOR = "editor"
    ADMIN = "admin"


NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name to sign in with.")]
PasswordFile = Annotated[
    str | None,
    typer.Option(
        "--password-file", metavar="FILE", help="Read the password from the first line of a file, or of stdin with -."
    ),
]


@app.command(
    "add",
    epilog=examples("definitie users add eva --role admin", "definitie users add ada --password-file /run/secrets/ada"),
)
@guarded
def add(
    name: NameArgument,
    role: Annotated[RoleName, typer.Option("--role", help="What the user may do.")] = RoleName.USER,
    password_file: PasswordFile = None,
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Add a user. The password is asked for, or read from a file or standard input; it is never an argument."""
    from api.identity.administration import add_user  # noqa: PLC0415 - loaded when there is work for it
    from cli.administration import Given, administer, read_password  # noqa: PLC0415
    from storage.models import Role  # noqa: PLC0415
    from storage.unit import UnitOfWork  # noqa: PLC0415

    password = read_password(password_file, lang.value)
    if password is None:
        return UNUSABLE

    async def work(unit: UnitOfWork, given: Given) -> None:
        row = await add_user(unit, name.strip(), await given.hashed(password), Role(role.value))
        sys.stdout.write(say("user-added", lang.value, name=row.name, role=row.role) + "\n")

    return administer(work, database_url, data, lang.value)


@app.command("list", epilog=examples("definitie users list"))
@guarded
def listed(database_url: Url = None, data: Data = None, lang: Lang = Language.NL) -> int:
    """List all users: name, role, and whether they are barred."""
    from cli.administration import Given, administer  # noqa: PLC0415 - loaded when there is work for it
    from storage.unit import UnitOfWork  # noqa: PLC0415

    async def work(unit: UnitOfWork, _: Given) -> None:
        rows = await unit.users.all()
        for row in rows:
            barred = "" if row.active else say("user-barred", lang.value)
            sys.stdout.write(f"{row.name:<30} {row.role:<8} {barred}".rstrip() + "\n")
        if not rows:
            sys.stderr.write(say("no-users", lang.value) + "\n")

    return administer(work, database_url, data, lang.value)


@app.command("reset", epilog=examples("definitie users reset eva"))
@guarded
def reset(
    name: NameArgument,
    password_file: PasswordFile = None,
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Give a user a new password. All sessions end; one who was barred is let in again."""
    from api.identity.administration import change_user  # noqa: PLC0415 - loaded when there is work for it
    from cli.administration import Given, administer, read_password  # noqa: PLC0415
    from storage.errors import NotFoundError  # noqa: PLC0415
    from storage.unit import UnitOfWork  # noqa: PLC0415

    password = read_password(password_file, lang.value)
    if password is None:
        return UNUSABLE

    async def work(unit: UnitOfWork, given: Given) -> None:
        row = await unit.users.by_name(name.strip(), for_update=True)
        if row is None:
            raise NotFoundError(name)
        await change_user(unit, row, active=True, password_hash=await given.hashed(password))
        sys.stdout.write(say("user-reset", lang.value, name=row.name) + "\n")

    return administer(work, database_url, data, lang.value)

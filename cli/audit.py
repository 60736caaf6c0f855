"""``definitie audit``: whether the audit log is whole, how far its chain is, and what can be erased."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.db import Data, Url
from cli.guard import guarded
from cli.options import Lang, Language, examples
from cli.texts import say

app = typer.Typer(
    no_args_is_help=True,
    help="Verify the audit log of the service, and erase what is personal in it.",
    epilog=examples("definitie audit verify", "definitie audit head", "definitie audit erase eva"),
)


@app.command("verify", epilog=examples("definitie audit verify", "definitie audit verify --expect 1042:9f86d081884c…"))
@guarded
def verify(
    expect: Annotated[
        str | None,
        typer.Option("--expect", metavar="SEQUENCE:DIGEST", help="A link noted before (‘audit head’)."),
    ] = None,
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Check every act and every link. Exit status 0: whole; 1: not what it was; 2: could not be checked."""
    from cli.auditing import run_verify  # noqa: PLC0415 - loaded when there is work for it

    return run_verify(expect, database_url, data, lang.value, stdout=sys.stdout, stderr=sys.stderr)


@app.command("head", epilog=examples("definitie audit head >> /srv/notes/audit.txt"))
@guarded
def head(database_url: Url = None, data: Data = None, lang: Lang = Language.NL) -> int:
    """Print the newest link, to be kept where nobody who owns the database can change it."""
    from cli.auditing import run_head  # noqa: PLC0415 - loaded when there is work for it

    return run_head(database_url, data, lang.value, stdout=sys.stdout, stderr=sys.stderr)


@app.command("erase", epilog=examples("definitie audit erase eva", "definitie audit erase eva --yes"))
@guarded
def erase(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name that the person signs in with.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Erase the name of a person and what he typed in acts; the person is barred. The chain stays whole."""
    from api.identity.administration import erase_user  # noqa: PLC0415 - loaded when there is work for it
    from cli.administration import Given, administer  # noqa: PLC0415
    from storage.errors import NotFoundError  # noqa: PLC0415
    from storage.unit import UnitOfWork  # noqa: PLC0415

    if not yes and not typer.confirm(say("ask-erase", lang.value, name=name), err=True):
        return 2

    async def work(unit: UnitOfWork, _: Given) -> None:
        row = await unit.users.by_name(name.strip(), for_update=True)
        if row is None:
            raise NotFoundError(name)
        sys.stdout.write(say("user-erased", lang.value, name=name, acts=await erase_user(unit, row)) + "\n")

    return administer(work, database_url, data, lang.value)

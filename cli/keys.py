"""``definitie keys``: API keys for programs, made (and shown once), listed and revoked."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.db import Data, Url
from cli.guard import guarded
from cli.options import Lang, Language, examples
from cli.texts import say

app = typer.Typer(
    no_args_is_help=True,
    help="Make, list and revoke API keys of the service.",
    epilog=examples(
        "definitie keys create 'nachtelijke controle' --user eva --scope validate",
        "definitie keys list",
        "definitie keys revoke dfk_Ab3xYz12",
    ),
)
SCOPES = "read, validate, write, review, generate, admin"


@app.command("create", epilog=examples("definitie keys create ci --user eva --scope validate --scope read --days 30"))
@guarded
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the key is for.")],
    user: Annotated[str, typer.Option("--user", metavar="NAME", help="For whom it acts.")],
    scope: Annotated[list[str], typer.Option("--scope", metavar="SCOPE", help=f"What it may: {SCOPES}.")],
    days: Annotated[int, typer.Option("--days", help="How long it holds, in days.")] = 90,
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Make a key and print it, this once. It may what its user may, narrowed to its scopes."""
    from api.identity.administration import make_key  # noqa: PLC0415 - loaded when there is work for it
    from api.identity.permissions import Scope  # noqa: PLC0415
    from cli.administration import Given, administer  # noqa: PLC0415
    from storage.errors import NotFoundError  # noqa: PLC0415
    from storage.unit import UnitOfWork  # noqa: PLC0415

    unknown = sorted(set(scope) - set(Scope))
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)} – {SCOPES}", param_hint="--scope")

    async def work(unit: UnitOfWork, given: Given) -> None:
        owner = await unit.users.by_name(user)
        if owner is None:
            raise NotFoundError(user)
        row, secret = await make_key(
            unit, name=name, owner_id=owner.id, scopes=map(Scope, scope), days=days, longest=given.settings.key_days_max
        )
        sys.stderr.write(say("key-made", lang.value, until=f"{row.expires_at:%Y-%m-%d}") + "\n")
        sys.stdout.write(secret + "\n")

    return administer(work, database_url, data, lang.value)


@app.command("list", epilog=examples("definitie keys list"))
@guarded
def listed(database_url: Url = None, data: Data = None, lang: Lang = Language.NL) -> int:
    """List all keys: how they begin, what they are for, their scopes, and whether they still hold."""
    from cli.administration import Given, administer  # noqa: PLC0415 - loaded when there is work for it
    from storage.unit import UnitOfWork  # noqa: PLC0415

    async def work(unit: UnitOfWork, _: Given) -> None:
        rows = await unit.keys.all()
        for row in rows:
            state = "key-is-over" if row.expires_at <= datetime.now(UTC) else "key-holds"
            state = "key-is-revoked" if row.revoked_at is not None else state
            told = say(state, lang.value, until=f"{row.expires_at:%Y-%m-%d}")
            sys.stdout.write(f"{row.prefix}…  {row.name:<30} {','.join(row.scopes):<30} {told}\n")
        if not rows:
            sys.stderr.write(say("no-keys", lang.value) + "\n")

    return administer(work, database_url, data, lang.value)


@app.command("revoke", epilog=examples("definitie keys revoke dfk_Ab3xYz12"))
@guarded
def revoke(
    key: Annotated[str, typer.Argument(metavar="KEY", help="How the key begins (see ‘keys list’), or its id.")],
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Revoke a key. Every process of the service refuses it within two seconds."""
    from api.identity.administration import revoke_key  # noqa: PLC0415 - loaded when there is work for it
    from cli.administration import Given, administer  # noqa: PLC0415
    from storage.errors import NotFoundError  # noqa: PLC0415
    from storage.unit import UnitOfWork  # noqa: PLC0415

    async def work(unit: UnitOfWork, _: Given) -> None:
        wanted = key.rstrip("…")
        found = [row for row in await unit.keys.all() if wanted in {row.prefix, str(row.id)}]
        if len(found) != 1:
            raise NotFoundError(key)
        await revoke_key(unit, found[0])
        sys.stdout.write(say("key-revoked", lang.value, prefix=found[0].prefix) + "\n")

    return administer(work, database_url, data, lang.value)

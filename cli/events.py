"""``definitie events``: what webhooks did not take, and offering it to them again."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from cli.db import Data, Url
from cli.guard import guarded
from cli.options import Lang, Language, examples
from cli.texts import say

if TYPE_CHECKING:
    from storage.models import WebhookRow
    from storage.unit import UnitOfWork

app = typer.Typer(
    no_args_is_help=True,
    help="See which events webhooks did not take, and offer them again.",
    epilog=examples(
        "definitie events webhooks",
        "definitie events deliveries register",
        "definitie events redeliver register",
    ),
)
Which = Annotated[str, typer.Argument(metavar="WEBHOOK", help="Its name or its id (see ‘events webhooks’).")]


class State(StrEnum):
    """Which deliveries to show, as the service calls them."""

    WAITING = "waiting"
    DEAD = "dead"


@app.command("webhooks", epilog=examples("definitie events webhooks"))
@guarded
def webhooks(database_url: Url = None, data: Data = None, lang: Lang = Language.NL) -> int:
    """List all webhooks: id, name, state, how many events wait or were given up, and the last error."""
    from cli.administration import Given, administer  # noqa: PLC0415 - loaded when there is work for it

    async def work(unit: UnitOfWork, _: Given) -> None:
        rows = await unit.webhooks.all()
        for row in rows:
            state = say(f"webhook-{row.state}", lang.value)
            left = say("webhook-left", lang.value, **await unit.webhooks.count(row.id))
            sys.stdout.write(f"{row.id}  {row.name:<20} {state:<9} {left}  {row.error or ''}".rstrip() + "\n")
        if not rows:
            sys.stderr.write(say("no-webhooks", lang.value) + "\n")

    return administer(work, database_url, data, lang.value)


@app.command(
    "deliveries",
    epilog=examples(
        "definitie events deliveries register",
        "definitie events deliveries register --state waiting --limit 200",
    ),
)
@guarded
def deliveries(
    webhook: Which,
    state: Annotated[State, typer.Option("--state", help="Given up, or still to be tried.")] = State.DEAD,
    after: Annotated[int, typer.Option("--after", min=0, help="Go on after this position.")] = 0,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many at most.")] = 50,
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """List events that a webhook did not take: id, position, kind, subject, tries, since when, and the last error."""
    from cli.administration import Given, administer  # noqa: PLC0415 - loaded when there is work for it

    async def work(unit: UnitOfWork, _: Given) -> None:
        row = await _named(unit, webhook, lang.value)
        found = await unit.webhooks.deliveries(row.id, state.value, after, limit)
        for each in found:
            told = say(f"delivery-{each.state}", lang.value)
            sys.stdout.write(
                f"{each.id}  {each.position:>8}  {each.type:<22} {each.subject}  "
                f"{told} {each.attempts}× {each.since:%Y-%m-%dT%H:%M:%S%z}  {each.error or ''}".rstrip()
                + "\n"
            )
        if not found:
            sys.stderr.write(say("no-deliveries", lang.value) + "\n")
        elif len(found) == limit:
            sys.stderr.write(say("deliveries-more", lang.value, position=found[-1].position) + "\n")

    return administer(work, database_url, data, lang.value, missing="webhook-not-there")


@app.command(
    "redeliver",
    epilog=examples(
        "definitie events redeliver register",
        "definitie events redeliver register --delivery 01a20db0-1677-7594-9b4f-0f899f844f48",
    ),
)
@guarded
def redeliver(
    webhook: Which,
    delivery: Annotated[
        UUID | None, typer.Option("--delivery", metavar="ID", help="One of those that were given up; all without it.")
    ] = None,
    database_url: Url = None,
    data: Data = None,
    lang: Lang = Language.NL,
) -> int:
    """Offer a webhook again what was given up; a running service sends it within a second. It goes on record."""
    from api.webhooks.redelivering import redeliver as again  # noqa: PLC0415 - loaded when there is work for it
    from cli.administration import Given, administer  # noqa: PLC0415

    async def work(unit: UnitOfWork, _: Given) -> None:
        row = await _named(unit, webhook, lang.value)
        count = await again(unit, row.id, delivery)
        sys.stdout.write(say("redelivered", lang.value, name=row.name, count=count) + "\n")
        if row.state != "active":
            state = say(f"webhook-{row.state}", lang.value)
            sys.stderr.write(say("redelivered-later", lang.value, name=row.name, state=state) + "\n")

    return administer(work, database_url, data, lang.value, missing="webhook-not-there")


async def _named(unit: UnitOfWork, wanted: str, language: str) -> WebhookRow:
    from storage.errors import NotFoundError  # noqa: PLC0415 - loaded when there is work for it

    found = [row for row in await unit.webhooks.all() if wanted in {row.name, str(row.id)}]
    if not found:
        raise NotFoundError(wanted)
    if len(found) > 1:
        ids = "".join(f"\n  {row.id}" for row in found)
        raise typer.BadParameter(say("webhook-several", language, name=wanted) + ids, param_hint="WEBHOOK")
    return found[0]

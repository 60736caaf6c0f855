"""What ``definitie users``, ``keys`` and ``events`` share: a transaction, passwords, and how faults are told."""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from api.bootstrap import make_passwords
from api.identity.passwords import LONGEST, Passwords
from api.problems import Problem
from api.settings import Settings, SettingsError
from cli.guard import SUCCESS, UNUSABLE
from cli.texts import say
from storage.database import opened
from storage.errors import ConflictError, NotFoundError
from storage.location import database_at
from storage.migrate import upgrade
from storage.unit import Actor, UnitOfWork

CLI = Actor("cli")


@dataclass(frozen=True, slots=True)
class Given:
    """What an act may need beside its unit of work."""

    settings: Settings
    passwords: Passwords

    async def hashed(self, password: str) -> str:
        """The hash of a new password.

        Raises:
            Problem: for one that is too short or too long.
        """
        return await self.passwords.hash(password)


Work = Callable[[UnitOfWork, Given], Awaitable[None]]


def administer(
    work: Work, database_url: str | None, data: Path | None, language: str, *, missing: str = "not-there"
) -> int:
    """Do something in one transaction. What the service would refuse is said and refused here too.

    Args:
        work: what to do.
        database_url: of the database; an embedded one without it.
        data: folder of the embedded one.
        language: to say things in.
        missing: key of what to say where something that was named is not there.

    Returns:
        The exit status.
    """
    try:
        settings = Settings.from_environment(database_url=database_url, data_folder=data)
        url = settings.database_url.get_secret_value() if settings.database_url is not None else None
        with database_at(url, settings.data_folder) as address:
            asyncio.run(_in_transaction(work, settings, address))
    except SettingsError as error:
        sys.stderr.write(say("settings-wrong", language, reason=str(error)) + "\n")
    except Problem as problem:
        sys.stderr.write("".join(f"{line}\n" for line in lines_of(problem, language)))
    except ConflictError:
        sys.stderr.write(say("name-taken", language) + "\n")
    except NotFoundError:
        sys.stderr.write(say(missing, language) + "\n")
    else:
        return SUCCESS
    return UNUSABLE


async def _in_transaction(work: Work, settings: Settings, address: str) -> None:
    if settings.database_url is None:
        await upgrade(address)
    passwords = make_passwords(settings)
    try:
        async with opened(address) as database, database.unit(CLI) as unit:
            await work(unit, Given(settings, passwords))
    finally:
        passwords.close()


def lines_of(problem: Problem, language: str) -> list[str]:
    """A problem as lines of text: one for each field, else what it is about."""
    told = problem.document(language)
    faults = [f"{fault['pointer'].lstrip('/')}: {fault['detail']}" for fault in told.get("errors", [])]
    return [f"{told['title']}: {fault}" for fault in faults or [told["detail"]]]


def read_password(file: str | None, language: str) -> str | None:
    """A password from a file, from standard input, or asked for twice; never from the command line, where all see it.

    Returns:
        ``None`` where the two differ (which is said).
    """
    if file is not None and file != "-":
        with Path(file).open(encoding="utf-8") as source:
            return source.readline(LONGEST * 4).rstrip("\r\n")
    if file == "-" or not sys.stdin.isatty():
        return sys.stdin.readline(LONGEST * 4).rstrip("\r\n")
    first = getpass.getpass(say("ask-password", language) + " ")
    if first != getpass.getpass(say("ask-password-again", language) + " "):
        sys.stderr.write(say("passwords-differ", language) + "\n")
        return None
    return first

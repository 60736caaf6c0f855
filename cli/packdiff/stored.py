"""Versions of packs that a service stores, from its database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from engine.errors import InputError, PackError, Problem


def from_database(url: str | None) -> Callable[[str, str], bytes]:
    """What gives the archive of a stored version by name and version or digest (or how that begins).

    Args:
        url: of the database; else the one that the environment names.
    """

    def archive(name: str, wanted: str) -> bytes:
        from storage.location import named_url  # noqa: PLC0415 - in the extra ‘service’, and seldom needed

        address = url or named_url()
        if address is None:
            raise InputError([Problem("needs-database")])
        found = asyncio.run(_archive(address, name, wanted))
        if found is None:
            raise PackError([Problem("not-stored", values={"name": name, "version": wanted})])
        return found

    return archive


async def _archive(address: str, name: str, wanted: str) -> bytes | None:
    from storage.database import opened  # noqa: PLC0415 - as above

    async with opened(address) as database, database.unit() as unit:
        for row in await unit.packs.versions(name):
            digests = [digest for digest in (row.digest, row.archive_digest) if digest is not None]
            if row.version == wanted or (":" in wanted and any(digest.startswith(wanted) for digest in digests)):
                return (await unit.packs.get(name, row.digest)).archive
    return None

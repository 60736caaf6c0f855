"""Versions of packs as engines: from the database, by digest, onto the shelf and into the host; each once at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import structlog

from api.host.engine_host import EngineHost, Loaded
from api.packs.proving import load
from api.packs.shelf import Shelf
from engine.errors import PackError
from storage.database import Database
from storage.errors import NotFoundError
from storage.models import PackRow

log = structlog.get_logger(__name__)


class NotKeptError(Exception):
    """A version that is known, but whose files were never kept, or do not load in this program."""


class Library:
    """The versions that a process can judge by.

    Args:
        database: where they are kept.
        host: where they are loaded.
        shelf: where they are unpacked.
        profile: that the service runs.
    """

    def __init__(self, database: Database, host: EngineHost, shelf: Shelf, profile: str | None) -> None:
        self._database = database
        self._host = host
        self._profile = profile
        self._lock = asyncio.Lock()
        self.shelf = shelf

    @property
    def used(self) -> Loaded:
        """The engine in use."""
        return self._host.loaded

    async def loaded(self, digest: str) -> Loaded:
        """The engine of packs with this digest (as ``EngineHost.digest`` gives it), loaded where it was not.

        Raises:
            NotFoundError: where one of them is not known.
            NotKeptError: where one of them cannot be loaded.
        """
        found = self._host.of(digest)
        if found is not None:
            return found
        async with self._lock:
            found = self._host.of(digest)
            if found is not None:
                return found
            folders = await self._folders(digest.split("+"))
            try:
                engine = await asyncio.to_thread(load, folders, self._profile, self._host.recent)
            except PackError as error:
                log.error("packs-not-loaded", digest=digest, problems=[each.code for each in error.problems])
                raise NotKeptError(digest) from error
            if "+".join(pack.content_digest for pack in engine.packs) != digest:
                # Another version of the program reads these files in another way.
                raise NotKeptError(digest)
            return self._host.add(engine, folders)

    async def asked(self, text: str) -> Loaded:
        """The engine of the packs in use, with one of them in another version.

        Args:
            text: ``name@1.2.0`` or ``name@sha256:…``.

        Raises:
            NotFoundError: for a pack that is not in use, or a version of it that is not kept.
            NotKeptError: where it cannot be loaded.
        """
        name, _, wanted = text.partition("@")
        now = {pack.name: pack for pack in self._host.engine.packs}
        if name not in now or not wanted:
            raise NotFoundError(text)
        if wanted in (now[name].version, now[name].content_digest):
            return self._host.loaded
        async with self._database.unit() as unit:
            row = await unit.packs.named(name, wanted)
        digests = [row.digest if each == name else pack.content_digest for each, pack in now.items()]
        return await self.loaded("+".join(digests))

    async def follow(self) -> bool:
        """Use the versions that the database names as the active ones; whether that took a change.

        Raises:
            StorageError: where the database cannot do it now.
            NotKeptError: where one of them cannot be loaded.
        """
        async with self._database.unit() as unit:
            active = await unit.packs.active_digests()
        return await self.use(active)

    async def use(self, active: dict[str, str]) -> bool:
        """The same, for digests by name."""
        wanted = self._with(active)
        if wanted == self._host.digest:
            return False
        loaded = await self.loaded(wanted)
        self._host.swap(loaded.engine, loaded.packs)
        log.info("packs-switched", packs=[f"{pack.name} {pack.version}" for pack in loaded.engine.packs])
        return True

    async def expect(self, awaited: dict[str, str]) -> None:
        """Load versions that are about to become the active ones, beside the ones in use.

        Args:
            awaited: digests by name.

        Raises:
            StorageError: where the database cannot do it now.
            NotKeptError: where one of them cannot be loaded.
        """
        await self.loaded(self._with(awaited))

    def _with(self, digests: dict[str, str]) -> str:
        """The digest of the packs in use, with some of them in other versions."""
        return "+".join(digests.get(pack.name, pack.content_digest) for pack in self._host.engine.packs)

    async def _folders(self, digests: Sequence[str]) -> list[str]:
        async with self._database.unit() as unit:
            rows = [await unit.packs.by_digest(digest) for digest in digests]
        return [str(await self.put(row)) for row in rows]

    async def put(self, row: PackRow) -> Path:
        """The folder of a version.

        Raises:
            NotKeptError: where its files were never kept.
        """
        if row.archive is None:
            raise NotKeptError(row.digest)
        return await asyncio.to_thread(self.shelf.put, row.archive)

"""A version of a pack becomes the active one: proven aside, compiled aside, announced in one transaction, swapped in.

One at a time in all processes together. What fails on the way leaves everything as it was, and is noted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

import structlog

from api.host.engine_host import EngineHost
from api.packs.announcing import Candidate, ReplacedError, announce, keep, note_failure, note_same
from api.packs.leading import ACTIVATION, lock
from api.packs.library import Library, NotKeptError
from api.packs.proving import load, prove
from api.packs.refusals import Reason, RefusedError, told_by
from api.settings import Settings
from engine.engine import Engine
from engine.errors import PackError
from engine.packs.archive import archive_digest
from engine.packs.diff import PackDiff, compare
from engine.packs.model import Pack
from storage.database import Database
from storage.models import Origin, PackRow
from storage.unit import UnitOfWork

log = structlog.get_logger(__name__)

Unit = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
"""Opens a transaction in the name of who asks."""


class BusyError(Exception):
    """Another version is being proven or activated."""


class UnknownPackError(Exception):
    """No pack of this name is in use here."""


class Signatures(Protocol):
    """Says whether files are signed by somebody who may."""

    def check(self, archive: bytes, signature: str | None) -> Reason | None:
        """Why not; ``None`` where all is right."""
        ...


@dataclass(frozen=True, slots=True)
class Activated:
    """What came of it: the difference, and what is judged again (``None`` where nothing has to be)."""

    diff: PackDiff
    revalidation: UUID | None

    @property
    def unchanged(self) -> bool:
        """Whether it was the active one already."""
        return self.diff.old.digests.content == self.diff.new.digests.content


class Activator:
    """Of a process.

    Args:
        database: where versions are kept.
        host: that judges.
        library: of versions.
        settings: name the profile, and how long before its activation others may load a version.
        signatures: that are demanded or checked.
        counted: is told of every try: name of the pack and ``activated`` or ``failed``.
    """

    def __init__(
        self,
        database: Database,
        host: EngineHost,
        library: Library,
        settings: Settings,
        signatures: Signatures,
        counted: Callable[[str, str], None],
    ) -> None:
        self._database = database
        self._host = host
        self._library = library
        self._profile = settings.profile
        self._ahead = settings.pack_ahead
        self._signatures = signatures
        self._counted = counted

    async def activate(self, name: str, candidate: Candidate, unit: Unit, noted: Unit) -> Activated:
        """Make a version the active one.

        Args:
            name: of the pack.
            candidate: the version.
            unit: for the transaction that activates it.
            noted: for the one that notes a failure instead.

        Raises:
            UnknownPackError: where no such pack is in use.
            BusyError: where another activation is under way.
            RefusedError: where it is not activated; that is noted already.
            StorageError: where the database cannot do it now.
        """
        async with lock(self._database, ACTIVATION) as alive:
            if alive is None:
                raise BusyError
            try:
                await self._library.follow()
            except NotKeptError:  # made for another version of the program: this is the way out
                log.warning("pack-replaced-unread", pack=name)
            if all(pack.name != name for pack in self._host.engine.packs):
                raise UnknownPackError(name)
            try:
                return await self._activated(name, candidate, unit)
            except RefusedError as error:
                self._counted(name, "failed")
                log.warning("pack-refused", pack=name, reason=error.reason.said[1])
                async with noted() as transaction:
                    files = archive_digest(candidate.archive)
                    await note_failure(transaction, name, candidate.origin, error.reason, files=files)
                raise

    async def _activated(self, name: str, candidate: Candidate, unit: Unit) -> Activated:
        wrong = self._signatures.check(candidate.archive, candidate.signature)
        if wrong is not None:
            raise RefusedError(wrong)
        old = self._host.engine
        active = await self._active(name)
        if active is not None and active.archive_digest == archive_digest(candidate.archive):
            pack = _pack(old, name)
            return Activated(compare(pack, pack), None)
        folder, new, folders = await self._proven(name, candidate)
        diff = await asyncio.to_thread(compare, _pack(old, name), _pack(new, name))
        reused = [change.code for change in diff.rules if change.reused]
        if reused:
            raise RefusedError(Reason.of("code-reused", ", ".join(reused)))
        if active is not None and active.digest == diff.new.digests.content:
            async with unit() as transaction:
                await note_same(transaction, _pack(new, name), candidate)
            return Activated(diff, None)
        await self._awaited(name, new, folders, candidate)
        try:
            async with unit() as transaction:
                row = await announce(transaction, old, new, diff, candidate, active)
        except ReplacedError:
            raise BusyError from None
        self._host.swap(new, folders)
        self._counted(name, "activated")
        log.info("pack-activated", pack=name, version=diff.new.version, was=diff.old.version, folder=folder.name)
        return Activated(diff, None if row is None else row.id)

    async def _awaited(self, name: str, new: Engine, folders: list[str], candidate: Candidate) -> None:
        """Let all processes load a version before it is the active one, so that they change over at once."""
        if not self._ahead:
            return
        self._host.add(new, folders)
        async with self._database.unit() as unit:
            await keep(unit, _pack(new, name), candidate)
            await unit.packs.mark_awaited(name, _pack(new, name).content_digest)
        await asyncio.sleep(self._ahead)

    async def _active(self, name: str) -> PackRow | None:
        async with self._database.unit() as unit:
            return next((row for row in await unit.packs.active() if row.name == name), None)

    async def _proven(self, name: str, candidate: Candidate) -> tuple[Path, Engine, list[str]]:
        """The folder of the version, the engine with it, and the folders of all packs of that engine."""
        loaded = self._host.loaded
        try:
            folder = await asyncio.to_thread(self._library.shelf.put, candidate.archive)
        except PackError as error:
            raise RefusedError(told_by(error, "not-loadable", Path())) from None
        except OSError as error:
            raise RefusedError(Reason.of("not-readable", error.strerror or type(error).__name__)) from None
        if folder.name != name:
            raise RefusedError(Reason.of("other-pack", folder.name))
        folders = [
            str(folder) if pack.name == name else place
            for pack, place in zip(loaded.engine.packs, loaded.packs, strict=True)
        ]
        proof = await prove(folders, self._profile)
        if proof.died:
            raise RefusedError(Reason.of("proof-died"))
        if proof.problems:
            raise RefusedError(told_by(proof.problems, "examples-fail" if proof.packs else "not-loadable", folder))
        try:
            return folder, await asyncio.to_thread(load, folders, self._profile, self._host.recent), folders
        except PackError as error:
            raise RefusedError(told_by(error, "not-loadable", folder)) from None


def _pack(engine: Engine, name: str) -> Pack:
    return next(pack for pack in engine.packs if pack.name == name)


__all__ = ["Activated", "Activator", "BusyError", "Candidate", "Origin", "UnknownPackError"]

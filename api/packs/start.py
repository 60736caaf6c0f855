"""Which versions a process begins with: those that the database names as active, else what the settings name.

So a restart never changes a verdict: what was activated or rolled back stays, whatever lies in the folders meanwhile.
What lies there is looked at when the service runs (``watching``), and proven before it is used. A pack that was never
active begins as the settings have it, signed where the service demands that. Either way it is loaded from the shelf,
where it cannot change. (``docs/decisions/0021-activation.md``)
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import structlog

from api.host.memory import give_back
from api.mirror import files_of
from api.packs.shelf import Shelf
from api.packs.signatures import Trust, signature_beside
from api.settings import Settings
from engine.engine import Engine
from engine.errors import PackError
from engine.packs.archive import read_archive
from engine.packs.find import find_pack
from plugins.manager import pack_folders
from storage.database import Database
from storage.errors import StorageError
from storage.models import PackRow

SHELF = "packs"
"""Folder for unpacked versions, in the data folder."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a process begins with: an engine, and the folders that its packs were loaded from."""

    engine: Engine
    packs: tuple[str, ...]


def shelf_of(settings: Settings) -> Shelf:
    """The shelf in the data folder."""
    return Shelf(settings.data_folder / SHELF)


async def begin(settings: Settings, address: str) -> Opening:
    """The engine to begin with.

    Args:
        settings: name the packs.
        address: of the database; where it does not answer, the folders of the settings are used until it does.

    Raises:
        PackError: where a pack does not load, and no version of it is active either.
        SignatureError: for a version that is not the active one, and not signed where that is demanded.
    """
    database = Database(address, pool_size=1)
    try:
        active = await _active(database)
    finally:
        await database.close()
    return await asyncio.to_thread(open_packs, settings, active)


def open_packs(settings: Settings, active: dict[str, PackRow]) -> Opening:
    """The same, with the active versions at hand.

    Raises:
        PackError: as ``begin``.
        SignatureError: for a version that is not the active one, and not signed where that is demanded.
    """
    from plugins import load_engine  # noqa: PLC0415 - the folder for figures must be named before it is loaded

    shelf, trust = shelf_of(settings), Trust(settings)
    kept = [_from_store(shelf, name, active) for name in settings.pack_names]
    folders = [str(found or _begun(shelf, name, trust)) for found, name in zip(kept, settings.pack_names, strict=True)]
    try:
        engine = load_engine(folders, profile=settings.profile, verify=False if all(kept) else "once")
    except PackError as error:
        if not any(kept):
            raise
        # Made for another version of the program: then what came with this one.
        log.error("active-packs-not-loaded", problems=[each.code for each in error.problems])
        folders = [str(_begun(shelf, name, trust)) for name in settings.pack_names]
        engine = load_engine(folders, profile=settings.profile, verify="once")
    give_back()
    return Opening(engine, tuple(folders))


def _begun(shelf: Shelf, pack: str, trust: Trust) -> Path:
    """A pack as the settings have it. Where signatures are demanded this version needs one too: nobody activated it."""
    folder, archive = find_pack(pack, pack_folders()), files_of(pack)
    signature = signature_beside(folder, archive)
    trust.demand(archive, signature)
    return shelf.put(archive, signature)


def name_of(pack: str) -> str:
    """The name of a pack of the settings: its manifest's, or where its folder is gone the folder's.

    Raises:
        PackError: where its files cannot be an archive.
    """
    try:
        return read_archive(files_of(pack)).name
    except (PackError, OSError):
        return Path(pack).name


def _from_store(shelf: Shelf, pack: str, active: dict[str, PackRow]) -> Path | None:
    row = active.get(name_of(pack)) if active else None
    if row is None or row.archive is None:
        return None
    try:
        return shelf.put(row.archive)
    except (PackError, OSError) as error:
        log.error("active-pack-not-unpacked", pack=row.name, digest=row.digest, exc_info=error)
        return None


async def _active(database: Database) -> dict[str, PackRow]:
    try:
        await database.ready()
        async with database.unit() as unit:
            return {row.name: await unit.packs.get(row.name, row.digest) for row in await unit.packs.active()}
    except StorageError as error:
        log.warning("active-packs-unknown", reason=str(error))
        return {}

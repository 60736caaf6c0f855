"""Writes the packs that were loaded into the tables ``packs`` and ``validation_rules``, for who looks at the store."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from api.packs.shelf import signature_of
from engine.packs.archive import archive_digest, pack_archive
from engine.packs.find import find_pack
from engine.packs.model import Pack
from plugins.manager import pack_folders
from storage.database import Database
from storage.models import ActivationRow, Origin
from storage.repositories.rules import RuleMirror


async def mirror(database: Database, packs: Sequence[Pack]) -> None:
    """Write packs, once for each digest, and mark them as the active ones. To do it again changes nothing.

    Raises:
        StorageError: where the database cannot do it now.
    """
    async with database.unit() as unit:
        # In one order, so that two processes that start at once do not wait for each other.
        for pack in sorted(packs, key=lambda each: each.name):
            await unit.packs.mirror(pack.name, pack.version, pack.content_digest, rules_of(pack))


async def mirror_first(database: Database, packs: Sequence[Pack], folders: Sequence[str]) -> None:
    """Write packs with their files, and mark as active those of a name that has no active version yet.

    Args:
        database: to write to.
        packs: that are loaded.
        folders: that they were loaded from.

    Raises:
        StorageError: where the database cannot do it now.
    """
    async with database.unit() as unit:
        active = {row.name: row for row in await unit.packs.active()}
    wanted = [
        (pack, folder)
        for pack, folder in sorted(zip(packs, folders, strict=True), key=lambda each: each[0].name)
        if pack.name not in active
        or (active[pack.name].digest == pack.content_digest and active[pack.name].archive_digest is None)
    ]
    for pack, folder in wanted:
        archive = await asyncio.to_thread(files_of, folder)
        files = archive_digest(archive)
        async with database.unit() as unit:
            now = await unit.packs.hold(pack.name)
            await unit.packs.keep(
                pack.name, pack.version, pack.content_digest, rules_of(pack),
                archive=archive, archive_digest=files, signature=signature_of(folder),
            )  # fmt: skip
            if now is None:
                await unit.packs.activate(pack.name, pack.content_digest)
                await unit.activations.add(
                    ActivationRow(
                        name=pack.name, origin=Origin.START, archive_digest=files, to_version=pack.version,
                        to_digest=pack.content_digest, outcome="activated",
                    )
                )  # fmt: skip


def files_of(pack: str) -> bytes:
    """The archive of a pack, by name or folder.

    Raises:
        PackError: where it is not there, or cannot be an archive.
        OSError: where a file cannot be read.
    """
    search = pack_folders()
    return pack_archive(find_pack(pack, search), search)


def rules_of(pack: Pack) -> Iterator[RuleMirror]:
    """The rules of a pack as they are mirrored."""
    for rule in pack.rules:
        yield RuleMirror(
            code=rule.code,
            theme=rule.theme,
            severity=rule.severity.value,
            check="\n".join(dict.fromkeys(clause.source.text.strip() for clause in rule.clauses)),
            config={
                field.name: {
                    "type": field.type.value,
                    "default": field.default,
                    "minimum": field.minimum,
                    "maximum": field.maximum,
                }
                for field in rule.config
            },
            verdict_digest=rule.verdict_digest,
            content_digest=rule.content_digest,
        )

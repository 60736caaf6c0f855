"""``pack.lock.yaml``: which versions of the packs it extends a pack was made and tested with, by digest.

Written by ``definitie packs lock``. Where it stands beside ``pack.yaml``, a pack loads only on top of just those: what
lies beneath it changed, or is another version, is an error and no other verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field

from engine.errors import Problem
from engine.packs.find import LOCK
from engine.packs.model import Pack
from engine.packs.nodes import Path as NodePath
from engine.packs.read_model import read_model
from engine.packs.texts import Name, Strict, Text, Version
from engine.packs.yaml_reader import read_file

_HEAD = "# Geschreven door: definitie packs lock. Wijzig dit bestand niet met de hand.\n"


class LockedPack(Strict):
    """Eén pakket waarop wordt voortgebouwd."""

    name: Name = Field(description="Naam van het pakket.")
    version: Version = Field(description="Versie van het pakket.")
    verdict: Text = Field(description="Digest van alles wat het oordeel bepaalt.")
    content: Text = Field(description="Digest van de hele inhoud.")


class LockFile(Strict):
    """De pakketten waarmee dit pakket gemaakt is."""

    packs: list[LockedPack] = Field(description="Alle pakketten waarop wordt voortgebouwd, op naam.")


def lock_text(packs: Mapping[str, Pack]) -> str:
    """The text of the lock of a pack.

    Args:
        packs: all that it extends, those beneath included, by name.
    """
    lines = [_HEAD, "packs:\n" if packs else "packs: []\n"]
    for name, pack in sorted(packs.items()):
        lines += [
            f"  - name: {name}\n", f"    version: {pack.version}\n", f"    verdict: {pack.verdict_digest}\n",
            f"    content: {pack.content_digest}\n",
        ]  # fmt: skip
    return "".join(lines)


def check_lock(folder: Path, packs: Mapping[str, Pack], language: str = "nl") -> Iterator[Problem]:
    """What does not agree with the lock that lies in the folder of a pack; nothing where there is none.

    Args:
        folder: of the pack.
        packs: all that it extends, those beneath included, by name.
        language: of the pack.
    """
    if not (folder / LOCK).is_file():
        return
    document = read_file(folder / LOCK, str(folder / LOCK))
    yield from document.problems
    lock, problems = read_model(document, LockFile, language)
    yield from problems
    if lock is None:
        return
    for place, locked in enumerate(lock.packs):
        here: NodePath = ["packs", place]
        found = packs.get(locked.name)
        if found is None:
            yield document.problem("lock-unused", [*here, "name"], name=locked.name)
        elif found.version != locked.version:
            yield document.problem(
                "lock-version", [*here, "version"], name=locked.name, locked=locked.version, found=found.version
            )
        elif found.content_digest != locked.content or found.verdict_digest != locked.verdict:
            yield document.problem(
                "lock-digest", [*here, "content"], name=locked.name, version=found.version, found=found.content_digest
            )
    for name in sorted(packs.keys() - {locked.name for locked in lock.packs}):
        yield document.problem("lock-missing", ["packs"], name=name)

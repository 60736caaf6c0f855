"""What a pack was read from, so that a compiled pack can tell whether its files still say the same.

Contents decide, never dates: reading and hashing the 163 files of astra-nl takes 4 ms, so that no short cut is worth
the risk of a verdict by rules that are no longer there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import PackError
from engine.packs.find import LOCK, MANIFEST, find_pack


@dataclass(frozen=True, slots=True)
class PackSource:
    """One folder that was read: ``digest`` of its files before reading, ``extends`` the folders it leads to by name."""

    folder: Path
    digest: str
    extends: Mapping[str, Path]


def pack_digest(folder: Path) -> str:
    """``sha256:…`` over names and contents of all files that loading a pack looks at; ``OSError`` if one is unreadable.

    Args:
        folder: the folder of the pack.
    """
    total = hashlib.sha256()
    for path in pack_files(folder):
        content = path.read_bytes()
        total.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return f"sha256:{total.hexdigest()}"


def unchanged(sources: Sequence[PackSource], search: Sequence[Path]) -> bool:
    """Whether all sources say what they said, and the packs they extend are still found in the same place."""
    try:
        return all(
            pack_digest(source.folder) == source.digest
            and all(
                find_pack(name, [source.folder.parent, *search]).resolve() == folder
                for name, folder in source.extends.items()
            )
            for source in sources
        )
    except (OSError, PackError):
        return False


def pack_files(folder: Path) -> Iterator[Path]:
    """The manifest, its lock, and all below ``rules`` and ``lexicons`` that is read or complained about, in order."""
    yield folder / MANIFEST
    if (folder / LOCK).is_file():
        yield folder / LOCK
    for part in ("rules", "lexicons"):
        for path in sorted((folder / part).rglob("*")):
            if path.suffix.lower() in (".yaml", ".yml") and not path.name.startswith(".") and path.is_file():
                yield path

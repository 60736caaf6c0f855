"""Where packs are found: apart from reading them, since a compiled pack in the cache is found but not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.errors import Mark, PackError, Problem
from engine.language.nearest import closest

MANIFEST = "pack.yaml"
LOCK = "pack.lock.yaml"
"""Which versions of the packs it extends a pack was made with: ``engine.packs.lock``."""


def find_pack(name_or_path: Path | str, search: Sequence[Path] = ()) -> Path:
    """The folder of a pack.

    Args:
        name_or_path: a folder, or a name to look for. A text without a slash is a name first.
        search: folders that hold packs, in order.

    Returns:
        The folder; it holds a ``pack.yaml``.

    Raises:
        PackError: ``unknown-pack`` (with the name that was probably meant) or ``no-manifest``.
    """
    if isinstance(name_or_path, str) and "/" not in name_or_path and "\\" not in name_or_path:
        for folder in search:
            if (folder / name_or_path / MANIFEST).is_file():
                return folder / name_or_path
    path = Path(name_or_path)
    if (path / MANIFEST).is_file():
        return path
    if path.is_dir():
        raise PackError([Problem("no-manifest", Mark(str(path), 1, 1), values={"folder": str(path)})])
    names = sorted({pack.name for folder in search for pack in _packs_in(folder)})
    name = str(name_or_path)
    values = {"name": name, "known": ", ".join(names) or "–"}
    beside = [str(folder) for folder in _packs_in(path.parent)]
    raise PackError([Problem("unknown-pack", values=values, suggestion=closest(name, [*names, *sorted(beside)]))])


def _packs_in(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (child for child in folder.iterdir() if (child / MANIFEST).is_file())

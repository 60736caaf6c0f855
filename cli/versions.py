"""The packs that come with the program, for ``definitie --version``."""

from __future__ import annotations

from engine.packs.model import Pack
from plugins import load_engine
from plugins.manager import pack_folders


def installed_packs() -> list[Pack]:
    """All packs in the program's own folders, by name.

    Raises:
        PackError: one of them does not load.
    """
    names = sorted(path.parent.name for folder in pack_folders() for path in folder.glob("*/pack.yaml"))
    return [load_engine([name], verify=False).packs[0] for name in names]

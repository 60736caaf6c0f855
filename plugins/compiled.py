"""Where compiled packs are kept on this machine, and with which code they were made.

``DEFINITIE_CACHE`` names another folder, or is ``off``. The code of engine and plugins is part of the key by its
contents (hashing it takes 7 ms), so that neither an upgrade nor an edit in a checkout meets what older code compiled.
"""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import engine
from engine.compile.cache import PackCache

log = logging.getLogger(__name__)

VARIABLE: Final = "DEFINITIE_CACHE"
OFF: Final = "off"
NAME: Final = "definitie"


def pack_cache(plugins: Iterable[tuple[str, str]] = ()) -> PackCache | None:
    """The cache of this user; ``None`` where it is switched off, or there is no home folder.

    Args:
        plugins: name and version of the distributions that offer plugins.
    """
    folder = cache_folder()
    if folder is None:
        return None
    try:
        made_with = environment(plugins)
    except (OSError, PackageNotFoundError) as error:
        log.warning("no cache of compiled packs: %s", error)
        return None
    return PackCache(folder, made_with)


def environment(plugins: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """What decides, beside packs, features and analyzers, what is compiled: versions or digests by name.

    Raises:
        OSError: the code of the program cannot be read.
        PackageNotFoundError: the parser is not installed as a distribution.
    """
    return {
        "code": _code([Path(engine.__file__).parent, Path(__file__).parent]),
        "python": f"{sys.implementation.cache_tag} {platform.python_version()}",
        "lark": version("lark"),
        "plugins": ", ".join(f"{name} {number}" for name, number in sorted(plugins)),
    }


def cache_folder() -> Path | None:
    """The folder of the cache: what ``DEFINITIE_CACHE`` says, else ours in the user's folder for such things."""
    given = os.environ.get(VARIABLE, "")
    if given == OFF:
        return None
    if given:
        return Path(given)
    try:
        return _user_folder() / NAME
    except RuntimeError:
        log.warning("no cache of compiled packs: there is no home folder; %s can name one", VARIABLE)
        return None


def _user_folder() -> Path:
    """The folder for derived files by the customs of the system (XDG Base Directory, Apple, Windows)."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    given = os.environ.get("XDG_CACHE_HOME", "")
    return Path(given) if given.startswith("/") else Path.home() / ".cache"


def _code(folders: Iterable[Path]) -> str:
    """``sha256:…`` over names and contents of the code in some folders, the grammar included."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted((*folder.rglob("*.py"), *folder.rglob("*.lark"))):
            content = path.read_bytes()
            total.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            total.update(content)
    return f"sha256:{total.hexdigest()}"

"""Where the packs of the settings come from: a folder, or a folder in a git repository; read as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from api.mirror import files_of
from api.packs.announcing import Candidate
from api.packs.git_source import GitSource, git_sources
from api.packs.signatures import signature_beside
from api.packs.start import name_of
from api.settings import Settings
from engine.errors import PackError
from engine.packs.archive import read_archive
from engine.packs.find import find_pack
from plugins.manager import pack_folders
from storage.models import Origin

GIT = "git"
"""Folder for working copies, in the data folder."""


class Sources:
    """The sources of a service.

    Args:
        settings: name them.
    """

    def __init__(self, settings: Settings) -> None:
        self._packs = settings.pack_names
        self._names: dict[str, str] = {}
        self.git: Mapping[str, GitSource] = git_sources(settings.packs_git, settings.data_folder / GIT)

    @property
    def folders(self) -> tuple[str, ...]:
        """The names of packs that come from a folder."""
        return tuple(name for name in map(self._name, self._packs) if name not in self.git)

    def watched(self) -> list[Path]:
        """The folders of these packs, and of those that they extend; of what is there."""
        found = []
        for name in self.folders:
            try:
                folder = self.root(name)
                found.append(folder)
                others = read_archive(files_of(str(folder))).packs.keys() - {name}
                found += [find_pack(other, [folder.parent, *pack_folders()]) for other in sorted(others)]
            except (PackError, OSError):
                continue
        return found

    def root(self, name: str) -> Path:
        """The folder that a pack comes from, as it is on this machine.

        Raises:
            FileNotFoundError: where it is not there.
        """
        if name in self.git:
            return self.git[name].folder
        pack = next((pack for pack in self._packs if self._name(pack) == name), name)
        try:
            return find_pack(pack, pack_folders())
        except PackError:
            raise FileNotFoundError(pack) from None

    def read(self, name: str, *, rewritten: bool = False) -> Candidate:
        """The version that the source of a pack holds now.

        Args:
            name: of the pack.
            rewritten: also where the history of a git repository was rewritten.

        Raises:
            FileNotFoundError: where it is not there.
            RewrittenError: where the history of a git repository was rewritten.
            PackError: where it cannot be an archive.
            OSError: where a file cannot be read.
        """
        if name in self.git:
            self.git[name].update(rewritten=rewritten)
        folder = self.root(name)
        archive = files_of(str(folder))
        return Candidate(Origin.SOURCE, archive, signature_beside(folder, archive))

    def _name(self, pack: str) -> str:
        # Once: a folder that is being written may have no name just then.
        if pack not in self._names:
            self._names[pack] = name_of(pack)
        return self._names[pack]

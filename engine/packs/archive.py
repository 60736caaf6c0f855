"""A pack with all that it extends as one archive: to keep by digest, to sign, to send, and to load elsewhere.

``archive.json`` says which pack it is; every pack stands below ``packs/NAME/``, so that those it extends are found
beside it. Equal contents give equal bytes, on any machine, day and version of Python or zlib. An archive comes from
outside: reading one refuses whatever packing would not have made (``docs/decisions/0019-pack-archives.md``).
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.errors import PackError
from engine.packs.find import LOCK, MANIFEST, find_pack
from engine.packs.manifest import PackFile
from engine.packs.nodes import Scalar
from engine.packs.read_model import read_model
from engine.packs.sources import pack_files
from engine.packs.tar import NameTooLongError, read_tar, refused, write_tar
from engine.packs.texts import NAME
from engine.packs.yaml_reader import MAX_BYTES, read_bytes

FORMAT: Final = 1
"""Raised when the layout of an archive changes."""
HEAD: Final = "archive.json"
PACKS: Final = "packs"
SUFFIX: Final = ".pack.tar"
"""How the file of an archive is called: ``NAME-VERSION.pack.tar``."""
BESIDE: Final = ("CHANGELOG.md", "LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "README.md")
"""Files beside the manifest that travel with a pack, though loading does not look at them."""
MOST_FILES: Final = 20_000
MOST_BYTES: Final = 64 << 20
"""Largest archive; its files are not compressed, so that nothing grows on unpacking."""
_PART: Final = re.compile(r"[^\W_][\w. ()+,=@&'-]*(?<![. ])")
"""One step of a name, that means the same on every system: no hidden file, no drive, no step upwards."""


@dataclass(frozen=True, slots=True)
class PackContents:
    """What stands in an archive: the name of the pack, and the files of each pack by their names inside it."""

    name: str
    packs: Mapping[str, Mapping[str, bytes]]

    @property
    def manifest(self) -> PackFile:
        """The manifest of the pack; raises ``PackError`` where it cannot be read."""
        return _manifest(self.packs[self.name][MANIFEST], f"{PACKS}/{self.name}/{MANIFEST}")


def pack_archive(folder: Path, search: Sequence[Path] = ()) -> bytes:
    """A pack and every pack it extends as one archive.

    Args:
        folder: the folder of the pack.
        search: folders that hold the packs it may extend; the folder a pack itself lies in is searched first.

    Returns:
        The archive; equal for equal contents. The pack is not judged: load it for that.

    Raises:
        PackError: a manifest cannot be read, a pack it extends is not found, or a name or size cannot be kept.
        OSError: a file cannot be read.
    """
    found: dict[str, dict[str, bytes]] = {}
    main = _manifest(_content(folder / MANIFEST), str(folder / MANIFEST)).name
    _gather(main, find_pack(folder), search, found)
    return write_archive(PackContents(main, found))


def unpack(archive: bytes, into: Path) -> Path:
    """Write the files of an archive into a folder, whole or not at all.

    Args:
        archive: what :func:`pack_archive` made, from whoever.
        into: a folder that is not there yet, is empty, or holds just this archive from before.

    Returns:
        The folder of the pack, to load; what it extends is found beside it.

    Raises:
        PackError: an ``archive-…`` problem, or ``folder-not-empty``: there is something else in ``into``.
        OSError: a file cannot be written.
    """
    contents = read_archive(archive)
    into.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{into.name}-", dir=into.parent))
    try:
        files = dict(_files(contents))
        for name, content in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        try:
            aside.rename(into)
        except OSError:
            if not _holds(into, files):
                raise
    except OSError:
        if into.is_dir() and any(into.iterdir()):
            raise refused("folder-not-empty", folder=str(into)) from None
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return into / PACKS / contents.name


def archive_digest(archive: bytes) -> str:
    """``sha256:…`` of the bytes of an archive: equal just where the files of pack and extended packs are."""
    return f"sha256:{hashlib.sha256(archive).hexdigest()}"


def write_archive(contents: PackContents) -> bytes:
    """The archive of some contents; errors are those of :func:`pack_archive`."""
    try:
        files = dict(_files(contents))
        _fits(files)
        made = write_tar(files)
    except NameTooLongError as error:
        raise refused("archive-name", name=str(error)) from None
    if len(made) > MOST_BYTES:
        raise refused("archive-large", limit=str(MOST_BYTES))
    return made


def read_archive(archive: bytes) -> PackContents:
    """What stands in an archive, nothing written anywhere.

    Raises:
        PackError: with an ``archive-…`` problem: it is none, was altered, or is not complete.
    """
    if len(archive) > MOST_BYTES:
        raise refused("archive-large", limit=str(MOST_BYTES))
    files = read_tar(archive, most_files=MOST_FILES, most_bytes=MAX_BYTES)
    _fits(files)
    main = _head(files.get(HEAD))
    packs: dict[str, dict[str, bytes]] = {}
    for name, content in files.items():
        if name != HEAD:
            _, pack, inside = name.split("/", 2)
            packs.setdefault(pack, {})[inside] = content
    _complete(main, packs)
    contents = PackContents(main, packs)
    if write_archive(contents) != archive:
        raise refused("archive-altered")
    return contents


def _gather(name: str, folder: Path, search: Sequence[Path], found: dict[str, dict[str, bytes]]) -> None:
    """Add the files of a pack, and of those it extends."""
    files = {
        unicodedata.normalize("NFC", path.relative_to(folder).as_posix()): _content(path)
        for path in (*pack_files(folder), *(folder / beside for beside in BESIDE if (folder / beside).is_file()))
    }
    if name in found:
        if found[name] != files:
            raise refused("archive-two-packs", name=name)
        return
    found[name] = files
    for base in _manifest(files[MANIFEST], str(folder / MANIFEST)).extends:
        _gather(base, find_pack(base, [folder.parent, *search]), search, found)


def _content(path: Path) -> bytes:
    with path.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise refused("archive-large-file", name=str(path), limit=str(MAX_BYTES))
    return content


def _manifest(content: bytes, name: str) -> PackFile:
    document = read_bytes(content, name)
    language = document.node(["language"])
    manifest, problems = read_model(document, PackFile, language.text if isinstance(language, Scalar) else "nl")
    if manifest is None or document.problems:
        raise PackError([*document.problems, *problems])
    return manifest


def _files(contents: PackContents) -> Iterator[tuple[str, bytes]]:
    """All files of an archive with their names, in its order."""
    head = {"format": FORMAT, "pack": contents.name, "packs": sorted(contents.packs)}
    yield HEAD, json.dumps(head, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    for pack, files in sorted(contents.packs.items()):
        for name, content in sorted(files.items()):
            yield f"{PACKS}/{pack}/{name}", content


def _fits(files: Mapping[str, bytes]) -> None:
    """Refuse names that would mean something else on some system, or that two systems would not tell apart."""
    if len(files) > MOST_FILES:
        raise refused("archive-many", limit=str(MOST_FILES))
    known: dict[str, str] = {}
    for name in files:
        if name == HEAD:
            continue
        steps = name.split("/")
        inside = len(steps) > 2 and steps[0] == PACKS and re.match(NAME, steps[1]) is not None
        if not inside or unicodedata.normalize("NFC", name) != name or not all(map(_PART.fullmatch, steps)):
            raise refused("archive-name", name=name)
        if not _belongs(steps[2:]):
            raise refused("archive-foreign", name=name)
        if known.setdefault(name.casefold(), name) != name:
            raise refused("archive-twice", name=name)


def _belongs(steps: Sequence[str]) -> bool:
    """Whether a file has a place in a pack."""
    if len(steps) == 1:
        return steps[0] in (MANIFEST, LOCK, *BESIDE)
    return steps[0] in ("rules", "lexicons") and steps[-1].lower().endswith((".yaml", ".yml"))


def _head(content: bytes | None) -> str:
    """The name of the pack that an archive is of."""
    try:
        head = json.loads(content or b"")
        known = head["format"]
        name = head["pack"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise refused("archive-not-one") from None
    if known != FORMAT:
        raise refused("archive-format", found=str(known)[:20], known=str(FORMAT))
    if not isinstance(name, str):
        raise refused("archive-not-one")
    return name


def _complete(main: str, packs: Mapping[str, Mapping[str, bytes]]) -> None:
    """Refuse an archive that leans on packs outside it, or holds some that it does not need."""
    needed, waiting = set[str](), [main]
    while waiting:
        name = waiting.pop()
        if MANIFEST not in packs.get(name, {}):
            raise refused("archive-incomplete", name=name)
        needed.add(name)
        manifest = _manifest(packs[name][MANIFEST], f"{PACKS}/{name}/{MANIFEST}")
        waiting += [base for base in manifest.extends if base not in needed]
    for name in sorted(packs.keys() - needed):
        raise refused("archive-foreign", name=f"{PACKS}/{name}/")


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder holds these files, and nothing else."""
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    return there.keys() == files.keys() and all(
        not path.is_symlink() and path.read_bytes() == files[name] for name, path in there.items()
    )

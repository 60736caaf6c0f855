"""A pack as it was at a revision of a git repository, written into a folder. Nothing of the repository is run.

Files are read as git keeps them (``ls-tree`` and ``cat-file``): no working tree is touched, and no filter, hook or
attribute of the repository has a say, as ``git archive`` and ``git worktree`` would let them. Arguments go to git as a
list, without a shell; what looks like an option is refused.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from engine.errors import InputError, Problem
from engine.packs.archive import MOST_FILES
from engine.packs.find import LOCK, MANIFEST
from engine.packs.nodes import Scalar, Seq
from engine.packs.yaml_reader import MAX_BYTES, read_file

PATIENCE: Final = 120
"""Seconds that git may take for one answer."""
_FILES: Final = (b"100644", b"100755")
_OF_A_PACK: Final = (MANIFEST, LOCK, "rules", "lexicons")


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit with the folder of a pack in it: the hash, and the path from the root of the repository."""

    top: Path
    commit: str
    path: PurePosixPath


def resolve(revision: str, path: str) -> Revision:
    """The commit that a revision names, and where a pack lies in it.

    Args:
        revision: what git takes for one: a branch, a tag, a hash, ``HEAD~2``.
        path: of the pack's folder, as one would type it now; where that is no folder any more, from the root.

    Raises:
        InputError: git is not there, this is no repository, or there is no such revision.
    """
    if not revision or revision.startswith("-") or "\0" in revision + path:
        raise _wrong("git-revision", revision=revision)
    here = Path(path)
    folder = here if here.is_dir() else Path()
    top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    try:
        commit = _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    except InputError:
        raise _wrong("git-revision", revision=revision) from None
    if here.is_dir():
        inside = os.fsdecode(_git(here, "rev-parse", "--show-prefix").rstrip(b"\n"))
    else:
        inside = path
    return Revision(top, commit, PurePosixPath(os.path.normpath(inside or ".")))


def extract(revision: Revision, into: Path) -> Path:
    """Write the pack and those it extends that lie beside it in that revision.

    Args:
        revision: where.
        into: an empty folder.

    Returns:
        The folder of the pack; what it extends is beside it, where the revision has it.

    Raises:
        InputError: there is no pack there, or it holds something else than files.
    """
    if revision.path.is_absolute() or ".." in revision.path.parts:
        raise _wrong("git-no-pack", path=str(revision.path), revision=revision.commit[:12])
    beside = revision.path.parent
    name = revision.path.name or revision.top.name or "pack"
    waiting, done = [name], set[str]()
    while waiting:
        each = waiting.pop()
        done.add(each)
        place = revision.path if each == name else beside / each
        folder = into / each
        if not _write(revision, place, folder) and each == name:
            raise _wrong("git-no-pack", path=str(revision.path), revision=revision.commit[:12])
        waiting += [base for base in _extends(folder) if base not in done]
    return into / name


def _write(revision: Revision, place: PurePosixPath, folder: Path) -> bool:
    """Write the files of one pack; whether there is one."""
    listed = [entry for entry in _entries(revision, place) if entry[0].parts[0] in _OF_A_PACK]
    for inside, mode, _ in listed:
        if mode not in _FILES:
            raise _wrong("git-no-file", path=str(place / str(inside)))
    entries = [entry for entry in listed if _belongs(entry[0])]
    if all(str(inside) != MANIFEST for inside, _, _ in entries):
        return False
    if len(entries) > MOST_FILES:
        raise _wrong("archive-many", limit=str(MOST_FILES))
    blobs = _blobs(revision, [sha for _, _, sha in entries])
    for (inside, _, _), content in zip(entries, blobs, strict=True):
        path = folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return True


def _entries(revision: Revision, place: PurePosixPath) -> Iterator[tuple[PurePosixPath, bytes, str]]:
    """Path inside the pack, mode and object of all that stands below a place."""
    tree = revision.commit if str(place) == "." else f"{revision.commit}:{place}"
    try:
        listed = _git(revision.top, "ls-tree", "-r", "-z", "--full-tree", tree)
    except InputError:
        return  # no such place in this revision
    for row in listed.split(b"\0")[:-1]:
        about, _, name = row.partition(b"\t")
        mode, _, sha = about.split(b" ")
        yield PurePosixPath(os.fsdecode(name)), mode, sha.decode()


def _belongs(inside: PurePosixPath) -> bool:
    """Whether loading a pack would look at a file."""
    return len(inside.parts) == 1 or inside.suffix.lower() in (".yaml", ".yml")


def _blobs(revision: Revision, objects: list[str]) -> Iterator[bytes]:
    """The contents of some objects, in their order; of one that is too large so much that loading says so."""
    answer = _git(revision.top, "cat-file", "--batch", given="".join(f"{each}\n" for each in objects).encode())
    at = 0
    for _ in objects:
        end = answer.index(b"\n", at)
        _, kind, size = answer[at:end].split(b" ")
        if kind != b"blob":
            raise _wrong("git-failed", reason=kind.decode())
        yield answer[end + 1 : end + 1 + min(int(size), MAX_BYTES + 1)]
        at = end + 2 + int(size)


def _extends(folder: Path) -> list[str]:
    """Names of the packs that a pack extends; loading tells what is wrong with its manifest."""
    if not (folder / MANIFEST).is_file():
        return []
    node = read_file(folder / MANIFEST, MANIFEST).node(["extends"])
    names = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Seq) else []
    return [name for name in names if name.replace("-", "").isalnum()]


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What git answers.

    Raises:
        InputError: ``git-missing``, or ``git-failed`` with what git said.
    """
    environment = {
        **os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C",
    }  # fmt: skip
    command = ["git", "-c", "core.fsmonitor=false", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - no shell; what comes from outside is never an option
            command, cwd=folder, input=given, capture_output=True, env=environment, timeout=PATIENCE, check=False
        )
    except FileNotFoundError:
        raise _wrong("git-missing") from None
    except subprocess.TimeoutExpired:
        raise _wrong("git-failed", reason=f"> {PATIENCE} s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _wrong("git-failed", reason=said[0] if said else f"exit {done.returncode}")
    return done.stdout


def _wrong(code: str, **values: str) -> InputError:
    return InputError([Problem(code, values=values)])

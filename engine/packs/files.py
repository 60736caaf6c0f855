"""Which files make up a pack, and where packs are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Mark, PackError, Problem
from engine.language.complain import closest
from engine.packs.nodes import Document, Place
from engine.packs.yaml_reader import read_file

MANIFEST = "pack.yaml"


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The files of one pack, read. Rules come with their theme (folder), lexicons with their name."""

    folder: Path
    manifest: Document
    rules: tuple[tuple[str, str, Document], ...]
    lexicons: tuple[tuple[str, Document], ...]
    problems: tuple[Problem, ...]


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
    raise PackError([Problem("unknown-pack", values=values, suggestion=closest(name, names))])


def _packs_in(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (child for child in folder.iterdir() if (child / MANIFEST).is_file())


def read_pack_files(folder: Path) -> PackFiles:
    """Read every file of a pack. Never raises for what stands in them."""
    problems: list[Problem] = []
    manifest = read_file(folder / MANIFEST, str(folder / MANIFEST))
    rules, lexicons = [], []
    for path in _yaml_files(folder / "rules", problems):
        document = read_file(path, str(path))
        if path.parent.parent != folder / "rules":
            problems.append(document.problem_at("rule-outside-theme", Place(1, 1), name=path.name))
        rules.append((path.parent.name, path.stem, document))
    for path in _yaml_files(folder / "lexicons", problems):
        lexicons.append((path.stem, read_file(path, str(path))))
    for document in (manifest, *(rule[2] for rule in rules), *(lexicon[1] for lexicon in lexicons)):
        problems += document.problems
    return PackFiles(folder, manifest, tuple(rules), tuple(lexicons), tuple(problems))


def _yaml_files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The YAML files below a folder, in a fixed order; complains about those with another spelling of the suffix."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        if path.suffix == ".yaml":
            yield path
        elif path.suffix.lower() in (".yml", ".yaml"):
            meant = path.with_suffix(".yaml").name
            problems.append(
                Problem("wrong-suffix", Mark(str(path), 1, 1), values={"name": path.name}, suggestion=meant)
            )

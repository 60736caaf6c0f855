"""Which files make up a pack, read. Where packs are found is in ``engine.packs.find``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Mark, Problem
from engine.packs.find import MANIFEST, find_pack
from engine.packs.nodes import Document, Place
from engine.packs.yaml_reader import read_file

__all__ = ["MANIFEST", "PackFiles", "find_pack", "read_pack_files"]


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The files of one pack, read. Rules come with their theme (folder), lexicons with their name."""

    folder: Path
    manifest: Document
    rules: tuple[tuple[str, str, Document], ...]
    lexicons: tuple[tuple[str, Document], ...]
    problems: tuple[Problem, ...]


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

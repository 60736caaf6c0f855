"""The manifest of a run: what is checked with what, in which partitions, and which of them are finished.

It stands beside the results as ``manifest.json``. A run goes on where an earlier one stopped if everything that decides
about the results is the same; a partition counts as finished once its file has its name and the manifest has it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cli.cluster.partitions import Partition, file_to_data
from cli.cluster.storage import Folder, StoredFile
from cli.request import Request
from engine.engine import Engine
from engine.errors import InputError, Problem
from plugins.shipped import made_with

NAME: Final = "manifest.json"
FORMAT: Final = 1
INTERVAL: Final = 1.0
"""Seconds between two writings while partitions finish; what is not written yet is at most done again."""
FILES: Final = ("inputs", "corpus")
"""Parts of the identity that are lists of files."""


@dataclass(slots=True)
class Manifest:
    """The state of a run. ``identity`` decides about the results; ``finished`` is what a worker said, by number."""

    identity: Mapping[str, Any]
    partitions: tuple[Partition, ...]
    finished: dict[int, dict[str, Any]] = field(default_factory=dict)
    _written: float = 0.0

    def missing(self, sizes: Mapping[str, int]) -> list[Partition]:
        """Partitions still to judge, given the files that are in the folder; what is gone there is forgotten."""
        for number, result in list(self.finished.items()):
            if sizes.get(result["part"]) != result["bytes"]:
                del self.finished[number]
        return [each for each in self.partitions if each.number not in self.finished]

    def add(self, result: dict[str, Any], folder: Folder) -> None:
        """A partition whose file is there."""
        self.finished[result["number"]] = result
        if time.monotonic() - self._written >= INTERVAL:
            self.write(folder)

    def write(self, folder: Folder) -> None:
        """Replace the manifest in the folder.

        Raises:
            InputError: it cannot be written.
        """
        body = {
            "format": FORMAT,
            "complete": len(self.finished) == len(self.partitions),
            **self.identity,
            "partitions": [each.to_data() for each in self.partitions],
            "finished": [self.finished[number] for number in sorted(self.finished)],
        }
        with folder.writing(NAME) as stream:
            stream.write(json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
        self._written = time.monotonic()


def identity_of(
    request: Request, output_format: str, engine: Engine, inputs: Sequence[StoredFile], corpus: Sequence[StoredFile]
) -> dict[str, Any]:
    """All that decides about the results of a run, as plain data."""
    return {
        "program": made_with(),
        "packs": {
            pack.name: {"version": pack.version, "verdict": pack.verdict_digest, "content": pack.content_digest}
            for pack in engine.packs
        },
        "profile": engine.profile_name,
        "only": sorted(rule.code for rule in engine.rules) if engine.partial else [],
        "language": request.language,
        "all_outcomes": bool(request.all_outcomes),
        "output_format": output_format,
        "inputs": [file_to_data(file) for file in inputs],
        "corpus": [file_to_data(file) for file in corpus],
    }


def earlier(folder: Folder, names: Mapping[str, int], identity: Mapping[str, Any]) -> Manifest | None:
    """The manifest of an earlier run in the folder that can go on; ``None`` where the folder is empty.

    Raises:
        InputError: there is something else in the folder, or a run that something has changed since.
    """
    others = sorted(name for name in names if not ours(name))
    if NAME not in names:
        if names:
            values = {"path": folder.name, "name": (others or sorted(names))[0]}
            raise InputError([Problem("output-not-empty", values=values)])
        return None
    try:
        body = json.loads(folder.read(NAME).decode("utf-8", "surrogatepass"))
        if body["format"] != FORMAT:
            raise ValueError(f"format {body['format']}")
        was = {key: body.get(key) for key in identity}
        partitions = tuple(Partition.from_data(each) for each in body["partitions"])
        finished = {each["number"]: each for each in body["finished"]}
    except (ValueError, TypeError, LookupError) as error:
        values = {"path": folder.name, "reason": f"{type(error).__name__}: {error}"}
        raise InputError([Problem("manifest-damaged", values=values)]) from error
    if was != dict(identity):
        changed = ", ".join(_changed(key, was[key], identity[key]) for key in identity if was[key] != identity[key])
        raise InputError([Problem("resume-changed", values={"path": folder.name, "changed": changed})])
    return Manifest(identity, partitions, finished)


def clear(folder: Folder, names: Mapping[str, int]) -> None:
    """Remove what an earlier run left, the manifest last: so that clearing can be done again if it is cut short.

    Raises:
        InputError: the folder holds something that no run has written; then nothing is removed.
    """
    others = sorted(name for name in names if not ours(name))
    if others or (names and NAME not in names):
        raise InputError([Problem("output-not-empty", values={"path": folder.name, "name": (others or [*names])[0]})])
    folder.remove([*sorted(names.keys() - {NAME}), *([NAME] if NAME in names else [])])


def part_name(number: int, output_format: str) -> str:
    """The name of the file with the reports of a partition."""
    return f"part-{number:06d}.{output_format}"


def attempts_name(number: int) -> str:
    """The name of the file that tells how often a partition was begun; removed at the end of a run."""
    return f".part-{number:06d}.attempts"


def ours(name: str) -> bool:
    """Whether a run writes files of this name."""
    return name == NAME or name.startswith(("part-", ".part-", f".{NAME}."))


def _changed(key: str, was: Any, now: Any) -> str:
    """What changed, with the names of files or packs where it tells them."""
    if key in FILES and isinstance(was, list):
        names = sorted({each["name"] for each in [*was, *now] if each not in was or each not in now})
    elif isinstance(was, dict) and isinstance(now, dict):
        names = sorted(name for name in {*was, *now} if was.get(name) != now.get(name))
    else:
        return f"{key} ({was} → {now})"
    return f"{key} ({', '.join(names)})" if names else key

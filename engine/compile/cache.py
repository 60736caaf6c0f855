"""The cache of compiled packs (DESIGN §5): packs with syntax trees and expanded lexicons, read back at the next start.

An entry is one file: a line with its format and checksum, then JSON. Its name stands for what the packs are compiled
with (folders, engine, code, Python, parser, features, analyzers); inside stand the digests of all files it was made
from. A damaged or foreign entry is made again; one whose files have changed is replaced. Closures are not kept: they
are built from the trees when a rule is first used.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from engine.compile.cache_files import CacheFiles
from engine.compile.cache_forms import Asked, KnownForms, expand, forms_from_data, forms_to_data
from engine.features.registry import Registry
from engine.packs.data import from_data, to_data
from engine.packs.model import Pack
from engine.packs.sources import PackSource, unchanged
from engine.ports import Analyzer
from engine.version import ENGINE_VERSION

log = logging.getLogger(__name__)

FORMAT: Final = b"definitie compiled packs 2 "
BROKEN: Final = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading something else than an entry can raise."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """Packs, ready to plan. ``forms`` are those of the analyzer of the first pack's language, if there is one.

    ``verified`` tells whether all examples were run and hold; ``sources`` what it was made from; ``kept`` whether a
    cache has it.
    """

    packs: tuple[Pack, ...]
    sources: tuple[PackSource, ...]
    forms: Mapping[Asked, frozenset[str]]
    verified: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which packs are wanted, and with what: folders in their order, folders to search, features, analyzers."""

    folders: tuple[Path, ...]
    search: tuple[Path, ...]
    registry: Registry
    analyzers: tuple[Analyzer, ...]

    def analyzer(self, packs: Sequence[Pack]) -> Analyzer | None:
        """The analyzer for the language of the main pack."""
        return next((each for each in self.analyzers if each.language == packs[0].language), None)


class PackCache:
    """Compiled packs by what they are made with. Safe for several processes at once: the last one written counts."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """A cache in a folder.

        Args:
            folder: made at the first writing; only its owner may be able to write it.
            environment: what decides beside packs, features and analyzers: versions or digests by name.
        """
        self._files = CacheFiles(folder)
        self._environment = dict(environment)

    def get(self, wanted: Wanted) -> Compiled | None:
        """The compiled packs; ``None`` if there are none, they are out of date, or the entry cannot be trusted."""
        key = self._key(wanted)
        content = self._files.read(_name(key))
        if content is None:
            return None
        try:
            body = _checked(content)
            if body["key"] != key:
                raise ValueError("another key")
            sources = tuple(
                PackSource(Path(folder), digest, {name: Path(place) for name, place in extends.items()})
                for folder, digest, extends in body["sources"]
            )
            if not unchanged(sources, wanted.search):
                return None
            packs: tuple[Pack, ...] = from_data(body["packs"])
            return Compiled(packs, sources, forms_from_data(body["forms"]), body["verified"] is True, kept=True)
        except BROKEN as error:
            log.warning(
                "a compiled pack in the cache is damaged (%s: %s) and is made again", type(error).__name__, error
            )
            return None

    def put(self, wanted: Wanted, compiled: Compiled) -> bool:
        """Keep compiled packs; whether that worked. Not kept if a file was changed while they were being made."""
        if not unchanged(compiled.sources, wanted.search):
            return False
        key = self._key(wanted)
        body = {
            "key": key,
            "verified": compiled.verified,
            "sources": [
                [str(source.folder), source.digest, {name: str(place) for name, place in source.extends.items()}]
                for source in compiled.sources
            ],
            "packs": to_data(compiled.packs),
            "forms": forms_to_data(compiled.forms),
        }
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        return self._files.write(_name(key), FORMAT + _sum(content) + b"\n" + content)

    def _key(self, wanted: Wanted) -> dict[str, Any]:
        return {
            "engine": ENGINE_VERSION,
            "environment": self._environment,
            "folders": [str(folder.resolve()) for folder in wanted.folders],
            "features": _features_digest(wanted.registry),
            "analyzers": [[each.name, each.digest] for each in wanted.analyzers],
        }


def compiled_packs(wanted: Wanted, cache: PackCache | None) -> Compiled:
    """The packs from the cache, or loaded, with their lexicons expanded, and then kept.

    Raises:
        PackError: with every mistake in the packs.
    """
    found = cache.get(wanted) if cache is not None else None
    if found is not None:
        return found
    from engine.packs.load import load_packs  # noqa: PLC0415 - parser and models cost 0.3 s that a hit saves

    loaded = load_packs(wanted.folders, wanted.registry, search=wanted.search)
    made = Compiled(loaded.packs, loaded.sources, {})
    if cache is None:
        return made
    analyzer = wanted.analyzer(made.packs)
    if analyzer is not None:
        forms = KnownForms(analyzer)
        expand(made.packs, forms)
        made = replace(made, forms=forms.known)
    return replace(made, kept=cache.put(wanted, made))


def _checked(content: bytes) -> dict[str, Any]:
    """The body of an entry; ``ValueError`` if it is not as it was written."""
    head, _, body = content.partition(b"\n")
    if head != FORMAT + _sum(body):
        raise ValueError("another format" if not head.startswith(FORMAT) else "the checksum differs")
    found: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass"))
    return found


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _name(key: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()[:32]


def _features_digest(registry: Registry) -> str:
    """What of the features decides whether a pack is right: their names, types, parameters and answers."""
    rows = sorted(
        [
            each.name, each.type.value, sorted(each.needs), each.fields, each.variables, each.values,
            [[one.name, one.type.value, one.default] for one in each.parameters],
        ]
        for each in registry
    )  # fmt: skip
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()

"""What can be used of a ``pack.yaml`` with mistakes, so that the mistakes in the other files are found in one go."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from engine.language.nearest import closest
from engine.packs.manifest import PackFile
from engine.packs.model import DEFAULT_PROFILE
from engine.packs.nodes import Document, Map, plain

STRUCTURE = ("themes", "families", "selectors", "extends", "overrides")
"""Keys that other files lean on: without them every rule would seem wrong."""
_PLACEHOLDERS = {"name": "pack", "version": "0.0.0", "title": "–", "engine": ">=0", "licence": "–"}


def salvage(document: Document, language: str) -> PackFile | None:
    """The manifest without the keys that are wrong.

    Args:
        document: a ``pack.yaml`` that does not fit its model.
        language: language of its texts.

    Returns:
        A manifest to check other files against, never to be used; ``None`` if what is wrong bears on them.
    """
    if document.root is None:
        return None
    data: dict[str, Any] = {key: plain(node) for key, node in document.root.values.items()}
    context = {"language": language}
    try:
        return PackFile.model_validate(data, context=context)
    except ValidationError as error:
        broken = {str(detail["loc"][0]) for detail in error.errors(include_url=False)}
    if any(key in STRUCTURE or closest(key, STRUCTURE) for key in broken):
        return None
    kept = {key: value for key, value in data.items() if key not in broken}
    if "profiles" in broken:
        profiles = document.node(["profiles"])
        names = list(profiles.values) if isinstance(profiles, Map) else [DEFAULT_PROFILE]
        kept["profiles"] = {name: {} for name in names}
    try:
        return PackFile.model_validate({**_PLACEHOLDERS, **kept}, context=context)
    except ValidationError:
        return None

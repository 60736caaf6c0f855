"""The word that was probably meant: asked by everything that complains, so it stands by itself and loads no parser."""

from __future__ import annotations

from collections.abc import Iterable


def closest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant, if one is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - most runs have nothing to complain about

    near = get_close_matches(word, list(words), n=1, cutoff=0.7)
    return near[0] if near else None

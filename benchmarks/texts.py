"""Definitions to measure on: the real concept schemes where they are, else the example of this repository."""

from __future__ import annotations

import os
from itertools import cycle, islice
from pathlib import Path

from engine.model import Definition
from plugins.formats.items import Scheme
from plugins.formats.reading import read_schemes

ROOT = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """The folder with real data: ``DEFINITIE_DATA``, default beside the checkout; it need not exist."""
    return Path(os.environ.get("DEFINITIE_DATA", ROOT / ".." / "shared" / "data")).resolve()


def scheme_files() -> list[Path]:
    """The Turtle files to read."""
    found = sorted((data_folder() / "begrippenkaders").glob("*.ttl"))
    return found or [ROOT / "examples" / "begrippenkader.ttl"]


def real_definitions(number: int) -> tuple[str, list[Definition]]:
    """``number`` records without corpus, repeated as often as needed, and where they come from."""
    files = scheme_files()
    found = [
        item
        for scheme in read_schemes([str(file) for file in files])
        if isinstance(scheme, Scheme)
        for item in scheme.items()
        if isinstance(item, Definition)
    ]
    return ", ".join(file.name for file in files), list(islice(cycle(found), number))

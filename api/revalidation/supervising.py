"""Starts the process that judges stored definitions again whenever there is something to do, one at a time."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress

import structlog

from api.revalidation.process import order_of
from api.settings import Settings
from storage.database import Database

SECONDS = 0.5
LONGEST_REST = 60.0
END_SECONDS = 5.0
COMMAND = (sys.executable, "-P", "-m", "api.revalidation")

log = structlog.get_logger(__name__)


class Supervising:
    """Of the process that leads (``packs.leading``).

    Args:
        database: has what is to be done.
        settings: of the service.
        address: of the database.
    """

    def __init__(self, database: Database, settings: Settings, address: str) -> None:
        self._database = database
        self._settings = settings
        self._address = address

    async def run(self) -> None:
        """Until it is cancelled.

        Raises:
            StorageError: where the database cannot do it now.
        """
        failures = 0
        while True:
            async with self._database.unit() as unit:
                due = await unit.revalidations.open() is not None or await unit.touched.waiting()
            if not due:
                await asyncio.sleep(SECONDS)
                continue
            status = await self._child()
            failures = failures + 1 if status else 0
            if status:
                rest = min(LONGEST_REST, 2.0 ** min(failures, 6))
                log.error("revalidation-broken", status=status, again_in=rest)
                await asyncio.sleep(rest)

    async def _child(self) -> int:
        """Run the process to its end; its exit status."""
        process = await asyncio.create_subprocess_exec(*COMMAND, stdin=asyncio.subprocess.PIPE)
        assert process.stdin is not None  # noqa: S101 - asked for
        try:
            process.stdin.write(order_of(self._settings, self._address))
            with suppress(OSError):
                await process.stdin.drain()
            return await process.wait()
        finally:
            if process.returncode is None:
                process.stdin.close()
                with suppress(TimeoutError):
                    async with asyncio.timeout(END_SECONDS):
                        await process.wait()
                if process.returncode is None:
                    process.kill()

"""What a measurement waits for before it begins: that the service has done what it does on its own after a change."""

from __future__ import annotations

import asyncio
import time

from benchmarks.house import House, HouseError
from storage.database import opened
from storage.location import database_at


def settle(service: House, seconds: float = 3600) -> float:
    """Wait until nothing is left to be judged again beside others of its scheme; the seconds that took.

    Raises:
        HouseError: when it takes too long.
    """
    with database_at(None, service.data) as url:
        return asyncio.run(_settled(url, seconds))


async def _settled(url: str, seconds: float) -> float:
    began = time.perf_counter()
    async with opened(url) as database:
        while time.perf_counter() - began < seconds:
            async with database.unit() as unit:
                if not await unit.touched.waiting():
                    return time.perf_counter() - began
            await asyncio.sleep(0.2)
    raise HouseError(f"not everything was judged again after {seconds:.0f} s")

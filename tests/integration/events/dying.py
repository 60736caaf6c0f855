"""A process that delivers events and kills itself (``kill -9``) on the way: run by ``test_killed``.

``python -m tests.integration.events.dying WHAT DATABASE RECEIVER STAGE COUNT``: to a ``stream`` of Redis or to the
``webhooks``; ``before`` or ``after`` the receiver took its so many-th batch or event, or ``never``.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence

from api.events import delivery
from api.events.delivery import Deliverer
from api.events.envelope import Event
from api.events.feed import Feed
from api.events.relay import relaying
from api.events.sinks.redis_stream import RedisStream
from api.metrics import Metrics
from api.webhooks import hook
from api.webhooks.hook import Tools
from api.webhooks.manager import Manager
from api.webhooks.noting import Patience
from api.webhooks.posting import Answer, Poster
from api.webhooks.secrets import Sealer
from api.webhooks.targets import Targets, networks
from storage.database import Database

KEYS = {"a": b"0" * 32}
STREAM = "definitie:events"
BATCH = 10


class Fate:
    """When the process dies."""

    def __init__(self, stage: str, count: int) -> None:
        self._stage, self._left = stage, count

    def at(self, stage: str) -> None:
        """Die, if it is time."""
        if stage == self._stage:
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)


async def run(what: str, url: str, receiver: str, fate: Fate) -> None:
    """Deliver until killed."""
    database = Database(url)
    feed = Feed(database)

    class Stream(RedisStream):
        async def send(self, events: Sequence[Event]) -> None:
            fate.at("before")
            await super().send(events)
            fate.at("after")

    class Post(Poster):
        async def post(self, url: str, secrets: list[str], event_id: str, body: bytes) -> Answer:
            fate.at("before")
            answer = await super().post(url, secrets, event_id, body)
            fate.at("after")
            return answer

    async with relaying(database, feed) as relay:
        if what == "stream":
            await Deliverer(database, feed, relay.listener, Stream(receiver, STREAM, 10_000, feed), Metrics()).run()
        else:
            vars(hook)["Poster"] = Post
            patience = Patience(seconds=2, first=0.01, longest=0.05)
            tools = Tools(database, feed, Sealer(KEYS), Targets(networks("127.0.0.0/8")), Metrics(), patience)
            await Manager(tools, relay.listener).run()


if __name__ == "__main__":
    delivery.BATCH = BATCH
    asyncio.run(run(sys.argv[1], sys.argv[2], sys.argv[3], Fate(sys.argv[4], int(sys.argv[5]))))

"""Events in a stream of Redis or Valkey (``XADD``), for consumers that read with ``XREAD`` or a consumer group.

A Redis that keeps nothing on disk is empty after a crash. So before every round its newest event is looked at: what it
lost is sent again, as far back as the stream may be long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError
from redis.typing import EncodableT, FieldT

from api.events.delivery import SinkError
from api.events.envelope import Event
from api.events.feed import Feed

ANSWER_SECONDS = 10.0


class RedisStream:
    """A stream.

    Args:
        url: of the server.
        key: of the stream; of this installation alone.
        length: entries that it keeps, about.
        feed: tells whether what is in the stream is of this installation.
    """

    name = "redis"

    def __init__(self, url: str, key: str, length: int, feed: Feed) -> None:
        self._client = Redis.from_url(url, socket_timeout=ANSWER_SECONDS, socket_connect_timeout=ANSWER_SECONDS)
        self._key = key
        self._length = length
        self._feed = feed

    async def held(self, position: int) -> int:
        """The position of its newest event, or where to begin anew when there is none."""
        try:
            found = await self._client.xrevrange(self._key, count=1)
        except (RedisError, OSError) as error:
            raise SinkError(type(error).__name__) from error
        if not found:
            return max(0, position - self._length)
        newest = cast("Mapping[bytes, bytes]", found[0][1])
        sequence = int(newest[b"sequence"])
        if sequence >= position:  # sent by a process that was killed before it was noted, or before a backup came back
            return position
        ours = await self._feed.read(sequence - 1, 1)
        if ours and ours[0].position == sequence and ours[0].id.encode() != newest[b"id"]:
            raise SinkError("the stream is of another installation")
        return sequence

    async def send(self, events: Sequence[Event]) -> None:
        """Add them: all or none, so that one that is refused is not overtaken."""
        try:
            async with self._client.pipeline(transaction=True) as pipe:
                for event in events:
                    fields: dict[FieldT, EncodableT] = {
                        "id": event.id,
                        "type": event.type,
                        "subject": event.subject,
                        "sequence": str(event.document["sequence"]),
                        "event": event.body,
                    }
                    pipe.xadd(self._key, fields, maxlen=self._length, approximate=True)
                await pipe.execute()
        except (RedisError, OSError) as error:
            raise SinkError(type(error).__name__) from error

    async def close(self) -> None:
        """Close its connections."""
        await self._client.aclose()

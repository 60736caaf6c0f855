"""Events in a topic of Kafka, in structured mode (CloudEvents Kafka protocol binding 1.0, section 3.3).

The key is the subject, so events of one subject are on one partition, in order. The producer is idempotent: what it
tries again on its own is not written twice. After an error it is made anew, since what it had under way is not known.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.events.delivery import SinkError
from api.events.envelope import MEDIA_TYPE, Event

if TYPE_CHECKING:
    from aiokafka import AIOKafkaProducer

ANSWER_MILLISECONDS = 10_000
CLOSE_SECONDS = 1.0
HEADERS = (("content-type", f"{MEDIA_TYPE}; charset=UTF-8".encode()),)


class KafkaTopic:
    """A topic.

    Args:
        servers: to begin with, ``host:port``, separated by commas.
        topic: its name.
        options: more for the producer: security, for one.
    """

    name = "kafka"

    def __init__(self, servers: str, topic: str, **options: object) -> None:
        self._servers = servers
        self._topic = topic
        self._options = options
        self._producer: AIOKafkaProducer | None = None
        self._ending: set[asyncio.Task[None]] = set()

    async def held(self, position: int) -> int:
        """All: what Kafka confirmed, it keeps."""
        return position

    async def send(self, events: Sequence[Event]) -> None:
        """Send them, and wait until all in-sync replicas have them."""
        from aiokafka.errors import KafkaError  # noqa: PLC0415 - in the extra ``kafka``

        try:
            producer = await self._started()
            waiting = [
                await producer.send(self._topic, event.body, key=event.subject.encode(), headers=list(HEADERS))
                for event in events
            ]
            await asyncio.gather(*waiting)
        except (KafkaError, OSError) as error:
            await self.close()
            raise SinkError(type(error).__name__) from error
        except BaseException:  # cancelled, or out of time: the producer would go on sending behind our back
            await self.close()
            raise

    async def _started(self) -> AIOKafkaProducer:
        if self._producer is None:
            from aiokafka import AIOKafkaProducer  # noqa: PLC0415 - in the extra ``kafka``

            producer = AIOKafkaProducer(
                bootstrap_servers=self._servers,
                client_id="definitie",
                enable_idempotence=True,
                request_timeout_ms=ANSWER_MILLISECONDS,
                **self._options,
            )
            try:
                await producer.start()
            except BaseException:
                await producer.stop()
                raise
            self._producer = producer
        return self._producer

    async def close(self) -> None:
        """Close its connections. What is under way it may still send: the same again, in order, and so no harm."""
        producer, self._producer = self._producer, None
        if producer is not None:
            ending = asyncio.create_task(producer.stop())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
            await asyncio.wait({ending}, timeout=CLOSE_SECONDS)

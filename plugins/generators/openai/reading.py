"""From the body of a chat completion to an answer. A body is data of somebody else: any shape may come.

Only what is needed is looked at, field by field; the models of the package ``openai`` take any value for any field, so
they would move the surprise further inwards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from plugins.generating import Answer, Attempt, CallError, Usage
from plugins.generators.openai.failures import Reason

REFUSAL: Final = "refusal"
"""Our word for how an answer ends that is a refusal; the others are the service's."""
_TOKENS_MAX: Final = 100_000_000
_WORD = re.compile(r"[A-Za-z0-9_.:/@-]{1,120}")
_THOUGHT = re.compile(r"^\s*<think>.*?(?:</think>|\Z)", re.DOTALL)


def read_answer(body: bytes, attempt: Attempt) -> Answer:
    """The answer in a body.

    Args:
        body: of a 2xx answer, of bounded size.
        attempt: says the model where the body names none, and the most that it can have taken where the body does not
            count: what nobody counts is never free.

    Returns:
        The answer as it came; whether its text can be used is decided by :func:`flaw`.

    Raises:
        CallError: ``malformed``; with the tokens it took, where the body says so.
    """
    data = _map(_json(body))
    usage = _usage(data.get("usage"))
    choices = data.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(first, Mapping) or not isinstance(first.get("message"), Mapping):
        raise CallError(Reason.MALFORMED, usage)
    message = first["message"]
    text, refused = _text(message.get("content"))
    refused = refused or bool(_string(message.get("refusal")).strip())
    finish = REFUSAL if refused else word(first.get("finish_reason")) or "stop"
    return Answer(
        _THOUGHT.sub("", text).strip(),
        attempt.most if usage is None else usage,
        finish,
        word(data.get("model")) or attempt.model,
    )


def flaw(answer: Answer) -> Reason | None:
    """Why an answer cannot be used; ``None`` where it can.

    Half a definition is no definition: a text that was cut off at its bound is not used, however good it looks. A call
    of a tool is no text either.
    """
    if answer.finish in (REFUSAL, "content_filter"):
        return Reason.REFUSED
    if answer.finish == "length":
        return Reason.LENGTH
    return None if answer.text else Reason.NO_TEXT


def read_error(body: bytes) -> tuple[str, str]:
    """Code and message of an error answer, empty where there is none. Neither is ever passed on."""
    try:
        data = _json(body)
    except CallError:
        return "", ""
    error = data.get("error", data) if isinstance(data, Mapping) else None
    if not isinstance(error, Mapping):
        return "", _string(error)
    return _string(error.get("code")) or _string(error.get("type")), _string(error.get("message"))


def word(value: object) -> str:
    """A value that is a short identifier; anything else is as good as absent."""
    return value if isinstance(value, str) and _WORD.fullmatch(value) else ""


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise CallError(Reason.MALFORMED, None) from None


def _map(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise CallError(Reason.MALFORMED, None)
    return value


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _text(content: object) -> tuple[str, bool]:
    """The text of a message's content, a string or a list of parts, and whether a part is a refusal."""
    if not isinstance(content, list):
        return _string(content), False
    parts = [part for part in content if isinstance(part, Mapping)]
    text = "".join(_string(part.get("text")) for part in parts if part.get("type") in ("text", "output_text"))
    return text, any(part.get("type") == "refusal" for part in parts)


def _usage(value: object) -> Usage | None:
    """What a service counts. Without a count nobody knows, and the whole reservation is booked."""
    if not isinstance(value, Mapping):
        return None
    counts = [value.get("prompt_tokens"), value.get("completion_tokens")]
    good = [count for count in counts if isinstance(count, int) and 0 <= count <= _TOKENS_MAX]
    return Usage(*good) if len(good) == 2 else None

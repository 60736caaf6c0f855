"""From what a writer answers to the text of a definition: markup, quotes, lead-ins and talk around it go.

Nothing of the definition itself is changed; the answer as it came stays in the proposal. Tidying twice is tidying once.
"""

from __future__ import annotations

import json
import re

from generator.material import plain

LONGEST_ANSWER = 20_000
"""Characters of an answer that are looked at: what is longer is no definition."""
LONGEST_TEXT = 4_000
"""Characters of a definition that is judged."""

_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^\s*(?:```|~~~)[^\n]*\n(.*?)(?:\n\s*(?:```|~~~)\s*)?$", re.DOTALL)
_LINE_MARK = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[-*•]\s+|\d{1,2}[.)]\s+)")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_STARS = re.compile(r"(?<!\w)([*_])(?=\S)([^*_]+?)(?<=\S)\1(?!\w)")
_NAME = (
    r"(?:(?:nieuwe|verbeterde|herziene|aangepaste|voorgestelde|improved|revised|new|proposed)\s+)?"
    r"(?:definitie|definition)"
)
_LEAD_IN = re.compile(rf"^(?:{_NAME}(?:\s+(?:van|of|voor|for)\s+[^:]{{1,200}})?|antwoord|answer)\s*:\s*", re.IGNORECASE)
_QUOTES = {"'": "'", '"': '"', "‘": "’", "“": "”", "„": "”", "«": "»", "‹": "›"}


def tidied(answer: str, begrip: str) -> str | None:
    """The text of the definition in an answer; ``None`` where there is none, or far too much.

    Args:
        answer: as the writer gave it.
        begrip: the term, which may stand before it.
    """
    if len(answer) > LONGEST_ANSWER:
        return None
    text = _THOUGHTS.sub("", answer).strip()
    fenced = _FENCE.match(text)
    text = _from_json(fenced.group(1) if fenced else text)
    text = plain(_paragraph(text))
    before = None
    while before != text:
        before = text
        text = _unquoted(_led_in(_unmarked(text), begrip)).strip()
    return text if any(sign.isalnum() for sign in text) and len(text) <= LONGEST_TEXT else None


def _from_json(text: str) -> str:
    """The definition in an answer that is JSON; else the text."""
    if not text.startswith("{"):
        return text
    try:
        data = json.loads(text)
    except ValueError:
        return text
    values = [data[name] for name in ("definitie", "definition") if isinstance(data, dict) and name in data]
    return values[0] if values and isinstance(values[0], str) else text


def _paragraph(text: str) -> str:
    """The first paragraph that is more than an announcement; its lines in one."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]
    lines = [[_LINE_MARK.sub("", line).strip() for line in part.split("\n")] for part in paragraphs]
    while len(lines) > 1 and _announces(" ".join(lines[0])):
        lines.pop(0)
    chosen = lines[0] if lines else []
    if len(chosen) > 1 and _announces(chosen[0]):
        chosen = chosen[1:]
    return " ".join(chosen)


def _announces(text: str) -> bool:
    bare = text.strip().strip("*_`# ")
    return bare.endswith((":", "!")) or _LEAD_IN.fullmatch(bare + ":") is not None


def _unmarked(text: str) -> str:
    return _STARS.sub(r"\2", _EMPHASIS.sub(r"\2", _LINE_MARK.sub("", text)))


def _led_in(text: str, begrip: str) -> str:
    text = _LEAD_IN.sub("", text, count=1)
    head, colon, rest = text.partition(":")
    named = head.strip().strip("*_`\"'‘’“”").casefold()
    return rest if colon and rest.strip() and named == plain(begrip).casefold() else text


def _unquoted(text: str) -> str:
    """Without quotes around the whole; quotes around parts stay."""
    if len(text) < 3 or _QUOTES.get(text[0]) != text.rstrip(".")[-1:]:
        return text
    inner = text.rstrip(".")[1:-1]
    return text if text[0] in inner or _QUOTES[text[0]] in inner else inner

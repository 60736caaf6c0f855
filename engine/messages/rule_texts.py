"""Texts of rules in the language of the reader, with their placeholders filled in.

A rule's texts are maps of language to text. One that lacks the reader's language is shown in a language it has,
and marked with that language, so that nobody takes it for a mistake in the output.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
"""A placeholder in a message: ``{match}``, ``{config.woorden}``, a label or a variable of a feature."""


def localised(text: Mapping[str, str], language: str) -> str:
    """The text in a language (BCP 47), else in Dutch, else in any it has, marked ``(nl) …``; empty for no text."""
    if language in text:
        return text[language]
    for other in ("nl", *sorted(text)):
        if other in text:
            return f"({other}) {text[other]}"
    return ""


def with_values(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled; one that this finding has no value for becomes ``…``.

    Which placeholders a message may use is checked when the pack is loaded; a label inside an alternative that
    did not take part is the one case that is left.
    """
    return PLACEHOLDER.sub(lambda found: values.get(found.group(1).strip(), "…"), text)

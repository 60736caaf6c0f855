"""Text of others inside a prompt: shown as data that nothing in it can end, and that says nothing by being invisible.

All of it stands as one line of JSON between two marks. JSON escapes quotes and line breaks; ``<`` and ``>`` are escaped
too, so that neither the marks nor the control words of a chat template can occur in it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping

OPEN, CLOSE = "<gegevens>", "</gegevens>"

_BLANKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_KEPT = frozenset("\u200c\u200d")
"""Joiners that are part of the spelling of some languages."""


def as_material(data: Mapping[str, object]) -> str:
    """Data between marks, on one line."""
    line = json.dumps(data, ensure_ascii=False)
    return OPEN + line.replace("<", "\\u003c").replace(">", "\\u003e") + CLOSE


def plain(text: str) -> str:
    """The text in NFC on one line, without control characters, marks of direction and other invisible signs."""
    one_line = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(sign for sign in one_line if unicodedata.category(sign) not in _HIDDEN or sign in _KEPT).strip()

"""Characters that printing and typesetting leave in a text, made plain: what a reader sees stays the same.

Ligatures become letters, soft hyphens and zero-width characters go, every kind of space becomes a space, and letters
with marks are composed, so that the same word is always spelled with the same characters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SINGLE: Final = str.maketrans(
    {
        **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
        **dict.fromkeys(map(chr, (0xA0, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x202F)), " "),
        **dict.fromkeys(map(chr, (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x0)), ""),
        "\u2010": "-",
        "\u2011": "-",
        "\u2028": "\n",
        "\u2029": "\n\n",
        "\x0b": "\n",
        "\x0c": "\n\n",
        "\x85": "\n",
    }
)
_SOFT_BREAK: Final = re.compile(r"\u00ad[ \t]*\n[ \t]*")
_LINE_END: Final = re.compile(r"\r\n?")


def tidy(text: str) -> str:
    """The text with plain characters; doing it twice changes nothing. Lines keep their order, tabs stay."""
    text = _LINE_END.sub("\n", text)
    text = _SOFT_BREAK.sub("", text).replace("\u00ad", "")
    return unicodedata.normalize("NFC", text.translate(_SINGLE))

"""Markdown as a source text: tables get tabs, links keep their words, and what is not text goes."""

from __future__ import annotations

import re
from typing import Final

from plugins.formats.sources import FileSource, decode

_FRONT: Final = re.compile(r"\A---\n(?:.*\n){0,60}?---\n")
_RULER: Final = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LINK: Final = re.compile(
    r"!?\[([^\[\]\n]{0,300})\](?:\([^()\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,100}\])"
)
_STRONG: Final = re.compile(r"^(\s*(?:[-*+] |\d+\. )?)__([^_\n]{1,200})__")
_TERM: Final = re.compile(r"^:\s+")


def markdown_text(file: FileSource) -> tuple[str | None, str]:
    """The title, if the first heading is one, and the text of a Markdown file."""
    text = _FRONT.sub("", decode(file).replace("\r\n", "\n"))
    lines: list[str] = []
    for line in text.split("\n"):
        _add(lines, _LINK.sub(r"\1", line))
    heading = next((line for line in lines if line.strip()), "")
    return (heading.lstrip("# ") if heading.startswith("# ") else None), "\n".join(lines)


def _add(lines: list[str], line: str) -> None:
    if _RULER.match(line) and "|" in line:
        return
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
        lines.append("\t".join(cell.strip() for cell in stripped[1:-1].split("|")))
    elif _TERM.match(line) and lines and lines[-1].strip():
        lines[-1] = f"**{lines[-1].strip().strip('*')}**: {_TERM.sub('', line)}"
    else:
        lines.append(_STRONG.sub(r"\1**\2**", line))

"""Files as source texts: ``read_source`` gives the text of a document as a person reads it.

What a layout says beside its words is kept in light Markdown: ``#`` before a heading, ``**`` around the bold words that
a paragraph begins with, a tab between the cells of a table, an empty line between paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from plugins.formats.sources import FileSource, decode, open_source
from plugins.generating import SourceText
from plugins.generators.source.docx_text import docx_text
from plugins.generators.source.html_text import html_text
from plugins.generators.source.markdown_text import markdown_text
from plugins.generators.source.pdf_text import pdf_text
from plugins.generators.source.problems import failed
from plugins.generators.source.tidy import tidy

LARGEST: Final = 50_000_000
"""Bytes of a file that is read."""
LONGEST_TITLE: Final = 300
"""Characters of a first line that can be a title."""


def _plain(file: FileSource) -> tuple[str | None, str]:
    return None, decode(file)


READERS: Final[Mapping[str, Callable[[FileSource], tuple[str | None, str]]]] = {
    ".txt": _plain,
    ".md": markdown_text,
    ".html": html_text,
    ".htm": html_text,
    ".pdf": pdf_text,
    ".docx": docx_text,
}
"""Readers by suffix: a file to the title that it gives itself, if it does, and its text."""


def read_source(path: str | Path) -> SourceText:
    """The text of a document, to find definitions in.

    Args:
        path: a ``.txt``, ``.md``, ``.html``, ``.pdf`` or ``.docx`` file of at most ``LARGEST`` bytes.

    Returns:
        The text, with the title that the document gives itself: in its properties, else its first line, else the name
        of the file.

    Raises:
        InputError: the file is not there, of another kind, too large, damaged, protected, not UTF-8, or without text;
            or the extra ``documents`` is missing. The problem says which.
    """
    name = str(path)
    source = open_source(name)
    suffix = Path(name).suffix.lower()
    if suffix not in READERS or not isinstance(source, FileSource):
        known = ", ".join(each for each in READERS if each != ".htm")
        raise failed("unknown-source-format", name, known=known)
    size = source.path.stat().st_size
    if size == 0:
        raise failed("source-without-text", name)
    if size > LARGEST:
        raise failed("source-too-large", name, limit=f"{LARGEST // 1_000_000} MB")
    title, text = READERS[suffix](source)
    text = tidy(text).strip("\n")
    if not any(character.isalnum() for character in text):
        raise failed("source-without-text", name)
    return SourceText(_title(title, text, source.path), text)


def _title(given: str | None, text: str, path: Path) -> str:
    if given and given.strip():
        return " ".join(tidy(given).split())
    first = " ".join(text.lstrip("\n").split("\n", 1)[0].strip("#* ").split())
    is_title = first and len(first) <= LONGEST_TITLE and not first.endswith((".", ";", ":", ",")) and "\t" not in first
    return first if is_title else path.stem

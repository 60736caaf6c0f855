"""PDF as a source text: pages in the order they are read, without what only the paper needs.

Page numbers, and headers and footers that stand on most pages, are no part of the text. A document that unpacks
into too much is refused before its pages are read.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from plugins.formats.sources import FileSource
from plugins.generators.source.problems import failed

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES: Final = 3000
MOST_CONTENT: Final = 50_000_000
"""Bytes of unpacked page content of a whole document."""
EDGE: Final = 3
"""Lines at the top and the bottom of a page among which headers and footers are looked for."""
SHARE: Final = 0.5
"""A line on this share of the pages is a header or footer."""

_DIGITS: Final = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER: Final = re.compile(
    r"^\s*(?:[-–]\s*)?(?:pagina|blz\.?|p\.)?\s*\d{1,4}(?:\s*(?:van|/|-)\s*\d{1,4})?(?:\s*[-–])?\s*$", re.IGNORECASE
)


def pdf_text(file: FileSource) -> tuple[str | None, str]:
    """The title in the document's properties, and its text.

    Raises:
        InputError: the file is damaged, protected, a scan, or too large; or pypdf is missing.
    """
    try:
        import pypdf  # noqa: PLC0415 - only in the extra ``documents``
    except ImportError:
        raise failed("missing-documents-extra", file.name, package="pypdf") from None
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it says more of each flaw than who gave the file can use
    try:
        reader = pypdf.PdfReader(BytesIO(file.read()))
        if reader.is_encrypted and not reader.decrypt(""):
            raise failed("encrypted-document", file.name)
        pages = _pages(reader, file.name)
        title = reader.metadata.title if reader.metadata else None
    except DependencyError:
        raise failed("encrypted-document", file.name) from None
    except LimitReachedError:
        raise failed("source-too-large", file.name, limit=f"{MOST_CONTENT // 1_000_000} MB") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError):
        # pypdf raises whatever the broken object makes Python raise.
        raise failed("damaged-document", file.name, kind="PDF") from None
    if not any(character.isalpha() for page in pages for character in page):
        raise failed("scanned-document", file.name)
    return (title if isinstance(title, str) and _is_title(title) else None), joined(pages)


def _pages(reader: PdfReader, name: str) -> list[str]:
    if len(reader.pages) > MOST_PAGES:
        raise failed("source-too-large", name, limit=f"{MOST_PAGES} pagina’s")
    content = 0
    pages = []
    for page in reader.pages:
        contents = page.get_contents()
        content += len(contents.get_data()) if contents is not None else 0
        if content > MOST_CONTENT:
            raise failed("source-too-large", name, limit=f"{MOST_CONTENT // 1_000_000} MB")
        pages.append(page.extract_text())
    return pages


def joined(pages: Sequence[str]) -> str:
    """The pages as one text, without headers, footers and page numbers; a sentence may run on over pages."""
    lines = [[line.rstrip() for line in page.split("\n") if line.strip()] for page in pages]
    repeated = _repeated(lines)
    kept = [[line for at, line in enumerate(page) if not _of_paper(line, at, len(page), repeated)] for page in lines]
    return "\n".join("\n".join(page) for page in kept if page)


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The lines, numbers left out, that stand at the edge of most pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in (*page[:EDGE], *page[-EDGE:])})
    needed = max(2, SHARE * len(pages))
    return frozenset(shape for shape, count in seen.items() if count >= needed)


def _of_paper(line: str, at: int, length: int, repeated: frozenset[str]) -> bool:
    at_edge = at < EDGE or at >= length - EDGE
    return at_edge and (_shape(line) in repeated or bool(_PAGE_NUMBER.match(line)))


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line.strip())


def _is_title(title: str) -> bool:
    """Programs put names of files and themselves where the title belongs."""
    return len(title.split()) > 1 and not re.search(
        r"\.(?:docx?|pdf|indd|tex|odt)\b|^Microsoft|^untitled", title, re.IGNORECASE
    )

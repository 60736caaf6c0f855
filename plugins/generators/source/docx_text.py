"""Word documents as source texts: paragraphs, headings, counted lists and tables in the order of the document."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from plugins.formats.sources import FileSource
from plugins.generators.source.problems import failed

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from plugins.generators.source.docx_numbers import Numbers

LARGEST: Final = 200_000_000
"""Bytes that all parts of a document may unpack into."""
PART: Final = 60_000_000
"""Bytes that one XML part may unpack into."""
STEP: Final = 18
"""Points by which Word sets in one step of a list."""
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How an encrypted document begins: it is no zip file but one in Microsoft's older container."""
_HEADING: Final = re.compile(r"(?:heading|kop)\s*(\d)", re.IGNORECASE)
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_text(file: FileSource) -> tuple[str | None, str]:
    """The title in the document's properties, and its text.

    Raises:
        InputError: the file is damaged, protected or too large; or python-docx is missing.
    """
    try:
        import docx  # noqa: PLC0415 - only in the extra ``documents``
    except ImportError:
        raise failed("missing-documents-extra", file.name, package="python-docx") from None
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    data = file.read()
    if data.startswith(_OLE):
        raise failed("encrypted-document", file.name)
    _check(data, file.name)
    try:
        document = docx.Document(BytesIO(data))
        text = "\n\n".join(_lines(document))
        title = document.core_properties.title
    except (OpcError, SyntaxError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, EOFError, OSError):
        # python-docx raises whatever a missing or broken part makes Python raise; broken XML is a SyntaxError of lxml.
        raise failed("damaged-document", file.name, kind="Word") from None
    return title or None, text


def _check(data: bytes, name: str) -> None:
    """Refuse what unpacks into too much: the sizes in the directory of the file are what zipfile reads at most."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            sizes = [(each.filename, each.file_size) for each in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise failed("damaged-document", name, kind="Word") from None
    if sum(size for _, size in sizes) > LARGEST or any(size > PART for part, size in sizes if part.endswith(".xml")):
        raise failed("source-too-large", name, limit=f"{PART // 1_000_000} MB")


def _lines(document: Document) -> Iterator[str]:
    from docx.table import Table  # noqa: PLC0415

    from plugins.generators.source.docx_numbers import Numbers  # noqa: PLC0415

    numbers = Numbers.of(document)
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from _rows(item)
        else:
            line = _paragraph(item, numbers)
            if line.strip():
                yield line


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        previous = None
        for cell in row.cells:
            if cell._tc is not previous:
                cells.append(" ".join(" ".join(_text(each) for each in cell.paragraphs).split()))
            previous = cell._tc
        if any(cells):
            yield "\t".join(cells)


def _paragraph(paragraph: Paragraph, numbers: Numbers) -> str:
    """A paragraph with the marker of its list, the mark of a heading, and its first words bold if they are."""
    text = _text(paragraph).strip()
    if not text:
        return ""
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    marker, depth = numbers.marker(paragraph)
    heading = _HEADING.match(style)
    if heading is not None or style in ("Title", "Titel"):
        level = int(heading[1]) if heading is not None else 1
        return f"{'#' * max(1, min(level, 6))} {f'{marker} ' if marker not in ('', '-') else ''}{text}"
    bold = _bold_start(paragraph, text)
    if bold:
        text = f"**{text[:bold]}**{text[bold:]}"
    return "  " * (depth + _indent(paragraph)) + (f"{marker} {text}" if marker else text)


def _indent(paragraph: Paragraph) -> int:
    """How many steps a paragraph itself is set in."""
    indent = paragraph.paragraph_format.left_indent
    return max(0, min(round(indent.pt / STEP), 10)) if indent is not None else 0


def _text(paragraph: Paragraph) -> str:
    """The text of a paragraph, insertions of tracked changes included, deletions not."""
    found: list[str] = []
    for element in paragraph._p.iter():
        match str(element.tag).removeprefix(_W):
            case "t":
                found.append(element.text or "")
            case "tab":
                found.append("\t" if str(element.getparent().tag) == f"{_W}r" else "")
            case "br" | "cr":
                found.append("\n")
            case "noBreakHyphen":
                found.append("-")
    return "".join(found)


def _bold_start(paragraph: Paragraph, text: str) -> int:
    """Number of characters that the paragraph begins with in bold, 0 if all or none of it is."""
    length = 0
    for run in paragraph.runs:
        if not run.text.strip() or run.bold:
            length += len(run.text)
        else:
            break
    head = text[: min(length, len(text))].rstrip()
    return len(head) if 0 < len(head) < len(text) and paragraph.text.lstrip() == paragraph.text else 0

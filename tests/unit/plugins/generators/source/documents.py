"""The statutes of these tests in other formats: as a web page, a Word document and a printed PDF."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import docx
from docx.shared import Pt

from plugins.generators.source.paragraphs import paragraphs

ARTICLE = re.compile(r"(?:Artikel|Art\.) \S+$|(?:Artikel|Art\.) \S+ +[(A-Z]")
CHAPTER = re.compile(
    r"Hoofdstuk|HOOFDSTUK|Afdeling|TITEL|§|Bijlage|Toelichting$|TOELICHTING$|"
    r"\d (?=[A-Z][a-z]+( \w+){0,3}$)|\d\. [A-Z]+$|\d\.\d [A-Z]\w+$"
)
LINES = 25
WIDTH = 84


def as_html(text: str) -> str:
    """A page as a publisher makes it: headings, paragraphs, lists, tables."""
    parts = []
    open_table = False
    for number, paragraph in enumerate(paragraphs(text)):
        row = "\t" in paragraph.text
        if row != open_table:
            parts.append("<table>" if row else "</table>")
            open_table = row
        content = escape(paragraph.text.lstrip("# "), quote=False)
        if row:
            cells = "".join(f"<td>{cell}</td>" for cell in content.split("\t"))
            parts.append(f"<tr>{cells}</tr>")
        elif number == 0:
            parts.append(f"<h1>{content}</h1>")
        elif CHAPTER.match(paragraph.text):
            parts.append(f"<h2>{content}</h2>")
        elif ARTICLE.match(paragraph.text) and not paragraph.text.endswith("."):
            parts.append(f"<h3>{content}</h3>")
        elif re.match(r"(?:[a-z]|\d+°)[.)]? |[–-] ", paragraph.text):
            inner = f"<ul>{'<li>' + content + '</li>'}</ul>"
            parts.append(f"<ul><li>{inner}</li></ul>" if paragraph.indent else inner)
        else:
            parts.append(f"<p>{content}</p>")
    body = "\n".join(parts)
    head = "<head><meta charset='utf-8'><title>Pagina</title></head>"
    return f"<!DOCTYPE html><html>{head}<body><nav>Menu</nav>{body}</body></html>"


def write_docx(text: str, path: Path) -> None:
    """A Word document with the styles for headings, and its tables as tables."""
    document = docx.Document()
    rows: list[list[str]] = []
    for number, paragraph in enumerate([*paragraphs(text), None]):
        if paragraph is not None and "\t" in paragraph.text:
            rows.append(paragraph.text.split("\t"))
            continue
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, content in zip(row.cells, cells, strict=True):
                    cell.text = content
            rows = []
        if paragraph is None:
            break
        if number == 0:
            document.add_heading(paragraph.text, 0)
        elif CHAPTER.match(paragraph.text):
            document.add_heading(paragraph.text, 1)
        elif ARTICLE.match(paragraph.text) and not paragraph.text.endswith("."):
            document.add_heading(paragraph.text, 2)
        else:
            added = document.add_paragraph(paragraph.text)
            added.paragraph_format.left_indent = Pt(9 * paragraph.indent)
    document.save(str(path))


def write_pdf(text: str, path: Path) -> None:
    """A printed document: lines broken at the width of the page, a header and a page number on every page."""
    lines = [line for paragraph in text.split("\n") for line in broken(paragraph)]
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    header = "Proefdruk van de uitgever"
    path.write_bytes(
        pdf([[header, *page, f"Pagina {number} van {len(pages)}"] for number, page in enumerate(pages, 1)])
    )


def broken(paragraph: str) -> list[str]:
    """The lines of a paragraph on paper; an empty one is left out, as space on paper is no line."""
    if len(paragraph) <= WIDTH:
        return [paragraph] if paragraph.strip() else []
    lines, line = [], ""
    for word in paragraph.split(" "):
        if line.strip() and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line.strip() else lines


def pdf(pages: list[list[str]], extra: bytes = b"") -> bytes:
    """A minimal PDF with these lines, in Courier."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        content = b"BT /F1 9 Tf 50 800 Td 12 TL\n" + b"".join(
            b"(%s) Tj T*\n" % re.sub(rb"([()\\])", rb"\\\1", line.encode("cp1252", "replace")) for line in page
        )
        content += b"ET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, extra, len(data))
    )

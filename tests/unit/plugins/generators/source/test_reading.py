"""``read_source``: what documents look like as text, and what is said of those that cannot be read."""

from __future__ import annotations

import builtins
import time
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import ModuleType

import docx
import pypdf
import pytest
from docx.oxml import parse_xml

from engine.errors import InputError
from engine.messages import catalogue, render_problem
from plugins.generators.source import read_source, reading
from tests.unit.plugins.generators.source.documents import pdf

LETTERED = """
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2°."/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>
"""


def problem_of(path: Path) -> str:
    """The code of the one problem, which must have words in both languages."""
    with pytest.raises(InputError) as caught:
        read_source(path)
    (problem,) = caught.value.problems
    for language in ("nl", "en"):
        words = render_problem(problem, language)
        assert str(path) in words or path.name in words
        assert "{" not in words
    return problem.code


def written(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_keeps_its_lines_and_is_called_by_its_first(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, "wet.txt", "Wet proef\n\nArtikel 1\n\nEen ﬁets is een voer\u00ad\ntuig."))
    assert source.title == "Wet proef"
    assert source.text == "Wet proef\n\nArtikel 1\n\nEen fiets is een voertuig."


def test_a_text_without_title_is_called_by_its_file(tmp_path: Path) -> None:
    assert read_source(written(tmp_path, "notitie.txt", "Dit is een zin.")).title == "notitie"


def test_a_page_is_read_as_a_person_sees_it(tmp_path: Path) -> None:
    page = """<html><head><title>Portaal</title><style>p {}</style></head><body><nav>Home</nav><h1>Wet proef</h1>
    <p hidden>verborgen</p><h2>Begrippen</h2><ol type="a"><li>fiets: rad &amp; meer;<ol><li>soort een</li></ol></li>
    <li>bus</li></ol><ul><li>c. pont</li><li>los</li></ul><dl><dt>kar</dt><dt>wagen</dt><dd>ding op wielen</dd></dl>
    <table><tr><th>Begrip</th><th>Uitleg</th></tr><tr><td>boot</td><td><p>vaart</p><p>op water</p></td></tr></table>
    <p><b>slee</b> glijdt<br>over ijs</p><script>alert("x")</script><!-- commentaar --></body></html>"""
    source = read_source(written(tmp_path, "wet.html", page))
    assert source.title == "Wet proef"
    assert source.text.split("\n\n") == [
        "# Wet proef",
        "## Begrippen",
        "a. fiets: rad & meer;",
        "  1. soort een",
        "b. bus",
        "c. pont",
        "- los",
        "**kar, wagen**: ding op wielen",
        "Begrip\tUitleg",
        "boot\tvaart op water",
        "**slee** glijdt",
        "over ijs",
    ]


def test_a_page_is_read_in_the_encoding_that_it_names(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-1"><p>coördinator – één</p>'.encode("cp1252")
    assert read_source(written(tmp_path, "pagina.html", page)).text == "coördinator – één"


@pytest.mark.parametrize(
    "piece", ["<", "<!", "<a ", '<a b="', "<!--", "</", "&", "<![", "<?", "<script>", "<b>", "<ul><li>"]
)
def test_a_broken_page_takes_no_longer_than_its_length(piece: str, tmp_path: Path) -> None:
    def seconds(size: int) -> float:
        path = written(tmp_path, "pagina.html", "<p>tekst" + piece * (size // len(piece)))
        start = time.process_time()
        read_source(path)
        return time.process_time() - start

    seconds(1000)
    small = min(seconds(20_000) for _ in range(3))
    assert seconds(320_000) < 16 * 6 * max(small, 0.002)  # quadratic time would be 256 times as long


def test_markdown_keeps_bold_terms_and_turns_tables_into_cells(tmp_path: Path) -> None:
    text = "# Gids\n\n| Begrip | Uitleg |\n|---|:--|\n| bus | [auto](x) |\n\n__kar__: ding\n\nSlee\n: glijder\n"
    source = read_source(written(tmp_path, "gids.md", text))
    assert source.title == "Gids"
    assert source.text == "# Gids\n\nBegrip\tUitleg\nbus\tauto\n\n**kar**: ding\n\n**Slee**: glijder"


def test_a_word_document_is_read_with_the_numbers_that_word_shows(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Besluit proef"
    document.part.numbering_part._element = parse_xml(LETTERED)
    document.add_heading("Begrippen", 1)
    for text, level in (
        ("fiets: rijwiel;", 0),
        ("bus: auto die:", 0),
        ("groot is;", 1),
        ("rijdt;", 1),
        ("kar: wagen.", 0),
    ):
        paragraph = document.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val, properties.get_or_add_ilvl().val = 7, level
    document.add_paragraph("los", style="List Bullet")
    bold = document.add_paragraph()
    bold.add_run("slee").bold = True
    bold.add_run(" glijdt")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "boot", "vaartuig"
    document.save(str(tmp_path / "besluit.docx"))
    source = read_source(tmp_path / "besluit.docx")
    assert source.title == "Besluit proef"
    assert source.text.split("\n\n") == [
        "# Begrippen", "a. fiets: rijwiel;", "b. bus: auto die:", "  1°. groot is;", "  2°. rijdt;", "c. kar: wagen.",
        "- los", "**slee** glijdt", "boot\tvaartuig",
    ]  # fmt: skip


def test_what_only_the_paper_needs_is_left_out(tmp_path: Path) -> None:
    pages = [
        ["Ministerie van Proeven", f"Regel {word} van de tekst", "", f"- {number} -"]
        for number, word in enumerate("abc", 1)
    ]
    path = written(tmp_path, "stuk.pdf", pdf(pages))
    assert read_source(path).text == "Regel a van de tekst\nRegel b van de tekst\nRegel c van de tekst"


def test_a_protected_pdf_is_named(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf([["tekst"]])))
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(tmp_path / "slot.pdf")
    assert problem_of(tmp_path / "slot.pdf") == "encrypted-document"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leeg.txt", b"", "source-without-text"),
        ("wit.txt", b" \n\t ", "empty-input"),
        ("tekens.txt", b"-- ** --", "source-without-text"),
        ("oud.txt", "coördinator".encode("latin-1"), "input-not-utf-8"),
        ("breed.txt", "tekst".encode("utf-16"), "utf-16"),
        ("leeg.html", b"<p> </p>", "source-without-text"),
        ("beeld.png", b"x", "unknown-source-format"),
        ("stuk.pdf", b"%PDF-1.4 en dan niets", "damaged-document"),
        ("geen.pdf", b"gewone tekst", "damaged-document"),
        ("scan.pdf", pdf([[]]), "scanned-document"),
        ("stuk.docx", b"PK\x03\x04 kapot", "damaged-document"),
        ("leeg.docx", zipped({"a.txt": b"x"}), "damaged-document"),
        ("slot.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted-document"),
        ("bom.docx", zipped({"word/document.xml": b" " * 61_000_000}), "source-too-large"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, content: bytes, code: str, tmp_path: Path) -> None:
    assert problem_of(written(tmp_path, name, content)) == code


def test_a_file_that_is_not_there_or_too_large_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problem_of(tmp_path / "weg.txt") == "input-not-found"
    assert problem_of(tmp_path) == "is-a-folder"
    monkeypatch.setattr(reading, "LARGEST", 10)
    assert problem_of(written(tmp_path, "groot.txt", "meer dan tien tekens")) == "source-too-large"


@pytest.mark.parametrize(("suffix", "package"), [(".pdf", "pypdf"), (".docx", "docx")])
def test_a_missing_extra_is_named(suffix: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: object, **named: object) -> ModuleType:
        if name == package:
            raise ImportError(name)
        return real(name, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    assert problem_of(written(tmp_path, f"a{suffix}", b"x")) == "missing-documents-extra"


def test_every_problem_of_documents_has_words() -> None:
    for code in ("source-too-large", "missing-documents-extra", "damaged-document", "encrypted-document"):
        assert catalogue()[code].nl != catalogue()[code].en

"""Reading files: what is good is always read, what is not is named with file and line."""

from __future__ import annotations

import io
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.errors import Problem
from engine.messages import render_problem
from engine.model import Context, Definition, Entry, Source
from plugins.formats.csv_file import guarded
from plugins.formats.items import Scheme
from plugins.formats.reading import read_entries, read_schemes

GOOD = '{"begrip": "kazerne", "definitie": "gebouw"}'
TURTLE_HEAD = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <urn:x:> .\n"
GOOD_TURTLE = ':a a skos:Concept ; skos:prefLabel "kazerne"@nl ; skos:definition "gebouw"@nl .\n'


def rdf_xml(note: str, head: bytes = b"", attributes: str = "") -> bytes:
    """RDF/XML with one concept, whose note stands on the third line."""
    return b"""<?xml version="1.0"?>%s
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:c="http://www.w3.org/2004/02/skos/core#">
<c:Concept rdf:about="urn:x:a"><c:note%s>%s</c:note></c:Concept></rdf:RDF>""" % (
        head,
        attributes.encode(),
        note.encode(),
    )


# Name and bytes of a file, the problems with their lines and columns, and the terms that are read all the same.
BAD_FILES: list[tuple[str, bytes, list[tuple[str, int, int]], list[str]]] = [
    ("leeg.jsonl", b"", [("empty-input", 1, 1)], []),
    ("blank.jsonl", b"\n  \n", [("empty-input", 1, 1)], []),
    ("leeg.json", b" \n", [("empty-input", 1, 1)], []),
    ("leeg.csv", b"", [("empty-input", 1, 1)], []),
    ("leeg.ttl", b"", [("empty-input", 1, 1)], []),
    ("kapot.jsonl", GOOD.encode() + b'\n{"begrip": \n' + GOOD.encode(), [("json-value", 2, 12)], ["kazerne"] * 2),
    ("twee.jsonl", b'{"begrip": "a", "begrip": "b"}\n' + GOOD.encode(), [("duplicate-field", 1, 1)], ["kazerne"]),
    ("latin.jsonl", b'{"begrip": "caf\xe9"}\n' + GOOD.encode(), [("input-not-utf-8", 1, 16)], ["kazerne"]),
    ("utf16.jsonl", GOOD.encode("utf-16"), [("utf-16", 1, 1)], []),
    ("utf16.json", GOOD.encode("utf-16"), [("utf-16", 1, 1)], []),
    ("utf16.csv", "begrip,definitie\na,b\n".encode("utf-16"), [("utf-16", 1, 1)], []),
    ("diep.jsonl", b"[" * 100_000 + b"\n" + GOOD.encode(), [("json-too-deep", 1, 1)], ["kazerne"]),
    ("groot.jsonl", b'{"id": ' + b"1" * 5000 + b"}\n" + GOOD.encode(), [("broken-json", 1, 1)], ["kazerne"]),
    ("getal.jsonl", b"7\n" + GOOD.encode(), [("record-not-an-object", 1, 1)], ["kazerne"]),
    ("geen.jsonl", b'{"begrip": "a"}\n' + GOOD.encode(), [("missing-record-field", 1, 1)], ["kazerne"]),
    ("latin.json", '[\n{"begrip": "café"}]'.encode("latin-1"), [("input-not-utf-8", 2, 16)], []),
    ("kapot.json", b"[" + GOOD.encode() + b",\n {]", [("json-name", 2, 3), ("rest-not-read", 2, 3)], ["kazerne"]),
    ("rest.json", GOOD.encode() + b"\nen meer", [("json-end", 2, 1), ("rest-not-read", 2, 1)], ["kazerne"]),
    ("twee.json", b'[{"id": "1",\n"id": "2"}]', [("duplicate-field", 1, 1), ("rest-not-read", 1, 1)], []),
    ("diep.json", b"[" * 100_000, [("json-too-deep", 1, 1)], []),
    ("geen.json", b"[]", [("no-records", 1, 1)], []),
    ("tekst.json", b'"kazerne"', [("record-not-an-object", 1, 1)], []),
    ("meer.json", b'{"records": [' + GOOD.encode() + b'], "naam": 1}', [("unknown-record-field", 1, 1)], ["kazerne"]),
    ("kop.csv", b"begrip,uitleg\na,b\n", [("unknown-column", 1, 1), ("missing-column", 1, 1)], []),
    ("dubbel.csv", b"begrip,term,definitie\na,b,c\n", [("duplicate-column", 1, 1)], []),
    ("alleenkop.csv", b"begrip,definitie\n", [("no-records", 1, 1)], []),
    ("lang.csv", b"begrip,definitie\na,b,c\nkazerne,gebouw\n", [("row-length", 2, 1)], ["kazerne"]),
    ("kort.csv", b"begrip,definitie\na\nkazerne,gebouw\n", [("row-length", 2, 1)], ["kazerne"]),
    ("latin.csv", b"begrip,definitie\ncaf\xe9,x\nkazerne,gebouw\n", [("input-not-utf-8", 2, 4)], ["kazerne"]),
    ("quote.csv", b'begrip,definitie\n"a"b,c\nkazerne,gebouw\n', [("csv-quote", 2, 1)], ["kazerne"]),
    ("open.csv", b'begrip,definitie\nkazerne,gebouw\na,"b\nc,d\n', [("csv-open-quote", 3, 1)], ["kazerne"]),
    (
        "soort.csv",
        b"begrip,definitie,categorie\na,b,ding\nkazerne,gebouw,Type\n",
        [("unknown-record-category", 2, 1)],
        ["kazerne"],
    ),
    ("naamloos.csv", b"begrip,definitie\n,b\nkazerne,gebouw\n", [("blank-term", 2, 1)], ["kazerne"]),
    (
        "kapot.ttl",
        (TURTLE_HEAD + ':b a skos:Concept ; skos:prefLabel "b@nl ; skos:definition "x"@nl .\n' + GOOD_TURTLE).encode(),
        [("turtle-stop", 3, 61)],
        ["kazerne"],
    ),
    (
        "punt.ttl",
        (TURTLE_HEAD + GOOD_TURTLE + ':b a skos:Concept ; skos:prefLabel "b"@nl ; skos:definition "x"@nl').encode(),
        [("turtle-end", 4, 66)],
        ["kazerne"],
    ),
    ("prefix.ttl", (TURTLE_HEAD + "x:b a x:c .\n" + GOOD_TURTLE).encode(), [("turtle-prefix", 3, 1)], ["kazerne"]),
    ("tekst.ttl", b"dit is geen Turtle", [("turtle-statement", 1, 1)], []),
    ("latin.ttl", (TURTLE_HEAD + ':a skos:note "café" .').encode("latin-1"), [("input-not-utf-8", 3, 18)], []),
    ("geen.ttl", TURTLE_HEAD.encode(), [("no-concepts", 1, 1)], []),
    ("engels.ttl", (TURTLE_HEAD + GOOD_TURTLE.replace("@nl", "@en")).encode(), [("no-concepts", 1, 1)], []),
    (
        "naamloos.ttl",
        (TURTLE_HEAD + ':b a skos:Concept ; skos:definition "x"@nl .\n' + GOOD_TURTLE).encode(),
        [("concept-without-label", 3, 1)],
        ["kazerne"],
    ),
    ("open.ttl", (TURTLE_HEAD + GOOD_TURTLE + ':b skos:note """x\n\n').encode(), [("turtle-quote", 4, 1)], ["kazerne"]),
    ("kapot.rdf", b"<rdf>\n<a></rdf>", [("broken-rdf", 2, 6)], []),
    ("zin.rdf", b"<html/>", [("no-concepts", 1, 1)], []),
    ("kapot.jsonld", b'{"@id": \n', [("json-value", 2, 1)], []),
    ("zin.jsonld", b'{"@context": 5}', [("broken-rdf", 1, 1)], []),
    ("net.jsonld", b'{"@context": ["https://voorbeeld.nl/c.jsonld"]}', [("remote-context", 1, 1)], []),
    ("net2.jsonld", b'{"@graph": [{"@context": {"@import": "urn:x"}}]}', [("remote-context", 1, 1)], []),
    ("net3.jsonld", b'{"@context": [["https://voorbeeld.nl/c.jsonld"]]}', [("remote-context", 1, 1)], []),
    ("lang.rdf", rdf_xml("x" * 100_001), [("rdf-xml-bounds", 3, 1)], []),
    ("uitdijend.rdf", rdf_xml("&b;", b'<!DOCTYPE r [<!ENTITY a "%s"><!ENTITY b "%s">]>' % (b"x" * 300, b"&a;" * 99)),
     [("rdf-xml-bounds", 3, 1)], []),
    ("opmaak.rdf", rdf_xml("<b/>" * 101, attributes=' rdf:parseType="Literal"'), [("rdf-xml-bounds", 3, 1)], []),
    ("opmaken.rdf", rdf_xml("</c:note><c:note rdf:parseType='Literal'>".join(["<b/>" * 100] * 101),
     attributes=' rdf:parseType="Literal"'), [("rdf-xml-bounds", 3, 1)], []),
]  # fmt: skip


def read(
    paths: Sequence[str | Path], stdin: io.BytesIO | None = None
) -> tuple[list[Scheme], list[Definition], list[Problem]]:
    """All schemes, records and problems of some files."""
    schemes: list[Scheme] = []
    problems: list[Problem] = []
    definitions: list[Definition] = []
    for scheme in read_schemes([str(path) for path in paths], stdin=stdin):
        if isinstance(scheme, Problem):
            problems.append(scheme)
            continue
        schemes.append(scheme)
        for item in scheme.items():
            if isinstance(item, Problem):
                problems.append(item)
            elif isinstance(item, Definition):
                definitions.append(item)
    return schemes, definitions, problems


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own JSON-LD reader still uses it
@pytest.mark.parametrize(("name", "data", "expected", "terms"), BAD_FILES, ids=[case[0] for case in BAD_FILES])
def test_a_bad_place_is_named_and_the_rest_is_read(
    tmp_path: Path, name: str, data: bytes, expected: list[tuple[str, int, int]], terms: list[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    _, definitions, problems = read([path])
    places = [(problem.code, problem.mark.line, problem.mark.column) for problem in problems if problem.mark]
    assert places == expected
    assert [definition.begrip for definition in definitions] == terms
    for problem in problems:
        assert problem.mark is not None
        for language in ("nl", "en"):
            assert render_problem(problem, language).startswith(f"{path}:{problem.mark.line}:{problem.mark.column}: ")


def test_a_hopeless_turtle_file_is_given_up_after_twenty_mistakes(tmp_path: Path) -> None:
    (tmp_path / "vol.ttl").write_text(TURTLE_HEAD + "x:y x:z 1 .\n" * 30)
    _, _, problems = read([tmp_path / "vol.ttl"])
    assert [problem.code for problem in problems] == ["turtle-prefix"] * 20 + ["too-many-errors"]


def test_a_path_that_is_no_readable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "kader.jsonl").write_text(GOOD)
    (tmp_path / "kader.docx").write_text("x")
    missing, unknown = tmp_path / "kadr.jsonl", tmp_path / "kader.docx"
    _, definitions, problems = read([tmp_path, missing, unknown, tmp_path / "kader.jsonl"])
    assert [problem.code for problem in problems] == ["is-a-folder", "input-not-found", "unknown-format"]
    assert problems[1].suggestion == str(tmp_path / "kader.jsonl")
    assert [definition.begrip for definition in definitions] == ["kazerne"]
    assert ".jsonl, .json, .csv, .ttl, .rdf, .jsonld" in render_problem(problems[2])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kader.jsonl"
    path.write_text(GOOD)
    path.chmod(0)
    _, _, problems = read([path])
    assert [problem.code for problem in problems] == ["unreadable-input"]


def test_json_lines_keep_file_line_and_corpus(tmp_path: Path) -> None:
    path = tmp_path / "kader.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode() + b'\r\n\r\n{"begrip": "b", "definitie": "", "synonyms": ["c"]}')
    (scheme,), definitions, problems = read([path])
    assert [(definition.begrip, definition.origin.line) for definition in definitions if definition.origin] == [
        ("kazerne", 1), ("b", 3),
    ]  # fmt: skip
    assert problems == []
    assert scheme.entries() == (Entry("kazerne", "gebouw"), Entry("b", "", None, ("c",)))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[\n" + GOOD + ",\n\n" + GOOD + "\n]\n", [2, 4]),
        ("\n" + GOOD, [2]),
        ('{"records": [\n' + GOOD + ",\n" + GOOD + "]}", [2, 3]),
        ('{"begrip": "kazerne", "definitie": "x",\n "corpus": [' + GOOD + "]}", [1]),
    ],
)
def test_json_is_an_array_a_record_or_an_object_with_records(tmp_path: Path, text: str, lines: list[int]) -> None:
    path = tmp_path / "kader.json"
    path.write_text(text)
    (scheme,), definitions, problems = read([path])
    assert [definition.origin.line for definition in definitions if definition.origin] == lines
    assert problems == []
    assert len(scheme.entries()) == (0 if len(lines) == 1 else len(lines))  # a single record has no corpus
    assert len(scheme.members()) == len(lines)


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1+1", "'=1+1"), ("@a", "'@a"), ("-ing", "'-ing"), ("'=a", "''=a"), ("'s avonds", "'s avonds"), ("a=b", "a=b")],
)
def test_a_cell_that_a_spreadsheet_would_work_out_is_guarded_and_read_back(
    tmp_path: Path, cell: str, written: str
) -> None:
    assert guarded(cell) == written
    (tmp_path / "kader.csv").write_text(f"begrip,definitie\nsluis,{written}\n")
    _, (definition,), _ = read([tmp_path / "kader.csv"])
    assert definition.definitie == cell


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_finds_its_separator_and_its_columns_in_dutch_and_english(tmp_path: Path, separator: str) -> None:
    rows = [
        ["Begrip", "definition", "ID", "Categorie", "synoniemen", "bron", "Voorkeursterm", "juridisch", "notitie"],
        ["kazerne", '"gebouw, met ""regels""\nen rijen"', "1", "Type", "post | kamp", "Wet|urn:w", "kazerne", "", "x"],
        ["meldkamer", "", "", "", "", "", "", "strafrecht|staatsrecht", ""],
    ]  # fmt: skip
    path = tmp_path / "kader.csv"
    path.write_text("\n".join(separator.join(row) for row in rows), encoding="utf-8-sig")
    (scheme,), (first, second), problems = read([path])
    assert [(problem.code, problem.warning) for problem in problems] == [("unknown-column", True)]
    assert first.definitie == 'gebouw, met "regels"\nen rijen'
    assert (first.id, first.category, first.synonyms) == ("1", "type", ("post", "kamp"))
    assert first.sources == (Source("Wet"), Source(None, None, "urn:w"))
    assert first.context == Context(legal=())
    assert second == Definition(
        "meldkamer", "", synonyms=(), sources=(), preferred_term="",
        context=Context(legal=("strafrecht", "staatsrecht")), origin=second.origin,
    )  # fmt: skip
    assert second.origin is not None
    assert second.origin.line == 4
    assert len(scheme.entries()) == 2


def test_a_column_that_is_not_there_is_unknown_not_empty(tmp_path: Path) -> None:
    (tmp_path / "kader.csv").write_text("begrip;definitie\nkazerne;gebouw\n")
    _, (definition,), _ = read([tmp_path / "kader.csv"])
    assert definition == Definition("kazerne", "gebouw", origin=definition.origin)


def test_standard_input_is_json_lines_and_one_corpus() -> None:
    stdin = io.BytesIO(f"{GOOD}\n{GOOD}".encode())
    (scheme,), definitions, _ = read(["-"], stdin)
    assert len(definitions) == 2
    assert len(scheme.entries()) == 2
    assert len(list(scheme.items())) == 2  # a second walk sees what the first one read
    assert [definition.origin.file for definition in definitions if definition.origin] == ["<stdin>"] * 2


def test_a_pipe_is_read_once_and_walked_twice(tmp_path: Path) -> None:
    path = tmp_path / "pijp.jsonl"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=[f"{GOOD}\n{GOOD}\n"])
    writer.start()
    (scheme,), definitions, _ = read([path])
    writer.join()
    assert (len(definitions), len(scheme.entries())) == (2, 2)


def test_files_are_read_in_their_order_and_each_is_its_own_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{GOOD}\n{GOOD}")
    (tmp_path / "b.json").write_text(json.dumps([{"begrip": term, "definitie": ""} for term in "xyz"]))
    schemes, definitions, _ = read([tmp_path / "b.json", tmp_path / "a.jsonl"])
    assert [definition.begrip for definition in definitions] == ["x", "y", "z", "kazerne", "kazerne"]
    assert [len(scheme.entries()) for scheme in schemes] == [3, 2]


def test_entries_for_a_corpus_come_from_all_files_with_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(GOOD + "\n[]")
    (tmp_path / "b.ttl").write_text(TURTLE_HEAD + ':b a skos:Concept ; skos:prefLabel "b"@nl .')
    entries, problems = read_entries([str(tmp_path / name) for name in ("a.jsonl", "b.ttl", "c.csv")])
    assert entries == (Entry("kazerne", "gebouw"), Entry("b", None, "urn:x:b"))
    assert [problem.code for problem in problems] == ["record-not-an-object", "input-not-found"]

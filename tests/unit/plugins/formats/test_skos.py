"""SKOS as records and entries: labels, definitions, sources, schemes, languages, places."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.errors import Problem
from engine.model import Definition, Entry, Origin, Source
from plugins.formats.items import Item, Scheme, Undefined
from plugins.formats.reading import read_schemes

DATA = Path(os.environ.get("DEFINITIE_DATA", Path(__file__).parents[4] / "../shared/data")) / "begrippenkaders"
PREFIXES = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . "
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix : <urn:x:> .\n"
)


def schemes_in(*paths: Path, language: str = "nl") -> list[Scheme]:
    found = list(read_schemes([str(path) for path in paths], language=language))
    assert [scheme for scheme in found if isinstance(scheme, Problem)] == []
    return [scheme for scheme in found if isinstance(scheme, Scheme)]


def items_of(folder: Path, turtle: str, language: str = "nl") -> list[Item]:
    path = folder / "kader.ttl"
    path.write_text(PREFIXES + turtle)
    return [item for scheme in schemes_in(path, language=language) for item in scheme.items()]


def test_a_concept_is_a_record_with_its_place(tmp_path: Path) -> None:
    (item,) = items_of(
        tmp_path,
        '# opmerking\n\n:k a skos:Concept ;\n  skos:prefLabel "kazerne"@nl, "barracks"@en ;\n'
        '  skos:altLabel "post"@nl, "camp"@en ;\n  skos:definition "gebouw"@nl, "building"@en .\n',
    )
    assert item == Definition(
        "kazerne", "gebouw", id="urn:x:k", synonyms=("post",), preferred_term="kazerne",
        origin=Origin(str(tmp_path / "kader.ttl"), 4, "urn:x:k"),
    )  # fmt: skip


def test_the_language_of_the_pack_counts_else_what_has_no_language(tmp_path: Path) -> None:
    turtle = (
        ':k a skos:Concept ; skos:prefLabel "kazerne", "barracks"@en ; skos:definition "gebouw"@nl-BE, "los", "x"@en .'
    )
    (dutch,) = items_of(tmp_path, turtle)
    (english,) = items_of(tmp_path, turtle, language="en")
    assert isinstance(dutch, Definition)
    assert isinstance(english, Definition)
    assert (dutch.begrip, dutch.definitie) == ("kazerne", "gebouw")
    assert (english.begrip, english.definitie) == ("barracks", "x")


def test_several_definitions_are_a_record_each_and_share_their_identity(tmp_path: Path) -> None:
    first, second = items_of(
        tmp_path,
        ':k a skos:Concept ; skos:prefLabel "kazerne"@nl ; skos:definition "gebouw"@nl .\n'
        ":k skos:definition [ rdf:value 'bouwwerk'@nl ] .\n",
    )
    assert isinstance(first, Definition)
    assert isinstance(second, Definition)
    assert (first.definitie, second.definitie) == ("gebouw", "bouwwerk")
    assert first.id == second.id == "urn:x:k"
    assert (first.origin, second.origin) == (
        Origin(str(tmp_path / "kader.ttl"), 2, "urn:x:k"), Origin(str(tmp_path / "kader.ttl"), 3, "urn:x:k"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":wet", Source(None, None, "urn:x:wet")),
        (':wet . :wet dct:title "Wet"@nl, "Act"@en', Source("Wet", None, "urn:x:wet")),
        (':wet . :wet rdfs:label "Wet"', Source("Wet", None, "urn:x:wet")),
        (':wet . :wet dct:title "Act"@en', Source("Act", None, "urn:x:wet")),
        ('"de wet"', Source("de wet")),
        (
            '[ dct:title "Wet" ; dct:bibliographicCitation "art. 1" ; foaf:page <urn:p> ]',
            Source("Wet", "art. 1", "urn:p"),
        ),
        ("[]", Source()),
    ],
)
def test_a_source_is_an_iri_a_text_or_a_description(tmp_path: Path, source: str, expected: Source) -> None:
    concept = ':k a skos:Concept ; skos:prefLabel "kazerne"@nl ; skos:definition "gebouw"@nl ; dct:source '
    (item,) = items_of(tmp_path, f"{concept}{source} .")
    assert isinstance(item, Definition)
    assert item.sources == (expected,)


def test_a_property_used_nowhere_in_the_scheme_is_unknown_elsewhere_it_is_empty(tmp_path: Path) -> None:
    items = items_of(
        tmp_path,
        ':a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "a"@nl ; skos:definition "x"@nl .\n'
        ':a skos:altLabel "z"@nl .\n'
        ':b a skos:Concept ; skos:inScheme :s ; skos:prefLabel "b"@nl ; skos:definition "y"@nl .\n'
        ':c a skos:Concept ; skos:inScheme :t ; skos:prefLabel "c"@nl ; skos:definition "y"@nl ; dct:source :w .\n',
    )
    found = {item.begrip: (item.synonyms, item.sources) for item in items if isinstance(item, Definition)}
    assert found == {"a": (("z",), None), "b": ((), None), "c": (None, (Source(None, None, "urn:x:w"),))}


def test_concepts_with_a_scheme_in_common_are_each_others_corpus(tmp_path: Path) -> None:
    concept = ':{0} a skos:Concept ; skos:prefLabel "{0}"@nl ; skos:definition "x"@nl ; {1} .\n'
    path = tmp_path / "kader.ttl"
    path.write_text(
        PREFIXES
        + concept.format("a", "skos:inScheme :s")
        + concept.format("b", "skos:topConceptOf :s")
        + concept.format("c", "skos:inScheme :s, :t")
        + concept.format("d", "skos:inScheme :t")
        + concept.format("e", "skos:note 'zonder kader'")
        + ":t skos:hasTopConcept :f ."
        + concept.format("f", "skos:note 'bovenaan'")
    )
    terms = {
        scheme.name: "".join(sorted(entry.begrip for entry in scheme.entries())) for scheme in schemes_in(path)
    }  # fmt: skip
    assert terms == {"urn:x:s": "abc", "urn:x:s urn:x:t": "abcdf", "urn:x:t": "cdf", "-": "e"}


def test_a_concept_without_a_definition_is_named_and_stays_a_term(tmp_path: Path) -> None:
    path = tmp_path / "kader.ttl"
    path.write_text(PREFIXES + ':k a skos:Concept ; skos:prefLabel "kazerne"@nl ; skos:altLabel "post"@nl .')
    (scheme,) = schemes_in(path)
    (item,) = scheme.items()
    assert item == Undefined("kazerne", Origin(str(path), 2, "urn:x:k"), ("post",))
    assert scheme.entries() == (Entry("kazerne", None, "urn:x:k", ("post",)),)


def test_a_concept_in_another_language_is_named_and_no_mistake(tmp_path: Path) -> None:
    items = items_of(
        tmp_path,
        ':a a skos:Concept ; skos:prefLabel "a"@nl ; skos:definition "x"@nl .\n'
        ':b a skos:Concept ; skos:prefLabel "b"@en .',
    )
    (problem,) = [item for item in items if isinstance(item, Problem)]
    assert (problem.code, problem.warning, problem.mark and problem.mark.line) == ("concept-in-other-language", True, 3)


def test_a_blank_definition_is_a_record_with_an_empty_text(tmp_path: Path) -> None:
    (item,) = items_of(tmp_path, ':k a skos:Concept ; skos:prefLabel "kazerne"@nl ; skos:definition ""@nl .')
    assert isinstance(item, Definition)
    assert item.definitie == ""


def test_files_of_one_command_are_one_graph_and_relative_names_have_their_base(tmp_path: Path) -> None:
    base = "@base <urn:kader> .\n" + PREFIXES
    (tmp_path / "a.ttl").write_text(
        base + ':a a skos:Concept ; skos:inScheme <> ; skos:prefLabel "a"@nl ; skos:definition "x"@nl ; dct:source :w .'
    )
    (tmp_path / "b.ttl").write_text(
        base + '<> a skos:ConceptScheme .\n:b a skos:Concept ; skos:inScheme <> ; skos:prefLabel "b"@nl .'
    )
    (tmp_path / "bronnen.ttl").write_text(PREFIXES + ':w dct:title "Wet"@nl .')
    (scheme,) = schemes_in(*(tmp_path / name for name in ("b.ttl", "a.ttl", "bronnen.ttl")))
    undefined, defined = scheme.items()
    assert scheme.name == "urn:kader"
    assert isinstance(undefined, Undefined)
    assert isinstance(defined, Definition)
    assert defined.sources == (Source("Wet", None, "urn:x:w"),)
    assert defined.origin == Origin(str(tmp_path / "a.ttl"), 3, "urn:x:a")


RDF_XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="urn:x:k"><skos:prefLabel xml:lang="nl">kazerne</skos:prefLabel>
<skos:definition xml:lang="nl">gebouw</skos:definition></skos:Concept></rdf:RDF>"""
JSON_LD = """{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@id": "urn:x:k", "@type": "skos:Concept",
"skos:prefLabel": {"@value": "kazerne", "@language": "nl"},
"skos:definition": {"@value": "gebouw", "@language": "nl"}}"""


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own JSON-LD reader still uses it
@pytest.mark.parametrize(("name", "text"), [("kader.rdf", RDF_XML), ("kader.jsonld", JSON_LD)])
def test_other_notations_say_the_same_without_lines(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    (scheme,) = schemes_in(tmp_path / name)
    (item,) = scheme.items()
    assert item == Definition(
        "kazerne",
        "gebouw",
        id="urn:x:k",
        preferred_term="kazerne",
        origin=Origin(str(tmp_path / name), None, "urn:x:k"),
    )


def test_a_literal_that_does_not_fit_its_type_is_no_concern_of_ours(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (item,) = items_of(
        tmp_path,
        ':k a skos:Concept ; skos:prefLabel "kazerne"@nl ; skos:definition "gebouw"@nl ;\n'
        '  skos:notation "abc"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    )
    assert isinstance(item, Definition)
    assert caplog.records == []


def real(*names: str) -> list[Path]:
    paths = [DATA / name for name in names]
    if not all(path.exists() for path in paths):
        pytest.skip(f"no concept schemes in {DATA}: set DEFINITIE_DATA to the folder with the data")
    return paths


def test_a_real_scheme_has_all_its_concepts_each_on_its_line() -> None:
    (path,) = real("energiesysteembeheer.ttl")
    (scheme,) = schemes_in(path)
    items = list(scheme.items())
    lines = path.read_text(encoding="utf-8").splitlines()
    definitions = [item for item in items if isinstance(item, Definition)]
    assert (len(definitions), len(items), len(scheme.entries())) == (235, 236, 236)
    for definition in definitions:
        origin = definition.origin
        assert origin is not None
        assert origin.line is not None
        assert definition.id is not None
        assert lines[origin.line - 1].split()[0] == ":" + definition.id.rsplit("/", 1)[-1]


def test_a_real_scheme_in_several_files_is_one_scheme() -> None:
    names = ("00-kader", "01-bronnen", "C1-klant", "C2-energietransport", "C3-energienet", "C6-energiemarkt")
    paths = real(*(f"netbeheer-{name}.ttl" for name in names))
    (scheme,) = schemes_in(*paths)
    definitions = [item for item in scheme.items() if isinstance(item, Definition)]
    assert len(scheme.entries()) == 109
    assert any(source.title for definition in definitions for source in definition.sources or ())

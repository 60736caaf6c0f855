"""Collections and owners of SKOS concepts, beside the records."""

from __future__ import annotations

from pathlib import Path

from plugins.formats.items import Belonging, Scheme
from plugins.formats.reading import read_schemes

TEXT = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix : <urn:kader/> .
:s a skos:ConceptScheme ; dct:title "Kader"@nl, "Scheme"@en ; dct:publisher :org .
:org foaf:name "Organisatie" .
:a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "a"@nl ; skos:definition "x"@nl .
:b a skos:Concept ; skos:inScheme :s ; skos:prefLabel "b"@nl ; skos:definition "x"@nl ; dct:creator "Jan", "Els" .
:d a skos:Concept ; skos:prefLabel "d"@nl ; skos:definition "x"@nl .
:binnen a skos:OrderedCollection ; skos:memberList ( :a :b ) .
:buiten a skos:Collection ; skos:prefLabel "Buiten"@nl, "Outside"@en ; skos:member :binnen .
:rond skos:member :rond, :d .
"""


def test_concepts_belong_to_all_collections_around_them_and_to_the_nearest_owner(tmp_path: Path) -> None:
    path = tmp_path / "kader.ttl"
    path.write_text(TEXT, encoding="utf-8")
    found: dict[str, Belonging] = {}
    titles = []
    for scheme in read_schemes([str(path)]):
        assert isinstance(scheme, Scheme)
        assert scheme.belonging is not None
        found.update(scheme.belonging())
        titles.append(scheme.title)
    assert titles == ["Kader", None]
    assert found == {
        "urn:kader/a": Belonging(("binnen", "Buiten"), ("Organisatie",)),
        "urn:kader/b": Belonging(("binnen", "Buiten"), ("Els", "Jan")),
        "urn:kader/d": Belonging(("rond",), ()),
    }

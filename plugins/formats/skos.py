"""SKOS concepts as records and entries (DESIGN §3, "SKOS reading" and "What is whose corpus")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from rdflib import Graph
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS
from rdflib.term import Literal, Node, URIRef

from engine.errors import Mark, Problem
from engine.model import Definition, Entry
from engine.model import Source as SourceRecord
from plugins.formats.belonging import belonging_of, scheme_title
from plugins.formats.items import Item, Scheme, Undefined, entry_of
from plugins.formats.literals import in_language
from plugins.formats.rdf import Described, Place

NOWHERE = Place(0, "", None)
NO_SCHEME: frozenset[Node] = frozenset()
"""The key of concepts that name no scheme: those of one command are taken as one, unnamed scheme."""


def read_schemes(described: Described, language: str) -> Iterator[Scheme]:
    """The concepts of a graph, grouped by the schemes they are in, in the order of the files.

    Args:
        described: the graph, with its places.
        language: BCP 47 code of the pack; labels and definitions in it count, else those without a language.
    """
    graph = described.graph
    groups: dict[frozenset[Node], list[Node]] = {}
    concepts_found = _concepts(described)
    if not any(_labels(graph, concept, language) for concept in concepts_found):
        return
    for concept in concepts_found:
        groups.setdefault(_schemes(graph, concept), []).append(concept)
    for key, concepts in groups.items():
        related = [concept for other, members in groups.items() if other == key or other & key for concept in members]
        uses = _Uses(
            synonyms=any((concept, SKOS.altLabel, None) in graph for concept in related),
            sources=any((concept, DCTERMS.source, None) in graph for concept in related),
        )
        reader = _Reader(described, language, uses)
        name = " ".join(sorted(str(scheme) for scheme in key)) or "-"
        yield Scheme(
            name,
            partial(reader.items, concepts),
            partial(reader.entries, related),
            title=scheme_title(graph, key, language),
            belonging=partial(belonging_of, graph, concepts, language),
        )


@dataclass(frozen=True, slots=True)
class _Uses:
    """Which properties are used in a scheme: there, a concept without one is known to have none."""

    synonyms: bool
    sources: bool


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the concepts of one scheme."""

    described: Described
    language: str
    uses: _Uses

    def items(self, concepts: Iterable[Node]) -> Iterator[Item]:
        """A record for every definition, or the concept without one, or what is wrong with it."""
        for concept in concepts:
            yield from self._concept(concept)

    def entries(self, concepts: Iterable[Node]) -> tuple[Entry, ...]:
        """The concepts as entries of the corpus, those without a definition included."""
        return tuple(entry_of(item) for item in self.items(concepts) if not isinstance(item, Problem))

    def _concept(self, concept: Node) -> Iterator[Item]:
        graph = self.described.graph
        iri = str(concept) if isinstance(concept, URIRef) else None
        place = self.described.subjects.get(concept, NOWHERE)
        labels = _labels(graph, concept, self.language)
        definitions = self._definitions(concept)
        if not labels:
            code = "concept-without-label" if definitions else "concept-in-other-language"
            mark = Mark(place.name, place.line or 1, 1)
            yield Problem(code, mark, None, {"iri": str(concept), "language": self.language}, None, not definitions)
            return
        synonyms = self._synonyms(concept, labels)
        if not definitions:
            yield Undefined(labels[0], place.origin(iri), synonyms or ())
        for text, stated in definitions:
            yield Definition(
                begrip=labels[0],
                definitie=text,
                id=iri,
                sources=self._sources(concept),
                synonyms=synonyms,
                preferred_term=labels[0],
                origin=stated.origin(iri),
            )

    def _definitions(self, concept: Node) -> list[tuple[str, Place]]:
        graph = self.described.graph
        stated: dict[str, Place] = {}
        literals: list[Node] = []
        for object_ in graph.objects(concept, SKOS.definition):
            place = self.described.definitions.get((concept, object_), NOWHERE)
            # SKOS lets a note be a resource of its own, with the text as its value.
            texts = [object_] if isinstance(object_, Literal) else list(graph.objects(object_, RDF.value))
            for text in texts:
                stated.setdefault(str(text), place)
                literals.append(text)
        found = [(text, stated[text]) for text in in_language(literals, self.language)]
        return sorted(found, key=lambda pair: pair[1].order)

    def _synonyms(self, concept: Node, labels: list[str]) -> tuple[str, ...] | None:
        if not self.uses.synonyms:
            return None
        others = in_language(self.described.graph.objects(concept, SKOS.altLabel), self.language)
        return tuple(other for other in others if other not in labels)

    def _sources(self, concept: Node) -> tuple[SourceRecord, ...] | None:
        if not self.uses.sources:
            return None
        nodes = sorted(self.described.graph.objects(concept, DCTERMS.source), key=str)
        return tuple(self._source(node) for node in nodes)

    def _source(self, node: Node) -> SourceRecord:
        if isinstance(node, Literal):
            return SourceRecord(title=str(node))
        graph = self.described.graph
        title = self._text(node, DCTERMS.title) or self._text(node, RDFS.label)
        citation = self._text(node, DCTERMS.bibliographicCitation)
        if isinstance(node, URIRef):
            return SourceRecord(title, citation, str(node))
        pages = sorted(str(page) for page in graph.objects(node, FOAF.page))
        return SourceRecord(title, citation, pages[0] if pages else None)

    def _text(self, node: Node, predicate: URIRef) -> str | None:
        values = list(self.described.graph.objects(node, predicate))
        others = sorted(str(value) for value in values if isinstance(value, Literal))
        return next(iter(in_language(values, self.language) or others), None)


def _concepts(described: Described) -> list[Node]:
    graph: Graph = described.graph
    found = set(graph.subjects(RDF.type, SKOS.Concept))
    found |= {subject for subject in graph.subjects(SKOS.definition) if (subject, SKOS.prefLabel, None) in graph}
    subjects: Mapping[Node, Place] = described.subjects
    return sorted(found, key=lambda concept: (subjects.get(concept, NOWHERE).order, str(concept)))


def _labels(graph: Graph, concept: Node, language: str) -> list[str]:
    return [label for label in in_language(graph.objects(concept, SKOS.prefLabel), language) if label.strip()]


def _schemes(graph: Graph, concept: Node) -> frozenset[Node]:
    # SKOS: topConceptOf is a kind of inScheme, and the inverse of hasTopConcept.
    named = {
        *graph.objects(concept, SKOS.inScheme),
        *graph.objects(concept, SKOS.topConceptOf),
        *graph.subjects(SKOS.hasTopConcept, concept),
    }
    return frozenset(named) if named else NO_SCHEME

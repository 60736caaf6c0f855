"""To which collections and owners the concepts of a SKOS graph belong: for reports that count by them.

This travels beside the records, in a table of their scheme: no rule judges by it, and the record of DESIGN §6 has no
field for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, FOAF, RDFS, SKOS
from rdflib.term import Literal, Node, URIRef

from plugins.formats.items import Belonging
from plugins.formats.literals import in_language

OWNERS = (DCTERMS.creator, DCTERMS.rightsHolder, DCTERMS.publisher)
"""Properties that name an owner; the first that is used counts, of the concept itself before that of its scheme."""
NAMES = (SKOS.prefLabel, DCTERMS.title, RDFS.label, FOAF.name)


def belonging_of(graph: Graph, concepts: Iterable[Node], language: str) -> Mapping[str, Belonging]:
    """The collections and owners of concepts, by IRI; concepts without either are left out.

    A member of a collection inside another belongs to both.

    Args:
        graph: all that was read.
        concepts: the concepts of one scheme.
        language: BCP 47 code, for the names of collections and owners.
    """
    within = _within(graph)
    found = {}
    for concept in concepts:
        names = [name_of(graph, node, language) for node in sorted(_all_within(within, concept), key=str)]
        owners = [name_of(graph, node, language) for node in _owners(graph, concept)]
        if names or owners:
            found[str(concept)] = Belonging(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(owners)))
    return found


def scheme_title(graph: Graph, schemes: Iterable[Node], language: str) -> str | None:
    """The names of some schemes; ``None`` where there is none to name."""
    names = [name_of(graph, scheme, language) for scheme in sorted(schemes, key=str)]
    return ", ".join(dict.fromkeys(names)) or None


def name_of(graph: Graph, node: Node, language: str) -> str:
    """What a person calls a thing: its label, else the last piece of its IRI."""
    if isinstance(node, Literal):
        return str(node)
    for predicate in NAMES:
        values = list(graph.objects(node, predicate))
        labels = in_language(values, language) or sorted(str(value) for value in values if isinstance(value, Literal))
        if labels:
            return labels[0]
    pieces = [piece for piece in str(node).replace("#", "/").split("/") if piece]
    return pieces[-1] if isinstance(node, URIRef) and pieces else str(node)


def _within(graph: Graph) -> Mapping[Node, Sequence[Node]]:
    """The collections that each thing is a member of."""
    within: defaultdict[Node, list[Node]] = defaultdict(list)
    for collection, member in graph.subject_objects(SKOS.member):
        within[member].append(collection)
    for collection, members in graph.subject_objects(SKOS.memberList):
        for member in Collection(graph, members):
            within[member].append(collection)
    return within


def _all_within(within: Mapping[Node, Sequence[Node]], thing: Node) -> set[Node]:
    found: set[Node] = set()
    front = list(within.get(thing, ()))
    while front:
        collection = front.pop()
        if collection not in found:
            found.add(collection)
            front += within.get(collection, ())
    return found


def _owners(graph: Graph, concept: Node) -> Iterator[Node]:
    schemes = {*graph.objects(concept, SKOS.inScheme), *graph.objects(concept, SKOS.topConceptOf)}
    for place in (concept, *sorted(schemes, key=str)):
        for predicate in OWNERS:
            owners = sorted(graph.objects(place, predicate), key=str)
            if owners:
                yield from owners
                return

"""Texts of an RDF graph in one language."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib.term import Literal, Node


def in_language(values: Iterable[Node], language: str) -> list[str]:
    """The literals in a language (``nl`` takes ``nl-NL`` too), else those without a language; sorted, each once."""
    literals = [value for value in values if isinstance(value, Literal)]
    wanted = language.lower()
    tagged = {
        str(value)
        for value in literals
        if value.language and (value.language.lower() == wanted or value.language.lower().startswith(wanted + "-"))
    }
    return sorted(tagged or {str(value) for value in literals if not value.language})

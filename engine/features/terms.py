"""What is given with a definition: term, synonyms, preferred term, category, sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.features.catalog import BUILTIN
from engine.features.registry import Need, Type
from engine.features.text import Text
from engine.model import Category, ReasonCode
from engine.spans import BEGRIP, Span
from engine.truth import MissingInputError

if TYPE_CHECKING:
    from engine.features.view import View


@BUILTIN.feature(
    "term",
    Type.SEARCH,
    text={"nl": "Het begrip dat gedefinieerd wordt.", "en": "The term that is defined."},
    example="forbid mentions(term)",
    needs=(Need.TEXT,),
    fields=("/begrip",),
)
def term(view: View) -> Sequence[Span]:
    """The whole term as one span; nothing if it is blank."""
    return _whole(view, BEGRIP)


@BUILTIN.feature(
    "synonyms",
    Type.SEARCH,
    text={"nl": "De opgegeven synoniemen, elk apart.", "en": "The synonyms given, each by itself."},
    example="applies when some synonyms",
    needs=(Need.TEXT,),
    fields=("/synonyms",),
    reasons=(ReasonCode.NO_SYNONYMS,),
)
def synonyms(view: View) -> Sequence[Span]:
    """Each synonym as one span; blank ones left out.

    Raises:
        MissingInputError: if no list of synonyms is given.
    """
    given = view.definition.synonyms
    if given is None:
        raise MissingInputError(ReasonCode.NO_SYNONYMS)
    return [span for index in range(len(given)) for span in _whole(view, f"/synonyms/{index}")]


@BUILTIN.feature(
    "preferred",
    Type.SEARCH,
    text={
        "nl": "De voorkeursterm, waar die het begrip zelf of een van de synoniemen is. Hoofdletters tellen niet mee.",
        "en": "The preferred term, where it is the term itself or one of the synonyms. Case does not count.",
    },
    example="require exactly one preferred in (term or synonyms)",
    needs=(Need.TEXT,),
    fields=("/begrip", "/synonyms", "/preferred_term"),
    reasons=(ReasonCode.NO_PREFERRED_TERM,),
    limits="A blank preferred term is known to be none. Two equal labels count once.",
)
def preferred(view: View) -> Sequence[Span]:
    """The labels that equal the preferred term.

    Raises:
        MissingInputError: if no preferred term is given.
    """
    wanted = view.definition.preferred_term
    if wanted is None:
        raise MissingInputError(ReasonCode.NO_PREFERRED_TERM)
    key = Text(wanted).text.casefold()
    labels = [BEGRIP, *(f"/synonyms/{index}" for index in range(len(view.definition.synonyms or ())))]
    equal = [label for label in labels if key and view.text(label).text.casefold() == key]
    return [span for label in equal[:1] for span in _whole(view, label)]


@BUILTIN.feature(
    "category",
    Type.CHOICE,
    text={
        "nl": "De opgegeven ontologische categorie van het begrip.",
        "en": "The ontological category that is given for the term.",
    },
    example="applies when category is proces",
    needs=(Need.TEXT,),
    fields=("/category",),
    reasons=(ReasonCode.NO_CATEGORY,),
    values=tuple(Category),
)
def category(view: View) -> str:
    """The category.

    Raises:
        MissingInputError: if none is given.
    """
    if view.definition.category is None:
        raise MissingInputError(ReasonCode.NO_CATEGORY)
    return view.definition.category.value


@BUILTIN.feature(
    "sources",
    Type.SEARCH,
    text={
        "nl": "De opgegeven bronnen: elke titel, vindplaats en elk webadres waarin een letter of cijfer staat.",
        "en": "The sources given: each title, citation and address that holds a letter or digit.",
    },
    example="require some sources",
    needs=(Need.TEXT,),
    fields=("/sources",),
    reasons=(ReasonCode.NO_SOURCES,),
)
def sources(view: View) -> Sequence[Span]:
    """Each part of each source that says something, as one span.

    Raises:
        MissingInputError: if no list of sources is given.
    """
    given = view.definition.sources
    if given is None:
        raise MissingInputError(ReasonCode.NO_SOURCES)
    found = []
    for index, source in enumerate(given):
        for part in ("title", "citation", "url"):
            if any(map(str.isalnum, getattr(source, part) or "")):
                found += _whole(view, f"/sources/{index}/{part}")
    return found


def _whole(view: View, field: str) -> list[Span]:
    text = view.text(field).text
    return [Span(field, 0, len(text))] if text else []

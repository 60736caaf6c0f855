"""Terms of the corpus that a definition uses, so that a rule can tell a known word from a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.features.registry import Need, Type
from engine.features.sameness import token_keys
from engine.spans import DEFINITIE, Span
from plugins.features.catalog import REGISTRY

if TYPE_CHECKING:
    from engine.features.view import View


@REGISTRY.feature(
    "used_terms",
    Type.SEARCH,
    text={
        "nl": "De woorden van de definitie die een ander begrip in het kader noemen, ook in een ander getal of met een "
        "synoniem.",
        "en": "The words of the definition that name another term of the corpus, in either number, or one of its "
        "synonyms.",
    },
    example="forbid definite unless some used_terms in match",
    needs=(Need.TOKENS, Need.CORPUS),
    fields=("/definitie", "/begrip"),
    limits="None without a corpus: a corpus can only excuse. A compound that holds a term is another word. Of terms "
    "that overlap, the first and longest counts.",
)
def used_terms(view: View) -> Sequence[Span]:
    """Each use of a term other than that of the record, in order."""
    if not view.has_corpus:
        return []
    corpus = view.corpus
    own = corpus.graph.labels_of([view.definition.begrip])
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    text = corpus.graph.identities(token_keys(tokens)[first:last])
    return [
        Span(DEFINITIE, tokens.starts[first + use.start], tokens.ends[first + use.end - 1])
        for use in corpus.graph.uses(text, own)
    ]

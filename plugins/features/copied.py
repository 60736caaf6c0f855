"""``copied``: the words of another text, repeated in the definition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Parameter, Type
from engine.features.sameness import Lemmas, token_keys
from engine.model import ReasonCode
from engine.spans import BEGRIP, DEFINITIE, Span
from engine.truth import MissingInputError, Open
from plugins.features.base import base_entry
from plugins.features.catalog import REGISTRY
from plugins.features.runs import Content, Run, content_of, content_of_text, longest_run

if TYPE_CHECKING:
    from engine.features.view import View

GAP: Final = 2
SCATTERED: Final = 60
"""Per cent of the other text's words that must be there where they do not stand in its order."""
PHRASE: Final = 2
"""Words that stand side by side as adjective and noun or the like are one name: ``onroerende zaak``."""


@REGISTRY.feature(
    "copied",
    Type.SEARCH,
    text={
        "nl": "Een stuk van de definitie dat zoveel inhoudswoorden van een andere tekst in dezelfde volgorde "
        "herhaalt, ook "
        "verbogen of vervoegd.",
        "en": "A piece of the definition that repeats so many content words of another text in the same order, "
        "inflected "
        "or not.",
    },
    example="forbid copied(base.definition, words: 3)",
    parameters=(
        Parameter("text", Type.TEXT, "The other text, such as `base.definition`."),
        Parameter("words", Type.NUMBER, "Fewest content words.", 3),
    ),
    needs=(Need.TOKENS, Need.MORPHOLOGY, Need.CORPUS),
    fields=("/definitie", "/begrip"),
    reasons=(ReasonCode.NO_ANALYZER,),
    limits="One word may be added or left out between two shared ones. The words of the term and its base do not "
    "count. "
    "Two words side by side are one name. What is said in other words is not seen. Only the longest such piece is "
    "given.",
)
def copied(view: View, text: str | Open, words: int) -> Sequence[Span]:
    """The longest repeated piece, if it has ``words`` content words that the term does not have.

    Raises:
        MissingInputError: without an analyzer.
    """
    if isinstance(text, Open):
        return []
    if view.analyzer is None:
        raise MissingInputError(ReasonCode.NO_ANALYZER)
    lemmas = view.corpus.lemmas if view.has_corpus else Lemmas(view.analyzer)
    named = set(content_of_text(view.raw(BEGRIP), lemmas).words)
    if view.has_corpus and (found := base_entry(view)) is not None:
        named |= set(content_of_text(found[1].begrip, lemmas).words)
    own = own_content(view, lemmas)
    mine, theirs = _without(own, named), _without(content_of_text(text, lemmas), named)
    kept = [at for word, at in zip(own.words, own.at, strict=True) if word not in named]
    tokens = view.tokens(DEFINITIE)
    run = longest_run(mine, theirs, GAP)
    if run is None or run.shared < words or _is_name(view, kept, run):
        shared = [at for word, at in zip(mine, kept, strict=True) if word in theirs]
        scattered = len(shared) > words and 100 * len(set(shared)) >= SCATTERED * len(theirs)
        return [Span(DEFINITIE, tokens.starts[shared[0]], tokens.ends[shared[-1]])] if scattered else []
    return [Span(DEFINITIE, tokens.starts[kept[run.start]], tokens.ends[kept[run.end - 1]])]


def _is_name(view: View, kept: Sequence[int], run: Run) -> bool:
    """Whether all that is shared is a noun with the word right before it, which says of what kind it is."""
    first, last = kept[run.start], kept[run.end - 1]
    return run.shared == PHRASE and last - first == 1 and _is_noun(view, last) and not _is_noun(view, first)


def _is_noun(view: View, at: int) -> bool:
    return all(reading.tag in ("NOUN", "PROPN") for reading in view.readings(DEFINITIE)[at])


def own_content(view: View, lemmas: Lemmas) -> Content:
    """The content words of the body."""
    tokens = view.tokens(DEFINITIE)
    first, last = tokens.covering(view.body.start, view.body.end)
    return content_of(token_keys(tokens)[first:last], lemmas, first)


def _without(content: Content, named: set[str]) -> list[str]:
    return [word for word in content.words if word not in named]

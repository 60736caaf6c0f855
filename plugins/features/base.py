"""The base of a term in its corpus: ``vergunning`` of ``tijdelijke vergunning``, and the head of a compound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from engine.features.registry import Need, Type
from engine.features.sameness import text_key, token_keys
from engine.features.view import View
from engine.model import Definition, Entry, ReasonCode
from engine.spans import BEGRIP, Span
from engine.truth import OPEN, Open
from plugins.features.catalog import REGISTRY
from plugins.features.compound import MIN_HEAD, compound_parts
from plugins.features.head import head

if TYPE_CHECKING:
    from engine.features.corpus import CorpusIndex

MAX_TOKENS: Final = 12
"""A longer term is a sentence; its pieces are not looked up."""
JOINING: Final = frozenset({"en", "of", "en/of", ",", "/", "("})
"""What makes a term a series, or an ordinary term with a remark behind it."""
MAX_LETTERS: Final = 64


def entry_view(view: View, entry: Entry) -> View:
    """An entry of the corpus, seen with the same analyzer as the record."""
    record = Definition(begrip=entry.begrip, definitie=entry.definitie or "", id=entry.id, synonyms=entry.synonyms)
    return View(record, resources=view.resources, analyzer=view.analyzer)


@REGISTRY.feature(
    "base",
    Type.SEARCH,
    text={
        "nl": "Het deel van een begrip dat zelf een begrip in het kader is en dat de rest nader bepaalt: "
        "‘vergunning’ in "
        "‘tijdelijke vergunning’ of ‘bouwvergunning’, ‘recht’ in ‘recht op privacy’. {other} noemt dat begrip.",
        "en": "The part of a term that is a term of the corpus itself and that the rest qualifies. {other} names it.",
    },
    example="applies when some base",
    needs=(Need.TOKENS, Need.MORPHOLOGY, Need.CORPUS),
    fields=("/begrip", "/synonyms"),
    variables=("other",),
    reasons=(ReasonCode.NO_CORPUS, ReasonCode.NO_ANALYZER),
    limits="The longest one. A term with ‘en’ or ‘of’ has none. Of a compound the first part must be a known word.",
)
def base(view: View) -> Sequence[Span]:
    """The longest base as one span, with the variable ``other``; none if no part is a term.

    Raises:
        MissingInputError: without a corpus, or without an analyzer.
    """
    found = base_entry(view)
    return [] if found is None else [found[0]]


def base_entry(view: View) -> tuple[Span, Entry] | None:
    """The base with its entry: a longer term's words first, then the head of a compound."""
    corpus = view.corpus
    tokens = view.tokens(BEGRIP)
    heads = head(view, [Span(BEGRIP, 0, len(view.text(BEGRIP).text))])
    if not heads or len(tokens) > MAX_TOKENS or JOINING & set(tokens.words):
        return None
    place = tokens.covering(heads[0].start, heads[0].end)[0]
    keys = token_keys(tokens, label=True)
    for start, end in _pieces(place, len(tokens)):
        for index in _named(view, corpus, keys[start:end]):
            span = Span(BEGRIP, tokens.starts[start], tokens.ends[end - 1])
            return _described(span, corpus.entries[index]), corpus.entries[index]
    if len(tokens) > 1:
        return None
    return next(((_described(span, entry), entry) for span, entry in compound_heads(view)), None)


def _described(span: Span, entry: Entry) -> Span:
    return Span(span.field, span.start, span.end, variables={"other": entry.begrip})


def _pieces(place: int, count: int) -> list[tuple[int, int]]:
    """Proper pieces of a term of ``count`` tokens that hold its head, longest first."""
    pieces = [(start, end) for start in range(place + 1) for end in range(place + 1, count + 1) if end - start < count]
    return sorted(pieces, key=lambda piece: piece[0] - piece[1])


def _named(view: View, corpus: CorpusIndex, keys: Sequence[str]) -> list[int]:
    """Entries with this label, the record and its synonyms left out; one with a definition first."""
    label = corpus.graph.identities(keys)
    left_out = {corpus.index_of(view.definition)} | corpus.stated_synonyms(view.definition)
    found = [index for index in corpus.graph.entries_of(label) if index not in left_out]
    return sorted(found, key=lambda index: (corpus.entries[index].definitie is None, index))


def compound_heads(view: View) -> Iterator[tuple[Span, Entry]]:
    """Last parts of the term's head that are terms of the corpus, longest first, each with its entry."""
    corpus, tokens = view.corpus, view.tokens(BEGRIP)
    heads = head(view, [Span(BEGRIP, 0, len(view.text(BEGRIP).text))])
    if not heads:
        return
    at = tokens.covering(heads[0].start, heads[0].end)[0]
    written = tokens.words[at].lower()
    if len(written) > MAX_LETTERS:
        return
    own = corpus.index_of(view.definition)
    terms = _Terms(corpus)
    for word in dict.fromkeys([written, *sorted(corpus.lemmas.of(written))]):
        for start in range(2, len(word) - MIN_HEAD + 1):
            last = word[start:]
            indices = [index for index in corpus.by_term.get(text_key(last), ()) if index != own]
            if not indices or compound_parts(word, last, view.analyzer, terms.known(word[:start])) is None:
                continue
            best = min(indices, key=lambda index: (corpus.entries[index].definitie is None, index))
            end = heads[0].end
            place = Span(BEGRIP, max(heads[0].start, end - len(last)), end) if word == written else heads[0]
            yield place, corpus.entries[best]


class _Terms:
    """Which first parts of a compound are terms of the corpus, with or without linking letters."""

    def __init__(self, corpus: CorpusIndex) -> None:
        self._terms = corpus.by_term

    def known(self, first: str) -> frozenset[str]:
        """The forms of a first part that are terms."""
        forms = {first, *(first.removesuffix(link) for link in ("s", "en", "e", "n", "-"))}
        return frozenset(form for form in forms if len(form) > 1 and text_key(form) in self._terms)


@REGISTRY.feature(
    "corpus.terms",
    Type.SEARCH,
    text={
        "nl": "De laatste delen van een samengesteld begrip die zelf een begrip in het kader zijn: ‘vergunning’ in "
        "‘bouwvergunning’. {other} noemt dat begrip.",
        "en": "The last parts of a compound term that are terms of the corpus themselves. {other} names the term.",
    },
    example="applies when some corpus.terms",
    needs=(Need.TOKENS, Need.MORPHOLOGY, Need.CORPUS),
    fields=("/begrip",),
    variables=("other",),
    reasons=(ReasonCode.NO_CORPUS, ReasonCode.NO_ANALYZER),
    limits="The first part must be a known word or a term; a particle (‘uit-’, ‘voor-’) is none, since ‘voordeel’ is "
    "no "
    "kind of ‘deel’.",
)
def corpus_terms(view: View) -> Sequence[Span]:
    """Each such part as one span inside the term, longest first.

    Raises:
        MissingInputError: without a corpus, or without an analyzer.
    """
    return [_described(span, entry) for span, entry in compound_heads(view)]


@REGISTRY.feature(
    "base.definition",
    Type.TEXT,
    text={
        "nl": "De definitie van het begrip waar dit begrip een nadere bepaling van is.",
        "en": "The definition of the term that this term qualifies.",
    },
    example="forbid copied(base.definition, words: 3)",
    needs=(Need.TOKENS, Need.MORPHOLOGY, Need.CORPUS),
    fields=("/begrip", "/synonyms"),
    reasons=(ReasonCode.NO_CORPUS, ReasonCode.NO_ANALYZER),
    limits="See `base`. Open where there is no base, or the base has no definition.",
)
def base_definition(view: View) -> str | Open:
    """The text, or open.

    Raises:
        MissingInputError: without a corpus, or without an analyzer.
    """
    found = base_entry(view)
    return OPEN if found is None or found[1].definitie is None else found[1].definitie
